//! Every code that can reach a person, with the exits it leads to where that can be read from the sources.

use std::collections::{BTreeMap, BTreeSet};

use sealift_app::Exit;

use super::sources::{Source, after, is_kebab, literal, within};

/// Codes, each with the exit statuses it is known to lead to.
pub(crate) type Codes = BTreeMap<String, BTreeSet<u8>>;

const EXITS: [(&str, Exit); 13] = [
    ("Internal", Exit::Internal),
    ("Usage", Exit::Usage),
    ("PackageRefused", Exit::PackageRefused),
    ("TargetIncompatible", Exit::TargetIncompatible),
    ("ConfigurationInvalid", Exit::ConfigurationInvalid),
    ("RolledBack", Exit::RolledBack),
    ("RollbackIncomplete", Exit::RollbackIncomplete),
    ("PolicyRefused", Exit::PolicyRefused),
    ("ReleaseIncomplete", Exit::ReleaseIncomplete),
    ("AuditFailed", Exit::AuditFailed),
    ("MediaFailed", Exit::MediaFailed),
    ("Locked", Exit::Locked),
    ("Cancelled", Exit::Cancelled),
];

/// Errors that reach a person inside another one, or by the command line alone, with the exit they then have.
const CARRIED: [(&str, &str, Exit); 20] = [
    ("trust", "SignatureError", Exit::PackageRefused),
    ("trust", "Question", Exit::PolicyRefused),
    ("package", "ManifestError", Exit::PackageRefused),
    ("package", "IndexError", Exit::PackageRefused),
    ("package", "PlanError", Exit::Usage),
    ("package", "WriteError", Exit::MediaFailed),
    ("plan", "TemplateError", Exit::ConfigurationInvalid),
    ("audit", "RecordError", Exit::Internal),
    ("audit", "NoteError", Exit::Usage),
    ("host", "MediaError", Exit::MediaFailed),
    ("host", "PlaceError", Exit::Usage),
    ("host", "GroundError", Exit::TargetIncompatible),
    ("host", "SuperviseError", Exit::Locked),
    ("vendor", "DescriptionError", Exit::Usage),
    ("vendor", "KeyFileError", Exit::Usage),
    ("vendor", "PackError", Exit::Usage),
    ("vendor", "OutputError", Exit::Usage),
    ("vendor", "OutputError", Exit::MediaFailed),
    ("vendor", "SignError", Exit::PackageRefused),
    ("vendor", "InspectError", Exit::PackageRefused),
];

/// Codes of files that cannot be opened, which are the medium's fault whatever the files were to hold.
const UNREADABLE: [&str; 4] = ["description-read", "inspect-open", "key-read", "sign-open"];

/// Gathers the codes of all sources.
pub(crate) fn all(sources: &[Source]) -> Codes {
    let mut codes = Codes::new();
    let errors = errors(sources);
    for arms in errors.values() {
        for (_, code) in arms {
            codes.entry(code.clone()).or_default();
        }
    }
    for source in sources {
        in_place(source, &mut codes);
    }
    for (krate, name, exit) in CARRIED {
        let arms = errors.get(&(krate.to_owned(), name.to_owned()));
        for (_, code) in arms.unwrap_or_else(|| panic!("{krate} has no {name} any more")) {
            let exit = if UNREADABLE.contains(&code.as_str()) {
                Exit::MediaFailed
            } else {
                exit
            };
            note(&mut codes, code, exit.status());
        }
    }
    let from = sources
        .iter()
        .find(|source| source.path.ends_with("failure/from.rs"))
        .expect("the place that decides exits");
    conversions(&from.text, &errors, &mut codes);
    codes
}

fn note(codes: &mut Codes, code: &str, exit: u8) {
    codes.entry(code.into()).or_default().insert(exit);
}

/// The arms of an error's `code`: names in the pattern, and the code.
type Arms = Vec<(Vec<String>, String)>;

/// Every error with a `code` of its own, by crate and name.
fn errors(sources: &[Source]) -> BTreeMap<(String, String), Arms> {
    const HEAD: &str = "fn code(&self)";
    let mut errors = BTreeMap::new();
    for source in sources {
        for (at, _) in source.text.match_indices(HEAD) {
            let Some((_, body)) = source.text[at..].split_once('{') else {
                continue;
            };
            let name = source.text[..at]
                .rsplit("\nimpl ")
                .next()
                .and_then(|rest| rest.split_whitespace().next())
                .unwrap_or_default();
            let key = (source.krate.clone(), name.to_owned());
            errors.insert(key, arms(within(body, '{', '}')));
        }
    }
    errors
}

fn arms(body: &str) -> Arms {
    let pieces: Vec<&str> = body.split('"').collect();
    let arm = |pair: &[&str]| {
        let pattern = pair[0].rsplit(",\n").next().unwrap_or_default();
        let names = after(pattern, "::").map(word).collect();
        (names, pair[1].to_owned())
    };
    let arms = pieces.chunks_exact(2).map(arm);
    arms.filter(|(_, code)| is_kebab(code)).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

/// Codes that are written where the failure, problem or finding is made.
fn in_place(source: &Source, codes: &mut Codes) {
    let is_face = ["app", "cli", "desk", "helper", "src-tauri"].contains(&source.krate.as_str());
    if is_face {
        for (at, _) in source.text.match_indices("Exit::") {
            let path = source.text[..at].trim_end_matches("sealift_app::");
            let path = path.trim_end_matches("crate::exit::").trim_end();
            let Some(before) = path.strip_suffix("\",") else {
                continue;
            };
            let code = before.rsplit('"').next().unwrap_or_default();
            if is_kebab(code) {
                note(codes, code, exit_named(&source.text[at + "Exit::".len()..]));
            }
        }
        for code in source.after(" usage(").filter_map(code) {
            note(codes, code, Exit::Usage.status());
        }
        for code in source.after("Failure::new(").filter_map(code) {
            codes.entry(code.into()).or_default();
        }
    }
    for code in source.after("Problem::new(").filter_map(code) {
        codes.entry(code.into()).or_default();
    }
    if source.krate == "plan" {
        for rest in source.after("\"requirement-") {
            let end = rest.split('"').next().unwrap_or_default();
            codes.entry(format!("requirement-{end}")).or_default();
        }
    }
}

/// The code that a text begins with.
fn code(text: &str) -> Option<&str> {
    literal(text).filter(|literal| is_kebab(literal))
}

fn exit_named(text: &str) -> u8 {
    let name = word(text);
    let known = EXITS.iter().find(|(known, _)| *known == name);
    known
        .unwrap_or_else(|| panic!("there is no exit {name}"))
        .1
        .status()
}

/// Reads which exit each error becomes, from the one file that decides it.
fn conversions(text: &str, errors: &BTreeMap<(String, String), Arms>, codes: &mut Codes) {
    let uses = uses(text);
    let arms_of = |name: &str| {
        let real = uses.get(name)?;
        errors.get(real)
    };
    let table = after(text, "leads_to! {\n").next().unwrap_or_default();
    for line in within(table, '{', '}').lines() {
        let Some((name, exit)) = line.trim().trim_end_matches(',').split_once(" => ") else {
            continue;
        };
        for (_, code) in arms_of(name).into_iter().flatten() {
            note(codes, code, exit_named(exit));
        }
    }
    for block in text.split("\nimpl From<").skip(1) {
        let Some((name, body)) = block.split_once('>') else {
            continue;
        };
        // What a step fails with ends a run, and the run's own code says how.
        if name == "StepError" {
            continue;
        }
        if let Some(arms) = arms_of(name) {
            conversion(body, arms, codes);
        }
    }
}

/// Which crate and name an imported name stands for.
fn uses(text: &str) -> BTreeMap<String, (String, String)> {
    let mut names = BTreeMap::new();
    for line in after(text, "use sealift_") {
        let Some((line, _)) = line.split_once(';') else {
            continue;
        };
        let krate = word(line);
        for item in line.split(['{', '}', ',', ':']) {
            let (real, local) = item.trim().split_once(" as ").unwrap_or((item, item));
            let real = (krate.clone(), real.trim().to_owned());
            names.insert(local.trim().to_owned(), real);
        }
    }
    names
}

/// Walks a conversion: names of variants and codes wait for the exit that follows; an exit that nothing waited for is
/// for all that remain.
fn conversion(body: &str, arms: &Arms, codes: &mut Codes) {
    let mut settled: BTreeSet<&str> = BTreeSet::new();
    let mut others = None;
    for arm in body.split(",\n").flat_map(|part| part.split("} else {")) {
        let Some(exit) = after(arm, "Exit::").next().map(exit_named) else {
            continue;
        };
        let named = |(names, code): &&(Vec<String>, String)| {
            arm.contains(&format!("\"{code}\""))
                || names
                    .iter()
                    .any(|name| after(arm, "::").any(|rest| word(rest) == *name))
        };
        let meant: Vec<_> = arms.iter().filter(named).collect();
        if meant.is_empty() {
            others = Some(exit);
        }
        for (_, code) in meant {
            settled.insert(code);
            note(codes, code, exit);
        }
    }
    for (_, code) in arms {
        if let Some(exit) = others.filter(|_| !settled.contains(code.as_str())) {
            note(codes, code, exit);
        }
    }
}
