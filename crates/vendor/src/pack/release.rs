//! From a description and its trees to a manifest, an index and a spool of chunks.
#![allow(
    clippy::disallowed_methods,
    reason = "export mode reads the vendor's own files"
)]

use std::fs;
use std::path::PathBuf;

use sealift_document::{Count, Digest, Document as _};
use sealift_package::encoding::Encoder;
use sealift_package::index::{ComponentTree, Index, IndexDocument, Tree};
use sealift_package::manifest::{
    Action, Component, Configuration, IndexReference, Invocation, Manifest, Mode, Probe,
    ReleaseDocument, Totals,
};
use serde_json::Value as Json;

use super::files::{FileStream, digest_of};
use super::spool::{FullSpool, Spool};
use super::{PackError, PackOptions, compress};
use crate::description::{ComponentDescription, Description, PaperDescription, Questions};
use crate::output::OutputError;
use crate::tree::{SourceFile, SourceTree, TreeProblem, TreeProblemKind, walk};
use crate::watch::{Phase, Watch};

/// All sources of a release, walked.
pub(super) struct Sources {
    pub(super) trees: Vec<SourceTree>,
    papers: Vec<SourceFile>,
}

/// A release ready to be written into volumes.
pub(super) struct Release {
    pub(super) manifest: Manifest,
    pub(super) manifest_bytes: Vec<u8>,
    pub(super) index: Index,
    pub(super) index_stored: Vec<u8>,
    pub(super) spool: FullSpool,
}

/// Walks every tree and finds every paper; all problems are told at once.
pub(super) fn gather(description: &Description) -> Result<Sources, PackError> {
    let (mut trees, mut problems) = (Vec::new(), Vec::new());
    for part in &description.components {
        let id = &part.component.id;
        let (tree, found) = match &part.source {
            Some(source) => walk(
                id,
                &description.folder.join(source),
                &part.rules,
                description.names,
            ),
            None => (SourceTree::default(), Vec::new()),
        };
        if found.is_empty() {
            problems.extend(check_steps(part, &tree));
        }
        problems.extend(found);
        trees.push(tree);
    }
    if !problems.is_empty() {
        return Err(PackError::Trees { problems });
    }
    let papers = find_papers(description)?;
    Ok(Sources { trees, papers })
}

fn find_papers(description: &Description) -> Result<Vec<SourceFile>, PackError> {
    let find = |paper: &PaperDescription| {
        let from = description.folder.join(&paper.file);
        let metadata = fs::metadata(&from).map_err(|source| PackError::Read {
            path: from.clone(),
            source,
        })?;
        let path = paper.id.as_str().parse().expect("an identifier is a name");
        Ok(SourceFile {
            path,
            mode: Mode::FILE,
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
            from,
        })
    };
    let papers: Result<Vec<SourceFile>, PackError> = description.papers.iter().map(find).collect();
    let mut papers = papers?;
    papers.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(papers)
}

/// Templates and programs that steps name must be in the tree: found out here, not at the facility.
fn check_steps(part: &ComponentDescription, tree: &SourceTree) -> Vec<TreeProblem> {
    let mut problems = Vec::new();
    let mut note = |path: &str, kind| {
        problems.push(TreeProblem {
            component: part.component.id.clone(),
            path: path.into(),
            kind,
        });
    };
    for step in &part.component.steps {
        let name = || step.id.to_string();
        if let Action::ConfigFile(file) = &step.action {
            let template = file.template.as_str();
            if !tree.files.iter().any(|file| file.path.as_str() == template) {
                note(template, TreeProblemKind::StepNeeds { step: name() });
            }
        }
        for program in invocations(&step.action)
            .into_iter()
            .filter_map(|i| i.run.first())
        {
            // A program outside the tree, or one whose name is made from an answer, is the target's business.
            if program.starts_with('/') || program.contains(":\\") || program.contains("{{") {
                continue;
            }
            let linked = tree
                .symlinks
                .iter()
                .any(|link| link.path.as_str() == program);
            match tree.files.iter().find(|file| file.path.as_str() == program) {
                Some(file) if file.mode.bits() & 0o100 == 0 => {
                    note(program, TreeProblemKind::NotExecutable { step: name() });
                }
                None if !linked => note(program, TreeProblemKind::StepNeeds { step: name() }),
                _ => {}
            }
        }
    }
    problems
}

const fn of_probe(probe: &Probe) -> Option<&Invocation> {
    match probe {
        Probe::Command(invocation) => Some(invocation),
        _ => None,
    }
}

fn invocations(action: &Action) -> Vec<&Invocation> {
    match action {
        Action::Service(service) => {
            let ready = service
                .ready
                .as_ref()
                .and_then(|check| of_probe(&check.probe));
            std::iter::once(&service.invocation).chain(ready).collect()
        }
        Action::Command(command) => std::iter::once(&command.invocation)
            .chain(&command.undo)
            .collect(),
        Action::Check(check) => of_probe(&check.probe).into_iter().collect(),
        _ => Vec::new(),
    }
}

impl Release {
    pub(super) fn read(
        description: &Description,
        sources: &Sources,
        options: &PackOptions<'_>,
        watch: Watch<'_>,
    ) -> Result<Self, PackError> {
        let total = sources.bytes();
        let mut done = 0;
        watch.tell(Phase::Reading, done, total);
        let mut passed = |bytes| {
            done += bytes;
            watch.tell(Phase::Reading, done, total);
            !(watch.is_cancelled)()
        };
        let mut spool = Spool::new(options.out)?;
        let mut store = |source: &SourceTree| {
            let mut stream = FileStream::new(&source.files);
            let chunks = compress::store(&mut stream, &mut spool, options.out, &mut passed)?;
            Ok::<_, PackError>(Tree {
                chunks,
                directories: source.directories.clone(),
                files: stream.finish(),
                symlinks: source.symlinks.clone(),
            })
        };
        let papers = store(&SourceTree {
            files: sources.papers.clone(),
            ..SourceTree::default()
        })?;
        let mut components = Vec::new();
        for (part, source) in description.components.iter().zip(&sources.trees) {
            let id = part.component.id.clone();
            let tree = store(source)?;
            components.push(ComponentTree { id, tree });
        }
        let spool = spool.finish().map_err(OutputError::write(options.out))?;
        if (watch.is_cancelled)() {
            return Err(PackError::Cancelled);
        }
        seal(
            description,
            options,
            IndexDocument::new(papers, components),
            spool,
        )
    }
}

impl Sources {
    fn bytes(&self) -> u64 {
        let files = self
            .trees
            .iter()
            .flat_map(|tree| &tree.files)
            .chain(&self.papers);
        files.map(|file| file.bytes).sum()
    }
}

/// Writes manifest and index, and holds both to the rules that every reader will hold them to.
fn seal(
    description: &Description,
    options: &PackOptions<'_>,
    document: IndexDocument,
    spool: FullSpool,
) -> Result<Release, PackError> {
    let index_raw = document.to_bytes()?;
    let index_stored = Encoder::new().frame(&index_raw);
    let count = |bytes: &[u8]| Count::try_from(bytes.len() as u64).unwrap_or(Count::MAX);
    let reference = IndexReference {
        stored_sha256: Digest::of(&index_stored),
        stored_bytes: count(&index_stored),
        raw_bytes: count(&index_raw),
    };
    let manifest = manifest(description, options, &document, reference)?;
    let manifest_bytes = manifest.to_bytes()?;
    // Read back as a facility will, so that nothing is sealed that would be refused there.
    let manifest = Manifest::parse(&manifest_bytes)?;
    let index = Index::parse(&index_raw, &manifest)?;
    Ok(Release {
        manifest,
        manifest_bytes,
        index,
        index_stored,
        spool,
    })
}

/// The manifest before anything was read: all that it promises, and no file yet.
pub(super) fn outline(
    description: &Description,
    options: &PackOptions<'_>,
) -> Result<Manifest, PackError> {
    let empty = |part: &ComponentDescription| ComponentTree {
        id: part.component.id.clone(),
        tree: Tree::default(),
    };
    let trees = description.components.iter().map(empty).collect();
    let index = IndexReference {
        stored_sha256: Digest::of(b""),
        stored_bytes: 1.into(),
        raw_bytes: 1.into(),
    };
    let unread = |paper: &PaperDescription| of_paper(paper, Digest::of(b""), Count::ZERO);
    let document = IndexDocument::new(Tree::default(), trees);
    let manifest = manifest(description, options, &document, index)?;
    Ok(Manifest {
        documents: description.papers.iter().map(unread).collect(),
        ..manifest
    })
}

fn manifest(
    description: &Description,
    options: &PackOptions<'_>,
    document: &IndexDocument,
    index: IndexReference,
) -> Result<Manifest, PackError> {
    let issued = options.issued;
    let component = |(part, tree): (&ComponentDescription, &ComponentTree)| Component {
        totals: tree.tree.totals(),
        ..part.component.clone()
    };
    let totals: Totals = document.totals();
    Ok(Manifest {
        kind: Manifest::TYPE.into(),
        product: description.product.clone(),
        name: description.name.clone(),
        summary: description.summary.clone(),
        vendor: description.vendor.clone(),
        version: description.version.clone(),
        sequence: description.sequence,
        rollback_index: description.rollback_index,
        issued: issued
            .given
            .or(description.issued)
            .unwrap_or(issued.fallback),
        expires: description.expires,
        names: description.names,
        platforms: description.platforms.clone(),
        requirements: description.requirements.clone(),
        components: description
            .components
            .iter()
            .zip(&document.components)
            .map(component)
            .collect(),
        configuration: configuration(description)?,
        data: description.data.clone(),
        documents: papers(description, &document.documents),
        index,
        totals,
        extensions: std::collections::BTreeMap::new(),
    })
}

fn papers(description: &Description, tree: &Tree) -> Vec<ReleaseDocument> {
    let read = |paper: &PaperDescription| {
        let (sha256, bytes) = digest_of(&tree.files, paper.id.as_str())?;
        Some(of_paper(paper, sha256, bytes))
    };
    description.papers.iter().filter_map(read).collect()
}

fn of_paper(paper: &PaperDescription, sha256: Digest, bytes: Count) -> ReleaseDocument {
    ReleaseDocument {
        id: paper.id.clone(),
        kind: paper.kind,
        title: paper.title.clone(),
        language: paper.language.clone(),
        media_type: paper.media_type.clone(),
        sha256,
        bytes,
    }
}

fn configuration(description: &Description) -> Result<Option<Configuration>, PackError> {
    let schema = match &description.questions {
        None => return Ok(None),
        Some(Questions::Schema(schema)) => schema.clone(),
        Some(Questions::File(file)) => {
            let path: PathBuf = description.folder.join(file);
            let text = fs::read(&path).map_err(|source| PackError::Read {
                path: path.clone(),
                source,
            })?;
            let schema: Json =
                serde_json::from_slice(&text).map_err(|error| PackError::Questions {
                    path: path.clone(),
                    detail: error.to_string(),
                })?;
            if has_fraction(&schema) {
                let detail = "it has a number with a fraction".into();
                return Err(PackError::Questions { path, detail });
            }
            schema
        }
    };
    Ok(Some(Configuration { schema }))
}

/// Documents hold whole numbers alone, since readers disagree on others.
fn has_fraction(value: &Json) -> bool {
    match value {
        Json::Number(number) => number.is_f64(),
        Json::Array(items) => items.iter().any(has_fraction),
        Json::Object(fields) => fields.values().any(has_fraction),
        _ => false,
    }
}
