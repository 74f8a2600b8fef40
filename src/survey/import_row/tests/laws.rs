//! What holds for every file, however broken.

use proptest::prelude::*;

use super::super::RowReader;
use crate::survey::file;
use crate::survey::packed;

const SURVEY: &str = include_str!("../../../../surveys/example/survey.toml");
const ROWS: &str = include_str!("../../../../surveys/example/invented-responses.csv");

/// Reads a file as an import does; returns how many rows were taken.
fn import(bytes: &[u8]) -> usize {
    let survey = file::read(SURVEY).unwrap();
    let questionnaire = &survey.questionnaire;
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let Ok(header) = csv.headers().cloned() else {
        return 0;
    };
    let header: Vec<&str> = header.iter().collect();
    let Ok(reader) = RowReader::new(&survey, &header) else {
        return 0;
    };
    let mut taken = 0;
    for record in csv.records().flatten() {
        let record: Vec<&str> = record.iter().collect();
        let Ok(response) = reader.read(&record) else {
            continue;
        };
        let packed = packed::pack(&response);
        assert!(packed.len() <= packed::packed_length_max(questionnaire));
        let unpacked = packed::unpack(&packed, questionnaire.questions.len());
        assert_eq!(unpacked.unwrap(), response);
        taken += 1;
    }
    taken
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        import(&bytes);
    }

    #[test]
    fn a_damaged_file_is_read_row_by_row(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let mut bytes = ROWS.as_bytes().to_vec();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let rows = ROWS.lines().count() - 1;
        prop_assert!(import(&bytes) <= rows + 12);
    }
}

#[test]
fn the_file_itself_is_taken_whole() {
    assert_eq!(import(ROWS.as_bytes()), ROWS.lines().count() - 1);
}
