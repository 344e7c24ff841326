//! Looks at drives, one of which may never answer: each on a thread of its own, so that it hides no other.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_desk::Failure;
use sealift_host::media::{self, Contents, MediaError, Sighting};

use super::cards::{Card, Cards};
use crate::held;

/// The longest that the other drives wait for one.
const PATIENCE: Duration = Duration::from_secs(3);

/// What was found on a drive.
pub(super) struct Look {
    /// The files on it.
    pub(super) contents: Contents,
    /// What each file that may be a package says of itself.
    pub(super) packages: Vec<(Sighting, Arc<Result<Card, Failure>>)>,
}

type Answer = Result<Look, MediaError>;

/// The drives' files, and the looks that have not come to an end.
#[derive(Default)]
pub(crate) struct Looks {
    cards: Arc<Cards>,
    under_way: Mutex<HashMap<Utf8PathBuf, Receiver<Answer>>>,
}

impl Looks {
    /// What lies on a drive.
    ///
    /// # Errors
    /// [`MediaError`], [`MediaError::Silent`] among them as long as the drive does not answer.
    pub(super) fn at(&self, place: &Utf8Path) -> Answer {
        let (cards, on) = (Arc::clone(&self.cards), place.to_owned());
        self.await_answer(place, PATIENCE, move || {
            let contents = media::contents(&on)?;
            let packages = contents.packages.iter();
            let packages = packages.map(|file| (file.clone(), cards.of(file)));
            Ok(Look {
                packages: packages.collect(),
                contents,
            })
        })
    }

    /// Ends a round: nothing is remembered of drives and files that are gone.
    pub(super) fn forget_all_but(&self, places: &[Utf8PathBuf]) {
        self.cards.forget_the_absent();
        held(&self.under_way).retain(|place, _| places.contains(place));
    }

    /// Waits for a look that begins now; one that others have waited for already is asked for its answer alone.
    fn await_answer(
        &self,
        place: &Utf8Path,
        patience: Duration,
        look: impl FnOnce() -> Answer + Send + 'static,
    ) -> Answer {
        let earlier = held(&self.under_way).remove(place);
        let (answer, patience) = match earlier {
            Some(answer) => (answer, Duration::ZERO),
            None => (begin(look), patience),
        };
        let silent = || MediaError::Silent {
            path: place.to_owned(),
            at: 0,
            seconds: PATIENCE.as_secs(),
        };
        match answer.recv_timeout(patience) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                held(&self.under_way).insert(place.to_owned(), answer);
                Err(silent())
            }
            Err(RecvTimeoutError::Disconnected) => Err(silent()),
        }
    }
}

/// A look on a thread that nobody waits for: a read that hangs cannot be called back.
fn begin(look: impl FnOnce() -> Answer + Send + 'static) -> Receiver<Answer> {
    let (sender, answer) = sync_channel(1);
    let look = move || {
        let _ = sender.send(look());
    };
    let thread = thread::Builder::new().name("drive".into()).spawn(look);
    if let Err(error) = thread {
        log::warn!("a drive is not looked at: {error}");
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drive_that_does_not_answer_is_waited_for_once_and_looked_at_once() {
        let (looks, place) = (Looks::default(), Utf8Path::new("/media/stick"));
        let (plug, unplugged) = sync_channel::<()>(1);
        let hangs = move || {
            let _ = unplugged.recv();
            Err(MediaError::Missing {
                path: "/media/stick".into(),
            })
        };
        let is_silent = |answer: Answer| matches!(answer, Err(MediaError::Silent { .. }));
        let short = Duration::from_millis(1);
        assert!(is_silent(looks.await_answer(place, short, hangs)));
        let never = || unreachable!("one look at a time");
        assert!(is_silent(looks.await_answer(place, Duration::MAX, never)));
        drop(plug);
        let said = (0..1000).find_map(|_| {
            thread::sleep(short);
            let never = || unreachable!("the first look's answer is still to come");
            let answer = looks.await_answer(place, short, never);
            (!matches!(answer, Err(MediaError::Silent { .. }))).then_some(answer)
        });
        assert!(matches!(said, Some(Err(MediaError::Missing { .. }))));
    }

    #[test]
    fn a_drive_that_is_gone_is_forgotten_and_looked_at_anew() {
        let (looks, place) = (Looks::default(), Utf8Path::new("/media/stick"));
        let (_plug, unplugged) = sync_channel::<()>(1);
        let short = Duration::from_millis(1);
        let hangs = move || {
            let _ = unplugged.recv();
            unreachable!("it is never unplugged");
        };
        assert!(looks.await_answer(place, short, hangs).is_err());
        looks.forget_all_but(&[]);
        let empty = || {
            Ok(Look {
                contents: Contents::default(),
                packages: Vec::new(),
            })
        };
        let patience = Duration::from_secs(60);
        assert!(looks.await_answer(place, patience, empty).is_ok());
    }
}
