//! `sealift try`: a vendor installs a build into a throwaway world and looks at what happened.

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::cases::change::{self, Wish};
use sealift_app::cases::trust::{self, Comparison, NewKey};
use sealift_app::cases::{depot::ReleaseName, import};
use sealift_app::plan::{Request, Wanted};
use sealift_app::{Claims, Exit, Facility, Failure};

use super::{Desk, media, target, vendor};
use crate::arguments::{Answers, Try};
use crate::interrupt;
use crate::terminal::show_plan;

pub(crate) fn run(desk: &Desk<'_>, trial: &Try) -> Result<(), Failure> {
    // What is tried is thrown away or kept as a whole, and its services end with it.
    let _work = interrupt::work();
    let unwritable =
        |error: std::io::Error| Failure::new("output-failed", Exit::MediaFailed, error);
    let temporary = tempfile::Builder::new()
        .prefix("sealift-try-")
        .tempdir()
        .map_err(unwritable)?;
    let folder = Utf8PathBuf::try_from(temporary.path().to_owned()).map_err(|error| {
        Failure::new(
            "media-bad-name",
            Exit::MediaFailed,
            error.as_path().display(),
        )
    })?;
    let root = trial.into.clone().unwrap_or_else(|| folder.join("root"));
    let tried = attempt(desk, trial, &folder, &root);
    let supervised = crate::ground::supervise(Some(&root), true);
    let keeps = trial.keep || trial.into.is_some() || tried.is_err();
    if keeps {
        let _ = temporary.keep();
        desk.screen
            .insist(&desk.screen.say("try-kept", &[("root", root.as_str())]));
    }
    tried.and(supervised)
}

/// Signs a copy for this try alone, trusts that key in the throwaway world, and takes the ordinary way from there.
fn attempt(
    desk: &Desk<'_>,
    trial: &Try,
    folder: &Utf8Path,
    root: &Utf8Path,
) -> Result<(), Failure> {
    let (copy, public_key) = vendor::signed_copy(desk, &trial.volume, folder)?;
    let facility = Facility::open_or_found(crate::ground::ground(Some(root))?, Claims::default())?;
    let fingerprint = trust::look_at_key(&public_key)?.fingerprint;
    let key = NewKey {
        file: &public_key,
        fingerprint: &fingerprint,
        compared: Comparison::Given,
        products: &[],
    };
    let lock = desk.lock(&facility, "try")?;
    trust::add(&facility, &lock, &key)?;
    let sources = vec![media::file(&copy, interrupt::wish())?];
    let imported = desk.watched(&facility, |events| {
        import::import(&facility, sources, &interrupt::work(), events)
    })?;
    if let Some(failure) = imported.failure {
        return Err(failure);
    }
    let release = imported
        .volumes
        .first()
        .ok_or_else(|| Failure::new("internal", Exit::Internal, "nothing was imported"))?;
    let name: ReleaseName = format!("{}@{}", release.product, release.version).parse()?;
    let answers = Answers {
        answers: trial.answers.clone(),
        set: trial.set.clone(),
    };
    let wish = Wish {
        name,
        request: Request::new(Wanted::Install),
        answers: target::given(desk, &answers)?,
        accepted: Vec::new(),
    };
    let change = change::prepare(&facility, &wish)?.leaving_failures();
    show_plan(desk.screen, &change.plan);
    let changed = desk.watched(&facility, |events| {
        change::carry_out(&facility, &change, &lock, events, &interrupt::work())
    })?;
    changed.failure.map_or(Ok(()), Err)
}
