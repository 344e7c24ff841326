//! A program's two outputs, read as they come by one thread that never blocks on either.

use std::os::fd::{AsFd, OwnedFd};
use std::process::Child;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use sealift_engine::effects::{Output, Stream};

/// The pipes that are still open.
pub(crate) struct Pipes(Vec<(Stream, OwnedFd)>);

impl Pipes {
    pub(crate) fn of(child: &mut Child) -> Self {
        let out = child.stdout.take().map(|pipe| (Stream::Out, pipe.into()));
        let err = child.stderr.take().map(|pipe| (Stream::Err, pipe.into()));
        let pipes: Vec<(Stream, OwnedFd)> = out.into_iter().chain(err).collect();
        for (_, pipe) in &pipes {
            let made_patient =
                fcntl_getfl(pipe).and_then(|flags| fcntl_setfl(pipe, flags | OFlags::NONBLOCK));
            debug_assert!(made_patient.is_ok(), "a pipe can be made non-blocking");
        }
        Self(pipes)
    }

    /// Waits at most this long for output, and hands over what there is.
    pub(crate) fn drain(&mut self, patience: Duration, output: &mut dyn Output) {
        let patience = Timespec {
            tv_sec: 0,
            tv_nsec: patience.subsec_nanos().into(),
        };
        let mut waited: Vec<PollFd<'_>> = self
            .0
            .iter()
            .map(|(_, pipe)| PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::IN))
            .collect();
        if poll(&mut waited, Some(&patience)) == Ok(0) && !waited.is_empty() {
            return;
        }
        self.0
            .retain(|(stream, pipe)| read_all(pipe, *stream, output));
    }

    /// Hands over what is left once nobody is there to write more.
    pub(crate) fn drain_to_end(&mut self, output: &mut dyn Output) {
        self.drain(Duration::ZERO, output);
    }
}

/// Hands over what a pipe holds; `false` once it has ended. Bounded, so that a program that never stops talking still
/// leaves time to look at the clock.
fn read_all(pipe: &OwnedFd, stream: Stream, output: &mut dyn Output) -> bool {
    let mut bytes = [0; 64 << 10];
    for _ in 0..16 {
        match rustix::io::read(pipe, &mut bytes) {
            Ok(0) => return false,
            Ok(count) => output.take(stream, &bytes[..count]),
            Err(Errno::WOULDBLOCK) => return true,
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
    true
}
