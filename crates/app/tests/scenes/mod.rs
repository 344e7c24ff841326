//! What people do with a site, on a machine that is not there, and the judge of what a disturbance has left: shared by
//! the suites that disturb it.

#![allow(dead_code, unused_imports, reason = "each suite uses its part")]

mod again;
mod judge;
mod product;
mod scene;
mod site;

pub(crate) use judge::{Between, Holdings, Standing};
pub(crate) use product::{READY, Vendor, delta};
pub(crate) use scene::{Scene, nothing};
pub(crate) use site::{PRODUCT, Site, path};
