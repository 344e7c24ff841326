//! What is done on the machine, and what a site is after each part of it.

use std::path::{Path, PathBuf};

use sealift_journeys::{Holdings, Product, Run, Site, Tree, Vendor};

/// Where the machine has what the vendors sealed; a word of a change that begins so names a file of theirs.
pub(crate) const STOCK: &str = "/stock/";

const ID: &str = Product::ID;

/// One change after the other, and the site as it is before the first and after each, on a machine that nobody disturbs.
pub(crate) struct Story {
    vendor: Vendor,
    volumes: [PathBuf; 2],
    other: Vendor,
    /// The words of each command.
    pub(crate) changes: Vec<Vec<String>>,
    /// The site before the first change, as it lies on the machine's disk.
    pub(crate) beginning: Site,
    /// What there is to be had before the first change and after each.
    pub(crate) states: Vec<Holdings>,
}

impl Story {
    #[track_caller]
    pub(crate) fn new() -> Self {
        let (vendor, other) = (Vendor::new(), Vendor::new());
        let volumes = [1, 2].map(|number| release(number).pack(&vendor));
        let beginning = Site::trusting(&vendor);
        let mut story = Self {
            changes: changes(&other),
            vendor,
            volumes,
            other,
            beginning,
            states: Vec::new(),
        };
        let here = |words: &[String]| -> Vec<String> {
            words
                .iter()
                .map(|word| story.on_this_machine(word))
                .collect()
        };
        let site = Site::trusting(&story.vendor);
        let mut states = vec![Holdings::of(&story.beginning, Tree::new())];
        for words in &story.changes {
            site.run(here(words)).succeeds();
            states.push(Holdings::of(&site, Tree::new()));
        }
        story.states = states;
        story
    }

    /// The files that the vendors sealed, by their names on the machine.
    pub(crate) fn stock(&self) -> [(&'static str, PathBuf); 3] {
        let [first, second] = self.volumes.clone();
        [
            ("1.sealift", first),
            ("2.sealift", second),
            ("other.pub", self.other.public_key()),
        ]
    }

    fn on_this_machine(&self, word: &str) -> String {
        let name = word.strip_prefix(STOCK);
        let found =
            name.and_then(|name| self.stock().into_iter().find(|(known, _)| *known == name));
        found.map_or_else(|| word.to_owned(), |(_, path)| text(&path))
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// Everything that people do: bring in, install, upgrade, trust, go back, hand the log over, remove.
fn changes(other: &Vendor) -> Vec<Vec<String>> {
    let print = other.fingerprint();
    let (first, second) = (format!("{ID}@1.0.0"), format!("{ID}@2.0.0"));
    let lines: [&[&str]; 9] = [
        &["import", "/stock/1.sealift"],
        &["install", &first, "--yes"],
        &["import", "/stock/2.sealift"],
        &["install", &second, "--yes"],
        &["trust", "add", "/stock/other.pub", "--fingerprint", &print],
        &["rollback", ID, "--yes"],
        &["audit", "rotate-key"],
        &["uninstall", ID, "--yes"],
        &["depot", "gc", "--remove", &first],
    ];
    let words = |line: &&[&str]| line.iter().map(|word| (*word).to_owned()).collect();
    lines.iter().map(words).collect()
}

/// A release whose installed bytes say nothing of where it is installed, so that two machines can be compared. It is large
/// enough that bringing it in and placing it take longer than starting the program does.
fn release(number: u64) -> Product {
    Product::release(&format!("{number}.0.0"), number)
        .file("server", "app.conf.j2", format!("version = {number}\n"))
        .file("server", "share/same.txt", "the same in both\n")
        .noise("server", "share/other.bin", number, 8_000_000)
        .noise("server", "share/table.bin", 0, 2_000_000)
        .program("server", "bin/server", format!("#!/bin/sh\necho {number}\n"))
        .step("server", "id = \"rows\"\nkind = \"directory\"\npath = \"data/rows\"\nmode = \"0750\"")
        .step("server", "id = \"settings\"\nkind = \"config-file\"\npath = \"config/app.conf\"\ntemplate = \"app.conf.j2\"")
}

/// A run of the program that must succeed, for what the judge asks.
#[track_caller]
pub(crate) fn done(site: &Site, words: &[&str]) -> Run {
    site.run(words).succeeds()
}
