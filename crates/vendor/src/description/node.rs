//! A TOML document as plain values, each with its place in the text.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Defect, DescriptionProblem, Position};

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) at: Position,
    pub(super) value: Value,
}

/// A TOML value.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Text(String),
    Whole(i64),
    /// Kept for the message that refuses it.
    Fraction,
    Truth(bool),
    Time(String),
    List(Vec<Node>),
    Table(Table),
}

/// Fields by their names as they are written; each with the place of its name.
pub(super) type Table = BTreeMap<String, Field>;

/// A field.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name_at: Position,
    pub(super) node: Node,
}

impl Value {
    /// What people call a value of this kind.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) => "a whole number",
            Self::Fraction => "a fraction",
            Self::Truth(_) => "true or false",
            Self::Time(_) => "a time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Reads TOML.
pub(super) fn parse(text: &str) -> Result<Table, DescriptionProblem> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let detail = error.message().to_owned();
        DescriptionProblem {
            at: Position::of(text, at),
            what: Defect::Syntax { detail },
        }
    })?;
    convert_table(text, table.get_ref())
}

fn convert_table(text: &str, table: &DeTable<'_>) -> Result<Table, DescriptionProblem> {
    let convert_field = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let field = Field {
            name_at: Position::of(text, name.span().start),
            node: convert(text, value)?,
        };
        let name: &std::borrow::Cow<'_, str> = name.get_ref();
        Ok((name.to_string(), field))
    };
    table.iter().map(convert_field).collect()
}

fn convert(text: &str, node: &Spanned<DeValue<'_>>) -> Result<Node, DescriptionProblem> {
    let at = Position::of(text, node.span().start);
    let value = match node.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            let parsed = i64::from_str_radix(&digits, number.radix());
            Value::Whole(parsed.map_err(|_| DescriptionProblem {
                at,
                what: Defect::Syntax {
                    detail: "the number is too large".into(),
                },
            })?)
        }
        DeValue::Float(_) => Value::Fraction,
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(time) => Value::Time(time.to_string()),
        DeValue::Array(list) => {
            let nodes: Result<_, _> = list.iter().map(|node| convert(text, node)).collect();
            Value::List(nodes?)
        }
        DeValue::Table(table) => Value::Table(convert_table(text, table)?),
    };
    Ok(Node { at, value })
}
