//! The elevated side of the window.
//!
//! `pkexec` starts it after an administrator said yes. Before the first word is read it makes sure of that
//! ([`caller`]), and starts itself again without anything that was inherited ([`surroundings`]). Then it answers the
//! same calls that a window with rights of its own answers itself: the same code opens the site, reads its policy, and
//! verifies every byte again. The files that a question names are opened with the rights of the user who asks, never
//! with an administrator's. It holds no part of export mode: no secret key of a vendor's is ever read here.
#![allow(
    clippy::disallowed_methods,
    reason = "this process is an edge: it looks at how it was started"
)]

#[cfg(unix)]
pub mod caller;
pub mod serve;
#[cfg(unix)]
pub mod surroundings;

use thiserror::Error;

/// Why it does not work for whoever started it. Nothing has been touched then.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It has no administrator's rights.
    #[error("it is started by the window, through pkexec")]
    NotElevated,
    /// polkit did not start it.
    #[error("it is started through pkexec, and by nothing else")]
    NotThroughPolkit,
    /// The process at the other end is not the user's whom polkit let through.
    #[error("whoever started it is not whom polkit let through")]
    OtherCaller,
    /// It was given arguments.
    #[error("it takes no arguments")]
    Arguments,
    /// It was given more than a way to listen, to speak and to complain.
    #[error("it was handed open files that it does not know")]
    OpenFiles,
    /// Nobody listens at a pipe.
    #[error("nobody speaks to it through a pipe")]
    NoPipe,
    /// The system did not do what it was asked to.
    #[error("{what}: {detail}")]
    System {
        /// What was wanted.
        what: &'static str,
        /// What the system said.
        detail: String,
    },
    /// There is no elevated side on this system yet.
    #[error("there is no elevated side on this system")]
    Unsupported,
}

/// Makes sure of the caller, and answers until the window is gone.
///
/// # Errors
/// [`Refusal`] for anybody but a window that polkit let through, or when the talk broke off.
#[cfg(unix)]
pub fn run() -> Result<(), Refusal> {
    let system = |what| {
        move |detail: std::io::Error| Refusal::System {
            what,
            detail: detail.to_string(),
        }
    };
    let user = caller::admitted(&caller::Start::look()?)?;
    surroundings::start_bare(user).map_err(system("starting without what was inherited"))?;
    surroundings::settle().map_err(system("leaving the caller's folder"))?;
    sealift_host::media::on_behalf_of(user).map_err(system("taking on the user's rights"))?;
    let desk = sealift_desk::Desk::at(&sealift_desk::DeskPlace::default());
    let desk = desk.map_err(|failure| Refusal::System {
        what: "finding the machine's own place",
        detail: failure.to_string(),
    })?;
    let (said, heard) = (std::io::stdin(), std::io::stdout());
    serve::serve(&desk, std::io::BufReader::new(said), heard).map_err(system("listening"))
}

/// There is nothing to be elevated to.
///
/// # Errors
/// Always [`Refusal::Unsupported`].
#[cfg(not(unix))]
pub fn run() -> Result<(), Refusal> {
    Err(Refusal::Unsupported)
}
