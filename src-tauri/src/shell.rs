//! What the program holds while its window is open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use camino::{Utf8Path, Utf8PathBuf};
use sealift_desk::data::{Pick, PickId, WindowEvent};
use sealift_desk::{Face, Failure, Picks, Shown, Wording};

use crate::held;
use crate::ipc::Watchers;
use crate::running::Running;
use crate::site::Site;
use crate::vendor::Facts;
use crate::window::{Looks, Picker, PreferenceFile, Surface};

/// Everything that outlives a question.
pub(crate) struct Shell {
    site: Site,
    media: Vec<Utf8PathBuf>,
    picker: Box<dyn Picker>,
    preferences: PreferenceFile,
    language: Mutex<Arc<Wording>>,
    picks: Mutex<Picks>,
    shown: Shown,
    running: Running,
    watchers: Watchers,
    looks: Looks,
    facts: Facts,
    surface: OnceLock<Box<dyn Surface>>,
}

impl Shell {
    /// A program whose window is not open yet.
    pub(crate) fn new(
        site: Site,
        media: Vec<Utf8PathBuf>,
        picker: Box<dyn Picker>,
        preferences: PreferenceFile,
    ) -> Self {
        let language = wording(&preferences);
        Self {
            site,
            media,
            picker,
            preferences,
            language: Mutex::new(Arc::new(language)),
            picks: Mutex::default(),
            shown: Shown::default(),
            running: Running::default(),
            watchers: Watchers::default(),
            looks: Looks::default(),
            facts: Facts::default(),
            surface: OnceLock::new(),
        }
    }

    /// Gives it its window.
    pub(crate) fn show_on(&self, surface: Box<dyn Surface>) {
        let _ = self.surface.set(surface);
    }

    /// The window, once it is there.
    pub(crate) fn surface(&self) -> Option<&dyn Surface> {
        self.surface.get().map(AsRef::as_ref)
    }

    /// Where questions about the site go.
    pub(crate) const fn site(&self) -> &Site {
        &self.site
    }

    /// Folders treated as drives.
    pub(crate) fn media(&self) -> &[Utf8PathBuf] {
        &self.media
    }

    /// What a person was shown, and may let out.
    pub(crate) const fn shown(&self) -> &Shown {
        &self.shown
    }

    /// Where dialogs come from.
    pub(crate) fn picker(&self) -> &dyn Picker {
        self.picker.as_ref()
    }

    /// How the window looks.
    pub(crate) const fn preferences(&self) -> &PreferenceFile {
        &self.preferences
    }

    /// The reader's language.
    pub(crate) fn language(&self) -> Arc<Wording> {
        Arc::clone(&held(&self.language))
    }

    /// Speaks the language that is preferred now.
    pub(crate) fn speak(&self) {
        *held(&self.language) = Arc::new(wording(&self.preferences));
    }

    /// What runs.
    pub(crate) const fn running(&self) -> &Running {
        &self.running
    }

    /// Who is told what happens to the window.
    pub(crate) const fn watchers(&self) -> &Watchers {
        &self.watchers
    }

    /// What lies on the drives.
    pub(crate) const fn looks(&self) -> &Looks {
        &self.looks
    }

    /// What this machine is.
    pub(crate) const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What has been chosen so far.
    pub(crate) fn picks(&self) -> Picks {
        held(&self.picks).clone()
    }

    /// The path that a person chose.
    ///
    /// # Errors
    /// [`Failure`] `pick-unknown`.
    pub(crate) fn path(&self, id: PickId) -> Result<Utf8PathBuf, Failure> {
        held(&self.picks).path(id).map(Utf8Path::to_owned)
    }

    /// The path that a person chose to be written to.
    ///
    /// # Errors
    /// [`Failure`] `pick-unknown`, or `pick-not-for-writing`.
    pub(crate) fn target(&self, id: PickId) -> Result<Utf8PathBuf, Failure> {
        held(&self.picks).target(id).map(Utf8Path::to_owned)
    }

    /// Keeps a choice that may be written to.
    pub(crate) fn keep_target(&self, path: &Utf8Path) -> Pick {
        held(&self.picks).keep_target(path.to_owned());
        self.keep(path)
    }

    /// Keeps a choice, and gives it the number by which the page names it.
    pub(crate) fn keep(&self, path: &Utf8Path) -> Pick {
        let id = held(&self.picks).keep(path.to_owned());
        let found = std::fs::symlink_metadata(path).ok();
        Pick {
            id,
            name: sealift_app::plain(path.file_name().unwrap_or(path.as_str())),
            place: sealift_app::plain(path.as_str()),
            bytes: found
                .filter(std::fs::Metadata::is_file)
                .map(|file| file.len()),
        }
    }

    /// Takes what another start of the program or the system hands over, and shows the window that has it now.
    pub(crate) fn handed(&self, files: &[Utf8PathBuf]) {
        self.surface().inspect(|surface| surface.raise());
        self.dropped(files, &[]);
    }

    /// Keeps files that came without a dialog, and tells the page, also of those whose names no text can stand for.
    pub(crate) fn dropped(&self, paths: &[Utf8PathBuf], nameless: &[PathBuf]) {
        let picks: Vec<Pick> = paths.iter().map(|path| self.keep(path)).collect();
        let nameless: Vec<String> = nameless.iter().map(|path| readable(path)).collect();
        if !(picks.is_empty() && nameless.is_empty()) {
            self.watchers
                .tell(&WindowEvent::Dropped { picks, nameless });
        }
    }
}

fn wording(preferences: &PreferenceFile) -> Wording {
    Wording::of(Face::Window, &preferences.language())
}

/// A name as far as it can be read.
fn readable(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    sealift_app::plain(&name.to_string_lossy())
}
