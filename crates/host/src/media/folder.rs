//! Which packages lie in a directory of a drive.

use std::fs;
use std::path::Path;

use camino::{Utf8Path, Utf8PathBuf};

use super::MediaError;
use super::behalf::as_user;
use super::source::{named, not_opened};
use crate::system;

/// How the names of package files end.
pub const PACKAGE_ENDING: &str = ".sealift";

/// What a path on a drive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One file; that it is a package remains to be seen.
    File(Utf8PathBuf),
    /// A directory and the packages in it, sorted bytewise by name; there may be none.
    Directory(Vec<Utf8PathBuf>),
}

/// Looks at a path that a person gave: a file, or a directory whose packages are listed.
///
/// Of a directory only regular files named `*.sealift` count. Whatever else lies there, hidden files and the `._name`
/// companions that macOS leaves among them, is nobody's business (threat M5). A package whose name cannot be read is told:
/// whoever left it out in silence would call a set incomplete, or a folder empty.
///
/// # Errors
/// [`MediaError`] when nothing is there, or something that is neither a file nor a directory; [`MediaError::BadName`].
pub fn find(path: &Path) -> Result<Found, MediaError> {
    let path = named(path)?;
    let found =
        as_user(|| fs::symlink_metadata(&path)).map_err(|error| not_opened(&path, &error))?;
    if found.is_dir() && !system::media::is_reparse_point(&found) {
        return packages_in(&path).map(Found::Directory);
    }
    // Opening says what is wrong with anything else, and is cheap.
    super::open(path.as_std_path()).map(|_| Found::File(path))
}

fn packages_in(directory: &Utf8PathBuf) -> Result<Vec<Utf8PathBuf>, MediaError> {
    let failed = |error: std::io::Error| not_opened(directory, &error);
    let mut packages = Vec::new();
    for entry in as_user(|| fs::read_dir(directory)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let shown = entry.file_name().to_string_lossy().into_owned();
        if !is_package_name(&shown) {
            continue;
        }
        let found = match as_user(|| entry.metadata()) {
            Ok(found) => found,
            // Gone since the directory was read.
            Err(_) => continue,
        };
        if found.is_file() && !system::media::is_reparse_point(&found) {
            packages.push(named(&entry.path())?);
        }
    }
    packages.sort_unstable_by(|a, b| a.file_name().cmp(&b.file_name()));
    Ok(packages)
}

pub(super) fn is_package_name(name: &str) -> bool {
    let stem = name.strip_suffix(PACKAGE_ENDING);
    !name.starts_with('.') && stem.is_some_and(|stem| !stem.is_empty())
}

/// The directory that holds a path, `.` for a bare name.
pub(super) fn directory_of(path: &Utf8Path) -> &Utf8Path {
    match path.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;

    fn put(folder: &Path, name: &str) {
        fs::write(folder.join(name), "x").unwrap();
    }

    #[test]
    fn m05_planted_files_are_nobodys_business() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "b.2-of-2.sealift",
            "a.sealift",
            "._a.sealift",
            ".hidden.sealift",
            ".sealift",
            "autorun.inf",
            "cmd.exe",
            "version.dll",
            "a.sealift.lnk",
            "a.sealift.exe",
            "a.SEALIFT.txt",
        ] {
            put(folder.path(), name);
        }
        fs::create_dir(folder.path().join("directory.sealift")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("link.sealift")).unwrap();
        let Found::Directory(packages) = find(folder.path()).unwrap() else {
            panic!("a directory is a directory");
        };
        let names: Vec<_> = packages
            .iter()
            .filter_map(|path| path.file_name())
            .collect();
        assert_eq!(names, ["a.sealift", "b.2-of-2.sealift"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_package_whose_name_is_no_text_is_told_and_other_files_are_not() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "a.sealift");
        let odd = |name: &'static [u8]| folder.path().join(std::ffi::OsStr::from_bytes(name));
        fs::write(odd(b"picture\xff.png"), "x").unwrap();
        assert!(find(folder.path()).is_ok());
        fs::write(odd(b"b\xff.sealift"), "x").unwrap();
        let told = find(folder.path()).unwrap_err();
        assert_eq!(told.code(), "media-bad-name");
        assert!(told.to_string().contains("b\u{fffd}.sealift"), "{told}");
    }

    #[test]
    fn a_file_is_found_by_any_name() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "package.bin");
        let path = folder.path().join("package.bin");
        let expected = Utf8PathBuf::try_from(path.clone()).unwrap();
        assert_eq!(find(&path), Ok(Found::File(expected)));
        let missing = find(&folder.path().join("nothing")).unwrap_err();
        assert_eq!(missing.code(), "media-missing");
    }
}
