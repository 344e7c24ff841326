//! Secret keys in minisign's own format. They are read here and nowhere else.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own key"
)]

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{KeyPair, SecretKey, SecretKeyBox};
use sealift_document::Digest;
use sealift_package::manifest::Manifest;
use sealift_package::volume::SignatureFile;
use sealift_trust::{KeyError, PublicKey};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::output::{Draft, OutputError, Readers, make_folder, refuse_existing, withdraw};

/// Where in a decoded key file the name of the key derivation stands, and the name that means a password.
const DERIVATION: std::ops::Range<usize> = 2..4;
const WITH_PASSWORD: &[u8] = b"Sc";
/// A decoded key file, and the checksum at its end.
const FILE_BYTES: usize = 158;
const CHECKSUM_BYTES: usize = 32;

/// A password; wiped from memory when dropped, and never printed.
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes a password.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// A copy for minisign, which takes passwords by value.
    fn copy(&self) -> String {
        self.0.as_str().to_owned()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Why a key could not be made or used.
#[derive(Debug, Error, serde::Serialize)]
pub enum KeyFileError {
    /// The files could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The file could not be read.
    #[error("the key {} cannot be read: {source}", .path.display())]
    Read {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
        /// What the operating system said.
        #[serde(serialize_with = "sealift_document::shown")]
        source: io::Error,
    },
    /// The file holds no secret key of minisign.
    #[error("{} is not a secret key of minisign", .path.display())]
    NotAKey {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
    },
    /// The key is protected and no password was given.
    #[error("the key {} is protected by a password", .path.display())]
    PasswordMissing {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
    },
    /// The password is not the key's.
    #[error("the password does not open the key {}", .path.display())]
    WrongPassword {
        /// Where.
        #[serde(serialize_with = "sealift_document::shown_path")]
        path: PathBuf,
    },
    /// An empty password protects nothing.
    #[error("an empty password protects nothing; ask for a key without password instead")]
    EmptyPassword,
    /// minisign itself failed.
    #[error("the key could not be used: {detail}")]
    Unusable {
        /// What it said.
        detail: String,
    },
    /// The public half is weak; another pair is needed.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl KeyFileError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Output(error) => error.code(),
            Self::Read { .. } => "key-read",
            Self::NotAKey { .. } => "key-not-a-key",
            Self::PasswordMissing { .. } => "key-password-missing",
            Self::WrongPassword { .. } => "key-password-wrong",
            Self::EmptyPassword => "key-password-empty",
            Self::Unusable { .. } => "key-unusable",
            Self::Key(error) => error.code(),
        }
    }
}

impl From<minisign::PError> for KeyFileError {
    fn from(error: minisign::PError) -> Self {
        Self::Unusable {
            detail: error.to_string(),
        }
    }
}

/// Where a new key pair lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPaths {
    /// The secret key; its owner alone may read it.
    pub secret: PathBuf,
    /// The public key, to be given to every facility.
    pub public: PathBuf,
    /// The public key itself.
    pub key: PublicKey,
}

/// Makes a key pair as `sealift.key` and `sealift.pub`, in formats that stock minisign reads.
///
/// # Errors
/// [`KeyFileError`]; a key that is there is never overwritten.
pub fn keygen(folder: &Path, password: Option<&Password>) -> Result<KeyPaths, KeyFileError> {
    if password.is_some_and(|password| password.0.is_empty()) {
        return Err(KeyFileError::EmptyPassword);
    }
    make_folder(folder)?;
    let secret = folder.join("sealift.key");
    let public = folder.join("sealift.pub");
    refuse_existing(&secret)?;
    refuse_existing(&public)?;
    let pair = match password {
        Some(password) => KeyPair::generate_encrypted_keypair(Some(password.copy()))?,
        None => KeyPair::generate_unencrypted_keypair()?,
    };
    let key = PublicKey::parse(&pair.pk.to_base64())?;
    let comment = match password {
        Some(_) => format!("minisign encrypted secret key {}", key.id()),
        None => format!("minisign secret key {}", key.id()),
    };
    let text = Zeroizing::new(pair.sk.to_box(Some(&comment))?.into_string());
    write(&secret, text.as_bytes(), Readers::Owner)?;
    let written = write(&public, key.file_text().as_bytes(), Readers::Everyone);
    written.inspect_err(|_| withdraw(std::slice::from_ref(&secret)))?;
    Ok(KeyPaths {
        secret,
        public,
        key,
    })
}

fn write(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), OutputError> {
    let draft = Draft::begin(path, readers)?;
    draft
        .file()
        .write_all(bytes)
        .map_err(OutputError::write(path))?;
    draft.publish().map(|_| ())
}

/// A secret key's file as it lies on the disk.
pub struct SecretKeyFile {
    path: PathBuf,
    text: Zeroizing<String>,
    bytes: Zeroizing<Vec<u8>>,
    needs_password: bool,
}

impl SecretKeyFile {
    /// Reads the file.
    ///
    /// # Errors
    /// [`KeyFileError::Read`] or [`KeyFileError::NotAKey`].
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        let text = fs::read_to_string(path).map_err(|source| KeyFileError::Read {
            path: path.into(),
            source,
        })?;
        let text = Zeroizing::new(text);
        let not_a_key = || KeyFileError::NotAKey { path: path.into() };
        let line = text.lines().nth(1).ok_or_else(not_a_key)?;
        let bytes = Zeroizing::new(STANDARD.decode(line).map_err(|_| not_a_key())?);
        if bytes.len() != FILE_BYTES {
            return Err(not_a_key());
        }
        let needs_password = match &bytes[DERIVATION] {
            WITH_PASSWORD => true,
            [0, 0] => false,
            _ => return Err(not_a_key()),
        };
        Ok(Self {
            path: path.into(),
            text,
            bytes,
            needs_password,
        })
    }

    /// Whether the key is protected by a password.
    #[must_use]
    pub const fn needs_password(&self) -> bool {
        self.needs_password
    }

    /// Makes the key ready to sign. Takes a second or so for a protected key.
    ///
    /// # Errors
    /// [`KeyFileError`] when the password is missing or wrong, or the file is damaged.
    pub fn unlock(self, password: Option<&Password>) -> Result<SigningKey, KeyFileError> {
        let path = &self.path;
        let boxed = SecretKeyBox::from(self.text.as_str().to_owned());
        let secret = match (self.needs_password, password) {
            (true, None) => {
                return Err(KeyFileError::PasswordMissing { path: path.clone() });
            }
            (true, Some(password)) => boxed
                .into_secret_key(Some(password.copy()))
                .map_err(|_| KeyFileError::WrongPassword { path: path.clone() })?,
            (false, _) if self.lacks_checksum() => self.probed()?,
            (false, _) => boxed
                .into_unencrypted_secret_key()
                .map_err(|_| KeyFileError::NotAKey { path: path.clone() })?,
        };
        let public = minisign::PublicKey::from_secret_key(&secret)?;
        let public = PublicKey::parse(&public.to_base64())?;
        Ok(SigningKey { secret, public })
    }
}

impl SecretKeyFile {
    /// minisign 0.11 writes no checksum into keys without password.
    fn lacks_checksum(&self) -> bool {
        self.bytes.ends_with(&[0; CHECKSUM_BYTES])
    }

    /// The key, after it has made a signature that its own public half accepts: as good as a checksum.
    fn probed(&self) -> Result<SecretKey, KeyFileError> {
        let secret = SecretKey::from_bytes(&self.bytes)?;
        let public = minisign::PublicKey::from_secret_key(&secret)?;
        let probe = minisign::sign(Some(&public), &secret, Cursor::new(b""), None, None);
        probe.map_err(|_| KeyFileError::NotAKey {
            path: self.path.clone(),
        })?;
        Ok(secret)
    }
}

impl fmt::Debug for SecretKeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKeyFile({})", self.path.display())
    }
}

/// A secret key that can sign. Never printed; minisign keeps its bytes in memory until the program ends.
pub struct SigningKey {
    secret: SecretKey,
    public: PublicKey,
}

impl SigningKey {
    /// The public half.
    #[must_use]
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs a manifest; what is signed is said in the trusted comment too, for people with stock minisign.
    pub(crate) fn sign(
        &self,
        manifest: &Manifest,
        bytes: &[u8],
    ) -> Result<SignatureFile, KeyFileError> {
        let comment = format!(
            "product:{} version:{} sequence:{} manifest-sha256:{}",
            manifest.product,
            manifest.version,
            manifest.sequence,
            Digest::of(bytes)
        );
        let untrusted = format!("signature by minisign key {}", self.public.id());
        // minisign checks what it has made against the public half, so that a fault never leaves this machine.
        let public = minisign::PublicKey::from_secret_key(&self.secret)?;
        let signature = minisign::sign(
            Some(&public),
            &self.secret,
            Cursor::new(bytes),
            Some(&comment),
            Some(&untrusted),
        )?;
        Ok(SignatureFile {
            key: *self.public.fingerprint().digest(),
            bytes: signature.to_bytes(),
        })
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public.id())
    }
}
