//! Where a product's places lie below the world's root.

use std::fmt;

use sealift_package::manifest::{Anchor, Os, ProductId, TargetPath};
use sealift_package::path::{PathError, RelativePath};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A path on the target, always relative to the world's root and never leaving it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HostPath(RelativePath);

impl HostPath {
    /// The path below the world's root, for a directory handle to open.
    #[must_use]
    pub const fn relative(&self) -> &RelativePath {
        &self.0
    }

    /// The path below the world's root as text, parted by `/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// This path with another below it.
    ///
    /// # Errors
    /// [`PathError`] when the result is too long or too deep.
    pub fn join(&self, below: &RelativePath) -> Result<Self, PathError> {
        self.0.join(below).map(Self)
    }

    /// The directory that holds it; nothing for a path directly below the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.parent().map(Self)
    }

    /// Its last segment.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.file_name()
    }

    /// Whether it is the other path or lies below it.
    #[must_use]
    pub fn is_within(&self, outer: &Self) -> bool {
        self.as_str()
            .strip_prefix(outer.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl From<RelativePath> for HostPath {
    fn from(path: RelativePath) -> Self {
        Self(path)
    }
}

impl fmt::Display for HostPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The absolute path that stands for the root of the world: the machine's own, or the one given by `--root`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorldRoot {
    os: Os,
    path: String,
    relocated: bool,
}

/// The text is no absolute path of that system, or the two do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
pub enum LayoutError {
    /// The root is not absolute, or has `.`, `..`, empty or control segments in it.
    #[error("{} cannot be the root of a world: it must be an absolute path without . and ..", sealift_document::plain(.path))]
    Root {
        /// What was given.
        path: String,
    },
    /// A path grew beyond what the format allows.
    #[error(transparent)]
    Path(#[from] PathError),
}

impl LayoutError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Root { .. } => "layout-root-invalid",
            Self::Path(_) => "layout-path-too-long",
        }
    }
}

impl WorldRoot {
    /// The machine's own root: `/`, or the system drive `C:\`.
    #[must_use]
    pub fn machine(os: Os) -> Self {
        let path = if os == Os::Windows { "C:\\" } else { "/" };
        Self {
            os,
            path: path.into(),
            relocated: false,
        }
    }

    /// A world that lives below a directory of the machine (`--root`).
    ///
    /// # Errors
    /// [`LayoutError::Root`] unless the text is an absolute path of that system.
    pub fn relocated(os: Os, path: &str) -> Result<Self, LayoutError> {
        let refused = || LayoutError::Root { path: path.into() };
        let (start, rest) = if os == Os::Windows {
            split_drive(path).ok_or_else(refused)?
        } else {
            ("/", path.strip_prefix('/').ok_or_else(refused)?)
        };
        let rest = rest.trim_end_matches(['/', '\\']);
        let segments: Vec<&str> = match os {
            _ if rest.is_empty() => Vec::new(),
            Os::Windows => rest.split(['/', '\\']).collect(),
            _ => rest.split('/').collect(),
        };
        let plain =
            |s: &&str| !s.is_empty() && *s != "." && *s != ".." && !s.chars().any(char::is_control);
        if !segments.iter().all(plain) {
            return Err(refused());
        }
        let separator = separator(os);
        Ok(Self {
            os,
            path: format!("{start}{}", segments.join(separator)),
            relocated: true,
        })
    }

    /// Whether the world is one below a directory, not the machine's own.
    #[must_use]
    pub const fn is_relocated(&self) -> bool {
        self.relocated
    }

    /// The root as an absolute path of its system.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// A path of this world as an absolute path of the machine.
    #[must_use]
    pub fn absolute(&self, path: &HostPath) -> String {
        let separator = separator(self.os);
        let below = path.as_str().replace('/', separator);
        if self.path.ends_with(separator) {
            format!("{}{below}", self.path)
        } else {
            format!("{}{separator}{below}", self.path)
        }
    }
}

/// `C:\rest` in its drive and the rest; neither UNC nor device paths.
fn split_drive(path: &str) -> Option<(&str, &str)> {
    let bytes = path.as_bytes();
    let is_drive =
        bytes.len() >= 3 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes[2] == b'\\';
    is_drive.then(|| path.split_at(3))
}

const fn separator(os: Os) -> &'static str {
    match os {
        Os::Windows => "\\",
        Os::Linux | Os::Macos => "/",
    }
}

/// For whom a product is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// For the whole machine.
    System,
    /// For one user.
    User {
        /// The user's home below the world's root: `home/alice`, `Users/alice`.
        home: HostPath,
    },
}

/// Where the places of one product lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    os: Os,
    root: WorldRoot,
    is_system: bool,
    prefix: HostPath,
    config: HostPath,
    data: HostPath,
    logs: HostPath,
    run: HostPath,
    backups: HostPath,
    secrets: HostPath,
}

impl Layout {
    /// The places of a product on a system of this kind.
    ///
    /// # Errors
    /// [`LayoutError::Path`] when a home directory leaves no room for them.
    pub fn new(root: WorldRoot, scope: &Scope, product: &ProductId) -> Result<Self, LayoutError> {
        let os = root.os;
        let home = match scope {
            Scope::System => None,
            Scope::User { home } => Some(home),
        };
        let place = |pattern: &str| -> Result<HostPath, LayoutError> {
            let below: RelativePath = pattern.replace('*', product.as_str()).parse()?;
            match home {
                Some(home) => Ok(home.join(&below)?),
                None => Ok(HostPath(below)),
            }
        };
        let [prefix, config, data, logs, run, state] = patterns(os, home.is_none());
        Ok(Self {
            os,
            is_system: home.is_none(),
            prefix: place(prefix)?,
            config: place(config)?,
            data: place(data)?,
            logs: place(logs)?,
            run: place(run)?,
            backups: place(&format!("{state}/backups/*"))?,
            secrets: place(&format!("{state}/secrets/*.json"))?,
            root,
        })
    }

    /// The kind of system it is for.
    #[must_use]
    pub const fn os(&self) -> Os {
        self.os
    }

    /// The root that paths are shown and rendered below.
    #[must_use]
    pub const fn root(&self) -> &WorldRoot {
        &self.root
    }

    /// Whether the product is installed for the whole machine.
    #[must_use]
    pub const fn is_system(&self) -> bool {
        self.is_system
    }

    /// The product's own folder, which holds its releases and the switch between them.
    #[must_use]
    pub const fn prefix(&self) -> &HostPath {
        &self.prefix
    }

    /// The switch: `<prefix>/current`, through which the active release is reached.
    #[must_use]
    pub fn current(&self) -> HostPath {
        self.below_prefix("current")
    }

    /// The folder of all releases: `<prefix>/releases`.
    #[must_use]
    pub fn releases(&self) -> HostPath {
        self.below_prefix("releases")
    }

    /// The folder of one release, by its name `<version>-<sequence>`.
    ///
    /// # Errors
    /// [`LayoutError::Path`] when the version is longer than a path may be.
    pub fn release(&self, name: &str) -> Result<HostPath, LayoutError> {
        Ok(self.releases().join(&name.parse()?)?)
    }

    /// Where backups of the product's data are kept.
    #[must_use]
    pub const fn backups(&self) -> &HostPath {
        &self.backups
    }

    /// The file that keeps the product's secret answers, for Sealift's own eyes.
    #[must_use]
    pub const fn secrets(&self) -> &HostPath {
        &self.secrets
    }

    /// Where one of the product's well-known places lies; nothing for the host itself.
    #[must_use]
    pub fn anchor(&self, anchor: Anchor) -> Option<HostPath> {
        match anchor {
            Anchor::Program => Some(self.current()),
            Anchor::Config => Some(self.config.clone()),
            Anchor::Data => Some(self.data.clone()),
            Anchor::Logs => Some(self.logs.clone()),
            Anchor::Run => Some(self.run.clone()),
            Anchor::Host => None,
        }
    }

    /// Where a place that a manifest names lies on this target.
    ///
    /// # Errors
    /// [`LayoutError::Path`] when the joined path is too long or too deep.
    pub fn resolve(&self, path: &TargetPath) -> Result<HostPath, LayoutError> {
        match (self.anchor(path.anchor()), path.below()) {
            (Some(anchor), Some(below)) => Ok(anchor.join(below)?),
            (Some(anchor), None) => Ok(anchor),
            (None, Some(below)) => Ok(HostPath(below.clone())),
            (None, None) => {
                unreachable!("a path on the host itself names what lies below its root")
            }
        }
    }

    /// A path as an absolute path of the machine, for rendered configuration and for people.
    #[must_use]
    pub fn absolute(&self, path: &HostPath) -> String {
        self.root.absolute(path)
    }

    fn below_prefix(&self, name: &str) -> HostPath {
        let name: RelativePath = name.parse().expect("a literal of one plain segment");
        self.prefix
            .join(&name)
            .expect("a prefix is a few segments; one more fits")
    }
}

/// Prefix, configuration, data, logs and run of a product, which `*` stands for, and Sealift's own state. Linux follows the FHS (`/opt`, `/etc/opt`,
/// `/var/opt`) and, for users, the XDG base directories.
const fn patterns(os: Os, is_system: bool) -> [&'static str; 6] {
    match (os, is_system) {
        (Os::Linux, true) => [
            "opt/*",
            "etc/opt/*",
            "var/opt/*",
            "var/log/*",
            "run/*",
            "var/lib/sealift",
        ],
        (Os::Linux, false) => [
            ".local/opt/*",
            ".config/*",
            ".local/share/*",
            ".local/state/*/log",
            ".local/state/*/run",
            ".local/state/sealift",
        ],
        (Os::Windows, true) => [
            "Program Files/*",
            "ProgramData/*/config",
            "ProgramData/*/data",
            "ProgramData/*/logs",
            "ProgramData/*/run",
            "ProgramData/Sealift",
        ],
        (Os::Windows, false) => [
            "AppData/Local/Programs/*",
            "AppData/Local/*/config",
            "AppData/Local/*/data",
            "AppData/Local/*/logs",
            "AppData/Local/*/run",
            "AppData/Local/Sealift",
        ],
        (Os::Macos, _) => [
            "Library/Application Support/*/program",
            "Library/Application Support/*/config",
            "Library/Application Support/*/data",
            "Library/Logs/*",
            "Library/Application Support/*/run",
            "Library/Application Support/Sealift",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(os: Os, root: Option<&str>, home: Option<&str>) -> Layout {
        let root = root.map_or_else(
            || WorldRoot::machine(os),
            |path| WorldRoot::relocated(os, path).expect("an absolute path"),
        );
        let scope = home.map_or(Scope::System, |home| Scope::User {
            home: HostPath(home.parse().expect("a home")),
        });
        Layout::new(root, &scope, &"com.acme.monitor".parse().expect("an id")).expect("short")
    }

    fn place(layout: &Layout, path: &str) -> String {
        let path = layout.resolve(&path.parse().expect(path)).expect(path);
        layout.absolute(&path)
    }

    #[test]
    fn linux_follows_the_file_system_hierarchy() {
        let layout = layout(Os::Linux, None, None);
        assert_eq!(
            place(&layout, "program/bin/x"),
            "/opt/com.acme.monitor/current/bin/x"
        );
        assert_eq!(
            place(&layout, "config/a.yml"),
            "/etc/opt/com.acme.monitor/a.yml"
        );
        assert_eq!(place(&layout, "data"), "/var/opt/com.acme.monitor");
        assert_eq!(place(&layout, "/etc/motd"), "/etc/motd");
        let release = layout.release("1.0.0-3").expect("short");
        assert_eq!(release.as_str(), "opt/com.acme.monitor/releases/1.0.0-3");
    }

    #[test]
    fn a_relocated_world_keeps_every_path_below_its_root() {
        let layout = layout(Os::Linux, Some("/srv/test root/"), None);
        assert_eq!(
            place(&layout, "/etc/motd"),
            "/srv/test root/etc/motd",
            "even the host's own"
        );
        assert_eq!(
            place(&layout, "run/x"),
            "/srv/test root/run/com.acme.monitor/x"
        );
    }

    #[test]
    fn windows_and_users_have_places_of_their_own() {
        let windows = layout(Os::Windows, None, None);
        assert_eq!(
            place(&windows, "config/a.ini"),
            "C:\\ProgramData\\com.acme.monitor\\config\\a.ini"
        );
        let user = layout(Os::Linux, None, Some("home/alice"));
        assert_eq!(
            place(&user, "config/a"),
            "/home/alice/.config/com.acme.monitor/a"
        );
        let demo = layout(Os::Windows, Some("D:\\demo"), None);
        assert_eq!(
            place(&demo, "program"),
            "D:\\demo\\Program Files\\com.acme.monitor\\current"
        );
    }

    #[test]
    fn a_root_is_an_absolute_path_without_dots() {
        for bad in [
            "",
            "srv",
            "/srv/../etc",
            "/srv//x",
            "/a/./b",
            "/a\nb",
            "C:\\x",
        ] {
            assert!(WorldRoot::relocated(Os::Linux, bad).is_err(), "{bad}");
        }
        for bad in [
            "",
            "/srv",
            "\\\\server\\share",
            "C:",
            "C:\\a\\..\\b",
            "\\\\?\\C:\\x",
        ] {
            assert!(WorldRoot::relocated(Os::Windows, bad).is_err(), "{bad}");
        }
    }
}
