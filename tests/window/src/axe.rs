//! What axe has against a screen.

use serde_json::Value;

use crate::{Window, eyes};

const RUN: &str = "
    const [done] = arguments;
    window.axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, impact, help, nodes }) => ({
            id, impact, help, where: nodes.slice(0, 5).map(({ html, failureSummary }) => html.slice(0, 300) + '\\n' + failureSummary),
        }))),
        (error) => done([{ id: 'axe', impact: 'critical', help: String(error), where: [] }]),
    );
";

/// How often a screen that does not rest is looked at before a finding counts.
const LOOKS: usize = 3;

impl Window {
    /// Insists that axe finds nothing serious or critical on the screen. A screen that changes under axe's eyes shows
    /// things that no person sees, such as the colour of a button from before and its state from after: what counts is
    /// found again once the screen rests.
    #[track_caller]
    pub fn is_accessible(&self) {
        self.script(eyes::axe(), vec![]);
        let mut grave = self.grave_findings();
        for _ in 1..LOOKS {
            if grave.is_empty() {
                return;
            }
            self.async_script(eyes::REST, vec![]);
            grave = self.grave_findings();
        }
        assert!(
            grave.is_empty(),
            "axe on this screen ({}, now in {}): {}\n{}",
            self.look(),
            self.script(eyes::COLOURS, vec![]),
            serde_json::to_string_pretty(&grave).expect("JSON"),
            self.text()
        );
    }

    #[track_caller]
    fn grave_findings(&self) -> Vec<Value> {
        let found = self.async_script(RUN, vec![]);
        let found = found.as_array().expect("a list of findings");
        let is_grave =
            |finding: &&Value| finding["impact"] == "serious" || finding["impact"] == "critical";
        found.iter().filter(is_grave).cloned().collect()
    }
}
