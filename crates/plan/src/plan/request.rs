//! What somebody wants, and all that a plan is made from.

use sealift_document::Digest;
use sealift_package::manifest::Manifest;

use crate::configuration::Settled;
use crate::current::Current;
use crate::facts::Facts;
use crate::layout::Layout;

/// What somebody wants of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The thing itself.
    pub wanted: Wanted,
    /// Optional components to take, by name as somebody typed it.
    pub with: Vec<String>,
    /// Optional components to leave out, likewise.
    pub without: Vec<String>,
    /// Only where the product is installed already: an install that insists on something to upgrade from.
    pub upgrade_only: bool,
    /// Place the trees and stop there; the rest waits for the maintenance window.
    pub stage_only: bool,
    /// Replace files that an operator edited, instead of placing the new rendition beside them.
    pub replace_edited: bool,
    /// Go through with it though release, components and public answers are what they are: a secret has changed.
    pub reapply: bool,
}

impl Request {
    /// Wants this and nothing special about it.
    #[must_use]
    pub const fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            with: Vec::new(),
            without: Vec::new(),
            upgrade_only: false,
            stage_only: false,
            replace_edited: false,
            reapply: false,
        }
    }
}

/// What is wanted of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The given release: a first install, an upgrade, or other answers and components for the active one.
    Install,
    /// An earlier release.
    Rollback,
    /// The active release, as it was placed.
    Repair,
    /// A release whose trees were staged before.
    ActivateStaged,
    /// The product gone.
    Uninstall {
        /// Its data and backups destroyed as well.
        purge: bool,
    },
}

/// A verified release.
#[derive(Debug, Clone, Copy)]
pub struct Release<'a> {
    /// Its manifest.
    pub manifest: &'a Manifest,
    /// The digest of the manifest's bytes.
    pub sha256: Digest,
}

/// All that a plan is made from. The same inputs give the same plan, byte for byte.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// What is wanted.
    pub request: &'a Request,
    /// What is installed.
    pub current: &'a Current,
    /// The release that is wanted; an uninstall needs none.
    pub release: Option<Release<'a>>,
    /// The machine.
    pub facts: &'a Facts,
    /// The configuration.
    pub answers: &'a Settled,
    /// Where the product's places lie.
    pub layout: &'a Layout,
}
