//! From the batches of a closed wave to what the auditor is told: who belongs
//! to which class, on whom each question's numbers rest, and who is left out
//! of every group.

use std::collections::{BTreeMap, BTreeSet};

use super::sorting;
use crate::operations::error::OperationError;
use crate::operations::tabulate;
use crate::privacy::auditor::wave::{Base, SortedBy, Wave};
use crate::privacy::increments::{self, QuestionIncrements, Sums};
use crate::privacy::pool_cipher::Place;
use crate::privacy::prf::RootKey;
use crate::privacy::published::{PublishedTotals, Seen};
use crate::privacy::receipt::BatchKey;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::column::Column;
use crate::store::batches::{self, WISHES};
use crate::store::connection::AnyConnection;
use crate::survey::answer::Wishes;
use crate::survey::criterion::{Candidate, Criterion, classes};
use crate::survey::question::{Question, QuestionKind};
use crate::survey::questionnaire::Survey;

/// A closed wave, within one snapshot of the database.
pub(super) struct Source<'a> {
    pub connection: &'a mut AnyConnection,
    pub root: &'a RootKey,
    pub place: Place,
    pub survey: &'a Survey,
    /// The published totals of each release.
    pub releases: Vec<PublishedTotals>,
    pub seen: Seen,
    /// Taken back, and perhaps not erased yet.
    pub withdrawn: &'a BTreeSet<BatchKey>,
}

/// What the auditor is told, and where in it the numbers of a question are.
pub(super) struct Membership {
    pub wave: Wave,
    /// The rows of each batch, in order.
    pub batches: Vec<(i32, std::ops::Range<usize>)>,
    /// For each question, the position of its base among those of the wave.
    pub bases: Vec<usize>,
    /// Categories of an item with a base of their own: by question, item and category.
    pub category_bases: BTreeMap<(usize, usize, usize), usize>,
}

/// Whose numbers rest on the people of a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Question(usize),
    Category(usize, usize, usize),
}

/// A base while it is read.
struct Draft {
    subject: Subject,
    base: Base,
}

/// Everything that grows batch by batch.
struct Reading<'a> {
    survey: &'a Survey,
    /// The questions whose columns are looked at.
    needed: Vec<usize>,
    criteria: Vec<SortedBy>,
    everybody: Base,
    drafts: Vec<Draft>,
    left_out: BitPlane,
    seen: Seen,
}

impl Source<'_> {
    pub(super) fn read(&mut self, candidates: &[Candidate]) -> Result<Membership, OperationError> {
        let mut reading = Reading::begin(self, candidates)?;
        let (mut rows, mut draw, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for (number, _) in batches::list_batches(self.connection, self.place)? {
            let keys = batches::find_keys(self.connection, self.place, number)?.unwrap_or_default();
            let release = usize::try_from(number)
                .ok()
                .and_then(|release| Some((release, self.releases.get(release)?)))
                .ok_or(OperationError::Damaged("a batch without totals"))?;
            let start = rows.len();
            rows.resize(start + keys.len(), number.cast_unsigned());
            draw.extend(keys.iter().map(|key| drawn(self.root, self.place, *key)));
            places.push((number, start..rows.len()));
            let mut columns = BTreeMap::new();
            for &question in &reading.needed {
                let stored =
                    batches::find_column(self.connection, self.place, number, question as i32)?;
                let column = stored.unwrap_or(Column::Nothing { length: keys.len() });
                columns.insert(question, column);
            }
            let wishes = batches::find_column(self.connection, self.place, number, WISHES)?;
            let wishes = wishes.unwrap_or(Column::Nothing { length: keys.len() });
            let wishes: Vec<Wishes> = (0..keys.len())
                .map(|row| tabulate::wishes_at(&wishes, row))
                .collect::<Result<_, _>>()?;
            let is_withdrawn = |row: usize| {
                keys.get(row)
                    .is_some_and(|key| self.withdrawn.contains(key))
            };
            let withdrawn = BitPlane::from_fn(keys.len(), is_withdrawn);
            reading.add(release, &columns, &wishes, withdrawn)?;
        }
        reading.end(
            rows,
            draw,
            places,
            self.survey.questionnaire.questions.len(),
        )
    }
}

/// Where a row stands in the order of those who join the left out.
fn drawn(root: &RootKey, place: Place, key: BatchKey) -> u64 {
    let (survey, wave) = (place.survey.to_be_bytes(), place.wave.to_be_bytes());
    let parts = [&survey[..], &wave, &key.0.to_be_bytes()];
    (root.derive_u128("left out of breakdowns", &parts) >> 64) as u64
}

impl<'a> Reading<'a> {
    fn begin(source: &Source<'a>, candidates: &[Candidate]) -> Result<Self, OperationError> {
        let questionnaire = &source.survey.questionnaire;
        let k = source.survey.charter.group_size_min;
        let increments = increments::of_questions(&source.releases, k, source.seen)
            .map_err(|_mismatch| OperationError::Damaged("published totals"))?;
        let mut criteria: Vec<SortedBy> = Vec::new();
        for criterion in candidates
            .iter()
            .flat_map(|candidate| criteria_of(*candidate))
        {
            if criteria.iter().all(|known| known.criterion != criterion) {
                let classes = classes(questionnaire, criterion)
                    .ok_or(OperationError::Damaged("a breakdown by no question"))?;
                criteria.push(SortedBy {
                    criterion,
                    classes,
                    codes: Vec::new(),
                });
            }
        }
        let releases = source.releases.len();
        let everybody = Base {
            rows: BitPlane::empty(0),
            increments: increments::of_everybody(releases, source.seen),
            withdrawn: vec![0; releases],
        };
        let drafts = drafts(&questionnaire.questions, &source.releases, &increments);
        let mut needed: Vec<usize> = drafts
            .iter()
            .map(|draft| match draft.subject {
                Subject::Question(question) | Subject::Category(question, _, _) => question,
            })
            .chain(
                criteria
                    .iter()
                    .filter_map(|sorted| sorted.criterion.question()),
            )
            .collect();
        needed.sort_unstable();
        needed.dedup();
        Ok(Self {
            survey: source.survey,
            needed,
            criteria,
            everybody,
            drafts,
            left_out: BitPlane::empty(0),
            seen: source.seen,
        })
    }

    /// One more batch, which is what is left of the release of the same number.
    /// The withdrawn of it are in no group.
    fn add(
        &mut self,
        (release, totals): (usize, &PublishedTotals),
        columns: &BTreeMap<usize, Column>,
        wishes: &[Wishes],
        withdrawn: BitPlane,
    ) -> Result<(), OperationError> {
        let rows = wishes.len();
        let questions = &self.survey.questionnaire.questions;
        for sorted in &mut self.criteria {
            let position = sorted.criterion.question();
            let kind = position
                .and_then(|at| questions.get(at))
                .map(|found| &found.kind);
            let column = position.and_then(|at| columns.get(&at));
            let codes = sorting::classes_of(sorted.criterion, kind, column, wishes)?;
            if codes.len() != rows {
                return Err(OperationError::Damaged(
                    "a column is not as long as its batch",
                ));
            }
            sorted.codes.extend(codes);
        }
        let all = BitPlane::from_fn(rows, |_| true);
        grow(&mut self.everybody, release, totals.responses(), &all);
        let wants_totals_only =
            |row: usize| wishes.get(row).is_some_and(|wishes| wishes.totals_only);
        let mut left_out = withdrawn.or(&BitPlane::from_fn(rows, wants_totals_only));
        for draft in &mut self.drafts {
            let (plane, published) = match draft.subject {
                Subject::Question(question) => {
                    let plane = columns.get(&question).map(sorting::shown);
                    (plane, totals.shown(question))
                }
                Subject::Category(question, item, category) => {
                    let counted = |column| sorting::counted(column, item, category);
                    let plane = columns.get(&question).map(counted);
                    (plane, totals.base(question, item, category))
                }
            };
            let plane =
                plane
                    .filter(|plane| plane.len() == rows)
                    .ok_or(OperationError::Damaged(
                        "a column is not as long as its batch",
                    ))?;
            grow(&mut draft.base, release, published, &plane);
            // Never shown: everybody's totals minus the groups must not tell it.
            if draft.base.increments.get(release) == Some(&None) {
                left_out = left_out.or(&plane);
            }
        }
        if self.is_as_small_as_the_floor(totals) {
            left_out = all;
        }
        self.left_out.append(&left_out);
        Ok(())
    }

    /// A release of no more people than the floor that everybody saw by itself: one
    /// group among them and somebody's leverage would be too high. They are in none,
    /// so that the others have theirs.
    fn is_as_small_as_the_floor(&self, totals: &PublishedTotals) -> bool {
        let floor = u64::from(self.survey.charter.floor);
        self.seen == Seen::AfterEachRelease && totals.responses() <= floor
    }

    /// Bases that are the same people are one.
    fn end(
        self,
        rows: Vec<u32>,
        draw: Vec<u64>,
        batches: Vec<(i32, std::ops::Range<usize>)>,
        questions: usize,
    ) -> Result<Membership, OperationError> {
        let mut distinct = vec![self.everybody];
        let mut of_questions = vec![0; questions];
        let mut category_bases = BTreeMap::new();
        for draft in self.drafts {
            let known = distinct.iter().position(|base| *base == draft.base);
            let position = known.unwrap_or(distinct.len());
            if known.is_none() {
                distinct.push(draft.base);
            }
            match draft.subject {
                Subject::Question(question) => {
                    if let Some(slot) = of_questions.get_mut(question) {
                        *slot = position;
                    }
                }
                Subject::Category(question, item, category) => {
                    category_bases.insert((question, item, category), position);
                }
            }
        }
        Ok(Membership {
            wave: Wave {
                batches: rows,
                criteria: self.criteria,
                bases: distinct,
                left_out: self.left_out,
                draw,
            },
            batches,
            bases: of_questions,
            category_bases,
        })
    }
}

/// Adds the people of one more batch to a base, and how many of those whom its
/// release counted are gone.
fn grow(base: &mut Base, release: usize, published: u64, rows: &BitPlane) {
    base.rows.append(rows);
    if let Some(withdrawn) = base.withdrawn.get_mut(release) {
        *withdrawn = published.saturating_sub(rows.count());
    }
}

/// The bases that may differ from everybody: of questions that were not shown
/// to all, or of which something was never published, and of options and rows
/// for which the same holds.
fn drafts(
    questions: &[Question],
    releases: &[PublishedTotals],
    increments: &[QuestionIncrements],
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (position, (question, increments)) in questions.iter().zip(increments).enumerate() {
        // Comments are told of no group, and few write one: nobody is left out
        // of the groups for what was never shown of them.
        if !question.kind.is_asked() || matches!(question.kind, QuestionKind::Text(_)) {
            continue;
        }
        let sums = increments.sums(releases.len());
        let mut shown = releases
            .iter()
            .map(|release| (release.shown(position), release.responses()));
        if sums.contains(&None) || shown.any(|(shown, responses)| shown < responses) {
            drafts.push(Draft::new(Subject::Question(position), sums));
        }
        let mut categories: Vec<(usize, usize)> = increments.late().collect();
        if let QuestionKind::MultipleChoice(list) = &question.kind {
            let options = list.options.iter().enumerate();
            let conditional = options.filter(|(_, option)| option.shown_when.is_some());
            categories.extend(conditional.map(|(option, _)| (0, option)));
        }
        categories.sort_unstable();
        categories.dedup();
        drafts.extend(categories.into_iter().map(|(item, category)| {
            let sums = increments.category_sums(item, category, releases.len());
            Draft::new(Subject::Category(position, item, category), sums)
        }));
    }
    drafts
}

impl Draft {
    fn new(subject: Subject, increments: Sums) -> Self {
        Self {
            subject,
            base: Base {
                rows: BitPlane::empty(0),
                withdrawn: vec![0; increments.len()],
                increments,
            },
        }
    }
}

pub(super) fn criteria_of(candidate: Candidate) -> Vec<Criterion> {
    match candidate {
        Candidate::By(criterion) => vec![criterion],
        Candidate::Pair(first, second) => vec![first, second],
    }
}
