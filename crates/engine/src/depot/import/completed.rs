//! What the log says of a release that became complete: who vouches for it, and that all of it is what they signed.

use sealift_audit::{Event, Fact, Outcome, RecordDraft, detail};
use sealift_document::Digest;
use sealift_package::manifest::{Manifest, ReleaseDocumentKind};
use sealift_trust::store::{Comparison, ProductScope, TrustedKey};
use sealift_trust::{
    Authorised, Fingerprint, SignatureFile, TrustRefusal, TrustStore, authenticate, authorise,
};

use super::Import;
use crate::depot::subject;
use crate::log::MaterialKind;
use crate::state::{Release, StateError, Write};

/// The record of one completed release: the one whose volume was read, or another that only lacked its chunks.
pub(super) fn draft(
    write: &Write<'_>,
    import: &Import<'_>,
    read: &Authorised,
    complete: &Release,
) -> Result<RecordDraft, StateError> {
    let draft = import
        .author
        .draft(Event::ReleaseComplete, Outcome::Succeeded);
    if complete.manifest == *read.digest() {
        let draft = draft.about(subject(read));
        let draft = describe(draft, read.manifest());
        return Ok(draft.detail(detail::IDENTITY, identity(read, import.trust)));
    }
    let seal = Kept::of(write, &complete.manifest)?;
    let manifest = Manifest::parse(&seal.manifest).map_err(StateError::damaged)?;
    let identity = match seal.vouched(write, &manifest, import.trust)? {
        Ok(release) => identity(&release, import.trust),
        // Somebody took a key or the release back since its manifest came: all bytes are there, and nobody may use them.
        Err(refusal) => Fact::map([
            ("result", "refused".into()),
            ("code", refusal.code().into()),
        ]),
    };
    let about = crate::depot::subject_of(&manifest, complete.manifest);
    let draft = describe(draft.about(about), &manifest);
    Ok(draft.detail(detail::IDENTITY, identity))
}

fn describe(draft: RecordDraft, manifest: &Manifest) -> RecordDraft {
    let documents = manifest.documents.iter();
    let papers: Vec<Fact> = documents
        .clone()
        .map(|paper| {
            Fact::map([
                ("name", paper.id.as_str().into()),
                ("digest", paper.sha256.into()),
            ])
        })
        .collect();
    let mut sboms = documents.filter(|paper| paper.kind == ReleaseDocumentKind::Sbom);
    let mut draft = draft
        .detail(detail::VENDOR, manifest.vendor.name.as_str())
        .detail(detail::PRODUCT_NAME, manifest.name.in_language("en"))
        .detail(detail::ISSUED, manifest.issued)
        .detail(detail::INTEGRITY, integrity(manifest));
    if let Some(sbom) = sboms.next() {
        draft = draft.detail(detail::SBOM, sbom.sha256);
    }
    if !papers.is_empty() {
        draft = draft.detail(detail::DOCUMENTS, papers);
    }
    draft
}

/// Every chunk was hashed as it was stored and as it is used, against the signed index.
fn integrity(manifest: &Manifest) -> Fact {
    Fact::map([
        ("result", "verified".into()),
        ("algorithm", "SHA-256".into()),
        ("chunks", manifest.totals.chunks.into()),
        ("bytes", manifest.totals.raw_bytes.into()),
        ("index", manifest.index.stored_sha256.into()),
    ])
}

/// Whose signatures counted, and how each of their keys came to be trusted.
pub(super) fn identity(release: &Authorised, trust: &TrustStore) -> Fact {
    let signers = release.signers().map(|signer| {
        let mut facts = vec![
            ("fingerprint", Fact::from(signer.fingerprint.to_string())),
            ("key-id", signer.key_id.to_string().into()),
            ("algorithm", "Ed25519 (minisign)".into()),
            ("result", "verified".into()),
        ];
        if let Some(key) = trust.key(&signer.fingerprint) {
            facts.push(("trusted-as", scopes(key).into()));
            facts.push(("trusted-how", compared(key.added.compared).into()));
        }
        let named = facts.into_iter();
        Fact::Map(named.map(|(name, fact)| (name.to_owned(), fact)).collect())
    });
    let needed = trust.signatures_needed(&release.manifest().product);
    Fact::map([
        ("result", "verified".into()),
        ("threshold", needed.into()),
        ("signers", Fact::List(signers.collect())),
    ])
}

fn scopes(key: &TrustedKey) -> String {
    let scopes: Vec<String> = key.products.iter().map(ProductScope::to_string).collect();
    format!("vendor of {}", scopes.join(", "))
}

const fn compared(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Typed => "fingerprint typed from another source",
        Comparison::Confirmed => "fingerprint confirmed on sight",
        Comparison::Given => "fingerprint given on the command line",
    }
}

/// A manifest and its signatures as an earlier import kept them.
struct Kept {
    manifest: Vec<u8>,
    signatures: Vec<Vec<u8>>,
}

impl Kept {
    fn of(write: &Write<'_>, digest: &Digest) -> Result<Self, StateError> {
        let (mut manifest, mut signatures) = (None, vec![]);
        for material in write.materials(Some(digest))? {
            match material.kind {
                MaterialKind::Manifest => manifest = Some(material.bytes),
                MaterialKind::Signature => signatures.push(material.bytes),
                MaterialKind::PublicKey | MaterialKind::Document => {}
            }
        }
        let manifest = manifest.ok_or_else(|| StateError::damaged("a manifest was not kept"))?;
        Ok(Self {
            manifest,
            signatures,
        })
    }

    /// The first two judgements of trust, as of now.
    fn vouched(
        &self,
        write: &Write<'_>,
        manifest: &Manifest,
        trust: &TrustStore,
    ) -> Result<Result<Authorised, TrustRefusal>, StateError> {
        let files: Vec<SignatureFile<'_>> = self
            .signatures
            .iter()
            .map(|bytes| SignatureFile {
                claimed: None::<Fingerprint>,
                bytes,
            })
            .collect();
        let history = write.history(&manifest.product)?;
        Ok(authenticate(&self.manifest, &files, trust)
            .and_then(|authentic| authorise(authentic, trust, &history)))
    }
}
