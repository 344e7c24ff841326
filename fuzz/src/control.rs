//! A reader with a bug that was planted, to see that the fuzzer would find one: a fuzzer that finds nothing anywhere
//! may be clean, or blind.

/// What the bug waits for: by blind chance, one input of 2^64.
const WORD: &[u8; 8] = b"air\0gap\n";

/// Good input to begin with, nowhere near the bug.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    vec![b"nothing to see here".to_vec()]
}

/// Breaks its promise for whatever begins with one word. It compares byte by byte, as parsers do, so that a fuzzer
/// which is told of each edge comes nearer with every byte.
///
/// # Panics
/// For that word, which is what it is there for.
pub(crate) fn planted(bytes: &[u8]) {
    let mut known = 0;
    for (found, wanted) in bytes.iter().zip(WORD) {
        if found != wanted {
            return;
        }
        known += 1;
    }
    assert!(known < WORD.len(), "the planted bug");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_word_meets_the_bug() {
        seeds().iter().for_each(|seed| planted(seed));
        planted(&WORD[..7]);
        let met = std::panic::catch_unwind(|| planted(b"air\0gap\n and more"));
        assert!(met.is_err());
    }
}
