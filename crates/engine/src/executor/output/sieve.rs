//! One stream of bytes, secrets masked wherever it is cut up.

use super::scrubber::{MASK, Scrubber};

/// Lets through what cannot be the beginning of a secret any more.
pub(super) struct Sieve {
    /// Bytes with which a secret may have begun and not yet ended; shorter than the longest secret.
    pending: Vec<u8>,
}

impl Sieve {
    pub(super) const fn new() -> Self {
        Self {
            pending: Vec::new(),
        }
    }

    /// Takes bytes and gives those that are sure by now.
    pub(super) fn pass(&mut self, scrubber: &Scrubber, bytes: &[u8]) -> Vec<u8> {
        self.pending.extend_from_slice(bytes);
        self.sift(scrubber, |rest| scrubber.may_begin_with(rest))
    }

    /// Gives what is left; nothing more comes.
    pub(super) fn rest(&mut self, scrubber: &Scrubber) -> Vec<u8> {
        self.sift(scrubber, |_| false)
    }

    fn sift(&mut self, scrubber: &Scrubber, is_unsure: impl Fn(&[u8]) -> bool) -> Vec<u8> {
        let pending = std::mem::take(&mut self.pending);
        let mut sure = Vec::with_capacity(pending.len());
        let mut at = 0;
        while at < pending.len() && !is_unsure(&pending[at..]) {
            match scrubber.secret_at(&pending[at..]) {
                Some(secret) => {
                    at += secret.len();
                    sure.extend_from_slice(MASK.as_bytes());
                }
                None => {
                    sure.push(pending[at]);
                    at += 1;
                }
            }
        }
        self.pending = pending[at..].to_vec();
        sure
    }
}
