//! Copying volumes to a drive: each appears under its name only after every byte of it was read back (threat M9).

use std::io::{Read, Write};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_desk::data::{Saved, Span, WriteMediaRequest, Written};
use sealift_desk::{Exit, Failure};
use sealift_document::{Digest, Hasher};
use sealift_host::media::{self, Draft, MediaError, Source};

use crate::ipc::{Question, progress, throttled};

/// The most bytes of a file on FAT.
const FAT_MOST: u64 = u32::MAX as u64;
const STEP: usize = 1 << 20;

pub(crate) fn write_media(
    question: &Question<'_>,
    request: WriteMediaRequest,
) -> Result<Written, Failure> {
    let to = question.shell.target(request.to)?;
    let volumes: Vec<Utf8PathBuf> = request
        .volumes
        .iter()
        .map(|volume| question.shell.path(*volume))
        .collect::<Result<_, _>>()?;
    let total = fits(&volumes, &to)?;
    let copy = Copy {
        question,
        // Each byte is written once and read once.
        total: total.saturating_mul(2),
        tell: &throttled(question.tell, |_| false),
    };
    let mut done = 0;
    let mut files = Vec::new();
    for volume in &volumes {
        files.push(copy.one(volume, &to, &mut done)?);
    }
    Ok(Written { files })
}

/// Finds out before the first byte whether the drive takes all of it; what is there already makes room for itself only
/// once its successor is whole, so it does not count.
fn fits(volumes: &[Utf8PathBuf], to: &Utf8Path) -> Result<u64, Failure> {
    let drive = media::drive_at(to);
    let mut total: u64 = 0;
    for volume in volumes {
        let bytes = media::open(volume.as_std_path()).map_err(failed)?.size();
        if bytes > most(&drive.file_system) {
            let path = volume.clone();
            return Err(failed(MediaError::TooLarge { path }));
        }
        total = total.saturating_add(bytes);
    }
    if drive.bytes > 0 && total > drive.free_bytes {
        return Err(failed(MediaError::Full {
            path: to.to_owned(),
        }));
    }
    Ok(total)
}

/// The most bytes of a file, by what the system calls the file system.
fn most(file_system: &str) -> u64 {
    match file_system.to_ascii_lowercase().as_str() {
        "vfat" | "msdos" | "fat" | "fat16" | "fat32" => FAT_MOST,
        _ => u64::MAX,
    }
}

/// One run of copying.
struct Copy<'a> {
    question: &'a Question<'a>,
    total: u64,
    tell: &'a dyn Fn(sealift_desk::data::OperationEvent),
}

impl Copy<'_> {
    fn one(&self, from: &Utf8Path, to: &Utf8Path, done: &mut u64) -> Result<Saved, Failure> {
        let source = media::open(from.as_std_path()).map_err(failed)?;
        let bytes = source.size();
        let place = to.join(from.file_name().unwrap_or("volume.sealift"));
        if place == *from {
            return Err(Failure::new("media-same-place", Exit::Usage, place));
        }
        let mut draft = Draft::begin(place.as_std_path()).map_err(failed)?;
        let written = self.pass(source, Some(&mut draft), done)?;
        let mut stopped = None;
        let published = draft.publish_if(|back| match self.pass(back, None, done) {
            Ok(read) if read == written => Ok(()),
            Ok(_) => Err(MediaError::Differs {
                path: place.clone(),
            }),
            Err(failure) => {
                stopped = Some(failure);
                Err(MediaError::Differs {
                    path: place.clone(),
                })
            }
        });
        published.map_err(|error| stopped.unwrap_or_else(|| failed(error)))?;
        Ok(Saved {
            place: place.to_string(),
            bytes,
            sha256: written.to_string(),
        })
    }

    /// Reads a file to its end, and writes it where that is wanted.
    fn pass(
        &self,
        mut from: Source,
        mut to: Option<&mut Draft>,
        done: &mut u64,
    ) -> Result<Digest, Failure> {
        let mut hasher = Hasher::new();
        let mut buffer = vec![0; STEP];
        loop {
            if self.question.cancel.is_cancelled() {
                return Err(Failure::new("cancelled", Exit::Cancelled, from.path()));
            }
            let count = from
                .read(&mut buffer)
                .map_err(|error| at(from.path(), &error))?;
            if count == 0 {
                return Ok(hasher.finish());
            }
            hasher.update(&buffer[..count]);
            if let Some(draft) = to.as_mut() {
                draft
                    .write_all(&buffer[..count])
                    .map_err(|error| at(from.path(), &error))?;
            }
            *done += count as u64;
            #[allow(
                clippy::cast_precision_loss,
                reason = "a bar has a thousand dots at most"
            )]
            let overall = *done as f64 / self.total.max(1) as f64;
            let total = self.total;
            (self.tell)(progress(overall.min(1.0), Span { done: *done, total }));
        }
    }
}

fn at(path: &Utf8Path, error: &std::io::Error) -> Failure {
    let other = || MediaError::WriteFailed {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    failed(MediaError::within(error).unwrap_or_else(other))
}

fn failed(error: MediaError) -> Failure {
    Failure::new(error.code(), Exit::MediaFailed, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m09_fat_ends_a_byte_before_four_gib() {
        assert_eq!(most("vfat"), (4 << 30) - 1);
        assert_eq!(most("FAT32"), (4 << 30) - 1);
        assert_eq!(most("exfat"), u64::MAX);
        assert_eq!(most(""), u64::MAX);
    }
}
