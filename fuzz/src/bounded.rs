//! An allocator that ends the process when one input takes more memory than any input may.
//!
//! libFuzzer's own limit on one allocation works only under a sanitizer, and its limit on resident memory looks once a
//! second; this one counts every byte that Rust code holds, touched or not.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// Bytes that one input may hold at once, on top of what was held before it.
const MOST: usize = 256 << 20;

static HELD: AtomicUsize = AtomicUsize::new(0);
static BEFORE: AtomicUsize = AtomicUsize::new(0);
static COUNTS: AtomicBool = AtomicBool::new(false);

/// The system's allocator, with a limit while [`limited`] runs.
pub(crate) struct Bounded;

/// Runs with the limit in force.
pub(crate) fn limited(run: impl FnOnce()) {
    BEFORE.store(HELD.load(Relaxed), Relaxed);
    COUNTS.store(true, Relaxed);
    run();
    COUNTS.store(false, Relaxed);
}

fn take(bytes: usize) {
    let held = HELD.fetch_add(bytes, Relaxed) + bytes;
    if COUNTS.load(Relaxed) && held.saturating_sub(BEFORE.load(Relaxed)) > MOST {
        COUNTS.store(false, Relaxed);
        eprintln!("one input holds more than {} MiB", MOST >> 20);
        std::process::abort();
    }
}

// SAFETY: every call is passed on to the system's allocator unchanged; only sums are kept beside it.
unsafe impl GlobalAlloc for Bounded {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`, which is the system's own.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        take(size);
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as above.
        unsafe { System.realloc(memory, layout, size) }
    }
}
