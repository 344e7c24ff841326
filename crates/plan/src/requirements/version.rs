//! Which of two versions is the later one, in the orders that the world uses.

use std::cmp::Ordering;

/// Compares versions number by number: `6.1.0-18-amd64` is later than `5.10`, `12` equals `12.0`.
///
/// Only the numbers at the start count, parted by dots; whatever follows them is a flavour of the same version.
#[must_use]
pub fn by_numbers(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (numbers(a), numbers(b));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (a, b) => {
                let order = digits(a.unwrap_or_default(), b.unwrap_or_default());
                if order != Ordering::Equal {
                    return order;
                }
            }
        }
    }
}

/// The numbers at the start of a version, as their digits.
fn numbers(version: &str) -> impl Iterator<Item = &str> {
    let end = version
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(version.len());
    version[..end].split('.')
}

/// Compares digits as numbers of any length.
fn digits(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Compares versions as dpkg does (Debian Policy, 5.6.12): epoch, upstream version, revision.
#[must_use]
pub fn by_dpkg(a: &str, b: &str) -> Ordering {
    let (a, b) = (debian_parts(a), debian_parts(b));
    digits(a.0, b.0)
        .then_with(|| debian_part(a.1, b.1))
        .then_with(|| debian_part(a.2, b.2))
}

fn debian_parts(version: &str) -> (&str, &str, &str) {
    let version = version.trim();
    let (epoch, rest) = version.split_once(':').unwrap_or(("0", version));
    let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, "0"));
    (epoch, upstream, revision)
}

/// Non-digits and digits in turn; `~` sorts before the end, the end before letters, letters before the rest.
fn debian_part(mut a: &str, mut b: &str) -> Ordering {
    while !a.is_empty() || !b.is_empty() {
        let (text_a, text_b);
        (text_a, a) = split(a, |c| !c.is_ascii_digit());
        (text_b, b) = split(b, |c| !c.is_ascii_digit());
        let weights =
            |text: &str| -> Vec<i32> { text.chars().map(debian_weight).chain([0]).collect() };
        let order = weights(text_a).cmp(&weights(text_b));
        if order != Ordering::Equal {
            return order;
        }
        let (number_a, number_b);
        (number_a, a) = split(a, |c| c.is_ascii_digit());
        (number_b, b) = split(b, |c| c.is_ascii_digit());
        let order = digits(number_a, number_b);
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn debian_weight(c: char) -> i32 {
    match c {
        '~' => -1,
        c if c.is_ascii_alphabetic() => i32::from(c as u8),
        c => i32::try_from(u32::from(c)).unwrap_or(i32::MAX - 256) + 256,
    }
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// Compares versions as rpm does: epoch, version, and release where both have one.
#[must_use]
pub fn by_rpm(a: &str, b: &str) -> Ordering {
    let (a, b) = (rpm_parts(a), rpm_parts(b));
    let release = match (a.2, b.2) {
        (Some(a), Some(b)) => rpm_part(a, b),
        _ => Ordering::Equal,
    };
    digits(a.0, b.0)
        .then_with(|| rpm_part(a.1, b.1))
        .then(release)
}

fn rpm_parts(version: &str) -> (&str, &str, Option<&str>) {
    let (epoch, rest) = version.split_once(':').unwrap_or(("0", version));
    match rest.split_once('-') {
        Some((version, release)) => (epoch, version, Some(release)),
        None => (epoch, rest, None),
    }
}

/// rpmvercmp: segments of digits or letters; `~` sorts before the end, `^` after it, a number after letters.
fn rpm_part(mut a: &str, mut b: &str) -> Ordering {
    let parts = |c: char| !c.is_ascii_alphanumeric() && c != '~' && c != '^';
    loop {
        a = a.trim_start_matches(parts);
        b = b.trim_start_matches(parts);
        match (a.strip_prefix('~'), b.strip_prefix('~')) {
            (Some(rest_a), Some(rest_b)) => (a, b) = (rest_a, rest_b),
            (Some(_), None) => return Ordering::Less,
            (None, Some(_)) => return Ordering::Greater,
            (None, None) => match (a.strip_prefix('^'), b.strip_prefix('^')) {
                (Some(rest_a), Some(rest_b)) => (a, b) = (rest_a, rest_b),
                (Some(_), None) if b.is_empty() => return Ordering::Greater,
                (Some(_), None) => return Ordering::Less,
                (None, Some(_)) if a.is_empty() => return Ordering::Less,
                (None, Some(_)) => return Ordering::Greater,
                (None, None) if a.is_empty() || b.is_empty() => return a.len().cmp(&b.len()),
                (None, None) => {
                    let is_number = a.starts_with(|c: char| c.is_ascii_digit());
                    let belongs = |c: char| {
                        if is_number {
                            c.is_ascii_digit()
                        } else {
                            c.is_ascii_alphabetic()
                        }
                    };
                    let (part_a, part_b);
                    (part_a, a) = split(a, belongs);
                    (part_b, b) = split(b, belongs);
                    let order = match (is_number, part_b.is_empty()) {
                        (true, true) => Ordering::Greater,
                        (false, true) => Ordering::Less,
                        (true, false) => digits(part_a, part_b),
                        (false, false) => part_a.cmp(part_b),
                    };
                    if order != Ordering::Equal {
                        return order;
                    }
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(order: fn(&str, &str) -> Ordering, vectors: &[(&str, i8, &str)]) {
        for (a, sign, b) in vectors {
            assert_eq!(order(a, b) as i8, *sign, "{a} against {b}");
            assert_eq!(order(b, a) as i8, -sign, "{b} against {a}");
        }
    }

    #[test]
    fn numbers_are_compared_one_by_one() {
        hold(
            by_numbers,
            &[
                ("6.1.0-18-amd64", 1, "5.10"),
                ("2.36", 1, "2.9"),
                ("12", 0, "12.0.0"),
                ("9.4", -1, "9.10"),
                ("10.0.20348", 1, "10.0.17763"),
                ("007.1", 0, "7.1"),
                ("99999999999999999999999.1", 1, "99999999999999999999999"),
                ("", -1, "1"),
            ],
        );
    }

    /// The vectors of dpkg's own lib/dpkg/t/t-version.c, and the examples of Debian Policy.
    #[test]
    fn debian_versions_compare_as_dpkg_says() {
        hold(
            by_dpkg,
            &[
                ("0:0-0", 0, "0-0"),
                ("0:0-00", 0, "00-0"),
                ("1:2-3", 0, "1:2-3"),
                ("0:0-0", 0, "0:0"),
                ("0:1-0", 1, "0:0-0"),
                ("1:0-0", 1, "0:1-1"),
                ("0:0-1", 1, "0:0-0"),
                ("0:0-0", -1, "0:1-0"),
                ("0:a-0", 0, "0:a-0"),
                ("0:a-0", -1, "0:b-0"),
                ("0:0-a", -1, "0:0-b"),
                ("1:0", 1, "99"),
                ("1.2.3-1", -1, "1.2.3-1+deb12u1"),
                ("1.0~rc1-1", -1, "1.0-1"),
                ("1.0~~", -1, "1.0~~a"),
                ("1.0~~a", -1, "1.0~"),
                ("1.0~", -1, "1.0"),
                ("1.0", -1, "1.0a"),
                ("1.0a", -1, "1.0+"),
                ("1.0-1~bpo12+1", -1, "1.0-1"),
                ("2.10", 1, "2.9"),
                ("1.2.3", 0, "1.2.3-0"),
                ("1-2-3", 1, "1-2"),
                ("15.10-0+deb12u1", 1, "15.5-0+deb12u1"),
                ("1.18.36:5.4", -1, "1.18.36:5.5"),
            ],
        );
    }

    /// The vectors of rpm's own tests/rpmvercmp.at.
    #[test]
    fn rpm_versions_compare_as_rpm_says() {
        hold(
            by_rpm,
            &[
                ("1.0", 0, "1.0"),
                ("1.0", -1, "2.0"),
                ("2.0.1", 1, "2.0"),
                ("2.0.1a", 1, "2.0.1"),
                ("5.5p1", -1, "5.5p2"),
                ("5.5p10", 1, "5.5p1"),
                ("10xyz", -1, "10.1xyz"),
                ("xyz10", -1, "xyz10.1"),
                ("xyz.4", -1, "8"),
                ("xyz.4", -1, "2"),
                ("5.5p2", -1, "5.6p1"),
                ("5.6p1", -1, "6.5p1"),
                ("6.0.rc1", 1, "6.0"),
                ("10b2", 1, "10a1"),
                ("1.0aa", 1, "1.0a"),
                ("10.0001", 0, "10.1"),
                ("10.0039", 1, "10.0001"),
                ("4.999.9", -1, "5.0"),
                ("20101121", 0, "20101121"),
                ("2_0", 0, "2.0"),
                ("a", 0, "a+"),
                ("a+", 0, "a_"),
                ("+", 0, "_"),
                ("1.0~rc1", -1, "1.0"),
                ("1.0~rc1", 1, "1.0~rc1~git123"),
                ("1.0^", 1, "1.0"),
                ("1.0^git1", -1, "1.0^git2"),
                ("1.0^git1", -1, "1.01"),
                ("1.0^20160101", -1, "1.0.1"),
                ("1.0~rc1^git1", 1, "1.0~rc1"),
                ("1.0^git1~pre", -1, "1.0^git1"),
                ("1.900", 1, "1.8"),
                ("1:1.0-1", 1, "2.0-9"),
                ("1.0", 0, "1.0-5.el9"),
                ("1.0-4.el9", -1, "1.0-5.el9"),
            ],
        );
    }
}
