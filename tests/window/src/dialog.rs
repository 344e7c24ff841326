//! The system's own dialogs for files, used with the keyboard as a person uses them.

use std::path::Path;
use std::time::Duration;

use sealift_journeys::tool;

use crate::Window;

/// A dialog opens the line for a path at its first slash, and takes a moment for it.
const TO_OPEN_A_LINE: Duration = Duration::from_millis(700);

impl Window {
    /// Types a path into the system's dialog of this title, and says yes.
    #[track_caller]
    pub fn answers_the_dialog(&self, title: &str, path: &Path) {
        let dialog = self.dialog(title);
        self.xdotool(&["windowfocus", "--sync", &dialog]);
        let path = path.to_str().expect("a path of ours");
        let below = path.strip_prefix('/').expect("it is absolute");
        self.xdotool(&["key", "--clearmodifiers", "ctrl+a", "slash"]);
        std::thread::sleep(TO_OPEN_A_LINE);
        self.xdotool(&["type", "--delay", "8", below]);
        std::thread::sleep(TO_OPEN_A_LINE);
        self.xdotool(&["key", "Return"]);
    }

    /// Closes the system's dialog of this title without a choice.
    #[track_caller]
    pub fn closes_the_dialog(&self, title: &str) {
        let dialog = self.dialog(title);
        self.xdotool(&["windowfocus", "--sync", &dialog, "key", "Escape"]);
        self.wait("the dialog's end", || {
            self.find(title).is_none().then_some(())
        });
    }

    /// Prints with the first printer of the system's dialog, which a person clicks on twice.
    #[track_caller]
    pub fn prints_with_the_first_printer(&self) {
        const TITLE: &str = "Print";
        self.dialog(TITLE);
        // Printers come into the list in their own time, which nothing outside the dialog can see; until then there is
        // nothing where the first of them will be.
        self.wait("the dialog's end", || match self.find(TITLE) {
            None => Some(()),
            Some(dialog) => {
                let place = ["mousemove", "--window", &dialog, "80", "86"];
                let twice = ["click", "--repeat", "2", "--delay", "60", "1"];
                let clicked = self.on_screen(&[&place[..], &twice[..]].concat()).status();
                clicked.expect("xdotool runs");
                std::thread::sleep(TO_OPEN_A_LINE);
                None
            }
        });
    }

    /// The number of the dialog of this title, once it is there.
    #[track_caller]
    fn dialog(&self, title: &str) -> String {
        self.wait(&format!("a dialog {title:?}"), || self.find(title))
    }

    fn find(&self, title: &str) -> Option<String> {
        let wanted = format!("^{title}$");
        let mut found = self.on_screen(&["search", "--onlyvisible", "--name", &wanted]);
        let numbers = String::from_utf8(found.output().expect("xdotool runs").stdout);
        let numbers = numbers.expect("numbers");
        numbers.lines().next().map(str::to_owned)
    }

    #[track_caller]
    fn xdotool(&self, arguments: &[&str]) {
        let status = self.on_screen(arguments).status();
        assert!(status.expect("xdotool runs").success(), "{arguments:?}");
    }

    fn on_screen(&self, arguments: &[&str]) -> std::process::Command {
        let mut xdotool = tool("xdotool");
        xdotool.env("DISPLAY", self.screen_name()).args(arguments);
        xdotool
    }
}
