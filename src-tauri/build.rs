//! Embeds the built page, the icons and the access list of commands.
#![allow(
    clippy::disallowed_methods,
    reason = "a build script looks at the tree it builds from"
)]

use std::path::Path;

// The same tables that the answers are made from, as they are: a command that is not in one cannot be called at all.
include!("../crates/desk/src/tables/site.rs");
include!("../crates/desk/src/tables/window.rs");
include!("../crates/desk/src/tables/vendor.rs");

const PAGE: &str = "../ui/dist";

macro_rules! names {
    ($($(#[doc = $doc:literal])* $name:ident in $module:ident : $request:ty => $answer:ty;)*) => {
        &[$(stringify!($name)),*]
    };
}

fn main() {
    println!("cargo::rerun-if-changed={PAGE}");
    println!("cargo::rerun-if-changed=../crates/desk/src/tables");
    if !Path::new(PAGE).join("index.html").is_file() {
        println!(
            "cargo::error=the page is not built: run `npm ci && npm run build` in ui first (`cargo xtask` does)"
        );
        return;
    }
    let tables: [&[&'static str]; 4] = [
        &["watch"],
        site_calls!(names),
        window_calls!(names),
        vendor_calls!(names),
    ];
    // Lives as long as the build script does.
    let names: &'static [&'static str] = tables.concat().leak();
    let commands = tauri_build::AppManifest::new().commands(names);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("tauri.conf.json and capabilities are well formed");
}
