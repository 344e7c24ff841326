//! Every call that the system can refuse, in everything that people do with a site: it ends with an error that says what is
//! wrong and what to do, and all is as it was; or it ends well, and all is done (threats I4, I5, I6, A12).
//!
//! Nobody lists the calls. What people do is done once and counted: files, programs, services, users, and what SQLite
//! does to its own files. Then it is done again for each call and each [`Trouble`] that can befall it, once, and for every
//! such call from there on. A sync whose device fails loses what waited for it, and no later sync brings that back; so
//! each end is judged as it is found, and again after the power is cut. The same is tried with what puts things right
//! after a crash.
//!
//! `SEALIFT_FAULTS` says how much is tried (`slice`, the default, or `whole`), `SEALIFT_SEED` which samples are drawn,
//! `SEALIFT_FIGURES` a folder that takes each scene's figures as JSON.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail, and are told by the environment how much to try"
)]

mod broken;
mod ending;
mod figures;
#[path = "../scenes/mod.rs"]
mod scenes;
mod uncertain;
mod walk;

use scenes::Scene;

macro_rules! scenes {
    ($($name:ident => $scene:ident,)*) => {
        $(#[test] fn $name() { Scene::$scene.walk(); })*
    };
}

scenes! {
    i04_i05_i06_faults_of_a_founding => FOUNDING,
    i04_i05_i06_faults_of_a_first_install => INSTALL,
    i04_i05_i06_faults_of_an_upgrade => UPGRADE,
    i04_i05_i06_faults_of_an_upgrade_that_fails => FAILING_UPGRADE,
    i04_i05_i06_faults_of_a_rollback => ROLLBACK,
    i04_i05_i06_faults_of_an_uninstall => UNINSTALL,
    i04_i06_m02_faults_of_an_import => IMPORT,
    i04_i06_m02_faults_of_an_import_of_a_delta => IMPORT_OF_DELTA,
    i04_i06_faults_of_a_clean_up_of_the_depot => CLEAN_UP,
    i04_i06_faults_of_a_removal_from_the_depot => REMOVAL,
    i04_i06_a12_faults_while_a_key_is_trusted => TRUST,
    i04_i06_a12_faults_while_a_key_is_revoked => DISTRUST,
    i04_i06_a16_faults_of_a_new_log_key => LOG_KEY,
    i04_i06_faults_of_an_export_of_the_log => LOG_EXPORT,
    i04_i06_faults_of_an_export_of_a_release => RELEASE_EXPORT,
}
