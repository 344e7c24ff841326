//! The site that the window shows: answered in this process, or in the elevated one.

use sealift_desk::{Asked, Desk, DeskPlace, Failure};
use serde_json::Value;

use crate::elevation::Elevation;
use crate::ipc::{Question, Refusal};
use crate::options::Options;

/// Where questions about the site go.
pub(crate) enum Site {
    /// Answered here: a relocated root, the user's own scope, or an administrator's session.
    Here(DeskPlace),
    /// Answered by the elevated side: the whole machine, seen by somebody without rights to it.
    Elevated(Elevation),
}

impl Site {
    /// What the program was started for. Without a wish, an ordinary user works on the whole machine where Sealift was
    /// installed for it, and in a scope of their own elsewhere.
    pub(crate) fn of(options: &Options) -> Self {
        let here = DeskPlace {
            root: options.root.clone(),
        };
        if here.root.is_some() || options.user {
            return Self::Here(here);
        }
        match Elevation::find(options) {
            Some(elevation) => Self::Elevated(elevation),
            None => Self::Here(here),
        }
    }

    /// Answers a call.
    ///
    /// # Errors
    /// What went wrong, in the reader's words.
    pub(crate) fn ask(
        &self,
        question: &Question<'_>,
        name: &str,
        request: Value,
    ) -> Result<Value, Refusal> {
        match self {
            Self::Here(place) => {
                answer(place, question, name, request).map_err(|failure| question.refusal(&failure))
            }
            Self::Elevated(elevation) => elevation.ask(question, name, request),
        }
    }

    /// A desk in this process, for what needs no rights.
    ///
    /// # Errors
    /// [`Failure`] when the place cannot be used.
    pub(crate) fn desk(&self) -> Result<Desk, Failure> {
        match self {
            Self::Here(place) => Desk::at(place),
            Self::Elevated(_) => Desk::at(&DeskPlace::default()),
        }
    }

    /// Whether an administrator has to say yes before the site can be seen.
    pub(crate) fn is_locked(&self) -> bool {
        match self {
            Self::Here(_) => false,
            Self::Elevated(elevation) => !elevation.is_open(),
        }
    }
}

fn answer(
    place: &DeskPlace,
    question: &Question<'_>,
    name: &str,
    request: Value,
) -> Result<Value, Failure> {
    let asked = Asked {
        desk: &Desk::at(place)?,
        wording: question.wording,
        picks: &question.shell.picks(),
        shown: question.shell.shown(),
        cancel: question.cancel,
        tell: question.tell,
    };
    sealift_desk::answer(name, request, &asked)
}
