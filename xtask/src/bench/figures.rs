//! Numbers of several rounds as one: medians, ratios of what ran side by side, and slopes.

/// A value that was measured several times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) low: f64,
    pub(super) median: f64,
    pub(super) high: f64,
}

impl Spread {
    /// Of at least one value.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (low, high) = (*sorted.first()?, *sorted.last()?);
        let middle = sorted.len() / 2;
        let median = if sorted.len() % 2 == 1 {
            sorted[middle]
        } else {
            f64::midpoint(sorted[middle - 1], sorted[middle])
        };
        Some(Self { low, median, high })
    }
}

/// How many times the other's cost ours is, round by round: what disturbed the machine in a round disturbed both.
pub(super) fn ratio(ours: &[f64], theirs: &[f64]) -> Option<Spread> {
    let paired = ours.iter().zip(theirs);
    Spread::of(&paired.map(|(a, b)| a / b).collect::<Vec<f64>>())
}

/// What one unit more costs, by least squares.
pub(super) fn slope(points: &[(f64, f64)]) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a handful of points")]
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = points.iter().map(|(a, b)| (a - x) * (b - y)).sum();
    let below: f64 = points.iter().map(|(a, _)| (a - x).powi(2)).sum();
    (below > 0.0).then_some(above / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_whatever_the_order() {
        let odd = Spread::of(&[3.0, 1.0, 9.0]).expect("three values");
        assert_eq!((odd.low, odd.median, odd.high), (1.0, 3.0, 9.0));
        assert_eq!(
            Spread::of(&[4.0, 1.0, 2.0, 9.0]).map(|s| s.median),
            Some(3.0)
        );
        assert_eq!(Spread::of(&[]), None);
    }

    #[test]
    fn a_ratio_pairs_the_rounds() {
        // The second round was ten times slower for both, and the ratio does not see it.
        let found = ratio(&[2.0, 20.0, 2.0], &[1.0, 10.0, 1.0]).expect("three rounds");
        assert_eq!((found.low, found.median, found.high), (2.0, 2.0, 2.0));
    }

    #[test]
    fn a_slope_is_the_cost_of_one_more() {
        assert_eq!(slope(&[(1.0, 3.0), (2.0, 5.0), (4.0, 9.0)]), Some(2.0));
        assert_eq!(slope(&[(1.0, 3.0)]), None);
    }
}
