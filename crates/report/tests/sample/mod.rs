//! A plant's first month with a monitoring product, in forty records: the story that the sample report tells.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "shared by tests and the example, each of which uses its own part"
)]

use sealift_audit::{
    Clock, Epoch, Event, Export, Fact, LogHead, LogKey, Material, Outcome, RecordDraft, Subject,
    When, Who, detail,
};
use sealift_document::{Count, Digest, Timestamp};

/// The log as it grows, with the export that it will end in.
pub struct Plant {
    pub head: LogHead,
    pub key: LogKey,
    pub now: i64,
    export: Export,
    uptime: u32,
    salt: u64,
}

impl Plant {
    pub fn new() -> Self {
        let site: sealift_audit::Site = "plant-3.waterworks.example".parse().expect("a site");
        let key = LogKey::new(&site, Epoch::FIRST, &[42; 32]);
        let export = Export::new(site.clone(), &[key.public().clone()]);
        let head = LogHead::new(site, Epoch::FIRST, Default::default());
        Self {
            head,
            key,
            now: 1_793_700_000,
            export,
            uptime: 600,
            salt: 0,
        }
    }

    pub fn pass(&mut self, seconds: u32) {
        self.now += i64::from(seconds);
        self.uptime += seconds;
    }

    pub fn draft(&mut self, event: Event, outcome: Outcome) -> RecordDraft {
        self.pass(7);
        let when = When {
            time: Timestamp::from_unix(self.now).expect("a time"),
            offset_minutes: 60,
            clock: Clock {
                boot: Some("6f1d09aa".into()),
                source: "system clock, synchronised by chrony".into(),
                uptime: Some(self.uptime.into()),
            },
        };
        let who = Who {
            user: "root".into(),
            login: Some("m.keller".into()),
            authenticated: "polkit, own password".into(),
            host: "hmi-7.plant-3".into(),
            name: Some("Maria Keller".into()),
            ticket: Some("CHG-20417".into()),
            reason: Some("Monitoring for pump station 2, requested by operations".into()),
        };
        RecordDraft::new(event, outcome, when, who)
    }

    pub fn write(&mut self, draft: RecordDraft) {
        let salt = &mut self.salt;
        let mut salts = || {
            *salt += 1;
            *Digest::of(&salt.to_be_bytes()).raw()
        };
        let entry = self.head.append(draft, &mut salts).expect("a record");
        self.export.keep(&entry.leaf, entry.openings);
        self.export
            .checkpoint(self.head.checkpoint(&self.key).to_string());
    }

    pub fn close(self) -> Vec<u8> {
        let time = Timestamp::from_unix(self.now + 5).expect("a time");
        self.export.close(time, &self.key).expect("an export")
    }

    pub fn export(&mut self) -> &mut Export {
        &mut self.export
    }

    fn import(&mut self, release: &Subject, bytes: u32) {
        let name = format!("monitoring-{}.sealift", text(&release.version));
        let volume = Fact::map([
            ("name", name.as_str().into()),
            ("number", 1.into()),
            ("count", 1.into()),
            ("bytes", bytes.into()),
        ]);
        let medium = Fact::map([
            ("kind", "USB stick".into()),
            ("serial", "0774-A1C9".into()),
            ("owner", "Waterworks IT".into()),
        ]);
        let draft = self
            .draft(Event::PackageImported, Outcome::Succeeded)
            .about(release.clone())
            .detail(detail::MEDIUM, medium)
            .detail(detail::VOLUMES, Fact::List(vec![volume]))
            .private(detail::PATH, format!("/media/m.keller/TRANSFER/{name}"));
        self.write(draft);
        let signer = Fact::map([
            ("fingerprint", Digest::of(b"vendor key").into()),
            ("key-id", "8D2E10C4A77F3B96".into()),
            ("algorithm", "minisign (Ed25519, BLAKE2b-512)".into()),
            ("trusted-as", "Prometheus packaging".into()),
            ("trusted-how", "fingerprint compared by telephone".into()),
            ("result", "verified".into()),
        ]);
        let identity = Fact::map([
            ("result", "verified".into()),
            ("threshold", 1.into()),
            ("signers", Fact::List(vec![signer])),
        ]);
        let integrity = Fact::map([
            ("result", "verified".into()),
            ("algorithm", "SHA-256".into()),
            ("chunks", 61.into()),
            ("bytes", bytes.into()),
        ]);
        let draft = self
            .draft(Event::ReleaseComplete, Outcome::Succeeded)
            .about(release.clone())
            .detail(detail::VENDOR, "Example Packaging GmbH")
            .detail(detail::PRODUCT_NAME, "Plant monitoring")
            .detail(detail::ISSUED, "2026-10-28T12:00:00Z")
            .detail(detail::SBOM, Digest::of(name.as_bytes()))
            .detail(detail::IDENTITY, identity)
            .detail(detail::INTEGRITY, integrity);
        self.write(draft);
    }

    fn add_material(&mut self, release: &Subject) {
        let manifest = manifest(text(&release.version));
        let signature = &b"untrusted comment: signature\n"[..];
        let key = &b"untrusted comment: minisign public key\n"[..];
        for (kind, name, bytes) in [
            ("manifest", "manifest.json", &manifest[..]),
            (
                "signature",
                "signatures/8d2e10c4a77f3b96.minisig",
                signature,
            ),
            ("public-key", "vendor.pub", key),
        ] {
            self.export
                .material(Material::new(kind, name, release.manifest, bytes));
        }
    }

    fn check(&mut self, release: &Subject) {
        let row = |requirement: &str, expected: &str, found: &str, result: &str| {
            Fact::map([
                ("requirement", requirement.into()),
                ("expected", expected.into()),
                ("found", found.into()),
                ("result", result.into()),
            ])
        };
        let checks = vec![
            row(
                "Operating system",
                "Debian 12 or later",
                "Debian 12.8",
                "pass",
            ),
            row("Free space in /opt", "1.4 GiB", "38.2 GiB", "pass"),
            row("Port 9090", "free or ours", "free", "pass"),
            row("Memory", "4 GiB", "3.7 GiB", "warn"),
        ];
        let draft = self
            .draft(Event::CheckRun, Outcome::SucceededWithWarnings)
            .about(release.clone())
            .detail(detail::CHECKS, Fact::List(checks));
        self.write(draft);
    }

    fn configure(&mut self, release: &Subject) {
        let setting = |key: &str, default: &str, changed: bool, secret: bool| {
            Fact::map([
                ("key", key.into()),
                ("default", default.into()),
                ("changed", changed.into()),
                ("secret", secret.into()),
            ])
        };
        let settings = vec![
            setting("prometheus.port", "9090", false, false),
            setting("prometheus.retention", "15d", true, false),
            setting("web.password", "", true, true),
        ];
        let values = Fact::map([
            ("prometheus.port", "9090".into()),
            ("prometheus.retention", "90d".into()),
        ]);
        let draft = self
            .draft(Event::ConfigurationSet, Outcome::Succeeded)
            .about(release.clone())
            .detail(detail::SETTINGS, Fact::List(settings))
            .private(detail::VALUES, values);
        self.write(draft);
    }

    /// A change with its plan; `fails_at` names the step that fails and has everything before it undone.
    pub fn change(
        &mut self,
        kind: &str,
        from: Option<&str>,
        release: &Subject,
        fails_at: Option<&str>,
    ) {
        let id = format!("op-{}", self.head.frontier().size());
        let plan = Digest::of(id.as_bytes());
        let steps = plan_steps();
        let shown = steps.iter().map(|step| {
            Fact::map([
                ("id", step.0.into()),
                ("component", "prometheus".into()),
                ("kind", step.1.into()),
                ("summary", step.2.into()),
                ("undo", step.3.into()),
            ])
        });
        let draft = self
            .draft(Event::PlanMade, Outcome::Succeeded)
            .about(release.clone())
            .detail(detail::KIND, kind)
            .detail(detail::PLAN, plan)
            .detail(detail::ROOM, 1_503_238_553_u32)
            .detail(detail::STEPS, Fact::List(shown.collect()));
        self.write(draft);
        let draft = self
            .draft(Event::OperationStarted, Outcome::Started)
            .in_operation(&id)
            .about(release.clone())
            .detail(detail::KIND, kind)
            .detail(detail::PLAN, plan);
        let draft = from
            .map(|from| draft.clone().detail(detail::FROM_VERSION, from))
            .unwrap_or(draft);
        self.write(draft);
        let mut done = Vec::new();
        for step in &steps {
            self.pass(4);
            let failed = fails_at == Some(step.0);
            self.step(&id, release, step.0, failed);
            if failed {
                break;
            }
            done.push(step.0);
        }
        if fails_at.is_some() {
            for step in done.iter().rev() {
                let subject = of_step(release, step);
                let draft = self.draft(Event::StepUndone, Outcome::Succeeded);
                self.write(draft.in_operation(&id).about(subject));
            }
        }
        let outcome = if fails_at.is_some() {
            Outcome::RolledBack
        } else {
            Outcome::Succeeded
        };
        let starts_at = from.unwrap_or("nothing");
        let ends_at = if fails_at.is_some() {
            starts_at
        } else {
            text(&release.version)
        };
        let mut draft = self
            .draft(Event::OperationFinished, outcome)
            .in_operation(&id)
            .about(release.clone())
            .detail(detail::KIND, kind)
            .detail(detail::BASELINE_BEFORE, Digest::of(starts_at.as_bytes()))
            .detail(detail::BASELINE_AFTER, Digest::of(ends_at.as_bytes()));
        if fails_at.is_some() {
            draft = draft
                .detail(detail::CODE, "check-failed")
                .detail(
                    detail::MESSAGE,
                    "http://127.0.0.1:9090/-/healthy answered 503 for 30 s",
                )
                .detail(detail::REMEDY, "Ask the vendor for a corrected release.");
        }
        self.write(draft);
    }

    fn step(&mut self, id: &str, release: &Subject, step: &str, failed: bool) {
        let (event, outcome) = if failed {
            (Event::StepFailed, Outcome::Failed)
        } else {
            (Event::StepDone, Outcome::Succeeded)
        };
        let mut draft = self
            .draft(event, outcome)
            .in_operation(id)
            .about(of_step(release, step));
        if failed {
            draft = draft.private(
                detail::OUTPUT,
                "GET /-/healthy 503\nGET /-/healthy 503\nservice prometheus: exit status 1\n",
            );
        }
        self.write(draft.detail(detail::MILLISECONDS, 412_u32));
    }
}

type PlanStep = (&'static str, &'static str, &'static str, &'static str);

fn plan_steps() -> Vec<PlanStep> {
    vec![
        (
            "files",
            "files",
            "Write 214 files to /opt/monitoring/releases",
            "exact",
        ),
        (
            "configuration",
            "config-file",
            "Write /etc/monitoring/prometheus.yml",
            "exact",
        ),
        (
            "activate",
            "activate",
            "Switch /opt/monitoring/current",
            "exact",
        ),
        (
            "health",
            "check",
            "Prometheus answers on port 9090",
            "exact",
        ),
    ]
}

fn of_step(release: &Subject, step: &str) -> Subject {
    let (component, step) = (Some("prometheus".into()), Some(step.into()));
    Subject {
        component,
        step,
        ..release.clone()
    }
}

fn manifest(version: &str) -> Vec<u8> {
    format!(
        r#"{{"type":"sealift.manifest/v1","version":"{}"}}"#,
        version.escape_default()
    )
    .into()
}

pub fn release(version: &str, sequence: u32) -> Subject {
    Subject {
        product: Some("com.example.monitoring".into()),
        version: Some(version.into()),
        sequence: Some(Count::from(sequence)),
        manifest: Some(Digest::of(&manifest(version))),
        ..Subject::default()
    }
}

fn text(field: &Option<String>) -> &str {
    field.as_deref().unwrap_or_default()
}

/// The whole story.
pub fn plant() -> Plant {
    let mut plant = Plant::new();
    let draft = plant.draft(Event::SiteCreated, Outcome::Succeeded);
    plant.write(draft);
    let first = release("1.0.0", 1);
    let draft = plant
        .draft(Event::ImportRefused, Outcome::Refused)
        .about(first.clone())
        .detail(detail::ATTEMPT, "import")
        .detail(detail::CODE, "unknown-key")
        .detail(
            detail::MESSAGE,
            "The release is signed by a key that this site does not trust.",
        );
    plant.write(draft);
    let draft = plant
        .draft(Event::TrustAdded, Outcome::Succeeded)
        .detail(detail::FINGERPRINT, Digest::of(b"vendor key"))
        .detail(detail::SCOPE, "com.example.*")
        .detail(detail::TRUSTED_HOW, "fingerprint compared by telephone");
    plant.write(draft);
    plant.import(&first, 127_926_272);
    plant.check(&first);
    plant.configure(&first);
    plant.change("install", None, &first, None);
    let (size, root) = (plant.head.frontier().size(), plant.head.frontier().root());
    let draft = plant
        .draft(Event::CheckpointTaken, Outcome::Succeeded)
        .detail(detail::SIZE, size)
        .detail(detail::ROOT, root);
    plant.write(draft);
    plant.pass(12 * 86_400);
    let second = release("1.1.0", 2);
    plant.import(&second, 131_072_004);
    plant.check(&second);
    let draft = plant
        .draft(Event::Denied, Outcome::Refused)
        .detail(detail::ATTEMPT, "upgrade com.example.monitoring")
        .detail(detail::CODE, "not-authorised")
        .detail(
            detail::MESSAGE,
            "The account operator2 may not change this host.",
        );
    plant.write(draft);
    plant.change("upgrade", Some("1.0.0"), &second, None);
    plant.pass(9 * 86_400);
    let third = release("1.2.0", 3);
    plant.import(&third, 131_500_110);
    plant.change("upgrade", Some("1.1.0"), &third, Some("health"));
    let draft = plant
        .draft(Event::SupportBundleWritten, Outcome::Succeeded)
        .detail(detail::FILES, 6);
    plant.write(draft);
    let draft = plant
        .draft(Event::AuditExported, Outcome::Succeeded)
        .detail(detail::FORM, "html")
        .detail(detail::RETENTION_DAYS, 1095)
        .private(
            detail::STORED_AT,
            "/var/lib/sealift/state.db on hmi-7.plant-3",
        )
        .private(
            detail::ADMINISTERED_BY,
            "Waterworks IT security, not operations",
        );
    plant.write(draft);
    for release in [&first, &second, &third] {
        plant.add_material(release);
    }
    plant
}
