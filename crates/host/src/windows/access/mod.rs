//! Who may do what with an entry: what permission bits become where there are none.
//!
//! Of a mode, what others may is kept, as an entry of the access list for everyone: to read and execute, which go
//! together here, and to write. The owner, administrators and the system may always do everything, and there is no
//! group: `0640` becomes `0700`, `0644` becomes `0705`. The list is protected, so nothing is inherited from a folder
//! that is more open (`C:\ProgramData` lets every user make files).

mod descriptor;
mod identity;
mod look;

pub(crate) use descriptor::Descriptor;
pub(crate) use identity::{Token, is_elevated};
pub(crate) use look::{Access, Right};

use sealift_package::manifest::Mode;

/// The owner's bits, which an access list never takes away.
const OWNER: u32 = 0o700;
/// Others may read and execute.
const READ: u32 = 0o005;
/// Others may write.
const WRITE: u32 = 0o002;

/// The bits that an entry shows after it was given these.
pub(crate) fn nearest(mode: Mode) -> Mode {
    let mut bits = OWNER;
    for what in [READ, WRITE] {
        if mode.bits() & what != 0 {
            bits |= what;
        }
    }
    Mode::from_bits(bits).expect("nine bits of a mode")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mode_keeps_what_others_may_and_settles_at_once() {
        for (given, expected) in [
            (0o755, 0o705),
            (0o644, 0o705),
            (0o600, 0o700),
            (0o666, 0o707),
        ] {
            let mode = nearest(Mode::from_bits(given).expect("a mode"));
            assert_eq!(mode.bits(), expected, "{given:o}");
            assert_eq!(nearest(mode), mode);
        }
    }
}
