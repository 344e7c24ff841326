//! The monitoring example, with the software of the system's own packages.

use std::path::Path;

use crate::{Cache, Run, tool};

/// The trees of the three releases' components, and a copy of their descriptions beside them.
#[must_use]
pub fn monitoring() -> Cache {
    let cache = Cache::open("monitoring");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/monitoring");
    for needed in ["apt-get", "dpkg"] {
        let _ = tool(needed);
    }
    let mut fetch = tool("sh");
    fetch.arg(example.join("fetch.sh"));
    Run::of(fetch.arg(cache.folder().join("BUILD"))).succeeds();
    for file in [
        "CHANGES.md",
        "1.0.0/sealift.toml",
        "1.1.0/sealift.toml",
        "1.2.0/sealift.toml",
    ] {
        let copy = cache.folder().join(file);
        std::fs::create_dir_all(copy.parent().expect("a folder")).expect("folders");
        std::fs::copy(example.join(file), copy).expect("copied");
    }
    cache
}
