//! What the machine starts from, what it has to work with, and the disk that its power cut meets.

use std::path::{Path, PathBuf};
use std::process::Command;

use sealift_journeys::{Run, Site, sealift, tool};

use crate::story::Story;

/// Drivers of the disks, each after those that it needs.
const DRIVERS: [&str; 6] = [
    "virtio/virtio_ring.ko",
    "virtio/virtio.ko",
    "virtio/virtio_pci_legacy_dev.ko",
    "virtio/virtio_pci_modern_dev.ko",
    "virtio/virtio_pci.ko",
    "block/virtio_blk.ko",
];

/// The folder of the disk that holds the world, beside what the file system itself keeps.
const WORLD: &str = "world";

/// The archive that the kernel starts from: drivers, and what finds the disks.
#[track_caller]
pub(crate) fn initial(archive: &Path, modules: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| place(folder.path(), path);
    copy(&busybox(), &at("bin/busybox"));
    for (number, driver) in DRIVERS.iter().enumerate() {
        let from = modules.join("kernel/drivers").join(driver);
        copy(&from, &at(&format!("drivers/{number}.ko")));
    }
    copy(&asset("init.sh"), &at("init"));
    let pack = "cd \"$1\" && chmod +x init && find . | busybox cpio -o -H newc > \"$2\"";
    shell(pack, &[folder.path(), archive]);
}

/// A disk with the program, the scripts and what the vendors sealed.
#[track_caller]
pub(crate) fn tools(image: &Path, story: &Story) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| place(folder.path(), path);
    copy(&busybox(), &at("bin/busybox"));
    for name in ["changes.sh", "recovery.sh"] {
        copy(&asset(name), &at(name));
    }
    let lines = story.changes.iter().map(|words| quoted(words) + "\n");
    std::fs::write(at("changes"), lines.collect::<String>()).expect("writes");
    for (name, from) in story.stock() {
        copy(&from, &at(&format!("stock/{name}")));
    }
    let program = PathBuf::from(sealift().get_program());
    // Its symbols are most of its size, and the machine reads all of it again and again.
    copy(&program, &at("bin/sealift"));
    Run::of(tool("strip").arg(at("bin/sealift"))).succeeds();
    for library in libraries(&program) {
        let inside = library.strip_prefix("/").expect("an absolute path");
        copy(&library, &at(inside.to_str().expect("UTF-8")));
    }
    let source = asset("nosync.c");
    let mut cc = tool("cc");
    cc.args(["-static", "-O1", "-o"]).arg(at("bin/nosync"));
    Run::of(cc.arg(source)).succeeds();
    for empty in ["dev", "proc", "sys", "tmp", "disk", "etc"] {
        std::fs::create_dir_all(folder.path().join(empty)).expect("a folder");
    }
    std::fs::write(at("etc/passwd"), "root:x:0:0::/tmp:/bin/sh\n").expect("writes");
    file_system(image, folder.path(), 160);
}

/// The machine's own disk.
pub(crate) struct Disk(PathBuf);

impl Disk {
    /// One with the site before the first change.
    #[track_caller]
    pub(crate) fn with(image: &Path, story: &Story) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let world = folder.path().join(WORLD);
        let from = story.beginning.root();
        shell("cp -a \"$1\" \"$2\"", &[from, &world]);
        file_system(image, folder.path(), 192);
        Self(image.to_owned())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The world on it, brought here: whoever looks at it needs no machine.
    #[track_caller]
    pub(crate) fn world(&self) -> Site {
        let site = Site::new();
        let dump = format!("rdump /{WORLD} {}", site.root().display());
        let mut debugfs = tool("debugfs");
        Run::of(debugfs.arg("-R").arg(dump).arg(&self.0)).succeeds();
        let inside = site.root().join(WORLD);
        shell(
            "mv \"$1\"/* \"$2\"/ && rmdir \"$1\"",
            &[&inside, site.root()],
        );
        site
    }
}

/// Makes an ext4 of so many MiB from a folder; nobody needs to mount it for that.
#[track_caller]
fn file_system(image: &Path, folder: &Path, mebibytes: u32) {
    let mut make = tool("mke2fs");
    make.args(["-q", "-F", "-t", "ext4", "-E", "root_owner=0:0", "-d"]);
    make.arg(folder).arg(image).arg(format!("{mebibytes}M"));
    Run::of(&mut make).succeeds();
}

/// The shared libraries of a program, its loader with them.
#[track_caller]
fn libraries(program: &Path) -> Vec<PathBuf> {
    let listed = Run::of(tool("ldd").arg(program)).succeeds();
    let words = listed.out.split_whitespace();
    words
        .filter(|word| word.starts_with('/'))
        .map(PathBuf::from)
        .collect()
}

fn busybox() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut all = std::env::split_paths(&path).map(|folder| folder.join("busybox"));
    all.find(|path| path.is_file())
        .expect("busybox is installed")
}

fn asset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/power")
        .join(name)
}

/// A place below a folder, with the folders above it.
fn place(folder: &Path, path: &str) -> PathBuf {
    let at = folder.join(path);
    std::fs::create_dir_all(at.parent().expect("a folder")).expect("folders");
    at
}

#[track_caller]
fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
}

#[track_caller]
fn shell(script: &str, arguments: &[&Path]) {
    let mut shell = Command::new("sh");
    shell.args(["-euc", script, "sh"]).args(arguments);
    Run::of(&mut shell).succeeds();
}

/// Words as a shell reads them back.
fn quoted(words: &[String]) -> String {
    let all: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    all.join(" ")
}
