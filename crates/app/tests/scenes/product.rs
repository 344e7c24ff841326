//! A vendor who really signs, and releases that use every kind of step and differ in every way that two can.

use std::sync::OnceLock;

use minisign::KeyPair;
use sealift_document::{Count, Document, Text};
use sealift_package::manifest::{
    Action, Backoff, CheckAction, CommandAction, ConfigFile, Configuration, DataDirectory,
    DirectoryAction, Invocation, Mode, Probe, RestartRule, ServiceAction, Step, SymlinkAction,
};
use sealift_package::volume::{Selection, SignatureFile};
use sealift_testkit::volume::{SampleComponent, SampleRelease};
use sealift_trust::key::PublicKey;

pub(crate) const READY: &str = "http://127.0.0.1:8080/ready";

/// A vendor's key, the same for all tests of a run.
pub(crate) struct Vendor(KeyPair);

impl Vendor {
    pub(crate) fn first() -> &'static Self {
        static KEY: OnceLock<Vendor> = OnceLock::new();
        KEY.get_or_init(|| Self(KeyPair::generate_unencrypted_keypair().unwrap()))
    }

    pub(crate) fn second() -> &'static Self {
        static KEY: OnceLock<Vendor> = OnceLock::new();
        KEY.get_or_init(|| Self(KeyPair::generate_unencrypted_keypair().unwrap()))
    }

    pub(crate) fn text(&self) -> String {
        self.0.pk.to_box().unwrap().to_string()
    }

    pub(crate) fn fingerprint(&self) -> String {
        let key = PublicKey::parse(&self.text()).unwrap();
        key.fingerprint().to_string()
    }

    fn seal(&self, mut release: SampleRelease) -> SampleRelease {
        release.seal.manifest = release.manifest.to_bytes().unwrap();
        let manifest = &release.seal.manifest[..];
        let signed = minisign::sign(Some(&self.0.pk), &self.0.sk, manifest, None, None).unwrap();
        let key = PublicKey::parse(&self.text()).unwrap();
        release.seal.signatures = vec![SignatureFile {
            key: *key.fingerprint().digest(),
            bytes: signed.into_string().into_bytes(),
        }];
        release
    }
}

/// Version 1, 2 or 3 of the product; what is in it differs in every way that two releases can.
pub(crate) fn release(version: u32) -> &'static SampleRelease {
    static RELEASES: [OnceLock<SampleRelease>; 3] =
        [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let at = usize::try_from(version - 1).unwrap();
    RELEASES[at].get_or_init(|| Vendor::first().seal(unsealed(version)))
}

/// The volume of version 2 without the chunks that version 1 has.
pub(crate) fn delta() -> Vec<u8> {
    let has = |chunk: &sealift_package::index::ChunkRow| {
        let mut known = release(1).index.chunks().iter();
        known.any(|other| other.raw_sha256 == chunk.raw_sha256)
    };
    let chunks = (0..).zip(release(2).index.chunks());
    let lacking = chunks.filter(|(_, chunk)| !has(chunk)).map(|(nth, _)| nth);
    let selection = Selection::Only(lacking.collect());
    release(2).volumes(&selection, None).remove(0)
}

fn count(value: u64) -> Count {
    Count::try_from(value).unwrap()
}

fn unsealed(version: u32) -> SampleRelease {
    let server = server(version);
    let docs = SampleComponent::of(&[("index.html", b"the same in all versions")]);
    let components = [("server", server), ("docs", docs)];
    let mut release = SampleRelease::of(&format!("{version}.0.0"), version, &components);
    let manifest = &mut release.manifest;
    let of_server = manifest.components.iter_mut();
    let of_server = of_server
        .into_iter()
        .find(|one| one.id.as_str() == "server");
    of_server.unwrap().steps = steps();
    manifest.rollback_index = count(u64::from(version.min(1)));
    manifest.configuration = Some(Configuration {
        schema: serde_json::json!({
            "type": "object",
            "required": ["port", "token"],
            "properties": {
                "port": { "type": "integer", "x-title": { "en": "Port" } },
                "token": { "type": "string", "x-title": { "en": "Token" }, "x-secret": true },
            },
        }),
    });
    manifest.data = vec![DataDirectory {
        id: "store".parse().unwrap(),
        component: "server".parse().unwrap(),
        path: "data/data".parse().unwrap(),
        format: count(u64::from(version)),
    }];
    release
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
    // What was a file becomes a directory, a directory a link, a link a file (threat I16).
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
    let owned = |(at, to): (&str, &str)| (at.to_owned(), to.to_owned());
    SampleComponent {
        files: files.into_iter().map(with_mode).collect(),
        symlinks: links.into_iter().map(owned).collect(),
    }
}

fn invocation(argument: &str) -> Invocation {
    let token = ("TOKEN".into(), "{{ answers.token }}".into());
    Invocation {
        run: vec!["bin/server".into(), argument.into()],
        environment: [token].into(),
        user: None,
    }
}

fn steps() -> Vec<Step> {
    let step = |id: &str, action| Step {
        id: id.parse().unwrap(),
        title: Text::default(),
        phase: None,
        irreversible: false,
        reboot: false,
        action,
    };
    let data = DirectoryAction {
        path: "data/data".parse().unwrap(),
        mode: Mode::from_bits(0o750).unwrap(),
        owner: None,
    };
    let conf = ConfigFile {
        path: "config/deep/app.conf".parse().unwrap(),
        template: "app.conf".parse().unwrap(),
        mode: Mode::PRIVATE,
        owner: None,
    };
    let link = SymlinkAction {
        path: "config/server".parse().unwrap(),
        to: "program/server/bin/server".parse().unwrap(),
    };
    let migrate = CommandAction {
        invocation: invocation("migrate"),
        undo: Some(invocation("migrate-back")),
        timeout_seconds: count(30),
        writes: vec!["data/data".parse().unwrap()],
    };
    let service = ServiceAction {
        name: "server".parse().unwrap(),
        description: Text::english("Server"),
        invocation: invocation("serve"),
        restart: RestartRule::OnFailure,
        stop_seconds: count(5),
        ready: None,
    };
    let probe = Probe::Http {
        url: READY.into(),
        status: 200,
        contains: None,
    };
    let within = Backoff {
        seconds: count(3),
        every_ms: count(200),
    };
    vec![
        step("data", Action::Directory(data)),
        step("conf", Action::ConfigFile(conf)),
        step("link", Action::Symlink(link)),
        step("migrate", Action::Command(migrate)),
        step("server", Action::Service(service)),
        step("ready", Action::Check(CheckAction { probe, within })),
    ]
}
