//! What Windows and macOS tell of themselves.

use sealift_plan::facts::{Facts, InitSystem, LibcFacts};
use sealift_plan::inquiry::Inquiry;

/// Adds what this system knows to the facts that all systems share; none of it costs anything.
pub(super) fn complete(facts: &mut Facts, _: &Inquiry) {
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
