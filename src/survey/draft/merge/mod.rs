//! Two editors' versions of one draft put together, field by field: what only
//! one of them changed is taken, what both changed is theirs or mine.
//!
//! Works on the draft as a tree of named fields and of lists whose items have
//! ids, so that a new field needs no rule of its own.

mod change;
mod lists;
mod words;

use serde_json::{Map, Value};

pub use change::change;

use super::Draft;
use super::labels::Part;

/// Both versions in one, as far as they do not contradict each other.
#[derive(Debug, Clone)]
pub struct Merged {
    /// Where they do, theirs.
    pub draft: Draft,
    pub conflicts: Vec<Contradiction>,
    versions: [Option<Value>; 3],
}

/// What two editors have changed differently, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// “Which of these …”: its text in “de”.
    pub what: String,
    pub mine: String,
    pub theirs: String,
}

/// `base` is what both began with.
pub fn merge(base: &Draft, mine: &Draft, theirs: &Draft) -> Merged {
    // A draft is a tree of named fields: this cannot fail, and if it did,
    // nothing of theirs would be lost.
    let versions = [base, mine, theirs].map(|draft| serde_json::to_value(draft).ok());
    let (merged, conflicts) = merged(&versions, &|_| false);
    Merged {
        draft: merged.unwrap_or_else(|| theirs.clone()),
        conflicts,
        versions,
    }
}

impl Merged {
    /// With mine for those contradictions, by number, where it was `chosen`.
    pub fn chosen(self, chosen: impl Fn(usize) -> bool) -> Draft {
        merged(&self.versions, &chosen).0.unwrap_or(self.draft)
    }
}

fn merged(
    versions: &[Option<Value>; 3],
    is_mine_chosen: &dyn Fn(usize) -> bool,
) -> (Option<Draft>, Vec<Contradiction>) {
    let [Some(base), Some(mine), Some(theirs)] = versions else {
        return (None, Vec::new());
    };
    let mut merging = Merging {
        names: words::Names::of(theirs),
        is_mine_chosen,
        conflicts: Vec::new(),
        path: Vec::new(),
    };
    let three = Three {
        base: Some(base),
        mine: Some(mine),
        theirs: Some(theirs),
    };
    let merged = merging.value(three);
    let draft = merged.and_then(|merged| serde_json::from_value(merged).ok());
    (draft, merging.conflicts)
}

/// The same place in three versions; `None` where it is not there.
#[derive(Debug, Clone, Copy)]
struct Three<'v> {
    base: Option<&'v Value>,
    mine: Option<&'v Value>,
    theirs: Option<&'v Value>,
}

impl<'v> Three<'v> {
    fn map<T>(self, of: impl Fn(&'v Value) -> Option<T>) -> Option<[T; 3]> {
        Some([of(self.base?)?, of(self.mine?)?, of(self.theirs?)?])
    }
}

/// One step down the tree.
#[derive(Debug, Clone)]
enum Step {
    Field(String),
    /// An item of a list, and how people call it.
    Item(String),
}

struct Merging<'a> {
    names: words::Names<'a>,
    is_mine_chosen: &'a dyn Fn(usize) -> bool,
    conflicts: Vec<Contradiction>,
    path: Vec<Step>,
}

/// What is in the list that the path has come to.
fn listed(path: &[Step]) -> Option<Part> {
    match path.last() {
        Some(Step::Field(list)) => Part::of_list(list),
        _ => None,
    }
}

impl Merging<'_> {
    fn value(&mut self, three: Three<'_>) -> Option<Value> {
        let Three { base, mine, theirs } = three;
        if mine == theirs || base == mine {
            return theirs.cloned();
        }
        if base == theirs {
            return mine.cloned();
        }
        // A text that was empty until now has no base to go down from.
        let nothing = Value::Object(Map::new());
        let with_base = Three {
            base: base.or(Some(&nothing)),
            ..three
        };
        if let Some(fields) = with_base.map(Value::as_object) {
            return Some(Value::Object(self.fields(fields)));
        }
        if let Some(lists) = three.map(lists::items) {
            return Some(Value::Array(self.items(lists)));
        }
        self.contradiction(mine, theirs)
    }

    fn fields(&mut self, [base, mine, theirs]: [&Map<String, Value>; 3]) -> Map<String, Value> {
        let mut merged = Map::new();
        let only_mine = mine.keys().filter(|key| !theirs.contains_key(*key));
        for key in theirs.keys().chain(only_mine) {
            self.path.push(Step::Field(key.clone()));
            let three = Three {
                base: base.get(key),
                mine: mine.get(key),
                theirs: theirs.get(key),
            };
            if let Some(value) = self.value(three) {
                merged.insert(key.clone(), value);
            }
            self.path.pop();
        }
        merged
    }

    fn contradiction(&mut self, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
        let is_mine = (self.is_mine_chosen)(self.conflicts.len());
        self.conflicts.push(Contradiction {
            what: words::place(&self.path),
            mine: words::value(&self.names, mine),
            theirs: words::value(&self.names, theirs),
        });
        if is_mine { mine } else { theirs }.cloned()
    }
}
