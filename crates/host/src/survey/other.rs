//! What Windows and macOS tell of themselves.

use sealift_plan::facts::{Facts, InitSystem, LibcFacts};

/// Adds what this system knows to the facts that all systems share.
pub(super) fn complete(facts: &mut Facts) {
    facts.os.distribution = Some(sysinfo::System::distribution_id());
    facts.os.version = sysinfo::System::os_version().ok();
    facts.os.name = sysinfo::System::long_os_version().ok();
    facts.os.kernel = sysinfo::System::kernel_version().ok();
    // Services run under `sealift supervise` here.
    facts.init = Some(InitSystem::None);
    if cfg!(target_os = "macos") {
        facts.libc = Some(LibcFacts {
            name: "libsystem".into(),
            version: None,
        });
    }
}
