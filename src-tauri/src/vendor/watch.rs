//! Following export mode's long work.

use sealift_desk::data::Span;
use sealift_vendor::{Phase, Progress, Watch};

use crate::ipc::{Question, progress, throttled};

/// How much of the whole the phases before one are, and the phase itself.
type Share = (f64, f64);

/// Packing reads and compresses, writes, and reads back.
pub(super) const fn packing(phase: Phase) -> Share {
    match phase {
        Phase::Reading => (0.0, 0.7),
        Phase::Writing => (0.7, 0.15),
        Phase::Checking => (0.85, 0.15),
    }
}

/// Looking into a volume reads it once.
pub(super) const fn looking(_: Phase) -> Share {
    (0.0, 1.0)
}

/// Runs work while the page is told how far it is.
pub(super) fn followed<T>(
    question: &Question<'_>,
    share: impl Fn(Phase) -> Share,
    work: impl FnOnce(Watch<'_>) -> T,
) -> T {
    let tell = throttled(question.tell, |_| false);
    let on_progress = |now: Progress| {
        let (before, part) = share(now.phase);
        let total = now.total.max(1);
        #[allow(
            clippy::cast_precision_loss,
            reason = "a bar has a thousand dots at most"
        )]
        let done = now.done.min(total) as f64 / total as f64;
        let bytes = Span {
            done: now.done,
            total: now.total,
        };
        tell(progress(before + part * done, bytes));
    };
    work(Watch {
        on_progress: &on_progress,
        is_cancelled: &|| question.cancel.is_cancelled(),
    })
}
