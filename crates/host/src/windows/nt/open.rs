//! Opening and creating by a directory's handle and a name.
#![allow(unsafe_code, reason = "NtCreateFile is a foreign function")]

use std::fs::File;
use std::io;
use std::os::windows::io::{AsRawHandle, FromRawHandle};
use std::ptr;

use windows_sys::Wdk::Foundation::OBJECT_ATTRIBUTES;
use windows_sys::Wdk::Storage::FileSystem::{
    FILE_CREATE, FILE_DIRECTORY_FILE, FILE_NON_DIRECTORY_FILE, FILE_OPEN, FILE_OPEN_IF,
    FILE_OPEN_REPARSE_POINT, FILE_SYNCHRONOUS_IO_NONALERT, NtCreateFile,
};
use windows_sys::Win32::Foundation::{OBJ_CASE_INSENSITIVE, UNICODE_STRING};
use windows_sys::Win32::Storage::FileSystem::{
    FILE_ATTRIBUTE_NORMAL, FILE_READ_ATTRIBUTES, FILE_SHARE_DELETE, FILE_SHARE_READ,
    FILE_SHARE_WRITE, SYNCHRONIZE,
};
use windows_sys::Win32::System::IO::IO_STATUS_BLOCK;

use super::{bytes_of, checked, wide};
use crate::windows::access::Descriptor;

/// What is expected of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whatever is there: a link itself, never what it points to.
    Any,
    /// A directory, or a link to one.
    Directory,
    /// Anything but a directory.
    File,
}

/// How to open a name.
pub(crate) struct Opening<'a> {
    access: u32,
    share: u32,
    disposition: u32,
    kind: Kind,
    descriptor: Option<&'a Descriptor>,
}

impl<'a> Opening<'a> {
    /// Rights that every opening has: to be waited for, and to be looked at.
    pub(crate) const LOOKED_AT: u32 = SYNCHRONIZE | FILE_READ_ATTRIBUTES;

    /// Opens what exists, with these rights.
    pub(crate) const fn existing(kind: Kind, access: u32) -> Self {
        Self {
            access: access | Self::LOOKED_AT,
            share: FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
            disposition: FILE_OPEN,
            kind,
            descriptor: None,
        }
    }

    /// Creates what must not exist, with its protection from the first moment on.
    pub(crate) const fn new(kind: Kind, access: u32, descriptor: &'a Descriptor) -> Self {
        Self {
            descriptor: Some(descriptor),
            disposition: FILE_CREATE,
            ..Self::existing(kind, access)
        }
    }

    /// Opens a file, or creates it, and lets others read it but not write.
    pub(crate) const fn held(access: u32, descriptor: &'a Descriptor) -> Self {
        Self {
            descriptor: Some(descriptor),
            disposition: FILE_OPEN_IF,
            share: FILE_SHARE_READ,
            ..Self::existing(Kind::File, access)
        }
    }
}

/// Opens a name in a directory. The last link is opened itself; the name is one that [`super::super::files`] has
/// checked, so it has no separator, stream or device in it.
pub(crate) fn open(directory: &File, name: &str, how: &Opening<'_>) -> io::Result<File> {
    let mut name = wide(name);
    let text = UNICODE_STRING {
        Length: bytes_of(&name),
        MaximumLength: bytes_of(&name),
        Buffer: name.as_mut_ptr(),
    };
    let descriptor = how.descriptor.map_or(ptr::null(), |descriptor| {
        descriptor.as_ptr().cast_const().cast()
    });
    let attributes = OBJECT_ATTRIBUTES {
        Length: u32::try_from(size_of::<OBJECT_ATTRIBUTES>()).expect("a few words"),
        RootDirectory: directory.as_raw_handle(),
        ObjectName: &raw const text,
        Attributes: OBJ_CASE_INSENSITIVE,
        SecurityDescriptor: descriptor,
        SecurityQualityOfService: ptr::null(),
    };
    let options = FILE_SYNCHRONOUS_IO_NONALERT
        | FILE_OPEN_REPARSE_POINT
        | match how.kind {
            Kind::Any => 0,
            Kind::Directory => FILE_DIRECTORY_FILE,
            Kind::File => FILE_NON_DIRECTORY_FILE,
        };
    let mut handle = ptr::null_mut();
    let mut status = IO_STATUS_BLOCK::default();
    // SAFETY: every pointer is to a local that outlives the call; the directory's handle is open as long as its
    // `File`, and the descriptor as long as `how`.
    checked(unsafe {
        NtCreateFile(
            &raw mut handle,
            how.access,
            &raw const attributes,
            &raw mut status,
            ptr::null(),
            FILE_ATTRIBUTE_NORMAL,
            how.share,
            how.disposition,
            options,
            ptr::null(),
            0,
        )
    })?;
    // SAFETY: the call succeeded, so this is an open handle that nobody else owns.
    Ok(unsafe { File::from_raw_handle(handle) })
}
