//! Access lists made from permission bits.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::fs::File;
use std::io;
use std::os::windows::io::AsRawHandle;
use std::ptr;

use sealift_package::manifest::Mode;
use windows_sys::Win32::Foundation::LocalFree;
use windows_sys::Win32::Security::Authorization::{
    ConvertStringSecurityDescriptorToSecurityDescriptorW, SDDL_REVISION_1,
};
use windows_sys::Win32::Security::{
    DACL_SECURITY_INFORMATION, PROTECTED_DACL_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR,
    SetKernelObjectSecurity,
};
use windows_sys::Win32::Storage::FileSystem::{
    FILE_DELETE_CHILD, FILE_GENERIC_EXECUTE, FILE_GENERIC_READ, FILE_GENERIC_WRITE,
};

use super::identity::{ADMINISTRATORS, SYSTEM, own};
use super::{READ, WRITE};

/// An access list, ready to be given to an entry.
pub(crate) struct Descriptor(PSECURITY_DESCRIPTOR);

impl Descriptor {
    /// The list for a mode. What is made in a directory without a list of its own gets the directory's.
    pub(crate) fn of(mode: Mode, is_directory: bool) -> io::Result<Self> {
        let inherited = if is_directory { "OICI" } else { "" };
        let owner = &own()?.owner;
        let mut list = "D:P".to_owned();
        for trusted in [SYSTEM, ADMINISTRATORS, owner] {
            list += &format!("(A;{inherited};FA;;;{trusted})");
        }
        let others = rights(mode.bits(), is_directory);
        if others != 0 {
            list += &format!("(A;{inherited};0x{others:x};;;WD)");
        }
        Self::parse(&list)
    }

    /// Reads the security descriptor definition language of Windows.
    fn parse(words: &str) -> io::Result<Self> {
        let words: Vec<u16> = words.encode_utf16().chain([0]).collect();
        let mut descriptor = ptr::null_mut();
        // SAFETY: the text ends with a zero, and the pointer is to a local; the size is not asked for.
        let done = unsafe {
            ConvertStringSecurityDescriptorToSecurityDescriptorW(
                words.as_ptr(),
                SDDL_REVISION_1,
                &raw mut descriptor,
                ptr::null_mut(),
            )
        };
        if done == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Self(descriptor))
    }

    /// The descriptor as the system's calls take it; valid as long as this lives.
    pub(crate) const fn as_ptr(&self) -> PSECURITY_DESCRIPTOR {
        self.0
    }

    /// Gives the list to an open entry, and to nothing below it.
    pub(crate) fn apply(&self, entry: &File) -> io::Result<()> {
        let what = DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
        // SAFETY: the handle is open, and the descriptor was made by the system and is not freed yet.
        if unsafe { SetKernelObjectSecurity(entry.as_raw_handle(), what, self.0) } == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        // SAFETY: the system allocated it for us, and it is freed once.
        unsafe { LocalFree(self.0) };
    }
}

/// The rights behind the bits for others.
const fn rights(bits: u32, is_directory: bool) -> u32 {
    let mut rights = 0;
    if bits & READ != 0 {
        rights |= FILE_GENERIC_READ | FILE_GENERIC_EXECUTE;
    }
    if bits & WRITE != 0 {
        rights |= FILE_GENERIC_WRITE;
        if is_directory {
            rights |= FILE_DELETE_CHILD;
        }
    }
    rights
}
