//! What volumes say of themselves, and what this site thinks of who signed them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use camino::Utf8Path;
use sealift_app::cases::trust;
use sealift_app::{Cancel, Exit, Facility, Failure};
use sealift_host::media;
use sealift_package::manifest::Manifest;
use sealift_package::volume::{Event, Seal, SealedStream, VolumeHint};
use sealift_trust::{History, TrustStore};

use super::media::{failed, picked, volumes};
use super::signers;
use crate::asked::Asked;
use crate::data::{
    FoundPackage, FoundVolume, Look, PackageLook, Pick, RefusedFile, VolumesRequest,
};
use crate::sets;
use crate::wording::explained;

/// What a volume's head says, before anything is believed.
struct Head {
    pick: Pick,
    seal: Seal,
    manifest: Manifest,
    hint: VolumeHint,
}

pub(crate) fn look(asked: &Asked<'_>, request: VolumesRequest) -> Result<Look, Failure> {
    let trusted = match asked.facility() {
        Ok(facility) => Some((trust::store(&facility)?, facility)),
        Err(failure) if failure.code == "state-absent" => None,
        Err(failure) => return Err(failure),
    };
    let mut refused = Vec::new();
    let mut releases: BTreeMap<Vec<u8>, Vec<Head>> = BTreeMap::new();
    for (id, path) in volumes(asked, &request)? {
        let pick = picked(id, &path);
        match head(&path, pick.clone(), asked.cancel) {
            Ok(head) => releases
                .entry(head.seal.manifest.clone())
                .or_default()
                .push(head),
            Err(failure) => refused.push(RefusedFile {
                file: pick,
                reason: asked.wording.explain(&failure),
            }),
        }
    }
    let mut releases: Vec<Vec<Head>> = releases.into_values().collect();
    releases.sort_by_cached_key(|heads| {
        let first = heads.first().map(|head| &head.manifest);
        first.map(|manifest| (manifest.product.clone(), Reverse(manifest.sequence)))
    });
    let packages = releases
        .into_iter()
        .map(|heads| judged(asked, heads, trusted.as_ref()));
    Ok(Look {
        packages: packages.collect::<Result<_, Failure>>()?,
        refused,
    })
}

/// A release as its volumes present it, after its signatures were judged.
fn judged(
    asked: &Asked<'_>,
    heads: Vec<Head>,
    trusted: Option<&(TrustStore, Facility)>,
) -> Result<PackageLook, Failure> {
    let nobody = TrustStore::default();
    let store = trusted.map_or(&nobody, |(store, _)| store);
    let first = heads
        .first()
        .expect("a release has the volume that told of it");
    let manifest = first.manifest.clone();
    let history = match trusted {
        Some((_, facility)) => facility
            .database()
            .read(|view| view.history(&manifest.product))?,
        None => History::default(),
    };
    let seals = || heads.iter().map(|head| &head.seal);
    let verdict = signers::judge(seals(), store, &history);
    let digest = sealift_document::Digest::of(&first.seal.manifest);
    let in_depot = match trusted {
        Some((_, facility)) => facility
            .depot()
            .list()?
            .iter()
            .any(|release| release.manifest == digest && release.is_complete),
        None => false,
    };
    let signers = signers::signers(seals(), &manifest.product, store);
    let refusal = verdict.err().map(Failure::from);
    Ok(PackageLook {
        bytes: heads.iter().filter_map(|head| head.pick.bytes).sum(),
        signers,
        trusted: refusal.is_none(),
        refusal: explained(asked.wording, refusal.as_ref()),
        found: found(asked, &manifest, digest.to_string(), &heads, in_depot),
    })
}

fn found(
    asked: &Asked<'_>,
    manifest: &Manifest,
    digest: String,
    heads: &[Head],
    in_depot: bool,
) -> FoundPackage {
    let found = |head: &Head| sets::found(head.pick.clone(), &head.hint);
    let volumes: Vec<FoundVolume> = heads.iter().map(found).collect();
    FoundPackage {
        product: manifest.product.to_string(),
        name: sealift_app::plain(manifest.name.in_language(asked.wording.language())),
        vendor: sealift_app::plain(&manifest.vendor.name),
        version: manifest.version.to_string(),
        manifest: digest,
        missing: sets::missing(&volumes),
        bases: sets::bases(&volumes),
        volumes,
        in_depot,
    }
}

/// Reads up to the end of the signatures and the hint behind them.
fn head(path: &Utf8Path, pick: Pick, wish: &Cancel) -> Result<Head, Failure> {
    let source = media::open(path.as_std_path()).map_err(failed)?;
    let sealed = SealedStream::open(source.answering(wish)).map_err(Failure::from)?;
    let seal = sealed.seal().clone();
    // Nothing decides on these fields; they are shown as what the volume says of itself.
    let manifest = Manifest::parse(&seal.manifest)
        .map_err(|error| Failure::new(error.code(), Exit::PackageRefused, error))?;
    let (mut stream, _) = sealed
        .admit(&manifest)
        .map_err(|error| Failure::new(error.code(), Exit::PackageRefused, error))?;
    let Some(Event::Hint(hint)) = stream.next_event().map_err(Failure::from)? else {
        // The reader gives the hint before anything else, or refuses.
        return Err(Failure::new(
            "volume-hint-malformed",
            Exit::PackageRefused,
            path,
        ));
    };
    Ok(Head {
        pick,
        seal,
        manifest,
        hint,
    })
}
