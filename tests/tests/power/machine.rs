//! The machine: a processor that is emulated, Debian's kernel, and two disks.

use std::path::{Path, PathBuf};
use std::process::Command;

use sealift_journeys::{Running, tool};

use crate::disks::{Disk, initial, tools};
use crate::story::Story;

/// What its kernel does when a program wants its writes to be durable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syncs {
    Hold,
    /// It says yes and does nothing: what this suite must find out.
    DoNothing,
}

/// What it does once it is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Task {
    /// The story's changes, one after the other.
    Changes(Syncs),
    /// Puts right what was interrupted, looks at everything, and switches itself off.
    Recovery,
}

/// A machine without its own disk.
pub(crate) struct Machine {
    folder: tempfile::TempDir,
    kernel: PathBuf,
}

impl Machine {
    /// Puts it together from the parts that `cargo xtask test power` has brought.
    #[track_caller]
    pub(crate) fn assemble(story: &Story) -> Self {
        let parts = std::env::var_os("SEALIFT_KERNEL").expect("`cargo xtask test power` says");
        let parts = PathBuf::from(parts);
        // A disk image is written past this machine's own cache, which memory file systems do not allow.
        let folder = tempfile::Builder::new()
            .prefix("power")
            .tempdir_in(&parts)
            .expect("a folder");
        let kernel = only(&parts.join("boot"), "vmlinuz-");
        let modules = only(&parts.join("lib/modules"), "");
        initial(&folder.path().join("initrd"), &modules);
        tools(&folder.path().join("tools"), story);
        Self { folder, kernel }
    }

    /// A disk with the site before the first change.
    #[track_caller]
    pub(crate) fn new_disk(&self, story: &Story) -> Disk {
        Disk::with(&self.folder.path().join("disk"), story)
    }

    /// Switches it on.
    #[track_caller]
    pub(crate) fn start(&self, disk: &Disk, task: Task) -> Running {
        let (script, under) = match task {
            Task::Changes(Syncs::Hold) => ("changes", ""),
            Task::Changes(Syncs::DoNothing) => ("changes", "under=/bin/nosync"),
            Task::Recovery => ("recovery", ""),
        };
        let drive = |path: &Path, more: &str| {
            format!("file={},if=virtio,format=raw,{more}", path.display())
        };
        let mut qemu: Command = tool("qemu-system-x86_64");
        qemu.args(["-accel", "tcg", "-cpu", "max", "-m", "512", "-nodefaults"]);
        qemu.args(["-display", "none", "-serial", "stdio", "-no-reboot"]);
        qemu.arg("-kernel").arg(&self.kernel);
        qemu.arg("-initrd").arg(self.folder.path().join("initrd"));
        qemu.arg("-append").arg(format!(
            "console=ttyS0 quiet panic=-1 script={script} {under}"
        ));
        // `cache=none`: what the kernel has given to the disk is there when the machine is killed, and nothing else.
        qemu.arg("-drive").arg(drive(disk.path(), "cache=none"));
        let tools = self.folder.path().join("tools");
        qemu.arg("-drive").arg(drive(&tools, "readonly=on"));
        Running::start(&mut qemu)
    }
}

/// The only entry of a folder whose name begins so.
#[track_caller]
fn only(folder: &Path, beginning: &str) -> PathBuf {
    let entries = std::fs::read_dir(folder).expect("the kernel was unpacked there");
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(beginning))
        .map(|entry| entry.path())
        .collect();
    assert_eq!(found.len(), 1, "{}: {found:?}", folder.display());
    found.remove(0)
}
