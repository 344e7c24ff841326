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
    /// What all other files are called, which it offers besides.
    pub(crate) others: String,
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
        filters(wish)
            .into_iter()
            .fold(dialog, |dialog, (name, endings)| {
                dialog.add_filter(name, &endings)
            })
    }
}

/// What a dialog lists. Some toolkits tell `a.SEALIFT`, as FAT may write it, from `a.sealift`; and a file that was named
/// otherwise is judged by what is in it, so a dialog hides none for good.
fn filters(wish: &Wish) -> Vec<(&str, Vec<String>)> {
    if wish.endings.is_empty() {
        return Vec::new();
    }
    let both = |ending: &&str| [(*ending).to_owned(), ending.to_uppercase()];
    vec![
        (&wish.kind, wish.endings.iter().flat_map(both).collect()),
        (&wish.others, vec!["*".to_owned()]),
    ]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_lists_both_cases_and_hides_no_file_for_good() {
        let wish = |endings| Wish {
            title: String::new(),
            kind: "Packages".into(),
            endings,
            others: "All files".into(),
            name: String::new(),
        };
        let listed = ["sealift", "SEALIFT"].map(String::from).to_vec();
        assert_eq!(
            filters(&wish(&["sealift"])),
            [("Packages", listed), ("All files", vec!["*".into()])]
        );
        assert_eq!(filters(&wish(&[])), []);
    }
}
