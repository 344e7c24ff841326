//! Real services under a real resident process, which is this test program run again.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_engine::cancel::Cancel;
use sealift_engine::effects::{LockHolder, ServiceState, ServiceUnit, Services};
use sealift_package::manifest::RestartRule;
use sealift_package::path::RelativePath;

use crate::place::Place;
use crate::supervise::{Supervised, Supervisor, end, run};

/// Not a test: the resident of the others, started by them with its root as the last argument.
#[test]
#[ignore = "the resident process that the other tests start"]
fn resident() {
    let root = std::env::args().next_back().unwrap();
    run(&Place::relocated(root.as_ref()).unwrap(), &Cancel::new()).unwrap();
}

struct Bed {
    services: Supervised,
    place: Place,
    _folder: tempfile::TempDir,
}

fn bed() -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::relocated(&folder.path().join("root")).unwrap();
    let name = "windows::resident_tests::resident";
    let arguments = [
        "--ignored",
        "--exact",
        "--nocapture",
        name,
        place.path().as_str(),
    ];
    let supervisor = Supervisor {
        program: std::env::current_exe().unwrap(),
        arguments: arguments.map(str::to_owned).to_vec(),
    };
    let files = place.open_files().unwrap();
    std::fs::create_dir_all(place.path().join("srv")).unwrap();
    Bed {
        services: Supervised::new(files, &place.paths().state, supervisor),
        place,
        _folder: folder,
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        end(&self.place).unwrap();
    }
}

impl Bed {
    /// A service that says something and then lasts for minutes.
    fn place(&self, name: &str) {
        let words = [
            "/d",
            "/c",
            "echo",
            "%GREETING%&",
            "ping",
            "-n",
            "300",
            "127.0.0.1",
            ">nul",
        ];
        let unit = ServiceUnit {
            name: name.into(),
            description: "a test".into(),
            executable: "C:\\windows\\system32\\cmd.exe".into(),
            arguments: words.map(str::to_owned).to_vec(),
            environment: [("GREETING".to_owned(), "good day".to_owned())].into(),
            user: None,
            directory: "srv".parse::<RelativePath>().unwrap().into(),
            restart: RestartRule::Always,
            stop_seconds: 2,
            after: Vec::new(),
            run_directories: Vec::new(),
        };
        self.services.place(&unit).unwrap();
        assert_eq!(self.services.placed(name), Ok(Some(unit)));
    }

    fn is_running(&self, name: &str) -> bool {
        matches!(
            self.services.state(name).unwrap(),
            ServiceState::Running { .. }
        )
    }

    fn resident(&self) -> u32 {
        let at = self.place.paths().state.as_str().to_owned() + "/supervise/lock";
        let text = std::fs::read(self.place.path().join(at)).unwrap();
        serde_json::from_slice::<LockHolder>(&text).unwrap().process
    }
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_service_runs_until_it_is_stopped() {
    let bed = bed();
    bed.place("acme-web");
    assert_eq!(bed.services.state("acme-web"), Ok(ServiceState::Stopped));
    assert_eq!(bed.services.state("acme-none"), Ok(ServiceState::Absent));
    bed.services.start("acme-web").unwrap();
    assert!(bed.is_running("acme-web"));
    until("its output is kept", || {
        let kept = bed.services.output("acme-web", 1000).unwrap();
        String::from_utf8_lossy(&kept).contains("good day")
    });
    bed.services.stop("acme-web").unwrap();
    assert_eq!(bed.services.state("acme-web"), Ok(ServiceState::Stopped));
    bed.services.remove("acme-web").unwrap();
    assert_eq!(bed.services.state("acme-web"), Ok(ServiceState::Absent));
}

#[test]
fn a_service_goes_with_its_resident_and_comes_back_with_the_next() {
    let bed = bed();
    bed.place("acme-db");
    bed.services.start("acme-db").unwrap();
    let killed = Command::new("taskkill")
        .args(["/f", "/pid", &bed.resident().to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(killed.unwrap().success());
    until("it has gone with the resident", || {
        !bed.is_running("acme-db")
    });
    bed.services.start("acme-db").unwrap();
    assert!(bed.is_running("acme-db"));
    bed.services.stop("acme-db").unwrap();
}
