//! Looking for records: what officers filter by, alone and together.

#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

mod long_log;

use long_log::log_of;
use sealift_engine::log::Search;
use sealift_engine::state::{Database, StateError};

fn found(database: &Database, search: &Search) -> Vec<u64> {
    let (entries, total) = database
        .read(|view| {
            Ok::<_, StateError>((view.search_log(search, None, 500)?, view.count_log(search)?))
        })
        .unwrap();
    assert_eq!(entries.len() as u64, total);
    entries.iter().map(|entry| entry.sequence).collect()
}

#[test]
fn filters_are_taken_together_and_the_newest_come_first() {
    let (_world, database) = log_of(30);
    let by = |search: Search| found(&database, &search);
    assert_eq!(by(Search::default()).first(), Some(&29));
    let product = Some("com.acme.pump".to_owned());
    let both = Search {
        product: product.clone(),
        outcome: Some("failed".into()),
        ..Search::default()
    };
    assert_eq!(by(both), [29, 19, 9]);
    let event = Search {
        product,
        event: Some("check-run".into()),
        ..Search::default()
    };
    assert_eq!(by(event), [27, 21, 15, 9, 3]);
}

#[test]
fn whose_doing_it_was_is_the_user_who_logged_in_also_where_root_did_it() {
    let (_world, database) = log_of(3);
    let by = |user: &str| Search {
        user: Some(user.into()),
        ..Search::default()
    };
    assert_eq!(found(&database, &by("anna")).len(), 3);
    assert_eq!(found(&database, &by("root")), [0_u64; 0]);
    let facets = database.read(|view| view.log_facets());
    let facets: Result<_, StateError> = facets;
    assert_eq!(facets.unwrap().users, ["anna"]);
}

#[test]
fn a_text_is_found_in_any_case_wherever_it_stands_and_as_it_stands() {
    let (_world, database) = log_of(30);
    let by = |text: &str| {
        let text = Some(text.to_owned());
        found(
            &database,
            &Search {
                text,
                ..Search::default()
            },
        )
    };
    assert_eq!(by("TURN 17"), [17]);
    assert_eq!(
        by("ann example").len(),
        15,
        "what may be withheld is searched too"
    );
    assert_eq!(by("100% _sample_").len(), 15);
    assert_eq!(
        by("100_"),
        [0_u64; 0],
        "a wildcard is a character like others"
    );
}

#[test]
fn pages_follow_each_other_without_gap() {
    let (_world, database) = log_of(30);
    let page = |before| {
        let found = database.read(|view| view.search_log(&Search::default(), before, 12));
        let found: Result<_, StateError> = found;
        found
            .unwrap()
            .iter()
            .map(|entry| entry.sequence)
            .collect::<Vec<_>>()
    };
    let (first, second, third) = (page(None), page(Some(18)), page(Some(6)));
    let all: Vec<u64> = [first, second, third].concat();
    assert_eq!(all, (0..30).rev().collect::<Vec<_>>());
}
