//! A caller's measure: called for every pair.

use std::sync::Arc;

use super::{Kernel, People, Row};
use crate::Side;
use crate::score::prepare::Live;
use crate::workforce::Person;

pub(super) struct ByCall {
    component: Arc<Live>,
    rows: Side,
    near: Arc<[Person]>,
    far: Arc<[Person]>,
}

impl ByCall {
    pub(super) fn new(component: &Arc<Live>, people: &People<'_>) -> ByCall {
        ByCall { component: Arc::clone(component), rows: people.rows, near: people.near.into(), far: people.far.into() }
    }
}

impl Kernel for ByCall {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        Box::new(ByCallRow { kernel: self, person: self.near[index] })
    }
}

struct ByCallRow<'a> {
    kernel: &'a ByCall,
    person: Person,
}

impl Row for ByCallRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let ByCall { component, rows, far, .. } = self.kernel;
        for (out, &other) in out.iter_mut().zip(&far[from..]) {
            *out += component.points_of(match rows {
                Side::Junior => component.measured.measure(self.person, other),
                Side::Senior => component.measured.measure(other, self.person),
            });
        }
    }
}
