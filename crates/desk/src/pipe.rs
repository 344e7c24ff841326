//! The same questions and answers across a pipe, to and from the elevated side: one JSON document a line, of a bounded
//! length, with no field that nobody knows.

use std::io::{self, BufRead, Read as _, Write};

use sealift_app::Explained;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::data::OperationEvent;
use crate::picks::Choice;

/// The most bytes of a line: what the page may say, or a page of the log, several times over.
pub const MOST: u64 = 16 << 20;

/// What is said to the elevated side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Said {
    /// A question about the site.
    Ask {
        /// Its number, never used twice.
        id: u64,
        /// The call's name.
        call: String,
        /// What is asked.
        request: Value,
        /// What a person has chosen so far.
        picks: Vec<Choice>,
        /// The reader's language.
        language: String,
    },
    /// The wish that the work on a question stops and is undone.
    Cancel {
        /// The question's number.
        id: u64,
    },
}

/// What the elevated side says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Heard {
    /// It is there, and has found nothing wrong with whoever started it.
    Ready {
        /// Its version.
        version: String,
    },
    /// Something happens while it works on a question.
    Event {
        /// The question's number.
        id: u64,
        /// What.
        event: OperationEvent,
    },
    /// The one answer to a question.
    Answer {
        /// The question's number.
        id: u64,
        /// What the call's table says.
        answer: Value,
    },
    /// A refusal in place of the answer.
    Refusal {
        /// The question's number.
        id: u64,
        /// Why, in the reader's words.
        refusal: Explained,
    },
}

/// Writes one line.
///
/// # Errors
/// When the other side is gone, or the message is longer than a line may be.
pub fn send(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    if line.len() as u64 >= MOST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            "the message is too long",
        ));
    }
    line.push(b'\n');
    to.write_all(&line)?;
    to.flush()
}

/// Reads one line; nothing when the other side has ended.
///
/// # Errors
/// When the line is too long, torn, or no message: whoever sends such a thing is not the other side.
pub fn receive<T: DeserializeOwned>(from: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    let length = from.take(MOST).read_until(b'\n', &mut line)?;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(serde_json::from_slice(&line)?)),
        Some(_) if length as u64 == MOST => Err(io::ErrorKind::FileTooLarge.into()),
        Some(_) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> io::Result<Option<Said>> {
        receive(&mut text.as_bytes())
    }

    #[test]
    fn what_is_sent_is_received() {
        let said = Said::Ask {
            id: 7,
            call: "look".into(),
            request: serde_json::json!({ "volumes": [1] }),
            picks: vec![Choice {
                id: 1,
                path: "/media/stick/a b\n.sealift".into(),
                target: true,
            }],
            language: "de".into(),
        };
        let mut line = Vec::new();
        send(&mut line, &said).expect("it is short");
        assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1);
        assert_eq!(
            receive(&mut line.as_slice()).expect("it is whole"),
            Some(said)
        );
    }

    #[test]
    fn v02_what_is_no_message_ends_the_talk() {
        assert_eq!(of("").expect("the other side has ended"), None);
        for bad in [
            "{\"kind\":\"cancel\",\"id\":1}",
            "{\"kind\":\"cancel\",\"id\":-1}\n",
            "{\"kind\":\"cancel\",\"id\":1,\"force\":true}\n",
            "{\"kind\":\"root\"}\n",
            "[]\n",
            "\n",
            "\u{0}\n",
        ] {
            assert!(of(bad).is_err(), "{bad:?}");
        }
        let mut endless = io::BufReader::new(io::repeat(b'x'));
        let error = receive::<Said>(&mut endless).expect_err("no line is that long");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
