//! Every header byte of a volume, derived.
//!
//! A volume is a ZIP of one canonical form (APPNOTE 6.3.10): nothing in a header is a choice. From the name, size,
//! CRC-32 and offset of each entry follow its local header, its central header and the end records, so a reader does
//! not interpret what it finds but compares it with what must be there. What `zip` writes is held equal to this by
//! tests, byte for byte.

/// What a record begins with.
pub(super) type Signature = [u8; 4];

pub(super) const LOCAL: Signature = *b"PK\x03\x04";
pub(super) const CENTRAL: Signature = *b"PK\x01\x02";
pub(super) const ZIP64_END: Signature = *b"PK\x06\x06";
pub(super) const LOCATOR: Signature = *b"PK\x06\x07";
pub(super) const END: Signature = *b"PK\x05\x06";

/// Bytes of a local header before the name.
pub(super) const LOCAL_BYTES: usize = 30;
/// Bytes of a central header before the name.
pub(super) const CENTRAL_BYTES: usize = 46;
/// Bytes of a ZIP64 extra field that holds an offset alone.
const OFFSET_EXTRA_BYTES: usize = 12;
/// Bytes of the ZIP64 end record.
pub(super) const ZIP64_END_BYTES: usize = 56;
/// Bytes of the ZIP64 locator.
pub(super) const LOCATOR_BYTES: usize = 20;
/// Bytes of the end record.
pub(super) const END_BYTES: usize = 22;

/// Version 1.0: stored entries need no more.
const VERSION: u16 = 10;
/// Made by version 1.0 on Unix, so that the attributes are read as a mode.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// The first day of the DOS calendar, 1980-01-01; the time is midnight.
const DATE: u16 = 1 << 5 | 1;
/// An ordinary file, mode 0644.
const ATTRIBUTES: u32 = 0o100_644 << 16;
/// The value that sends a reader to the ZIP64 field.
const MANY: u32 = u32::MAX;

/// One stored entry, by all that its headers depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// Its name, ASCII.
    pub(super) name: &'a str,
    /// Its size in bytes; the format's limits keep it far below 4 GiB.
    pub(super) bytes: u32,
    /// CRC-32 (IEEE) of its bytes.
    pub(super) crc: u32,
    /// Where its local header begins.
    pub(super) offset: u64,
}

impl Entry<'_> {
    /// Its local header, name included.
    pub(super) fn local(&self) -> Vec<u8> {
        let mut header = Vec::with_capacity(LOCAL_BYTES + self.name.len());
        header.extend(LOCAL);
        self.common(&mut header);
        header.extend(self.name_bytes().to_le_bytes());
        header.extend(0_u16.to_le_bytes()); // extra field
        header.extend(self.name.as_bytes());
        header
    }

    /// Its central header, name and extra field included.
    pub(super) fn central(&self) -> Vec<u8> {
        let far = self.offset >= u64::from(MANY);
        let extra: u16 = if far { 12 } else { 0 };
        let mut header = Vec::with_capacity(CENTRAL_BYTES + self.name.len() + usize::from(extra));
        header.extend(CENTRAL);
        header.extend(MADE_BY.to_le_bytes());
        self.common(&mut header);
        header.extend(self.name_bytes().to_le_bytes());
        header.extend(extra.to_le_bytes());
        header.extend([0; 6]); // comment, disk, internal attributes
        header.extend(ATTRIBUTES.to_le_bytes());
        header.extend(clamp(self.offset).to_le_bytes());
        header.extend(self.name.as_bytes());
        if far {
            header.extend(1_u16.to_le_bytes());
            header.extend(8_u16.to_le_bytes());
            header.extend(self.offset.to_le_bytes());
        }
        header
    }

    /// From the version to the two sizes: the part that both headers share.
    fn common(&self, header: &mut Vec<u8>) {
        header.extend(VERSION.to_le_bytes());
        header.extend([0; 4]); // flags, method "stored"
        header.extend(0_u16.to_le_bytes()); // midnight
        header.extend(DATE.to_le_bytes());
        header.extend(self.crc.to_le_bytes());
        header.extend(self.bytes.to_le_bytes()); // stored
        header.extend(self.bytes.to_le_bytes()); // and raw
    }

    fn name_bytes(&self) -> u16 {
        u16::try_from(self.name.len()).expect("entry names of the format have at most 83 bytes")
    }
}

/// Bytes that an entry takes before the central directory.
pub(super) const fn local_bytes(name: usize, content: u64) -> u64 {
    (LOCAL_BYTES + name) as u64 + content
}

/// Bytes that an entry takes in the central directory.
pub(super) const fn central_bytes(name: usize, offset: u64) -> u64 {
    let extra = if offset >= MANY as u64 {
        OFFSET_EXTRA_BYTES
    } else {
        0
    };
    (CENTRAL_BYTES + name + extra) as u64
}

/// The central directory as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Directory {
    /// How many entries it lists.
    pub(super) entries: u64,
    /// Where it begins.
    pub(super) offset: u64,
    /// How long it is.
    pub(super) bytes: u64,
}

impl Directory {
    /// Whether the ordinary end record is too small for it.
    pub(super) const fn is_large(&self) -> bool {
        self.entries > u16::MAX as u64 || self.offset > MANY as u64 || self.bytes > MANY as u64
    }

    /// The ZIP64 end record; there when the directory is large.
    pub(super) fn zip64_end(&self) -> Vec<u8> {
        let mut record = Vec::with_capacity(ZIP64_END_BYTES);
        record.extend(ZIP64_END);
        record.extend((ZIP64_END_BYTES as u64 - 12).to_le_bytes());
        record.extend(VERSION.to_le_bytes()); // made by
        record.extend(VERSION.to_le_bytes()); // needed
        record.extend([0; 8]); // this disk, the directory's disk
        record.extend(self.entries.to_le_bytes()); // on this disk
        record.extend(self.entries.to_le_bytes());
        record.extend(self.bytes.to_le_bytes());
        record.extend(self.offset.to_le_bytes());
        record
    }

    /// The ZIP64 locator; there when the directory is large.
    pub(super) fn locator(&self) -> Vec<u8> {
        let mut record = Vec::with_capacity(LOCATOR_BYTES);
        record.extend(LOCATOR);
        record.extend(0_u32.to_le_bytes()); // disk
        record.extend((self.offset + self.bytes).to_le_bytes());
        record.extend(1_u32.to_le_bytes()); // disks
        record
    }

    /// The end record.
    pub(super) fn end(&self) -> Vec<u8> {
        let entries = u16::try_from(self.entries).unwrap_or(u16::MAX);
        let bytes = if self.is_large() {
            MANY
        } else {
            clamp(self.bytes)
        };
        let mut record = Vec::with_capacity(END_BYTES);
        record.extend(END);
        record.extend([0; 4]); // this disk, the directory's disk
        record.extend(entries.to_le_bytes()); // on this disk
        record.extend(entries.to_le_bytes());
        record.extend(bytes.to_le_bytes());
        record.extend(clamp(self.offset).to_le_bytes());
        record.extend(0_u16.to_le_bytes()); // comment
        record
    }

    /// Bytes of all end records.
    pub(super) const fn end_bytes(&self) -> u64 {
        let large = if self.is_large() {
            ZIP64_END_BYTES + LOCATOR_BYTES
        } else {
            0
        };
        (large + END_BYTES) as u64
    }
}

fn clamp(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(MANY)
}

/// What `zip` writes and what is derived here are the same bytes.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::volume::writer::write_entry;
    use std::io::{self, Cursor, Seek, SeekFrom, Write};
    use zip::ZipWriter;

    fn name(number: u32) -> String {
        format!("chunks/{number:064x}")
    }

    /// The headers of entries with these contents, in order, each with its place.
    fn derived(contents: impl Iterator<Item = (u32, u32)>) -> Vec<(u64, Vec<u8>)> {
        let (mut offset, mut locals, mut centrals) = (0, vec![], vec![]);
        for (number, (bytes, crc)) in (0..).zip(contents) {
            let name = name(number);
            let entry = Entry {
                name: &name,
                bytes,
                crc,
                offset,
            };
            locals.push((offset, entry.local()));
            centrals.push(entry.central());
            assert_eq!(
                centrals[number as usize].len() as u64,
                central_bytes(71, offset)
            );
            offset += local_bytes(71, u64::from(bytes));
        }
        let (entries, central) = (centrals.len() as u64, centrals.concat());
        let directory = Directory {
            entries,
            offset,
            bytes: central.len() as u64,
        };
        let mut tail = central;
        if directory.is_large() {
            tail.extend(directory.zip64_end());
            tail.extend(directory.locator());
        }
        tail.extend(directory.end());
        assert_eq!(tail.len() as u64, directory.bytes + directory.end_bytes());
        locals.push((offset, tail));
        locals
    }

    #[test]
    fn t21_a_directory_is_large_beyond_what_the_short_record_can_say() {
        let is_large = |entries, offset, bytes| {
            let directory = Directory {
                entries,
                offset,
                bytes,
            };
            directory.is_large()
        };
        let (entries, far) = (u64::from(u16::MAX), u64::from(MANY));
        assert!(!is_large(entries, far, far));
        assert!(is_large(entries + 1, 0, 0));
        assert!(is_large(0, far + 1, 0));
        assert!(is_large(0, 0, far + 1));
    }

    #[test]
    fn every_header_of_a_small_volume_is_what_zip_writes() {
        let contents: [&[u8]; 3] = [b"first", b"", b"the third"];
        let mut zip = ZipWriter::new(Cursor::new(vec![]));
        for (number, content) in (0..).zip(contents) {
            write_entry(&mut zip, &name(number), content).expect("written to memory");
        }
        let written = zip.finish().expect("written to memory").into_inner();
        let sizes = contents
            .iter()
            .map(|c| (c.len() as u32, crc32fast::hash(c)));
        let mut expected = vec![];
        for ((_, header), content) in
            derived(sizes)
                .into_iter()
                .zip([b"first", &b""[..], b"the third", b""])
        {
            expected.extend(header);
            expected.extend(content);
        }
        assert_eq!(written, expected);
    }

    #[test]
    fn the_end_records_follow_zip_around_65535_entries() {
        for entries in [65_534, 65_535, 65_536, 70_000] {
            let mut zip = ZipWriter::new(Cursor::new(vec![]));
            for number in 0..entries {
                write_entry(&mut zip, &name(number), b"").expect("written to memory");
            }
            let written = zip.finish().expect("written to memory").into_inner();
            let expected: Vec<u8> = derived((0..entries).map(|_| (0, 0)))
                .into_iter()
                .flat_map(|(_, h)| h)
                .collect();
            assert!(written == expected, "{entries} entries");
        }
    }

    /// Keeps what is written in small pieces, headers that is, and forgets the contents.
    #[derive(Default)]
    struct Sparse {
        at: u64,
        end: u64,
        headers: Vec<(u64, Vec<u8>)>,
    }

    impl Write for Sparse {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if bytes.len() < 1000 {
                match self.headers.last_mut() {
                    Some((start, last)) if *start + last.len() as u64 == self.at => {
                        last.extend(bytes);
                    }
                    _ => self.headers.push((self.at, bytes.to_vec())),
                }
            }
            self.at += bytes.len() as u64;
            self.end = self.end.max(self.at);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Sparse {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.at = match to {
                SeekFrom::Start(at) => at,
                SeekFrom::End(by) => self.end.strict_add_signed(by),
                SeekFrom::Current(by) => self.at.strict_add_signed(by),
            };
            Ok(self.at)
        }
    }

    #[test]
    fn t21_offsets_beyond_4_gib_are_what_zip_writes() {
        let content = vec![7; 8 << 20];
        let crc = crc32fast::hash(&content);
        let entries = 520;
        let mut zip = ZipWriter::new(Sparse::default());
        for number in 0..entries {
            write_entry(&mut zip, &name(number), &content).expect("counted");
        }
        let written = zip.finish().expect("counted");
        let expected = derived((0..entries).map(|_| (8 << 20, crc)));
        assert!(written.end > 1 << 32 && expected.len() == entries as usize + 1);
        assert!(written.headers == expected);
    }
}
