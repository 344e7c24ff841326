//! `sealift try`: a vendor installs a build into a throwaway world and looks at what happened.

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::cases::change::{self, Wish};
use sealift_app::cases::trust::{self, Comparison, NewKey};
use sealift_app::cases::{depot::ReleaseName, import};
use sealift_app::plan::{Request, Wanted};
use sealift_app::{Claims, Exit, Facility, Failure, POLICY_TYPE, PolicyQuestion, plain};

use super::{Desk, answers, media, vendor};
use crate::arguments::{Answers, Try};
use crate::files;
use crate::interrupt;
use crate::terminal::{Tone, show_plan};

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
    allow_everything(&facility)?;
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
    let given = Answers {
        answers: trial.answers.clone(),
        set: trial.set.clone(),
    };
    let wish = Wish {
        name,
        request: Request::new(Wanted::Install),
        answers: answers::given(desk, &given)?,
        accepted: Vec::new(),
    };
    let change = match change::prepare(&facility, &wish) {
        Ok(change) => change.leaving_failures(),
        Err(failure) => return super::change::stopped(desk, &facility, &wish, failure),
    };
    show_plan(desk.screen, &facility.ground().root, &change.plan);
    warn(desk, &change.questions());
    let changed = desk.watched_leaving_failures(&facility, |events| {
        change::carry_out(&facility, &change, &lock, events, &interrupt::work())
    })?;
    super::change::tell(desk, &change, &changed.report);
    changed.failure.map_or(Ok(()), |failure| Err(kept(failure)))
}

/// Rules that allow everything: what a site would ask about must not end a try, and the vendor is told of it.
fn lenient() -> serde_json::Value {
    serde_json::json!({
        "type": POLICY_TYPE,
        "expired_releases": "allow",
        "clock_behind": "allow",
        "downgrades": "allow",
        "last_sequence": "allow",
        "outward_symlinks": "allow",
        "world_writable": "allow",
        "host_paths": ["/**"],
        "irreversible_steps": "allow",
        "steps_without_undo": "allow",
        "reboots": "allow",
        "commands_without_sandbox": "allow",
    })
}

/// Gives the throwaway root its rules, unless somebody has written some there.
fn allow_everything(facility: &Facility) -> Result<(), Failure> {
    let ground = facility.ground();
    let file = Utf8PathBuf::from(ground.root.absolute(&ground.paths.policy()));
    if file.exists() {
        return Ok(());
    }
    files::write(&file, format!("{:#}\n", lenient()).as_bytes())
}

/// Tells what the rules of a site may ask about or refuse.
fn warn(desk: &Desk<'_>, questions: &[PolicyQuestion]) {
    let screen = desk.screen;
    if !questions.is_empty() {
        screen.tell("try-questions", &[]);
    }
    for question in questions {
        let what = screen.wording.question(question).what;
        let mark = screen.tone(Tone::Warning, "!");
        screen.note(&format!("  {mark} {} ({})", plain(&what), question.code));
    }
}

/// A failure that was left as it lies is not an undoing that failed: that it lies there is what was wanted.
fn kept(failure: Failure) -> Failure {
    match failure.code {
        "failed-partially" => Failure::new("try-failed", Exit::RolledBack, failure.detail),
        _ => failure,
    }
}
