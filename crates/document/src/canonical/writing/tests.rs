//! What is written here is what the library writes.

use super::*;
use serde::ser::SerializeMap;

/// A value whose properties come in the order given.
#[derive(Clone)]
enum Node {
    Null,
    Switch(bool),
    Whole(i64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Serialize for Node {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Switch(on) => serializer.serialize_bool(*on),
            Self::Whole(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(nodes) => serializer.collect_seq(nodes),
            Self::Object(properties) => {
                let mut map = serializer.serialize_map(Some(properties.len()))?;
                for (key, node) in properties {
                    map.serialize_entry(key, node)?;
                }
                map.end()
            }
        }
    }
}

/// Numbers that are drawn alike in every run (xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn text(&mut self) -> String {
        const LETTERS: [char; 16] = [
            'a',
            'b',
            'B',
            '1',
            ' ',
            '"',
            '\\',
            '/',
            '\n',
            '\u{1}',
            '\u{7f}',
            'é',
            '\u{2028}',
            '\u{e000}',
            '\u{fffd}',
            '\u{10000}',
        ];
        let letters = self.below(4);
        let letter = |_| LETTERS[usize::try_from(self.below(16)).expect("small")];
        (0..letters).map(letter).collect()
    }

    fn node(&mut self, depth: u64) -> Node {
        match self.below(if depth == 0 { 4 } else { 7 }) {
            0 => Node::Null,
            1 => Node::Switch(self.below(2) == 0),
            2 => {
                let most = self.below(54);
                let number = i64::try_from(self.below(1 << most)).expect("small");
                Node::Whole(if self.below(2) == 0 { number } else { -number })
            }
            3 => Node::Text(self.text()),
            4 => {
                let nodes = self.below(4);
                Node::List((0..nodes).map(|_| self.node(depth - 1)).collect())
            }
            _ => {
                let properties = self.below(6);
                let property = |_| (self.text(), self.node(depth - 1));
                Node::Object((0..properties).map(property).collect())
            }
        }
    }
}

#[test]
fn it_writes_what_the_library_writes() {
    let mut draw = Draw(7);
    let (mut both, mut twice) = (0, 0);
    for _ in 0..20_000 {
        let node = draw.node(4);
        let library = serde_json_canonicalizer::to_vec(&node).ok();
        let ours = written(&node, 0);
        assert_eq!(
            ours,
            library,
            "{}",
            serde_json::to_string(&node).expect("JSON")
        );
        both += usize::from(ours.is_some());
        twice += usize::from(ours.is_none());
    }
    assert!(both > 10_000 && twice > 100, "{both} {twice}");
}

#[test]
fn it_leaves_to_the_library_what_documents_do_not_hold() {
    for value in [
        serde_json::json!(0.5),
        serde_json::json!({ "a": [1_u64 << 53] }),
        serde_json::json!(-(1_i64 << 53)),
    ] {
        assert_eq!(written(&value, 0), None, "{value}");
    }
    let most = serde_json::json!((1_u64 << 53) - 1);
    assert_eq!(written(&most, 0), Some(b"9007199254740991".to_vec()));
}
