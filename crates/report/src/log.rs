//! The evidence as rows to be shown: every record in order, readable or not, with what its commitments open to.

use sealift_audit::{
    Evidence, EvidenceError, EvidenceRecord, Fact, Openings, Outcome, Record, Seen, Subject,
};
use sealift_document::{Digest, Document as _, plain};

/// What stands where a record has no such field.
pub(crate) const ABSENT: &str = "\u{2014}";

/// One place in the log.
pub(crate) struct Row {
    /// The index of the leaf.
    pub(crate) index: u64,
    /// The leaf hash; `None` for bytes that are damaged beyond hashing.
    pub(crate) hash: Option<Digest>,
    /// The record, when it is shown and can be read.
    pub(crate) record: Option<Record>,
    /// Whether the filter left it out.
    pub(crate) is_omitted: bool,
    openings: Openings,
}

/// The whole log of an export.
pub(crate) struct Log {
    pub(crate) evidence: Evidence,
    pub(crate) rows: Vec<Row>,
    withheld: &'static str,
}

impl Log {
    pub(crate) fn read(bytes: &[u8], withheld: &'static str) -> Result<Self, EvidenceError> {
        let evidence = Evidence::from_bytes(bytes)?;
        let rows = evidence
            .records
            .iter()
            .zip(0..)
            .map(|(record, index)| Row::of(record, index));
        Ok(Self {
            rows: rows.collect(),
            evidence,
            withheld,
        })
    }

    /// The readable records with their rows.
    pub(crate) fn records(&self) -> impl DoubleEndedIterator<Item = (&Row, &Record)> {
        self.rows
            .iter()
            .filter_map(|row| Some((row, row.record.as_ref()?)))
    }

    /// A field that may be withheld, as text fit to be shown.
    pub(crate) fn field(&self, row: &Row, path: &str) -> String {
        let Some(record) = &row.record else {
            return ABSENT.into();
        };
        match record.seen(&row.openings, path) {
            Seen::Absent => ABSENT.into(),
            Seen::Withheld => self.withheld.into(),
            Seen::Shown(fact) => flat(fact),
        }
    }

    /// A fact that some records carry openly and others as a commitment; `None` when this one has it in neither way.
    pub(crate) fn told(&self, row: &Row, record: &Record, name: &str) -> Option<String> {
        let open = record.details.get(name).map(flat);
        open.or_else(|| self.given(row, &format!("details.{name}")))
    }

    /// As [`Self::field`]; `None` when the record has no such field.
    pub(crate) fn given(&self, row: &Row, path: &str) -> Option<String> {
        Some(self.field(row, path)).filter(|text| text != ABSENT)
    }

    /// A withheld field's value, when it is opened.
    pub(crate) fn opened<'a>(&self, row: &'a Row, path: &str) -> Option<&'a Fact> {
        match row.record.as_ref()?.seen(&row.openings, path) {
            Seen::Shown(fact) => Some(fact),
            Seen::Absent | Seen::Withheld => None,
        }
    }

    /// Who did it, in one line: printed name where given, user, login and host.
    pub(crate) fn who(&self, row: &Row) -> String {
        let user = self.field(row, "who.user");
        let login = self.given(row, "who.login").filter(|login| *login != user);
        let login = login.map(|login| format!(" ({login})")).unwrap_or_default();
        let account = format!("{user}{login} @ {}", self.field(row, "who.host"));
        match self.given(row, "who.name") {
            Some(name) => format!("{name}, {account}"),
            None => account,
        }
    }
}

impl Row {
    fn of(record: &EvidenceRecord, index: u64) -> Self {
        let (read, openings) = match record {
            EvidenceRecord::Kept(kept) => (
                Record::from_bytes(kept.leaf.as_bytes()).ok(),
                kept.openings.clone(),
            ),
            EvidenceRecord::Omitted { .. } | EvidenceRecord::Torn { .. } => (None, Openings::new()),
        };
        let is_omitted = matches!(record, EvidenceRecord::Omitted { .. });
        Self {
            index,
            hash: record.hash(),
            record: read,
            is_omitted,
            openings,
        }
    }

    /// The link target of this record in the timeline.
    pub(crate) fn anchor(&self) -> String {
        format!("record-{}", self.index)
    }
}

/// A public fact of a record as text fit to be shown.
pub(crate) fn detail(record: &Record, name: &str) -> String {
    record.details.get(name).map_or_else(|| ABSENT.into(), flat)
}

/// A part of a fact that is a map, as text fit to be shown.
pub(crate) fn part(fact: &Fact, name: &str) -> String {
    fact.field(name).map_or_else(|| ABSENT.into(), flat)
}

/// A number of bytes as people and machines read it: `1.4 GiB (1503238553 bytes)`.
pub(crate) fn bytes(fact: Option<&Fact>) -> String {
    let Some(fact) = fact else {
        return ABSENT.into();
    };
    let Some(count) = fact
        .as_number()
        .and_then(|number| u64::try_from(number).ok())
    else {
        return flat(fact);
    };
    const UNITS: [(u64, &str); 4] = [
        (1 << 40, "TiB"),
        (1 << 30, "GiB"),
        (1 << 20, "MiB"),
        (1 << 10, "KiB"),
    ];
    match UNITS.iter().find(|(unit, _)| count >= *unit) {
        // Whole tenths, cut and not rounded, so that no size looks larger than it is.
        Some((unit, name)) => {
            let (whole, tenths) = (count / unit, count % unit * 10 / unit);
            format!("{whole}.{tenths} {name} ({count} bytes)")
        }
        None => format!("{count} bytes"),
    }
}

/// Any fact in one line, with whatever could mislead made visible.
pub(crate) fn flat(fact: &Fact) -> String {
    match fact {
        Fact::Flag(true) => "yes".into(),
        Fact::Flag(false) => "no".into(),
        Fact::Number(number) => number.value().to_string(),
        Fact::Text(text) => plain(text),
        Fact::List(list) => list.iter().map(flat).collect::<Vec<_>>().join("; "),
        Fact::Map(map) => {
            let pairs = map
                .iter()
                .map(|(name, fact)| format!("{}: {}", plain(name), flat(fact)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A text that may be missing.
pub(crate) fn or_absent(text: Option<&str>) -> String {
    text.map_or_else(|| ABSENT.into(), plain)
}

/// What a record is about, in one line.
pub(crate) fn subject(subject: &Subject) -> String {
    let version = subject.version.as_deref().map(plain);
    let sequence = subject.sequence.map(|number| format!("(#{number})"));
    let component = subject
        .component
        .as_deref()
        .map(|id| format!("· {}", plain(id)));
    let step = subject.step.as_deref().map(|id| format!("· {}", plain(id)));
    let parts = [
        subject.product.as_deref().map(plain),
        version,
        sequence,
        component,
        step,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The class that gives an outcome its colour; its words say the same.
pub(crate) const fn tone(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded => "good",
        Outcome::Started => "quiet",
        Outcome::SucceededWithWarnings | Outcome::RebootRequired | Outcome::Cancelled => "care",
        Outcome::RolledBack | Outcome::Refused => "care",
        Outcome::Failed | Outcome::FailedPartially => "bad",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_shown_twice_and_never_too_large() {
        let shown = |count: u64| bytes(Some(&Fact::from(count)));
        assert_eq!(shown(1_503_238_553), "1.3 GiB (1503238553 bytes)");
        assert_eq!(shown(1 << 20), "1.0 MiB (1048576 bytes)");
        assert_eq!(shown(1023), "1023 bytes");
        assert_eq!(bytes(Some(&Fact::from(-1))), "-1");
        assert_eq!(bytes(None), ABSENT);
    }
}
