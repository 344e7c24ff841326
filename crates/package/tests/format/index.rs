//! The rules of the index: one vector each, in an index that is otherwise sound.

use sealift_document::{Count, Digest, Document, to_canonical};
use sealift_package::encoding::{Decoder, Encoding};
use sealift_package::index::{DirectoryRow, Index, IndexDocument, IndexError, SymlinkRow, Tree};
use sealift_package::manifest::{Manifest, Mode, NamesProfile, Os};
use sealift_package::path::RelativePath;
use sealift_testkit::volume::{SampleComponent, SampleRelease};

fn path(text: &str) -> RelativePath {
    text.parse().expect("a relative path")
}

fn document(release: &SampleRelease) -> IndexDocument {
    let raw = release.manifest.index.raw_bytes.value();
    let bytes = Decoder::new()
        .frame(&release.index_stored, raw)
        .expect("a frame");
    IndexDocument::from_bytes(&bytes).expect("an index")
}

/// Parses an index with a manifest that declares what it has, so that nothing but the defect is wrong.
fn parse(document: &IndexDocument, manifest: &Manifest) -> Result<Index, IndexError> {
    let mut manifest = manifest.clone();
    manifest.totals = document.totals();
    for (component, part) in manifest.components.iter_mut().zip(&document.components) {
        component.totals = part.tree.totals();
    }
    Index::parse(&document.to_bytes().expect("canonical"), &manifest)
}

/// The code with which the small release's index is refused once its first tree is spoilt.
fn refused(spoil: impl FnOnce(&mut Tree)) -> &'static str {
    let release = SampleRelease::small();
    let mut document = document(&release);
    spoil(&mut document.components[0].tree);
    parse(&document, &release.manifest).map_or_else(|error| error.code(), |_| "accepted")
}

fn add_file(tree: &mut Tree, name: &str) {
    let offset = Count::try_from(tree.raw_bytes()).expect("a count");
    let mut file = tree.files[0].clone();
    file.path = path(name);
    file.bytes = Count::ZERO;
    file.offset = offset;
    file.sha256 = Digest::of(b"");
    tree.files.push(file);
    tree.files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut end = 0;
    for file in &mut tree.files {
        file.offset = Count::try_from(end).expect("a count");
        end += file.bytes.value();
    }
}

fn add_link(tree: &mut Tree, name: &str, target: &str) {
    tree.symlinks.push(SymlinkRow {
        path: path(name),
        target: target.into(),
    });
}

/// The code with which an index is refused that has this text for the path `bin/server`.
fn refused_path(text: &str) -> &'static str {
    let release = SampleRelease::small();
    let bytes = document(&release).to_bytes().expect("canonical");
    let mut value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    value["components"][0]["tree"]["files"][0]["path"] = text.into();
    let spoilt = to_canonical(&value).expect("canonical");
    Index::parse(&spoilt, &release.manifest).map_or_else(|error| error.code(), |_| "accepted")
}

#[test]
fn a_sound_index_is_accepted() {
    assert_eq!(refused(|_| {}), "accepted");
    assert_eq!(refused(|tree| add_file(tree, "bin/zzz")), "accepted");
    assert_eq!(
        refused(|tree| add_link(tree, "bin/link", "server")),
        "accepted"
    );
}

#[test]
fn p01_paths_that_lead_elsewhere() {
    for bad in [
        "../server",
        "bin/../../x",
        "/bin/server",
        "\\\\host\\share",
        "bin\\server",
        "",
        ".",
        "bin//x",
        "bin/./x",
    ] {
        assert_eq!(refused_path(bad), "index-malformed", "{bad}");
    }
    assert_eq!(refused_path("C:/windows/x"), "index-name-not-portable");
}

#[test]
fn p02_nothing_lies_below_a_link() {
    let code = refused(|tree| {
        add_link(tree, "link", "bin");
        add_file(tree, "link/file");
    });
    assert_eq!(code, "index-below-file-or-link");
}

#[test]
fn p02_a_link_that_leaves_the_tree_must_be_declared() {
    let release = SampleRelease::small();
    let mut document = document(&release);
    add_link(&mut document.components[0].tree, "out", "/etc/passwd");
    assert!(parse(&document, &release.manifest).is_ok(), "declared");
    let mut manifest = release.manifest.clone();
    manifest.totals = document.totals();
    manifest.components[0].totals = document.components[0].tree.totals();
    manifest.components[0].totals.outward_symlinks = Count::ZERO;
    let refused =
        Index::parse(&document.to_bytes().expect("canonical"), &manifest).expect_err("hidden");
    assert_eq!(refused.code(), "index-totals");
}

#[test]
fn p02_a_link_points_to_some_text() {
    let longest = "x".repeat(1024);
    let accepted = refused(|tree| add_link(tree, "link", &longest));
    assert_eq!(accepted, "accepted");
    for target in ["", "a\0b", "a\nb", &"x".repeat(1025)] {
        assert_eq!(
            refused(|tree| add_link(tree, "link", target)),
            "index-link-target"
        );
    }
}

#[test]
fn p03_a_path_is_listed_once_and_is_one_thing() {
    let twice = refused(|tree| {
        let twin = tree.files[0].clone();
        tree.files.insert(0, twin);
    });
    assert_eq!(twice, "index-row-order");
    let both = refused(|tree| add_link(tree, "bin/server", "x"));
    assert_eq!(both, "index-path-conflict");
    let file_and_directory = refused(|tree| add_file(tree, "bin"));
    assert_eq!(file_and_directory, "index-path-conflict");
    let below_a_file = refused(|tree| add_file(tree, "bin/server/below"));
    assert_eq!(below_a_file, "index-below-file-or-link");
    let unsorted = refused(|tree| tree.directories.reverse());
    assert_eq!(unsorted, "index-row-order");
    let no_parent = refused(|tree| add_file(tree, "nowhere/file"));
    assert_eq!(no_parent, "index-parent-missing");
}

#[test]
fn p04_names_that_collide_somewhere() {
    for twin in ["bin/SERVER", "bin/\u{ff53}erver"] {
        assert_eq!(
            refused(|tree| add_file(tree, twin)),
            "index-path-collision",
            "{twin}"
        );
    }
    let forms = refused(|tree| {
        add_file(tree, "caf\u{e9}");
        add_file(tree, "cafe\u{301}");
    });
    assert_eq!(forms, "index-path-collision");
    let folders = refused(|tree| {
        tree.directories.insert(
            0,
            DirectoryRow {
                mode: Mode::EXECUTABLE,
                path: path("BIN"),
            },
        );
    });
    assert_eq!(folders, "index-path-collision");
}

#[test]
fn p05_names_that_windows_takes_for_something_else() {
    for bad in [
        "CON",
        "nul.txt",
        "COM\u{b9}",
        "dot.",
        "space ",
        "a:stream",
        "a?b",
    ] {
        assert_eq!(
            refused(|tree| add_file(tree, bad)),
            "index-name-not-portable",
            "{bad}"
        );
    }
}

/// The other names are allowed where a release declares them and is for Linux alone, which the manifest checks.
#[test]
fn p05_posix_names_are_allowed_where_declared() {
    let release = SampleRelease::small();
    let mut manifest = release.manifest.clone();
    manifest.names = NamesProfile::Posix;
    assert_eq!(
        manifest.validate().expect_err("Windows").code(),
        "manifest-posix-names"
    );
    manifest
        .platforms
        .retain(|platform| platform.os == Os::Linux);
    assert!(manifest.validate().is_ok());
    let mut document = document(&release);
    let tree = &mut document.components[0].tree;
    for name in ["man3/File::Temp.3pm", "bin/SERVER", "CON"] {
        add_file(tree, name);
    }
    tree.directories.push(DirectoryRow {
        mode: Mode::EXECUTABLE,
        path: path("man3"),
    });
    let parsed = parse(&document, &manifest);
    assert!(parsed.is_ok(), "{parsed:?}");
}

#[test]
fn p06_control_and_bidi_characters_in_paths() {
    for bad in [
        "bin/a\nb",
        "bin/a\0b",
        "bin/a\u{7f}b",
        "bin/a\u{85}b",
        "bin/a\u{202e}b",
        "bin/a\u{2066}b",
        "bin/a\u{2028}b",
    ] {
        assert_eq!(refused_path(bad), "index-malformed", "{bad:?}");
    }
}

#[test]
fn p19_paths_too_long_or_too_deep() {
    for bad in ["a".repeat(65_535), "a/".repeat(1000) + "a", "b".repeat(256)] {
        assert_eq!(refused_path(&bad), "index-malformed");
    }
}

#[test]
fn p24_special_modes_cannot_be_written_down() {
    let release = SampleRelease::small();
    let bytes = document(&release).to_bytes().expect("canonical");
    for mode in ["4755", "2755", "1777", "20666", "755"] {
        let mut value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        value["components"][0]["tree"]["files"][0]["mode"] = mode.into();
        let spoilt = to_canonical(&value).expect("canonical");
        let refused = Index::parse(&spoilt, &release.manifest).expect_err("a special mode");
        assert_eq!(refused.code(), "index-malformed", "{mode}");
    }
}

#[test]
fn p24_what_anyone_may_write_to_is_told() {
    let mut component = SampleComponent::of(&[("a", b"a"), ("b", b"b")]);
    component.files.get_mut("b").expect("b").0 = 0o666;
    let release = SampleRelease::of("1.0.0", 1, &[("open", component)]);
    let tree = &release.index.components()[0].tree;
    assert_eq!(
        tree.world_writable()
            .map(RelativePath::as_str)
            .collect::<Vec<_>>(),
        ["b"]
    );
}

#[test]
fn files_and_chunks_fit_together() {
    assert_eq!(
        refused(|tree| tree.files[1].offset = Count::ZERO),
        "index-file-offset"
    );
    assert_eq!(refused(|tree| tree.chunks.clear()), "index-stream-length");
    let empty = refused(|tree| {
        add_file(tree, "bin/zzz");
        tree.files[1].sha256 = Digest::of(b"x");
    });
    assert_eq!(empty, "index-empty-file");
    let overflow = refused(|tree| tree.files[0].bytes = Count::MAX);
    assert_eq!(overflow, "index-file-offset");
}

#[test]
fn p17_a_chunk_is_never_larger_than_the_format_allows() {
    assert_eq!(
        refused(|tree| tree.chunks[0].raw_bytes = Count::ZERO),
        "index-chunk"
    );
    assert_eq!(
        refused(|tree| tree.chunks[0].raw_bytes = ((8 << 20) + 1).into()),
        "index-chunk"
    );
    assert_eq!(
        refused(|tree| tree.chunks[0].stored_bytes = Count::MAX),
        "index-chunk"
    );
    assert_eq!(
        refused(|tree| tree.chunks[0].encoding = Encoding::Zstd),
        "index-chunk"
    );
    assert_eq!(
        refused(|tree| tree.chunks[0].raw_sha256 = Digest::of(b"x")),
        "index-chunk"
    );
}

#[test]
fn t20_one_content_has_one_name() {
    let release = SampleRelease::small();
    let mut document = document(&release);
    // The second component's chunk is a zstd frame; the third claims its name for another content.
    let stored = document.components[1].tree.chunks[0].stored_sha256;
    let other = &mut document.components[2].tree.chunks[0];
    other.stored_sha256 = stored;
    other.raw_sha256 = stored;
    let refused = parse(&document, &release.manifest).expect_err("a conflict");
    assert_eq!(refused.code(), "index-chunk-conflict");
}

#[test]
fn t20_a_chunk_that_is_listed_again_is_the_same_in_everything() {
    let code = refused(|tree| {
        let mut again = tree.chunks[0].clone();
        let bytes = again.raw_bytes.value() + 1;
        again.raw_bytes = Count::try_from(bytes).expect("a count");
        if again.encoding == Encoding::Raw {
            again.stored_bytes = again.raw_bytes;
        }
        tree.chunks.push(again);
        add_file(tree, "zzz");
        tree.files.last_mut().expect("added").bytes = Count::try_from(bytes).expect("a count");
    });
    assert_eq!(code, "index-chunk-conflict");
}

#[test]
fn what_the_index_holds_is_found_by_its_name() {
    let release = SampleRelease::small();
    let index = parse(&document(&release), &release.manifest).expect("sound");
    for part in index.components() {
        assert_eq!(index.tree(&part.id), Some(&part.tree));
    }
    assert_eq!(index.tree(&"nobody".parse().expect("an id")), None);
    assert_eq!(index.documents(), &document(&release).documents);
    for (chunk, ordinal) in index.chunks().iter().zip(0..) {
        let found = Some((ordinal, chunk));
        assert_eq!(index.chunk_with_content(&chunk.raw_sha256), found);
        assert_eq!(index.chunk_stored_as(&chunk.stored_sha256), found);
    }
    assert_eq!(index.chunk_with_content(&Digest::of(b"elsewhere")), None);
}

#[test]
fn p04_a_directory_is_named_as_it_is_listed() {
    let code = refused(|tree| {
        let listed = tree.directories[0].path.to_string();
        add_file(tree, &format!("{}/new", listed.to_uppercase()));
    });
    assert_eq!(code, "index-path-collision");
}

#[test]
fn a_chunk_that_occurs_again_is_one_chunk() {
    let same: &[(&str, &[u8])] = &[("same", b"the same content")];
    let parts = [
        ("one", SampleComponent::of(same)),
        ("two", SampleComponent::of(same)),
    ];
    let release = SampleRelease::of("1.0.0", 1, &parts);
    assert_eq!(release.index.chunks().len(), 1);
    assert_eq!(release.manifest.totals.chunks.value(), 1);
    assert!(
        sealift_testkit::volume::reading::pull(&release.volume(), &release.manifest).is_accepted()
    );
}

#[test]
fn t12_the_index_is_of_the_manifests_components() {
    let release = SampleRelease::small();
    let mut document = document(&release);
    document.components.swap(0, 1);
    let refused = parse(&document, &release.manifest).expect_err("another order");
    assert_eq!(refused.code(), "index-other-components");
    document.components.pop();
    assert_eq!(
        parse(&document, &release.manifest)
            .expect_err("fewer")
            .code(),
        "index-other-components"
    );
}

#[test]
fn papers_are_those_of_the_manifest() {
    let release = SampleRelease::small();
    let mut document = document(&release);
    let tree = &mut document.documents;
    tree.directories.push(DirectoryRow {
        mode: Mode::EXECUTABLE,
        path: path("papers"),
    });
    assert_eq!(
        parse(&document, &release.manifest)
            .expect_err("a surplus")
            .code(),
        "index-other-documents"
    );
}

#[test]
fn t12_a_paper_is_the_manifests_by_name_size_and_digest() {
    let release = SampleRelease::small();
    let papers = |id: &str, bytes: u64, sha256: Digest| {
        let mut manifest = release.manifest.clone();
        let declared = serde_json::json!({
            "id": "terms", "kind": "licence", "title": {"en": "Terms"},
            "media_type": "text/plain", "bytes": 0, "sha256": Digest::of(b""),
        });
        manifest.documents = vec![serde_json::from_value(declared).expect("a paper")];
        let mut document = document(&release);
        let mut file = document.components[0].tree.files[0].clone();
        (file.path, file.offset, file.sha256) = (path(id), Count::ZERO, sha256);
        file.bytes = Count::try_from(bytes).expect("a count");
        document.documents.files.push(file);
        match parse(&document, &manifest) {
            Ok(index) => {
                assert_eq!(index.documents(), &document.documents);
                "accepted"
            }
            Err(error) => error.code(),
        }
    };
    let nothing = Digest::of(b"");
    assert_eq!(papers("terms", 0, nothing), "accepted");
    for (id, bytes, sha256) in [
        ("other", 0, nothing),
        ("terms", 1, nothing),
        ("terms", 0, Digest::of(b"x")),
    ] {
        assert_eq!(
            papers(id, bytes, sha256),
            "index-other-documents",
            "{id} {bytes}"
        );
    }
}

#[test]
fn totals_are_those_of_the_manifest() {
    let release = SampleRelease::small();
    let bytes = document(&release).to_bytes().expect("canonical");
    let mut manifest = release.manifest.clone();
    manifest.totals.files = 99.into();
    assert_eq!(
        Index::parse(&bytes, &manifest).expect_err("a lie").code(),
        "index-totals"
    );
}

#[test]
fn a_stream_is_gone_through_piece_by_piece() {
    let release = SampleRelease::small();
    let tree = &release.index.components()[0].tree;
    let mut stream = tree.stream();
    let mut seen = vec![];
    for file in &tree.files {
        let mut left = file.bytes.value();
        let mut content = vec![];
        while left > 0 {
            let piece = stream.next_piece(left).expect("the stream is long enough");
            let stored = &release.chunks[&piece.chunk.stored_sha256];
            content.extend(&stored[piece.from as usize..(piece.from + piece.bytes) as usize]);
            left -= u64::from(piece.bytes);
        }
        assert_eq!(Digest::of(&content), file.sha256);
        seen.push(content);
    }
    assert_eq!(seen, [&b"#!/bin/sh\n"[..], b"a=1\n"]);
    assert!(stream.next_piece(1).is_none());
}
