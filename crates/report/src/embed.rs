//! The evidence inside the page: in a data block that no browser runs, to the byte.
//!
//! Only `<` could end or confuse a script element, so each is written `\u003c`. Canonical JSON writes `<` as it is
//! and never as that escape, so the way back is exact, as long as an escaped backslash before `u003c` is not
//! mistaken for one.

use crate::ReportError;

const OPEN: &str = "<script type=\"application/json\" id=\"evidence\">";
const CLOSE: &str = "</script>";
const ESCAPED: &[u8] = b"\\u003c";

/// Canonical JSON in a form that may stand in a script element.
pub(crate) fn escape(evidence: &str) -> String {
    evidence.replace('<', "\\u003c")
}

/// Takes the exact evidence out of a report's page.
///
/// # Errors
/// [`ReportError::NoEvidence`] when there is not exactly one block of it.
pub fn evidence_in(html: &[u8]) -> Result<Vec<u8>, ReportError> {
    let html = std::str::from_utf8(html).map_err(|_| ReportError::NoEvidence)?;
    let (_, rest) = html.split_once(OPEN).ok_or(ReportError::NoEvidence)?;
    let (block, after) = rest.split_once(CLOSE).ok_or(ReportError::NoEvidence)?;
    if after.contains(OPEN) {
        return Err(ReportError::NoEvidence);
    }
    Ok(unescape(block.as_bytes()))
}

fn unescape(block: &[u8]) -> Vec<u8> {
    let mut evidence = Vec::with_capacity(block.len());
    let mut rest = block;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let (before, escape) = rest.split_at(at);
        evidence.extend(before);
        if let Some(after) = escape.strip_prefix(ESCAPED) {
            evidence.push(b'<');
            rest = after;
        } else {
            // Any other escape is copied with the character it escapes, a backslash among them.
            let (escape, after) = escape.split_at(escape.len().min(2));
            evidence.extend(escape);
            rest = after;
        }
    }
    evidence.extend(rest);
    evidence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_out_as_it_went_in() {
        for text in [
            "",
            "<",
            "\\u003c",
            "</script><!--",
            "a\\\\<b\\\\u003c",
            "\u{1b}<\\",
            "<<\\\"<",
        ] {
            let json = serde_json::to_string(text).expect("a text");
            let page = format!("x{OPEN}{}{CLOSE}y", escape(&json));
            assert_eq!(
                evidence_in(page.as_bytes()).as_deref(),
                Ok(json.as_bytes()),
                "{text}"
            );
            assert_eq!(page.matches('<').count(), 2);
        }
    }

    #[test]
    fn a_page_without_evidence_or_with_two_is_refused() {
        let twice = format!("{OPEN}1{CLOSE}{OPEN}2{CLOSE}");
        for page in ["", "<html></html>", OPEN, &twice] {
            assert_eq!(evidence_in(page.as_bytes()), Err(ReportError::NoEvidence));
        }
        assert_eq!(evidence_in(b"\xff"), Err(ReportError::NoEvidence));
    }
}
