//! What the journeys share: a vendor, a site, and the real program between them.
//!
//! Every journey has folders of its own and cleans up its processes, so that all run side by side.
#![allow(
    clippy::disallowed_methods,
    clippy::missing_panics_doc,
    reason = "journeys drive a real machine, and a panic is how a test says no"
)]

#[cfg(target_os = "linux")]
mod bad_stick;
mod cache;
mod holdings;
mod http;
mod load;
mod long_log;
#[cfg(target_os = "linux")]
mod machine;
#[cfg(target_os = "linux")]
mod monitoring;
#[cfg(unix)]
mod page;
#[cfg(target_os = "linux")]
mod processes;
mod product;
mod program;
#[cfg(target_os = "linux")]
mod running;
mod site;
mod tree;
mod vendor;
mod wait;
#[cfg(target_os = "linux")]
mod waiting;

#[cfg(target_os = "linux")]
pub use bad_stick::{BadStick, Fault};
pub use cache::Cache;
pub use holdings::Holdings;
pub use http::{ask, free_ports};
pub use load::Load;
pub use long_log::LOGGED;
#[cfg(target_os = "linux")]
pub use machine::{Done, Machine};
#[cfg(target_os = "linux")]
pub use monitoring::monitoring;
#[cfg(unix)]
pub use page::{Bar, Page};
#[cfg(target_os = "linux")]
pub use processes::{peak_memory, processes_naming, program_of, signal};
pub use product::Product;
pub use program::{Run, sealift, tool};
#[cfg(target_os = "linux")]
pub use running::Running;
pub use site::Site;
pub use tree::{Tree, tree_of};
pub use vendor::Vendor;
pub use wait::until;
#[cfg(target_os = "linux")]
pub use waiting::{is_waiting, let_go, waiting};
