//! A log as long as a site has after years.

use sealift_app::{Claims, Facility};
use sealift_audit::{Event, Outcome, Subject};
use sealift_engine::state::StateError;
use sealift_host::Place;

use crate::Site;

/// The products that its records are about, by turns.
pub const LOGGED: [&str; 2] = ["com.acme.monitor", "com.acme.pump"];

impl Site {
    /// Writes so many records into the site's log, as its own runs would: every second about each of two products, every
    /// tenth about a failure, and each with a number of its own, as `turn 17`. Says how many the log has then.
    #[must_use]
    pub fn log_of(&self, records: usize) -> u64 {
        let place = Place::find(Some(self.root())).expect("a root of ours");
        let ground = place.ground(place.supervisor()).expect("a ground");
        let facility = Facility::open_or_found(ground, Claims::default()).expect("a site");
        let note = "what a step wrote, as long as such texts are; ".repeat(8);
        let written = facility.database().write::<_, StateError>(|write| {
            let mut last = 0;
            for number in 0..records {
                let event = [Event::CheckRun, Event::PlanMade, Event::StepDone][number % 3].clone();
                let outcome = match number % 10 {
                    9 => Outcome::Failed,
                    _ => Outcome::Succeeded,
                };
                let subject = Subject {
                    product: Some(LOGGED[number % 2].into()),
                    ..Subject::default()
                };
                let draft = facility.author().draft(event, outcome).about(subject);
                let draft = draft.detail("note", note.as_str());
                last = write.record(draft.detail("turn", format!("turn {number}")))?;
            }
            Ok(last + 1)
        });
        written.expect("a log that takes them")
    }
}
