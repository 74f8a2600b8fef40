//! The options, rows and bands of a question's form, done to a draft.

use super::question_form::{QuestionForm, cleaned};
use crate::survey::draft::codes;
use crate::survey::draft::{Draft, DraftBand, DraftOption, DraftQuestion, DraftRow, ItemId, Texts};
use crate::survey::language::Language;

/// Changes what is there, puts it into the form's order, and adds what was typed
/// into the empty line or pasted.
pub fn apply(form: &QuestionForm, draft: &mut Draft) {
    let languages = draft.languages.clone();
    if form.shows("options") {
        rename_options(form, draft);
    }
    let Some(question) = form.question(draft) else {
        return;
    };
    let new = new_lines(form, &languages);
    if form.shows("options") {
        for option in &mut question.options {
            apply_option(form, &languages, option);
        }
        in_order_of_form(form, &mut question.options, |option| option.id);
        for text in new.iter().filter(|text| !text.is_empty()) {
            let option = new_option(form, &languages, question, text);
            question.options.push(option);
        }
    } else if form.shows("rows") {
        apply_rows(form, &languages, &mut question.rows);
        for text in new.iter().filter(|text| !text.is_empty()) {
            let taken: Vec<&str> = question.rows.iter().map(|row| row.code.as_str()).collect();
            let code = codes::proposed(first_of(text, &languages), "row", &taken);
            question.rows.push(DraftRow {
                id: form.ids.next(),
                code,
                text: text.clone(),
            });
        }
    } else if form.shows("bands") {
        apply_bands(form, &languages, &mut question.bands);
    }
}

/// The codes of options that were typed, or follow their texts.
fn rename_options(form: &QuestionForm, draft: &mut Draft) {
    let first = draft.languages.first().cloned();
    let Some(question) = form.question(draft) else {
        return;
    };
    let options = question.options.clone();
    let mut codes: Vec<String> = options.iter().map(|option| option.code.clone()).collect();
    let mut renamed = Vec::new();
    for (position, option) in options.iter().enumerate() {
        let others = codes.iter().enumerate();
        let taken: Vec<&str> = others
            .filter(|(other, _)| *other != position)
            .map(|(_, code)| code.as_str())
            .collect();
        let name = format!("p.{}", option.id);
        let old_text = first.as_ref().map_or("", |first| option.text.get(first));
        let typed_text = first
            .as_ref()
            .and_then(|first| form.pairs.find(&format!("{name}.text.{first}")));
        let new_text = typed_text.map_or(old_text.to_owned(), cleaned);
        let follows = form.codes_follow
            && option.code == codes::proposed(old_text, "option", &taken)
            && new_text != old_text;
        let code = match form.pairs.find(&format!("{name}.code")).map(str::trim) {
            Some(typed) if typed != option.code => typed.to_owned(),
            _ if follows || option.code.is_empty() => codes::proposed(&new_text, "option", &taken),
            _ => continue,
        };
        if let Some(known) = codes.get_mut(position) {
            known.clone_from(&code);
        }
        renamed.push((option.id, code));
    }
    for (option, code) in renamed {
        codes::rename_option(draft, form.item, option, &code);
    }
}

fn apply_option(form: &QuestionForm, languages: &[Language], option: &mut DraftOption) {
    let name = format!("p.{}", option.id);
    form.text(&format!("{name}.text"), languages, &mut option.text);
    if form.ticked(&format!("{name}.marks")) {
        let ticked = |mark: &str| form.ticked(&format!("{name}.{mark}"));
        let was_marked = option.is_exclusive || option.is_other || option.is_declined;
        option.is_other = ticked("other");
        option.is_exclusive = ticked("exclusive");
        option.is_declined = ticked("declined");
        let is_marked = option.is_exclusive || option.is_other || option.is_declined;
        option.is_pinned = match is_marked == was_marked {
            true => ticked("pinned"),
            // Such options keep their place unless one says otherwise afterwards.
            false => is_marked,
        };
        form.field(&format!("{name}.show_when"), &mut option.show_when);
    }
}

fn new_option(
    form: &QuestionForm,
    languages: &[Language],
    question: &DraftQuestion,
    text: &Texts,
) -> DraftOption {
    let options = question.options.iter();
    let taken: Vec<&str> = options.map(|option| option.code.as_str()).collect();
    DraftOption {
        id: form.ids.next(),
        code: codes::proposed(first_of(text, languages), "option", &taken),
        text: text.clone(),
        is_exclusive: false,
        is_other: false,
        is_declined: false,
        is_pinned: false,
        show_when: String::new(),
    }
}

fn apply_rows(form: &QuestionForm, languages: &[Language], rows: &mut [DraftRow]) {
    let first = languages.first();
    let known: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    for (position, row) in rows.iter_mut().enumerate() {
        let name = format!("p.{}", row.id);
        let others = known.iter().enumerate();
        let taken: Vec<&str> = others
            .filter(|(other, _)| *other != position)
            .map(|(_, code)| code.as_str())
            .collect();
        let old = first.map_or("", |first| row.text.get(first));
        let follows = form.codes_follow && row.code == codes::proposed(old, "row", &taken);
        form.text(&format!("{name}.text"), languages, &mut row.text);
        let typed = form.pairs.find(&format!("{name}.code")).map(str::trim);
        match typed {
            Some(typed) if typed != row.code => typed.clone_into(&mut row.code),
            _ if follows || row.code.is_empty() => {
                row.code = codes::proposed(first_of(&row.text, languages), "row", &taken);
            }
            _ => {}
        }
    }
    in_order_of_form(form, rows, |row| row.id);
}

fn apply_bands(form: &QuestionForm, languages: &[Language], bands: &mut Vec<DraftBand>) {
    for band in &mut *bands {
        let name = format!("p.{}", band.id);
        form.text(&format!("{name}.text"), languages, &mut band.text);
        form.field(&format!("{name}.from"), &mut band.from);
        form.field(&format!("{name}.to"), &mut band.to);
        form.field(&format!("{name}.code"), &mut band.code);
    }
    in_order_of_form(form, bands, |band| band.id);
    let mut text = Texts::default();
    form.text("new.text", languages, &mut text);
    let mut new = DraftBand {
        id: form.ids.next(),
        code: String::new(),
        text,
        from: String::new(),
        to: String::new(),
    };
    form.field("new.from", &mut new.from);
    form.field("new.to", &mut new.to);
    if !(new.text.is_empty() && new.from.is_empty() && new.to.is_empty()) {
        bands.push(new);
    }
}

/// What was typed into the empty line, then what was pasted: a line each, and a
/// tab between the languages, as spreadsheets copy them.
fn new_lines(form: &QuestionForm, languages: &[Language]) -> Vec<Texts> {
    let mut typed = Texts::default();
    form.text("new.text", languages, &mut typed);
    let shown: Vec<&Language> = form
        .pairs
        .values("language")
        .filter_map(|tag| languages.iter().find(|language| language.as_str() == tag))
        .collect();
    let pasted = form.pairs.value("paste").lines();
    let pasted = pasted.map(|line| {
        let cells = line.split('\t').map(cleaned);
        shown
            .iter()
            .map(|language| (*language).clone())
            .zip(cells)
            .collect()
    });
    std::iter::once(typed).chain(pasted).collect()
}

fn first_of<'t>(text: &'t Texts, languages: &[Language]) -> &'t str {
    languages.first().map_or("", |first| text.get(first))
}

/// What the form does not name, because somebody has added it since, comes last.
fn in_order_of_form<T>(form: &QuestionForm, parts: &mut [T], id: impl Fn(&T) -> ItemId) {
    let order: Vec<ItemId> = form
        .pairs
        .values("part")
        .filter_map(|part| part.parse().ok())
        .collect();
    parts.sort_by_key(|part| {
        let position = order.iter().position(|named| *named == id(part));
        position.unwrap_or(usize::MAX)
    });
}

/// Moves a part one place up (`-1`) or down (`1`).
pub fn shift(question: &mut DraftQuestion, part: ItemId, by: isize) {
    shift_one(&mut question.options, |option| option.id == part, by);
    shift_one(&mut question.rows, |row| row.id == part, by);
    shift_one(&mut question.bands, |band| band.id == part, by);
}

/// Swaps the item with its neighbour, if both are there.
pub fn shift_one<T>(items: &mut [T], is_it: impl Fn(&T) -> bool, by: isize) {
    let from = items.iter().position(is_it);
    let to = from.and_then(|from| from.checked_add_signed(by));
    if let (Some(from), Some(to)) = (from, to)
        && to < items.len()
    {
        items.swap(from, to);
    }
}

pub fn remove(question: &mut DraftQuestion, part: ItemId) {
    question.options.retain(|option| option.id != part);
    question.rows.retain(|row| row.id != part);
    question.bands.retain(|band| band.id != part);
}
