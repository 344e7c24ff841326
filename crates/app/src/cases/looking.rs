//! Looking at a machine on which others may be at work: nobody who only looks holds the world's lock.

use sealift_engine::executor::WorldLock;
use sealift_engine::state::Motion;
use sealift_package::manifest::ProductId;

use crate::facility::Facility;
use crate::failure::Failure;

/// How often is looked again when a run has begun or ended under the look.
const LOOKS: u32 = 3;

/// What `look` finds while no run changes the product, or anything of the site where none is named; nothing while one goes
/// on. `look` is told whether an interrupted run has left something.
///
/// A run that could not be taken back stays open, and may be tried again by whoever holds the lock; so nothing is told beside
/// anybody who does.
///
/// While a run replaces files and starts services, what is found says nothing about how things are. A run says so in the
/// state before it touches the first of them and after the last, so a look counts when the state says the same before and
/// after; else it is made again.
///
/// # Errors
/// What the look that counted met, and [`Failure`] when the state cannot be read.
pub(super) fn unmoved<T>(
    facility: &Facility,
    product: Option<&ProductId>,
    mut look: impl FnMut(&Motion) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let motion = || facility.database().read(|view| view.motion(product));
    let is_moving = |motion: &Motion| motion.is_open && WorldLock::is_held(&facility.workplace());
    for _ in 0..LOOKS {
        let before = motion()?;
        if is_moving(&before) {
            break;
        }
        let found = look(&before);
        // A recovery goes on with the run that was open before.
        if motion()? == before && !is_moving(&before) {
            return found.map(Some);
        }
    }
    Ok(None)
}
