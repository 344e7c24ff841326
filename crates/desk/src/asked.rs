//! One question on its way: what it may touch, and whom it tells.

use camino::Utf8Path;
use sealift_app::{Cancel, Claims, Facility, Failure, Wording};

use crate::data::{OperationEvent, PickId};
use crate::desk::Desk;
use crate::picks::Picks;
use crate::shown::Shown;

/// Everything that a call has besides what was said.
pub struct Asked<'a> {
    /// The site.
    pub desk: &'a Desk,
    /// The reader's language.
    pub wording: &'a Wording,
    /// What a person has chosen so far.
    pub picks: &'a Picks,
    /// What a person was shown, and may let out.
    pub shown: &'a Shown,
    /// Whether it was asked to stop.
    pub cancel: &'a Cancel,
    /// Whoever watches; never waits.
    pub tell: &'a (dyn Fn(OperationEvent) + Sync),
}

impl Asked<'_> {
    /// Opens the site for one question: it may be founded, or changed by the command line, while the window is open.
    ///
    /// # Errors
    /// [`Failure`] `state-absent` when nobody has begun one here.
    pub(crate) fn facility(&self) -> Result<Facility, Failure> {
        Facility::open(self.desk.ground()?, Claims::default())
    }

    /// Opens the site, or founds it, for a change that somebody answers for.
    ///
    /// # Errors
    /// [`Failure`] when its state cannot be used or written.
    pub(crate) fn founded(&self, claims: Claims) -> Result<Facility, Failure> {
        Facility::open_or_found(self.desk.ground()?, claims)
    }

    /// The path that a person chose to be written to.
    ///
    /// # Errors
    /// [`Failure`] `pick-unknown`, or `pick-not-for-writing`.
    pub(crate) fn target(&self, id: PickId) -> Result<&Utf8Path, Failure> {
        self.picks.target(id)
    }

    /// The path that a person chose.
    ///
    /// # Errors
    /// [`Failure`] `pick-unknown`.
    pub(crate) fn path(&self, id: PickId) -> Result<&Utf8Path, Failure> {
        self.picks.path(id)
    }
}
