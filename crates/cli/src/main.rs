//! `sealift`: the whole product without a screen.
//!
//! Every command is a few lines over a use case of `sealift-app`; this program adds the arguments, the terminal and the
//! real machine.
#![allow(
    clippy::disallowed_methods,
    reason = "the terminal, its environment and this process are this program's own"
)]

mod arguments;
mod commands;
mod files;
mod ground;
mod interrupt;
mod terminal;

use std::process::ExitCode;
use std::sync::OnceLock;

use clap::Parser;
use terminal::Screen;

fn main() -> ExitCode {
    let line = arguments::CommandLine::parse();
    static SCREEN: OnceLock<Screen> = OnceLock::new();
    let screen = SCREEN.get_or_init(|| Screen::new(&line.common));
    interrupt::listen(screen);
    let done = commands::run(&line, screen);
    interrupt::settle();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.told {
                terminal::show_failure(screen, &failure);
            }
            ExitCode::from(failure.exit.status())
        }
    }
}
