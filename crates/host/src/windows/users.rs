//! Users of this machine: looked up, never made. What services need there are virtual accounts of Windows services,
//! which come and go with the service.
#![allow(unsafe_code, reason = "LookupAccountNameW is a foreign function")]

use std::ptr;
use std::sync::Arc;

use sealift_engine::effects::{HostPath, Processes, UserId, Users, UsersError};
use windows_sys::Win32::Security::LookupAccountNameW;

/// The users of this machine.
pub(crate) struct HostUsers {
    is_relocated: bool,
}

impl HostUsers {
    pub(crate) fn new(_: Arc<dyn Processes>, is_relocated: bool) -> Self {
        Self { is_relocated }
    }

    fn refusal(&self, user: &UserId) -> UsersError {
        if !is_login_name(&user.0) {
            UsersError::BadName(user.0.clone())
        } else if self.is_relocated {
            UsersError::Relocated(user.0.clone())
        } else {
            UsersError::Unsupported(user.0.clone())
        }
    }
}

impl Users for HostUsers {
    fn exists(&self, user: &UserId) -> Result<bool, UsersError> {
        if !is_login_name(&user.0) {
            return Err(UsersError::BadName(user.0.clone()));
        }
        Ok(is_known(&user.0))
    }

    fn create(&self, user: &UserId, _: Option<&HostPath>) -> Result<(), UsersError> {
        Err(self.refusal(user))
    }

    fn remove(&self, user: &UserId) -> Result<(), UsersError> {
        Err(self.refusal(user))
    }
}

/// Whether a text can be a local login name: what the account database takes, without a domain.
fn is_login_name(name: &str) -> bool {
    let refused = |c: char| c.is_control() || "\"/\\[]:;|=,+*?<>@".contains(c);
    !name.is_empty()
        && name.encode_utf16().count() <= 20
        && !name.contains(refused)
        && !name.ends_with('.')
        && name.trim() == name
}

/// Whether the machine knows an account of that name: the call says how long its identifier is.
fn is_known(name: &str) -> bool {
    let name: Vec<u16> = name.encode_utf16().chain([0]).collect();
    let (mut sid_bytes, mut domain_units, mut kind) = (0, 0, 0);
    // SAFETY: the name ends with a zero; no buffers are given, and their lengths of zero say so.
    unsafe {
        LookupAccountNameW(
            ptr::null(),
            name.as_ptr(),
            ptr::null_mut(),
            &raw mut sid_bytes,
            ptr::null_mut(),
            &raw mut domain_units,
            &raw mut kind,
        );
    }
    sid_bytes > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_login_name_is_never_looked_up() {
        for bad in [
            "",
            "a\\b",
            "a@b",
            "x/y",
            "a:b",
            " a",
            "a.",
            "a\nb",
            "longer than twenty units",
        ] {
            assert!(!is_login_name(bad), "{bad}");
        }
        for good in ["alice", "Local Service", "svc_app-1"] {
            assert!(is_login_name(good), "{good}");
        }
        assert!(!is_known("no-such-user-here"));
    }
}
