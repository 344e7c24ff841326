//! The plain data that calls take and give. Every text in it is worded already, in the language of whoever asked; every
//! file is named by a [`PickId`] that only a person's choice makes.

mod compatibility;
mod configuration;
mod installed;
mod keys;
mod log;
mod media;
mod plan;
mod release;
mod report;
mod run;
mod site;
mod upkeep;
mod vendor;
mod window;

pub use compatibility::*;
pub use configuration::*;
pub use installed::*;
pub use keys::*;
pub use log::*;
pub use media::*;
pub use plan::*;
pub use release::*;
pub use report::*;
pub use run::*;
pub use site::*;
pub use upkeep::*;
pub use vendor::*;
pub use window::*;
