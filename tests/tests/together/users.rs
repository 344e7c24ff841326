//! Two users of one machine. It takes an administrator to be two; elsewhere the journeys say so and show nothing.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use sealift_journeys::{
    Run, Running, Site, Vendor, is_waiting, let_go, sealift, tool, tree_of, waiting,
};

use crate::judge::{ID, held, is_sound, is_told};

/// The user whom every Linux has and nobody logs in as.
const NOBODY: u32 = 65534;

/// What both users can reach: the program, a vendor's key and a volume.
struct Shared {
    folder: tempfile::TempDir,
    fingerprint: String,
}

impl Shared {
    /// Nothing where nobody can become another user.
    fn by(vendor: &Vendor) -> Option<Self> {
        if std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() != 0) {
            eprintln!("not proven here: it takes an administrator to be two users");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let open = |path: &Path| {
            std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("a mode");
        };
        open(folder.path());
        let volume = waiting("1.0.0", 1).pack(vendor);
        let (program, key) = (PathBuf::from(sealift().get_program()), vendor.public_key());
        for (from, name) in [
            (&program, "sealift"),
            (&key, "key.pub"),
            (&volume, "a.sealift"),
        ] {
            let to = folder.path().join(name);
            std::fs::copy(from, &to).expect("copies");
            open(&to);
        }
        let fingerprint = vendor.fingerprint();
        Some(Self {
            folder,
            fingerprint,
        })
    }

    /// A command of the other user at a site.
    fn other(&self, site: &Site, words: &[&str]) -> Command {
        let user = NOBODY.to_string();
        let mut command = tool("setpriv");
        command.args(["--reuid", &user, "--regid", &user, "--clear-groups"]);
        command.arg(self.folder.path().join("sealift"));
        command.arg("--root").arg(site.root()).args(words);
        command.env("NO_COLOR", "1").env("LC_ALL", "C.UTF-8");
        command.current_dir(self.folder.path());
        command
    }

    /// A site that belongs to the other user, with a release at hand.
    fn site_of_the_other(&self) -> Site {
        let site = Site::new();
        chown(site.root(), Some(NOBODY), Some(NOBODY)).expect("root may");
        let trust = [
            "trust",
            "add",
            "key.pub",
            "--fingerprint",
            &self.fingerprint,
        ];
        Run::of(&mut self.other(&site, &trust)).succeeds();
        Run::of(&mut self.other(&site, &["import", "a.sealift"])).succeeds();
        site
    }
}

#[test]
fn i10_an_administrator_is_told_which_user_holds_the_lock_and_leaves_nothing_of_theirs_behind() {
    let vendor = Vendor::new();
    let Some(shared) = Shared::by(&vendor) else {
        return;
    };
    let site = shared.site_of_the_other();
    let install = ["install", &format!("{ID}@1.0.0"), "--yes"];
    let mut holder = Running::start(&mut shared.other(&site, &install));
    is_waiting(&mut holder);
    let named = format!("nobody (install, process {}, since 20", holder.process());
    for change in [
        &["recover"][..],
        &["depot", "gc"],
        &["uninstall", ID, "--yes"],
    ] {
        is_told(site.run(change), &named);
    }
    site.run(["status"]).succeeds();
    let_go(&site);
    holder.ends().succeeds();
    let own = |entry: &Path| std::fs::symlink_metadata(entry).expect("it is there").uid();
    let foreign: Vec<String> = tree_of(site.root())
        .into_keys()
        .filter(|at| !at.ends_with("wait/go") && own(&site.path(at)) != NOBODY)
        .collect();
    assert_eq!(foreign, [""; 0], "the site is its owner's as before");
    let remove = ["uninstall", ID, "--yes"];
    Run::of(&mut shared.other(&site, &remove)).succeeds();
    // The judge is no user of this site, and trusts nobody else's rules.
    Run::of(tool("chown").args(["-R", "0:0"]).arg(site.root())).succeeds();
    is_sound(&site, None);
}

#[test]
fn i10_another_user_is_refused_at_an_administrators_site_and_changes_nothing() {
    let vendor = Vendor::new();
    let Some(shared) = Shared::by(&vendor) else {
        return;
    };
    let (site, holder) = held(&vendor);
    std::fs::set_permissions(site.root(), PermissionsExt::from_mode(0o755)).expect("a mode");
    let before = tree_of(site.root());
    for words in [
        &["status"][..],
        &["recover"],
        &["import", "a.sealift"],
        &["install", ID, "--yes"],
        &[
            "trust",
            "add",
            "key.pub",
            "--fingerprint",
            &shared.fingerprint,
        ],
    ] {
        let refused = Run::of(&mut shared.other(&site, words));
        assert_eq!(refused.status, 18, "{refused:?}");
        let _ = refused.says("[file-denied]");
    }
    assert_eq!(tree_of(site.root()), before);
    let_go(&site);
    holder.ends().succeeds();
    is_sound(&site, Some("1.0.0"));
}
