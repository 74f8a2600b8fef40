//! What one state of a draft changes in another, in a few words.

use serde_json::Value;

use super::{Step, listed, lists, words};
use crate::survey::draft::Draft;

/// “Which of these …”: text (de); for several things, how many.
pub fn change(before: &Draft, after: &Draft) -> String {
    let (Ok(before), Ok(after)) = (serde_json::to_value(before), serde_json::to_value(after))
    else {
        return "nothing".to_owned();
    };
    let mut found = Finding {
        names: words::Names::of(&after),
        path: Vec::new(),
        changes: Vec::new(),
    };
    found.value(&before, &after);
    match found.changes.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first, rest @ ..] => match rest.len() {
            1 => format!("{first}, and one more change"),
            more => format!("{first}, and {more} more changes"),
        },
    }
}

struct Finding<'v> {
    names: words::Names<'v>,
    path: Vec<Step>,
    changes: Vec<String>,
}

impl Finding<'_> {
    fn value(&mut self, before: &Value, after: &Value) {
        if before == after {
            return;
        }
        if let (Some(before), Some(after)) = (lists::items(before), lists::items(after)) {
            return self.items(&before, &after);
        }
        let (Some(was), Some(is)) = (before.as_object(), after.as_object()) else {
            return self.changes.push(words::place(&self.path));
        };
        let gone = was.keys().filter(|key| !is.contains_key(*key));
        for key in is.keys().chain(gone) {
            self.path.push(Step::Field(key.clone()));
            let nothing = Value::Null;
            let of = |fields: &serde_json::Map<String, Value>| fields.get(key).cloned();
            let (before, after) = (of(was), of(is));
            self.value(
                before.as_ref().unwrap_or(&nothing),
                after.as_ref().unwrap_or(&nothing),
            );
            self.path.pop();
        }
    }

    fn items(&mut self, before: &[lists::Item<'_>], after: &[lists::Item<'_>]) {
        let find = |items: &[lists::Item<'_>], id: &str| {
            let mut items = items.iter();
            items
                .find(|(other, _)| *other == id)
                .map(|(_, item)| (*item).clone())
        };
        for (id, item) in after {
            let name = self.names.item(listed(&self.path), Some(item));
            self.path.push(Step::Item(name));
            match find(before, id) {
                None => self
                    .changes
                    .push(format!("{} added", words::place(&self.path))),
                Some(was) => self.value(&was, item),
            }
            self.path.pop();
        }
        for (id, item) in before {
            if find(after, id).is_none() {
                let name = self.names.item(listed(&self.path), Some(item));
                self.path.push(Step::Item(name));
                self.changes
                    .push(format!("{} taken out", words::place(&self.path)));
                self.path.pop();
            }
        }
        if lists::is_rearranged(before, after) {
            let what = match self.path.last() {
                Some(Step::Field(list)) => {
                    let part = words::part_of(&self.path);
                    format!("{} moved", words::called(part, list))
                }
                _ => "something moved".to_owned(),
            };
            self.changes.push(what);
        }
    }
}
