//! Repairs of a programme's own costs, which look through lines by themselves.

use obverse_lap::repair::{Change, Line, State};
use obverse_lap::{Control, Costs, certify};

use crate::policy::Policy;
use crate::synthetic::Synthetic;
use crate::{Programme, Workforce};

fn programme(juniors: u32, seniors: u32, seed: u64) -> Programme {
    let mut csv = Vec::new();
    Synthetic::programme(juniors, seniors).capacity_of_each(1, 1).seed(seed).write_csv(&mut csv).unwrap();
    let policy = Policy::default().check().unwrap();
    policy.prepare(&Workforce::from_csv(csv.as_slice()).unwrap()).unwrap()
}

/// After each change: the proof of what was touched, the whole proof, and the optimum a fresh solve finds.
#[test]
fn repairs_by_sifting_equal_a_fresh_solve() {
    let control = Control::default();
    for (juniors, seniors, length) in [(90, 90, 4), (70, 90, 32), (90, 70, 2), (60, 60, 1000)] {
        let programme = programme(juniors, seniors, u64::from(juniors + seniors));
        let costs = programme.costs();
        let problem = programme.problem(&costs);
        let mut state = State::new(&problem, &problem.solve(&control).unwrap()).unwrap();
        state.prepare_with(&costs, length, &control).unwrap();
        let (rows, cols) = costs.shape();
        let mut gone = Vec::new();
        for at in 0..60_usize {
            let line = if at % 2 == 0 { Line::Row((at * 7 % rows) as u32) } else { Line::Col((at * 7 % cols) as u32) };
            let change = match at % 5 {
                3 => gone.remove(0),
                4 => {
                    let made = (0..rows as u32).find_map(|row| Some((row, state.mate(Line::Row(row))?)));
                    let (row, col) = made.unwrap();
                    Change::Forbid { row, col }
                }
                _ => Change::Remove(line),
            };
            let Ok(repaired) = state.apply(&costs, change, &control) else { continue };
            if matches!(change, Change::Remove(_)) {
                gone.push(repaired.opposite);
            }
            let touched = state.certify(&costs, &control).unwrap();
            assert!(touched.verified, "{touched:?}");
            let rest = state.rest(&costs);
            assert!(certify(&rest.problem(), &rest.solution, &control).unwrap().verified);
            let fresh = rest.problem().solve(&control).unwrap();
            assert_eq!((state.covered(), state.cost()), (fresh.covered, fresh.cost), "{change:?}");
        }
        assert!(gone.len() > 10, "{}", gone.len());
    }
}
