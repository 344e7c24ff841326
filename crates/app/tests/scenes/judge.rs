//! Exactly the old or exactly the new: what is compared, and what a recovery owes.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use sealift_app::Recovered;
use sealift_app::cases::audit::{self, Form, HeldTexts};
use sealift_audit::{Event, Verdict};
use sealift_engine::effects::{Files, Services};
use sealift_engine::log::EntryFilter;
use sealift_testkit::world::FakeWorld;

use super::site::{PRODUCT, Site};

/// How many differences are told, and how much of each.
const SHOWN: usize = 8;
const WIDE: usize = 160;

/// What the name of a row of the state begins with.
const ROW: &str = "row ";

/// What imports and clean-ups mark their work with.
const WAITING: &str = "var/lib/sealift/depot/incoming/";

const DATABASE: &str = "var/lib/sealift/state.db";

/// Tables that tell what was done, not what is there: an attempt and its recovery leave their traces in them.
const HISTORY: [&str; 8] = [
    "log_head",
    "log_entries",
    "log_checkpoints",
    "materials",
    "operations",
    "journal",
    "journal_steps",
    "journal_events",
];

/// Everything that a site has: each file with mode and digest, each link, users, services, and the rows of its state.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Holdings {
    things: BTreeMap<String, String>,
    services: BTreeMap<String, String>,
    is_running: Vec<String>,
}

impl Holdings {
    pub(crate) fn of(world: &FakeWorld) -> Self {
        let mut things = BTreeMap::new();
        for top in ["etc", "opt", "usr", "var", "run", "srv"] {
            things.extend(world.files.snapshot(top));
        }
        things.retain(|at, what| !is_furniture(at, what.starts_with("d ")));
        for user in world.users.names() {
            things.insert(format!("user {user}"), String::new());
        }
        things.extend(rows(world));
        // A founding that begins again draws another key.
        for (at, what) in &mut things {
            if at.ends_with("/log-key") || at.ends_with("of log_epochs") {
                *what = "a key".into();
            }
        }
        let unit = format!("{}-server", PRODUCT);
        let placed = world.services.placed(&unit).unwrap();
        Self {
            things,
            services: placed
                .map(|placed| (unit, format!("{placed:?}")))
                .into_iter()
                .collect(),
            is_running: world.services.running(),
        }
    }

    /// The same without what waits in the depot for recovery to sweep it.
    pub(crate) fn apart_from_waiting(mut self) -> Self {
        self.things.retain(|at, _| !at.starts_with(WAITING));
        self
    }

    fn apart_from_rows(mut self) -> Self {
        self.things.retain(|at, _| !at.starts_with(ROW));
        self
    }

    /// What differs, in words; which services run is left out where the power was gone.
    fn differs(&self, other: &Self, had_power: bool) -> Option<String> {
        let mut lines = vec![];
        for (mine, others) in [
            (&self.things, &other.things),
            (&self.services, &other.services),
        ] {
            let missing = others.iter().filter(|(at, _)| !mine.contains_key(*at));
            lines.extend(missing.map(|(at, what)| format!("- {at}: {what}")));
            let more = mine
                .iter()
                .filter(|(at, what)| others.get(*at) != Some(what));
            lines.extend(more.map(|(at, what)| format!("+ {at}: {what}")));
        }
        if had_power && self.is_running != other.is_running {
            lines.push(format!("running: {:?}", self.is_running));
        }
        lines.truncate(SHOWN);
        for line in &mut lines {
            line.truncate(WIDE);
        }
        (!lines.is_empty()).then(|| lines.join("\n    "))
    }
}

/// What a site keeps for its own use once it has made it, whatever becomes of what it was made for; SQLite's files are
/// looked into instead.
fn is_furniture(at: &str, is_directory: bool) -> bool {
    let Some(name) = at.strip_prefix("var/lib/sealift/") else {
        return false;
    };
    if is_directory {
        let holds_waiting = at.starts_with(WAITING);
        return ["runs", "secrets"].contains(&name)
            || name == "depot"
            || (name.starts_with("depot/") && !holds_waiting);
    }
    name == "state.db" || name.starts_with("state.db-") || ["lock", "reserve"].contains(&name)
}

/// The rows of every table that says what is there.
fn rows(world: &FakeWorld) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if world
        .files
        .content(DATABASE)
        .is_none_or(|bytes| bytes.is_empty())
    {
        return found;
    }
    let path = world.files.root().join(DATABASE);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let vfs = world.files.database_layer().unwrap();
    let sql = Connection::open_with_flags_and_vfs(&path, flags, vfs).unwrap();
    let mut tables = sql
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for table in tables
        .iter()
        .filter(|table| !HISTORY.contains(&table.as_str()))
    {
        let mut all = sql.prepare(&format!("SELECT * FROM {table}")).unwrap();
        // When a file was written differs with every call that it took.
        let is_time = |name: &&str| ["modified_ns", "changed_ns"].contains(name);
        let columns: Vec<usize> = (0..)
            .zip(all.column_names())
            .filter(|(_, name)| !is_time(name))
            .map(|(at, _)| at)
            .collect();
        let row = |row: &rusqlite::Row<'_>| columns.iter().map(|at| row.get(*at)).collect();
        let all: Vec<Vec<Value>> = all
            .query_map([], row)
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for (nth, row) in all.iter().enumerate() {
            found.insert(format!("{ROW}{nth} of {table}"), format!("{row:?}"));
        }
    }
    found
}

/// Which of the two a site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Old,
    New,
    /// What was done changes nothing that lasts.
    Either,
    Neither,
}

impl Standing {
    pub(crate) const fn is_old(self) -> bool {
        matches!(self, Self::Old | Self::Either)
    }

    pub(crate) const fn is_new(self) -> bool {
        matches!(self, Self::New | Self::Either)
    }
}

/// What a site was before, what it is when nothing disturbs, and what somebody holds of its log.
pub(crate) struct Between {
    old: Holdings,
    new: Holdings,
    held: HeldTexts,
    /// Whether rows of the state count.
    has_rows: bool,
}

impl Between {
    pub(crate) const fn new(old: Holdings, new: Holdings, held: HeldTexts) -> Self {
        Self {
            old,
            new,
            held,
            has_rows: true,
        }
    }

    /// The same for whom only what lies on the disk and what runs counts.
    pub(crate) fn apart_from_rows(&self) -> Self {
        Self {
            old: self.old.clone().apart_from_rows(),
            new: self.new.clone().apart_from_rows(),
            held: self.held.clone(),
            has_rows: false,
        }
    }

    fn look(&self, site: &Site) -> Holdings {
        let found = Holdings::of(&site.world);
        if self.has_rows {
            found
        } else {
            found.apart_from_rows()
        }
    }

    /// The log's key and checkpoint, as an officer holds them; nothing where there is no site yet.
    pub(crate) fn held(site: &Site) -> HeldTexts {
        if !site.is_founded() {
            return HeldTexts::default();
        }
        let facility = site.facility().unwrap();
        let checkpoint = facility.database().read(|view| view.last_checkpoint());
        HeldTexts {
            log_key: Some(audit::log_key(&facility)),
            checkpoints: vec![checkpoint.unwrap().to_string()],
            clock_reviewed_to: None,
        }
    }

    /// Whether there was a site before; if not, whoever looks for what to recover begins one.
    pub(crate) const fn had_site(&self) -> bool {
        self.held.log_key.is_some()
    }

    /// Whether a site is the old or the new.
    pub(crate) fn standing(&self, now: &Holdings, had_power: bool) -> Standing {
        let is_old = now.differs(&self.old, had_power).is_none();
        let is_new = now.differs(&self.new, had_power).is_none();
        match (is_old, is_new) {
            (true, true) => Standing::Either,
            (true, false) => Standing::Old,
            (false, true) => Standing::New,
            (false, false) => Standing::Neither,
        }
    }

    /// In what a site differs from the old, and in what from the new.
    pub(crate) fn differences(&self, now: &Holdings, had_power: bool) -> String {
        let from = |other| now.differs(other, had_power).unwrap_or_default();
        let (from_old, from_new) = (from(&self.old), from(&self.new));
        format!("from the old it differs by\n    {from_old}\n  from the new by\n    {from_new}")
    }

    /// Recovers what a disturbance has left, and insists on the old or the new; which of them it is.
    pub(crate) fn judge(&self, site: &Site, had_power: bool) -> Result<Standing, String> {
        let found = self.look(site);
        let records = site.records().unwrap_or_default();
        let recovered = site
            .recover()
            .map_err(|failure| format!("no recovery: {failure}"))?;
        let now = self.look(site);
        let standing = self.standing(&now, had_power);
        if standing == Standing::Neither {
            let differences = self.differences(&now, had_power);
            return Err(format!(
                "neither old nor new after {recovered:?}; {differences}"
            ));
        }
        self.is_recorded(site, &found, &recovered, records, had_power)?;
        self.is_logged(site)?;
        self.is_at_rest(site, &now, had_power)?;
        Ok(standing)
    }

    /// A recovery that had anything to do has said so in the log.
    fn is_recorded(
        &self,
        site: &Site,
        found: &Holdings,
        recovered: &[Recovered],
        records: u64,
        had_power: bool,
    ) -> Result<(), String> {
        let facility = site.facility().map_err(|failure| failure.to_string())?;
        let filter = EntryFilter {
            first: records,
            event: Some(Event::RecoveryRun),
            ..EntryFilter::default()
        };
        let said = facility.database().read(|view| view.entries(&filter));
        let said = said.map_err(|error| error.to_string())?.len();
        let was_between = self.standing(found, had_power) == Standing::Neither;
        if said < recovered.len() || (was_between && records > 0 && said == 0) {
            return Err(format!(
                "{} runs were recovered, and {said} recoveries recorded",
                recovered.len()
            ));
        }
        Ok(())
    }

    /// The log is whole, and goes on from where it was.
    fn is_logged(&self, site: &Site) -> Result<(), String> {
        let facility = site.facility().map_err(|failure| failure.to_string())?;
        let export = audit::export(&facility, Form::Json, false, "en")
            .map_err(|failure| failure.to_string())?;
        let mut held = self.held.clone();
        if held.log_key.is_none() {
            held.log_key = Some(audit::log_key(&facility));
        }
        let verified = audit::verify(&export, &held).map_err(|failure| failure.to_string())?;
        if verified.verdict == Verdict::Valid {
            Ok(())
        } else {
            Err(format!(
                "the log is {}: {:?}",
                verified.verdict, verified.findings
            ))
        }
    }

    /// A second recovery finds nothing to do.
    fn is_at_rest(&self, site: &Site, before: &Holdings, had_power: bool) -> Result<(), String> {
        let records = site.records();
        let again = site
            .recover()
            .map_err(|failure| format!("no second recovery: {failure}"))?;
        if !again.is_empty() || site.records() != records {
            return Err(format!("a second recovery had something to do: {again:?}"));
        }
        match self.look(site).differs(before, had_power) {
            Some(differs) => Err(format!("a second recovery changed\n    {differs}")),
            None => Ok(()),
        }
    }
}

impl Site {
    /// Whether there is a site at all.
    pub(crate) fn is_founded(&self) -> bool {
        self.world.files.content(DATABASE).is_some()
    }

    /// Puts right what is left, also what could not be taken back before.
    pub(crate) fn recover(&self) -> Result<Vec<Recovered>, sealift_app::Failure> {
        let facility = self.facility()?;
        let (_lock, recovered) = sealift_app::cases::recover::lock(&facility, "recover", true)?;
        Ok(recovered)
    }

    /// How many records the log has; nothing where no log can be read.
    fn records(&self) -> Option<u64> {
        if !self.is_founded() {
            return None;
        }
        let facility = self.facility_as_it_is().ok()?;
        let head = facility.database().read(|view| view.log_head());
        Some(head.ok()?.frontier().size())
    }
}
