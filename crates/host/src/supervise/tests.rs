//! Real services under a real resident process, which is this test program run again.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{LockHolder, ServiceState, ServiceUnit, Services};
use sealift_package::manifest::RestartRule;

use super::{Supervised, Supervisor, end, run};
use crate::place::Place;

/// Not a test: the resident of the others, started by them with its root as the last argument.
#[test]
#[ignore = "the resident process that the other tests start"]
fn resident() {
    let root = std::env::args().next_back().unwrap();
    run(&Place::relocated(root.as_ref()).unwrap(), &Cancel::new()).unwrap();
}

struct Bed {
    folder: tempfile::TempDir,
    place: Place,
    services: Supervised,
}

/// A root whose path is longer than the path of a socket may be.
fn bed() -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::relocated(&folder.path().join("long".repeat(30))).unwrap();
    let name = "supervise::tests::resident";
    let root = place.path().as_str();
    let arguments = ["--ignored", "--exact", "--nocapture", name, root];
    let supervisor = Supervisor {
        program: std::env::current_exe().unwrap(),
        arguments: arguments.map(str::to_owned).to_vec(),
    };
    let files = place.open_files().unwrap();
    let services = Supervised::new(files, &place.paths().state, supervisor);
    fs::create_dir_all(place.path().join("srv")).unwrap();
    Bed {
        folder,
        place,
        services,
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        end(&self.place).unwrap();
        let _ = &self.folder;
    }
}

impl Bed {
    fn real(&self, path: &str) -> PathBuf {
        self.place.path().join("srv").join(path).into()
    }

    fn place(&self, name: &str, script: &str, restart: RestartRule) -> ServiceUnit {
        let unit = ServiceUnit {
            name: name.into(),
            description: "a test".into(),
            executable: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            environment: [("GREETING".to_owned(), "good day".to_owned())].into(),
            user: None,
            directory: "srv"
                .parse::<sealift_package::path::RelativePath>()
                .unwrap()
                .into(),
            restart,
            stop_seconds: 2,
            after: Vec::new(),
            run_directories: Vec::new(),
        };
        self.services.place(&unit).unwrap();
        unit
    }

    fn process(&self, name: &str) -> u32 {
        match self.services.state(name).unwrap() {
            ServiceState::Running { process } => process,
            other => panic!("{name} is {other:?}"),
        }
    }

    fn lines(&self, path: &str) -> Vec<String> {
        let text = fs::read_to_string(self.real(path)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    fn resident(&self) -> u32 {
        let lock = self.place.path().join("var/lib/sealift/supervise/lock");
        let text = fs::read(lock).unwrap_or_default();
        serde_json::from_slice::<LockHolder>(&text).map_or(0, |holder| holder.process)
    }

    fn kill_resident(&self) {
        let resident = self.resident();
        let pid = Pid::from_raw(i32::try_from(resident).unwrap()).unwrap();
        kill_process(pid, Signal::KILL).unwrap();
        until("the resident is dead", || !is_running(resident));
    }
}

fn is_running(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_service_runs_until_it_is_stopped_and_nothing_stays_behind() {
    let bed = bed();
    let script = "echo $GREETING; pwd; sleep 1000 & echo $! > child; setsid sleep 1001 & echo $! > daemon; wait";
    let unit = bed.place("acme-web", script, RestartRule::Always);
    assert_eq!(bed.services.placed("acme-web"), Ok(Some(unit)));
    assert_eq!(bed.services.state("acme-web"), Ok(ServiceState::Stopped));
    assert_eq!(bed.services.state("acme-none"), Ok(ServiceState::Absent));
    bed.services.start("acme-web").unwrap();
    bed.services.start("acme-web").unwrap();
    let process = bed.process("acme-web");
    assert!(is_running(process));
    until("the children are there", || bed.lines("daemon").len() == 1);
    let children: Vec<u32> = ["child", "daemon"]
        .map(|file| bed.lines(file)[0].parse().unwrap())
        .to_vec();
    let resident = bed.resident();
    bed.services.stop("acme-web").unwrap();
    assert_eq!(bed.services.state("acme-web"), Ok(ServiceState::Stopped));
    assert!(!is_running(process) && !children.iter().any(|child| is_running(*child)));
    let output = String::from_utf8(bed.services.output("acme-web", 1000).unwrap()).unwrap();
    assert!(output.starts_with("good day\n/"), "{output}");
    until("the resident goes when nothing is wanted", || {
        !is_running(resident)
    });
    bed.services.stop("acme-web").unwrap();
    bed.services.remove("acme-web").unwrap();
    bed.services.remove("acme-web").unwrap();
    assert_eq!(bed.services.state("acme-web"), Ok(ServiceState::Absent));
}

#[test]
fn the_definition_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let bed = bed();
    bed.place("secretive", "exit 0", RestartRule::Never);
    let folder = bed.place.path().join("var/lib/sealift/supervise");
    let mode = |path: &str| {
        fs::metadata(folder.join(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(""), 0o700);
    assert_eq!(mode("services/secretive/definition"), 0o600);
}

#[test]
fn a_service_that_fails_is_started_again() {
    let bed = bed();
    let script = "echo x >> starts; [ $(wc -l < starts) -lt 3 ] && exit 1; sleep 1000";
    bed.place("flaky", script, RestartRule::OnFailure);
    bed.services.start("flaky").unwrap();
    until("the third start lasts", || {
        bed.lines("starts").len() == 3
            && matches!(
                bed.services.state("flaky"),
                Ok(ServiceState::Running { .. })
            )
    });
    let process = bed.process("flaky");
    kill_process(Pid::from_raw(process.cast_signed()).unwrap(), Signal::KILL).unwrap();
    until("a killed one too", || bed.lines("starts").len() == 4);
}

#[test]
fn a_service_that_keeps_failing_is_given_up_with_a_reason() {
    let bed = bed();
    bed.place("broken", "echo x >> starts; exit 3", RestartRule::Always);
    bed.services.start("broken").unwrap();
    until("it is given up", || {
        matches!(
            bed.services.state("broken"),
            Ok(ServiceState::Failed { .. })
        )
    });
    let reason = "it ended 5 times in a row, at last with status 3".into();
    assert_eq!(
        bed.services.state("broken"),
        Ok(ServiceState::Failed { reason })
    );
    assert_eq!(bed.lines("starts").len(), 5);
    let resident = bed.resident();
    until("nobody waits for it", || {
        resident == 0 || !is_running(resident)
    });
    // A definition that works, and it starts again.
    bed.place("broken", "sleep 1000", RestartRule::Always);
    bed.services.start("broken").unwrap();
    assert!(is_running(bed.process("broken")));
}

#[test]
fn directories_that_a_restart_takes_away_are_there_when_a_service_starts() {
    let bed = bed();
    let mut unit = bed.place(
        "runner",
        "ls -d ../run/deep/er > found; exec sleep 1000",
        RestartRule::Never,
    );
    let path = "run/deep/er".parse::<sealift_package::path::RelativePath>();
    unit.run_directories = vec![sealift_engine::effects::RunDirectory {
        path: path.unwrap().into(),
        mode: sealift_package::manifest::Mode::from_bits(0o750).unwrap(),
        owner: None,
    }];
    bed.services.place(&unit).unwrap();
    assert_eq!(bed.services.placed("runner"), Ok(Some(unit)));
    for round in 1..=2 {
        bed.services.start("runner").unwrap();
        until("it has looked", || bed.lines("found").len() == 1);
        assert_eq!(bed.lines("found"), ["../run/deep/er"], "round {round}");
        bed.services.stop("runner").unwrap();
        // What a restart of the machine does.
        std::fs::remove_dir_all(bed.real("../run/deep")).unwrap();
        std::fs::remove_file(bed.real("found")).unwrap();
    }
}

#[test]
fn a_service_between_two_tries_is_neither_stopped_nor_given_up() {
    let bed = bed();
    bed.place("flaky", "exit 3", RestartRule::Always);
    let _ = bed.services.start("flaky");
    let mut seen = std::collections::BTreeSet::new();
    until("it is given up", || {
        match bed.services.state("flaky").unwrap() {
            ServiceState::Failed { .. } => return true,
            ServiceState::Restarting { reason } => seen.insert(reason),
            ServiceState::Running { .. } => false,
            other => panic!("{other:?}"),
        };
        false
    });
    let told: Vec<&String> = seen.iter().collect();
    assert!(
        told.iter()
            .any(|reason| reason.ends_with("at last with status 3")),
        "{told:?}"
    );
}

#[test]
fn the_rule_says_what_is_started_again() {
    let bed = bed();
    bed.place("once", "echo x >> once; exit 0", RestartRule::OnFailure);
    bed.place("never", "echo x >> never; exit 4", RestartRule::Never);
    bed.services.start("once").unwrap();
    let _ = bed.services.start("never");
    until("both have ended", || {
        let failed = ServiceState::Failed {
            reason: "it ended with status 4".into(),
        };
        bed.services.state("never") == Ok(failed)
            && bed.services.state("once") == Ok(ServiceState::Stopped)
    });
    sleep(Duration::from_millis(500));
    assert_eq!((bed.lines("once").len(), bed.lines("never").len()), (1, 1));
}

#[test]
fn what_cannot_be_started_says_why() {
    let bed = bed();
    let mut unit = bed.place("absent", "", RestartRule::Always);
    unit.executable = "/no/such/program".into();
    bed.services.place(&unit).unwrap();
    let error = bed.services.start("absent").unwrap_err();
    assert!(
        error.reason.contains("/no/such/program cannot be started"),
        "{error}"
    );
    let error = bed.services.start("undefined").unwrap_err();
    assert_eq!(
        (error.doing, error.reason.as_str()),
        ("start", "it is not defined")
    );
    for name in ["../x", "", ".hidden", "a/b", "a\nb", "a b"] {
        assert!(bed.services.start(name).is_err(), "{name}");
    }
}

#[test]
fn a_changed_definition_replaces_the_running_service() {
    let bed = bed();
    bed.place("changing", "sleep 1000", RestartRule::Always);
    bed.services.start("changing").unwrap();
    let first = bed.process("changing");
    bed.place("changing", "sleep 1001", RestartRule::Always);
    assert_eq!(
        bed.process("changing"),
        first,
        "a definition alone changes nothing"
    );
    bed.services.start("changing").unwrap();
    let second = bed.process("changing");
    assert!(second != first && !is_running(first) && is_running(second));
}

#[test]
fn a_service_that_ignores_the_wish_to_stop_is_ended() {
    let bed = bed();
    bed.place(
        "stubborn",
        "trap '' TERM; while :; do sleep 1; done",
        RestartRule::Always,
    );
    bed.services.start("stubborn").unwrap();
    let process = bed.process("stubborn");
    sleep(Duration::from_millis(200));
    let start = Instant::now();
    bed.services.stop("stubborn").unwrap();
    assert!(
        start.elapsed() >= Duration::from_secs(2),
        "it is given its time"
    );
    assert!(!is_running(process));
}

#[test]
fn i14_services_of_a_killed_resident_can_still_be_stopped() {
    let bed = bed();
    let script = "setsid sleep 1000 & echo $! > daemon; sleep 1001";
    bed.place("orphan", script, RestartRule::Always);
    bed.services.start("orphan").unwrap();
    until("the daemon is there", || bed.lines("daemon").len() == 1);
    let (process, daemon) = (
        bed.process("orphan"),
        bed.lines("daemon")[0].parse().unwrap(),
    );
    bed.kill_resident();
    assert!(is_running(process) && is_running(daemon));
    bed.services.stop("orphan").unwrap();
    assert_eq!(bed.services.state("orphan"), Ok(ServiceState::Stopped));
    assert!(!is_running(process) && !is_running(daemon));
}

#[test]
fn the_next_resident_ends_what_a_killed_one_left_and_starts_anew() {
    let bed = bed();
    for name in ["one", "two"] {
        bed.place(
            name,
            &format!("echo $$ >> {name}; sleep 1000"),
            RestartRule::Always,
        );
        bed.services.start(name).unwrap();
    }
    let before = ["one", "two"].map(|name| bed.process(name));
    bed.kill_resident();
    // Starting one brings a resident, and the resident brings back all that is wanted.
    bed.services.start("one").unwrap();
    until("both run anew", || {
        ["one", "two"].iter().all(|name| bed.lines(name).len() == 2)
            && matches!(bed.services.state("two"), Ok(ServiceState::Running { .. }))
    });
    assert!(!before.iter().any(|process| is_running(*process)));
}

#[test]
fn a_dead_service_without_a_resident_is_not_called_running() {
    let bed = bed();
    bed.place("gone", "sleep 1000", RestartRule::Always);
    bed.services.start("gone").unwrap();
    let process = bed.process("gone");
    bed.kill_resident();
    kill_process(Pid::from_raw(process.cast_signed()).unwrap(), Signal::KILL).unwrap();
    until("its end is seen", || !is_running(process));
    assert!(matches!(
        bed.services.state("gone"),
        Ok(ServiceState::Failed { .. })
    ));
}

#[test]
fn services_start_after_those_they_need_and_stop_before_them() {
    let bed = bed();
    let script = |name: &str| {
        format!(
            "trap 'echo {name} stops >> order; exit 0' TERM; echo {name} >> order; while :; do sleep 0.05; done"
        )
    };
    bed.place("base", &script("base"), RestartRule::Always);
    let mut top = bed.place("top", &script("top"), RestartRule::Always);
    top.after = vec!["base".into()];
    bed.services.place(&top).unwrap();
    bed.services.start("base").unwrap();
    until("base is up", || bed.lines("order").len() == 1);
    bed.services.start("top").unwrap();
    until("top is up", || bed.lines("order").len() == 2);
    end(&bed.place).unwrap();
    assert_eq!(
        bed.lines("order"),
        ["base", "top", "top stops", "base stops"]
    );
    // What was wanted is wanted still: the next resident starts both.
    bed.services.start("top").unwrap();
    until("both are back", || bed.lines("order").len() == 6);
}

#[test]
fn output_is_kept_to_a_bounded_size() {
    let bed = bed();
    let script = "i=0; while [ $i -lt 40 ]; do head -c 65536 /dev/zero | tr '\\0' x; echo; i=$((i+1)); done; echo last; sleep 1000";
    bed.place("talker", script, RestartRule::Always);
    bed.services.start("talker").unwrap();
    until("all is said", || {
        bed.services
            .output("talker", 100)
            .is_ok_and(|output| output.ends_with(b"last\n"))
    });
    let folder = bed
        .place
        .path()
        .join("var/lib/sealift/supervise/services/talker");
    let size = |file: &str| fs::metadata(folder.join(file)).map_or(0, |found| found.len());
    let kept = size("output") + size("output.1");
    assert!(kept > 100_000 && kept < 1_200_000, "{kept}");
}

#[test]
fn one_resident_at_a_time() {
    let bed = bed();
    bed.place("kept", "sleep 1000", RestartRule::Always);
    bed.services.start("kept").unwrap();
    let process = bed.resident();
    let error = run(&bed.place, &Cancel::new()).unwrap_err();
    assert_eq!(error, super::SuperviseError::Running { process });
}
