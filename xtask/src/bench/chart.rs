//! A suite as a picture: one bar for each way, as long as its median, with a line from its lowest to its highest round.
//!
//! Plain SVG with the colours of both a light and a dark page, so that it can stand in any document.

use super::OURS;
use super::figures::Spread;
use super::record::{StepFigures, SuiteFigures, WayFigures};
use std::fmt::Write as _;

const WIDTH: f64 = 900.0;
/// Where bars begin; names stand before it.
const LEFT: f64 = 260.0;
/// Room behind the longest bar for its number.
const RIGHT: f64 = 90.0;
const ROW: f64 = 22.0;
const HEADING: f64 = 34.0;

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#1c2733}.title{font-weight:600}.ours{fill:#1f6feb}\
                     .theirs{fill:#9aa7b4}.spread{stroke:#1c2733;stroke-width:1.5}\
                     @media(prefers-color-scheme:dark){text{fill:#e6edf3}.spread{stroke:#e6edf3}.theirs{fill:#6b7885}}";

/// The picture of a suite.
pub(super) fn of(figures: &SuiteFigures) -> String {
    let steps: Vec<&StepFigures> = figures
        .steps
        .iter()
        .filter(|step| !step.ways.is_empty())
        .collect();
    let mut body = String::new();
    let mut y = 10.0;
    for step in steps {
        y = draw_step(&mut body, step, y);
    }
    let height = y + 10.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" aria-label=\"{}\">\n<style>{STYLE}</style>\n{body}</svg>\n",
        escaped(&format!("Seconds of the suite {}", figures.suite))
    )
}

/// Draws a step from this height on, and returns where it ends. Each step has a scale of its own.
fn draw_step(body: &mut String, step: &StepFigures, top: f64) -> f64 {
    let longest = step
        .ways
        .iter()
        .filter_map(|way| Spread::of(&way.seconds))
        .map(|spread| spread.high)
        .fold(f64::MIN_POSITIVE, f64::max);
    let scale = (WIDTH - LEFT - RIGHT) / longest;
    let _ = writeln!(
        body,
        "<text class=\"title\" x=\"10\" y=\"{}\">{}, seconds</text>",
        top + 22.0,
        escaped(&step.title)
    );
    let mut y = top + HEADING;
    for way in &step.ways {
        draw_way(body, way, y, scale);
        y += ROW;
    }
    y
}

fn draw_way(body: &mut String, way: &WayFigures, y: f64, scale: f64) {
    let Some(spread) = Spread::of(&way.seconds) else {
        return;
    };
    let class = if way.name.starts_with(OURS) || is_ours(&way.name) {
        "ours"
    } else {
        "theirs"
    };
    let at = |seconds: f64| LEFT + seconds * scale;
    let (middle, text) = (y + ROW / 2.0, y + ROW / 2.0 + 4.5);
    let _ = writeln!(
        body,
        "<text x=\"{:.1}\" y=\"{text:.1}\" text-anchor=\"end\">{}</text>",
        LEFT - 8.0,
        escaped(&way.name)
    );
    let _ = writeln!(
        body,
        "<rect class=\"{class}\" x=\"{LEFT}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
        y + 3.0,
        (at(spread.median) - LEFT).max(1.0),
        ROW - 6.0
    );
    let _ = writeln!(
        body,
        "<line class=\"spread\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{middle:.1}\" y2=\"{middle:.1}\"/>",
        at(spread.low),
        at(spread.high)
    );
    let digits = if spread.median < 0.1 { 3 } else { 2 };
    let _ = writeln!(
        body,
        "<text x=\"{:.1}\" y=\"{text:.1}\">{:.digits$}</text>",
        at(spread.high) + 8.0,
        spread.median
    );
}

/// Suites without any peer name their ways by what is done.
fn is_ours(name: &str) -> bool {
    let word = name.split([' ', ',']).next().unwrap_or_default();
    [
        "pack", "verify", "import", "install", "list", "plan", "check", "status",
    ]
    .contains(&word)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_fits_and_bars_are_in_proportion() {
        let way = |name: &str, seconds: &[f64]| WayFigures {
            seconds: seconds.to_vec(),
            ..WayFigures::new(name)
        };
        let step = StepFigures {
            title: "pack & go".into(),
            ways: vec![way(OURS, &[1.0]), way("tar", &[2.0])],
            judgements: Vec::new(),
        };
        let mut body = String::new();
        let end = draw_step(&mut body, &step, 0.0);
        assert!(body.contains("pack &amp; go"), "{body}");
        assert!(
            body.contains("width=\"275.0\"") && body.contains("width=\"550.0\""),
            "{body}"
        );
        assert!((end - (HEADING + 2.0 * ROW)).abs() < f64::EPSILON);
    }
}
