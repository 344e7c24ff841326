//! What a change of the site's own files has left that was interrupted: ended where it is on record, else taken back.

use sealift_audit::{Event, Outcome, Record, detail};
use sealift_document::{Digest, Document};
use sealift_trust::store::TrustStore;

use super::writing::{draft_of, publish, read_file, remove_file};
use super::{SiteError, SitePaths, rotation, rules};
use crate::effects::{Files, HostPath, World};
use crate::log::{Author, Search};
use crate::state::{Database, StateError};

/// What is to be done with a file that waits for its name.
enum Waiting {
    Publish { draft: HostPath, at: HostPath },
    Remove(HostPath),
}

/// Ends or takes back what an interrupted change of the site's own files has left, and records that; whether there was
/// anything. The caller holds the world's lock.
///
/// # Errors
/// [`SiteError`].
pub fn recover(
    world: &World,
    paths: &SitePaths,
    database: &Database,
    author: &Author,
) -> Result<bool, SiteError> {
    let files = world.files.as_ref();
    let waiting: Vec<Waiting> = [
        next_log_key(files, paths, database)?,
        next_trust_store(files, paths, database)?,
    ]
    .into_iter()
    .flatten()
    .chain(drafts(files, paths)?)
    .collect();
    if waiting.is_empty() {
        return Ok(false);
    }
    let ends = waiting
        .iter()
        .any(|one| matches!(one, Waiting::Publish { .. }));
    let (outcome, brought_to) = if ends {
        (Outcome::Succeeded, "finished")
    } else {
        (Outcome::RolledBack, "undone")
    };
    let draft = author
        .draft(Event::RecoveryRun, outcome)
        .detail(detail::KIND, "site")
        .detail(detail::BROUGHT_TO, brought_to);
    database.write::<_, StateError>(|write| write.record(draft))?;
    for one in waiting {
        match one {
            Waiting::Publish { draft, at } => publish(files, &draft, &at)?,
            Waiting::Remove(at) => {
                remove_file(files, &at)?;
            }
        }
    }
    Ok(true)
}

/// A key to which the log was handed over takes its place; one that never got it goes.
fn next_log_key(
    files: &dyn Files,
    paths: &SitePaths,
    database: &Database,
) -> Result<Option<Waiting>, SiteError> {
    let (draft, at) = (paths.next_log_key(), paths.log_key());
    let is_in_force = rotation::is_next_in_force(files, paths, database)?;
    Ok(is_in_force.map(|is_in_force| match is_in_force {
        true => Waiting::Publish { draft, at },
        false => Waiting::Remove(draft),
    }))
}

/// A store whose change is on record takes its place; one that is not goes.
fn next_trust_store(
    files: &dyn Files,
    paths: &SitePaths,
    database: &Database,
) -> Result<Option<Waiting>, SiteError> {
    let (draft, at) = (paths.next_trust_store(), paths.trust_store());
    let Some(bytes) = read_file(files, &draft, TrustStore::MAX_BYTES as u64)? else {
        return Ok(None);
    };
    let digest = Digest::of(&bytes).to_string();
    let newest = database.read(|view| {
        let newest_of = |event: Event| {
            let search = Search {
                event: Some(event.code().to_owned()),
                ..Search::default()
            };
            view.search_log(&search, None, 1)
        };
        let mut changes = newest_of(Event::TrustAdded)?;
        changes.extend(newest_of(Event::TrustRemoved)?);
        Ok::<_, StateError>(changes.into_iter().max_by_key(|change| change.sequence))
    })?;
    let is_recorded = match newest {
        Some(change) => {
            let record = Record::from_bytes(&change.entry.leaf).map_err(StateError::damaged)?;
            record.details.get(rules::STORE) == Some(&digest.as_str().into())
        }
        None => false,
    };
    Ok(Some(match is_recorded {
        true => Waiting::Publish { draft, at },
        false => Waiting::Remove(draft),
    }))
}

/// Files that were being written when it ended: nobody ever read them under their own name.
fn drafts(files: &dyn Files, paths: &SitePaths) -> Result<Vec<Waiting>, SiteError> {
    let mut found = vec![];
    for at in [
        paths.log_key(),
        paths.next_log_key(),
        paths.trust_store(),
        paths.next_trust_store(),
        paths.database(),
    ] {
        let draft = draft_of(&at)?;
        if files.inspect(&draft)?.is_some() {
            found.push(Waiting::Remove(draft));
        }
    }
    let answers = paths.prepared_answers();
    if files.inspect(&answers)?.is_some() {
        let drafts = files.list(&answers)?.into_iter();
        let drafts = drafts.filter(|name| name.ends_with(".new"));
        let at = |name: String| answers.join(&name.parse().ok()?).ok();
        found.extend(drafts.filter_map(at).map(Waiting::Remove));
    }
    Ok(found)
}
