//! Second names and copies of regular files.

use std::fs::File;
use std::io;

use rustix::fs::AtFlags;
use rustix::io::{Errno, retry_on_intr};
use sealift_engine::effects::{FileFault, FilesError, HostPath};
use sealift_package::manifest::Mode;

use super::entry::{check_regular, open_regular, stat};
use super::sink::create_in;
use super::walk::{Root, fault};
use crate::unix::fault::{refused, refused_io};

/// Gives a regular file a second name. Whatever stands in the way of a link but not of a copy is `Unsupported`.
pub(super) fn hard_link(
    root: &Root,
    existing: &HostPath,
    new: &HostPath,
) -> Result<(), FilesError> {
    const DOING: &str = "link";
    let (old_parent, old) = root.parent(DOING, existing)?;
    let (new_parent, name) = root.parent(DOING, new)?;
    let found = stat(&old_parent, old)
        .and_then(|found| found.ok_or(Errno::NOENT))
        .map_err(|errno| refused(DOING, existing.as_str(), errno))?;
    check_regular(&found, DOING, existing)?;
    let linked =
        retry_on_intr(|| rustix::fs::linkat(&old_parent, old, &new_parent, name, AtFlags::empty()));
    match linked {
        Ok(()) => Ok(()),
        // Too many names, another file system, or fs.protected_hardlinks: a copy does as well.
        Err(Errno::XDEV | Errno::MLINK | Errno::PERM | Errno::OPNOTSUPP) => {
            Err(fault(DOING, new, FileFault::Unsupported))
        }
        Err(errno) => Err(refused(DOING, new.as_str(), errno)),
    }
}

/// Copies a regular file, sharing its blocks where the file system can; a copy that fails leaves nothing.
pub(super) fn copy(
    root: &Root,
    from: &HostPath,
    to: &HostPath,
    mode: Mode,
) -> Result<(), FilesError> {
    let (from_parent, _) = root.parent("copy", from)?;
    let mut source = File::from(open_regular(&from_parent, "copy", from)?);
    let (to_parent, name) = root.parent("copy", to)?;
    let mut copied = create_in(&to_parent, name, to, mode)?.file;
    let done = copy_bytes(&mut source, &mut copied);
    done.map_err(|error| {
        let _ = rustix::fs::unlinkat(&to_parent, name, AtFlags::empty());
        refused_io("copy", to.as_str(), &error)
    })
}

fn copy_bytes(source: &mut File, copied: &mut File) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    if rustix::fs::ioctl_ficlone(&*copied, &*source).is_ok() {
        return Ok(());
    }
    // On Linux this lets the kernel copy (copy_file_range), and falls back to reading and writing.
    io::copy(source, copied).map(|_| ())
}
