//! What the operator is asked: judged before the first change, kept apart where it is secret, carried over, and never
//! taken from under an operator's hands.
#![allow(clippy::disallowed_methods, reason = "journeys drive a real machine")]

use std::path::PathBuf;

use sealift_journeys::{Product, Run, Site, Vendor, sealift};

/// In no file but one, in no output, in no log.
const SECRET: &str = "correct-horse-battery-7431";

fn release(version: &str, sequence: u64) -> Product {
    Product::release(version, sequence)
        .file("server", "monitor.conf.j2", format!("# {version}\nport = {{{{ answers.http_port }}}}\nmode = {{{{ answers.mode }}}}\n"))
        .question("http_port", "type = \"integer\"\nminimum = 1024\nmaximum = 65535\ndefault = 9090\nx-title = \"Port\"")
        .question("mode", "type = \"string\"\nenum = [\"plain\", \"strict\"]\ndefault = \"plain\"")
        .step("server", "id = \"settings\"\nkind = \"config-file\"\npath = \"config/monitor.conf\"\ntemplate = \"monitor.conf.j2\"")
}

fn with_secret(version: &str, sequence: u64) -> Product {
    release(version, sequence).question(
        "password",
        "type = \"string\"\nminLength = 12\nx-secret = true\nrequired = true",
    )
}

/// A site with a release in its depot, and the vendor who made it.
fn ready(product: &Product) -> (Vendor, Site) {
    let vendor = Vendor::new();
    let site = Site::trusting(&vendor);
    site.import(&[product.pack(&vendor)]).succeeds();
    (vendor, site)
}

fn install(site: &Site, more: &[&str]) -> Run {
    site.run(["install", Product::ID, "--yes"].iter().chain(more))
}

/// The rendered configuration's place.
#[track_caller]
fn settings(site: &Site) -> PathBuf {
    let tree = site.placed();
    let path = tree
        .keys()
        .find(|path| path.ends_with("/monitor.conf"))
        .expect("rendered");
    site.path(path)
}

fn text(path: &PathBuf) -> String {
    std::fs::read_to_string(path).expect("readable")
}

#[test]
fn c10_a_misspelt_answer_is_refused_with_the_nearest_name() {
    let (_vendor, site) = ready(&release("1.0.0", 1));
    install(&site, &["--set", "http_prot=9191"])
        .exits(12)
        .says("http_prot")
        .says("http_port")
        .placed_nothing(&site);
    let answers = site.path("answers.toml");
    std::fs::write(&answers, "http_port = 9191\nmod = \"strict\"\n").expect("writes");
    let run = install(&site, &["--answers", &answers.to_string_lossy()]);
    run.exits(12).says("mod").says("mode");
    std::fs::remove_file(&answers).expect("removes");
    assert!(site.placed().is_empty());
}

#[test]
fn every_wrong_answer_is_told_at_once_before_the_first_change() {
    let (_vendor, site) = ready(&with_secret("1.0.0", 1));
    let wrong = [
        "--set",
        "http_port=80",
        "--set",
        "mode=loose",
        "--set",
        "password=short",
    ];
    let run = install(&site, &wrong).exits(12).placed_nothing(&site);
    for named in ["http_port", "mode", "password"] {
        assert!(run.err.contains(named), "{named} is not named: {}", run.err);
    }
    assert!(!run.err.contains("short"), "a secret is shown: {}", run.err);
    let words = ["--set", "http_port=many", "--language"];
    for (language, told) in [
        ("en", "http_port must be a whole number, not many"),
        ("de", "http_port muss eine ganze Zahl sein, nicht many"),
    ] {
        let run = install(&site, &[&words[..], &[language]].concat());
        run.exits(12).says(told).placed_nothing(&site);
    }
}

#[test]
fn nobody_is_asked_where_nobody_sits() {
    let (_vendor, site) = ready(&with_secret("1.0.0", 1));
    // Standard input is no terminal here: a question would wait for ever, or read its own end as an answer.
    site.run(["install", Product::ID])
        .exits(12)
        .says("password")
        .placed_nothing(&site);
    let answered = format!("password={SECRET}");
    site.run(["install", Product::ID, "--set", &answered])
        .exits(2)
        .says("--yes")
        .placed_nothing(&site);
}

#[test]
fn a18_a_secret_is_in_one_file_and_nowhere_else() {
    let (_vendor, site) = ready(&with_secret("1.0.0", 1).file(
        "server",
        "key.conf.j2",
        "key = {{ answers.password }}\n",
    ));
    let answered = format!("password={SECRET}");
    let said = [
        site.run(["--json", "plan", Product::ID, "--set", &answered])
            .succeeds(),
        site.run(["--json", "configure", Product::ID, "--set", &answered])
            .succeeds(),
        site.run(["--json", "install", Product::ID, "--yes"])
            .succeeds(),
        site.run(["--json", "status", "--full"]).succeeds(),
        site.run(["audit", "log"]).succeeds(),
    ];
    for run in said {
        assert!(
            !run.out.contains(SECRET) && !run.err.contains(SECRET),
            "{} tells the secret",
            run.command
        );
    }
    let holders: Vec<String> = site
        .world()
        .into_keys()
        .filter(|path| site.path(path).is_file())
        .filter(|path| holds(&std::fs::read(site.path(path)).expect("readable")))
        .collect();
    assert!(
        matches!(&holders[..], [one] if one.contains("sealift/") && one.contains("secrets")),
        "{holders:?}"
    );
    assert_eq!(mode(&site.path(&holders[0])), mode_of_secrets());

    for (name, more) in [
        ("evidence.json", ["--format", "json"]),
        ("report.html", ["--format", "html"]),
    ] {
        let out = site.path(name);
        let mut command = site.sealift();
        Run::of(
            command
                .args(["audit", "export", "--out"])
                .arg(&out)
                .args(more),
        )
        .succeeds();
        assert!(
            !holds(&std::fs::read(&out).expect("readable")),
            "{name} tells the secret"
        );
    }
}

fn holds(bytes: &[u8]) -> bool {
    bytes
        .windows(SECRET.len())
        .any(|window| window == SECRET.as_bytes())
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(path.metadata().expect("is there").permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode(_: &std::path::Path) -> Option<u32> {
    None
}

fn mode_of_secrets() -> Option<u32> {
    cfg!(unix).then_some(0o600)
}

#[cfg(unix)]
#[test]
fn a18_what_a_program_says_is_kept_without_the_secret() {
    let noisy = with_secret("1.0.0", 1)
        .program("server", "bin/tell", "#!/bin/sh\necho \"the password is $PASSWORD\"\nexit 3\n")
        .step("server", "id = \"tell\"\nkind = \"command\"\nrun = [\"bin/tell\"]\nenvironment = { PASSWORD = \"{{ answers.password }}\" }\nundo = { run = [\"bin/tell\"] }");
    let (_vendor, site) = ready(&noisy);
    let answered = format!("password={SECRET}");
    let run = site.run([
        "--json",
        "install",
        Product::ID,
        "--yes",
        "--set",
        &answered,
        "--accept",
        "command-without-sandbox",
    ]);
    assert_ne!(run.status, 0, "{run:?}");
    assert!(
        run.out.contains("the password is"),
        "the step's output is kept: {run:?}"
    );
    assert!(
        !run.out.contains(SECRET) && !run.err.contains(SECRET),
        "the output tells the secret: {run:?}"
    );
    let database = std::fs::read(site.path("var/lib/sealift/state.db")).expect("readable");
    assert!(!holds(&database), "the journal or the log tells the secret");
}

#[test]
fn answers_come_from_files_and_are_carried_into_the_upgrade() {
    let (vendor, site) = ready(&with_secret("1.0.0", 1));
    let answers = vendor.folder().join("answers.json");
    std::fs::write(
        &answers,
        format!("{{\"http_port\": 9292, \"password\": \"{SECRET}\"}}"),
    )
    .expect("writes");
    // What is set one by one comes before what stands in the file.
    install(
        &site,
        &[
            "--answers",
            &answers.to_string_lossy(),
            "--set",
            "mode=strict",
        ],
    )
    .succeeds();
    assert_eq!(
        text(&settings(&site)),
        "# 1.0.0\nport = 9292\nmode = strict\n"
    );
    site.import(&[with_secret("1.1.0", 2).pack(&vendor)])
        .succeeds();
    site.run(["upgrade", Product::ID, "--yes"]).succeeds();
    assert_eq!(
        text(&settings(&site)),
        "# 1.1.0\nport = 9292\nmode = strict\n"
    );
}

#[test]
fn answers_given_beforehand_wait_for_the_install() {
    let (_vendor, site) = ready(&release("1.0.0", 1));
    site.run(["configure", Product::ID, "--set", "http_port=9393"])
        .succeeds();
    assert!(site.placed().is_empty(), "{:?}", site.placed());
    install(&site, &[]).succeeds();
    assert!(text(&settings(&site)).contains("port = 9393"));
}

#[test]
fn c03_duplicate_keys_and_c07_numbers_that_do_not_fit() {
    let (vendor, site) = ready(&release("1.0.0", 1));
    for (name, bad) in [
        ("twice.json", "{\"http_port\": 9191, \"http_port\": 9292}"),
        ("twice.toml", "http_port = 9191\nhttp_port = 9292\n"),
        ("huge.json", "{\"http_port\": 1e400}"),
        ("cut.json", "{\"http_port\": "),
    ] {
        let file = vendor.folder().join(name);
        std::fs::write(&file, bad).expect("writes");
        install(&site, &["--answers", &file.to_string_lossy()])
            .exits(12)
            .placed_nothing(&site);
    }
}

#[test]
fn a_licence_must_be_accepted() {
    let licensed = release("1.0.0", 1)
        .paper("LICENCE.txt", "You may use it.\n")
        .table("[[documents]]\nid = \"terms\"\nkind = \"licence\"\ntitle = \"Terms of use\"\nfile = \"LICENCE.txt\"")
        .question("terms", "type = \"boolean\"\nconst = true\nx-licence = \"terms\"\nrequired = true");
    let (_vendor, site) = ready(&licensed);
    install(&site, &[])
        .exits(12)
        .says("terms")
        .placed_nothing(&site);
    install(&site, &["--set", "terms=false"])
        .exits(12)
        .says("terms")
        .placed_nothing(&site);
    install(&site, &["--set", "terms=true"]).succeeds();
}

#[test]
fn c04_answers_are_data_and_never_a_line_of_their_own_making() {
    let quoted = Product::release("1.0.0", 1)
        .file("server", "monitor.conf.j2", "name = {{ answers.name }}\n")
        .question("name", "type = \"string\"\nrequired = true")
        .step("server", "id = \"settings\"\nkind = \"config-file\"\npath = \"config/monitor.conf\"\ntemplate = \"monitor.conf.j2\"");
    let (_vendor, site) = ready(&quoted);
    let nasty = "$(touch x) `id` %PATH% 'a' \"b\" {{ answers.name }} --yes";
    install(&site, &["--set", &format!("name={nasty}")]).succeeds();
    assert_eq!(text(&settings(&site)), format!("name = {nasty}\n"));
}

#[test]
fn i08_an_edited_configuration_is_kept_with_the_new_one_beside_it() {
    let (vendor, site) = ready(&release("1.0.0", 1));
    install(&site, &[]).succeeds();
    let file = settings(&site);
    let edited = "port = 7777 # by hand, for the new firewall\n";
    std::fs::write(&file, edited).expect("writes");
    let status = site.run(["status", "--full"]).succeeds();
    assert!(
        status.out.contains("monitor.conf"),
        "the edit is not told: {}",
        status.out
    );

    site.import(&[release("1.1.0", 2).pack(&vendor)]).succeeds();
    let run = site.run(["upgrade", Product::ID, "--yes"]).succeeds();
    assert_eq!(text(&file), edited, "an operator's edit was overwritten");
    assert!(
        run.err.contains("monitor.conf"),
        "the conflict is not told: {}",
        run.err
    );
    let beside = file.with_file_name("monitor.conf.new-1.1.0");
    assert_eq!(text(&beside), "# 1.1.0\nport = 9090\nmode = plain\n");

    site.run(["uninstall", Product::ID, "--yes"]).succeeds();
    assert_eq!(
        text(&file),
        edited,
        "an operator's edit went with the product"
    );
}

#[test]
fn i08_an_edit_is_replaced_when_the_operator_says_so_and_kept_beside() {
    let (vendor, site) = ready(&release("1.0.0", 1));
    install(&site, &[]).succeeds();
    let file = settings(&site);
    std::fs::write(&file, "by hand\n").expect("writes");
    site.import(&[release("1.1.0", 2).pack(&vendor)]).succeeds();
    site.run(["upgrade", Product::ID, "--replace-edited", "--yes"])
        .succeeds();
    assert!(text(&file).starts_with("# 1.1.0"));
    let folder = file.parent().expect("a folder");
    let kept = std::fs::read_dir(folder)
        .expect("readable")
        .any(|entry| text(&entry.expect("an entry").path()) == "by hand\n");
    assert!(kept, "the edited file is not kept beside the new one");
}

#[test]
fn questions_are_shown_without_asking() {
    let (_vendor, site) = ready(&with_secret("1.0.0", 1));
    let shown = site.run(["configure", Product::ID, "--show"]).succeeds();
    for key in ["http_port", "mode", "password"] {
        assert!(shown.out.contains(key), "{}", shown.out);
    }
    let _ = Run::of(sealift().args(["configure", "--help"]))
        .succeeds()
        .says("--show");
}
