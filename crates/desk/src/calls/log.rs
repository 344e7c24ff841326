//! The audit log, for officers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sealift_app::cases::audit::{self, Form};
use sealift_app::cases::record;
use sealift_app::{Claims, Exit, Facility, Failure, Timestamp, plain};
use sealift_audit::{Openings, Record, SignedCheckpoint};
use sealift_document::Document as _;
use sealift_engine::log::{Search, StoredEntry};
use sealift_engine::state::StateError;

use crate::asked::Asked;
use crate::data::{
    CheckpointView, ExportForm, ExportRequest, LogFacets, LogFilter, Named, Nothing, RecordRequest,
    RecordRow, RecordView, RecordsPage, RecordsRequest, SaveRequest, Saved,
};
use crate::files;

/// The most records of one page.
const MOST: u32 = 500;

pub(crate) fn records(asked: &Asked<'_>, request: RecordsRequest) -> Result<RecordsPage, Failure> {
    let facility = asked.facility()?;
    let most = request.most.clamp(1, MOST);
    let search = search(request.filter)?;
    let (entries, total, size) = facility.database().read(|view| {
        Ok::<_, StateError>((
            view.search_log_from(&search, request.before, request.skip, most)?,
            view.count_log(&search)?,
            view.log_head()?.frontier().size(),
        ))
    })?;
    let is_full = entries.len() == most as usize;
    let next = entries
        .last()
        .map(|entry| entry.sequence)
        .filter(|last| is_full && *last > 0);
    Ok(RecordsPage {
        records: entries
            .iter()
            .map(|entry| row_of(asked, entry))
            .collect::<Result<_, Failure>>()?,
        total,
        size,
        next,
    })
}

fn search(filter: LogFilter) -> Result<Search, Failure> {
    let moment = |text: Option<String>| {
        let text = text.filter(|text| !text.is_empty());
        text.map(|text| text.parse::<Timestamp>())
            .transpose()
            .map_err(|error| Failure::new("request-malformed", Exit::Usage, error))
    };
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    Ok(Search {
        since: moment(filter.from)?,
        until: moment(filter.until)?,
        product: given(filter.product),
        user: given(filter.actor),
        outcome: given(filter.outcome),
        event: given(filter.event),
        operation: given(filter.operation),
        text: given(filter.text),
    })
}

fn row_of(asked: &Asked<'_>, stored: &StoredEntry) -> Result<RecordRow, Failure> {
    let record = read(&stored.entry.leaf)?;
    Ok(row(asked, stored.sequence, &record, &stored.entry.openings))
}

fn read(leaf: &[u8]) -> Result<Record, Failure> {
    Record::from_bytes(leaf).map_err(|error| Failure::of("state-log", Exit::Internal, &error))
}

/// A record at a glance.
pub(super) fn row(
    asked: &Asked<'_>,
    sequence: u64,
    record: &Record,
    openings: &Openings,
) -> RecordRow {
    let event = record.event.code().to_owned();
    RecordRow {
        sequence,
        time: record.time.to_string(),
        title: asked.wording.text(&format!("event-{event}"), &[]),
        event,
        outcome: record.outcome.code().into(),
        product: record.subject.product.as_deref().map(plain),
        version: record.subject.version.as_deref().map(plain),
        step: record.subject.step.as_deref().map(plain),
        actor: record.actor(openings).map(plain),
        operation: record.operation.clone(),
    }
}

pub(crate) fn log_facets(asked: &Asked<'_>, _: Nothing) -> Result<LogFacets, Failure> {
    let facility = asked.facility()?;
    let (facets, first, last) = facility.database().read(|view| {
        let newest = view.search_log(&Search::default(), None, 1)?;
        let oldest = view.search_log(&Search::default(), Some(1), 1)?;
        Ok::<_, StateError>((view.log_facets()?, oldest, newest))
    })?;
    let worded = |family: &str, words: Vec<String>| {
        let named = |word: String| Named {
            value: asked.wording.text(&format!("{family}-{word}"), &[]),
            name: word,
        };
        words.into_iter().map(named).collect()
    };
    let time = |entries: &[StoredEntry]| {
        let record = entries
            .first()
            .map(|stored| read(&stored.entry.leaf))
            .transpose()?;
        Ok::<_, Failure>(record.map(|record| record.time.to_string()))
    };
    Ok(LogFacets {
        products: facets.products,
        actors: facets.users,
        events: worded("event", facets.events),
        outcomes: worded("ended", facets.outcomes),
        first: time(&first)?,
        last: time(&last)?,
    })
}

pub(crate) fn record(asked: &Asked<'_>, request: RecordRequest) -> Result<RecordView, Failure> {
    let found = record::record(&asked.facility()?, request.sequence)?;
    let (size, root) = found.checkpoint;
    let (leaf, leaf_bytes) = both(&found.leaf);
    Ok(RecordView {
        row: row(asked, found.sequence, &found.record, &found.openings),
        fields: fields(&found.record, &found.openings),
        leaf,
        leaf_bytes,
        leaf_hash: found.leaf_hash.to_string(),
        proven: found.is_proven,
        proof: found.proof.iter().map(ToString::to_string).collect(),
        root: root.to_string(),
        size,
    })
}

/// A leaf for reading, and its exact bytes: what is plain to the eye no longer hashes to what the proof begins with.
fn both(leaf: &[u8]) -> (String, String) {
    let reading = plain(&String::from_utf8_lossy(leaf));
    (reading, STANDARD.encode(leaf))
}

/// Every field of a record, fit to be shown.
pub(super) fn fields(record: &Record, openings: &Openings) -> Vec<Named> {
    let named = |(name, value): (String, String)| Named {
        name,
        value: plain(&value),
    };
    let fields = record::fields(record, openings);
    fields.into_iter().map(named).collect()
}

pub(crate) fn checkpoint(asked: &Asked<'_>, _: Nothing) -> Result<CheckpointView, Failure> {
    let facility = asked.founded(Claims::default())?;
    let text = audit::checkpoint(&facility)?;
    view(&facility, text)
}

fn view(facility: &Facility, text: String) -> Result<CheckpointView, Failure> {
    let signed = SignedCheckpoint::parse(&text)?;
    let checkpoint = signed.checkpoint();
    Ok(CheckpointView {
        origin: checkpoint.origin.to_string(),
        size: checkpoint.size,
        root: checkpoint.root.to_string(),
        log_key: audit::log_key(facility),
        text,
    })
}

pub(crate) fn save_checkpoint(asked: &Asked<'_>, request: SaveRequest) -> Result<Saved, Failure> {
    let facility = asked.founded(Claims::default())?;
    let text = audit::checkpoint(&facility)?;
    files::write(asked.target(request.to)?, text.as_bytes())
}

pub(crate) fn save_log_key(asked: &Asked<'_>, request: SaveRequest) -> Result<Saved, Failure> {
    let key = format!("{}\n", audit::log_key(&asked.founded(Claims::default())?));
    files::write(asked.target(request.to)?, key.as_bytes())
}

pub(crate) fn export_log(asked: &Asked<'_>, request: ExportRequest) -> Result<Saved, Failure> {
    let facility = asked.founded(Claims::default())?;
    let form = match request.form {
        ExportForm::Html => Form::Html,
        ExportForm::Json => Form::Json,
    };
    let bytes = audit::export(&facility, form, request.redact, asked.wording.language())?;
    files::write(asked.target(request.to)?, &bytes)
}

#[cfg(test)]
mod tests {
    use sealift_audit::tree::leaf_hash;

    use super::*;

    #[test]
    fn what_is_copied_hashes_as_the_leaf_does_and_what_is_read_steers_nothing() {
        let leaf = "{\"product-name\":\"Mo\u{200b}nitor\u{202e}\"}".as_bytes();
        let (reading, copied) = both(leaf);
        assert!(!reading.contains(['\u{200b}', '\u{202e}']), "{reading}");
        let bytes = STANDARD.decode(copied).expect("base64");
        assert_eq!(leaf_hash(&bytes), leaf_hash(leaf));
        assert_ne!(leaf_hash(reading.as_bytes()), leaf_hash(leaf));
    }
}
