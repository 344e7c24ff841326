//! What the command line says before, instead of and after what it does: to people, and to scripts.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::PathBuf;
use std::process::{Command, Stdio};

use sealift_journeys::{Product, Run, Site, Vendor, sealift};

fn release() -> Product {
    Product::release("1.0.0", 1).file("server", "readme", "hello\n")
}

/// A release that raises a question for the rules of every site.
fn questionable() -> Product {
    release().step(
        "server",
        "id = \"run\"\nkind = \"command\"\nrun = [\"/bin/true\"]\nwrites = []",
    )
}

fn imported(release: &Product) -> (Vendor, Site, PathBuf) {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = release.pack(&vendor);
    let _ = site.import(std::slice::from_ref(&volume)).succeeds();
    (vendor, site, volume)
}

#[test]
fn every_answer_to_a_script_is_one_document() {
    let vendor = Vendor::new();
    let site = Site::new();
    let folder = vendor.folder().to_string_lossy().into_owned();
    let misunderstood = Run::of(sealift().args(["--json", "pack"])).exits(2);
    assert_eq!(misunderstood.json()["error"]["code"], "usage");

    let (key, print) = (vendor.public_key(), vendor.fingerprint());
    let mut add = site.sealift();
    add.args(["--json", "trust", "add"]).arg(&key);
    add.args(["--fingerprint", &print, "--product", "com.acme.*"]);
    let added = Run::of(&mut add).succeeds().json();
    assert_eq!(added["products"], serde_json::json!(["com.acme.*"]));
    let again = Run::of(&mut add).exits(0).json();
    assert_eq!(again["products"], added["products"], "nothing to do");

    for words in [
        vec!["audit", "checkpoint"],
        vec!["facts", "--out", &format!("{folder}/facts.json")],
        vec![
            "support-bundle",
            "--yes",
            "--out",
            &format!("{folder}/b.json"),
        ],
        vec!["trust", "remove", &print],
    ] {
        let said = site.run([vec!["--json"], words.clone()].concat());
        assert!(said.succeeds().json().is_object(), "{words:?}");
    }
}

#[test]
fn a_missing_file_ends_alike_for_everyone() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let key = vendor.secret_key().to_string_lossy().into_owned();
    for words in [
        vec!["pack", "nowhere.toml", "--key", &key, "--out", "nowhere"],
        vec!["sign", "nowhere.sealift", "--key", &key],
        vec!["inspect", "nowhere.sealift"],
        vec!["verify", "nowhere.sealift"],
        vec!["import", "nowhere.sealift"],
    ] {
        let _ = site.run(words).exits(18);
    }
}

#[test]
fn a_command_that_reads_founds_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mistyped = folder.path().join("mistyped");
    for words in [
        vec!["list"],
        vec!["status"],
        vec!["audit", "log"],
        vec!["trust", "list"],
    ] {
        let run = Run::of(sealift().arg("--root").arg(&mistyped).args(&words));
        let _ = run.exits(2).says("[state-absent]");
        assert!(!mistyped.join("var").exists(), "{words:?} founded a site");
    }
    let facts = Run::of(sealift().arg("--root").arg(&mistyped).arg("facts"));
    assert!(facts.succeeds().json()["os"].is_object());
}

#[test]
fn facts_that_were_printed_are_facts() {
    let (_vendor, site, _) = imported(&release());
    let printed = site.run(["facts"]).succeeds().out;
    let file = site.path("facts.json");
    std::fs::write(&file, printed).expect("writes");
    let file = file.to_string_lossy().into_owned();
    let check = ["check", Product::ID, "--facts", &file];
    let _ = site.run(check).succeeds();
}

#[test]
fn a_plan_is_seen_with_its_questions_before_they_are_accepted() {
    let (_vendor, site, _) = imported(&questionable());
    let plan = site.run(["plan", Product::ID]).succeeds();
    assert!(
        plan.out.contains("(run)"),
        "the plan is the result: {}",
        plan.out
    );
    assert!(
        plan.out.contains("--accept step-without-undo"),
        "{}",
        plan.out
    );
    let asked = site.run(["--json", "plan", Product::ID]).succeeds().json();
    assert_eq!(asked["openQuestions"][0]["code"], "step-without-undo");
    let log = site.run(["audit", "log"]).succeeds().out;
    assert!(
        !log.contains("policy-refused"),
        "nothing was refused: {log}"
    );

    let refused = site.run(["install", Product::ID, "--yes"]).exits(15);
    assert!(
        refused.err.contains("(run)"),
        "it is shown: {}",
        refused.err
    );
    let accept = [
        "install",
        Product::ID,
        "--yes",
        "--accept",
        "step-without-undo",
    ];
    let _ = site.run(accept).succeeds();
    let again = site.run(accept).exits(0);
    assert!(again.out.contains("installed already"), "{}", again.out);
    let typo = ["install", Product::ID, "--accept", "step-without-und"];
    let _ = site.run(typo).exits(2).says("'step-without-undo'");
}

#[test]
fn all_that_stands_in_the_way_is_told_at_once() {
    let needy = questionable()
        .question("port", "type = \"integer\"\nrequired = true")
        .table("[[requirements]]\nid = \"much\"\nkind = \"memory\"\nat-least = 900000000000000");
    let (_vendor, site, _) = imported(&needy);
    let refused = site.run(["install", Product::ID, "--yes"]).exits(15);
    for said in [
        "✗ Memory",
        "[configuration-invalid]",
        "port has no answer",
        "step-without-undo",
    ] {
        assert!(refused.err.contains(said), "not {said}: {}", refused.err);
    }
}

#[test]
fn a_licence_can_be_read_before_it_is_accepted() {
    let licensed = release()
        .paper("LICENCE.txt", "Thou shalt not.\x1b[2J\n")
        .table("[[documents]]\nid = \"terms\"\nkind = \"licence\"\ntitle = \"Terms\"\nfile = \"LICENCE.txt\"")
        .question("terms", "type = \"boolean\"\nx-licence = \"terms\"\nx-title = \"Terms\"");
    let (_vendor, site, volume) = imported(&licensed);
    let volume = volume.to_string_lossy().into_owned();
    for words in [
        ["inspect", &volume, "--document", "terms"],
        ["configure", Product::ID, "--document", "terms"],
    ] {
        let said = site.run(words).succeeds().out;
        assert!(said.contains("Thou shalt not."), "{said}");
        assert!(!said.contains('\x1b'), "it moves the cursor: {said:?}");
    }
    let unknown = ["inspect", &volume, "--document", "other"];
    let _ = site.run(unknown).exits(2).says("- terms");
}

#[test]
fn what_is_staged_is_listed() {
    let (_vendor, site, _) = imported(&release());
    let _ = site
        .run(["install", Product::ID, "--yes", "--stage-only"])
        .succeeds();
    let _ = site.run(["list"]).succeeds().says("not active yet");
    let _ = site
        .run(["status"])
        .succeeds()
        .says("not active yet: com.acme.monitor 1.0.0");
    let _ = site.run(["install", Product::ID, "--yes"]).succeeds();
    let status = site.run(["status"]).succeeds().out;
    assert!(!status.contains("not active yet"), "{status}");
}

#[test]
fn an_export_makes_its_folder_and_replaces_nothing() {
    let (_vendor, site, _) = imported(&release());
    let out = site.path("a/b").to_string_lossy().into_owned();
    let export = ["depot", "export", Product::ID, "--out", &out];
    let written = site.run(export).succeeds().out;
    assert!(
        written.contains("com.acme.monitor-1.0.0.sealift"),
        "{written}"
    );
    let _ = site.run(export).exits(2).says("[output-exists]");
}

#[cfg(unix)]
#[test]
fn a_try_allows_what_a_site_would_ask_about_and_says_how_it_ended() {
    let vendor = Vendor::new();
    let volume = questionable().pack(&vendor);
    let tried = Run::of(sealift().arg("try").arg(&volume)).succeeds();
    assert!(tried.err.contains("step-without-undo"), "{}", tried.err);
    assert!(
        tried.out.contains("Done: com.acme.monitor 1.0.0"),
        "{}",
        tried.out
    );

    let failing = release().step(
        "server",
        "id = \"run\"\nkind = \"command\"\nrun = [\"/bin/false\"]\nwrites = []",
    );
    let root = vendor.folder().join("root");
    let mut command = sealift();
    command
        .arg("try")
        .arg(failing.pack(&vendor))
        .arg("--into")
        .arg(&root);
    let failed = Run::of(&mut command).exits(13).says("[try-failed]");
    assert!(
        !failed.err.contains("Taking everything back"),
        "{}",
        failed.err
    );
    assert!(!failed.err.contains("sealift recover"), "{}", failed.err);
}

#[test]
fn a_wrong_fingerprint_is_not_answered_with_the_right_one() {
    let vendor = Vendor::new();
    let site = Site::new();
    let key = vendor.public_key().to_string_lossy().into_owned();
    let wrong = "0".repeat(64);
    let refused = site
        .run(["trust", "add", &key, "--fingerprint", &wrong])
        .exits(10);
    let right = vendor.fingerprint();
    assert!(
        !refused.err.replace(' ', "").contains(&right),
        "{}",
        refused.err
    );
}

#[test]
fn the_language_is_that_of_the_first_variable_that_says_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = sealift();
    command.arg("--root").arg(folder.path()).arg("list");
    command.env("LC_ALL", "").env("LANG", "de_DE.UTF-8");
    let _ = Run::of(&mut command).says("Was zu tun ist:");
}

#[cfg(unix)]
#[test]
fn a_word_that_is_no_text_is_named_and_not_stumbled_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let word = OsStr::from_bytes(b"stick\xff/a.sealift");
    let refused = |command: &mut Command| {
        let run = Run::of(command).exits(2);
        run.says("[usage-not-text]").says("stick\u{fffd}/a.sealift")
    };
    let _ = refused(sealift().arg("import").arg(word));
    let _ = refused(sealift().arg("verify").arg(word).arg("--key").arg("k.pub"));
    let _ = refused(sealift().arg("--root").arg(word).arg("list"));
    let _ = refused(sealift().arg("list").env("SEALIFT_ROOT", word)).says("SEALIFT_ROOT=");
    let mut german = sealift();
    german.args(["--language", "de", "inspect"]).arg(word);
    let _ = refused(&mut german).says("ist kein UTF-8");
    let mut asked = sealift();
    let error = Run::of(asked.args(["--json", "inspect"]).arg(word)).exits(2);
    assert_eq!(error.json()["error"]["code"], "usage-not-text");
}

#[cfg(target_os = "linux")]
#[test]
fn a_package_whose_name_is_no_text_is_told_and_comes_in_through_a_pipe() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = release().pack(&vendor);
    let folder = tempfile::tempdir().expect("a folder");
    let renamed = folder.path().join(OsStr::from_bytes(b"a\xff.sealift"));
    std::fs::copy(volume, &renamed).expect("copies");
    let told = Run::of(site.sealift().arg("import").arg(folder.path())).exits(18);
    let _ = told.says("[media-bad-name]").says("a\u{fffd}.sealift");
    let package = std::fs::File::open(&renamed).expect("it is there");
    let _ = Run::fed(site.sealift().args(["import", "-"]), package).succeeds();
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_early_is_no_failure() {
    let mut command = sealift();
    command.args(["completions", "bash"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && said.is_empty(), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_supervisor_that_cannot_work_is_told_apart_from_one_that_need_not() {
    let site = Site::new();
    std::fs::write(site.path("var"), "in the way").expect("writes");
    let _ = site.run(["supervise"]).exits(18);
}

#[test]
fn a_volume_that_ends_too_early_gets_no_tick() {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    let volume = Product::release("1.0.0", 1)
        .noise("server", "table.bin", 1, 3_000_000)
        .pack(&vendor);
    let bytes = std::fs::read(&volume).expect("reads");
    std::fs::write(&volume, &bytes[..bytes.len() / 2]).expect("writes");
    let run = site.import(&[volume]).exits(16);
    assert!(!run.err.contains('✓'), "{}", run.err);
    assert!(run.err.contains("✗ import"), "{}", run.err);
}

#[test]
fn an_inspection_shows_what_decides_about_an_install() {
    let vendor = Vendor::new();
    let volume = questionable()
        .field("rollback-index = 1")
        .question("port", "type = \"integer\"\nrequired = true")
        .table("[[requirements]]\nid = \"much\"\nkind = \"memory\"\nat-least = 1073741824")
        .pack(&vendor);
    let shown = Run::of(sealift().arg("inspect").arg(volume)).succeeds().out;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "floor 1",
        "requires Memory: at-least 1 GiB",
        "asks for port",
        "command (run), cannot be undone",
    ] {
        assert!(shown.contains(said), "not {said}: {shown}");
    }
}

/// A person's terminal, as `script` of util-linux makes one.
#[cfg(target_os = "linux")]
#[test]
fn a_person_sees_what_they_accept_and_may_mistype() {
    use std::io::Write as _;
    use std::time::Duration;

    let asking = release()
        .paper("LICENCE.txt", "Thou shalt not.\n")
        .table("[[documents]]\nid = \"terms\"\nkind = \"licence\"\ntitle = \"Terms\"\nfile = \"LICENCE.txt\"")
        .question("a", "type = \"string\"\nx-file = { max_bytes = 100 }\nx-order = 1")
        .question("port", "type = \"integer\"\nminimum = 1024\nrequired = true\nx-order = 2")
        .question("terms", "type = \"boolean\"\nx-licence = \"terms\"\nx-title = \"Terms\"\nx-order = 3");
    let (_vendor, site, _) = imported(&asking);
    let file = site.path("answer.pem");
    std::fs::write(&file, "THE CONTENT").expect("writes");
    let line = format!("{:?} configure {}", site.sealift(), Product::ID).replace('"', "");
    let mut terminal = sealift_journeys::tool("script");
    terminal.args(["-qec", &line, "/dev/null"]);
    terminal.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = terminal.spawn().expect("it starts");
    let mut keys = child.stdin.take().expect("a pipe");
    for typed in [&*file.to_string_lossy(), "99", "2000", "yes"] {
        std::thread::sleep(Duration::from_millis(700));
        writeln!(keys, "{typed}").expect("typed");
    }
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stdout);
    let (asked, read) = (said.find("Terms ("), said.find("Thou shalt not."));
    assert!(read.is_some() && read < asked, "{said}");
    assert!(said.contains("must be at least 1024, not 99"), "{said}");
    let kept = site
        .run(["--json", "configure", Product::ID, "--set", "terms=true"])
        .succeeds();
    assert_eq!(kept.json()["port"], 2000, "{said}");
    let world = site.world();
    assert!(!world.is_empty() && ended.status.success(), "{said}");
}
