//! What is done until the process is killed.

use std::process::Command;
use std::time::{Duration, Instant};

use sealift_journeys::{Product, Run};
use sealift_testkit::chance::Chance;

use crate::bench::{Bench, text};
use crate::exported::holdings;
use crate::figures::Figures;
use crate::round::{self, Between};
use crate::stock::Stock;

/// Something that people do, and how a site comes to where they do it.
pub(crate) struct Scene {
    name: &'static str,
    /// Brings the site to where the scene begins, from wherever a round has left it.
    prepare: fn(&Bench),
    act: fn(&Bench) -> Command,
    /// The exit status with which it ends by itself.
    ends: i32,
}

impl Scene {
    pub(crate) const INSTALL: Self = Self {
        name: "install",
        prepare: |bench| {
            bench.stock(&[1]);
            bench.uninstall();
        },
        act: |bench| bench.installing(1),
        ends: 0,
    };
    pub(crate) const UPGRADE: Self = Self {
        name: "upgrade",
        prepare: |bench| {
            bench.stock(&[1, 2]);
            bench.uninstall();
            bench.install(1);
        },
        act: |bench| bench.installing(2),
        ..Self::INSTALL
    };
    pub(crate) const FAILING_UPGRADE: Self = Self {
        name: "failing-upgrade",
        prepare: |bench| {
            bench.stock(&[1, 3]);
            if bench.installed().is_none() {
                bench.install(1);
            }
        },
        act: |bench| bench.installing(3),
        ends: 13,
    };
    pub(crate) const ROLLBACK: Self = Self {
        name: "rollback",
        prepare: |bench| {
            (Self::UPGRADE.prepare)(bench);
            bench.install(2);
        },
        act: |bench| {
            let accepted = ["--yes", "--accept", "command-without-sandbox"];
            let mut command = bench.command(&["rollback", Product::ID]);
            command.args(accepted);
            command
        },
        ..Self::INSTALL
    };
    pub(crate) const UNINSTALL: Self = Self {
        name: "uninstall",
        prepare: |bench| {
            bench.stock(&[1]);
            if bench.installed().is_none() {
                bench.install(1);
            }
        },
        act: |bench| bench.command(&["uninstall", Product::ID, "--purge", "--yes"]),
        ..Self::INSTALL
    };
    pub(crate) const IMPORT: Self = Self {
        name: "import",
        prepare: |bench| bench.drop(1),
        act: |bench| bench.command(&["import", &text(Stock::get().volume(1))]),
        ..Self::INSTALL
    };
    pub(crate) const IMPORT_OF_DELTA: Self = Self {
        name: "import-of-delta",
        prepare: |bench| {
            bench.stock(&[1]);
            bench.drop(2);
        },
        act: |bench| bench.command(&["import", &text(&Stock::get().delta)]),
        ..Self::INSTALL
    };
    pub(crate) const CLEAN_UP: Self = Self {
        name: "depot-clean-up",
        prepare: |bench| bench.stock(&[1, 2, 3]),
        act: |bench| bench.command(&["depot", "gc"]),
        ..Self::INSTALL
    };
    pub(crate) const TRUST: Self = Self {
        name: "trust-add",
        prepare: |bench| {
            let second = Stock::get().second.fingerprint();
            if bench.keys().contains(&second) {
                bench.does(&["trust", "remove", &second]);
            }
        },
        act: |bench| {
            let second = &Stock::get().second;
            let (key, fingerprint) = (text(&second.public_key()), second.fingerprint());
            bench.command(&["trust", "add", &key, "--fingerprint", &fingerprint])
        },
        ..Self::INSTALL
    };
    pub(crate) const DISTRUST: Self = Self {
        name: "trust-remove",
        prepare: |bench| {
            let second = &Stock::get().second;
            if !bench.keys().contains(&second.fingerprint()) {
                bench.site.trust(second);
            }
        },
        act: |bench| bench.command(&["trust", "remove", &Stock::get().second.fingerprint()]),
        ..Self::INSTALL
    };
    pub(crate) const LOG_KEY: Self = Self {
        name: "log-key",
        prepare: |_| {},
        act: |bench| bench.command(&["audit", "rotate-key"]),
        ..Self::INSTALL
    };
    pub(crate) const LOG_EXPORT: Self = Self {
        name: "audit-export",
        prepare: clear_exports,
        act: |bench| {
            let report = text(&bench.out().join("report.json"));
            bench.command(&["audit", "export", "--format", "json", "--out", &report])
        },
        ..Self::INSTALL
    };
    pub(crate) const RELEASE_EXPORT: Self = Self {
        name: "depot-export",
        prepare: |bench| {
            bench.stock(&[1]);
            clear_exports(bench);
        },
        act: |bench| {
            let (name, out) = (crate::bench::named(1), text(bench.out()));
            bench.command(&["depot", "export", &name, "--out", &out])
        },
        ..Self::INSTALL
    };

    /// Does it once undisturbed, then as often as there are rounds with a kill.
    pub(crate) fn play(&self) {
        let mut chance = Chance::new();
        let bench = Bench::new();
        let (between, takes) = self.undisturbed(&bench);
        let mut figures = Figures::new(self.name, chance.seed());
        let mut violation = None;
        while violation.is_none() && figures.needs_more(round::wanted()) {
            (self.prepare)(&bench);
            let drawn = round::Drawn::from(&mut chance, takes);
            let judged = round::play(&bench, (self.act)(&bench), &drawn, &between);
            violation = figures.judged(judged);
        }
        figures.end(usize::from(violation.is_some()));
        assert!(
            violation.is_none(),
            "{}: {}",
            self.name,
            violation.unwrap_or_default()
        );
    }

    /// What is there before and after, and how long it takes.
    #[track_caller]
    fn undisturbed(&self, bench: &Bench) -> (Between, Duration) {
        (self.prepare)(bench);
        let old = holdings(bench);
        let mut command = (self.act)(bench);
        let start = Instant::now();
        Run::of(&mut command).exits(self.ends);
        let takes = start.elapsed();
        let new = holdings(bench);
        (Between::new(bench, old, new), takes)
    }
}

fn clear_exports(bench: &Bench) {
    for entry in std::fs::read_dir(bench.out()).expect("readable") {
        std::fs::remove_file(entry.expect("readable").path()).expect("removed");
    }
}
