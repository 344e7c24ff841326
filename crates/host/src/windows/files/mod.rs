//! Files on Windows.

mod entry;
mod guard;
mod link;
mod lock;
mod room;
mod sink;
mod switch;
mod tree;
mod walk;

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io;

use camino::Utf8Path;
use sealift_engine::effects::{
    Entry, FileFault, Files, FilesError, HostPath, Lock, LockHolder, ReadSeek, Sink, Space, UserId,
};
use sealift_package::manifest::Mode;
use windows_sys::Win32::Foundation::ERROR_FILE_NOT_FOUND;
use windows_sys::Win32::Storage::FileSystem::{
    DELETE, FILE_LIST_DIRECTORY, READ_CONTROL, WRITE_DAC,
};

pub(crate) use switch::through_pointers;

use super::access::{self, Descriptor};
use super::fault::refused;
use super::nt::{self, Kind, Opening};
use walk::{Root, fault, is_link, system_error};

/// The files below one root.
pub(crate) struct HostFiles {
    root: Root,
    is_relocated: bool,
}

impl HostFiles {
    /// Opens the root, an absolute path free of links.
    pub(crate) fn open(root: &Utf8Path, is_relocated: bool) -> Result<Self, FilesError> {
        Ok(Self {
            root: Root::open(root)?,
            is_relocated,
        })
    }

    /// Creates a file that must not exist yet, for a process that writes to it by itself.
    pub(crate) fn create_file(&self, at: &HostPath, mode: Mode) -> Result<File, FilesError> {
        Ok(sink::create(&self.root, at, mode)?.file)
    }
}

impl Files for HostFiles {
    fn root(&self) -> &Utf8Path {
        self.root.path()
    }

    fn inspect(&self, at: &HostPath) -> Result<Option<Entry>, FilesError> {
        entry::inspect(&self.root, at)
    }

    fn list(&self, directory: &HostPath) -> Result<Vec<String>, FilesError> {
        entry::list(&self.root, directory)
    }

    fn open(&self, at: &HostPath) -> Result<Box<dyn ReadSeek>, FilesError> {
        let (parent, _) = self.root.parent("open", at)?;
        let file = entry::open_regular(&parent, "open", at)?;
        Ok(Box::new(sink::ReadFile::new(file, at)))
    }

    fn create(&self, at: &HostPath, mode: Mode) -> Result<Box<dyn Sink>, FilesError> {
        Ok(Box::new(sink::create(&self.root, at, mode)?))
    }

    fn create_directory(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        let (parent, name) = self.root.parent("create", at)?;
        let created = Descriptor::of(mode, true).and_then(|descriptor| {
            let how = Opening::new(Kind::Directory, FILE_LIST_DIRECTORY, &descriptor);
            nt::open(&parent, name, &how)
        });
        created
            .map(|_| ())
            .map_err(|error| refused("create", at.as_str(), &error))
    }

    fn create_symlink(&self, at: &HostPath, target: &str) -> Result<(), FilesError> {
        link::symlink(&self.root, at, target)
    }

    fn hard_link(&self, existing: &HostPath, new: &HostPath) -> Result<(), FilesError> {
        link::hard_link(&self.root, existing, new)
    }

    fn copy(&self, from: &HostPath, to: &HostPath, mode: Mode) -> Result<(), FilesError> {
        link::copy(&self.root, from, to, mode)
    }

    fn rename(&self, from: &HostPath, to: &HostPath) -> Result<(), FilesError> {
        link::rename(&self.root, from, to)
    }

    fn switch(&self, switch: &HostPath, to: &str) -> Result<(), FilesError> {
        switch::switch(&self.root, switch, to)
    }

    fn switched_to(&self, switch: &HostPath) -> Result<Option<String>, FilesError> {
        switch::switched_to(&self.root, switch)
    }

    fn remove(&self, at: &HostPath) -> Result<(), FilesError> {
        let (parent, name) = self.root.parent("remove", at)?;
        link::remove(&parent, name).map_err(|error| refused("remove", at.as_str(), &error))
    }

    fn remove_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        let directory = self.root.directory("remove", at, DELETE)?;
        nt::delete(&directory).map_err(|error| refused("remove", at.as_str(), &error))
    }

    fn remove_tree(&self, at: &HostPath) -> Result<(), FilesError> {
        tree::remove(&self.root, at)
    }

    fn set_mode(&self, at: &HostPath, mode: Mode) -> Result<(), FilesError> {
        const DOING: &str = "change the mode of";
        let refuse = |error: io::Error| refused(DOING, at.as_str(), &error);
        let (parent, name) = self.root.parent(DOING, at)?;
        let rights = READ_CONTROL | WRITE_DAC;
        let entry = entry::look_at(&parent, name, rights).map_err(refuse)?;
        let entry = entry.ok_or_else(|| refuse(system_error(ERROR_FILE_NOT_FOUND)))?;
        if is_link(&entry).map_err(refuse)? {
            return Err(fault(DOING, at, FileFault::Link(at.to_string())));
        }
        let is_directory = entry.metadata().map_err(refuse)?.is_dir();
        Descriptor::of(mode, is_directory)
            .and_then(|descriptor| descriptor.apply(&entry))
            .map_err(refuse)
    }

    fn nearest_mode(&self, mode: Mode) -> Mode {
        access::nearest(mode)
    }

    fn set_owner(&self, at: &HostPath, _owner: &UserId) -> Result<(), FilesError> {
        if self.is_relocated {
            return Ok(());
        }
        // Services run as whoever keeps them running here, so there is nobody to give files to.
        Err(fault("change the owner of", at, FileFault::Unsupported))
    }

    fn sync_directory(&self, at: &HostPath) -> Result<(), FilesError> {
        tree::sync_directory(&self.root, at)
    }

    fn barrier(&self, within: &HostPath) -> Result<(), FilesError> {
        // Each file was flushed when it was finished.
        tree::sync_directory(&self.root, within)
    }

    fn space(&self, at: &HostPath) -> Result<Space, FilesError> {
        room::space(&self.root, at)
    }

    fn lock(&self, at: &HostPath, holder: &LockHolder) -> Result<Box<dyn Lock>, FilesError> {
        Ok(Box::new(lock::lock(&self.root, at, holder)?))
    }

    fn check_free(&self, at: &HostPath) -> Result<(), FilesError> {
        lock::check_free(&self.root, at)
    }

    fn is_writable_by_others(&self, at: &HostPath) -> Result<bool, FilesError> {
        guard::is_writable_by_others(&self.root, at)
    }
}
