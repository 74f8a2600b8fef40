//! Chores that go through all surveys: one that cannot be done keeps none of the
//! others waiting, and none of their reasons is lost.

use super::error::OperationError;

/// Does it for each and returns the last reason why it could not be done. What
/// will not pass by itself is said of each; a database that is away would say
/// the same of all of them.
pub(super) fn one_by_one<S>(
    surveys: impl IntoIterator<Item = S>,
    called: impl Fn(&S) -> String,
    mut chore: impl FnMut(&S) -> Result<(), OperationError>,
) -> Result<(), OperationError> {
    let mut outcome = Ok(());
    for survey in surveys {
        if let Err(error) = chore(&survey) {
            if !error.is_passing() {
                tracing::error!(survey = called(&survey), %error, "a chore cannot be done");
            }
            outcome = Err(error);
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_fails_keeps_no_other_waiting() {
        let mut done = Vec::new();
        let outcome = one_by_one([1, 2, 3], ToString::to_string, |survey| {
            done.push(*survey);
            match survey {
                2 => Err(OperationError::Panicked),
                _ => Ok(()),
            }
        });
        assert_eq!(done, [1, 2, 3]);
        assert!(matches!(outcome, Err(OperationError::Panicked)));
    }
}
