//! Requests: a few pairs a row.

use super::{Kernel, People, Row};
use crate::score::prepare::Live;
use crate::score::ratio::Ratio;
use crate::score::request::Request;

pub(super) struct Requested {
    /// By row: the linked people of the other side, ascending.
    linked: Vec<Vec<u32>>,
    points: u32,
}

impl Requested {
    pub(super) fn new(request: &Request, component: &Live, people: &People<'_>) -> Requested {
        let mut index_of = rustc_hash::FxHashMap::default();
        for (index, person) in (0_u32..).zip(people.far) {
            index_of.insert(*person, index);
        }
        let linked_to = |person| {
            let others = request.linked(person).iter();
            let mut linked: Vec<u32> = others.filter_map(|other| index_of.get(other).copied()).collect();
            linked.sort_unstable();
            linked
        };
        Requested {
            linked: people.near.iter().map(|&person| linked_to(person)).collect(),
            points: Ratio::ONE.points(component.weight),
        }
    }
}

impl Requested {
    /// The linked people of a row, ascending, and the points of each.
    pub(super) fn linked(&self, index: usize) -> (&[u32], u32) {
        (&self.linked[index], self.points)
    }
}

impl Kernel for Requested {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        Box::new(RequestedRow { linked: &self.linked[index], points: self.points })
    }
}

struct RequestedRow<'a> {
    linked: &'a [u32],
    points: u32,
}

impl Row for RequestedRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let at = |limit: usize| self.linked.partition_point(|&other| (other as usize) < limit);
        for &other in &self.linked[at(from)..at(from + out.len())] {
            out[other as usize - from] += self.points;
        }
    }
}
