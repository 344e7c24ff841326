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
use clap::error::ErrorKind;
use sealift_app::{Exit, Failure};
use terminal::Screen;

fn main() -> ExitCode {
    let line = match arguments::CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => return misunderstood(&error),
    };
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

/// What cannot be understood, or asks for help, is told as people read it, and to a program that wants JSON as JSON.
fn misunderstood(error: &clap::Error) -> ExitCode {
    let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.take_while(|word| word != "--").collect();
    let json = words.iter().any(|word| word == "--json");
    let failure = match error.kind() {
        ErrorKind::InvalidUtf8 => arguments::not_text(std::env::args_os(), std::env::vars_os()),
        _ if json && error.use_stderr() => {
            let said = arguments::first_words(&error.render().to_string());
            Failure::new("usage", Exit::Usage, said)
        }
        _ => {
            // Help that nobody reads to its end is no failure of ours.
            let _ = error.print();
            let is_help = !error.use_stderr();
            let exit = if is_help { Exit::Done } else { Exit::Usage };
            return ExitCode::from(exit.status());
        }
    };
    let screen = Screen::without_line(json, arguments::language(&words).as_deref());
    terminal::show_failure(&screen, &failure);
    ExitCode::from(failure.exit.status())
}
