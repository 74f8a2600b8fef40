//! Which room may import which, and which room alone may name a library.

use super::SourceFile;
use super::syntax::{UsedPath, paths};

/// A room and what it may import besides itself: only what stands below it.
const ROOMS: &[(&str, &[&str])] = &[
    ("limits", &[]),
    ("clock", &[]),
    ("random", &[]),
    ("config", &["limits"]),
    ("background", &[]),
    // Pure.
    ("survey", &["limits"]),
    ("statistics", &["limits"]),
    ("privacy", &["limits", "statistics", "survey"]),
    ("chart", &["limits", "statistics", "privacy"]),
    ("membership", &["limits", "privacy"]),
    // Files and databases.
    ("keys", &["limits", "random", "privacy"]),
    (
        "store",
        &["limits", "background", "survey", "statistics", "privacy"],
    ),
    (
        "operations",
        &[
            "limits",
            "background",
            "clock",
            "random",
            "survey",
            "statistics",
            "privacy",
            "membership",
            "keys",
            "store",
        ],
    ),
    ("export", &["limits", "statistics", "privacy", "chart"]),
    // Readers and their doors.
    (
        "web",
        &[
            "limits",
            "clock",
            "random",
            "config",
            "survey",
            "statistics",
            "privacy",
            "chart",
            "membership",
            "store",
            "operations",
            "export",
        ],
    ),
    (
        "cli",
        &[
            "limits",
            "clock",
            "random",
            "config",
            "survey",
            "statistics",
            "privacy",
            "chart",
            "membership",
            "store",
            "operations",
            "export",
            "web",
        ],
    ),
];

const PURE: &[&str] = &["survey", "statistics", "privacy", "chart", "membership"];

/// Parts of a room that another room must not reach for, outside its tests.
const CLOSED: &[(&str, &str)] = &[
    ("chart", "statistics::totals"),
    ("chart", "privacy::published"),
    ("export", "statistics::totals"),
    ("export", "privacy::published"),
];

/// Libraries that only one room names.
const LIBRARIES: &[(&str, &[&str])] = &[
    (
        "store",
        &[
            "diesel",
            "diesel_migrations",
            "whynot_schema",
            "libsqlite3_sys",
            "pq_sys",
        ],
    ),
    ("web", &["actix_web", "askama", "askama_web", "qrcode"]),
    ("chart", &["plotters", "plotters_backend", "resvg"]),
    ("cli", &["clap", "indicatif"]),
];

/// What a pure room never names, outside its tests.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::time::SystemTime",
    "std::time::Instant",
    "tokio",
    "tracing",
];

/// The only files that may ask to be excused from `clippy.toml`'s list of calls.
const EXCUSED: &[&str] = &["src/clock.rs", "src/random.rs", "src/config.rs"];

pub fn breaches(file: &SourceFile) -> Vec<String> {
    let module = file.module();
    // The crate's roots start everything and may name every room.
    let Some(room) = module.first() else {
        return Vec::new();
    };
    let Some((_, below)) = ROOMS.iter().find(|(name, _)| name == room) else {
        return vec![format!(
            "{}: `{room}` is not a room of the design; give it its place in the list of rooms",
            file.path
        )];
    };
    let mut found = Vec::new();
    for path in paths(&file.text) {
        let in_tests = module
            .iter()
            .chain(&path.inside)
            .any(|name| name == "tests" || name == "samples");
        let complaint = if let Some(inner) = resolve(&path, &module) {
            crate_complaint(room, below, &inner, in_tests)
        } else {
            outside_complaint(&file.path, room, &path, in_tests)
        };
        if let Some(complaint) = complaint {
            found.push(format!("{}:{}: {complaint}", file.path, path.line));
        }
    }
    found
}

/// Whether the file names a library or one that begins with its name.
pub fn names_crate(file: &SourceFile, library: &str) -> bool {
    paths(&file.text)
        .iter()
        .any(|path| path.segments.len() > 1 && path.segments[0].starts_with(library))
}

/// The path from the crate's root, if it is one inside the crate.
fn resolve(path: &UsedPath, module: &[String]) -> Option<Vec<String>> {
    let mut here: Vec<String> = module.iter().chain(&path.inside).cloned().collect();
    let mut rest = path.segments.as_slice();
    match rest.first()?.as_str() {
        "crate" => here.clear(),
        "super" => {
            here.pop();
        }
        "self" => {}
        _ => return None,
    }
    rest = &rest[1..];
    while rest.first().is_some_and(|segment| segment == "super") {
        here.pop();
        rest = &rest[1..];
    }
    here.extend_from_slice(rest);
    Some(here)
}

fn crate_complaint(room: &str, below: &[&str], inner: &[String], in_tests: bool) -> Option<String> {
    let target = inner.first()?.as_str();
    if target == room {
        return None;
    }
    if !below.contains(&target) {
        return Some(format!("`{room}` may not import `{target}`"));
    }
    let whole = inner.join("::");
    let closed = |(by, part): &&(&str, &str)| *by == room && starts_with_path(&whole, part);
    match CLOSED.iter().find(closed) {
        Some((_, part)) if !in_tests => Some(format!("`{room}` may not reach into `{part}`")),
        _ => None,
    }
}

fn outside_complaint(file: &str, room: &str, path: &UsedPath, in_tests: bool) -> Option<String> {
    let whole = path.segments.join("::");
    if path.is_in_attribute
        && ["clippy::disallowed_methods", "clippy::disallowed_types"].contains(&whole.as_str())
        && !EXCUSED.contains(&file)
        && !in_tests
    {
        return Some(format!(
            "only {EXCUSED:?} may excuse themselves from {whole}"
        ));
    }
    let first = path.segments.first()?.as_str();
    let is_named = path.segments.len() > 1;
    for (owner, libraries) in LIBRARIES {
        if is_named && libraries.contains(&first) && *owner != room {
            return Some(format!("only `{owner}` names the library `{first}`"));
        }
    }
    let impure = IMPURE.iter().find(|part| starts_with_path(&whole, part));
    match impure {
        Some(part) if is_named && PURE.contains(&room) && !in_tests => {
            Some(format!("`{room}` is pure and may not use `{part}`"))
        }
        _ => None,
    }
}

fn starts_with_path(whole: &str, part: &str) -> bool {
    whole == part
        || whole
            .strip_prefix(part)
            .is_some_and(|rest| rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(path: &str, text: &str) -> Vec<String> {
        breaches(&SourceFile::new(path, text))
    }

    fn assert_complains(path: &str, text: &str, about: &str) {
        let found = complaints(path, text).join("\n");
        assert!(found.contains(about), "{text} in {path}: “{found}”");
    }

    #[test]
    fn a_room_may_not_import_one_above_it() {
        assert_complains(
            "src/survey/mod.rs",
            "use crate::web::forms;",
            "`survey` may not import `web`",
        );
        assert_complains(
            "src/store/pool.rs",
            "fn f() { crate::operations::seal(); }",
            "src/store/pool.rs:1: `store` may not import `operations`",
        );
        assert_complains(
            "src/web/mod.rs",
            "use crate::{limits, keys::Root};",
            "`web` may not import `keys`",
        );
        assert_complains(
            "src/cli/serve.rs",
            "use crate::keys::KeyDirectory;",
            "`cli` may not import `keys`",
        );
        assert_complains(
            "src/privacy/a.rs",
            "use super::super::store;",
            "`privacy` may not import `store`",
        );
        assert_complains(
            "src/privacy/a.rs",
            "mod tests { use super::super::super::cli; }",
            "`privacy` may not import `cli`",
        );
    }

    #[test]
    fn a_room_may_import_itself_and_those_below() {
        let text = "use super::pool; use self::x::y; use crate::{limits, survey::answer}; \
                    use crate::store::pool::{self, Row}; use diesel::prelude::*;";
        assert_eq!(complaints("src/store/pool.rs", text), [] as [String; 0]);
        assert_eq!(
            complaints("src/main.rs", "use whynot::cli;"),
            [] as [String; 0]
        );
    }

    #[test]
    fn charts_know_no_raw_counts_except_in_their_tests() {
        let text = "use crate::statistics::totals::Totals;";
        assert_complains("src/chart/bars.rs", text, "`statistics::totals`");
        let in_tests = format!("mod tests {{ {text} }}");
        assert_eq!(
            complaints("src/chart/bars.rs", &in_tests),
            [] as [String; 0]
        );
        assert_eq!(
            complaints("src/chart/bars/tests.rs", text),
            [] as [String; 0]
        );
    }

    #[test]
    fn a_library_is_named_in_its_room_only() {
        assert_complains("src/web/mod.rs", "use diesel::prelude::*;", "only `store`");
        assert_complains(
            "src/chart/mod.rs",
            "#[derive(askama::Template)] struct A;",
            "only `web`",
        );
        assert_complains(
            "src/operations/mod.rs",
            "use whynot_schema::{sqlite};",
            "only `store`",
        );
    }

    #[test]
    fn pure_rooms_touch_nothing() {
        assert_complains("src/statistics/a.rs", "use std::{fs, fmt};", "is pure");
        assert_complains("src/survey/a.rs", "use tokio::sync::mpsc;", "is pure");
        assert_eq!(
            complaints("src/survey/a.rs", "use std::time::Duration;"),
            [] as [String; 0]
        );
    }

    #[test]
    fn nobody_else_is_excused_from_the_list_of_calls() {
        let text = "#[expect(clippy::disallowed_methods, reason = \"x\")] fn f() {}";
        assert_complains("src/web/mod.rs", text, "may excuse themselves");
        assert_eq!(complaints("src/clock.rs", text), [] as [String; 0]);
    }

    #[test]
    fn an_unknown_room_is_named() {
        assert_complains("src/mail/mod.rs", "", "`mail` is not a room");
    }
}
