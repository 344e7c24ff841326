//! Pictures of screens, kept for people to look at.

use std::cell::Cell;
use std::path::PathBuf;

use crate::Look;
use crate::desktop::target;

/// Where one journey's pictures go: `<target>/shots/<journey>`, or below what `SEALIFT_SHOTS` names.
pub(crate) struct Pictures {
    folder: PathBuf,
    look: Look,
    taken: Cell<u32>,
}

impl Pictures {
    pub(crate) fn of(journey: &str, look: Look) -> Self {
        let all =
            std::env::var_os("SEALIFT_SHOTS").map_or_else(|| target().join("shots"), PathBuf::from);
        let folder = all.join(journey);
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        Self {
            folder,
            look,
            taken: Cell::new(0),
        }
    }

    /// Keeps a picture of a screen, numbered in the order in which screens are come to.
    pub(crate) fn keep(&self, screen: &str, png: &[u8]) -> PathBuf {
        self.taken.set(self.taken.get() + 1);
        self.keep_beside(screen, self.look, png)
    }

    /// Keeps another picture of the screen that was come to last, in another look.
    pub(crate) fn keep_beside(&self, screen: &str, look: Look, png: &[u8]) -> PathBuf {
        let name = format!("{:02}-{screen}-{look}.png", self.taken.get());
        let path = self.folder.join(name);
        std::fs::write(&path, png).expect("writes");
        path
    }
}
