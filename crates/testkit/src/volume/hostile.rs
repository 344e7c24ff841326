//! Volumes that lie about their structure: one function for each defect, each made from the same good volume.
//!
//! Every one of them must be refused with nothing kept. [`ALL`] pairs each with the code of its refusal, so that any
//! layer above the reader can be held to all of them.

use super::{Part, Parts, SampleRelease};

/// A defect: how it is called, what it is made into, and the code with which it is refused.
pub type Defect = (&'static str, fn(&SampleRelease) -> Vec<u8>, &'static str);

/// Every defect of a volume's structure.
pub const ALL: &[Defect] = &[
    (
        "p01-parent-path",
        |r| renamed(r, b"chunks/../../etc/passwd"),
        "volume-unknown-name",
    ),
    (
        "p01-absolute-path",
        |r| renamed(r, b"/etc/passwd"),
        "volume-unknown-name",
    ),
    (
        "p01-drive-letter",
        |r| renamed(r, b"C:/windows/x.dll"),
        "volume-unknown-name",
    ),
    (
        "p01-unc-path",
        |r| renamed(r, b"\\\\host\\share\\x"),
        "volume-unknown-name",
    ),
    (
        "p01-backslash",
        |r| renamed(r, b"chunks\\x"),
        "volume-unknown-name",
    ),
    (
        "p02-link-entry",
        |r| attributes(r, 0o120_777 << 16),
        "volume-headers-differ",
    ),
    (
        "p02-device-entry",
        |r| attributes(r, 0o020_666 << 16),
        "volume-headers-differ",
    ),
    (
        "p02-setuid-entry",
        |r| attributes(r, 0o104_755 << 16),
        "volume-headers-differ",
    ),
    (
        "p03-duplicate-chunk",
        |r| duplicated(r, "chunks/"),
        "volume-chunk-order",
    ),
    (
        "p03-duplicate-manifest",
        |r| duplicated(r, "manifest.json"),
        "volume-entry-order",
    ),
    (
        "p03-duplicate-index",
        |r| duplicated(r, "index.json.zst"),
        "volume-entry-order",
    ),
    (
        "p03-directory-entry",
        |r| inserted(r, b"chunks/", b""),
        "volume-unknown-name",
    ),
    (
        "p06-nul-in-name",
        |r| renamed(r, b"manifest.json\0.txt"),
        "volume-unknown-name",
    ),
    (
        "p06-bidi-in-name",
        |r| renamed(r, "a\u{202e}b".as_bytes()),
        "volume-unknown-name",
    ),
    (
        "p06-not-utf8",
        |r| renamed(r, b"\xff\xfe"),
        "volume-unknown-name",
    ),
    ("p06-empty-name", |r| renamed(r, b""), "volume-unknown-name"),
    ("p07-central-name", central_name, "volume-names-differ"),
    (
        "p08-central-crc",
        |r| central(r, 16, 1),
        "volume-headers-differ",
    ),
    (
        "p08-central-stored-size",
        |r| central(r, 20, 1),
        "volume-headers-differ",
    ),
    (
        "p08-central-raw-size",
        |r| central(r, 24, 1),
        "volume-headers-differ",
    ),
    (
        "p08-central-method",
        |r| central(r, 10, 8),
        "volume-headers-differ",
    ),
    (
        "p08-central-flags",
        |r| central(r, 8, 1),
        "volume-headers-differ",
    ),
    ("p08-local-crc", local_crc, "volume-crc"),
    (
        "p08-local-raw-size",
        |r| local(r, 22, 1),
        "volume-header-field",
    ),
    ("p09-only-local", only_local, "volume-entry-only-local"),
    (
        "p09-only-local-last",
        only_local_last,
        "volume-entry-only-local",
    ),
    (
        "p09-only-central",
        only_central,
        "volume-entry-only-central",
    ),
    ("p10-two-end-records", two_ends, "volume-trailing-bytes"),
    ("p10-end-in-comment", end_in_comment, "volume-comment"),
    (
        "p10-zip-after-zip",
        |r| [r.volume(), r.volume()].concat(),
        "volume-trailing-bytes",
    ),
    (
        "p11-prefix",
        |r| [&b"MZ\x90"[..], &r.volume()].concat(),
        "volume-not-a-volume",
    ),
    (
        "p11-trailing-byte",
        |r| [&r.volume()[..], b"\0"].concat(),
        "volume-trailing-bytes",
    ),
    ("p11-gap", gap, "volume-gap"),
    (
        "p11-gap-before-directory",
        gap_before_directory,
        "volume-gap",
    ),
    ("p12-end-count", |r| end(r, 8), "volume-end-record"),
    ("p12-end-total", |r| end(r, 10), "volume-end-record"),
    ("p12-end-size", |r| end(r, 12), "volume-end-record"),
    ("p12-end-offset", |r| end(r, 16), "volume-end-record"),
    (
        "p13-zip64-end-unneeded",
        |r| zip64_end(r, true),
        "volume-zip64",
    ),
    ("p13-locator-alone", |r| zip64_end(r, false), "volume-zip64"),
    (
        "p13-central-zip64-extra",
        central_zip64,
        "volume-extra-field",
    ),
    (
        "p14-data-descriptor",
        data_descriptor,
        "volume-data-descriptor",
    ),
    ("p15-unicode-path", unicode_path, "volume-extra-field"),
    ("p15-central-extra", central_extra, "volume-extra-field"),
    ("p16-encrypted", |r| both(r, 6, 1), "volume-encrypted-entry"),
    ("p16-deflated", |r| both(r, 8, 8), "volume-compressed-entry"),
    (
        "p16-utf8-flag",
        |r| both(r, 6, 0x800),
        "volume-header-field",
    ),
    (
        "p16-disk-number",
        |r| central(r, 34, 1),
        "volume-several-disks",
    ),
    ("p16-end-disk-number", |r| end(r, 4), "volume-several-disks"),
    ("p17-overlap", overlap, "volume-headers-differ"),
    ("p18-size-2-to-62", huge_zip64, "volume-extra-field"),
    ("p18-size-4-gib", huge_size, "volume-entry-too-large"),
    (
        "p19-long-name",
        |r| inserted(r, &[b'a'; 65_000], b""),
        "volume-name-too-long",
    ),
    (
        "time-is-not-1980",
        |r| both(r, 10, 0x6000),
        "volume-header-field",
    ),
    ("entry-comment", entry_comment, "volume-comment"),
    (
        "manifest-not-first",
        manifest_not_first,
        "volume-entry-order",
    ),
    (
        "index-missing",
        |r| without(r, "index.json.zst"),
        "volume-entry-order",
    ),
    (
        "hint-missing",
        |r| without(r, "volume.json"),
        "volume-entry-order",
    ),
    ("hint-empty", empty_hint, "volume-hint-malformed"),
    (
        "chunks-in-another-order",
        swapped_chunks,
        "volume-chunk-order",
    ),
    (
        "t12-index-of-another-release",
        other_index,
        "volume-index-size",
    ),
    (
        "t12-index-of-same-size",
        same_size_index,
        "volume-index-digest",
    ),
    (
        "t13-unlisted-chunk",
        unlisted_chunk,
        "volume-chunk-unlisted",
    ),
    (
        "p17-chunk-of-another-size",
        longer_chunk,
        "volume-chunk-size",
    ),
    ("t20-upper-case-digest", upper_case, "volume-unknown-name"),
    (
        "too-many-signatures",
        many_signatures,
        "volume-too-many-signatures",
    ),
    (
        "signatures-out-of-order",
        swapped_signatures,
        "volume-entry-order",
    ),
    ("signature-twice", signature_twice, "volume-entry-order"),
    (
        "empty-zip",
        |_| [b"PK\x05\x06", &[0; 18][..]].concat(),
        "volume-not-a-volume",
    ),
];

/// The defect of this name, made from the small release.
///
/// # Panics
/// When there is no such defect.
#[must_use]
pub fn named(name: &str) -> Vec<u8> {
    let defect = ALL
        .iter()
        .find(|(known, ..)| *known == name)
        .expect("a defect of this name");
    defect.1(&SampleRelease::small())
}

fn spoilt(release: &SampleRelease, spoil: impl FnOnce(&mut Parts)) -> Vec<u8> {
    let mut parts = Parts::of(&release.volume());
    spoil(&mut parts);
    parts.volume()
}

fn renamed(release: &SampleRelease, name: &[u8]) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        *chunk = Part::new(name, &chunk.content.clone());
    })
}

fn inserted(release: &SampleRelease, name: &[u8], content: &[u8]) -> Vec<u8> {
    spoilt(release, |parts| {
        parts.entries.push(Part::new(name, content))
    })
}

fn attributes(release: &SampleRelease, attributes: u32) -> Vec<u8> {
    spoilt(release, |parts| {
        parts.entry("chunks/").central[38..42].copy_from_slice(&attributes.to_le_bytes());
    })
}

fn duplicated(release: &SampleRelease, name: &str) -> Vec<u8> {
    spoilt(release, |parts| {
        let twin = parts.entry(name).clone();
        parts.entries.push(twin);
    })
}

fn without(release: &SampleRelease, name: &str) -> Vec<u8> {
    spoilt(release, |parts| {
        parts
            .entries
            .retain(|e| !e.local[30..].starts_with(name.as_bytes()))
    })
}

fn empty_hint(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let hint = parts.entry("volume.json");
        hint.content.clear();
        hint.set_honest();
    })
}

fn central_name(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("chunks/").central[50] ^= 1)
}

fn central(release: &SampleRelease, at: usize, flip: u8) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("chunks/").central[at] ^= flip)
}

fn local(release: &SampleRelease, at: usize, flip: u8) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("chunks/").local[at] ^= flip)
}

fn local_crc(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("manifest.json").local[14] ^= 1)
}

fn both(release: &SampleRelease, at: usize, value: u16) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("chunks/").set_both(at, value))
}

fn only_local(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("chunks/").central.clear())
}

fn only_local_last(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        parts.entries.last_mut().expect("entries").central.clear()
    })
}

fn only_central(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let central = Part::new(b"chunks/x", b"").central;
        parts.entries.push(Part {
            local: vec![],
            content: vec![],
            central,
        });
    })
}

fn two_ends(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let end = parts.end.clone();
        parts.end.extend(end);
    })
}

fn end_in_comment(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let end = parts.end.clone();
        parts.end[20] = 22;
        parts.end.extend(end);
    })
}

fn gap(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| parts.entry("chunks/").content.push(0))
}

fn gap_before_directory(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        parts
            .entries
            .last_mut()
            .expect("entries")
            .content
            .extend([0; 4])
    })
}

/// A lie in the end record, told after it was put right.
fn end(release: &SampleRelease, at: usize) -> Vec<u8> {
    let mut volume = release.volume();
    let end = volume.len() - 22;
    volume[end + at] ^= 1;
    volume
}

fn zip64_end(release: &SampleRelease, with_record: bool) -> Vec<u8> {
    let volume = release.volume();
    let (before, end) = volume.split_at(volume.len() - 22);
    let number = |at: usize| u32::from_le_bytes(end[at..at + 4].try_into().expect("four bytes"));
    let (bytes, offset) = (u64::from(number(12)), u64::from(number(16)));
    let entries = u64::from(u16::from_le_bytes([end[10], end[11]])).to_le_bytes();
    let mut record = b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x0a\0\x0a\0\0\0\0\0\0\0\0\0".to_vec();
    record.extend([entries, entries, bytes.to_le_bytes(), offset.to_le_bytes()].concat());
    let mut locator = b"PK\x06\x07\0\0\0\0".to_vec();
    locator.extend((offset + bytes).to_le_bytes());
    locator.extend([1, 0, 0, 0]);
    let record = if with_record { record } else { vec![] };
    [before, &record, &locator, end].concat()
}

fn central_zip64(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        parts
            .entry("chunks/")
            .add_central_extra(b"\x01\0\x08\0\0\0\0\0\0\0\0\0");
    })
}

fn data_descriptor(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        chunk.set_both(6, 8);
        let descriptor = [b"PK\x07\x08", &chunk.local[14..26]].concat();
        chunk.local[14..26].fill(0);
        chunk.content.extend(descriptor);
    })
}

fn unicode_path(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        let crc = crc32fast::hash(&chunk.local[30..]).to_le_bytes();
        let extra = [&b"\x75\x70\x0b\0\x01"[..], &crc, b"renamed"].concat();
        chunk.add_local_extra(&extra);
        chunk.add_central_extra(&extra);
    })
}

fn central_extra(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        parts.entry("chunks/").add_central_extra(b"\xfe\xca\0\0")
    })
}

/// Two directory entries that lead to one local header.
fn overlap(release: &SampleRelease) -> Vec<u8> {
    let mut volume = release.volume();
    let parts = Parts::of(&volume);
    let last = volume.len() - 22 - parts.entries.last().expect("entries").central.len();
    volume[last + 42] ^= 1;
    volume
}

fn huge_zip64(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        chunk.local[18..26].fill(0xff);
        let size = (1_u64 << 62).to_le_bytes();
        chunk.add_local_extra(&[&b"\x01\0\x10\0"[..], &size, &size].concat());
    })
}

fn huge_size(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        parts.entry("manifest.json").local[18..26].fill(0xff)
    })
}

fn entry_comment(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        chunk.central[32] = 2;
        chunk.central.extend(b"hi");
    })
}

fn manifest_not_first(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| parts.entries.swap(0, 1))
}

fn swapped_chunks(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let last = parts.entries.len() - 1;
        parts.entries.swap(last - 1, last);
    })
}

fn other_index(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let index = parts.entry("index.json.zst");
        index.content.push(0);
        index.set_honest();
    })
}

fn same_size_index(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let index = parts.entry("index.json.zst");
        index.content[20] ^= 1;
        index.set_honest();
    })
}

fn unlisted_chunk(release: &SampleRelease) -> Vec<u8> {
    let name = format!("chunks/{}", sealift_document::Digest::of(b"a stowaway"));
    inserted(release, name.as_bytes(), b"a stowaway")
}

fn longer_chunk(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        chunk.content.push(0);
        chunk.set_honest();
    })
}

fn upper_case(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let chunk = parts.entry("chunks/");
        chunk.local[37..].make_ascii_uppercase();
        chunk.central[53..].make_ascii_uppercase();
    })
}

fn many_signatures(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        parts.entries.remove(1);
        for key in (0..33_u8).rev() {
            let name = format!("signatures/{key:064x}.minisig");
            parts.entries.insert(1, Part::new(name.as_bytes(), b"x"));
        }
    })
}

fn signature_twice(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let twin = parts.entries[1].clone();
        parts.entries.insert(2, twin);
    })
}

fn swapped_signatures(release: &SampleRelease) -> Vec<u8> {
    spoilt(release, |parts| {
        let name = format!("signatures/{:064x}.minisig", 0);
        parts.entries.insert(2, Part::new(name.as_bytes(), b"x"));
    })
}
