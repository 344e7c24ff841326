//! Users as the system's databases know them.

use std::fs;
use std::process::{Command, Stdio};

/// A user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    /// Login name.
    pub(crate) name: String,
    /// User number.
    pub(crate) user: u32,
    /// Number of the user's own group.
    pub(crate) group: u32,
    /// Home directory.
    pub(crate) home: String,
}

/// Looks a user up by login name.
pub(crate) fn by_name(name: &str) -> Option<Account> {
    // A name goes to getent as an argument of its own, where a number or an option would mean something else.
    if !is_login_name(name) {
        return None;
    }
    local(|account| account.name == name).or_else(|| asked(name))
}

/// Looks a user up by number.
pub(crate) fn by_number(user: u32) -> Option<Account> {
    local(|account| account.user == user).or_else(|| asked(&user.to_string()))
}

/// All users of the machine's own file; a directory service may know more.
pub(crate) fn all() -> Option<Vec<Account>> {
    let text = fs::read_to_string("/etc/passwd").ok()?;
    Some(text.lines().filter_map(parse).collect())
}

/// Whether a text can be a login name: what useradd(8) takes.
pub(crate) fn is_login_name(name: &str) -> bool {
    let mut characters = name.chars();
    let starts_well = characters
        .next()
        .is_some_and(|c| c.is_ascii_lowercase() || c == '_');
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    starts_well && name.len() <= 32 && characters.all(allowed)
}

fn local(is_wanted: impl Fn(&Account) -> bool) -> Option<Account> {
    all()?.into_iter().find(is_wanted)
}

/// Asks the name service switch, which knows users of a directory too.
fn asked(key: &str) -> Option<Account> {
    let answer = Command::new("/usr/bin/getent")
        .args(["passwd", key])
        .env_clear()
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    parse(text.lines().next()?)
}

/// The numbers of all groups that a user belongs to.
#[cfg(target_os = "linux")]
pub(crate) fn groups(user: u32) -> Option<Vec<u32>> {
    let answer = Command::new("/usr/bin/id")
        .args(["-G", "--", &user.to_string()])
        .env_clear()
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let groups: Option<Vec<u32>> = text
        .split_whitespace()
        .map(|group| group.parse().ok())
        .collect();
    groups.filter(|groups| !groups.is_empty())
}

/// One line of passwd(5).
fn parse(line: &str) -> Option<Account> {
    let fields: Vec<&str> = line.split(':').collect();
    let [name, _, user, group, _, home, _] = fields[..] else {
        return None;
    };
    Some(Account {
        name: name.into(),
        user: user.parse().ok()?,
        group: group.parse().ok()?,
        home: home.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_is_known_by_name_and_number() {
        let root = by_name("root").expect("every machine has root");
        assert_eq!((root.user, root.group), (0, 0));
        assert_eq!(
            by_number(0).map(|account| account.name),
            Some("root".into())
        );
    }

    #[test]
    fn what_is_no_login_name_is_never_looked_up() {
        for bad in ["", "0", "-r", "a:b", "Root", "a b", "a\nb", "../x", "a&b"] {
            assert!(!is_login_name(bad), "{bad}");
            assert_eq!(by_name(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_torn_line_is_no_user() {
        assert_eq!(parse("root:x:0:0:root:/root"), None);
        assert_eq!(parse("root:x:zero:0:root:/root:/bin/sh"), None);
    }
}
