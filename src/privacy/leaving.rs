//! How many left a survey on the way, as it may be told.

/// What is told of `forms` that got to a page and were not sent: whole groups of
/// *k*, rounded down. `None` for fewer than one, of which nobody can tell
/// whether anybody left at all.
// Promise P4: some and none look alike, and no number is of fewer than k.
pub fn told(forms: i64, group_size_min: u16) -> Option<u64> {
    let group = u64::from(group_size_min.max(1));
    let groups = u64::try_from(forms).unwrap_or(0) / group;
    (groups > 0).then_some(groups * group)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_and_fewer_than_a_group_look_alike() {
        assert_eq!(told(0, 10), told(9, 10));
        assert_eq!(told(-3, 10), None);
        assert_eq!(told(29, 10), Some(20));
    }

    proptest! {
        #[test]
        fn what_is_told_is_true_of_at_least_k_and_never_moves_by_fewer(
            k in 5_u16..=500,
            before in -100_i64..100_000,
            after in -100_i64..100_000,
        ) {
            let group = u64::from(k);
            let (before, after) = (told(before, k), told(after, k));
            for told in [before, after].into_iter().flatten() {
                prop_assert!(told >= group);
            }
            let moved = before.unwrap_or(0).abs_diff(after.unwrap_or(0));
            prop_assert!(moved == 0 || moved >= group);
        }
    }
}
