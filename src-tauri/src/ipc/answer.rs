//! From a name to whoever answers: the site, the window itself, or export mode.

use std::sync::Arc;

use sealift_desk::data::OperationEvent;
use sealift_desk::{Cancel, Exit, Explained, Failure, Wording};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::shell::Shell;
use crate::{vendor, window};

/// Why a question is not answered, in the reader's words.
pub(crate) type Refusal = Box<Explained>;

/// One question on its way: what it may touch, and whom it tells.
pub(crate) struct Question<'a> {
    /// The program.
    pub(crate) shell: &'a Arc<Shell>,
    /// The reader's language.
    pub(crate) wording: &'a Wording,
    /// Whether it was asked to stop.
    pub(crate) cancel: &'a Cancel,
    /// Whoever watches; never waits.
    pub(crate) tell: &'a (dyn Fn(OperationEvent) + Sync),
}

impl Question<'_> {
    /// A failure in the reader's words.
    pub(crate) fn refusal(&self, failure: &Failure) -> Refusal {
        Box::new(self.wording.explain(failure))
    }

    /// Answers a call by its name.
    ///
    /// # Errors
    /// What went wrong, in the reader's words.
    pub(crate) fn answer(&self, name: &str, request: Value) -> Result<Value, Refusal> {
        if sealift_desk::CALLS.contains(&name) {
            return self.shell.site().ask(self, name, request);
        }
        let answered = match WINDOW.contains(&name) {
            true => of_window(self, name, request),
            false => of_vendor(self, name, request),
        };
        answered.map_err(|failure| self.refusal(&failure))
    }
}

macro_rules! dispatch {
    ($all:ident, $answer:ident, $modules:ident {
        $($(#[doc = $doc:literal])* $name:ident in $module:ident : $request:ty => $reply:ty;)*
    }) => {
        const $all: &[&str] = &[$(stringify!($name)),*];

        fn $answer(question: &Question<'_>, name: &str, request: Value) -> Result<Value, Failure> {
            #[allow(clippy::wildcard_imports, reason = "the table names the types as the data module does")]
            use sealift_desk::data::*;
            $(if name == stringify!($name) {
                let request: $request = read(request)?;
                let reply: $reply = $modules::$module::$name(question, request)?;
                return write(&reply);
            })*
            Err(malformed(format!("there is no call {name}")))
        }
    };
}
macro_rules! of_the_window {
    ($($table:tt)*) => { dispatch!(WINDOW, of_window, window { $($table)* }); };
}
macro_rules! of_export_mode {
    ($($table:tt)*) => { dispatch!(VENDOR, of_vendor, vendor { $($table)* }); };
}
sealift_desk::window_calls!(of_the_window);
sealift_desk::vendor_calls!(of_export_mode);

/// The names of all calls.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    [sealift_desk::CALLS, WINDOW, VENDOR]
        .into_iter()
        .flatten()
        .copied()
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, Failure> {
    serde_json::from_value(request).map_err(malformed)
}

fn write<T: Serialize>(reply: &T) -> Result<Value, Failure> {
    serde_json::to_value(reply).map_err(|error| Failure::new("internal", Exit::Internal, error))
}

/// A message that no table describes.
pub(crate) fn malformed(detail: impl ToString) -> Failure {
    Failure::new("request-malformed", Exit::Usage, detail)
}
