//! A log with many records, as two people would have filled it.
#![allow(clippy::unwrap_used, reason = "it stops where it fails")]

use sealift_audit::{Epoch, Event, LogKey, Outcome, Subject};
use sealift_engine::effects::HostPath;
use sealift_engine::log::{Author, Claims};
use sealift_engine::state::{Database, DatabaseFile, StateError};
use sealift_package::path::RelativePath;
use sealift_testkit::world::FakeWorld;

/// So many records; the file lives as long as the world.
pub(crate) fn log_of(records: usize) -> (FakeWorld, Database) {
    let world = FakeWorld::new();
    world.files.put("state.db", b"");
    let at = HostPath::from("state.db".parse::<RelativePath>().unwrap());
    let site = "plant-3.example".parse().unwrap();
    let key = LogKey::new(&site, Epoch::FIRST, &[7; 32]);
    let file = DatabaseFile::of(world.files.as_ref(), &at);
    let database = Database::create(file, site, key, world.entropy.clone()).unwrap();
    let author = |name: &str| {
        let claims = Claims {
            name: Some(name.into()),
            ..Claims::default()
        };
        Author::new(world.clock.clone(), claims)
    };
    let people = [author("Ann Example"), author("Bo 100% _Sample_")];
    let note = "what a step wrote, as long as such texts are; ".repeat(8);
    database
        .write::<_, StateError>(|write| {
            for number in 0..records {
                let product = ["com.acme.monitor", "com.acme.pump"][number % 2];
                let event = [Event::CheckRun, Event::PlanMade, Event::StepDone][number % 3].clone();
                let outcome = if number % 10 == 9 {
                    Outcome::Failed
                } else {
                    Outcome::Succeeded
                };
                let subject = Subject {
                    product: Some(product.into()),
                    ..Subject::default()
                };
                let draft = people[number % 2].draft(event, outcome).about(subject);
                write.record(
                    draft
                        .detail("note", note.as_str())
                        .detail("turn", format!("turn {number}")),
                )?;
            }
            Ok(())
        })
        .unwrap();
    (world, database)
}
