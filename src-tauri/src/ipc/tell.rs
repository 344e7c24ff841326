//! Telling the page what happens, without being asked.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use sealift_desk::data::{OperationEvent, WindowEvent};

use crate::held;

/// A page that reloads begins to listen again; those before it are gone and are forgotten.
const LISTENERS: usize = 4;
/// No eye follows more than ten a second.
const PAUSE: Duration = Duration::from_millis(100);

type Listener = Box<dyn Fn(WindowEvent) -> bool + Send>;

/// Whoever is told what happens to the window.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<Told>);

#[derive(Default)]
struct Told {
    listeners: Vec<Listener>,
    /// What happened before anybody listened: files that the program was started with.
    waiting: Vec<WindowEvent>,
}

impl Watchers {
    /// Adds one, and tells it what nobody has heard yet.
    pub(crate) fn add(&self, listener: Listener) {
        let mut told = held(&self.0);
        told.waiting.drain(..).for_each(|event| {
            listener(event);
        });
        told.listeners.push(listener);
        let surplus = told.listeners.len().saturating_sub(LISTENERS);
        told.listeners.drain(..surplus);
    }

    /// Tells all of them.
    pub(crate) fn tell(&self, event: &WindowEvent) {
        let mut told = held(&self.0);
        if told.listeners.is_empty() {
            told.waiting.push(event.clone());
        }
        told.listeners.retain(|listener| listener(event.clone()));
    }
}

/// Lets a value pass now and then, and whenever it `is_last`.
pub(crate) fn throttled<T>(tell: impl Fn(T), is_last: impl Fn(&T) -> bool) -> impl Fn(T) {
    let last: Mutex<Option<Instant>> = Mutex::new(None);
    move |value| {
        let mut last = held(&last);
        if is_last(&value) || last.is_none_or(|last| last.elapsed() >= PAUSE) {
            *last = Some(Instant::now());
            tell(value);
        }
    }
}

/// An event of long work whose length is known.
pub(crate) fn progress(overall: f64, bytes: sealift_desk::data::Span) -> OperationEvent {
    OperationEvent::Progress {
        overall,
        undoing: false,
        step: None,
        bytes: Some(bytes),
        files: None,
        rate: None,
        seconds_left: None,
        elapsed: None,
    }
}
