//! The order in which one respondent sees the options of a question.

use blake3::OutputReader;

use crate::survey::identifier::QuestionCode;
use crate::survey::question::ChoiceList;

/// Positions in the list, in the order to show them. The order follows from the
/// form's submission key, so that a page shown again looks the same and nothing
/// has to be remembered. Pinned options keep their places.
pub fn option_order(list: &ChoiceList, seed: [u8; 16], question: &QuestionCode) -> Vec<usize> {
    let mut order: Vec<usize> = (0..list.options.len()).collect();
    if !list.is_random {
        return order;
    }
    let free: Vec<usize> = list
        .options
        .iter()
        .enumerate()
        .filter_map(|(position, choice)| (!choice.is_pinned).then_some(position))
        .collect();
    let mut shuffled = free.clone();
    shuffle(&mut shuffled, &mut stream(seed, question));
    for (place, option) in free.into_iter().zip(shuffled) {
        if let Some(slot) = order.get_mut(place) {
            *slot = option;
        }
    }
    order
}

fn stream(seed: [u8; 16], question: &QuestionCode) -> OutputReader {
    let key = blake3::derive_key("whynot 2026-11 option order", &seed);
    let mut hasher = blake3::Hasher::new_keyed(&key);
    hasher.update(question.as_str().as_bytes());
    hasher.finalize_xof()
}

/// Fisher and Yates, from the end.
fn shuffle(positions: &mut [usize], stream: &mut OutputReader) {
    for last in (1..positions.len()).rev() {
        positions.swap(last, below(last + 1, stream));
    }
}

/// A uniform number below `bound`: what would favour the low ones is drawn again.
fn below(bound: usize, stream: &mut OutputReader) -> usize {
    let bound = bound as u64;
    let unbiased = u64::MAX - u64::MAX % bound;
    loop {
        let mut bytes = [0; 8];
        stream.fill(&mut bytes);
        let drawn = u64::from_le_bytes(bytes);
        if drawn < unbiased {
            return (drawn % bound) as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::survey::language::Localized;
    use crate::survey::question::Choice;

    fn list(is_random: bool, pinned: &[usize]) -> ChoiceList {
        let choice = |position: usize| Choice {
            code: format!("o{position}").parse().unwrap(),
            text: Localized::everywhere("An option"),
            is_exclusive: false,
            is_other: false,
            is_declined: false,
            is_pinned: pinned.contains(&position),
            shown_when: None,
        };
        ChoiceList {
            options: (0..4).map(choice).collect(),
            is_random,
            is_ordered: false,
        }
    }

    #[test]
    fn options_keep_their_order_unless_it_is_random() {
        let code = "reasons".parse().unwrap();
        assert_eq!(
            option_order(&list(false, &[]), [7; 16], &code),
            [0, 1, 2, 3]
        );
    }

    #[test]
    fn every_order_of_the_free_options_comes_up_equally_often_and_pinned_ones_stay() {
        let code = "reasons".parse().unwrap();
        let list = list(true, &[1]);
        let mut counts = BTreeMap::new();
        for seed in 0_u128..6_000 {
            let order = option_order(&list, seed.to_le_bytes(), &code);
            assert_eq!(order[1], 1);
            assert_eq!(order, option_order(&list, seed.to_le_bytes(), &code));
            *counts.entry(order).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 6);
        let expected = 1_000.0;
        let deviations = counts.values().map(|count| f64::from(*count) - expected);
        let chi_square: f64 = deviations
            .map(|deviation| deviation.powi(2) / expected)
            .sum();
        assert!(
            chi_square < 20.5,
            "5 degrees of freedom, p = 0.001: {chi_square}"
        );
    }

    #[test]
    fn two_questions_of_one_form_are_shuffled_apart() {
        let list = list(true, &[]);
        let orders: BTreeSet<Vec<usize>> = ["a", "b", "c", "d", "e", "f"]
            .iter()
            .map(|code| option_order(&list, [1; 16], &code.parse().unwrap()))
            .collect();
        assert!(orders.len() > 2);
    }
}
