//! What volumes say of themselves, remembered as long as their files stay the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use sealift_desk::{Exit, Failure};
use sealift_document::{Digest, Text};
use sealift_host::media::{self, Sighting};
use sealift_package::manifest::Manifest;
use sealift_package::volume::{Event, SealedStream, VolumeHint};

use crate::held;

/// What a volume says of itself. Nobody has vouched for any of it; it is shown, and decides nothing.
#[derive(Debug, Clone)]
pub(super) struct Card {
    pub(super) product: String,
    pub(super) name: Text,
    pub(super) vendor: String,
    pub(super) version: String,
    /// Its place in the order of the product's releases.
    pub(super) sequence: u64,
    /// SHA-256 of the manifest.
    pub(super) manifest: String,
    /// What it is of its set.
    pub(super) hint: VolumeHint,
}

type Read = Arc<Result<Card, Failure>>;

/// The cards read so far, by name, size and time of the file.
#[derive(Default)]
pub(super) struct Cards(Mutex<HashMap<Sighting, Kept>>);

struct Kept {
    card: Read,
    /// Asked for since the last round.
    is_fresh: bool,
}

impl Cards {
    /// The card of a file; read when the file is new or has changed.
    pub(super) fn of(&self, file: &Sighting) -> Read {
        if let Some(kept) = held(&self.0).get_mut(file) {
            kept.is_fresh = true;
            return Arc::clone(&kept.card);
        }
        let card = Arc::new(read(file));
        // What a drive did not give this time it may give the next time.
        if matches!(&*card, Err(failure) if failure.exit == Exit::MediaFailed) {
            return card;
        }
        let kept = Kept {
            card: Arc::clone(&card),
            is_fresh: true,
        };
        held(&self.0).insert(file.clone(), kept);
        card
    }

    /// Ends a round: cards that nobody asked for in it are of files that are gone.
    pub(super) fn forget_the_absent(&self) {
        held(&self.0).retain(|_, kept| std::mem::take(&mut kept.is_fresh));
    }
}

/// Reads up to the hint behind the signatures; neither the index nor a chunk is looked at.
fn read(file: &Sighting) -> Result<Card, Failure> {
    let refused = |code, detail: String| Failure::new(code, Exit::PackageRefused, detail);
    let source = media::open(file.path.as_std_path())
        .map_err(|error| Failure::new(error.code(), Exit::MediaFailed, error))?;
    let sealed = SealedStream::open(source)?;
    let manifest = Manifest::parse(&sealed.seal().manifest)
        .map_err(|error| refused(error.code(), error.to_string()))?;
    let digest = Digest::of(&sealed.seal().manifest);
    let (mut stream, _) = sealed
        .admit(&manifest)
        .map_err(|error| refused(error.code(), error.to_string()))?;
    let Some(Event::Hint(hint)) = stream.next_event()? else {
        // The reader gives the hint before anything else, or refuses.
        return Err(refused("volume-hint-malformed", file.path.to_string()));
    };
    Ok(Card {
        product: manifest.product.to_string(),
        vendor: sealift_app::plain(&manifest.vendor.name),
        version: manifest.version.to_string(),
        sequence: manifest.sequence.value(),
        manifest: digest.to_string(),
        name: manifest.name,
        hint,
    })
}
