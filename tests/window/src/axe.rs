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

impl Window {
    /// Insists that axe finds nothing serious or critical on the screen.
    #[track_caller]
    pub fn is_accessible(&self) {
        self.script(eyes::axe(), vec![]);
        let found = self.async_script(RUN, vec![]);
        let found = found.as_array().expect("a list of findings");
        let grave: Vec<&Value> = found
            .iter()
            .filter(|finding| finding["impact"] == "serious" || finding["impact"] == "critical")
            .collect();
        assert!(
            grave.is_empty(),
            "axe on this screen ({}): {}\n{}",
            self.look(),
            serde_json::to_string_pretty(&grave).expect("JSON"),
            self.text()
        );
    }
}
