//! A draft as a survey file, good or not, and where in it each field stands.

use super::labels::{Part, label};
use super::{
    Draft, DraftBand, DraftCharter, DraftOption, DraftQuestion, DraftQuota, DraftRow, ItemId, Kind,
    Texts,
};
use crate::survey::calendar::Calendar;
use crate::survey::charter::{Access, Clause, Reminders};
use crate::survey::file::{import_lines, planned_lines, quoted};
use crate::survey::language::Language;

/// A field of a draft, or of a question, or of one of its options, rows or
/// bands; called as in survey files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub question: Option<ItemId>,
    pub part: Option<ItemId>,
    pub field: &'static str,
}

/// The file, and from which byte on which field stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    pub text: String,
    places: Vec<(usize, Place)>,
}

impl DraftFile {
    /// The field that stands at this byte.
    pub fn place_at(&self, at: usize) -> Place {
        let after = self.places.partition_point(|(start, _)| *start <= at);
        let place = self.places.get(after.saturating_sub(1));
        place.map_or(Place::of_survey("title"), |(_, place)| *place)
    }
}

impl Place {
    /// What the form calls the field.
    pub fn label(&self) -> &'static str {
        let part = match (self.question, self.part) {
            (None, None) => Part::Survey,
            (None, Some(_)) => Part::Quota,
            (Some(_), None) => Part::Question,
            (Some(_), Some(_)) => Part::Option,
        };
        label(part, self.field)
    }

    pub(super) const fn of_survey(field: &'static str) -> Self {
        Self {
            question: None,
            part: None,
            field,
        }
    }
}

/// TOML. What must be there is written even where it is empty, so that the
/// reader says what is wrong with that very field.
pub fn file_of(draft: &Draft) -> DraftFile {
    let mut writer = Writer {
        languages: &draft.languages,
        place: Place::of_survey("title"),
        file: DraftFile {
            text: String::new(),
            places: Vec::new(),
        },
    };
    writer.survey(draft);
    writer.file
}

struct Writer<'a> {
    languages: &'a [Language],
    /// Of which question and part the next field is.
    place: Place,
    file: DraftFile,
}

impl Writer<'_> {
    fn survey(&mut self, draft: &Draft) {
        // What a file lacks altogether is said at its beginning: questions.
        self.line("question", "format = 1");
        self.key("slug", &quoted(&draft.slug));
        self.key("brand", &quoted(&draft.brand));
        let tags = draft.languages.iter().map(|tag| quoted(tag.as_str()));
        self.key("languages", &array(tags));
        self.required_text("title", &draft.title);
        self.text("introduction", &draft.introduction);
        self.text("thanks", &draft.thanks);
        self.text("closed", &draft.closed);
        self.text("source", &draft.source);
        self.flag("simulated", draft.is_simulated);
        if !draft.embedded_on.is_empty() {
            let sites = draft.embedded_on.iter().map(|site| quoted(site));
            self.key("embedded_on", &array(sites));
        }
        if draft.calendar == Calendar::Monthly {
            self.line("calendar", "waves = \"monthly\"");
        }
        self.charter(&draft.charter);
        self.mark("calendar");
        self.file.text.push_str(&planned_lines(&draft.calendar));
        for question in &draft.questions {
            self.question(question);
        }
        for quota in &draft.quotas {
            self.quota(quota);
        }
        self.place = Place::of_survey("import");
        if let Some(import) = &draft.import {
            self.mark("import");
            self.file.text.push_str(&import_lines(import));
        }
    }

    fn charter(&mut self, charter: &DraftCharter) {
        self.line("readers", "\n[charter]");
        self.required_text("readers", &charter.readers);
        self.text("outside", &charter.outside);
        self.key("access", &quoted(charter.access.code()));
        self.number("group_size_min", &charter.group_size_min);
        self.number("floor", &charter.floor);
        self.key("results", &quoted(charter.results.code()));
        if let Some(breakdowns) = &charter.breakdowns {
            let listed = breakdowns.iter().map(|breakdown| quoted(breakdown));
            self.key("breakdowns", &array(listed));
        }
        self.number("retention_days", &charter.retention_days);
        self.key("comments", &quoted(charter.comments.code()));
        self.key("public_results", &quoted(charter.public_results.code()));
        // Chosen before everybody was let in: it means nothing then.
        let is_by_invitation = charter.access == Access::Invitation;
        if is_by_invitation && charter.reminders == Reminders::Unanswered {
            self.key("reminders", &quoted(charter.reminders.code()));
        }
    }

    fn quota(&mut self, quota: &DraftQuota) {
        self.place = Place {
            question: None,
            part: Some(quota.id),
            field: "quota",
        };
        self.line("quota", "\n[[quota]]");
        self.key("question", &quoted(&quota.question));
        let options = quota.options.iter().map(|code| quoted(code));
        self.key("options", &array(options));
        self.number("most", &quota.most);
        self.text("text", &quota.text);
    }

    fn question(&mut self, question: &DraftQuestion) {
        self.place = Place {
            question: Some(question.id),
            part: None,
            field: "text",
        };
        self.line("text", "\n[[question]]");
        self.key("code", &quoted(&question.code));
        self.key("kind", &quoted(question.kind.code()));
        self.required_text("text", &question.text);
        self.text("label", &question.label);
        self.text("help", &question.help);
        let is_asked = question.kind != Kind::Information;
        self.flag("required", is_asked && question.is_required);
        self.flag("background", is_asked && question.is_background);
        self.flag("new_page", question.starts_page);
        if !question.show_when.trim().is_empty() {
            self.key("show_when", &quoted(&question.show_when));
        }
        match question.kind {
            Kind::SingleChoice | Kind::MultipleChoice => self.choices(question),
            Kind::Ranking => {
                self.optional_number("places", &question.places);
                self.choices(question);
            }
            Kind::Scale => self.scale(question),
            Kind::Nps => self.ends(question),
            Kind::Grid => {
                self.scale(question);
                self.list("rows", &question.rows, Self::row);
            }
            Kind::Number => self.range(question),
            Kind::Text => {
                self.flag("long", question.is_long);
                self.optional_number("characters_max", &question.characters_max);
            }
            Kind::Information => {}
        }
    }

    fn choices(&mut self, question: &DraftQuestion) {
        let is_ranking = question.kind == Kind::Ranking;
        self.flag("random", question.is_random);
        self.flag("ordered", question.is_ordered && !is_ranking);
        self.list("options", &question.options, |writer, option| {
            writer.option(option, question.kind);
        });
    }

    fn option(&mut self, option: &DraftOption, kind: Kind) {
        self.begin(option.id, &option.code, &option.text);
        // A kind that knows no such option keeps it for the next change of kind.
        let is_exclusive = option.is_exclusive && kind == Kind::MultipleChoice;
        let is_other = option.is_other && kind != Kind::Ranking;
        let is_declined = option.is_declined && kind != Kind::Ranking;
        for (name, is_set) in [
            ("exclusive", is_exclusive),
            ("other", is_other),
            ("declined", is_declined),
        ] {
            if is_set {
                self.item(name, &format!(", {name} = true"));
            }
        }
        if option.is_pinned != (is_exclusive || is_other || is_declined) {
            self.item("pinned", &format!(", pinned = {}", option.is_pinned));
        }
        if !option.show_when.trim().is_empty() {
            let condition = quoted(&option.show_when);
            self.item("show_when", &format!(", show_when = {condition}"));
        }
    }

    fn row(&mut self, row: &DraftRow) {
        self.begin(row.id, &row.code, &row.text);
    }

    fn scale(&mut self, question: &DraftQuestion) {
        self.number("from", &question.from);
        self.number("to", &question.to);
        let is_labelled = !question.labels.is_empty();
        if is_labelled && question.lowest.is_empty() && question.highest.is_empty() {
            // The labels of the first and the last point stand for the ends.
        } else {
            self.ends(question);
        }
        if is_labelled {
            let labels = question.labels.iter();
            let labels: Vec<String> = labels.map(|label| self.inline(label)).collect();
            self.key("labels", &array(labels));
        }
    }

    fn ends(&mut self, question: &DraftQuestion) {
        self.required_text("lowest", &question.lowest);
        self.required_text("highest", &question.highest);
    }

    fn range(&mut self, question: &DraftQuestion) {
        self.number("minimum", &question.minimum);
        self.number("maximum", &question.maximum);
        self.optional_number("decimals", &question.decimals);
        self.text("unit", &question.unit);
        if !question.bands.is_empty() {
            self.list("bands", &question.bands, Self::band);
        }
    }

    fn band(&mut self, band: &DraftBand) {
        self.place.part = Some(band.id);
        self.item("from", &format!("  {{ from = {}", number(&band.from)));
        self.item("to", &format!(", to = {}", number(&band.to)));
        if !band.code.is_empty() {
            self.item("code", &format!(", code = {}", quoted(&band.code)));
        }
        if !band.text.is_empty() {
            let text = self.inline(&band.text);
            self.item("text", &format!(", text = {text}"));
        }
    }

    /// An option or row as far as all have it.
    fn begin(&mut self, id: ItemId, code: &str, text: &Texts) {
        self.place.part = Some(id);
        self.item("code", &format!("  {{ code = {}", quoted(code)));
        let text = self.inline(text);
        self.item("text", &format!(", text = {text}"));
    }

    fn list<T>(&mut self, key: &'static str, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.line(key, &format!("{key} = ["));
        for item in items {
            write(self, item);
            self.file.text.push_str(" },\n");
            self.place.part = None;
        }
        self.line(key, "]");
    }

    fn mark(&mut self, field: &'static str) {
        let place = Place {
            field,
            ..self.place
        };
        self.file.places.push((self.file.text.len(), place));
    }

    fn item(&mut self, field: &'static str, text: &str) {
        self.mark(field);
        self.file.text.push_str(text);
    }

    fn line(&mut self, field: &'static str, line: &str) {
        self.item(field, line);
        self.file.text.push('\n');
    }

    fn key(&mut self, key: &'static str, value: &str) {
        self.line(key, &format!("{key} = {value}"));
    }

    fn flag(&mut self, key: &'static str, is_set: bool) {
        if is_set {
            self.key(key, "true");
        }
    }

    fn number(&mut self, key: &'static str, typed: &str) {
        self.key(key, &number(typed));
    }

    fn optional_number(&mut self, key: &'static str, typed: &str) {
        if !typed.trim().is_empty() {
            self.number(key, typed);
        }
    }

    fn text(&mut self, key: &'static str, texts: &Texts) {
        if !self.written(texts).is_empty() {
            self.required_text(key, texts);
        }
    }

    fn required_text(&mut self, key: &'static str, texts: &Texts) {
        let text = self.inline(texts);
        self.key(key, &text);
    }

    /// In the survey's languages, the first one first.
    fn written<'t>(&self, texts: &'t Texts) -> Vec<(&Language, &'t str)> {
        let of = |language| (language, texts.get(language));
        let written = self.languages.iter().map(of);
        written
            .filter(|(_, text)| !text.trim().is_empty())
            .collect()
    }

    /// One text for all where only the first language has one.
    fn inline(&self, texts: &Texts) -> String {
        let written = self.written(texts);
        let first = self.languages.first();
        match written.as_slice() {
            [] => "\"\"".to_owned(),
            [(language, text)] if Some(*language) == first => quoted(text),
            many => {
                let each = many.iter();
                let each = each.map(|(language, text)| format!("{language} = {}", quoted(text)));
                format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(", "))
}

/// A number as it stands, if the reader takes it for one; otherwise text, about
/// which it complains.
fn number(typed: &str) -> String {
    let typed = typed.trim().replace('−', "-");
    let digits = typed.strip_prefix('-').unwrap_or(&typed);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_plain = whole == "0" || !whole.starts_with('0');
    match is_digits(whole) && is_digits(decimals) && is_plain {
        true => typed,
        false => quoted(&typed),
    }
}

impl Kind {
    /// The common ones first.
    pub const ALL: [Self; 9] = [
        Self::SingleChoice,
        Self::MultipleChoice,
        Self::Scale,
        Self::Nps,
        Self::Grid,
        Self::Ranking,
        Self::Number,
        Self::Text,
        Self::Information,
    ];

    /// As files name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::SingleChoice => "single-choice",
            Self::MultipleChoice => "multiple-choice",
            Self::Scale => "scale",
            Self::Nps => "nps",
            Self::Grid => "grid",
            Self::Ranking => "ranking",
            Self::Number => "number",
            Self::Text => "text",
            Self::Information => "information",
        }
    }
}
