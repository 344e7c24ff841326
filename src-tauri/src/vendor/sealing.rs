//! Sealing a release into volumes, and signing volumes that were sealed elsewhere.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;
use sealift_desk::data::{Dated, PackRequest, Packed, PackedFile, SignRequest};
use sealift_desk::{Exit, Failure};
use sealift_document::{Digest, Hasher};
use sealift_vendor::{Description, Inspection, Issued, PackOptions};

use super::failures::{undescribed, unpacked};
use super::keys;
use super::watch::{followed, looking, packing};
use crate::ipc::Question;

pub(crate) fn pack(question: &Question<'_>, request: PackRequest) -> Result<Packed, Failure> {
    let key = match request.key {
        Some(key) => Some(keys::opened(&question.shell.path(key)?, request.password)?),
        None => None,
    };
    let file = question.shell.path(request.description)?;
    let description = Description::load(file.as_std_path()).map_err(|error| undescribed(&error))?;
    let bases = paths(question, &request.bases)?;
    let out = question.shell.target(request.to)?;
    let options = PackOptions {
        key: key.as_ref(),
        out: out.as_std_path(),
        volume_size: request.volume_bytes,
        bases: &bases,
        issued: now(),
        dates: Some(file.as_std_path()),
    };
    let packed = followed(question, packing, |watch| {
        sealift_vendor::pack(&description, &options, watch)
    });
    let packed = packed.map_err(|error| unpacked(&error))?;
    let files: Vec<PathBuf> = packed
        .volumes
        .iter()
        .map(|volume| volume.path.clone())
        .collect();
    Ok(Packed {
        product: packed.manifest.product.to_string(),
        version: packed.manifest.version.to_string(),
        manifest: packed.manifest_sha256.to_string(),
        dated: packed.dated.map(|moment| Dated {
            description: request.description,
            issued: moment.to_string(),
        }),
        volumes: listed(question, &files)?,
    })
}

pub(crate) fn sign(question: &Question<'_>, request: SignRequest) -> Result<Packed, Failure> {
    let key = keys::opened(&question.shell.path(request.key)?, request.password)?;
    let volumes = paths(question, &request.volumes)?;
    let signed = followed(question, looking, |watch| {
        sealift_vendor::sign(&volumes, &key, watch)
    });
    signed.map_err(|error| {
        let exit = if error.code() == "cancelled" {
            Exit::Cancelled
        } else {
            Exit::PackageRefused
        };
        Failure::new(error.code(), exit, error)
    })?;
    let first = volumes
        .first()
        .ok_or_else(|| Failure::new("media-empty", Exit::Usage, ""))?;
    let seen = look(question, first)?;
    Ok(Packed {
        product: seen.manifest.product.to_string(),
        version: seen.manifest.version.to_string(),
        manifest: seen.manifest_sha256.to_string(),
        dated: None,
        volumes: listed(question, &volumes)?,
    })
}

/// A release that does not say when it was issued is issued now; sealing writes it down, so that it is said once.
pub(super) fn now() -> Issued {
    Issued {
        given: None,
        fallback: sealift_host::now(),
    }
}

/// Reads a volume to its end and tells what it says of itself.
pub(super) fn look(question: &Question<'_>, path: &Path) -> Result<Inspection, Failure> {
    let seen = followed(question, looking, |watch| {
        sealift_vendor::inspect(path, watch)
    });
    seen.map_err(|error| {
        let exit = if error.code() == "cancelled" {
            Exit::Cancelled
        } else {
            Exit::PackageRefused
        };
        Failure::new(error.code(), exit, error)
    })
}

fn paths(
    question: &Question<'_>,
    picks: &[sealift_desk::data::PickId],
) -> Result<Vec<PathBuf>, Failure> {
    let path = |id| question.shell.path(id).map(Utf8PathBuf::into_std_path_buf);
    picks.iter().copied().map(path).collect()
}

fn listed(question: &Question<'_>, volumes: &[PathBuf]) -> Result<Vec<PackedFile>, Failure> {
    let count = u32::try_from(volumes.len()).unwrap_or(u32::MAX);
    let list = |(number, path): (u32, &PathBuf)| {
        let shown = Utf8PathBuf::try_from(path.clone())
            .map_err(|error| Failure::new("media-bad-name", Exit::MediaFailed, error))?;
        let sha256 = digest(path)
            .map_err(|error| Failure::new("media-read-failed", Exit::MediaFailed, error))?;
        Ok(PackedFile {
            file: question.shell.keep(&shown),
            number,
            count,
            sha256: sha256.to_string(),
        })
    };
    (1..).zip(volumes).map(list).collect()
}

fn digest(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut hasher = Hasher::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finish()),
            count => hasher.update(&buffer[..count]),
        }
    }
}
