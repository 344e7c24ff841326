//! Where the person is at home who uses a window: settings, and nothing of whoever runs the test.

use std::path::{Path, PathBuf};
use std::process::Command;

use sealift_journeys::Machine;
use serde_json::json;

use crate::{Look, Screen};

/// A home folder, gone when dropped or with the machine that it is on.
pub struct Home {
    folder: PathBuf,
    /// What programs that live here call it.
    called: PathBuf,
    _kept: Option<tempfile::TempDir>,
}

impl Home {
    /// A home of somebody who likes this look.
    #[must_use]
    pub fn liking(look: Look, export_mode: bool) -> Self {
        let kept = tempfile::Builder::new()
            .prefix("home")
            .tempdir()
            .expect("a folder to be at home in");
        let home = Self {
            folder: kept.path().to_owned(),
            called: kept.path().to_owned(),
            _kept: Some(kept),
        };
        home.furnish(look, export_mode);
        home
    }

    /// The home of the ordinary user of a machine within the machine.
    #[must_use]
    pub fn on(machine: &Machine, look: Look, export_mode: bool) -> Self {
        let home = Self {
            folder: machine.path(Machine::HOME),
            called: Machine::HOME.into(),
            _kept: None,
        };
        home.furnish(look, export_mode);
        let given = machine.root(&format!("chown -R tester:tester {}", Machine::HOME));
        assert_eq!(given.status, Some(0), "{given:?}");
        home
    }

    /// Puts settings there. Whoever asks for no movement gets none, so that a picture is of rest.
    fn furnish(&self, look: Look, export_mode: bool) {
        let preferences = json!({
            "language": look.language, "colours": look.colours, "text": "normal",
            "exportMode": export_mode, "person": "",
        });
        write(
            &self.path(".config/org.sealift.Sealift/preferences.json"),
            &preferences.to_string(),
        );
        write(
            &self.path(".config/gtk-3.0/settings.ini"),
            // The only printer is a file, so that what a person would have on paper can be looked at.
            "[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-print-backends=file\n",
        );
        write(&self.path("picks"), "");
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A file or folder in it.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.join(below)
    }

    /// The same as programs that live here call it.
    #[must_use]
    pub(crate) fn called(&self, below: &str) -> PathBuf {
        self.called.join(below)
    }

    /// Lets a program live here and show itself on a screen, with nothing of the test's own environment but the way to
    /// programs.
    pub fn house(&self, command: &mut Command, screen: &Screen) {
        command
            // Where a dialog would put a file that nobody gave a place.
            .current_dir(self.folder())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in self.surroundings(screen) {
            command.env(name, value);
        }
    }

    /// What a program must know that lives here.
    pub(crate) fn surroundings(&self, screen: &Screen) -> [(&'static str, String); 7] {
        let home = self.called.to_str().expect("a path of ours");
        [
            ("DISPLAY", screen.name().to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("HOME", home.to_owned()),
            ("XDG_RUNTIME_DIR", home.to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
        ]
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("folders");
    std::fs::write(path, text).expect("writes");
}
