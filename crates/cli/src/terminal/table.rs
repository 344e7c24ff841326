//! Columns that line up.

use super::Screen;

/// Rows of texts, printed with each column as wide as its widest text.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table whose head is told by keys of the catalogue.
    pub(crate) fn headed<const N: usize>(screen: &Screen, keys: [&str; N]) -> Self {
        Self {
            rows: vec![keys.map(|key| screen.say(key, &[])).to_vec()],
        }
    }

    pub(crate) fn new<const N: usize>(head: [&str; N]) -> Self {
        Self {
            rows: vec![head.map(str::to_owned).to_vec()],
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = String> + '_ {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            self.rows
                .iter()
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        self.rows.iter().map(move |row| {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line.push_str(&format!("{cell:width$}  "));
            }
            line.trim_end().to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_line_up_also_over_umlauts() {
        let mut table = Table::new(["A", "B"]);
        table.row(["über".into(), "1".into()]);
        table.row(["x".into(), "2".into()]);
        assert_eq!(
            table.lines().collect::<Vec<_>>(),
            ["A     B", "über  1", "x     2"]
        );
    }
}
