//! Who stands above whom.
//!
//! An [`OrgChart`] holds two kinds of lines, each from a person up to a manager:
//!
//! * the **solid line**, at most one for each person. Solid lines form a forest: every tree has a root, somebody with no
//!   manager on file. A manager who is named but has no row of their own is a root too;
//! * **dotted lines**, any number. They may close circles.
//!
//! *Steps* are counted along lines of both kinds, and the distance is the fewest steps. Nobody stands above themselves,
//! not even where a dotted line closes a circle.
//!
//! ```
//! use obverse::{Workforce, org::OrgChart};
//!
//! let people = "id,manager_id\nceo,\nvic,ceo\nana,vic\neli,ceo\n";
//! let workforce = Workforce::from_csv(people.as_bytes())?;
//! let chart = OrgChart::new(&workforce);
//! let [ceo, vic, ana, eli] = ["ceo", "vic", "ana", "eli"].map(|id| workforce.person(id).unwrap());
//! assert_eq!(chart.steps_up(ana, ceo), Some(2));
//! assert!(!chart.stands_above(vic, eli, OrgChart::ALL_THE_WAY));
//! # Ok::<(), obverse::Error>(())
//! ```
//!
//! # How it is fast
//!
//! Without dotted lines every question is about a forest. People are numbered in depth-first order, so that the people
//! below somebody are one contiguous range (an Euler interval), and the people below somebody at one depth are a
//! contiguous range of the order (depth, depth-first number). "Is a above b?" is two comparisons. With dotted lines the
//! distance is found by breadth-first search from the person asked about, over the lines themselves: the work is what
//! the search meets, never the number of people.
//!
//! One person against a whole list of people ("which of these juniors are below her?") costs the number found.
//!
//! # References
//!
//! R. E. Tarjan, U. Vishkin, *An efficient parallel biconnectivity algorithm*, SIAM Journal on Computing 14(4), 1985,
//! 862–874, <https://doi.org/10.1137/0214061> (the Euler tour).

mod chart;
mod forest;
mod lines;
mod roster;
#[cfg(test)]
pub(crate) mod sample;
mod search;
#[cfg(test)]
mod tests;

pub use chart::{OrgChart, SharedManager};
pub(crate) use roster::Roster;
pub(crate) use search::Scratch;
