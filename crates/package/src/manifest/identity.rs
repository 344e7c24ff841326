//! Names that decide something: products, components, platforms, modes and places on a target.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::path::RelativePath;

/// Why a text is not such a name.
#[derive(Debug, Clone, PartialEq, Eq, Error, serde::Serialize)]
#[error("{} is not a valid {what}: {rule}", sealift_document::plain(.text))]
pub struct NameError {
    /// Which kind of name was expected.
    #[serde(serialize_with = "sealift_document::phrase")]
    pub what: &'static str,
    /// The rule in words.
    #[serde(serialize_with = "sealift_document::phrase")]
    pub rule: &'static str,
    /// What was found, shortened.
    pub text: String,
}

impl NameError {
    fn new(what: &'static str, rule: &'static str, text: &str) -> Self {
        Self {
            what,
            rule,
            text: text.chars().take(80).collect(),
        }
    }
}

/// Makes a newtype over `String` that only its parser builds.
macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $what:literal, $rule:literal, $pattern:literal, $accepts:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = NameError;
            fn from_str(text: &str) -> Result<Self, NameError> {
                let accepts: fn(&str) -> bool = $accepts;
                if accepts(text) { Ok(Self(text.into())) } else { Err(NameError::new($what, $rule, text)) }
            }
        }
        impl TryFrom<String> for $name {
            type Error = NameError;
            fn try_from(text: String) -> Result<Self, NameError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}

name!(
    /// A product for ever: reversed domain name, `com.acme.monitor` (threat C8).
    ProductId, "product id",
    "lower-case reversed domain name such as com.acme.monitor, at most 100 characters",
    "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
    |text| text.len() <= 100 && text.contains('.') && text.split('.').all(is_label)
);
name!(
    /// A component within a product: `prometheus`.
    ComponentId, "component id", "lower-case letters, digits and inner hyphens, at most 64 characters",
    "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", is_label
);
name!(
    /// Any other thing a manifest names: a step, a requirement, a document, a data directory, a service.
    Identifier, "identifier", "lower-case letters, digits and inner hyphens, at most 64 characters",
    "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", is_label
);

fn is_label(label: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=64).contains(&label.len())
        && label.bytes().all(allowed)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && !is_windows_device(label)
}

/// Names that Windows keeps for devices and that therefore can name nothing of ours on any system.
fn is_windows_device(label: &str) -> bool {
    matches!(label, "con" | "prn" | "aux" | "nul")
        || (label.len() == 4
            && (label.starts_with("com") || label.starts_with("lpt"))
            && label.ends_with(|c: char| c.is_ascii_digit() && c != '0'))
}

/// Which names an index may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NamesProfile {
    /// Names that every supported system can hold apart.
    #[default]
    Portable,
    /// Any POSIX name; for releases that target Linux alone.
    Posix,
}

/// An operating system.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Os {
    /// Linux.
    Linux,
    /// Windows.
    Windows,
    /// macOS.
    Macos,
}

/// A processor architecture, or none in particular.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Arch {
    /// 64-bit x86.
    #[serde(rename = "x86-64")]
    X86_64,
    /// 64-bit ARM.
    Aarch64,
    /// Runs on every architecture.
    Any,
}

/// An operating system on an architecture.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// The operating system.
    pub os: Os,
    /// The architecture.
    pub arch: Arch,
}

impl Platform {
    /// Whether something made for this platform runs on a machine of the other.
    #[must_use]
    pub fn runs_on(self, machine: Self) -> bool {
        self.os == machine.os && (self.arch == Arch::Any || self.arch == machine.arch)
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let os = match self.os {
            Os::Linux => "Linux",
            Os::Windows => "Windows",
            Os::Macos => "macOS",
        };
        match self.arch {
            Arch::X86_64 => write!(f, "{os} on x86-64"),
            Arch::Aarch64 => write!(f, "{os} on aarch64"),
            Arch::Any => f.write_str(os),
        }
    }
}

/// POSIX permission bits, written as four octal digits such as `0640`; no set-id and no sticky bit (threat P24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mode(u16);

impl Mode {
    /// What a program or directory usually has.
    pub const EXECUTABLE: Self = Self(0o755);
    /// What a file usually has.
    pub const FILE: Self = Self(0o644);
    /// For the owner alone.
    pub const PRIVATE: Self = Self(0o600);

    /// Takes permission bits.
    ///
    /// # Errors
    /// [`NameError`] when other bits than rwx for owner, group and others are set.
    pub fn from_bits(bits: u32) -> Result<Self, NameError> {
        match u16::try_from(bits) {
            Ok(bits) if bits <= 0o777 => Ok(Self(bits)),
            _ => Err(NameError::new("mode", MODE_RULE, &format!("{bits:o}"))),
        }
    }

    /// The permission bits.
    #[must_use]
    pub fn bits(self) -> u32 {
        u32::from(self.0)
    }

    /// Whether anyone may write.
    #[must_use]
    pub fn is_world_writable(self) -> bool {
        self.0 & 0o002 != 0
    }
}

const MODE_RULE: &str = "four octal digits from 0000 to 0777";

impl FromStr for Mode {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let refused = || NameError::new("mode", MODE_RULE, text);
        if text.len() != 4 || !text.bytes().all(|digit| (b'0'..=b'7').contains(&digit)) {
            return Err(refused());
        }
        Self::from_bits(u32::from_str_radix(text, 8).map_err(|_| refused())?)
    }
}

impl TryFrom<String> for Mode {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<Mode> for String {
    fn from(mode: Mode) -> Self {
        mode.to_string()
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04o}", self.0)
    }
}

impl JsonSchema for Mode {
    fn schema_name() -> Cow<'static, str> {
        "Mode".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^0[0-7]{3}$" })
    }
}

/// A well-known place of a product on a target; where it lies there is the host's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// The active release's tree (`<prefix>/current`), read-only once installed.
    Program,
    /// Configuration, kept over releases (`/etc/opt/<product>`).
    Config,
    /// Data, kept over releases (`/var/opt/<product>`).
    Data,
    /// Logs (`/var/log/<product>`).
    Logs,
    /// Short-lived files (`/run/<product>`).
    Run,
    /// Anywhere on the host; shown in the plan and subject to policy.
    Host,
}

impl Anchor {
    const NAMED: [(Self, &'static str); 5] = [
        (Self::Program, "program"),
        (Self::Config, "config"),
        (Self::Data, "data"),
        (Self::Logs, "logs"),
        (Self::Run, "run"),
    ];
}

/// A place on a target that a step names: `config/prometheus.yml`, `data`, or `/etc/motd` for the host itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TargetPath {
    anchor: Anchor,
    below: Option<RelativePath>,
}

impl TargetPath {
    /// The well-known place it starts from.
    #[must_use]
    pub const fn anchor(&self) -> Anchor {
        self.anchor
    }

    /// The path below it; nothing for the place itself.
    #[must_use]
    pub const fn below(&self) -> Option<&RelativePath> {
        self.below.as_ref()
    }
}

impl FromStr for TargetPath {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        const RULE: &str = "starts with program, config, data, logs or run, or is absolute, and has no . or .. in it";
        let refused = || NameError::new("target path", RULE, text);
        let relative = |path: &str| path.parse::<RelativePath>().map_err(|_| refused());
        if let Some(absolute) = text.strip_prefix('/') {
            return Ok(Self {
                anchor: Anchor::Host,
                below: Some(relative(absolute)?),
            });
        }
        let (first, rest) = text
            .split_once('/')
            .map_or((text, None), |(a, b)| (a, Some(b)));
        let anchor = Anchor::NAMED
            .iter()
            .find(|(_, name)| *name == first)
            .ok_or_else(refused)?
            .0;
        Ok(Self {
            anchor,
            below: rest.map(relative).transpose()?,
        })
    }
}

impl TryFrom<String> for TargetPath {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<TargetPath> for String {
    fn from(path: TargetPath) -> Self {
        path.to_string()
    }
}

impl fmt::Display for TargetPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, name)) = Anchor::NAMED
            .iter()
            .find(|(anchor, _)| *anchor == self.anchor)
        {
            f.write_str(name)?;
        }
        self.below
            .as_ref()
            .map_or(Ok(()), |below| write!(f, "/{below}"))
    }
}

impl JsonSchema for TargetPath {
    fn schema_name() -> Cow<'static, str> {
        "TargetPath".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": ["config/app.conf", "data", "/etc/motd"] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c08_a_product_id_is_never_a_path() {
        for bad in [
            "../../x",
            "com",
            "com..acme",
            "Com.acme",
            "com.acme/x",
            "com.nul",
            "com.com1",
            "com.lpt9",
            "-a.b",
            "",
            "com.ac me",
        ] {
            assert!(bad.parse::<ProductId>().is_err(), "{bad}");
        }
        for good in [
            "com.acme.monitor-2",
            // What only begins like a device, or has no number of one.
            "com.com0",
            "com.comx",
            "com.com10",
            "com.abc1",
            "com.lpt",
        ] {
            assert!(good.parse::<ProductId>().is_ok(), "{good}");
        }
    }

    #[test]
    fn t11_a_platform_runs_on_its_system_and_its_architecture() {
        let platform = |os, arch| Platform { os, arch };
        let machine = platform(Os::Linux, Arch::X86_64);
        for (os, arch, runs) in [
            (Os::Linux, Arch::X86_64, true),
            (Os::Linux, Arch::Any, true),
            (Os::Linux, Arch::Aarch64, false),
            (Os::Windows, Arch::X86_64, false),
            (Os::Windows, Arch::Any, false),
            (Os::Macos, Arch::Aarch64, false),
        ] {
            assert_eq!(platform(os, arch).runs_on(machine), runs, "{os:?} {arch:?}");
        }
    }

    #[test]
    fn p24_a_mode_has_permission_bits_alone() {
        assert_eq!("0640".parse::<Mode>().map(Mode::bits), Ok(0o640));
        for bad in ["4755", "640", "00640", "0o640", "0888", "1777"] {
            assert!(bad.parse::<Mode>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_target_path_starts_from_a_known_place() {
        for good in ["config/a/b.conf", "data", "/etc/motd"] {
            assert_eq!(good.parse::<TargetPath>().expect(good).to_string(), good);
        }
        let below = |text: &str| text.parse::<TargetPath>().expect(text).below().cloned();
        assert_eq!(below("config/a/b.conf"), "a/b.conf".parse().ok());
        assert_eq!(below("data"), None);
        for bad in [
            "etc/motd",
            "config/../x",
            "/",
            "//etc",
            "config//x",
            "C:/x/..",
            "",
        ] {
            assert!(bad.parse::<TargetPath>().is_err(), "{bad}");
        }
    }
}
