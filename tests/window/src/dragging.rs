//! Dragging files over the window and letting them go there, as a file manager does on X: version 5 of the
//! [XDND protocol](https://freedesktop.org/wiki/Specifications/XDND).

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window as Id, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::Window;
use crate::closing::find;

/// How long a window may take to make up its mind.
const PATIENCE: Duration = Duration::from_secs(20);
/// Between two movements of the hand.
const PAUSE: Duration = Duration::from_millis(40);
const VERSION: u32 = 5;

x11rb::atom_manager! {
    /// The words of the protocol.
    Atoms: AtomsCookie {
        XdndSelection,
        XdndEnter,
        XdndPosition,
        XdndStatus,
        XdndLeave,
        XdndDrop,
        XdndFinished,
        XdndActionCopy,
        TARGETS,
        URIS: b"text/uri-list",
    }
}

/// Files that are held over the window. They are somebody else's until they are let go.
pub struct Drag {
    view: RustConnection,
    atoms: Atoms,
    source: Id,
    target: Id,
    /// The middle of the window, on the screen.
    at: u32,
    /// The files as the protocol lists them.
    list: String,
}

impl Window {
    /// Holds files over the middle of the window, and waits until it would take them.
    #[track_caller]
    #[must_use]
    pub fn is_held(&self, files: &[&Path]) -> Drag {
        let drag = Drag::begin(self.screen_name(), files);
        let (enter, copy) = (drag.atoms.XdndEnter, drag.atoms.XdndActionCopy);
        drag.tells(enter, [VERSION << 24, drag.atoms.URIS, 0, 0]);
        drag.until("the window would take the files", || {
            // A window that still thinks about it says no, and is asked again as the hand moves on.
            drag.tells(
                drag.atoms.XdndPosition,
                [0, drag.at, x11rb::CURRENT_TIME, copy],
            );
            let said = drag.hears(drag.atoms.XdndStatus);
            said.is_some_and(|[_, accepts, ..]| accepts & 1 == 1)
        });
        drag
    }
}

impl Drag {
    /// Lets the files go over the window, and waits until it has them.
    #[track_caller]
    pub fn lets_go(self) {
        self.tells(self.atoms.XdndDrop, [0, x11rb::CURRENT_TIME, 0, 0]);
        self.until("the window has the files", || {
            self.hears(self.atoms.XdndFinished).is_some()
        });
    }

    /// Takes the files away from over the window again.
    pub fn goes_elsewhere(self) {
        self.tells(self.atoms.XdndLeave, [0; 4]);
    }

    fn begin(screen: &str, files: &[&Path]) -> Self {
        let (view, at) = x11rb::connect(Some(screen)).expect("the screen lets us in");
        let root = view.setup().roots[at].root;
        let target = find(&view, root, "Sealift").expect("the screen answers");
        let target = target.expect("a window of that title");
        let atoms = Atoms::new(&view).expect("asked");
        let atoms = atoms.reply().expect("atoms");
        let drag = Self {
            source: hand(&view, root),
            at: middle(&view, root, target),
            list: listed(files),
            view,
            atoms,
            target,
        };
        drag.view
            .set_selection_owner(drag.source, atoms.XdndSelection, x11rb::CURRENT_TIME)
            .expect("sent")
            .check()
            .expect("nobody else holds anything");
        drag
    }

    /// Tells the window something; that it comes from us is said first.
    fn tells(&self, what: Atom, [one, two, three, four]: [u32; 4]) {
        let told = [self.source, one, two, three, four];
        let event = ClientMessageEvent::new(32, self.target, what, told);
        let sent = self
            .view
            .send_event(false, self.target, EventMask::NO_EVENT, event);
        sent.expect("sent").check().expect("the window is there");
    }

    /// What the window has said of this kind; meanwhile it gets what it asks for.
    fn hears(&self, what: Atom) -> Option<[u32; 5]> {
        let mut heard = None;
        while let Some(event) = self.view.poll_for_event().expect("the screen answers") {
            match event {
                Event::SelectionRequest(request) => self.gives(&request),
                Event::ClientMessage(said) if said.type_ == what => {
                    heard = Some(said.data.as_data32());
                }
                _ => {}
            }
        }
        heard
    }

    /// Gives whoever asks the list of files, or says in which form it can be had.
    fn gives(&self, request: &SelectionRequestEvent) {
        let (to, at) = (request.requestor, request.property);
        let given = if request.target == self.atoms.URIS {
            let bytes = self.list.as_bytes();
            self.view
                .change_property8(PropMode::REPLACE, to, at, self.atoms.URIS, bytes)
        } else {
            let forms = [self.atoms.TARGETS, self.atoms.URIS];
            self.view
                .change_property32(PropMode::REPLACE, to, at, AtomEnum::ATOM, &forms)
        };
        given.expect("sent").check().expect("it can be written");
        let known = [self.atoms.URIS, self.atoms.TARGETS].contains(&request.target);
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: to,
            selection: request.selection,
            target: request.target,
            property: if known { at } else { x11rb::NONE },
        };
        let sent = self.view.send_event(false, to, EventMask::NO_EVENT, answer);
        sent.expect("sent").check().expect("it is there");
    }

    #[track_caller]
    fn until(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so() {
            assert!(Instant::now() < end, "not in time: {what}");
            std::thread::sleep(PAUSE);
        }
    }
}

/// A window that nobody sees, for the hand that drags.
fn hand(view: &RustConnection, root: Id) -> Id {
    let hand = view.generate_id().expect("a number");
    let (depth, visual) = (x11rb::COPY_DEPTH_FROM_PARENT, x11rb::COPY_FROM_PARENT);
    let (class, aux) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
    let made = view.create_window(depth, hand, root, 0, 0, 1, 1, 0, class, visual, &aux);
    made.expect("sent").check().expect("a window");
    hand
}

/// The middle of a window as one number: where it is from the left, and from the top.
fn middle(view: &RustConnection, root: Id, window: Id) -> u32 {
    let size = view.get_geometry(window).expect("asked");
    let size = size.reply().expect("a size");
    let (x, y) = (size.width / 2, size.height / 2);
    let signed = |length: u16| i16::try_from(length).expect("a screen is small");
    let place = view.translate_coordinates(window, root, signed(x), signed(y));
    let place = place.expect("asked").reply().expect("a place");
    let whole = |length: i16| u32::try_from(length).expect("it is on the screen");
    whole(place.dst_x) << 16 | whole(place.dst_y)
}

/// Addresses of files, one a line; what is no plain letter is written by its bytes.
fn listed(files: &[&Path]) -> String {
    let mut list = String::new();
    for file in files {
        list += "file://";
        for byte in file.to_str().expect("a path of ours").bytes() {
            match byte {
                b'/' | b'.' | b'-' | b'_' => list.push(char::from(byte)),
                _ if byte.is_ascii_alphanumeric() => list.push(char::from(byte)),
                _ => write!(list, "%{byte:02X}").expect("a text takes more"),
            }
        }
        list += "\r\n";
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_files_is_one_of_addresses() {
        let files = [Path::new("/media/a 1.sealift"), Path::new("/ö")];
        assert_eq!(
            listed(&files),
            "file:///media/a%201.sealift\r\nfile:///%C3%B6\r\n"
        );
    }
}
