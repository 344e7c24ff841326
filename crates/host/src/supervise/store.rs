//! The files that the resident process and its askers share: `<state>/supervise/`.
//!
//! ```text
//! lock                        held by the resident process
//! end                         there when it shall stop everything and end
//! errors                      what the last resident wrote to its standard error
//! services/<name>/definition  what to run, mode 0600 since its environment may hold secrets
//! services/<name>/wish        whether it shall run
//! services/<name>/report      what has become of the wish
//! services/<name>/output      what it wrote last, and output.1 what it wrote before
//! ```

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use sealift_engine::effects::{
    FileFault, Files, FilesError, HostPath, Lock, LockHolder, ServiceState, ServiceUnit,
};
use sealift_package::manifest::Mode;
use sealift_package::path::RelativePath;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::clock::utc;
use crate::system::family::FamilyId;
use crate::system::files::HostFiles;

const DEFINITION: &str = "sealift.service/v1";
const LARGEST: u64 = 4 << 20;

/// The shared folder.
#[derive(Clone)]
pub(super) struct Store {
    pub(super) files: Arc<HostFiles>,
    folder: HostPath,
}

/// Whether a service shall run. Each wish has a number, and a report says which one it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Wish {
    pub(super) number: u64,
    pub(super) wanted: bool,
}

/// What has become of a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Report {
    /// The last wish that was followed.
    pub(super) number: u64,
    pub(super) state: ServiceState,
    /// The processes that run for it, so that they can be found when the resident is gone.
    pub(super) family: Option<FamilyId>,
}

#[derive(Serialize, Deserialize)]
struct Definition {
    #[serde(rename = "type")]
    kind: String,
    unit: ServiceUnit,
}

/// A name that can be a folder's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name(RelativePath);

impl Name {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-@".contains(c);
        let is_plain = text.chars().all(allowed) && !text.starts_with('.') && text.len() <= 200;
        is_plain.then(|| text.parse().ok().map(Self)).flatten()
    }

    pub(super) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl Store {
    pub(super) fn new(files: Arc<HostFiles>, state: &HostPath) -> Self {
        let folder = below(state, "supervise");
        Self { files, folder }
    }

    /// Where one of a service's files lies.
    pub(super) fn of(&self, name: &Name, file: &str) -> HostPath {
        below(&self.service(name), file)
    }

    pub(super) fn names(&self) -> Result<Vec<Name>, FilesError> {
        match self.files.list(&below(&self.folder, "services")) {
            Ok(names) => Ok(names.iter().filter_map(|name| Name::parse(name)).collect()),
            Err(error) if error.fault == FileFault::Missing => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    pub(super) fn unit(&self, name: &Name) -> Result<Option<ServiceUnit>, FilesError> {
        let at = self.of(name, "definition");
        let Some(definition) = self.read::<Definition>(&at)? else {
            return Ok(None);
        };
        if definition.kind != DEFINITION {
            return Err(unreadable(&at, "it is of another version"));
        }
        Ok(Some(definition.unit))
    }

    pub(super) fn place(&self, name: &Name, unit: &ServiceUnit) -> Result<(), FilesError> {
        let folder = self.service(name);
        self.ensure(&folder)?;
        let definition = Definition {
            kind: DEFINITION.into(),
            unit: unit.clone(),
        };
        self.write(&self.of(name, "definition"), &definition, true)
    }

    pub(super) fn remove(&self, name: &Name) -> Result<(), FilesError> {
        match self.files.remove_tree(&self.service(name)) {
            Err(error) if error.fault == FileFault::Missing => Ok(()),
            removed => removed,
        }
    }

    pub(super) fn wish(&self, name: &Name) -> Result<Wish, FilesError> {
        Ok(self.read(&self.of(name, "wish"))?.unwrap_or_default())
    }

    /// Writes the next wish down.
    pub(super) fn ask(&self, name: &Name, wanted: bool) -> Result<Wish, FilesError> {
        let number = self.wish(name)?.number + 1;
        let wish = Wish { number, wanted };
        self.write(&self.of(name, "wish"), &wish, true)?;
        Ok(wish)
    }

    pub(super) fn report(&self, name: &Name) -> Result<Option<Report>, FilesError> {
        self.read(&self.of(name, "report"))
    }

    pub(super) fn tell(&self, name: &Name, report: &Report) -> Result<(), FilesError> {
        self.write(&self.of(name, "report"), report, false)
    }

    /// Takes the resident's lock, or says who holds it.
    pub(super) fn lock(&self) -> Result<Box<dyn Lock>, FilesError> {
        self.ensure(&self.folder)?;
        let holder = LockHolder {
            user: String::new(),
            process: std::process::id(),
            operation: "supervise".into(),
            since: utc(),
        };
        self.files.lock(&below(&self.folder, "lock"), &holder)
    }

    pub(super) fn is_end_wanted(&self) -> bool {
        matches!(self.files.inspect(&below(&self.folder, "end")), Ok(Some(_)))
    }

    pub(super) fn want_end(&self, wanted: bool) -> Result<(), FilesError> {
        let at = below(&self.folder, "end");
        let done = if wanted {
            self.files.create(&at, Mode::PRIVATE).map(drop)
        } else {
            self.files.remove(&at)
        };
        match done {
            Err(error) if matches!(error.fault, FileFault::Exists | FileFault::Missing) => Ok(()),
            done => done,
        }
    }

    /// A new, empty file for the standard error of a resident that is about to be started.
    pub(super) fn errors_file(&self) -> Result<File, FilesError> {
        self.ensure(&self.folder)?;
        let at = below(&self.folder, "errors");
        match self.files.remove(&at) {
            Err(error) if error.fault != FileFault::Missing => return Err(error),
            _ => {}
        }
        self.files.create_file(&at, Mode::PRIVATE)
    }

    /// What the last resident wrote to its standard error.
    pub(super) fn errors(&self) -> String {
        let bytes = self.bytes(&below(&self.folder, "errors"));
        let text = bytes.ok().flatten().unwrap_or_default();
        String::from_utf8_lossy(&text).trim().to_owned()
    }

    pub(super) fn bytes(&self, at: &HostPath) -> Result<Option<Vec<u8>>, FilesError> {
        let mut file = match self.files.open(at) {
            Err(error) if error.fault == FileFault::Missing => return Ok(None),
            opened => opened?.take(LARGEST),
        };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(|error| FilesError::from_io("read", at.as_str(), &error))?;
        Ok(Some(bytes))
    }

    fn service(&self, name: &Name) -> HostPath {
        let services = below(&self.folder, "services");
        services.join(&name.0).expect("a service's name is short")
    }

    fn read<T: DeserializeOwned>(&self, at: &HostPath) -> Result<Option<T>, FilesError> {
        let Some(bytes) = self.bytes(at)? else {
            return Ok(None);
        };
        let read = serde_json::from_slice(&bytes);
        read.map(Some)
            .map_err(|error| unreadable(at, &error.to_string()))
    }

    /// Replaces a file in one step, so that nobody reads half of it.
    fn write<T: Serialize>(
        &self,
        at: &HostPath,
        value: &T,
        durable: bool,
    ) -> Result<(), FilesError> {
        let bytes = serde_json::to_vec(value).expect("plain data");
        let parent = at.parent().expect("it lies below the state folder");
        let new = below(&parent, &format!("{}.new", at.file_name()));
        match self.files.remove(&new) {
            Err(error) if error.fault != FileFault::Missing => return Err(error),
            _ => {}
        }
        let mut sink = self.files.create(&new, Mode::PRIVATE)?;
        sink.write_all(&bytes)
            .map_err(|error| FilesError::from_io("write", new.as_str(), &error))?;
        if durable {
            sink.sync()?;
        }
        sink.finish(None)?;
        self.files.rename(&new, at)?;
        if durable {
            self.files.sync_directory(&parent)?;
        }
        Ok(())
    }

    /// Makes a folder and those above it, for their owner alone.
    fn ensure(&self, folder: &HostPath) -> Result<(), FilesError> {
        if self.files.inspect(folder)?.is_some() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.ensure(&parent)?;
        }
        let bits = if folder.is_within(&self.folder) {
            0o700
        } else {
            0o755
        };
        let mode = Mode::from_bits(bits).expect("permission bits");
        match self.files.create_directory(folder, mode) {
            Err(error) if error.fault == FileFault::Exists => Ok(()),
            made => made,
        }
    }
}

fn below(folder: &HostPath, name: &str) -> HostPath {
    let name: RelativePath = name.parse().expect("a plain name");
    folder
        .join(&name)
        .expect("the state folder leaves room for it")
}

fn unreadable(at: &HostPath, reason: &str) -> FilesError {
    FilesError {
        doing: "read",
        at: at.to_string(),
        fault: FileFault::Other(reason.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As version 1 wrote it; a service that was placed then is still looked after.
    const GOLDEN: &str = include_str!("../../tests/golden/service-v1.json");

    #[test]
    fn a_definition_of_version_1_reads_and_writes_back() {
        let definition: Definition = serde_json::from_str(GOLDEN).expect("of version 1");
        assert_eq!(definition.kind, DEFINITION);
        let written = serde_json::to_string(&definition).expect("plain data");
        assert_eq!(written, GOLDEN);
    }
}
