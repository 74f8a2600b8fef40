//! One bit a response: who chose an option, who belongs to a group.

/// A set of responses as bits, 64 to a word; bits past the end are zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BitPlane {
    words: Vec<u64>,
    length: usize,
}

const WORD_BITS: usize = 64;

impl BitPlane {
    pub fn empty(length: usize) -> Self {
        Self {
            words: vec![0; length.div_ceil(WORD_BITS)],
            length,
        }
    }

    /// The responses at which `is_member` holds.
    pub fn from_fn(length: usize, mut is_member: impl FnMut(usize) -> bool) -> Self {
        let mut plane = Self::empty(length);
        for (index, word) in plane.words.iter_mut().enumerate() {
            let start = index * WORD_BITS;
            for bit in 0..WORD_BITS.min(length - start) {
                *word |= u64::from(is_member(start + bit)) << bit;
            }
        }
        plane
    }

    /// The plane whose words these are; `None` if they are too few or too many,
    /// or a bit past the end is set.
    pub fn from_words(words: Vec<u64>, length: usize) -> Option<Self> {
        let spare = words.len().checked_mul(WORD_BITS)?.checked_sub(length)?;
        let is_clean = spare == 0
            || words
                .last()
                .is_some_and(|word| spare < WORD_BITS && word >> (WORD_BITS - spare) == 0);
        is_clean.then_some(Self { words, length })
    }

    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The number of responses the plane is about.
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub fn contains(&self, position: usize) -> bool {
        self.words
            .get(position / WORD_BITS)
            .is_some_and(|word| word >> (position % WORD_BITS) & 1 == 1)
    }

    /// Adds one response; nothing happens past the end.
    pub fn insert(&mut self, position: usize) {
        if position < self.length
            && let Some(word) = self.words.get_mut(position / WORD_BITS)
        {
            *word |= 1 << (position % WORD_BITS);
        }
    }

    pub fn remove(&mut self, position: usize) {
        if let Some(word) = self.words.get_mut(position / WORD_BITS) {
            *word &= !(1 << (position % WORD_BITS));
        }
    }

    /// The responses in this and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let pairs = self.words.iter().zip(&other.words);
        Self {
            words: pairs.map(|(a, b)| a & !b).collect(),
            length: self.length.min(other.length),
        }
    }

    pub fn count(&self) -> u64 {
        self.words
            .iter()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }

    /// The size of the intersection.
    pub fn count_with(&self, other: &Self) -> u64 {
        let pairs = self.words.iter().zip(&other.words);
        pairs.map(|(a, b)| u64::from((a & b).count_ones())).sum()
    }

    /// The responses in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let pairs = self.words.iter().zip(&other.words);
        Self {
            words: pairs.map(|(a, b)| a & b).collect(),
            length: self.length.min(other.length),
        }
    }

    /// The responses in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let pairs = self.words.iter().zip(&other.words);
        Self {
            words: pairs.map(|(a, b)| a | b).collect(),
            length: self.length.min(other.length),
        }
    }

    /// Puts the responses of another plane after those of this one.
    pub fn append(&mut self, other: &Self) {
        let shift = self.length % WORD_BITS;
        for &word in &other.words {
            match self.words.last_mut() {
                Some(last) if shift > 0 => {
                    *last |= word << shift;
                    self.words.push(word >> (WORD_BITS - shift));
                }
                _ => self.words.push(word),
            }
        }
        self.length += other.length;
        self.words.truncate(self.length.div_ceil(WORD_BITS));
    }

    /// The size of the intersection with two others.
    pub fn count_with_two(&self, second: &Self, third: &Self) -> u64 {
        let triples = self.words.iter().zip(&second.words).zip(&third.words);
        triples
            .map(|((a, b), c)| u64::from((a & b & c).count_ones()))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_agree_with_counting_one_by_one(
            members in prop::collection::vec((any::<bool>(), any::<bool>()), 0..300),
        ) {
            let left = BitPlane::from_fn(members.len(), |i| members[i].0);
            let right = BitPlane::from_fn(members.len(), |i| members[i].1);
            let both = members.iter().filter(|(a, b)| *a && *b).count() as u64;
            prop_assert_eq!(left.count(), members.iter().filter(|(a, _)| *a).count() as u64);
            prop_assert_eq!(left.count_with(&right), both);
            prop_assert_eq!(left.count_with_two(&right, &right), both);
            prop_assert_eq!(left.without(&right).count(), left.count() - both);
            let mut union = left.clone();
            let added = (0..members.len()).filter(|&i| right.contains(i));
            added.clone().for_each(|i| union.insert(i));
            union.insert(members.len());
            prop_assert_eq!(union.count(), left.count() + right.count() - both);
            added.for_each(|i| union.remove(i));
            prop_assert_eq!(&union, &left.without(&right));
            let either = members.iter().filter(|(a, b)| *a || *b).count() as u64;
            prop_assert_eq!(left.or(&right).count(), either);
            prop_assert_eq!(BitPlane::from_words(left.words().to_vec(), members.len()), Some(left));
        }
    }

    proptest! {
        #[test]
        fn planes_can_be_put_behind_each_other(
            first in prop::collection::vec(any::<bool>(), 0..200),
            second in prop::collection::vec(any::<bool>(), 0..200),
        ) {
            let plane = |bits: &[bool]| BitPlane::from_fn(bits.len(), |i| bits[i]);
            let mut both = plane(&first);
            both.append(&plane(&second));
            prop_assert_eq!(both, plane(&[first, second].concat()));
        }
    }

    #[test]
    fn a_bit_past_the_end_is_refused() {
        assert_eq!(BitPlane::from_words(vec![0b100], 2), None);
        assert_eq!(BitPlane::from_words(vec![0, 0], 2), None);
        assert!(BitPlane::from_words(vec![0b11], 2).is_some());
    }
}
