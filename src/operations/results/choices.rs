//! The breakdowns that a wave's book holds, as readers choose among them, and a
//! question's published totals in the groups of one.

use super::group_names::{ClassNames, list};
use super::outline::{self, Outline};
use super::{BreakdownChoice, MISMATCH};
use crate::operations::error::OperationError;
use crate::privacy::book::{Book, BookBreakdown, BookGroup, Definition, common_groups, cumulate};
use crate::privacy::protected_table::Banner;
use crate::privacy::published::PublishedTotals;
use crate::statistics::totals::QuestionTotals;
use crate::survey::charter::Breakdown;
use crate::survey::criterion::{Candidate, Criterion};
use crate::survey::identifier::QuestionCode;
use crate::survey::language::Language;
use crate::survey::questionnaire::Survey;

/// A question's text in a list of choices.
const LABEL_CHARACTERS_MAX: usize = 60;

/// An opened book.
pub(super) struct Choices {
    pub book: Book,
    pub outline: Outline,
}

/// One breakdown as readers see it; a multiple choice has an entry in the book
/// for each of its options.
pub(super) struct Choice {
    pub code: String,
    pub label: String,
    title: String,
    name: Option<String>,
    pub parts: Vec<Part>,
    /// One may belong to several of the groups.
    pub is_overlapping: bool,
    pub is_pair: bool,
    is_ordered: bool,
}

/// One entry of the book.
pub(super) struct Part {
    /// Its position.
    pub entry: usize,
    pub candidate: Candidate,
    /// Of its criterion, or of each of the two.
    names: Vec<ClassNames>,
}

/// A group that readers see, and a question's totals in it.
pub(super) struct ShownGroup {
    pub name: String,
    pub totals: PublishedTotals,
    pub group: BookGroup,
}

impl Choices {
    pub(super) fn open(survey: &Survey, language: &Language, book: Book) -> Self {
        let breakdowns = book.breakdowns().iter();
        let definitions = breakdowns.map(|entry| entry.definition.clone()).collect();
        Self {
            outline: Outline::open(survey, language, definitions),
            book,
        }
    }

    pub(super) fn find(&self, code: &str) -> Option<&Choice> {
        self.outline.find(code)
    }

    /// As the board offers them.
    pub(super) fn offered(&self) -> Vec<BreakdownChoice> {
        self.outline.offered()
    }
}

pub(super) fn codes_of(breakdown: &Breakdown) -> Vec<&QuestionCode> {
    match breakdown {
        Breakdown::By(code) => vec![code],
        Breakdown::Pair(first, second) => vec![first, second],
    }
}

fn criteria_of(candidate: Candidate) -> Vec<Criterion> {
    match candidate {
        Candidate::By(criterion) => vec![criterion],
        Candidate::Pair(first, second) => vec![first, second],
    }
}

impl Choice {
    /// `None` where the book has nothing of it.
    pub(super) fn find(
        survey: &Survey,
        language: &Language,
        definitions: &[Definition],
        breakdown: &Breakdown,
    ) -> Option<Self> {
        let questionnaire = &survey.questionnaire;
        let codes = codes_of(breakdown);
        let positions: Vec<usize> = codes
            .iter()
            .map(|code| questionnaire.position(code))
            .collect::<Option<_>>()?;
        let is_of = |candidate: Candidate| {
            let questions = criteria_of(candidate).into_iter().map(Criterion::question);
            questions.eq(positions.iter().map(|&position| Some(position)))
        };
        let entries = definitions.iter().enumerate();
        let parts: Vec<Part> = entries
            .filter(|(_, definition)| is_of(definition.candidate))
            .map(|(position, definition)| {
                let candidate = definition.candidate;
                let names = criteria_of(candidate)
                    .into_iter()
                    .map(|criterion| ClassNames::new(questionnaire, criterion, language));
                Some(Part {
                    entry: position,
                    candidate,
                    names: names.collect::<Option<_>>()?,
                })
            })
            .collect::<Option<_>>()?;
        let first = parts.first()?;
        let questions = positions
            .iter()
            .filter_map(|&position| questionnaire.questions.get(position));
        let texts: Vec<&str> = questions
            .clone()
            .map(|question| question.text.in_language(language))
            .collect();
        let in_few_words = questions.clone().map(|question| match &question.label {
            Some(label) => label.in_language(language).to_owned(),
            None => shortened(question.text.in_language(language)),
        });
        let labels: Vec<String> = in_few_words.collect();
        let names: Option<Vec<String>> = questions
            .map(|question| question.label.as_ref())
            .map(|label| Some(in_a_sentence(label?.in_language(language), language)))
            .collect();
        let is_option = |criterion: Criterion| matches!(criterion, Criterion::Chosen { .. });
        let is_overlapping = criteria_of(first.candidate).into_iter().any(is_option);
        let is_pair = codes.len() > 1;
        Some(Self {
            code: outline::code_of(breakdown),
            label: labels.join(" × "),
            name: names.map(|names| names.join(" and ")),
            title: texts.join(" × "),
            is_overlapping,
            is_pair,
            is_ordered: !is_pair && first.names.iter().all(ClassNames::is_ordered),
            parts,
        })
    }

    /// Whether the groups are the question's own answers.
    pub(super) fn is_itself(&self, question: usize) -> bool {
        let criteria = self.parts.first().map(|part| criteria_of(part.candidate));
        let mut criteria = criteria.unwrap_or_default().into_iter();
        criteria.any(|criterion| match criterion {
            Criterion::Answer { question: position } => usize::from(position) == question,
            // Who chose one reason and another is worth a table.
            Criterion::Chosen { .. } | Criterion::SharedOutside => false,
        })
    }

    /// As a board offers it, in these groups.
    pub(super) fn offered(&self, groups: Vec<(String, BookGroup)>) -> BreakdownChoice {
        BreakdownChoice {
            code: self.code.clone(),
            label: self.label.clone(),
            name: self.name.clone(),
            groups: groups.into_iter().map(|(name, _)| name).collect(),
            is_pair: self.is_pair,
        }
    }

    /// The groups of everybody, in the order in which they are offered.
    pub(super) fn offered_groups(&self, outline: &Outline) -> Vec<BookGroup> {
        let groups = self.groups_in(outline.definitions()).into_iter();
        groups.map(|(_, group)| group).collect()
    }

    pub(super) fn groups_in(&self, definitions: &[Definition]) -> Vec<(String, BookGroup)> {
        let parts = self.parts.iter().filter_map(|part| {
            let groups = definitions.get(part.entry)?.groups();
            Some(part.named(groups))
        });
        parts.flatten().collect()
    }

    pub(super) fn named(&self, groups: Vec<(&Part, BookGroup)>) -> Vec<(String, BookGroup)> {
        let groups = groups.into_iter();
        groups
            .map(|(part, group)| (part.name(&group), group))
            .collect()
    }

    /// The groups of a question, in the order of the choice.
    pub(super) fn groups(
        &self,
        book: &Book,
        question: usize,
        empty: &QuestionTotals,
    ) -> Vec<ShownGroup> {
        let parts = self.parts.iter().filter_map(|part| {
            let entry = book.breakdowns().get(part.entry)?;
            Some(part.shown(entry.question(question as u16, empty)))
        });
        parts.flatten().collect()
    }

    /// The same over several waves, with the groups that all of them have.
    pub(super) fn cumulated(
        &self,
        books: &[&Book],
        question: usize,
        empty: &QuestionTotals,
    ) -> Result<Vec<ShownGroup>, OperationError> {
        let mut shown = Vec::new();
        for part in &self.parts {
            let entries: Option<Vec<&BookBreakdown>> = books
                .iter()
                .map(|book| {
                    let mut entries = book.breakdowns().iter();
                    entries.find(|entry| entry.definition.candidate == part.candidate)
                })
                .collect();
            // An option that some wave withholds has no sum over all.
            if let Some(entries) = entries {
                let groups =
                    cumulate(&entries, question as u16, empty).map_err(|_shape| MISMATCH)?;
                shown.extend(part.shown(groups));
            }
        }
        Ok(shown)
    }

    /// A question's totals of all whom these books sort by it, whether readers see
    /// their group or not. Each entry sorts the same people; the first stands for all.
    pub(super) fn inside(
        &self,
        books: &[&Book],
        question: usize,
        empty: &QuestionTotals,
    ) -> Result<PublishedTotals, OperationError> {
        let first = self.parts.first().map(|part| part.candidate);
        let entries = books.iter().flat_map(|book| book.breakdowns());
        let groups: Vec<(BookGroup, PublishedTotals)> = entries
            .filter(|entry| Some(entry.definition.candidate) == first)
            .flat_map(|entry| entry.question(question as u16, empty))
            .collect();
        PublishedTotals::together(groups.iter().map(|(_, totals)| totals))
            .map_err(|_shape| MISMATCH)
    }

    /// The groups that several waves, all of which have it, have in common.
    pub(super) fn common_groups(&self, waves: &[&Outline]) -> Vec<(&Part, BookGroup)> {
        let mut common = Vec::new();
        for part in &self.parts {
            let entries: Option<Vec<&Definition>> = waves
                .iter()
                .map(|wave| wave.find_definition(part.candidate))
                .collect();
            let groups = entries.map_or_else(Vec::new, |entries| common_groups(&entries));
            let shown = groups.into_iter().filter(|group| part.is_shown(group));
            common.extend(shown.map(|group| (part, group)));
        }
        common
    }

    /// The same, in the order in which they are offered.
    pub(super) fn offered_groups_together(&self, waves: &[&Outline]) -> Vec<BookGroup> {
        let groups = self.common_groups(waves).into_iter();
        groups.map(|(_, group)| group).collect()
    }

    /// Whether what several waves have in common is more than a single group.
    pub(super) fn has_common_groups(&self, waves: &[&Outline]) -> bool {
        self.is_worth_reading(&self.common_groups(waves))
    }

    pub(super) fn is_worth_reading(&self, groups: &[(&Part, BookGroup)]) -> bool {
        groups.len() > usize::from(!self.is_overlapping)
    }

    /// What stands over these groups of one book or several, of `responses`
    /// people altogether.
    pub(super) fn banner(&self, books: &[&Book], groups: &[ShownGroup], responses: u64) -> Banner {
        let is_joined = |group: &ShownGroup| {
            group.group.classes.len() > 1 || group.group.second_classes.len() > 1
        };
        let counted: u64 = if self.is_overlapping {
            // Chose it, did not, was not asked.
            let first = self.parts.first().map(|part| part.candidate);
            let entries = books.iter().flat_map(|book| book.breakdowns());
            entries
                .filter(|entry| Some(entry.definition.candidate) == first)
                .flat_map(|entry| entry.definition.groups())
                .map(|group| group.size)
                .sum()
        } else {
            groups.iter().map(|group| group.group.size).sum()
        };
        Banner {
            code: self.code.clone(),
            title: self.title.clone(),
            label: self.name.clone(),
            is_overlapping: self.is_overlapping,
            is_ordered: self.is_ordered,
            merged: groups.iter().any(is_joined).then(|| {
                let with = if self.is_ordered {
                    "their neighbours"
                } else {
                    "others"
                };
                format!("Groups too small to be shown by themselves were joined with {with}")
            }),
            left_out: responses.saturating_sub(counted),
        }
    }

    /// The name of several groups read as one.
    pub(super) fn joined_name(&self, groups: &[&ShownGroup]) -> String {
        let names = self.parts.first().map(|part| part.names.as_slice());
        if let Some([names]) = names {
            let mut classes: Vec<u8> = groups
                .iter()
                .flat_map(|group| group.group.classes.iter().copied())
                .collect();
            classes.sort_unstable();
            return names.name(&classes);
        }
        let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        match names.len() {
            0..=3 => list(&names),
            count => format!("{count} groups together"),
        }
    }
}

impl Part {
    fn is_shown(&self, group: &BookGroup) -> bool {
        let classes = [&group.classes, &group.second_classes];
        let mut margins = self.names.iter().zip(classes);
        margins.all(|(names, classes)| names.is_shown(classes))
    }

    fn name(&self, group: &BookGroup) -> String {
        let classes = [&group.classes, &group.second_classes];
        let margins = self.names.iter().zip(classes);
        let names: Vec<String> = margins
            .map(|(names, classes)| names.name(classes))
            .collect();
        names.join(" · ")
    }

    fn named(&self, groups: Vec<BookGroup>) -> Vec<(String, BookGroup)> {
        let shown = groups.into_iter().filter(|group| self.is_shown(group));
        shown.map(|group| (self.name(&group), group)).collect()
    }

    fn shown(&self, groups: Vec<(BookGroup, PublishedTotals)>) -> Vec<ShownGroup> {
        let shown = groups.into_iter().filter(|(group, _)| self.is_shown(group));
        let named = shown.map(|(group, totals)| ShownGroup {
            name: self.name(&group),
            totals,
            group,
        });
        named.collect()
    }
}

/// A short name within a sentence: small, but for German nouns and for what is
/// written in capitals.
fn in_a_sentence(label: &str, language: &Language) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.next());
    let is_capitals = second.is_some_and(char::is_uppercase);
    match first {
        Some(first) if language.primary() != "de" && !is_capitals => {
            let rest = label.get(first.len_utf8()..).unwrap_or_default();
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => label.to_owned(),
    }
}

/// A text cut at the end of a word.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LABEL_CHARACTERS_MAX {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LABEL_CHARACTERS_MAX).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ']))
}
