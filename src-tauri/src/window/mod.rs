//! What can be asked of the window itself.

pub(crate) mod about;
pub(crate) mod dialogs;
pub(crate) mod drives;
pub(crate) mod elevation;
mod picker;
mod preference_file;
pub(crate) mod preferences;
pub(crate) mod running;
mod surface;

pub(crate) use drives::Looks;
#[cfg(debug_assertions)]
pub(crate) use picker::Scripted;
pub(crate) use picker::{Picker, SystemDialogs, Wish};
pub(crate) use preference_file::PreferenceFile;
pub(crate) use surface::Surface;
