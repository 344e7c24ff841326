//! What the built program promises about its page, and how it takes what the page says, whatever the page says.

mod ipc;
mod policy;
mod program;
mod vendor;
