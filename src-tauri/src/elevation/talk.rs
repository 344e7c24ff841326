//! Questions and answers with the elevated side, several at a time over one pipe.

use std::collections::HashMap;
use std::io::BufReader;
use std::process::{Child, ChildStdin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sealift_desk::pipe::{Heard, Said, receive, send};
use sealift_desk::{Exit, Failure};
use serde_json::Value;

use crate::held;
use crate::ipc::{Question, Refusal};

/// How soon a wish to stop is passed on.
const PAUSE: Duration = Duration::from_millis(100);

/// An open pipe.
pub(super) struct Talk {
    said: Mutex<ChildStdin>,
    waiting: Arc<Mutex<Option<Waiting>>>,
    last: AtomicU64,
}

/// Who waits for the answer to which question.
type Waiting = HashMap<u64, Sender<Heard>>;

impl Talk {
    /// Waits until the other side is there.
    ///
    /// # Errors
    /// Its version when that is not ours, or nothing when it ended without a word.
    pub(super) fn begin(child: &mut Child) -> Result<Self, Option<String>> {
        let (said, heard) = (child.stdin.take(), child.stdout.take());
        let (said, heard) = (said.ok_or(None)?, heard.ok_or(None)?);
        let mut heard = BufReader::new(heard);
        match receive(&mut heard) {
            Ok(Some(Heard::Ready { version })) if version == env!("CARGO_PKG_VERSION") => {}
            Ok(Some(Heard::Ready { version })) => return Err(Some(version)),
            _ => return Err(None),
        }
        let waiting = Arc::new(Mutex::new(Some(Waiting::new())));
        let listening = Arc::clone(&waiting);
        std::thread::spawn(move || {
            while let Ok(Some(message)) = receive(&mut heard) {
                deliver(&listening, message);
            }
            // It is gone: whoever waits learns so when their sender goes.
            *held(&listening) = None;
        });
        Ok(Self {
            said: Mutex::new(said),
            waiting,
            last: AtomicU64::new(0),
        })
    }

    /// Whether the other side is still there.
    pub(super) fn is_alive(&self) -> bool {
        held(&self.waiting).is_some()
    }

    pub(super) fn ask(
        &self,
        question: &Question<'_>,
        name: &str,
        request: Value,
    ) -> Result<Value, Refusal> {
        let id = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let gone = || {
            let failure = Failure::new("elevation-gone", Exit::Internal, name);
            question.refusal(&failure)
        };
        let (tell, told) = channel();
        held(&self.waiting)
            .as_mut()
            .ok_or_else(gone)?
            .insert(id, tell);
        let asking = Said::Ask {
            id,
            call: name.to_owned(),
            request,
            picks: question.shell.picks().all(),
            language: question.wording.language().to_owned(),
        };
        // Nobody holds the pipe while waiting: the wish to stop goes the same way.
        let said = send(&mut *held(&self.said), &asking);
        let answer = said.ok().and_then(|()| self.wait(question, id, &told));
        if let Some(waiting) = held(&self.waiting).as_mut() {
            waiting.remove(&id);
        }
        answer.unwrap_or_else(|| Err(gone()))
    }

    /// Waits for the answer; nothing when the other side is gone.
    fn wait(
        &self,
        question: &Question<'_>,
        id: u64,
        told: &Receiver<Heard>,
    ) -> Option<Result<Value, Refusal>> {
        let mut is_told = false;
        loop {
            if question.cancel.is_cancelled() && !is_told {
                is_told = true;
                send(&mut *held(&self.said), &Said::Cancel { id }).ok()?;
            }
            match told.recv_timeout(PAUSE) {
                Ok(Heard::Event { event, .. }) => (question.tell)(event),
                Ok(Heard::Answer { answer, .. }) => return Some(Ok(answer)),
                Ok(Heard::Refusal { refusal, .. }) => return Some(Err(Box::new(refusal))),
                Ok(Heard::Ready { .. }) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

fn deliver(waiting: &Mutex<Option<Waiting>>, message: Heard) {
    let id = match &message {
        Heard::Event { id, .. } | Heard::Answer { id, .. } | Heard::Refusal { id, .. } => *id,
        Heard::Ready { .. } => return,
    };
    if let Some(Some(tell)) = held(waiting).as_ref().map(|waiting| waiting.get(&id)) {
        // Nobody waits any more for a question that was given up.
        let _ = tell.send(message);
    }
}
