//! The real program, killed with `SIGKILL` at moments that nobody chose, in everything that people do with a site: what is
//! found after recovery is exactly the old or exactly the new (threats I1, I3, I10, M2, M9, A11).
//!
//! Each scene has one site that lives through all its rounds. A round brings the site to where the scene begins, starts
//! the command, kills it after a part of the time that it takes undisturbed, and recovers; some recoveries are killed too.
//! Then every file's digest and mode, the depot, what is said to be installed and the log are judged, and a second
//! recovery has nothing to do. A crash at each single effect, and the loss of power, are tried with a machine that is not
//! there: `crates/app/tests/crash`.
//!
//! `SEALIFT_KILL_ROUNDS` says how many rounds all scenes have together, `SEALIFT_SEED` which moments are drawn (where in a
//! command that moment falls is the machine's choice), `SEALIFT_FIGURES` a folder that takes each scene's figures as JSON.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "journeys drive a real machine, and look at it past the program"
)]

mod bench;
mod exported;
mod figures;
mod round;
mod scene;
mod stock;

use scene::Scene;

macro_rules! scenes {
    ($($name:ident => $scene:ident,)*) => {
        /// How many scenes share the rounds.
        const SCENES: usize = [$(stringify!($scene)),*].len();
        $(#[test] fn $name() { Scene::$scene.play(); })*
    };
}

scenes! {
    i01_i03_a_first_install => INSTALL,
    i01_i03_an_upgrade => UPGRADE,
    i01_i03_an_upgrade_that_fails => FAILING_UPGRADE,
    i01_i03_a_rollback => ROLLBACK,
    i01_i03_an_uninstall => UNINSTALL,
    i01_m02_an_import => IMPORT,
    i01_m02_an_import_of_a_delta => IMPORT_OF_DELTA,
    i01_a_clean_up_of_the_depot => CLEAN_UP,
    i01_a_key_that_is_trusted => TRUST,
    i01_a_key_that_is_revoked => DISTRUST,
    i01_a16_a_new_log_key => LOG_KEY,
    i01_m09_an_export_of_the_log => LOG_EXPORT,
    i01_m09_an_export_of_a_release => RELEASE_EXPORT,
}
