//! Before a change: what the machine is, whether it can take a release, and the release's questions.

use sealift_app::cases::check::{self, CheckResult};
use sealift_app::cases::configure::{self, GivenAnswers};
use sealift_app::cases::{depot, document};
use sealift_app::requirements::{Evidence, Finding, Status};
use sealift_app::{Facility, Failure, plain};

use super::Desk;
use super::answers::{self, given};
use crate::arguments::{Check, Configure, Facts};
use crate::files;
use crate::interrupt;
use crate::terminal::Tone;

pub(crate) fn facts(desk: &Desk<'_>, facts: &Facts) -> Result<(), Failure> {
    let collected = match desk.reading() {
        Ok(facility) => check::facts(&facility)?,
        // A machine tells what it is before anybody has begun a site on it.
        Err(failure) if failure.code == "state-absent" => check::facts_of(&desk.ground()?)?,
        Err(failure) => return Err(failure),
    };
    match &facts.out {
        Some(out) => {
            let bytes = check::facts_to_bytes(&collected)?;
            files::write(out, &bytes)?;
            if desk.screen.json {
                desk.screen
                    .document(&serde_json::json!({ "file": out, "bytes": bytes.len() }));
            }
        }
        None => desk.screen.document(&collected),
    }
    Ok(())
}

pub(crate) fn check(desk: &Desk<'_>, check: &Check) -> Result<(), Failure> {
    let facility = desk.reading()?;
    let release = depot::load(&facility, &check.release.parse()?)?;
    let facts = check.facts.as_deref().map(files::read).transpose()?;
    let facts = facts.as_deref().map(check::facts_from).transpose()?;
    // Answers help where a requirement depends on one, and are not demanded before they are needed.
    let open = configure::open(&facility, &release)?;
    let given = given(desk, &check.answers)?;
    let settled = match configure::settle(&facility, &open, &given) {
        Ok(settled) => Some(settled),
        Err(failure) if given != GivenAnswers::default() => return Err(failure),
        Err(_) => None,
    };
    let settled = settled.as_ref();
    let result = match &facts {
        Some(facts) => check::check_against(&facility, &release, facts, settled)?,
        None => check::check(&facility, &release, settled)?,
    };
    show(desk, &result);
    match check::failure_of(&result) {
        Some(failure) if desk.screen.json => Err(failure.told()),
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

fn show(desk: &Desk<'_>, result: &CheckResult) {
    let screen = desk.screen;
    if screen.json {
        screen.document(result);
        return;
    }
    let findings = findings(desk, &result.findings);
    findings.iter().for_each(|line| screen.result(line));
    if result.compatible {
        screen.tell(
            "check-compatible",
            &[("product", &result.product), ("version", &result.version)],
        );
    }
}

/// Requirements in lines, and below each that is not met what helps.
pub(crate) fn findings(desk: &Desk<'_>, findings: &[Finding]) -> Vec<String> {
    let mut lines = Vec::new();
    for finding in findings {
        let (tone, mark) = match (finding.status, finding.stops()) {
            (Status::Met, _) => (Tone::Good, "✓"),
            (_, true) => (Tone::Bad, "✗"),
            (_, false) => (Tone::Warning, "!"),
        };
        let mark = desk.screen.tone(tone, mark);
        lines.push(format!("{mark} {}", describe(desk, finding)));
        if finding.status != Status::Met {
            lines.push(format!("    {}", plain(&remedy(desk, finding))));
        }
    }
    lines
}

fn describe(desk: &Desk<'_>, finding: &Finding) -> String {
    let screen = desk.screen;
    let own = finding.title.in_language(screen.wording.language());
    let title = if own.is_empty() {
        screen.say(&finding.code, &[])
    } else {
        own.to_owned()
    };
    if let Evidence::Port { port, .. } = &finding.expected {
        let (port, found) = (port.to_string(), port_found(desk, finding));
        return plain(&screen.say(
            "check-port",
            &[("title", &title), ("port", &port), ("found", &found)],
        ));
    }
    let (expected, found) = (
        screen.wording.evidence(&finding.expected),
        screen.wording.evidence(&finding.found),
    );
    plain(&screen.say(
        "check-line",
        &[
            ("title", &title),
            ("expected", &expected),
            ("found", &found),
        ],
    ))
}

/// What became of a port that is to be free.
fn port_found(desk: &Desk<'_>, finding: &Finding) -> String {
    let screen = desk.screen;
    match (&finding.found, finding.status) {
        (_, Status::Met) => screen.say("evidence-port-free", &[]),
        (
            Evidence::Port {
                held_by: Some(by), ..
            },
            _,
        ) => screen.say("evidence-port-held", &[("by", by)]),
        (Evidence::Port { .. }, Status::Unmet) => screen.say("evidence-port-taken", &[]),
        (other, _) => screen.wording.evidence(other),
    }
}

fn remedy(desk: &Desk<'_>, finding: &Finding) -> String {
    let own = finding.remedy.in_language(desk.screen.wording.language());
    if own.is_empty() {
        desk.screen.wording.remedy(&finding.code)
    } else {
        own.to_owned()
    }
}

pub(crate) fn configure(desk: &Desk<'_>, configure: &Configure) -> Result<(), Failure> {
    let facility = desk.facility(&configure.change)?;
    let name = configure.release.parse()?;
    if let Some(id) = &configure.document {
        let release = depot::load(&facility, &name)?;
        let text = document::read(&facility, &release, id)?;
        show_document(desk, id, &text);
        return Ok(());
    }
    if configure.show {
        let release = depot::load(&facility, &name)?;
        answers::show(desk, &configure::open(&facility, &release)?);
        return Ok(());
    }
    keep_answers(desk, &facility, configure, &name)
        .map_err(|failure| configure::refused(&facility, &name, failure))
}

/// Settles the answers and keeps them for the next install.
fn keep_answers(
    desk: &Desk<'_>,
    facility: &Facility,
    configure: &Configure,
    name: &depot::ReleaseName,
) -> Result<(), Failure> {
    let release = depot::load(facility, name)?;
    let open = configure::open(facility, &release)?;
    let mut given = answers::given(desk, &configure.answers)?;
    answers::ask_for_missing(desk, facility, &release, &open, &mut given)?;
    // Answers that cannot stand need no lock to be refused.
    configure::settle(facility, &open, &given)?;
    let lock = desk.lock(facility, "configure")?;
    let _work = interrupt::work();
    let settled = configure::prepare(facility, &lock, &release, &given)?;
    if desk.screen.json {
        desk.screen.document(&settled.public);
    } else {
        desk.screen.tell(
            "configure-kept",
            &[("digest", &settled.sha256().to_string())],
        );
    }
    Ok(())
}

/// Shows a paper that travels with a release.
pub(crate) fn show_document(desk: &Desk<'_>, id: &str, text: &str) {
    if desk.screen.json {
        let document = serde_json::json!({ "document": id, "text": text });
        desk.screen.document(&document);
    } else {
        desk.screen.result(text);
    }
}
