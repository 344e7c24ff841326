//! What a volume is read from, and how its bytes get to where they stay.

use std::io::{self, Read};

use super::walk::Piece;

/// A file, a pipe, a data diode: bytes that come once, from front to back.
///
/// Everything that can be [read](Read) is one. A source of its own kind is whatever reads on another thread, since a read
/// that hangs cannot be called back: memory that was only borrowed cannot be left with it, but a room can be handed over.
pub trait VolumeSource {
    /// Reads some bytes into a room, from a place on that lies within it; none at the end. The room keeps its size and what
    /// is before that place; what it holds after a failure is nobody's business.
    ///
    /// # Errors
    /// As [`Read::read`].
    fn read_into(&mut self, room: &mut Vec<u8>, from: usize) -> io::Result<usize>;
}

impl<R: Read> VolumeSource for R {
    fn read_into(&mut self, room: &mut Vec<u8>, from: usize) -> io::Result<usize> {
        self.read(&mut room[from..])
    }
}

impl VolumeSource for Box<dyn VolumeSource> {
    fn read_into(&mut self, room: &mut Vec<u8>, from: usize) -> io::Result<usize> {
        self.as_mut().read_into(room, from)
    }
}

/// Headers are small; contents bypass this buffer and are read to where they stay.
const BUFFER: usize = 64 << 10;

/// A source with some bytes of it at hand.
pub(super) struct Buffered<S> {
    source: S,
    buffer: Vec<u8>,
    /// The part of the buffer that nobody has taken yet.
    at_hand: std::ops::Range<usize>,
}

impl<S: VolumeSource> Buffered<S> {
    pub(super) fn new(source: S) -> Self {
        Self {
            source,
            buffer: vec![0; BUFFER],
            at_hand: 0..0,
        }
    }

    /// Fills some of a piece that is not whole yet, so that nothing means the end.
    pub(super) fn fill(&mut self, piece: &mut Piece) -> io::Result<usize> {
        if self.at_hand.is_empty() {
            if piece.space().len() >= BUFFER {
                let (room, filled) = piece.room();
                let read = read(&mut self.source, room, filled)?;
                piece.fill(read);
                return Ok(read);
            }
            self.at_hand = 0..read(&mut self.source, &mut self.buffer, 0)?;
        }
        let mut at_hand = &self.buffer[self.at_hand.clone()];
        piece.fill_from(&mut at_hand);
        let taken = self.at_hand.len() - at_hand.len();
        self.at_hand.start += taken;
        Ok(taken)
    }
}

/// Reads once, again after an interruption.
fn read(source: &mut impl VolumeSource, room: &mut Vec<u8>, from: usize) -> io::Result<usize> {
    loop {
        match source.read_into(room, from) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
