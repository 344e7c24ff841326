//! The window around the page: made once, shows nothing but the program's own page, and passes on what happens to it.

use std::path::PathBuf;
use std::sync::Arc;

use camino::Utf8PathBuf;
use sealift_desk::data::WindowEvent as Told;
use tauri::plugin::TauriPlugin;
use tauri::webview::NewWindowResponse;
use tauri::{
    App, Builder, DragDropEvent, Manager, Runtime, Url, WebviewWindowBuilder, Window, WindowEvent,
};
use tauri_plugin_window_state::StateFlags;

use crate::instance::Instance;
use crate::ipc;
use crate::options::Options;
use crate::shell::Shell;
use crate::site::Site;
use crate::window::{Picker, PreferenceFile, SystemDialogs};

/// The most files that are taken from one drop.
pub(crate) const DROPPED: usize = 1000;

/// Where the window was and how large, kept over starts. The plugin's own commands are granted to nobody.
pub(crate) fn remembered<R: Runtime>() -> TauriPlugin<R> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::default()
        .with_state_flags(flags)
        .build()
}

/// Puts the program together; nothing is shown until it runs.
pub(crate) fn assemble<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    #[cfg(any(target_os = "macos", test))]
    let builder = builder.manage(crate::opened::Opened::default());
    builder
        .invoke_handler(ipc::handle)
        .on_window_event(happened)
}

/// Begins with what the program was started with, and opens its window.
pub(crate) fn begin<R: Runtime>(
    app: &App<R>,
    options: &Options,
    instance: Instance,
) -> tauri::Result<()> {
    let shell = Arc::new(shell(app, options));
    app.manage(Arc::clone(&shell));
    open(app, &shell)?;
    shell.dropped(&options.files, &[]);
    #[cfg(any(target_os = "macos", test))]
    shell.dropped(&app.state::<crate::opened::Opened>().drain(), &[]);
    instance.serve(&shell);
    Ok(())
}

fn shell<R: Runtime>(app: &App<R>, options: &Options) -> Shell {
    let settings = app.path().app_config_dir().ok();
    let settings = settings.and_then(|path| Utf8PathBuf::try_from(path).ok());
    let preferences = PreferenceFile::open(settings.map(|path| path.join("preferences.json")));
    Shell::new(
        Site::of(options),
        options.media.clone(),
        picker(options),
        preferences,
    )
}

#[cfg(debug_assertions)]
fn picker(options: &Options) -> Box<dyn Picker> {
    match &options.picks {
        Some(script) => Box::new(crate::window::Scripted::new(script.clone())),
        None => Box::new(SystemDialogs),
    }
}

#[cfg(not(debug_assertions))]
fn picker(_: &Options) -> Box<dyn Picker> {
    Box::new(SystemDialogs)
}

/// Opens the one window. It goes to no other page, and opens no other window (threats U3, U6).
fn open<R: Runtime>(app: &App<R>, shell: &Shell) -> tauri::Result<()> {
    let mut look = app
        .config()
        .app
        .windows
        .first()
        .cloned()
        .unwrap_or_default();
    look.incognito &= !is_driven();
    let window = WebviewWindowBuilder::from_config(app.handle(), &look)?
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    // A window that is driven from outside sometimes never answers its driver so; why is not known.
    if !is_driven() {
        draw_in_memory(&window)?;
    }
    shell.show_on(Box::new(window));
    Ok(())
}

/// Draws without the graphics card, whose drivers fail in ways that nobody can mend behind an air gap: a window that
/// stays white, or none. A page of text and bars is drawn as fast without, and a window opens sooner and holds less.
#[cfg(target_os = "linux")]
fn draw_in_memory<R: Runtime>(window: &tauri::WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    window.with_webview(|view| {
        if let Some(settings) = WebViewExt::settings(&view.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// The systems' own web views choose for themselves, and fall back by themselves.
#[cfg(not(target_os = "linux"))]
fn draw_in_memory<R: Runtime>(_: &tauri::WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// A web view that keeps nothing cannot be driven from outside. A test that drives it has a home of its own to keep
/// things in.
fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Whether an address is the program's own page, as each system spells it.
pub(crate) fn is_own(address: &Url) -> bool {
    let origin = (address.scheme(), address.host_str(), address.port());
    match cfg!(windows) {
        true => origin == ("http", Some("tauri.localhost"), None),
        false => origin == ("tauri", Some("localhost"), None),
    }
}

fn happened<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let shell = Arc::clone(window.state::<Arc<Shell>>().inner());
    match event {
        WindowEvent::CloseRequested { api, .. } if shell.running().hinders_closing() => {
            api.prevent_close();
            let (operations, unsaved) = (shell.running().names(), shell.running().has_unsaved());
            let asked = Told::CloseAsked {
                operations,
                unsaved,
            };
            shell.watchers().tell(&asked);
        }
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => {
            shell.watchers().tell(&Told::Hovering)
        }
        WindowEvent::DragDrop(DragDropEvent::Leave) => shell.watchers().tell(&Told::Left),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            let (paths, nameless) = named(paths);
            shell.watchers().tell(&Told::Left);
            shell.dropped(&paths, &nameless);
        }
        _ => {}
    }
}

/// Dropped files, and those among them whose names are not UTF-8, which nothing after this can speak of.
fn named(paths: &[PathBuf]) -> (Vec<Utf8PathBuf>, Vec<PathBuf>) {
    let (mut named, mut nameless) = (Vec::new(), Vec::new());
    for path in paths.iter().take(DROPPED) {
        match Utf8PathBuf::from_path_buf(path.clone()) {
            Ok(path) => named.push(path),
            Err(path) => nameless.push(path),
        }
    }
    (named, nameless)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_told_and_takes_no_other_with_it() {
        use std::os::unix::ffi::OsStringExt as _;
        let odd = PathBuf::from(std::ffi::OsString::from_vec(
            b"/media/a\xff.sealift".to_vec(),
        ));
        let (paths, nameless) = named(&["/media/b.sealift".into(), odd.clone()]);
        assert_eq!(paths, ["/media/b.sealift"]);
        assert_eq!(nameless, [odd]);
    }

    #[test]
    fn u06_the_window_goes_nowhere_else() {
        let own = if cfg!(windows) {
            "http://tauri.localhost/"
        } else {
            "tauri://localhost/"
        };
        let is_own = |address: &str| is_own(&address.parse().expect("an address"));
        assert!(is_own(own) && is_own(&format!("{own}index.html#/media")));
        for foreign in [
            "file:///etc/passwd",
            "smb://server/share",
            "https://example.org/",
            "http://localhost/",
            "tauri://evil/",
            "tauri://localhost:1/",
            "http://tauri.localhost.example.org/",
            "data:text/html,x",
            "blob:tauri://localhost/1",
            "about:blank",
            "javascript:alert(1)",
        ] {
            assert!(!is_own(foreign), "{foreign}");
        }
    }
}
