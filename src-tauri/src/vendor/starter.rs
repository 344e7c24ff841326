//! A first description for a folder of files: what can be seen is filled in, the rest is the smallest that holds.

use camino::Utf8Path;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// The text of a first description.
pub(super) fn text(folder: &Utf8Path, sources: &[String]) -> String {
    let name = folder.file_name().unwrap_or("product");
    let mut document = DocumentMut::new();
    document["product"] = value(format!("com.example.{}", identifier(name)));
    document["name"] = value(name);
    document["vendor"] = value("Example");
    document["version"] = value("1.0.0");
    document["sequence"] = value(1);
    document["platforms"] = value(Array::from_iter(["linux-x86-64"]));
    let mut components = ArrayOfTables::new();
    for source in sources {
        let mut component = Table::new();
        component["id"] = value(identifier(source));
        component["source"] = value(source.as_str());
        components.push(component);
    }
    if !components.is_empty() {
        document["components"] = Item::ArrayOfTables(components);
    }
    document.to_string()
}

/// A name as an identifier takes it: small letters, digits and hyphens, a letter first.
fn identifier(name: &str) -> String {
    let spelled: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let trimmed = spelled.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let trimmed = trimmed.trim_end_matches('-');
    if trimmed.is_empty() {
        "part".to_owned()
    } else {
        trimmed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_description_is_one_that_can_be_sealed() {
        let text = text(
            "/srv/Plant Monitor 2".into(),
            &["Server".into(), "3 docs".into()],
        );
        let folder = std::path::PathBuf::from("/srv");
        let read = sealift_vendor::Description::parse(&text, folder);
        let read = read.unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(read.product.to_string(), "com.example.plant-monitor-2");
        let ids: Vec<_> = read
            .components
            .iter()
            .map(|part| part.component.id.to_string())
            .collect();
        assert_eq!(ids, ["server", "docs"]);
    }
}
