//! From removable media into the depot, every byte.

use camino::{Utf8Path, Utf8PathBuf};
use sealift_app::cases::import::{self, Medium, Source};
use sealift_app::cases::recover;
use sealift_app::{Cancel, Claims, Exit, Failure};
use sealift_host::media::{self, Found, MediaError};

use super::small;
use crate::asked::Asked;
use crate::data::{Imported, ImportedVolume, Pick, PickId, VolumesRequest};
use crate::wording::explained;

pub(crate) fn import(asked: &Asked<'_>, request: VolumesRequest) -> Result<Imported, Failure> {
    let facility = asked.founded(Claims::default())?;
    let (_lock, _) = recover::lock(&facility, "import", false)?;
    let sources = volumes(asked, &request)?
        .iter()
        .map(|(_, path)| source(path, asked.cancel))
        .collect::<Result<Vec<_>, Failure>>()?;
    let result = asked.watched(&facility, |events| {
        import::import(&facility, sources, asked.cancel, events)
    })?;
    let volume = |volume: import::VolumeImported| ImportedVolume {
        volume: volume.volume,
        product: volume.product,
        version: volume.version,
        number: small(volume.number),
        count: small(volume.count),
        new_chunks: volume.new_chunks,
        known_chunks: volume.known_chunks,
        damaged: volume.damaged,
        complete: volume.complete,
        manifest: volume.manifest,
    };
    Ok(Imported {
        volumes: result.volumes.into_iter().map(volume).collect(),
        failure: explained(asked.wording, result.failure.as_ref()),
    })
}

/// The files that were chosen, and those in the folders that were.
pub(super) fn volumes(
    asked: &Asked<'_>,
    request: &VolumesRequest,
) -> Result<Vec<(PickId, Utf8PathBuf)>, Failure> {
    let mut all = Vec::new();
    for id in &request.volumes {
        let path = asked.path(*id)?;
        match media::find(path.as_std_path()).map_err(failed)? {
            Found::File(file) => all.push((*id, file)),
            Found::Directory(files) if files.is_empty() => {
                return Err(Failure::new("media-empty", Exit::MediaFailed, path));
            }
            Found::Directory(files) => all.extend(files.into_iter().map(|file| (*id, file))),
        }
    }
    Ok(all)
}

fn source(path: &Utf8Path, wish: &Cancel) -> Result<Source, Failure> {
    let source = media::open(path.as_std_path()).map_err(failed)?;
    Ok(Source {
        bytes: Some(source.size()),
        medium: Medium {
            volume: path.file_name().unwrap_or(path.as_str()).to_owned(),
            kind: Some("file".into()),
            ..Medium::default()
        },
        reader: Box::new(source.answering(wish)),
    })
}

/// A file that was chosen, or that lies in a folder that was.
pub(super) fn picked(id: PickId, path: &Utf8Path) -> Pick {
    Pick {
        id,
        name: path.file_name().unwrap_or(path.as_str()).to_owned(),
        place: path.parent().map_or_else(String::new, ToString::to_string),
        bytes: media::open(path.as_std_path()).ok().map(|file| file.size()),
    }
}

/// What went wrong with a chosen file.
pub(crate) fn failed(error: MediaError) -> Failure {
    Failure::of(error.code(), Exit::MediaFailed, &error)
}
