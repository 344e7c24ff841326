//! The names that entries of a volume can have, and no others.

use std::fmt;

use sealift_document::Digest;

/// The longest name, that of a signature.
pub(super) const NAME_BYTES: usize = SIGNATURES.len() + 64 + MINISIGN.len();

const SIGNATURES: &str = "signatures/";
const MINISIGN: &str = ".minisig";
const CHUNKS: &str = "chunks/";

/// Which entry of a volume.
///
/// Paths of a release exist in the index alone, so an entry's name is one of five shapes and can lead nowhere
/// (threats P1, P6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryName {
    /// `manifest.json`.
    Manifest,
    /// `signatures/<SHA-256 of the public key>.minisig`.
    Signature(Digest),
    /// `volume.json`.
    Hint,
    /// `index.json.zst`.
    Index,
    /// `chunks/<SHA-256 of the stored bytes>`.
    Chunk(Digest),
}

impl EntryName {
    /// Reads a name as it stands in a header.
    pub(super) fn parse(name: &[u8]) -> Option<Self> {
        let name = std::str::from_utf8(name).ok()?;
        match name {
            "manifest.json" => return Some(Self::Manifest),
            "volume.json" => return Some(Self::Hint),
            "index.json.zst" => return Some(Self::Index),
            _ => {}
        }
        if let Some(digest) = name.strip_prefix(CHUNKS) {
            return digest.parse().ok().map(Self::Chunk);
        }
        let key = name.strip_prefix(SIGNATURES)?.strip_suffix(MINISIGN)?;
        key.parse().ok().map(Self::Signature)
    }

    /// How many bytes the name takes in each of its headers.
    pub(super) const fn bytes(self) -> usize {
        match self {
            Self::Manifest => "manifest.json".len(),
            Self::Signature(_) => NAME_BYTES,
            Self::Hint => "volume.json".len(),
            Self::Index => "index.json.zst".len(),
            Self::Chunk(_) => CHUNKS.len() + 64,
        }
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest => f.write_str("manifest.json"),
            Self::Signature(key) => write!(f, "{SIGNATURES}{key}{MINISIGN}"),
            Self::Hint => f.write_str("volume.json"),
            Self::Index => f.write_str("index.json.zst"),
            Self::Chunk(stored) => write!(f, "{CHUNKS}{stored}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_has_the_length_it_says() {
        let digest = Digest::of(b"");
        for name in [
            EntryName::Manifest,
            EntryName::Signature(digest),
            EntryName::Hint,
            EntryName::Index,
            EntryName::Chunk(digest),
        ] {
            let text = name.to_string();
            assert_eq!(EntryName::parse(text.as_bytes()), Some(name));
            assert_eq!(text.len(), name.bytes());
            assert!(text.len() <= NAME_BYTES);
        }
    }

    #[test]
    fn t20_a_digest_in_a_name_has_one_spelling() {
        let digest = Digest::of(b"").to_string();
        for bad in [
            format!("chunks/{}", digest.to_uppercase()),
            format!("chunks/{}", &digest[1..]),
            format!("chunks/{digest}0"),
            format!("chunks/sha256:{digest}"),
            format!("./chunks/{digest}"),
            format!("chunks//{digest}"),
            format!("signatures/{digest}.sig"),
        ] {
            assert_eq!(EntryName::parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
