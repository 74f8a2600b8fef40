//! Laws of the audit, held against a matrix with a row for every person.

pub mod any;
pub mod dense;

use proptest::prelude::*;

use super::audit;
use super::wave::{Audit, Rule, Verdict, Wave};
use any::{Recipe, recipe};
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
