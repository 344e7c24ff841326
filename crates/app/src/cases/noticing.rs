//! What is noticed on the way, and belongs in the log though nobody asked for it: rules that were changed, files that an
//! operator edited, licences that were accepted.

use sealift_audit::{Event, Fact, Outcome, Record, Subject, detail};
use sealift_document::{Digest, Document as _};
use sealift_engine::depot::Verified;
use sealift_engine::log::{EntryFilter, Search, StoredEntry};
use sealift_engine::site;
use sealift_engine::state::StateError;
use sealift_package::manifest::{Identifier, ProductId};
use sealift_plan::configuration::{Form, QuestionKind, Settled};
use sealift_plan::plan::{Plan, Warning};

use crate::facility::Facility;
use crate::failure::Failure;

/// What stands for the rules of a facility that has written none.
const DEFAULTS: &str = "defaults";

/// Records that the facility's rules are not those that the log knows of. Nobody is named as who changed them: that was
/// done with an editor, and what is recorded is who met with it.
pub(crate) fn policy(facility: &Facility) -> Result<(), Failure> {
    let ground = facility.ground();
    // Rules that cannot be read allow nothing, which whoever asks them is told; they keep nobody from recovering.
    let Ok(found) = site::policy_digest(ground.world.files.as_ref(), &ground.paths) else {
        return Ok(());
    };
    let found = found.map_or_else(|| DEFAULTS.to_owned(), |digest| digest.to_string());
    let search = Search {
        event: Some(Event::PolicyChanged.code().into()),
        ..Search::default()
    };
    let seen: Result<_, StateError> = facility
        .database()
        .read(|view| view.search_log(&search, None, 1));
    let seen = seen?;
    let known = seen.first().and_then(|stored| said(stored, "policy"));
    let known = known.unwrap_or_else(|| DEFAULTS.into());
    if known == found {
        return Ok(());
    }
    let draft = facility
        .author()
        .draft(Event::PolicyChanged, Outcome::Succeeded)
        .detail("policy", found)
        .detail("policy-before", known);
    facility.record(draft)
}

/// Records edits of an operator that a plan has met.
pub(crate) fn edits_in(facility: &Facility, plan: &Plan, about: Subject) -> Result<(), Failure> {
    let met = plan.warnings.iter().filter_map(|warning| match warning {
        Warning::EditedFileKept { path, .. } | Warning::EditedFileReplaced { path } => {
            Some(facility.ground().root.absolute(path))
        }
        _ => None,
    });
    edits(facility, met.collect(), about)
}

/// Records files that are not as they were placed, where the log does not say the same already: a site may be looked at
/// every minute.
pub(crate) fn edits(
    facility: &Facility,
    mut paths: Vec<String>,
    about: Subject,
) -> Result<(), Failure> {
    if paths.is_empty() {
        return Ok(());
    }
    paths.sort_unstable();
    let listed = paths.join("\n");
    let digest = Digest::of(listed.as_bytes()).to_string();
    let filter = EntryFilter {
        event: Some(Event::EditDetected),
        product: about.product.clone(),
        ..EntryFilter::default()
    };
    let known: Result<_, StateError> = facility.database().read(|view| view.entries(&filter));
    let known = known?;
    if known.last().and_then(|stored| said(stored, "edits")) == Some(digest.clone()) {
        return Ok(());
    }
    let draft = facility
        .author()
        .draft(Event::EditDetected, Outcome::Succeeded)
        .about(about)
        .detail("edits", digest)
        .detail(detail::FILES, paths.len() as u64)
        .private(detail::PATH, listed);
    facility.record(draft)
}

/// Records each licence of a release that its answers accept.
pub(crate) fn licences(
    facility: &Facility,
    release: &Verified,
    settled: &Settled,
) -> Result<(), Failure> {
    let answers = settled.to_answers();
    for question in Form::of(release.manifest())?.questions() {
        let QuestionKind::Licence { document } = &question.kind else {
            continue;
        };
        if answers.value(&question.key) != Some(&true.into()) {
            continue;
        }
        let mut draft = facility
            .author()
            .draft(Event::DocumentAccepted, Outcome::Succeeded)
            .about(release.subject())
            .detail("document", document.as_str());
        if let Some(digest) = digest_of(release, document) {
            draft = draft.detail("digest", digest.to_string());
        }
        facility.record_of_change(draft, settled)?;
    }
    Ok(())
}

fn digest_of(release: &Verified, document: &Identifier) -> Option<Digest> {
    let documents = &release.manifest().documents;
    let found = documents.iter().find(|paper| paper.id == *document)?;
    Some(found.sha256)
}

/// A public fact of a record that is a text.
fn said(stored: &StoredEntry, name: &str) -> Option<String> {
    let record = Record::from_bytes(&stored.entry.leaf).ok()?;
    let fact = record.details.get(name).and_then(Fact::as_text);
    fact.map(ToOwned::to_owned)
}

/// What the installed release of a product is called in records.
pub(crate) fn subject(product: &ProductId, version: &str) -> Subject {
    Subject {
        product: Some(product.to_string()),
        version: Some(version.into()),
        ..Subject::default()
    }
}
