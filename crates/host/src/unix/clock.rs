//! Local time, what sets the clock, and who runs this process.

use std::env;
use std::fs;

use jiff::tz::TimeZone;
use rustix::process::{geteuid, getppid};
use sealift_document::Timestamp;
use sealift_engine::effects::Actor;

use super::accounts;

/// Minutes that local time is ahead of UTC. The machine's own zone counts; the caller's `TZ` does not.
pub(crate) fn offset_minutes(utc: Timestamp) -> i16 {
    let offset = || {
        let zone = TimeZone::tzif("local", &fs::read("/etc/localtime").ok()?).ok()?;
        let moment = jiff::Timestamp::from_second(utc.unix()).ok()?;
        i16::try_from(zone.to_offset(moment).seconds() / 60).ok()
    };
    offset().unwrap_or(0)
}

/// What sets the clock, by the daemon that runs.
pub(crate) fn source() -> String {
    const DAEMONS: [(&str, &str); 6] = [
        ("chronyd", "chrony"),
        ("systemd-timesyn", "systemd-timesyncd"),
        ("ntpd", "ntpd"),
        ("openntpd", "openntpd"),
        ("ptp4l", "ptp"),
        ("timed", "timed"),
    ];
    let Some(running) = names_of_processes() else {
        return "unknown".into();
    };
    let found = DAEMONS
        .iter()
        .find(|(daemon, _)| running.iter().any(|name| name == daemon));
    found.map_or("none", |(_, source)| source).into()
}

/// What runs now, by the names that the kernel keeps; `None` where the system does not tell.
fn names_of_processes() -> Option<Vec<String>> {
    let names = fs::read_dir("/proc").ok()?.filter_map(|entry| {
        let path = entry.ok()?.path().join("comm");
        Some(fs::read_to_string(path).ok()?.trim_end().to_owned())
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then_some(names)
}

/// Who runs this process.
pub(crate) fn actor() -> Actor {
    let effective = geteuid();
    let (login, authenticated) = login_user(effective.is_root());
    Actor {
        effective_user: name_of(effective.as_raw()),
        login_user: login.map(name_of),
        authenticated: authenticated.into(),
        host: rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned(),
    }
}

/// The user who logged in, and how that is known. `sudo` and `pkexec` say so in variables that only they can set for a
/// process of root; for anybody else those variables prove nothing and are not read.
fn login_user(is_root: bool) -> (Option<u32>, &'static str) {
    let number = |name| env::var(name).ok()?.parse::<u32>().ok();
    if is_root {
        if let Some(user) = number("PKEXEC_UID") {
            return (Some(user), "pkexec");
        }
        if let Some(user) = number("SUDO_UID") {
            return (Some(user), "sudo");
        }
    }
    if let Some(user) = audited_login() {
        return (Some(user), "login");
    }
    let is_service =
        env::var_os("INVOCATION_ID").is_some() || getppid().is_some_and(|p| p.is_init());
    (None, if is_service { "service" } else { "unknown" })
}

/// The login that the kernel's audit remembers through every change of user.
fn audited_login() -> Option<u32> {
    let text = fs::read_to_string("/proc/self/loginuid").ok()?;
    text.trim().parse().ok().filter(|user| *user != u32::MAX)
}

fn name_of(user: u32) -> String {
    accounts::by_number(user).map_or_else(|| user.to_string(), |account| account.name)
}
