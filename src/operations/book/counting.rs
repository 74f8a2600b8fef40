//! Counting every question in the groups that the auditor admitted: one pass
//! over the batches, two threads at most.

use super::membership::{Membership, criteria_of};
use crate::operations::error::OperationError;
use crate::privacy::auditor::wave::{Audit, Grouping, Verdict, Wave};
use crate::privacy::book::{Counted, CountedBreakdown, CountedQuestion, group_count};
use crate::privacy::pool_cipher::Place;
use crate::statistics::bit_plane::BitPlane;
use crate::statistics::joint::{JointCounts, Strips};
use crate::statistics::totals::QuestionTotals;
use crate::store::batches;
use crate::store::column_codec;
use crate::store::connection::AnyConnection;
use crate::survey::criterion::Candidate;

/// Responses that are counted at a time: enough to keep both threads busy, few
/// enough to stay in the processor's cache with their groups.
const BLOCK_ROWS: usize = 1 << 16;

/// One candidate in one grouping.
struct Sorting {
    candidate: usize,
    verdict: Verdict,
    groups: usize,
    sizes: Vec<u64>,
}

/// One question in each of its sortings.
struct QuestionCounts {
    question: i32,
    sortings: Vec<(usize, JointCounts)>,
}

/// Some batches as they are stored: the rows of each and its columns.
type Block = Vec<(std::ops::Range<usize>, Vec<(i32, Vec<u8>)>)>;

pub(super) fn count(
    connection: &mut AnyConnection,
    place: Place,
    membership: &Membership,
    audit: &Audit,
) -> Result<Counted, OperationError> {
    let mut counting = Counting::plan(membership, audit);
    let mut batches = membership.batches.iter().peekable();
    while batches.peek().is_some() {
        let mut block = Block::new();
        let mut rows = 0;
        while let Some((number, range)) = batches.next_if(|_| rows < BLOCK_ROWS) {
            rows += range.len();
            let columns = batches::list_encoded(connection, place, *number)?;
            block.push((range.clone(), columns));
        }
        counting.add(&membership.wave, &audit.left_out, &block)?;
    }
    Ok(counting.end(membership, audit))
}

struct Counting {
    candidates: Vec<Candidate>,
    sortings: Vec<Sorting>,
    questions: Vec<QuestionCounts>,
}

impl Counting {
    fn plan(membership: &Membership, audit: &Audit) -> Self {
        let mut sortings: Vec<Sorting> = Vec::new();
        let mut position_of = |candidate: usize, verdict: &Verdict| {
            let is_it = |known: &Sorting| known.candidate == candidate && known.verdict == *verdict;
            sortings.iter().position(is_it).unwrap_or_else(|| {
                let groups = group_count(verdict);
                sortings.push(Sorting {
                    candidate,
                    verdict: verdict.clone(),
                    groups,
                    sizes: vec![0; groups + 1],
                });
                sortings.len() - 1
            })
        };
        let admitted: Vec<usize> = (0..audit.candidates.len())
            .filter(|&candidate| *verdict(audit, 0, candidate) != Verdict::Withheld)
            .inspect(|&candidate| {
                position_of(candidate, verdict(audit, 0, candidate));
            })
            .collect();
        let mut planned: Vec<(i32, Vec<usize>)> = Vec::new();
        for (question, &base) in (0..).zip(&membership.bases) {
            let verdicts = admitted
                .iter()
                .map(|&candidate| (candidate, verdict(audit, base, candidate)));
            let positions = verdicts
                .filter(|(_, verdict)| **verdict != Verdict::Withheld)
                .map(|(candidate, verdict)| position_of(candidate, verdict));
            planned.push((question, positions.collect()));
        }
        let counts = |position: usize| {
            let groups = sortings.get(position).map_or(0, |sorting| sorting.groups);
            (position, JointCounts::new(groups))
        };
        let questions = planned
            .into_iter()
            .map(|(question, positions)| QuestionCounts {
                question,
                sortings: positions.into_iter().map(counts).collect(),
            });
        Self {
            questions: questions.collect(),
            candidates: audit.candidates.clone(),
            sortings,
        }
    }

    fn add(
        &mut self,
        wave: &Wave,
        left_out: &BitPlane,
        block: &Block,
    ) -> Result<(), OperationError> {
        let (Some((first, _)), Some((last, _))) = (block.first(), block.last()) else {
            return Ok(());
        };
        let rows = first.start..last.end;
        let candidates = &self.candidates;
        let groups: Vec<Vec<u16>> = side_by_side(&mut self.sortings, |sorting| {
            sorting.groups_of(wave, candidates, left_out, rows.clone())
        })?
        .into_iter()
        .collect::<Result<_, _>>()?;
        let start = rows.start;
        let counted = side_by_side(&mut self.questions, |counts| {
            counts.add(&groups, start, block)
        });
        counted?.into_iter().collect()
    }

    fn end(self, membership: &Membership, audit: &Audit) -> Counted {
        let mut breakdowns: Vec<CountedBreakdown> = Vec::new();
        for (candidate, &of_everybody) in self.candidates.iter().enumerate() {
            let admitted = verdict(audit, 0, candidate);
            let sorting = self
                .sortings
                .iter()
                .find(|sorting| sorting.candidate == candidate && sorting.verdict == *admitted);
            let sizes = sorting
                .map(|sorting| sorting.sizes.clone())
                .unwrap_or_default();
            let questions = self.questions.iter().zip(&membership.bases);
            breakdowns.push(CountedBreakdown {
                candidate: of_everybody,
                verdict: admitted.clone(),
                sizes: sizes.into_iter().take(group_count(admitted)).collect(),
                questions: questions
                    .map(|(counts, &base)| {
                        self.question(counts, candidate, base, membership, audit)
                    })
                    .collect(),
            });
        }
        Counted { breakdowns }
    }

    fn question(
        &self,
        counts: &QuestionCounts,
        candidate: usize,
        base: usize,
        membership: &Membership,
        audit: &Audit,
    ) -> CountedQuestion {
        let own = verdict(audit, base, candidate);
        let found = counts.sortings.iter().find(|(position, _)| {
            let sorting = self.sortings.get(*position);
            sorting.is_some_and(|sorting| sorting.candidate == candidate)
        });
        let groups = found.and_then(|(_, counts)| counts.totals());
        let question = counts.question.unsigned_abs() as usize;
        let of_question = (question, 0, 0)..(question + 1, 0, 0);
        let unseen = membership
            .category_bases
            .range(of_question)
            .filter(|(_, base)| verdict(audit, **base, candidate) != own)
            .map(|((_, item, category), _)| (*item, *category));
        CountedQuestion {
            verdict: own.clone(),
            groups: groups.unwrap_or_else(|| vec![QuestionTotals::default(); group_count(own)]),
            unseen: unseen.collect(),
        }
    }
}

fn verdict(audit: &Audit, base: usize, candidate: usize) -> &Verdict {
    let verdicts = audit.verdicts.get(base);
    verdicts
        .and_then(|verdicts| verdicts.get(candidate))
        .unwrap_or(&Verdict::Withheld)
}

impl Sorting {
    /// The group of each row, and the number of groups for rows in none.
    fn groups_of(
        &mut self,
        wave: &Wave,
        candidates: &[Candidate],
        left_out: &BitPlane,
        rows: std::ops::Range<usize>,
    ) -> Result<Vec<u16>, OperationError> {
        const UNKNOWN: OperationError = OperationError::Damaged("a breakdown by no criterion");
        let none = self.groups as u16;
        let criteria = candidates
            .get(self.candidate)
            .map(|candidate| criteria_of(*candidate));
        let codes = criteria.unwrap_or_default().into_iter().map(|criterion| {
            let mut known = wave.criteria.iter();
            let sorted = known.find(|sorted| sorted.criterion == criterion);
            sorted.and_then(|sorted| sorted.codes.get(rows.clone()))
        });
        let codes: Vec<&[u8]> = codes.collect::<Option<_>>().ok_or(UNKNOWN)?;
        let mut groups: Vec<u16> = match (&self.verdict, codes.as_slice()) {
            (Verdict::By(grouping), [codes]) => {
                let table = table(grouping, none);
                codes.iter().map(|&code| look_up(&table, code)).collect()
            }
            (Verdict::Pair(first, second), [one, other]) => {
                let (width, outside) = (second.0.len() as u16, u16::MAX);
                let (first, second) = (table(first, outside), table(second, outside));
                let cell = |(&one, &other): (&u8, &u8)| match (
                    look_up(&first, one),
                    look_up(&second, other),
                ) {
                    (u16::MAX, _) | (_, u16::MAX) => none,
                    (row, column) => row * width + column,
                };
                one.iter().zip(*other).map(cell).collect()
            }
            _ => return Err(UNKNOWN),
        };
        for (row, group) in rows.zip(&mut groups) {
            if left_out.contains(row) {
                *group = none;
            }
            if let Some(size) = self.sizes.get_mut(usize::from(*group)) {
                *size += 1;
            }
        }
        Ok(groups)
    }
}

/// The group of each class.
fn table(grouping: &Grouping, none: u16) -> [u16; 256] {
    let mut table = [none; 256];
    for (number, group) in (0..).zip(&grouping.0) {
        for &class in group {
            if let Some(slot) = table.get_mut(usize::from(class)) {
                *slot = number;
            }
        }
    }
    table
}

fn look_up(table: &[u16; 256], code: u8) -> u16 {
    table.get(usize::from(code)).copied().unwrap_or(u16::MAX)
}

impl QuestionCounts {
    fn add(
        &mut self,
        groups: &[Vec<u16>],
        start: usize,
        block: &Block,
    ) -> Result<(), OperationError> {
        const MISMATCH: OperationError =
            OperationError::Damaged("a column is not as long as its batch");
        if self.sortings.is_empty() {
            return Ok(());
        }
        for (rows, columns) in block {
            let mut columns = columns.iter();
            let Some((_, encoded)) = columns.find(|(question, _)| *question == self.question)
            else {
                continue;
            };
            let column = column_codec::decode(encoded)?;
            if column.len() != rows.len() {
                return Err(MISMATCH);
            }
            let strips = Strips::of(&column);
            let rows = rows.start - start..rows.end - start;
            for (sorting, counts) in &mut self.sortings {
                let groups = groups
                    .get(*sorting)
                    .and_then(|groups| groups.get(rows.clone()));
                counts
                    .add(&strips, groups.ok_or(MISMATCH)?)
                    .map_err(|_other| OperationError::Damaged("a column of another kind"))?;
            }
        }
        Ok(())
    }
}

/// Does the work for every second item on another thread.
fn side_by_side<T: Send, R: Send>(
    items: &mut [T],
    work: impl Fn(&mut T) -> R + Sync,
) -> Result<Vec<R>, OperationError> {
    let work = &work;
    let (even, odd): (Vec<_>, Vec<_>) = items
        .iter_mut()
        .enumerate()
        .partition(|(position, _)| position % 2 == 0);
    let mut done = std::thread::scope(|scope| {
        let all = |items: Vec<(usize, &mut T)>| {
            let items = items.into_iter();
            items.map(|(at, item)| (at, work(item))).collect::<Vec<_>>()
        };
        let other = scope.spawn(move || all(odd));
        let mut done = all(even);
        match other.join() {
            Ok(others) => {
                done.extend(others);
                Ok(done)
            }
            Err(_panicked) => Err(OperationError::Panicked),
        }
    })?;
    done.sort_unstable_by_key(|(position, _)| *position);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}
