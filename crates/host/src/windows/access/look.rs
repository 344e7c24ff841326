//! What an entry's access list lets others do.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;
use std::ptr;

use windows_sys::Win32::Foundation::{GENERIC_ALL, GENERIC_WRITE, LocalFree};
use windows_sys::Win32::Security::Authorization::{GetSecurityInfo, SE_FILE_OBJECT};
use windows_sys::Win32::Security::{
    ACCESS_ALLOWED_ACE, ACE_HEADER, ACL, DACL_SECURITY_INFORMATION, GetAce, INHERIT_ONLY_ACE,
    OWNER_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR,
};
use windows_sys::Win32::Storage::FileSystem::{
    DELETE, FILE_APPEND_DATA, FILE_DELETE_CHILD, FILE_EXECUTE, FILE_READ_DATA,
    FILE_WRITE_ATTRIBUTES, FILE_WRITE_DATA, FILE_WRITE_EA, WRITE_DAC, WRITE_OWNER,
};
use windows_sys::Win32::System::SystemServices::{
    ACCESS_ALLOWED_ACE_TYPE, ACCESS_ALLOWED_CALLBACK_ACE_TYPE,
};

use super::identity::{is_trusted, text};
use super::{OWNER, READ, WRITE};

/// What can be asked about others, which are all but the owner, administrators and the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// To change an entry, or what lies directly in it.
    Change,
    /// To put another in the place of an entry, or of what lies in it.
    Replace,
}

/// An entry's owner and the union of what its list allows to others; what it denies is not looked at, which errs on
/// the side of refusing.
#[derive(Debug, Clone)]
pub(crate) struct Access {
    owner: String,
    others: u32,
}

impl Access {
    /// Looks at an entry that was opened with the right to read its list.
    pub(crate) fn of(entry: &File) -> io::Result<Self> {
        let mut owner = ptr::null_mut();
        let mut list = ptr::null_mut();
        let mut descriptor = ptr::null_mut();
        // SAFETY: the handle is open, and the pointers are to locals; group and system list are not asked for.
        let failed = unsafe {
            GetSecurityInfo(
                entry.as_raw_handle(),
                SE_FILE_OBJECT,
                OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
                &raw mut owner,
                ptr::null_mut(),
                &raw mut list,
                ptr::null_mut(),
                &raw mut descriptor,
            )
        };
        if failed != 0 {
            return Err(io::Error::from_raw_os_error(failed.cast_signed()));
        }
        let _freed = Freed(descriptor);
        // SAFETY: owner and list lead into the descriptor, which is freed when this function ends.
        unsafe {
            let owner = text(owner)?;
            let others = allowed_to_others(list, &owner)?;
            Ok(Self { owner, others })
        }
    }

    /// Permission bits, as far as there are such things.
    pub(crate) const fn mode(&self) -> u32 {
        let mut bits = OWNER;
        if self.others & (FILE_READ_DATA | FILE_EXECUTE) != 0 {
            bits |= READ;
        }
        if self.others & FILE_WRITE_DATA != 0 {
            bits |= WRITE;
        }
        bits
    }

    /// Whether somebody who need not be trusted owns the entry or has the right.
    pub(crate) fn is_open_to_others(&self, right: Right) -> bool {
        let own = WRITE_DAC | WRITE_OWNER | DELETE | GENERIC_WRITE | GENERIC_ALL;
        let rights = match right {
            Right::Replace => own | FILE_DELETE_CHILD,
            Right::Change => {
                own | FILE_DELETE_CHILD
                    | FILE_WRITE_DATA
                    | FILE_APPEND_DATA
                    | FILE_WRITE_EA
                    | FILE_WRITE_ATTRIBUTES
            }
        };
        !is_trusted(&self.owner) || self.others & rights != 0
    }
}

/// What the system allocated for us.
struct Freed(PSECURITY_DESCRIPTOR);

impl Drop for Freed {
    fn drop(&mut self) {
        // SAFETY: the system allocated it for us, and it is freed once.
        unsafe { LocalFree(self.0) };
    }
}

/// The union of what a list allows to those who need not be trusted. No list at all allows everything.
///
/// # Safety
/// The list is null or valid.
unsafe fn allowed_to_others(list: *const ACL, owner: &str) -> io::Result<u32> {
    if list.is_null() {
        return Ok(u32::MAX);
    }
    let mut allowed = 0;
    // SAFETY: the list is valid.
    for n in 0..u32::from(unsafe { (*list).AceCount }) {
        let mut entry = ptr::null_mut();
        // SAFETY: the list is valid, and the entry is one of its own.
        if unsafe { GetAce(list, n, &raw mut entry) } == 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: every entry begins with this header.
        let header = unsafe { entry.cast::<ACE_HEADER>().read() };
        let kind = u32::from(header.AceType);
        let allows = kind == ACCESS_ALLOWED_ACE_TYPE || kind == ACCESS_ALLOWED_CALLBACK_ACE_TYPE;
        let is_here = u32::from(header.AceFlags) & INHERIT_ONLY_ACE == 0;
        if !(allows && is_here) {
            continue;
        }
        let entry = entry.cast::<ACCESS_ALLOWED_ACE>();
        // SAFETY: both kinds of entry have a mask and then the identifier in these places.
        let (mask, whose) = unsafe { ((*entry).Mask, text((&raw mut (*entry).SidStart).cast())?) };
        if whose != owner && !is_trusted(&whose) {
            allowed |= mask;
        }
    }
    Ok(allowed)
}
