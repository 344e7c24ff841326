//! Checking volumes where they lie, without a depot: structure, signature and every stored byte.

use sealift_document::Particulars;
use sealift_package::manifest::Manifest;
use sealift_package::volume::{
    CheckedEvent, ChunkError, Seal, SealedStream, StreamError, VolumeHint, VolumeSource,
};
use sealift_trust::{History, PublicKey, TrustRefusal, TrustStore, authenticate_seal, authorise};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;

/// What a volume turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VolumeVerified {
    /// The product.
    pub product: String,
    /// The version.
    pub version: String,
    /// Digest of the manifest.
    pub manifest_digest: String,
    /// Fingerprints of the trusted keys that signed.
    pub signers: Vec<String>,
    /// Its number within its set.
    pub number: u64,
    /// How many volumes the set has.
    pub count: u64,
    /// Chunks whose every byte was checked.
    pub chunks: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Digests of chunks that are damaged.
    pub damaged: Vec<String>,
}

/// Reads a volume once and checks all of it against the keys given.
///
/// # Errors
/// [`Failure`] when its structure, a signature or the index does not hold, or it cannot be read to its end.
pub fn verify(
    source: impl VolumeSource,
    trust: &TrustStore,
    progress: &mut dyn FnMut(u64),
) -> Result<VolumeVerified, Failure> {
    let sealed = SealedStream::open(source)?;
    let (manifest, digest, signers) = judge(sealed.seal(), trust)?;
    let (mut stream, _) = sealed.admit(&manifest)?;
    let mut verified = VolumeVerified {
        product: manifest.product.to_string(),
        version: manifest.version.to_string(),
        manifest_digest: digest,
        signers,
        number: 1,
        count: 1,
        chunks: 0,
        bytes: 0,
        damaged: Vec::new(),
    };
    stream.check_all(|event| {
        match event {
            CheckedEvent::Hint(hint) => verified.place(&hint),
            CheckedEvent::Index(_) => {}
            CheckedEvent::Chunk(size, checked) => {
                match checked {
                    Ok(_) => verified.chunks += 1,
                    Err(ChunkError::Damaged { digest, .. }) => {
                        verified.damaged.push(digest.to_string());
                    }
                    Err(ChunkError::Volume(error)) => return Err(StreamError::from(error).into()),
                }
                verified.bytes += size;
                progress(verified.bytes);
            }
        }
        Ok::<(), Failure>(())
    })?;
    Ok(verified)
}

impl VolumeVerified {
    fn place(&mut self, hint: &VolumeHint) {
        self.number = hint.number.value();
        self.count = hint.count.value();
    }

    /// The failure that damaged chunks amount to.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        (!self.damaged.is_empty()).then(|| {
            let about = Particulars::named("chunks-damaged").with("chunks", self.damaged.len());
            Failure::saying("chunk-damaged", Exit::PackageRefused, about)
                .with_lines(self.damaged.clone())
        })
    }
}

/// The store for one question: does this key vouch for the volume?
///
/// # Errors
/// [`Failure`] when the text is no public key.
pub fn trusting_only(
    public_key: &str,
    now: sealift_document::Timestamp,
) -> Result<TrustStore, Failure> {
    Ok(TrustStore::for_key_at_hand(
        PublicKey::parse(public_key)?,
        now,
    )?)
}

fn judge(seal: &Seal, trust: &TrustStore) -> Result<(Manifest, String, Vec<String>), TrustRefusal> {
    let release = authorise(authenticate_seal(seal, trust)?, trust, &History::default())?;
    let signers = release
        .signers()
        .map(|signer| signer.fingerprint.to_string())
        .collect();
    Ok((
        release.manifest().clone(),
        release.digest().to_string(),
        signers,
    ))
}

impl From<StreamError> for Failure {
    fn from(error: StreamError) -> Self {
        let exit = match &error {
            StreamError::Read { .. } => Exit::MediaFailed,
            StreamError::Volume(_) => Exit::PackageRefused,
        };
        Self::of(error.code(), exit, &error)
    }
}
