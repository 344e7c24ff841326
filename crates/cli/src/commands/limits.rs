//! What a question takes, in a few words.

use sealift_app::configuration::QuestionKind;
use sealift_app::plain;

use crate::terminal::Screen;

/// How bounds on both sides, below and above are said, of each thing that can have some.
const CHARACTERS: [&str; 3] = [
    "limit-characters-between",
    "limit-characters-least",
    "limit-characters-most",
];
const ITEMS: [&str; 3] = [
    "limit-items-between",
    "limit-items-least",
    "limit-items-most",
];
const NUMBER: [&str; 3] = [
    "limit-number-between",
    "limit-number-least",
    "limit-number-most",
];

/// The choices or limits of an answer; empty where any text will do.
pub(super) fn limits(screen: &Screen, kind: &QuestionKind) -> String {
    let number = |number: &serde_json::Number| number.to_string();
    match kind {
        QuestionKind::Text {
            least,
            most,
            pattern,
            format,
        } => {
            let format = format
                .iter()
                .map(|format| screen.say("limit-format", &[("format", &plain(format))]));
            let pattern = pattern
                .iter()
                .map(|pattern| screen.say("limit-pattern", &[("pattern", &plain(pattern))]));
            let length = range(
                screen,
                CHARACTERS,
                least.map(|least| least.to_string()),
                most.map(|most| most.to_string()),
            );
            joined(format.chain(pattern).chain(length))
        }
        QuestionKind::WholeNumber { least, most } | QuestionKind::Number { least, most } => joined(
            range(
                screen,
                NUMBER,
                least.as_ref().map(number),
                most.as_ref().map(number),
            )
            .or_else(|| Some(screen.say("limit-number", &[]))),
        ),
        QuestionKind::YesOrNo | QuestionKind::Licence { .. } => screen.say("limit-yes-or-no", &[]),
        QuestionKind::Choice { choices } => {
            let values = choices.iter().map(|choice| {
                let text = choice.value.as_str().map(str::to_owned);
                plain(&text.unwrap_or_else(|| choice.value.to_string()))
            });
            values.collect::<Vec<_>>().join(" | ")
        }
        QuestionKind::List { item, least, most } => {
            let items = range(
                screen,
                ITEMS,
                least.map(|least| least.to_string()),
                most.map(|most| most.to_string()),
            );
            let item = Some(limits(screen, item)).filter(|item| !item.is_empty());
            joined(
                [Some(screen.say("limit-list", &[])), items, item]
                    .into_iter()
                    .flatten(),
            )
        }
        QuestionKind::File { max_bytes } => {
            screen.say("limit-file", &[("most", &screen.wording.bytes(*max_bytes))])
        }
    }
}

/// Bounds in words: from, to, both, or nothing.
fn range(
    screen: &Screen,
    [between, at_least, at_most]: [&str; 3],
    least: Option<String>,
    most: Option<String>,
) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) => {
            Some(screen.say(between, &[("least", &least), ("most", &most)]))
        }
        (Some(least), None) => Some(screen.say(at_least, &[("least", &least)])),
        (None, Some(most)) => Some(screen.say(at_most, &[("most", &most)])),
        (None, None) => None,
    }
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_answer_may_be_is_said_before_it_is_typed() {
        let screen = Screen::without_line(true, Some("en"));
        let port = QuestionKind::WholeNumber {
            least: Some(1024.into()),
            most: Some(65535.into()),
        };
        assert_eq!(limits(&screen, &port), "a number from 1024 to 65535");
        let free = QuestionKind::Text {
            least: None,
            most: None,
            pattern: None,
            format: None,
        };
        assert_eq!(limits(&screen, &free), "");
        let file = QuestionKind::File { max_bytes: 2048 };
        assert!(limits(&screen, &file).contains("2 KiB"));
    }
}
