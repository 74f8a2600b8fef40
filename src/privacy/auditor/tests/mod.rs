//! Laws of the audit, held against a matrix with a row for every person.

pub mod any;
pub mod dense;
mod orders;

use proptest::prelude::*;

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::wave::{Audit, Base, Grouping, Rule, SortedBy, Verdict, Wave};
use super::{AuditError, audit};
use crate::statistics::bit_plane::BitPlane;
use crate::survey::criterion::{Candidate, ClassRole, Classes};
use any::{Recipe, criterion, recipe};
use dense::People;

const RULE: Rule = Rule {
    group_size_min: 10,
    floor: 5,
};

fn audited(recipe: &Recipe) -> (Wave, Audit) {
    let wave = recipe.wave();
    let audit = audit(&wave, &recipe.candidates(), RULE).unwrap();
    (wave, audit)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The rule itself, on everything published of each base.
    #[test]
    fn nobodys_leverage_is_above_one_by_the_floor(recipe in recipe(30..160)) {
        let (wave, audit) = audited(&recipe);
        for (number, base) in wave.bases.iter().enumerate() {
            if audit.verdicts[number].iter().all(|verdict| *verdict == Verdict::Withheld) {
                continue;
            }
            let people = People::new(&wave, base, &audit.left_out);
            let leverages = people.leverages(&people.published(&wave, &audit, number));
            for leverage in leverages {
                prop_assert!(leverage <= 0.2 + 2e-9, "{leverage} in base {number}");
            }
        }
    }

    #[test]
    fn every_published_group_has_k_people_and_so_have_those_left_out(recipe in recipe(30..300)) {
        let (wave, audit) = audited(&recipe);
        for (number, base) in wave.bases.iter().enumerate() {
            let people = People::new(&wave, base, &audit.left_out);
            let mut is_anything_shown = false;
            for (candidate, verdict) in audit.candidates.iter().zip(&audit.verdicts[number]) {
                let groups = people.groups(&wave, candidate, verdict);
                let sizes = groups.iter().map(|group| group.iter().sum::<f64>());
                is_anything_shown |= *verdict != Verdict::Withheld;
                for size in sizes {
                    let is_empty_cell = matches!(verdict, Verdict::Pair(..)) && size == 0.0;
                    prop_assert!(size >= 10.0 || is_empty_cell, "{size} in {candidate:?}");
                }
            }
            let left_out = (0..people.rows.len()).filter(|&person| people.is_left_out(person));
            let left_out = left_out.filter(|&person| people.increment(person).is_some()).count();
            prop_assert!(!is_anything_shown || left_out == 0 || left_out >= 10, "{left_out}");
        }
        prop_assert!(wave.left_out.without(&audit.left_out).count() == 0, "a wish was lost");
    }
}

/// For each row whose group is published, the first row of that group.
fn partition(wave: &Wave, audit: &Audit, base: usize, place: usize) -> Vec<Option<usize>> {
    let people = People::new(wave, &wave.bases[base], &audit.left_out);
    let groups = people.groups(wave, &audit.candidates[place], &audit.verdicts[base][place]);
    let mut first = vec![None; wave.batches.len()];
    for group in groups {
        let members = people
            .rows
            .iter()
            .zip(&group)
            .filter(|(_, is_in)| **is_in == 1.0);
        let rows: Vec<usize> = members.filter_map(|(row, _)| *row).collect();
        for &row in &rows {
            first[row] = rows.first().copied();
        }
    }
    first
}

fn same_groups(one: (&Wave, &Audit), other: (&Wave, &Audit)) -> Result<(), TestCaseError> {
    prop_assert_eq!(&one.1.left_out, &other.1.left_out);
    for base in 0..one.0.bases.len() {
        for place in 0..one.1.candidates.len() {
            let found = partition(one.0, one.1, base, place);
            prop_assert_eq!(found, partition(other.0, other.1, base, place));
        }
    }
    Ok(())
}

/// Gives every class of the criterion another number.
fn relabelled(sorted: &SortedBy, number_of: &[u8]) -> SortedBy {
    let mut roles = sorted.classes.roles.clone();
    for (role, &number) in sorted.classes.roles.iter().zip(number_of) {
        roles[usize::from(number)] = *role;
    }
    SortedBy {
        criterion: sorted.criterion,
        codes: sorted
            .codes
            .iter()
            .map(|&code| number_of[usize::from(code)])
            .collect(),
        classes: Classes {
            roles,
            is_ordered: sorted.classes.is_ordered,
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_classes_does_not_matter(recipe in recipe(30..300), seed: u64) {
        let (wave, audit_of_wave) = audited(&recipe);
        let mut other = wave.clone();
        for sorted in &mut other.criteria {
            let count = sorted.classes.roles.len() as u8;
            let mut number_of: Vec<u8> = (0..count).collect();
            if sorted.classes.is_ordered {
                number_of.reverse();
            } else {
                number_of.shuffle(&mut StdRng::seed_from_u64(seed));
            }
            *sorted = relabelled(sorted, &number_of);
        }
        let audit_of_other = audit(&other, &recipe.candidates(), RULE).unwrap();
        same_groups((&wave, &audit_of_wave), (&other, &audit_of_other))?;
    }

    #[test]
    fn the_order_of_people_does_not_matter(recipe in recipe(30..300), seed: u64) {
        let (wave, expected) = audited(&recipe);
        let rows = wave.batches.len();
        let mut from: Vec<usize> = (0..rows).collect();
        from.shuffle(&mut StdRng::seed_from_u64(seed));
        let plane = |plane: &BitPlane| BitPlane::from_fn(rows, |row| plane.contains(from[row]));
        let sorted = |sorted: &SortedBy| SortedBy {
            codes: from.iter().map(|&row| sorted.codes[row]).collect(),
            ..sorted.clone()
        };
        let base = |base: &Base| Base {
            rows: plane(&base.rows),
            ..base.clone()
        };
        let other = Wave {
            batches: from.iter().map(|&row| wave.batches[row]).collect(),
            draw: from.iter().map(|&row| wave.draw[row]).collect(),
            criteria: wave.criteria.iter().map(sorted).collect(),
            bases: wave.bases.iter().map(base).collect(),
            left_out: plane(&wave.left_out),
        };
        let found = audit(&other, &recipe.candidates(), RULE).unwrap();
        prop_assert_eq!(&found.verdicts, &expected.verdicts);
        prop_assert_eq!(&found.left_out, &plane(&expected.left_out));
        prop_assert_eq!(&found, &audit(&other, &recipe.candidates(), RULE).unwrap());
    }

    /// What comes first in the charter is never worse off for what comes after.
    #[test]
    fn a_shorter_list_without_missing_answers_gives_the_same_beginning(recipe in recipe(30..300)) {
        let wave = Recipe { missing: 0, ..recipe.clone() }.wave();
        let candidates = recipe.candidates();
        let whole = audit(&wave, &candidates, RULE).unwrap();
        let some = audit(&wave, &candidates[..candidates.len().div_ceil(2)], RULE).unwrap();
        prop_assert_eq!(&some.left_out, &whole.left_out);
        for (some, whole) in some.verdicts.iter().zip(&whole.verdicts) {
            prop_assert_eq!(&some[..], &whole[..some.len()]);
        }
    }
}

/// A wave at whose close everything is seen at once, of classes this large.
fn closed(sizes: &[usize], roles: &[ClassRole], is_ordered: bool) -> Wave {
    let rows = sizes.iter().sum();
    let codes = (0_u8..)
        .zip(sizes)
        .flat_map(|(class, &size)| vec![class; size]);
    Wave {
        batches: vec![0; rows],
        criteria: vec![SortedBy {
            criterion: criterion(0),
            classes: Classes {
                roles: roles.to_vec(),
                is_ordered,
            },
            codes: codes.collect(),
        }],
        bases: vec![Base {
            rows: BitPlane::from_fn(rows, |_| true),
            increments: vec![Some(0)],
            withdrawn: vec![0],
        }],
        left_out: BitPlane::empty(rows),
        draw: (0..rows as u64).rev().collect(),
    }
}

fn by(groups: &[&[u8]]) -> Verdict {
    Verdict::By(Grouping(
        groups.iter().map(|group| group.to_vec()).collect(),
    ))
}

const ALONE: [Candidate; 1] = [Candidate::By(any::FIRST)];

#[test]
fn the_smallest_of_an_order_joins_its_smaller_neighbour() {
    let wave = closed(&[30, 20, 4, 25], &[ClassRole::Substantive; 4], true);
    let audit = audit(&wave, &ALONE, RULE).unwrap();
    assert_eq!(audit.verdicts, [[by(&[&[0], &[1, 2], &[3]])]]);
}

#[test]
fn what_has_no_order_joins_other_and_what_is_missing_joins_nothing() {
    let mut roles = [ClassRole::Substantive; 5];
    roles[2] = ClassRole::Other;
    roles[4] = ClassRole::NotStated;
    let wave = closed(&[30, 4, 8, 25, 12], &roles, false);
    let found = audit(&wave, &ALONE, RULE).unwrap();
    assert_eq!(found.verdicts, [[by(&[&[0], &[1, 2], &[3], &[4]])]]);
    assert_eq!(found.left_out.count(), 0);
    roles[2] = ClassRole::Substantive;
    let wave = closed(&[30, 4, 5, 25, 12], &roles, false);
    let without_other = audit(&wave, &ALONE, RULE).unwrap();
    // The two smallest are nine, so one more joins them.
    assert_eq!(without_other.verdicts, [[by(&[&[0], &[1, 2, 3], &[4]])]]);
}

#[test]
fn few_who_did_not_say_are_left_out_with_others_drawn_to_them() {
    let mut roles = [ClassRole::Substantive; 3];
    roles[2] = ClassRole::NotStated;
    let wave = closed(&[30, 30, 3], &roles, true);
    let found = audit(&wave, &ALONE, RULE).unwrap();
    assert_eq!(found.verdicts, [[by(&[&[0], &[1]])]]);
    assert_eq!(found.left_out.count(), 10);
    // The last rows come first in this draw.
    assert!((53..63).all(|row| found.left_out.contains(row)));
}

#[test]
fn more_who_did_not_say_than_a_fifth_take_their_breakdown_with_them() {
    let mut roles = [ClassRole::Substantive; 3];
    roles[2] = ClassRole::NotStated;
    let mut wave = closed(&[30, 30, 9], &roles, true);
    wave.left_out = BitPlane::from_fn(69, |row| row < 12);
    let found = audit(&wave, &ALONE, RULE).unwrap();
    assert_eq!(found.verdicts, [[Verdict::Withheld]]);
    assert_eq!(found.left_out, wave.left_out);
}

#[test]
fn two_groups_of_which_one_is_small_are_withheld() {
    let wave = closed(&[60, 9], &[ClassRole::Substantive; 2], false);
    let found = audit(&wave, &ALONE, RULE).unwrap();
    assert_eq!(found.verdicts, [[Verdict::Withheld]]);
    assert_eq!(found.left_out.count(), 0, "nobody is left out for nothing");
}

#[test]
fn a_routed_question_never_has_finer_groups_than_everybody() {
    let mut wave = closed(&[40, 40, 40], &[ClassRole::Substantive; 3], true);
    wave.bases.push(Base {
        // All of the first class, few of the second.
        rows: BitPlane::from_fn(120, |row| !(45..80).contains(&row)),
        ..wave.bases[0].clone()
    });
    wave.bases.push(Base {
        rows: BitPlane::from_fn(120, |row| row < 45),
        ..wave.bases[0].clone()
    });
    let found = audit(&wave, &ALONE, RULE).unwrap();
    let of_everybody = by(&[&[0], &[1], &[2]]);
    // Forty of each neighbour: who is drawn first, the last row, decides.
    let of_some = by(&[&[0], &[1, 2]]);
    assert_eq!(
        found.verdicts,
        [[of_everybody], [of_some], [Verdict::Withheld]]
    );
}

#[test]
fn a_wave_that_is_none_is_refused_with_what_is_wrong() {
    let whole = closed(&[30, 30], &[ClassRole::Substantive; 2], true);
    let refused = |change: &dyn Fn(&mut Wave)| {
        let mut wave = whole.clone();
        change(&mut wave);
        audit(&wave, &ALONE, RULE).unwrap_err()
    };
    let short = refused(&|wave| wave.draw.truncate(59));
    assert_eq!(
        short.to_string(),
        "places in the draw: 59 where the wave has 60"
    );
    let class = refused(&|wave| wave.criteria[0].codes[3] = 2);
    assert!(matches!(
        class,
        AuditError::Class {
            class: 2,
            classes: 2,
            ..
        }
    ));
    let batch = refused(&|wave| wave.batches[7] = 1);
    assert_eq!(
        batch,
        AuditError::Batch {
            batch: 1,
            batches: 1
        }
    );
    assert_eq!(refused(&|wave| wave.bases.clear()), AuditError::NoBase);
    assert_eq!(
        refused(&|wave| wave.criteria.clear()),
        AuditError::Unsorted(criterion(0))
    );
    let no_rule = Rule {
        group_size_min: 4,
        floor: 5,
    };
    assert!(matches!(
        audit(&whole, &ALONE, no_rule),
        Err(AuditError::NoRule { .. })
    ));
}

/// Two crossed questions, and sixty who did not answer the first, spread over
/// the second's answers in cells of twelve.
#[test]
fn those_missing_give_way_where_their_cells_would_use_up_the_floor() {
    let mut roles = [ClassRole::Substantive; 6];
    roles[5] = ClassRole::NotStated;
    let mut wave = closed(&[200, 200, 200, 200, 200, 60], &roles, true);
    for number in 1..4 {
        wave.criteria.push(SortedBy {
            criterion: criterion(number),
            classes: Classes {
                roles: vec![ClassRole::Substantive; 5],
                is_ordered: true,
            },
            codes: (0..1_060).map(|row| ((row / number) % 5) as u8).collect(),
        });
    }
    let pair = |number: usize| Candidate::Pair(any::FIRST, criterion(number));
    let crossed_once = audit(&wave, &[ALONE[0], pair(1)], RULE).unwrap();
    assert_eq!(crossed_once.left_out.count(), 0);
    let crossed_thrice = audit(&wave, &[ALONE[0], pair(1), pair(2), pair(3)], RULE).unwrap();
    assert_eq!(crossed_thrice.left_out.count(), 60);
    assert!(!crossed_thrice.verdicts[0].contains(&Verdict::Withheld));
}
