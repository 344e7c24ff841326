//! The C library, as the machine's own `ldd` names it.

use std::process::{Command, Stdio};

use sealift_plan::facts::LibcFacts;

/// Name and version; unknown where there is no `ldd`.
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "macOS has one C library only")
)]
pub(super) fn facts() -> Option<LibcFacts> {
    let output = Command::new("/usr/bin/ldd")
        .arg("--version")
        .env_clear()
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    // musl's prints to standard error, and as a failure.
    let text = [output.stdout, output.stderr].concat();
    parse(&String::from_utf8_lossy(&text))
}

fn parse(text: &str) -> Option<LibcFacts> {
    let first = text.lines().next()?;
    if first.contains("musl") {
        let version = text
            .lines()
            .find_map(|line| line.strip_prefix("Version "))
            .map(str::to_owned);
        return Some(LibcFacts {
            name: "musl".into(),
            version,
        });
    }
    let version = first
        .rsplit(' ')
        .next()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let is_glibc = first.contains("GLIBC") || first.contains("GNU libc") || first.contains("glibc");
    is_glibc.then(|| LibcFacts {
        name: "glibc".into(),
        version: version.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_the_words_of_glibc_and_musl() {
        let glibc = parse("ldd (Debian GLIBC 2.36-9+deb12u10) 2.36\nCopyright").expect("known");
        assert_eq!(
            (glibc.name.as_str(), glibc.version.as_deref()),
            ("glibc", Some("2.36"))
        );
        let musl =
            parse("musl libc (x86_64)\nVersion 1.2.5\nDynamic Program Loader").expect("known");
        assert_eq!(
            (musl.name.as_str(), musl.version.as_deref()),
            ("musl", Some("1.2.5"))
        );
        assert_eq!(parse("usage: ldd"), None);
    }
}
