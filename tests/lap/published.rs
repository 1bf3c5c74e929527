//! Published optima: OR-Library's assignment instances (J. E. Beasley 1990, doi:10.1057/jors.1990.166).

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use obverse_lap::{Costs, Matrix, Options, Sparse};

use crate::instance::{Instance, solve_checked};

/// The numbers of an instance, or `None` where the files are not at hand.
fn numbers(name: &str) -> Option<Vec<i64>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("OBVERSE_SHARED_DATA").map_or(beside, PathBuf::from);
    let above = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let file = [folder, above].iter().find_map(|folder| File::open(folder.join("orlib").join(name)).ok());
    let Some(file) = file else {
        println!(
            "skipped: OR-Library's {name} is not at hand; set OBVERSE_SHARED_DATA to the folder that holds orlib/"
        );
        return None;
    };
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    Some(text.split_whitespace().map(|word| word.parse().unwrap()).collect())
}

#[test]
fn dense() {
    for (name, optimum) in
        [("assign100.txt.gz", 305), ("assign200.txt.gz", 475), ("assign300.txt.gz", 626), ("assign400.txt.gz", 804)]
    {
        let Some(numbers) = numbers(name) else { return };
        let n = numbers[0] as usize;
        let instance = Instance::assignment(Matrix::new(n, n, numbers[1..].to_vec()).unwrap(), n, n);
        let (solution, _) = solve_checked(&instance.problem(), &Options::default());
        assert_eq!((solution.cost, solution.pairs.len()), (optimum, n), "{name}");
    }
}

#[test]
fn sparse() {
    let Some(numbers) = numbers("assignp800.txt.gz") else { return };
    let n = numbers[0] as usize;
    let arcs: Vec<(u32, u32, i64)> =
        numbers[1..].chunks_exact(3).map(|arc| (arc[0] as u32 - 1, arc[1] as u32 - 1, arc[2])).collect();
    let sparse = Sparse::new(n, n, &arcs).unwrap();
    let instance = Instance::assignment(Matrix::from_fn(n, n, |row, col| sparse.cost(row, col)), n, n);
    let mut problem = instance.problem();
    problem.costs = &sparse;
    let (solution, _) = solve_checked(&problem, &Options::default());
    assert_eq!((solution.cost, solution.pairs.len()), (2239, n));
    let (dense, _) = solve_checked(&instance.problem(), &Options::default());
    assert_eq!(dense, solution);
}
