//! The same solution for any number of threads.

use obverse_lap::{Control, Options, certify};

use crate::instance::{Dice, Instance};

#[test]
fn one_thread_or_four() {
    let mut dice = Dice::new(12);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, four) = (pool(1), pool(4));
    for round in 0..12 {
        let (rows, cols) = ([400, 300, 700][round % 3], [400, 500, 150][round % 3]);
        let instance = Instance::of_shape(&mut dice, rows, cols);
        let problem = instance.problem();
        for options in [Options::default(), Options::default().list_length(4), Options::default().auction_after(0)] {
            let solve = || {
                let solution = problem.solve_with(&Control::default(), &options).unwrap();
                let certificate = certify(&problem, &solution, &Control::default()).unwrap();
                (solution, certificate)
            };
            assert_eq!(one.install(solve), four.install(solve));
        }
    }
}
