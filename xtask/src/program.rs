//! Starting other programs, each shown before it runs, so that a reader of the log can type it again.

use anyhow::{Context, Result, bail};
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// A program with its arguments, environment and folder; built up, then run in one of a few ways.
pub(crate) struct Program {
    name: OsString,
    arguments: Vec<OsString>,
    /// `None` takes a variable away that we have ourselves.
    environment: Vec<(OsString, Option<OsString>)>,
    folder: Option<PathBuf>,
}

impl Program {
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        let name = name.as_ref().to_owned();
        Self {
            name,
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: None,
        }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.arguments.push(argument.as_ref().to_owned());
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(self, arguments: impl IntoIterator<Item = A>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.environment
            .push((name.as_ref().to_owned(), Some(value.as_ref().to_owned())));
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.environment.push((name.into(), None));
        self
    }

    /// Runs in this folder instead of the current one.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_path_buf());
        self
    }

    /// Shows the command, runs it with its output on ours, and fails unless it succeeds.
    pub(crate) fn run(&self) -> Result<()> {
        self.show();
        let status = self
            .command()
            .status()
            .with_context(|| self.not_started())?;
        self.demand(status)
    }

    /// Shows the command and runs it with its output on ours; the exit code is the caller's to judge.
    pub(crate) fn code(&self) -> Result<Option<i32>> {
        self.show();
        let status = self
            .command()
            .status()
            .with_context(|| self.not_started())?;
        Ok(status.code())
    }

    /// Starts it with all its output in an open file and nothing to read.
    pub(crate) fn start_into(&self, out: std::fs::File) -> Result<Child> {
        let mut command = self.command();
        let errors = out.try_clone()?;
        command.stdin(Stdio::null()).stdout(out).stderr(errors);
        command.spawn().with_context(|| self.not_started())
    }

    /// Runs quietly and returns what it wrote to standard output; fails, with what it wrote to standard error,
    /// unless it succeeds.
    pub(crate) fn output(&self) -> Result<String> {
        let output = self
            .command()
            .output()
            .with_context(|| self.not_started())?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr);
            bail!(
                "`{}` failed ({})\n{}",
                self.line(),
                output.status,
                words.trim_end()
            );
        }
        String::from_utf8(output.stdout)
            .with_context(|| format!("`{}` wrote no UTF-8", self.line()))
    }

    /// Runs without a sound and tells whether it succeeded; a program that is absent did not.
    pub(crate) fn succeeds(&self) -> bool {
        let mut command = self.command();
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Shows the command and runs it, passing on each line of its standard output as it comes.
    pub(crate) fn run_by_line(&self, mut each: impl FnMut(&str)) -> Result<bool> {
        self.show();
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| self.not_started())?;
        let pipe = child
            .stdout
            .take()
            .context("the pipe was asked for above")?;
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        // A test may print bytes that are no text; those lines pass too, with their odd bytes replaced.
        while reader.read_until(b'\n', &mut line)? > 0 {
            let text = String::from_utf8_lossy(&line);
            println!("{}", text.trim_end_matches(['\r', '\n']));
            each(&text);
            line.clear();
        }
        Ok(child.wait()?.success())
    }

    /// Shows the command and runs it with all its output in a file; tells whether it succeeded.
    pub(crate) fn run_into(&self, file: &Path) -> Result<bool> {
        self.show();
        let out = std::fs::File::create(file).with_context(|| file.display().to_string())?;
        let mut command = self.command();
        command
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out);
        let status = command.status().with_context(|| self.not_started())?;
        Ok(status.success())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.arguments);
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        command
    }

    fn show(&self) {
        eprintln!("$ {}", self.line());
    }

    /// The command as one would type it.
    pub(crate) fn line(&self) -> String {
        let quoted = |word: &OsString| {
            let word = word.to_string_lossy();
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
            if !word.is_empty() && word.chars().all(plain) {
                word.into_owned()
            } else {
                format!("'{}'", word.replace('\'', r"'\''"))
            }
        };
        let words = std::iter::once(&self.name).chain(&self.arguments);
        words.map(quoted).collect::<Vec<_>>().join(" ")
    }

    fn not_started(&self) -> String {
        format!("`{}` could not be started", self.line())
    }

    fn demand(&self, status: ExitStatus) -> Result<()> {
        if !status.success() {
            bail!("`{}` failed ({status})", self.line());
        }
        Ok(())
    }
}

/// Whether a program of this name can be started from `PATH`.
pub(crate) fn is_on_path(name: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&path).any(|folder| {
        let file = folder.join(name);
        file.is_file() || (cfg!(windows) && file.with_extension("exe").is_file())
    })
}

/// Writes a script that can be started, only when it differs: cargo builds again when a compiler seems new.
pub(crate) fn write_script(path: &Path, script: &str) -> Result<()> {
    if std::fs::read_to_string(path).is_ok_and(|present| present == script) {
        return Ok(());
    }
    std::fs::write(path, script)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_command_can_be_typed_again() {
        let program = Program::new("sealift")
            .args(["sign", "it's here", ""])
            .arg("--key=a/b.key");
        assert_eq!(
            program.line(),
            r"sealift sign 'it'\''s here' '' --key=a/b.key"
        );
    }

    #[test]
    fn failure_tells_what_ran_and_what_it_said() {
        let program =
            Program::new("cargo").args(["metadata", "--manifest-path", "nowhere/Cargo.toml"]);
        let error = program
            .output()
            .expect_err("there is no such manifest")
            .to_string();
        assert!(
            error.contains("cargo metadata --manifest-path nowhere/Cargo.toml"),
            "{error}"
        );
        assert!(error.contains("does not exist"), "{error}");
        assert!(!program.succeeds());
    }
}
