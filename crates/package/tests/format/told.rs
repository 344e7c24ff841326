//! What a refusal tells, so that whoever made the volume finds what is wrong with it: the entry, the byte, what stands
//! there and what should.

use sealift_document::Digest;
use sealift_package::volume::EntryName;
use sealift_testkit::volume::reading::push;
use sealift_testkit::volume::{Parts, SampleRelease, hostile};

/// Where a person with a hex editor finds it: so many bytes into a record, records of one kind being counted from 0.
enum Place {
    Local(usize, usize),
    Central(usize, usize),
    End(usize),
    Nowhere,
}

use Place::{Central, End, Local, Nowhere};

impl Place {
    fn at(&self, volume: &[u8]) -> Option<usize> {
        let (signature, record, within) = match *self {
            Local(record, within) => (b"PK\x03\x04", record, within),
            Central(record, within) => (b"PK\x01\x02", record, within),
            End(within) => (b"PK\x05\x06", 0, within),
            Nowhere => return None,
        };
        let windows = volume.windows(4).enumerate();
        let mut records = windows.filter(|(_, window)| window == signature);
        records.nth(record).map(|(at, _)| at + within)
    }
}

/// The sample has the entries 0 manifest, 1 signature, 2 hint, 3 index, and 4 to 6, the first, second and last chunk.
/// A local header of a chunk has 101 bytes with its name, a central one 117.
const TOLD: &[(&str, Place, &str)] = &[
    (
        "p01-parent-path",
        Local(4, 0),
        "a volume has no entry called chunks/../../etc/passwd",
    ),
    (
        "p01-absolute-path",
        Local(4, 0),
        "a volume has no entry called /etc/passwd",
    ),
    (
        "p01-drive-letter",
        Local(4, 0),
        "a volume has no entry called C:/windows/x.dll",
    ),
    (
        "p01-unc-path",
        Local(4, 0),
        "a volume has no entry called \\\\host\\share\\x",
    ),
    (
        "p01-backslash",
        Local(4, 0),
        "a volume has no entry called chunks\\x",
    ),
    (
        "p02-link-entry",
        Central(4, 38),
        "the directory gives {first} the attributes 0xa1ff0000 instead of 0x81a40000",
    ),
    (
        "p02-device-entry",
        Central(4, 38),
        "the directory gives {first} the attributes 0x21b60000 instead of 0x81a40000",
    ),
    (
        "p02-setuid-entry",
        Central(4, 38),
        "the directory gives {first} the attributes 0x89ed0000 instead of 0x81a40000",
    ),
    (
        "p03-duplicate-chunk",
        Local(7, 0),
        "the chunk {first digest} is out of order",
    ),
    (
        "p03-duplicate-manifest",
        Local(7, 0),
        "the entry manifest.json stands where a chunk or the directory belongs",
    ),
    (
        "p03-duplicate-index",
        Local(7, 0),
        "the entry index.json.zst stands where a chunk or the directory belongs",
    ),
    (
        "p03-directory-entry",
        Local(7, 0),
        "a volume has no entry called chunks/",
    ),
    (
        "p06-nul-in-name",
        Local(4, 0),
        "a volume has no entry called manifest.json\\u{0}.txt",
    ),
    (
        "p06-bidi-in-name",
        Local(4, 0),
        "a volume has no entry called a\\u{202e}b",
    ),
    (
        "p06-not-utf8",
        Local(4, 0),
        "a volume has no entry called \u{fffd}\u{fffd}",
    ),
    (
        "p06-empty-name",
        Local(4, 0),
        "a volume has no entry called ",
    ),
    (
        "p07-central-name",
        Central(4, 46),
        "the directory calls the entry {first} by the name chunjs/{first digest}",
    ),
    (
        "p08-central-crc",
        Central(4, 16),
        "the directory gives {first} the CRC-32 0xf788f9a instead of 0xf788f9b",
    ),
    (
        "p08-central-stored-size",
        Central(4, 20),
        "the directory gives {first} the stored size 0xf instead of 0xe",
    ),
    (
        "p08-central-raw-size",
        Central(4, 24),
        "the directory gives {first} the raw size 0xf instead of 0xe",
    ),
    (
        "p08-central-method",
        Central(4, 10),
        "the directory gives {first} the method 0x8 instead of 0x0",
    ),
    (
        "p08-central-flags",
        Central(4, 8),
        "the directory gives {first} the flags 0x1 instead of 0x0",
    ),
    (
        "p08-local-crc",
        Local(0, 0),
        "the bytes of manifest.json do not match their CRC-32",
    ),
    (
        "p08-local-raw-size",
        Local(4, 22),
        "the header of {first} has raw size 0xf instead of 0xe",
    ),
    (
        "p09-only-local",
        Central(4, 0),
        "the directory does not list the entry {first}",
    ),
    (
        "p09-only-local-last",
        End(0),
        "the directory does not list the entry {last}",
    ),
    (
        "p09-only-central",
        Central(7, 0),
        "the directory lists more entries than the volume has",
    ),
    (
        "p10-two-end-records",
        End(22),
        "there are bytes after the volume's end",
    ),
    (
        "p10-end-in-comment",
        End(20),
        "the volume has a comment of 22 bytes",
    ),
    (
        "p10-zip-after-zip",
        End(22),
        "there are bytes after the volume's end",
    ),
    (
        "p11-prefix",
        Nowhere,
        "this is not a Sealift volume: it does not begin with a ZIP entry",
    ),
    (
        "p11-trailing-byte",
        End(22),
        "there are bytes after the volume's end",
    ),
    (
        "p11-gap",
        Local(4, 101 + 14),
        "after {first} there is neither an entry nor the directory",
    ),
    (
        "p11-gap-before-directory",
        Local(6, 101 + 4),
        "after {last} there is neither an entry nor the directory",
    ),
    (
        "p12-end-count",
        End(8),
        "the end record has entries on this disk 0x6 instead of 0x7",
    ),
    (
        "p12-end-total",
        End(10),
        "the end record has entries 0x6 instead of 0x7",
    ),
    (
        "p12-end-size",
        End(12),
        "the end record has directory size 0x291 instead of 0x290",
    ),
    (
        "p12-end-offset",
        End(16),
        "the end record has directory offset {not directory} instead of {directory}",
    ),
    (
        "p13-zip64-end-unneeded",
        Central(6, 117),
        "the ZIP64 record has signature 0x6064b50 instead of 0x6054b50",
    ),
    (
        "p13-locator-alone",
        Central(6, 117),
        "the ZIP64 record has signature 0x7064b50 instead of 0x6054b50",
    ),
    (
        "p13-central-zip64-extra",
        Central(4, 30),
        "the entry {first} has 12 bytes of extra fields instead of 0",
    ),
    (
        "p14-data-descriptor",
        Local(4, 6),
        "the entry {first} has a data descriptor",
    ),
    (
        "p15-unicode-path",
        Local(4, 28),
        "the entry {first} has 16 bytes of extra fields instead of 0",
    ),
    (
        "p15-central-extra",
        Central(4, 30),
        "the entry {first} has 4 bytes of extra fields instead of 0",
    ),
    (
        "p16-encrypted",
        Local(4, 6),
        "the entry {first} is encrypted",
    ),
    (
        "p16-deflated",
        Local(4, 8),
        "the entry {first} is compressed with ZIP method 8; only stored entries are allowed",
    ),
    (
        "p16-utf8-flag",
        Local(4, 6),
        "the header of {first} has flags 0x800 instead of 0x0",
    ),
    (
        "p16-disk-number",
        Central(4, 34),
        "{first} speaks of a set of disks",
    ),
    (
        "p16-end-disk-number",
        End(4),
        "the end record speaks of a set of disks",
    ),
    (
        "p17-overlap",
        Central(6, 42),
        "the directory gives {last} the offset {not last entry} instead of {last entry}",
    ),
    (
        "p18-size-2-to-62",
        Local(4, 28),
        "the entry {first} has 20 bytes of extra fields instead of 0",
    ),
    (
        "p18-size-4-gib",
        Local(0, 0),
        "the entry manifest.json says to have 4294967295 bytes; 4194304 are allowed",
    ),
    (
        "p19-long-name",
        Local(7, 0),
        "an entry's name has 65000 bytes; at most 83 are possible",
    ),
    (
        "time-is-not-1980",
        Local(4, 10),
        "the header of {first} has time 0x6000 instead of 0x0",
    ),
    (
        "entry-comment",
        Central(4, 32),
        "{first} has a comment of 2 bytes",
    ),
    (
        "manifest-not-first",
        Local(0, 0),
        "the entry {signature} stands where manifest.json belongs",
    ),
    (
        "index-missing",
        Local(3, 0),
        "the entry {first} stands where index.json.zst belongs",
    ),
    (
        "hint-missing",
        Local(2, 0),
        "the entry index.json.zst stands where a signature by a key after {key} or volume.json belongs",
    ),
    (
        "hint-empty",
        Nowhere,
        "volume.json cannot be read: the document cannot be read: EOF while parsing a value at line 1 column 0 (line 1, column 0)",
    ),
    (
        "chunks-in-another-order",
        Local(6, 0),
        "the chunk {second digest} is out of order",
    ),
    (
        "t12-index-of-another-release",
        Local(3, 0),
        "the index has {index and 1} bytes; the manifest says {index}",
    ),
    (
        "t12-index-of-same-size",
        Nowhere,
        "the index has the digest {found index}; the manifest says {signed index}",
    ),
    (
        "t13-unlisted-chunk",
        Local(7, 0),
        "the chunk {stowaway} is not listed in the index",
    ),
    (
        "p17-chunk-of-another-size",
        Local(4, 0),
        "the chunk {first digest} has 15 bytes; the index says 14",
    ),
    (
        "t20-upper-case-digest",
        Local(4, 0),
        "a volume has no entry called chunks/{FIRST DIGEST}",
    ),
    (
        "too-many-signatures",
        Local(33, 0),
        "the volume has more than 32 signatures",
    ),
    (
        "signatures-out-of-order",
        Local(2, 0),
        "the entry {signature of none} stands where a signature by a key after {key} or volume.json belongs",
    ),
    (
        "signature-twice",
        Local(2, 0),
        "the entry {signature} stands where a signature by a key after {key} or volume.json belongs",
    ),
    (
        "empty-zip",
        Nowhere,
        "this is not a Sealift volume: it does not begin with a ZIP entry",
    ),
];

/// What the words in braces stand for.
fn names(release: &SampleRelease, spoilt: &[u8], told: &str) -> Vec<(&'static str, String)> {
    let good = release.volume();
    let chunks = release.index.chunks();
    let [first, second, last] = [0, 1, 2].map(|n| chunks[n].stored_sha256);
    let key = release.seal.signatures[0].key;
    let place = |place: Place| place.at(&good).expect("a good volume");
    let (directory, last_entry) = (place(Central(0, 0)), place(Local(6, 0)));
    let index = release.index_stored.len();
    let other = |bytes: &[u8]| Digest::of(&Parts::of(bytes).entry("index.json.zst").content);
    let found = if told.contains("{found index}") {
        other(spoilt)
    } else {
        other(&good)
    };
    vec![
        ("{first}", EntryName::Chunk(first).to_string()),
        ("{last}", EntryName::Chunk(last).to_string()),
        ("{first digest}", first.to_string()),
        ("{FIRST DIGEST}", first.to_string().to_uppercase()),
        ("{second digest}", second.to_string()),
        ("{signature}", EntryName::Signature(key).to_string()),
        (
            "{signature of none}",
            EntryName::Signature(Digest::from_raw([0; 32])).to_string(),
        ),
        ("{key}", key.to_string()),
        ("{directory}", format!("{directory:#x}")),
        ("{not directory}", format!("{:#x}", directory ^ 1)),
        ("{last entry}", format!("{last_entry:#x}")),
        ("{not last entry}", format!("{:#x}", last_entry ^ 1)),
        ("{index}", index.to_string()),
        ("{index and 1}", (index + 1).to_string()),
        ("{found index}", found.to_string()),
        (
            "{signed index}",
            release.manifest.index.stored_sha256.to_string(),
        ),
        ("{stowaway}", Digest::of(b"a stowaway").to_string()),
    ]
}

#[test]
fn every_defect_is_told_with_its_entry_its_place_and_its_value() {
    let release = SampleRelease::small();
    assert_eq!(TOLD.len(), hostile::ALL.len());
    for ((name, spoil, _), (told, place, sentence)) in hostile::ALL.iter().zip(TOLD) {
        assert_eq!(name, told);
        let volume = spoil(&release);
        let mut expected = (*sentence).to_owned();
        for (word, meaning) in names(&release, &volume, sentence) {
            expected = expected.replace(word, &meaning);
        }
        if let Some(at) = place.at(&volume) {
            expected += &format!(" (byte {at})");
        }
        let refusal = push(&volume, &release.manifest, 4096).refusal;
        assert_eq!(refusal.expect("refused").to_string(), expected, "{name}");
    }
}

#[test]
fn p09_p11_what_stands_in_place_of_a_central_header_is_told_apart() {
    let release = SampleRelease::small();
    let volume = release.volume();
    let names = names(&release, &volume, "");
    let at = Central(4, 0).at(&volume).expect("a good volume");
    let missing = format!("the directory does not list the entry {}", names[0].1);
    let gap = "after a part of the directory there is neither an entry nor the directory";
    for (signature, sentence) in [
        (b"PK\x05\x06", missing.as_str()),
        (b"PK\x06\x06", missing.as_str()),
        (b"PK\x06\x07", gap),
        (b"PK\x03\x04", gap),
        (b"\0\0\0\0", gap),
    ] {
        let mut volume = volume.clone();
        volume[at..at + 4].copy_from_slice(signature);
        let refusal = push(&volume, &release.manifest, 4096).refusal;
        let expected = format!("{sentence} (byte {at})");
        assert_eq!(refusal.expect("refused").to_string(), expected);
    }
}
