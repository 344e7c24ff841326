//! Papers that travel with a release.

use std::path::PathBuf;

use sealift_document::Text;
use sealift_package::manifest::{Identifier, ReleaseDocumentKind};
use serde_json::Value as Json;

use super::fields::Fields;

/// A paper and its file.
#[derive(Debug, Clone)]
pub struct PaperDescription {
    /// Its name within the release.
    pub id: Identifier,
    /// What it is.
    pub kind: ReleaseDocumentKind,
    /// What people call it.
    pub title: Text,
    /// Its language where it has one.
    pub language: Option<String>,
    /// Its media type.
    pub media_type: String,
    /// Its file.
    pub file: PathBuf,
}

/// Reads `[[documents]]`, and `changelog` as the short form of one.
pub(super) fn read(fields: &Fields<'_>) -> Vec<PaperDescription> {
    let mut papers: Vec<PaperDescription> = fields
        .list("documents")
        .iter()
        .filter_map(|node| {
            let paper = Fields::of(node, "documents", fields.problems)?;
            let read = read_one(&paper);
            paper.finish();
            read
        })
        .collect();
    if let Some(file) = fields.text("changelog") {
        papers.push(PaperDescription {
            id: "changelog".parse().expect("a good identifier"),
            kind: ReleaseDocumentKind::Changelog,
            title: Text::english("Changes"),
            language: Some("en".into()),
            media_type: media_type(file).into(),
            file: file.into(),
        });
    }
    papers
}

fn read_one(fields: &Fields<'_>) -> Option<PaperDescription> {
    let id = fields.required::<Identifier>("id");
    let file = fields.required::<String>("file");
    let kind = fields.checked("kind", parse_kind);
    if fields.node("kind").is_none() {
        fields.missing("kind");
    }
    let title = fields.required_words("title");
    let language = fields.text("language").map(str::to_owned);
    let media = fields.text("media-type").map(str::to_owned);
    let file = file?;
    Some(PaperDescription {
        id: id?,
        kind: kind?,
        title,
        language,
        media_type: media.unwrap_or_else(|| media_type(&file).into()),
        file: file.into(),
    })
}

fn parse_kind(text: &str) -> Result<ReleaseDocumentKind, serde_json::Error> {
    serde_json::from_value(Json::from(text))
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "md" => "text/markdown",
        "txt" => "text/plain",
        "html" => "text/html",
        "pdf" => "application/pdf",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}
