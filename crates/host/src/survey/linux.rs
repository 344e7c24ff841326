//! What Linux tells of itself, in files and through systemd.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use sealift_plan::facts::{Facts, InitSystem, ServiceFacts, ServiceState};
use sealift_plan::inquiry::{CostlyFact, Inquiry};

use super::{libc, packages, sockets};

/// Adds what Linux knows and is asked for to the facts that all systems share.
pub(super) fn complete(facts: &mut Facts, inquiry: &Inquiry) {
    describe_system(facts);
    ask(facts, inquiry);
    facts.users = names("/etc/passwd");
    facts.groups = names("/etc/group");
    facts.fips = fips();
    let is_systemd = Path::new("/run/systemd/system").is_dir();
    facts.init = Some(if is_systemd {
        InitSystem::Systemd
    } else {
        InitSystem::None
    });
    facts.services = match is_systemd {
        true if inquiry.asks(CostlyFact::Services) => services(),
        true => None,
        false => Some(Vec::new()),
    };
}

/// Asks programs, and a table that the kernel takes its time for: none of them waits for the others.
fn ask(facts: &mut Facts, inquiry: &Inquiry) {
    (facts.libc, facts.packages, facts.listening) = thread::scope(|scope| {
        let asks = |fact| inquiry.asks(fact);
        let libc = asks(CostlyFact::Libc).then(|| scope.spawn(libc::facts));
        let packages = asks(CostlyFact::Packages).then(|| scope.spawn(packages::facts));
        let listening = asks(CostlyFact::Listening).then(sockets::facts).flatten();
        // What a thread could not find out, for whatever reason, is unknown.
        let libc = libc.and_then(|thread| thread.join().unwrap_or_default());
        let packages = packages.and_then(|thread| thread.join().unwrap_or_default());
        (libc, packages, listening)
    });
}

/// os-release(5), and the kernel's release.
fn describe_system(facts: &mut Facts) {
    facts.os.kernel = fs::read_to_string("/proc/sys/kernel/osrelease")
        .ok()
        .map(|text| text.trim().to_owned());
    let release = ["/etc/os-release", "/usr/lib/os-release"]
        .iter()
        .find_map(|path| fs::read_to_string(path).ok());
    let Some(release) = release else {
        return;
    };
    let field = |name: &str| {
        let value = release
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned())
    };
    facts.os.distribution = field("ID");
    facts.os.id_like = field("ID_LIKE")
        .map(|ids| ids.split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default();
    facts.os.version = field("VERSION_ID");
    facts.os.name = field("PRETTY_NAME");
}

/// The first field of each line of a colon-separated table.
fn names(table: &str) -> Option<Vec<String>> {
    let text = fs::read_to_string(table).ok()?;
    let mut names: Vec<String> = text
        .lines()
        .filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
        .collect();
    names.sort();
    Some(names)
}

/// A kernel without the switch has no FIPS mode to be in.
fn fips() -> Option<bool> {
    match fs::read_to_string("/proc/sys/crypto/fips_enabled") {
        Ok(text) => Some(text.trim() == "1"),
        Err(_) if Path::new("/proc/sys/kernel").is_dir() => Some(false),
        Err(_) => None,
    }
}

fn services() -> Option<Vec<ServiceFacts>> {
    let program = ["/usr/bin/systemctl", "/bin/systemctl"]
        .into_iter()
        .find(|path| Path::new(path).is_file())?;
    let output = Command::new(program)
        .args([
            "list-units",
            "--type=service",
            "--all",
            "--plain",
            "--no-legend",
            "--no-pager",
        ])
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| parse_units(&String::from_utf8_lossy(&output.stdout)))
}

/// `UNIT LOAD ACTIVE SUB DESCRIPTION`, one a line.
fn parse_units(text: &str) -> Vec<ServiceFacts> {
    let service = |line: &str| {
        let mut words = line.split_whitespace();
        let (name, active) = (words.next()?, words.nth(1)?);
        let state = match active {
            "active" | "reloading" => ServiceState::Running,
            "failed" => ServiceState::Failed,
            _ => ServiceState::Stopped,
        };
        Some(ServiceFacts {
            name: name.into(),
            state,
        })
    };
    text.lines().filter_map(service).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_units_by_their_state() {
        let text = "cron.service loaded active running Regular jobs\n\
                    x.service loaded failed failed X\ny.service loaded inactive dead Y\n";
        let states: Vec<_> = parse_units(text)
            .into_iter()
            .map(|unit| unit.state)
            .collect();
        assert_eq!(
            states,
            [
                ServiceState::Running,
                ServiceState::Failed,
                ServiceState::Stopped
            ]
        );
    }

    #[test]
    fn this_machine_says_what_it_is() {
        let mut facts = Facts::unknown(sealift_package::manifest::Os::Linux, crate::clock::utc());
        complete(&mut facts, &Inquiry::full());
        assert!(
            facts
                .os
                .kernel
                .is_some_and(|kernel| kernel.starts_with(|c: char| c.is_ascii_digit()))
        );
        assert!(
            facts
                .users
                .is_some_and(|users| users.contains(&"root".to_owned()))
        );
    }
}
