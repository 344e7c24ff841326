//! Where a program may write, held to by the kernel (Landlock).
//!
//! A restriction belongs to the thread that asks for it and to whatever that thread starts. So a thread is made for
//! each confined program; it restricts itself, starts the program and ends. That needs no code between fork and exec.

use std::io;
use std::os::fd::OwnedFd;
use std::process::{Child, Command};

use landlock::{
    ABI, AccessFs, CompatLevel, Compatible, PathBeneath, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetError, RulesetStatus,
};
use sealift_engine::effects::Sandbox;

use crate::unix::family::Family;
use crate::unix::files::HostFiles;
use crate::urgency::ordinarily;

/// The rules asked for: writing, making, removing, moving and truncating (Landlock 3, Linux 6.2). Older kernels hold
/// the program to those they know.
const RULES: ABI = ABI::V3;
/// What programs write to as a matter of course, and to no lasting effect.
const HARMLESS: [&str; 4] = ["/dev/null", "/dev/zero", "/dev/full", "/dev/tty"];

/// Whether the kernel knows at least how to forbid writing.
pub(crate) fn is_available() -> bool {
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_write(ABI::V1))
        .and_then(Ruleset::create)
        .is_ok()
}

/// Starts a command that may write to the sandbox's places alone. Where the kernel cannot do it and the sandbox is not
/// required, the command runs as it is.
///
/// # Errors
/// A reason in words when a required sandbox cannot be had.
pub(crate) fn start(
    files: &HostFiles,
    sandbox: &Sandbox,
    mut command: Command,
) -> Result<io::Result<(Child, Family)>, String> {
    // A place that is not there needs no right: the program cannot make it, since that would be writing above it.
    let places: Vec<(OwnedFd, bool)> = sandbox
        .writes
        .iter()
        .filter_map(|place| files.handle_of(place))
        .chain(harmless())
        .collect();
    let is_required = sandbox.required;
    ordinarily(move || {
        match restrict(&places) {
            Ok(true) => {}
            Ok(false) if !is_required => {}
            Ok(false) => return Err("the kernel has no Landlock".to_owned()),
            // A kernel that knows how and fails is no reason to go without.
            Err(error) => return Err(error.to_string()),
        }
        Ok(Family::start(&mut command))
    })
}

/// Restricts this thread; `false` when the kernel knows nothing of it.
fn restrict(places: &[(OwnedFd, bool)]) -> Result<bool, RulesetError> {
    let mut ruleset = Ruleset::default()
        .handle_access(AccessFs::from_write(RULES))?
        .create()?;
    for (place, is_directory) in places {
        let mut rights = AccessFs::from_write(RULES);
        if !is_directory {
            rights &= AccessFs::from_file(RULES);
        }
        ruleset = ruleset.add_rule(PathBeneath::new(place, rights))?;
    }
    Ok(ruleset.restrict_self()?.ruleset != RulesetStatus::NotEnforced)
}

/// Devices that take everything and keep nothing, of the machine and not of a relocated world.
fn harmless() -> impl Iterator<Item = (OwnedFd, bool)> {
    let open = |device: &str| {
        let flags = rustix::fs::OFlags::PATH | rustix::fs::OFlags::CLOEXEC;
        rustix::fs::open(device, flags, rustix::fs::Mode::empty()).ok()
    };
    HARMLESS
        .into_iter()
        .filter_map(move |device| Some((open(device)?, false)))
}
