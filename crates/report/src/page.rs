//! The page: one template, filled from the views, the same bytes for the same evidence.

use crate::ReportError;
use crate::embed::escape;
use crate::log::Log;
use crate::texts::{self, Texts};
use crate::view::changes::{self, Change};
use crate::view::controls::{self, Control};
use crate::view::packages::{self, Package};
use crate::view::records::{self, Line, Refusal};
use crate::view::settings::{self, Configuration};
use crate::view::summary::Summary;
use askama::Template as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sealift_audit::{Event, Finding, Held, Verdict, Verification, verify};
use sealift_document::{Digest, plain};

/// The name of the page's layout. It changes with every change of template, style or wording, since a page can be
/// compared only by the layout that made it.
pub const LAYOUT: &str = concat!("sealift.report/v1 ", env!("CARGO_PKG_VERSION"));

const STYLE: &str = include_str!("../templates/report.css");

#[derive(askama::Template)]
#[template(path = "report.html")]
struct Page<'a> {
    t: &'static Texts,
    layout: &'static str,
    style: &'static str,
    style_hash: String,
    verification: &'a Verification,
    tone: &'static str,
    meaning: &'static str,
    findings: Vec<(&'static str, String)>,
    clock_findings: Vec<String>,
    last_checkpoint: String,
    exported: String,
    summary: Summary,
    changes: Vec<Change>,
    packages: Vec<Package>,
    configurations: Vec<Configuration>,
    refusals: Vec<Refusal>,
    timeline: Vec<Line>,
    controls: Vec<Control>,
    events: Vec<&'static Event>,
    evidence: &'a str,
}

/// A finding in the words of a language; nothing where the finding's own English sentence will do.
pub type Words<'a> = &'a dyn Fn(&str, &Finding) -> Option<String>;

/// Renders evidence as one self-contained HTML file in a language (`en` and `de`; others fall back to English), with the
/// findings in their own English sentences.
///
/// # Errors
/// [`ReportError`] when the bytes are not evidence.
pub fn render_html(evidence: &[u8], language: &str) -> Result<String, ReportError> {
    render_html_in(evidence, language, &|_, _| None)
}

/// The same with the findings in the words of whoever has a catalogue of them. To compare a page with its evidence takes
/// the same words again ([`crate::examine_in`]).
///
/// The page says what its evidence proves to someone who holds nothing: it cannot vouch for itself.
///
/// # Errors
/// [`ReportError`] when the bytes are not evidence.
pub fn render_html_in(
    evidence: &[u8],
    language: &str,
    words: Words<'_>,
) -> Result<String, ReportError> {
    let t = texts::in_language(language);
    let verification = verify(evidence, &Held::default())?;
    let log = Log::read(evidence, t.withheld)?;
    let text = std::str::from_utf8(evidence).map_err(|_| ReportError::NoEvidence)?;
    let escaped = escape(text);
    let said = |finding: &Finding| {
        plain(&words(t.language, finding).unwrap_or_else(|| finding.to_string()))
    };
    let page = Page {
        t,
        layout: LAYOUT,
        style: STYLE,
        style_hash: STANDARD.encode(Digest::of(STYLE.as_bytes()).raw()),
        tone: tone(verification.verdict),
        meaning: (t.meaning)(verification.verdict),
        findings: findings(&verification, &said),
        clock_findings: clock_findings(&verification, &said),
        last_checkpoint: log
            .evidence
            .checkpoints
            .last()
            .map(|note| lines(note))
            .unwrap_or_default(),
        exported: verification
            .exported
            .map(|time| time.to_string())
            .unwrap_or_default(),
        summary: Summary::of(&log, t.outcome),
        changes: changes::of(&log, t.outcome),
        packages: packages::of(&log),
        configurations: settings::of(&log, t.secret, t.withheld),
        refusals: records::refusals(&log),
        timeline: records::timeline(&log, t.outcome),
        controls: controls::of(&log, t),
        events: Event::written().collect(),
        evidence: &escaped,
        verification: &verification,
    };
    page.render().map_err(|error| ReportError::Layout {
        detail: error.to_string(),
    })
}

const fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid | Verdict::Consistent => "told",
        Verdict::ClockAnomaly => "care",
        _ => "bad",
    }
}

fn findings(
    verification: &Verification,
    said: &dyn Fn(&Finding) -> String,
) -> Vec<(&'static str, String)> {
    let shown = |finding: &Finding| (finding.code(), said(finding));
    verification.findings.iter().map(shown).collect()
}

fn clock_findings(verification: &Verification, said: &dyn Fn(&Finding) -> String) -> Vec<String> {
    let about_time = |finding: &&Finding| finding.verdict() == Some(Verdict::ClockAnomaly);
    let found = verification.findings.iter().filter(about_time);
    found.map(said).collect()
}

/// A note's text as it is, line by line, with nothing in it that could mislead.
fn lines(note: &str) -> String {
    note.lines().map(plain).collect::<Vec<_>>().join("\n")
}
