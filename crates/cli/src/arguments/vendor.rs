//! The vendor's side.

use camino::Utf8PathBuf;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Keygen {
    /// The folder that takes sealift.key and sealift.pub
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Utf8PathBuf,
    /// Leave the secret key without a password
    #[arg(long)]
    pub(crate) no_password: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  sealift pack sealift.toml --key vendor/sealift.key --out release/
  sealift pack sealift.toml --key vendor/sealift.key --out discs/ --volume-size 4G
  sealift pack sealift.toml --key vendor/sealift.key --out delta/ --base release/app-1.0.0.sealift")]
pub(crate) struct Pack {
    /// The description of the release
    #[arg(value_name = "SEALIFT.TOML")]
    pub(crate) description: Utf8PathBuf,
    /// The secret key to sign with
    #[arg(long, value_name = "KEY", required_unless_present = "unsigned")]
    pub(crate) key: Option<Utf8PathBuf>,
    /// Leave the volumes unsigned, for `sealift sign` on another machine
    #[arg(long, conflicts_with = "key")]
    pub(crate) unsigned: bool,
    /// The folder that takes the volumes
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Utf8PathBuf,
    /// Split into volumes of at most this size (bytes, or with K, M, G)
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub(crate) volume_size: Option<u64>,
    /// Leave out what these volumes' releases already have (a delta)
    #[arg(long, value_name = "VOLUME")]
    pub(crate) base: Vec<Utf8PathBuf>,
    /// The moment of issue, such as 2026-11-21T09:30:00Z; else what the description or SOURCE_DATE_EPOCH says, else now, which is written into the description
    #[arg(long, value_name = "TIME")]
    pub(crate) issued: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Sign {
    /// The volumes to sign
    #[arg(value_name = "VOLUME", required = true)]
    pub(crate) volumes: Vec<Utf8PathBuf>,
    /// The secret key to sign with
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Utf8PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Try {
    /// A volume, signed or not
    #[arg(value_name = "VOLUME")]
    pub(crate) volume: Utf8PathBuf,
    /// Answers as a JSON or TOML file
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<Utf8PathBuf>,
    /// One answer
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    /// The throwaway root; a new temporary folder when absent
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<Utf8PathBuf>,
    /// Keep the root also when all went well
    #[arg(long)]
    pub(crate) keep: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Inspect {
    /// The volume to look into
    #[arg(value_name = "VOLUME")]
    pub(crate) volume: Utf8PathBuf,
    /// List every file, directory and link
    #[arg(long)]
    pub(crate) files: bool,
    /// Print this document instead, such as the licence
    #[arg(long, value_name = "ID", conflicts_with = "files")]
    pub(crate) document: Option<String>,
}

/// Reads `4G`, `700M`, `1048576`: bytes, or with a binary unit.
pub(crate) fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KIB" => 10,
        "M" | "MIB" => 20,
        "G" | "GIB" => 30,
        "T" | "TIB" => 40,
        unit => return Err(format!("{unit} is no unit of size; use K, M, G or T")),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| format!("{text} is no size; write 4G or 700M"))?;
    number
        .checked_shl(shift)
        .filter(|bytes| bytes >> shift == number)
        .ok_or_else(|| format!("{text} is too large"))
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes_are_binary_and_never_wrap() {
        assert_eq!(parse_size("4G"), Ok(4 << 30));
        assert_eq!(parse_size("700m"), Ok(700 << 20));
        assert_eq!(parse_size("17"), Ok(17));
        for bad in [
            "",
            "G",
            "4X",
            "-1",
            "1.5G",
            "99999999999999999999",
            "99999999T",
        ] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }
}
