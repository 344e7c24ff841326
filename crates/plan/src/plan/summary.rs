//! What a step does, in one English sentence for records. It names things and no folders: a folder may hold the name
//! of a person, and a record is kept for good.

use super::document::PlannedStep;
use super::effect::{Effect, PlannedCheck, PlannedProbe};

impl PlannedStep {
    /// What the step does, in one English sentence: the vendor's own words where there are some.
    #[must_use]
    pub fn summary(&self) -> String {
        let own = self.title.in_language("en");
        if own.is_empty() {
            self.effect.summary()
        } else {
            own.to_owned()
        }
    }
}

impl Effect {
    /// What is done, in one English sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        match self {
            Self::PlaceTree(tree) => format!(
                "place {} files of {} {}",
                tree.files, tree.component, tree.release
            ),
            Self::Activate { release, .. } => format!("switch to {}", release.file_name()),
            Self::Deactivate { previous, .. } => format!("switch {} off", previous.file_name()),
            Self::EnsureDirectory { path, .. } => {
                format!("make the directory {}", path.file_name())
            }
            Self::PlaceSymlink { path, .. } => format!("place the link {}", path.file_name()),
            Self::RenderFile(file) => format!("write {} from its template", file.path.file_name()),
            Self::RemoveFile { path, .. } => format!("remove the file {}", path.file_name()),
            Self::RemoveLink { path, .. } => format!("remove the link {}", path.file_name()),
            Self::RemoveDirectoryIfEmpty { path } => {
                format!("remove the directory {} if it is empty", path.file_name())
            }
            Self::KeepSecrets { .. } => "store the secret answers".into(),
            Self::RemoveSecrets { .. } => "remove the secret answers".into(),
            Self::CreateUser { name, .. } => format!("create the system user {name}"),
            Self::StopService { service } => format!("stop the service {}", service.unit),
            Self::PlaceService { service, previous } => match previous {
                None => format!("set up the service {}", service.unit),
                Some(_) => format!("replace the definition of the service {}", service.unit),
            },
            Self::StartService { unit, ready: None } => format!("start the service {unit}"),
            Self::StartService {
                unit,
                ready: Some(check),
            } => format!("start the service {unit} and {}", wait(check)),
            Self::RemoveService { service } => format!("remove the service {}", service.unit),
            Self::Backup { data, format, .. } => format!("back up {data} (format {format})"),
            Self::RestoreBackup { data, format, .. } => {
                format!("put {data} back as its backup has it (format {format})")
            }
            Self::RunCommand { invocation, .. } => {
                format!("run {}", program(&invocation.program))
            }
            Self::Check(check) => wait(check),
            Self::RetireTree {
                component, release, ..
            } => format!("remove the files of {component} {release}"),
            Self::RetireData { data, .. } => format!("destroy the data {data}"),
        }
    }
}

fn wait(check: &PlannedCheck) -> String {
    let seconds = check.within.seconds;
    let what = match &check.probe {
        PlannedProbe::Command(invocation) => format!("{} succeeds", program(&invocation.program)),
        PlannedProbe::Tcp { host, port } => format!("{host}:{port} accepts a connection"),
        PlannedProbe::Http { url, status, .. } => format!("{url} answers with {status}"),
        PlannedProbe::File {
            path,
            contains: None,
        } => format!("{} exists", path.file_name()),
        PlannedProbe::File { path, .. } => format!("{} holds a text", path.file_name()),
    };
    format!("wait up to {seconds} s until {what}")
}

/// The name of an executable without its folder.
fn program(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
