//! Sparse matrices: rows of stored entries (CSR), or columns of them (CSC). What is not stored must not be made.
//!
//! ```
//! use obverse_lap::sparse::{Compressed, maximum_matching, solve};
//! # fn main() -> Result<(), obverse_lap::SolveError> {
//! // Row 0: 4 and 1 in columns 0 and 1; row 1: 2 in column 1; row 2: 3 and 2 in columns 1 and 2.
//! let (starts, indices) = ([0_u32, 2, 3, 5], [0_u32, 1, 1, 1, 2]);
//! let costs = Compressed::rows(&starts, &indices, 3)?;
//! let best = solve(costs.with_entries(&[4.0, 1.0, 2.0, 3.0, 2.0])?)?;
//! assert_eq!(best.row_to_col, [Some(0), Some(1), Some(2)]);
//! assert_eq!(best.objective, 8.0);
//! // Two rows that know one column only: one of them stays alone, and the witness says why.
//! let few = maximum_matching(Compressed::rows(&[0_u32, 1, 2], &[1_u32, 1], 2)?)?;
//! assert_eq!(few.row_to_col, [Some(1), None]);
//! assert_eq!((few.rows, few.cols), (vec![0, 1], vec![1]));
//! # Ok(())
//! # }
//! ```
//!
//! # The problem
//! [`solve`]: every line of the shorter side gets a partner of its own, at the least (or greatest) total; where there is no
//! such assignment the error names lines that know, together, too few partners. [`maximum_matching`]: the most pairs,
//! whatever they cost.
//!
//! # Duals
//! As for [`dense`](crate::dense#duals), over the pairs that are stored.
//!
//! # Method
//! A matrix that is full, its entries in order, is solved as a dense one, where it lies. Else: the order of
//! [`dense`](crate::dense#method), on arcs: least entries of columns, augmenting row reduction, shortest augmenting paths with
//! a heap (Jonker and Volgenant 1987, `LAPJVsp`), and an ε-scaled auction in between where paths turn out to be long work.
//! The cheapest arcs of a long line come first, and the others are looked at only where a bound, which holds because prices only
//! fall, says that they may matter. Matchings: phases of shortest paths (Hopcroft and Karp 1973).
//!
//! # Cost
//! O(n (a + n log n)) for n lines of the shorter side and a stored entries in the worst case; O(a √n) for a matching. Memory
//! O(a): entries are read once into a form of the engine's own; nothing is copied of a full matrix.
//!
//! # References
//! - R. Jonker and A. Volgenant 1987, [doi:10.1007/BF02278710](https://doi.org/10.1007/BF02278710)
//! - J. E. Hopcroft and R. M. Karp 1973, [doi:10.1137/0202019](https://doi.org/10.1137/0202019)

mod allowed;
mod arcs;
mod certify;
mod compressed;
mod matching;
mod paths;
mod solve;
mod tight;

pub use allowed::Sparse;
pub use certify::{certify, proof};
pub use compressed::{Compressed, Entries, Index};
pub use matching::{Matching, maximum_matching, maximum_matching_with};
pub use solve::{solve, solve_with};
