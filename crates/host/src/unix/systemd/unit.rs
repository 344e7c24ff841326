//! A service's definition in systemd's own language, in which `%`, `$`, quotes and backslashes mean something.
//!
//! The environment goes into a file of its own, since whatever stands in a unit can be read by every user of the
//! machine over D-Bus.

use std::fmt::Write as _;

use camino::Utf8Path;
use sealift_engine::effects::{RunDirectory, ServiceUnit};
use sealift_package::manifest::RestartRule;

/// The unit file of a service.
///
/// # Errors
/// A reason in words for what systemd has no way to say.
pub(super) fn unit_file(
    unit: &ServiceUnit,
    root: &Utf8Path,
    directory: &Utf8Path,
    environment: Option<&Utf8Path>,
) -> Result<String, String> {
    let mut text = String::from("# Written by Sealift; what is changed here is lost.\n[Unit]\n");
    let line = |text: &mut String, key: &str, value: &str| {
        let _ = writeln!(text, "{key}={value}");
    };
    line(
        &mut text,
        "Description",
        &specifiers(&one_line(&unit.description)),
    );
    line(&mut text, "After", "network.target");
    for other in &unit.after {
        line(&mut text, "After", &format!("{other}.service"));
        line(&mut text, "Wants", &format!("{other}.service"));
    }
    line(&mut text, "StartLimitIntervalSec", "60");
    line(&mut text, "StartLimitBurst", "5");
    text.push_str("\n[Service]\n");
    line(&mut text, "Type", "exec");
    for directory in &unit.run_directories {
        line(&mut text, "ExecStartPre", &making(root, directory)?);
    }
    line(&mut text, "ExecStart", &command_line(unit)?);
    line(&mut text, "WorkingDirectory", &plain_path(directory)?);
    if let Some(user) = &unit.user {
        line(&mut text, "User", user);
    }
    if let Some(path) = environment {
        line(&mut text, "EnvironmentFile", &plain_path(path)?);
    }
    let restart = match unit.restart {
        RestartRule::Always => "always",
        RestartRule::OnFailure => "on-failure",
        RestartRule::Never => "no",
    };
    line(&mut text, "Restart", restart);
    line(&mut text, "RestartSec", "1");
    line(&mut text, "TimeoutStopSec", &unit.stop_seconds.to_string());
    text.push_str("\n[Install]\nWantedBy=multi-user.target\n");
    Ok(text)
}

/// A directory that is gone after a restart of the machine is made before the service starts, with all rights that
/// systemd has. Each may have a mode and an owner of its own, which `RuntimeDirectory=` cannot say.
fn making(root: &Utf8Path, directory: &RunDirectory) -> Result<String, String> {
    let path = root.join(directory.path.as_str());
    let path = argument(path.as_str())?;
    let owner = match &directory.owner {
        Some(owner) => format!("-o {} ", argument(owner)?),
        None => String::new(),
    };
    let mode = directory.mode;
    Ok(format!("+/usr/bin/install -d -m {mode} {owner}-- {path}"))
}

/// One argument that stands for itself.
fn argument(text: &str) -> Result<String, String> {
    Ok(quoted(&specifiers(checked(text)?).replace('$', "$$")))
}

/// The program and its arguments, each in double quotes. In the program's own path `$` means nothing.
fn command_line(unit: &ServiceUnit) -> Result<String, String> {
    let mut words = vec![quoted(&specifiers(checked(unit.executable.as_str())?))];
    for word in &unit.arguments {
        words.push(argument(word)?);
    }
    Ok(words.join(" "))
}

/// The environment as systemd.exec(5) reads it from a file: double quotes, in which four characters are escaped.
pub(super) fn environment_file(unit: &ServiceUnit) -> Result<String, String> {
    let mut text = String::new();
    for (name, value) in &unit.environment {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty() || !name.chars().all(is_plain) {
            return Err(format!(
                "{} is no name of a variable",
                sealift_document::plain(name)
            ));
        }
        let mut escaped = String::new();
        for c in checked(value)?.chars() {
            if "\"\\$`".contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        let _ = writeln!(text, "{name}=\"{escaped}\"");
    }
    Ok(text)
}

/// A percent sign that stands for itself.
fn specifiers(text: &str) -> String {
    text.replace('%', "%%")
}

/// A text in double quotes, with C escapes for what would end them or the line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_ascii_control() => {
                let _ = write!(quoted, "\\x{:02x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// No argument and no variable of any program holds a NUL.
fn checked(text: &str) -> Result<&str, String> {
    if text.contains('\0') {
        Err("a NUL is in it".into())
    } else {
        Ok(text)
    }
}

/// A path that stands alone behind its key, where there is no quoting.
fn plain_path(path: &Utf8Path) -> Result<String, String> {
    let text = path.as_str();
    let is_awkward =
        text.chars().any(char::is_control) || text.trim() != text || text.ends_with('\\');
    if is_awkward {
        return Err(format!(
            "systemd cannot take the path {}",
            sealift_document::plain(text)
        ));
    }
    Ok(specifiers(text))
}

/// A text for people; a backslash at the end of a line would join it to the next.
fn one_line(text: &str) -> String {
    sealift_document::plain(text)
        .trim_end_matches('\\')
        .to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;

    fn unit() -> ServiceUnit {
        ServiceUnit {
            name: "acme-web".into(),
            description: "100 % web\nExecStartPre=/bin/evil".into(),
            executable: "/opt/acme web/100%/bin".into(),
            arguments: [
                "--a=$HOME",
                "%n",
                "say \"hi\"",
                "back\\slash",
                "",
                "two\nlines",
                "-;",
            ]
            .map(str::to_owned)
            .to_vec(),
            environment: [("KEY".to_owned(), "a \"b\" $c `d` \\e %f\n#g".to_owned())].into(),
            user: Some("acme".into()),
            directory: "srv"
                .parse::<sealift_package::path::RelativePath>()
                .unwrap()
                .into(),
            restart: RestartRule::OnFailure,
            stop_seconds: 7,
            after: vec!["acme-db".into()],
            run_directories: vec![RunDirectory {
                path: "run/acme/50%"
                    .parse::<sealift_package::path::RelativePath>()
                    .unwrap()
                    .into(),
                mode: sealift_package::manifest::Mode::from_bits(0o750).unwrap(),
                owner: Some("acme".into()),
            }],
        }
    }

    #[test]
    fn c04_every_special_character_stands_for_itself() {
        let environment = Utf8Path::new("/var/lib/sealift/services/acme-web.environment");
        let text = unit_file(&unit(), "/".into(), "/srv/a b%".into(), Some(environment)).unwrap();
        let expected = r#"# Written by Sealift; what is changed here is lost.
[Unit]
Description=100 %% web\u{a}ExecStartPre=/bin/evil
After=network.target
After=acme-db.service
Wants=acme-db.service
StartLimitIntervalSec=60
StartLimitBurst=5

[Service]
Type=exec
ExecStartPre=+/usr/bin/install -d -m 0750 -o "acme" -- "/run/acme/50%%"
ExecStart="/opt/acme web/100%%/bin" "--a=$$HOME" "%%n" "say \"hi\"" "back\\slash" "" "two\x0alines" "-;"
WorkingDirectory=/srv/a b%%
User=acme
EnvironmentFile=/var/lib/sealift/services/acme-web.environment
Restart=on-failure
RestartSec=1
TimeoutStopSec=7

[Install]
WantedBy=multi-user.target
"#;
        assert_eq!(text, expected);
        let environment = environment_file(&unit()).unwrap();
        assert_eq!(
            environment,
            "KEY=\"a \\\"b\\\" \\$c \\`d\\` \\\\e %f\n#g\"\n"
        );
    }

    #[test]
    fn what_systemd_cannot_say_is_refused() {
        let mut bad = unit();
        bad.environment = [("A=B".to_owned(), "x".to_owned())].into();
        assert!(environment_file(&bad).is_err());
        bad = unit();
        bad.arguments = vec!["a\0b".into()];
        assert!(unit_file(&bad, "/".into(), "/srv".into(), None).is_err());
        assert!(unit_file(&unit(), "/".into(), "/srv\nUser=root".into(), None).is_err());
    }
}
