//! A site on a fake machine, vendors who really sign, and releases worth several chunks.

use std::io::Read;
use std::sync::Arc;

use minisign::KeyPair;
use sealift_audit::{Event, Outcome, Record};
use sealift_document::{Digest, Document, Timestamp};
use sealift_engine::cancel::Cancel;
use sealift_engine::depot::{Depot, Import, ImportError, Imported, Medium};
use sealift_engine::effects::{HostPath, LockHolder};
use sealift_engine::log::{Author, Claims, EntryFilter};
use sealift_engine::site::{self, SitePaths};
use sealift_package::path::RelativePath;
use sealift_package::volume::SignatureFile;
use sealift_testkit::volume::{SampleComponent, SampleRelease};
use sealift_testkit::world::FakeWorld;
use sealift_trust::TrustStore;
use sealift_trust::key::PublicKey;
use sealift_trust::store::{Added, Comparison};

pub(crate) struct Bench {
    pub(crate) world: FakeWorld,
    pub(crate) depot: Depot,
    pub(crate) trust: TrustStore,
}

pub(crate) struct Vendor(KeyPair);

impl Vendor {
    pub(crate) fn new() -> Self {
        Self(KeyPair::generate_unencrypted_keypair().unwrap())
    }

    pub(crate) fn key(&self) -> PublicKey {
        PublicKey::parse(&self.0.pk.to_box().unwrap().to_string()).unwrap()
    }

    pub(crate) fn signature(&self, bytes: &[u8]) -> SignatureFile {
        let signed = minisign::sign(Some(&self.0.pk), &self.0.sk, bytes, Some("a release"), None);
        let bytes = signed.unwrap().into_string().into_bytes();
        SignatureFile {
            key: *self.key().fingerprint().digest(),
            bytes,
        }
    }

    /// Signs a release of this product in place of whatever signatures it has.
    pub(crate) fn seal(&self, product: &str, mut release: SampleRelease) -> SampleRelease {
        release.manifest.product = product.parse().unwrap();
        release.seal.manifest = release.manifest.to_bytes().unwrap();
        release.seal.signatures = vec![self.signature(&release.seal.manifest)];
        release
    }

    /// A release with one component of this content.
    pub(crate) fn release(&self, sequence: u32, content: &[u8]) -> SampleRelease {
        let component = SampleComponent::of(&[("bin/monitor", content), ("etc/a.conf", b"a=1\n")]);
        let version = format!("1.{sequence}.0");
        self.seal(
            "com.acme.monitor",
            SampleRelease::of(&version, sequence, &[("server", component)]),
        )
    }
}

/// Bytes that zstd cannot make smaller, the same for the same seed.
pub(crate) fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut words = Vec::with_capacity(bytes + 8);
    while words.len() < bytes {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        words.extend(state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes());
    }
    words.truncate(bytes);
    words
}

pub(crate) fn paths() -> SitePaths {
    let at = |path: &str| HostPath::from(path.parse::<RelativePath>().unwrap());
    SitePaths {
        state: at("var/lib/sealift"),
        config: at("etc/sealift"),
        run: at("run/sealift"),
    }
}

impl Bench {
    /// A site that trusts these vendors.
    pub(crate) fn new(vendors: &[&Vendor]) -> Self {
        let world = FakeWorld::new();
        let depot = open(&world);
        let now: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
        let added = || Added {
            at: now,
            by: "anna".into(),
            compared: Comparison::Typed,
        };
        let trust = vendors.iter().fold(TrustStore::default(), |store, vendor| {
            store
                .with_key(vendor.key(), vec!["*".parse().unwrap()], added())
                .unwrap()
        });
        Self {
            world,
            depot,
            trust,
        }
    }

    pub(crate) fn author(&self) -> Author {
        Author::new(self.world.clock.clone(), Claims::default())
    }

    pub(crate) fn import(&self, source: impl Read) -> Result<Imported, ImportError> {
        self.import_until(source, &Cancel::new())
    }

    pub(crate) fn import_until(
        &self,
        source: impl Read,
        cancel: &Cancel,
    ) -> Result<Imported, ImportError> {
        let author = self.author();
        let import = Import {
            trust: &self.trust,
            author: &author,
            medium: Medium {
                volume: "a.sealift".into(),
                ..Medium::default()
            },
            cancel,
            progress: &mut |_| {},
        };
        self.depot.import(source, import)
    }

    /// The content of a release's `bin/monitor` as the depot hands it out.
    pub(crate) fn content(&self, release: &SampleRelease) -> Vec<u8> {
        let manifest = Digest::of(&release.seal.manifest);
        let verified = self.depot.load(&manifest, &self.trust).unwrap();
        let server = "server".parse().unwrap();
        let wanted = |row: &sealift_package::index::FileRow| row.path.as_str() == "bin/monitor";
        let mut content = self
            .depot
            .open_component(&verified, &server, wanted, &Cancel::new())
            .unwrap();
        let mut bytes = vec![];
        content
            .next_file()
            .unwrap()
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    }

    /// Every event of the log with its outcome.
    pub(crate) fn events(&self) -> Vec<(Event, Outcome)> {
        let entries = self
            .depot
            .database()
            .read(|view| view.entries(&EntryFilter::default()));
        let record = |entry: &sealift_engine::log::StoredEntry| {
            let record = Record::from_bytes(&entry.entry.leaf).unwrap();
            (record.event, record.outcome)
        };
        entries.unwrap().iter().map(record).collect()
    }

    /// The records of one kind of event.
    pub(crate) fn records(&self, event: Event) -> Vec<Record> {
        let filter = EntryFilter {
            event: Some(event),
            ..EntryFilter::default()
        };
        let entries = self.depot.database().read(|view| view.entries(&filter));
        let entries = entries.unwrap();
        let leaves = entries.iter().map(|stored| &stored.entry.leaf);
        leaves
            .map(|leaf| Record::from_bytes(leaf).unwrap())
            .collect()
    }

    /// Files below a folder of the depot.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let found = self
            .world
            .files
            .snapshot(&format!("var/lib/sealift/depot/{folder}"));
        let files = found.into_iter().filter(|(_, what)| what.starts_with("f "));
        files
            .map(|(path, _)| path.rsplit('/').next().unwrap().to_owned())
            .collect()
    }

    pub(crate) fn chunk_path(stored: &Digest) -> String {
        let name = stored.to_string();
        format!("var/lib/sealift/depot/chunks/{}/{name}", &name[..2])
    }

    /// Nothing of a failed import may be left: no chunk, no document, no quarantine.
    pub(crate) fn assert_empty(&self) {
        assert_eq!(self.files("chunks"), Vec::<String>::new());
        assert_eq!(self.files("releases"), Vec::<String>::new());
        assert_eq!(
            self.world
                .files
                .snapshot("var/lib/sealift/depot/incoming")
                .len(),
            1
        );
        assert!(self.depot.list().unwrap().is_empty());
    }
}

/// Opens the depot of a machine, founding the site if need be, as a process that starts does.
pub(crate) fn open(world: &FakeWorld) -> Depot {
    let author = Author::new(world.clock.clone(), Claims::default());
    let first = author.draft(Event::SiteCreated, Outcome::Succeeded);
    let founder = LockHolder::now(world.clock.as_ref(), 1, "founding");
    let opened = site::open_or_found(&world.world(), &paths(), first, &founder);
    let database = Arc::new(opened.unwrap());
    let depot = Depot::new(&world.world(), database, &paths().state).unwrap();
    if world.files.snapshot("var/lib/sealift/depot").is_empty() {
        // The first import makes these; tests look into them before.
        for folder in ["chunks", "releases", "incoming"] {
            world
                .files
                .put_directory(&format!("var/lib/sealift/depot/{folder}"));
        }
    }
    depot
}
