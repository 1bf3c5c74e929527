//! Sources that look through lines by themselves: the same optimum, and proofs that refuse the same.

use obverse_lap::{
    Control, Costs, Lines, Matrix, Objective, Options, Prices, Sieve, Sift, Transportation, certify, verify,
};

use crate::instance::{Dice, Instance, solve_checked, value};

/// A matrix that looks through its lines pair by pair, and now and then offers more than it is asked for.
pub(crate) struct Sifting<'a>(pub(crate) &'a Matrix);

impl Costs for Sifting<'_> {
    fn shape(&self) -> (usize, usize) {
        self.0.shape()
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        self.0.cost(row, col)
    }

    fn range(&self) -> Option<(i64, i64)> {
        Some((-100, 100))
    }

    fn as_sift(&self) -> Option<&dyn Sift> {
        Some(self)
    }
}

impl Sift for Sifting<'_> {
    fn sift(&self, way: Lines, lines: &[u32], prices: &Prices<'_>, sieves: &mut [Sieve]) {
        for (&line, sieve) in lines.iter().zip(sieves) {
            self.one(way, line as usize, prices, sieve);
        }
    }
}

impl Sifting<'_> {
    fn one(&self, way: Lines, line: usize, prices: &Prices<'_>, sieve: &mut Sieve) {
        for far in sieve.spans().into_iter().flatten() {
            let pair = if way == Lines::Rows { (line, far) } else { (far, line) };
            let (Some(cost), price) = (self.0.cost(pair.0, pair.1), prices.exact[far]) else { continue };
            if cost - price < sieve.limit() || far.is_multiple_of(3) {
                sieve.offer(far, cost, price);
            }
        }
    }
}

fn drawn(dice: &mut Dice, rows: usize, cols: usize) -> Instance {
    let mut instance = Instance::of_shape(dice, rows, cols);
    let absent = [0, 20, 60][dice.within(0, 2) as usize];
    let width = [0, 2, 100][dice.within(0, 2) as usize];
    instance.costs = Matrix::from_fn(rows, cols, |_, _| (!dice.chance(absent)).then(|| dice.within(-width, width)));
    instance
}

#[test]
fn a_source_that_sifts_has_the_same_optimum() {
    let mut dice = Dice::new(71);
    for round in 0..600 {
        let (rows, cols) = (dice.within(0, 30) as usize, dice.within(0, 30) as usize);
        let instance = drawn(&mut dice, rows, cols);
        let plain = instance.problem();
        let sifting = Sifting(&instance.costs);
        let problem = Transportation { costs: &sifting, ..plain };
        let mut options = Options::default();
        options.list_length = Some(1 + round % 5);
        options.auction_after = (round % 2 == 0).then_some(0);
        let (expected, _) = solve_checked(&plain, &options);
        let (found, _) = solve_checked(&problem, &options);
        assert_eq!(value(&problem, &found), value(&plain, &expected));
    }
}

#[test]
fn a_proof_by_sifting_says_what_a_proof_by_rows_says() {
    let mut dice = Dice::new(72);
    let (mut refused, mut accepted) = (0, 0);
    for _ in 0..2_000 {
        let (rows, cols) = (dice.within(1, 9) as usize, dice.within(1, 9) as usize);
        let instance = drawn(&mut dice, rows, cols);
        let plain = instance.problem();
        let sifting = Sifting(&instance.costs);
        let problem = Transportation { costs: &sifting, ..plain };
        let (mut changed, _) = solve_checked(&plain, &Options::default());
        let prices = if dice.chance(50) { &mut changed.row_prices } else { &mut changed.col_prices };
        let at = dice.within(0, prices.len() as i64 - 1) as usize;
        match dice.within(0, 6) {
            0 => prices[at].dual += dice.within(1, 3),
            1 => prices[at].dual -= dice.within(1, 3),
            2 => prices[at].level += dice.within(-1, 1),
            3 => prices[at].dual = [i64::MAX, i64::MIN, 1 << 57][dice.within(0, 2) as usize],
            4 => prices[at].level = [i64::MAX, i64::MIN, 4][dice.within(0, 2) as usize],
            5 if !changed.pairs.is_empty() => {
                let at = dice.within(0, changed.pairs.len() as i64 - 1) as usize;
                let (row, _) = changed.pairs[at];
                changed.pairs[at] = (row, dice.within(0, cols as i64 - 1) as u32);
                changed.pairs.sort_unstable();
            }
            _ => {}
        }
        let by_rows = certify(&plain, &changed, &Control::default()).unwrap();
        let by_sifting = certify(&problem, &changed, &Control::default()).unwrap();
        assert_eq!(by_sifting, by_rows, "{changed:?}");
        assert_eq!(verify(&problem, &changed).is_ok(), by_rows.verified);
        if by_rows.verified { accepted += 1 } else { refused += 1 }
    }
    assert!(refused > 500 && accepted > 300, "{refused} {accepted}");
}

#[test]
fn a_list_is_the_best_of_its_line() {
    let mut dice = Dice::new(73);
    for _ in 0..300 {
        let cols = dice.within(1, 200) as usize;
        let matrix = Matrix::from_fn(3, cols, |_, _| (!dice.chance(10)).then(|| dice.within(-40, 0)));
        let exact: Vec<i64> = (0..cols).map(|_| -dice.within(0, 30)).collect();
        let source = Sifting(&matrix);
        let prices = Prices::new(&source, Lines::Rows, &exact);
        for k in [1, 4, 50] {
            let mut sieve = Sieve::best(1, cols, k);
            let start = sieve.spans()[0].start;
            source.one(Lines::Rows, 1, &prices, &mut sieve);
            let mut all: Vec<(i64, usize)> = (0..cols)
                .filter_map(|order| {
                    Some((matrix.cost(1, (start + order) % cols)? - exact[(start + order) % cols], order))
                })
                .collect();
            all.sort_unstable();
            let (found, next) = sieve.finish();
            let found: Vec<usize> = found.iter().map(|&(far, _)| (far as usize + cols - start) % cols).collect();
            assert_eq!(found, all.iter().take(k).map(|&(_, order)| order).collect::<Vec<_>>());
            assert_eq!(next, all.get(k).map(|&(value, _)| value));
        }
    }
}

#[test]
fn only_points_count_and_still_the_same() {
    let mut dice = Dice::new(74);
    let instance = Instance { objective: Objective::CostOnly, ..drawn(&mut dice, 60, 45) };
    let sifting = Sifting(&instance.costs);
    let problem = Transportation { costs: &sifting, ..instance.problem() };
    let (found, _) = solve_checked(&problem, &Options::default());
    let (expected, _) = solve_checked(&instance.problem(), &Options::default());
    assert_eq!(found.cost, expected.cost);
}
