//! Where the person is at home who uses a window: settings, and nothing of whoever runs the test.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::{Look, Screen};

/// A home folder, gone when dropped.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// A home of somebody who likes this look. Whoever asks for no movement gets none, so that a picture is of rest.
    #[must_use]
    pub fn liking(look: Look, export_mode: bool) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("home")
            .tempdir()
            .expect("a folder to be at home in");
        let preferences = json!({
            "language": look.language, "colours": look.colours, "text": "normal",
            "exportMode": export_mode, "person": "",
        });
        write(
            &folder
                .path()
                .join(".config/org.sealift.Sealift/preferences.json"),
            &preferences.to_string(),
        );
        write(
            &folder.path().join(".config/gtk-3.0/settings.ini"),
            "[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n",
        );
        Self { folder }
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file or folder in it.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Lets a program live here and show itself on a screen, with nothing of the test's own environment but the way to
    /// programs.
    pub fn house(&self, command: &mut Command, screen: &Screen) {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DISPLAY", screen.name())
            .env("GDK_BACKEND", "x11")
            .env("HOME", self.folder())
            .env("XDG_RUNTIME_DIR", self.folder())
            .env("LANG", "C.UTF-8")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1");
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("folders");
    std::fs::write(path, text).expect("writes");
}
