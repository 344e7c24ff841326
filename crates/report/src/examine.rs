//! Reading a report that came from elsewhere: its evidence, and whether what it shows is what its evidence says.

use crate::{LAYOUT, ReportError, Words, evidence_in, render_html_in};

/// A report's page taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// The exact evidence, to be verified with [`sealift_audit::verify`].
    pub evidence: Vec<u8>,
    /// Whether the visible page follows from it.
    pub appearance: Appearance,
}

/// How the visible page stands to its evidence. Anything but [`Self::Same`] must be told loudly and never end in
/// success: what a person reads on that page is then unproven, whatever the verdict on the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appearance {
    /// Rendering the evidence again gives the same page, byte by byte.
    Same,
    /// The page was changed after it was made.
    Doctored {
        /// The first line, counted from 1, that differs from what the evidence says.
        line: usize,
    },
    /// Another version of Sealift laid the page out; read the evidence in a report made by this one.
    OtherLayout {
        /// The layout that the page names, when it names any.
        found: Option<String>,
    },
}

impl Appearance {
    /// The stable code: `report-same`, `report-doctored`, `report-other-layout`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Same => "report-same",
            Self::Doctored { .. } => "report-doctored",
            Self::OtherLayout { .. } => "report-other-layout",
        }
    }
}

/// Takes a page apart and compares what it shows with its evidence, as [`crate::render_html`] lays it out.
///
/// # Errors
/// [`ReportError`] when there is no evidence in it, or none that can be read.
pub fn examine(html: &[u8]) -> Result<Examined, ReportError> {
    examine_in(html, &|_, _| None)
}

/// The same for a page whose findings have these words.
///
/// # Errors
/// As for [`examine`].
pub fn examine_in(html: &[u8], words: Words<'_>) -> Result<Examined, ReportError> {
    let evidence = evidence_in(html)?;
    let text = String::from_utf8_lossy(html);
    let layout = attribute(&text, "<meta name=\"sealift-layout\" content=\"");
    let language = attribute(&text, "<html lang=\"").unwrap_or("en");
    let appearance = if layout == Some(LAYOUT) {
        compare(html, render_html_in(&evidence, language, words)?.as_bytes())
    } else {
        let found = layout.map(sealift_document::plain);
        Appearance::OtherLayout { found }
    };
    Ok(Examined {
        evidence,
        appearance,
    })
}

fn attribute<'a>(html: &'a str, before: &str) -> Option<&'a str> {
    html.split_once(before)?.1.split('"').next()
}

fn compare(found: &[u8], expected: &[u8]) -> Appearance {
    if found == expected {
        return Appearance::Same;
    }
    let same = found.iter().zip(expected).take_while(|(a, b)| a == b);
    let line = 1 + same.filter(|(byte, _)| **byte == b'\n').count();
    Appearance::Doctored { line }
}
