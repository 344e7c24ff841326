//! A product's description in the editor: opened, judged with every change, and written where it came from.

use camino::Utf8Path;
use sealift_desk::data::{
    DescriptionProblem, DescriptionRequest, DescriptionView, EditRequest, FileRequest,
    FolderRequest, FormView, Saved,
};
use sealift_desk::{Exit, Failure};
use sealift_document::Digest;
use sealift_host::media::{self, MediaError, write_atomically};
use sealift_package::manifest::Manifest;
use sealift_plan::configuration::Form;
use sealift_vendor::{Description, DescriptionError, PackError};
use serde_json::Value;

use super::edit::{edited, model};
use super::locate::path_at;
use super::{sealing, starter, target};
use crate::ipc::Question;

/// What a description is called in its folder.
const NAME: &str = "sealift.toml";
/// The most bytes of a description.
const MOST: u64 = 1 << 20;
/// The most sources that are offered.
const SOURCES: usize = 200;

pub(crate) fn new_description(
    question: &Question<'_>,
    request: FolderRequest,
) -> Result<DescriptionView, Failure> {
    let folder = question.shell.path(request.folder)?;
    let file = folder.join(NAME);
    let text = match file.is_file() {
        true => read(question, &file)?,
        false => starter::text(&folder, &sources(&folder)),
    };
    Ok(judged(question, &file, text))
}

pub(crate) fn open_description(
    question: &Question<'_>,
    request: FileRequest,
) -> Result<DescriptionView, Failure> {
    let file = question.shell.path(request.file)?;
    let text = read(question, &file)?;
    Ok(judged(question, &file, text))
}

pub(crate) fn judge_description(
    question: &Question<'_>,
    request: DescriptionRequest,
) -> Result<DescriptionView, Failure> {
    let file = question.shell.path(request.file)?;
    Ok(judged(question, &file, request.text))
}

pub(crate) fn edit_description(
    question: &Question<'_>,
    request: EditRequest,
) -> Result<DescriptionView, Failure> {
    let file = question.shell.path(request.file)?;
    let text = edited(&request.text, &request.path, &request.value)?;
    Ok(judged(question, &file, text))
}

pub(crate) fn save_description(
    question: &Question<'_>,
    request: DescriptionRequest,
) -> Result<Saved, Failure> {
    let file = question.shell.path(request.file)?;
    // A number of the page's cannot turn this into a way to write over anything else that was chosen.
    if file.extension() != Some("toml") {
        return Err(Failure::new("description-elsewhere", Exit::Usage, file));
    }
    let bytes = request.text.as_bytes();
    let written = write_atomically(file.as_std_path(), |sink| {
        sink.write_all(bytes).map_err(|error| {
            MediaError::within(&error).unwrap_or_else(|| MediaError::WriteFailed {
                path: file.clone(),
                reason: error.to_string(),
            })
        })
    });
    written.map_err(|error| Failure::new(error.code(), Exit::MediaFailed, error))?;
    Ok(Saved {
        place: file.to_string(),
        bytes: bytes.len() as u64,
        sha256: Digest::of(bytes).to_string(),
    })
}

fn read(question: &Question<'_>, file: &Utf8Path) -> Result<String, Failure> {
    let bytes = media::read_at_most(file.as_std_path(), MOST, question.cancel)
        .map_err(|error| Failure::new(error.code(), Exit::MediaFailed, error))?
        .ok_or_else(|| Failure::new("file-too-large", Exit::Usage, file))?;
    String::from_utf8(bytes).map_err(|_| Failure::new("file-not-text", Exit::Usage, file))
}

fn judged(question: &Question<'_>, file: &Utf8Path, text: String) -> DescriptionView {
    let folder = file.parent().unwrap_or_else(|| Utf8Path::new(""));
    let (manifest, problems) = promised(question, &text, folder);
    let (form, check) = match &manifest {
        Some(manifest) => (
            form(question, manifest),
            target::check(question, manifest).ok(),
        ),
        None => (None, None),
    };
    DescriptionView {
        file: question.shell.keep(file),
        exists: file.is_file(),
        model: model(&text).unwrap_or(Value::Null),
        problems,
        form,
        check,
        sources: sources(folder),
        text,
    }
}

/// What the text promises an operator, and everything that is wrong with it.
fn promised(
    question: &Question<'_>,
    text: &str,
    folder: &Utf8Path,
) -> (Option<Manifest>, Vec<DescriptionProblem>) {
    let description = Description::parse(text, folder.as_std_path().to_owned());
    let description = match description {
        Ok(description) => description,
        Err(error) => return (None, problems(question, text, &error.into())),
    };
    let absent = description.components.iter().filter_map(|part| {
        let source = part.source.as_ref()?;
        let is_there = folder.as_std_path().join(source).is_dir();
        (!is_there).then(|| {
            let detail = source.to_string_lossy().into_owned();
            let failure = Failure::new("description-source-missing", Exit::Usage, detail);
            plain_problem(question, &failure)
        })
    });
    let mut found: Vec<DescriptionProblem> = absent.collect();
    match sealift_vendor::preview(&description, sealing::now()) {
        Ok(manifest) => (Some(manifest), found),
        Err(error) => {
            found.extend(problems(question, text, &error));
            (None, found)
        }
    }
}

fn problems(question: &Question<'_>, text: &str, error: &PackError) -> Vec<DescriptionProblem> {
    let PackError::Description(DescriptionError::Problems { problems }) = error else {
        return vec![plain_problem(
            question,
            &Failure::new(error.code(), Exit::Usage, error),
        )];
    };
    let told = problems.iter().map(|problem| DescriptionProblem {
        line: u32::try_from(problem.at.line).ok(),
        path: path_at(text, problem.at),
        ..plain_problem(
            question,
            &Failure::new(problem.what.code(), Exit::Usage, &problem.what),
        )
    });
    told.collect()
}

fn plain_problem(question: &Question<'_>, failure: &Failure) -> DescriptionProblem {
    let said = question.wording.text(failure.code, &[]);
    let detail = sealift_app::plain(&failure.detail);
    DescriptionProblem {
        code: failure.code.to_owned(),
        message: if detail.is_empty() {
            said
        } else {
            format!("{said} {detail}")
        },
        remedy: question.wording.remedy(failure.code),
        line: None,
        path: Vec::new(),
    }
}

/// The form that an operator would see.
pub(super) fn form(question: &Question<'_>, manifest: &Manifest) -> Option<FormView> {
    let configuration = manifest.configuration.as_ref()?;
    let form = Form::of(manifest).ok()?;
    let schema = serde_json::to_value(&configuration.schema).ok()?;
    Some(sealift_desk::views::form(question.wording, &form, &schema))
}

/// Folders beside a description that could be a component's source, as the description would name them.
fn sources(folder: &Utf8Path) -> Vec<String> {
    let entries = folder.read_dir_utf8().into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.file_name().to_owned())
        .filter(|name| !name.starts_with('.'))
        .take(SOURCES)
        .collect();
    names.sort_unstable();
    names
}
