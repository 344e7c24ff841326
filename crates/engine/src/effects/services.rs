//! Programs that keep running, and conditions that can be looked at.

use std::collections::BTreeMap;
use std::time::Duration;

use camino::Utf8PathBuf;
use sealift_package::manifest::RestartRule;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::HostPath;
pub use sealift_plan::plan::RunDirectory;

/// Keeps programs running: systemd where it runs, else `sealift supervise`.
pub trait Services: Send + Sync {
    /// Which of the two it is, for plans and reports.
    fn control(&self) -> ServiceControl;

    /// Writes a service's definition; durable when it returns. An existing one of this name is replaced.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn place(&self, unit: &ServiceUnit) -> Result<(), ServicesError>;

    /// The definition as placed; `None` when there is none.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn placed(&self, name: &str) -> Result<Option<ServiceUnit>, ServicesError>;

    /// Removes a definition that [`Services::place`] wrote; nothing there is fine.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn remove(&self, name: &str) -> Result<(), ServicesError>;

    /// Starts a service and marks it wanted, now and after a restart of the machine where there is such a thing.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn start(&self, name: &str) -> Result<(), ServicesError>;

    /// Stops a service, marks it unwanted, and returns once its processes are gone.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn stop(&self, name: &str) -> Result<(), ServicesError>;

    /// What the service is doing.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn state(&self, name: &str) -> Result<ServiceState, ServicesError>;

    /// The last lines of what it wrote, at most this many bytes.
    ///
    /// # Errors
    /// [`ServicesError`].
    fn output(&self, name: &str, most: usize) -> Result<Vec<u8>, ServicesError>;
}

/// What keeps services running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceControl {
    /// systemd; services come back after a restart of the machine.
    Systemd,
    /// Windows services; they come back after a restart of the machine.
    Windows,
    /// `sealift supervise`; services come back when it is started again.
    Supervised,
}

/// A service's definition with everything rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceUnit {
    /// `<product>-<service>`, unique on the host.
    pub name: String,
    /// For people.
    pub description: String,
    /// Absolute path of the executable on the real machine.
    pub executable: Utf8PathBuf,
    /// Arguments.
    pub arguments: Vec<String>,
    /// Environment; may hold secrets, so the definition is kept with mode 0600 when it is not empty.
    pub environment: BTreeMap<String, String>,
    /// As whom it runs; as the one who keeps it running when absent.
    pub user: Option<String>,
    /// Where it runs.
    pub directory: HostPath,
    /// When it is started again.
    pub restart: RestartRule,
    /// Seconds between asking it to stop and ending it.
    pub stop_seconds: u64,
    /// Names of services that must be up before it.
    pub after: Vec<String>,
    /// Directories that a restart of the machine takes away, to be there whenever it starts; those above them are made
    /// with mode 0755.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub run_directories: Vec<RunDirectory>,
}

impl ServiceState {
    /// Whether it runs, or will in a moment without anybody's doing.
    #[must_use]
    pub const fn is_up(&self) -> bool {
        matches!(self, Self::Running { .. } | Self::Restarting { .. })
    }
}

/// What a service is doing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ServiceState {
    /// There is no such service.
    Absent,
    /// Defined and not running.
    Stopped,
    /// Running as this process.
    Running {
        /// Process number.
        process: u32,
    },
    /// It ended by itself and is about to be started again.
    Restarting {
        /// How it ended.
        reason: String,
    },
    /// It ended by itself and is not being started again.
    Failed {
        /// How it ended.
        reason: String,
    },
}

/// Why a service could not be changed.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("cannot {doing} the service {name}: {reason}")]
pub struct ServicesError {
    /// What was being done.
    #[serde(serialize_with = "sealift_document::phrase")]
    pub doing: &'static str,
    /// The service.
    pub name: String,
    /// What the system said.
    pub reason: String,
}

impl ServicesError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "service-failed"
    }
}

/// Looks at things over the network of this host.
pub trait Probes: Send + Sync {
    /// Whether a TCP connection is accepted.
    ///
    /// # Errors
    /// [`ProbesError`] when it is not, within the time.
    fn tcp(&self, host: &str, port: u16, timeout: Duration) -> Result<(), ProbesError>;

    /// Asks for an HTTP resource; follows no redirect and uses no proxy.
    ///
    /// # Errors
    /// [`ProbesError`] when nothing answers within the time.
    fn http(&self, url: &str, timeout: Duration) -> Result<Response, ProbesError>;
}

/// An HTTP answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Its status.
    pub status: u16,
    /// The first mebibyte of its body.
    pub body: Vec<u8>,
}

/// Nothing answered.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{what} does not answer: {reason}")]
pub struct ProbesError {
    /// What was asked.
    pub what: String,
    /// What the system said.
    pub reason: String,
}
