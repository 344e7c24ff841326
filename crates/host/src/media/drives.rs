//! The drives that a person could have put into this machine, and what lies on them at first sight.
//!
//! A window asks every other second, so a look costs little and ends soon: the top of a drive and one level of folders
//! below it, up to a count and a time. No file is opened here.

use std::collections::VecDeque;
use std::fs;
use std::time::{Duration, Instant, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};

use super::MediaError;
use super::folder::is_package_name;
use super::source::not_opened;
use crate::system;

/// The most entries that are looked at on one drive.
const ENTRIES: usize = 4000;
/// The most folders below a drive's top.
const FOLDERS: usize = 100;
/// The longest a look takes on a drive that answers.
const PATIENCE: Duration = Duration::from_secs(2);
/// How the names of public key files end.
const KEY_ENDING: &str = ".pub";

/// A drive that is mounted, or a folder treated as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drive {
    /// Where it is mounted.
    pub place: Utf8PathBuf,
    /// Its label, or the last part of its place.
    pub label: String,
    /// `vfat`, `exfat`, `ext4`; empty where nobody knows.
    pub file_system: String,
    /// Bytes that it holds.
    pub bytes: u64,
    /// Bytes that are free to this user.
    pub free_bytes: u64,
    /// Whether it can be taken out.
    pub is_removable: bool,
    /// Whether it cannot be written.
    pub is_read_only: bool,
}

/// A file on a drive, without a look into it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sighting {
    /// Where it lies.
    pub path: Utf8PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// When it was last written, where the file system knows.
    pub modified: Option<SystemTime>,
}

/// What lies on a drive at first sight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Files that may be packages.
    pub packages: Vec<Sighting>,
    /// Files that may be public keys.
    pub keys: Vec<Sighting>,
    /// Whether there was more than could be looked at.
    pub is_cut: bool,
}

/// The drives that are here now, and folders treated as drives, which come first.
#[must_use]
pub fn drives(folders: &[Utf8PathBuf]) -> Vec<Drive> {
    let mounted = sysinfo::Disks::new_with_refreshed_list();
    let mounted = mounted.as_ref().map_or(&[][..], |disks| disks);
    let mut found: Vec<Drive> = folders
        .iter()
        .filter(|folder| folder.is_dir())
        .map(|folder| in_folder(folder, mounted))
        .collect();
    for disk in mounted {
        let drive = drive(disk);
        let is_new = drive
            .as_ref()
            .is_some_and(|drive| found.iter().all(|known| known.place != drive.place));
        if is_new {
            found.extend(drive);
        }
    }
    found
}

/// A mounted file system, where it looks like a drive that people carry about.
fn drive(disk: &sysinfo::Disk) -> Option<Drive> {
    let place = Utf8PathBuf::try_from(disk.mount_point().to_owned()).ok()?;
    let device = disk.name().to_string_lossy();
    let is_removable = disk.is_removable() || system::media::is_removable(&device);
    if !is_removable && !system::media::is_for_drives(&place) {
        return None;
    }
    Some(Drive {
        label: system::media::label(&device).unwrap_or_else(|| last_part(&place)),
        file_system: disk.file_system().to_string_lossy().into_owned(),
        bytes: disk.total_space(),
        free_bytes: disk.available_space(),
        is_removable,
        is_read_only: disk.is_read_only(),
        place,
    })
}

/// The drive that a folder lies on, as far as its room and its file system go.
#[must_use]
pub fn drive_at(folder: &Utf8Path) -> Drive {
    let mounted = sysinfo::Disks::new_with_refreshed_list();
    in_folder(folder, mounted.as_ref().map_or(&[][..], |disks| disks))
}

/// A folder treated as a drive has the room of the file system that it lies on.
fn in_folder(folder: &Utf8Path, mounted: &[sysinfo::Disk]) -> Drive {
    // As people and the list of drives spell it: Windows itself would begin it with `\\?\`.
    let real = dunce::canonicalize(folder).ok();
    let real = real.and_then(|real| Utf8PathBuf::try_from(real).ok());
    let real = real.unwrap_or_else(|| folder.to_owned());
    let below = mounted
        .iter()
        .filter(|disk| {
            real.starts_with(Utf8Path::from_path(disk.mount_point()).unwrap_or("".into()))
        })
        .max_by_key(|disk| disk.mount_point().as_os_str().len());
    let listed = || below.map(|disk| (disk.total_space(), disk.available_space()));
    let room = system::media::room(real.as_std_path()).or_else(listed);
    let (bytes, free_bytes) = room.unwrap_or_default();
    Drive {
        label: last_part(&real),
        file_system: below.map_or_else(String::new, |disk| {
            disk.file_system().to_string_lossy().into_owned()
        }),
        bytes,
        free_bytes,
        is_removable: true,
        is_read_only: below.is_some_and(sysinfo::Disk::is_read_only),
        place: real,
    }
}

fn last_part(place: &Utf8Path) -> String {
    place.file_name().unwrap_or(place.as_str()).to_owned()
}

/// Looks at the top of a drive and one level of folders.
///
/// # Errors
/// [`MediaError`] when its top cannot be listed.
pub fn contents(place: &Utf8Path) -> Result<Contents, MediaError> {
    let deadline = Instant::now() + PATIENCE;
    let mut found = Contents::default();
    let mut folders: VecDeque<Utf8PathBuf> = VecDeque::new();
    let mut seen = 0;
    let top = place.to_owned();
    let entries = fs::read_dir(place).map_err(|error| not_opened(&top, &error))?;
    look_at(entries, Some(&mut folders), &mut found, &mut seen, deadline);
    while let Some(folder) = folders.pop_front() {
        // Gone, or not for this user: what else lies on the drive is still of use.
        if let Ok(entries) = fs::read_dir(&folder) {
            look_at(entries, None, &mut found, &mut seen, deadline);
        }
    }
    found.packages.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    found.keys.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn look_at(
    entries: fs::ReadDir,
    mut folders: Option<&mut VecDeque<Utf8PathBuf>>,
    found: &mut Contents,
    seen: &mut usize,
    deadline: Instant,
) {
    for entry in entries {
        *seen += 1;
        if *seen > ENTRIES || Instant::now() > deadline {
            found.is_cut = true;
            return;
        }
        let Ok(entry) = entry else { return };
        let path = match Utf8PathBuf::try_from(entry.path()) {
            Ok(path) => path,
            Err(_) => {
                found.is_cut |= is_ours(&entry.file_name().to_string_lossy());
                continue;
            }
        };
        let Ok(about) = entry.metadata() else {
            continue;
        };
        if system::media::is_reparse_point(&about) || is_hidden(&path) {
            continue;
        }
        if about.is_dir() {
            match folders.as_mut() {
                Some(folders) if folders.len() < FOLDERS => folders.push_back(path),
                Some(_) => found.is_cut = true,
                None => {}
            }
        } else if about.is_file() {
            let sighting = Sighting {
                bytes: about.len(),
                modified: about.modified().ok(),
                path,
            };
            keep(sighting, found);
        }
    }
}

fn is_key_name(name: &str) -> bool {
    name.len() > KEY_ENDING.len() && name.ends_with(KEY_ENDING)
}

/// Whether a file of this name would be listed.
fn is_ours(name: &str) -> bool {
    is_package_name(name) || is_key_name(name)
}

fn keep(sighting: Sighting, found: &mut Contents) {
    let name = sighting.path.file_name().unwrap_or_default();
    if is_package_name(name) {
        found.packages.push(sighting);
    } else if is_key_name(name) {
        found.keys.push(sighting);
    }
}

fn is_hidden(path: &Utf8Path) -> bool {
    path.file_name().is_none_or(|name| name.starts_with('.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what failed by failing")]

    use super::*;

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let place = Utf8PathBuf::try_from(dunce::canonicalize(folder.path()).unwrap()).unwrap();
        (folder, place)
    }

    #[test]
    fn m05_a_drive_shows_packages_and_keys_and_nothing_else() {
        let (_kept, place) = folder();
        fs::create_dir_all(place.join("release/deeper")).unwrap();
        fs::create_dir_all(place.join(".Trash")).unwrap();
        for name in [
            "a.sealift",
            "release/b.sealift",
            "release/vendor.pub",
            "release/deeper/c.sealift",
            ".Trash/d.sealift",
            "._a.sealift",
            "autorun.inf",
            ".pub",
        ] {
            fs::write(place.join(name), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink("/etc", place.join("etc")).unwrap();
        let found = contents(&place).unwrap();
        let names = |sightings: &[Sighting]| -> Vec<String> {
            let below = |sighting: &Sighting| {
                sighting
                    .path
                    .strip_prefix(&place)
                    .unwrap()
                    .as_str()
                    .replace('\\', "/")
            };
            sightings.iter().map(below).collect()
        };
        assert_eq!(names(&found.packages), ["a.sealift", "release/b.sealift"]);
        assert_eq!(names(&found.keys), ["release/vendor.pub"]);
        assert!(!found.is_cut);
    }

    #[test]
    fn a_drive_full_of_files_is_looked_at_in_part() {
        let (_kept, place) = folder();
        for number in 0..=ENTRIES {
            fs::write(place.join(format!("{number}.txt")), "").unwrap();
        }
        assert!(contents(&place).unwrap().is_cut);
    }

    #[test]
    fn a_folder_can_stand_for_a_drive() {
        let (_kept, place) = folder();
        let found = drives(&[place.clone(), place.join("not-there")]);
        assert_eq!(found[0].place, place);
        assert!(
            found[0].is_removable && found[0].bytes > 0,
            "{:?}",
            found[0]
        );
        assert_eq!(
            found
                .iter()
                .filter(|drive| drive.place.starts_with(&place))
                .count(),
            1
        );
        assert!(
            found.iter().all(|drive| drive.place != "/"),
            "the machine's own disk is no drive"
        );
    }
}
