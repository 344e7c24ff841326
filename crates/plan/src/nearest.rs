//! The name that somebody probably meant.

/// The nearest of some names, when it is near enough to be worth suggesting.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = name.to_lowercase();
    let likeness = |other: &str| {
        let other = other.to_lowercase();
        // The last word alone often is what was typed: `port` for `server.port`.
        let last = other.rsplit('.').next().unwrap_or(&other);
        strsim::jaro_winkler(&name, &other).max(strsim::jaro_winkler(&name, last) - 0.01)
    };
    known
        .map(|other| (likeness(other), other))
        .filter(|(likeness, _)| *likeness > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, other)| other.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_finds_none() {
        let known = ["server.port", "retention_days", "password"];
        let find = |name| nearest(name, known.into_iter());
        assert_eq!(find("retension_days").as_deref(), Some("retention_days"));
        assert_eq!(find("sever.port").as_deref(), Some("server.port"));
        assert_eq!(find("port").as_deref(), Some("server.port"));
        assert_eq!(find("Pasword").as_deref(), Some("password"));
        assert_eq!(find("zzz"), None);
    }
}
