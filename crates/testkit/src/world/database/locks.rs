//! Who holds what of one database file: SQLite's own locks, and the memory that connections share.

use std::collections::BTreeMap;
use std::ffi::{c_int, c_void};
use std::sync::Arc;

use rusqlite::ffi;

/// Locks of one file, by the handles that hold them.
#[derive(Default)]
pub(in super::super) struct Locks {
    levels: BTreeMap<u64, c_int>,
    slots: [Slot; ffi::SQLITE_SHM_NLOCK as usize],
    pub(super) memory: Arc<SharedMemory>,
}

#[derive(Default)]
struct Slot {
    shared: Vec<u64>,
    exclusive: Option<u64>,
}

impl Locks {
    pub(super) fn arrive(&mut self, who: u64) {
        self.levels.insert(who, ffi::SQLITE_LOCK_NONE);
    }

    /// Frees all that a handle holds; whether it was the last.
    pub(super) fn depart(&mut self, who: u64) -> bool {
        self.levels.remove(&who);
        let all = 0..self.slots.len();
        self.release(who, all);
        self.levels.is_empty()
    }

    /// Raises a handle's lock; `false` when another is in the way.
    pub(super) fn raise(&mut self, who: u64, wanted: c_int) -> bool {
        let held = self.levels.get(&who).copied().unwrap_or_default();
        if held >= wanted {
            return true;
        }
        let others = self.levels.iter().filter(|(other, _)| **other != who);
        let highest = others.map(|(_, level)| *level).max().unwrap_or_default();
        let granted = match wanted {
            ffi::SQLITE_LOCK_SHARED if highest < ffi::SQLITE_LOCK_PENDING => wanted,
            ffi::SQLITE_LOCK_RESERVED if highest < ffi::SQLITE_LOCK_RESERVED => wanted,
            ffi::SQLITE_LOCK_EXCLUSIVE if highest == ffi::SQLITE_LOCK_NONE => wanted,
            // Nobody new may read while this one waits for the others to end.
            ffi::SQLITE_LOCK_EXCLUSIVE if highest < ffi::SQLITE_LOCK_RESERVED => {
                ffi::SQLITE_LOCK_PENDING
            }
            _ => return false,
        };
        self.levels.insert(who, granted);
        granted == wanted
    }

    pub(super) fn lower(&mut self, who: u64, to: c_int) {
        self.levels.insert(who, to);
    }

    pub(super) fn is_reserved(&self) -> bool {
        let mut levels = self.levels.values();
        levels.any(|level| *level >= ffi::SQLITE_LOCK_RESERVED)
    }

    /// Takes slots of the shared memory; `false` when another is in the way, and none is taken then.
    pub(super) fn take(
        &mut self,
        who: u64,
        slots: std::ops::Range<usize>,
        is_exclusive: bool,
    ) -> bool {
        let slots = &mut self.slots[slots];
        let is_free = |slot: &Slot| {
            let is_unshared = slot.shared.iter().all(|other| *other == who);
            slot.exclusive.is_none_or(|other| other == who) && (!is_exclusive || is_unshared)
        };
        if !slots.iter().all(is_free) {
            return false;
        }
        for slot in slots {
            if is_exclusive {
                slot.exclusive = Some(who);
            } else {
                slot.shared.push(who);
            }
        }
        true
    }

    pub(super) fn release(&mut self, who: u64, slots: std::ops::Range<usize>) {
        for slot in &mut self.slots[slots] {
            slot.shared.retain(|other| *other != who);
            if slot.exclusive == Some(who) {
                slot.exclusive = None;
            }
        }
    }
}

/// Memory that the connections of one process share; it is gone with the last of them, as after a crash.
#[derive(Default)]
pub(in super::super) struct SharedMemory(std::sync::Mutex<Vec<Region>>);

/// Words, so that what SQLite keeps in them is aligned.
struct Region(*mut [u64]);

// SAFETY: a region is only ever looked at by SQLite, which guards it with the locks above.
unsafe impl Send for Region {}

impl Drop for Region {
    fn drop(&mut self) {
        // SAFETY: made by `Box::into_raw` in `region`, and freed here alone; handles keep the memory alive until they
        // are closed.
        drop(unsafe { Box::from_raw(self.0) });
    }
}

impl SharedMemory {
    /// The address of a region, made when it is not there and that is wanted.
    pub(super) fn region(&self, number: usize, bytes: usize, extends: bool) -> *mut c_void {
        let mut regions = super::lock(&self.0);
        while regions.len() <= number {
            if !extends {
                return std::ptr::null_mut();
            }
            let words = vec![0_u64; bytes.div_ceil(size_of::<u64>())];
            regions.push(Region(Box::into_raw(words.into_boxed_slice())));
        }
        regions[number].0.cast()
    }
}
