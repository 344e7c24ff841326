//! What an error is about, as data: a key for the catalogue of texts and the values of this very case by name.
//!
//! An error's `Display` is one English sentence. Whoever has to say the same in another language needs what went into
//! that sentence, and nobody may take a sentence apart again. So errors are serialisable, and [`Particulars::of`] reads
//! an error as serde shows it: the names of its type and variant are the key, its fields are the values, and an error
//! within an error is particulars within particulars.

mod telling;

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize, Serializer};

use crate::plain;

/// An error taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// The kind of error in kebab case, such as `volume-gap` for `VolumeError::Gap`.
    pub of: String,
    /// Its fields by name; the one field of a variant without names is `value`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Particular>,
}

/// One value of an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Particular {
    /// An error within the error, or another value that has a text of its own.
    Within(Particulars),
    /// A phrase of the program's own, in English, that the catalogue may know.
    Phrase {
        /// The phrase.
        phrase: String,
    },
    /// Several of them.
    Several(Vec<Particular>),
    /// A name, a number or what a system said, safe to print on one line.
    Word(String),
}

impl Particulars {
    /// What an error is about.
    #[must_use]
    pub fn of<E: Serialize + ?Sized>(error: &E) -> Self {
        match telling::of(error) {
            Some(Particular::Within(particulars)) => particulars,
            // An error that is no more than a word has no text of its own; its Display has to do.
            _ => Self::named("untold"),
        }
    }

    /// Particulars of this key without values.
    #[must_use]
    pub fn named(key: &str) -> Self {
        Self {
            of: key.into(),
            values: BTreeMap::new(),
        }
    }

    /// The same with a value more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        let word = Particular::Word(plain(&value.to_string()));
        self.values.insert(name.into(), word);
        self
    }

    /// The same with particulars as a value.
    #[must_use]
    pub fn within(mut self, name: &str, value: Self) -> Self {
        self.values.insert(name.into(), Particular::Within(value));
        self
    }

    /// The same with each word changed, such as by a mask over secrets.
    #[must_use]
    pub fn map_words(mut self, change: &dyn Fn(&str) -> String) -> Self {
        for value in self.values.values_mut() {
            value.map_words(change);
        }
        self
    }
}

impl Particular {
    fn map_words(&mut self, change: &dyn Fn(&str) -> String) {
        match self {
            Self::Word(word) => *word = change(word),
            Self::Within(within) => *within = within.clone().map_words(change),
            Self::Several(several) => several.iter_mut().for_each(|one| one.map_words(change)),
            Self::Phrase { .. } => {}
        }
    }
}

/// For `serialize_with`: a value as people read it, such as what a system said.
///
/// # Errors
/// Those of the serializer.
pub fn shown<T: std::fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

/// For `serialize_with`: a path as people read it, whatever its encoding.
///
/// # Errors
/// Those of the serializer.
pub fn shown_path<T: AsRef<Path>, S: Serializer>(
    path: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&path.as_ref().display())
}

/// For `serialize_with`: how many there are.
///
/// # Errors
/// Those of the serializer.
pub fn how_many<T, S: Serializer>(items: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&items.len())
}

/// For `serialize_with`: the particulars of another error that this one carries.
///
/// # Errors
/// Those of the serializer.
pub fn told<S: Serializer>(about: &Particulars, serializer: S) -> Result<S::Ok, S::Error> {
    let json = serde_json::to_string(about).map_err(serde::ser::Error::custom)?;
    serializer.serialize_newtype_struct(telling::TOLD, &json)
}

/// For `serialize_with`: a phrase of the program's own that the catalogue has in other languages.
///
/// # Errors
/// Those of the serializer.
pub fn phrase<T: std::fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(telling::PHRASE, &value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    enum OuterError {
        Nothing,
        Named {
            path: String,
            bytes: u64,
            #[serde(serialize_with = "phrase")]
            doing: &'static str,
            list: Vec<u8>,
            none: Option<u8>,
        },
        Transparent(Inner),
    }

    #[derive(Serialize)]
    struct Inner {
        #[serde(serialize_with = "how_many")]
        found: Vec<u8>,
    }

    #[test]
    fn an_error_is_its_kind_and_its_fields_by_name() {
        assert_eq!(
            Particulars::of(&OuterError::Nothing),
            Particulars::named("outer-nothing")
        );
        let named = Particulars::of(&OuterError::Named {
            path: "a\nb".into(),
            bytes: 7,
            doing: "open",
            list: vec![1, 2],
            none: None,
        });
        let phrase = Particular::Phrase {
            phrase: "open".into(),
        };
        let mut expected = Particulars::named("outer-named")
            .with("path", "a\nb")
            .with("bytes", 7)
            .with("none", "none");
        assert_ne!(
            expected.values["path"],
            Particular::Word("a\nb".into()),
            "a line stays one"
        );
        expected.values.insert("doing".into(), phrase);
        let several = ["1", "2"].map(|word| Particular::Word(word.into()));
        expected
            .values
            .insert("list".into(), Particular::Several(several.into()));
        assert_eq!(named, expected);
    }

    #[test]
    fn an_error_within_an_error_keeps_its_own_kind() {
        let inner = Inner {
            found: vec![1, 2, 3],
        };
        let told = Particulars::of(&OuterError::Transparent(inner));
        let within = Particulars::named("inner").with("found", 3);
        assert_eq!(
            told,
            Particulars::named("outer-transparent").within("value", within)
        );
        let json = serde_json::to_string(&told).expect("particulars are data");
        assert_eq!(
            serde_json::from_str::<Particulars>(&json).ok(),
            Some(told.clone())
        );
        let masked = told.map_words(&|word| word.replace('3', "*"));
        let Particular::Within(within) = &masked.values["value"] else {
            panic!("{masked:?}")
        };
        assert_eq!(within.values["found"], Particular::Word("*".into()));
    }

    #[test]
    fn what_is_only_a_word_is_told_by_nobody() {
        assert_eq!(Particulars::of("a word").of, "untold");
    }
}
