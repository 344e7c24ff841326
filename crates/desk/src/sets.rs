//! What volumes are together: whole, a set that lacks some, or nothing that a release could be made of.

use std::collections::BTreeSet;

use sealift_package::volume::{self, VolumeHint};

use crate::data::{FoundVolume, Pick, VolumeKind};

/// A volume as its hint tells of it. Nobody has vouched for the hint; it is shown, and decides nothing.
#[must_use]
pub fn found(file: Pick, hint: &VolumeHint) -> FoundVolume {
    let small = |count: sealift_document::Count| u32::try_from(count.value()).unwrap_or(u32::MAX);
    FoundVolume {
        file,
        number: small(hint.number),
        count: small(hint.count),
        kind: match hint.kind {
            volume::VolumeKind::Full => VolumeKind::Full,
            volume::VolumeKind::Part => VolumeKind::Part,
            volume::VolumeKind::Delta => VolumeKind::Delta,
            volume::VolumeKind::Repair => VolumeKind::Repair,
            volume::VolumeKind::Signature => VolumeKind::Signature,
        },
        bases: hint
            .bases
            .iter()
            .map(|base| base.version.to_string())
            .collect(),
    }
}

/// Numbers of the set that are not among these volumes of one release. A full volume lacks nothing. Volumes cut to
/// different sizes are sets of their own; one that has all of the release counts before a difference, that before a
/// repair, and among these the largest.
#[must_use]
pub fn missing(volumes: &[FoundVolume]) -> Vec<u32> {
    let set = |volume: &FoundVolume| (volume.kind, volume.count);
    let first = |a: &(VolumeKind, u32), b: &(VolumeKind, u32)| a.0.cmp(&b.0).then(b.1.cmp(&a.1));
    let Some((kind, count)) = volumes.iter().map(set).min_by(first) else {
        return Vec::new();
    };
    let is_here = |number: &u32| {
        let mut of_set = volumes.iter().filter(|volume| set(volume) == (kind, count));
        of_set.any(|volume| volume.number == *number)
    };
    (1..=count).filter(|number| !is_here(number)).collect()
}

/// The releases without which these volumes of one release make nothing; none where others have all of it.
#[must_use]
pub fn bases(volumes: &[FoundVolume]) -> Vec<String> {
    let has_all = |volume: &FoundVolume| matches!(volume.kind, VolumeKind::Full | VolumeKind::Part);
    if volumes.iter().any(has_all) {
        return Vec::new();
    }
    let all = volumes.iter().flat_map(|volume| &volume.bases);
    let distinct: BTreeSet<&String> = all.collect();
    distinct.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::PickId;
    use VolumeKind::{Delta, Full, Part, Repair, Signature};

    fn of(kind: VolumeKind, number: u32, count: u32, bases: &[&str]) -> FoundVolume {
        FoundVolume {
            file: Pick {
                id: PickId(number),
                name: format!("{number}"),
                place: String::new(),
                bytes: None,
            },
            number,
            count,
            kind,
            bases: bases.iter().map(ToString::to_string).collect(),
        }
    }

    fn lacks(volumes: &[(VolumeKind, u32, u32)]) -> Vec<u32> {
        let volume = |(kind, number, count): &_| of(*kind, *number, *count, &[]);
        missing(&volumes.iter().map(volume).collect::<Vec<_>>())
    }

    #[test]
    fn what_a_set_lacks_is_told() {
        assert_eq!(lacks(&[(Full, 1, 1)]), [0_u32; 0]);
        assert_eq!(lacks(&[(Part, 3, 4), (Part, 1, 4)]), [2, 4]);
        assert_eq!(lacks(&[(Part, 1, 2), (Part, 1, 4)]), [2, 3, 4]);
        assert_eq!(lacks(&[(Delta, 2, 2)]), [1]);
    }

    #[test]
    fn a_whole_one_lacks_nothing_whatever_lies_beside_it() {
        assert_eq!(lacks(&[(Part, 1, 4), (Full, 1, 1)]), [0_u32; 0]);
        assert_eq!(lacks(&[(Repair, 1, 3), (Full, 1, 1)]), [0_u32; 0]);
    }

    #[test]
    fn a_difference_names_its_bases_and_what_is_whole_needs_none() {
        let deltas = [
            of(Delta, 1, 2, &["1.1.0", "1.0.0"]),
            of(Delta, 2, 2, &["1.0.0"]),
        ];
        assert_eq!(bases(&deltas), ["1.0.0", "1.1.0"]);
        let [delta, _] = deltas;
        assert_eq!(bases(&[delta, of(Full, 1, 1, &[])]), [""; 0]);
    }

    #[test]
    fn one_of_one_that_is_not_whole_hides_nothing() {
        for kind in [Delta, Repair, Signature] {
            assert_eq!(lacks(&[(kind, 1, 1), (Part, 2, 3)]), [1, 3], "{kind:?}");
        }
    }
}
