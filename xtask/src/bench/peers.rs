//! What people would use instead, each as its own manual says, and all with the same `sync`.
//!
//! Every command runs in the ground's folder; the release lies in `tree`.

use super::contest::Way;
use super::ground::Ground;
use crate::program::Program;
use anyhow::Result;
use std::fs;

pub(super) const BY_HAND: &str = "tar, zstd, minisign";
pub(super) const BY_HAND_AND_SUMS: &str = "tar, zstd, minisign, sha256sum";
pub(super) const CASYNC: &str = "casync";
pub(super) const OSTREE: &str = "ostree";
pub(super) const RAUC: &str = "rauc";
pub(super) const COPY: &str = "cp package, cp -a tree";
pub(super) const OPENSSL: &str = "openssl dgst";
pub(super) const XDELTA: &str = "xdelta3";

const RAUC_MANIFEST: &str = "[update]\ncompatible=bench\nversion=1.0.0\n\n[bundle]\nformat=plain\n\n\
                             [image.rootfs]\nfilename=release.tar\n";

/// Keys and folders that each needs once.
pub(super) fn prepare(ground: &Ground) -> Result<()> {
    for folder in ["byhand", "casync", "rauc/input"] {
        fs::create_dir_all(ground.path(folder))?;
    }
    let run = |line: &str| ground.shell(line).output().map(|_| ());
    run("minisign -G -f -W -p byhand/minisign.pub -s byhand/minisign.key")?;
    run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /O=Bench/CN=Bench \
         -keyout rauc/key.pem -out rauc/cert.pem",
    )?;
    fs::write(ground.path("rauc/input/manifest.raucm"), RAUC_MANIFEST)?;
    Ok(())
}

/// Each packs the tree.
pub(super) fn pack(ground: &Ground) -> Vec<Way> {
    let by_hand = ground.shell(
        "tar -C tree -cf - . | zstd -3 -T0 -q -f -o byhand/release.tar.zst; \
         minisign -S -s byhand/minisign.key -m byhand/release.tar.zst </dev/null; sync -f byhand",
    );
    let casync = ground
        .shell("casync make --store=casync/store.castr casync/release.caidx tree; sync -f casync");
    let ostree = ground.shell(
        "ostree --repo=ostree init --mode=archive; \
         ostree --repo=ostree commit --branch=release --tree=dir=tree; sync -f ostree",
    );
    let rauc = ground.shell(
        "tar -C tree -cf rauc/input/release.tar .; \
         rauc --cert=rauc/cert.pem --key=rauc/key.pem bundle rauc/input rauc/release.raucb; sync -f rauc",
    );
    vec![
        one(BY_HAND, by_hand)
            .after(aside(ground, "byhand/release.tar.zst"))
            .making(ground.path("byhand/release.tar.zst")),
        one(CASYNC, casync)
            .after(vec![ground.aside("casync"), ground.shell("mkdir casync")])
            .making(ground.path("casync")),
        one(OSTREE, ostree)
            .after(aside(ground, "ostree"))
            .making(ground.path("ostree")),
        one(RAUC, rauc)
            .after(aside(ground, "rauc/input/release.tar rauc/release.raucb"))
            .making(ground.path("rauc/release.raucb")),
    ]
}

/// Each checks the package where it lies, as far as it can.
pub(super) fn verify(ground: &Ground) -> Vec<Way> {
    let by_hand = "minisign -V -q -p byhand/minisign.pub -m byhand/release.tar.zst";
    let rauc = "rauc info --keyring=rauc/cert.pem rauc/release.raucb";
    vec![
        one(BY_HAND, ground.shell(by_hand)),
        one(RAUC, ground.shell(rauc)),
    ]
}

/// Each verifies the package and unpacks it to `out`.
pub(super) fn install(ground: &Ground) -> Vec<Way> {
    let by_hand = "minisign -V -q -p byhand/minisign.pub -m byhand/release.tar.zst; \
                   mkdir out; tar -C out --zstd -xf byhand/release.tar.zst";
    let sums = "(cd out && sha256sum --quiet -c ../byhand/SHA256SUMS)";
    let casync = "casync extract --store=casync/store.castr casync/release.caidx out";
    let ostree = "ostree --repo=ostree-site init --mode=bare; ostree --repo=ostree-site pull-local ostree release; \
                  ostree --repo=ostree-site checkout release out";
    let rauc = "rauc extract --keyring=rauc/cert.pem rauc/release.raucb out";
    let way = |name: &str, line: &str| {
        let line = format!("{line}; sync -f out");
        one(name, ground.shell(&line)).after(aside(ground, "out ostree-site"))
    };
    vec![
        way(BY_HAND, by_hand),
        way(BY_HAND_AND_SUMS, &format!("{by_hand}; {sums}")),
        way(CASYNC, casync),
        way(OSTREE, ostree),
        way(RAUC, rauc),
    ]
}

/// The sums that someone would send along who works by hand.
pub(super) fn write_sums(ground: &Ground) -> Result<()> {
    let line = "(cd tree && find . -type f -print0 | xargs -0 sha256sum) > byhand/SHA256SUMS";
    ground.shell(line).output().map(|_| ())
}

/// The least that must happen to bytes on their way: the package is copied, and so is what is in it.
pub(super) fn copy(ground: &Ground, package: &str) -> Way {
    let line = format!("mkdir out; cp -r {package} out/package; cp -a tree out/tree; sync -f out");
    one(COPY, ground.shell(&line)).after(aside(ground, "out"))
}

/// Applying a patch between two archives, and unpacking the one it makes.
pub(super) fn apply_patch(ground: &Ground) -> Way {
    let line = "mkdir out; xdelta3 -d -c -s patch/old.tar patch/release.xdelta | tar -C out -xf -; sync -f out";
    one(XDELTA, ground.shell(line))
        .after(aside(ground, "out"))
        .making(ground.path("patch/release.xdelta"))
}

/// Makes the patch that [`apply_patch`] applies, from `tree` to `changed`.
pub(super) fn make_patch(ground: &Ground) -> Result<()> {
    let line = "mkdir -p patch; tar -C tree -cf patch/old.tar .; tar -C changed -cf patch/new.tar .; \
                xdelta3 -e -f -s patch/old.tar patch/new.tar patch/release.xdelta; rm patch/new.tar";
    ground.shell(line).output().map(|_| ())
}

/// Hashing a file and doing nothing else.
pub(super) fn hash(ground: &Ground, files: &str) -> Way {
    one(
        OPENSSL,
        ground.shell(&format!("openssl dgst -sha256 {files}")),
    )
}

fn one(name: &str, program: Program) -> Way {
    Way::new(name, vec![program])
}

fn aside(ground: &Ground, what: &str) -> Vec<Program> {
    vec![ground.aside(what)]
}
