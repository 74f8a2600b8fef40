//! Leverages against a dense pseudo-inverse, one row a person.

use proptest::prelude::*;

use super::sorting::Sorting;
use super::*;
use crate::privacy::auditor::tests::any::{Recipe, recipe};
use crate::privacy::auditor::tests::dense::People;
use crate::privacy::auditor::wave::{Base, Wave};

/// Every criterion by its classes, then every pair of neighbours.
fn sortings(wave: &Wave) -> Vec<Sorting> {
    let width = |criterion: usize| wave.criteria[criterion].classes.roles.len() as u16;
    let classes = |criterion: usize| (0..width(criterion)).collect::<Vec<u16>>();
    let by = |criterion: usize| Sorting::By {
        criterion,
        group_of: classes(criterion),
        groups: width(criterion).into(),
    };
    let pair = |first: usize| Sorting::Pair {
        criteria: (first, first + 1),
        row_of: classes(first),
        column_of: classes(first + 1),
        columns: width(first + 1),
        group_of: (0..width(first) * width(first + 1)).collect(),
        groups: usize::from(width(first) * width(first + 1)),
    };
    let count = wave.criteria.len();
    (0..count)
        .map(by)
        .chain((1..count).map(|second| pair(second - 1)))
        .collect()
}

fn columns(wave: &Wave, people: &People, sorting: &Sorting) -> Vec<Vec<f64>> {
    let code = |criterion: usize, row: usize| usize::from(wave.criteria[criterion].codes[row]);
    match sorting {
        Sorting::By { criterion, .. } => {
            people.columns(|row| Some(code(*criterion, row)), sorting.groups())
        }
        Sorting::Pair {
            criteria, columns, ..
        } => people.columns(
            |row| Some(code(criteria.0, row) * usize::from(*columns) + code(criteria.1, row)),
            sorting.groups(),
        ),
    }
}

/// The leverage of every person, in the order of `people`.
fn of_people(span: &Span, wave: &Wave, base: &Base, people: &People) -> Vec<f64> {
    let mut places: Vec<u32> = base.increments.iter().copied().flatten().collect();
    places.sort_unstable();
    places.dedup();
    let of = |person: usize| {
        let place = people
            .increment(person)
            .and_then(|n| places.binary_search(&n).ok());
        let place = place.map(|place| place as u32);
        if people.is_left_out(person) {
            return place.map_or(0.0, |place| span.of_left_out[place as usize]);
        }
        let row = people.rows[person].unwrap();
        let is_same = |&atom: &usize| {
            span.atoms.increment[atom] == place.unwrap_or(u32::MAX)
                && span
                    .atoms
                    .classes
                    .iter()
                    .zip(&wave.criteria)
                    .all(|(classes, sorted)| classes[atom] == sorted.codes[row])
        };
        let atom = (0..span.of_atoms.len()).find(is_same).unwrap();
        span.of_atoms[atom]
    };
    (0..people.rows.len()).map(of).collect()
}

fn agree(wave: &Wave) {
    let criteria: Vec<usize> = (0..wave.criteria.len()).collect();
    for base in &wave.bases {
        let people = People::new(wave, base, &wave.left_out);
        let atoms = Atoms::new(wave, base, &wave.left_out, &criteria);
        let mut span = Span::new(atoms, 1);
        let mut published = people.increments();
        let mut before = of_people(&span, wave, base, &people);
        for sorting in sortings(wave) {
            published.extend(columns(wave, &people, &sorting));
            let counted = span.count(sorting);
            let joined: Vec<u16> = (0..counted.sorting.groups() as u16).collect();
            assert!(span.admit(&counted, &joined), "a leverage above one");
            let found = of_people(&span, wave, base, &people);
            let dense = people.leverages(&published);
            for ((found, dense), before) in found.iter().zip(&dense).zip(&before) {
                assert!((found - dense).abs() < 1e-9, "{found} should be {dense}");
                assert!(*found >= before - 1e-12, "{found} fell from {before}");
            }
            before = found;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn leverages_agree_with_a_dense_pseudo_inverse_and_never_fall(recipe in recipe(12..70)) {
        agree(&recipe.wave());
    }
}

#[test]
fn people_in_no_increment_are_told_apart_by_their_groups_only() {
    let mut wave = Recipe {
        people: 60,
        batches: 3,
        criteria: vec![3, 2],
        missing: 0,
        wishes: 5,
        withdrawn: 2,
        bases: 1,
        seed: 7,
    }
    .wave();
    wave.bases[0].increments[1] = None;
    agree(&wave);
}

/// Two halves of ten million people, and the same halves with one who changed sides.
#[test]
fn one_person_of_ten_million_is_seen() {
    let half = 5_000_000;
    let atoms = Atoms {
        increment: vec![0; 3],
        people: vec![half, 1, half - 1],
        classes: vec![vec![0, 1, 1], vec![0, 0, 1]],
        increments: vec![Increment {
            people: 2 * u64::from(half),
            left_out: 0,
        }],
    };
    let by = |criterion: usize| Sorting::By {
        criterion,
        group_of: vec![0, 1],
        groups: 2,
    };
    let mut span = Span::new(atoms, 5);
    let first = span.count(by(0));
    assert!(span.admit(&first, &[0, 1]));
    let before = span.leverage_max();
    let second = span.count(by(1));
    assert!(!span.admit(&second, &[0, 1]), "{}", span.leverage_max());
    assert_eq!(
        span.leverage_max(),
        before,
        "what was refused leaves a trace"
    );
    let again = span.count(by(0));
    assert!(
        span.admit(&again, &[0, 1]),
        "the same groups again tell nothing new"
    );
    assert!((span.leverage_max() - before).abs() < 1e-15);
}
