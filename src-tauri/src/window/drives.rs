//! The drives and what lies on them, as the page asks every other second.

mod cards;
mod looks;

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8PathBuf;
use sealift_app::data::ReleaseSummary;
use sealift_desk::data::{Drive, FoundPackage, Nothing, RefusedFile};
use sealift_desk::{Exit, Failure, sets};
use sealift_host::media::{self, Sighting};

use crate::ipc::Question;
use cards::Card;
pub(crate) use looks::Looks;

pub(crate) fn drives(question: &Question<'_>, _: Nothing) -> Result<Vec<Drive>, Failure> {
    let depot = Depot::of(question);
    let mounted = media::drives(question.shell.media());
    let places: Vec<Utf8PathBuf> = mounted.iter().map(|drive| drive.place.clone()).collect();
    let drives = mounted
        .into_iter()
        .map(|drive| look_at(question, &depot, drive));
    let drives = drives.collect();
    question.shell.looks().forget_all_but(&places);
    Ok(drives)
}

fn look_at(question: &Question<'_>, depot: &Depot<'_>, drive: media::Drive) -> Drive {
    let cut = || Failure::new("media-crowded", Exit::MediaFailed, &drive.place);
    let (packages, keys, problem) = match question.shell.looks().at(&drive.place) {
        Ok(look) => (
            look.packages,
            look.contents.keys,
            look.contents.is_cut.then(cut),
        ),
        Err(error) => {
            let failure = Failure::new(error.code(), Exit::MediaFailed, error);
            (Vec::new(), Vec::new(), Some(failure))
        }
    };
    let (packages, refused) = sorted(question, depot, &packages);
    Drive {
        id: question.shell.keep_target(&drive.place).id,
        label: sealift_app::plain(&drive.label),
        place: sealift_app::plain(drive.place.as_str()),
        file_system: drive.file_system,
        bytes: drive.bytes,
        free_bytes: drive.free_bytes,
        removable: drive.is_removable,
        read_only: drive.is_read_only,
        packages,
        refused,
        keys: keys
            .iter()
            .map(|key| question.shell.keep(&key.path))
            .collect(),
        problem: problem.map(|failure| question.wording.explain(&failure)),
    }
}

/// Volumes by the release that they say they are of, a product's newest first, and the files that are no volumes.
fn sorted(
    question: &Question<'_>,
    depot: &Depot<'_>,
    files: &[(Sighting, Arc<Result<Card, Failure>>)],
) -> (Vec<FoundPackage>, Vec<RefusedFile>) {
    let mut releases: BTreeMap<_, FoundPackage> = BTreeMap::new();
    let mut refused = Vec::new();
    for (file, seen) in files {
        let pick = question.shell.keep(&file.path);
        match seen.as_ref() {
            Ok(card) => {
                let order = (&card.product, Reverse(card.sequence), &card.manifest);
                let found = releases
                    .entry(order)
                    .or_insert_with(|| release(question, depot, card));
                found.volumes.push(sets::found(pick, &card.hint));
            }
            Err(failure) => refused.push(RefusedFile {
                file: pick,
                reason: question.wording.explain(failure),
            }),
        }
    }
    (releases.into_values().map(complete).collect(), refused)
}

fn release(question: &Question<'_>, depot: &Depot<'_>, card: &Card) -> FoundPackage {
    FoundPackage {
        product: card.product.clone(),
        name: sealift_app::plain(card.name.in_language(question.wording.language())),
        vendor: card.vendor.clone(),
        version: card.version.clone(),
        manifest: card.manifest.clone(),
        volumes: Vec::new(),
        missing: Vec::new(),
        bases: Vec::new(),
        in_depot: depot.has(&card.manifest),
    }
}

/// Says what the set lacks and what it builds on.
fn complete(mut found: FoundPackage) -> FoundPackage {
    found
        .volumes
        .sort_by(|a, b| (a.kind, a.number, &a.file.name).cmp(&(b.kind, b.number, &b.file.name)));
    found.bases = sets::bases(&found.volumes);
    found.missing = sets::missing(&found.volumes);
    found
}

/// Which releases the site has already. It is asked once, and only where a package lies on some drive.
struct Depot<'a> {
    question: &'a Question<'a>,
    complete: OnceCell<Vec<String>>,
}

impl<'a> Depot<'a> {
    fn of(question: &'a Question<'a>) -> Self {
        Self {
            question,
            complete: OnceCell::new(),
        }
    }

    fn has(&self, manifest: &str) -> bool {
        let complete = self.complete.get_or_init(|| self.ask());
        complete.iter().any(|known| known == manifest)
    }

    /// A site that is locked, not founded or out of order has none that could be told.
    fn ask(&self) -> Vec<String> {
        let site = self.question.shell.site();
        if site.is_locked() {
            return Vec::new();
        }
        let asked = site.ask(self.question, "releases", serde_json::json!({}));
        let releases = asked
            .ok()
            .and_then(|value| serde_json::from_value::<Vec<ReleaseSummary>>(value).ok());
        let complete = releases.into_iter().flatten().filter(|one| one.complete);
        complete.map(|one| one.manifest_digest).collect()
    }
}
