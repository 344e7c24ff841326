//! What a package holds: nothing missing, nothing that anybody but root could write.

use super::super::icons::SIZES;
use super::super::tree::{AS_THEY_ARE, PROGRAMS};
use super::{Family, demand_none};
use anyhow::{Context, Result};
use std::collections::BTreeSet;

/// Files that the bundler and the programs bring, by where they lie.
const OTHERS: [&str; 9] = [
    "usr/bin/sealift-desktop",
    "usr/share/applications/Sealift.desktop",
    "usr/share/bash-completion/completions/sealift",
    "usr/share/fish/vendor_completions.d/sealift.fish",
    "usr/share/doc/sealift/changelog.gz",
    "usr/share/doc/sealift/third-party.txt.gz",
    "usr/share/man/man1/sealift.1.gz",
    "usr/share/man/man1/sealift-install.1.gz",
    "usr/share/man/man1/sealift-supervise.1.gz",
];

/// One file of a package.
pub(super) struct Listed {
    /// As `ls -l` writes them.
    rights: String,
    owner: String,
    /// Below the root, without a slash before it.
    pub(super) path: String,
}

impl Listed {
    /// Reads a line of a listing; nothing for a folder.
    pub(super) fn read(line: &str) -> Result<Option<Self>> {
        let mut words = line.split_whitespace();
        let mut next = || words.next().map(str::to_owned);
        let (rights, owner) = (next(), next());
        let path = words
            .nth(3)
            .map(|path| path.trim_start_matches(['.', '/']).to_owned());
        let read = rights.zip(owner).zip(path);
        let ((rights, owner), path) = read.with_context(|| format!("cannot be read: {line}"))?;
        Ok((!rights.starts_with('d')).then_some(Self {
            rights,
            owner,
            path,
        }))
    }

    fn fault(&self) -> Option<String> {
        let Self {
            rights,
            owner,
            path,
        } = self;
        let wanted = match path.starts_with("usr/bin/") || path.starts_with("usr/libexec/") {
            true => "-rwxr-xr-x",
            false => "-rw-r--r--",
        };
        let is_right = rights == wanted && owner == "root/root";
        (!is_right).then(|| format!("{path} is {rights} {owner}, not {wanted} root/root"))
    }
}

pub(super) fn judge(listed: &[Listed], family: Family) -> Result<()> {
    let found: BTreeSet<&str> = listed.iter().map(|file| file.path.as_str()).collect();
    let missing = expected(family)
        .into_iter()
        .filter(|path| !found.contains(path.as_str()));
    demand_none("the package lacks", &missing.collect::<Vec<_>>())?;
    let faults: Vec<String> = listed.iter().filter_map(Listed::fault).collect();
    demand_none("the package gives wrong rights", &faults)
}

fn expected(family: Family) -> Vec<String> {
    let compressed = |path: &str| match path.contains("/man/") {
        true => format!("{path}.gz"),
        false => path.to_owned(),
    };
    let zsh = match family {
        Family::Debian => "usr/share/zsh/vendor-completions/_sealift",
        Family::Fedora => "usr/share/zsh/site-functions/_sealift",
    };
    let icon = |size| format!("usr/share/icons/hicolor/{size}x{size}/apps/sealift-desktop.png");
    let laid_out = AS_THEY_ARE
        .iter()
        .chain(&PROGRAMS)
        .map(|(_, to)| compressed(to));
    let others = OTHERS.iter().chain([&zsh]).map(|path| (*path).to_owned());
    laid_out.chain(others).chain(SIZES.map(icon)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_listing_is_read_and_wrong_rights_are_told() {
        let read = |line: &str| Listed::read(line).expect("a line");
        let line = "-rwxr-xr-x root/root  123 2026-11-21 14:00 ./usr/bin/sealift";
        let file = read(line).expect("a file");
        assert_eq!(
            (file.path.as_str(), file.fault()),
            ("usr/bin/sealift", None)
        );
        assert!(read("drwxr-xr-x root/root 0 2026-11-21 14:00 ./usr/").is_none());
        for wrong in [
            "-rwsr-xr-x root/root 0 - - /usr/libexec/sealift/sealift-helper",
            "-rwxrwxr-x root/root 0 - - /usr/bin/sealift",
            "-rwxr-xr-x carol/users 0 - - /usr/bin/sealift",
            "-rw------- root/root 0 - - /usr/share/doc/sealift/copyright",
        ] {
            assert!(read(wrong).expect("a file").fault().is_some(), "{wrong}");
        }
        assert!(Listed::read("nothing").is_err());
    }
}
