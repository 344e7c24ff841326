//! Where in a description the parts of its manifest stand.

use super::fields::normal;
use super::node::{Node, Table, Value};
use super::problem::Position;

/// The description as it was written.
#[derive(Debug, Clone)]
pub(crate) struct Places(Table);

/// What a part of a manifest is written as: the same field, another one, or a list that two fields make together.
enum Written<'a> {
    Node(&'a Node),
    /// The field is there in another spelling, and this many segments of the pointer lead to it.
    Skipping(&'a Node, usize),
}

impl Places {
    pub(super) const fn new(table: Table) -> Self {
        Self(table)
    }

    /// The place that a JSON pointer into the manifest leads to; as far as it goes where the description says less.
    pub(crate) fn find(&self, pointer: &str) -> Position {
        let segments: Vec<&str> = pointer.split('/').skip(1).collect();
        let mut at = Position { line: 1, column: 1 };
        let mut table = Some(&self.0);
        let mut list: &[Node] = &[];
        let mut rest = segments.as_slice();
        while let [segment, ..] = rest {
            let found = match table {
                Some(table) => field(table, rest),
                None => segment
                    .parse()
                    .ok()
                    .and_then(|number: usize| list.get(number))
                    .map(Written::Node),
            };
            let (node, taken) = match found {
                Some(Written::Node(node)) => (node, 1),
                Some(Written::Skipping(node, taken)) => (node, taken),
                None => break,
            };
            at = node.at;
            (table, list) = match &node.value {
                Value::Table(table) => (Some(table), &[][..]),
                Value::List(nodes) => (None, nodes.as_slice()),
                _ => break,
            };
            rest = &rest[taken..];
        }
        at
    }
}

/// What the first segments of a pointer are in a table of the description.
fn field<'a>(table: &'a Table, rest: &[&str]) -> Option<Written<'a>> {
    let named = |name: &str| {
        let is_it = |(written, _): &(&String, _)| normal(written) == normal(name);
        table.iter().find(is_it).map(|(_, field)| &field.node)
    };
    match rest {
        ["steps", number, ..] => step(named("steps"), named("checks"), number),
        ["schema", "properties", ..] if named("questions").is_some() => {
            named("questions").map(|node| Written::Skipping(node, 2))
        }
        ["schema", ..] if named("schema").is_none() => named("file").map(Written::Node),
        ["documents", ..] if named("documents").is_none() => named("changelog").map(Written::Node),
        [name, ..] => named(name).map(Written::Node).or_else(|| {
            // Templates of a check stand in its probe.
            named("probe").map(|node| Written::Skipping(node, 0))
        }),
        [] => None,
    }
}

/// A component's checks follow its steps.
fn step<'a>(
    steps: Option<&'a Node>,
    checks: Option<&'a Node>,
    number: &str,
) -> Option<Written<'a>> {
    let [steps, checks] = [steps, checks].map(|node| match node.map(|node| &node.value) {
        Some(Value::List(nodes)) => nodes.as_slice(),
        _ => &[],
    });
    let number: usize = number.parse().ok()?;
    let step = steps.iter().chain(checks).nth(number)?;
    Some(Written::Skipping(step, 2))
}
