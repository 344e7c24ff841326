//! Mistakes that no single field shows: the rules of a manifest, its form and its templates, each told in its place.

use sealift_vendor::{DescriptionError, PackError, Watch};

use super::bench::{Bench, names};

/// What packing says of a description, a line each, with the code of the whole.
fn told(bench: &Bench) -> (Vec<String>, &'static str) {
    let error = bench
        .pack_with("out", |_| {}, Watch::nobody())
        .expect_err("it has mistakes");
    assert!(names(&bench.at("out")).is_empty());
    let code = error.code();
    match error {
        PackError::Description(DescriptionError::Problems { problems }) => {
            (problems.iter().map(ToString::to_string).collect(), code)
        }
        PackError::Templates { problems } => (problems, code),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_mistakes_between_fields_are_told_at_once_each_in_its_place() {
    let bench = Bench::new();
    bench.describe(
        r#"product = "com.acme.monitor"
name = "Monitor"
vendor = "Acme"
version = "1.0.0"
sequence = 1
rollback-index = 2
names = "posix"
platforms = ["linux-any", "windows-any"]

[configuration.questions.http_port]
type = "integer"

[configuration.questions.terms]
type = "boolean"
x-licence = "eula"

[[data]]
id = "store"
component = "sever"
path = "data/store"
format = 1

[[components]]
id = "server"
source = "tree"
depends = ["extras", "libary"]

[[components.steps]]
id = "run"
kind = "service"
name = "server"
run = ["bin/server", "--port", "{{ answers.http_prot }}"]
ready = { probe = { kind = "tcp", host = "127.0.0.1", port = "{{ answer.http_port }}" } }

[[components.checks]]
id = "answers"
probe = { kind = "http", url = "http://127.0.0.1:{{ answers.http_port }/", status = 200 }

[[components]]
id = "extras"
into = "server/extras"
depends = ["server"]

[[components.steps]]
id = "place"
kind = "directory"
path = "program/cache"

[[components.steps]]
id = "place"
kind = "directory"
path = "run/cache"
"#,
    );
    let (lines, code) = told(&bench);
    assert_eq!(code, "description-problems");
    let expected = [
        ("line 6, column 18: ", "rollback_index is 2"),
        ("line 7, column 9: ", "need a release for Linux alone"),
        ("line 15, column 13: ", "the licence document eula"),
        ("line 19, column 13: ", "the component sever"),
        ("line 26, column 22: ", "the component libary"),
        ("line 32, column 32: ", "perhaps answers.http_port"),
        ("line 33, column 62: ", "names answer.http_port"),
        ("line 37, column 32: ", "cannot be read"),
        ("line 41, column 8: ", "share the folder server"),
        ("line 42, column 11: ", "circle"),
        ("line 47, column 8: ", "belongs to the release's own tree"),
        ("line 50, column 6: ", "the step place is declared twice"),
    ];
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, (at, what)) in lines.iter().zip(expected) {
        assert!(
            line.starts_with(at) && line.contains(what),
            "{at}{what}: {lines:#?}"
        );
    }
}

#[test]
fn a_question_that_cannot_be_asked_is_told_where_it_stands() {
    let bench = Bench::new();
    let described = std::fs::read_to_string(bench.at("sealift.toml")).unwrap();
    let question = "[configuration.questions.mode]\ntype = \"string\"\nenums = [\"a\"]\n";
    bench.describe(&described.replace("[[components]]", &format!("{question}[[components]]")));
    let (lines, _) = told(&bench);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("line 10, column 1: "), "{lines:?}");
    assert!(lines[0].contains("enums"), "{lines:?}");

    let file = "[configuration]\nfile = \"form.json\"\n";
    bench.describe(&described.replace("[[components]]", &format!("{file}[[components]]")));
    let form = r#"{ "type": "object", "properties": { "mode": { "enums": [] } } }"#;
    std::fs::write(bench.at("form.json"), form).unwrap();
    let (lines, _) = told(&bench);
    assert!(
        lines[0].starts_with("line 11, column 8: form.json: "),
        "{lines:?}"
    );
}

#[test]
fn a_template_file_is_told_with_its_line() {
    let bench = Bench::new();
    bench.file(
        "share/server.conf",
        "# answers.prot\nport = {{ answers.prot }}\n",
    );
    let described = std::fs::read_to_string(bench.at("sealift.toml")).unwrap();
    let step = "[[components.steps]]\nid = \"config\"\nkind = \"config-file\"\npath = \"config/server.conf\"\ntemplate = \"share/server.conf\"\n";
    bench.describe(&format!("{described}{step}"));
    let (lines, code) = told(&bench);
    assert_eq!(code, "pack-templates");
    assert_eq!(
        lines,
        [
            "server/config, share/server.conf: line 2 of the template names answers.prot, which is not defined"
        ]
    );
}
