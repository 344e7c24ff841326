//! Reading a table field by field, noting all that is wrong and going on.

use std::cell::RefCell;
use std::fmt::Display;
use std::str::FromStr;

use sealift_document::{Count, Text};

use super::node::{Field, Node, Table, Value};
use super::problem::{Defect, DescriptionProblem, Position};

/// All that is wrong so far.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<DescriptionProblem>>);

impl Problems {
    pub(super) fn note(&self, at: Position, what: Defect) {
        self.0.borrow_mut().push(DescriptionProblem { at, what });
    }

    pub(super) fn invalid(&self, at: Position, field: &str, detail: impl Display) {
        let (field, detail) = (field.to_owned(), detail.to_string());
        self.note(at, Defect::Invalid { field, detail });
    }

    /// A value of another kind than the field takes.
    pub(super) fn wrong_kind(&self, node: &Node, field: &str, expected: &'static str) {
        let found = node.value.kind();
        let field = field.to_owned();
        self.note(
            node.at,
            Defect::WrongKind {
                field,
                expected,
                found,
            },
        );
    }

    /// A field that does not exist, with the one that was probably meant.
    pub(super) fn unknown<'a>(
        &self,
        at: Position,
        field: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        let near = |name: &&str| strsim::jaro_winkler(&normal(field), &normal(name));
        let scored = known.into_iter().map(|name| (near(&name), name));
        let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b));
        let nearest = best
            .filter(|(score, _)| *score > 0.75)
            .map(|(_, name)| name.to_owned());
        let field = field.to_owned();
        self.note(at, Defect::UnknownField { field, nearest });
    }

    pub(super) fn sorted(self) -> Vec<DescriptionProblem> {
        let mut problems = self.0.into_inner();
        problems.sort_by_key(|problem| problem.at);
        problems
    }
}

/// Words of a name may be parted by `-` or `_`.
pub(super) fn normal(name: &str) -> String {
    name.replace('-', "_")
}

/// A table that is being read.
pub(super) struct Fields<'a> {
    table: &'a Table,
    at: Position,
    asked: RefCell<Vec<&'static str>>,
    pub(super) problems: &'a Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(table: &'a Table, at: Position, problems: &'a Problems) -> Self {
        Self {
            table,
            at,
            asked: RefCell::default(),
            problems,
        }
    }

    /// The fields of a node that must be a table.
    pub(super) fn of(node: &'a Node, name: &str, problems: &'a Problems) -> Option<Self> {
        let Value::Table(table) = &node.value else {
            problems.wrong_kind(node, name, "a table");
            return None;
        };
        Some(Self::new(table, node.at, problems))
    }

    pub(super) fn node(&self, name: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(name);
        let is_it = |(written, _): &(&String, &Field)| normal(written) == normal(name);
        self.table.iter().find(is_it).map(|(_, field)| &field.node)
    }

    /// Notes that a field is missing.
    pub(super) fn missing(&self, field: &'static str) {
        self.problems.note(self.at, Defect::MissingField { field });
    }

    pub(super) fn text(&self, name: &'static str) -> Option<&'a str> {
        let node = self.node(name)?;
        match &node.value {
            Value::Text(text) | Value::Time(text) => Some(text),
            _ => {
                self.problems.wrong_kind(node, name, "a text");
                None
            }
        }
    }

    /// A text that is read further, such as an id or a version.
    pub(super) fn parsed<T>(&self, name: &'static str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        self.checked(name, str::parse)
    }

    pub(super) fn checked<T, E: Display>(
        &self,
        name: &'static str,
        check: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let at = self.node(name)?.at;
        check(text)
            .map_err(|error| self.problems.invalid(at, name, error))
            .ok()
    }

    pub(super) fn required<T>(&self, name: &'static str) -> Option<T>
    where
        T: FromStr<Err: Display>,
    {
        if self.node(name).is_none() {
            self.missing(name);
        }
        self.parsed(name)
    }

    pub(super) fn count(&self, name: &'static str) -> Option<Count> {
        let node = self.node(name)?;
        let Value::Whole(number) = node.value else {
            self.problems.wrong_kind(node, name, "a whole number");
            return None;
        };
        let count = u64::try_from(number)
            .ok()
            .and_then(|n| Count::try_from(n).ok());
        if count.is_none() {
            self.problems
                .invalid(node.at, name, "it is from 0 to 9007199254740991");
        }
        count
    }

    pub(super) fn truth(&self, name: &'static str) -> Option<bool> {
        let node = self.node(name)?;
        if let Value::Truth(truth) = node.value {
            return Some(truth);
        }
        self.problems.wrong_kind(node, name, "true or false");
        None
    }

    /// A text for people: one in English, or a table by language.
    pub(super) fn words(&self, name: &'static str) -> Text {
        let Some(node) = self.node(name) else {
            return Text::default();
        };
        match &node.value {
            Value::Text(text) => Text::english(text),
            Value::Table(languages) => Text::new(
                languages
                    .iter()
                    .filter_map(|(language, field)| match &field.node.value {
                        Value::Text(text) => Some((language.clone(), text.clone())),
                        _ => {
                            self.problems.wrong_kind(&field.node, language, "a text");
                            None
                        }
                    })
                    .collect(),
            ),
            _ => {
                self.problems
                    .wrong_kind(node, name, "a text, or a table of texts by language");
                Text::default()
            }
        }
    }

    pub(super) fn required_words(&self, name: &'static str) -> Text {
        if self.node(name).is_none() {
            self.missing(name);
        }
        self.words(name)
    }

    /// The nodes of a list; none when it is not there.
    pub(super) fn list(&self, name: &'static str) -> &'a [Node] {
        match self.node(name) {
            None => &[],
            Some(Node {
                value: Value::List(nodes),
                ..
            }) => nodes,
            Some(node) => {
                self.problems.wrong_kind(node, name, "a list");
                &[]
            }
        }
    }

    /// A list of texts that are read further.
    pub(super) fn parsed_list<T, E: Display>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Vec<T> {
        let read = |node: &Node| match &node.value {
            Value::Text(text) => {
                let parsed = parse(text);
                parsed
                    .map_err(|error| self.problems.invalid(node.at, name, error))
                    .ok()
            }
            _ => {
                self.problems.wrong_kind(node, name, "texts");
                None
            }
        };
        self.list(name).iter().filter_map(read).collect()
    }

    /// Notes every field that nobody asked for.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for (name, field) in self.table {
            if !asked.iter().any(|asked| normal(asked) == normal(name)) {
                let known = asked.iter().copied();
                self.problems.unknown(field.name_at, name, known);
            }
        }
    }
}
