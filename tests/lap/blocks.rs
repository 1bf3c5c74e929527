//! Coverage first with one place each, by blocks: the same people and cost as without, and levels as the theory says.

use obverse_lap::{Control, METHODS, Matrix, Options, maximum_matching};

use crate::instance::{Dice, Instance, solve_checked, value};

#[test]
fn blocks_change_no_optimum() {
    let mut dice = Dice::new(41);
    let mut seen = [0; 4];
    for round in 0..1500 {
        let most = if round % 10 == 0 { 70 } else { 9 };
        let (rows, cols) = (dice.within(0, most) as usize, dice.within(0, most) as usize);
        let absent = [0, 5, 60, 90, 97][dice.within(0, 4) as usize];
        let width = [0, 2, 30, 1 << 40][dice.within(0, 3) as usize];
        let costs = Matrix::from_fn(rows, cols, |_, _| (!dice.chance(absent)).then(|| dice.within(-width, width)));
        let mut instance = Instance::assignment(costs, rows, cols);
        for agent in instance.rows.iter_mut().chain(&mut instance.cols) {
            agent.capacity = u32::from(round % 3 > 0 || !dice.chance(10));
        }
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default().auction_after(u64::MAX));
        for k in [1, 4, 50] {
            let (found, _) = solve_checked(&problem, &Options::default().list_length(k).auction_after(0));
            assert_eq!(found.method, METHODS[2]);
            assert_eq!(value(&problem, &found), value(&problem, &plain), "round {round}, {k}: {instance:?}");
            for price in found.row_prices.iter().chain(&found.col_prices) {
                assert!((0..=2).contains(&price.level));
                assert!(price.level > 0 || price.dual <= 0);
                seen[price.level as usize] += 1;
            }
        }
        if round % 3 > 0 {
            let most = maximum_matching(&instance.costs, &Control::default()).unwrap();
            assert_eq!(plain.covered as usize, 2 * most.row_to_col.iter().flatten().count());
        }
    }
    assert!(seen[..3].iter().all(|&count| count > 1000), "{seen:?}");
}
