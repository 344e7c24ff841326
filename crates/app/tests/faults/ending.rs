//! How something ended that met with a fault, and what it must not have said.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use sealift_app::{Failure, Wording};
use sealift_testkit::world::{Call, Trouble};

use crate::scenes::{Between, Holdings, Site, Standing};

/// Trouble at one call of a run.
#[derive(Clone)]
pub(crate) struct Fault {
    /// Which call, counted from 1.
    pub(crate) nth: u64,
    /// What it is for.
    pub(crate) doing: String,
    pub(crate) trouble: Trouble,
    /// Whether every call after it that can have the trouble has it too.
    pub(crate) lasts: bool,
}

impl Fault {
    /// All that can befall the calls of a run.
    pub(crate) fn all(calls: &[(Call, String)]) -> Vec<Self> {
        let mut all = vec![];
        for (nth, (call, doing)) in (1..).zip(calls) {
            for trouble in Trouble::all() {
                // Signals end at some time; who would wait for that is asked to by `std::io` itself.
                let can_last = trouble != Trouble::Interrupts;
                let lengths = [Some(false), can_last.then_some(true)];
                if trouble.can_befall(*call) {
                    all.extend(lengths.into_iter().flatten().map(|lasts| Self {
                        nth,
                        doing: doing.clone(),
                        trouble: trouble.clone(),
                        lasts,
                    }));
                }
            }
        }
        all
    }

    /// Whether whoever asks again, or for the rest, is served.
    const fn is_got_over(&self) -> bool {
        match self.trouble {
            Trouble::Interrupts | Trouble::CutsShort => true,
            Trouble::Fails(_) => false,
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (nth, doing, trouble) = (self.nth, &self.doing, &self.trouble);
        let when = if self.lasts { "from here on" } else { "once" };
        write!(f, "call {nth}, {doing}, {trouble} {when}")
    }
}

/// What something said at its end, and what it had left then.
pub(crate) struct Ending {
    pub(crate) said: Result<(), Failure>,
    pub(crate) has_met: bool,
    has_warned: bool,
}

/// Does something that meets with a fault; whoever panics is wrong.
pub(crate) fn meet<T>(
    site: &Site,
    fault: &Fault,
    forgives_syncs: bool,
    act: impl FnOnce() -> Result<T, Failure>,
) -> Result<Ending, String> {
    let faults = site.world.faults();
    faults.order_trouble(fault.nth, fault.trouble.clone(), fault.lasts);
    if forgives_syncs {
        faults.forgive_syncs();
    }
    let said = catch_unwind(AssertUnwindSafe(act));
    let has_met = faults.met() > 0;
    faults.clear();
    let said = said.map_err(|panic| format!("it panicked: {}", words_of(panic.as_ref())))?;
    let said = said.map(drop);
    let has_warned = site.has_warned.get();
    Ok(Ending {
        said,
        has_met,
        has_warned,
    })
}

fn words_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without words")
}

impl Ending {
    /// Insists on words for whoever has to do something now.
    pub(crate) fn is_explained(&self) -> Result<(), String> {
        let Err(failure) = &self.said else {
            return Ok(());
        };
        for language in ["en", "de"] {
            let explained = Wording::new(language).explain(failure);
            let has_text = explained.message != failure.code && !explained.message.is_empty();
            if !has_text || explained.remedy.is_empty() {
                return Err(format!("{failure} has no words in {language}"));
            }
        }
        let blames_us = failure.exit == sealift_app::Exit::Internal;
        if blames_us || failure.detail.is_empty() {
            return Err(format!("{failure} is told as a mistake of ours"));
        }
        Ok(())
    }

    /// Insists that what was found when it ended, before anybody put anything right, is the old or the new, unless it
    /// said that something is left or the fault kept it from doing better. Who is done may leave its own mark in the depot
    /// to be swept.
    pub(crate) fn is_tidy(
        &self,
        between: &Between,
        fault: &Fault,
        found: Holdings,
    ) -> Result<(), String> {
        // A site that is only half begun is begun again by whoever comes next.
        if between.standing(&found, true) != Standing::Neither || !between.had_site() {
            return Ok(());
        }
        let says_so = match &self.said {
            Ok(()) if self.has_warned => true,
            Ok(()) => between
                .standing(&found.clone().apart_from_waiting(), true)
                .is_new(),
            Err(failure) => fault.lasts || failure.says_that_it_may_be_left(),
        };
        if says_so {
            return Ok(());
        }
        let differences = between.differences(&found, true);
        Err(format!(
            "it said {:?} and left what is neither old nor new; {differences}",
            self.said
        ))
    }

    /// Insists that what it said is what came of it.
    pub(crate) fn is_true(
        &self,
        between: &Between,
        fault: &Fault,
        fails: Option<&str>,
        standing: Standing,
    ) -> Result<(), String> {
        let fails_anyway = |failure: &Failure| fails == Some(failure.code);
        match &self.said {
            Ok(()) if standing.is_new() => Ok(()),
            Ok(()) => Err(format!("it said that it was done, and it is {standing:?}")),
            Err(failure) if fault.is_got_over() && !fails_anyway(failure) => {
                Err(format!("it gave up with {failure}, and need not have"))
            }
            Err(_) if standing.is_old() || !between.had_site() => Ok(()),
            Err(failure) if failure.says_that_it_may_be_done() => Ok(()),
            Err(failure) => Err(format!("it said {failure}, and it is {standing:?}")),
        }
    }
}

/// What a failure admits.
trait Admits {
    fn says_that_it_may_be_left(&self) -> bool;
    fn says_that_it_may_be_done(&self) -> bool;
}

impl Admits for Failure {
    fn says_that_it_may_be_left(&self) -> bool {
        ["failed-partially", "change-unfinished", "state-uncertain"].contains(&self.code)
    }

    fn says_that_it_may_be_done(&self) -> bool {
        ["state-uncertain", "change-unfinished"].contains(&self.code)
    }
}
