//! Laws of all survey files.

use proptest::prelude::*;

use super::*;
use crate::survey::generated::survey;

/// Whole surveys are large; a quarter of the usual number of cases.
fn fewer_cases() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    config.cases = (config.cases / 4).max(1);
    config
}

proptest! {
    #![proptest_config(fewer_cases())]

    #[test]
    fn an_exported_survey_imports_as_an_equal_survey(survey in survey()) {
        let file = write(&survey);
        match read(&file) {
            Ok(imported) => prop_assert_eq!(imported, survey),
            Err(problems) => prop_assert!(false, "{problems:#?}\n{file}"),
        }
    }

    #[test]
    fn a_damaged_file_is_refused_or_read_but_never_breaks_the_reader(
        survey in survey(),
        at in any::<proptest::sample::Index>(),
        damage in "[\\[\\]{}=\",.a-z0-9\\n]{0,4}",
    ) {
        let mut file: Vec<char> = write(&survey).chars().collect();
        let start = at.index(file.len());
        let end = (start + 3).min(file.len());
        file.splice(start..end, damage.chars());
        let file: String = file.into_iter().collect();
        let lines = file.lines().count() + 1;
        if let Err(problems) = read(&file) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                prop_assert!((1..=lines).contains(&problem.line), "{problem}");
            }
        }
    }
}
