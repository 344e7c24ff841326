//! Letting a person choose: the system's dialogs, or, in a test build, a script in their place.

use camino::Utf8PathBuf;
use sealift_desk::{Exit, Failure};

/// What a dialog is opened for.
pub(crate) struct Wish {
    /// Its title.
    pub(crate) title: String,
    /// What the endings below are called.
    pub(crate) kind: String,
    /// The endings of files that it offers; none for any.
    pub(crate) endings: &'static [&'static str],
    /// The name to begin with, when something is written.
    pub(crate) name: String,
}

/// Where choices come from. Nothing that the page says can choose.
pub(crate) trait Picker: Send + Sync {
    /// Files to read; none when the dialog was closed.
    ///
    /// # Errors
    /// [`Failure`] when a name cannot be told to anybody.
    fn files(&self, wish: &Wish) -> Result<Vec<Utf8PathBuf>, Failure>;
    /// A folder.
    ///
    /// # Errors
    /// As [`Picker::files`].
    fn folder(&self, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure>;
    /// A file to write.
    ///
    /// # Errors
    /// As [`Picker::files`].
    fn save(&self, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure>;
}

/// The system's own dialogs. They live on the window's thread and are waited for on another.
pub(crate) struct SystemDialogs;

impl SystemDialogs {
    fn dialog(wish: &Wish) -> rfd::AsyncFileDialog {
        let dialog = rfd::AsyncFileDialog::new().set_title(&wish.title);
        match wish.endings {
            [] => dialog,
            endings => dialog.add_filter(&wish.kind, endings),
        }
    }
}

impl Picker for SystemDialogs {
    fn files(&self, wish: &Wish) -> Result<Vec<Utf8PathBuf>, Failure> {
        let picked = tauri::async_runtime::block_on(Self::dialog(wish).pick_files());
        picked.unwrap_or_default().iter().map(path).collect()
    }

    fn folder(&self, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure> {
        let dialog = rfd::AsyncFileDialog::new().set_title(&wish.title);
        let picked = tauri::async_runtime::block_on(dialog.pick_folder());
        picked.as_ref().map(path).transpose()
    }

    fn save(&self, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure> {
        let dialog = Self::dialog(wish).set_file_name(&wish.name);
        let picked = tauri::async_runtime::block_on(dialog.save_file());
        picked.as_ref().map(path).transpose()
    }
}

fn path(picked: &rfd::FileHandle) -> Result<Utf8PathBuf, Failure> {
    Utf8PathBuf::try_from(picked.path().to_owned()).map_err(|error| {
        let shown = sealift_app::plain(&error.into_path_buf().to_string_lossy());
        Failure::new("media-bad-name", Exit::MediaFailed, shown)
    })
}

/// Answers each dialog with the next line of a file, read anew each time; a test writes it as it goes. A line is a JSON
/// list of paths, empty for a dialog that is closed.
#[cfg(debug_assertions)]
pub(crate) struct Scripted {
    file: Utf8PathBuf,
    used: std::sync::Mutex<usize>,
}

#[cfg(debug_assertions)]
impl Scripted {
    /// Answers from this file.
    pub(crate) fn new(file: Utf8PathBuf) -> Self {
        let used = std::sync::Mutex::default();
        Self { file, used }
    }

    fn next(&self, wish: &Wish) -> Result<Vec<Utf8PathBuf>, Failure> {
        let failed = |detail: String| Failure::new("internal", Exit::Internal, detail);
        let mut used = crate::held(&self.used);
        let text =
            std::fs::read_to_string(&self.file).map_err(|error| failed(error.to_string()))?;
        let line = text.lines().nth(*used);
        let line = line.ok_or_else(|| failed(format!("no line is left for {:?}", wish.title)))?;
        *used += 1;
        serde_json::from_str(line).map_err(|error| failed(error.to_string()))
    }
}

#[cfg(debug_assertions)]
impl Picker for Scripted {
    fn files(&self, wish: &Wish) -> Result<Vec<Utf8PathBuf>, Failure> {
        self.next(wish)
    }

    fn folder(&self, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure> {
        Ok(self.next(wish)?.pop())
    }

    fn save(&self, wish: &Wish) -> Result<Option<Utf8PathBuf>, Failure> {
        Ok(self.next(wish)?.pop())
    }
}
