//! Renders the icons of every system from one drawing.

use super::{folder, renew, tauri};
use crate::workspace::Workspace;
use anyhow::Result;
use std::fs;

const DRAWING: &str = "src-tauri/icons/sealift.svg";
const ICONS: &str = "src-tauri/icons";

/// The sizes of the hicolor theme, in pixels.
pub(super) const SIZES: [u32; 8] = [16, 24, 32, 48, 64, 128, 256, 512];

/// For Windows and macOS; each holds several sizes.
const CONTAINERS: [&str; 2] = ["icon.ico", "icon.icns"];

pub(super) fn render(workspace: &Workspace) -> Result<()> {
    let out = folder(workspace).join("icons");
    renew(&out)?;
    let sizes = SIZES
        .iter()
        .flat_map(|size| ["--png".to_owned(), size.to_string()]);
    let drawing = workspace.path(DRAWING);
    let icon = || tauri(workspace).arg("icon").arg(&drawing).arg("--output");
    icon().arg(&out).args(sizes).run()?;
    let every_system = out.join("every-system");
    icon().arg(&every_system).run()?;

    let icons = workspace.path(ICONS);
    for name in SIZES.map(|size| format!("{size}x{size}.png")) {
        fs::copy(out.join(&name), icons.join(&name))?;
    }
    for name in CONTAINERS {
        fs::copy(every_system.join(name), icons.join(name))?;
    }
    Ok(())
}
