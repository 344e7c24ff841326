//! A screen for a machine that has none.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use sealift_journeys::tool;

/// The smallest screen that the window is made for: a 13-inch laptop of the field.
pub(crate) const SIZE: (u32, u32) = (1280, 800);

/// An X server that nobody looks at; ended when dropped.
pub struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts a server that takes the first display number that is free.
    #[must_use]
    pub fn start() -> Self {
        let (width, height) = SIZE;
        let mut server = tool("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                &format!("{width}x{height}x24"),
            ])
            // Whoever reaches the socket may come in: the user of a machine within the machine is somebody else.
            .args(["-nolisten", "tcp", "-noreset", "-ac"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let out = server.stdout.take().expect("it is piped");
        BufReader::new(out)
            .read_line(&mut number)
            .expect("Xvfb tells its number once it listens");
        let name = format!(":{}", number.trim());
        Self { server, name }
    }

    /// What programs know it by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
