//! Installing an unsigned build into a throwaway root: signed there with a key that nobody has, and from then on by the
//! very calls that a technician's window makes.

use camino::{Utf8Path, Utf8PathBuf};
use sealift_desk::data::{PickId, RunEnd, Tried, TryRequest};
use sealift_desk::{Asked, Choice, Desk, DeskPlace, Exit, Failure, Picks};
use sealift_vendor::{Description, PackOptions, SecretKeyFile};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::failures::{locked_out, undescribed, unpacked};
use super::sealing;
use super::watch::{followed, packing};
use crate::ipc::Question;

const VOLUME: PickId = PickId(1);
const KEY: PickId = PickId(2);

pub(crate) fn try_release(question: &Question<'_>, request: TryRequest) -> Result<Tried, Failure> {
    let description = question.shell.path(request.description)?;
    let unwritable = |error| Failure::new("output-failed", Exit::MediaFailed, error);
    let folder = tempfile::Builder::new()
        .prefix("sealift-try-")
        .tempdir()
        .map_err(unwritable)?;
    let place = Utf8PathBuf::try_from(folder.path().to_owned())
        .map_err(|error| Failure::new("media-bad-name", Exit::MediaFailed, error))?;
    let packed = packed(question, &description, &place)?;
    let trial = Trial::open(question, &place, packed)?;
    let end = trial.run(&request.answers);
    // Whatever runs there ends with the trial; what it left is looked at only when it failed.
    let stopped = sealift_host::supervise::end(trial.desk.place());
    let kept = end.as_ref().map_or(true, |end| !end.success) || stopped.is_err();
    let root = trial.root.to_string();
    if kept {
        let _ = folder.keep();
    }
    Ok(Tried {
        end: end?,
        root,
        kept,
    })
}

/// A build and the key that it was signed with, both for this trial alone.
struct Build {
    volume: Utf8PathBuf,
    key: Utf8PathBuf,
    key_text: String,
    product: String,
    version: String,
}

fn packed(
    question: &Question<'_>,
    description: &Utf8Path,
    folder: &Utf8Path,
) -> Result<Build, Failure> {
    let described =
        Description::load(description.as_std_path()).map_err(|error| undescribed(&error))?;
    let made = sealift_vendor::keygen(folder.as_std_path(), None);
    let made = made.map_err(|error| locked_out(&error))?;
    let key = SecretKeyFile::read(&made.secret).and_then(|file| file.unlock(None));
    let key = key.map_err(|error| locked_out(&error))?;
    let options = PackOptions {
        key: Some(&key),
        out: folder.as_std_path(),
        volume_size: None,
        bases: &[],
        issued: sealing::now(),
        // No site will ever see it.
        dates: None,
    };
    let packing = followed(question, packing, |watch| {
        sealift_vendor::pack(&described, &options, watch)
    });
    let packing = packing.map_err(|error| unpacked(&error))?;
    let nothing = || Failure::new("internal", Exit::Internal, "nothing was packed");
    let volume = packing.volumes.first().ok_or_else(nothing)?;
    let utf8 = |path: &std::path::Path| {
        Utf8PathBuf::try_from(path.to_owned())
            .map_err(|error| Failure::new("media-bad-name", Exit::MediaFailed, error))
    };
    Ok(Build {
        volume: utf8(&volume.path)?,
        key: utf8(&made.public)?,
        key_text: made.key.file_text(),
        product: packing.manifest.product.to_string(),
        version: packing.manifest.version.to_string(),
    })
}

/// A throwaway site, and a window's calls to it.
struct Trial<'a> {
    question: &'a Question<'a>,
    desk: Desk,
    root: Utf8PathBuf,
    picks: Picks,
    build: Build,
}

impl<'a> Trial<'a> {
    fn open(question: &'a Question<'a>, folder: &Utf8Path, build: Build) -> Result<Self, Failure> {
        let root = folder.join("root");
        let place = DeskPlace {
            root: Some(root.clone()),
        };
        let choice = |id: PickId, path: &Utf8Path| Choice {
            id: id.0,
            path: path.to_owned(),
            target: false,
        };
        let chosen = vec![choice(VOLUME, &build.volume), choice(KEY, &build.key)];
        Ok(Self {
            question,
            desk: Desk::at(&place)?,
            root,
            picks: Picks::of(chosen),
            build,
        })
    }

    fn run(&self, answers: &serde_json::Map<String, Value>) -> Result<RunEnd, Failure> {
        let key = sealift_app::cases::trust::look_at_key(&self.build.key_text)?;
        self.ask::<Value>("trust_key", json!({
            "key": KEY, "fingerprint": key.fingerprint, "products": [], "comparedBy": "", "ticket": "",
            "reason": "",
        }))?;
        let imported: sealift_desk::data::Imported =
            self.ask("import", json!({ "volumes": [VOLUME] }))?;
        if let Some(refused) = imported.failure {
            return Err(Failure::new(
                "try-not-imported",
                Exit::PackageRefused,
                refused.detail,
            ));
        }
        let change = json!({
            "want": "install", "product": self.build.product, "version": self.build.version,
            "with": [], "without": [], "stageOnly": false, "replaceEdited": false,
            "answers": answers, "accepted": [],
        });
        let plan: sealift_desk::data::PlanView = self.ask("plan", change.clone())?;
        self.ask(
            "run",
            json!({
                "change": change, "plan": plan.digest, "person": "", "ticket": "", "reason": "",
            }),
        )
    }

    fn ask<T: DeserializeOwned>(&self, name: &str, request: Value) -> Result<T, Failure> {
        let asked = Asked {
            desk: &self.desk,
            wording: self.question.wording,
            picks: &self.picks,
            shown: self.question.shell.shown(),
            cancel: self.question.cancel,
            tell: self.question.tell,
        };
        let answer = sealift_desk::answer(name, request, &asked)?;
        serde_json::from_value(answer)
            .map_err(|error| Failure::new("internal", Exit::Internal, error))
    }
}
