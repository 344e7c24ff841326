//! The way through a volume's entries: one exact piece after the other, never back.
//!
//! At every moment the walk wants a known number of bytes: four of a signature, the rest of a header, a name, a
//! content whose size has been allowed. Whoever feeds it fills that space, from a slice or straight from a drive, so
//! a chunk's bytes are written once, where they stay.

use super::VolumeError;
use super::field::{self, number};
use super::header::{self, Entry};
use super::name::{EntryName, NAME_BYTES};
use super::room::{Room, Rooms};

/// A local header that has been compared with what it must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) name: EntryName,
    pub(super) bytes: u32,
    pub(super) crc: u32,
    /// Where the header begins.
    pub(super) at: u64,
}

/// What the walk has come to.
pub(super) enum Part {
    /// A header; [`Walk::enter`] goes on to the content once its name and size are allowed.
    Header(Found),
    /// The content of the entry entered last.
    Content(Found, Room),
    /// The central directory, of which the signature has been read.
    Directory,
}

enum Stage {
    Signature,
    Fixed,
    Name,
    Held(Found),
    Content(Found),
    Directory,
}

pub(super) struct Walk {
    stage: Stage,
    after: Option<EntryName>,
    piece: Piece,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self {
            stage: Stage::Signature,
            after: None,
            piece: Piece::new(),
        }
    }

    pub(super) fn piece(&mut self) -> &mut Piece {
        &mut self.piece
    }

    /// Where the piece wanted now begins.
    pub(super) const fn at(&self) -> u64 {
        self.piece.start()
    }

    /// Goes on as far as the bytes reach; nothing when more are wanted.
    pub(super) fn advance(&mut self) -> Result<Option<Part>, VolumeError> {
        while self.piece.is_whole() {
            match self.stage {
                Stage::Signature => {
                    if self.signature()? {
                        return Ok(Some(Part::Directory));
                    }
                }
                Stage::Fixed => self.fixed()?,
                Stage::Name => {
                    let found = local(&self.piece)?;
                    self.stage = Stage::Held(found);
                    return Ok(Some(Part::Header(found)));
                }
                Stage::Content(found) => {
                    self.after = Some(found.name);
                    self.stage = Stage::Signature;
                    return Ok(Some(Part::Content(
                        found,
                        self.piece.take(header::END.len()),
                    )));
                }
                Stage::Held(_) | Stage::Directory => break,
            }
        }
        Ok(None)
    }

    /// Goes on to the content of the header just met. The caller has allowed its size.
    pub(super) fn enter(&mut self) {
        if let Stage::Held(found) = self.stage {
            self.piece.take(found.bytes as usize);
            self.stage = Stage::Content(found);
        }
    }

    /// The bytes end here.
    pub(super) fn truncated(&self) -> VolumeError {
        let within = match (&self.stage, self.after) {
            (Stage::Held(found) | Stage::Content(found), _) => found.name.to_string(),
            (Stage::Directory, _) => "the directory".into(),
            (_, Some(after)) => format!("what follows {after}"),
            (_, None) => "the first header".into(),
        };
        VolumeError::Truncated {
            at: self.piece.end(),
            within,
        }
    }

    /// Whether the directory begins.
    fn signature(&mut self) -> Result<bool, VolumeError> {
        let at = self.piece.start();
        match (self.after, self.piece.bytes()) {
            (_, bytes) if bytes == header::LOCAL => {
                self.stage = Stage::Fixed;
                self.piece.grow(header::LOCAL_BYTES);
                Ok(false)
            }
            (Some(_), bytes) if bytes == header::CENTRAL => {
                self.stage = Stage::Directory;
                Ok(true)
            }
            (Some(after), _) => Err(VolumeError::Gap {
                at,
                after: after.to_string(),
            }),
            (None, _) => Err(VolumeError::NotAVolume),
        }
    }

    fn fixed(&mut self) -> Result<(), VolumeError> {
        let bytes = number(&self.piece.bytes()[26..28]);
        if bytes > NAME_BYTES as u64 {
            let (at, most) = (self.piece.start(), NAME_BYTES as u64);
            return Err(VolumeError::NameTooLong { at, bytes, most });
        }
        self.stage = Stage::Name;
        self.piece.grow(header::LOCAL_BYTES + bytes as usize);
        Ok(())
    }
}

/// Compares a local header with the only one that its name, size and CRC allow.
fn local(piece: &Piece) -> Result<Found, VolumeError> {
    let (at, bytes) = (piece.start(), piece.bytes());
    let raw_name = &bytes[header::LOCAL_BYTES..];
    let shown = || String::from_utf8_lossy(raw_name).into_owned();
    let stored = u32::from_le_bytes([bytes[18], bytes[19], bytes[20], bytes[21]]);
    let crc = u32::from_le_bytes([bytes[14], bytes[15], bytes[16], bytes[17]]);
    let name = EntryName::parse(raw_name);
    // A defect of the header is named before one of the name, for which any text of the same length can stand in.
    let text = name.map_or_else(|| "x".repeat(raw_name.len()), |name| name.to_string());
    let expected = Entry {
        name: &text,
        bytes: stored,
        crc,
        offset: at,
    }
    .local();
    if let Some(difference) = field::difference(field::LOCAL, &expected, bytes) {
        let entry = name.map_or_else(
            || sealift_document::plain(&shown()),
            |name| name.to_string(),
        );
        return Err(local_defect(
            at + difference.within as u64,
            entry,
            difference,
        ));
    }
    let name = name.ok_or_else(|| VolumeError::UnknownName { at, name: shown() })?;
    Ok(Found {
        name,
        bytes: stored,
        crc,
        at,
    })
}

fn local_defect(at: u64, entry: String, difference: field::Difference) -> VolumeError {
    let field::Difference {
        field,
        expected,
        found,
        ..
    } = difference;
    match field {
        field::FLAGS if found & 1 != 0 => VolumeError::Encrypted { at, entry },
        field::FLAGS if found & 8 != 0 => VolumeError::DataDescriptor { at, entry },
        field::METHOD => VolumeError::Method {
            at,
            entry,
            method: found,
        },
        field::EXTRA_LENGTH => VolumeError::ExtraField {
            at,
            entry,
            expected,
            found,
        },
        _ => VolumeError::HeaderField {
            at,
            entry,
            field,
            expected,
            found,
        },
    }
}

/// The bytes wanted next, as far as they have come.
pub(super) struct Piece {
    start: u64,
    buffer: Room,
    filled: usize,
    rooms: Rooms,
}

impl Piece {
    fn new() -> Self {
        let rooms = Rooms::default();
        Self {
            start: 0,
            buffer: rooms.take(header::LOCAL.len()),
            filled: 0,
            rooms,
        }
    }

    /// A piece in the midst of a volume.
    #[cfg(test)]
    pub(super) fn beginning_at(start: u64) -> Self {
        Self {
            start,
            ..Self::new()
        }
    }

    /// Where the piece begins in the volume.
    pub(super) const fn start(&self) -> u64 {
        self.start
    }

    /// Where the bytes that have come end.
    pub(super) const fn end(&self) -> u64 {
        self.start + self.filled as u64
    }

    /// The bytes that have come.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    pub(super) fn is_whole(&self) -> bool {
        self.filled == self.buffer.len()
    }

    /// Where the next bytes belong.
    pub(super) fn space(&mut self) -> &mut [u8] {
        &mut self.buffer.vec_mut()[self.filled..]
    }

    /// So many bytes have been put into the space.
    pub(super) fn fill(&mut self, bytes: usize) {
        self.filled = (self.filled + bytes).min(self.buffer.len());
    }

    /// The room in which those that have come are the first so many bytes.
    pub(super) fn room(&mut self) -> (&mut Vec<u8>, usize) {
        (self.buffer.vec_mut(), self.filled)
    }

    /// Puts bytes from the front of the input into the space.
    pub(super) fn fill_from(&mut self, input: &mut &[u8]) {
        let space = self.space();
        let (now, later) = input.split_at(space.len().min(input.len()));
        space[..now.len()].copy_from_slice(now);
        self.fill(now.len());
        *input = later;
    }

    /// Wants the piece to have so many bytes, of which it has the first.
    pub(super) fn grow(&mut self, bytes: usize) {
        self.buffer.resize(bytes);
    }

    /// Hands out the whole piece and begins the next one.
    pub(super) fn take(&mut self, next: usize) -> Room {
        self.start = self.end();
        self.filled = 0;
        std::mem::replace(&mut self.buffer, self.rooms.take(next))
    }
}
