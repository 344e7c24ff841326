//! An officer before a log of 100,000 records: any of them is a key or a word away, and only what is in sight is drawn.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::time::Instant;

use sealift_journeys::{LOGGED, Site};
use sealift_window_journeys::{Key, Start, Window};
use serde_json::json;

const RECORDS: usize = 100_000;
/// More lines than a screen has room for, with those that are drawn ahead of it on both sides.
const MOST_DRAWN: u64 = 90;
/// Pages that are gone through at the pace of a hand that does not lift.
const PAGES: usize = 40;

/// The numbers of the lines that are drawn, those that are still on their way left out.
const DRAWN: &str = "
    const lines = [...document.querySelectorAll('[aria-label^=Records] > div > [role=option]')];
    return {
        lines: lines.length,
        total: Number(lines[0]?.getAttribute('aria-setsize')),
        chosen: lines.find((line) => line.ariaSelected === 'true' && !line.ariaBusy)?.innerText ?? null,
        place: Number(lines.find((line) => line.ariaSelected === 'true')?.getAttribute('aria-posinset')),
        first: lines[0]?.innerText ?? '',
    };
";

/// Scrolls by most of a screen with each picture, and notes how long each took.
const SCROLLED: &str = "
    const [pictures, done] = arguments;
    const list = document.querySelector('[aria-label^=Records]');
    const times = [];
    const begun = performance.now();
    let last = begun;
    const next = (now) => {
        times.push(now - last);
        last = now;
        // A busy machine draws few of them.
        if (times.length === pictures || now - begun > 10000) return done(times);
        list.scrollTop += 400;
        requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
";
/// Enough of them to pass a thousand records.
const PICTURES: usize = 100;

/// What the list shows is bounded, and has as many places as it says.
#[track_caller]
fn is_bounded(window: &Window, total: u64) {
    let drawn = window.script(DRAWN, vec![]);
    assert!(
        drawn["lines"]
            .as_u64()
            .is_some_and(|lines| (10..MOST_DRAWN).contains(&lines)),
        "{drawn}"
    );
    assert_eq!(drawn["total"], json!(total), "{drawn}");
}

/// Waits until the chosen line is the one at this place, with its record, and says what it is.
#[track_caller]
fn chosen_at(window: &Window, place: u64) -> String {
    window.wait(&format!("the record at place {place}"), || {
        let drawn = window.script(DRAWN, vec![]);
        let chosen = drawn["chosen"].as_str()?;
        (drawn["place"] == json!(place)).then(|| chosen.to_owned())
    })
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{what}: {:.2} s", start.elapsed().as_secs_f64());
    done
}

/// A number as an English reader has it.
fn counted(number: u64) -> String {
    let digits = number.to_string();
    let (head, tail) = digits.split_at(digits.len().saturating_sub(3));
    if head.is_empty() {
        digits
    } else {
        format!("{head},{tail}")
    }
}

/// Scrolls on and says how the page keeps up; a line whose record has not come yet is drawn as one that is on its way.
#[track_caller]
fn scrolls(window: &Window) {
    let times = window.async_script(SCROLLED, vec![json!(PICTURES)]);
    let times = times.as_array().expect("a list");
    let mut times: Vec<f64> = times.iter().filter_map(serde_json::Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    let within = |of_a_hundred: usize| times[(times.len() - 1) * of_a_hundred / 100];
    let [half, most, all] = [50, 95, 100].map(within);
    println!(
        "pictures while scrolling: half within {half:.0} ms, 95 of 100 within {most:.0} ms, all within {all:.0} ms"
    );
    window.wait("every record in sight", || {
        let waiting =
            "return document.querySelectorAll('[aria-label^=Records] [aria-busy]').length";
        (window.script(waiting, vec![]) == json!(0)).then_some(())
    });
}

#[test]
fn a_log_of_a_hundred_thousand_records_is_gone_through_filtered_and_searched() {
    let site = Site::new();
    let size = timed("written", || site.log_of(RECORDS));
    assert!(size >= RECORDS as u64);
    let window = Window::open(&Start::on("long-log", site.root()));
    window.is_at("Where is the software?");
    timed("opened", || {
        window.press("Audit");
        window.says(&format!("{} records", counted(size)));
    });
    is_bounded(&window, size);

    window.tabs_to("listbox", "Records, the newest first");
    timed("the oldest record", || {
        window.key(&[], Key::End);
        // The site's own first record; those that were written for this came after it.
        let oldest = chosen_at(&window, size);
        assert!(oldest.starts_with('0'), "{oldest}");
    });
    is_bounded(&window, size);
    window.looks_right("oldest");
    timed("the newest record", || {
        window.key(&[], Key::Home);
        let newest = chosen_at(&window, 1);
        assert!(newest.starts_with(&counted(size - 1)), "{newest}");
    });

    timed("forty pages", || {
        for _ in 0..PAGES {
            window.key(&[], Key::PageDown);
        }
    });
    let place = window.wait("the line that was come to", || {
        window.script(DRAWN, vec![])["place"].as_u64()
    });
    assert!(place > PAGES as u64 * 5, "a page is many lines: {place}");
    let there = chosen_at(&window, place);
    assert!(
        there.starts_with(&counted(size - place)),
        "{there} is at {place}"
    );
    is_bounded(&window, size);
    scrolls(&window);
    is_bounded(&window, size);

    // Half of them are about the one product, and every fifth of those failed.
    let half = RECORDS as u64 / 2;
    timed("filtered", || {
        window.click("combobox", "Product");
        window.click("option", LOGGED[1]);
        window.says(&format!("{} of {} records", counted(half), counted(size)));
    });
    is_bounded(&window, half);
    timed("searched in what is filtered", || {
        window.fill("Search the records", "turn 77777");
        window.says(&format!("1 of {} records", counted(size)));
    });
    let found = window.script(DRAWN, vec![]);
    assert_eq!(
        (&found["lines"], &found["total"]),
        (&json!(1), &json!(1)),
        "{found}"
    );
    assert!(
        found["first"]
            .as_str()
            .is_some_and(|line| line.contains(LOGGED[1])),
        "{found}"
    );
    window.looks_right("found");
    window.tabs_to("listbox", "Records, the newest first");
    window.key(&[], Key::Enter);
    window.says("turn 77777");
    window.key(&[], Key::Escape);
    timed("found nowhere", || {
        window.fill("Search the records", "nowhere at all");
        window.says("No record fits");
    });
}
