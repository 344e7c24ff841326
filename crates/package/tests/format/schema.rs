//! The published schemas describe what is read.

use sealift_package::schema;

#[test]
fn schemas_are_published_for_every_document() {
    let names: Vec<_> = schema::all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "sealift.manifest.v1",
            "sealift.index.v1",
            "sealift.volume.v1"
        ]
    );
    for (name, schema) in schema::all() {
        let text = serde_json::to_string(&schema).expect("JSON");
        assert!(text.contains("\"$schema\"") && text.len() > 500, "{name}");
    }
}
