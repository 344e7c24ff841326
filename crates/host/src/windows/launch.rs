//! Users and plain environments of programs that are started.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::io;
use std::os::windows::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::ptr;

use camino::{Utf8Path, Utf8PathBuf};
use sealift_engine::effects::UserId;
use windows_sys::Win32::System::JobObjects::{
    IsProcessInJob, JOB_OBJECT_LIMIT_BREAKAWAY_OK, JOBOBJECT_BASIC_LIMIT_INFORMATION,
    JobObjectBasicLimitInformation, QueryInformationJobObject,
};
use windows_sys::Win32::System::SystemInformation::GetSystemWindowsDirectoryW;
use windows_sys::Win32::System::Threading::{
    CREATE_BREAKAWAY_FROM_JOB, CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW, GetCurrentProcess,
};
use windows_sys::Win32::UI::Shell::GetUserProfileDirectoryW;

use super::access;
use super::clock;
use super::files::through_pointers;

/// The environment of every program, but for the home directory. Without the system's own folders not even sockets
/// work; they are asked of the system, since what the caller's environment says does not count.
pub(crate) fn environment() -> Vec<(&'static str, String)> {
    let system = system_folder();
    let temporary = home().map_or_else(
        || format!("{system}\\Temp"),
        |home| format!("{home}\\AppData\\Local\\Temp"),
    );
    vec![
        ("PATH", format!("{system}\\System32;{system}")),
        ("PATHEXT", ".COM;.EXE;.BAT;.CMD".into()),
        ("LANG", "C.UTF-8".into()),
        ("SystemRoot", system.clone()),
        ("SystemDrive", system.chars().take(2).collect()),
        ("windir", system.clone()),
        ("ComSpec", format!("{system}\\System32\\cmd.exe")),
        ("TEMP", temporary.clone()),
        ("TMP", temporary),
    ]
}

/// Says where the user of a command is at home. To run as somebody else takes that user's password here.
///
/// # Errors
/// A reason in words: it would have to run as somebody else.
pub(crate) fn become_user(command: &mut Command, user: Option<&UserId>) -> Result<String, String> {
    if let Some(user) = user
        && clock::user().as_deref() != Some(&user.0)
    {
        let name = sealift_document::plain(&user.0);
        return Err(format!(
            "this system cannot run it as {name} without that user's password"
        ));
    }
    let home = home().map_or_else(system_folder, Utf8PathBuf::into_string);
    command.env("USERPROFILE", &home);
    Ok(home)
}

/// A path that this system's own calls can walk: one through a switch that is a pointer file is led past it.
pub(crate) fn walkable(path: &Utf8Path) -> Utf8PathBuf {
    through_pointers(path)
}

/// A directory that is always there and holds no file system busy.
pub(crate) const NOWHERE: &str = "C:\\";

/// Lets a process that outlives this one be started: with a console of its own that nobody sees, through which it can
/// ask what it starts to end, and outside of the job that this process belongs to, where that is allowed.
pub(crate) fn detach(command: &mut Command) {
    let mut flags = CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP;
    if may_break_away() {
        flags |= CREATE_BREAKAWAY_FROM_JOB;
    }
    command.creation_flags(flags);
}

fn may_break_away() -> bool {
    let mut is_in_job = 0;
    let mut limits = JOBOBJECT_BASIC_LIMIT_INFORMATION::default();
    let length = u32::try_from(size_of_val(&limits)).expect("a few words");
    // SAFETY: the pseudo handle of this process needs no closing, no job at all means its own, and the pointers are to
    // locals of the stated length.
    let done = unsafe {
        IsProcessInJob(GetCurrentProcess(), ptr::null_mut(), &raw mut is_in_job) != 0
            && is_in_job != 0
            && QueryInformationJobObject(
                ptr::null_mut(),
                JobObjectBasicLimitInformation,
                (&raw mut limits).cast(),
                length,
                ptr::null_mut(),
            ) != 0
    };
    done && limits.LimitFlags & JOB_OBJECT_LIMIT_BREAKAWAY_OK != 0
}

/// Nothing to leave: [`detach`] has given this process a console of its own.
pub(crate) const fn leave_terminal() {}

/// How a process ended that gave no status.
pub(crate) fn how_it_ended(_: ExitStatus) -> String {
    "in an unknown way".into()
}

/// State, configuration and run folders: of the machine, and of a user below the home directory.
pub(crate) const SITE_FOLDERS: [[&str; 3]; 2] = [
    [
        "ProgramData/Sealift/state",
        "ProgramData/Sealift/config",
        "ProgramData/Sealift/run",
    ],
    [
        "AppData/Local/Sealift/state",
        "AppData/Local/Sealift/config",
        "AppData/Local/Sealift/run",
    ],
];

/// Whether this process may act for the whole machine: it is elevated.
pub(crate) fn is_administrator() -> bool {
    access::is_elevated()
}

/// The home directory of the user whose rights are used, free of links; what the environment says does not count.
pub(crate) fn home() -> Option<Utf8PathBuf> {
    let token = access::Token::own().ok()?;
    let mut units = [0_u16; 1024];
    let mut length = 1024;
    // SAFETY: the token is open and the buffer is as long as stated.
    let done =
        unsafe { GetUserProfileDirectoryW(token.as_raw(), units.as_mut_ptr(), &raw mut length) };
    if done == 0 {
        return None;
    }
    let end = units.iter().position(|unit| *unit == 0)?;
    let home = real_path(Path::new(&String::from_utf16(&units[..end]).ok()?)).ok()?;
    Utf8PathBuf::try_from(home).ok()
}

/// A path without links in it, in the spelling that people and programs know: `C:\demo`, not `\\?\C:\demo`.
pub(crate) fn real_path(path: &Path) -> io::Result<PathBuf> {
    let found = path.canonicalize()?;
    let plain = found
        .to_str()
        .and_then(|text| text.strip_prefix("\\\\?\\"))
        .filter(|text| !text.starts_with("UNC\\"));
    Ok(plain.map_or_else(|| found.clone(), PathBuf::from))
}

/// The folder of Windows itself.
fn system_folder() -> String {
    let mut units = [0_u16; 260];
    // SAFETY: the buffer is as long as stated.
    let length = unsafe { GetSystemWindowsDirectoryW(units.as_mut_ptr(), 260) };
    let length = usize::try_from(length).unwrap_or(0);
    let found = String::from_utf16_lossy(&units[..length.min(units.len())]);
    if found.is_empty() {
        "C:\\Windows".into()
    } else {
        found
    }
}
