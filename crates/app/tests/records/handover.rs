//! What is recorded and exported while another process hands the log over to a new key: not all of it is done under the
//! world's lock.

use sealift_app::Facility;
use sealift_app::cases::audit::{self, Form, HeldTexts};
use sealift_audit::{Event, Verdict};

use super::scenes::Site;
use super::{beside, records};

/// So often the log gets a new key while others export it.
const HANDOVERS: usize = 24;

fn export(facility: &Facility) -> Vec<u8> {
    audit::export(facility, Form::Json, false, "en").unwrap_or_else(|error| panic!("{error}"))
}

#[track_caller]
fn is_whole(export: &[u8]) {
    let verified = audit::verify(export, &HeldTexts::default()).unwrap();
    assert_eq!(
        verified.verdict,
        Verdict::Consistent,
        "{:?}",
        verified.findings
    );
}

#[test]
fn i10_a16_what_opened_the_site_before_a_handover_records_and_exports_under_the_new_key() {
    let site = Site::stocked(&[1]);
    let facility = site.facility().unwrap();
    site.rotate_log_key().unwrap();
    site.rotate_log_key().unwrap();
    is_whole(&export(&facility));
    site.rotate_log_key().unwrap();
    audit::checkpoint(&facility).unwrap();
    assert_eq!(records(&site, &Event::AuditExported).len(), 1);
    assert_eq!(records(&site, &Event::CheckpointTaken).len(), 1);
    is_whole(&export(&site.facility().unwrap()));
}

#[test]
fn i10_a16_an_export_is_whole_at_every_moment_while_the_log_gets_other_keys() {
    let site = Site::stocked(&[1]);
    let look = |facility: &Facility| is_whole(&export(facility));
    let hand_over = || (0..HANDOVERS).try_for_each(|_| site.rotate_log_key());
    beside(&site, look, hand_over).expect("each is done");
    assert_eq!(records(&site, &Event::KeyRotated).len(), HANDOVERS);
}
