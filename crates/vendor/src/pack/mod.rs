//! Sealing a release: source trees in, volumes out, or nothing.
//!
//! The manifest and the index stand at the front of every volume and name every chunk, so the trees are read once,
//! cut and compressed into a spool, and only then are volumes written from it. What is hashed is what is kept: a file
//! that changes meanwhile is noticed, and no source is read twice. Volumes are read back strictly before they appear
//! under their names.

mod base;
mod compress;
mod error;
mod files;
mod promises;
mod release;
mod spool;
mod volumes;

use std::path::{Path, PathBuf};

use sealift_document::{Digest, Timestamp};
use sealift_package::manifest::Manifest;
use sealift_package::volume::{Seal, Selection, VolumeHead, plan};

use crate::description::{self, Description};
use crate::key::SigningKey;
use crate::output::{make_folder, refuse_existing};
use crate::watch::Watch;
pub use error::PackError;
use release::Release;

/// Room that an unsigned set leaves in each volume, so that signatures added later do not make it too large.
const ROOM_FOR_SIGNATURES: u64 = 4 << 10;

/// How a release is to be packed.
#[derive(Debug)]
pub struct PackOptions<'a> {
    /// The key to sign with; none for volumes that another machine will sign.
    pub key: Option<&'a SigningKey>,
    /// The folder that takes the volumes; made when it is not there.
    pub out: &'a Path,
    /// The largest volume in bytes; one volume of any size when there is none.
    pub volume_size: Option<u64>,
    /// Volumes of releases whose chunks are to be left out.
    pub bases: &'a [PathBuf],
    /// When the release is issued.
    pub issued: Issued,
    /// The description's file, which takes the fallback as soon as it counts: sealed again, for other sites or another
    /// medium, the same description has to give the same manifest, or a site that has one would refuse the other. None
    /// where the fallback comes back by itself.
    pub dates: Option<&'a Path>,
}

/// When a release is issued: what the caller insists on, else what the description says, else the fallback.
#[derive(Debug, Clone, Copy)]
pub struct Issued {
    /// Given on the command line.
    pub given: Option<Timestamp>,
    /// `SOURCE_DATE_EPOCH`, else the clock.
    pub fallback: Timestamp,
}

/// What was packed.
#[derive(Debug)]
pub struct Packing {
    /// The manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: the release's identity.
    pub manifest_sha256: Digest,
    /// The volumes, in their order.
    pub volumes: Vec<PackedVolume>,
    /// Whether they are signed.
    pub is_signed: bool,
    /// The moment of issue, where it was written into the description.
    pub dated: Option<Timestamp>,
}

/// A volume that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedVolume {
    /// Where.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// How many chunks it holds.
    pub chunks: usize,
}

/// Packs a release into volumes.
///
/// The same description, sources, time and versions of the format's parts give the same bytes; signatures alone
/// differ, as minisign salts them.
///
/// # Errors
/// [`PackError`]; nothing is then left behind under a volume's name.
pub fn pack(
    description: &Description,
    options: &PackOptions<'_>,
    watch: Watch<'_>,
) -> Result<Packing, PackError> {
    let bases = base::read_all(options.bases, &description.product)?;
    let outline = release::outline(description, options)?;
    promises::examine(description, &outline)?;
    let sources = release::gather(description)?;
    promises::examine_files(&outline, &sources.trees)?;
    make_folder(options.out)?;
    let release = Release::read(description, &sources, options, watch)?;
    let bytes = release.manifest_bytes.clone();
    let key = options.key;
    let signature = key
        .map(|key| key.sign(&release.manifest, &bytes))
        .transpose()?;
    let seal = Seal {
        manifest: bytes,
        signatures: signature.into_iter().collect(),
    };
    let head = VolumeHead {
        seal: &seal,
        index_stored: &release.index_stored,
        index: &release.index,
    };
    let selection = base::selection(bases);
    let room = if key.is_some() {
        0
    } else {
        ROOM_FOR_SIGNATURES
    };
    let most = options.volume_size.map(|most| most.saturating_sub(room));
    let planned = plan(&head, &selection, most)?;
    let paths: Vec<PathBuf> = (1..=planned.len())
        .map(|number| {
            options.out.join(file_name(
                &release.manifest,
                &selection,
                number,
                planned.len(),
            ))
        })
        .collect();
    paths.iter().try_for_each(|path| refuse_existing(path))?;
    let dates = options
        .dates
        .filter(|_| options.issued.given.is_none() && description.issued.is_none());
    let issued = release.manifest.issued;
    let volumes = volumes::write(&head, &planned, &paths, &release.spool, watch, || {
        dates.map_or(Ok(()), |path| description::date(path, issued))
    })?;
    Ok(Packing {
        dated: dates.map(|_| issued),
        manifest_sha256: Digest::of(&seal.manifest),
        manifest: release.manifest,
        volumes,
        is_signed: key.is_some(),
    })
}

/// The manifest that a description promises, before any of the release's files is looked at: for showing what an operator
/// would see while the description is still being written. Its digests and totals are empty.
///
/// # Errors
/// [`PackError`] with everything that the description promises and no reader would accept.
pub fn preview(description: &Description, issued: Issued) -> Result<Manifest, PackError> {
    let options = PackOptions {
        key: None,
        out: Path::new(""),
        volume_size: None,
        bases: &[],
        issued,
        dates: None,
    };
    let outline = release::outline(description, &options)?;
    promises::examine(description, &outline)?;
    Ok(outline)
}

/// `com.acme.monitor-1.2.0.sealift`, `…-1-of-3.sealift`, `…-delta-from-1.1.0.sealift`.
fn file_name(manifest: &Manifest, selection: &Selection, number: usize, count: usize) -> String {
    let mut name = format!("{}-{}", manifest.product, manifest.version);
    if let Selection::Without { bases, .. } = selection {
        let versions: Vec<String> = bases.iter().map(|base| base.version.to_string()).collect();
        name.push_str("-delta-from-");
        name.push_str(&versions.join("-"));
    }
    if count > 1 {
        name.push_str(&format!("-{number}-of-{count}"));
    }
    name + ".sealift"
}
