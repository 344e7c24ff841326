//! A failure as a person reads it: what is wrong, the exact finding, what to do, and the code to quote.

use sealift_app::Failure;

use super::{Screen, Tone};

pub(crate) fn show_failure(screen: &Screen, failure: &Failure) {
    let explained = screen.wording.explain(failure);
    if screen.json {
        screen.line(&serde_json::json!({ "error": explained }));
        return;
    }
    let head = screen.tone(Tone::Bad, &screen.say("word-error", &[]));
    screen.insist(&format!(
        "{head} [{}] {}",
        explained.code, explained.message
    ));
    if !explained.detail.is_empty() && explained.detail != explained.message {
        screen.insist(&format!("  {}", explained.detail));
    }
    for line in &explained.lines {
        screen.insist(&format!("  - {line}"));
    }
    if !explained.remedy.is_empty() {
        let todo = screen.tone(Tone::Strong, &screen.say("word-what-to-do", &[]));
        screen.insist(&format!("  {todo} {}", explained.remedy));
    }
}
