//! What the log says of an import.

use std::collections::BTreeSet;

use sealift_audit::{Event, Fact, Outcome, RecordDraft, Subject, detail};
use sealift_document::{Digest, Timestamp};
use sealift_package::manifest::Manifest;
use sealift_package::volume::Seal;
use sealift_trust::{Authorised, TrustRefusal};

use super::super::{Depot, ImportError};
use super::{Ending, Import, Imported, completed};
use crate::depot::evidence::keep_seal;
use crate::depot::subject;
use crate::log::{KeptMaterial, MaterialKind};
use crate::state::{StateError, Write};

/// What is known of a package when its import fails.
#[derive(Default)]
pub(super) struct About {
    pub(super) seal: Option<Seal>,
    subject: Subject,
}

impl About {
    /// Takes note of what the package is, once that is trusted.
    pub(super) fn describe(&mut self, release: &Authorised) {
        self.subject = subject(release);
    }
}

/// Records a volume that was taken in, and every release that it completed.
pub(super) fn record(
    write: &Write<'_>,
    import: &Import<'_>,
    release: &Authorised,
    seal: &Seal,
    imported: &Imported,
) -> Result<(), StateError> {
    keep_seal(write, seal, release.digest())?;
    keep_keys(write, import, release)?;
    let is_sound = matches!(imported.ending, Ending::Whole { .. }) && imported.damaged.is_empty();
    let outcome = if is_sound {
        Outcome::Succeeded
    } else {
        Outcome::SucceededWithWarnings
    };
    let manifest = release.manifest();
    let mut draft = import
        .author
        .draft(Event::PackageImported, outcome)
        .about(subject(release))
        .detail(detail::VENDOR, manifest.vendor.name.as_str())
        .detail(detail::PRODUCT_NAME, manifest.name.in_language("en"))
        .detail(detail::ISSUED, manifest.issued)
        .detail(detail::IDENTITY, completed::identity(release, import.trust))
        .detail("chunks-kept", imported.kept)
        .detail("chunks-had", imported.had)
        .detail("new-signatures", imported.new_signatures);
    if !imported.damaged.is_empty() {
        let damaged = imported
            .damaged
            .iter()
            .take(100)
            .map(|chunk| chunk.stored.into());
        draft = draft.detail("chunks-damaged", Fact::List(damaged.collect()));
    }
    if let Ending::CutShort(interruption) = &imported.ending {
        draft = draft.detail(detail::MESSAGE, interruption.to_string());
    }
    write.record(with_medium(draft, import).detail(detail::VOLUMES, volume(import, imported)))?;
    for complete in &imported.completed {
        write.record(completed::draft(write, import, release, complete)?)?;
    }
    Ok(())
}

fn volume(import: &Import<'_>, imported: &Imported) -> Fact {
    let mut volume = vec![
        ("name", Fact::from(import.medium.volume.as_str())),
        ("number", imported.volume.number.into()),
        ("count", imported.volume.count.into()),
    ];
    if let Ending::Whole { bytes } = imported.ending {
        volume.push(("bytes", bytes.into()));
    }
    let named = volume
        .into_iter()
        .map(|(name, fact)| (name.to_owned(), fact));
    Fact::List(vec![Fact::Map(named.collect())])
}

fn with_medium(draft: RecordDraft, import: &Import<'_>) -> RecordDraft {
    let medium = &import.medium;
    let known = [
        ("kind", &medium.kind),
        ("serial", &medium.serial),
        ("label", &medium.label),
    ];
    let known = known
        .into_iter()
        .filter_map(|(name, text)| Some((name.to_owned(), Fact::from(text.as_deref()?))));
    draft.detail(detail::MEDIUM, Fact::Map(known.collect()))
}

/// The public keys of those who vouch for the release.
fn keep_keys(
    write: &Write<'_>,
    import: &Import<'_>,
    release: &Authorised,
) -> Result<(), StateError> {
    let signers: BTreeSet<_> = release.signers().map(|signer| signer.fingerprint).collect();
    for key in signers
        .iter()
        .filter_map(|fingerprint| import.trust.key(fingerprint))
    {
        write.keep_material(&KeptMaterial {
            kind: MaterialKind::PublicKey,
            name: format!("{}.pub", key.fingerprint),
            manifest: None,
            bytes: key.key.file_text().into_bytes(),
        })?;
    }
    Ok(())
}

impl Depot {
    /// Records a package that was refused, or an import that failed (threats T22, A12).
    pub(super) fn record_failure(
        &self,
        import: &Import<'_>,
        about: &About,
        error: &ImportError,
    ) -> Result<(), StateError> {
        let outcome = match error {
            _ if error.is_refusal() => Outcome::Refused,
            ImportError::Cancelled(_) => Outcome::Cancelled,
            _ => Outcome::Failed,
        };
        let mut draft = import
            .author
            .draft(Event::ImportRefused, outcome)
            .about(about.subject.clone())
            .detail(detail::CODE, error.code())
            .detail(detail::MESSAGE, error.to_string());
        let claimed = about.seal.as_ref().map(|seal| Digest::of(&seal.manifest));
        if let Some(manifest) = claimed {
            draft.subject.manifest = Some(manifest);
        }
        let draft = with_medium(draft, import).detail("volume", import.medium.volume.as_str());
        self.database.write(|write| {
            if let ImportError::Trust(TrustRefusal::Equivocation { found, .. }) = error
                && let Some(seal) = &about.seal
            {
                remember_other(write, seal, found, import.author.now())?;
            }
            write.record(draft)?;
            Ok(())
        })
    }
}

/// Keeps the other manifest under the same number as evidence; the first one's was kept when it was imported.
fn remember_other(
    write: &Write<'_>,
    seal: &Seal,
    found: &Digest,
    now: Timestamp,
) -> Result<(), StateError> {
    keep_seal(write, seal, found)?;
    // The signatures held and the manifest was read before the refusal, so it reads again.
    if let Ok(manifest) = Manifest::parse(&seal.manifest) {
        write.remember_manifest(&manifest, found, now)?;
    }
    Ok(())
}
