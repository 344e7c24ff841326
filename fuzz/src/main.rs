//! libFuzzer's side: one program for all targets, which `SEALIFT_FUZZ_TARGET` names; `cargo xtask fuzz` starts it.
//!
//! Without one, or with a name that nobody knows, it lists them. With `SEALIFT_FUZZ_SEEDS` it writes the target's seeds into that folder, and a dictionary beside it, and ends.

#![no_main]
#![allow(
    clippy::disallowed_methods,
    reason = "a tool of development: it reads its environment and writes its corpus"
)]
#![allow(unsafe_code, reason = "libFuzzer calls into this program")]

mod bounded;

use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use sealift_document::Digest;
use sealift_fuzz::{TARGETS, Target, dictionary, named};

#[global_allocator]
static MEMORY: bounded::Bounded = bounded::Bounded;

static TARGET: OnceLock<&'static Target> = OnceLock::new();

fuzz_target!(
    init: {
        let name = std::env::var("SEALIFT_FUZZ_TARGET").unwrap_or_default();
        let Some(target) = named(&name) else {
            TARGETS.iter().for_each(|target| println!("{}", target.name));
            std::process::exit(0);
        };
        TARGET.get_or_init(|| target);
        if let Some(folder) = std::env::var_os("SEALIFT_FUZZ_SEEDS") {
            write_seeds(target, &PathBuf::from(folder)).expect("a folder that can be written");
            std::process::exit(0);
        }
    },
    |bytes: &[u8]| {
        let target = TARGET.get().expect("chosen at the start");
        bounded::limited(|| (target.run)(bytes));
    }
);

/// Each seed under its digest, so that another run finds it again; the dictionary is the folder's name with `.dict`.
fn write_seeds(target: &Target, folder: &std::path::Path) -> std::io::Result<()> {
    let seeds = (target.seeds)();
    std::fs::create_dir_all(folder)?;
    for seed in &seeds {
        std::fs::write(folder.join(Digest::of(seed).to_string()), seed)?;
    }
    std::fs::write(folder.with_extension("dict"), dictionary(&seeds))
}
