//! Security identifiers: who this process is, and who is trusted with a site's own files.
#![allow(unsafe_code, reason = "the system's own calls are foreign functions")]

use std::io;
use std::ptr;
use std::sync::OnceLock;

use windows_sys::Win32::Foundation::{CloseHandle, HANDLE, LocalFree};
use windows_sys::Win32::Security::Authorization::ConvertSidToStringSidW;
use windows_sys::Win32::Security::{
    GetTokenInformation, PSID, TOKEN_INFORMATION_CLASS, TOKEN_OWNER, TOKEN_QUERY, TOKEN_USER,
    TokenElevation, TokenOwner, TokenUser,
};
use windows_sys::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};

/// The local system account.
pub(super) const SYSTEM: &str = "S-1-5-18";
/// The group of administrators.
pub(super) const ADMINISTRATORS: &str = "S-1-5-32-544";
/// Whoever owns the entry, which is judged by itself.
const OWNER_RIGHTS: &str = "S-1-3-4";
/// The installer of Windows itself, to whom folders such as `C:\Program Files` belong.
const TRUSTED_INSTALLER: &str = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";

/// Who runs this process, and to whom what it makes belongs: administrators once it is elevated.
pub(super) struct Own {
    pub(super) user: String,
    pub(super) owner: String,
}

/// Who runs this process; it does not change while it runs.
pub(super) fn own() -> io::Result<&'static Own> {
    static OWN: OnceLock<Own> = OnceLock::new();
    if let Some(own) = OWN.get() {
        return Ok(own);
    }
    let found = Own {
        user: of_token(TokenUser)?,
        owner: of_token(TokenOwner)?,
    };
    Ok(OWN.get_or_init(|| found))
}

/// Whether somebody may hold a site's own files.
pub(super) fn is_trusted(sid: &str) -> bool {
    [SYSTEM, ADMINISTRATORS, OWNER_RIGHTS, TRUSTED_INSTALLER].contains(&sid)
        || own().is_ok_and(|own| own.user == sid || own.owner == sid)
}

/// An identifier in its usual spelling, such as `S-1-5-18`.
///
/// # Safety
/// The pointer is null or to a valid identifier.
pub(super) unsafe fn text(sid: PSID) -> io::Result<String> {
    let mut words = ptr::null_mut();
    // SAFETY: the caller vouches for the identifier; a null one is refused by the call.
    if unsafe { ConvertSidToStringSidW(sid, &raw mut words) } == 0 {
        return Err(io::Error::last_os_error());
    }
    let mut units = Vec::new();
    // SAFETY: the call made a text that ends with a zero, which belongs to us until it is freed, once.
    unsafe {
        let mut at = words;
        while *at != 0 {
            units.push(*at);
            at = at.add(1);
        }
        LocalFree(words.cast());
    }
    Ok(String::from_utf16_lossy(&units))
}

/// The token of this process, closed when it goes.
pub(crate) struct Token(HANDLE);

impl Token {
    /// Opens it for questions.
    pub(crate) fn own() -> io::Result<Self> {
        let mut handle = ptr::null_mut();
        // SAFETY: the pseudo handle of this process needs no closing, and the pointer is to a local.
        if unsafe { OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw mut handle) } == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Self(handle))
    }

    /// The handle, open as long as this lives.
    pub(crate) const fn as_raw(&self) -> HANDLE {
        self.0
    }

    /// Asks for one of the structures that fit into the buffer.
    fn ask(&self, class: TOKEN_INFORMATION_CLASS, buffer: &mut [u64; 32]) -> io::Result<()> {
        let mut filled = 0;
        let length = u32::try_from(size_of_val(buffer)).expect("256");
        // SAFETY: the token is open, and the buffer as long as stated and aligned for every structure.
        let done = unsafe {
            GetTokenInformation(
                self.0,
                class,
                buffer.as_mut_ptr().cast(),
                length,
                &raw mut filled,
            )
        };
        if done == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        // SAFETY: the handle was opened by us and is closed once.
        unsafe { CloseHandle(self.0) };
    }
}

/// Whether this process has the rights of an administrator, and not only such a user.
pub(crate) fn is_elevated() -> bool {
    let mut buffer = [0; 32];
    let asked = Token::own().and_then(|token| token.ask(TokenElevation, &mut buffer));
    // The structure is one number.
    asked.is_ok() && buffer[0] & u64::from(u32::MAX) != 0
}

/// What the process's token says of its user or of its default owner.
fn of_token(class: TOKEN_INFORMATION_CLASS) -> io::Result<String> {
    // The structure, and an identifier of at most 68 bytes behind it.
    let mut buffer = [0; 32];
    Token::own()?.ask(class, &mut buffer)?;
    // SAFETY: the call filled in the structure that belongs to the class, whose pointer leads into the buffer.
    unsafe {
        let sid = if class == TokenUser {
            (*buffer.as_ptr().cast::<TOKEN_USER>()).User.Sid
        } else {
            (*buffer.as_ptr().cast::<TOKEN_OWNER>()).Owner
        };
        text(sid)
    }
}
