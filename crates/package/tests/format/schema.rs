//! The published schemas describe what is read.

use sealift_package::schema;
use serde_json::{Value, json};

fn published() -> Vec<(&'static str, Value)> {
    let schemas = schema::all().into_iter();
    schemas
        .map(|(name, schema)| (name, schema.to_value()))
        .collect()
}

#[test]
fn schemas_are_published_for_every_document() {
    let names: Vec<_> = published().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "sealift.manifest.v1",
            "sealift.index.v1",
            "sealift.volume.v1"
        ]
    );
    for (name, schema) in published() {
        assert!(schema["$schema"].is_string(), "{name}");
        assert!(schema.to_string().len() > 500, "{name}");
    }
}

#[test]
fn a_schema_names_each_kind_of_text_and_says_its_form() {
    let (_, manifest) = published().swap_remove(0);
    let kinds = &manifest["$defs"];
    assert_eq!(
        kinds["RelativePath"],
        json!({"type": "string", "maxLength": 1024})
    );
    for kind in ["ProductId", "ComponentId", "Identifier", "Mode"] {
        assert_eq!(kinds[kind]["type"], "string", "{kind}");
        assert!(kinds[kind]["pattern"].is_string(), "{kind}");
    }
    let places = &kinds["TargetPath"];
    assert_eq!(places["type"], "string");
    assert!(places["examples"].is_array());
}
