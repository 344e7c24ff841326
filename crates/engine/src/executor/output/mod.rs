//! What programs write: secrets masked before anything is told or kept, and never more kept than a bound.

mod live;
mod scrubber;
mod sieve;

use std::collections::VecDeque;

use sealift_audit::MOST_WITHHELD_TEXT;

use crate::effects::{Output, Stream};
use crate::events::StepOutput;

use live::Live;
use sieve::Sieve;

pub(crate) use live::Broadcast;
pub(crate) use scrubber::Scrubber;

/// Bytes kept from the beginning, and as many from the end: together, with a word on what lies between, no more than a
/// record of the log has room for, so that the last words of a program that failed are in it.
const KEPT: usize = MOST_WITHHELD_TEXT / 2 - 512;

/// Collects what one step's programs write, and tells it while they run.
pub(crate) struct Capture<'a> {
    scrubber: &'a Scrubber,
    sieves: [Sieve; 2],
    kept: Kept,
    live: Option<Live<'a>>,
}

impl<'a> Capture<'a> {
    pub(crate) const fn new(scrubber: &'a Scrubber) -> Self {
        Self {
            scrubber,
            sieves: [Sieve::new(), Sieve::new()],
            kept: Kept::new(),
            live: None,
        }
    }

    /// The same, and watchers hear of it while the program runs.
    pub(crate) fn told(mut self, broadcast: Broadcast<'a>) -> Self {
        self.live = Some(Live::new(broadcast));
        self
    }

    /// What was written; `None` when it was nothing.
    pub(crate) fn finish(mut self) -> Option<StepOutput> {
        for stream in [Stream::Out, Stream::Err] {
            let rest = self.sieves[place(stream)].rest(self.scrubber);
            self.pass(stream, &rest);
        }
        if let Some(live) = &mut self.live {
            live.end(self.scrubber);
        }
        self.kept.finish(self.scrubber)
    }

    fn pass(&mut self, stream: Stream, masked: &[u8]) {
        masked.iter().for_each(|byte| self.kept.keep(*byte));
        if let Some(live) = &mut self.live {
            live.take(stream, masked);
        }
    }
}

impl Output for Capture<'_> {
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        let masked = self.sieves[place(stream)].pass(self.scrubber, bytes);
        self.pass(stream, &masked);
        self.tick();
    }

    fn tick(&mut self) {
        if let Some(live) = &mut self.live {
            live.tell_when_due(self.scrubber);
        }
    }
}

fn place(stream: Stream) -> usize {
    usize::from(stream == Stream::Err)
}

/// The beginning and the end of what was written.
struct Kept {
    head: Vec<u8>,
    tail: VecDeque<u8>,
    left_out: u64,
}

impl Kept {
    const fn new() -> Self {
        Self {
            head: Vec::new(),
            tail: VecDeque::new(),
            left_out: 0,
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.head.len() < KEPT {
            self.head.push(byte);
            return;
        }
        if self.tail.len() == KEPT {
            self.tail.pop_front();
            self.left_out += 1;
        }
        self.tail.push_back(byte);
    }

    fn finish(mut self, scrubber: &Scrubber) -> Option<StepOutput> {
        if self.head.is_empty() {
            return None;
        }
        let head = String::from_utf8_lossy(&self.head);
        let tail = String::from_utf8_lossy(self.tail.make_contiguous());
        // A byte that is no UTF-8 takes three as text.
        let (head, after) = head.split_at(head.floor_char_boundary(KEPT));
        let (before, tail) =
            tail.split_at(tail.ceil_char_boundary(tail.len().saturating_sub(KEPT)));
        let left_out = self.left_out + bytes_of(after) + bytes_of(before);
        let mut text = head.to_owned();
        if left_out > 0 {
            text.push_str(&format!("\n[{left_out} bytes left out]\n"));
        }
        text.push_str(tail);
        // Bytes that were no UTF-8 may have parted a secret from itself; look once more.
        Some(StepOutput {
            text: scrubber.text(&text),
            left_out,
        })
    }
}

/// About how many bytes a text was before what is no UTF-8 was replaced in it.
fn bytes_of(text: &str) -> u64 {
    let bytes = |letter| match letter {
        char::REPLACEMENT_CHARACTER => 1,
        other => other.len_utf8() as u64,
    };
    text.chars().map(bytes).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(scrubber: &Scrubber, parts: &[&[u8]]) -> StepOutput {
        let mut capture = Capture::new(scrubber);
        parts
            .iter()
            .for_each(|part| capture.take(Stream::Out, part));
        capture.finish().expect("something was written")
    }

    #[test]
    fn a18_a_secret_is_masked_however_it_is_cut_up() {
        let scrubber = Scrubber::new(["hunter2", "hunter2000"].into_iter());
        let text = b"a hunter2000 b hunter2 c";
        for cut in 0..text.len() {
            let output = written(&scrubber, &[&text[..cut], &text[cut..]]);
            assert_eq!(output.text, "a [secret] b [secret] c", "cut at {cut}");
        }
        let bytes: Vec<&[u8]> = text.chunks(1).collect();
        assert_eq!(written(&scrubber, &bytes).text, "a [secret] b [secret] c");
    }

    #[test]
    fn a18_lines_of_a_secret_are_masked_too() {
        let scrubber = Scrubber::new(["-----BEGIN-----\nMIIEvQIBADAN\n"].into_iter());
        assert_eq!(
            written(&scrubber, &[b"key: MIIEvQIBADAN."]).text,
            "key: [secret]."
        );
    }

    #[test]
    fn long_output_keeps_its_beginning_and_its_end() {
        let scrubber = Scrubber::default();
        let output = written(&scrubber, &[b"first ", &vec![b'x'; 3 * KEPT], b" last"]);
        assert!(output.text.starts_with("first "));
        assert!(output.text.ends_with(" last"));
        assert!(output.text.len() <= MOST_WITHHELD_TEXT);
        assert_eq!(output.left_out, (KEPT + 11) as u64);
    }

    #[test]
    fn long_output_that_is_no_text_fits_into_a_record_as_well() {
        let scrubber = Scrubber::default();
        let output = written(&scrubber, &[b"first ", &[0xff; 4 * KEPT], b" last"]);
        assert!(output.text.starts_with("first "));
        assert!(output.text.ends_with(" last"));
        assert!(output.text.len() <= MOST_WITHHELD_TEXT);
        assert!(output.left_out > 3 * KEPT as u64);
    }
}
