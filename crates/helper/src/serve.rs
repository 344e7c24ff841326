//! Listening and answering, several questions at a time.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sealift_desk::pipe::{Heard, Said, receive, send};
use sealift_desk::{Asked, Cancel, Desk, Exit, Explained, Face, Failure, Picks, Shown, Wording};
use sealift_host::giving_way;

/// The most questions that are worked on at once; a window has a handful.
const AT_ONCE: usize = 32;

/// Answers until the other side ends. What runs then is carried to its end: a window that is gone is no reason to leave
/// anything half done.
///
/// # Errors
/// When what comes is no message; whoever sends such a thing is not a window of ours.
pub fn serve(desk: &Desk, mut said: impl BufRead, heard: impl Write + Send) -> io::Result<()> {
    let talk = Talk {
        desk,
        shown: Shown::default(),
        heard: Mutex::new(heard),
        running: Mutex::default(),
    };
    talk.tell(&Heard::Ready {
        version: env!("CARGO_PKG_VERSION").into(),
    });
    std::thread::scope(|scope| {
        while let Some(message) = receive(&mut said)? {
            match message {
                Said::Cancel { id } => {
                    if let Some(cancel) = held(&talk.running).get(&id) {
                        cancel.cancel();
                    }
                }
                Said::Ask { id, .. } => {
                    let cancel = Cancel::new();
                    let talk = &talk;
                    match talk.enter(id, &cancel) {
                        Ok(()) => {
                            scope.spawn(move || talk.answer(message, &cancel));
                        }
                        Err(failure) => talk.refuse(id, wording("en").explain(&failure)),
                    }
                }
            }
        }
        Ok(())
    })
}

/// Whoever asks sits before the window.
fn wording(language: &str) -> Wording {
    Wording::of(Face::Window, language)
}

struct Talk<'a, W> {
    desk: &'a Desk,
    shown: Shown,
    heard: Mutex<W>,
    running: Mutex<HashMap<u64, Cancel>>,
}

impl<W: Write + Send> Talk<'_, W> {
    fn enter(&self, id: u64, cancel: &Cancel) -> Result<(), Failure> {
        let mut running = held(&self.running);
        if running.len() >= AT_ONCE || running.contains_key(&id) {
            return Err(Failure::new("elevation-busy", Exit::Locked, id));
        }
        running.insert(id, cancel.clone());
        Ok(())
    }

    fn answer(&self, message: Said, cancel: &Cancel) {
        let Said::Ask {
            id,
            call,
            request,
            picks,
            language,
        } = message
        else {
            return;
        };
        let wording = wording(&language);
        let asked = Asked {
            desk: self.desk,
            wording: &wording,
            picks: &Picks::of(picks),
            shown: &self.shown,
            cancel,
            tell: &|event| self.tell(&Heard::Event { id, event }),
        };
        // Whatever takes long here is watched by a window, which must not wait for a processor.
        let answered = giving_way(|| sealift_desk::answer(&call, request, &asked));
        held(&self.running).remove(&id);
        match answered {
            Ok(answer) => {
                let sent = send(&mut *held(&self.heard), &Heard::Answer { id, answer });
                if sent.is_err_and(|error| error.kind() == io::ErrorKind::FileTooLarge) {
                    let failure =
                        Failure::new("internal", Exit::Internal, "the answer is too long");
                    self.refuse(id, wording.explain(&failure));
                }
            }
            Err(failure) => self.refuse(id, wording.explain(&failure)),
        }
    }

    fn refuse(&self, id: u64, refusal: Explained) {
        self.tell(&Heard::Refusal { id, refusal });
    }

    /// A window that is gone hears nothing; the work goes on.
    fn tell(&self, message: &Heard) {
        let _ = send(&mut *held(&self.heard), message);
    }
}

/// What a lock holds; every change below it is one step.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
