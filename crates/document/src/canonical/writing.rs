//! RFC 8785 in one buffer: properties are written as they come, and put in order only where they did not come so.
//!
//! The library that knows all of RFC 8785 keeps each property of an object by itself and copies it once for every object
//! around it, which took half of the time that reading an index of 78,000 files takes. Documents hold texts, switches and
//! whole numbers alone; what else a value may hold (fractions, numbers beyond 2^53-1) is left to the library.

use std::cmp::Ordering;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, Serializer};

use crate::Count;

#[cfg(test)]
mod tests;

/// Writes a value in canonical form, in a buffer of so many bytes at first; nothing when the library has to.
pub(super) fn written<T: Serialize + ?Sized>(value: &T, bytes: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes);
    let writing = Writing {
        out: &mut out,
        objects: vec![],
        properties: vec![],
    };
    let mut serializer = Serializer::with_formatter(io::sink(), writing);
    value.serialize(&mut serializer).ok()?;
    Some(out)
}

/// What is written, and the objects that have not come to their end, innermost last.
struct Writing<'a> {
    out: &'a mut Vec<u8>,
    objects: Vec<Object>,
    /// Properties of all open objects.
    properties: Vec<Property>,
}

struct Object {
    /// Where the first of its properties is among all.
    first: usize,
    /// Whether each has come after those that it belongs behind.
    is_ordered: bool,
}

/// Where a property lies in what is written.
#[derive(Clone, Copy)]
struct Property {
    from: usize,
    /// The end of its key, quotes included.
    colon: usize,
    until: usize,
}

impl Property {
    fn key<'a>(&self, out: &'a [u8]) -> &'a [u8] {
        &out[self.from..self.colon]
    }
}

impl Writing<'_> {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn whole(&mut self, number: i64) -> io::Result<()> {
        if number.unsigned_abs() > Count::MAX.value() {
            return Err(left_to_the_library());
        }
        write!(self.out, "{number}")
    }

    fn object(&mut self) -> io::Result<&mut Object> {
        self.objects.last_mut().ok_or_else(left_to_the_library)
    }

    /// Writes the properties of an object anew, in the order of their keys.
    fn put_in_order(&mut self, first: usize) -> io::Result<()> {
        let mut properties = self.properties[first..].to_vec();
        properties.sort_by(|a, b| order(a.key(self.out), b.key(self.out)));
        let stands_twice = |pair: &[Property]| pair[0].key(self.out) == pair[1].key(self.out);
        if properties.windows(2).any(stands_twice) {
            return Err(left_to_the_library());
        }
        let from = self.properties[first].from;
        let as_they_came = self.out.split_off(from);
        for (place, property) in properties.iter().enumerate() {
            if place > 0 {
                self.out.push(b',');
            }
            let bytes = &as_they_came[property.from - from..property.until - from];
            self.out.extend_from_slice(bytes);
        }
        Ok(())
    }
}

/// The order of two keys, quotes included: that of their UTF-16 code units (section 3.2.3).
fn order(a: &[u8], b: &[u8]) -> Ordering {
    let is_plain = |key: &[u8]| key.is_ascii() && !key.contains(&b'\\');
    if is_plain(a) && is_plain(b) {
        return a[1..a.len() - 1].cmp(&b[1..b.len() - 1]);
    }
    let units = |key: &[u8]| -> Vec<u16> {
        let text: String = serde_json::from_slice(key).expect("it was written a moment ago");
        text.encode_utf16().collect()
    };
    units(a).cmp(&units(b))
}

fn left_to_the_library() -> io::Error {
    io::ErrorKind::Unsupported.into()
}

/// The writer that `serde_json` hands in is never written to: what comes later may have to stand before what came.
impl Formatter for Writing<'_> {
    fn write_null<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put(b"null")
    }

    fn write_bool<W: ?Sized + Write>(&mut self, _: &mut W, value: bool) -> io::Result<()> {
        self.put(if value { b"true" } else { b"false" })
    }

    fn write_i8<W: ?Sized + Write>(&mut self, _: &mut W, value: i8) -> io::Result<()> {
        self.whole(value.into())
    }

    fn write_i16<W: ?Sized + Write>(&mut self, _: &mut W, value: i16) -> io::Result<()> {
        self.whole(value.into())
    }

    fn write_i32<W: ?Sized + Write>(&mut self, _: &mut W, value: i32) -> io::Result<()> {
        self.whole(value.into())
    }

    fn write_i64<W: ?Sized + Write>(&mut self, _: &mut W, value: i64) -> io::Result<()> {
        self.whole(value)
    }

    fn write_i128<W: ?Sized + Write>(&mut self, _: &mut W, value: i128) -> io::Result<()> {
        self.whole(value.try_into().map_err(|_| left_to_the_library())?)
    }

    fn write_u8<W: ?Sized + Write>(&mut self, _: &mut W, value: u8) -> io::Result<()> {
        self.whole(value.into())
    }

    fn write_u16<W: ?Sized + Write>(&mut self, _: &mut W, value: u16) -> io::Result<()> {
        self.whole(value.into())
    }

    fn write_u32<W: ?Sized + Write>(&mut self, _: &mut W, value: u32) -> io::Result<()> {
        self.whole(value.into())
    }

    fn write_u64<W: ?Sized + Write>(&mut self, _: &mut W, value: u64) -> io::Result<()> {
        self.whole(value.try_into().map_err(|_| left_to_the_library())?)
    }

    fn write_u128<W: ?Sized + Write>(&mut self, _: &mut W, value: u128) -> io::Result<()> {
        self.whole(value.try_into().map_err(|_| left_to_the_library())?)
    }

    fn write_f32<W: ?Sized + Write>(&mut self, _: &mut W, _: f32) -> io::Result<()> {
        Err(left_to_the_library())
    }

    fn write_f64<W: ?Sized + Write>(&mut self, _: &mut W, _: f64) -> io::Result<()> {
        Err(left_to_the_library())
    }

    fn write_number_str<W: ?Sized + Write>(&mut self, _: &mut W, _: &str) -> io::Result<()> {
        Err(left_to_the_library())
    }

    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put(b"\"")
    }

    fn end_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put(b"\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.put(fragment.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        match escape {
            CharEscape::Quote => self.put(b"\\\""),
            CharEscape::ReverseSolidus => self.put(b"\\\\"),
            CharEscape::Solidus => self.put(b"/"),
            CharEscape::Backspace => self.put(b"\\b"),
            CharEscape::FormFeed => self.put(b"\\f"),
            CharEscape::LineFeed => self.put(b"\\n"),
            CharEscape::CarriageReturn => self.put(b"\\r"),
            CharEscape::Tab => self.put(b"\\t"),
            CharEscape::AsciiControl(byte) => write!(self.out, "\\u{byte:04x}"),
        }
    }

    fn begin_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        self.put(if first { b"" } else { b"," })
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.objects.push(Object {
            first: self.properties.len(),
            is_ordered: true,
        });
        self.put(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        let object = self.objects.pop().ok_or_else(left_to_the_library)?;
        if !object.is_ordered {
            self.put_in_order(object.first)?;
        }
        self.properties.truncate(object.first);
        self.put(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, _: &mut W, first: bool) -> io::Result<()> {
        self.put(if first { b"" } else { b"," })?;
        let from = self.out.len();
        self.properties.push(Property {
            from,
            colon: from,
            until: from,
        });
        Ok(())
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        let (colon, first) = (self.out.len(), self.object()?.first);
        let [.., property] = &mut self.properties[first..] else {
            return Err(left_to_the_library());
        };
        property.colon = colon;
        if let [.., before, property] = &self.properties[first..]
            && order(before.key(self.out), property.key(self.out)) != Ordering::Less
        {
            self.object()?.is_ordered = false;
        }
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.put(b":")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        let until = self.out.len();
        let property = self.properties.last_mut();
        property.ok_or_else(left_to_the_library)?.until = until;
        Ok(())
    }

    fn write_raw_fragment<W: ?Sized + Write>(&mut self, _: &mut W, _: &str) -> io::Result<()> {
        Err(left_to_the_library())
    }
}
