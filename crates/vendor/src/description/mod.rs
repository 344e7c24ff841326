//! `sealift.toml`: what a vendor says about a release. `docs/sealift-toml.md` is its reference.

mod component;
mod date;
mod embed;
mod fields;
mod node;
mod papers;
mod places;
mod problem;
mod questions;
mod size;

use std::fs;
use std::path::{Path, PathBuf};

use sealift_document::{Count, Text, Timestamp};
use sealift_package::manifest::{
    Arch, DataDirectory, NamesProfile, Os, Platform, ProductId, Requirement, Vendor,
};
use serde_json::{Map, Value as Json};

use crate::tree::TreeRules;
pub(crate) use date::date;
use fields::{Fields, Problems};
use node::Node;
pub use papers::PaperDescription;
pub(crate) use places::Places;
pub use problem::{Defect, DescriptionError, DescriptionProblem, Position};
pub use questions::Questions;

/// Longer versions would make file names that some systems do not take.
const VERSION_BYTES: usize = 64;

/// What a vendor says about a release. Paths are relative to the folder of the description.
#[derive(Debug, Clone)]
pub struct Description {
    /// The folder that holds the description.
    pub folder: PathBuf,
    /// Which product.
    pub product: ProductId,
    /// What people call it.
    pub name: Text,
    /// One or two sentences.
    pub summary: Text,
    /// Who makes it.
    pub vendor: Vendor,
    /// The version people speak of.
    pub version: semver::Version,
    /// Grows with every release.
    pub sequence: Count,
    /// The floor that an install raises; 0 when it is not given.
    pub rollback_index: Count,
    /// When it was issued, where the description says so.
    pub issued: Option<Timestamp>,
    /// When it should no longer be installed.
    pub expires: Option<Timestamp>,
    /// Which names its trees use.
    pub names: NamesProfile,
    /// Where it can be installed.
    pub platforms: Vec<Platform>,
    /// What a target must be or have.
    pub requirements: Vec<Requirement>,
    /// Its parts.
    pub components: Vec<ComponentDescription>,
    /// What the operator is asked.
    pub questions: Option<Questions>,
    /// Data that outlives releases.
    pub data: Vec<DataDirectory>,
    /// Papers that travel with it.
    pub papers: Vec<PaperDescription>,
    /// Where all this stands in the text.
    pub(crate) places: Places,
}

/// A part of the release and where its files come from.
#[derive(Debug, Clone)]
pub struct ComponentDescription {
    /// The component as the manifest will have it, without its totals.
    pub component: sealift_package::manifest::Component,
    /// The folder that holds its files; a component without one has steps alone.
    pub source: Option<PathBuf>,
    /// Which of them, and how.
    pub rules: TreeRules,
}

impl Description {
    /// Reads a description from its file.
    ///
    /// # Errors
    /// [`DescriptionError`] with everything that is wrong with it.
    #[allow(
        clippy::disallowed_methods,
        reason = "export mode reads the vendor's own files"
    )]
    pub fn load(path: &Path) -> Result<Self, DescriptionError> {
        let text = fs::read_to_string(path).map_err(|source| DescriptionError::Read {
            path: path.into(),
            source,
        })?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Self::parse(&text, folder)
    }

    /// Reads a description from its text.
    ///
    /// # Errors
    /// [`DescriptionError::Problems`] with everything that is wrong with it, in the order of the text.
    pub fn parse(text: &str, folder: PathBuf) -> Result<Self, DescriptionError> {
        let table = node::parse(text).map_err(|problem| DescriptionError::Problems {
            problems: vec![problem],
        })?;
        let problems = Problems::default();
        let fields = Fields::new(&table, Position { line: 1, column: 1 }, &problems);
        let description = read(&fields, folder, Places::new(table.clone()));
        fields.finish();
        match (description, problems.sorted()) {
            (Some(description), problems) if problems.is_empty() => Ok(description),
            (_, problems) => Err(DescriptionError::Problems { problems }),
        }
    }
}

/// Reads every field, so that every problem is noted; nothing only where a value cannot be done without.
fn read(fields: &Fields<'_>, folder: PathBuf, places: Places) -> Option<Description> {
    let product = fields.required("product");
    let name = fields.required_words("name");
    let summary = fields.words("summary");
    let vendor = read_vendor(fields);
    let version: Option<semver::Version> = fields.required("version");
    if version
        .as_ref()
        .is_some_and(|version| version.to_string().len() > VERSION_BYTES)
    {
        let at = fields
            .node("version")
            .map_or(Position { line: 1, column: 1 }, |node| node.at);
        fields
            .problems
            .invalid(at, "version", "it is longer than 64 characters");
    }
    let sequence = fields.count("sequence");
    match fields.node("sequence") {
        None => fields.missing("sequence"),
        Some(node) if sequence.is_some_and(|sequence| sequence.value() == 0) => {
            let rule = "the first release is 1";
            fields.problems.invalid(node.at, "sequence", rule);
        }
        Some(_) => {}
    }
    let rollback_index = fields.count("rollback-index").unwrap_or_default();
    let issued = fields.parsed("issued");
    let expires = fields.parsed("expires");
    let names = fields.checked("names", parse_names).unwrap_or_default();
    let platforms = fields.parsed_list("platforms", parse_platform);
    let requirements = embedded_list(fields, "requirements", size::in_requirement);
    let data = embedded_list(fields, "data", |_| {});
    let questions = questions::read(fields);
    let papers = papers::read(fields);
    let components = component::read_all(fields);
    Some(Description {
        folder,
        product: product?,
        name,
        summary,
        vendor: vendor?,
        version: version?,
        sequence: sequence?,
        rollback_index,
        issued,
        expires,
        names,
        platforms,
        requirements,
        components,
        questions,
        data,
        papers,
        places,
    })
}

fn read_vendor(fields: &Fields<'_>) -> Option<Vendor> {
    let Some(node) = fields.node("vendor") else {
        fields.missing("vendor");
        return None;
    };
    if let node::Value::Text(name) = &node.value {
        let (name, contact) = (name.clone(), None);
        return Some(Vendor { name, contact });
    }
    let vendor = Fields::of(node, "vendor", fields.problems)?;
    let name = vendor.required::<String>("name");
    let contact = vendor.text("contact").map(str::to_owned);
    vendor.finish();
    Some(Vendor {
        name: name?,
        contact,
    })
}

fn embedded_list<T>(
    fields: &Fields<'_>,
    name: &'static str,
    complete: impl Fn(&mut Map<String, Json>),
) -> Vec<T>
where
    T: serde::de::DeserializeOwned + serde::Serialize + schemars::JsonSchema,
{
    let read = |node: &Node| embed::embed(node, name, &complete, fields.problems);
    fields.list(name).iter().filter_map(read).collect()
}

fn parse_names(text: &str) -> Result<NamesProfile, &'static str> {
    match text {
        "portable" => Ok(NamesProfile::Portable),
        "posix" => Ok(NamesProfile::Posix),
        _ => Err("names are portable, or posix for a release for Linux alone"),
    }
}

/// Reads `linux-x86-64`, `windows-x86-64`, `macos-aarch64`, `linux-any`.
pub(crate) fn parse_platform(text: &str) -> Result<Platform, &'static str> {
    const RULE: &str =
        "a platform is linux, windows or macos, a hyphen, and x86-64, aarch64 or any";
    let (os, arch) = text.split_once('-').ok_or(RULE)?;
    let os = match os {
        "linux" => Os::Linux,
        "windows" => Os::Windows,
        "macos" => Os::Macos,
        _ => return Err(RULE),
    };
    let arch = match arch {
        "x86-64" | "x86_64" => Arch::X86_64,
        "aarch64" => Arch::Aarch64,
        "any" => Arch::Any,
        _ => return Err(RULE),
    };
    Ok(Platform { os, arch })
}
