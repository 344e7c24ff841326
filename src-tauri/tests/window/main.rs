//! The real program on a real screen: its window opens and paints the page, and asks nobody else for anything.
//!
//! What the page says and does is tested beside it (`ui/src`) and in the journeys through the window; here its colours
//! are enough to tell a page that came up from a blank one.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "this test starts programs and makes folders for them"
)]

mod program;
mod screen;

use std::process::Command;

use program::{Calls, Program};
use screen::{Picture, Screen};

/// The dark lettering of a page in light colours.
fn lettering(picture: &Picture) -> usize {
    picture.count(|red, green, blue| red.max(green).max(blue) < 100)
}

#[test]
fn the_window_opens_and_a_second_start_joins_it() {
    let screen = Screen::start();
    let folder = tempfile::tempdir().expect("a folder for the site");
    let mut program = Program::start(&screen, folder.path());
    let page = screen.settled("Sealift", || program.is_running());
    assert!(lettering(&page) > 500, "{page:?}");
    let second = program.again(&screen, folder.path());
    assert_eq!(second.code(), Some(0), "it hands over and ends");
    assert!(program.is_running());
}

#[test]
fn u10_the_window_asks_no_network_for_anything() {
    let Some(calls) = Calls::traced() else {
        eprintln!("not proven here: strace is not installed");
        return;
    };
    let screen = Screen::start();
    let folder = tempfile::tempdir().expect("a folder for the site");
    let mut program = Program::traced(&screen, folder.path(), &calls);
    let page = screen.settled("Sealift", || program.is_running());
    assert!(lettering(&page) > 500, "{page:?}");
    drop(program);
    let told = calls.told();
    assert!(
        told.contains("AF_UNIX"),
        "the screen at least was asked: {told}"
    );
    let foreign: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("AF_INET") || line.contains("htons("))
        .collect();
    assert!(foreign.is_empty(), "{foreign:#?}");
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
