//! How soon a window answers while it works.

use std::time::Duration;

use crate::Window;

/// Asks the program every 50 ms and waits until the answer could be painted. Counted from when it should have asked, so
/// that a page that is too busy to ask is late as well.
const BEGIN: &str = "
    const every = 50;
    const probe = { times: [], on: true };
    window.probe = probe;
    const painted = () => new Promise((done) => requestAnimationFrame(done));
    (async () => {
        let due = performance.now() + every;
        while (probe.on) {
            await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
            await window.__TAURI_INTERNALS__.invoke('about', { request: {} });
            await painted();
            const now = performance.now();
            probe.times.push(now - due);
            due = Math.max(due + every, now);
        }
    })();
";

const END: &str = "window.probe.on = false; return window.probe.times;";

/// Waits within the page until a heading has one of some texts: a driver that looked for it again and again would keep
/// the page busy, and be what is measured.
const HEADED: &str = "
    const [texts, done] = arguments;
    const is = () => [...document.querySelectorAll('h1, h2, h3')].some((one) => texts.includes(one.textContent.trim()));
    const changes = new MutationObserver(() => {
        if (!is()) return;
        changes.disconnect();
        done(true);
    });
    if (is()) return done(true);
    changes.observe(document.body, { childList: true, characterData: true, subtree: true });
";

/// The times that a window took to answer.
#[derive(Debug, Clone)]
pub struct Answers(Vec<f64>);

impl Answers {
    /// Those of several times, as one.
    #[must_use]
    pub fn together(all: impl IntoIterator<Item = Self>) -> Self {
        Self::new(all.into_iter().flat_map(|answers| answers.0).collect())
    }

    fn new(mut times: Vec<f64>) -> Self {
        assert!(!times.is_empty(), "nothing was answered");
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// How many there were.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time within which so many of a hundred answers came.
    #[must_use]
    pub fn percentile(&self, of_a_hundred: usize) -> Duration {
        let at = (self.0.len() * of_a_hundred).div_ceil(100).max(1) - 1;
        Duration::from_secs_f64(self.0.get(at).copied().unwrap_or(0.0) / 1000.0)
    }
}

impl Window {
    /// Asks over and over, at the pace of a hand, from before something is begun until the screen with this heading is
    /// there.
    pub fn answering(&self, begin: impl FnOnce(&Self), heading: &str) -> Answers {
        self.script(BEGIN, vec![]);
        begin(self);
        self.async_script(HEADED, vec![self.said(heading).into()]);
        let times = self.script(END, vec![]);
        let times = times.as_array().expect("a list");
        Answers::new(times.iter().filter_map(serde_json::Value::as_f64).collect())
    }
}
