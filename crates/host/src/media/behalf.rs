//! Whose rights count for the files that a person has named.

use std::io;

use crate::system;

/// From now on, every file of this module is opened, listed, made and named with this user's rights, whatever rights the
/// process has: an administrator's process that a user asked to work reads nothing that the user could not read, and
/// writes nowhere that the user could not write (threats V1, V3). To be called once, before the first file.
///
/// # Errors
/// When there is no such user, or the system cannot lend rights; nothing may be opened for the user then.
pub fn on_behalf_of(user: u32) -> io::Result<()> {
    system::behalf::set(user)
}

pub(super) use system::behalf::as_user;
