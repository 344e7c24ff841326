//! What must hold of a document as a released version wrote it.

use sealift_document::{Document, DocumentError};

/// Reads a document of the version that is written today: it is written back to the byte, and the same of the next version
/// is refused by its name.
///
/// # Panics
/// When that does not hold.
#[track_caller]
#[must_use]
pub fn stands<D: Document>(golden: &[u8]) -> D {
    let document = D::from_bytes(golden)
        .unwrap_or_else(|error| panic!("{} of a released version: {error}", D::TYPE));
    assert_eq!(document.document_type(), D::TYPE);
    let written = document.to_bytes().expect("what was read can be written");
    assert!(written == golden, "{} is written otherwise now", D::TYPE);
    let (name, version) = D::TYPE.rsplit_once("/v").expect("a type has a version");
    let next: u32 = version.parse::<u32>().expect("a number") + 1;
    let text = str::from_utf8(golden).expect("JSON is UTF-8");
    let newer = text.replace(D::TYPE, &format!("{name}/v{next}"));
    match D::from_bytes(newer.as_bytes()) {
        Err(DocumentError::WrongType { expected, found }) => {
            assert_eq!((expected, found), (D::TYPE, format!("{name}/v{next}")));
        }
        Err(error) => panic!("a newer {name} is refused with {error}"),
        Ok(_) => panic!("a newer {name} is read as if it were version {version}"),
    }
    document
}
