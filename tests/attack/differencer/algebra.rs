//! What can be worked out from sums over known sets of people: the attacker's
//! linear algebra, over the reals and modulo a prime.
//!
//! Its own, dense and slow, so that it shares no mistake with the auditor.

/// For each published sum, who is in it.
pub type Columns = Vec<Vec<bool>>;

/// The largest share of any combination's squared weight that can be brought
/// onto one person: the largest squared length of a unit vector's projection
/// onto the span of the columns.
pub fn worst_leverage(columns: &Columns) -> f64 {
    let basis = orthonormal_basis(columns);
    let people = columns.first().map_or(0, Vec::len);
    let mut leverages = vec![0.0_f64; people];
    for vector in &basis {
        for (leverage, value) in leverages.iter_mut().zip(vector) {
            *leverage += value * value;
        }
    }
    leverages.into_iter().fold(0.0, f64::max)
}

/// Gram and Schmidt, twice over each vector.
fn orthonormal_basis(columns: &Columns) -> Vec<Vec<f64>> {
    let mut basis: Vec<Vec<f64>> = Vec::new();
    for column in columns {
        let mut vector: Vec<f64> = column
            .iter()
            .map(|&is_in| f64::from(u8::from(is_in)))
            .collect();
        let length = dot(&vector, &vector).sqrt();
        for _ in 0..2 {
            for unit in &basis {
                let along = dot(&vector, unit);
                for (value, part) in vector.iter_mut().zip(unit) {
                    *value -= along * part;
                }
            }
        }
        let rest = dot(&vector, &vector).sqrt();
        if rest > 1e-8 * length {
            vector.iter_mut().for_each(|value| *value /= rest);
            basis.push(vector);
        }
    }
    basis
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// How many people's own answer is a combination of the sums modulo `prime`: in
/// the reduced row echelon form of the span, a row with a single entry.
pub fn pinned_modulo(columns: &Columns, prime: u8) -> usize {
    let people = columns.first().map_or(0, Vec::len);
    let mut rows: Vec<Vec<u8>> = Vec::new();
    let mut pivots: Vec<usize> = Vec::new();
    for column in columns {
        let mut row: Vec<u8> = column.iter().map(|&is_in| u8::from(is_in)).collect();
        for (known, &pivot) in rows.iter().zip(&pivots) {
            let times = row[pivot];
            subtract(&mut row, known, times, prime);
        }
        let Some(pivot) = row.iter().position(|&value| value != 0) else {
            continue;
        };
        let inverse = (1..prime).find(|i| i * row[pivot] % prime == 1);
        let inverse = inverse.expect("a prime has inverses");
        row.iter_mut()
            .for_each(|value| *value = *value * inverse % prime);
        for known in &mut rows {
            let times = known[pivot];
            subtract(known, &row, times, prime);
        }
        rows.push(row);
        pivots.push(pivot);
    }
    debug_assert!(rows.iter().all(|row| row.len() == people));
    let is_single = |row: &&Vec<u8>| row.iter().filter(|&&value| value != 0).count() == 1;
    rows.iter().filter(is_single).count()
}

fn subtract(row: &mut [u8], other: &[u8], times: u8, prime: u8) {
    if times == 0 {
        return;
    }
    let times = prime - times;
    for (value, other) in row.iter_mut().zip(other) {
        *value = (*value + times * other) % prime;
    }
}

/// The fewest people, but nobody, that are left when published sets are taken
/// from each other where one contains the other, and joined where they share
/// nobody; looked for among all that comes out smaller than `interesting`.
pub fn smallest_difference(columns: &Columns, interesting: usize) -> usize {
    let mut sets: Vec<Bits> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for column in columns {
        let set = Bits::of(column);
        if seen.insert(set.clone()) {
            sets.push(set);
        }
    }
    let published = sets.len();
    let mut smallest = sets.iter().map(Bits::count).filter(|&n| n > 0).min();
    // What is derived once is compared with everything that was published again.
    for round in 0..2 {
        let until = sets.len();
        let from = if round == 0 { 0 } else { published };
        for left in from..until {
            for right in 0..published {
                for derived in sets[left].derived(&sets[right]) {
                    let size = derived.count();
                    if size == 0 || size >= interesting {
                        continue;
                    }
                    smallest = Some(smallest.map_or(size, |known| known.min(size)));
                    if sets.len() < 4_000 && seen.insert(derived.clone()) {
                        sets.push(derived);
                    }
                }
            }
        }
    }
    smallest.unwrap_or(0)
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Bits(Vec<u64>);

impl Bits {
    fn of(column: &[bool]) -> Self {
        let mut words = vec![0_u64; column.len().div_ceil(64)];
        for (person, _) in column.iter().enumerate().filter(|(_, is_in)| **is_in) {
            words[person / 64] |= 1 << (person % 64);
        }
        Self(words)
    }

    fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    fn each(&self, other: &Self, with: impl Fn(u64, u64) -> u64) -> Self {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(a, b)| with(*a, *b))
                .collect(),
        )
    }

    fn contains(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| b & !a == 0)
    }

    /// What is left of either without the other, and both together.
    fn derived(&self, other: &Self) -> Vec<Self> {
        let mut derived = Vec::new();
        if self.contains(other) {
            derived.push(self.each(other, |a, b| a & !b));
        }
        if other.contains(self) {
            derived.push(self.each(other, |a, b| b & !a));
        }
        if self.0.iter().zip(&other.0).all(|(a, b)| a & b == 0) {
            derived.push(self.each(other, |a, b| a | b));
        }
        derived
    }
}

#[test]
fn the_algebra_finds_what_is_there_to_find() {
    let column = |members: &[usize]| (0..6).map(|person| members.contains(&person)).collect();
    let everybody: Vec<bool> = column(&[0, 1, 2, 3, 4, 5]);
    let all_but_one: Columns = vec![everybody.clone(), column(&[0, 1, 2, 3, 4])];
    assert!((worst_leverage(&all_but_one) - 1.0).abs() < 1e-9);
    assert_eq!(smallest_difference(&all_but_one, 6), 1);
    let halves: Columns = vec![everybody, column(&[0, 1, 2])];
    assert!((worst_leverage(&halves) - 1.0 / 3.0).abs() < 1e-9);
    assert_eq!(smallest_difference(&halves, 6), 3);
    assert_eq!(pinned_modulo(&halves, 2), 0);
    // Each pair of three: their sum is twice everybody, which modulo 3 tells all.
    let pairs: Columns = vec![
        vec![true, true, false],
        vec![true, false, true],
        vec![false, true, true],
    ];
    assert_eq!(pinned_modulo(&pairs, 3), 3);
    assert_eq!(pinned_modulo(&pairs, 2), 0);
}
