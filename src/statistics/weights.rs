//! What weighting costs: Kish's effective base and design effect.

/// Responses that carry one weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted {
    pub weight: f64,
    pub count: u64,
}

/// (Σw)² / Σw²: the number of unweighted responses that would tell as much.
/// `None` when nobody carries any weight.
///
/// Source: L. Kish, "Weighting for unequal Pᵢ", Journal of Official Statistics 8
/// (1992), 183–200.
pub fn effective_base(responses: &[Weighted]) -> Option<f64> {
    let sum = sum_of(responses, |weight| weight);
    let sum_of_squares = sum_of(responses, |weight| weight * weight);
    (sum_of_squares > 0.0).then(|| sum * sum / sum_of_squares)
}

/// n / effective base: how many times more responses the weights ask for, at
/// least 1. `None` when nobody carries any weight.
pub fn design_effect(responses: &[Weighted]) -> Option<f64> {
    let base = sum_of(responses, |_| 1.0);
    effective_base(responses).map(|effective| base / effective)
}

fn sum_of(responses: &[Weighted], term: impl Fn(f64) -> f64) -> f64 {
    responses
        .iter()
        .map(|of| term(of.weight) * of.count as f64)
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells() -> impl Strategy<Value = Vec<Weighted>> {
        let cell = (0.01_f64..20.0, 1_u64..1_000);
        prop::collection::vec(
            cell.prop_map(|(weight, count)| Weighted { weight, count }),
            1..20,
        )
    }

    proptest! {
        #[test]
        fn weights_never_add_information(cells in cells()) {
            let base: u64 = cells.iter().map(|cell| cell.count).sum();
            let effective = effective_base(&cells).unwrap();
            prop_assert!(effective > 0.0 && effective <= base as f64 * (1.0 + 1e-12));
            prop_assert!(design_effect(&cells).unwrap() >= 1.0 - 1e-12);
        }

        #[test]
        fn only_the_ratios_of_weights_matter(cells in cells(), factor in 0.1_f64..50.0) {
            let scaled: Vec<_> = cells
                .iter()
                .map(|cell| Weighted { weight: cell.weight * factor, count: cell.count })
                .collect();
            let ratio = effective_base(&scaled).unwrap() / effective_base(&cells).unwrap();
            prop_assert!((ratio - 1.0).abs() < 1e-12);
        }

        #[test]
        fn equal_weights_cost_nothing(weight in 0.01_f64..20.0, count in 1_u64..100_000) {
            let effective = effective_base(&[Weighted { weight, count }]).unwrap();
            prop_assert!((effective / count as f64 - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn nobody_and_weightless_ones_have_no_effective_base() {
        assert_eq!(effective_base(&[]), None);
        let weightless = Weighted {
            weight: 0.0,
            count: 5,
        };
        assert_eq!(effective_base(&[weightless]), None);
        assert_eq!(design_effect(&[weightless]), None);
    }
}
