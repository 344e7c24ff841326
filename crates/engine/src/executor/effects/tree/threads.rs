//! The few threads that share the files of a tree.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use crate::executor::StepError;

/// More threads would wait for the same disk.
const MOST_THREADS: usize = 4;
/// Fewer things than this are done one after the other: a thread is not worth its start.
const FEW: usize = 64;

pub(super) fn threads() -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    cores.clamp(1, MOST_THREADS)
}

/// Does the same to many things; what came of them is told in their order, or the first failure. Others may have been done
/// when one fails.
pub(super) fn in_parallel<T: Sync, R: Send>(
    things: &[T],
    work: impl Fn(&T) -> Result<R, StepError> + Sync,
) -> Result<Vec<R>, StepError> {
    if things.len() < FEW {
        return things.iter().map(work).collect();
    }
    let (next, has_failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let take_turns = || {
        let mut done = vec![];
        while !has_failed.load(Ordering::Relaxed) {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(place) else {
                break;
            };
            match work(thing) {
                Ok(result) => done.push((place, result)),
                Err(error) => {
                    has_failed.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
        Ok(done)
    };
    let parts: Vec<_> = thread::scope(|scope| {
        let started: Vec<_> = (0..threads()).map(|_| scope.spawn(take_turns)).collect();
        started.into_iter().map(joined).collect()
    });
    let mut all = Vec::with_capacity(things.len());
    for part in parts {
        all.extend(part?);
    }
    all.sort_unstable_by_key(|(place, _)| *place);
    Ok(all.into_iter().map(|(_, result)| result).collect())
}

/// What a thread has come to; its panic goes on here.
pub(super) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_things_is_told_in_their_order() {
        let things: Vec<usize> = (0..1000).collect();
        let doubled = in_parallel(&things, |thing| Ok(thing * 2)).expect("nothing fails");
        assert_eq!(
            doubled,
            things.iter().map(|thing| thing * 2).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_failure_ends_it() {
        let things: Vec<usize> = (0..1000).collect();
        let failed = in_parallel(&things, |thing| match thing {
            500 => Err(StepError::Misfit("it was ordered")),
            _ => Ok(()),
        });
        assert_eq!(failed, Err(StepError::Misfit("it was ordered")));
    }
}
