//! Reading from a drive or a pipe that may stop answering.
//!
//! A read that hangs cannot be called back, so another thread does the reading, and whoever works waits for it no
//! longer than patience lasts and nobody wishes to stop. A thread that still hangs then ends with the program.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use sealift_engine::cancel::Cancel;

use super::{MediaError, Source};

/// How long a drive may say nothing. Kernels try again for up to three minutes, and then tell what is wrong.
const PATIENCE: Duration = Duration::from_secs(240);

/// How often somebody's wish to stop is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Bytes that are asked for at once, in the end; one such piece waits while the next is being read.
const PIECE: usize = 1 << 20;

/// Bytes that are asked for first: who looks at a head alone is not made to wait for more.
const FIRST_PIECE: usize = 64 << 10;

/// Something to read that never keeps its reader waiting for ever.
pub struct Answering {
    reader: Reader,
    /// What it is called, for messages.
    path: Utf8PathBuf,
    piece: Piece,
    /// How much of the piece was handed out, and how much before it.
    taken: usize,
    before: u64,
    patience: Option<Duration>,
    wish: Cancel,
}

enum Reader {
    /// Nobody has read yet: of many volumes only one is read at a time.
    Unread(Box<dyn Read + Send>),
    Reading(Reading),
    Ended,
}

/// The other thread: what it has read, and where it gets the room back for more. The system empties memory before it
/// hands it out, and a new piece each time would be paid for twice.
struct Reading {
    pieces: Receiver<io::Result<Piece>>,
    spent: Sender<Vec<u8>>,
}

/// The first so many bytes of a room.
#[derive(Default)]
struct Piece {
    room: Vec<u8>,
    size: usize,
}

impl Source {
    /// The same bytes, with an end to waiting.
    #[must_use]
    pub fn answering(self, wish: &Cancel) -> Answering {
        let path = self.path().to_owned();
        Answering::over(Box::new(self), path, Some(PATIENCE), wish)
    }
}

impl Answering {
    /// A pipe: whoever writes it may take as long as they like, and only a wish ends the waiting.
    #[must_use]
    pub fn pipe(reader: impl Read + Send + 'static, wish: &Cancel) -> Self {
        Self::over(Box::new(reader), "-".into(), None, wish)
    }

    fn over(
        reader: Box<dyn Read + Send>,
        path: Utf8PathBuf,
        patience: Option<Duration>,
        wish: &Cancel,
    ) -> Self {
        Self {
            reader: Reader::Unread(reader),
            path,
            piece: Piece::default(),
            taken: 0,
            before: 0,
            patience,
            wish: wish.clone(),
        }
    }

    /// The next piece; an empty one at the end.
    fn next(&mut self) -> io::Result<Piece> {
        if let Reader::Unread(_) = self.reader
            && let Reader::Unread(reader) = std::mem::replace(&mut self.reader, Reader::Ended)
        {
            self.reader = Reader::Reading(read_ahead(reader)?);
        }
        let spent = std::mem::take(&mut self.piece);
        let Reader::Reading(reading) = &self.reader else {
            return Ok(Piece::default());
        };
        // A thread that has come to the end has no use for it.
        let _ = reading.spent.send(spent.room);
        let start = Instant::now();
        loop {
            match reading.pieces.recv_timeout(LOOK_EVERY) {
                Ok(piece) => return piece,
                Err(RecvTimeoutError::Disconnected) => return Ok(Piece::default()),
                Err(RecvTimeoutError::Timeout) if self.wish.is_cancelled() => {
                    return Err(io::Error::other("it was asked to stop"));
                }
                Err(RecvTimeoutError::Timeout) => self.wait_on(start)?,
            }
        }
    }

    fn wait_on(&self, start: Instant) -> io::Result<()> {
        match self.patience {
            Some(patience) if start.elapsed() >= patience => {
                let silent = MediaError::Silent {
                    path: self.path.clone(),
                    at: self.before,
                    seconds: patience.as_secs(),
                };
                Err(silent.into_io(io::ErrorKind::TimedOut))
            }
            _ => Ok(()),
        }
    }
}

/// Reads on another thread, one piece ahead, up to the end or the first error.
fn read_ahead(mut reader: Box<dyn Read + Send>) -> io::Result<Reading> {
    let (sender, pieces) = sync_channel(1);
    let (spent, rooms) = channel::<Vec<u8>>();
    thread::Builder::new()
        .name("medium".into())
        .spawn(move || {
            let mut room = vec![0; FIRST_PIECE];
            loop {
                let read = match reader.read(&mut room) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    read => read,
                };
                let most = PIECE.min(room.len() * 2);
                let is_last = !matches!(read, Ok(1..));
                if sender.send(read.map(|size| Piece { room, size })).is_err() || is_last {
                    return;
                }
                room = rooms.try_recv().unwrap_or_default();
                room.resize(most, 0);
            }
        })?;
    Ok(Reading { pieces, spent })
}

impl Read for Answering {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.piece.size {
            self.before += self.piece.size as u64;
            self.taken = 0;
            match self.next() {
                Ok(piece) => self.piece = piece,
                Err(error) => {
                    self.reader = Reader::Ended;
                    return Err(error);
                }
            }
        }
        let read = (&self.piece.room[self.taken..self.piece.size]).read(bytes)?;
        self.taken += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    /// Gives these bytes and then nothing for as long as the other end lives.
    fn silent_after(bytes: &[u8]) -> (impl Read + Send + use<>, std::sync::mpsc::Sender<()>) {
        struct Silent(io::Cursor<Vec<u8>>, Receiver<()>);
        impl Read for Silent {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                match self.0.read(bytes)? {
                    0 => self.1.recv().map_or(Ok(0), |()| Ok(0)),
                    read => Ok(read),
                }
            }
        }
        let (keep, wait) = channel();
        (Silent(io::Cursor::new(bytes.to_vec()), wait), keep)
    }

    #[test]
    fn every_byte_comes_once_and_in_order() {
        let bytes: Vec<u8> = (0..3_500_000_u32).map(|n| (n % 251) as u8).collect();
        let reader = Box::new(io::Cursor::new(bytes.clone()));
        let wish = Cancel::new();
        let mut read = Vec::new();
        Answering::over(reader, "x".into(), Some(PATIENCE), &wish)
            .read_to_end(&mut read)
            .expect("memory answers");
        assert!(read == bytes);
    }

    #[test]
    fn m03_a_drive_that_says_nothing_is_told_and_not_waited_for() {
        let (reader, _keep) = silent_after(b"the beginning");
        let patience = Some(Duration::from_millis(150));
        let mut answering = Answering::over(Box::new(reader), "x".into(), patience, &Cancel::new());
        let mut read = Vec::new();
        let error = answering.read_to_end(&mut read).expect_err("silence");
        assert_eq!(read, b"the beginning");
        let told = MediaError::within(&error).expect("an error of media");
        assert_eq!(told.code(), "media-silent");
        assert!(matches!(told, MediaError::Silent { at: 13, .. }), "{told}");
    }

    #[test]
    fn a_wish_to_stop_ends_the_waiting_for_a_pipe() {
        let (reader, _keep) = silent_after(b"");
        let wish = Cancel::new();
        wish.cancel();
        let error = Answering::pipe(reader, &wish)
            .read(&mut [0; 8])
            .expect_err("stopped");
        assert!(MediaError::within(&error).is_none());
    }
}
