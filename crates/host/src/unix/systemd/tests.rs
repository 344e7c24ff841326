//! systemd's answers, and a real systemd that takes our units.
#![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use sealift_engine::effects::RunDirectory;
use sealift_package::manifest::RestartRule;

use super::*;
use crate::place::Place;
use crate::world;

#[test]
fn what_systemd_shows_is_understood() {
    let shown = "LoadState=loaded\nActiveState=active\nSubState=running\nMainPID=77\n";
    assert_eq!(judged(shown), ServiceState::Running { process: 77 });
    let shown = "ActiveState=failed\nMainPID=0\nResult=exit-code\nExecMainStatus=3\n";
    let reason = "systemd gave it up (exit-code, status 3)".into();
    assert_eq!(judged(shown), ServiceState::Failed { reason });
    let shown = "ActiveState=activating\nSubState=auto-restart\nMainPID=0\nResult=exit-code\nExecMainStatus=3\n";
    let reason = "it ended (exit-code, status 3)".into();
    assert_eq!(judged(shown), ServiceState::Restarting { reason });
    let shown = "ActiveState=inactive\nSubState=dead\nMainPID=0\n";
    assert_eq!(judged(shown), ServiceState::Stopped);
}

#[test]
fn a_name_is_no_option_and_no_path() {
    for bad in ["--now", "../x", "a/b", "", ".a", "a b", "a\nb", "a%b"] {
        assert!(checked("start", bad).is_err(), "{bad}");
    }
    let good = "com.acme.web-server";
    assert_eq!(checked("start", good), Ok(good));
}

/// Boots this very machine's system in a container with nothing but `/usr`, with [`inside`] as its only task.
#[test]
fn a_real_systemd_keeps_our_services() {
    let container = "/usr/bin/systemd-nspawn";
    let is_root = rustix::process::geteuid().is_root();
    if !is_root || !Path::new(container).exists() || !Path::new("/lib/systemd/systemd").exists() {
        return; // there is no systemd to be tried
    }
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let task = "[Unit]\nRequires=basic.target\nAfter=basic.target\nSuccessAction=exit\nFailureAction=exit\n\
        [Service]\nType=oneshot\nStandardOutput=file:/run/tried/out\nStandardError=inherit\nTimeoutStartSec=120\n\
        ExecStart=/run/try --ignored --exact --nocapture unix::systemd::tests::inside\n";
    fs::write(folder.path().join("try.service"), task).unwrap();
    let bind = |from: &Path, to: &str| format!("--bind-ro={}:{to}", from.display());
    let said = folder.path().join("said");
    fs::create_dir(&said).unwrap();
    let booted = Command::new(container)
        .args([
            "--quiet",
            "--register=no",
            "--keep-unit",
            "--console=pipe",
            "--private-network",
        ])
        .args(["--directory=/", "--volatile=yes", "--machine=sealift-try"])
        .arg(bind(&program, "/run/try"))
        .arg(bind(
            &folder.path().join("try.service"),
            "/run/systemd/system/try.service",
        ))
        .arg(format!("--bind={}:/run/tried", said.display()))
        .args(["--boot", "systemd.unit=try.service"])
        .output()
        .unwrap();
    let said = fs::read_to_string(said.join("out")).unwrap_or_default();
    let complained = String::from_utf8_lossy(&booted.stderr);
    assert!(
        booted.status.success(),
        "{:?}\n{said}\n{complained}",
        booted.status
    );
    assert!(said.contains("1 passed"), "{said}\n{complained}");
}

/// What is tried where systemd is process 1.
#[test]
#[ignore = "runs in the container of another test"]
fn inside() {
    let services = world(&Place::machine().unwrap()).unwrap().services;
    assert_eq!(services.control(), ServiceControl::Systemd);
    let out = "/run/said";
    let arguments = [
        "100%n",
        "$HOME ${HOME} $$",
        "\"q\" 'q' \\ \\n",
        "",
        "two\nlines",
        "ü;-",
        "`x` *",
    ];
    let value = "a \"b\" 'c' $d ${e} `f` \\g %h #i\nj=k \\";
    let script =
        format!("printf '%s\\0' \"$@\" \"$VALUE\" \"$PWD\" > {out}; echo out; exec sleep 1000");
    let mut unit = ServiceUnit {
        name: "com.acme.web-server".into(),
        description: "100 % \"web\"".into(),
        executable: "/bin/sh".into(),
        arguments: ["-c", &script, "sh"]
            .iter()
            .copied()
            .chain(arguments)
            .map(str::to_owned)
            .collect(),
        environment: [("VALUE".to_owned(), value.to_owned())].into(),
        user: None,
        directory: "run/a b%c".parse::<RelativePath>().unwrap().into(),
        restart: RestartRule::OnFailure,
        stop_seconds: 5,
        after: vec![],
        run_directories: vec![RunDirectory {
            path: "run/com.acme.web/deep er"
                .parse::<RelativePath>()
                .unwrap()
                .into(),
            mode: Mode::from_bits(0o750).unwrap(),
            owner: None,
        }],
    };
    fs::create_dir("/run/a b%c").unwrap();
    let name = unit.name.clone();
    assert_eq!(services.state(&name), Ok(ServiceState::Absent));
    services.place(&unit).unwrap();
    assert_eq!(services.placed(&name), Ok(Some(unit.clone())));
    assert_eq!(services.state(&name), Ok(ServiceState::Stopped));
    services.start(&name).unwrap();
    let first = running(services.as_ref(), &name);
    until(|| fs::read(out).is_ok_and(|said| said.ends_with(b"/run/a b%c\0")));
    let said = String::from_utf8(fs::read(out).unwrap()).unwrap();
    let said: Vec<&str> = said.trim_end_matches('\0').split('\0').collect();
    let mut expected = arguments.to_vec();
    expected.extend([value, "/run/a b%c"]);
    assert_eq!(said, expected);
    let made = fs::metadata("/run/com.acme.web/deep er").unwrap();
    assert_eq!(made.permissions().mode() & 0o777, 0o750);
    assert!(
        !shown(&name).contains("a \"b\""),
        "the environment may be secret"
    );
    unit.arguments[1] = "sleep 1000 & exec sleep 1001".into();
    services.place(&unit).unwrap();
    services.start(&name).unwrap();
    assert_ne!(
        running(services.as_ref(), &name),
        first,
        "the new definition runs"
    );
    services.stop(&name).unwrap();
    assert_eq!(services.state(&name), Ok(ServiceState::Stopped));
    unit.arguments[1] = "echo broken; exit 3".into();
    services.place(&unit).unwrap();
    let _ = services.start(&name);
    until(|| matches!(services.state(&name), Ok(ServiceState::Failed { .. })));
    services.remove(&name).unwrap();
    services.remove(&name).unwrap();
    assert_eq!(services.state(&name), Ok(ServiceState::Absent));
    assert_eq!(services.placed(&name), Ok(None));
    assert_eq!(
        fs::read_dir("/var/lib/sealift/services").unwrap().count(),
        0
    );
}

fn running(services: &dyn Services, name: &str) -> u32 {
    match services.state(name).unwrap() {
        ServiceState::Running { process } => process,
        other => panic!("{name} is {other:?}"),
    }
}

fn shown(name: &str) -> String {
    let unit = format!("{name}.service");
    let shown = Command::new("/usr/bin/systemctl")
        .args(["show", &unit])
        .output();
    String::from_utf8_lossy(&shown.unwrap().stdout).into_owned()
}

fn until(mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain");
        sleep(Duration::from_millis(50));
    }
}
