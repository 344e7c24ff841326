//! Answers, forms, facts and plans.

use std::sync::OnceLock;

use sealift_document::Document;
use sealift_package::manifest::Os;
use sealift_plan::configuration::{Answers, Form};
use sealift_plan::facts::Facts;
use sealift_plan::layout::{Layout, Scope, WorldRoot};
use sealift_plan::plan::Plan;
use sealift_plan::requirements::evaluate;
use serde_json::{Value, json};

use crate::spellings;

/// A form with a question of every kind, conditional ones among them.
fn schema() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "port": { "type": "integer", "minimum": 1, "maximum": 65535, "default": 8080, "title": "Port" },
            "name": { "type": "string", "pattern": "^[a-z]+$", "maxLength": 20, "title": "Name" },
            "password": { "type": "string", "x-secret": true, "title": "Password" },
            "tls": { "type": "boolean", "default": false, "title": "TLS" },
            "level": { "enum": ["low", "high"], "default": "low", "title": "Level" },
            "hosts": { "type": "array", "items": { "type": "string" }, "maxItems": 4, "title": "Hosts" },
            "certificate": { "type": "string", "x-file": { "max_bytes": 1000 }, "title": "Certificate" },
            "store": {
                "type": "object",
                "title": "Store",
                "properties": { "days": { "type": "integer", "default": 7, "title": "Days" } }
            }
        },
        "required": ["port"],
        "if": { "properties": { "tls": { "const": true } }, "required": ["tls"] },
        "then": { "properties": { "host": { "type": "string", "format": "hostname", "title": "Host" } } }
    })
}

/// Answers that are taken are the same when they come back from where they are stored, secrets apart.
pub(crate) fn answers(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).ok();
    let from_toml = text.and_then(|text| Answers::from_toml(text).ok());
    let given = Answers::from_json(bytes).ok().into_iter().chain(from_toml);
    static FORM: OnceLock<Form> = OnceLock::new();
    let form = FORM.get_or_init(|| Form::parse(&schema()).expect("a form"));
    for answers in given {
        let Ok(settled) = form.settle(&answers, Os::Linux) else {
            continue;
        };
        let public = settled.public_part().expect("canonical");
        let private = settled.private_part().expect("canonical");
        let read =
            sealift_plan::configuration::Settled::from_parts(&public, private.expose().as_bytes());
        let read = read.expect("what was stored can be read");
        assert_eq!(read.sha256(), settled.sha256());
        assert_eq!(read.public_part(), settled.public_part());
        assert!(form.settle(&read.to_answers(), Os::Linux).is_ok());
    }
}

pub(crate) fn documents() -> Vec<Vec<u8>> {
    let all = json!({ "port": 80, "name": "anna", "password": "s3cret", "tls": true, "level": "high",
        "hosts": ["a", "b"], "store": { "days": 3 }, "certificate": "-----BEGIN", "host": "a.example" });
    let toml = "port = 80\nname = \"anna\"\nhosts = [\"a\"]\n[store]\ndays = 3\n";
    vec![all.to_string().into_bytes(), toml.into(), b"{}".to_vec()]
}

/// A schema ends in a form or in a refusal, and a form can be asked without an answer.
pub(crate) fn form(bytes: &[u8]) {
    let Ok(schema) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    if let Ok(form) = Form::parse(&schema) {
        assert!(form.questions().len() <= 512);
        for question in form.questions() {
            assert!(form.question(&question.key).is_some());
        }
        let _ = form.asked(&Answers::none());
        if let Ok(settled) = form.settle(&Answers::none(), Os::Linux) {
            assert!(settled.public_part().is_ok());
        }
    }
}

pub(crate) fn schemas() -> Vec<Vec<u8>> {
    let manifest = crate::golden_manifest();
    let own = manifest.configuration.map(|own| own.schema);
    let conditional = json!({
        "type": "object",
        "properties": { "tls": { "type": "boolean" }, "a": { "$ref": "#/$defs/x" } },
        "$defs": { "x": { "type": "string", "pattern": "^(a|b)*$" } },
        "if": { "properties": { "tls": { "const": true } } },
        "then": { "properties": { "cert": { "type": "string" } }, "required": ["cert"] },
        "dependentSchemas": { "a": { "properties": { "b": { "type": "integer" } } } }
    });
    let schemas = own.into_iter().chain([schema(), conditional]);
    schemas
        .map(|schema| schema.to_string().into_bytes())
        .collect()
}

/// Facts that are read are written the same, and every requirement has an answer on that machine.
pub(crate) fn facts(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        let Ok(facts) = Facts::from_bytes(&bytes) else {
            continue;
        };
        assert_eq!(facts.to_bytes().as_ref(), Ok(&bytes));
        let manifest = crate::golden_manifest();
        let root = WorldRoot::machine(Os::Linux);
        let layout = Layout::new(root, &Scope::System, &manifest.product).expect("a layout");
        assert!(evaluate(&manifest, &facts, None, &layout).len() > manifest.requirements.len());
    }
}

pub(crate) fn facts_of_machines() -> Vec<Vec<u8>> {
    vec![
        include_bytes!("../../crates/plan/tests/golden/facts-v1.json").to_vec(),
        include_bytes!("../../crates/plan/tests/golden/facts-v1-unknown.json").to_vec(),
    ]
}

/// A plan that is read back from a journal is the plan that was kept.
pub(crate) fn plan(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        if let Ok(plan) = Plan::from_bytes(&bytes) {
            assert_eq!(plan.to_bytes().as_ref(), Ok(&bytes));
            let _ = (plan.has_irreversible_step(), plan.needs_reboot());
        }
    }
}

pub(crate) fn plans() -> Vec<Vec<u8>> {
    vec![
        include_bytes!("../../crates/plan/tests/golden/plan-v1-install.json").to_vec(),
        include_bytes!("../../crates/plan/tests/golden/plan-v1-uninstall.json").to_vec(),
        include_bytes!("../../crates/plan/tests/golden/plan-v1-upgrade.json").to_vec(),
    ]
}
