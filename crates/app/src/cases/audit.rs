//! The audit log, for officers: read, export, verify.

use std::sync::Arc;

use sealift_audit::{
    Event, Evidence, Export, Finding, Held, LogKey, LogPublicKey, Material, Outcome,
    SignedCheckpoint, Verification, detail,
};
use sealift_document::{Document as _, Particulars};
use sealift_engine::executor::WorldLock;
use sealift_engine::log::EntryFilter;
use sealift_engine::site;
use sealift_engine::state::StateError;
use sealift_report::Appearance;

use crate::data::RecordLine;
use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::{Failure, Line};
use crate::wording::Wording;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The evidence alone.
    Json,
    /// A report to be read, with the evidence inside.
    Html,
}

/// The last records of the log, oldest first, of one product or all.
///
/// # Errors
/// [`Failure`] when the log cannot be read.
pub fn log(
    facility: &Facility,
    last: u64,
    product: Option<&str>,
) -> Result<Vec<RecordLine>, Failure> {
    let lines: Result<_, StateError> = facility.database().read(|view| {
        let size = view.log_head()?.frontier().size();
        let all = product.is_some();
        let filter = EntryFilter {
            first: if all { 0 } else { size.saturating_sub(last) },
            product: product.map(ToOwned::to_owned),
            ..EntryFilter::default()
        };
        let mut entries = view.entries(&filter)?;
        let surplus = entries
            .len()
            .saturating_sub(usize::try_from(last).unwrap_or(usize::MAX));
        entries.drain(..surplus);
        entries.iter().map(RecordLine::of).collect()
    });
    Ok(lines?)
}

/// The log's signed checkpoint: with it in hand, nobody can later cut or rewrite what it covers unseen.
///
/// # Errors
/// [`Failure`] when the log cannot be read or the hand-over cannot be recorded.
pub fn checkpoint(facility: &Facility) -> Result<String, Failure> {
    let draft = facility
        .author()
        .draft(Event::CheckpointTaken, Outcome::Succeeded);
    facility.record(draft)?;
    Ok(facility
        .database()
        .read(|view| view.last_checkpoint())?
        .to_string())
}

/// The log's signed checkpoint with earlier ones before it, a text for whoever keeps a single file: with several sizes in
/// hand, a restored snapshot (FORKED) can be told from a rewritten history.
///
/// # Errors
/// As for [`checkpoint`].
pub fn checkpoint_trail(facility: &Facility) -> Result<String, Failure> {
    checkpoint(facility)?;
    let all = facility.database().read(|view| view.checkpoints())?;
    let sizes: Vec<u64> = all.iter().map(|one| one.checkpoint().size).collect();
    let kept = trail(&sizes);
    let texts = all
        .iter()
        .filter(|one| kept.contains(&one.checkpoint().size));
    Ok(texts.map(ToString::to_string).collect())
}

/// The sizes that a trail keeps: the last, and before it ever fewer, each about twice as far back as the one after it.
fn trail(sizes: &[u64]) -> std::collections::BTreeSet<u64> {
    let mut kept = std::collections::BTreeSet::new();
    let Some(last) = sizes.last() else {
        return kept;
    };
    kept.insert(*last);
    let mut back = 1;
    while back < *last {
        let wanted = last - back;
        kept.extend(
            sizes
                .iter()
                .rev()
                .find(|size| **size <= wanted && **size > 0),
        );
        back *= 2;
    }
    kept
}

/// Gives the log a new key, signed over by the old one, and destroys the old one; gives the new public key as text. The
/// caller holds the world's lock.
///
/// # Errors
/// [`Failure`] when the log cannot be handed over.
pub fn rotate_key(facility: &Facility, _lock: &WorldLock) -> Result<String, Failure> {
    facility.lets_change(Event::KeyRotated, "audit rotate-key")?;
    let record = facility
        .author()
        .draft(Event::KeyRotated, Outcome::Succeeded);
    let ground = facility.ground();
    site::rotate_log_key(&ground.world, &ground.paths, facility.database(), record)?;
    Ok(log_key(facility))
}

/// The log's public key as text, to be kept elsewhere; with it an export proves where it comes from.
#[must_use]
pub fn log_key(facility: &Facility) -> String {
    facility.database().log_key().public().to_string()
}

/// Writes the whole log as one file's bytes, with proofs and the raw evidence inside.
///
/// # Errors
/// [`Failure`] when the log cannot be read, written down or recorded as exported.
pub fn export(
    facility: &Facility,
    form: Form,
    redact: bool,
    language: &str,
) -> Result<Vec<u8>, Failure> {
    let draft = facility
        .author()
        .draft(Event::AuditExported, Outcome::Succeeded)
        .detail(
            detail::FORM,
            if form == Form::Html { "html" } else { "json" },
        )
        .detail("redacted", redact)
        .private(
            detail::STORED_AT,
            facility
                .ground()
                .root
                .absolute(&facility.ground().paths.state),
        );
    facility.record(draft)?;
    let (export, key) = gather_under_key(facility)?;
    let export = if redact {
        export.redact(&|_| true)
    } else {
        export
    };
    let evidence = export.close(facility.author().now(), &key)?;
    match form {
        Form::Json => Ok(evidence),
        Form::Html => {
            Ok(sealift_report::render_html_in(&evidence, language, &in_words)?.into_bytes())
        }
    }
}

/// The whole log as it is at one moment, with the key of that moment: another process may hand it over meanwhile.
fn gather_under_key(facility: &Facility) -> Result<(Export, Arc<LogKey>), Failure> {
    loop {
        let key = facility.database().log_key();
        let (export, origin) = gather(facility)?;
        if key.public().name() == origin {
            return Ok((export, key));
        }
        facility.follow_log_key()?;
        if facility.database().log_key().public() == key.public() {
            return Err(StateError::key_of_another_epoch().into());
        }
    }
}

/// The whole log as it is at one moment, and the name of the key that signs it then.
fn gather(facility: &Facility) -> Result<(Export, String), Failure> {
    facility.database().read(|view| {
        let head = view.log_head()?;
        let mut export = Export::new(head.site().clone(), &view.log_keys()?);
        view.visit_entries(&EntryFilter::default(), |stored| {
            export.keep(&stored.entry.leaf, stored.entry.openings);
            Ok::<_, StateError>(())
        })?;
        for checkpoint in view.checkpoints()? {
            export.checkpoint(checkpoint.to_string());
        }
        for rotation in view.rotations()? {
            export.rotation(rotation.to_string());
        }
        for kept in view.materials(None)? {
            export.material(Material::new(
                kept.kind.code(),
                &kept.name,
                kept.manifest,
                &kept.bytes,
            ));
        }
        Ok((export, head.site().origin(head.epoch())))
    })
}

/// What a reader holds to compare an export with, as the texts of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldTexts {
    /// The log's public key.
    pub log_key: Option<String>,
    /// Checkpoints of the same log; each text may hold several, one after the other.
    pub checkpoints: Vec<String>,
    /// Clock anomalies before this record have been reviewed and do not decide the verdict again.
    pub clock_reviewed_to: Option<u64>,
}

/// Verifies an exported file, JSON or HTML; needs nothing of the machine that wrote it.
///
/// # Errors
/// [`Failure`] when the file holds no evidence, when a report shows anything but its evidence, or when what the reader
/// holds is no key or checkpoint. A log that does not verify is no error here: the verdict says so.
pub fn verify(file: &[u8], held: &HeldTexts) -> Result<Verification, Failure> {
    let held = Held {
        log_key: held
            .log_key
            .as_deref()
            .map(str::trim)
            .map(str::parse::<LogPublicKey>)
            .transpose()?,
        checkpoints: held
            .checkpoints
            .iter()
            .flat_map(|text| SignedCheckpoint::split(text))
            .map(SignedCheckpoint::parse)
            .collect::<Result<_, _>>()?,
        clock_reviewed_to: held.clock_reviewed_to,
    };
    if file.trim_ascii_start().starts_with(b"{") {
        return Ok(sealift_audit::verify(file, &held)?);
    }
    let examined = sealift_report::examine_in(file, &in_words)?;
    if examined.appearance != Appearance::Same {
        return Err(misleading(&examined.appearance));
    }
    Ok(sealift_audit::verify(&examined.evidence, &held)?)
}

/// A finding in the words of the catalogue. English pages have the finding's own sentence, which any build can compare.
fn in_words(language: &str, finding: &Finding) -> Option<String> {
    let wording = Wording::new(language);
    (wording.language() != "en")
        .then(|| wording.detail(&finding.particulars()))
        .flatten()
}

/// The evidence in an exported file, JSON or HTML, whatever it is worth.
///
/// # Errors
/// [`Failure`] when the file holds none.
pub fn evidence_of(file: &[u8]) -> Result<Evidence, Failure> {
    let bytes = if file.trim_ascii_start().starts_with(b"{") {
        file.to_vec()
    } else {
        sealift_report::examine_in(file, &in_words)?.evidence
    };
    Ok(Evidence::from_bytes(&bytes)?)
}

/// A page that does not show what its evidence says must not be believed, whatever the evidence proves.
fn misleading(appearance: &Appearance) -> Failure {
    let about = match appearance {
        Appearance::Doctored { line } => Particulars::named("page-doctored").with("line", line),
        Appearance::OtherLayout { found: Some(found) } => {
            Particulars::named("page-laid-out").with("found", found)
        }
        _ => Particulars::named("page-without-layout"),
    };
    Failure::saying(appearance.code(), Exit::AuditFailed, about)
}

/// The failure that a verdict amounts to, if it is one.
#[must_use]
pub fn failure_of(verification: &Verification) -> Option<Failure> {
    if verification.exit_code() == 0 {
        return None;
    }
    let line = |finding: &Finding| Line::finding(finding.to_string(), finding.particulars());
    let lines = verification.findings.iter().map(line);
    let detail = verification.headline();
    Some(Failure::new("audit-not-verified", Exit::AuditFailed, detail).with_lines(lines))
}

#[cfg(test)]
mod tests {
    use super::trail;

    #[test]
    fn a_trail_is_short_reaches_back_and_ends_at_the_end() {
        let sizes: Vec<u64> = (1..=10_000).collect();
        let kept: Vec<u64> = trail(&sizes).into_iter().collect();
        assert_eq!(kept.last(), Some(&10_000));
        assert!(kept[0] < 2_000 && kept.len() < 20, "{kept:?}");
        assert!(kept.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(trail(&[]).len(), 0);
        assert_eq!(trail(&[3]).into_iter().collect::<Vec<_>>(), [3]);
    }
}
