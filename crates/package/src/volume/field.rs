//! Which field of a header is not what it must be.
//!
//! The reader compares whole records; this is only for saying what differs, in words and with both values.

/// A field of a record: its name for people, where it begins and how many bytes it has.
pub(super) type Field = (&'static str, usize, usize);

pub(super) const FLAGS: &str = "flags";
pub(super) const METHOD: &str = "method";
pub(super) const NAME_LENGTH: &str = "name length";
pub(super) const EXTRA_LENGTH: &str = "extra field length";
pub(super) const COMMENT_LENGTH: &str = "comment length";
pub(super) const DISK: &str = "disk number";

/// In the order in which a defect is named: what changes the meaning of the entry first.
pub(super) const LOCAL: &[Field] = &[
    (FLAGS, 6, 2),
    (METHOD, 8, 2),
    (EXTRA_LENGTH, 28, 2),
    ("stored size", 18, 4),
    ("raw size", 22, 4),
    ("CRC-32", 14, 4),
    ("version needed", 4, 2),
    ("time", 10, 2),
    ("date", 12, 2),
    (NAME_LENGTH, 26, 2),
];

pub(super) const CENTRAL: &[Field] = &[
    (FLAGS, 8, 2),
    (METHOD, 10, 2),
    (NAME_LENGTH, 28, 2),
    (EXTRA_LENGTH, 30, 2),
    (COMMENT_LENGTH, 32, 2),
    (DISK, 34, 2),
    ("stored size", 20, 4),
    ("raw size", 24, 4),
    ("CRC-32", 16, 4),
    ("offset", 42, 4),
    ("attributes", 38, 4),
    ("internal attributes", 36, 2),
    ("version made by", 4, 2),
    ("version needed", 6, 2),
    ("time", 12, 2),
    ("date", 14, 2),
];

pub(super) const ZIP64_END: &[Field] = &[
    ("record size", 4, 8),
    ("version made by", 12, 2),
    ("version needed", 14, 2),
    (DISK, 16, 4),
    (DISK, 20, 4),
    ("entries on this disk", 24, 8),
    ("entries", 32, 8),
    ("directory size", 40, 8),
    ("directory offset", 48, 8),
];

pub(super) const LOCATOR: &[Field] = &[
    (DISK, 4, 4),
    ("offset of the ZIP64 end record", 8, 8),
    ("disks", 16, 4),
];

pub(super) const END: &[Field] = &[
    (DISK, 4, 2),
    (DISK, 6, 2),
    ("entries on this disk", 8, 2),
    ("entries", 10, 2),
    ("directory size", 12, 4),
    ("directory offset", 16, 4),
    (COMMENT_LENGTH, 20, 2),
];

/// A field with the value that must be there and the one that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) field: &'static str,
    /// Where the field begins within its record.
    pub(super) within: usize,
    pub(super) expected: u64,
    pub(super) found: u64,
}

/// The first field of the list in which two records of the same length differ.
pub(super) fn difference(fields: &[Field], expected: &[u8], found: &[u8]) -> Option<Difference> {
    fields.iter().find_map(|&(field, within, bytes)| {
        let value = |record: &[u8]| number(&record[within..within + bytes]);
        let (expected, found) = (value(expected), value(found));
        (expected != found).then_some(Difference {
            field,
            within,
            expected,
            found,
        })
    })
}

/// A little-endian number of up to eight bytes.
pub(super) fn number(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte after the signature belongs to exactly one field, so no difference goes unnamed.
    #[test]
    fn the_fields_cover_their_records() {
        for (fields, bytes) in [
            (LOCAL, 30),
            (CENTRAL, 46),
            (ZIP64_END, 56),
            (LOCATOR, 20),
            (END, 22),
        ] {
            let mut covered = vec![0; bytes];
            covered[..4].fill(1);
            for (_, at, length) in fields {
                covered[*at..at + length]
                    .iter_mut()
                    .for_each(|count| *count += 1);
            }
            assert!(
                covered.iter().all(|count| *count == 1),
                "{bytes}: {covered:?}"
            );
        }
    }
}
