//! What a source file looks like, and what no file may hold.

use super::SourceFile;
use super::syntax::paths;

const LINES_MAX: usize = 500;

/// Drawers, not rooms.
const DRAWERS: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "types", "manager", "managers",
    "service", "services",
];

pub fn source_breaches(file: &SourceFile) -> Vec<String> {
    let mut found = Vec::new();
    if !file.text.starts_with("//!") {
        found.push(format!(
            "{}: does not open with `//!` and what lives in it",
            file.path
        ));
    }
    let lines = file.text.lines().count();
    if lines > LINES_MAX {
        found.push(format!(
            "{}: {lines} lines are more than one subject",
            file.path
        ));
    }
    if let Some(drawer) = file
        .module()
        .iter()
        .find(|name| DRAWERS.contains(&name.as_str()))
    {
        found.push(format!(
            "{}: `{drawer}` says nothing; name it after what it is",
            file.path
        ));
    }
    for path in paths(&file.text) {
        if path.is_in_attribute && path.segments == ["allow"] {
            found.push(format!(
                "{}:{}: use `expect` with a reason instead of `allow`",
                file.path, path.line
            ));
        }
    }
    for (number, line) in numbered(&file.text) {
        if line.contains("peer_addr") {
            found.push(format!(
                "{}:{number}: nothing reads where a request came from",
                file.path
            ));
        }
    }
    found
}

/// Paths of one machine, and marks of unfinished work.
pub fn leftovers(file: &SourceFile) -> Vec<String> {
    // Put together here so that this file does not hold them itself.
    let folders = ["work", "home", "root", "Users"].map(|folder| format!("/{folder}/"));
    let marks = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"]].map(|halves| halves.concat());
    let mut found = Vec::new();
    for (number, line) in numbered(&file.text) {
        for folder in &folders {
            if line.contains(folder.as_str()) {
                found.push(format!(
                    "{}:{number}: {folder} is a path of one machine",
                    file.path
                ));
            }
        }
        for mark in &marks {
            if words(line).any(|word| word == mark) {
                found.push(format!(
                    "{}:{number}: {mark} is work left for later",
                    file.path
                ));
            }
        }
    }
    found
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_source(path: &str, text: &str) -> String {
        source_breaches(&SourceFile::new(path, text)).join("\n")
    }

    fn of_any(text: &str) -> String {
        leftovers(&SourceFile::new("docs/a.md", text)).join("\n")
    }

    #[test]
    fn a_file_that_opens_with_its_subject_passes() {
        assert_eq!(of_source("src/survey/answer.rs", "//! Answers.\n"), "");
        assert_eq!(of_any("a paper at home, work and rooting\n"), "");
    }

    #[test]
    fn a_file_without_an_opening_is_found() {
        let found = of_source("src/survey/answer.rs", "// Answers.\n");
        assert!(found.contains("does not open"), "{found}");
    }

    #[test]
    fn a_long_file_is_found() {
        let text = format!("//! Long.\n{}", "//\n".repeat(LINES_MAX));
        let found = of_source("src/survey/answer.rs", &text);
        assert!(found.contains("501 lines"), "{found}");
    }

    #[test]
    fn a_drawer_is_found() {
        for path in ["src/web/utils.rs", "src/helpers/mod.rs"] {
            let found = of_source(path, "//! Things.\n");
            assert!(found.contains("says nothing"), "{path}: {found}");
        }
    }

    #[test]
    fn an_allowed_lint_is_found() {
        let text = "//! A.\n\n#[allow(dead_code)]\nfn allow() {}\n";
        let found = of_source("src/survey/answer.rs", text);
        assert_eq!(found.lines().count(), 1, "{found}");
        assert!(found.starts_with("src/survey/answer.rs:3:"), "{found}");
        let text = "//! A.\n#![cfg_attr(test, allow(dead_code))]\n";
        assert_ne!(of_source("src/survey/answer.rs", text), "");
    }

    #[test]
    fn a_look_at_the_sender_is_found() {
        let text = "//! A.\nfn f(r: R) { r.head().peer_addr; }\n";
        let found = of_source("src/web/mod.rs", text);
        assert!(found.starts_with("src/web/mod.rs:2:"), "{found}");
    }

    #[test]
    fn machine_paths_and_marks_are_found() {
        assert!(of_any(&format!("see /{}/anna/a", "home")).contains("docs/a.md:1"));
        assert!(of_any(&format!("// {}{}: later", "TO", "DO")).contains("left for later"));
    }
}
