//! Whatever any part can say to a person is in the catalogue, in every language, with the arguments it is given.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the test reads the sources that ask for texts"
)]

mod catalogue;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::sources::{self, Source, after, is_kebab, literal, within};
use catalogue::{codes, errors, texts};
use sealift_app::{Face, Wording};
use sealift_document::Particulars;

const LANGUAGES: [&str; 2] = ["en", "de"];

/// Keys that are put together when the program runs.
const FAMILIES: [&str; 13] = [
    "operation",
    "requirement",
    "effect",
    "outcome",
    "warning",
    "drift",
    "service-state",
    "event",
    "ended",
    "verdict",
    "held",
    "policy-rule",
    "policy-says",
];

#[test]
fn every_code_has_a_message_and_a_remedy_in_every_language() {
    let codes = codes::all(&sources::all());
    assert!(codes.len() > 300, "only {} codes were found", codes.len());
    let mut lacking = Vec::new();
    for language in LANGUAGES {
        for wording in [Face::Terminal, Face::Window].map(|face| Wording::of(face, language)) {
            assert_eq!(wording.language(), language);
            for code in codes.keys() {
                let (message, remedy) = (wording.text(code, &[]), wording.remedy(code));
                if message == *code || !is_said(&message) || !is_said(&remedy) {
                    lacking.push(format!("{language}: {code}: {message} / {remedy}"));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// A sentence or a title, with nothing left open in it.
fn is_said(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('{') && text.chars().any(char::is_alphabetic)
}

#[test]
fn no_language_lacks_what_another_has() {
    let [english, german] = LANGUAGES.map(|language| {
        texts::entries(language)
            .into_iter()
            .map(|entry| (entry.key, (entry.has_remedy, entry.arguments)))
            .collect::<BTreeMap<_, _>>()
    });
    assert_eq!(english, german);
}

/// Words by which a text sends its reader to a command line, in each language.
fn sends_to_a_command_line(text: &str) -> bool {
    // A release has commands of its own, which have names.
    let text = text
        .replace("the command {", "")
        .replace("den Befehl {", "");
    [
        "`sealift",
        "`--",
        "`journalctl",
        "the command",
        "Befehl aus",
        "den Befehl",
        "erminal",
    ]
    .iter()
    .any(|word| text.contains(word))
}

#[test]
fn no_error_sends_whoever_reads_it_in_the_window_to_a_command_line() {
    let codes = codes::all(&sources::all());
    for language in LANGUAGES {
        let [terminal, window] =
            [Face::Terminal, Face::Window].map(|face| Wording::of(face, language));
        let sent_by = |wording: &Wording| -> Vec<String> {
            let told = codes.keys().map(|code| {
                format!(
                    "{code}: {} {}",
                    wording.text(code, &[]),
                    wording.remedy(code)
                )
            });
            told.filter(|told| sends_to_a_command_line(told)).collect()
        };
        let sent = sent_by(&terminal).len();
        assert!(
            sent > 60,
            "{language}: only {sent} texts of the terminal name a command"
        );
        let sent = sent_by(&window);
        assert!(sent.is_empty(), "{language}:\n{}", sent.join("\n"));
    }
}

/// What the desk says besides errors, by keys that it puts together or names.
#[test]
fn nothing_else_that_the_desk_says_sends_to_a_command_line() {
    let sources = sources::all();
    let named: BTreeSet<&str> = sources
        .iter()
        .filter(|source| ["desk", "src-tauri"].contains(&source.krate.as_str()))
        .flat_map(|source| after(&source.text, ".text("))
        .filter_map(|call| within_quotes(call))
        .collect();
    assert!(named.len() > 10, "only {named:?} were found");
    let mut judged = 0;
    for language in LANGUAGES {
        let window = Wording::of(Face::Window, language);
        for entry in texts::entries(language) {
            let is_said = named.iter().any(|name| entry.key.starts_with(name));
            if !is_said && !entry.key.starts_with("detail-") {
                continue;
            }
            judged += 1;
            let told = window.text(&entry.key, &[]);
            assert!(
                !sends_to_a_command_line(&told),
                "{language}: {}: {told}",
                entry.key
            );
        }
    }
    assert!(judged > 500, "only {judged} texts were judged");
}

/// The beginning of the first key that a call names: `event-` of `&format!("event-{event}")`.
fn within_quotes(call: &str) -> Option<&str> {
    let (_, rest) = within(call, '(', ')').split_once('"')?;
    let key = &rest[..rest.find(['"', '{'])?];
    (!key.is_empty()).then_some(key)
}

#[test]
fn the_window_says_otherwise_only_what_there_is_and_in_every_language() {
    let [english, german] = LANGUAGES.map(|language| {
        let all: BTreeMap<_, _> = texts::entries(language)
            .into_iter()
            .map(|entry| (entry.key, entry.arguments))
            .collect();
        let own = texts::of_window(language);
        for entry in &own {
            let shared = all
                .get(&entry.key)
                .unwrap_or_else(|| panic!("{language}: {} is only the window's", entry.key));
            assert!(entry.arguments.is_subset(shared), "{}", entry.key);
        }
        let told = own.into_iter().map(|entry| (entry.key, entry.has_remedy));
        told.collect::<BTreeMap<_, _>>()
    });
    assert_eq!(english, german);
    assert_eq!(
        Wording::of(Face::Window, "en").remedy("trust-no-key"),
        "Trust the vendor's key under “Keys”, comparing its fingerprint with the one on paper."
    );
    assert!(
        Wording::of(Face::Window, "de")
            .remedy("trust-no-key")
            .contains("„Schlüssel“")
    );
    assert!(
        Wording::new("en")
            .remedy("trust-no-key")
            .contains("`sealift trust add KEY.pub`")
    );
}

#[test]
fn every_remedy_is_for_a_code_that_exists() {
    let codes = codes::all(&sources::all());
    for entry in texts::entries("en").iter().filter(|entry| entry.has_remedy) {
        let family = format!("{}-", entry.key);
        let is_used =
            codes.contains_key(&entry.key) || codes.keys().any(|code| code.starts_with(&family));
        assert!(is_used, "nothing has the code {}", entry.key);
    }
}

#[test]
fn every_key_of_the_terminal_exists_with_the_arguments_it_is_given() {
    let sources = sources::all();
    let needed = needed();
    let mut asked = 0;
    for source in of_terminal(&sources) {
        for call in [".say(", ".tell(", ".text("] {
            for rest in source.after(call) {
                let Some(key) = literal(rest) else { continue };
                let needs = needed
                    .get(key)
                    .unwrap_or_else(|| panic!("{}: {key} is not there", source.path.display()));
                let given: BTreeSet<String> = after(within(rest, '(', ')'), "(\"")
                    .filter_map(|pair| Some(pair.split_once('"')?.0.to_owned()))
                    .collect();
                assert!(
                    needs.is_subset(&given),
                    "{}: {key} takes {needs:?} and is given {given:?}",
                    source.path.display()
                );
                asked += 1;
            }
        }
    }
    assert!(asked > 30, "only {asked} keys were found");
}

/// Keys that are chosen first and asked for later are literals too.
#[test]
fn every_word_of_the_terminal_that_could_be_a_key_is_one() {
    /// Words of other kinds.
    const OTHERS: [&str; 5] = [
        "at-least",
        "sealift-try",
        "support-bundle",
        "policy-show",
        "depot-export",
    ];
    let codes = codes::all(&sources::all());
    let needed = needed();
    for source in of_terminal(&sources::all()) {
        let code: String = source
            .text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for word in code.split('"').skip(1).step_by(2) {
            let is_key = is_kebab(word) && word.contains('-') && !OTHERS.contains(&word);
            assert!(
                !is_key || needed.contains_key(word) || codes.contains_key(word),
                "{}: {word} is neither a key nor a code",
                source.path.display()
            );
        }
        for family in after(&code, "format!(\"").filter_map(|rest| rest.split_once("-{")) {
            let is_key = is_kebab(family.0) && code.contains(".say(&format!");
            assert!(
                !is_key || FAMILIES.contains(&family.0) || family.0 == "sealift",
                "{}: {}",
                source.path.display(),
                family.0
            );
        }
    }
}

#[test]
fn everything_that_is_told_by_its_own_word_has_that_word() {
    let sources = sources::all();
    let needed = needed();
    let all = [
        ("operation", "plan", "Operation"),
        ("operation", "engine", "OperationKind"),
        ("effect", "plan", "Effect"),
        ("outcome", "engine", "Outcome"),
        ("warning", "plan", "Warning"),
        ("drift", "engine", "Drift"),
        ("service-state", "engine", "ServiceState"),
    ];
    for (family, krate, name) in all {
        for (variant, fields) in sources::variants(&sources, krate, name) {
            let key = format!("{family}-{variant}");
            let needs = needed
                .get(&key)
                .unwrap_or_else(|| panic!("{key} is not there"));
            if family == "warning" {
                let fields: BTreeSet<String> = fields.into_iter().collect();
                assert!(needs.is_subset(&fields), "{key}: {needs:?}, not {fields:?}");
            }
        }
    }
    let answers = codes::all(&sources)
        .into_keys()
        .filter(|code| code.starts_with("answer-"));
    for code in answers {
        let key = format!("line-{code}");
        assert!(needed.contains_key(&key), "{key} is not there");
    }
    let effects = sources.iter().flat_map(|source| source.after("effect: "));
    for effect in effects.filter_map(literal).filter(|word| is_kebab(word)) {
        let key = format!("effect-{effect}");
        assert!(needed.contains_key(&key), "{key} is not there");
    }
}

/// Nobody reads half a sentence in English because an error was forgotten, or a field was renamed.
#[test]
fn every_error_has_its_own_sentence_in_every_language_with_the_fields_it_has() {
    /// What another error within it says.
    const WRAPPED: [&str; 1] = ["depot-incomplete"];
    let sources = sources::all();
    let kinds = errors::kinds(&sources);
    assert!(kinds.len() > 350, "only {} kinds of error", kinds.len());
    let needed = needed();
    let mut lacking = Vec::new();
    for kind in kinds.iter().filter(|kind| !WRAPPED.contains(&&*kind.key)) {
        match needed.get(&format!("detail-{}", kind.key)) {
            Some(needs) if needs.iter().all(|need| kind.fields.contains(need)) => {}
            Some(needs) => lacking.push(format!("{}: {needs:?}, not {:?}", kind.key, kind.fields)),
            None => lacking.push(format!("{} has no text", kind.key)),
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// Words that no German sentence has.
#[test]
fn no_english_is_left_in_the_german_texts() {
    const TELLTALE: [&str; 13] = [
        " the ", " is ", " are ", " and ", " not ", " of ", " cannot ", " with ", " this ",
        " that ", " has ", " to ", " from ",
    ];
    let path = |file: &str| format!("{}/locales/{file}", env!("CARGO_MANIFEST_DIR"));
    for file in ["de.ftl", "de/details.ftl"] {
        let text = std::fs::read_to_string(path(file)).unwrap();
        for line in text.lines() {
            // What is typed at a terminal is the same in every language.
            let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("`");
            let prose = format!(
                "{} ",
                prose.split_once(" =").map_or(&*prose, |(_, said)| said)
            );
            let found = TELLTALE.iter().find(|word| prose.contains(*word));
            assert_eq!(found, None, "{file}: {line}");
        }
    }
}

#[test]
fn what_is_done_to_files_is_said_in_every_language() {
    let (sources, needed) = (sources::all(), needed());
    let done = sources
        .iter()
        .filter(|source| ["host", "engine"].contains(&&*source.krate))
        .flat_map(|source| source.after("const DOING: &str = "))
        .filter_map(literal)
        .filter(|word| *word != "doing");
    let mut asked = 0;
    for word in done {
        let key = format!("phrase-{}", word.replace(' ', "-"));
        assert!(needed.contains_key(&key), "{key} is not there");
        asked += 1;
    }
    assert!(asked > 15, "only {asked} were found");
}

#[test]
fn an_error_is_said_with_its_own_values_or_not_at_all() {
    let [english, german] = LANGUAGES.map(Wording::new);
    let fault = Particulars::named("file-fault-locked").with("value", "none");
    let locked = Particulars::named("files")
        .with("doing", "lock")
        .with("at", "state/lock")
        .within("fault", fault);
    let said = german.detail(&locked).expect("it has words");
    assert!(
        said.ends_with("ein anderer Prozess hält die Sperre"),
        "{said}"
    );
    let said = english.detail(&locked).expect("it has words");
    assert!(said.ends_with("it is locked by another process"), "{said}");
    let halved = Particulars::named("files").with("at", "state/lock");
    assert_eq!(german.detail(&halved), None, "a value is missing");
    let foreign = Particulars::named("outer").within("value", locked.clone());
    assert_eq!(german.detail(&foreign), german.detail(&locked));
    assert_eq!(german.detail(&Particulars::named("no-such-error")), None);
}

#[test]
fn a_code_without_a_text_takes_that_of_its_family_in_the_same_language() {
    for language in LANGUAGES {
        let wording = Wording::new(language);
        assert!(!wording.knows("volume-gap") && wording.knows("volume"));
        assert_eq!(wording.text("volume-gap", &[]), wording.text("volume", &[]));
        assert_eq!(
            wording.text("volume-write-fetch", &[]),
            wording.text("volume-write", &[])
        );
        assert_eq!(wording.remedy("volume-gap"), wording.remedy("volume"));
        assert_ne!(wording.remedy("volume"), "");
    }
    let [english, german] = LANGUAGES.map(Wording::new);
    assert_ne!(
        english.text("volume-gap", &[]),
        german.text("volume-gap", &[])
    );
    assert_eq!(english.text("no-such-thing", &[]), "no-such-thing");
    assert_eq!(english.remedy("no-such-thing"), "");
}

#[test]
fn arguments_and_choices_come_out_as_words() {
    let [english, german] = LANGUAGES.map(Wording::new);
    let partial = [
        ("operation", "upgrade"),
        ("product", "com.acme.monitoring"),
        ("outcome", "failed-partially"),
    ];
    let said = english.text("recover-undone", &partial);
    assert!(said.contains("upgrade of com.acme.monitoring"), "{said}");
    assert!(said.contains("`sealift recover`"), "{said}");
    let said = german.text("recover-undone", &partial);
    assert!(said.contains("Aktualisierung von com.acme"), "{said}");
    for (files, told) in [
        ("1", "1 file, 5 B"),
        ("2", "2 files, 5 B"),
        ("0", "0 files, 5 B"),
    ] {
        let said = english.text("inspect-holds", &[("files", files), ("bytes", "5 B")]);
        assert_eq!(said, told);
    }
    // What only looks like a number comes out as it was written.
    for text in ["007", "1234567", "1.10", "+5"] {
        let said = english.text("trust-added", &[("fingerprint", text)]);
        assert!(said.ends_with(&format!(" {text}")), "{said}");
    }
    assert_eq!(Wording::new("de_DE.UTF-8").language(), "de");
    assert_eq!(Wording::new("fr").language(), "en");
    // A prompt ends in a space, which the file format would drop.
    assert!(english.text("password-new", &[]).ends_with(": "));
}

/// Every key, with the arguments that some language needs.
fn needed() -> BTreeMap<String, BTreeSet<String>> {
    let entries = LANGUAGES.into_iter().flat_map(texts::entries);
    let mut needed = BTreeMap::<String, BTreeSet<String>>::new();
    for entry in entries {
        needed.entry(entry.key).or_default().extend(entry.arguments);
    }
    needed
}

fn of_terminal(sources: &[Source]) -> impl Iterator<Item = &Source> {
    let is_face = |source: &&Source| {
        let arguments = source
            .path
            .components()
            .any(|c| c.as_os_str() == "arguments");
        source.krate == "cli" && !arguments || source.path.ends_with("wording/evidence.rs")
    };
    sources.iter().filter(is_face)
}
