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

use clap::Parser;

fn main() -> ExitCode {
    let line = arguments::CommandLine::parse();
    let screen = terminal::Screen::new(
        line.common.language.as_deref(),
        line.common.json,
        line.common.quiet,
    );
    match commands::run(&line, &screen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.told {
                terminal::show_failure(&screen, &failure);
            }
            ExitCode::from(failure.exit.status())
        }
    }
}
