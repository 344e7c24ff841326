//! Preferences as they lie in this person's settings. They decide on looks alone, so a file that cannot be read is no
//! reason not to start: it counts as none.

use std::sync::Mutex;

use camino::Utf8PathBuf;
use sealift_desk::data::Preferences;
use sealift_desk::{Exit, Failure};
use sealift_host::media::{MediaError, write_atomically};

use crate::held;

/// Languages that the program speaks; the first where the system speaks none of them.
const LANGUAGES: [&str; 2] = ["en", "de"];
const COLOURS: [&str; 3] = ["system", "light", "dark"];
const TEXTS: [&str; 3] = ["normal", "large", "larger"];
/// The most characters of a printed name.
const NAME: usize = 120;
/// The most bytes of a file that is ours.
const MOST: u64 = 64 << 10;

/// The file, and what it holds.
pub(crate) struct PreferenceFile {
    path: Option<Utf8PathBuf>,
    current: Mutex<Preferences>,
}

impl PreferenceFile {
    /// Reads the file; a person without a home has preferences for as long as the window is open.
    pub(crate) fn open(path: Option<Utf8PathBuf>) -> Self {
        let current = path.as_ref().and_then(|path| {
            let found = std::fs::metadata(path).ok()?;
            let text = (found.len() <= MOST).then(|| std::fs::read(path).ok())??;
            serde_json::from_slice(&text).ok()
        });
        let current = current.map_or_else(defaults, |found| understood(found, &defaults()));
        Self {
            path,
            current: Mutex::new(current),
        }
    }

    /// What holds now.
    pub(crate) fn current(&self) -> Preferences {
        held(&self.current).clone()
    }

    /// The language to speak.
    pub(crate) fn language(&self) -> String {
        match held(&self.current).language.as_str() {
            "system" => system_language(),
            chosen => chosen.to_owned(),
        }
    }

    /// Keeps preferences; what is not understood of them stays as it was.
    ///
    /// # Errors
    /// [`Failure`] `preferences-not-kept` when the file cannot be written; they hold while the window is open.
    pub(crate) fn keep(&self, wanted: Preferences) -> Result<Preferences, Failure> {
        let mut current = held(&self.current);
        *current = understood(wanted, &current);
        let kept = current.clone();
        drop(current);
        let failed = |error: String| Failure::new("preferences-not-kept", Exit::MediaFailed, error);
        if let Some(path) = &self.path {
            let folder = path.parent().unwrap_or(path);
            std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
            let text =
                serde_json::to_vec_pretty(&kept).map_err(|error| failed(error.to_string()))?;
            write_atomically(path.as_std_path(), |file| {
                file.write_all(&text)
                    .map_err(|error| MediaError::WriteFailed {
                        path: path.clone(),
                        reason: error.to_string(),
                    })
            })
            .map_err(|error| failed(error.to_string()))?;
        }
        Ok(kept)
    }
}

fn defaults() -> Preferences {
    Preferences {
        language: "system".into(),
        colours: "system".into(),
        text: "normal".into(),
        export_mode: false,
        person: String::new(),
        recovery_seen: String::new(),
    }
}

fn understood(wanted: Preferences, before: &Preferences) -> Preferences {
    let choose = |wanted: String, known: &[&str], before: &str| match known {
        known if known.contains(&wanted.as_str()) => wanted,
        _ => before.to_owned(),
    };
    let languages = [&["system"][..], &LANGUAGES[..]].concat();
    Preferences {
        language: choose(wanted.language, &languages, &before.language),
        colours: choose(wanted.colours, &COLOURS, &before.colours),
        text: choose(wanted.text, &TEXTS, &before.text),
        export_mode: wanted.export_mode,
        person: sealift_app::plain(&wanted.person)
            .chars()
            .take(NAME)
            .collect(),
        recovery_seen: wanted
            .recovery_seen
            .chars()
            .filter(char::is_ascii_graphic)
            .take(NAME)
            .collect(),
    }
}

/// The locale for dates and sizes: `de-DE`.
pub(crate) fn locale() -> String {
    let told = sys_locale::get_locale().filter(|tag| tag.len() >= 2 && !tag.starts_with('C'));
    told.unwrap_or_else(|| "en-GB".into())
}

/// The language of ours that the system speaks.
pub(crate) fn system_language() -> String {
    let locale = locale();
    let base = locale.split(['-', '_']).next().unwrap_or_default();
    let known = LANGUAGES.iter().find(|known| **known == base);
    (*known.unwrap_or(&LANGUAGES[0])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(folder: &tempfile::TempDir) -> Option<Utf8PathBuf> {
        Utf8PathBuf::try_from(folder.path().join("new/preferences.json")).ok()
    }

    #[test]
    fn what_is_kept_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let wanted = Preferences {
            language: "de".into(),
            colours: "dark".into(),
            person: "Ada\u{202e} Lovelace".into(),
            ..defaults()
        };
        let kept = PreferenceFile::open(at(&folder))
            .keep(wanted)
            .expect("there is room");
        assert!(!kept.person.contains('\u{202e}'), "{}", kept.person);
        let again = PreferenceFile::open(at(&folder));
        assert_eq!(again.current(), kept);
        assert_eq!(again.language(), "de");
    }

    #[test]
    fn what_is_not_understood_stays_as_it_was() {
        let file = PreferenceFile::open(None);
        let odd = Preferences {
            language: "../../etc".into(),
            colours: "url(http://x)".into(),
            text: String::new(),
            export_mode: true,
            person: "a".repeat(1000),
            recovery_seen: "\u{202e}b".repeat(1000),
        };
        let kept = file.keep(odd).expect("nothing is written");
        assert_eq!(
            (kept.language.as_str(), kept.colours.as_str()),
            ("system", "system")
        );
        assert_eq!((kept.text.as_str(), kept.person.len()), ("normal", NAME));
        assert_eq!(kept.recovery_seen, "b".repeat(NAME));
        assert!(kept.export_mode);
    }

    #[test]
    fn a_file_of_before_recovery_was_told_of_counts_as_it_stands() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = at(&folder).expect("it is UTF-8");
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("there is room");
        let before =
            r#"{"language":"de","colours":"dark","text":"large","exportMode":true,"person":"Ada"}"#;
        std::fs::write(&path, before).expect("there is room");
        let found = PreferenceFile::open(Some(path)).current();
        assert_eq!(
            (found.person.as_str(), found.recovery_seen.as_str()),
            ("Ada", "")
        );
    }

    #[test]
    fn a_file_that_is_broken_counts_as_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = at(&folder).expect("it is UTF-8");
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("there is room");
        for broken in ["", "{", "[1,2]", "{\"language\":\"de\",\"force\":true}"] {
            std::fs::write(&path, broken).expect("there is room");
            assert_eq!(
                PreferenceFile::open(Some(path.clone())).current(),
                defaults(),
                "{broken}"
            );
        }
    }
}
