//! A reader with a bug that was planted, to see that the fuzzer would find one: a fuzzer that finds nothing anywhere
//! may be clean, or blind.

/// What the bug waits for: by blind chance, one input of 2^64.
const WORD: &[u8; 8] = b"air\0gap\n";

/// Good input to begin with, nowhere near the bug.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    vec![b"nothing to see here".to_vec()]
}

/// Breaks its promise for whatever begins with one word. It asks for byte after byte, as parsers do, so that a fuzzer
/// which is told of each edge comes nearer with every byte. In a loop it would not: four times round it and seven times
/// count as the same, and whether a compiler unrolls a loop is up to its version.
///
/// # Panics
/// For that word, which is what it is there for.
pub(crate) fn planted(bytes: &[u8]) {
    let has_begun = has::<0>(bytes) && has::<1>(bytes) && has::<2>(bytes) && has::<3>(bytes);
    let is_met =
        has_begun && has::<4>(bytes) && has::<5>(bytes) && has::<6>(bytes) && has::<7>(bytes);
    assert!(!is_met, "the planted bug");
}

/// Whether the word's byte of this place is there; a function for each, and so an edge for each.
#[inline(never)]
fn has<const PLACE: usize>(bytes: &[u8]) -> bool {
    bytes.get(PLACE) == Some(&WORD[PLACE])
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
