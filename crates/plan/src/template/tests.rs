//! What templates can and cannot do.

use sealift_document::Digest;
use sealift_package::manifest::Os;
use serde_json::json;

use super::*;
use crate::configuration::{Answers, Form, Settled};
use crate::layout::{Layout, Scope, WorldRoot};
use crate::plan::ReleaseRef;

fn form() -> Form {
    Form::parse(&json!({
        "type": "object",
        "properties": {
            "name": { "type": "string" },
            "port": { "type": "integer", "default": 9090 },
            "data_dir": { "type": "string", "format": "path", "default": "/srv/data" },
            "db": { "type": "object", "properties": {
                "user": { "type": "string", "default": "app" },
                "password": { "type": "string", "x-secret": true }
            } },
            "notes": { "type": "array", "items": { "type": "string" }, "default": ["a", "b"] }
        }
    }))
    .expect("a form")
}

fn settled(name: &str) -> Settled {
    let given = json!({ "name": name, "db": { "password": "hunter2" } });
    let answers = Answers::from_json(given.to_string().as_bytes()).expect("sound");
    form().settle(&answers, Os::Linux).expect("valid")
}

fn context(root: WorldRoot, name: &str, program: ProgramPlace) -> Context {
    let product = "com.acme.monitor".parse().expect("an id");
    let layout = Layout::new(root, &Scope::System, &product).expect("short");
    let release = ReleaseRef {
        version: semver::Version::new(1, 2, 3),
        sequence: 7_u32.into(),
        rollback_index: 1_u32.into(),
        manifest_sha256: Digest::of(b"manifest"),
        name: "1.2.3-7".into(),
        folder: layout.release("1.2.3-7").expect("short"),
        issued: "2026-01-01T00:00:00Z".parse().expect("a time"),
        data: std::collections::BTreeMap::new(),
    };
    let around = Surroundings {
        layout: &layout,
        release: &release,
        hostname: None,
        answers: &settled(name),
    };
    Context::new(&around, program)
}

fn machine(name: &str) -> Context {
    context(WorldRoot::machine(Os::Linux), name, ProgramPlace::Switch)
}

fn open(template: &str) -> Result<String, TemplateError> {
    render_open(&machine("node"), template)
}

#[test]
fn renders_answers_places_and_the_release() {
    let text = open(
        "{{ answers.name }}:{{ answers.port }} {{ paths.program }} {{ paths.config }} {{ release.version }}\n",
    );
    assert_eq!(
        text.expect("renders"),
        "node:9090 /opt/com.acme.monitor/current /etc/opt/com.acme.monitor 1.2.3\n"
    );
    let before = context(WorldRoot::machine(Os::Linux), "n", ProgramPlace::Release);
    assert_eq!(
        render_open(&before, "{{ paths.program }}").expect("renders"),
        "/opt/com.acme.monitor/releases/1.2.3-7"
    );
}

#[test]
fn blocks_leave_no_blank_lines() {
    let text = open("a\n  {% for n in answers.notes %}\n- {{ n }}\n  {% endfor %}\nb\n");
    assert_eq!(text.expect("renders"), "a\n- a\n- b\nb\n");
}

#[test]
fn c04_an_answer_is_data_and_one_argument() {
    for hostile in [
        "$(reboot)",
        "%PATH%",
        "a b\tc",
        "\"; rm -rf /; '",
        "--option",
        "{{ paths.prefix }}",
        "{% raw %}",
        "`id`",
        "a\nb",
        "\\",
    ] {
        let context = machine(hostile);
        let argument = render_open(&context, "{{ answers.name }}").expect(hostile);
        assert_eq!(argument, hostile, "rendered once, word for word");
        let word = render_open(&context, "{{ answers.name | shell }}").expect(hostile);
        assert_eq!(word, format!("'{}'", hostile.replace('\'', "'\\''")));
        let quoted = render_open(&context, "{{ answers.name | json }}").expect(hostile);
        assert_eq!(
            serde_json::from_str::<String>(&quoted).expect("JSON"),
            hostile
        );
        let table = render_open(&context, "x = {{ answers.name | toml }}").expect(hostile);
        let table: toml::Table = table.parse().expect("TOML");
        assert_eq!(table["x"].as_str(), Some(hostile));
    }
    let xml = render_open(&machine("<a b=\"c\">&'"), "{{ answers.name | xml }}");
    assert_eq!(
        xml.expect("renders"),
        "&lt;a b=&quot;c&quot;&gt;&amp;&apos;"
    );
}

#[test]
fn a18_secrets_go_where_they_may_and_are_masked_when_shown() {
    let rendered = render(&machine("n"), "pw={{ answers.db.password }}").expect("renders");
    assert_eq!(rendered.text.expose(), "pw=hunter2");
    assert_eq!(rendered.shown, "pw=••••••••");
    assert!(rendered.has_secret);
    assert!(!format!("{rendered:?}").contains("hunter2"));
    assert!(
        !render(&machine("n"), "{{ answers.db.user }}")
            .expect("renders")
            .has_secret
    );
    assert!(allow_mode(true, "0640".parse().expect("a mode")).is_ok());
    for bad in ["0644", "0660", "0641", "0602"] {
        let error = allow_mode(true, bad.parse().expect("a mode")).expect_err(bad);
        assert_eq!(error.code(), "template-secret-needs-private-mode");
        assert!(allow_mode(false, bad.parse().expect("a mode")).is_ok());
    }
}

#[test]
fn a18_no_way_around_puts_a_secret_into_an_argument() {
    for template in [
        "{{ answers.db.password }}",
        "{{ answers['db']['password'] }}",
        "{{ answers.db }}",
        "{{ answers }}",
        "{% set a = answers.db %}{{ a.password }}",
        "{% for k in answers %}{{ k }}{% endfor %}",
        "{{ answers.db | items | list }}",
        "{{ answers.db | attr('password') }}",
        "{% if answers.db.password == 'x' %}a{% endif %}",
        "{% with x = answers %}{{ x.db.password }}{% endwith %}",
    ] {
        let error = open(template).expect_err(template);
        assert_eq!(error.code(), "template-secret-not-allowed", "{template}");
        let error = check_file(&form(), template, "0644".parse().expect("a mode"));
        assert!(error.is_err(), "{template}");
    }
}

#[test]
fn a18_an_error_caused_by_a_secret_does_not_quote_it() {
    let error = render(&machine("n"), "{{ answers.db.password | int }}").expect_err("no number");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[test]
fn what_is_not_defined_is_an_error() {
    for template in [
        "{{ answers.prot }}",
        "{{ answer.port }}",
        "{{ facts.hostname }}",
        "{{ x }}",
        "{% if answers.gone %}{% endif %}",
        "{{ answers.gone | json }}",
        "{{ answers.gone | shell }}",
    ] {
        assert_eq!(
            open(template).expect_err(template).code(),
            "template-undefined",
            "{template}"
        );
    }
    for template in [
        "{{ answers.port",
        "{% if %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
    ] {
        assert_eq!(
            open(template).expect_err(template).code(),
            "template-syntax",
            "{template}"
        );
    }
    assert_eq!(
        open("{{ answers.port | nothing }}")
            .expect_err("filter")
            .code(),
        "template-failed"
    );
}

#[test]
fn work_and_output_are_bounded() {
    let endless = "{% for a in range(10000) %}{% for b in range(10000) %}{% endfor %}{% endfor %}";
    assert_eq!(open(endless), Err(TemplateError::OutOfFuel));
    let wide = format!(
        "{{% for a in range(9000) %}}{}{{% endfor %}}",
        "x".repeat(1000)
    );
    assert_eq!(open(&wide).expect_err("wide").code(), "template-too-large");
}

#[test]
fn c05_a_path_answer_stays_in_a_relocated_world() {
    let root = || WorldRoot::relocated(Os::Linux, "/tmp/world").expect("absolute");
    let context = context(root(), "n", ProgramPlace::Switch);
    let text = render_open(&context, "{{ answers.data_dir }} {{ paths.data }}");
    assert_eq!(
        text.expect("renders"),
        "/tmp/world/srv/data /tmp/world/var/opt/com.acme.monitor"
    );
}

#[test]
fn a_vendor_is_told_what_a_template_misspells() {
    let error = check_file(
        &form(),
        "{{ answers.prot }}",
        "0644".parse().expect("a mode"),
    );
    assert_eq!(
        error,
        Err(TemplateError::Undefined {
            line: 1,
            name: "answers.prot (perhaps answers.port)".into()
        })
    );
    for (template, expected) in [
        (
            "answers.prot is text\n{# answers.prot #}\n{{ answers.prot }}",
            3,
        ),
        (
            "{{ answers.port }}\n\n{% if answers.prot > 1 %}{% endif %}",
            3,
        ),
        ("\n{{ answers . prot }}", 2),
        ("\n{{ answers.db.usr }}", 2),
    ] {
        let error = check_file(&form(), template, "0644".parse().expect("a mode"));
        let Err(TemplateError::Undefined { line, .. }) = error else {
            panic!("{template}: {error:?}");
        };
        assert_eq!(line, expected, "{template}");
    }
    let sound =
        "{{ answers.db.password }}{% for n in answers.notes %}{{ loop.index }}{{ n }}{% endfor %}";
    assert_eq!(
        check_file(&form(), sound, "0600".parse().expect("a mode")),
        Ok(())
    );
}
