//! What an officer is handed: exports, reports, checkpoints and changes of key.

use std::sync::OnceLock;

use sealift_audit::{Checkpoint, Evidence, Held, Rotation, SignedCheckpoint, Verdict, verify};
use sealift_document::{Digest, Document};
use sealift_report::{Appearance, evidence_in, examine, render_html};

use crate::site::TestSite;
use crate::spellings;

/// A site whose log changed its key.
fn site() -> &'static TestSite {
    static SITE: OnceLock<TestSite> = OnceLock::new();
    SITE.get_or_init(|| {
        let mut site = TestSite::with_records(2);
        site.rotate();
        site
    })
}

/// What the site's key signed: the exports without what may be withheld later.
fn signed() -> &'static [Digest] {
    static SIGNED: OnceLock<Vec<Digest>> = OnceLock::new();
    SIGNED.get_or_init(|| exports().iter().map(|bytes| body(bytes)).collect())
}

fn body(bytes: &[u8]) -> Digest {
    let evidence = Evidence::from_bytes(bytes).expect("an export");
    evidence.body_digest().expect("canonical")
}

/// VALID is said of what the key signed and of nothing else; a page shows what its evidence says.
pub(crate) fn evidence(bytes: &[u8]) {
    for bytes in spellings(bytes) {
        let held = Held {
            log_key: site().held_key().log_key,
            checkpoints: site().checkpoints[..1].to_vec(),
            ..Held::default()
        };
        let Ok(verification) = verify(&bytes, &held) else {
            continue;
        };
        assert!(verification.compared);
        if verification.verdict == Verdict::Valid {
            assert!(signed().contains(&body(&bytes)), "nobody signed this");
        }
        let alone = verify(&bytes, &Held::default()).expect("it was read");
        assert_ne!(alone.verdict, Verdict::Valid, "nothing was held");
        let page = render_html(&bytes, "de").expect("evidence has a page");
        assert_eq!(evidence_in(page.as_bytes()).as_ref(), Ok(&bytes));
        let examined = examine(page.as_bytes()).expect("a report");
        assert_eq!(examined.appearance, Appearance::Same);
    }
}

pub(crate) fn exports() -> Vec<Vec<u8>> {
    let site = site();
    let full = site.export();
    let evidence = Evidence::from_bytes(&full).expect("an export");
    let redacted = evidence.redact(&|path| path.starts_with("who."));
    let mut filtered = site.gather();
    filtered.filtered_by("product", "com.acme.scada");
    let redacted = redacted.to_bytes().expect("canonical");
    vec![full, redacted, site.close(filtered)]
}

/// A page that is called the same shows what its evidence says, to the byte.
pub(crate) fn report(bytes: &[u8]) {
    let Ok(examined) = examine(bytes) else {
        return;
    };
    if examined.appearance == Appearance::Same {
        let page =
            |language| render_html(&examined.evidence, language).expect("evidence has a page");
        assert!(
            ["en", "de"]
                .iter()
                .any(|language| page(language).as_bytes() == bytes)
        );
    }
}

pub(crate) fn reports() -> Vec<Vec<u8>> {
    let export = exports().remove(0);
    let page = render_html(&export, "en").expect("evidence has a page");
    let (head, data) = page.split_once("<script").expect("a data block");
    let small = format!(
        "{}<script{data}",
        head.split_once("<body").expect("a page").0
    );
    vec![page.into_bytes(), small.into_bytes()]
}

/// A checkpoint has one spelling, and its key holds for none that the site did not take.
pub(crate) fn checkpoint(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let notes: String = SignedCheckpoint::split(text).collect();
    assert_eq!(
        notes.replace('\n', ""),
        text.replace('\n', ""),
        "a note was lost"
    );
    if let Ok(checkpoint) = SignedCheckpoint::parse(text) {
        assert_eq!(checkpoint.to_string(), text);
        let signed = checkpoints();
        let taken = || {
            signed
                .iter()
                .any(|own| says(own) == Some(checkpoint.checkpoint().clone()))
        };
        for key in &site().keys {
            assert!(
                checkpoint.verify(key).is_err() || taken(),
                "nobody signed this"
            );
        }
    }
}

fn says(bytes: &[u8]) -> Option<Checkpoint> {
    let text = std::str::from_utf8(bytes).ok()?;
    Some(SignedCheckpoint::parse(text).ok()?.checkpoint().clone())
}

pub(crate) fn checkpoints() -> Vec<Vec<u8>> {
    let own = site().checkpoints.iter().map(ToString::to_string);
    let golden = include_str!("../../crates/audit/tests/golden/checkpoint-v1.txt");
    own.chain([golden.into()]).map(String::into_bytes).collect()
}

/// A change of key is the one that both keys signed.
pub(crate) fn rotation(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(rotation) = Rotation::parse(text) {
        let own = &site().rotations[0];
        let (name, epoch) = (site().head.site(), own.statement().epoch);
        let held = rotation.verify(name, epoch, &site().keys[0], &site().keys[1]);
        assert!(held.is_err() || rotation.statement() == own.statement());
    }
}

pub(crate) fn rotations() -> Vec<Vec<u8>> {
    let own = site().rotations.iter();
    own.map(|rotation| rotation.to_string().into_bytes())
        .collect()
}
