//! Numbers of chunks, short enough to be written on paper and typed on the other side of the gap: `0-3,17`.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Chunks of one release, by their place in its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordinals(pub BTreeSet<u32>);

/// The text is no list of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{part:?} is no number and no range of numbers; write 0-3,17")]
pub struct OrdinalsError {
    /// The part that cannot be read.
    part: String,
}

/// Chunks of one release are at most as many as rows in an index.
const MOST: u32 = 4 << 20;

impl FromStr for Ordinals {
    type Err = OrdinalsError;

    fn from_str(text: &str) -> Result<Self, OrdinalsError> {
        let mut ordinals = BTreeSet::new();
        for part in text.split(',').map(str::trim) {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let number = |text: &str| {
                text.trim()
                    .parse::<u32>()
                    .ok()
                    .filter(|number| *number < MOST)
            };
            match (number(first), number(last)) {
                (Some(first), Some(last)) if first <= last => ordinals.extend(first..=last),
                _ => return Err(OrdinalsError { part: part.into() }),
            }
        }
        Ok(Self(ordinals))
    }
}

impl fmt::Display for Ordinals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ranges: Vec<(u32, u32)> = vec![];
        for ordinal in &self.0 {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == *ordinal => *last = *ordinal,
                _ => ranges.push((*ordinal, *ordinal)),
            }
        }
        for (place, (first, last)) in ranges.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            match first == last {
                true => write!(f, "{comma}{first}")?,
                false => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_what_can_be_typed() {
        for (text, shown) in [
            ("0", "0"),
            ("0-3,17", "0-3,17"),
            ("17, 3,2 ,1,0", "0-3,17"),
            ("5-5,6-9,8", "5-9"),
        ] {
            let read: Ordinals = text.parse().expect("numbers");
            assert_eq!(read.to_string(), shown);
            assert_eq!(shown.parse().as_ref(), Ok(&read));
        }
    }

    #[test]
    fn anything_else_is_refused_and_no_range_fills_the_memory() {
        for text in [
            "",
            "x",
            "3-1",
            "1-",
            "-1",
            "1,,2",
            "0-4294967295",
            "1-2-3",
            "+1-x",
        ] {
            assert!(text.parse::<Ordinals>().is_err(), "{text}");
        }
    }
}
