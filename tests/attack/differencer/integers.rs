//! The attacker who also knows that an answer is yes or no: for whom do the
//! published sums leave only one of the two?

use std::collections::HashMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, Variable};

use super::algebra::Columns;

/// Branches that the integer program may try for one person before she is
/// called open.
const NODES_MAX: usize = 100;

/// How it stands with the people outside unanimous groups.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Pinned {
    /// The sums leave one answer.
    pub certain: usize,
    /// The search ended before it knew.
    pub open: usize,
}

/// How many people the sums pin down, whose answer none of the groups gives
/// away by being unanimous.
pub fn pinned(columns: &Columns, groups: &Columns, answers: &[bool]) -> Pinned {
    let patterns: Vec<Vec<bool>> = (0..answers.len())
        .map(|person| columns.iter().map(|column| column[person]).collect())
        .collect();
    let unanimous = in_a_unanimous_group(groups, answers);
    let mut free = can_be_exchanged(&patterns, answers);
    let atoms = Atoms::of(&patterns, answers);
    let is_left = |free: &[bool], person: usize| !unanimous[person] && !free[person];
    // Another way for as many as possible at once, again and again.
    loop {
        let wanted = |person: usize| is_left(&free, person);
        let others = atoms.another_way(columns.len(), &wanted);
        let moved: Vec<usize> = others.into_iter().filter(|&p| wanted(p)).collect();
        if moved.is_empty() {
            break;
        }
        moved.into_iter().for_each(|person| free[person] = true);
    }
    let mut pinned = Pinned::default();
    for person in (0..answers.len()).filter(|&person| is_left(&free, person)) {
        match atoms.other_answer_fits(columns.len(), person) {
            Some(true) => {}
            Some(false) => pinned.certain += 1,
            None => pinned.open += 1,
        }
    }
    pinned
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

/// Whose answer can be swapped against that of others without moving any sum:
/// against one person with the same groups, or in a round of four.
fn can_be_exchanged(patterns: &[Vec<bool>], answers: &[bool]) -> Vec<bool> {
    let people = |answer: bool| (0..answers.len()).filter(move |&p| answers[p] == answer);
    let difference = |yes: usize, no: usize| -> Vec<i8> {
        let pairs = patterns[yes].iter().zip(&patterns[no]);
        pairs.map(|(a, b)| i8::from(*a) - i8::from(*b)).collect()
    };
    // A yes and a no that trade places move the sums by their difference; a
    // second trade that moves them back undoes it.
    let mut trades: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for yes in people(true) {
        for no in people(false) {
            let key = hash(&difference(yes, no));
            trades.entry(key).or_default().push((yes, no));
        }
    }
    let mut free = vec![false; answers.len()];
    for yes in people(true) {
        for no in people(false) {
            if free[yes] && free[no] {
                continue;
            }
            let moved = difference(yes, no);
            if moved.iter().all(|&step| step == 0) {
                (free[yes], free[no]) = (true, true);
                continue;
            }
            let back: Vec<i8> = moved.iter().map(|step| -step).collect();
            let others = trades.get(&hash(&back)).into_iter().flatten();
            let second = others.copied().find(|&(other_yes, other_no)| {
                other_yes != yes && other_no != no && difference(other_yes, other_no) == back
            });
            if let Some((other_yes, other_no)) = second {
                for person in [yes, no, other_yes, other_no] {
                    free[person] = true;
                }
            }
        }
    }
    free
}

fn hash(difference: &[i8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    difference.hash(&mut hasher);
    hasher.finish()
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

    /// How many said yes in each atom, such that every sum is right: within
    /// these bounds, and as much as possible of what the weights ask for.
    fn solve(
        &self,
        columns: usize,
        weight: impl Fn(&Atom<'_>) -> f64,
        bounds: impl Fn(usize, &Atom<'_>) -> (i32, i32),
    ) -> Result<Vec<i32>, Error> {
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variables: Vec<Variable> = self
            .atoms
            .iter()
            .enumerate()
            .map(|(number, atom)| problem.add_integer_var(weight(atom), bounds(number, atom)))
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
        let solution =
            solution.map_err(|_interrupted| Error::InternalError("no solution".to_owned()))?;
        let counts = variables
            .iter()
            .map(|&v| solution.var_value(v).round() as i32);
        Ok(counts.collect())
    }

    /// People who answer otherwise in some other way to explain every sum; the
    /// search prefers ways in which many of `wanted` do.
    fn another_way(&self, columns: usize, wanted: &impl Fn(usize) -> bool) -> Vec<usize> {
        let weight = |atom: &Atom<'_>| match atom.people.iter().any(|&person| wanted(person)) {
            true if atom.yes == 0 => 1.0,
            true => -1.0,
            false => 0.0,
        };
        let size = |_: usize, atom: &Atom<'_>| (0, atom.people.len() as i32);
        let counts = self.solve(columns, weight, size).unwrap_or_default();
        let atoms = self.atoms.iter().zip(counts);
        let moved = atoms.filter(|(atom, count)| *count != atom.yes);
        moved.flat_map(|(atom, _)| atom.people.clone()).collect()
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
        match self.solve(columns, |_| 0.0, bounds) {
            Ok(_) => Some(true),
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
