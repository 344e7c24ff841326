//! The long work that runs, by the names that the page gave it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use sealift_desk::{Cancel, Exit, Failure};

use crate::held;

/// What runs, what the page has not saved, and whether the window waits for the end to close.
#[derive(Default)]
pub(crate) struct Running(Mutex<State>);

#[derive(Default)]
struct State {
    operations: BTreeMap<String, Cancel>,
    unnamed: u64,
    has_unsaved: bool,
    on_idle: Option<Box<dyn FnOnce() + Send>>,
}

/// An operation that runs until this is dropped.
pub(crate) struct Ticket<'a> {
    running: &'a Running,
    operation: String,
}

impl Running {
    /// Enters an operation.
    ///
    /// # Errors
    /// [`Failure`] `operation-running` when one of this name runs: the same click twice (threat U9).
    pub(crate) fn begin(&self, operation: String, cancel: &Cancel) -> Result<Ticket<'_>, Failure> {
        let mut state = held(&self.0);
        if state.operations.contains_key(&operation) {
            return Err(Failure::new("operation-running", Exit::Locked, operation));
        }
        state.operations.insert(operation.clone(), cancel.clone());
        drop(state);
        Ok(Ticket {
            running: self,
            operation,
        })
    }

    /// Enters work that the page gave no name, under one that no page can give.
    pub(crate) fn begin_unnamed(&self, call: &str, cancel: &Cancel) -> Ticket<'_> {
        let mut state = held(&self.0);
        state.unnamed += 1;
        let operation = format!("{call}:{}", state.unnamed);
        state.operations.insert(operation.clone(), cancel.clone());
        drop(state);
        Ticket {
            running: self,
            operation,
        }
    }

    /// Asks an operation to stop and undo; one that has ended meanwhile needs no asking.
    pub(crate) fn cancel(&self, operation: &str) {
        if let Some(cancel) = held(&self.0).operations.get(operation) {
            cancel.cancel();
        }
    }

    /// Remembers whether the page holds work that is in no file.
    pub(crate) fn set_unsaved(&self, unsaved: bool) {
        held(&self.0).has_unsaved = unsaved;
    }

    /// Whether closing now would lose something.
    pub(crate) fn hinders_closing(&self) -> bool {
        let state = held(&self.0);
        state.has_unsaved || !state.operations.is_empty()
    }

    /// Whether the page holds work that is in no file.
    pub(crate) fn has_unsaved(&self) -> bool {
        held(&self.0).has_unsaved
    }

    /// What runs.
    pub(crate) fn names(&self) -> Vec<String> {
        held(&self.0).operations.keys().cloned().collect()
    }

    /// Does something as soon as nothing runs, which may be now.
    pub(crate) fn once_idle(&self, then: impl FnOnce() + Send + 'static) {
        let mut state = held(&self.0);
        if state.operations.is_empty() {
            drop(state);
            then();
        } else {
            state.on_idle = Some(Box::new(then));
        }
    }
}

impl Ticket<'_> {
    /// The name by which it is known.
    pub(crate) fn operation(&self) -> &str {
        &self.operation
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let mut state = held(&self.running.0);
        state.operations.remove(&self.operation);
        let idle = state.operations.is_empty().then(|| state.on_idle.take());
        drop(state);
        if let Some(then) = idle.flatten() {
            then();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn u09_the_same_click_twice_is_one_operation() {
        let running = Running::default();
        let cancel = Cancel::new();
        let first = running
            .begin("install-1".into(), &cancel)
            .expect("nothing runs");
        let second = running.begin("install-1".into(), &Cancel::new());
        assert_eq!(
            second.err().map(|failure| failure.code),
            Some("operation-running")
        );
        running.cancel("install-1");
        assert!(cancel.is_cancelled());
        drop(first);
        assert!(running.begin("install-1".into(), &Cancel::new()).is_ok());
    }

    #[test]
    fn u09_work_without_a_name_hinders_closing_and_never_meets_another() {
        let running = Running::default();
        let cancel = Cancel::new();
        let first = running.begin_unnamed("trust_key", &cancel);
        let second = running.begin_unnamed("trust_key", &Cancel::new());
        assert_eq!(running.names(), ["trust_key:1", "trust_key:2"]);
        running.cancel(first.operation());
        assert!(cancel.is_cancelled());
        drop((first, second));
        assert!(!running.hinders_closing());
    }

    #[test]
    fn u09_the_window_closes_when_the_last_work_has_ended() {
        let running = Running::default();
        let closed = Arc::new(AtomicBool::new(false));
        let one = running.begin("one".into(), &Cancel::new());
        let two = running.begin("two".into(), &Cancel::new());
        let seen = Arc::clone(&closed);
        running.once_idle(move || seen.store(true, Ordering::Relaxed));
        assert_eq!(running.names(), ["one", "two"]);
        drop(one);
        assert!(!closed.load(Ordering::Relaxed));
        drop(two);
        assert!(closed.load(Ordering::Relaxed));
    }
}
