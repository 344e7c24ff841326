//! What a description may say, and how it is told what is wrong with it.

use std::path::PathBuf;

use sealift_package::manifest::{Action, Level, Phase, RequirementTest};
use sealift_vendor::description::{Defect, Questions};
use sealift_vendor::{Description, DescriptionError};

use super::bench::DESCRIPTION;

fn parse(text: &str) -> Result<Description, DescriptionError> {
    Description::parse(text, PathBuf::new())
}

/// The problems of the smallest description with more after it, as `line:column code`.
fn problems(text: &str) -> Vec<String> {
    let Err(DescriptionError::Problems { problems }) = parse(text) else {
        panic!("expected problems");
    };
    let shown = |p: &sealift_vendor::DescriptionProblem| {
        format!("{}:{} {}", p.at.line, p.at.column, p.what.code())
    };
    problems.iter().map(shown).collect()
}

const FULL: &str = r#"
product = "com.acme.monitor"
name = { en = "Monitor", de = "Wächter" }
summary = "Watches."
version = "1.2.0"
sequence = 12
rollback-index = 3
expires = 2027-10-01T00:00:00Z
names = "posix"
platforms = ["linux-x86-64", "linux-aarch64"]
changelog = "CHANGES.md"

[vendor]
name = "Acme"
contact = "+49 30 1234"

[[requirements]]
id = "memory"
kind = "memory"
at-least = "512 MiB"
level = "recommended"

[[requirements]]
id = "port"
kind = "port-free"
port = "http-port"

[configuration.questions.http_port]
type = "integer"
x-title = "Port"
default = 8080
required = true

[[data]]
id = "store"
component = "server"
path = "data/store"
format = 2

[[documents]]
id = "terms"
kind = "licence"
title = "Terms"
file = "LICENCE.txt"

[[components]]
id = "server"
title = "Server"
source = "build/server"
include = ["bin/**", "share/**"]
exclude = ["**/*.pdb"]
modes = [{ glob = "bin/*", mode = "0755" }, { glob = "share/", mode = "0750" }]
outward-symlinks = ["share/alternatives/*"]

[[components.steps]]
id = "config"
kind = "config-file"
path = "config/server.conf"
template = "share/server.conf.j2"

[[components.steps]]
id = "run"
kind = "service"
name = "server"
run = ["bin/server", "--port", "{{ answers.http_port }}"]
environment = { LANG = "C", at_least = "1" }
ready = { probe = { kind = "tcp", host = "127.0.0.1", port = "{{ answers.http_port }}" } }

[[components.checks]]
id = "answers"
title = "It answers"
probe = { kind = "http", url = "http://127.0.0.1:{{ answers.http_port }}/", status = 200 }
within = { seconds = 5 }

[[components]]
id = "extras"
optional = true
depends = ["server"]
"#;

#[test]
fn a_full_description_says_what_it_says() {
    let found = parse(FULL).unwrap();
    assert_eq!(found.name.in_language("de"), "Wächter");
    assert_eq!(found.requirements[0].level, Level::Recommended);
    let RequirementTest::Memory { at_least } = &found.requirements[0].test else {
        panic!("{:?}", found.requirements[0]);
    };
    assert_eq!(at_least.value(), 512 << 20);
    let Some(Questions::Schema(form)) = &found.questions else {
        panic!("{:?}", found.questions);
    };
    assert_eq!(form["required"], serde_json::json!(["http_port"]));
    assert_eq!(form["properties"]["http_port"]["x-title"]["en"], "Port");
    assert_eq!(found.papers.len(), 2);
    assert_eq!(found.papers[0].media_type, "text/plain");
    let server = &found.components[0].component;
    assert_eq!(server.steps.len(), 3);
    let Action::Service(service) = &server.steps[1].action else {
        panic!("{:?}", server.steps[1]);
    };
    assert_eq!(service.stop_seconds.value(), 10);
    assert_eq!(service.ready.as_ref().unwrap().within.seconds.value(), 30);
    assert_eq!(service.invocation.environment["at_least"], "1");
    let Action::Check(check) = &server.steps[2].action else {
        panic!("{:?}", server.steps[2]);
    };
    assert_eq!(
        (check.within.seconds.value(), check.within.every_ms.value()),
        (5, 500)
    );
    assert_eq!(server.steps[2].phase(), Phase::Finish);
    let extras = &found.components[1].component;
    assert!(!extras.optional.unwrap().default);
    assert_eq!(extras.into.as_str(), "extras");
}

#[test]
fn words_of_a_field_may_be_parted_either_way() {
    let underscored = FULL
        .replace("rollback-index", "rollback_index")
        .replace("at-least", "at_least")
        .replace("outward-symlinks", "outward_symlinks");
    assert_eq!(parse(&underscored).unwrap().rollback_index.value(), 3);
}

#[test]
fn a_misspelt_field_is_refused_with_the_nearest_name() {
    let text = format!("sequense = 2\n{DESCRIPTION}").replace("source =", "sourse =");
    let Err(DescriptionError::Problems { problems }) = parse(&text) else {
        panic!("expected problems");
    };
    let nearest = |at: usize| match &problems[at].what {
        Defect::UnknownField { nearest, .. } => nearest.as_deref(),
        other => panic!("{other:?}"),
    };
    assert_eq!(nearest(0), Some("sequence"));
    assert_eq!(nearest(1), Some("source"));
    assert_eq!((problems[1].at.line, problems[1].at.column), (13, 1));
}

#[test]
fn a_misspelt_field_deep_in_a_step_is_refused_too() {
    let misspelt = FULL.replace("status = 200", "status = 200, contain = \"ok\"");
    let Err(DescriptionError::Problems { problems }) = parse(&misspelt) else {
        panic!("expected problems");
    };
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].to_string().contains("did you mean contains?"),
        "{}",
        problems[0]
    );
    let misspelt = FULL.replace("title = \"It answers\"", "irreversable = false");
    assert_eq!(problems_count(&misspelt), 1);
}

fn problems_count(text: &str) -> usize {
    problems(text).len()
}

#[test]
fn all_problems_are_told_at_once_each_in_its_place() {
    let text = r#"
product = "Acme"
version = "1"
sequence = -1
platforms = ["amiga-68000", 7]
vendor = { name = "Acme", phone = "1" }

[[components]]
title = "Server"
modes = [{ glob = "bin/*", mode = "4755" }]

[[components.steps]]
id = "x"
kind = "dance"
"#;
    assert_eq!(
        problems(text),
        [
            "1:1 description-missing-field",
            "2:11 description-invalid",
            "3:11 description-invalid",
            "4:12 description-invalid",
            "5:14 description-invalid",
            "5:29 description-wrong-kind",
            "6:27 description-unknown-field",
            "8:1 description-missing-field",
            "10:35 description-invalid",
            "12:1 description-invalid",
        ]
    );
}

#[test]
fn c02_what_is_not_toml_is_refused_where_it_stops_being_so() {
    for (text, at) in [
        ("a = 1\nb = \n", "2:5 description-syntax"),
        ("a = 1\na = 2\n", "2:1 description-syntax"),
        ("a = 99999999999999999999\n", "1:5 description-syntax"),
        ("[a\n", "1:3 description-syntax"),
    ] {
        assert_eq!(problems(text), [at], "{text}");
    }
}

#[test]
fn fractions_have_no_place_in_a_form() {
    let text = FULL.replace("default = 8080", "multipleOf = 0.5");
    assert_eq!(problems(&text), ["31:14 description-wrong-kind"]);
    let both = FULL.replace(
        "[[data]]",
        "[configuration.schema]\ntype = \"object\"\n\n[[data]]",
    );
    assert_eq!(problems(&both).len(), 1);
}

/// The reference is what vendors copy from, so its examples are read as they stand.
#[test]
fn the_examples_of_the_reference_are_good_descriptions() {
    let reference = include_str!("../../../../docs/sealift-toml.md");
    let examples: Vec<&str> = reference
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        parse(example).unwrap_or_else(|error| panic!("{error}"));
    }
}
