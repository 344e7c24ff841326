//! A screen for a machine that has none, and what is seen on it.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt, ImageFormat, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// A cold web view takes a second or two; a machine that is busy with other tests takes several.
const PATIENCE: Duration = Duration::from_secs(60);
/// A picture that stays the same this long shows no waiting any more: what waits, turns.
const STILL: Duration = Duration::from_millis(700);

/// An X server without a display, and a look at it.
pub(crate) struct Screen {
    server: Child,
    name: String,
    connection: RustConnection,
}

impl Screen {
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24"])
            .args(["-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is there: `cargo xtask setup journeys` brings it");
        let mut number = String::new();
        let out = server.stdout.take().expect("it is piped");
        BufReader::new(out)
            .read_line(&mut number)
            .expect("Xvfb tells its number once it listens");
        let name = format!(":{}", number.trim());
        let (connection, _) = x11rb::connect(Some(&name)).expect("Xvfb lets its own user in");
        Self {
            server,
            name,
            connection,
        }
    }

    /// What programs know it by.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What the window of this title shows once it has painted something and does not change any more.
    pub(crate) fn settled(&self, title: &str, mut is_alive: impl FnMut() -> bool) -> Picture {
        let start = Instant::now();
        let mut last: Option<(Picture, Instant)> = None;
        while start.elapsed() < PATIENCE {
            assert!(is_alive(), "the program ended before its window was seen");
            sleep(Duration::from_millis(100));
            let now = self.picture_of(title).filter(|seen| !seen.is_blank());
            last = match (now, last) {
                (Some(now), Some((before, since))) if now == before => {
                    if since.elapsed() > STILL {
                        return now;
                    }
                    Some((before, since))
                }
                (now, _) => now.map(|picture| (picture, Instant::now())),
            };
        }
        panic!("no window called {title} came to rest in {PATIENCE:?}; last seen: {last:?}");
    }

    /// A window may go or change its size between two questions; then there is nothing to see this time.
    fn picture_of(&self, title: &str) -> Option<Picture> {
        let root = self.connection.setup().roots[0].root;
        let window = self.find(root, title).ok()??;
        self.picture(window).ok()
    }

    fn find(&self, below: Window, title: &str) -> Result<Option<Window>, ReplyError> {
        for child in self.connection.query_tree(below)?.reply()?.children {
            let state = self.connection.get_window_attributes(child)?.reply()?;
            let name = self
                .connection
                .get_property(false, child, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?
                .reply()?
                .value;
            if state.map_state == MapState::VIEWABLE && name == title.as_bytes() {
                return Ok(Some(child));
            }
            if let Some(found) = self.find(child, title)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn picture(&self, window: Window) -> Result<Picture, ReplyError> {
        let size = self.connection.get_geometry(window)?.reply()?;
        let (width, height) = (size.width, size.height);
        let image = self
            .connection
            .get_image(ImageFormat::Z_PIXMAP, window, 0, 0, width, height, !0)?
            .reply()?;
        Ok(Picture {
            width,
            height,
            pixels: image.data,
        })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// What a window shows, four bytes a pixel: blue, green, red and one without meaning.
#[derive(PartialEq, Eq)]
pub(crate) struct Picture {
    width: u16,
    height: u16,
    pixels: Vec<u8>,
}

impl Picture {
    /// How many pixels have such a red, green and blue.
    pub(crate) fn count(&self, is_such: impl Fn(u8, u8, u8) -> bool) -> usize {
        let pixels = self.pixels.chunks_exact(4);
        pixels.filter(|at| is_such(at[2], at[1], at[0])).count()
    }

    fn is_blank(&self) -> bool {
        let first = self.pixels.first_chunk::<4>();
        self.pixels
            .chunks_exact(4)
            .all(|at| Some(at) == first.map(|first| &first[..]))
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut colours: Vec<_> = self
            .pixels
            .chunks_exact(4)
            .map(|at| [at[2], at[1], at[0]])
            .collect();
        colours.sort_unstable();
        colours.dedup();
        let (width, height, colours) = (self.width, self.height, colours.len());
        write!(f, "{width}x{height} in {colours} colours")
    }
}
