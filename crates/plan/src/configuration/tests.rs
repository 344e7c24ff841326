//! One named vector per threat to configuration, and the form's own behaviour.

use sealift_package::manifest::Os;
use serde_json::{Value, json};

use super::*;

fn form(schema: &Value) -> Form {
    Form::parse(schema).expect("a form")
}

fn refused(schema: &Value) -> &'static str {
    Form::parse(schema).expect_err("no form").code()
}

fn answers(json: &Value) -> Answers {
    Answers::from_json(json.to_string().as_bytes()).expect("sound JSON")
}

fn problems(form: &Form, json: &Value) -> Vec<(String, &'static str)> {
    let problems = form
        .settle(&answers(json), Os::Linux)
        .expect_err("problems");
    problems
        .into_iter()
        .map(|problem| (problem.field.clone(), problem.code()))
        .collect()
}

fn sample() -> Form {
    form(&json!({
        "type": "object",
        "required": ["password", "data_dir", "licence"],
        "properties": {
            "server": {
                "type": "object",
                "x-title": { "en": "Server", "de": "Server" },
                "required": ["name"],
                "properties": {
                    "name": { "type": "string", "format": "hostname", "x-order": 1 },
                    "port": { "$ref": "#/$defs/port", "default": 9090, "x-order": 2 }
                }
            },
            "password": { "type": "string", "minLength": 8, "x-secret": true },
            "data_dir": { "type": "string", "format": "path" },
            "level": { "enum": ["debug", "info", "warn"], "default": "info" },
            "peers": { "type": "array", "items": { "$ref": "#/$defs/port" }, "uniqueItems": true },
            "licence": { "type": "boolean", "const": true, "x-licence": "eula" },
            "tls": { "type": "boolean", "default": false },
            "user": { "type": "string", "pattern": "^[a-z]+$" },
            "group": { "type": "string" }
        },
        "dependentRequired": { "user": ["group"] },
        "if": { "properties": { "tls": { "const": true } } },
        "then": {
            "properties": { "certificate": { "type": "string", "x-file": { "max_bytes": 16 } } },
            "required": ["certificate"]
        },
        "$defs": { "port": { "type": "integer", "minimum": 1, "maximum": 65535 } }
    }))
}

fn good() -> Value {
    json!({
        "server": { "name": "node1" }, "password": "hunter22", "data_dir": "/srv/data", "licence": true
    })
}

fn with(path: &str, value: Value) -> Value {
    let mut answers = good();
    match path.split_once('.') {
        Some((section, name)) => answers[section][name] = value,
        None => answers[path] = value,
    }
    answers
}

#[test]
fn settles_with_defaults_and_keeps_secrets_and_files_apart() {
    let mut given = with("tls", json!(true));
    given["certificate"] = json!("PEM");
    let settled = sample().settle(&answers(&given), Os::Linux).expect("valid");
    assert_eq!(settled.public["server"]["port"], 9090);
    assert_eq!(settled.public["level"], "info");
    assert_eq!(settled.secrets["password"].expose(), "hunter22");
    assert_eq!(settled.files["certificate"].content, "PEM");
    assert_eq!(settled.public["certificate"]["bytes"], 3);
    let public = String::from_utf8(settled.public_part().expect("canonical")).expect("UTF-8");
    assert!(!public.contains("hunter22") && !public.contains("PEM"));
    assert!(!format!("{settled:?}").contains("hunter22"));
    let private = settled.private_part().expect("canonical");
    let again = Settled::from_parts(public.as_bytes(), private.expose().as_bytes());
    assert_eq!(again, Ok(settled));
}

#[test]
fn all_problems_are_told_at_once_each_at_its_field() {
    let given = json!({
        "server": { "port": 70000, "name": "-bad-" },
        "password": "short",
        "data_dir": 7,
        "level": "inof",
        "peers": [1, "x", 0],
        "user": "R2",
        "retention": 3
    });
    let found = problems(&sample(), &given);
    for expected in [
        ("server.port", "answer-too-large"),
        ("server.name", "answer-format"),
        ("password", "answer-too-short"),
        ("data_dir", "answer-type"),
        ("level", "answer-not-a-choice"),
        ("peers[1]", "answer-type"),
        ("peers[2]", "answer-too-small"),
        ("user", "answer-pattern"),
        ("group", "answer-missing"),
        ("licence", "answer-licence-not-accepted"),
        ("retention", "answer-unknown"),
    ] {
        assert!(
            found.contains(&(expected.0.to_owned(), expected.1)),
            "{expected:?} in {found:?}"
        );
    }
    assert_eq!(found.len(), 11, "{found:?}");
}

#[test]
fn a18_a_refused_secret_is_not_shown() {
    let given = answers(&with("password", json!("geheim")));
    let problems = sample().settle(&given, Os::Linux).expect_err("too short");
    let shown = format!("{problems:?}{}{}", problems[0], json!(problems));
    assert!(!shown.contains("geheim"), "{shown}");
    assert!(shown.contains(MASK));
}

#[test]
fn missing_answers_are_named_with_their_section() {
    let found = problems(&sample(), &json!({}));
    let missing: Vec<&str> = found
        .iter()
        .filter(|(_, code)| *code == "answer-missing")
        .map(|(field, _)| field.as_str())
        .collect();
    assert_eq!(missing, ["data_dir", "password", "server.name"]);
}

#[test]
fn a_question_is_asked_when_its_condition_holds() {
    let form = sample();
    let keys = |given: &Value| -> Vec<String> {
        let asked = form.asked(&answers(given));
        asked.iter().map(|question| question.key.clone()).collect()
    };
    assert!(!keys(&json!({})).contains(&"certificate".into()));
    assert!(keys(&json!({ "tls": true })).contains(&"certificate".into()));
    assert_eq!(
        problems(&form, &with("tls", json!(true))),
        [("certificate".into(), "answer-missing")]
    );
    assert_eq!(
        problems(&form, &with("certificate", json!("PEM"))),
        [("certificate".into(), "answer-not-asked")]
    );
    assert_eq!(keys(&json!({}))[..2], ["server.name", "server.port"]);
}

#[test]
fn a_licence_that_is_not_accepted_is_told_once() {
    for answer in [json!(false), json!(null)] {
        let given = with("licence", answer);
        let found = problems(&sample(), &given);
        assert!(found.contains(&("licence".into(), "answer-licence-not-accepted")));
        assert!(
            found.iter().all(|(_, code)| *code != "answer-not-a-choice"),
            "{found:?}"
        );
    }
    let sample = sample();
    let kind = &sample.question("licence").expect("it is asked").kind;
    assert!(matches!(kind, QuestionKind::Licence { .. }));
}

#[test]
fn a_file_answer_has_a_largest_size() {
    let mut given = with("tls", json!(true));
    given["certificate"] = json!("seventeen bytes!!");
    assert_eq!(
        problems(&sample(), &given),
        [("certificate".into(), "answer-file-too-large")]
    );
}

#[test]
fn c01_references_stay_within_the_schema_and_end() {
    let reference = |target: &str| {
        json!({
            "type": "object",
            "properties": { "a": { "$ref": target } },
            "$defs": {
                "loop": { "$ref": "#/$defs/pool" },
                "pool": { "properties": { "x": { "$ref": "#/$defs/loop" } } }
            }
        })
    };
    for remote in [
        "http://example.com/schema.json",
        "file:///etc/passwd",
        "other.json#/x",
        "#/properties/a",
        "#",
        "#/$defs/../a",
    ] {
        assert_eq!(
            refused(&reference(remote)),
            "form-reference-not-local",
            "{remote}"
        );
    }
    assert_eq!(refused(&reference("#/$defs/loop")), "form-reference-cycle");
    for keyword in ["$id", "$dynamicRef", "$anchor", "$vocabulary"] {
        let schema = json!({ "type": "object", keyword: "http://example.com/" });
        assert_eq!(refused(&schema), "form-keyword-unknown", "{keyword}");
    }
    let dialect = json!({ "type": "object", "$schema": "http://json-schema.org/draft-07/schema#" });
    assert_eq!(refused(&dialect), "form-keyword-unknown");
}

#[test]
fn c01_an_undefined_definition_is_refused() {
    let schema = json!({ "type": "object", "properties": { "a": { "$ref": "#/$defs/gone" } } });
    assert!(Form::parse(&schema).is_err());
}

#[test]
fn c01_schemas_are_nested_so_deep_and_no_deeper() {
    let mut schema = json!({ "type": "string" });
    for _ in 0..30 {
        schema = json!({ "type": "object", "properties": { "a": schema } });
    }
    assert_eq!(refused(&schema), "form-too-deep");
}

#[test]
fn c01_a_form_has_so_many_questions_and_no_more() {
    let questions: serde_json::Map<String, Value> = (0..513)
        .map(|n| (format!("q{n}"), json!({ "type": "string" })))
        .collect();
    let schema = json!({ "type": "object", "properties": questions });
    assert_eq!(refused(&schema), "form-too-many-questions");
}

#[test]
fn c05_a_path_is_absolute_and_names_one_place() {
    let form = sample();
    for bad in [
        "",
        "srv",
        "./srv",
        "../etc",
        "/srv/../etc",
        "/srv/./x",
        "//server/share",
        "/a//b",
        "\\\\server\\share",
        "C:\\x",
        "/a\\..\\b",
        "/a\u{0}b",
        "~/x",
        "/a\nb",
    ] {
        assert_eq!(
            problems(&form, &with("data_dir", json!(bad))),
            [("data_dir".into(), "answer-path-not-confined")],
            "{bad}"
        );
    }
    for good in ["/srv/data", "/srv/my data/", "/"] {
        assert!(
            form.settle(&answers(&with("data_dir", json!(good))), Os::Linux)
                .is_ok()
        );
    }
    for bad in [
        "/srv",
        "C:",
        "C:x",
        "\\\\server\\share",
        "\\\\?\\C:\\x",
        "C:\\a\\..\\b",
        "C:\\a:stream",
        "C:\\a.\\b",
        "\\\\.\\pipe\\x",
    ] {
        let given = answers(&with("data_dir", json!(bad)));
        assert!(form.settle(&given, Os::Windows).is_err(), "{bad}");
    }
    let windows = answers(&with("data_dir", json!("D:\\data\\x")));
    assert!(form.settle(&windows, Os::Windows).is_ok());
}

#[test]
fn c06_patterns_run_in_linear_time() {
    let pattern = |pattern: &str| json!({ "type": "object", "properties": { "a": { "type": "string", "pattern": pattern } } });
    let form = form(&pattern("^(a+)+$"));
    let hostile = format!("{}!", "a".repeat(100_000));
    let found = problems(&form, &json!({ "a": hostile }));
    assert_eq!(found, [("a".into(), "answer-pattern")]);
    for backtracking in ["(a)\\1", "(?=a)b", "(?<!a)b"] {
        assert_eq!(
            refused(&pattern(backtracking)),
            "form-invalid",
            "{backtracking}"
        );
    }
    assert_eq!(
        refused(&pattern("(((a{1000}){1000}){1000})")),
        "form-invalid"
    );
}

#[test]
fn c07_a_number_that_would_be_rounded_is_no_answer() {
    let form = sample();
    for text in ["9007199254740993", "1e400", "1.5", "0x10", " 1"] {
        let setting = format!("server.port={text}");
        let problems = Answers::from_settings(&form, &[setting]).expect_err(text);
        assert_eq!(problems[0].code(), "answer-type", "{text}");
    }
}

#[test]
fn c09_the_digest_is_of_the_public_answers() {
    let form = sample();
    let digest = |given: &Value| {
        form.settle(&answers(given), Os::Linux)
            .expect("valid")
            .sha256()
    };
    let base = digest(&good());
    assert_eq!(digest(&good()), base);
    assert_ne!(digest(&with("level", json!("warn"))), base);
    assert_eq!(
        digest(&with("password", json!("another secret"))),
        base,
        "a digest of a secret would let it be guessed"
    );
}

#[test]
fn c10_an_unknown_answer_names_the_nearest_question() {
    let form = sample();
    let given = answers(&with("server.prot", json!(1)));
    let found = form.settle(&given, Os::Linux).expect_err("unknown");
    assert_eq!(found[0].field, "server.prot");
    assert_eq!(
        found[0].kind,
        ProblemKind::Unknown {
            nearest: Some("server.port".into())
        }
    );
    let found = Answers::from_settings(&form, &["pasword=x"]).expect_err("unknown");
    assert_eq!(
        found[0].kind,
        ProblemKind::Unknown {
            nearest: Some("password".into())
        }
    );
    let found = Answers::from_settings(&form, &["level=wran"]).expect_err("no choice");
    assert!(matches!(
        &found[0].kind,
        ProblemKind::NotAChoice { nearest: Some(nearest), .. } if nearest == "warn"
    ));
}

#[test]
fn settings_take_the_type_of_their_question() {
    let form = sample();
    let given = [
        "server.port=8080",
        "server.name=a=b",
        "tls=yes",
        "peers=1, 2,3",
        "level=warn",
        "password=123456789",
    ];
    let read = Answers::from_settings(&form, &given).expect("typed");
    assert_eq!(read.value("server.port"), Some(&json!(8080)));
    assert_eq!(read.value("server.name"), Some(&json!("a=b")));
    assert_eq!(read.value("tls"), Some(&json!(true)));
    assert_eq!(read.value("peers"), Some(&json!([1, 2, 3])));
    assert_eq!(read.value("password"), Some(&json!("123456789")));
}

#[test]
fn c03_a_setting_given_twice_is_refused() {
    let found = Answers::from_settings(&sample(), &["tls=yes", "tls=no"]).expect_err("twice");
    assert_eq!(found[0].code(), "answer-duplicate");
}

#[test]
fn contradictory_questions_are_refused() {
    let question = |schema: Value| json!({ "type": "object", "properties": { "a": schema } });
    for (schema, code) in [
        (
            json!({ "type": "string", "x-secret": true, "default": "x" }),
            "form-annotation-invalid",
        ),
        (
            json!({ "type": "integer", "x-secret": true }),
            "form-annotation-invalid",
        ),
        (
            json!({ "type": "boolean", "x-licence": "e", "default": true }),
            "form-annotation-invalid",
        ),
        (
            json!({ "type": "integer", "minimum": 5, "default": 1 }),
            "form-default-invalid",
        ),
        (
            json!({ "type": "array", "items": { "type": "object" } }),
            "form-not-a-question",
        ),
        (json!({ "title": "untyped" }), "form-not-a-question"),
        (
            json!({ "type": ["string", "null"] }),
            "form-keyword-unknown",
        ),
        (
            json!({ "type": "string", "format": "colour" }),
            "form-keyword-unknown",
        ),
        (json!({ "type": "integer", "minimum": "x" }), "form-invalid"),
    ] {
        assert_eq!(refused(&question(schema.clone())), code, "{schema}");
    }
    let name = json!({ "type": "object", "properties": { "a-b": { "type": "string" } } });
    assert_eq!(refused(&name), "form-name-invalid");
    assert_eq!(refused(&json!({ "type": "string" })), "form-not-an-object");
}

#[test]
fn earlier_answers_are_carried_into_an_upgrade() {
    let earlier = sample()
        .settle(&answers(&good()), Os::Linux)
        .expect("valid");
    let next = form(&json!({
        "type": "object",
        "required": ["password", "region", "licence"],
        "properties": {
            "server": { "type": "object", "properties": {
                "name": { "type": "string" },
                "port": { "type": "integer", "maximum": 1024, "default": 80 }
            } },
            "password": { "type": "string", "minLength": 8, "x-secret": true },
            "region": { "type": "string" },
            "zone": { "type": "string", "default": "a" },
            "licence": { "type": "boolean", "x-licence": "eula" }
        }
    }));
    let carried = carry_over(&earlier, &next, Os::Linux);
    let mark = |key: &str| carried.marks.get(key).copied();
    assert_eq!(mark("server.name"), Some(Mark::Kept));
    assert_eq!(mark("password"), Some(Mark::Kept));
    assert_eq!(
        mark("server.port"),
        Some(Mark::Refused),
        "9090 is too large now"
    );
    assert_eq!(mark("data_dir"), Some(Mark::Dropped));
    assert_eq!(mark("region"), Some(Mark::Asked));
    assert_eq!(mark("zone"), Some(Mark::New));
    assert_eq!(
        mark("licence"),
        Some(Mark::Asked),
        "accepted release by release"
    );
    assert_eq!(carried.answers.value("password"), Some(&json!("hunter22")));
    assert_eq!(carried.answers.value("server.port"), None);
}

/// The fenced blocks of one language in the vendors' page on configuration.
fn documented(language: &str) -> Vec<&'static str> {
    const PAGE: &str = include_str!("../../../../docs/configuration.md");
    let fence = format!("```{language}\n");
    let blocks = PAGE.split(fence.as_str()).skip(1);
    blocks.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_forms_that_the_documentation_shows_are_forms() {
    let page = documented("toml")
        .into_iter()
        .find(|block| block.contains("[configuration"));
    let described: toml::Table = page.expect("a description").parse().expect("TOML");
    let mut questions =
        serde_json::to_value(&described["configuration"]["questions"]).expect("JSON");
    for question in questions.as_object_mut().expect("questions").values_mut() {
        // `sealift pack` makes the form's list of it.
        question
            .as_object_mut()
            .expect("a question")
            .remove("required");
    }
    let simple = form(&json!({ "type": "object", "properties": questions }));
    assert_eq!(simple.questions().len(), 6);
    let schema: Value = serde_json::from_str(documented("json")[0]).expect("JSON");
    let conditional = form(&schema);
    let asked = |given: &Value| conditional.asked(&answers(given)).len();
    assert_eq!((asked(&json!({})), asked(&json!({ "tls": true }))), (1, 2));
}
