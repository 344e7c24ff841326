//! A window's page without its window: what it asks, answered by the real desk.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use sealift_desk::data::{OperationEvent, PickId};
use sealift_desk::{Asked, Cancel, Desk, DeskPlace, Face, Failure, Picks, Shown, Wording, answer};
use serde_json::{Value, json};

use crate::{Site, Vendor};

/// A page's end of a desk: what was chosen, and what was told when.
pub struct Page {
    desk: Desk,
    picks: Picks,
    shown: Shown,
    wording: Wording,
    told: Mutex<Vec<(Instant, OperationEvent)>>,
}

impl Page {
    /// A page on a site.
    #[must_use]
    pub fn on(site: &Site) -> Self {
        let root = site.root().to_str().expect("a root of ours").into();
        Self {
            desk: Desk::at(&DeskPlace { root: Some(root) }).expect("a desk"),
            picks: Picks::default(),
            shown: Shown::default(),
            wording: Wording::of(Face::Window, "en"),
            told: Mutex::default(),
        }
    }

    /// Chooses a file or folder, as in a dialog.
    pub fn choose(&mut self, path: &Path) -> PickId {
        self.picks
            .keep(path.to_str().expect("a path of ours").into())
    }

    /// Asks, and takes what comes.
    ///
    /// # Errors
    /// What the desk refuses with.
    pub fn try_ask(&self, call: &str, request: Value) -> Result<Value, Failure> {
        let tell = |event| {
            let told = (Instant::now(), event);
            self.told.lock().expect("nobody panicked").push(told);
        };
        answer(
            call,
            request,
            &Asked {
                desk: &self.desk,
                wording: &self.wording,
                picks: &self.picks,
                shown: &self.shown,
                cancel: &Cancel::default(),
                tell: &tell,
            },
        )
    }

    /// Asks what must be answered.
    #[track_caller]
    pub fn ask(&self, call: &str, request: Value) -> Value {
        self.try_ask(call, request)
            .unwrap_or_else(|failure| panic!("{call}: {failure}"))
    }

    /// Asks what must be refused, and says with which code it is.
    #[track_caller]
    pub fn refused(&self, call: &str, request: Value) -> &'static str {
        match self.try_ask(call, request) {
            Ok(answer) => panic!("{call} was answered with {answer}"),
            Err(failure) => failure.code,
        }
    }

    /// Trusts the vendor's key as a person does who compared its fingerprint with paper.
    #[track_caller]
    pub fn trust(&mut self, vendor: &Vendor) {
        let key = self.choose(&vendor.public_key());
        let seen = self.ask("look_at_key", json!({ "key": key }));
        self.ask(
            "trust_key",
            json!({
                "key": key, "fingerprint": seen["fingerprint"], "products": [],
                "comparedBy": "Ann Example", "ticket": "CHG-7", "reason": "first delivery",
            }),
        );
    }

    /// Imports volumes.
    #[track_caller]
    pub fn bring_in(&mut self, volumes: &[PathBuf]) -> Value {
        let volumes: Vec<PickId> = volumes.iter().map(|path| self.choose(path)).collect();
        self.ask("import", json!({ "volumes": volumes }))
    }

    /// Plans a change, says yes to the plan, and waits for its end.
    #[track_caller]
    pub fn run(&self, change: &Value) -> Value {
        let plan = self.ask("plan", change.clone());
        let run = json!({
            "change": change, "plan": plan["digest"], "ticket": "CHG-7", "reason": "test", "person": "Ann Example",
        });
        self.ask("run", run)
    }

    /// All that was told so far.
    #[must_use]
    pub fn told(&self) -> Vec<OperationEvent> {
        let told = self.told.lock().expect("nobody panicked");
        told.iter().map(|(_, event)| event.clone()).collect()
    }

    /// How far a bar came when, as it was told while this was done.
    pub fn bar<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (Bar, T) {
        self.told.get_mut().expect("nobody panicked").clear();
        let start = Instant::now();
        let done = work(self);
        let end = start.elapsed();
        let told = self.told.get_mut().expect("nobody panicked");
        let steps = told.iter().filter_map(|(at, event)| match event {
            OperationEvent::Progress { overall, .. } => Some((*at - start, *overall)),
            _ => None,
        });
        let steps = steps.collect();
        (Bar { steps, end }, done)
    }
}

/// A bar's way from nothing to all: how far it came when.
#[derive(Debug)]
pub struct Bar {
    /// Time since the work began, and how far it had come: between 0 and 1.
    pub steps: Vec<(Duration, f64)>,
    /// When the work ended.
    pub end: Duration,
}
