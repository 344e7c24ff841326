//! Files that macOS hands to the running program, instead of starting it with them: opened in the Finder, or let go on
//! its icon. They go the way of files that are dropped on the window.

use std::sync::{Arc, Mutex};

use camino::Utf8PathBuf;
use tauri::{AppHandle, Manager, Runtime, Url};

use crate::held;
use crate::shell::Shell;

/// Files that came before there was a window: what the program is started for is told before its setup runs.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Vec<Utf8PathBuf>>);

impl Opened {
    /// Gives away what has come so far.
    pub(crate) fn drain(&self) -> Vec<Utf8PathBuf> {
        std::mem::take(&mut *held(&self.0))
    }
}

/// Passes files on to the window, or keeps them until there is one. Both happen on the main thread, so that none falls
/// between them.
pub(crate) fn take<R: Runtime>(app: &AppHandle<R>, urls: &[Url]) {
    let files = files(urls);
    if let Some(shell) = app.try_state::<Arc<Shell>>() {
        shell.handed(&files);
    } else {
        held(&app.state::<Opened>().0).extend(files);
    }
}

/// The files among addresses. There is no address of ours that is not a file's: the program has no scheme that others
/// could call it by.
fn files(urls: &[Url]) -> Vec<Utf8PathBuf> {
    let paths = urls.iter().take(crate::frame::DROPPED);
    let paths = paths.filter_map(|url| url.to_file_path().ok());
    paths
        .filter_map(|path| Utf8PathBuf::try_from(path).ok())
        .collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::instance::Instance;
    use crate::options::Options;
    use sealift_desk::data::WindowEvent;
    use tauri::test::mock_builder;

    fn url(text: &str) -> Url {
        text.parse().expect("an address")
    }

    #[test]
    fn u06_only_files_are_taken() {
        let urls = [
            "file:///media/stick/a%20release.sealift",
            "https://example.org/release.sealift",
            "sealift://import/x",
            "file://server/share/release.sealift",
        ];
        assert_eq!(
            files(&urls.map(url)),
            ["/media/stick/a release.sealift"],
            "another machine's file is none here"
        );
    }

    #[test]
    fn what_comes_before_the_window_is_kept_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = Utf8PathBuf::try_from(folder.path().to_owned()).expect("it is UTF-8");
        let options = Options {
            root: Some(root),
            files: vec!["/started/with.sealift".into()],
            ..Options::default()
        };
        let app = crate::frame::assemble(mock_builder())
            .build(crate::context())
            .expect("the program can be put together");
        take(app.handle(), &[url("file:///before.sealift")]);
        crate::frame::begin(&app, &options, Instance::deaf()).expect("it can be begun");
        take(app.handle(), &[url("file:///after.sealift")]);
        let told = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&told);
        app.state::<Arc<Shell>>()
            .watchers()
            .add(Box::new(move |event| {
                if let WindowEvent::Dropped { picks, .. } = event {
                    held(&hears).extend(picks.into_iter().map(|pick| pick.name));
                }
                true
            }));
        let expected = ["with.sealift", "before.sealift", "after.sealift"];
        assert_eq!(*held(&told), expected);
    }
}
