//! The table of needs: what, why, how to see that it is there, and which packages bring it.

use super::system::System;
use crate::program::{Program, is_on_path};
use anyhow::{Result, bail};

/// What a part of the machine is needed for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building the command line and everything below it.
    Core,
    /// Tests that compare with the stock tools.
    Test,
    /// Building the desktop app.
    App,
    /// Driving the desktop app's real window.
    Journeys,
    /// Building for Windows and macOS from Linux.
    Cross,
    /// Making packages for operating systems, and looking at them as those systems do.
    Installers,
    /// Comparing with other programs' speed.
    Bench,
    /// Comparing the window with a browser.
    BenchDesktop,
    /// Trying hostile input.
    Fuzz,
    /// Cutting a machine's power.
    Power,
}

impl Purpose {
    pub(super) fn named(word: &str) -> Result<Self> {
        Ok(match word {
            "core" => Self::Core,
            "test" => Self::Test,
            "app" => Self::App,
            "journeys" => Self::Journeys,
            "cross" => Self::Cross,
            "installers" => Self::Installers,
            "bench" => Self::Bench,
            "bench-desktop" => Self::BenchDesktop,
            "fuzz" => Self::Fuzz,
            "power" => Self::Power,
            unknown => bail!("there is no purpose `{unknown}`; see `cargo xtask help`"),
        })
    }
}

/// How one sees that a need is met.
enum Probe {
    Command(&'static str),
    /// A library that `pkg-config` knows.
    Library(&'static str),
}

/// One thing that the machine must have.
pub(super) struct Need {
    pub(super) purpose: Purpose,
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    probe: Probe,
    only_on_linux: bool,
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
}

impl Need {
    pub(super) fn is_met(&self) -> bool {
        match self.probe {
            Probe::Command(name) => is_on_path(name),
            Probe::Library(name) => Program::new("pkg-config")
                .args(["--exists", name])
                .succeeds(),
        }
    }

    pub(super) fn concerns_this_system(&self) -> bool {
        cfg!(target_os = "linux") || !self.only_on_linux
    }

    pub(super) fn packages(&self, system: System) -> &'static [&'static str] {
        match system {
            System::Apt => self.apt,
            System::Dnf => self.dnf,
        }
    }
}

/// A program that is called by the same name as its package everywhere.
const fn tool(
    purpose: Purpose,
    name: &'static str,
    why: &'static str,
    package: &'static [&'static str],
) -> Need {
    let probe = Probe::Command(name);
    Need {
        purpose,
        what: name,
        why,
        probe,
        only_on_linux: false,
        apt: package,
        dnf: package,
    }
}

const fn linux(
    purpose: Purpose,
    what: &'static str,
    why: &'static str,
    probe: Probe,
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
) -> Need {
    Need {
        purpose,
        what,
        why,
        probe,
        only_on_linux: true,
        apt,
        dnf,
    }
}

/// Everything; order is the order of the report.
pub(super) const NEEDS: &[Need] = &[
    linux(
        Purpose::Core,
        "cc",
        "compiles SQLite and zstd",
        Probe::Command("cc"),
        &["gcc", "libc6-dev"],
        &["gcc"],
    ),
    tool(Purpose::Core, "npm", "builds the ui", &["npm"]),
    tool(
        Purpose::Test,
        "minisign",
        "reads and writes our signatures as a second opinion",
        &["minisign"],
    ),
    tool(
        Purpose::Test,
        "unzip",
        "lists our volumes as a second opinion",
        &["unzip"],
    ),
    tool(
        Purpose::Test,
        "zstd",
        "unpacks our chunks as a second opinion",
        &["zstd"],
    ),
    tool(
        Purpose::Test,
        "python3",
        "its zipfile must see what we see (threat P23)",
        &["python3"],
    ),
    linux(
        Purpose::Test,
        "fusermount3",
        "mounts a drive that fails on order, for who is not root",
        Probe::Command("fusermount3"),
        &["fuse3"],
        &["fuse3"],
    ),
    linux(
        Purpose::Test,
        "systemd-nspawn",
        "boots a real systemd for our units to run under",
        Probe::Command("systemd-nspawn"),
        &["systemd-container"],
        &["systemd-container"],
    ),
    linux(
        Purpose::App,
        "pkg-config",
        "finds the web view's libraries",
        Probe::Command("pkg-config"),
        &["pkg-config"],
        &["pkgconf-pkg-config"],
    ),
    linux(
        Purpose::App,
        "webkit2gtk-4.1",
        "the desktop app's web view",
        Probe::Library("webkit2gtk-4.1"),
        &["libwebkit2gtk-4.1-dev"],
        &["webkit2gtk4.1-devel"],
    ),
    linux(
        Purpose::App,
        "librsvg-2.0",
        "the desktop app's icons",
        Probe::Library("librsvg-2.0"),
        &["librsvg2-dev"],
        &["librsvg2-devel"],
    ),
    linux(
        Purpose::Journeys,
        "WebKitWebDriver",
        "drives the real window",
        Probe::Command("WebKitWebDriver"),
        &["webkit2gtk-driver"],
        &["/usr/bin/WebKitWebDriver"],
    ),
    linux(
        Purpose::Journeys,
        "Xvfb",
        "a screen for a machine that has none",
        Probe::Command("Xvfb"),
        &["xvfb"],
        &["/usr/bin/Xvfb"],
    ),
    linux(
        Purpose::Journeys,
        "xdotool",
        "types into the system's own dialogs",
        Probe::Command("xdotool"),
        &["xdotool"],
        &["xdotool"],
    ),
    linux(
        Purpose::Journeys,
        "pdftotext",
        "reads what the window printed",
        Probe::Command("pdftotext"),
        &["poppler-utils"],
        &["poppler-utils"],
    ),
    linux(
        Purpose::Journeys,
        "dbus-run-session",
        "a message bus of the window's own",
        Probe::Command("dbus-run-session"),
        &["dbus-x11"],
        &["dbus-daemon"],
    ),
    linux(
        Purpose::Journeys,
        "pkexec",
        "lets a user start the elevated side; polkit comes with it",
        Probe::Command("pkexec"),
        &["pkexec"],
        &["/usr/bin/pkexec"],
    ),
    linux(
        Purpose::Journeys,
        "strace",
        "sees whether the window asks the network",
        Probe::Command("strace"),
        &["strace"],
        &["strace"],
    ),
    linux(
        Purpose::Journeys,
        "ip",
        "opens the way back to itself in a network that is none (threat U10)",
        Probe::Command("ip"),
        &["iproute2"],
        &["iproute"],
    ),
    linux(
        Purpose::Cross,
        "x86_64-w64-mingw32-gcc",
        "compiles and links for Windows",
        Probe::Command("x86_64-w64-mingw32-gcc"),
        &["gcc-mingw-w64-x86-64-win32"],
        &["mingw64-gcc"],
    ),
    linux(
        Purpose::Cross,
        "x86_64-w64-mingw32-windres",
        "embeds the Windows app's icon and version",
        Probe::Command("x86_64-w64-mingw32-windres"),
        &["binutils-mingw-w64-x86-64"],
        &["mingw64-binutils"],
    ),
    linux(
        Purpose::Cross,
        "wine",
        "runs the Windows build",
        Probe::Command("wine"),
        &["wine64", "wine"],
        &["wine-core"],
    ),
    linux(
        Purpose::Installers,
        "dpkg-deb",
        "writes the Debian package again with its dates, and installs it",
        Probe::Command("dpkg-deb"),
        &["dpkg"],
        &["dpkg"],
    ),
    linux(
        Purpose::Installers,
        "rpm",
        "reads and installs the RPM package",
        Probe::Command("rpm"),
        &["rpm"],
        &["rpm"],
    ),
    linux(
        Purpose::Installers,
        "desktop-file-validate",
        "judges the menu entry",
        Probe::Command("desktop-file-validate"),
        &["desktop-file-utils"],
        &["desktop-file-utils"],
    ),
    linux(
        Purpose::Installers,
        "appstreamcli",
        "judges what software centres show",
        Probe::Command("appstreamcli"),
        &["appstream"],
        &["appstream"],
    ),
    linux(
        Purpose::Installers,
        "xmllint",
        "judges the polkit action and the file type",
        Probe::Command("xmllint"),
        &["libxml2-utils"],
        &["libxml2"],
    ),
    linux(
        Purpose::Installers,
        "update-mime-database",
        "registers the file type as a desktop does",
        Probe::Command("update-mime-database"),
        &["shared-mime-info"],
        &["shared-mime-info"],
    ),
    tool(Purpose::Bench, "openssl", "hashes beside us", &["openssl"]),
    tool(
        Purpose::Bench,
        "minisign",
        "signs and verifies archives beside us",
        &["minisign"],
    ),
    tool(
        Purpose::Bench,
        "zstd",
        "compresses archives beside us",
        &["zstd"],
    ),
    linux(
        Purpose::Bench,
        "casync",
        "carries trees beside us",
        Probe::Command("casync"),
        &["casync"],
        &["casync"],
    ),
    linux(
        Purpose::Bench,
        "ostree",
        "carries trees beside us",
        Probe::Command("ostree"),
        &["ostree"],
        &["ostree"],
    ),
    linux(
        Purpose::Bench,
        "rauc",
        "carries images beside us",
        Probe::Command("rauc"),
        &["rauc", "squashfs-tools"],
        &["rauc", "squashfs-tools"],
    ),
    linux(
        Purpose::Bench,
        "xdelta3",
        "carries changes beside us",
        Probe::Command("xdelta3"),
        &["xdelta3"],
        &["xdelta"],
    ),
    linux(
        Purpose::Bench,
        "dpkg-deb",
        "unpacks the real releases that are measured",
        Probe::Command("dpkg-deb"),
        &["dpkg"],
        &["dpkg"],
    ),
    linux(
        Purpose::Bench,
        "apt-get",
        "fetches the real releases that are measured",
        Probe::Command("apt-get"),
        &["apt"],
        &["apt"],
    ),
    linux(
        Purpose::BenchDesktop,
        "chromium",
        "opens the same page beside us",
        Probe::Command("chromium"),
        &["chromium"],
        &["chromium"],
    ),
    tool(
        Purpose::BenchDesktop,
        "python3",
        "serves the page to it",
        &["python3"],
    ),
    linux(
        Purpose::Fuzz,
        "c++",
        "compiles libFuzzer",
        Probe::Command("c++"),
        &["g++"],
        &["gcc-c++"],
    ),
    linux(
        Purpose::Power,
        "qemu-system-x86_64",
        "a machine whose power can be cut",
        Probe::Command("qemu-system-x86_64"),
        &["qemu-system-x86"],
        &["qemu-system-x86-core"],
    ),
    linux(
        Purpose::Power,
        "busybox",
        "all that its system consists of",
        Probe::Command("busybox"),
        &["busybox-static"],
        &["busybox"],
    ),
    linux(
        Purpose::Power,
        "debugfs",
        "makes and reads its disks without mounting them",
        Probe::Command("debugfs"),
        &["e2fsprogs"],
        &["e2fsprogs"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_need_has_a_cure_on_both_families() {
        for need in NEEDS {
            assert!(
                !need.apt.is_empty() && !need.dnf.is_empty(),
                "{}",
                need.what
            );
        }
    }
}
