//! A volume, as a technician would see it.

use sealift_desk::Failure;
use sealift_desk::data::{FileRequest, InspectionView};
use sealift_vendor::Inspection;

use super::{description, sealing, target};
use crate::ipc::Question;

/// The beginning of a file list that is shown.
const FILES: usize = 500;

pub(crate) fn inspect(
    question: &Question<'_>,
    request: FileRequest,
) -> Result<InspectionView, Failure> {
    let path = question.shell.path(request.file)?;
    let seen = sealing::look(question, path.as_std_path())?;
    let digest = seen.manifest_sha256.to_string();
    let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(InspectionView {
        release: sealift_desk::views::release(question.wording, &seen.manifest, digest),
        number: small(seen.hint.number.value()),
        count: small(seen.hint.count.value()),
        bytes: seen.bytes,
        signers: seen
            .signers
            .iter()
            .map(|signer| signer.fingerprint.to_string())
            .collect(),
        damaged: seen.damaged.iter().map(ToString::to_string).collect(),
        form: description::form(question, &seen.manifest),
        check: target::check(question, &seen.manifest)?,
        files: files(&seen),
    })
}

fn files(seen: &Inspection) -> Vec<String> {
    let of_components = seen.index.components().iter().flat_map(|component| {
        let file = move |path: &dyn std::fmt::Display| format!("{}/{path}", component.id);
        component
            .tree
            .files
            .iter()
            .map(move |found| file(&found.path))
    });
    of_components
        .take(FILES)
        .map(|name| sealift_app::plain(&name))
        .collect()
}
