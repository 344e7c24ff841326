//! A site that is open for use: its ground, its state, and whoever acts.

use std::sync::Arc;

use sealift_audit::{Event, Outcome, RecordDraft, Subject};
use sealift_engine::depot::Depot;
use sealift_engine::effects::Clock;
use sealift_engine::events::{EventStream, Listener};
use sealift_engine::log::{Author, Claims};
use sealift_engine::site::{self, Ground};
use sealift_engine::state::{Database, Installed, RunId, StateError};
use sealift_package::manifest::ProductId;
use sealift_plan::configuration::Settled;
use sealift_trust::Acknowledgements;
use sealift_trust::policy::{Policy, Verdict, settle};
use sealift_trust::store::TrustStore;

use crate::exit::Exit;
use crate::failure::Failure;

/// An open site. Use cases are functions over it.
pub struct Facility {
    ground: Ground,
    database: Arc<Database>,
    depot: Depot,
    author: Author,
}

impl Facility {
    /// Opens a site that exists.
    ///
    /// # Errors
    /// [`Failure`] `state-absent` when nobody has begun one here.
    pub fn open(ground: Ground, claims: Claims) -> Result<Self, Failure> {
        let author = Author::new(ground.world.clock.clone(), claims);
        let database = site::open(&ground.world, &ground.paths)?;
        Self::with(ground, database, author)
    }

    /// Opens a site, or founds it.
    ///
    /// # Errors
    /// [`Failure`] when its state cannot be used or written.
    pub fn open_or_found(ground: Ground, claims: Claims) -> Result<Self, Failure> {
        let author = Author::new(ground.world.clock.clone(), claims);
        let first = author
            .draft(Event::SiteCreated, Outcome::Succeeded)
            .private("root", ground.root.as_str())
            .detail("sealift", env!("CARGO_PKG_VERSION"));
        let founder = ground.holder("founding");
        let database = site::open_or_found(&ground.world, &ground.paths, first, &founder)?;
        Self::with(ground, database, author)
    }

    fn with(ground: Ground, database: Database, author: Author) -> Result<Self, Failure> {
        let database = Arc::new(database);
        let depot = Depot::new(&ground.world, Arc::clone(&database), &ground.paths.state)?;
        Ok(Self {
            ground,
            database,
            depot,
            author,
        })
    }

    /// Where it is.
    #[must_use]
    pub const fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Its state.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Its verified releases.
    #[must_use]
    pub const fn depot(&self) -> &Depot {
        &self.depot
    }

    /// The release of a product that is active here.
    ///
    /// # Errors
    /// [`Failure`] when the state cannot be read.
    pub fn installed(&self, product: &ProductId) -> Result<Option<Installed>, Failure> {
        Ok(self.database.read(|view| view.installed(product))?)
    }

    /// The same ground as the engine's runs know it.
    #[must_use]
    pub fn workplace(&self) -> sealift_engine::executor::Ground<'_> {
        sealift_engine::executor::Ground {
            world: &self.ground.world,
            database: &self.database,
            state: self.ground.paths.state.clone(),
        }
    }

    /// A stream for the events of one operation, and the watcher's end of it.
    #[must_use]
    pub fn stream(&self) -> (EventStream, Listener) {
        EventStream::new(RunId::random(self.ground.world.entropy.as_ref()))
    }

    /// Its clock.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        self.ground.world.clock.clone()
    }

    /// Who acts.
    #[must_use]
    pub const fn author(&self) -> &Author {
        &self.author
    }

    pub(crate) fn trust_store(&self) -> Result<TrustStore, Failure> {
        Ok(site::trust_store(
            self.ground.world.files.as_ref(),
            &self.ground.paths,
        )?)
    }

    pub(crate) fn policy(&self) -> Result<Policy, Failure> {
        Ok(site::policy(
            self.ground.world.files.as_ref(),
            &self.ground.paths,
        )?)
    }

    /// Commits one record by itself.
    pub(crate) fn record(&self, draft: RecordDraft) -> Result<(), Failure> {
        self.commit(&[draft])
    }

    /// Commits records together, with the secrets of a configuration masked wherever they stand: in a ticket, too.
    pub(crate) fn record_of_change(
        &self,
        drafts: impl IntoIterator<Item = RecordDraft>,
        settled: &Settled,
    ) -> Result<(), Failure> {
        let masked = drafts.into_iter().map(|mut draft| {
            mask(&mut draft, settled);
            draft
        });
        self.commit(&masked.collect::<Vec<_>>())
    }

    /// Commits records together. Not all that is recorded is done under the world's lock, so another process may hand the
    /// log over to a new key meanwhile; then they are signed with that one.
    fn commit(&self, drafts: &[RecordDraft]) -> Result<(), Failure> {
        loop {
            let committed = self.database.write(|write| {
                let mut drafts = drafts.iter().cloned();
                drafts.try_for_each(|draft| write.record(draft).map(drop))
            });
            match committed {
                Err(StateError::Log { .. }) if self.follow_log_key()? => {}
                committed => return Ok(committed?),
            }
        }
    }

    /// Takes up the key to which another process has handed the log over; whether one has.
    pub(crate) fn follow_log_key(&self) -> Result<bool, Failure> {
        let (files, paths) = (self.ground.world.files.as_ref(), &self.ground.paths);
        Ok(site::follow_log_key(files, paths, &self.database)?)
    }

    /// Whether the facility's rules let a change be recorded as this one would be: by its ticket and its reason. Whatever
    /// changes a target, a depot, answers, trust or the log's key asks here.
    pub(crate) fn lets_record(&self) -> Result<(), Failure> {
        self.missing_in_record()?.map_or(Ok(()), Err)
    }

    /// What the facility's rules ask for in the record of a change, and nobody has said yet.
    ///
    /// # Errors
    /// [`Failure`] when the policy cannot be read.
    pub fn missing_in_record(&self) -> Result<Option<Failure>, Failure> {
        let (claims, policy) = (self.author.claims(), self.policy()?);
        let mut verdicts = policy.change_record(claims.ticket.as_deref(), claims.reason.as_deref());
        // There is no way to approve a change yet, and a rule that cannot be kept lets nothing pass.
        verdicts.extend(policy.approvals(0));
        Ok(stopped(verdicts))
    }

    /// Whether the facility's rules let anything in from a medium. None tells yet whose it is or what its number is, and a
    /// rule that cannot be kept lets nothing pass (threat M8).
    pub(crate) fn lets_in(&self, attempt: &str) -> Result<(), Failure> {
        let failure = stopped(self.policy()?.medium(None, None));
        failure.map_or(Ok(()), |failure| {
            Err(self.refused(Event::ImportRefused, attempt, failure, Subject::default()))
        })
    }

    /// The same for a change that has no plan; what stands in the way is recorded as a refusal of what would have been.
    pub(crate) fn lets_change(&self, event: Event, attempt: &str) -> Result<(), Failure> {
        self.lets_record()
            .map_err(|failure| self.refused(event, attempt, failure, Subject::default()))
    }

    /// Records a refusal and hands it back. When even the record fails, the refusal still is what matters to the caller,
    /// and nothing was changed. Who found the lock held or thought better of it was not refused anything.
    ///
    /// What the facility's rules refuse is recorded as that, and all else as the event that did not come about.
    pub(crate) fn refused(
        &self,
        event: Event,
        attempt: &str,
        failure: Failure,
        about: Subject,
    ) -> Failure {
        let event = match failure.exit {
            Exit::Done | Exit::Locked | Exit::Cancelled => return failure,
            Exit::PolicyRefused => Event::PolicyRefused,
            _ => event,
        };
        let draft = self
            .author
            .draft(event, Outcome::Refused)
            .about(about)
            .detail(sealift_audit::detail::ATTEMPT, attempt)
            .detail(sealift_audit::detail::CODE, failure.code)
            .private(sealift_audit::detail::MESSAGE, failure.detail.as_str());
        if let Err(unrecorded) = self.record(draft) {
            log::error!("the refusal {failure} could not be recorded: {unrecorded}");
        }
        failure
    }
}

/// What verdicts stop that nobody can accept, such as a change without a ticket.
fn stopped(verdicts: Vec<Verdict>) -> Option<Failure> {
    let settled = settle(verdicts, &Acknowledgements::none());
    settled.err().map(Failure::from)
}

/// Masks the secret answers of a configuration in a record (threat A18).
fn mask(draft: &mut RecordDraft, settled: &Settled) {
    let secrets = settled.secrets.values();
    let secrets: Vec<&str> = secrets.map(|secret| secret.expose()).collect();
    draft.mask(&secrets);
}
