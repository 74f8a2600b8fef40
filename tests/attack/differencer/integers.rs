//! The attacker who also knows that an answer is yes or no: for whom do the
//! published sums leave only one of the two? Where the search finds no other
//! way, an integer program decides.

use std::collections::HashMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, Variable};

use rand::SeedableRng;
use rand::rngs::StdRng;

use super::algebra::Columns;
use super::another_way::Search;

/// Branches that the integer program may try for one person before she is
/// called open.
const NODES_MAX: usize = 100;

/// How it stands with the people outside unanimous groups.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Pinned {
    /// People who were asked about.
    pub asked: usize,
    /// The sums leave one answer.
    pub certain: usize,
    /// The search ended before it knew.
    pub open: usize,
}

/// How many people the sums pin down, whose answer none of the groups gives
/// away by being unanimous.
pub fn pinned(columns: &Columns, groups: &Columns, answers: &[bool]) -> Pinned {
    let unanimous = in_a_unanimous_group(groups, answers);
    let search = Search::of(columns);
    let mut chance = StdRng::seed_from_u64(answers.len() as u64);
    let mut left: Vec<usize> = (0..answers.len()).filter(|&p| !unanimous[p]).collect();
    let mut not_found: Vec<usize> = Vec::new();
    while let Some(&person) = left.last() {
        if let Some(other) = search.another_way(answers, person, &left, &mut chance) {
            assert!(explains(columns, answers, &other));
            left.retain(|&person| other[person] == answers[person]);
            not_found.retain(|&person| other[person] == answers[person]);
        } else {
            left.pop();
            not_found.push(person);
        }
    }
    let mut pinned = Pinned {
        asked: answers.len(),
        ..Pinned::default()
    };
    if not_found.is_empty() {
        return pinned;
    }
    let patterns: Vec<Vec<bool>> = (0..answers.len())
        .map(|person| columns.iter().map(|column| column[person]).collect())
        .collect();
    let atoms = Atoms::of(&patterns, answers);
    for person in not_found {
        match atoms.other_answer_fits(columns.len(), person) {
            Some(true) => {}
            Some(false) => pinned.certain += 1,
            None => pinned.open += 1,
        }
    }
    pinned
}

/// Whether these answers give the same sums.
fn explains(columns: &Columns, answers: &[bool], others: &[bool]) -> bool {
    let sum = |column: &[bool], answers: &[bool]| {
        let members = column.iter().zip(answers).filter(|(is_in, _)| **is_in);
        members.filter(|(_, answer)| **answer).count()
    };
    let mut columns = columns.iter();
    columns.all(|column| sum(column, answers) == sum(column, others))
}

fn in_a_unanimous_group(groups: &Columns, answers: &[bool]) -> Vec<bool> {
    let mut unanimous = vec![false; answers.len()];
    for column in groups {
        let members = || column.iter().zip(answers).filter(|(is_in, _)| **is_in);
        let yes = members().filter(|(_, answer)| **answer).count();
        if yes == 0 || yes == members().count() {
            for (mark, is_in) in unanimous.iter_mut().zip(column) {
                *mark |= is_in;
            }
        }
    }
    unanimous
}

/// People with the same groups: nothing tells them apart but their answers.
struct Atom<'a> {
    pattern: &'a [bool],
    people: Vec<usize>,
    yes: i32,
}

struct Atoms<'a> {
    atoms: Vec<Atom<'a>>,
    of_person: Vec<usize>,
    answers: &'a [bool],
}

impl<'a> Atoms<'a> {
    fn of(patterns: &'a [Vec<bool>], answers: &'a [bool]) -> Self {
        let mut number_of: HashMap<&[bool], usize> = HashMap::new();
        let mut atoms: Vec<Atom<'_>> = Vec::new();
        let mut of_person = Vec::with_capacity(answers.len());
        for (person, pattern) in patterns.iter().enumerate() {
            let number = *number_of.entry(pattern).or_insert_with(|| {
                atoms.push(Atom {
                    pattern,
                    people: Vec::new(),
                    yes: 0,
                });
                atoms.len() - 1
            });
            atoms[number].people.push(person);
            atoms[number].yes += i32::from(answers[person]);
            of_person.push(number);
        }
        Self {
            atoms,
            of_person,
            answers,
        }
    }

    /// Whether numbers of yes within these bounds, one for each atom, can make
    /// every sum right.
    fn solve(
        &self,
        columns: usize,
        bounds: impl Fn(usize, &Atom<'_>) -> (i32, i32),
    ) -> Result<(), Error> {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variables: Vec<Variable> = self
            .atoms
            .iter()
            .enumerate()
            .map(|(number, atom)| problem.add_integer_var(0.0, bounds(number, atom)))
            .collect();
        for column in 0..columns {
            let members = || {
                let atoms = self.atoms.iter().zip(&variables);
                atoms.filter(|(atom, _)| atom.pattern[column])
            };
            let yes: i32 = members().map(|(atom, _)| atom.yes).sum();
            let sum: Vec<(Variable, f64)> = members().map(|(_, &v)| (v, 1.0)).collect();
            problem.add_constraint(&sum, ComparisonOp::Eq, f64::from(yes));
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(NODES_MAX as _);
        let solution = problem.solve_with(options)?.into_solution();
        match solution {
            Ok(_) => Ok(()),
            Err(_interrupted) => Err(Error::InternalError("no solution".to_owned())),
        }
    }

    /// Whether the sums would also be right if this person, whose like all gave
    /// one answer, had given the other. `None` where the search ends first.
    fn other_answer_fits(&self, columns: usize, person: usize) -> Option<bool> {
        let bounds = |number: usize, atom: &Atom<'_>| {
            let people = atom.people.len() as i32;
            match (number == self.of_person[person], self.answers[person]) {
                (false, _) => (0, people),
                (true, false) => (1, people),
                (true, true) => (0, people - 1),
            }
        };
        match self.solve(columns, bounds) {
            Ok(()) => Some(true),
            Err(Error::Infeasible) => Some(false),
            Err(_) => None,
        }
    }
}

#[test]
fn the_integer_program_finds_who_is_pinned_down_and_who_is_not() {
    // Five people; everybody: 2 yes; the first three: 2 yes; the last three: 1.
    let columns: Columns = vec![
        vec![true; 5],
        vec![true, true, true, false, false],
        vec![false, false, true, true, true],
    ];
    // The third must have said yes: nobody among the last two did.
    let answers = [true, false, true, false, false];
    let found = pinned(&columns, &columns, &answers);
    // The last two are no unanimous group of their own.
    assert_eq!((found.certain, found.open), (3, 0));
}
