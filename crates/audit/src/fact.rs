//! The values a record may hold: what RFC 8785 JSON writes in one way only.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Facts by name; names are short kebab-case words (see [`crate::detail`]).
pub type Facts = BTreeMap<String, Fact>;

/// One value in a record: no floats, no null, whole numbers within ±(2^53-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    /// Yes or no.
    Flag(bool),
    /// A whole number that every JSON reader holds exactly.
    Number(Whole),
    /// A text; control characters are escaped by JSON and stay inside it (threat A13).
    Text(String),
    /// Several values in order.
    List(Vec<Fact>),
    /// Several values by name.
    Map(Facts),
}

/// A whole number within ±(2^53-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Whole(i64);

const MOST: i64 = (1 << 53) - 1;

impl Whole {
    /// The number as it is.
    #[must_use]
    pub const fn value(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Whole {
    type Error = &'static str;
    fn try_from(number: i64) -> Result<Self, Self::Error> {
        if (-MOST..=MOST).contains(&number) {
            Ok(Self(number))
        } else {
            Err("a whole number beyond 2^53-1 is written as text")
        }
    }
}

impl From<Whole> for i64 {
    fn from(number: Whole) -> Self {
        number.0
    }
}

impl Fact {
    /// The text, when it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The number, when it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<i64> {
        if let Self::Number(number) = self {
            Some(number.0)
        } else {
            None
        }
    }

    /// The flag, when it is one.
    #[must_use]
    pub const fn as_flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self {
            Some(*flag)
        } else {
            None
        }
    }

    /// The values in order; none when it is not a list.
    #[must_use]
    pub fn as_list(&self) -> &[Self] {
        if let Self::List(list) = self {
            list
        } else {
            &[]
        }
    }

    /// One value by name, when it is a map that has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        if let Self::Map(map) = self {
            map.get(name)
        } else {
            None
        }
    }

    /// A map from pairs.
    #[must_use]
    pub fn map<const N: usize>(pairs: [(&str, Self); N]) -> Self {
        Self::Map(pairs.map(|(name, fact)| (name.to_owned(), fact)).into())
    }

    /// Takes any JSON value; what JSON readers disagree on (floats, null, large numbers) becomes its text.
    #[must_use]
    pub fn from_json(value: &serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Number(number) => number
                .as_i64()
                .and_then(|n| Whole::try_from(n).ok())
                .map_or_else(|| Self::Text(number.to_string()), Self::Number),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            Value::Object(fields) => Self::Map(
                fields
                    .iter()
                    .map(|(k, v)| (k.clone(), Self::from_json(v)))
                    .collect(),
            ),
            Value::Null => Self::Text("null".into()),
        }
    }

    /// Applies a change to every text inside, names of nested fields left alone.
    pub(crate) fn rewrite(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Text(text) => change(text),
            Self::List(list) => list.iter_mut().for_each(|fact| fact.rewrite(change)),
            Self::Map(map) => map.values_mut().for_each(|fact| fact.rewrite(change)),
            Self::Flag(_) | Self::Number(_) => {}
        }
    }

    /// How deep lists and maps lie inside each other.
    pub(crate) fn depth(&self) -> usize {
        match self {
            Self::List(list) => 1 + list.iter().map(Self::depth).max().unwrap_or(0),
            Self::Map(map) => 1 + map.values().map(Self::depth).max().unwrap_or(0),
            Self::Flag(_) | Self::Number(_) | Self::Text(_) => 0,
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Fact {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i32> for Fact {
    fn from(number: i32) -> Self {
        Self::Number(Whole(number.into()))
    }
}

impl From<u32> for Fact {
    fn from(number: u32) -> Self {
        Self::Number(Whole(number.into()))
    }
}

impl From<u64> for Fact {
    /// A number beyond 2^53-1 becomes its decimal text.
    fn from(number: u64) -> Self {
        i64::try_from(number)
            .ok()
            .and_then(|n| Whole::try_from(n).ok())
            .map_or_else(|| Self::Text(number.to_string()), Self::Number)
    }
}

impl From<sealift_document::Count> for Fact {
    fn from(count: sealift_document::Count) -> Self {
        count.value().into()
    }
}

impl From<sealift_document::Digest> for Fact {
    fn from(digest: sealift_document::Digest) -> Self {
        Self::Text(digest.to_string())
    }
}

impl From<sealift_document::Timestamp> for Fact {
    fn from(moment: sealift_document::Timestamp) -> Self {
        Self::Text(moment.to_string())
    }
}

impl<T: Into<Self>> From<Vec<T>> for Fact {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealift_document::{from_canonical, to_canonical};

    #[test]
    fn reads_back_what_it_writes_and_nothing_else() {
        let fact = Fact::map([
            ("a", Fact::from(vec![1_u32, 2])),
            ("b", true.into()),
            ("c", "x\ny".into()),
            ("d", (-7).into()),
        ]);
        let bytes = to_canonical(&fact).expect("canonical");
        assert_eq!(bytes, br#"{"a":[1,2],"b":true,"c":"x\ny","d":-7}"#);
        assert_eq!(from_canonical::<Fact>(&bytes), Ok(fact));
        for bad in [
            "1.5",
            "null",
            "9007199254740992",
            "-9007199254740992",
            "[null]",
        ] {
            assert!(from_canonical::<Fact>(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn each_value_is_seen_as_what_it_is_and_as_nothing_else() {
        let most = Fact::from((1_u64 << 53) - 1);
        assert_eq!(most.as_number(), Some(9_007_199_254_740_991));
        assert_eq!(Fact::from(-7).as_number(), Some(-7));
        let whole = Whole::try_from(-7).expect("small");
        assert_eq!(whole.value(), -7);
        assert_eq!(Fact::from(true).as_flag(), Some(true));
        assert_eq!(Fact::from(false).as_flag(), Some(false));
        let list = Fact::from(vec!["a", "b"]);
        assert_eq!(list.as_list(), [Fact::from("a"), Fact::from("b")]);
        let text = Fact::from("7");
        assert_eq!((text.as_number(), text.as_flag()), (None, None));
        assert!(text.as_list().is_empty() && list.as_text().is_none());
    }

    #[test]
    fn depth_counts_what_lies_inside_each_other_and_not_beside() {
        let list = |fact: Fact| Fact::from(vec![fact]);
        let map = |fact: Fact| Fact::map([("a", fact), ("b", true.into())]);
        assert_eq!(Fact::from("x").depth(), 0);
        assert_eq!(Fact::List(Vec::new()).depth(), 1);
        assert_eq!(map(list(7.into())).depth(), 2);
        assert_eq!(list(map(list("x".into()))).depth(), 3);
    }

    #[test]
    fn takes_any_json_without_losing_digits() {
        let value = serde_json::json!({"f": 1.5, "n": null, "big": 9_007_199_254_740_992_u64});
        let fact = Fact::from_json(&value);
        assert_eq!(
            fact.field("big").and_then(Fact::as_text),
            Some("9007199254740992")
        );
        assert_eq!(fact.field("f").and_then(Fact::as_text), Some("1.5"));
    }
}
