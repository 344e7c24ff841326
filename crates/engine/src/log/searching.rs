//! Looking for records: newest first, a page at a time, by what officers ask for.

use rusqlite::{ToSql, named_params};
use sealift_document::Timestamp;

use super::StoredEntry;
use super::reading::stored_entry;
use crate::state::{StateError, View};

/// Which records; every field that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// From this moment on.
    pub since: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// About this product.
    pub product: Option<String>,
    /// By this user, who may have worked as another.
    pub user: Option<String>,
    /// With this outcome's code.
    pub outcome: Option<String>,
    /// With this event's code.
    pub event: Option<String>,
    /// Of this run.
    pub operation: Option<String>,
    /// With this text somewhere in the leaf or in what it withholds, in any case of ASCII letters.
    pub text: Option<String>,
}

/// What a log offers to choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Products, by name.
    pub products: Vec<String>,
    /// Users who acted, by name.
    pub users: Vec<String>,
    /// Events' codes.
    pub events: Vec<String>,
    /// Outcomes' codes.
    pub outcomes: Vec<String>,
}

/// Whose doing it was, as [`sealift_audit::Record::actor`] says. Openings are kept as a blob, which SQLite would take for
/// its own binary JSON.
const USER: &str = r#"coalesce(json_extract(CAST(openings AS TEXT), '$."who.login".value'),
    json_extract(CAST(openings AS TEXT), '$."who.user".value'))"#;

const FITS: &str = r#"
    (:since IS NULL OR time >= :since) AND (:until IS NULL OR time < :until)
    AND (:product IS NULL OR product = :product) AND (:outcome IS NULL OR outcome = :outcome)
    AND (:event IS NULL OR event = :event) AND (:operation IS NULL OR operation = :operation)
    AND (:text IS NULL OR lower(CAST(leaf AS TEXT)) LIKE :text ESCAPE '\'
                       OR lower(CAST(openings AS TEXT)) LIKE :text ESCAPE '\')"#;

impl View<'_> {
    /// The records before this place in the log that fit, the newest first, at most so many.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn search_log(
        &self,
        search: &Search,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<StoredEntry>, StateError> {
        self.search_log_from(search, before, 0, most)
    }

    /// The same, from so many places further down, so that a page far back needs none of those before it.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn search_log_from(
        &self,
        search: &Search,
        before: Option<u64>,
        skip: u64,
        most: u32,
    ) -> Result<Vec<StoredEntry>, StateError> {
        let question = format!(
            "SELECT sequence, leaf, openings FROM log_entries
             WHERE (:before IS NULL OR sequence < :before) AND (:user IS NULL OR {USER} = :user) AND {FITS}
             ORDER BY sequence DESC LIMIT :most OFFSET :skip"
        );
        let mut statement = self.sql().prepare_cached(&question)?;
        let text = search.text.as_deref().map(pattern);
        let mut rows = statement.query(named_params! {
            ":before": before,
            ":most": most,
            ":skip": skip,
            ":user": search.user,
            ":since": search.since.map(Timestamp::unix),
            ":until": search.until.map(Timestamp::unix),
            ":product": search.product,
            ":outcome": search.outcome,
            ":event": search.event,
            ":operation": search.operation,
            ":text": text,
        })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(stored_entry(row)?);
        }
        Ok(found)
    }

    /// How many records fit in all.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn count_log(&self, search: &Search) -> Result<u64, StateError> {
        let question = format!(
            "SELECT count(*) FROM log_entries WHERE (:user IS NULL OR {USER} = :user) AND {FITS}"
        );
        let mut statement = self.sql().prepare_cached(&question)?;
        let text = search.text.as_deref().map(pattern);
        Ok(statement.query_row(
            named_params! {
                ":user": search.user,
                ":since": search.since.map(Timestamp::unix),
                ":until": search.until.map(Timestamp::unix),
                ":product": search.product,
                ":outcome": search.outcome,
                ":event": search.event,
                ":operation": search.operation,
                ":text": text,
            },
            |row| row.get(0),
        )?)
    }

    /// What the log offers to choose from.
    ///
    /// # Errors
    /// [`StateError`].
    pub fn log_facets(&self) -> Result<Facets, StateError> {
        let different = |of: &str| -> Result<Vec<String>, StateError> {
            let question = format!(
                "SELECT DISTINCT {of} AS value FROM log_entries WHERE value IS NOT NULL ORDER BY value"
            );
            let mut statement = self.sql().prepare_cached(&question)?;
            let none: &[&dyn ToSql] = &[];
            Ok(statement
                .query_map(none, |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        };
        Ok(Facets {
            products: different("product")?,
            users: different(USER)?,
            events: different("event")?,
            outcomes: different("outcome")?,
        })
    }
}

/// A text to be found anywhere, its own wildcards meant as they stand.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.to_ascii_lowercase().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
