//! `sealift list` and `sealift depot`: the store of verified releases.

use camino::Utf8PathBuf;
use sealift_app::cases::{depot, staged};
use sealift_app::data::ReleaseSummary;
use sealift_app::{Exit, Failure, plain};
use sealift_host::media::Volumes;
use serde_json::json;

use super::Desk;
use crate::arguments::{Change, DepotCommand, DepotExport};
use crate::files;
use crate::interrupt;
use crate::terminal::{Bar, Table};

pub(crate) fn run(desk: &Desk<'_>, command: &DepotCommand) -> Result<(), Failure> {
    match command {
        DepotCommand::List => list(desk),
        DepotCommand::Verify => verify(desk),
        DepotCommand::Export(export) => self::export(desk, export),
        DepotCommand::Gc { remove, change } => clean(desk, remove, change),
    }
}

pub(crate) fn list(desk: &Desk<'_>) -> Result<(), Failure> {
    let facility = desk.reading()?;
    let releases = depot::list(&facility)?;
    if desk.screen.json {
        desk.screen.document(&releases);
        return Ok(());
    }
    if releases.is_empty() {
        desk.screen.tell("depot-empty", &[]);
        return Ok(());
    }
    let staged = staged::staged(&facility)?;
    let is_staged = |release: &ReleaseSummary| {
        let digest = &release.manifest_digest;
        staged.iter().any(|one| one.manifest_digest == *digest)
    };
    let state = |release: &ReleaseSummary| match (release.complete, release.installed) {
        (_, true) => "release-state-installed",
        _ if is_staged(release) => "release-state-staged",
        (true, false) => "release-state-ready",
        (false, false) => "release-state-incomplete",
    };
    let mut table = Table::headed(
        desk.screen,
        [
            "column-product",
            "column-version",
            "column-state",
            "column-issued",
            "column-vendor",
            "column-name",
        ],
    );
    for release in &releases {
        table.row([
            release.product.clone(),
            release.version.clone(),
            desk.screen.say(state(release), &[]),
            release.issued.clone(),
            plain(&release.vendor),
            plain(&release.name),
        ]);
    }
    table.lines().for_each(|line| desk.screen.result(&line));
    Ok(())
}

fn verify(desk: &Desk<'_>) -> Result<(), Failure> {
    let facility = desk.reading()?;
    let lock = desk.lock(&facility, "depot verify")?;
    let bar = Bar::new(desk.screen);
    let what = desk.screen.say("phase-checking", &[]);
    let report = depot::verify(&facility, &lock, &interrupt::work(), &mut |done, all| {
        bar.bytes(done, Some(all), &what)
    });
    bar.clear();
    let (report, screen) = (report?, desk.screen);
    let failure = depot::failure_of(&report);
    if screen.json {
        let document = json!({ "chunks": report.chunks, "bytes": report.bytes });
        return screen.conclude(document, failure);
    }
    if let Some(failure) = failure {
        return Err(failure);
    }
    let (chunks, bytes) = (
        report.chunks.to_string(),
        screen.wording.bytes(report.bytes),
    );
    screen.tell("depot-sound", &[("chunks", &chunks), ("bytes", &bytes)]);
    Ok(())
}

fn export(desk: &Desk<'_>, export: &DepotExport) -> Result<(), Failure> {
    let facility = desk.reading()?;
    let name: depot::ReleaseName = export.release.parse()?;
    let lock = desk.lock(&facility, "depot export")?;
    let found = depot::find(&facility, &name)?;
    let title = format!("{}-{}", found.product, found.version);
    let (selection, ending) = match &export.chunks {
        Some(chunks) => (depot::Selection::Only(chunks.0.clone()), "-repair"),
        None => (depot::Selection::All, ""),
    };
    let mut sink = Volumes::new(&export.out, title + ending).that_replace_nothing();
    files::make_folder(&export.out)?;
    let exported = depot::export(
        &facility,
        &lock,
        &name,
        &selection,
        export.volume_size,
        &mut sink,
        &interrupt::work(),
    );
    exported.map_err(|failure| match sink.in_the_way() {
        Some(path) => Failure::new("output-exists", Exit::Usage, path),
        None => failure,
    })?;
    let written: Vec<Utf8PathBuf> = sink.written().into_iter().map(|file| file.path).collect();
    if desk.screen.json {
        desk.screen.document(&written);
    } else {
        written
            .iter()
            .for_each(|path| desk.screen.result(path.as_str()));
    }
    Ok(())
}

fn clean(desk: &Desk<'_>, remove: &[String], change: &Change) -> Result<(), Failure> {
    let facility = desk.facility(change)?;
    let lock = desk.lock(&facility, "depot gc")?;
    let names = remove
        .iter()
        .map(|name| name.parse())
        .collect::<Result<Vec<_>, Failure>>()?;
    if names
        .iter()
        .any(|name: &depot::ReleaseName| name.version.is_none())
    {
        return Err(Failure::new(
            "usage",
            Exit::Usage,
            desk.screen.say("usage-release", &[]),
        ));
    }
    let _work = interrupt::work();
    let cleaned = depot::clean(&facility, &lock, &names)?;
    let releases: usize = cleaned.iter().map(|cleaned| cleaned.releases.len()).sum();
    let bytes: u64 = cleaned.iter().map(|cleaned| cleaned.bytes).sum();
    if desk.screen.json {
        desk.screen
            .document(&json!({ "releases": releases, "bytes": bytes }));
    } else {
        desk.screen.tell(
            "depot-cleaned",
            &[
                ("releases", &releases.to_string()),
                ("bytes", &desk.screen.wording.bytes(bytes)),
            ],
        );
    }
    Ok(())
}
