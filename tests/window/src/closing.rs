//! Asking the window to close, as the cross in its corner does.

use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

use crate::Screen;

/// Sends the window of this title the wish to close; it decides what comes of that.
pub(crate) fn ask_to_close(screen: &Screen, title: &str) {
    let (view, at) = x11rb::connect(Some(screen.name())).expect("the screen lets us in");
    let root = view.setup().roots[at].root;
    let window = find(&view, root, title).expect("the screen answers");
    let window = window.unwrap_or_else(|| panic!("no window is called {title}"));
    let atom = |name: &str| {
        let asked = view.intern_atom(false, name.as_bytes()).expect("asked");
        asked.reply().expect("an atom").atom
    };
    let wish = [atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
    let event = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS"), wish);
    let sent = view.send_event(false, window, EventMask::NO_EVENT, event);
    // An answer from the screen, or it might throw the wish away with our connection.
    sent.expect("sent").check().expect("the window is there");
}

/// The window of this title below another, such as the root of a screen.
pub(crate) fn find(
    view: &RustConnection,
    below: Window,
    title: &str,
) -> Result<Option<Window>, ReplyError> {
    for child in view.query_tree(below)?.reply()?.children {
        let name = view.get_property(false, child, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?;
        let protocols = view.get_property(
            false,
            child,
            view.intern_atom(false, b"WM_PROTOCOLS")?.reply()?.atom,
            AtomEnum::ATOM,
            0,
            64,
        )?;
        if name.reply()?.value == title.as_bytes() && protocols.reply()?.value_len > 0 {
            return Ok(Some(child));
        }
        if let Some(found) = find(view, child, title)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}
