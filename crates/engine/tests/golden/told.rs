//! Everything that a database tells whoever asks, a line each.

use sealift_document::Digest;
use sealift_engine::journal::JournalError;
use sealift_engine::log::EntryFilter;
use sealift_engine::state::{Database, Run, RunState, StateError, View};

use crate::sample;

pub(crate) fn by(database: &Database) -> Vec<String> {
    let mut told = Vec::new();
    let answered = database.read::<_, JournalError>(|view| {
        log(view, &mut told)?;
        depot(view, &mut told)?;
        target(view, &mut told)?;
        journal(view, &mut told)
    });
    answered.unwrap();
    told
}

fn log(view: &View<'_>, told: &mut Vec<String>) -> Result<(), StateError> {
    let head = view.log_head()?;
    told.push(format!(
        "{} {} {:?}",
        head.site(),
        head.epoch().value(),
        head.frontier().root()
    ));
    let entries = view.entries(&EntryFilter::default())?;
    told.extend(entries.iter().map(|entry| format!("{entry:?}")));
    told.extend(view.checkpoints()?.iter().map(ToString::to_string));
    told.extend(view.log_keys()?.iter().map(ToString::to_string));
    told.extend(view.rotations()?.iter().map(ToString::to_string));
    told.extend(view.leaf_hashes()?.iter().map(Digest::to_string));
    told.extend(view.materials(None)?.iter().map(|one| format!("{one:?}")));
    Ok(())
}

fn depot(view: &View<'_>, told: &mut Vec<String>) -> Result<(), StateError> {
    for release in view.releases()? {
        told.push(format!("{release:?}"));
        told.push(format!("{:?}", view.volume_hints(&release.manifest)?));
        told.push(format!("{:?}", view.history(&release.product)?));
        let mut forms: Vec<_> = view.held_forms(&release.product)?.into_iter().collect();
        forms.sort_by_key(|(raw, _)| *raw);
        told.push(format!("{forms:?}"));
    }
    for (chunk, bytes) in view.held_chunks()? {
        let of = view.releases_with_chunk(&chunk)?;
        told.push(format!("{chunk} {bytes} {:?}", of.len()));
    }
    Ok(())
}

fn target(view: &View<'_>, told: &mut Vec<String>) -> Result<(), StateError> {
    for product in view.installed_products()? {
        let current = view.current(&product)?;
        told.push(format!("{:?}", view.installed(&product)?));
        for release in &current.present {
            for component in &release.components {
                let files =
                    view.tree_files(&product, &release.release.manifest_sha256, &component.id)?;
                told.push(format!("{files:?}"));
            }
        }
        told.push(format!("{current:?}"));
    }
    let latest = view.latest_runs(9)?;
    told.extend(latest.iter().map(|run| format!("{run:?}")));
    let is_open = |run: &&Run| !matches!(run.state, RunState::Ended { .. });
    told.extend(latest.iter().filter(is_open).map(|run| run.id.to_string()));
    Ok(())
}

fn journal(view: &View<'_>, told: &mut Vec<String>) -> Result<(), JournalError> {
    told.push(format!("{:?}", view.open_journals()?));
    told.push(format!("{:?}", view.journal(&sample::run())?));
    told.push(format!("{:?}", view.events_after(&sample::run(), 0)?));
    Ok(())
}
