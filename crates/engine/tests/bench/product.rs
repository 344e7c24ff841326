//! A product whose releases differ in every way that two releases can (threat I16).

use std::collections::BTreeMap;
use std::io::Read;

use sealift_document::{Digest, Document};
use sealift_engine::cancel::Cancel;
use sealift_engine::executor::{Content, Release, StepError};
use sealift_package::index::FileRow;
use sealift_package::manifest::{Arch, ComponentId, Manifest, Os, Platform};
use sealift_plan::plan::ReleaseRef;
use sealift_testkit::volume::{SampleComponent, SampleRelease};
use sealift_trust::policy::{Acknowledgements, Policy};
use sealift_trust::{
    Admission, History, PublicKey, SignatureFile, Situation, TrustStore, admit, authenticate,
    authorise,
};

pub const PRODUCT: &str = "com.acme.sample";

/// A release that was let in, with its content.
pub struct Product {
    pub sample: SampleRelease,
    admission: Admission,
    content: Files,
}

struct Files(BTreeMap<String, SampleComponent>);

impl Content for Files {
    fn files(
        &self,
        component: &ComponentId,
        wanted: &dyn Fn(&FileRow) -> bool,
        _: &Cancel,
        take: &mut dyn FnMut(&FileRow, &mut dyn Read) -> Result<(), StepError>,
    ) -> Result<(), StepError> {
        let files = &self.0[component.as_str()].files;
        let index = SampleRelease::of(
            "9.9.9",
            9,
            &[(component.as_str(), self.0[component.as_str()].clone())],
        );
        for row in index
            .index
            .tree(component)
            .unwrap()
            .files
            .iter()
            .filter(|row| wanted(row))
        {
            take(row, &mut &files[row.path.as_str()].1[..])?;
        }
        Ok(())
    }
}

impl Product {
    pub fn release(&self) -> Release<'_> {
        Release {
            admission: &self.admission,
            index: &self.sample.index,
            content: &self.content,
        }
    }

    pub fn digest(&self) -> Digest {
        *self.admission.release().digest()
    }

    pub fn reference(&self) -> ReleaseRef {
        ReleaseRef::of(&self.sample.manifest, self.digest(), &super::layout()).unwrap()
    }
}

/// One of the versions 1, 2 and 3.
pub fn product(version: u32) -> Product {
    with_manifest(version, |_| ())
}

/// One of the versions, with more in its manifest.
pub fn with_manifest(version: u32, change: impl FnOnce(&mut Manifest)) -> Product {
    of(version, server(version), change)
}

/// Many small files and one that is not; where one is to be spoilt, the content has other bytes for it than the index.
pub fn many(version: u32, spoilt: Option<&str>) -> Product {
    let mut server = server(version);
    for number in 0..500_u32 {
        let content = format!("the content of file {number}").into_bytes();
        let at = format!("many/{:02}/{number:03}", number / 20);
        server.files.insert(at, (0o644, content));
    }
    let large = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    server.files.insert("many/large".into(), (0o644, large));
    let mut product = of(version, server, |_| ());
    if let Some(at) = spoilt {
        let files = &mut product.content.0.get_mut("server").unwrap().files;
        files.get_mut(at).unwrap().1[0] ^= 1;
    }
    product
}

fn of(version: u32, server: SampleComponent, change: impl FnOnce(&mut Manifest)) -> Product {
    let docs = SampleComponent::of(&[("index.html", b"the same in all versions")]);
    let components = [("server", server.clone()), ("docs", docs.clone())];
    let mut sample = SampleRelease::of(&format!("{version}.0.0"), version, &components);
    change(&mut sample.manifest);
    sample.seal.manifest = sample.manifest.to_bytes().unwrap();
    let admission = let_in(&sample);
    let content = Files([("server".into(), server), ("docs".into(), docs)].into());
    Product {
        sample,
        admission,
        content,
    }
}

fn server(version: u32) -> SampleComponent {
    let program = format!("#!/bin/sh\n# version {version}\n");
    let template = format!(
        "# version {version}\nport = {{{{ answers.port }}}}\ntoken = {{{{ answers.token }}}}\n"
    );
    let mut files = vec![
        ("bin/server", program.into_bytes()),
        ("app.conf", template.into_bytes()),
        ("same", b"unchanged".to_vec()),
    ];
    let mut links = vec![("bin/link", "server")];
    // What was a file becomes a directory, a directory a link, a link a file.
    if version == 1 {
        files.extend([
            ("a", b"file".to_vec()),
            ("b/below", b"in a directory".to_vec()),
        ]);
        links.push(("c", "a"));
    } else {
        files.extend([
            ("a/below", b"in a directory".to_vec()),
            ("c", b"file".to_vec()),
        ]);
        links.push(("b", "a"));
    }
    let with_mode = |(name, content): (&str, Vec<u8>)| {
        let mode = if name.starts_with("bin/") {
            0o755
        } else {
            0o644
        };
        (name.to_owned(), (mode, content))
    };
    SampleComponent {
        files: files.into_iter().map(with_mode).collect(),
        symlinks: links
            .into_iter()
            .map(|(at, to)| (at.to_owned(), to.to_owned()))
            .collect(),
    }
}

fn let_in(sample: &SampleRelease) -> Admission {
    let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let signed = minisign::sign(None, &pair.sk, &sample.seal.manifest[..], None, None).unwrap();
    let signed = signed.into_string();
    let key = PublicKey::parse(&pair.pk.to_box().unwrap().into_string()).unwrap();
    let now = "2026-11-21T09:30:00Z".parse().unwrap();
    let store = TrustStore::for_key_at_hand(key, now).unwrap();
    let file = SignatureFile {
        claimed: None,
        bytes: signed.as_bytes(),
    };
    let authentic = authenticate(&sample.seal.manifest, &[file], &store).unwrap();
    let history = History::default();
    let released = authorise(authentic, &store, &history).unwrap();
    let situation = Situation {
        history: &history,
        policy: &Policy::default(),
        now,
        machine: Platform {
            os: Os::Linux,
            arch: Arch::X86_64,
        },
        accepted: &Acknowledgements::default(),
    };
    admit(released, &situation).unwrap()
}
