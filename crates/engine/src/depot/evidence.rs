//! What the log keeps of a release as evidence: its manifest, and every signature over it that was ever imported.

use sealift_document::Digest;
use sealift_package::volume::{Seal, SignatureFile};

use crate::log::{KeptMaterial, MaterialKind};
use crate::state::{StateError, View, Write};

/// Where the names of signatures lie, in volumes and in evidence.
const SIGNATURES: &str = "signatures/";

/// Keeps a release's manifest and signatures.
pub(super) fn keep_seal(
    write: &Write<'_>,
    seal: &Seal,
    manifest: &Digest,
) -> Result<(), StateError> {
    write.keep_material(&KeptMaterial {
        kind: MaterialKind::Manifest,
        name: "manifest.json".into(),
        manifest: Some(*manifest),
        bytes: seal.manifest.clone(),
    })?;
    for signature in &seal.signatures {
        write.keep_material(&KeptMaterial {
            kind: MaterialKind::Signature,
            name: format!("{SIGNATURES}{}.minisig", signature.key),
            manifest: Some(*manifest),
            bytes: signature.bytes.clone(),
        })?;
    }
    Ok(())
}

/// What was kept of a release; nothing where its manifest was not. Nothing of it is believed before its signatures are.
pub(super) fn kept_seal(view: &View<'_>, manifest: &Digest) -> Result<Option<Seal>, StateError> {
    let (mut text, mut signatures) = (None, vec![]);
    for kept in view.materials(Some(manifest))? {
        match kept.kind {
            MaterialKind::Manifest => text = Some(kept.bytes),
            MaterialKind::Signature => signatures.push(signature(kept)?),
            MaterialKind::PublicKey | MaterialKind::Document => {}
        }
    }
    signatures.sort_by_key(|signature| signature.key);
    Ok(text.map(|manifest| Seal {
        manifest,
        signatures,
    }))
}

fn signature(kept: KeptMaterial) -> Result<SignatureFile, StateError> {
    let name = kept.name.strip_prefix(SIGNATURES);
    let key = name.and_then(|name| name.strip_suffix(".minisig")?.parse().ok());
    let key = key.ok_or_else(|| StateError::damaged("a signature has the name of no key"))?;
    let bytes = kept.bytes;
    Ok(SignatureFile { key, bytes })
}
