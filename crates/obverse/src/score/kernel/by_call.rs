//! A caller's measure: called for every pair.

use std::sync::Arc;

use super::{Kernel, Row};
use crate::score::prepare::Live;
use crate::workforce::Person;
use crate::{Participants, Side};

pub(super) struct ByCall {
    component: Arc<Live>,
    participants: Participants,
    rows: Side,
}

impl ByCall {
    pub(super) fn new(component: &Arc<Live>, participants: &Participants, rows: Side) -> ByCall {
        ByCall { component: Arc::clone(component), participants: participants.clone(), rows }
    }
}

impl Kernel for ByCall {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        Box::new(ByCallRow { kernel: self, person: self.participants.on(self.rows)[index] })
    }
}

struct ByCallRow<'a> {
    kernel: &'a ByCall,
    person: Person,
}

impl Row for ByCallRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let ByCall { component, participants, rows } = self.kernel;
        for (out, &other) in out.iter_mut().zip(&participants.on(rows.opposite())[from..]) {
            *out += component.points_of(match rows {
                Side::Junior => component.measured.measure(self.person, other),
                Side::Senior => component.measured.measure(other, self.person),
            });
        }
    }
}
