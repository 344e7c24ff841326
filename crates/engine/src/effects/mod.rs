//! Everything the engine does to a machine, as traits.
//!
//! A real machine (`sealift-host`), a fake one and one that fails at the n-th call (`sealift-testkit`) stand behind the
//! same traits, which is what lets crashes and faults be enumerated. Each call is one effect: it happens or it does not,
//! and says so. No call follows a link, and no call takes a path string: a [`HostPath`] lies below the world's root.

mod clock;
mod files;
mod processes;
mod services;
mod survey;

use std::sync::Arc;

pub use clock::{Actor, Clock, Entropy, LocalTime};
pub use files::{
    Entry, EntryKind, FileFault, FileSystemId, Files, FilesError, Identity, Lock, LockHolder,
    ReadSeek, Sink, Space,
};
pub use processes::{
    Ended, Output, Processes, ProcessesError, Program, Sandbox, Stream, UserId, Users, UsersError,
};
pub use sealift_plan::layout::HostPath;
pub use services::{
    Probes, ProbesError, Response, RunDirectory, ServiceControl, ServiceState, ServiceUnit,
    Services, ServicesError,
};
pub use survey::{Survey, SurveyError};

/// A machine, or what stands in for one.
#[derive(Clone)]
pub struct World {
    /// Files below the world's root.
    pub files: Arc<dyn Files>,
    /// Programs that run once.
    pub processes: Arc<dyn Processes>,
    /// Programs that keep running.
    pub services: Arc<dyn Services>,
    /// System users.
    pub users: Arc<dyn Users>,
    /// Conditions that can be looked at over the network.
    pub probes: Arc<dyn Probes>,
    /// The time, and who is at the keyboard.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// What the machine is.
    pub survey: Arc<dyn Survey>,
}
