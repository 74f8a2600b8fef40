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
