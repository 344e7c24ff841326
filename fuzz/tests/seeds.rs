//! What the fuzzer is given to begin with, held to the same promises here: every seed, cut at every byte, with every
//! byte flipped; so that a target which a change has broken is found without a fuzzer.

use sealift_fuzz::{TARGETS, dictionary};

/// Positions tried in one seed; a long one is tried at this many, spread evenly.
const MOST_POSITIONS: usize = 400;

#[test]
fn every_target_has_seeds_and_a_name_of_its_own() {
    let mut names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), TARGETS.len());
    for target in TARGETS {
        assert!(!(target.seeds)().is_empty(), "{}", target.name);
    }
}

#[test]
fn p22_seeds_cuts_and_flips_of_them_keep_every_promise() {
    for target in TARGETS {
        let seeds = (target.seeds)();
        let mut runs = 0;
        for seed in &seeds {
            (target.run)(seed);
            let step = (seed.len() * seeds.len()).div_ceil(MOST_POSITIONS).max(1);
            for at in (0..seed.len()).step_by(step) {
                (target.run)(&seed[..at]);
                let mut flipped = seed.clone();
                flipped[at] ^= 1 << (at % 8);
                (target.run)(&flipped);
                runs += 2;
            }
        }
        println!(
            "{}: {} seeds, {runs} cuts and flips",
            target.name,
            seeds.len()
        );
    }
}

#[test]
fn the_dictionary_has_names_and_words_in_the_form_that_libfuzzer_reads() {
    let words = dictionary(&[br#"{"type":"a\"b","list":[1,"x"]}"#.to_vec()]);
    assert_eq!(
        words,
        "\"\\\"a\\\\\\\"b\\\"\"\n\"\\\"list\\\"\"\n\"\\\"type\\\"\"\n\"\\\"x\\\"\"\n"
    );
}
