//! What is noticed on the way, and belongs in the log though nobody asked for it: rules that were changed, files that an
//! operator edited, licences that were accepted.

use sealift_audit::{Event, Fact, Outcome, Record, Subject, detail};
use sealift_document::{Digest, Document as _};
use sealift_engine::depot::Verified;
use sealift_engine::log::Search;
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
    let known = last_said(facility, &Event::PolicyChanged, None, "policy")?;
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
    let product = about.product.clone();
    if last_said(facility, &Event::EditDetected, product, "edits")?.as_ref() == Some(&digest) {
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
        facility.record_of_change([draft], settled)?;
    }
    Ok(())
}

fn digest_of(release: &Verified, document: &Identifier) -> Option<Digest> {
    let documents = &release.manifest().documents;
    let found = documents.iter().find(|paper| paper.id == *document)?;
    Some(found.sha256)
}

/// What the last record of an event, of one product or any, says in the open under a name.
fn last_said(
    facility: &Facility,
    event: &Event,
    product: Option<String>,
    name: &str,
) -> Result<Option<String>, StateError> {
    let search = Search {
        event: Some(event.code().into()),
        product,
        ..Search::default()
    };
    let found = facility
        .database()
        .read(|view| view.search_log(&search, None, 1))?;
    let record = found
        .first()
        .map(|stored| Record::from_bytes(&stored.entry.leaf));
    // What cannot be read says nothing.
    let record = record.and_then(Result::ok);
    let fact = record.as_ref().and_then(|record| record.details.get(name));
    Ok(fact.and_then(Fact::as_text).map(ToOwned::to_owned))
}

/// What the installed release of a product is called in records.
pub(crate) fn subject(product: &ProductId, version: &str) -> Subject {
    Subject {
        product: Some(product.to_string()),
        version: Some(version.into()),
        ..Subject::default()
    }
}
