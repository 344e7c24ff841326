//! Long work that gives way to whoever sits at the machine.
//!
//! An import keeps every processor busy. A window beside it has little to do but has to do it at once, and on two
//! processors a fair part of them is not enough. So the work says that it can wait. Linux knows that of each thread, and
//! lets no thread take it back, nor a program that it starts: those are started from a thread that never said so, since a
//! service that runs for years must not pay for the hour in which it was installed.

use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::sync::mpsc::{Sender, channel};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

/// What `nice` takes off a program of which nothing else is said.
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// A thread as urgent as the program, once some other is less so.
static ORDINARY: OnceLock<Option<Sender<Job>>> = OnceLock::new();

/// Runs work on a thread of its own that is served after everybody else's, as are all threads that it starts; on systems
/// other than Linux, and where no thread can be had for the programs that it may start, like any other work.
pub fn giving_way<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if ORDINARY.get_or_init(ordinary_thread).is_none() {
        return work();
    }
    thread::scope(|scope| {
        let working = scope.spawn(|| {
            give_way();
            work()
        });
        working.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Runs a job on a thread that nothing else will ever run on, as urgent as the program was started. Programs are started
/// so, whoever asks for them.
///
/// # Panics
/// When the job does.
pub fn ordinarily<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, done) = channel();
    let job: Job = Box::new(move || {
        // Whoever has asked waits.
        let _ = send.send(job());
    });
    match ORDINARY.get().and_then(Option::as_ref) {
        Some(ordinary) => ordinary.send(job).expect("it ends with the program"),
        None => drop(thread::spawn(job)),
    }
    done.recv().expect("a job ends with what came of it")
}

/// A thread that starts a thread for each job; none where threads cannot give way, and so need no other.
fn ordinary_thread() -> Option<Sender<Job>> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let (sender, jobs) = channel::<Job>();
    let ordinary = move || jobs.into_iter().for_each(|job| drop(thread::spawn(job)));
    let begun = thread::Builder::new()
        .name("ordinary".into())
        .spawn(ordinary);
    begun.is_ok().then_some(sender)
}

#[cfg(target_os = "linux")]
fn give_way() {
    // To Linux, this thread alone is meant (setpriority(2), "C library/kernel differences"). One that may not is as urgent
    // as before. It is added to what the program was started with: that may have been more already.
    let _ = rustix::process::nice(NICENESS);
}

#[cfg(not(target_os = "linux"))]
const fn give_way() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    fn niceness() -> i32 {
        rustix::process::getpriority_process(None).expect("a thread knows its own")
    }

    /// The niceness of a program that is started here, as it tells it itself.
    fn of_a_program() -> i32 {
        let told = Command::new("nice").stdin(Stdio::null()).output();
        let told = String::from_utf8(told.expect("nice runs").stdout).expect("text");
        told.trim().parse().expect("a number")
    }

    #[test]
    fn work_and_its_threads_give_way_and_what_is_started_ordinarily_does_not() {
        let before = niceness();
        let (own, below, inherited, ordinary) = giving_way(|| {
            let below = thread::spawn(niceness).join().expect("it ends well");
            (niceness(), below, of_a_program(), ordinarily(of_a_program))
        });
        let less = (before + NICENESS).min(19);
        assert_eq!([own, below, inherited], [less; 3]);
        assert_eq!(ordinary, before);
        assert_eq!(niceness(), before, "whoever asked is as urgent as ever");
    }

    #[test]
    fn what_work_panics_with_comes_out_of_it() {
        let panic = std::panic::catch_unwind(|| giving_way(|| panic!("it broke")));
        let panic = panic.expect_err("it panicked");
        assert_eq!(panic.downcast_ref(), Some(&"it broke"));
    }
}
