//! A site with a log of its own: what the engine does with this crate, in memory.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "shared by several tests, each of which uses its own part"
)]

use sealift_audit::{
    Clock, Entry, Epoch, Event, Export, Held, LogHead, LogKey, LogPublicKey, Outcome, RecordDraft,
    Rotation, SignedCheckpoint, Site, Subject, Verification, When, Who, verify,
};
use sealift_document::Timestamp;

/// A log with a record and a checkpoint for each transaction, and every byte the same from run to run.
#[derive(Clone)]
pub struct TestSite {
    pub head: LogHead,
    pub secret: u8,
    pub keys: Vec<LogPublicKey>,
    pub rotations: Vec<Rotation>,
    pub entries: Vec<Entry>,
    pub checkpoints: Vec<SignedCheckpoint>,
    pub now: i64,
    pub uptime: u32,
    salt: u64,
}

pub const START: i64 = 1_795_253_400; // 2026-11-21T09:30:00Z

impl TestSite {
    pub fn new(site: &str, secret: u8) -> Self {
        let site: Site = site.parse().expect("a site");
        let key = LogKey::new(&site, Epoch::FIRST, &[secret; 32]);
        Self {
            head: LogHead::new(site, Epoch::FIRST, Default::default()),
            secret,
            keys: vec![key.public().clone()],
            rotations: Vec::new(),
            entries: Vec::new(),
            checkpoints: Vec::new(),
            now: START,
            uptime: 4000,
            salt: 0,
        }
    }

    /// A site with `count` records of everyday life.
    pub fn with_records(count: usize) -> Self {
        let mut site = Self::new("plant-3.example", 7);
        site.live(count);
        site
    }

    pub fn live(&mut self, count: usize) {
        for _ in 0..count {
            let event = Event::ALL[self.entries.len() % 20].clone();
            let draft = self.draft(event);
            self.write(draft);
        }
    }

    /// Records with no more in them than every record has.
    pub fn live_quietly(&mut self, count: usize) {
        for _ in 0..count {
            let mut draft = self.draft(Event::StepDone);
            (draft.who.ticket, draft.private) = (None, Default::default());
            draft.subject = Subject::default();
            self.write(draft);
        }
    }

    /// Takes a leaf into the tree by its hash alone.
    pub fn write_unseen(&mut self, hash: sealift_document::Digest) {
        let mut frontier = self.head.frontier().clone();
        frontier.append(hash);
        self.head = LogHead::new(self.head.site().clone(), self.head.epoch(), frontier);
        self.checkpoints.push(self.head.checkpoint(&self.key()));
    }

    pub fn key(&self) -> LogKey {
        let epoch = self.head.epoch();
        let secret = self.secret + u8::try_from(epoch.value()).expect("few") - 1;
        LogKey::new(self.head.site(), epoch, &[secret; 32])
    }

    pub fn when(&mut self) -> When {
        self.now += 30;
        self.uptime += 30;
        let source = "system clock".into();
        let (boot, uptime) = (Some("b1f0".into()), Some(self.uptime.into()));
        When {
            time: Timestamp::from_unix(self.now).expect("a time"),
            offset_minutes: 60,
            clock: Clock {
                boot,
                source,
                uptime,
            },
        }
    }

    pub fn draft(&mut self, event: Event) -> RecordDraft {
        let who = Who {
            user: "anna".into(),
            authenticated: "unix-uid".into(),
            host: "hmi-7".into(),
            ticket: Some("CHG-1042".into()),
            ..Who::default()
        };
        let when = self.when();
        RecordDraft::new(event, Outcome::Succeeded, when, who)
            .about(Subject {
                product: Some("com.acme.scada".into()),
                ..Subject::default()
            })
            .detail("bytes", 4096_u32)
            .private("path", "/media/stick/scada.sealift")
    }

    pub fn write(&mut self, draft: RecordDraft) {
        let salt = &mut self.salt;
        let mut salts = || {
            *salt += 1;
            *sealift_document::Digest::of(&salt.to_be_bytes()).raw()
        };
        let entry = self.head.append(draft, &mut salts).expect("a record");
        self.entries.push(entry);
        self.checkpoints.push(self.head.checkpoint(&self.key()));
    }

    pub fn rotate(&mut self) {
        let old = self.key();
        let next = self.head.epoch().next();
        let new = LogKey::new(
            self.head.site(),
            next,
            &[self.secret + next.value() as u8 - 1; 32],
        );
        let rotation = self.head.rotate(&old, &new).expect("a rotation");
        self.rotations.push(rotation);
        self.keys.push(new.public().clone());
        let draft = self.draft(Event::KeyRotated);
        self.write(draft);
    }

    /// The export with everything in it, open to change before it is closed.
    pub fn gather(&self) -> Export {
        let mut export = Export::new(self.head.site().clone(), &self.keys);
        self.entries
            .iter()
            .for_each(|entry| export.keep(&entry.leaf, entry.openings.clone()));
        self.checkpoints
            .iter()
            .for_each(|note| export.checkpoint(note.to_string()));
        self.rotations
            .iter()
            .for_each(|note| export.rotation(note.to_string()));
        export
    }

    pub fn close(&self, export: Export) -> Vec<u8> {
        let time = Timestamp::from_unix(self.now + 60).expect("a time");
        export.close(time, &self.key()).expect("an export")
    }

    pub fn export(&self) -> Vec<u8> {
        self.close(self.gather())
    }

    pub fn held_key(&self) -> Held {
        Held {
            log_key: Some(self.keys[0].clone()),
            ..Held::default()
        }
    }

    pub fn held_checkpoint(&self, size: usize) -> Held {
        Held {
            checkpoints: vec![self.checkpoints[size - 1].clone()],
            ..Held::default()
        }
    }

    /// Writes the log anew from changed leaves, as someone would who holds the key: every record vouches for the
    /// changed log before it, and every checkpoint is signed again.
    pub fn restamp(&mut self) {
        let key = self.key();
        let mut head = LogHead::new(
            self.head.site().clone(),
            self.head.epoch(),
            Default::default(),
        );
        let mut frontier = head.frontier().clone();
        self.checkpoints.clear();
        for entry in &mut self.entries {
            let mut leaf: serde_json::Value = serde_json::from_slice(&entry.leaf).expect("a leaf");
            leaf["prior"] = frontier.root().to_string().into();
            entry.leaf = sealift_document::to_canonical(&leaf).expect("canonical");
            frontier.append(entry.hash());
            head = LogHead::new(head.site().clone(), head.epoch(), frontier.clone());
            self.checkpoints.push(head.checkpoint(&key));
        }
        self.head = head;
    }

    /// Edits the text of one leaf in place.
    pub fn edit(&mut self, record: usize, from: &str, to: &str) {
        let leaf = String::from_utf8(self.entries[record].leaf.clone()).expect("text");
        let edited = leaf.replacen(from, to, 1);
        assert_ne!(leaf, edited, "nothing was edited");
        self.entries[record].leaf = edited.into_bytes();
    }
}

pub fn check(bytes: &[u8], held: &Held) -> Verification {
    verify(bytes, held).expect("readable evidence")
}
