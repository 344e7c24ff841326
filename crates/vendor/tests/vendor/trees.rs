//! What a source tree may hold, and everything that it may not.

use std::fs;

use sealift_vendor::{PackError, TreeProblem, Watch};

use super::bench::{Bench, DESCRIPTION, names};

fn problems(bench: &Bench) -> Vec<TreeProblem> {
    match bench.pack_with("out", |_| {}, Watch::nobody()) {
        Err(PackError::Trees { problems }) => problems,
        other => panic!("expected problems, found {other:?}"),
    }
}

fn codes(bench: &Bench) -> Vec<(String, &'static str)> {
    let shown = |problem: &TreeProblem| {
        (
            problem.path.to_string_lossy().into_owned(),
            problem.kind.code(),
        )
    };
    problems(bench).iter().map(shown).collect()
}

#[cfg(unix)]
#[test]
fn every_problem_of_a_hostile_tree_is_told_at_once_with_a_remedy() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;
    let bench = Bench::new();
    let tree = bench.at("tree");
    bench.file("good", "good");
    bench.file("Readme", "1");
    bench.file("README", "2");
    bench.file("nul.txt", "device");
    let setuid = bench.file("setuid", "root");
    fs::set_permissions(setuid, fs::Permissions::from_mode(0o4755)).unwrap();
    fs::write(tree.join(OsStr::from_bytes(b"caf\xe9")), "latin").unwrap();
    fs::write(tree.join("new\nline"), "control").unwrap();
    symlink("/etc/passwd", tree.join("absolute")).unwrap();
    symlink("../../x", tree.join("outward")).unwrap();
    symlink("good", tree.join("inward")).unwrap();
    symlink("nowhere", tree.join("dangling")).unwrap();
    let _socket = UnixListener::bind(tree.join("socket")).unwrap();
    assert_eq!(
        codes(&bench),
        [
            ("Readme".into(), "tree-collision"),
            ("absolute".into(), "tree-outward-link"),
            ("caf\u{fffd}".into(), "tree-name-not-utf8"),
            ("new\nline".into(), "tree-path"),
            ("nul.txt".into(), "tree-name-not-portable"),
            ("outward".into(), "tree-outward-link"),
            ("setuid".into(), "tree-set-id"),
            ("socket".into(), "tree-special-file"),
        ]
    );
    let all = PackError::Trees {
        problems: problems(&bench),
    }
    .to_string();
    assert_eq!(all.lines().count(), 8, "one line each: {all}");
    assert!(all.contains("declare it in `outward-symlinks`"), "{all}");
    assert!(names(&bench.at("out")).is_empty());
}

#[cfg(unix)]
#[test]
fn links_modes_and_empty_folders_are_kept_as_they_are() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let bench = Bench::new();
    let tree = bench.at("tree");
    let program = bench.file("bin/tool", "#!/bin/sh\n");
    fs::set_permissions(program, fs::Permissions::from_mode(0o700)).unwrap();
    bench.file("share/secret", "x");
    bench.file("share/note", "");
    fs::create_dir_all(tree.join("var/empty")).unwrap();
    symlink("../bin/tool", tree.join("share/tool")).unwrap();
    symlink("/etc/alternatives/java", tree.join("share/java")).unwrap();
    bench.describe(&format!(
        "{DESCRIPTION}modes = [{{ glob = \"share/*\", mode = \"0640\" }}, {{ glob = \"share/\", mode = \"0750\" }}]\n\
         outward-symlinks = [\"share/java\"]\n"
    ));
    let volume = bench.pack("out");
    let found = sealift_vendor::inspect(&volume, Watch::nobody()).unwrap();
    let tree = &found.index.components()[0].tree;
    let files: Vec<_> = tree
        .files
        .iter()
        .map(|f| (f.path.as_str(), f.mode.to_string()))
        .collect();
    assert_eq!(
        files,
        [
            ("bin/tool", "0755".to_owned()),
            ("share/note", "0640".into()),
            ("share/secret", "0640".into())
        ]
    );
    let folders: Vec<_> = tree
        .directories
        .iter()
        .map(|d| (d.path.as_str(), d.mode.to_string()))
        .collect();
    assert_eq!(
        folders,
        [
            ("bin", "0755".to_owned()),
            ("share", "0750".into()),
            ("var", "0755".into()),
            ("var/empty", "0755".into())
        ]
    );
    let links: Vec<_> = tree
        .symlinks
        .iter()
        .map(|l| (l.path.as_str(), l.target.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("share/java", "/etc/alternatives/java"),
            ("share/tool", "../bin/tool")
        ]
    );
    assert_eq!(
        found.manifest.components[0].totals.outward_symlinks.value(),
        1
    );
}

#[test]
fn include_and_exclude_choose_and_a_pattern_without_match_is_a_slip() {
    let bench = Bench::new();
    for path in [
        "bin/tool",
        "bin/tool.pdb",
        "doc/a",
        "test/deep/x",
        "test/a",
        "top",
    ] {
        bench.file(path, path);
    }
    bench.describe(&format!(
        "{DESCRIPTION}include = [\"bin/**\", \"test/**\"]\nexclude = [\"**/*.pdb\", \"test/deep\"]\n"
    ));
    let found = sealift_vendor::inspect(&bench.pack("out"), Watch::nobody()).unwrap();
    let tree = &found.index.components()[0].tree;
    let files: Vec<_> = tree.files.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(files, ["bin/tool", "test/a"]);
    bench.describe(&format!(
        "{DESCRIPTION}include = [\"bin/**\", \"lib/**\"]\n"
    ));
    assert_eq!(
        codes(&bench),
        [("lib/**".to_owned(), "tree-pattern-without-match")]
    );
}

#[test]
fn a_missing_or_odd_source_is_told() {
    let bench = Bench::new();
    let source = bench.at("tree").to_string_lossy().into_owned();
    fs::remove_dir(bench.at("tree")).unwrap();
    assert_eq!(codes(&bench), [(source.clone(), "tree-unreadable")]);
    fs::write(bench.at("tree"), "a file").unwrap();
    assert_eq!(codes(&bench), [(source.clone(), "tree-not-a-directory")]);
}

#[test]
fn what_a_step_needs_must_be_in_the_tree() {
    let bench = Bench::new();
    bench.file("conf.j2", "x");
    bench.file("bin/plain", "not for running");
    bench.describe(&format!(
        "{DESCRIPTION}modes = [{{ glob = \"bin/plain\", mode = \"0644\" }}]\n{}",
        r#"
steps = [
  { id = "good", kind = "config-file", path = "config/a", template = "conf.j2" },
  { id = "bad", kind = "config-file", path = "config/b", template = "gone.j2" },
  { id = "outside", kind = "command", run = ["/bin/true"] },
  { id = "gone", kind = "command", run = ["bin/gone"], undo = { run = ["bin/plain"] } },
]"#
    ));
    assert_eq!(
        codes(&bench),
        [
            ("gone.j2".to_owned(), "tree-step-needs"),
            ("bin/gone".into(), "tree-step-needs"),
            ("bin/plain".into(), "tree-not-executable")
        ]
    );
}
