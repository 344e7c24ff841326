//! Plans of the real planner, carried out: what the executor notes is what the planner plans from next.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop where they fail"
)]

mod bench;

use bench::{Bench, assert_same, plan_for, planned};
use sealift_engine::events::Outcome;
use sealift_plan::plan::{Operation, PlanRefusal, Wanted};

const ROWS: &str = "var/opt/com.acme.sample/rows";

#[test]
fn a_product_goes_all_its_ways_and_leaves_nothing_behind() {
    let bench = Bench::new();
    let empty = bench.target();
    let (one, two) = (planned(1, true), planned(2, true));

    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Install,
        Some(&one),
    )
    .unwrap();
    let report = bench.run(&plan, Some(&one)).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    bench.assert_nothing_is_left("install");
    let again = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Install,
        Some(&one),
    );
    assert!(
        matches!(again, Err(PlanRefusal::AlreadyInstalled { .. })),
        "{again:?}"
    );

    bench.world.files.put(ROWS, b"of version 1");
    let first = bench.target();
    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&two)),
        Wanted::Install,
        Some(&two),
    )
    .unwrap();
    assert_eq!(plan.operation, Operation::Upgrade);
    let report = bench.run(&plan, Some(&two)).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    bench.assert_nothing_is_left("upgrade");
    assert_eq!(
        bench.current().backups.len(),
        1,
        "the data's format moved on"
    );
    bench.world.files.put(ROWS, b"migrated");

    let back = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Rollback,
        Some(&one),
    )
    .unwrap();
    assert_eq!(back.operation, Operation::Rollback);
    let report = bench.run(&back, Some(&one)).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    bench.assert_nothing_is_left("rollback");
    let mut now = bench.target();
    now.retain(|at, _| !at.contains("backups") && !at.contains("releases/2.0.0-2"));
    assert_same(&now, &first, "after the rollback");

    let wanted = Wanted::Uninstall { purge: true };
    let plan = plan_for(&bench, &bench.inspected(None), wanted, None).unwrap();
    let report = bench.run(&plan, None).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    bench.assert_nothing_is_left("uninstall");
    let mut now = bench.target();
    now.retain(|at, _| !at.starts_with("var/lib/sealift/backups"));
    assert_same(&now, &empty, "after the uninstall");
    let current = bench.inspected(None);
    assert!(current.active.is_none() && current.present.is_empty() && current.owned.is_empty());
    assert!(current.data.is_empty() && current.backups.is_empty() && current.services.is_empty());
}

#[test]
fn i08_an_edited_file_is_kept_and_the_new_rendition_lies_beside_it() {
    let bench = Bench::new();
    let (one, two) = (planned(1, true), planned(2, true));
    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Install,
        Some(&one),
    )
    .unwrap();
    bench.run(&plan, Some(&one)).unwrap();
    let conf = "etc/opt/com.acme.sample/deep/app.conf";
    bench.world.files.put(conf, b"edited");
    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&two)),
        Wanted::Install,
        Some(&two),
    )
    .unwrap();
    let report = bench.run(&plan, Some(&two)).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    assert_eq!(bench.world.files.content(conf).unwrap(), b"edited");
    let beside = bench
        .target()
        .into_keys()
        .filter(|at| at.starts_with(conf))
        .count();
    assert_eq!(beside, 2, "the new rendition lies beside it");
}

#[test]
fn a_damaged_tree_is_repaired_and_comes_back_when_the_repair_fails() {
    let bench = Bench::new();
    let one = planned(1, true);
    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Install,
        Some(&one),
    )
    .unwrap();
    bench.run(&plan, Some(&one)).unwrap();
    let whole = bench.target();
    bench.world.files.put(
        "opt/com.acme.sample/releases/1.0.0-1/server/same",
        b"damaged",
    );
    let damaged = bench.target();
    let repair = || {
        plan_for(
            &bench,
            &bench.inspected(Some(&one)),
            Wanted::Repair,
            Some(&one),
        )
        .unwrap()
    };
    bench.world.services.break_service("com.acme.sample-server");
    let report = bench.run(&repair(), Some(&one)).unwrap();
    assert_ne!(report.outcome, Outcome::Succeeded);
    let mut now = bench.target();
    let mut before = damaged;
    for target in [&mut now, &mut before] {
        target.retain(|at, _| !at.starts_with("unit "));
    }
    assert_same(&now, &before, "a repair that failed");

    let bench = Bench::new();
    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Install,
        Some(&one),
    )
    .unwrap();
    bench.run(&plan, Some(&one)).unwrap();
    bench.world.files.put(
        "opt/com.acme.sample/releases/1.0.0-1/server/same",
        b"damaged",
    );
    let plan = plan_for(
        &bench,
        &bench.inspected(Some(&one)),
        Wanted::Repair,
        Some(&one),
    )
    .unwrap();
    let report = bench.run(&plan, Some(&one)).unwrap();
    assert_eq!((report.outcome, report.problem), (Outcome::Succeeded, None));
    assert_same(&bench.target(), &whole, "repaired");
    bench.assert_nothing_is_left("repair");
}
