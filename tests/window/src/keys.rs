//! Using the window without a mouse.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::json;

use crate::window::Window;

/// No screen has more controls than this on the way to any of them.
const MOST_TABS: usize = 120;

const HAS_FOCUS: &str = "
    const [role, names] = arguments;
    const isMeant = (name) => names.includes(name);
    const active = document.activeElement;
    return window.eyes.queryAllByRole(document.body, role, { name: isMeant }).includes(active);
";

const LABEL_HAS_FOCUS: &str = "
    const [labels] = arguments;
    const texts = [...(document.activeElement.labels ?? [])].map((label) => label.innerText.replace(/\\s*\\*$/, '').trim());
    const name = document.activeElement.getAttribute('aria-label');
    return [...texts, name].some((text) => labels.includes(text));
";

/// What has the focus, or the words beside it, is not covered by what stands still on the screen (WCAG 2.4.11).
const IS_SEEN: &str = "
    const active = document.activeElement;
    return [active, ...(active.labels ?? [])].some((part) => {
        const { left, top, width, height } = part.getBoundingClientRect();
        const above = document.elementFromPoint(left + width / 2, top + height / 2);
        return above !== null && (part.contains(above) || above.contains(part));
    });
";

impl Window {
    /// Presses a key, with others held.
    pub fn key(&self, held: &[Key], key: impl Into<char>) {
        let value = key.into();
        let mut keys = KeyActions::new("keyboard".into());
        for held in held {
            keys = keys.then(KeyAction::Down {
                value: (*held).into(),
            });
        }
        keys = keys
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        for held in held.iter().rev() {
            keys = keys.then(KeyAction::Up {
                value: (*held).into(),
            });
        }
        self.act(keys);
    }

    /// Types a text where the focus is.
    pub fn types(&self, text: &str) {
        let mut keys = KeyActions::new("keyboard".into());
        for value in text.chars() {
            keys = keys
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.act(keys);
    }

    /// Goes with Tab to the control of this role and name; fails when Tab does not lead there.
    #[track_caller]
    pub fn tabs_to(&self, role: &str, name: &str) {
        self.wait_for(role, name);
        let names = json!(self.said(name));
        self.tabs_until(
            &format!("{role} {name:?}"),
            HAS_FOCUS,
            &[json!(role), names],
        );
    }

    /// Goes with Tab to the field with this label.
    #[track_caller]
    pub fn tabs_to_field(&self, label: &str) {
        let labels = json!(self.said(label));
        self.tabs_until(&format!("field {label:?}"), LABEL_HAS_FOCUS, &[labels]);
    }

    #[track_caller]
    fn tabs_until(&self, what: &str, script: &str, arguments: &[serde_json::Value]) {
        for _ in 0..MOST_TABS {
            if self.script(script, arguments.to_vec()) == json!(true) {
                // The page is brought to where the focus went a moment after it went there.
                return self.wait(&format!("{what} in sight, behind nothing else"), || {
                    (self.script(IS_SEEN, vec![]) == json!(true)).then_some(())
                });
            }
            self.key(&[], Key::Tab);
        }
        self.fail(&format!("Tab does not lead to {what}"));
    }

    fn act(&self, keys: KeyActions) {
        self.drive(|client| async move { client.perform_actions(keys).await })
            .expect("the keyboard works");
    }
}
