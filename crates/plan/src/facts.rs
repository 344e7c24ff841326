//! What is known of a machine, as one document that can travel without it.
//!
//! The host collects facts; this crate only judges them. What could not be learned is absent, and an absent fact is
//! never taken for a good one: a requirement that rests on it is unknown, not met.

use sealift_document::{Count, Document, Timestamp};
use sealift_package::manifest::{Os, Platform, ProductId};
use serde::{Deserialize, Serialize};

/// What is known of one machine at one moment (`sealift.facts/v1`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Always `sealift.facts/v1`.
    #[serde(rename = "type")]
    pub kind: String,
    /// When they were collected.
    pub collected_at: Timestamp,
    /// The machine's own name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hostname: Option<String>,
    /// The operating system.
    pub os: OsFacts,
    /// System and architecture, where both are ones that releases can name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<Platform>,
    /// The processor.
    pub cpu: CpuFacts,
    /// Physical memory.
    pub memory: MemoryFacts,
    /// Mounted file systems that can hold files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disks: Option<Vec<DiskFacts>>,
    /// The C library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libc: Option<LibcFacts>,
    /// Login names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub users: Option<Vec<String>>,
    /// Names of groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<String>>,
    /// TCP sockets that accept connections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listening: Option<Vec<ListeningSocket>>,
    /// Services that the init system knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<ServiceFacts>>,
    /// Packages of the operating system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packages: Option<Vec<OsPackageFacts>>,
    /// Whether FIPS mode is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fips: Option<bool>,
    /// The clock.
    pub clock: ClockFacts,
    /// Products that Sealift installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub products: Option<Vec<InstalledProduct>>,
    /// What starts services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub init: Option<InitSystem>,
}

impl Document for Facts {
    const TYPE: &'static str = "sealift.facts/v1";
    const MAX_BYTES: usize = 16 << 20;

    fn document_type(&self) -> &str {
        &self.kind
    }
}

impl Facts {
    /// Facts of a machine of which nothing is known but its system and the time.
    #[must_use]
    pub fn unknown(os: Os, utc: Timestamp) -> Self {
        Self {
            kind: Self::TYPE.into(),
            collected_at: utc,
            hostname: None,
            os: OsFacts {
                family: os,
                distribution: None,
                id_like: Vec::new(),
                version: None,
                name: None,
                kernel: None,
            },
            platform: None,
            cpu: CpuFacts::default(),
            memory: MemoryFacts::default(),
            disks: None,
            libc: None,
            users: None,
            groups: None,
            listening: None,
            services: None,
            packages: None,
            fips: None,
            clock: ClockFacts {
                utc,
                offset_minutes: None,
                synchronised: None,
                source: None,
            },
            products: None,
            init: None,
        }
    }
}

/// The operating system, in the words of os-release(5) where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OsFacts {
    /// Linux, Windows or macOS.
    pub family: Os,
    /// `ID`: `debian`, `rhel`; `windows-server`, `macos` elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distribution: Option<String>,
    /// `ID_LIKE`: the distributions it descends from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub id_like: Vec<String>,
    /// `VERSION_ID`: `12`, `9.4`; the build on Windows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The kernel's release: `6.1.0-18-amd64`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kernel: Option<String>,
}

/// The processor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CpuFacts {
    /// Its marketing name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Logical processors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logical_cores: Option<Count>,
    /// Features such as `avx2`, lower case, as Linux or CPUID spells them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<Vec<String>>,
}

/// Physical memory in bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoryFacts {
    /// All there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_bytes: Option<Count>,
    /// What programs could take now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_bytes: Option<Count>,
}

/// One mounted file system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiskFacts {
    /// Where it is mounted, as an absolute path of the machine: `/`, `/var`, `C:\`.
    pub mount_point: String,
    /// `ext4`, `xfs`, `NTFS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_system: Option<String>,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_bytes: Option<Count>,
    /// Bytes that an installer could still write.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_bytes: Option<Count>,
    /// Whether it refuses to be written.
    pub read_only: bool,
    /// What names the file system beneath: two mount points with one id share their room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
}

/// The C library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibcFacts {
    /// `glibc`, `musl`.
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// A TCP socket that accepts connections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListeningSocket {
    /// The port.
    pub port: u16,
    /// The address it is bound to.
    pub address: String,
    /// The program that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<String>,
    /// The Sealift product whose service holds it: such a port is free for that product's own next release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
}

/// A service of the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceFacts {
    /// Its unit name: `sshd.service`.
    pub name: String,
    /// What it is doing.
    pub state: ServiceState,
}

/// What a service of the host is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceState {
    /// It runs.
    Running,
    /// It does not.
    Stopped,
    /// It ended with an error.
    Failed,
}

/// A package of the operating system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OsPackageFacts {
    /// Which program keeps it; it decides how versions are compared.
    pub manager: PackageManager,
    /// Its name.
    pub name: String,
    /// Its version in the manager's own spelling, epoch and revision included.
    pub version: String,
}

/// A package database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackageManager {
    /// Debian and its family.
    Dpkg,
    /// Red Hat, SUSE and their families.
    Rpm,
}

/// The clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockFacts {
    /// The time it shows.
    pub utc: Timestamp,
    /// Minutes that local time is ahead of UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_minutes: Option<i32>,
    /// Whether something disciplines it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synchronised: Option<bool>,
    /// What disciplines it: `ntp`, `ptp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A product that Sealift installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalledProduct {
    /// Which.
    pub product: ProductId,
    /// Its active version.
    pub version: semver::Version,
    /// Its active sequence.
    pub sequence: Count,
}

/// What starts services on a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InitSystem {
    /// systemd is process 1.
    Systemd,
    /// The Windows service control manager.
    WindowsServices,
    /// launchd.
    Launchd,
    /// Nothing that Sealift can talk to; `sealift supervise` keeps services running.
    None,
}

#[cfg(test)]
mod tests {
    use super::*;
    use sealift_testkit::golden::stands;

    const FULL: &[u8] = include_bytes!("../tests/golden/facts-v1.json");
    const UNKNOWN: &[u8] = include_bytes!("../tests/golden/facts-v1-unknown.json");

    #[test]
    fn facts_of_version_1_are_read_and_written_as_they_were() {
        for golden in [FULL, UNKNOWN] {
            let _: Facts = stands(golden);
        }
        let utc = "2026-11-21T09:30:00Z".parse().expect("a time");
        assert_eq!(
            Facts::from_bytes(UNKNOWN),
            Ok(Facts::unknown(Os::Windows, utc))
        );
    }

    #[test]
    fn t23_another_document_is_no_facts() {
        let text = String::from_utf8(FULL.to_vec()).expect("UTF-8");
        let other = text.replace("sealift.facts/v1", "sealift.plan/v1");
        assert!(Facts::from_bytes(other.as_bytes()).is_err());
    }
}
