//! Confidence intervals of a proportion.

use statrs::function::beta::checked_beta_reg;

/// Bounds of a share, both within 0..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// What is known of a share on an empty base.
    pub const WHOLE: Self = Self {
        low: 0.0,
        high: 1.0,
    };

    /// Whether the two intervals share a point.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The standard normal quantile of a two-sided 95 % interval.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// What a two-sided 95 % interval leaves out at each end.
pub const TAIL_95: f64 = 0.025;

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
        return Interval::WHOLE;
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

/// Clopper and Pearson's exact interval: never covers less often than it says,
/// and is wider than Wilson's for it.
///
/// `tail` is the probability left out at each end. An empty base knows nothing:
/// 0 to 1.
///
/// Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial
/// limits illustrated in the case of the binomial", Biometrika 26 (1934),
/// 404–413; as beta quantiles: L. D. Brown, T. T. Cai and A. DasGupta,
/// Statistical Science 16 (2001), 101–133.
pub fn clopper_pearson(count: u64, base: u64, tail: f64) -> Interval {
    clopper_pearson_share(count as f64 / base as f64, base as f64, tail)
}

/// Clopper and Pearson's interval for a share on a base that need not be a
/// whole number, such as Kish's effective base.
pub fn clopper_pearson_share(share: f64, base: f64, tail: f64) -> Interval {
    if base <= 0.0 {
        return Interval::WHOLE;
    }
    let yes = share * base;
    let no = base - yes;
    Interval {
        low: beta_quantile(yes, no + 1.0, tail).unwrap_or(0.0),
        high: beta_quantile(yes + 1.0, no, 1.0 - tail).unwrap_or(1.0),
    }
}

/// The value below which a beta-distributed variable stays with this
/// probability; `None` if one of the parameters is not above 0.
///
/// Halves the range until it cannot be halved any more. (The library's own
/// inverse does not return for bases in the millions.)
fn beta_quantile(alpha: f64, beta: f64, probability: f64) -> Option<f64> {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return Some(middle);
        }
        if checked_beta_reg(alpha, beta, middle).ok()? < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Method = fn(u64, u64) -> Interval;

    const METHODS: [Method; 2] = [
        |count, base| wilson(count, base, Z_95),
        |count, base| clopper_pearson(count, base, TAIL_95),
    ];

    fn counts() -> impl Strategy<Value = (u64, u64)> {
        (1_u64..5_000).prop_flat_map(|base| (0..=base, Just(base)))
    }

    proptest! {
        #[test]
        fn an_interval_holds_the_share_and_stays_within_the_whole((count, base) in counts()) {
            let share = count as f64 / base as f64;
            for method in METHODS {
                let Interval { low, high } = method(count, base);
                prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
                prop_assert!(low < high);
            }
        }

        #[test]
        fn those_who_did_not_say_it_have_the_mirrored_interval((count, base) in counts()) {
            for method in METHODS {
                let yes = method(count, base);
                let no = method(base - count, base);
                prop_assert!((yes.low - (1.0 - no.high)).abs() < 1e-12);
                prop_assert!((yes.high - (1.0 - no.low)).abs() < 1e-12);
            }
        }

        #[test]
        fn more_responses_with_the_same_share_say_it_more_precisely(
            (count, base) in counts(),
            times in 2_u64..20,
        ) {
            for method in METHODS {
                let few = method(count, base);
                let many = method(count * times, base * times);
                prop_assert!(many.high - many.low < few.high - few.low);
            }
        }

        #[test]
        fn the_exact_interval_is_never_the_narrower_one_in_the_middle(
            (count, base) in counts(),
        ) {
            prop_assume!(base >= 10 && count * 10 >= base * 2 && count * 10 <= base * 8);
            let exact = clopper_pearson(count, base, TAIL_95);
            let score = wilson(count, base, Z_95);
            prop_assert!(exact.high - exact.low > score.high - score.low);
        }
    }

    #[test]
    fn an_empty_base_knows_nothing() {
        for method in METHODS {
            assert_eq!(method(0, 0), Interval::WHOLE);
        }
    }

    #[test]
    fn all_or_nothing_touches_its_end_exactly() {
        for method in METHODS {
            assert_eq!(method(0, 30).low, 0.0);
            assert_eq!(method(30, 30).high, 1.0);
        }
    }

    // Summed term by term with 50 digits.
    #[test]
    fn the_exact_interval_holds_at_ten_million_responses() {
        let Interval { low, high } = clopper_pearson(3_000_000, 10_000_000, TAIL_95);
        assert!((low - 0.299_715_982_165_424_3).abs() < 1e-9, "{low}");
        assert!((high - 0.300_284_133_633_841_8).abs() < 1e-9, "{high}");
    }

    #[test]
    fn intervals_overlap_when_they_share_a_point() {
        let interval = |low, high| Interval { low, high };
        assert!(interval(0.1, 0.3).overlaps(&interval(0.3, 0.4)));
        assert!(interval(0.1, 0.9).overlaps(&interval(0.3, 0.4)));
        assert!(!interval(0.1, 0.2).overlaps(&interval(0.3, 0.4)));
        assert!(!interval(0.3, 0.4).overlaps(&interval(0.1, 0.2)));
    }
}
