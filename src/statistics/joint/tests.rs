//! Counting together is counting one by one.

use proptest::prelude::*;

use super::*;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::{Column, OptionPlanes};

const GROUPS: usize = 3;

fn plane(length: usize) -> impl Strategy<Value = BitPlane> {
    prop::collection::vec(any::<bool>(), length)
        .prop_map(move |bits| BitPlane::from_fn(length, |i| bits[i]))
}

fn codes(length: usize, categories: u8) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..FIRST_CATEGORY + categories, length)
}

fn column(length: usize) -> impl Strategy<Value = Column> {
    let option = (plane(length), prop::option::of(plane(length)))
        .prop_map(|(chosen, seen)| OptionPlanes { chosen, seen });
    let options = prop::collection::vec(option, 0..9);
    prop_oneof![
        codes(length, 5).prop_map(|codes| Column::Codes {
            categories: 5,
            codes
        }),
        (plane(length), plane(length), options).prop_map(|(shown, answered, options)| {
            Column::Several {
                shown,
                answered,
                options,
            }
        }),
        prop::collection::vec(codes(length, 4), 1..4).prop_map(|rows| Column::Grid {
            categories: 4,
            rows
        }),
        prop::collection::vec(codes(length, 6), 1..4)
            .prop_map(|places| Column::Ranked { options: 6, places }),
        (
            codes(length, 1),
            prop::collection::vec(-20_i64..120, length)
        )
            .prop_map(|(states, values)| Column::Numbers {
                states,
                values,
                bands: vec![(0, 29), (30, 59), (60, 99)],
            }),
        codes(length, 1).prop_map(|states| Column::Texts { states }),
        Just(Column::Nothing { length }),
    ]
}

fn sorted_column() -> impl Strategy<Value = (Column, Vec<u16>)> {
    (0_usize..150).prop_flat_map(|length| {
        let groups = prop::collection::vec(0..=GROUPS as u16, length);
        (column(length), groups)
    })
}

proptest! {
    #[test]
    fn groups_counted_together_are_as_if_counted_one_by_one(
        (column, groups) in sorted_column(),
    ) {
        let mut joint = JointCounts::new(GROUPS);
        joint.add(&Strips::of(&column), &groups).unwrap();
        let expected: Vec<QuestionTotals> = (0..GROUPS as u16)
            .map(|group| {
                let members = BitPlane::from_fn(groups.len(), |i| groups[i] == group);
                column.count(Some(&members))
            })
            .collect();
        prop_assert_eq!(joint.totals(), Some(expected));
    }
}

#[test]
fn batches_add_up_and_another_question_does_not() {
    let mut joint = JointCounts::new(2);
    let column = Column::Codes {
        categories: 2,
        codes: vec![2, 3, 3],
    };
    let strips = Strips::of(&column);
    joint.add(&strips, &[0, 1, 1]).unwrap();
    joint.add(&strips, &[0, 0, 2]).unwrap();
    let totals = joint.totals().unwrap();
    assert_eq!(totals[0].tallies[0].counts, [2, 1]);
    assert_eq!(totals[1].tallies[0].counts, [0, 2]);
    let other = Strips::of(&Column::Texts { states: vec![2] });
    assert_eq!(joint.add(&other, &[0]), Err(OtherQuestion));
}
