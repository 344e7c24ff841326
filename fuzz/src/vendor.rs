//! A vendor's own description: trusted to mean well, not to be well written.

use sealift_vendor::{Description, DescriptionError};

/// Everything that is wrong is told, at places that the text has.
pub(crate) fn description(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Err(DescriptionError::Problems { problems }) = Description::parse(text, "folder".into())
    else {
        return;
    };
    assert!(!problems.is_empty(), "refused without a reason");
    let lines = text.split('\n').count();
    for problem in problems {
        assert!(
            (1..=lines).contains(&problem.at.line) && problem.at.column > 0,
            "{problem}"
        );
    }
}

pub(crate) fn descriptions() -> Vec<Vec<u8>> {
    vec![
        include_bytes!("../../examples/sealift/sealift.toml").to_vec(),
        include_bytes!("../../examples/monitoring/1.2.0/sealift.toml").to_vec(),
    ]
}
