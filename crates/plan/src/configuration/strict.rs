//! JSON as answers may come: no name twice, no number that cannot be held exactly, no bottomless nesting.

use std::cell::RefCell;
use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::answers::AnswersError;

/// Objects and lists within each other.
pub(super) const MAX_DEPTH: usize = 16;
/// The largest whole number that every reader holds exactly.
const EXACT: u64 = (1 << 53) - 1;

/// Reads one JSON value and nothing after it.
pub(super) fn read(bytes: &[u8]) -> Result<Value, AnswersError> {
    let reason = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let level = Level {
        depth: 0,
        reason: &reason,
    };
    let value = level
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| {
        reason.take().unwrap_or_else(|| AnswersError::Malformed {
            detail: error.to_string(),
            line: error.line(),
            column: error.column(),
        })
    })
}

/// A whole number within the exact range, or why not.
pub(super) fn exact_integer(number: i64) -> Result<Number, AnswersError> {
    if number.unsigned_abs() <= EXACT {
        Ok(number.into())
    } else {
        Err(AnswersError::NumberNotExact)
    }
}

/// A number with a fraction: finite, and not a whole number that was rounded.
pub(super) fn exact_float(number: f64) -> Result<Number, AnswersError> {
    #[expect(clippy::cast_precision_loss, reason = "2^53-1 is held exactly")]
    let within = number.abs() <= EXACT as f64;
    Number::from_f64(number)
        .filter(|_| within)
        .ok_or(AnswersError::NumberNotExact)
}

#[derive(Clone, Copy)]
struct Level<'a> {
    depth: usize,
    reason: &'a RefCell<Option<AnswersError>>,
}

impl Level<'_> {
    /// Keeps the typed reason aside, for serde's own errors carry text alone.
    fn refused<E: de::Error>(self, reason: AnswersError) -> E {
        let error = E::custom(&reason);
        *self.reason.borrow_mut() = Some(reason);
        error
    }

    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(self.refused(AnswersError::TooDeep { most: MAX_DEPTH }));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        exact_integer(value)
            .map(Value::Number)
            .map_err(|reason| self.refused(reason))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        exact_float(value)
            .map(Value::Number)
            .map_err(|reason| self.refused(reason))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.into()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut fields = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            if fields.contains_key(&name) {
                return Err(self.refused(AnswersError::Duplicate { field: name }));
            }
            let value = object.next_value_seed(inner)?;
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}
