//! Any survey as a draft, to be changed or copied.

use super::{
    Draft, DraftBand, DraftCharter, DraftOption, DraftQuestion, DraftQuota, DraftRow, ItemId, Kind,
    Texts,
};
use crate::survey::charter::{Breakdown, Breakdowns, Charter};
use crate::survey::decimal;
use crate::survey::file;
use crate::survey::language::{Language, Localized};
use crate::survey::question::{
    Choice, ChoiceList, NumberRange, Question, QuestionKind, Role, Scale, ScaleEnds,
};
use crate::survey::questionnaire::Survey;
use crate::survey::quota::Quota;

impl Draft {
    /// `next_id` gives an id nobody else has.
    pub fn of(survey: &Survey, mut next_id: impl FnMut() -> ItemId) -> Self {
        let questionnaire = &survey.questionnaire;
        let languages = &questionnaire.languages;
        let texts = |text: &Localized| texts(text, languages);
        let optional = |text: &Option<Localized>| text.as_ref().map_or_else(Texts::default, texts);
        Self {
            slug: survey.slug.to_string(),
            brand: survey.brand.clone(),
            title: texts(&questionnaire.title),
            introduction: optional(&questionnaire.introduction),
            thanks: optional(&questionnaire.thanks),
            closed: optional(&questionnaire.closed),
            source: optional(&survey.source),
            charter: charter(&survey.charter, languages),
            embedded_on: survey.embedded_on.iter().map(ToString::to_string).collect(),
            calendar: survey.calendar.clone(),
            questions: questions(&questionnaire.questions, languages, &mut next_id),
            quotas: quotas(&survey.quotas, languages, &mut next_id),
            import: survey.import.clone(),
            is_simulated: survey.is_simulated,
            languages: languages.clone(),
        }
    }
}

fn quotas(
    quotas: &[Quota],
    languages: &[Language],
    next_id: &mut impl FnMut() -> ItemId,
) -> Vec<DraftQuota> {
    let of = |quota: &Quota| DraftQuota {
        id: next_id(),
        question: quota.question.to_string(),
        options: quota.options.iter().map(ToString::to_string).collect(),
        most: quota.most.to_string(),
        text: quota
            .text
            .as_ref()
            .map(|text| texts(text, languages))
            .unwrap_or_default(),
    };
    quotas.iter().map(of).collect()
}

fn questions(
    questions: &[Question],
    languages: &[Language],
    next_id: &mut impl FnMut() -> ItemId,
) -> Vec<DraftQuestion> {
    let of = |question| DraftQuestion::beside(question, questions, languages, &mut *next_id);
    questions.iter().map(of).collect()
}

impl DraftQuestion {
    /// A question that stands for itself, as those of the library do.
    pub fn of(
        question: &Question,
        languages: &[Language],
        next_id: &mut dyn FnMut() -> ItemId,
    ) -> Self {
        Self::beside(question, &[], languages, next_id)
    }

    fn beside(
        question: &Question,
        questions: &[Question],
        languages: &[Language],
        next_id: &mut dyn FnMut() -> ItemId,
    ) -> Self {
        let mut draft = Self::empty(next_id(), kind_of(&question.kind));
        draft.code = question.code.to_string();
        draft.is_background = question.role == Role::Background;
        draft.is_required = question.is_required;
        draft.starts_page = question.starts_page;
        draft.text = texts(&question.text, languages);
        draft.help = question
            .help
            .as_ref()
            .map(|help| texts(help, languages))
            .unwrap_or_default();
        let condition = question.shown_when.as_ref();
        draft.show_when = condition
            .map(|condition| file::condition(condition, questions))
            .unwrap_or_default();
        let mut filling = Filling {
            questions,
            languages,
            next_id,
        };
        filling.kind(&mut draft, &question.kind);
        draft
    }

    /// Of this kind, with nothing in it.
    pub fn empty(id: ItemId, kind: Kind) -> Self {
        Self {
            id,
            code: String::new(),
            kind,
            is_background: false,
            is_required: false,
            starts_page: false,
            text: Texts::default(),
            help: Texts::default(),
            show_when: String::new(),
            options: Vec::new(),
            is_random: false,
            is_ordered: false,
            places: String::new(),
            rows: Vec::new(),
            from: String::new(),
            to: String::new(),
            lowest: Texts::default(),
            highest: Texts::default(),
            labels: Vec::new(),
            minimum: String::new(),
            maximum: String::new(),
            decimals: String::new(),
            unit: Texts::default(),
            bands: Vec::new(),
            is_long: false,
            characters_max: String::new(),
        }
    }
}

struct Filling<'a> {
    questions: &'a [Question],
    languages: &'a [Language],
    next_id: &'a mut dyn FnMut() -> ItemId,
}

impl Filling<'_> {
    fn kind(&mut self, draft: &mut DraftQuestion, kind: &QuestionKind) {
        match kind {
            QuestionKind::SingleChoice(list) | QuestionKind::MultipleChoice(list) => {
                self.choices(draft, list);
            }
            QuestionKind::Ranking { choices, places } => {
                self.choices(draft, choices);
                draft.places = places.to_string();
            }
            QuestionKind::Scale(scale) => self.scale(draft, scale),
            QuestionKind::NetPromoter(ends) => self.ends(draft, ends),
            QuestionKind::Grid { rows, scale } => {
                self.scale(draft, scale);
                for row in rows {
                    draft.rows.push(DraftRow {
                        id: (self.next_id)(),
                        code: row.code.to_string(),
                        text: texts(&row.text, self.languages),
                    });
                }
            }
            QuestionKind::Number(range) => self.number(draft, range),
            QuestionKind::Text(field) => {
                draft.is_long = field.is_long;
                draft.characters_max = field.characters_max.to_string();
            }
            QuestionKind::Information => {}
        }
    }

    fn choices(&mut self, draft: &mut DraftQuestion, list: &ChoiceList) {
        draft.is_random = list.is_random;
        draft.is_ordered = list.is_ordered;
        let options = list.options.iter();
        draft.options = options.map(|choice| self.option(choice)).collect();
    }

    fn option(&mut self, choice: &Choice) -> DraftOption {
        let condition = choice.shown_when.as_ref();
        DraftOption {
            id: (self.next_id)(),
            code: choice.code.to_string(),
            text: texts(&choice.text, self.languages),
            is_exclusive: choice.is_exclusive,
            is_other: choice.is_other,
            is_declined: choice.is_declined,
            is_pinned: choice.is_pinned,
            show_when: condition
                .map(|condition| file::condition(condition, self.questions))
                .unwrap_or_default(),
        }
    }

    fn scale(&self, draft: &mut DraftQuestion, scale: &Scale) {
        draft.from = scale.from.to_string();
        draft.to = scale.to.to_string();
        self.ends(draft, &scale.ends);
        let labels = scale.labels.iter();
        draft.labels = labels.map(|label| texts(label, self.languages)).collect();
    }

    fn ends(&self, draft: &mut DraftQuestion, ends: &ScaleEnds) {
        draft.lowest = texts(&ends.lowest, self.languages);
        draft.highest = texts(&ends.highest, self.languages);
    }

    fn number(&mut self, draft: &mut DraftQuestion, range: &NumberRange) {
        let print = |value| decimal::print(value, range.decimals);
        draft.minimum = print(range.minimum);
        draft.maximum = print(range.maximum);
        draft.decimals = range.decimals.to_string();
        let unit = range.unit.as_ref();
        draft.unit = unit
            .map(|unit| texts(unit, self.languages))
            .unwrap_or_default();
        for band in &range.bands {
            draft.bands.push(DraftBand {
                id: (self.next_id)(),
                code: band.code.to_string(),
                text: texts(&band.text, self.languages),
                from: print(band.from),
                to: print(band.to),
            });
        }
    }
}

fn kind_of(kind: &QuestionKind) -> Kind {
    match kind {
        QuestionKind::SingleChoice(_) => Kind::SingleChoice,
        QuestionKind::MultipleChoice(_) => Kind::MultipleChoice,
        QuestionKind::Scale(_) => Kind::Scale,
        QuestionKind::NetPromoter(_) => Kind::Nps,
        QuestionKind::Grid { .. } => Kind::Grid,
        QuestionKind::Ranking { .. } => Kind::Ranking,
        QuestionKind::Number(_) => Kind::Number,
        QuestionKind::Text(_) => Kind::Text,
        QuestionKind::Information => Kind::Information,
    }
}

fn charter(charter: &Charter, languages: &[Language]) -> DraftCharter {
    let outside = charter.outside.as_ref();
    DraftCharter {
        readers: texts(&charter.readers, languages),
        outside: outside
            .map(|text| texts(text, languages))
            .unwrap_or_default(),
        access: charter.access,
        group_size_min: charter.group_size_min.to_string(),
        floor: charter.floor.to_string(),
        results: charter.results,
        breakdowns: match &charter.breakdowns {
            Breakdowns::Default => None,
            Breakdowns::Listed(list) => Some(list.iter().map(breakdown).collect()),
        },
        retention_days: charter.retention_days.to_string(),
        comments: charter.comments,
        public_results: charter.public_results,
        reminders: charter.reminders,
    }
}

fn breakdown(breakdown: &Breakdown) -> String {
    match breakdown {
        Breakdown::By(question) => question.to_string(),
        Breakdown::Pair(first, second) => format!("{first} by {second}"),
    }
}

/// A text that is the same everywhere is written in the first language only.
fn texts(text: &Localized, languages: &[Language]) -> Texts {
    let first = languages
        .first()
        .map(|first| (first.clone(), text.fallback().to_owned()));
    let translations = text.translations().iter();
    let others = translations.map(|(language, text)| (language.clone(), text.clone()));
    first.into_iter().chain(others).collect()
}
