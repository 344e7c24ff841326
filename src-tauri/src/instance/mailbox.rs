//! A folder through which later starts reach the window, where there is no socket of a user's own.
//!
//! Whoever holds the lock beside the folder has the window, and looks into the folder a few times a second; a later
//! start puts a message there in one step, and knows that it was heard when it is gone. The folder lies in the user's
//! own local data, which the system lets nobody else write; programs of the same user may, as they may start the
//! program with any file. A message names files to look at and nothing more, and is read as what anybody wrote.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};

/// The most bytes of a message; what is longer counts as one without files.
const MOST: u64 = 1 << 20;
/// Between two looks into the folder.
pub(crate) const PAUSE: Duration = Duration::from_millis(300);

/// The window's end: the right to it, and the folder.
#[derive(Debug)]
pub(crate) struct Mailbox {
    folder: Utf8PathBuf,
    _lock: File,
}

impl Mailbox {
    /// Takes the window of this name; nothing when another process has it.
    pub(crate) fn claim(below: &Utf8Path, name: &str) -> io::Result<Option<Self>> {
        std::fs::create_dir_all(below)?;
        let folder = folder(below, name);
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(below.join(format!("{name}.lock")))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        open(&folder)?;
        Ok(Some(Self {
            folder,
            _lock: lock,
        }))
    }

    /// The files of one start that has come since the last look; none of them when what it wrote cannot be understood.
    pub(crate) fn next(&self) -> Option<Vec<Utf8PathBuf>> {
        let entries = self.folder.read_dir_utf8().ok()?.flatten();
        let messages = entries.filter(|entry| {
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            is_file && entry.path().extension() == Some("json")
        });
        // What cannot be removed is left alone, or it would be heard again with every look.
        messages.into_iter().find_map(|message| {
            let files = read(message.path()).unwrap_or_default();
            std::fs::remove_file(message.path())
                .is_ok()
                .then_some(files)
        })
    }
}

/// Puts a message into the folder of whoever has the window; says whether it was taken. What is not taken for so long is
/// taken back: the window was about to close.
pub(crate) fn deliver(
    below: &Utf8Path,
    name: &str,
    files: &[Utf8PathBuf],
    patience: Duration,
) -> io::Result<bool> {
    let folder = folder(below, name);
    open(&folder)?;
    let written = folder.join(format!("{}.part", std::process::id()));
    let message = written.with_extension("json");
    std::fs::write(&written, serde_json::to_vec(files)?)?;
    std::fs::rename(&written, &message)?;
    let end = Instant::now() + patience;
    while message.exists() {
        if Instant::now() > end {
            // Whoever removes it has it: either we take it back, or it was taken in this very moment.
            return Ok(std::fs::remove_file(&message).is_err());
        }
        std::thread::sleep(PAUSE / 10);
    }
    Ok(true)
}

fn folder(below: &Utf8Path, name: &str) -> Utf8PathBuf {
    below.join(format!("{name}.d"))
}

/// Makes the folder; one that is a link to somewhere else is none of ours.
fn open(folder: &Utf8Path) -> io::Result<()> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    match std::fs::symlink_metadata(folder)?.is_dir() {
        true => Ok(()),
        false => Err(io::ErrorKind::NotADirectory.into()),
    }
}

fn read(message: &Utf8Path) -> io::Result<Vec<Utf8PathBuf>> {
    let mut bytes = Vec::new();
    File::open(message)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(serde_json::from_slice(&bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn place() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let below = Utf8PathBuf::try_from(folder.path().join("data")).expect("it is UTF-8");
        (folder, below)
    }

    fn claimed(below: &Utf8Path) -> Mailbox {
        let claimed = Mailbox::claim(below, "window").expect("it can be asked for");
        claimed.expect("it is free")
    }

    #[test]
    fn the_second_start_hands_its_files_to_the_first() {
        let (_folder, below) = place();
        let first = claimed(&below);
        let second = Mailbox::claim(&below, "window").expect("it can be asked for");
        assert!(second.is_none(), "one window");
        assert!(
            Mailbox::claim(&below, "other").is_ok_and(|other| other.is_some()),
            "another place has a window of its own"
        );
        assert_eq!(first.next(), None);
        let files: Vec<Utf8PathBuf> = vec!["/media/stick/[a]*.sealift".into(), "b".into()];
        let told = files.clone();
        let writer = std::thread::spawn(move || deliver(&below, "window", &told, PATIENCE));
        let heard = std::iter::repeat_with(|| first.next()).flatten().next();
        assert_eq!(heard, Some(files));
        assert!(writer.join().expect("it ends").expect("it writes"));
        assert_eq!(first.next(), None, "it is told once");
    }

    #[test]
    fn a_window_that_does_not_listen_any_more_is_told_nothing() {
        let (_folder, below) = place();
        let first = claimed(&below);
        let taken = deliver(&below, "window", &["a".into()], Duration::ZERO);
        assert!(!taken.expect("it writes"));
        assert_eq!(first.next(), None, "it was taken back");
        drop(first);
        drop(claimed(&below));
    }

    #[test]
    fn u06_what_is_no_message_names_no_file() {
        let (_folder, below) = place();
        let first = claimed(&below);
        let inside = |name: &str| folder(&below, "window").join(name);
        std::fs::create_dir(inside("1.json")).expect("a folder");
        std::fs::write(inside("2.part"), "[\"half\"").expect("writes");
        assert_eq!(first.next(), None);
        let long = format!("[\"{}\"]", "a".repeat(MOST as usize));
        for odd in ["", "{}", "[1]", "[\"a\"", "[\"a\"] ]", long.as_str()] {
            std::fs::write(inside("3.json"), odd).expect("writes");
            assert_eq!(first.next(), Some(Vec::new()), "{:.20}", odd);
        }
        assert!(!inside("3.json").exists());
    }

    #[cfg(unix)]
    #[test]
    fn u06_neither_the_folder_nor_a_message_is_a_link_to_elsewhere() {
        use std::os::unix::fs::symlink;
        let (outside, below) = place();
        let first = claimed(&below);
        let secret = outside.path().join("secret");
        std::fs::write(&secret, "[\"a\"]").expect("writes");
        symlink(&secret, folder(&below, "window").join("1.json")).expect("links");
        assert_eq!(first.next(), None);
        symlink(outside.path(), folder(&below, "other")).expect("links");
        assert!(Mailbox::claim(&below, "other").is_err());
        assert!(deliver(&below, "other", &[], Duration::ZERO).is_err());
        assert!(!outside.path().join("other.lock").exists() && secret.exists());
    }
}
