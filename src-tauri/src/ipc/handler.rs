//! Takes messages from the web view, and answers them beside the window's own thread.

use std::sync::Arc;

use sealift_desk::data::{OperationEvent, WindowEvent};
use sealift_desk::{Cancel, Exit, Failure};
use sealift_host::giving_way;
use serde_json::Value;
use tauri::async_runtime::{spawn, spawn_blocking};
use tauri::ipc::{Channel, Invoke, InvokeError};
use tauri::{Manager, Runtime, Webview};

use super::said::Said;
use super::{Question, Refusal, names, only_looks};
use crate::running::Ticket;
use crate::shell::Shell;

/// Answers a message; `false` for a command that nobody knows. By the time it is asked, the access list has let the
/// command, the window and the page's origin pass.
pub(crate) fn handle<R: Runtime>(invoke: Invoke<R>) -> bool {
    let Invoke {
        message, resolver, ..
    } = invoke;
    let name = message.command().to_owned();
    if name != WATCH && !names().any(|known| known == name) {
        return false;
    }
    let webview = message.webview();
    let shell = Arc::clone(webview.state::<Arc<Shell>>().inner());
    let said = Said::read(message.payload());
    spawn(async move {
        let language = shell.language();
        let work = move || said.and_then(|said| begin(&shell, webview, &name, said));
        let done = spawn_blocking(work).await;
        let done =
            done.unwrap_or_else(|panic| Err(Failure::new("internal", Exit::Internal, panic)));
        let answer = done.unwrap_or_else(|failure| Err(Box::new(language.explain(&failure))));
        resolver.respond(answer.map_err(refusal));
    });
    true
}

/// The one command outside the tables: it has no answer, only events.
pub(crate) const WATCH: &str = "watch";

fn begin<R: Runtime>(
    shell: &Arc<Shell>,
    webview: Webview<R>,
    name: &str,
    said: Said,
) -> Result<Result<Value, Refusal>, Failure> {
    if name == WATCH {
        let events = said
            .events
            .ok_or_else(|| super::malformed("nobody listens"))?;
        let events: Channel<WindowEvent> = events.channel_on(webview);
        shell
            .watchers()
            .add(Box::new(move |event| events.send(event).is_ok()));
        return Ok(Ok(Value::Null));
    }
    let cancel = Cancel::new();
    let is_long = said.operation.is_some();
    let ticket = match said.operation {
        Some(operation) => Some(shell.running().begin(operation, &cancel)?),
        None if only_looks(name) => None,
        None => Some(shell.running().begin_unnamed(name, &cancel)),
    };
    let _work = Work { shell, ticket };
    let events: Option<Channel<OperationEvent>> = said.events.map(|id| id.channel_on(webview));
    let tell = move |event: OperationEvent| {
        // A page that is gone hears nothing any more; the work goes on.
        let _ = events.as_ref().map(|events| events.send(event));
    };
    let question = Question {
        shell,
        wording: &shell.language(),
        cancel: &cancel,
        tell: &tell,
    };
    let answer = || question.answer(name, said.request);
    // What has a name takes long, and the window has to move all the while.
    Ok(if is_long {
        giving_way(answer)
    } else {
        answer()
    })
}

/// What is being done for the page; closing asks about it until this is dropped, and then the page is told.
struct Work<'a> {
    shell: &'a Shell,
    /// Nothing where a question only looks.
    ticket: Option<Ticket<'a>>,
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            let operation = ticket.operation().to_owned();
            drop(ticket);
            self.shell
                .watchers()
                .tell(&WindowEvent::Ended { operation });
        }
    }
}

fn refusal(explained: Refusal) -> InvokeError {
    InvokeError(serde_json::to_value(explained).unwrap_or(Value::Null))
}
