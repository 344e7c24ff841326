//! Keys, signatures and manifests for the vectors.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::KeyPair;
use sealift_document::{Count, Document as _, Timestamp};
use sealift_package::manifest::Manifest;
use sealift_trust::key::PublicKey;
use sealift_trust::store::{Added, Comparison, ProductScope, TrustStore};
use sealift_trust::{Fingerprint, SignatureFile};

pub(crate) struct Vendor {
    pub(crate) pair: KeyPair,
    pub(crate) key: PublicKey,
}

impl Vendor {
    pub(crate) fn new() -> Self {
        let pair = KeyPair::generate_unencrypted_keypair().expect("randomness");
        let key = PublicKey::parse(&pair.pk.to_base64()).expect("a good key");
        Self { pair, key }
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        let comment = Some("com.acme.monitor 1.0.0");
        minisign::sign(None, &self.pair.sk, bytes, comment, None)
            .expect("signs")
            .to_bytes()
    }

    pub(crate) fn print(&self) -> Fingerprint {
        self.key.fingerprint()
    }

    /// The same key under another minisign key id.
    pub(crate) fn renumbered(&self) -> Self {
        let mut public = self.pair.pk.to_bytes();
        public[2] ^= 0xff;
        let mut secret = self.pair.sk.to_bytes();
        // The algorithm names, salt and the two limits of the key derivation stand before the id
        secret[2 + 2 + 2 + 32 + 8 + 8] ^= 0xff;
        let pair = KeyPair {
            pk: minisign::PublicKey::from_bytes(&public).expect("a key"),
            sk: minisign::SecretKey::from_bytes(&secret).expect("a key"),
        };
        let key = PublicKey::parse(&pair.pk.to_base64()).expect("a good key");
        Self { pair, key }
    }

    /// Another key under this one's id.
    pub(crate) fn impostor(&self) -> Self {
        let other = Self::new();
        let mut line = STANDARD.decode(other.key.line()).expect("base64");
        line[2..10].copy_from_slice(self.pair.pk.keynum());
        let mut secret = other.pair.sk.to_bytes();
        secret[54..62].copy_from_slice(self.pair.pk.keynum());
        let pair = KeyPair {
            pk: minisign::PublicKey::from_bytes(&line).expect("a key"),
            sk: minisign::SecretKey::from_bytes(&secret).expect("a key"),
        };
        let key = PublicKey::parse(&STANDARD.encode(line)).expect("a good key");
        Self { pair, key }
    }
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().expect(text)
}

pub(crate) fn count(number: u64) -> Count {
    Count::try_from(number).expect("a count")
}

pub(crate) fn scope(text: &str) -> ProductScope {
    text.parse().expect(text)
}

pub(crate) fn added() -> Added {
    Added {
        at: time("2026-11-21T09:30:00Z"),
        by: "lena".into(),
        compared: Comparison::Typed,
    }
}

pub(crate) fn store_of(vendors: &[&Vendor]) -> TrustStore {
    vendors.iter().fold(TrustStore::default(), |store, vendor| {
        let products = vec![scope("com.acme.*")];
        store
            .with_key(vendor.key, products, added())
            .expect("a new key")
    })
}

pub(crate) fn file<'a>(vendor: &Vendor, bytes: &'a [u8]) -> SignatureFile<'a> {
    SignatureFile {
        claimed: Some(vendor.print()),
        bytes,
    }
}

/// A small manifest, changed as the vector wants.
pub(crate) fn manifest(change: impl FnOnce(&mut Manifest)) -> Manifest {
    let mut manifest: Manifest =
        serde_json::from_str(include_str!("../golden/manifest.json")).expect("a manifest");
    change(&mut manifest);
    manifest.validate().expect("a good manifest");
    manifest
}

pub(crate) fn bytes_of(manifest: &Manifest) -> Vec<u8> {
    manifest.to_bytes().expect("canonical")
}
