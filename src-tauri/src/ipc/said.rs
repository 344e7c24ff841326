//! One message of the page, taken apart.

use std::io;
use std::str::FromStr;

use sealift_desk::{Exit, Failure};
use serde_json::{Map, Value};
use tauri::ipc::{InvokeBody, JavaScriptChannelId};

use super::malformed;

/// The most bytes of a message: a description with everything in it has a tenth of this.
pub(crate) const MOST: u64 = 4 << 20;
/// The most characters of an operation's name.
const NAME: usize = 64;

/// What a message holds.
pub(crate) struct Said {
    /// What is asked.
    pub(crate) request: Value,
    /// What the page calls the operation.
    pub(crate) operation: Option<String>,
    /// Where the page listens.
    pub(crate) events: Option<JavaScriptChannelId>,
}

impl Said {
    /// Takes a message apart.
    ///
    /// # Errors
    /// [`Failure`] `request-malformed` or `request-too-large`.
    pub(crate) fn read(body: &InvokeBody) -> Result<Self, Failure> {
        let InvokeBody::Json(Value::Object(fields)) = body else {
            return Err(malformed("the message is no object"));
        };
        let known = ["request", "operation", "events"];
        if let Some(unknown) = fields.keys().find(|key| !known.contains(&key.as_str())) {
            return Err(malformed(format!("there is no field {unknown:?}")));
        }
        measure(fields)?;
        let text = |name: &str| match fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(malformed(format!("{name} is no text"))),
        };
        // A list would be taken for a document without names.
        let request = match fields.get("request") {
            None | Some(Value::Null) => Value::Null,
            Some(Value::Object(request)) => Value::Object(request.clone()),
            Some(_) => return Err(malformed("the request is no object")),
        };
        let events = text("events")?.map(JavaScriptChannelId::from_str);
        Ok(Self {
            request,
            operation: text("operation")?.map(operation).transpose()?,
            events: events.transpose().map_err(malformed)?,
        })
    }
}

fn operation(name: &str) -> Result<String, Failure> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if name.is_empty() || name.len() > NAME || !name.chars().all(is_plain) {
        return Err(malformed("the operation's name is none"));
    }
    Ok(name.to_owned())
}

/// Counts the bytes of a message without writing them anywhere.
fn measure(fields: &Map<String, Value>) -> Result<(), Failure> {
    struct Scale(u64);
    impl io::Write for Scale {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len() as u64;
            match self.0 > MOST {
                true => Err(io::ErrorKind::FileTooLarge.into()),
                false => Ok(bytes.len()),
            }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    serde_json::to_writer(Scale(0), fields).map_err(|_| {
        let detail = format!("a message has at most {MOST} bytes");
        Failure::new("request-too-large", Exit::Usage, detail)
    })
}
