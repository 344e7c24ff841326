//! What the inner loops run over: bytes like a program's, an index of many files, a product that is installed.
//!
//! `cargo xtask bench loops` runs them.

use sealift_document::{Count, Digest, Document as _, Timestamp};
use sealift_package::encoding::Encoding;
use sealift_package::index::{ChunkRow, ComponentTree, DirectoryRow, FileRow, IndexDocument, Tree};
use sealift_package::manifest::{Manifest, Mode, Os};
use sealift_plan::configuration::Settled;
use sealift_plan::current::Current;
use sealift_plan::facts::{DiskFacts, Facts, InitSystem};
use sealift_plan::layout::{Layout, Scope, WorldRoot};
use sealift_plan::plan::{Inputs, Plan, Release, Request, Wanted, plan};
use serde_json::{Value, json};

/// Bytes that zstd makes about a third as large: words that come again, among others that do not.
#[must_use]
pub fn bytes(many: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(many + 64);
    let mut number = 0_u64;
    while bytes.len() < many {
        let digest = Digest::of(&number.to_le_bytes());
        bytes.extend_from_slice(digest.raw());
        bytes.extend(b"the same few words, and then others, ".repeat(2));
        number += 1;
    }
    bytes.truncate(many);
    bytes
}

/// An index of so many files in folders of a thousand, and a manifest that it fits.
#[must_use]
pub fn index(files: u32) -> (Vec<u8>, Manifest) {
    let content = Digest::of(b"x");
    let row = |number: u32| FileRow {
        bytes: if number == 0 { 1.into() } else { Count::ZERO },
        mode: Mode::FILE,
        offset: if number == 0 { Count::ZERO } else { 1.into() },
        path: path(&format!(
            "share/{:03}/a-file-with-a-usual-name-{number:08}.conf",
            number / 1000
        )),
        sha256: if number == 0 {
            content
        } else {
            Digest::of(b"")
        },
    };
    let folders = (0..files.div_ceil(1000)).map(|number| format!("share/{number:03}"));
    let directory = |path_of: String| DirectoryRow {
        mode: Mode::EXECUTABLE,
        path: path(&path_of),
    };
    let tree = Tree {
        chunks: vec![ChunkRow {
            encoding: Encoding::Raw,
            raw_bytes: 1.into(),
            raw_sha256: content,
            stored_bytes: 1.into(),
            stored_sha256: content,
        }],
        directories: std::iter::once("share".to_owned())
            .chain(folders)
            .map(directory)
            .collect(),
        files: (0..files).map(row).collect(),
        symlinks: vec![],
    };
    let mut manifest = manifest();
    manifest.components.truncate(1);
    manifest.components[0].totals = tree.totals();
    let id = manifest.components[0].id.clone();
    let document = IndexDocument::new(Tree::default(), vec![ComponentTree { id, tree }]);
    manifest.documents.clear();
    manifest.totals = document.totals();
    let bytes = document.to_bytes().expect("a document of ours has a form");
    (bytes, manifest)
}

fn path(text: &str) -> sealift_package::path::RelativePath {
    text.parse().expect("a path that is written down here")
}

/// A manifest as vendors write them.
#[must_use]
pub fn manifest() -> Manifest {
    let text = include_str!("../../crates/trust/tests/golden/manifest.json");
    serde_json::from_str(text).expect("a golden file")
}

/// A product of many parts, a machine that has nothing of it, and what it takes to plan its install.
pub struct Wish {
    manifest: Manifest,
    request: Request,
    current: Current,
    facts: Facts,
    layout: Layout,
}

impl Wish {
    /// So many components, each with a settings file and a service.
    ///
    /// # Panics
    /// Never: the manifest is of our own making.
    #[must_use]
    pub fn of(components: usize) -> Self {
        let manifest = product(components);
        let root = WorldRoot::machine(Os::Linux);
        let layout = Layout::new(root, &Scope::System, &manifest.product).expect("a short path");
        Self {
            current: Current::nothing(manifest.product.clone()),
            request: Request::new(Wanted::Install),
            facts: machine(&manifest),
            manifest,
            layout,
        }
    }

    /// The plan.
    ///
    /// # Panics
    /// Never: nothing stands in its way.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let inputs = Inputs {
            request: &self.request,
            current: &self.current,
            release: Some(Release {
                manifest: &self.manifest,
                sha256: Digest::of(b"manifest"),
            }),
            facts: &self.facts,
            answers: &Settled::nothing(),
            layout: &self.layout,
        };
        plan(&inputs).expect("a machine that has all it takes")
    }
}

fn product(components: usize) -> Manifest {
    let component = |number: usize| {
        json!({
            "id": format!("part-{number}"), "title": { "en": "Part" }, "into": format!("part-{number}"),
            "totals": { "raw_bytes": 1000, "files": 10, "directories": 2, "symlinks": 0, "outward_symlinks": 0 },
            "steps": [
                { "id": "settings", "kind": "config-file", "path": format!("config/{number}.toml"),
                  "template": "settings.j2", "mode": "0644" },
                { "id": "run", "kind": "service", "name": format!("part-{number}"), "run": ["bin/part"],
                  "restart": "on-failure", "stop_seconds": 10 }
            ]
        })
    };
    let mut manifest = manifest();
    let parts: Vec<Value> = (0..components).map(component).collect();
    manifest.components = serde_json::from_value(parts.into()).expect("components");
    manifest
}

fn machine(manifest: &Manifest) -> Facts {
    let now: Timestamp = "2026-11-01T00:00:00Z".parse().expect("a time");
    let mut facts = Facts::unknown(Os::Linux, now);
    facts.platform = manifest.platforms.first().cloned();
    facts.init = Some(InitSystem::Systemd);
    facts.disks = Some(vec![DiskFacts {
        mount_point: "/".into(),
        file_system: Some("ext4".into()),
        total_bytes: Some((1_u32 << 31).into()),
        free_bytes: Some((1_u32 << 30).into()),
        read_only: false,
        device: Some("8:1".into()),
    }]);
    facts
}
