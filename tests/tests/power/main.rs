//! A machine whose power is cut while the real program changes its site, with a real kernel, a real file system and a disk
//! that keeps what it was told to keep: whatever the moment, the machine finds the site as one of the changes left it, none
//! older than what the program had said was done, and its log goes on from every checkpoint that it had printed (threats
//! I1, I2, I3, A5).
//!
//! The machine is QEMU without the processor's help, so it runs everywhere. Killing it loses what its kernel had not
//! written yet, as a power cut does; what a disk's own cache may lose beside that is tried in `crates/app/tests/crash`.
//! `cargo xtask test power` brings the parts and says where they are; `SEALIFT_POWER_ROUNDS` says how many rounds,
//! `SEALIFT_SEED` draws the moments.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

mod disks;
mod judge;
mod machine;
mod round;
mod story;

use sealift_testkit::chance::Chance;

use machine::{Machine, Syncs};
use round::Rounds;
use story::Story;

/// Cuts of a machine whose syncs do nothing: enough that one of them at least must be found out.
const CONTROLS: usize = 3;

#[test]
#[ignore = "it switches a machine on and off for many minutes: `cargo xtask test power`"]
fn i01_i02_i03_a05_a_power_cut_leaves_what_was_said_to_be_done() {
    let rounds = std::env::var("SEALIFT_POWER_ROUNDS").expect("`cargo xtask test power` says");
    let rounds: usize = rounds.parse().expect("a number of rounds");
    let (story, mut chance) = (Story::new(), Chance::new());
    let machine = Machine::assemble(&story);
    let mut honest = Rounds::undisturbed("story", &machine, &story);
    honest.cut_anywhere(rounds, &mut chance);
    let mut control = honest.with(Syncs::DoNothing);
    control.cut_right_after_changes(CONTROLS, &mut chance);
    honest.keep(chance.seed(), control.violations().len());
    let found = honest.violations();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    assert!(
        !control.violations().is_empty(),
        "a machine whose syncs do nothing passed {CONTROLS} cuts: this suite finds nothing"
    );
}
