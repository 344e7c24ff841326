//! A program's two outputs, read as they come by a thread each: pipes of Windows cannot be waited for together.

use std::io::Read;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded};
use sealift_engine::effects::{Output, Stream};

/// Pieces that may wait to be handed over; a program that talks faster waits.
const WAITING: usize = 16;
const PIECE: usize = 64 << 10;
/// How long output may take to arrive once nobody is left to write any.
const LAST_OUTPUT: Duration = Duration::from_secs(1);

/// What the two threads have read.
pub(crate) struct Pipes(Receiver<(Stream, Vec<u8>)>);

impl Pipes {
    pub(crate) fn of(child: &mut Child) -> Self {
        let (sender, receiver) = bounded(WAITING);
        if let Some(pipe) = child.stdout.take() {
            read(pipe, Stream::Out, sender.clone());
        }
        if let Some(pipe) = child.stderr.take() {
            read(pipe, Stream::Err, sender);
        }
        Self(receiver)
    }

    /// Waits at most this long for output, and hands over what there is; bounded, so that a program that never stops
    /// talking still leaves time to look at the clock.
    pub(crate) fn drain(&mut self, patience: Duration, output: &mut dyn Output) {
        let until = Instant::now() + patience;
        match self.0.recv_timeout(patience) {
            Ok((stream, bytes)) => output.take(stream, &bytes),
            // Both have ended: there is nothing to wait for but the program itself.
            Err(_) => thread::sleep(until.saturating_duration_since(Instant::now())),
        }
        for (stream, bytes) in self.0.try_iter().take(WAITING) {
            output.take(stream, &bytes);
        }
    }

    /// Hands over all there is until both outputs have ended, or somebody keeps one open for too long.
    pub(crate) fn drain_to_end(&mut self, output: &mut dyn Output) {
        while let Ok((stream, bytes)) = self.0.recv_timeout(LAST_OUTPUT) {
            output.take(stream, &bytes);
        }
    }
}

/// Reads a pipe to its end; the thread goes with the pipe, or with nobody left to listen.
fn read(mut pipe: impl Read + Send + 'static, stream: Stream, sender: Sender<(Stream, Vec<u8>)>) {
    thread::spawn(move || {
        let mut piece = vec![0; PIECE];
        while let Ok(count @ 1..) = pipe.read(&mut piece) {
            if sender.send((stream, piece[..count].to_vec())).is_err() {
                return;
            }
        }
    });
}
