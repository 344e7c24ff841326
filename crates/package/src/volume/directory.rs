//! The central directory and the end records, compared with what the entries before them imply.

use sealift_document::plain;

use super::VolumeError;
use super::field::{self, Difference, difference, number};
use super::header::{self, Directory, Entry};
use super::name::{EntryName, NAME_BYTES};
use super::walk::{Found, Piece};
use crate::index::Index;

/// What has been seen, kept small: a chunk's name and size are found again through the index.
#[derive(Default)]
pub(super) struct Ledger {
    head: Vec<Found>,
    /// Ordinal and CRC-32.
    chunks: Vec<(u32, u32)>,
}

impl Ledger {
    pub(super) fn note(&mut self, entry: Found) {
        self.head.push(entry);
    }

    pub(super) fn note_chunk(&mut self, ordinal: u32, crc: u32) {
        self.chunks.push((ordinal, crc));
    }

    /// How many chunks have been seen.
    pub(super) const fn chunks(&self) -> usize {
        self.chunks.len()
    }

    const fn entries(&self) -> usize {
        self.head.len() + self.chunks.len()
    }

    /// The entry at this place: its name, size and CRC.
    fn entry(&self, place: usize, index: &Index) -> Option<(EntryName, u32, u32)> {
        if let Some(found) = self.head.get(place) {
            return Some((found.name, found.bytes, found.crc));
        }
        let &(ordinal, crc) = self.chunks.get(place - self.head.len())?;
        let chunk = index.chunk(ordinal)?;
        Some((
            EntryName::Chunk(chunk.stored_sha256),
            chunk.stored_size(),
            crc,
        ))
    }
}

enum Stage {
    Signature,
    Fixed,
    Name,
    Extra,
    Zip64End,
    LocatorSignature,
    Locator,
    EndSignature,
    End,
    Done,
}

/// The walk through the directory.
pub(super) struct DirectoryCheck {
    stage: Stage,
    /// The place of the entry whose central header is next, and where its local header begins.
    place: usize,
    offset: u64,
    /// Where the directory begins.
    start: u64,
    directory: Option<Directory>,
}

impl DirectoryCheck {
    pub(super) const fn new(start: u64) -> Self {
        Self {
            stage: Stage::Signature,
            place: 0,
            offset: 0,
            start,
            directory: None,
        }
    }

    /// Whether everything has been read and agrees.
    pub(super) const fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// Goes on as far as the bytes reach.
    pub(super) fn advance(
        &mut self,
        piece: &mut Piece,
        ledger: &Ledger,
        index: &Index,
    ) -> Result<(), VolumeError> {
        while piece.is_whole() {
            match self.stage {
                Stage::Signature => self.signature(piece, ledger, index)?,
                Stage::Fixed => {
                    let bytes = number(&piece.bytes()[28..30]) as usize;
                    piece.grow(header::CENTRAL_BYTES + bytes.min(NAME_BYTES));
                    self.stage = Stage::Name;
                }
                Stage::Name => self.name(piece, ledger, index)?,
                Stage::Extra => self.extra(piece, ledger, index)?,
                Stage::Zip64End | Stage::Locator | Stage::End => self.record(piece)?,
                Stage::LocatorSignature | Stage::EndSignature => self.record_signature(piece)?,
                Stage::Done => return Err(VolumeError::Trailing { at: piece.start() }),
            }
        }
        Ok(())
    }

    fn signature(
        &mut self,
        piece: &mut Piece,
        ledger: &Ledger,
        index: &Index,
    ) -> Result<(), VolumeError> {
        let at = piece.start();
        let next = ledger.entry(self.place, index);
        match (piece.bytes(), next) {
            (bytes, Some(_)) if bytes == header::CENTRAL => {
                piece.grow(header::CENTRAL_BYTES);
                self.stage = Stage::Fixed;
                Ok(())
            }
            (bytes, None) if bytes == header::CENTRAL => Err(VolumeError::OnlyCentral { at }),
            (bytes, Some((name, ..))) if bytes == header::END || bytes == header::ZIP64_END => {
                Err(VolumeError::OnlyLocal {
                    at,
                    entry: name.to_string(),
                })
            }
            (_, Some(_)) => Err(VolumeError::Gap {
                at,
                after: "a part of the directory".into(),
            }),
            (_, None) => {
                let entries = ledger.entries() as u64;
                self.directory = Some(Directory {
                    entries,
                    offset: self.start,
                    bytes: at - self.start,
                });
                self.stage = Stage::EndSignature;
                self.record_signature(piece)
            }
        }
    }

    /// The entry whose central header is being read, and that header.
    fn expected(&self, ledger: &Ledger, index: &Index) -> (String, Vec<u8>) {
        let (name, bytes, crc) = ledger
            .entry(self.place, index)
            .expect("a central header is read for a known entry");
        let name = name.to_string();
        let central = Entry {
            name: &name,
            bytes,
            crc,
            offset: self.offset,
        }
        .central();
        (name, central)
    }

    fn name(
        &mut self,
        piece: &mut Piece,
        ledger: &Ledger,
        index: &Index,
    ) -> Result<(), VolumeError> {
        let (entry, expected) = self.expected(ledger, index);
        let (fixed, name) = piece.bytes().split_at(header::CENTRAL_BYTES);
        if name != entry.as_bytes() {
            return Err(self.other_name(piece.start(), entry, name, ledger, index));
        }
        if let Some(difference) = difference(field::CENTRAL, &expected, fixed) {
            let at = piece.start() + difference.within as u64;
            return Err(central_defect(at, entry, difference));
        }
        piece.grow(expected.len());
        self.stage = Stage::Extra;
        Ok(())
    }

    /// A name that belongs to the next entry means that this one was left out.
    fn other_name(
        &self,
        at: u64,
        entry: String,
        name: &[u8],
        ledger: &Ledger,
        index: &Index,
    ) -> VolumeError {
        let next = ledger
            .entry(self.place + 1, index)
            .map(|(next, ..)| next.to_string());
        if next.is_some_and(|next| next.as_bytes() == name) {
            return VolumeError::OnlyLocal { at, entry };
        }
        VolumeError::NamesDiffer {
            at: at + header::CENTRAL_BYTES as u64,
            entry,
            central: plain(&String::from_utf8_lossy(name)),
        }
    }

    fn extra(
        &mut self,
        piece: &mut Piece,
        ledger: &Ledger,
        index: &Index,
    ) -> Result<(), VolumeError> {
        let (entry, expected) = self.expected(ledger, index);
        let before = header::CENTRAL_BYTES + entry.len();
        if let (Some(expected), Some(found)) = (expected.get(before..), piece.bytes().get(before..))
            && expected != found
        {
            let at = piece.start() + before as u64;
            let last = |extra: &[u8]| number(&extra[extra.len().saturating_sub(8)..]);
            let (expected, found) = (last(expected), last(found));
            return Err(VolumeError::Zip64 {
                at,
                field: "extra field",
                expected,
                found,
            });
        }
        let (_, bytes, _) = ledger
            .entry(self.place, index)
            .expect("the entry just compared");
        self.offset += header::local_bytes(entry.len(), u64::from(bytes));
        self.place += 1;
        piece.take(header::CENTRAL.len());
        self.stage = Stage::Signature;
        Ok(())
    }

    /// The signature of an end record decides nothing: which one must come is known.
    fn record_signature(&mut self, piece: &mut Piece) -> Result<(), VolumeError> {
        let large = self.directory.is_some_and(|d| d.is_large());
        let located = matches!(self.stage, Stage::LocatorSignature);
        let first = piece.start() == self.directory.map_or(0, |d| d.offset + d.bytes);
        let (signature, bytes, stage) = match (located, large && first) {
            (true, _) => (header::LOCATOR, header::LOCATOR_BYTES, Stage::Locator),
            (false, true) => (header::ZIP64_END, header::ZIP64_END_BYTES, Stage::Zip64End),
            (false, false) => (header::END, header::END_BYTES, Stage::End),
        };
        let found = number(piece.bytes());
        if piece.bytes() != signature {
            let (at, expected) = (piece.start(), number(&signature));
            let zip64 = [header::ZIP64_END, header::LOCATOR].map(|s| number(&s));
            let field = "signature";
            return Err(if zip64.contains(&expected) || zip64.contains(&found) {
                VolumeError::Zip64 {
                    at,
                    field,
                    expected,
                    found,
                }
            } else {
                VolumeError::EndRecord {
                    at,
                    field,
                    expected,
                    found,
                }
            });
        }
        piece.grow(bytes);
        self.stage = stage;
        Ok(())
    }

    fn record(&mut self, piece: &mut Piece) -> Result<(), VolumeError> {
        let directory = self
            .directory
            .expect("the directory ended before the end records");
        let (fields, expected, next, stage) = match self.stage {
            Stage::Zip64End => (
                field::ZIP64_END,
                directory.zip64_end(),
                4,
                Stage::LocatorSignature,
            ),
            Stage::Locator => (field::LOCATOR, directory.locator(), 4, Stage::EndSignature),
            _ => (field::END, directory.end(), 1, Stage::Done),
        };
        if let Some(difference) = difference(fields, &expected, piece.bytes()) {
            let zip64 = !matches!(stage, Stage::Done);
            return Err(end_defect(piece.start(), zip64, difference));
        }
        piece.take(next);
        self.stage = stage;
        Ok(())
    }
}

fn central_defect(at: u64, entry: String, difference: Difference) -> VolumeError {
    let Difference {
        field,
        expected,
        found,
        ..
    } = difference;
    match field {
        field::EXTRA_LENGTH => VolumeError::ExtraField {
            at,
            entry,
            expected,
            found,
        },
        field::COMMENT_LENGTH => VolumeError::Comment {
            at,
            record: entry,
            bytes: found,
        },
        field::DISK => VolumeError::SeveralDisks { at, record: entry },
        _ => VolumeError::HeadersDiffer {
            at,
            entry,
            field,
            expected,
            found,
        },
    }
}

fn end_defect(start: u64, zip64: bool, difference: Difference) -> VolumeError {
    let Difference {
        field,
        within,
        expected,
        found,
    } = difference;
    let at = start + within as u64;
    match field {
        field::COMMENT_LENGTH => VolumeError::Comment {
            at,
            record: "the volume".into(),
            bytes: found,
        },
        field::DISK => VolumeError::SeveralDisks {
            at,
            record: "the end record".into(),
        },
        _ if zip64 => VolumeError::Zip64 {
            at,
            field,
            expected,
            found,
        },
        _ => VolumeError::EndRecord {
            at,
            field,
            expected,
            found,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::volume::name::EntryName;
    use sealift_document::Digest;

    /// Entries so large that all but the first begin beyond 4 GiB, and where their directory begins.
    fn far() -> (Ledger, u64) {
        let mut ledger = Ledger::default();
        let mut at = 0;
        for number in 0..3_u8 {
            let name = EntryName::Signature(Digest::from_raw([number; 32]));
            let (bytes, crc) = (u32::MAX, 7);
            ledger.note(Found {
                name,
                bytes,
                crc,
                at,
            });
            at += header::local_bytes(name.bytes(), u64::from(bytes));
        }
        (ledger, at)
    }

    /// The directory as it must be (that `zip` writes it so is tried beside the headers), and where each record begins.
    fn written(ledger: &Ledger, start: u64) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut begins) = (vec![], vec![]);
        for found in &ledger.head {
            begins.push(bytes.len());
            let entry = Entry {
                name: &found.name.to_string(),
                bytes: found.bytes,
                crc: found.crc,
                offset: found.at,
            };
            bytes.extend(entry.central());
        }
        let directory = Directory {
            entries: ledger.entries() as u64,
            offset: start,
            bytes: bytes.len() as u64,
        };
        for record in [directory.zip64_end(), directory.locator(), directory.end()] {
            begins.push(bytes.len());
            bytes.extend(record);
        }
        (bytes, begins)
    }

    /// Whether the directory has ended with these bytes, or why it is refused.
    fn checked(ledger: &Ledger, start: u64, mut bytes: &[u8]) -> Result<bool, VolumeError> {
        let (mut piece, index) = (Piece::beginning_at(start), Index::of_nothing());
        let mut check = DirectoryCheck::new(start);
        while !bytes.is_empty() {
            piece.fill_from(&mut bytes);
            check.advance(&mut piece, ledger, &index)?;
        }
        Ok(check.is_done())
    }

    #[test]
    fn t21_a_directory_beyond_4_gib_ends_with_its_last_byte() {
        let (ledger, start) = far();
        let (bytes, _) = written(&ledger, start);
        assert_eq!(checked(&ledger, start, &bytes), Ok(true));
        for cut in 0..bytes.len() {
            assert_eq!(checked(&ledger, start, &bytes[..cut]), Ok(false), "{cut}");
        }
        let more = [&bytes[..], b"!"].concat();
        let at = start + bytes.len() as u64;
        assert_eq!(
            checked(&ledger, start, &more),
            Err(VolumeError::Trailing { at })
        );
    }

    #[test]
    fn p13_a_byte_changed_in_a_zip64_record_is_told_with_its_field_and_place() {
        let (ledger, start) = far();
        let (bytes, begins) = written(&ledger, start);
        let extra = begins[2] - 12;
        let [zip64, locator, end] = [begins[3], begins[4], begins[5]];
        for (flip, at, field) in [
            (extra, extra, "extra field"),
            (extra + 4, extra, "extra field"),
            (extra + 11, extra, "extra field"),
            (zip64, zip64, "signature"),
            (zip64 + 4, zip64 + 4, "record size"),
            (zip64 + 12, zip64 + 12, "version made by"),
            (zip64 + 24, zip64 + 24, "entries on this disk"),
            (zip64 + 39, zip64 + 32, "entries"),
            (zip64 + 40, zip64 + 40, "directory size"),
            (zip64 + 55, zip64 + 48, "directory offset"),
            (locator + 3, locator, "signature"),
            (locator + 8, locator + 8, "offset of the ZIP64 end record"),
            (locator + 19, locator + 16, "disks"),
        ] {
            let mut flipped = bytes.clone();
            flipped[flip] ^= 1;
            match checked(&ledger, start, &flipped) {
                Err(VolumeError::Zip64 {
                    at: told,
                    field: named,
                    expected,
                    found,
                }) => {
                    assert_eq!((told - start, named), (at as u64, field), "{flip}");
                    assert!(flip < extra + 4 || expected != found, "{flip}");
                }
                other => panic!("{flip}: {other:?}"),
            }
        }
        for disk in [zip64 + 16, zip64 + 20, locator + 4, end + 4] {
            let mut flipped = bytes.clone();
            flipped[disk] ^= 1;
            let refused = checked(&ledger, start, &flipped).expect_err("another disk");
            let at = start + disk as u64;
            assert!(
                matches!(refused, VolumeError::SeveralDisks { at: told, .. } if told == at),
                "{refused}"
            );
        }
        for (flip, field) in [(0, "signature"), (8, "entries on this disk")] {
            let mut flipped = bytes.clone();
            flipped[end + flip] ^= 1;
            let refused = checked(&ledger, start, &flipped).expect_err("another end");
            let place = start + (end + flip) as u64;
            assert!(
                matches!(refused, VolumeError::EndRecord { at, field: told, .. } if at == place && told == field),
                "{refused}"
            );
        }
    }

    #[test]
    fn t21_every_byte_of_a_directory_beyond_4_gib_counts() {
        let (ledger, start) = far();
        let (bytes, _) = written(&ledger, start);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                let result = checked(&ledger, start, &flipped);
                // A longer name or comment waits for what does not come, until the volume ends.
                assert_ne!(result, Ok(true), "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn p13_the_offset_in_an_extra_field_is_told_with_what_it_should_be() {
        let (ledger, start) = far();
        let (mut bytes, begins) = written(&ledger, start);
        let extra = begins[2] - 12;
        bytes[extra + 4] ^= 1;
        let expected = ledger.head[1].at;
        assert_eq!(
            checked(&ledger, start, &bytes),
            Err(VolumeError::Zip64 {
                at: start + extra as u64,
                field: "extra field",
                expected,
                found: expected ^ 1,
            })
        );
    }
}
