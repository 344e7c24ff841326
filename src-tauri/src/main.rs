//! The desktop program: opens the window and hands every question to `sealift-app`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match sealift_desktop::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sealift-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}
