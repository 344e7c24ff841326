//! Names that every system can hold, and names that some system would take for the same.
//!
//! `portable` names mean one file each on Linux, Windows and macOS: NTFS and APFS ignore case, APFS ignores the Unicode
//! form, Windows gives some names to devices and cuts others short. `posix` names are whatever Linux holds apart.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::manifest::NamesProfile;
use crate::path::RelativePath;

/// Whether a path's segments are names of this profile.
///
/// # Errors
/// The rule that does not hold, in words.
pub fn check(profile: NamesProfile, path: &RelativePath) -> Result<(), &'static str> {
    match profile {
        NamesProfile::Portable => path.segments().try_for_each(check_portable),
        NamesProfile::Posix => Ok(()),
    }
}

/// What two names have in common that some system cannot hold apart (threat P4).
///
/// Compatibility forms and case are undone: `ﬁle`, `File` and `FILE` all become `file`, `ß` and `ẞ` become `ss`.
#[must_use]
pub fn fold(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            name.to_ascii_lowercase().into()
        } else {
            name.into()
        };
    }
    // Composition can bring back what folding takes apart once more; a second round settles it.
    fold_once(&fold_once(name)).into()
}

/// Lower, upper, lower again reaches every letter that shares a form with another, as full case folding does.
fn fold_once(name: &str) -> String {
    let lower: String = name.nfkd().flat_map(char::to_lowercase).collect();
    let upper: String = lower.chars().flat_map(char::to_uppercase).collect();
    upper.chars().flat_map(char::to_lowercase).nfkc().collect()
}

fn check_portable(segment: &str) -> Result<(), &'static str> {
    if segment.contains(['<', '>', ':', '"', '|', '?', '*']) {
        return Err("Windows allows none of < > : \" | ? * in a name");
    }
    if segment.ends_with(['.', ' ']) {
        return Err("Windows drops a dot or space at the end of a name");
    }
    if segment.chars().any(is_ignorable) {
        return Err("it has a character that some systems ignore");
    }
    if is_device(segment) {
        return Err("Windows gives this name to a device");
    }
    Ok(())
}

/// Names of devices, with any ending: `NUL`, `nul.txt`, `COM¹ .log` (threat P5).
fn is_device(segment: &str) -> bool {
    let stem = segment
        .split('.')
        .next()
        .unwrap_or(segment)
        .trim_end_matches(' ');
    let stem = fold(stem);
    match stem.as_ref() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        port => {
            let digit = port
                .strip_prefix("com")
                .or_else(|| port.strip_prefix("lpt"));
            digit.is_some_and(|digit| digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit())
        }
    }
}

/// Characters without a form of their own, which HFS+ among others leaves out when it compares names.
const fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(text: &str) -> Result<(), &'static str> {
        check(
            NamesProfile::Portable,
            &text.parse().expect("a relative path"),
        )
    }

    #[test]
    fn p04_names_that_some_system_takes_for_the_same_fold_alike() {
        for (one, other) in [
            ("Readme", "README"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("\u{fb01}le", "File"),
            ("stra\u{df}e", "STRASSE"),
            ("\u{212a}elvin", "kelvin"),
            ("\u{3c2}", "\u{3a3}"),
            ("\u{17f}", "S"),
            ("\u{ff21}", "a"),
            ("x\u{b2}", "x2"),
            ("\u{1e9e}", "SS"),
            ("\u{130}", "i\u{307}"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        for (one, other) in [("a", "b"), ("e", "\u{e9}"), ("a/b", "a-b"), ("o", "0")] {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn p05_names_that_windows_takes_for_something_else_are_not_portable() {
        for bad in [
            "CON",
            "nul.txt",
            "COM\u{b9}",
            "com1.log",
            "LPT9",
            "Aux",
            "a/prn/b",
            "CONIN$",
            "nul .txt",
            "\u{ff23}\u{ff2f}\u{ff2e}\u{ff2f}\u{ff35}\u{ff34}\u{ff04}",
            "trailing.",
            "trailing ",
            "dots...",
            "a:stream",
            "what?",
            "a|b",
            "<a>",
            "\"a\"",
            "a*",
            "soft\u{ad}hyphen",
            "zero\u{200b}width",
        ] {
            assert!(check_text(bad).is_err(), "{bad}");
        }
        for good in [
            "console",
            "com10",
            "null",
            ".config",
            "a b",
            "Gr\u{fc}\u{df}e",
            "\u{6771}\u{4eac}",
            "a.b.c",
            "communication",
        ] {
            assert_eq!(check_text(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn linux_alone_holds_more_names() {
        let path: RelativePath = "man3/File::Temp.3pm".parse().expect("a relative path");
        assert!(check(NamesProfile::Portable, &path).is_err());
        assert_eq!(check(NamesProfile::Posix, &path), Ok(()));
    }
}
