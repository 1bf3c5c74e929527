//! What a search leads to: new potentials, and units that go the ways it has found.

use crate::augment::{Augment, End, ROOT};
use crate::bits::Bits;
use crate::frontier::FarLabel;

impl Augment<'_> {
    /// Near potentials rise and far potentials fall by what was left of the way.
    pub(crate) fn reprice(&mut self) {
        for &near in &self.frontier.touched_near {
            self.near.price[near as usize] += (self.best - self.frontier.near[near as usize].distance).max(0);
        }
        for &far in &self.frontier.touched_far {
            let fall = self.best - self.frontier.far[far as usize].distance;
            if fall > 0 {
                self.far.price[far as usize] -= fall;
                self.live.change(far);
            }
        }
        // A free place that has become dearer is not to be had for less.
        for &far in &self.met {
            let (price, reserve) = (self.far.price[far as usize], &mut self.far.reserve[far as usize]);
            *reserve = price.min(*reserve);
        }
    }

    /// Sends the unit along the path.
    pub(crate) fn apply(&mut self) {
        match self.end {
            End::Unused => {}
            End::Place(far) => self.send(far),
            End::GivenUp(near) => {
                let far = self.detach(near);
                self.send(far);
            }
        }
    }

    /// Sends a unit along the labels to a far agent.
    fn send(&mut self, mut open: u32) {
        loop {
            let FarLabel { from, cost, .. } = self.frontier.far[open as usize];
            let next = (self.frontier.near[from as usize].from != ROOT).then(|| self.detach(from));
            self.near.links.insert(from as usize, open, cost);
            self.far.links.insert(open as usize, from, cost);
            match next {
                Some(far) => open = far,
                None => return,
            }
        }
    }

    /// After a search from many roots: sends units to the places it has met, as far as their ways do not cross.
    pub(crate) fn send_all(&mut self) {
        let mut places = std::mem::take(&mut self.met);
        places.retain(|&far| self.frontier.far[far as usize].distance <= self.best);
        let mut used = Bits::none(self.lists.len());
        for place in places {
            let way = |far: u32| self.frontier.far[far as usize].from;
            let mut ends = vec![way(place)];
            while let Some(&near) = ends.last()
                && self.frontier.near[near as usize].from != ROOT
                && !used.has(near)
            {
                ends.push(way(self.frontier.near[near as usize].from));
            }
            if ends.iter().any(|&near| used.has(near)) {
                continue;
            }
            for &near in &ends {
                used.insert(near);
            }
            self.send(place);
        }
    }

    /// Parts a near agent from the far agent it was reached from.
    pub(crate) fn detach(&mut self, near: u32) -> u32 {
        let far = self.frontier.near[near as usize].from;
        self.near.links.remove(near as usize, far);
        self.far.links.remove(far as usize, near);
        far
    }
}
