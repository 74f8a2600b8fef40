//! Confidence intervals of a proportion.

/// Bounds of a share, both within 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// Whether the two intervals share a point.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The standard normal quantile of a two-sided 95 % interval.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval without continuity correction.
///
/// `z` is the standard normal quantile of the confidence level. An empty base
/// knows nothing: 0 to 1.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and
/// statistical inference", JASA 22 (1927), 209–212.
pub fn wilson(count: u64, base: u64, z: f64) -> Interval {
    wilson_share(count as f64 / base as f64, base as f64, z)
}

/// Wilson's interval for a share on a base that need not be a whole number,
/// such as Kish's effective base.
pub fn wilson_share(share: f64, base: f64, z: f64) -> Interval {
    if base <= 0.0 {
        return Interval {
            low: 0.0,
            high: 1.0,
        };
    }
    let z2 = z * z;
    let centre = (share + z2 / (2.0 * base)) / (1.0 + z2 / base);
    let half =
        z / (1.0 + z2 / base) * (share * (1.0 - share) / base + z2 / (4.0 * base * base)).sqrt();
    // Rounding must not move the bound of an all-or-nothing share off its end.
    Interval {
        low: if share <= 0.0 {
            0.0
        } else {
            (centre - half).max(0.0)
        },
        high: if share >= 1.0 {
            1.0
        } else {
            (centre + half).min(1.0)
        },
    }
}
