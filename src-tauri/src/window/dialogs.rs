//! Letting a person choose files, and writing a text where one was chosen.

use camino::Utf8Path;
use sealift_desk::data::{
    PickRequest, PickSaveRequest, Picked, Purpose, ReadTextRequest, SaveTextRequest, Saved,
    TextRead,
};
use sealift_desk::{Exit, Failure};
use sealift_document::Digest;
use sealift_host::media::{MediaError, read_at_most, write_atomically};

use super::Wish;
use crate::ipc::Question;

/// The most characters of a name to begin with.
const NAME: usize = 120;
/// The most bytes of a text that is taken from a file; a question that wants more has none of this window's.
const TEXT: u64 = 2 << 20;

pub(crate) fn pick_files(question: &Question<'_>, request: PickRequest) -> Result<Picked, Failure> {
    let picked = question
        .shell
        .picker()
        .files(&wish(question, request.purpose))?;
    let picks = picked
        .iter()
        .map(|path| question.shell.keep(path))
        .collect();
    Ok(Picked { picks })
}

pub(crate) fn pick_folder(
    question: &Question<'_>,
    request: PickRequest,
) -> Result<Picked, Failure> {
    let picked = question
        .shell
        .picker()
        .folder(&wish(question, request.purpose))?;
    Ok(target(question, picked.as_deref()))
}

pub(crate) fn pick_save(
    question: &Question<'_>,
    request: PickSaveRequest,
) -> Result<Picked, Failure> {
    let wish = Wish {
        name: file_name(&request.suggested),
        ..wish(question, request.purpose)
    };
    let picked = question.shell.picker().save(&wish)?;
    Ok(target(question, picked.as_deref()))
}

pub(crate) fn read_text(
    question: &Question<'_>,
    request: ReadTextRequest,
) -> Result<TextRead, Failure> {
    let path = question.shell.path(request.file)?;
    let read = read_at_most(path.as_std_path(), request.most.min(TEXT), question.cancel);
    let bytes = read
        .map_err(|error| Failure::new(error.code(), Exit::MediaFailed, error))?
        .ok_or_else(|| Failure::new("file-too-large", Exit::Usage, &path))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::new("file-not-text", Exit::Usage, &path))?;
    Ok(TextRead { text })
}

pub(crate) fn save_text(
    question: &Question<'_>,
    request: SaveTextRequest,
) -> Result<Saved, Failure> {
    let path = question.shell.target(request.to)?;
    let bytes = request.text.as_bytes();
    let written = write_atomically(path.as_std_path(), |file| {
        file.write_all(bytes).map_err(|error| {
            MediaError::within(&error).unwrap_or_else(|| MediaError::WriteFailed {
                path: path.clone(),
                reason: error.to_string(),
            })
        })
    });
    written.map_err(|error| Failure::new(error.code(), Exit::MediaFailed, error))?;
    Ok(Saved {
        place: path.to_string(),
        bytes: bytes.len() as u64,
        sha256: Digest::of(bytes).to_string(),
    })
}

fn target(question: &Question<'_>, picked: Option<&Utf8Path>) -> Picked {
    let picks = picked
        .into_iter()
        .map(|path| question.shell.keep_target(path))
        .collect();
    Picked { picks }
}

fn wish(question: &Question<'_>, purpose: Purpose) -> Wish {
    let (key, endings) = offered(purpose);
    Wish {
        title: question.wording.text(&format!("dialog-{key}"), &[]),
        kind: question.wording.text(&format!("file-kind-{key}"), &[]),
        endings,
        others: question.wording.text("file-kind-any", &[]),
        name: String::new(),
    }
}

/// The key of the dialog's texts and the endings that it offers.
const fn offered(purpose: Purpose) -> (&'static str, &'static [&'static str]) {
    match purpose {
        Purpose::Package => ("package", &["sealift"]),
        Purpose::PublicKey => ("public-key", &["pub"]),
        Purpose::SecretKey => ("secret-key", &["key"]),
        Purpose::Facts => ("facts", &["json"]),
        Purpose::Answers => ("answers", &["toml", "json"]),
        Purpose::Report => ("report", &["html", "json"]),
        Purpose::Checkpoint => ("checkpoint", &["txt", "checkpoint"]),
        Purpose::Description => ("description", &["toml"]),
        Purpose::LogKey => ("log-key", &["pub"]),
        Purpose::Text => ("text", &["txt"]),
        Purpose::Bundle => ("bundle", &["json"]),
        Purpose::AnswerFile => ("answer-file", &[]),
        Purpose::Document => ("document", &[]),
    }
}

/// The last part of a suggested name, without what a file system or an eye could trip over.
fn file_name(suggested: &str) -> String {
    let last = suggested.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| c.is_alphanumeric() || "._- @+".contains(*c);
    let name: String = last.chars().filter(is_plain).take(NAME).collect();
    name.trim_start_matches('.').trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u04_a_suggested_name_leads_nowhere() {
        assert_eq!(file_name("../../etc/cron.d/x"), "x");
        assert_eq!(file_name("C:\\Windows\\report.html"), "report.html");
        assert_eq!(file_name("a\u{202e}lmth.exe\n"), "almth.exe");
        assert_eq!(file_name(".bashrc"), "bashrc");
        assert_eq!(file_name(&"x".repeat(500)).len(), NAME);
    }
}
