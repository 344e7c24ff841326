//! Releases in the depot, in full.

use sealift_app::cases::depot::{self, ReleaseName};
use sealift_app::cases::document::readable;
use sealift_app::cases::trust;
use sealift_app::data::{KeySummary, ReleaseSummary, word};
use sealift_app::{Exit, Facility, Failure, Wording, plain};
use sealift_engine::depot::Verified;
use sealift_package::manifest::{Component, Manifest, ReleaseDocument, ReleaseDocumentKind};

use super::named;
use crate::asked::Asked;
use crate::data::{
    ChangeNote, ComponentView, DocumentRequest, DocumentText, DocumentView, KeyView, Nothing,
    ReleaseRequest, ReleaseView, SaveDocumentRequest, Saved,
};
use crate::files;

/// The most bytes of a document that are shown.
const SHOWN: usize = 256 << 10;

pub(crate) fn releases(asked: &Asked<'_>, _: Nothing) -> Result<Vec<ReleaseSummary>, Failure> {
    match asked.facility() {
        Ok(facility) => depot::list(&facility),
        Err(failure) if failure.code == "state-absent" => Ok(Vec::new()),
        Err(failure) => Err(failure),
    }
}

pub(crate) fn release(asked: &Asked<'_>, request: ReleaseRequest) -> Result<ReleaseView, Failure> {
    let facility = asked.facility()?;
    let name = named(&request.product, request.version.as_deref())?;
    let release = depot::load(&facility, &name)?;
    let active = facility.installed(release.product())?;
    let components: Vec<_> = chosen(&facility, &release);
    let missing = facility.depot().missing(&release, &components)?;
    let shown = of_manifest(
        asked.wording,
        release.manifest(),
        release.digest().to_string(),
    );
    Ok(ReleaseView {
        signers: signers(&facility, &release)?,
        changes: changes(asked.wording, &facility, &release)?,
        complete: missing.is_none(),
        missing: missing.map_or_else(Vec::new, |missing| {
            let lines = depot::lines_of(&missing);
            lines.iter().map(|line| asked.wording.line(line)).collect()
        }),
        installed: active
            .as_ref()
            .is_some_and(|active| active.release.manifest_sha256 == *release.digest()),
        active: active.map(|active| active.release.version.to_string()),
        ..shown
    })
}

/// What a manifest alone tells, believed or not.
#[must_use]
pub fn of_manifest(wording: &Wording, manifest: &Manifest, digest: String) -> ReleaseView {
    let language = wording.language();
    ReleaseView {
        product: manifest.product.to_string(),
        name: plain(manifest.name.in_language(language)),
        summary: plain(manifest.summary.in_language(language)),
        vendor: plain(&manifest.vendor.name),
        version: manifest.version.to_string(),
        sequence: manifest.sequence.value(),
        manifest: digest,
        issued: manifest.issued.to_string(),
        expires: manifest.expires.map(|at| at.to_string()),
        platforms: manifest.platforms.iter().map(ToString::to_string).collect(),
        signers: Vec::new(),
        components: manifest
            .components
            .iter()
            .map(|component| component_view(wording, component))
            .collect(),
        documents: manifest
            .documents
            .iter()
            .map(|document| document_view(wording, document))
            .collect(),
        changes: Vec::new(),
        complete: false,
        missing: Vec::new(),
        installed: false,
        active: None,
        raw_bytes: manifest.totals.raw_bytes.value(),
        files: manifest.totals.files.value(),
    }
}

fn component_view(wording: &Wording, component: &Component) -> ComponentView {
    ComponentView {
        id: component.id.to_string(),
        name: plain(component.title.in_language(wording.language())),
        optional: component.optional.is_some(),
        chosen: component
            .optional
            .as_ref()
            .is_none_or(|optional| optional.default),
        needs: component.depends.iter().map(ToString::to_string).collect(),
        raw_bytes: component.totals.raw_bytes.value(),
    }
}

fn document_view(wording: &Wording, document: &ReleaseDocument) -> DocumentView {
    DocumentView {
        id: document.id.to_string(),
        kind: word(&document.kind),
        title: plain(document.title.in_language(wording.language())),
        bytes: document.bytes.value(),
        sha256: document.sha256.to_string(),
    }
}

/// The components that this machine would install when nobody says otherwise.
fn chosen(facility: &Facility, release: &Verified) -> Vec<sealift_package::manifest::ComponentId> {
    let wanted = |component: &&Component| {
        component.applies_to(facility.ground().platform)
            && component
                .optional
                .as_ref()
                .is_none_or(|optional| optional.default)
    };
    let components = release.manifest().components.iter().filter(wanted);
    components.map(|component| component.id.clone()).collect()
}

fn signers(facility: &Facility, release: &Verified) -> Result<Vec<KeyView>, Failure> {
    let store = trust::store(facility)?;
    let signed: Vec<_> = release
        .authorised()
        .signers()
        .map(|signer| signer.fingerprint)
        .collect();
    let keys = store
        .keys()
        .iter()
        .filter(|key| signed.contains(&key.key.fingerprint()));
    Ok(keys.map(|key| KeySummary::from(key).into()).collect())
}

/// The changelogs of this release and of those before it in the depot, the newest first.
pub(super) fn changes(
    wording: &Wording,
    facility: &Facility,
    release: &Verified,
) -> Result<Vec<ChangeNote>, Failure> {
    let mut notes = Vec::new();
    let mut older: Vec<_> = facility
        .depot()
        .list()?
        .into_iter()
        .filter(|other| {
            other.product == *release.product() && other.sequence <= release.manifest().sequence
        })
        .collect();
    older.sort_by_key(|other| std::cmp::Reverse(other.sequence));
    for other in older {
        let name = ReleaseName {
            product: other.product.clone(),
            version: Some(other.version.clone()),
        };
        // A release that lost its trust has nothing to say any more.
        let Ok(loaded) = depot::load(facility, &name) else {
            continue;
        };
        if let Some(text) = changelog(wording, facility, &loaded) {
            notes.push(ChangeNote {
                version: other.version.to_string(),
                issued: Some(loaded.manifest().issued.to_string()),
                text,
            });
        }
    }
    Ok(notes)
}

/// The changelog in the reader's language, or in none; nothing where it is not in the depot.
fn changelog(wording: &Wording, facility: &Facility, release: &Verified) -> Option<String> {
    let of_kind = |document: &&ReleaseDocument| document.kind == ReleaseDocumentKind::Changelog;
    let mine = |document: &&ReleaseDocument| {
        document
            .language
            .as_deref()
            .is_none_or(|language| language == wording.language())
    };
    let documents = &release.manifest().documents;
    let found = documents
        .iter()
        .filter(of_kind)
        .find(mine)
        .or_else(|| documents.iter().find(of_kind))?;
    let bytes = facility.depot().document(release, found.id.as_str()).ok()?;
    Some(text(&bytes).0)
}

pub(crate) fn document(
    asked: &Asked<'_>,
    request: DocumentRequest,
) -> Result<DocumentText, Failure> {
    let (found, bytes) = sealed(asked, &request)?;
    let (text, cut) = text(&bytes);
    Ok(DocumentText {
        id: found.id.to_string(),
        title: plain(found.title.in_language(asked.wording.language())),
        text,
        cut,
    })
}

pub(crate) fn save_document(
    asked: &Asked<'_>,
    request: SaveDocumentRequest,
) -> Result<Saved, Failure> {
    let (_, bytes) = sealed(asked, &request.of)?;
    files::write(asked.target(request.to)?, &bytes)
}

/// A document of a release in the depot, and all its bytes.
fn sealed(
    asked: &Asked<'_>,
    request: &DocumentRequest,
) -> Result<(ReleaseDocument, Vec<u8>), Failure> {
    let facility = asked.facility()?;
    let release = depot::load(&facility, &named(&request.product, Some(&request.version))?)?;
    let found = release
        .manifest()
        .documents
        .iter()
        .find(|document| document.id.as_str() == request.document)
        .cloned()
        .ok_or_else(|| Failure::new("document-unknown", Exit::Usage, &request.document))?;
    let bytes = facility.depot().document(&release, found.id.as_str())?;
    Ok((found, bytes))
}

/// A document's beginning as text that is safe to show.
fn text(bytes: &[u8]) -> (String, bool) {
    let shown = &bytes[..bytes.len().min(SHOWN)];
    (readable(shown), shown.len() < bytes.len())
}
