//! Opening files with another user's rights, for a process of an administrator's that was asked to by that user.

use std::io;
#[cfg(target_os = "linux")]
use std::sync::OnceLock;

#[cfg(target_os = "linux")]
static USER: OnceLock<User> = OnceLock::new();

/// Whose rights count.
#[cfg(target_os = "linux")]
struct User {
    user: rustix::process::Uid,
    group: rustix::process::Gid,
    groups: Vec<rustix::process::Gid>,
}

/// Lets a user's rights count for every file of [`as_user`], from now on and for the whole process.
#[cfg(target_os = "linux")]
pub(crate) fn set(user: u32) -> io::Result<()> {
    use rustix::process::{Gid, Uid};

    let unknown = || io::Error::new(io::ErrorKind::NotFound, format!("there is no user {user}"));
    let account = super::accounts::by_number(user).ok_or_else(unknown)?;
    let groups = super::accounts::groups(user).ok_or_else(unknown)?;
    let found = User {
        user: Uid::from_raw(account.user),
        group: Gid::from_raw(account.group),
        groups: groups.into_iter().map(Gid::from_raw).collect(),
    };
    USER.set(found)
        .map_err(|_| io::ErrorKind::AlreadyExists.into())
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn set(_: u32) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Does something to files with the rights of the user that was set, if one was. Rights belong to a thread on Linux, so
/// nothing else in the process loses its own meanwhile.
#[cfg(target_os = "linux")]
pub(crate) fn as_user<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let Some(user) = USER.get() else {
        return work();
    };
    let _back = Lent::to(user)?;
    work()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn as_user<T>(work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    work()
}

/// Another user's rights, until this is dropped.
#[cfg(target_os = "linux")]
struct Lent {
    groups: Vec<rustix::process::Gid>,
}

#[cfg(target_os = "linux")]
impl Lent {
    fn to(user: &User) -> io::Result<Self> {
        use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};

        let own = Self {
            groups: rustix::process::getgroups()?,
        };
        // The user last: whoever is no administrator any more can change no group. A step that fails is taken back by
        // `drop` with those before it. The saved user stays, as the way back.
        set_thread_groups(&user.groups)?;
        set_thread_res_gid(None, user.group, None)?;
        set_thread_res_uid(None, user.user, None)?;
        Ok(own)
    }
}

#[cfg(target_os = "linux")]
impl Drop for Lent {
    fn drop(&mut self) {
        use rustix::process::{Gid, Uid};
        use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};

        let back = set_thread_res_uid(None, Uid::ROOT, None)
            .and_then(|()| set_thread_res_gid(None, Gid::ROOT, None))
            .and_then(|()| set_thread_groups(&self.groups));
        if back.is_err() {
            // Half an administrator can neither finish nor undo anything; the next start recovers.
            std::process::abort();
        }
    }
}
