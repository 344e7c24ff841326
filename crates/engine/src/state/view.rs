//! Reading the state, and changing it.

use std::cell::RefCell;
use std::ops::Deref;

use rusqlite::{Connection, Transaction};
use sealift_audit::{LogHead, LogKey, RecordDraft};

use super::StateError;
use crate::effects::Entropy;
use crate::log;

/// The state as it was at one moment.
pub struct View<'a> {
    sql: &'a Connection,
}

impl<'a> View<'a> {
    pub(super) const fn new(sql: &'a Connection) -> Self {
        Self { sql }
    }

    /// For the modules of the tables.
    pub(crate) const fn sql(&self) -> &'a Connection {
        self.sql
    }
}

/// One change of the state: what is done through it happens as a whole, with its audit records, or not at all.
///
/// It reads as a [`View`] does, its own changes included.
pub struct Write<'a> {
    view: View<'a>,
    entropy: &'a dyn Entropy,
    /// The log's end, once the first record of this change has asked for it.
    head: RefCell<Option<LogHead>>,
}

impl<'a> Deref for Write<'a> {
    type Target = View<'a>;
    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

impl<'a> Write<'a> {
    pub(super) fn new(transaction: &'a Transaction<'_>, entropy: &'a dyn Entropy) -> Self {
        Self {
            view: View::new(transaction),
            entropy,
            head: RefCell::new(None),
        }
    }

    /// Appends a record of what this change does; returns its place in the log, counted from 0.
    ///
    /// # Errors
    /// [`StateError`]; the whole change must then be given up, which returning the error does.
    pub fn record(&self, draft: RecordDraft) -> Result<u64, StateError> {
        let mut head = self.head.borrow_mut();
        let mut growing = match head.take() {
            Some(head) => head,
            None => log::head(self)?,
        };
        let sequence = log::append(self, &mut growing, draft, self.entropy)?;
        *head = Some(growing);
        Ok(sequence)
    }

    /// Ends the epoch of the log's key; what is recorded from here on belongs to the next one.
    pub(super) fn rotate(&self, old: &LogKey, new: &LogKey) -> Result<(), StateError> {
        let mut head = log::head(self)?;
        log::rotate(self, &mut head, old, new)?;
        *self.head.borrow_mut() = Some(head);
        Ok(())
    }

    /// Signs the log as this change leaves it, when the change has added to it.
    pub(super) fn seal(&self, key: &LogKey) -> Result<(), StateError> {
        match self.head.borrow().as_ref() {
            Some(head) => log::seal(self, head, key),
            None => Ok(()),
        }
    }
}
