//! How a window opens: the first screen waits for nothing that it does not show, and no other screen is waited for.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sealift_journeys::Site;
use sealift_window_journeys::{Start, Window};
use serde_json::json;

/// What the first screen may have to read, in bytes of scripts besides a language. All parts together are more than twice
/// that.
const MOST: usize = 600_000;

/// Milliseconds since the page began at which the first screen was painted, and at which the rest began to be read and was
/// there.
const TIMES: &str = "
    const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? null;
    return [at('first-contentful-paint'), at('reading-ahead'), at('read-ahead')];
";

/// The times, once all parts have been read.
fn times(window: &Window) -> [f64; 3] {
    window.wait("all parts are read", || {
        let times = window.script(TIMES, vec![]);
        let times: Option<Vec<f64>> = times
            .as_array()?
            .iter()
            .map(serde_json::Value::as_f64)
            .collect();
        times?.try_into().ok()
    })
}

/// Shows a screen and says whether it was there with the very next picture, without a sign that something is waited for.
const GO: &str = "
    const [name, done] = arguments;
    [...document.querySelectorAll('nav button')].find((button) => button.ariaLabel === name).click();
    setTimeout(() => done(document.querySelector('main h2, main [role=tablist]') !== null), 0);
";

#[test]
fn the_first_screen_is_painted_before_any_other_is_read_and_those_are_then_there_at_once() {
    let site = Site::new();
    let window = Window::open(&Start::on("opening", site.root()).in_export_mode());
    window.is_at("Where is the software?");
    let [painted, begun, read] = times(&window);
    println!(
        "painted {painted:.0} ms, the rest read from {begun:.0} to {read:.0} ms after the page began"
    );
    assert!(
        painted < begun,
        "painted at {painted}, the rest read from {begun}"
    );
    for screen in ["Audit", "Keys", "Settings", "Export mode", "Releases"] {
        let is_there = window.async_script(GO, vec![json!(screen)]);
        assert_eq!(is_there, json!(true), "{screen} is waited for");
    }
}

/// The page as it was built into the program.
fn built(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../ui/dist")
        .join(name)
}

/// The names of scripts that follow one of these words in a text, in quotes.
fn named<'a>(text: &'a str, before: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let places = before
        .iter()
        .flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len()));
    places.filter_map(|at| {
        text[at..]
            .split('"')
            .next()
            .filter(|name| name.ends_with(".js"))
    })
}

/// Every script that is read before the page does anything, with its size.
fn at_once() -> BTreeMap<String, usize> {
    let page = std::fs::read_to_string(built("index.html")).expect("the page is built");
    let mut waiting: Vec<String> = named(&page, &["src=\"./assets/", "href=\"./assets/"])
        .map(str::to_owned)
        .collect();
    let mut read = BTreeMap::new();
    while let Some(name) = waiting.pop() {
        let script = std::fs::read_to_string(built("assets").join(&name)).expect("a script");
        if read.insert(name, script.len()).is_none() {
            waiting.extend(named(&script, &["from\"./", "import\"./"]).map(str::to_owned));
        }
    }
    read
}

#[test]
fn what_is_read_before_the_first_screen_is_no_more_than_it_needs() {
    let first = at_once();
    let bytes: usize = first.values().sum();
    println!("{bytes} bytes in {} scripts", first.len());
    assert!((200_000..MOST).contains(&bytes), "{first:?}");
    assert!(first.len() <= 2, "each has to be asked for: {first:?}");
    let all = std::fs::read_dir(built("assets"))
        .expect("scripts")
        .map(|file| file.expect("a file"));
    let scripts = all.filter(|file| file.path().extension().is_some_and(|ending| ending == "js"));
    let whole: u64 = scripts
        .map(|file| file.metadata().expect("its size").len())
        .sum();
    assert!(
        whole > 2 * MOST as u64 - 100_000,
        "nothing is left out: {whole}"
    );
    for text in ["Hersteller", "compare the key"] {
        let is_in = |name: &&String| {
            std::fs::read_to_string(built("assets").join(name))
                .expect("a script")
                .contains(text)
        };
        assert_eq!(
            first.keys().find(is_in),
            None,
            "words of a language: {text}"
        );
    }
}
