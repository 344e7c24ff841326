//! What programs write: secrets masked before anything is kept, and never more kept than a bound.

use std::collections::VecDeque;

use sealift_plan::configuration::Settled;

use crate::effects::{Output, Stream};
use crate::events::StepOutput;

/// Bytes kept from the beginning, and as many from the end.
const KEPT: usize = 128 << 10;
/// What stands for a secret.
const MASK: &str = "[secret]";
/// Lines of a secret shorter than this are not masked by themselves: they would be found everywhere.
const LEAST_LINE: usize = 8;

/// Masks the secrets of one run (threat A18).
#[derive(Clone, Default)]
pub(crate) struct Scrubber {
    /// Longest first, so that none survives inside another.
    secrets: Vec<String>,
}

impl Scrubber {
    /// Masks the secret answers of a configuration, whole and line by line.
    pub(crate) fn of(settled: &Settled) -> Self {
        Self::new(settled.secrets.values().map(|secret| secret.expose()))
    }

    pub(crate) fn new<'a>(secrets: impl Iterator<Item = &'a str>) -> Self {
        let mut all: Vec<String> = vec![];
        for secret in secrets.filter(|secret| !secret.is_empty()) {
            let lines = secret
                .lines()
                .map(str::trim)
                .filter(|line| line.len() >= LEAST_LINE);
            all.extend(lines.map(ToOwned::to_owned));
            all.push(secret.to_owned());
        }
        all.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        all.dedup();
        Self { secrets: all }
    }

    /// The secrets, for a last look at records.
    pub(crate) fn secrets(&self) -> Vec<&str> {
        self.secrets.iter().map(String::as_str).collect()
    }

    /// Masks every secret in a text that is whole.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for secret in &self.secrets {
            if masked.contains(secret.as_str()) {
                masked = masked.replace(secret.as_str(), MASK);
            }
        }
        masked
    }

    fn longest(&self) -> usize {
        self.secrets.first().map_or(0, String::len)
    }

    /// The secret that these bytes begin with.
    fn secret_at(&self, bytes: &[u8]) -> Option<&str> {
        let found = self
            .secrets
            .iter()
            .find(|secret| bytes.starts_with(secret.as_bytes()));
        found.map(String::as_str)
    }
}

/// Collects what one step's programs write.
pub(crate) struct Capture<'a> {
    scrubber: &'a Scrubber,
    /// Bytes of either stream in which a secret may have begun and not yet ended.
    pending: [Vec<u8>; 2],
    head: Vec<u8>,
    tail: VecDeque<u8>,
    left_out: u64,
}

impl<'a> Capture<'a> {
    pub(crate) const fn new(scrubber: &'a Scrubber) -> Self {
        Self {
            scrubber,
            pending: [Vec::new(), Vec::new()],
            head: Vec::new(),
            tail: VecDeque::new(),
            left_out: 0,
        }
    }

    /// What was written; `None` when it was nothing.
    pub(crate) fn finish(mut self) -> Option<StepOutput> {
        for which in 0..2 {
            self.pass(which, 0);
        }
        if self.head.is_empty() {
            return None;
        }
        let mut text = String::from_utf8_lossy(&self.head).into_owned();
        if self.left_out > 0 {
            text.push_str(&format!("\n[{} bytes left out]\n", self.left_out));
        }
        text.push_str(&String::from_utf8_lossy(self.tail.make_contiguous()));
        // Bytes that were no UTF-8 may have parted a secret from itself; look once more.
        Some(StepOutput {
            text: self.scrubber.text(&text),
            left_out: self.left_out,
        })
    }

    /// Passes on what is pending but for the last `held` bytes, secrets masked.
    fn pass(&mut self, which: usize, held: usize) {
        let pending = std::mem::take(&mut self.pending[which]);
        let mut at = 0;
        while pending.len() - at > held {
            match self.scrubber.secret_at(&pending[at..]) {
                Some(secret) => {
                    at += secret.len();
                    MASK.bytes().for_each(|byte| self.keep(byte));
                }
                None => {
                    self.keep(pending[at]);
                    at += 1;
                }
            }
        }
        self.pending[which] = pending[at..].to_vec();
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
}

impl Output for Capture<'_> {
    fn take(&mut self, stream: Stream, bytes: &[u8]) {
        let which = usize::from(stream == Stream::Err);
        self.pending[which].extend_from_slice(bytes);
        self.pass(which, self.scrubber.longest());
    }
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
        assert!(output.text.len() <= 2 * KEPT + 64);
        assert_eq!(output.left_out, (KEPT + 11) as u64);
    }
}
