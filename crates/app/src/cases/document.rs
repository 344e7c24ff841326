//! Papers that travel with a release, such as its licences, as people read them.

use sealift_document::plain;
use sealift_engine::depot::Verified;
use sealift_package::manifest::ReleaseDocument;

use crate::exit::Exit;
use crate::facility::Facility;
use crate::failure::Failure;

/// A paper of a release in the depot, whole.
///
/// # Errors
/// [`Failure`] `document-unknown`, with a line for each paper there is; others when it is damaged or not here.
pub fn read(facility: &Facility, release: &Verified, id: &str) -> Result<String, Failure> {
    named(&release.manifest().documents, id)?;
    Ok(readable(&facility.depot().document(release, id)?))
}

/// The paper of this name among those of a release.
///
/// # Errors
/// [`Failure`] `document-unknown`, with a line for each paper there is.
pub fn named<'a>(papers: &'a [ReleaseDocument], id: &str) -> Result<&'a ReleaseDocument, Failure> {
    let found = papers.iter().find(|paper| paper.id.as_str() == id);
    found.ok_or_else(|| {
        let known = papers.iter().map(|paper| paper.id.to_string());
        Failure::new("document-unknown", Exit::Usage, plain(id)).with_lines(known)
    })
}

/// Bytes as lines of text that are safe to show: control characters but line ends are replaced (threat P6).
#[must_use]
pub fn readable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<String> = text
        .lines()
        .map(|line| plain(&line.replace('\t', "    ")))
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_paper_moves_no_cursor() {
        assert_eq!(readable(b"one\r\n\ttwo\x1b[2J"), "one\n    two\\u{1b}[2J");
        assert_eq!(readable(b"\xff"), "\u{fffd}");
    }
}
