//! A small product that a vendor describes: its `sealift.toml` and the trees it packs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::Vendor;

/// A release of `com.acme.monitor`, or of another product, for any system.
///
/// Everything is written down by [`Product::write`]; until then nothing touches the disk.
#[derive(Debug, Clone)]
pub struct Product {
    id: String,
    version: String,
    sequence: u64,
    head: String,
    tail: String,
    papers: BTreeMap<String, Vec<u8>>,
    components: BTreeMap<String, Component>,
}

#[derive(Debug, Clone, Default)]
struct Component {
    fields: String,
    tables: String,
    files: BTreeMap<String, File>,
}

#[derive(Debug, Clone)]
struct File {
    bytes: Vec<u8>,
    runs: bool,
}

impl Product {
    /// The product that the journeys are about, unless they need a second one.
    pub const ID: &'static str = "com.acme.monitor";

    /// A release without components; sequences grow with every release.
    #[must_use]
    pub fn release(version: &str, sequence: u64) -> Self {
        Self {
            id: Self::ID.into(),
            version: version.into(),
            sequence,
            head: String::new(),
            tail: String::new(),
            papers: BTreeMap::new(),
            components: BTreeMap::new(),
        }
    }

    /// A release of another product.
    #[must_use]
    pub fn named(mut self, id: &str) -> Self {
        self.id = id.into();
        self
    }

    /// Adds a file of a component.
    #[must_use]
    pub fn file(self, component: &str, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.place(component, path, bytes.as_ref().to_vec(), false)
    }

    /// Adds a file of a component that can be executed.
    #[must_use]
    pub fn program(self, component: &str, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.place(component, path, bytes.as_ref().to_vec(), true)
    }

    /// Adds a file of bytes that no compressor makes smaller, the same for the same seed.
    #[must_use]
    pub fn noise(self, component: &str, path: &str, seed: u64, bytes: usize) -> Self {
        self.place(component, path, noise(seed, bytes), false)
    }

    fn place(mut self, component: &str, path: &str, bytes: Vec<u8>, runs: bool) -> Self {
        self.component(component)
            .files
            .insert(path.into(), File { bytes, runs });
        self
    }

    fn component(&mut self, id: &str) -> &mut Component {
        self.components.entry(id.into()).or_default()
    }

    /// Adds fields of a component, as TOML: `optional = true`, `depends = ["server"]`.
    #[must_use]
    pub fn with(mut self, component: &str, fields: &str) -> Self {
        let _ = writeln!(self.component(component).fields, "{fields}");
        self
    }

    /// Adds a step of a component: the fields of one `[[components.steps]]`.
    #[must_use]
    pub fn step(mut self, component: &str, fields: &str) -> Self {
        let _ = writeln!(
            self.component(component).tables,
            "\n[[components.steps]]\n{fields}"
        );
        self
    }

    /// Adds a check of a component: the fields of one `[[components.checks]]`.
    #[must_use]
    pub fn check(mut self, component: &str, fields: &str) -> Self {
        let _ = writeln!(
            self.component(component).tables,
            "\n[[components.checks]]\n{fields}"
        );
        self
    }

    /// Adds a question to the operator: the fields of one `[configuration.questions.KEY]`.
    #[must_use]
    pub fn question(self, key: &str, fields: &str) -> Self {
        self.table(&format!("[configuration.questions.{key}]\n{fields}"))
    }

    /// Adds a paper that lies beside the description, for `[[documents]]` to name.
    #[must_use]
    pub fn paper(mut self, file: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.papers.insert(file.into(), bytes.as_ref().to_vec());
        self
    }

    /// Adds fields of the release itself: `rollback-index = 1`.
    #[must_use]
    pub fn field(mut self, fields: &str) -> Self {
        let _ = writeln!(self.head, "{fields}");
        self
    }

    /// Adds tables of the release itself: `[[requirements]]` and the like.
    #[must_use]
    pub fn table(mut self, tables: &str) -> Self {
        let _ = writeln!(self.tail, "\n{tables}");
        self
    }

    /// The description as its vendor writes it.
    #[must_use]
    pub fn description(&self) -> String {
        let mut text = format!(
            "product = \"{}\"\nname = \"Monitor\"\nvendor = \"Acme\"\nversion = \"{}\"\nsequence = {}\n",
            self.id, self.version, self.sequence
        );
        if !self.head.contains("platforms") {
            text += "platforms = [\"linux-any\", \"windows-any\", \"macos-any\"]\n";
        }
        text += &self.head;
        text += &self.tail;
        for (id, component) in &self.components {
            let source = if component.files.is_empty() {
                String::new()
            } else {
                format!("source = \"trees/{id}\"\n")
            };
            let runs = modes(component);
            let _ = write!(
                text,
                "\n[[components]]\nid = \"{id}\"\n{source}{runs}{}{}",
                component.fields, component.tables
            );
        }
        text
    }

    /// Writes the description and its trees into a folder of the vendor's desk, and says where the description lies.
    #[track_caller]
    #[must_use]
    pub fn write(&self, vendor: &Vendor) -> PathBuf {
        let folder = tempfile::Builder::new()
            .prefix("source")
            .tempdir_in(vendor.folder())
            .expect("a folder")
            .keep();
        for (id, component) in &self.components {
            let tree = folder.join("trees").join(id);
            for (path, file) in &component.files {
                put(&tree.join(path), &file.bytes);
            }
        }
        for (path, bytes) in &self.papers {
            put(&folder.join(path), bytes);
        }
        let description = folder.join("sealift.toml");
        put(&description, self.description().as_bytes());
        description
    }

    /// Writes it down and packs it into exactly one volume.
    #[track_caller]
    #[must_use]
    pub fn pack(&self, vendor: &Vendor) -> PathBuf {
        vendor.pack_one(&self.write(vendor))
    }
}

/// What may be executed is said in the description, since not every system can say it of a file.
fn modes(component: &Component) -> String {
    let rules: Vec<String> = component
        .files
        .iter()
        .filter(|(_, file)| file.runs)
        .map(|(path, _)| format!("{{ glob = \"{path}\", mode = \"0755\" }}"))
        .collect();
    if rules.is_empty() {
        return String::new();
    }
    format!("modes = [{}]\n", rules.join(", "))
}

fn put(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    std::fs::write(path, bytes).expect("writes");
}

/// Bytes of xorshift64*: incompressible, and the same for the same seed.
fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    let words = std::iter::repeat_with(|| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes()
    });
    words.flatten().take(bytes).collect()
}
