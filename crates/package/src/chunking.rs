//! Cutting a component's stream where its content says so, so that releases share what they have in common.
//!
//! FastCDC as published in 2020 (Wen Xia et al.), in the variant of the crate `fastcdc`, with every parameter pinned:
//! two vendors' machines, or one vendor's machines a year apart, cut the same stream at the same places. A golden
//! test holds the cut points, because a silent change would cost every delta its shared chunks.

use std::io::{self, Read};

use fastcdc::v2020::{Error, Normalization, StreamCDC};

use crate::limits;

/// The smallest chunk but for the last of a stream, in bytes.
pub const MINIMUM: usize = 512 << 10;
/// The size that cutting aims at, in bytes.
pub const AVERAGE: usize = 2 << 20;
/// The largest chunk, in bytes.
pub const MAXIMUM: usize = 8 << 20;

const _: () = assert!(MAXIMUM as u64 == limits::CHUNK_BYTES);

/// Cuts what it reads into chunks; owns no more than two of the largest chunks at a time.
pub struct Chunker<R: Read>(StreamCDC<Patient<R>>);

impl<R: Read> Chunker<R> {
    /// Cuts this stream.
    #[must_use]
    pub fn new(stream: R) -> Self {
        let level = Normalization::Level2;
        Self(StreamCDC::with_level(
            Patient(stream),
            MINIMUM,
            AVERAGE,
            MAXIMUM,
            level,
        ))
    }
}

impl<R: Read> Iterator for Chunker<R> {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.0.next()? {
            Ok(chunk) => Ok(chunk.data),
            Err(Error::IoError(error)) => Err(error),
            Err(other) => Err(io::Error::other(other)),
        })
    }
}

/// Reads again after an interruption, which `fastcdc` would hand on as a failure.
struct Patient<R>(R);

impl<R: Read> Read for Patient<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that anyone can generate again: xorshift64*, seeded with 1.
    fn generated(bytes: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let mut words = Vec::with_capacity(bytes + 8);
        while words.len() < bytes {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            words.extend(state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
        }
        words.truncate(bytes);
        words
    }

    fn cuts(stream: &[u8]) -> Vec<usize> {
        Chunker::new(stream)
            .map(|chunk| chunk.expect("memory does not fail").len())
            .collect()
    }

    #[test]
    fn the_cut_points_of_a_known_stream_never_change() {
        let golden = [
            2_512_415, 2_716_022, 2_750_179, 2_534_989, 2_501_474, 1_075_219, 2_124_769, 1_871_729,
            2_643_493, 3_009_813, 1_425_722,
        ];
        assert_eq!(cuts(&generated(24 << 20)), golden);
    }

    #[test]
    fn an_insertion_moves_few_cuts() {
        let before = generated(32 << 20);
        let mut after = before.clone();
        after.splice(1 << 20..1 << 20, *b"a few bytes that were not there");
        let ends = |stream: &[u8]| -> Vec<usize> {
            let mut rest = stream.len();
            let mut from_the_end = vec![];
            for cut in cuts(stream) {
                from_the_end.push(rest);
                rest -= cut;
            }
            from_the_end
        };
        let (before, after) = (ends(&before), ends(&after));
        let kept = before.iter().filter(|end| after.contains(end)).count();
        assert!(
            kept + 2 >= before.len(),
            "{kept} of {} cuts kept",
            before.len()
        );
    }

    #[test]
    fn no_content_makes_a_chunk_too_large() {
        assert_eq!(
            cuts(&vec![0; (20 << 20) + 5]),
            [MAXIMUM, MAXIMUM, (4 << 20) + 5]
        );
        assert_eq!(cuts(b"x"), [1]);
        assert!(cuts(b"").is_empty());
    }

    #[test]
    fn any_other_failure_ends_the_chunks() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
        }
        let first = Chunker::new(Failing).next().expect("an answer");
        assert!(first.is_err());
    }

    #[test]
    fn an_interruption_is_no_failure_and_small_reads_change_nothing() {
        struct Hesitant<'a>(&'a [u8], bool);
        impl Read for Hesitant<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.1 = !self.1;
                if self.1 {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                let bytes = buffer.len().min(65_521);
                self.0.read(&mut buffer[..bytes])
            }
        }
        let stream = generated(9 << 20);
        let hesitant: Vec<_> = Chunker::new(Hesitant(&stream, false))
            .map(|c| c.expect("goes on").len())
            .collect();
        assert_eq!(hesitant, cuts(&stream));
    }
}
