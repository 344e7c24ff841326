//! Local time, what sets the clock, and who runs this process.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::ptr;

use sealift_document::Timestamp;
use sealift_engine::effects::Actor;
use windows_sys::Win32::Foundation::{FILETIME, SYSTEMTIME};
use windows_sys::Win32::System::RemoteDesktop::{
    ProcessIdToSessionId, WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, WTSFreeMemory,
    WTSQuerySessionInformationW, WTSUserName,
};
use windows_sys::Win32::System::SystemInformation::{ComputerNameDnsHostname, GetComputerNameExW};
use windows_sys::Win32::System::Threading::GetCurrentProcessId;
use windows_sys::Win32::System::Time::{
    FileTimeToSystemTime, SystemTimeToFileTime, SystemTimeToTzSpecificLocalTime,
};
use windows_sys::Win32::System::WindowsProgramming::GetUserNameW;

/// Units of 100 ns in a second.
const SECOND: u64 = 10_000_000;
const FROM_1601_TO_1970: u64 = 11_644_473_600 * SECOND;

/// Minutes that local time is ahead of UTC in the machine's own zone.
pub(crate) fn offset_minutes(utc: Timestamp) -> i16 {
    offset(utc).unwrap_or(0)
}

fn offset(utc: Timestamp) -> Option<i16> {
    let units = u64::try_from(utc.unix()).ok()? * SECOND + FROM_1601_TO_1970;
    let moment = FILETIME {
        dwLowDateTime: u32::try_from(units & u64::from(u32::MAX)).ok()?,
        dwHighDateTime: u32::try_from(units >> 32).ok()?,
    };
    let (mut universal, mut local) = (SYSTEMTIME::default(), SYSTEMTIME::default());
    let mut shown = FILETIME::default();
    // SAFETY: every pointer is to a local; no zone at all means the machine's own.
    let done = unsafe {
        FileTimeToSystemTime(&raw const moment, &raw mut universal) != 0
            && SystemTimeToTzSpecificLocalTime(ptr::null(), &raw const universal, &raw mut local)
                != 0
            && SystemTimeToFileTime(&raw const local, &raw mut shown) != 0
    };
    let shown = u64::from(shown.dwHighDateTime) << 32 | u64::from(shown.dwLowDateTime);
    let ahead = shown.cast_signed() - units.cast_signed();
    let minutes = i16::try_from(ahead / (60 * SECOND).cast_signed()).ok()?;
    done.then_some(minutes)
}

/// What sets the clock. Whether the Windows time service runs says little about whether it reaches anybody.
pub(crate) fn source() -> String {
    "unknown".into()
}

/// Who runs this process. The user of the session may be another than the one whose rights are used: an
/// administrator's, given at the prompt.
pub(crate) fn actor() -> Actor {
    let login = session_user();
    let authenticated = match (&login, is_in_services_session()) {
        (_, true) => "service",
        (Some(_), false) => "login",
        (None, false) => "unknown",
    };
    Actor {
        effective_user: user().unwrap_or_else(|| "unknown".into()),
        login_user: login,
        authenticated: authenticated.into(),
        host: host().unwrap_or_else(|| "unknown".into()),
    }
}

/// Login name of the user whose rights are used.
pub(super) fn user() -> Option<String> {
    let mut units = [0_u16; 257];
    let mut length = 257;
    // SAFETY: the buffer is as long as stated.
    let done = unsafe { GetUserNameW(units.as_mut_ptr(), &raw mut length) };
    // The length counts the zero at the end.
    let length = usize::try_from(length).ok()?.checked_sub(1)?;
    (done != 0).then(|| String::from_utf16_lossy(&units[..length.min(units.len())]))
}

fn host() -> Option<String> {
    let mut units = [0_u16; 256];
    let mut length = 256;
    // SAFETY: the buffer is as long as stated.
    let done =
        unsafe { GetComputerNameExW(ComputerNameDnsHostname, units.as_mut_ptr(), &raw mut length) };
    let length = usize::try_from(length).ok()?;
    (done != 0 && length > 0).then(|| String::from_utf16_lossy(&units[..length.min(units.len())]))
}

/// Who logged in to the session that this process runs in.
fn session_user() -> Option<String> {
    let mut words = ptr::null_mut();
    let mut bytes = 0;
    // SAFETY: the pointers are to locals.
    let done = unsafe {
        WTSQuerySessionInformationW(
            WTS_CURRENT_SERVER_HANDLE,
            WTS_CURRENT_SESSION,
            WTSUserName,
            &raw mut words,
            &raw mut bytes,
        )
    };
    if done == 0 || words.is_null() {
        return None;
    }
    let length = usize::try_from(bytes).unwrap_or(0) / size_of::<u16>();
    // SAFETY: the call gave a text of that many bytes, which belongs to us until it is freed, once.
    let name = unsafe {
        let name = String::from_utf16_lossy(std::slice::from_raw_parts(words, length));
        WTSFreeMemory(words.cast());
        name
    };
    let name = name.trim_end_matches('\0').to_owned();
    (!name.is_empty()).then_some(name)
}

/// Session 0 holds services alone.
fn is_in_services_session() -> bool {
    let mut session = u32::MAX;
    // SAFETY: the pointer is to a local.
    let done = unsafe { ProcessIdToSessionId(GetCurrentProcessId(), &raw mut session) };
    done != 0 && session == 0
}
