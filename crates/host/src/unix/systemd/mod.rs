//! Services kept by systemd.

#[cfg(test)]
mod tests;
mod unit;

use std::path::Path;
use std::sync::Arc;

use sealift_engine::effects::{
    FileFault, Files, FilesError, HostPath, Processes, ServiceControl, ServiceState, ServiceUnit,
    Services, ServicesError,
};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;

use super::files::HostFiles;
use super::tool;

const UNITS: &str = "etc/systemd/system";
const LARGEST: u64 = 4 << 20;

/// Whether systemd is process 1 (sd_booted(3)).
pub(crate) fn is_running() -> bool {
    Path::new("/run/systemd/system").is_dir() && systemctl().is_some()
}

fn systemctl() -> Option<&'static str> {
    ["/usr/bin/systemctl", "/bin/systemctl"]
        .into_iter()
        .find(|path| Path::new(path).exists())
}

/// The services of the machine. Besides its unit, each has a definition and, if need be, an environment below the
/// site's state, which only root can read.
pub(crate) struct Systemd {
    files: Arc<HostFiles>,
    processes: Arc<dyn Processes>,
    folder: HostPath,
}

impl Systemd {
    pub(crate) fn new(
        files: Arc<HostFiles>,
        processes: Arc<dyn Processes>,
        state: &HostPath,
    ) -> Self {
        let folder = below(state, "services");
        Self {
            files,
            processes,
            folder,
        }
    }

    fn unit_path(name: &str) -> HostPath {
        let units: RelativePath = UNITS.parse().expect("a literal path");
        below(&units.into(), &format!("{name}.service"))
    }

    fn definition_path(&self, name: &str) -> HostPath {
        below(&self.folder, &format!("{name}.json"))
    }

    fn environment_path(&self, name: &str) -> HostPath {
        below(&self.folder, &format!("{name}.environment"))
    }

    fn write_all(&self, unit: &ServiceUnit) -> Result<(), String> {
        let words = |error: FilesError| error.to_string();
        ensure(&self.files, &self.folder).map_err(words)?;
        let environment = (!unit.environment.is_empty()).then(|| self.environment_path(&unit.name));
        let root = self.files.root();
        let absolute = environment.as_ref().map(|path| root.join(path.as_str()));
        let directory = root.join(unit.directory.as_str());
        let text = unit::unit_file(unit, root, &directory, absolute.as_deref())?;
        let definition = serde_json::to_vec(unit).expect("plain data");
        match &environment {
            Some(path) => {
                let text = unit::environment_file(unit)?;
                self.write(path, Mode::PRIVATE, text.as_bytes())
                    .map_err(words)?;
            }
            None => self
                .discard(&self.environment_path(&unit.name))
                .map_err(words)?,
        }
        let path = self.definition_path(&unit.name);
        self.write(&path, Mode::PRIVATE, &definition)
            .map_err(words)?;
        let path = Self::unit_path(&unit.name);
        self.write(&path, Mode::FILE, text.as_bytes())
            .map_err(words)?;
        self.systemctl(&["daemon-reload"]).map(drop)
    }

    fn remove_all(&self, name: &str) -> Result<(), String> {
        if self
            .read(name)
            .map_err(|error| error.to_string())?
            .is_some()
        {
            self.stop_unit(name)?;
        }
        for path in [
            Self::unit_path(name),
            self.environment_path(name),
            self.definition_path(name),
        ] {
            self.discard(&path).map_err(|error| error.to_string())?;
        }
        self.systemctl(&["daemon-reload"])?;
        // systemd remembers a failed unit that no longer exists; that it knows nothing of it is fine.
        let _ = self.systemctl(&["reset-failed", &format!("{name}.service")]);
        Ok(())
    }

    fn start_unit(&self, name: &str) -> Result<(), String> {
        let unit = format!("{name}.service");
        // Earlier failures would count against this start.
        let _ = self.systemctl(&["reset-failed", &unit]);
        self.systemctl(&["enable", "--quiet", &unit])?;
        // A running service whose definition has changed is to run as it is defined now.
        let verb = if self.is_outdated(&unit)? {
            "restart"
        } else {
            "start"
        };
        self.systemctl(&[verb, &unit]).map(drop)
    }

    /// Whether a unit's file is newer than what runs.
    fn is_outdated(&self, unit: &str) -> Result<bool, String> {
        let name = unit.strip_suffix(".service").unwrap_or(unit);
        let entry = self.files.inspect(&Self::unit_path(name));
        let Some(entry) = entry.map_err(|error| error.to_string())? else {
            return Ok(false);
        };
        let shown = self.systemctl(&[
            "show",
            "--property=ActiveState,ActiveEnterTimestamp",
            "--timestamp=unix",
            unit,
        ]);
        // Older versions know no --timestamp; there a restart is the safe answer.
        let Ok(shown) = shown else { return Ok(true) };
        let since = property(&shown, "ActiveEnterTimestamp").trim_start_matches('@');
        let since: i64 = since.parse().unwrap_or(0);
        Ok(property(&shown, "ActiveState") == "active"
            && entry.identity.modified_ns / 1_000_000_000 >= since)
    }

    fn stop_unit(&self, name: &str) -> Result<(), String> {
        let unit = format!("{name}.service");
        self.systemctl(&["disable", "--quiet", &unit])?;
        self.systemctl(&["stop", &unit]).map(drop)
    }

    fn look_at(&self, name: &str) -> Result<ServiceState, String> {
        let shown = self.systemctl(&[
            "show",
            "--property=LoadState,ActiveState,SubState,MainPID,Result,ExecMainStatus",
            &format!("{name}.service"),
        ])?;
        if property(&shown, "LoadState") == "not-found" {
            return Ok(ServiceState::Absent);
        }
        Ok(judged(&shown))
    }

    fn read(&self, name: &str) -> Result<Option<ServiceUnit>, FilesError> {
        use std::io::Read;
        if self.files.inspect(&Self::unit_path(name))?.is_none() {
            return Ok(None);
        }
        let path = self.definition_path(name);
        let mut bytes = Vec::new();
        match self.files.open(&path) {
            Err(error) if error.fault == FileFault::Missing => return Ok(None),
            opened => opened?
                .take(LARGEST)
                .read_to_end(&mut bytes)
                .map_err(|error| FilesError::from_io("read", path.as_str(), &error))?,
        };
        serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| FilesError {
                doing: "read",
                at: path.to_string(),
                fault: FileFault::Other(error.to_string()),
            })
    }

    fn write(&self, at: &HostPath, mode: Mode, bytes: &[u8]) -> Result<(), FilesError> {
        let folder = at.parent().expect("it lies in a folder");
        let new = below(&folder, &format!(".{}.new", at.file_name()));
        self.discard(&new)?;
        let mut sink = self.files.create(&new, mode)?;
        sink.write_all(bytes)
            .map_err(|error| FilesError::from_io("write", new.as_str(), &error))?;
        sink.sync()?;
        sink.finish(None)?;
        self.files.rename(&new, at)?;
        self.files.sync_directory(&folder)
    }

    fn discard(&self, at: &HostPath) -> Result<(), FilesError> {
        match self.files.remove(at) {
            Err(error) if error.fault == FileFault::Missing => Ok(()),
            removed => removed,
        }
    }

    fn systemctl(&self, arguments: &[&str]) -> Result<String, String> {
        let program = systemctl().ok_or("there is no systemctl")?;
        tool::tell(self.processes.as_ref(), program, arguments)
    }
}

/// One `Key=Value` line of `systemctl show`.
fn property<'a>(shown: &'a str, key: &str) -> &'a str {
    let line = |line: &'a str| line.strip_prefix(key)?.strip_prefix('=');
    shown.lines().find_map(line).unwrap_or("")
}

/// What `systemctl show` says of a unit that exists.
fn judged(shown: &str) -> ServiceState {
    let process = property(shown, "MainPID").parse().unwrap_or(0);
    match property(shown, "ActiveState") {
        "active" | "reloading" if process != 0 => ServiceState::Running { process },
        "activating" if property(shown, "SubState").starts_with("auto-restart") => {
            let (result, status) = (property(shown, "Result"), property(shown, "ExecMainStatus"));
            let reason = format!("it ended ({result}, status {status})");
            ServiceState::Restarting { reason }
        }
        "failed" => {
            let (result, status) = (property(shown, "Result"), property(shown, "ExecMainStatus"));
            let reason = format!("systemd gave it up ({result}, status {status})");
            ServiceState::Failed { reason }
        }
        _ => ServiceState::Stopped,
    }
}

fn ensure(files: &HostFiles, folder: &HostPath) -> Result<(), FilesError> {
    if files.inspect(folder)?.is_some() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        ensure(files, &parent)?;
    }
    let private = Mode::from_bits(0o700).expect("permission bits");
    files.create_directory(folder, private)
}

fn below(folder: &HostPath, name: &str) -> HostPath {
    let name: RelativePath = name.parse().expect("a checked name");
    folder.join(&name).expect("the folder leaves room for it")
}

fn checked<'a>(doing: &'static str, name: &'a str) -> Result<&'a str, ServicesError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    if starts_well && name.len() <= 200 && name.chars().all(allowed) {
        Ok(name)
    } else {
        Err(failed(doing, name)(
            "it is not the name of a service".into(),
        ))
    }
}

fn failed<'a>(doing: &'static str, name: &'a str) -> impl Fn(String) -> ServicesError + 'a {
    move |reason| ServicesError {
        doing,
        name: name.into(),
        reason,
    }
}

impl Services for Systemd {
    fn control(&self) -> ServiceControl {
        ServiceControl::Systemd
    }

    fn place(&self, unit: &ServiceUnit) -> Result<(), ServicesError> {
        let name = checked("define", &unit.name)?;
        for other in &unit.after {
            checked("define", other)?;
        }
        if let Some(user) = &unit.user
            && !super::accounts::is_login_name(user)
        {
            let user = sealift_document::plain(user);
            return Err(failed("define", name)(format!("{user} is not a user name")));
        }
        self.write_all(unit).map_err(failed("define", name))
    }

    fn placed(&self, name: &str) -> Result<Option<ServiceUnit>, ServicesError> {
        let read = self.read(checked("read", name)?);
        read.map_err(|error| failed("read", name)(error.to_string()))
    }

    fn remove(&self, name: &str) -> Result<(), ServicesError> {
        self.remove_all(checked("remove", name)?)
            .map_err(failed("remove", name))
    }

    fn start(&self, name: &str) -> Result<(), ServicesError> {
        self.start_unit(checked("start", name)?)
            .map_err(failed("start", name))
    }

    fn stop(&self, name: &str) -> Result<(), ServicesError> {
        if self.placed(name)?.is_none() {
            return Ok(());
        }
        self.stop_unit(name).map_err(failed("stop", name))
    }

    fn state(&self, name: &str) -> Result<ServiceState, ServicesError> {
        self.look_at(checked("look at", name)?)
            .map_err(failed("look at", name))
    }

    fn output(&self, name: &str, most: usize) -> Result<Vec<u8>, ServicesError> {
        let unit = format!("--unit={}.service", checked("read", name)?);
        let arguments = [
            &unit,
            "--output=cat",
            "--no-pager",
            "--quiet",
            "--lines=2000",
        ];
        let answer = tool::ask(self.processes.as_ref(), "/usr/bin/journalctl", &arguments);
        let mut bytes = answer.map_err(failed("read", name))?.out;
        if bytes.len() > most {
            bytes.drain(..bytes.len() - most);
        }
        Ok(bytes)
    }
}
