//! What a lock's holder wrote of itself, as whoever finds the lock held reads it.

use std::io;
use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_engine::effects::LockHolder;

/// A holder that has told nothing of itself for so long is refused to without its name. While a disk is busy, its words
/// wait.
const SILENCE: Duration = Duration::from_secs(3);
/// A holder writes of itself right after taking the lock.
const MOMENT: Duration = Duration::from_millis(20);
const MOMENTS: usize = 5;

/// Tries to take a lock until it is taken, or its holder has told who it is: until then it may as well be letting go. Once
/// more after that: whoever only looks has the lock for a moment, beside the words of a holder that died.
///
/// # Errors
/// What `attempt` meets, and `held` by the holder.
pub(crate) fn taken<T, E>(
    mut attempt: impl FnMut() -> Result<Option<T>, E>,
    mut holder: impl FnMut() -> Option<LockHolder>,
    held: impl FnOnce(Option<LockHolder>) -> E,
) -> Result<T, E> {
    let begun = Instant::now();
    let mut heard = None;
    loop {
        if let Some(taken) = attempt()? {
            return Ok(taken);
        }
        if heard.is_some() || begun.elapsed() > SILENCE {
            // Whoever was heard may have gone by now, and another come.
            return Err(held(holder().or(heard)));
        }
        heard = holder();
    }
}

/// Reads until the same is read twice: until the holder has written, there is nothing, a part, or what an earlier holder
/// wrote that died.
pub(crate) fn told(mut read: impl FnMut() -> io::Result<Vec<u8>>) -> Option<LockHolder> {
    let mut before: Option<LockHolder> = None;
    for _ in 0..MOMENTS {
        let words = read().unwrap_or_default();
        let holder = serde_json::from_slice(&words).ok();
        if holder.is_some() && holder == before {
            return holder;
        }
        before = holder;
        sleep(MOMENT);
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files_tests::holder;

    fn written(operation: &str) -> Vec<u8> {
        serde_json::to_vec(&holder(operation)).expect("plain data")
    }

    #[test]
    fn i10_who_has_let_go_while_its_words_were_read_stands_in_nobodys_way() {
        let mut attempts = [None, Some("taken")].into_iter();
        let attempt = || Ok::<_, ()>(attempts.next().expect("tried twice"));
        let got = taken(attempt, || Some(holder("install")), |_| ());
        assert_eq!(got, Ok("taken"));
        let refused = taken(|| Ok(None::<()>), || Some(holder("install")), |by| by);
        assert_eq!(refused, Err(Some(holder("install"))));
    }

    #[test]
    fn i10_what_a_dead_holder_wrote_is_not_taken_for_the_new_ones_words() {
        let whole = written("import");
        let half = whole[..20].to_vec();
        let mut reads = [written("install"), vec![], half, whole.clone(), whole].into_iter();
        let heard = told(|| Ok(reads.next().expect("no more is read")));
        assert_eq!(heard, Some(holder("import")));
        assert_eq!(told(|| Ok(vec![])), None);
    }
}
