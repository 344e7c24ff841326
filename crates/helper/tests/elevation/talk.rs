//! A user's end of the pipe.

use std::io::{BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use sealift_desk::Choice;
use sealift_desk::pipe::{Heard, Said, receive, send};
use sealift_journeys::Machine;
use serde_json::Value;

/// A talk with the elevated side, as the window of an ordinary user leads it.
pub(crate) struct Talk {
    process: Child,
    said: Option<ChildStdin>,
    heard: BufReader<ChildStdout>,
    picks: Vec<Choice>,
    last: u64,
}

impl Talk {
    /// Starts it from a shell that did this first.
    pub(crate) fn begin(machine: &Machine, first: &str) -> Self {
        let line = format!(
            "{first} pkexec --disable-internal-agent {}; exit $?",
            Machine::HELPER
        );
        let mut process = machine
            .command(&line, true)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("nsenter is there");
        let said = process.stdin.take();
        let mut heard = BufReader::new(process.stdout.take().expect("it is piped"));
        let ready: Option<Heard> = receive(&mut heard).expect("it speaks");
        let version = env!("CARGO_PKG_VERSION").to_owned();
        assert_eq!(ready, Some(Heard::Ready { version }));
        Self {
            process,
            said,
            heard,
            picks: Vec::new(),
            last: 0,
        }
    }

    /// The number of a file chosen to be read.
    pub(crate) fn pick(&mut self, path: &str) -> u32 {
        self.choose(path, false)
    }

    /// The number of a file chosen to be written.
    pub(crate) fn target(&mut self, path: &str) -> u32 {
        self.choose(path, true)
    }

    fn choose(&mut self, path: &str, target: bool) -> u32 {
        let id = u32::try_from(self.picks.len()).expect("there are few") + 1;
        let path = path.into();
        self.picks.push(Choice { id, path, target });
        id
    }

    /// What a call answers.
    pub(crate) fn ask(&mut self, call: &str, request: Value) -> Value {
        match self.question(call, request) {
            Heard::Answer { answer, .. } => answer,
            other => panic!("{call}: {other:?}"),
        }
    }

    /// Why a call is refused.
    pub(crate) fn refusal(&mut self, call: &str, request: Value) -> Value {
        match self.question(call, request) {
            Heard::Refusal { refusal, .. } => serde_json::to_value(refusal).expect("plain data"),
            other => panic!("{call}: {other:?}"),
        }
    }

    fn question(&mut self, call: &str, request: Value) -> Heard {
        self.last += 1;
        let asking = Said::Ask {
            id: self.last,
            call: call.into(),
            request,
            picks: self.picks.clone(),
            language: "en".into(),
        };
        send(self.said.as_mut().expect("it is open"), &asking).expect("it listens");
        loop {
            match receive(&mut self.heard).expect("it speaks") {
                Some(Heard::Event { .. }) => {}
                Some(heard) => return heard,
                None => panic!("it ended instead of answering {call}"),
            }
        }
    }

    /// Says a line as it is.
    pub(crate) fn say(&mut self, line: &str) {
        let said = self.said.as_mut().expect("it is open");
        said.write_all(line.as_bytes())
            .and_then(|()| said.write_all(b"\n"))
            .expect("it listens");
    }

    /// How it ended, when it did so by itself.
    pub(crate) fn status(mut self) -> Option<i32> {
        self.process.wait().expect("it ends").code()
    }

    /// Goes, as a window that is closed goes.
    pub(crate) fn end(mut self) {
        drop(self.said.take());
        assert_eq!(
            self.status(),
            Some(0),
            "it ends well when nobody speaks any more"
        );
    }
}
