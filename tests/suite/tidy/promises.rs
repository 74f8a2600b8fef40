//! The table of promises and the lines that keep them: each names the other.

use super::SourceFile;

/// A row of the table in docs/PRIVACY.md.
#[derive(Debug)]
struct Promise {
    /// `P1`
    name: String,
    /// Files and folders (ending in `/`) under `src/`.
    places: Vec<String>,
}

impl Promise {
    fn names(&self, path: &str) -> bool {
        self.places.iter().any(|place| is_at(path, place))
    }
}

fn is_at(path: &str, place: &str) -> bool {
    let path = path.trim_start_matches("src/");
    path == place || place.ends_with('/') && path.starts_with(place)
}

/// The rows that begin with a number: its name in the first cell, files in the fourth.
fn promises(table: &str) -> Vec<Promise> {
    let rows = table.lines().filter(|line| line.starts_with("| P"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let places = cells.get(3).expect("a cell of files").split('`');
        Promise {
            name: cells[0].to_owned(),
            places: places.skip(1).step_by(2).map(str::to_owned).collect(),
        }
    })
    .collect()
}

/// `Promise P1` in a comment: the line and the promise's name.
fn marks(file: &SourceFile) -> Vec<(usize, String)> {
    let lines = (1..).zip(file.text.lines());
    lines
        .filter_map(|(number, line)| {
            let (_, after) = line.split_once("// Promise ")?;
            let name = after.split(|c: char| !c.is_alphanumeric()).next()?;
            Some((number, name.to_owned()))
        })
        .collect()
}

pub fn breaches(table: &str, files: &[SourceFile]) -> Vec<String> {
    let promises = promises(table);
    let mut found = Vec::new();
    let mut kept = Vec::new();
    for file in files {
        for (line, name) in marks(file) {
            let place = format!("{}:{line}", file.path);
            match promises.iter().find(|promise| promise.name == name) {
                None => found.push(format!("{place}: docs/PRIVACY.md has no promise {name}")),
                Some(promise) if !promise.names(&file.path) => found.push(format!(
                    "{place}: the row of {name} in docs/PRIVACY.md does not name this file"
                )),
                Some(_) => kept.push((name, &file.path)),
            }
        }
    }
    for promise in &promises {
        for place in &promise.places {
            let mut of_promise = kept.iter().filter(|(name, _)| *name == promise.name);
            if !of_promise.any(|(_, path)| is_at(path, place)) {
                found.push(format!(
                    "docs/PRIVACY.md: no line of src/{place} is marked as keeping {}",
                    promise.name
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
| | we promise | mechanism | file | test |
|---|---|---|---|---|
| P1 | silence | locks | `keys/a.rs`, `web/` | `tests/a.rs` |
";

    fn complaints(files: &[(&str, &str)]) -> Vec<String> {
        let files = files.iter().map(|(path, text)| SourceFile::new(path, text));
        breaches(TABLE, &files.collect::<Vec<_>>())
    }

    #[test]
    fn a_table_whose_every_file_is_marked_passes() {
        let kept = "//! A.\n// Promise P1: so.\n";
        let found = complaints(&[("src/keys/a.rs", kept), ("src/web/b.rs", kept)]);
        assert_eq!(found, [] as [String; 0]);
    }

    #[test]
    fn a_mark_of_no_promise_is_found() {
        let found = complaints(&[("src/web/b.rs", "//! B.\n    // Promise P9: so.\n")]).join("\n");
        assert!(found.contains("src/web/b.rs:2: docs/PRIVACY.md has no promise P9"));
    }

    #[test]
    fn a_mark_in_a_file_that_the_row_does_not_name_is_found() {
        let found = complaints(&[("src/cli/c.rs", "// Promise P1: so.\n")]).join("\n");
        assert!(found.contains("src/cli/c.rs:1: the row of P1"), "{found}");
    }

    #[test]
    fn a_promise_that_no_line_keeps_is_found_file_by_file() {
        let found = complaints(&[("src/web/b.rs", "// Promise P1: so.\n")]);
        let missing = "docs/PRIVACY.md: no line of src/keys/a.rs is marked as keeping P1";
        assert_eq!(found, [missing]);
    }
}
