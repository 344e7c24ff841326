//! From media: verify where they lie, import into the depot.

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::cases::import::{self, Medium, Source, VolumeImported};
use sealift_app::cases::{trust, verify};
use sealift_app::{Cancel, Exit, Failure, plain};
use sealift_host::media::{self, Found};
use serde_json::json;

use super::Desk;
use crate::arguments::{Import, Verify};
use crate::files;
use crate::interrupt;
use crate::terminal::{Bar, Tone};

pub(crate) fn verify(desk: &Desk<'_>, verify: &Verify) -> Result<(), Failure> {
    let store = match &verify.key {
        Some(key) => verify::trusting_only(&files::read_text(key)?, sealift_host::now())?,
        None => trust::store(&desk.reading()?)?,
    };
    let mut results = Vec::new();
    let mut gravest = None;
    for volume in &verify.volumes {
        let source = media::open(volume.as_std_path()).map_err(files::failed)?;
        let bar = Bar::new(desk.screen);
        let total = source.size();
        let source = source.answering(interrupt::wish());
        let result = verify::verify(source, &store, &mut |done| {
            bar.bytes(done, Some(total), volume.as_str())
        });
        bar.clear();
        match result {
            Ok(result) => {
                let failure = result.failure();
                tell(desk, volume, &result, failure.is_none());
                gravest = gravest.or(failure);
                results.push(result);
            }
            Err(failure) => {
                gravest = gravest.or(Some(failure.about(volume.as_str())));
            }
        }
    }
    if desk.screen.json {
        return desk.screen.conclude(json!({ "volumes": results }), gravest);
    }
    gravest.map_or(Ok(()), Err)
}

fn tell(desk: &Desk<'_>, volume: &Utf8Path, result: &verify::VolumeVerified, good: bool) {
    if desk.screen.json {
        return;
    }
    let screen = desk.screen;
    let mark = if good {
        screen.tone(Tone::Good, "✓")
    } else {
        screen.tone(Tone::Bad, "✗")
    };
    let line = screen.say(
        "verify-volume",
        &[
            ("volume", volume.as_str()),
            ("product", &result.product),
            ("version", &result.version),
            ("number", &result.number.to_string()),
            ("count", &result.count.to_string()),
            ("chunks", &result.chunks.to_string()),
            ("signers", &result.signers.join(", ")),
        ],
    );
    screen.result(&format!("{mark} {}", plain(&line)));
}

pub(crate) fn import(desk: &Desk<'_>, import: &Import) -> Result<(), Failure> {
    let facility = desk.facility(&import.change)?;
    let _lock = desk.lock(&facility, "import")?;
    let sources = sources(&import.sources, interrupt::wish())?;
    let work = interrupt::work();
    let result = desk.watched(&facility, |events| {
        import::import(&facility, sources, &work, events)
    })?;
    if desk.screen.json {
        let document = json!({ "volumes": result.volumes });
        return desk.screen.conclude(document, result.failure);
    }
    report(desk, &result.volumes);
    result.failure.map_or(Ok(()), Err)
}

fn report(desk: &Desk<'_>, volumes: &[VolumeImported]) {
    let screen = desk.screen;
    for volume in volumes {
        let mark = if volume.complete {
            screen.tone(Tone::Good, "✓")
        } else {
            screen.tone(Tone::Warning, "…")
        };
        let state = screen.say(
            if volume.complete {
                "import-complete"
            } else {
                "import-incomplete"
            },
            &[],
        );
        let line = screen.say(
            "import-volume",
            &[
                ("volume", &volume.volume),
                ("product", &volume.product),
                ("version", &volume.version),
                ("number", &volume.number.to_string()),
                ("count", &volume.count.to_string()),
                ("new", &volume.new_chunks.to_string()),
                ("known", &volume.known_chunks.to_string()),
                ("state", &state),
            ],
        );
        screen.result(&format!("{mark} {}", plain(&line)));
    }
}

fn sources(named: &[Utf8PathBuf], wish: &Cancel) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in named {
        if path == "-" {
            sources.push(pipe(wish));
            continue;
        }
        match media::find(path.as_std_path()).map_err(files::failed)? {
            Found::File(path) => sources.push(file(&path, wish)?),
            Found::Directory(volumes) if volumes.is_empty() => {
                return Err(Failure::new("media-empty", Exit::MediaFailed, path));
            }
            Found::Directory(volumes) => {
                for volume in volumes {
                    sources.push(file(&volume, wish)?);
                }
            }
        }
    }
    Ok(sources)
}

fn pipe(wish: &Cancel) -> Source {
    let medium = Medium {
        volume: "-".into(),
        kind: Some("pipe".into()),
        ..Medium::default()
    };
    Source {
        reader: Box::new(media::Answering::pipe(std::io::stdin(), wish)),
        medium,
        bytes: None,
    }
}

pub(crate) fn file(path: &Utf8Path, wish: &Cancel) -> Result<Source, Failure> {
    let source = media::open(path.as_std_path()).map_err(files::failed)?;
    let name = path.file_name().unwrap_or(path.as_str()).to_owned();
    let medium = Medium {
        volume: name,
        kind: Some("file".into()),
        ..Medium::default()
    };
    let bytes = Some(source.size());
    Ok(Source {
        reader: Box::new(source.answering(wish)),
        medium,
        bytes,
    })
}
