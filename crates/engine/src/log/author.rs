//! Who acts and when: the part that every record has in common.

use std::sync::Arc;

use sealift_audit::{Event, Outcome, RecordDraft, When, Who};
use sealift_document::Timestamp;

use crate::effects::Clock;

/// What a person says of themselves and their errand, beside what the machine knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// The printed name (21 CFR 11.50).
    pub name: Option<String>,
    /// The change ticket.
    pub ticket: Option<String>,
    /// The reason.
    pub reason: Option<String>,
}

/// Writes drafts of records in the name of whoever acts.
#[derive(Clone)]
pub struct Author {
    clock: Arc<dyn Clock>,
    claims: Claims,
}

impl Author {
    /// Whoever runs this process, with what they say of their errand.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, claims: Claims) -> Self {
        Self { clock, claims }
    }

    /// What the person said.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The wall clock's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now().utc
    }

    /// A record of something that happened now.
    #[must_use]
    pub fn draft(&self, event: Event, outcome: Outcome) -> RecordDraft {
        let now = self.clock.now();
        let clock = sealift_audit::Clock {
            boot: None,
            source: now.source,
            uptime: None,
        };
        let when = When {
            time: now.utc,
            offset_minutes: now.offset_minutes,
            clock,
        };
        RecordDraft::new(event, outcome, when, self.who())
    }

    fn who(&self) -> Who {
        let actor = self.clock.actor();
        Who {
            user: actor.effective_user,
            login: actor.login_user,
            authenticated: actor.authenticated,
            host: actor.host,
            name: self.claims.name.clone(),
            ticket: self.claims.ticket.clone(),
            reason: self.claims.reason.clone(),
        }
    }
}
