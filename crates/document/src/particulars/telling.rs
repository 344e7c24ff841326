//! A serializer that takes an error apart. It writes nothing down: what serde shows it becomes particulars.

use std::fmt::Display;

use serde::ser::{self, Impossible, Serialize};

use super::{Particular, Particulars};
use crate::plain;

/// The name by which a phrase makes itself known.
pub(super) const PHRASE: &str = "sealift-phrase";

/// The name by which particulars make themselves known, which come as their JSON.
pub(super) const TOLD: &str = "sealift-particulars";

/// A value as a particular; `None` for what no error holds, such as a map with keys that are no names.
pub(super) fn of<T: Serialize + ?Sized>(value: &T) -> Option<Particular> {
    value.serialize(Telling).ok()
}

struct Telling;

/// Something that cannot be told.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Untold(String);

impl ser::Error for Untold {
    fn custom<T: Display>(said: T) -> Self {
        Self(said.to_string())
    }
}

type Told = Result<Particular, Untold>;

fn word(value: impl Display) -> Told {
    Ok(Particular::Word(plain(&value.to_string())))
}

/// `VolumeError` and `Gap` as `volume-gap`: that it is an error goes without saying.
fn key(name: &str, variant: Option<&str>) -> String {
    let name = name.strip_suffix("Error").unwrap_or(name);
    let mut key = String::new();
    for word in [name].into_iter().chain(variant) {
        for (at, c) in word.char_indices() {
            let begins = at == 0 || c.is_ascii_uppercase();
            if begins && !key.is_empty() {
                key.push('-');
            }
            key.push(c.to_ascii_lowercase());
        }
    }
    key
}

macro_rules! words {
    ($($method:ident: $type:ty),* $(,)?) => {$(
        fn $method(self, value: $type) -> Told {
            word(value)
        }
    )*};
}

impl ser::Serializer for Telling {
    type Ok = Particular;
    type Error = Untold;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Impossible<Particular, Untold>;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    words! {
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
        serialize_char: char,
        serialize_str: &str,
    }

    fn serialize_bytes(self, _: &[u8]) -> Told {
        Err(Untold("bytes are no words".into()))
    }

    fn serialize_none(self) -> Told {
        word("none")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Told {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Told {
        word("none")
    }

    fn serialize_unit_struct(self, name: &'static str) -> Told {
        Ok(Particular::Within(Particulars::named(&key(name, None))))
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Told {
        let key = key(name, Some(variant));
        Ok(Particular::Within(Particulars::named(&key)))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Told {
        Ok(match value.serialize(self)? {
            Particular::Word(phrase) if name == PHRASE => Particular::Phrase { phrase },
            Particular::Word(json) if name == TOLD => serde_json::from_str(&json)
                .map(Particular::Within)
                .map_err(ser::Error::custom)?,
            value if name.ends_with("Error") => one(key(name, None), value),
            value => value,
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Told {
        let value = value.serialize(self)?;
        Ok(one(key(name, Some(variant)), value))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Untold> {
        Ok(Items::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, Untold> {
        Ok(Items::default())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, Untold> {
        Ok(Items::default())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Items, Untold> {
        Ok(Items::default())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Untold> {
        Err(Untold("a map has no names".into()))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields, Untold> {
        Ok(Fields(Particulars::named(&key(name, None))))
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, Untold> {
        Ok(Fields(Particulars::named(&key(name, Some(variant)))))
    }
}

fn one(key: String, value: Particular) -> Particular {
    let mut particulars = Particulars::named(&key);
    particulars.values.insert("value".into(), value);
    Particular::Within(particulars)
}

/// The fields of a struct or a variant as they come.
struct Fields(Particulars);

macro_rules! fields {
    ($($fields:ident),* $(,)?) => {$(
        impl ser::$fields for Fields {
            type Ok = Particular;
            type Error = Untold;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Untold> {
                // What cannot be told is left out, so that the rest still can.
                if let Some(value) = of(value) {
                    self.0.values.insert(name.into(), value);
                }
                Ok(())
            }

            fn end(self) -> Told {
                Ok(Particular::Within(self.0))
            }
        }
    )*};
}

fields! {
    SerializeStruct,
    SerializeStructVariant,
}

/// The items of a list as they come; what cannot be told is left out.
#[derive(Default)]
struct Items(Vec<Particular>);

impl Items {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.0.extend(of(value));
    }
}

macro_rules! lists {
    ($($list:ident: $method:ident),* $(,)?) => {$(
        impl ser::$list for Items {
            type Ok = Particular;
            type Error = Untold;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Untold> {
                self.item(value);
                Ok(())
            }

            fn end(self) -> Told {
                Ok(Particular::Several(self.0))
            }
        }
    )*};
}

lists! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}
