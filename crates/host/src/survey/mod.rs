//! What the machine is: collected by reading, never by changing, and unknown where it cannot be read.

mod disks;
#[cfg(unix)]
mod libc;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;
#[cfg(unix)]
mod packages;
mod processor;
#[cfg(target_os = "linux")]
mod sockets;

#[cfg(target_os = "linux")]
use linux as system;
#[cfg(not(target_os = "linux"))]
use other as system;

use std::sync::Arc;

use sealift_document::Count;
use sealift_engine::effects::{Clock, Files, HostPath, Survey, SurveyError};
use sealift_package::manifest::{Arch, Os, Platform};
use sealift_plan::facts::{ClockFacts, Facts, MemoryFacts};
use sealift_plan::inquiry::Inquiry;

/// The operating system that this program was built for.
pub(crate) const OS: Os = if cfg!(windows) {
    Os::Windows
} else if cfg!(target_os = "macos") {
    Os::Macos
} else {
    Os::Linux
};

/// The machine's system and architecture, where it is one that releases can name.
#[must_use]
pub fn platform() -> Option<Platform> {
    let arch = match std::env::consts::ARCH {
        "x86_64" => Arch::X86_64,
        "aarch64" => Arch::Aarch64,
        _ => return None,
    };
    Some(Platform { os: OS, arch })
}

/// Looks this machine over. A relocated world still stands on this machine: what it is, is what the machine is.
pub(crate) struct HostSurvey {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) files: Arc<dyn Files>,
    /// Where the world's own room is measured, if need be.
    pub(crate) state: HostPath,
}

impl Survey for HostSurvey {
    fn facts(&self, inquiry: &Inquiry) -> Result<Facts, SurveyError> {
        let now = self.clock.now();
        let actor = self.clock.actor();
        let mut facts = Facts::unknown(OS, now.utc);
        facts.hostname = Some(actor.host);
        facts.platform = platform();
        facts.cpu = processor::facts();
        facts.memory = memory();
        facts.disks = disks::facts(self.files.as_ref(), &self.state);
        facts.clock = ClockFacts {
            utc: now.utc,
            offset_minutes: Some(now.offset_minutes.into()),
            synchronised: match now.source.as_str() {
                "unknown" => None,
                source => Some(source != "none"),
            },
            source: Some(now.source),
        };
        system::complete(&mut facts, inquiry);
        Ok(facts)
    }
}

fn memory() -> MemoryFacts {
    let Ok(mut machine) = sysinfo::System::new() else {
        return MemoryFacts::default();
    };
    machine.refresh_memory();
    let known = |bytes: u64| (bytes > 0).then(|| Count::try_from(bytes).ok()).flatten();
    MemoryFacts {
        total_bytes: known(machine.total_memory()),
        available_bytes: known(machine.available_memory()),
    }
}
