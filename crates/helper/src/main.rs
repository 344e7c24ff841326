//! The elevated side: answers a window's questions about the whole machine, with an administrator's rights, for the
//! user whom polkit let through. It takes no argument and believes nothing that its caller controls.

use std::process::ExitCode;

fn main() -> ExitCode {
    match sealift_helper::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            eprintln!("sealift-helper: {refusal}");
            ExitCode::from(2)
        }
    }
}
