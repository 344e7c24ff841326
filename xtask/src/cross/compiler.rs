//! A compiler that knows Windows and macOS: rustup's where it has or gets their parts, else Debian's own, for which
//! the standard library is built once from the source that Debian packs beside it.

use super::{MACOS, WINDOWS, apple};
use crate::program::{Program, is_on_path};
use crate::setup;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// Debian's compiler, by the path it is installed to: rustup's proxies may stand before it in `PATH`.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_RUSTDOC: &str = "/usr/bin/rustdoc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// What the standard library consists of, as `-Zbuild-std` names it.
const STANDARD_LIBRARY: &str = "-Zbuild-std=std,panic_unwind,panic_abort,test,proc_macro";

/// Where the parts come from.
enum Parts {
    Rustup,
    /// Debian's compiler with a sysroot of our own making.
    Debian {
        sysroot: PathBuf,
    },
}

/// A compiler for both systems, with a build folder of its own.
pub(super) struct Compiler {
    parts: Parts,
    root: PathBuf,
    folder: PathBuf,
    apple: Option<apple::Stand>,
}

impl Compiler {
    /// Takes what is installed, else installs it: on Debian from Debian, elsewhere from rustup.
    pub(super) fn prepare(workspace: &Workspace) -> Result<Self> {
        let cross = workspace.target().join("cross");
        let parts = if installed_targets().is_some_and(|targets| has_both(&targets)) {
            Parts::Rustup
        } else if setup::offers_debian_package(DEBIAN_PACKAGES[0], least_version(workspace)?)? {
            setup::install_debian_packages(workspace, &DEBIAN_PACKAGES, Path::new(DEBIAN_CARGO))?;
            let sysroot = cross.join("sysroot");
            build_sysroot(&cross, &sysroot)?;
            Parts::Debian { sysroot }
        } else {
            Program::new("rustup")
                .args(["target", "add", WINDOWS, MACOS])
                .run()?;
            Parts::Rustup
        };
        let apple = if cfg!(target_os = "macos") {
            None
        } else {
            Some(apple::Stand::make(&cross)?)
        };
        let root = workspace.root().to_path_buf();
        Ok(Self {
            parts,
            root,
            folder: cross.join("build"),
            apple,
        })
    }

    /// Where it builds.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// `cargo`, told of all this.
    pub(super) fn cargo(&self) -> Program {
        let cargo = match &self.parts {
            Parts::Rustup => Program::new("cargo"),
            Parts::Debian { sysroot } => {
                // In this form a path may have spaces; with `--target`, cargo spares macros and build scripts.
                let mut flags = OsString::from("--sysroot\u{1f}");
                flags.push(sysroot);
                debian_cargo()
                    .env("CARGO_ENCODED_RUSTFLAGS", &flags)
                    .env("CARGO_ENCODED_RUSTDOCFLAGS", &flags)
            }
        };
        let cargo = cargo
            .within(&self.root)
            .env("CARGO_TARGET_DIR", &self.folder)
            .env("CARGO_INCREMENTAL", "0");
        match &self.apple {
            Some(stand) => stand.within(cargo),
            None => cargo,
        }
    }
}

/// Debian's cargo with Debian's compiler, free of what rustup's cargo, which started us, put into the environment.
fn debian_cargo() -> Program {
    let cargo = Program::new(DEBIAN_CARGO)
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTDOC", DEBIAN_RUSTDOC);
    ["LD_LIBRARY_PATH", "RUSTUP_TOOLCHAIN", "RUSTFLAGS"]
        .into_iter()
        .fold(cargo, Program::without_env)
}

/// The systems that rustup has parts for; `None` without rustup.
fn installed_targets() -> Option<String> {
    if !is_on_path("rustup") {
        return None;
    }
    Program::new("rustup")
        .args(["target", "list", "--installed"])
        .output()
        .ok()
}

fn has_both(targets: &str) -> bool {
    [WINDOWS, MACOS]
        .iter()
        .all(|target| targets.lines().any(|line| line == *target))
}

/// The oldest compiler that the project accepts, as major and minor version.
fn least_version(workspace: &Workspace) -> Result<(u32, u32)> {
    let manifest = fs::read_to_string(workspace.path("Cargo.toml"))?;
    let stated = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "));
    stated
        .and_then(|version| setup::version(version.trim_matches('"')))
        .context("no rust-version in Cargo.toml")
}

/// Builds the standard library for both systems, once for each version of the compiler.
fn build_sysroot(cross: &Path, sysroot: &Path) -> Result<()> {
    let version = Program::new(DEBIAN_RUSTC)
        .arg("-vV")
        .without_env("LD_LIBRARY_PATH")
        .output()?;
    let stamp = sysroot.join("made-by");
    if fs::read_to_string(&stamp).is_ok_and(|made_by| made_by == version) {
        return Ok(());
    }
    let seed = cross.join("seed");
    let built = seed.join("target");
    write_seed(&seed)?;
    debian_cargo()
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", &built)
        // For macOS nothing is ever linked: what the compiler reads while checking is enough.
        .env(
            "CARGO_TARGET_AARCH64_APPLE_DARWIN_RUSTFLAGS",
            "-Zno-codegen",
        )
        .within(&seed)
        .args([
            "build",
            "--lib",
            "--release",
            STANDARD_LIBRARY,
            "--target",
            WINDOWS,
            "--target",
            MACOS,
        ])
        .run()?;
    for target in [WINDOWS, MACOS] {
        let libraries = sysroot.join("lib").join("rustlib").join(target).join("lib");
        copy_libraries(&built.join(target).join("release").join("deps"), &libraries)?;
    }
    fs::write(stamp, version)?;
    fs::remove_dir_all(seed)?; // three times the size of what was copied out of it
    Ok(())
}

/// An empty crate: cargo builds the standard library only for somebody.
fn write_seed(seed: &Path) -> Result<()> {
    fs::create_dir_all(seed.join("src"))?;
    let manifest = "[package]\nname = \"seed\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(seed.join("Cargo.toml"), manifest)?;
    fs::write(seed.join("src").join("lib.rs"), "")?;
    Ok(())
}

/// Copies the libraries but the seed's own; an older compiler's are removed first, or rustc would see two of each.
fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    if to.is_dir() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libseed-") {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    if !to.read_dir()?.any(|entry| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    }) {
        bail!("no standard library was built into {}", from.display());
    }
    Ok(())
}
