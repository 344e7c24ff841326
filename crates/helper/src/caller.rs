//! Who started this process, and whether that is a window that polkit let through (threat V1).
//!
//! `pkexec` leaves three things that a caller cannot bring about by other means: an administrator's rights, the number
//! of the user whom it let through, and a parent process that is that user's own. Somebody who has the rights already
//! needs no helper, so nothing is lost by believing what only they could forge.

use rustix::fs::FileType;

use crate::Refusal;

/// How the process was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The user whose rights it has.
    pub effective: u32,
    /// The user whom polkit let through.
    pub let_through: Option<u32>,
    /// The user whose process the parent is, where it still lives.
    pub parent: Option<u32>,
    /// How many arguments it has, its own name left out.
    pub arguments: usize,
    /// How many files it was handed, besides the three that everyone has.
    pub files: usize,
    /// Whether it listens at a pipe.
    pub is_piped: bool,
}

impl Start {
    /// Looks at this very process.
    ///
    /// # Errors
    /// [`Refusal`] when the system does not tell.
    pub fn look() -> Result<Self, Refusal> {
        let variable = std::env::var("PKEXEC_UID").ok();
        let kind = |input: std::io::Stdin| rustix::fs::fstat(input).map(|found| found.st_mode);
        let kind = kind(std::io::stdin()).map(FileType::from_raw_mode);
        Ok(Self {
            effective: rustix::process::geteuid().as_raw(),
            let_through: variable.and_then(|number| number.parse().ok()),
            parent: rustix::process::getppid().and_then(|parent| owner(parent.as_raw_pid())),
            arguments: std::env::args_os().count().saturating_sub(1),
            files: files().ok_or(Refusal::OpenFiles)?,
            is_piped: matches!(kind, Ok(FileType::Fifo | FileType::Socket)),
        })
    }
}

/// The user who may go on, if the start was as it must be.
///
/// # Errors
/// [`Refusal`].
pub fn admitted(start: &Start) -> Result<u32, Refusal> {
    if start.effective != 0 {
        return Err(Refusal::NotElevated);
    }
    let user = start.let_through.ok_or(Refusal::NotThroughPolkit)?;
    if start.parent != Some(user) {
        return Err(Refusal::OtherCaller);
    }
    if start.arguments > 0 {
        return Err(Refusal::Arguments);
    }
    if start.files > 0 {
        return Err(Refusal::OpenFiles);
    }
    if !start.is_piped {
        return Err(Refusal::NoPipe);
    }
    Ok(user)
}

/// The user who started a process: its real number, which no set-id program on the way changes.
fn owner(process: i32) -> Option<u32> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Open files besides input, output and errors, and besides the look itself.
fn files() -> Option<usize> {
    let open = std::fs::read_dir("/proc/self/fd").ok()?;
    Some(open.flatten().count().saturating_sub(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Start = Start {
        effective: 0,
        let_through: Some(1000),
        parent: Some(1000),
        arguments: 0,
        files: 0,
        is_piped: true,
    };

    #[test]
    fn v01_only_a_window_that_polkit_let_through_is_admitted() {
        assert_eq!(admitted(&GOOD), Ok(1000));
        for (start, refusal) in [
            (
                Start {
                    effective: 1000,
                    ..GOOD
                },
                Refusal::NotElevated,
            ),
            (
                Start {
                    let_through: None,
                    ..GOOD
                },
                Refusal::NotThroughPolkit,
            ),
            (
                Start {
                    parent: Some(1001),
                    ..GOOD
                },
                Refusal::OtherCaller,
            ),
            (
                Start {
                    parent: Some(0),
                    ..GOOD
                },
                Refusal::OtherCaller,
            ),
            (
                Start {
                    parent: None,
                    ..GOOD
                },
                Refusal::OtherCaller,
            ),
            (
                Start {
                    arguments: 2,
                    ..GOOD
                },
                Refusal::Arguments,
            ),
            (Start { files: 1, ..GOOD }, Refusal::OpenFiles),
            (
                Start {
                    is_piped: false,
                    ..GOOD
                },
                Refusal::NoPipe,
            ),
        ] {
            assert_eq!(admitted(&start), Err(refusal), "{start:?}");
        }
    }

    #[test]
    fn a_process_has_the_owner_that_started_it() {
        let own = i32::try_from(std::process::id()).expect("it is small");
        assert_eq!(owner(own), Some(rustix::process::getuid().as_raw()));
        assert_eq!(owner(-1), None);
    }
}
