//! Lists of questions, options, rows and bands: what was added, taken out and
//! moved by either editor.

use serde_json::Value;

use super::{Merging, Step, Three, listed};

/// An item and its id.
pub(super) type Item<'v> = (&'v str, &'v Value);

/// The items of a list in which each has an id.
pub(super) fn items(list: &Value) -> Option<Vec<Item<'_>>> {
    let id = |item| Value::get(item, "id").and_then(Value::as_str);
    let items = list.as_array()?.iter();
    items.map(|item| Some((id(item)?, item))).collect()
}

fn find<'v>(items: &[Item<'v>], id: &str) -> Option<&'v Value> {
    let mut items = items.iter();
    items.find(|(other, _)| *other == id).map(|(_, item)| *item)
}

impl Merging<'_> {
    pub(super) fn items(&mut self, [base, mine, theirs]: [Vec<Item<'_>>; 3]) -> Vec<Value> {
        let mut merged = Vec::new();
        for id in order(&base, &mine, &theirs) {
            let three = Three {
                base: find(&base, id),
                mine: find(&mine, id),
                theirs: find(&theirs, id),
            };
            let shown = three.theirs.or(three.mine).or(three.base);
            let name = self.names.item(listed(&self.path), shown);
            self.path.push(Step::Item(name));
            merged.extend(self.value(three));
            self.path.pop();
        }
        merged
    }
}

/// Every id of either list: in the order of whoever moved something, theirs if
/// both did, the rest behind what it stood behind.
fn order<'v>(base: &[Item<'v>], mine: &[Item<'v>], theirs: &[Item<'v>]) -> Vec<&'v str> {
    let (leading, following) = match is_rearranged(base, theirs) || !is_rearranged(base, mine) {
        true => (theirs, mine),
        false => (mine, theirs),
    };
    let mut order: Vec<&str> = leading.iter().map(|(id, _)| *id).collect();
    let mut before = None;
    for (id, _) in following {
        if !order.contains(id) {
            let place = before.and_then(|before| order.iter().position(|id| *id == before));
            order.insert(place.map_or(0, |place| place + 1), id);
        }
        before = Some(*id);
    }
    order
}

/// Whether what is in both stands in another order.
pub(super) fn is_rearranged(base: &[Item<'_>], changed: &[Item<'_>]) -> bool {
    let kept = base.iter().filter(|(id, _)| find(changed, id).is_some());
    let still = changed.iter().filter(|(id, _)| find(base, id).is_some());
    !kept.map(|(id, _)| id).eq(still.map(|(id, _)| id))
}
