//! Embeds the built page, the icons and the access list of commands.
#![allow(
    clippy::disallowed_methods,
    reason = "a build script looks at the tree it builds from"
)]

use std::path::Path;

const PAGE: &str = "../ui/dist";

fn main() {
    println!("cargo::rerun-if-changed={PAGE}");
    if !Path::new(PAGE).join("index.html").is_file() {
        println!(
            "cargo::error=the page is not built: run `npm ci && npm run build` in ui first (`cargo xtask` does)"
        );
        return;
    }
    // Every command is named here, so that one that no capability grants cannot be called at all.
    let commands = tauri_build::AppManifest::new().commands(&["releases"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json and capabilities are well formed");
}
