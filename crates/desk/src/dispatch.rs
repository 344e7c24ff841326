//! From a name and a JSON document to a typed call and back.

use sealift_app::{Exit, Failure};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::asked::Asked;
use crate::{calls, data};

macro_rules! dispatch {
    ($($(#[doc = $doc:literal])* $name:ident in $module:ident : $request:ty => $answer:ty;)*) => {
        /// The names of all calls.
        pub const CALLS: &[&str] = &[$(stringify!($name)),*];

        /// Answers a call by its name.
        ///
        /// # Errors
        /// [`Failure`] `request-malformed` when the name or the document is none that the table has; else whatever the
        /// call itself says.
        pub fn answer(name: &str, request: Value, asked: &Asked<'_>) -> Result<Value, Failure> {
            #[allow(unused_imports, reason = "the table names the types as the data module does")]
            use data::*;
            use sealift_app::data::ReleaseSummary;
            $(if name == stringify!($name) {
                let request: $request = read(request)?;
                let answer: $answer = calls::$module::$name(asked, request)?;
                return write(&answer);
            })*
            Err(malformed(format!("there is no call {name}")))
        }
    };
}
crate::site_calls!(dispatch);

fn read<T: DeserializeOwned>(request: Value) -> Result<T, Failure> {
    serde_json::from_value(request).map_err(malformed)
}

fn write<T: Serialize>(answer: &T) -> Result<Value, Failure> {
    serde_json::to_value(answer).map_err(|error| Failure::new("internal", Exit::Internal, error))
}

fn malformed(detail: impl ToString) -> Failure {
    Failure::new("request-malformed", Exit::Usage, detail)
}
