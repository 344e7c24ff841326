//! Answers of products: those given for a next install, and the private part of those in force.

use sealift_package::manifest::{Mode, ProductId};
use sealift_plan::configuration::{Secret, Settled};
use serde::{Deserialize, Serialize};

use super::writing::{ensure_directory, read_file, replace_file};
use super::{SiteError, SitePaths};
use crate::effects::{FileFault, Files, HostPath};

const MOST_BYTES: u64 = 64 << 20;
const PRIVATE_DIRECTORY: u32 = 0o700;

/// Both parts of settled answers in one file for its owner alone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prepared {
    public: String,
    private: String,
}

/// Keeps answers for the next install of a product; durable when it returns.
///
/// # Errors
/// [`SiteError`]; earlier prepared answers are then still there.
pub fn prepare_answers(
    files: &dyn Files,
    paths: &SitePaths,
    product: &ProductId,
    settled: &Settled,
) -> Result<(), SiteError> {
    let at = prepared_at(paths, product);
    let unwritable = |error: &dyn std::fmt::Display| unreadable(&at, error);
    let public = settled.public_part().map_err(|error| unwritable(&error))?;
    let prepared = Prepared {
        public: String::from_utf8(public).map_err(|error| unwritable(&error))?,
        private: settled
            .private_part()
            .map_err(|error| unwritable(&error))?
            .expose()
            .into(),
    };
    let bytes = serde_json::to_vec(&prepared).map_err(|error| unwritable(&error))?;
    let private = Mode::from_bits(PRIVATE_DIRECTORY).expect("permission bits");
    ensure_directory(files, &paths.prepared_answers(), private)?;
    replace_file(files, &at, Mode::PRIVATE, &bytes)
}

/// The answers kept for the next install of a product, if any.
///
/// # Errors
/// [`SiteError`] when they cannot be read.
pub fn prepared_answers(
    files: &dyn Files,
    paths: &SitePaths,
    product: &ProductId,
) -> Result<Option<Settled>, SiteError> {
    let at = prepared_at(paths, product);
    let Some(bytes) = read_file(files, &at, MOST_BYTES)? else {
        return Ok(None);
    };
    let prepared: Prepared =
        serde_json::from_slice(&bytes).map_err(|error| unreadable(&at, &error))?;
    let settled = Settled::from_parts(prepared.public.as_bytes(), prepared.private.as_bytes());
    settled.map(Some).map_err(|error| unreadable(&at, &error))
}

/// Forgets the answers kept for a product's next install; none there is fine.
///
/// # Errors
/// [`SiteError`].
pub fn forget_prepared_answers(
    files: &dyn Files,
    paths: &SitePaths,
    product: &ProductId,
) -> Result<(), SiteError> {
    match files.remove(&prepared_at(paths, product)) {
        Err(error) if error.fault != FileFault::Missing => Err(error.into()),
        _ => Ok(()),
    }
}

/// The answers in force, from their public part as the state has it and the private part kept apart.
///
/// # Errors
/// [`SiteError`] when the private part cannot be read.
pub fn answers_in_force(
    files: &dyn Files,
    paths: &SitePaths,
    product: &ProductId,
    public: &[u8],
) -> Result<Settled, SiteError> {
    let at = paths.secrets_of(product);
    let nothing = || {
        Settled::nothing()
            .private_part()
            .map(|part: Secret| part.expose().as_bytes().to_vec())
    };
    let private = match read_file(files, &at, MOST_BYTES)? {
        Some(bytes) => bytes,
        None => nothing().map_err(|error| unreadable(&at, &error))?,
    };
    Settled::from_parts(public, &private).map_err(|error| unreadable(&at, &error))
}

fn prepared_at(paths: &SitePaths, product: &ProductId) -> HostPath {
    paths
        .prepared_answers()
        .join(
            &format!("{product}.json")
                .parse()
                .expect("a product's id is a name"),
        )
        .expect("a site's folders are short, which its scope sees to")
}

fn unreadable(at: &HostPath, error: &dyn std::fmt::Display) -> SiteError {
    SiteError::Io {
        at: at.to_string(),
        reason: error.to_string(),
    }
}
