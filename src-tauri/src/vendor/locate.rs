//! From a place in a description's text to the names that lead there, so that a form can show a problem at its field.

use std::ops::Range;

use sealift_vendor::description::Position;
use toml_edit::{Document, Item, TableLike, Value};

/// Names and list places that lead to the value at a position, as deep as they are known; none when the text is no TOML.
pub(super) fn path_at(text: &str, position: Position) -> Vec<String> {
    let Ok(document) = Document::parse(text) else {
        return Vec::new();
    };
    let byte = byte_at(text, position);
    let mut path = Vec::new();
    in_table(document.as_table(), byte, &mut path);
    path
}

fn byte_at(text: &str, position: Position) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(position.line - 1)
        .map(str::len)
        .sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let column = line.char_indices().nth(position.column - 1);
    before + column.map_or(line.len(), |(at, _)| at)
}

/// Goes down where the byte lies within a key or its value.
fn in_table(table: &dyn TableLike, byte: usize, path: &mut Vec<String>) {
    for (name, item) in table.iter() {
        let key = table.get_key_value(name).and_then(|(key, _)| key.span());
        let is_here = holds(key, byte) || reach(item).is_some_and(|span| span.contains(&byte));
        if is_here {
            path.push(name.to_owned());
            return in_item(item, byte, path);
        }
    }
}

fn in_item(item: &Item, byte: usize, path: &mut Vec<String>) {
    match item {
        Item::ArrayOfTables(list) => {
            let spans = list.iter().map(|table| reach_of(table, table.span()));
            if let Some(place) = nth(spans, byte) {
                path.push(place.to_string());
                list.get(place)
                    .into_iter()
                    .for_each(|table| in_table(table, byte, path));
            }
        }
        Item::Value(Value::Array(list)) => {
            if let Some(place) = nth(list.iter().map(Value::span), byte) {
                path.push(place.to_string());
                if let Some(Value::InlineTable(table)) = list.get(place) {
                    in_table(table, byte, path);
                }
            }
        }
        item => {
            item.as_table_like()
                .into_iter()
                .for_each(|table| in_table(table, byte, path));
        }
    }
}

fn nth(spans: impl Iterator<Item = Option<Range<usize>>>, byte: usize) -> Option<usize> {
    spans
        .enumerate()
        .find(|(_, span)| holds(span.clone(), byte))
        .map(|(place, _)| place)
}

fn holds(span: Option<Range<usize>>, byte: usize) -> bool {
    span.is_some_and(|span| span.contains(&byte))
}

/// Everything that belongs to an item: a section's span is its heading alone, so its content is counted in.
fn reach(item: &Item) -> Option<Range<usize>> {
    match item {
        Item::Table(table) => reach_of(table, table.span()),
        Item::ArrayOfTables(list) => {
            let spans = list.iter().map(|table| reach_of(table, table.span()));
            spans.flatten().reduce(joined)
        }
        item => item.span(),
    }
}

fn reach_of(table: &dyn TableLike, own: Option<Range<usize>>) -> Option<Range<usize>> {
    let within = table.iter().filter_map(|(name, item)| {
        let key = table.get_key_value(name).and_then(|(key, _)| key.span());
        [key, reach(item)].into_iter().flatten().reduce(joined)
    });
    own.into_iter().chain(within).reduce(joined)
}

fn joined(one: Range<usize>, other: Range<usize>) -> Range<usize> {
    one.start.min(other.start)..one.end.max(other.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "product = \"x\"\n\n[vendor]\nname = \"Acmé\"\nphone = 1\n\n[[components]]\nid = \"a\"\n\n[[components]]\nid = \"b\"\nmodes = [{ glob = \"*\" }, { glob = \"bin\", mode = \"9\" }]\n\n[configuration.questions.port]\ntype = \"integr\"\n";

    fn at(line: usize, column: usize) -> String {
        path_at(TEXT, Position { line, column }).join(".")
    }

    #[test]
    fn a_place_in_the_text_is_named() {
        assert_eq!(at(1, 1), "product");
        assert_eq!(at(1, 12), "product");
        assert_eq!(at(3, 1), "vendor");
        assert_eq!(at(5, 9), "vendor.phone");
        assert_eq!(at(8, 6), "components.0.id");
        assert_eq!(at(11, 6), "components.1.id");
        assert_eq!(at(12, 45), "components.1.modes.1.mode");
        assert_eq!(at(15, 8), "configuration.questions.port.type");
        assert_eq!(path_at("= =", Position { line: 1, column: 1 }), [""; 0]);
        assert_eq!(at(99, 99), "");
    }
}
