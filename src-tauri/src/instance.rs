//! One window for one place: a second start hands over what it was started with, and ends.
//!
//! Whoever holds the lock in the user's own runtime folder has the window; beside the lock lies a socket that takes the
//! files of later starts, and on Windows a folder ([`mailbox`]). No session bus is needed, and windows for different places
//! stand beside each other.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(any(not(unix), test))]
mod mailbox;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_document::Digest;

use crate::options::Options;

#[cfg(not(unix))]
pub(crate) use elsewhere::Instance;
#[cfg(unix)]
pub(crate) use unix::Instance;

/// Files as the first window finds them, wherever the second was started.
pub(crate) fn absolute(files: &[Utf8PathBuf]) -> Vec<Utf8PathBuf> {
    let here = std::env::current_dir().ok();
    let here = here
        .and_then(|path| Utf8PathBuf::try_from(path).ok())
        .unwrap_or_default();
    files
        .iter()
        .map(|file| here.join(Utf8Path::new(file)))
        .collect()
}

/// A name for a place, short enough for a socket.
fn name(options: &Options) -> String {
    let place = format!("{:?} {} {}", options.root, options.system, options.user);
    let digest = Digest::of(place.as_bytes()).to_string();
    format!("sealift-window-{}", &digest[..16])
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, Read as _, Write as _};
    use std::net::Shutdown;
    use std::os::unix::fs::DirBuilderExt as _;
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::sync::Arc;
    use std::time::Duration;

    use camino::{Utf8Path, Utf8PathBuf};

    use crate::options::Options;
    use crate::shell::Shell;

    /// The most bytes that a second start hands over.
    const MOST: u64 = 1 << 20;
    const PATIENCE: Duration = Duration::from_secs(2);
    /// What a window answers when it has taken what it was told.
    const HEARD: &[u8; 1] = b"1";
    /// How often the window of a place is looked for before there are two.
    const TRIES: usize = 3;
    const PAUSE: Duration = Duration::from_millis(300);

    /// The right to the window, until the program ends.
    pub(crate) struct Instance {
        /// Nothing where this user has no folder to hold a lock in; then there may be several windows.
        ears: Option<(File, UnixListener)>,
    }

    impl Instance {
        /// A window that no later start can reach.
        #[cfg(test)]
        pub(crate) const fn deaf() -> Self {
            Self { ears: None }
        }

        /// Claims the window of a place; nothing when another process has it, which then knows of the files.
        pub(crate) fn claim(options: &Options) -> Option<Self> {
            let Some(folder) = folder() else {
                return Some(Self { ears: None });
            };
            let name = super::name(options);
            for _ in 0..TRIES {
                match listen(&folder, &name) {
                    Ok(Some(ears)) => return Some(Self { ears: Some(ears) }),
                    Ok(None) => {}
                    Err(_) => break,
                }
                // Whoever holds the lock may be ending, and takes nothing any more; then its lock is free in a moment.
                if hand_over(&folder.join(format!("{name}.socket")), options).is_ok() {
                    return None;
                }
                std::thread::sleep(PAUSE);
            }
            // Better a second window than none.
            Some(Self { ears: None })
        }

        /// Takes what later starts hand over, as long as the program lives.
        pub(crate) fn serve(self, shell: &Arc<Shell>) {
            let Some((lock, ears)) = self.ears else {
                return;
            };
            let shell = Arc::downgrade(shell);
            std::thread::spawn(move || {
                let _lock = lock;
                for mut caller in ears.incoming().flatten() {
                    let Some(shell) = shell.upgrade() else { return };
                    let files = heard(&mut caller).unwrap_or_default();
                    shell.handed(&files);
                    // Who was heard opens no window of its own; one that has gone meanwhile needs no answer.
                    let _ = caller.write_all(HEARD);
                }
            });
        }
    }

    /// This user's own folder for what lives as long as a login, or the one for state.
    fn folder() -> Option<Utf8PathBuf> {
        let set = |name| {
            std::env::var(name)
                .ok()
                .filter(|path| path.starts_with('/'))
        };
        let runtime = set("XDG_RUNTIME_DIR").map(Utf8PathBuf::from);
        let state = || set("HOME").map(|home| Utf8PathBuf::from(home).join(".local/state/sealift"));
        runtime.or_else(state)
    }

    /// Nothing when somebody else holds the lock.
    fn listen(folder: &Utf8Path, name: &str) -> io::Result<Option<(File, UnixListener)>> {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let lock = File::create(folder.join(format!("{name}.lock")))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Ok(None),
            Err(std::fs::TryLockError::Error(error)) => return Err(error),
        }
        let socket = folder.join(format!("{name}.socket"));
        // Left by a window that did not end well; nobody else listens while the lock is ours.
        let _ = std::fs::remove_file(&socket);
        Ok(Some((lock, UnixListener::bind(socket)?)))
    }

    fn hand_over(socket: &Utf8Path, options: &Options) -> io::Result<()> {
        let mut window = UnixStream::connect(socket)?;
        window.set_write_timeout(Some(PATIENCE))?;
        window.set_read_timeout(Some(PATIENCE))?;
        window.write_all(&serde_json::to_vec(&options.files)?)?;
        window.shutdown(Shutdown::Write)?;
        // What a process that is ending is told, nobody hears.
        let mut answer = [0; HEARD.len()];
        window.read_exact(&mut answer)
    }

    fn heard(caller: &mut UnixStream) -> io::Result<Vec<Utf8PathBuf>> {
        caller.set_read_timeout(Some(PATIENCE))?;
        let mut bytes = Vec::new();
        caller.take(MOST).read_to_end(&mut bytes)?;
        Ok(serde_json::from_slice(&bytes)?)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_second_start_hands_its_files_to_the_first() {
            let folder = tempfile::tempdir().expect("a folder");
            let folder = Utf8PathBuf::try_from(folder.path().to_owned()).expect("it is UTF-8");
            let (_lock, ears) = listen(&folder, "window")
                .expect("it is free")
                .expect("it is free");
            assert!(listen(&folder, "window").expect("it answers").is_none());
            let options = Options {
                files: vec!["/media/stick/[a]*.sealift".into()],
                ..Options::default()
            };
            let taken = std::thread::spawn(move || {
                let (mut caller, _) = ears.accept().expect("somebody came");
                let files = heard(&mut caller).expect("it is whole");
                caller.write_all(HEARD).expect("it waits");
                files
            });
            hand_over(&folder.join("window.socket"), &options).expect("somebody listens");
            assert_eq!(taken.join().expect("it was heard"), options.files);
        }

        #[test]
        fn what_nobody_takes_any_more_is_not_handed_over() {
            let folder = tempfile::tempdir().expect("a folder");
            let folder = Utf8PathBuf::try_from(folder.path().to_owned()).expect("it is UTF-8");
            // A process that is ending has its lock and its socket still, and nobody who listens.
            let (_lock, ears) = listen(&folder, "window")
                .expect("it is free")
                .expect("it is free");
            let ending = std::thread::spawn(move || {
                let (caller, _) = ears.accept().expect("somebody came");
                drop((caller, ears));
            });
            let options = Options::default();
            let told = hand_over(&folder.join("window.socket"), &options);
            assert!(told.is_err(), "nobody has heard it");
            ending.join().expect("it has ended");
            assert!(hand_over(&folder.join("window.socket"), &options).is_err());
        }

        #[test]
        fn a_window_that_did_not_end_well_is_in_nobodys_way() {
            let folder = tempfile::tempdir().expect("a folder");
            let folder = Utf8PathBuf::try_from(folder.path().to_owned()).expect("it is UTF-8");
            drop(listen(&folder, "window"));
            assert!(folder.join("window.socket").exists());
            assert!(listen(&folder, "window").expect("it is free").is_some());
        }
    }
}
