//! Room for what comes from a volume, used again: the system hands out memory page by page, each emptied first, and
//! asking it anew for every chunk costs as much as hashing the chunk.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

/// What is smaller is not worth keeping.
const LEAST: usize = 64 << 10;
/// More than are ever under way at one time would only lie there.
const MOST: usize = 16;

/// Rooms that wait to be used again.
#[derive(Clone, Default)]
pub(super) struct Rooms(Arc<Mutex<Vec<Vec<u8>>>>);

/// Bytes in such a room, which goes back when nobody needs them any more, on whichever thread that is.
pub(super) struct Room {
    bytes: Vec<u8>,
    home: Rooms,
}

impl Rooms {
    /// A room of exactly so many bytes; what is in it is left from its last use.
    pub(super) fn take(&self, bytes: usize) -> Room {
        let kept = match bytes {
            LEAST.. => self.0.lock().ok().and_then(|mut kept| kept.pop()),
            _ => None,
        };
        let mut room = Room {
            bytes: kept.unwrap_or_default(),
            home: self.clone(),
        };
        room.resize(bytes);
        room
    }

    fn give_back(&self, bytes: Vec<u8>) {
        if let Ok(mut kept) = self.0.lock()
            && kept.len() < MOST
        {
            kept.push(bytes);
        }
    }
}

impl Room {
    /// Makes it larger or smaller; what it holds so far stays.
    pub(super) fn resize(&mut self, bytes: usize) {
        self.bytes.resize(bytes, 0);
    }

    /// The room itself, for whoever fills it and leaves it as large as it is.
    pub(super) fn vec_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }
}

impl Deref for Room {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.bytes.capacity() >= LEAST {
            self.home.give_back(std::mem::take(&mut self.bytes));
        }
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_room_is_used_again_and_is_exactly_as_large_as_wanted() {
        let rooms = Rooms::default();
        let first = rooms.take(2 * LEAST);
        let place = first.as_ptr();
        drop(first);
        let second = rooms.take(LEAST + 1);
        assert_eq!((second.len(), second.as_ptr()), (LEAST + 1, place));
        let third = rooms.take(LEAST);
        assert_ne!(third.as_ptr(), place, "the first is in use");
    }

    #[test]
    fn small_rooms_and_too_many_are_not_kept() {
        let rooms = Rooms::default();
        drop(rooms.take(10));
        assert!(rooms.0.lock().unwrap().is_empty());
        drop((0..2 * MOST).map(|_| rooms.take(LEAST)).collect::<Vec<_>>());
        assert_eq!(rooms.0.lock().unwrap().len(), MOST);
    }
}
