//! Every place where a process can die or the power can go, in everything that people do with a site: what is found
//! afterwards is exactly the old or exactly the new (threats I1, I2, I3, M2, A11).
//!
//! Nobody lists the places. A run is recorded: the machine as it was before each effect, SQLite's own writes and syncs
//! among them. Each different state that a crash can have left is booted, recovered and judged; so is each state that a
//! crash during that recovery can leave, sampled where they are many. After a kill the same is done again, and the power cut
//! at its end: what a dead process has made must not be taken for durable.
//!
//! Bounds of the power cuts: of the changes that wait for a sync, a disk has kept the first ones up to any, any single one
//! alone, or all but any single one; any two, and any half, are sampled. A write tears in its middle; a rename does not
//! tear. Which states are judged is drawn where they are many.
//!
//! `SEALIFT_CRASH` says how much is tried (`slice`, the default, or `whole`), `SEALIFT_SEED` which samples are drawn,
//! `SEALIFT_FIGURES` a folder that takes each scene's figures as JSON.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and are told by the environment how much to try"
)]

mod broken;
mod figures;
#[path = "../scenes/mod.rs"]
mod scenes;
mod walk;

use scenes::Scene;

macro_rules! scenes {
    ($($name:ident => $scene:ident,)*) => {
        $(#[test] fn $name() { Scene::$scene.walk(); })*
    };
}

scenes! {
    i01_i02_i03_a_founding => FOUNDING,
    i01_i02_i03_a_first_install => INSTALL,
    i01_i02_i03_an_upgrade => UPGRADE,
    i01_i02_i03_an_upgrade_that_fails => FAILING_UPGRADE,
    i01_i02_i03_a_rollback => ROLLBACK,
    i01_i02_i03_an_uninstall => UNINSTALL,
    i01_i02_m02_an_import => IMPORT,
    i01_i02_m02_an_import_of_a_delta => IMPORT_OF_DELTA,
    i01_i02_a_clean_up_of_the_depot => CLEAN_UP,
    i01_i02_a_removal_from_the_depot => REMOVAL,
    i01_i02_a_key_that_is_trusted => TRUST,
    i01_i02_a_key_that_is_revoked => DISTRUST,
    i01_i02_a16_a_new_log_key => LOG_KEY,
    i01_i02_an_export_of_the_log => LOG_EXPORT,
    i01_i02_an_export_of_a_release => RELEASE_EXPORT,
}
