//! How long a program takes until its window shows what it will show.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::errors::ReplyOrIdError;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{ConnectionExt as _, ReportLevel};
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};
use x11rb::rust_connection::RustConnection;

use super::proportional_memory;
use crate::Screen;
use crate::screen::SIZE;

/// Between two looks at the screen.
const LOOK: Duration = Duration::from_millis(5);
/// A picture that stays the same this long is the one that the program came to.
const REST: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(60);
/// After this the program has nothing left to do.
const IDLE: Duration = Duration::from_secs(8);

/// A start of a program.
#[derive(Debug, Clone)]
pub struct Started {
    /// From the start of the process until the picture was first seen that stayed.
    pub shown: Duration,
    /// Bytes held by all its processes when it had nothing left to do.
    pub memory: u64,
    /// How many processes it is.
    pub processes: usize,
    /// How many colours the picture has: a page has hundreds, an empty window few.
    pub colours: usize,
}

/// Starts a program on a screen, watches until its picture rests, weighs it, and ends it.
#[must_use]
pub fn started(screen: &Screen, command: &mut Command) -> Started {
    let sight = Sight::of(screen);
    let empty = sight.picture();
    let start = Instant::now();
    let mut program = Program::start(command);
    let (mut last, mut since) = (empty.clone(), start);
    let shown = loop {
        assert!(start.elapsed() < PATIENCE, "{command:?} comes to no rest");
        assert!(program.runs(), "{command:?} ended");
        if let Some(drawn) = sight.drawn() {
            let now = sight.picture();
            if now != last {
                (last, since) = (now, drawn);
            }
        } else if last != empty && since.elapsed() > REST {
            break since - start;
        }
        sleep(LOOK);
    };
    sleep(IDLE);
    let (memory, processes) = proportional_memory(program.0.id());
    Started {
        shown,
        memory,
        processes,
        colours: colours(&last),
    }
}

/// What is on a screen. A picture of it is taken only when something was drawn: taking one over and over would slow the
/// program that is timed.
struct Sight {
    server: RustConnection,
    root: u32,
}

impl Sight {
    fn of(screen: &Screen) -> Self {
        let (server, at) = x11rb::connect(Some(screen.name())).expect("the screen lets us look");
        let root = server.setup().roots[at].root;
        let sight = Self { server, root };
        sight.watch().expect("the screen tells what is drawn");
        sight
    }

    fn watch(&self) -> Result<(), ReplyOrIdError> {
        self.server.damage_query_version(1, 1)?.reply()?;
        let damage = self.server.generate_id()?;
        let level = ReportLevel::RAW_RECTANGLES;
        self.server
            .damage_create(damage, self.root, level)?
            .check()?;
        Ok(())
    }

    /// When something was drawn since it was last asked.
    fn drawn(&self) -> Option<Instant> {
        let mut drawn = None;
        while let Some(event) = self.server.poll_for_event().expect("the screen is there") {
            if matches!(event, Event::DamageNotify(_)) {
                drawn = Some(Instant::now());
            }
        }
        drawn
    }

    fn picture(&self) -> Vec<u8> {
        let (width, height) = SIZE;
        let [width, height] = [width, height].map(|side| u16::try_from(side).expect("small"));
        let format = ImageFormat::Z_PIXMAP;
        let image = self
            .server
            .get_image(format, self.root, 0, 0, width, height, !0);
        image
            .expect("asked")
            .reply()
            .expect("the screen is there")
            .data
    }
}

fn colours(picture: &[u8]) -> usize {
    let mut colours: Vec<&[u8]> = picture.chunks_exact(4).collect();
    colours.sort_unstable();
    colours.dedup();
    colours.len()
}

/// A program and all that it started, ended together.
struct Program(Child);

impl Program {
    fn start(command: &mut Command) -> Self {
        let command = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Self(command.process_group(0).spawn().expect("it starts"))
    }

    fn runs(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        Command::new("kill")
            .args(["-s", "KILL", "--", &group])
            .status()
            .ok();
        self.0.wait().ok();
    }
}
