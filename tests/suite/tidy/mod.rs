//! The architecture as a test: which room may import which, what a source file
//! looks like, and what may not stand in any file.
//!
//! `clippy.toml` holds the rules that concern a single call; those that concern
//! a whole file or a room are here.

mod imports;
mod promises;
mod syntax;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

/// A file as the rules see it: its path from the project's root, and its text.
struct SourceFile {
    path: String,
    text: String,
}

impl SourceFile {
    #[cfg(test)]
    fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// `src/web/studio/mod.rs` is `["web", "studio"]`; the crate's roots are `[]`.
    fn module(&self) -> Vec<String> {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
        let is_folder = module.last().is_some_and(|last| last == "mod");
        let is_root = module.len() == 1 && ["lib", "main"].contains(&module[0].as_str());
        if is_folder || is_root {
            module.pop();
        }
        module
    }
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file under a folder of the project, or none if there is no such folder.
fn files_under(folder: &str) -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&project().join(folder), &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn collect(folder: &Path, files: &mut Vec<SourceFile>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(project()).expect("inside the project");
            files.push(SourceFile {
                path: path.display().to_string(),
                text,
            });
        }
    }
}

/// Rust files of the crate; the generated schema is a crate of its own.
fn sources() -> Vec<SourceFile> {
    let mut files = files_under("src");
    files.retain(|file| file.path.ends_with(".rs") && !file.path.starts_with("src/store/schema/"));
    assert!(files.len() > 10, "the sources were not found");
    files
}

fn assert_none(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn rooms_import_only_what_stands_below_them() {
    let breaches: Vec<String> = sources().iter().flat_map(imports::breaches).collect();
    assert_none(&breaches);
}

#[test]
fn the_drawing_library_is_named_in_one_file() {
    let naming: Vec<String> = sources()
        .iter()
        .filter(|file| imports::names_crate(file, "plotters"))
        .map(|file| file.path.clone())
        .collect();
    assert!(naming.len() <= 1, "plotters is named in {naming:?}");
}

#[test]
fn every_promise_is_kept_where_its_row_says_and_every_mark_names_a_row() {
    let table = fs::read_to_string(project().join("docs/PRIVACY.md")).expect("the promises");
    let breaches = promises::breaches(&table, &sources());
    assert_none(&breaches);
}

#[test]
fn every_source_file_says_what_lives_in_it_and_keeps_to_one_subject() {
    let breaches: Vec<String> = sources().iter().flat_map(text::source_breaches).collect();
    assert_none(&breaches);
}

#[test]
fn no_file_holds_a_path_of_somebodys_machine_or_work_left_for_later() {
    let folders = [
        "src",
        "tests",
        "templates",
        "static",
        "migrations",
        "docs",
        "benches",
        ".ci",
    ];
    let breaches: Vec<String> = folders
        .iter()
        .flat_map(|folder| files_under(folder))
        .filter(|file| !file.path.starts_with("tests/browser/axe/"))
        .flat_map(|file| text::leftovers(&file))
        .collect();
    assert_none(&breaches);
}
