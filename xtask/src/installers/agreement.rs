//! What the bundler, the menu, the file type and polkit are told agrees, without building anything.

use super::icons::SIZES;
use super::tree::{AS_THEY_ARE, PROGRAMS};
use super::version;
use crate::workspace::Workspace;
use serde_json::Value;
use std::fs;

fn workspace() -> Workspace {
    Workspace::find().expect("a workspace")
}

fn text(path: &str) -> String {
    fs::read_to_string(workspace().path(path)).expect(path)
}

fn configuration() -> Value {
    serde_json::from_str(&text("src-tauri/tauri.conf.json")).expect("JSON")
}

/// What stands between two marks, once.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

/// The value of a key of the menu entry.
fn entry<'a>(desktop: &'a str, key: &str) -> &'a str {
    between(desktop, &format!("\n{key}="), "\n")
}

#[test]
fn the_file_type_is_the_same_for_the_bundler_the_menu_and_the_desktop() {
    let configuration = configuration();
    let association = &configuration["bundle"]["fileAssociations"][0];
    let wanted = association["mimeType"].as_str().expect("a type");
    let ending = association["ext"][0].as_str().expect("an ending");
    let desktop = text("installers/linux/Sealift.desktop");
    let metainfo = text("installers/linux/org.sealift.Sealift.metainfo.xml");
    let mime = text("installers/linux/org.sealift.Sealift.xml");
    assert_eq!(entry(&desktop, "MimeType"), format!("{wanted};"));
    assert_eq!(between(&metainfo, "<mediatype>", "</mediatype>"), wanted);
    assert_eq!(between(&mime, "<mime-type type=\"", "\""), wanted);
    assert_eq!(between(&mime, "<glob pattern=\"*.", "\""), ending);
    assert_eq!(
        entry(&desktop, "Exec"),
        "sealift-desktop %F",
        "files are handed over"
    );
    let nsis = text("installers/windows/sealift.nsi");
    assert_eq!(between(&nsis, "!define ENDING \".", "\""), ending);
}

#[test]
fn the_metadata_lead_to_the_menu_entry_and_its_icon() {
    let configuration = configuration();
    let metainfo = text("installers/linux/org.sealift.Sealift.metainfo.xml");
    let desktop = text("installers/linux/Sealift.desktop");
    let product = configuration["productName"].as_str().expect("a name");
    // The bundler names the entry after the product and the icons after the program.
    let launchable = between(&metainfo, "type=\"desktop-id\">", "<");
    assert_eq!(launchable, format!("{product}.desktop"));
    assert_eq!(entry(&desktop, "Name"), product);
    assert_eq!(
        between(&metainfo, "<id>", "</id>"),
        configuration["identifier"]
    );
    assert_eq!(entry(&desktop, "Icon"), "sealift-desktop");
    assert_eq!(entry(&desktop, "StartupWMClass"), "sealift-desktop");
    let policy = text("installers/linux/org.sealift.helper.policy");
    assert_eq!(between(&policy, "<icon_name>", "<"), "sealift-desktop");
    let icons = configuration["bundle"]["icon"].as_array().expect("a list");
    for size in SIZES {
        let icon = format!("icons/{size}x{size}.png");
        assert!(icons.iter().any(|listed| *listed == icon), "{icon}");
    }
    for icon in icons {
        let path = format!("src-tauri/{}", icon.as_str().expect("a path"));
        assert!(workspace().path(&path).is_file(), "{path}");
    }
}

#[test]
fn the_version_is_told_once_and_is_in_the_metadata() {
    let configuration = configuration();
    assert!(
        configuration.get("version").is_none(),
        "the crate's version is taken"
    );
    let version = version(&workspace()).expect("a version");
    let metainfo = text("installers/linux/org.sealift.Sealift.metainfo.xml");
    assert!(
        metainfo.contains(&format!("<release version=\"{version}\" date=\"")),
        "{version}"
    );
}

#[test]
fn polkit_the_window_and_the_package_mean_the_same_elevated_side() {
    let (_, packed) = PROGRAMS
        .iter()
        .find(|(name, _)| *name == "sealift-helper")
        .expect("packed");
    let policy = text("installers/linux/org.sealift.helper.policy");
    let allowed = between(&policy, "org.freedesktop.policykit.exec.path\">", "<");
    let window = text("src-tauri/src/elevation.rs");
    let started = between(&window, "const HELPER: &str = \"", "\"");
    assert_eq!(allowed, format!("/{packed}"));
    assert_eq!(started, allowed);
    let id = between(&policy, "<action id=\"", "\"");
    assert!(
        text("docs/installing.md").contains(id),
        "the page on rules names the action"
    );
}

#[test]
fn everything_that_is_laid_out_or_named_to_the_bundler_is_there() {
    for (from, _) in AS_THEY_ARE {
        assert!(workspace().path(from).is_file(), "{from}");
    }
    let configuration = configuration();
    let (linux, windows) = (
        &configuration["bundle"]["linux"],
        &configuration["bundle"]["windows"],
    );
    let named = [
        &linux["deb"]["desktopTemplate"],
        &linux["rpm"]["desktopTemplate"],
        &windows["nsis"]["template"],
    ];
    for path in named {
        let path = path
            .as_str()
            .expect("a path")
            .strip_prefix("../")
            .expect("of the project");
        assert!(workspace().path(path).is_file(), "{path}");
    }
    for family in ["deb", "rpm"] {
        let tree = &linux[family]["files"]["/usr"];
        assert_eq!(tree, "../target/installers/tree/usr", "{family}");
    }
    let unit = text("installers/linux/sealift-supervise@.service");
    let started = between(&unit, "ExecStart=/", " ");
    assert!(
        PROGRAMS.iter().any(|(_, packed)| *packed == started),
        "{started}"
    );
}

#[test]
fn the_window_s_page_names_its_options() {
    let page = text("installers/linux/sealift-desktop.1").replace("\\-", "-");
    let options = text("src-tauri/src/options.rs");
    let shipped = options
        .split("#[cfg(debug_assertions)]")
        .next()
        .expect("options");
    let fields = shipped
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub(crate) "));
    let names: Vec<&str> = fields
        .filter_map(|field| Some(field.split_once(": ")?.0))
        .collect();
    assert!(names.contains(&"root"), "{names:?}");
    for name in names.iter().filter(|name| **name != "files") {
        assert!(page.contains(&format!("--{name}\\fR")), "--{name}");
    }
}
