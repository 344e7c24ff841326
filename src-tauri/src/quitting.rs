//! Quitting on macOS, which has a way of its own past the window: Cmd+Q ends a program without asking its windows.

use tauri::menu::{Menu, MenuEvent, MenuItem};
use tauri::{AppHandle, Builder, Manager, Runtime};

const QUIT: &str = "quit";

/// Puts a wish in place of the system's order: the program's menu says "Quit" under the same key, and means what the
/// cross in the window's corner means. Whoever quits from the Dock or logs out is not asked, for the window's toolkit
/// does not hear of it; the next start then takes back what was cut off.
pub(crate) fn asked_first<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.menu(menu).on_menu_event(chosen)
}

fn menu<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let menu = Menu::default(app)?;
    // The first menu is the program's own, and its last line ends the program.
    let own = menu.items()?.into_iter().next();
    if let Some(own) = own.as_ref().and_then(|own| own.as_submenu()) {
        own.remove_at(own.items()?.len().saturating_sub(1))?;
        let name = format!("Quit {}", app.package_info().name);
        own.append(&MenuItem::with_id(
            app,
            QUIT,
            name,
            true,
            Some("CmdOrCtrl+Q"),
        )?)?;
    }
    Ok(menu)
}

fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    if event.id() == QUIT {
        // Asks as a click on the cross does; the last window's end is the program's.
        for window in app.webview_windows().values() {
            let _ = window.close();
        }
    }
}
