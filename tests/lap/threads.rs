//! The same solution for any number of threads.

use obverse_lap::{Control, METHODS, Matrix, Options, certify};

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

#[test]
fn one_thread_or_four_by_blocks() {
    let mut dice = Dice::new(13);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, four) = (pool(1), pool(4));
    // Squares, rectangles either way, many ties and hardly any, all pairs and so few that there are blocks of every kind.
    for (rows, cols, absent, width) in [
        (500, 500, 0, 1_000_000),
        (400, 600, 0, 5),
        (600, 400, 30, 1_000),
        (500, 500, 99, 100),
        (700, 300, 98, 3),
        (300, 700, 90, 1_000_000),
    ] {
        let costs = Matrix::from_fn(rows, cols, |_, _| (!dice.chance(absent)).then(|| dice.within(-width, width)));
        let instance = Instance::assignment(costs, rows, cols);
        let problem = instance.problem();
        for options in [Options::default().auction_after(0), Options::default().auction_after(0).list_length(3)] {
            let solve = || {
                let solution = problem.solve_with(&Control::default(), &options).unwrap();
                let certificate = certify(&problem, &solution, &Control::default()).unwrap();
                (solution, certificate)
            };
            let found = one.install(solve);
            assert_eq!(found.0.method, METHODS[2]);
            assert_eq!(found, four.install(solve));
        }
    }
}
