//! What the page can ask. Each command opens the site, calls one use case and hands back plain data.

use sealift_app::cases::depot;
use sealift_app::data::ReleaseSummary;
use sealift_app::{Exit, Explained, Failure, Wording};
use tauri::State;
use tauri::async_runtime::spawn_blocking;

use crate::site::Site;

/// The verified releases in the depot; none where nobody has founded a site yet.
#[tauri::command]
pub(crate) async fn releases(site: State<'_, Site>) -> Result<Vec<ReleaseSummary>, Explained> {
    let site = site.inner().clone();
    aside(move || match site.open() {
        Ok(facility) => depot::list(&facility),
        Err(failure) if failure.code == "state-absent" => Ok(Vec::new()),
        Err(failure) => Err(failure),
    })
    .await
}

/// Runs a use case beside the window's own thread, and puts what goes wrong into words.
async fn aside<T: Send + 'static>(
    case: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Explained> {
    let done = spawn_blocking(case).await;
    done.unwrap_or_else(|panic| Err(Failure::new("internal", Exit::Internal, panic)))
        .map_err(|failure| Wording::new("en").explain(&failure)) // the page itself speaks English
}
