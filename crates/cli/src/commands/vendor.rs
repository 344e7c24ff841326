//! The vendor's side: keys, packing, signing.

use std::path::PathBuf;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::{Exit, Failure, Timestamp};
use sealift_app::{Line, cases::trust::look_at_key};
use sealift_vendor::{
    Description, DescriptionError, Issued, PackError, PackOptions, Password, Phase, Progress,
    SecretKeyFile, SigningKey, Watch,
};

use super::Desk;
use crate::arguments::{Keygen, Pack, Sign};
use crate::files;
use crate::interrupt;
use crate::terminal::{Bar, password};

pub(crate) fn keygen(desk: &Desk<'_>, keygen: &Keygen) -> Result<(), Failure> {
    let password = if keygen.no_password {
        None
    } else {
        Some(new_password(desk)?)
    };
    let _work = interrupt::work();
    let made =
        sealift_vendor::keygen(keygen.out.as_std_path(), password.as_ref()).map_err(|error| {
            let exit = if error.code().starts_with("output") {
                Exit::MediaFailed
            } else {
                Exit::Usage
            };
            Failure::of(error.code(), exit, &error)
        })?;
    let key = look_at_key(&made.key.file_text())?;
    if desk.screen.json {
        desk.screen.document(&serde_json::json!({
            "secret": made.secret, "public": made.public, "fingerprint": key.fingerprint, "words": key.words,
        }));
        return Ok(());
    }
    desk.screen.tell(
        "keygen-done",
        &[
            ("secret", &made.secret.to_string_lossy()),
            ("public", &made.public.to_string_lossy()),
        ],
    );
    desk.screen.result(&key.grouped);
    desk.screen.result(&key.words.join(" "));
    Ok(())
}

fn new_password(desk: &Desk<'_>) -> Result<Password, Failure> {
    let screen = desk.screen;
    if !screen.is_attended() {
        return Err(Failure::new(
            "password-needed",
            Exit::Usage,
            screen.say("word-nobody-there", &[]),
        ));
    }
    let first = password(screen, &screen.say("password-new", &[]))?;
    if first != password(screen, &screen.say("password-again", &[]))? {
        return Err(Failure::new("password-differs", Exit::Usage, ""));
    }
    Ok(Password::new(first))
}

fn unlock(desk: &Desk<'_>, path: &Utf8Path) -> Result<SigningKey, Failure> {
    let refused = |error: sealift_vendor::KeyFileError| {
        let code = error.code();
        Failure::of(code, exit_of(code, Exit::Usage), &error)
    };
    let file = SecretKeyFile::read(path.as_std_path()).map_err(refused)?;
    let screen = desk.screen;
    let prompt = screen.say("password-of-key", &[("key", path.as_str())]);
    let typed = match file.needs_password() {
        false => None,
        true => Some(Password::new(password(screen, &prompt)?)),
    };
    file.unlock(typed.as_ref()).map_err(refused)
}

pub(crate) fn pack(desk: &Desk<'_>, pack: &Pack) -> Result<(), Failure> {
    let description = Description::load(pack.description.as_std_path())
        .map_err(|error| undescribed(&pack.description, &error))?;
    let key = pack
        .key
        .as_deref()
        .map(|path| unlock(desk, path))
        .transpose()?;
    let bases: Vec<PathBuf> = pack
        .base
        .iter()
        .map(|path| path.clone().into_std_path_buf())
        .collect();
    let (issued, comes_back) = issued(pack)?;
    let options = PackOptions {
        key: key.as_ref(),
        out: pack.out.as_std_path(),
        volume_size: pack.volume_size,
        bases: &bases,
        issued,
        dates: (!comes_back).then_some(pack.description.as_std_path()),
    };
    let packed = follow(desk, |watch| {
        sealift_vendor::pack(&description, &options, watch)
    });
    let packed = packed.map_err(|error| unpacked(&pack.description, &error))?;
    if desk.screen.json {
        let volumes: Vec<_> = packed
            .volumes
            .iter()
            .map(|volume| serde_json::json!({ "path": volume.path, "bytes": volume.bytes, "chunks": volume.chunks }))
            .collect();
        desk.screen.document(&serde_json::json!({
            "product": packed.manifest.product, "version": packed.manifest.version,
            "manifest": packed.manifest_sha256, "signed": packed.is_signed, "dated": packed.dated, "volumes": volumes,
        }));
        return Ok(());
    }
    if let Some(moment) = packed.dated {
        let (moment, path) = (moment.to_string(), pack.description.as_str());
        desk.screen
            .tell("pack-dated", &[("moment", &moment), ("path", path)]);
    }
    for volume in &packed.volumes {
        desk.screen.result(&volume.path.to_string_lossy());
    }
    let key = if packed.is_signed {
        "pack-done"
    } else {
        "pack-done-unsigned"
    };
    desk.screen
        .tell(key, &[("digest", &packed.manifest_sha256.to_string())]);
    Ok(())
}

/// Everything that is wrong with a description, a line for each.
fn undescribed(path: &Utf8Path, error: &DescriptionError) -> Failure {
    match error {
        DescriptionError::Problems { problems } => {
            let lines = problems.iter().map(Line::of);
            Failure::new(error.code(), Exit::Usage, path).with_lines(lines)
        }
        DescriptionError::Read { .. } => Failure::of(error.code(), Exit::MediaFailed, error),
        DescriptionError::Undated { .. } => Failure::of(error.code(), Exit::Usage, error),
    }
}

fn unpacked(path: &Utf8Path, error: &PackError) -> Failure {
    let code = error.code();
    match error {
        PackError::Description(error) => undescribed(path, error),
        PackError::Trees { problems } => {
            let lines = problems.iter().map(Line::of);
            Failure::new(code, Exit::Usage, path).with_lines(lines)
        }
        PackError::Templates { problems } => {
            Failure::new(code, Exit::Usage, path).with_lines(problems.clone())
        }
        _ => Failure::of(code, exit_of(code, Exit::Usage), error),
    }
}

/// Being stopped is no fault, whoever was at work; a file that cannot be opened is the medium's, whatever it was to hold.
pub(super) fn exit_of(code: &str, otherwise: Exit) -> Exit {
    match code {
        "cancelled" => Exit::Cancelled,
        "key-read" | "description-read" | "inspect-open" | "sign-open" => Exit::MediaFailed,
        _ => otherwise,
    }
}

/// What the caller insists on, else the description, else `SOURCE_DATE_EPOCH`, else now; and whether the next call with
/// the same words comes to the same moment, which the clock does not.
fn issued(pack: &Pack) -> Result<(Issued, bool), Failure> {
    let usage = |error: &dyn std::fmt::Display| Failure::new("usage", Exit::Usage, error);
    let given = pack
        .issued
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error| usage(&error))?;
    let (fallback, comes_back) = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let seconds = seconds
                .parse()
                .map_err(|error| usage(&format!("SOURCE_DATE_EPOCH: {error}")))?;
            let moment = Timestamp::from_unix(seconds).map_err(|error| usage(&error))?;
            (moment, true)
        }
        Err(_) => (sealift_host::now(), false),
    };
    Ok((Issued { given, fallback }, comes_back))
}

pub(crate) fn sign(desk: &Desk<'_>, sign: &Sign) -> Result<(), Failure> {
    let key = unlock(desk, &sign.key)?;
    let volumes: Vec<PathBuf> = sign
        .volumes
        .iter()
        .map(|path| path.clone().into_std_path_buf())
        .collect();
    let signed = follow(desk, |watch| sealift_vendor::sign(&volumes, &key, watch));
    let signed = signed.map_err(|error| {
        let code = error.code();
        Failure::of(code, exit_of(code, Exit::PackageRefused), &error)
    })?;
    if desk.screen.json {
        let paths: Vec<_> = signed.iter().map(|volume| &volume.path).collect();
        desk.screen
            .document(&serde_json::json!({ "volumes": paths }));
        return Ok(());
    }
    for volume in signed {
        desk.screen.result(&volume.path.to_string_lossy());
    }
    Ok(())
}

/// Runs long work of the vendor's with a bar, until it is done or somebody wants it to stop.
pub(super) fn follow<T>(desk: &Desk<'_>, work: impl FnOnce(Watch<'_>) -> T) -> T {
    let bar = Bar::new(desk.screen);
    let on_progress = |progress: Progress| {
        let what = match progress.phase {
            Phase::Reading => "phase-reading",
            Phase::Writing => "phase-writing",
            Phase::Checking => "phase-checking",
        };
        bar.bytes(
            progress.done,
            Some(progress.total),
            &desk.screen.say(what, &[]),
        );
    };
    let wish = interrupt::work();
    let result = work(Watch {
        on_progress: &on_progress,
        is_cancelled: &|| wish.is_cancelled(),
    });
    bar.clear();
    result
}

/// Signs a copy of a build with a key that nobody has and trusts for nothing but this try.
pub(crate) fn signed_copy(
    desk: &Desk<'_>,
    volume: &Utf8Path,
    folder: &Utf8Path,
) -> Result<(Utf8PathBuf, String), Failure> {
    let made = sealift_vendor::keygen(folder.as_std_path(), None)
        .map_err(|error| Failure::of(error.code(), Exit::MediaFailed, &error))?;
    let key = SecretKeyFile::read(&made.secret).and_then(|file| file.unlock(None));
    let key = key.map_err(|error| Failure::of(error.code(), Exit::Internal, &error))?;
    let copy = folder.join(volume.file_name().unwrap_or("build.sealift"));
    files::copy(volume, &copy)?;
    let signed = follow(desk, |watch| {
        sealift_vendor::sign(&[copy.clone().into_std_path_buf()], &key, watch)
    });
    signed.map_err(|error| Failure::of(error.code(), Exit::PackageRefused, &error))?;
    Ok((copy, made.key.file_text()))
}
