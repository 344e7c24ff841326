//! The real program on a real screen: its window opens, paints the page, and the page gets its answers.
//!
//! What the page says word for word is tested beside it (`ui/src`); here its colours are enough to tell a page that
//! came up from a blank one, and an answer from a failure.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "this test starts programs and makes folders for them"
)]

mod program;
mod screen;

use std::process::Command;

use program::Program;
use screen::{Picture, Screen};

/// Red lettering and its pale red ground, as only a failure has them.
fn red(picture: &Picture) -> usize {
    picture.count(|red, green, blue| {
        let most = green.max(blue);
        red > most.saturating_add(10)
    })
}

/// The dark lettering of a page in light colours.
fn lettering(picture: &Picture) -> usize {
    picture.count(|red, green, blue| red.max(green).max(blue) < 100)
}

#[test]
fn a_site_that_nobody_founded_shows_an_empty_depot() {
    let screen = Screen::start();
    let folder = tempfile::tempdir().expect("a folder for the site");
    let mut program = Program::start(&screen, folder.path());
    let page = screen.settled("Sealift", || program.is_running());
    assert!(lettering(&page) > 500, "{page:?}");
    assert_eq!(red(&page), 0, "{page:?}");
    assert!(program.is_running());
}

#[test]
fn a_root_that_is_no_folder_is_explained_in_red() {
    let screen = Screen::start();
    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut program = Program::start(&screen, file.path());
    let page = screen.settled("Sealift", || program.is_running());
    assert!(lettering(&page) > 500, "{page:?}");
    assert!(red(&page) > 5000, "{page:?}");
    assert!(program.is_running());
}

#[test]
fn without_a_screen_it_says_what_to_use_instead() {
    let output = Command::new(env!("CARGO_BIN_EXE_sealift-desktop"))
        .env_clear()
        .output()
        .expect("the program was built for this test");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("the `sealift` command"), "{said}");
}
