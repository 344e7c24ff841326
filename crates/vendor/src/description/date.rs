//! Writing the moment of issue into a description that has none.
//!
//! A site refuses a second manifest of a sequence that it has. Without the line that is written here a delta and the whole
//! release, sealed one after the other from one description, would be two such manifests.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode writes the vendor's own files"
)]

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sealift_document::Timestamp;

use super::{Description, DescriptionError};
use crate::output::{Draft, OutputError, Readers};

/// What is written behind the moment, for whoever goes on to the next release.
const REMARK: &str = "when this sequence was first sealed; remove the line for the next one";

/// Writes the moment of issue below the sequence that it belongs to. Nothing else of the text changes.
///
/// # Errors
/// [`DescriptionError`] when the file cannot be read or written, or has got another moment meanwhile.
pub(crate) fn date(path: &Path, moment: Timestamp) -> Result<(), DescriptionError> {
    let undated = |source| DescriptionError::Undated {
        path: path.into(),
        source,
    };
    let text = fs::read_to_string(path).map_err(undated)?;
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let found = Description::parse(&text, folder.clone())?;
    if found.issued == Some(moment) {
        return Ok(());
    }
    let dated = with_line(&text, found.places.find("/sequence").line, moment);
    let stands = |text: &str| Ok(Description::parse(text, folder)?.issued == Some(moment));
    if found.issued.is_some() || !stands(&dated)? {
        let reason = "it changed while it was being sealed";
        return Err(undated(io::Error::other(reason)));
    }
    replace(path, &dated).map_err(undated)
}

/// The text with a line more, which ends as the line above it does.
fn with_line(text: &str, below: usize, moment: Timestamp) -> String {
    let mut dated = String::with_capacity(text.len() + 160);
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        dated.push_str(line);
        if number == below {
            let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
            if !line.ends_with('\n') {
                dated.push_str(end);
            }
            dated.push_str(&format!("issued = {moment} # {REMARK}{end}"));
        }
    }
    dated
}

/// A file that may not be written to is not replaced either, and a link goes on leading to its file.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let rights = OpenOptions::new()
        .write(true)
        .open(&path)?
        .metadata()?
        .permissions();
    let reason = |error| match error {
        OutputError::Write { source, .. } => source,
        other @ OutputError::Exists { .. } => io::Error::other(other),
    };
    let draft = Draft::begin(&path, Readers::Everyone).map_err(reason)?;
    draft.file().set_permissions(rights)?;
    draft.file().write_all(text.as_bytes())?;
    draft.replace().map_err(reason)?;
    Ok(())
}
