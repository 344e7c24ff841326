//! Amounts of data as people read them.

use super::Wording;

const UNITS: [&str; 5] = ["B", "KiB", "MiB", "GiB", "TiB"];

impl Wording {
    /// A number of bytes: four digits at most before the unit, one after the point where it tells something.
    #[must_use]
    pub fn bytes(&self, bytes: u64) -> String {
        let mut unit = 0;
        let mut tenths = u128::from(bytes) * 10;
        while tenths >= 10_240 && unit + 1 < UNITS.len() {
            tenths /= 1024;
            unit += 1;
        }
        let point = if self.language() == "de" { ',' } else { '.' };
        match tenths % 10 {
            0 => format!("{} {}", tenths / 10, UNITS[unit]),
            tenth => format!("{}{point}{tenth} {}", tenths / 10, UNITS[unit]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn bytes_are_told_in_the_unit_that_fits_and_the_readers_spelling() {
        let [english, german] = ["en", "de"].map(Wording::new);
        for (bytes, words) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1536, "1.5 KiB"),
            (512 << 20, "512 MiB"),
            (10 << 30, "10 GiB"),
        ] {
            assert_eq!(english.bytes(bytes), words);
            assert_eq!(german.bytes(bytes), words.replace('.', ","));
        }
    }
}
