//! Reading from a drive or a pipe that may stop answering.
//!
//! A read that hangs cannot be called back, so another thread does the reading, and whoever works waits for it no
//! longer than patience lasts and nobody wishes to stop. A thread that still hangs then ends with the program. It gets the
//! room to read into for its own, and gives it back filled: so each byte is written once, where it stays. Meanwhile it tells
//! how much has come: a slow drive is no silent one.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use camino::Utf8PathBuf;
use sealift_engine::cancel::Cancel;
use sealift_package::volume::VolumeSource;

use super::{MediaError, Source};

/// How long a drive may say nothing. Kernels try again for up to three minutes, and then tell what is wrong.
const PATIENCE: Duration = Duration::from_secs(240);

/// How often somebody's wish to stop is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Bytes that are asked for at once: a drive that is merely slow is heard each time.
const PIECE: usize = 1 << 20;

/// Bytes that a plain reader asks for at once.
const PLAIN_PIECE: usize = 64 << 10;

/// Something to read that never keeps its reader waiting for ever.
pub struct Answering {
    state: State,
    /// What it is called, for messages.
    path: Utf8PathBuf,
    patience: Option<Duration>,
    wish: Cancel,
}

enum State {
    /// Nobody has read yet: of many volumes only one is read at a time.
    Unread(Box<dyn Read + Send>),
    Reading(Reading),
    Ended,
}

/// The other thread: what it is asked to fill, and what it has filled.
struct Reading {
    requests: Sender<Request>,
    answers: Receiver<Answer>,
    come: Arc<AtomicU64>,
}

/// The other thread's side.
struct Filling {
    reader: Box<dyn Read + Send>,
    /// Bytes that have come so far, for whoever waits.
    come: Arc<AtomicU64>,
}

/// A room, and from where on it is to be filled.
type Request = (Vec<u8>, usize);
/// The room again, and how much was put into it.
type Answer = (Vec<u8>, io::Result<usize>);

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

    /// The bytes for whoever brings room of their own, into which they are copied.
    #[must_use]
    pub fn reader(self) -> impl Read {
        Copying {
            answering: self,
            piece: vec![0; PLAIN_PIECE],
            at_hand: 0..0,
        }
    }

    fn over(
        reader: Box<dyn Read + Send>,
        path: Utf8PathBuf,
        patience: Option<Duration>,
        wish: &Cancel,
    ) -> Self {
        Self {
            state: State::Unread(reader),
            path,
            patience,
            wish: wish.clone(),
        }
    }

    /// Begins the other thread, with the first read.
    fn begin(&mut self) -> io::Result<()> {
        if let State::Unread(_) = self.state
            && let State::Unread(reader) = std::mem::replace(&mut self.state, State::Ended)
        {
            self.state = State::Reading(read_elsewhere(reader)?);
        }
        Ok(())
    }

    /// Waits for what has become of a request; nothing when the thread has come to its end before.
    fn answer(&self, reading: &Reading) -> io::Result<Option<Answer>> {
        let mut heard = (reading.come.load(Ordering::Relaxed), Instant::now());
        loop {
            match reading.answers.recv_timeout(LOOK_EVERY) {
                Ok(answer) => return Ok(Some(answer)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if self.wish.is_cancelled() => {
                    return Err(io::Error::other("it was asked to stop"));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let come = reading.come.load(Ordering::Relaxed);
                    if come > heard.0 {
                        heard = (come, Instant::now());
                    }
                    self.wait_on(heard)?;
                }
            }
        }
    }

    /// Whether whoever last gave so many bytes at that moment is still waited for.
    fn wait_on(&self, (at, since): (u64, Instant)) -> io::Result<()> {
        match self.patience {
            Some(patience) if since.elapsed() >= patience => {
                let silent = MediaError::Silent {
                    path: self.path.clone(),
                    at,
                    seconds: patience.as_secs(),
                };
                Err(silent.into_io(io::ErrorKind::TimedOut))
            }
            _ => Ok(()),
        }
    }

    fn fill(&mut self, room: &mut Vec<u8>, from: usize) -> io::Result<usize> {
        self.begin()?;
        let State::Reading(reading) = &self.state else {
            return Ok(0);
        };
        let size = room.len();
        // A thread that has come to its end takes no request, and answers none either.
        let _ = reading.requests.send((std::mem::take(room), from));
        let (filled, read) = match self.answer(reading) {
            Ok(Some(answer)) => answer,
            lost => (vec![0; size], lost.map(|_| 0)),
        };
        *room = filled;
        read
    }
}

impl VolumeSource for Answering {
    fn read_into(&mut self, room: &mut Vec<u8>, from: usize) -> io::Result<usize> {
        let read = self.fill(room, from);
        if read.is_err() {
            self.state = State::Ended;
        }
        read
    }
}

/// Reads on another thread, whenever it is asked, up to the end or the first error.
fn read_elsewhere(reader: Box<dyn Read + Send>) -> io::Result<Reading> {
    let (requests, asked) = channel::<Request>();
    let (answer, answers) = channel();
    let come = Arc::new(AtomicU64::new(0));
    let mut filling = Filling {
        reader,
        come: Arc::clone(&come),
    };
    thread::Builder::new()
        .name("medium".into())
        .spawn(move || {
            for (mut room, from) in asked {
                let read = filling.fill(&mut room[from..]);
                let is_last = !matches!(read, Ok(1..));
                if answer.send((room, read)).is_err() || is_last {
                    return;
                }
            }
        })?;
    Ok(Reading {
        requests,
        answers,
        come,
    })
}

impl Filling {
    /// Fills all of it, or as much as comes before the end or an error; whoever asks once more is told which.
    fn fill(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < space.len() {
            let end = space.len().min(filled + PIECE);
            match self.reader.read(&mut space[filled..end]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if filled == 0 => return Err(error),
                Ok(0) | Err(_) => break,
                Ok(read) => {
                    filled += read;
                    self.come.fetch_add(read as u64, Ordering::Relaxed);
                }
            }
        }
        Ok(filled)
    }
}

/// Hands out copies of what comes.
struct Copying {
    answering: Answering,
    piece: Vec<u8>,
    at_hand: std::ops::Range<usize>,
}

impl Read for Copying {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.at_hand.is_empty() {
            self.at_hand = 0..self.answering.read_into(&mut self.piece, 0)?;
        }
        let read = (&self.piece[self.at_hand.clone()]).read(bytes)?;
        self.at_hand.start += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            .reader()
            .read_to_end(&mut read)
            .expect("memory answers");
        assert!(read == bytes);
    }

    #[test]
    fn m03_a_drive_that_says_nothing_is_told_and_not_waited_for() {
        let (reader, _keep) = silent_after(b"the beginning");
        let patience = Some(Duration::from_millis(150));
        let answering = Answering::over(Box::new(reader), "x".into(), patience, &Cancel::new());
        let mut read = Vec::new();
        let error = answering
            .reader()
            .read_to_end(&mut read)
            .expect_err("silence");
        assert_eq!(read, b"", "a room that is not filled stays with the drive");
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
            .reader()
            .read(&mut [0; 8])
            .expect_err("stopped");
        assert!(MediaError::within(&error).is_none());
    }

    #[test]
    fn a_room_comes_back_filled_from_where_it_was_to_be_and_as_large_as_it_was() {
        let reader = Box::new(io::Cursor::new(b"0123456789".to_vec()));
        let mut answering = Answering::over(reader, "x".into(), None, &Cancel::new());
        let mut room = b"ab......".to_vec();
        let place = room.as_ptr();
        assert_eq!(answering.read_into(&mut room, 2).expect("memory"), 6);
        assert_eq!(room, b"ab012345");
        assert_eq!(room.as_ptr(), place, "it is the same room");
        assert_eq!(answering.read_into(&mut room, 0).expect("memory"), 4);
        assert_eq!(room, b"67892345");
        for _ in 0..3 {
            assert_eq!(answering.read_into(&mut room, 1).expect("the end"), 0);
            assert_eq!(room.len(), 8);
        }
    }

    #[test]
    fn what_comes_before_an_error_is_told_before_it() {
        struct Failing(usize);
        impl Read for Failing {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                match self.0 {
                    1 | 3 => {
                        bytes[..2].fill(7);
                        Ok(2)
                    }
                    2 => Err(io::ErrorKind::Interrupted.into()),
                    _ => Err(io::Error::other("a bad sector")),
                }
            }
        }
        let mut answering = Answering::over(Box::new(Failing(0)), "x".into(), None, &Cancel::new());
        let mut room = vec![0; 8];
        assert_eq!(answering.read_into(&mut room, 1).expect("four bytes"), 4);
        assert_eq!(room, [0, 7, 7, 7, 7, 0, 0, 0]);
        let error = answering
            .read_into(&mut room, 0)
            .expect_err("then it fails");
        assert_eq!(error.to_string(), "a bad sector");
    }

    #[test]
    fn a_room_that_a_silent_drive_keeps_is_made_up_for() {
        let (reader, _keep) = silent_after(b"");
        let patience = Some(Duration::from_millis(10));
        let mut answering = Answering::over(Box::new(reader), "x".into(), patience, &Cancel::new());
        let mut room = vec![1; 8];
        answering.read_into(&mut room, 2).expect_err("silence");
        assert_eq!(room.len(), 8);
        assert_eq!(answering.read_into(&mut room, 2).expect("given up"), 0);
    }

    #[test]
    fn m03_a_drive_that_is_merely_slow_is_not_silent() {
        struct Slow;
        impl Read for Slow {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                // Sixteen milliseconds for each piece.
                thread::sleep(Duration::from_micros((bytes.len() >> 6) as u64));
                Ok(bytes.len())
            }
        }
        let patience = Some(Duration::from_millis(500));
        let mut answering = Answering::over(Box::new(Slow), "x".into(), patience, &Cancel::new());
        let mut room = vec![0; 64 << 20];
        let read = answering.read_into(&mut room, 0).expect("an answer");
        assert_eq!(read, room.len(), "it took twice as long as patience lasts");
    }
}
