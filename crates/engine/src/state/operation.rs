//! Runs that changed a target or tried to, one row each.

use rusqlite::{OptionalExtension, Row, params};
use sealift_audit::Outcome;
use sealift_document::{Digest, Timestamp};
use sealift_package::manifest::ProductId;
use sealift_plan::plan::Operation;
use serde::{Deserialize, Serialize};

use super::column::{Column, Word};
use super::{StateError, View, Write};
use crate::effects::{Actor, Entropy};

/// What joins everything that belongs to one run: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RunId(String);

impl RunId {
    /// A new name that no other run has.
    #[must_use]
    pub fn random(entropy: &dyn Entropy) -> Self {
        let mut random = [0; 16];
        entropy.fill(&mut random);
        Self(format!("{:032x}", u128::from_be_bytes(random)))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for RunId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not the name of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("a run is named by 32 lower-case hexadecimal digits")]
pub struct RunIdError;

impl std::str::FromStr for RunId {
    type Err = RunIdError;
    fn from_str(text: &str) -> Result<Self, RunIdError> {
        let plain = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let is_name = text.len() == 32 && text.bytes().all(plain);
        is_name.then(|| Self(text.into())).ok_or(RunIdError)
    }
}

impl TryFrom<String> for RunId {
    type Error = RunIdError;
    fn try_from(text: String) -> Result<Self, RunIdError> {
        text.parse()
    }
}

impl From<RunId> for String {
    fn from(id: RunId) -> Self {
        id.0
    }
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its name.
    pub id: RunId,
    /// What was wanted.
    pub operation: Operation,
    /// Of which product.
    pub product: ProductId,
    /// The plan's canonical bytes.
    pub plan: Vec<u8>,
    /// Where it stands.
    pub state: RunState,
    /// When it began.
    pub started: Timestamp,
    /// Who began it.
    pub actor: Actor,
    /// The ticket they named.
    pub ticket: Option<String>,
    /// The reason they gave.
    pub reason: Option<String>,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Steps are being done.
    Doing,
    /// Steps are being undone.
    Undoing,
    /// It ended.
    Ended {
        /// How.
        outcome: Outcome,
        /// When.
        at: Timestamp,
    },
}

/// What runs have to do with a product's files, or with a whole site: equal before and after a look, and not
/// [open](Self::is_open), when nothing of Sealift moved anything there meanwhile. A run says so before it touches the first
/// file, and again after the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motion {
    latest: Option<RunId>,
    /// Whether some run there is not over: it is at work, or was interrupted, or could not be undone.
    pub is_open: bool,
}

const DOING: &str = "doing";
const UNDOING: &str = "undoing";
const ENDED: &str = "ended";

const COLUMNS: &str =
    "id, kind, product, plan, state, outcome, started, ended, actor, ticket, reason";

impl View<'_> {
    /// The run of this name.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn run(&self, id: &RunId) -> Result<Option<Run>, StateError> {
        let question = format!("SELECT {COLUMNS} FROM operations WHERE id = ?1");
        let mut statement = self.sql().prepare_cached(&question)?;
        Ok(statement.query_row([id.as_str()], run).optional()?)
    }

    /// What runs have to do at this moment with a product's files, or with anything of the site where none is named.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn motion(&self, product: Option<&ProductId>) -> Result<Motion, StateError> {
        let mut statement = self.sql().prepare_cached(
            "SELECT (SELECT id FROM operations WHERE ?1 IS NULL OR product = ?1 ORDER BY rowid DESC LIMIT 1),
                    EXISTS (SELECT 1 FROM journal j JOIN operations o ON o.id = j.operation
                            WHERE (?1 IS NULL OR o.product = ?1) AND j.phase <> 'closed')",
        )?;
        let (latest, is_open) = statement.query_row([product.map(ProductId::as_str)], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get(1)?))
        })?;
        let latest = latest.map(|id| id.parse().map_err(StateError::damaged));
        Ok(Motion {
            latest: latest.transpose()?,
            is_open,
        })
    }

    /// The latest runs, newest first.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn latest_runs(&self, most: u32) -> Result<Vec<Run>, StateError> {
        let question =
            format!("SELECT {COLUMNS} FROM operations ORDER BY started DESC, rowid DESC LIMIT ?1");
        let mut statement = self.sql().prepare_cached(&question)?;
        Ok(statement
            .query_map([most], run)?
            .collect::<Result<_, _>>()?)
    }
}

impl Write<'_> {
    /// Takes note of a run that begins.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn begin_run(&self, run: &Run) -> Result<(), StateError> {
        let (state, outcome, ended) = written(run.state);
        self.sql().execute(
            &format!("INSERT INTO operations ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
            params![
                run.id.as_str(),
                code(run.operation),
                run.product.as_str(),
                run.plan,
                state,
                outcome,
                Column(run.started),
                ended.map(Column),
                serde_json::to_string(&run.actor).map_err(StateError::damaged)?,
                run.ticket,
                run.reason,
            ],
        )?;
        Ok(())
    }

    /// Says where a run stands now.
    ///
    /// # Errors
    /// [`StateError`], also when there is no such run or it has ended before.
    pub fn set_run_state(&self, id: &RunId, state: RunState) -> Result<(), StateError> {
        let (state, outcome, ended) = written(state);
        let changed = self.sql().execute(
            "UPDATE operations SET state = ?2, outcome = ?3, ended = ?4 WHERE id = ?1 AND ended IS NULL",
            params![id.as_str(), state, outcome, ended.map(Column)],
        )?;
        if changed == 1 {
            Ok(())
        } else {
            Err(StateError::damaged(format!(
                "there is no unfinished run {id}"
            )))
        }
    }
}

const fn written(state: RunState) -> (&'static str, Option<&'static str>, Option<Timestamp>) {
    match state {
        RunState::Doing => (DOING, None, None),
        RunState::Undoing => (UNDOING, None, None),
        RunState::Ended { outcome, at } => (ENDED, Some(outcome.code()), Some(at)),
    }
}

fn run(row: &Row<'_>) -> rusqlite::Result<Run> {
    let state: String = row.get(4)?;
    let state = match (state.as_str(), row.get::<_, Option<Column<Timestamp>>>(7)?) {
        (DOING, None) => RunState::Doing,
        (UNDOING, None) => RunState::Undoing,
        (ENDED, Some(Column(at))) => RunState::Ended {
            outcome: parsed(row, 5)?,
            at,
        },
        _ => return Err(unknown(4)),
    };
    let actor: String = row.get(8)?;
    Ok(Run {
        id: row.get::<_, Word<_>>(0)?.0,
        operation: parsed(row, 1)?,
        product: row.get::<_, Word<_>>(2)?.0,
        plan: row.get(3)?,
        state,
        started: row.get::<_, Column<_>>(6)?.0,
        actor: serde_json::from_str(&actor).map_err(|_| unknown(8))?,
        ticket: row.get(9)?,
        reason: row.get(10)?,
    })
}

/// The kebab-case word that serde gives a unit variant.
fn code<T: serde::Serialize>(word: T) -> String {
    let value = serde_json::to_value(word).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn parsed<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let word: String = row.get(at)?;
    serde_json::from_value(word.into()).map_err(|_| unknown(at))
}

fn unknown(at: usize) -> rusqlite::Error {
    let problem = "a word that this version does not know".into();
    rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, problem)
}

impl Run {
    /// The digest of its plan.
    #[must_use]
    pub fn plan_digest(&self) -> Digest {
        Digest::of(&self.plan)
    }
}
