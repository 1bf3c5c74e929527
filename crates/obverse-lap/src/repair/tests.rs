//! The check of a change refuses a state that has been tampered with.

use crate::repair::picture::{COL, NOBODY, Place, ROW};
use crate::repair::{Change, Line, State};
use crate::{Agent, Control, Matrix, Objective, Transportation, Violation};

const N: usize = 12;

/// Costs that are all different, without a pattern.
fn costs() -> Matrix {
    let mut seed = 1_u64;
    Matrix::from_fn(N, N, |_, _| {
        seed = seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        Some((seed >> 44) as i64)
    })
}

/// A state after a change that moved several people.
fn changed(costs: &Matrix) -> State {
    let control = Control::default();
    let once = [Agent { capacity: 1, covered: false }; N];
    let problem = Transportation { costs, rows: &once, cols: &once, objective: Objective::CoverageThenCost };
    let mut state = State::new(&problem, &problem.solve(&control).unwrap()).unwrap();
    for row in 0..N as u32 {
        state.apply(costs, Change::Remove(Line::Row(row)), &control).unwrap();
        let moved = (0..N).filter(|&row| state.now.mate[ROW][row] != state.before.mate[ROW][row]).count();
        if moved >= 4 {
            return state;
        }
        state.undo().unwrap();
    }
    unreachable!("nobody's leaving moves anybody")
}

fn violation(state: &State, costs: &Matrix) -> Option<Violation> {
    let touched = state.certify(costs, &Control::default()).unwrap();
    assert_eq!(touched.verified, touched.violation.is_none());
    touched.violation
}

/// Each change made by itself to one price, one mate or one total.
#[test]
fn one_wrong_number_is_found() {
    let costs = costs();
    let right = changed(&costs);
    assert_eq!(violation(&right, &costs), None);
    for side in [ROW, COL] {
        for agent in 0..N {
            for by in [-1, 1] {
                let mut state = right.clone();
                state.now.price[side][agent] += by;
                assert!(violation(&state, &costs).is_some(), "price of {agent} on side {side} by {by}");
            }
            if right.now.mate(side, agent).is_some() {
                let mut state = right.clone();
                state.now.mate[side][agent] = NOBODY;
                assert!(violation(&state, &costs).is_some(), "mate of {agent} on side {side}");
                let mut state = right.clone();
                state.now.mate[side][agent] = N as u32 + 3;
                assert!(violation(&state, &costs).is_some(), "mate of {agent} on side {side}");
            }
            let mut state = right.clone();
            state.now.place[side][agent] = Place::Forced;
            assert!(violation(&state, &costs).is_some(), "place of {agent} on side {side}");
        }
    }
    let mut state = right.clone();
    state.now.cost += 1;
    assert_eq!(violation(&state, &costs), Some(Violation::Totals));
    let mut state = right.clone();
    state.now.covered -= 1;
    assert_eq!(violation(&state, &costs), Some(Violation::Totals));
}

/// A worse set of pairs under prices that fit all pairs made: only the lines show it.
#[test]
fn a_worse_solution_with_prices_of_its_own_is_found() {
    let costs = costs();
    let mut found = 0;
    for (one, other) in (0..N).flat_map(|one| (0..one).map(move |other| (one, other))) {
        let mut state = changed(&costs);
        let [Some(a), Some(b)] = [one, other].map(|row| state.now.mate(ROW, row)) else { continue };
        let State { worth, now, .. } = &mut state;
        for mates in [(one, a), (other, b)] {
            now.part(worth, mates, now.cost_of_mates(mates));
        }
        for (row, col) in [(one, b), (other, a)] {
            let cost = crate::Costs::cost(&costs, row, col).unwrap();
            now.price[ROW][row] = cost - now.price[COL][col];
            now.join(worth, (row, col), cost);
        }
        match violation(&state, &costs) {
            Some(Violation::Missed { .. }) => found += 1,
            other => assert!(matches!(other, Some(Violation::RowPrice { .. })), "{other:?}"),
        }
    }
    assert!(found > 20, "{found}");
}

/// Whatever drift the state claims: a wrong one costs reading, not correctness.
#[test]
fn drift_is_not_trusted() {
    let costs = costs();
    for drift in [0, 1, -1, i64::MAX / 4, -(i64::MAX / 4)] {
        let mut state = changed(&costs);
        state.drift = drift;
        assert_eq!(violation(&state, &costs), None);
        for row in 0..N {
            let mut worse = state.clone();
            if let Some(col) = worse.now.mate(ROW, row) {
                // Still tight, still adding up, but too dear for somebody else or beyond the bonus.
                worse.now.price[ROW][row] += 1 << 30;
                worse.now.price[COL][col] -= 1 << 30;
                assert!(violation(&worse, &costs).is_some());
            }
        }
    }
}

/// 40 columns cost every row the same, so the 40 rows that end up with them have 1600 tight pairs: more than the 8 · 240 / 2 pairs
/// that are asked for. The bound must still say how near the other pairs are.
#[test]
fn tight_pairs_leave_room_for_others() {
    const MANY: usize = 120;
    let mut seed = 7_u64;
    let costs = Matrix::from_fn(MANY, MANY, |_, col| {
        seed = seed.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        Some(if col < 40 { 500_000 } else { (seed >> 44) as i64 })
    });
    let control = Control::default();
    let once = [Agent { capacity: 1, covered: false }; MANY];
    let problem = Transportation { costs: &costs, rows: &once, cols: &once, objective: Objective::CoverageThenCost };
    let mut state = State::new(&problem, &problem.solve(&control).unwrap()).unwrap();
    state.prepare_with(&costs, 8, &control).unwrap();
    let bound = state.known.as_ref().unwrap().bound;
    assert!(bound > 1000, "{bound}");
}
