//! Who is matched with whom, seen from one side.

/// A partner and the cost of the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) partner: u32,
    pub(crate) cost: i64,
}

const NOBODY: Link = Link { partner: u32::MAX, cost: 0 };

/// The partners of each agent of a side. Most agents have one partner at most, so the first stands in place.
#[derive(Clone, Debug)]
pub(crate) struct Links {
    first: Vec<Link>,
    more: Vec<Vec<Link>>,
}

impl Links {
    /// Nobody matched. `single`: no agent will ever have two partners.
    pub(crate) fn new(agents: usize, single: bool) -> Self {
        Self { first: vec![NOBODY; agents], more: if single { Vec::new() } else { vec![Vec::new(); agents] } }
    }

    fn more(&self, agent: usize) -> &[Link] {
        self.more.get(agent).map_or(&[], Vec::as_slice)
    }

    /// Number of partners.
    pub(crate) fn load(&self, agent: usize) -> u32 {
        if self.first[agent].partner == u32::MAX { 0 } else { 1 + self.more(agent).len() as u32 }
    }

    /// The `index`-th partner.
    pub(crate) fn get(&self, agent: usize, index: usize) -> Option<Link> {
        if index > 0 {
            self.more(agent).get(index - 1).copied()
        } else {
            Some(self.first[agent]).filter(|link| link.partner != u32::MAX)
        }
    }

    pub(crate) fn has(&self, agent: usize, partner: u32) -> bool {
        self.first[agent].partner == partner || self.more(agent).iter().any(|link| link.partner == partner)
    }

    pub(crate) fn insert(&mut self, agent: usize, partner: u32, cost: i64) {
        let link = Link { partner, cost };
        if self.first[agent].partner == u32::MAX {
            self.first[agent] = link;
        } else if let Some(more) = self.more.get_mut(agent) {
            more.push(link);
        }
    }

    pub(crate) fn remove(&mut self, agent: usize, partner: u32) {
        let more = self.more.get_mut(agent);
        if self.first[agent].partner == partner {
            self.first[agent] = more.and_then(Vec::pop).unwrap_or(NOBODY);
        } else if let Some(more) = more
            && let Some(at) = more.iter().position(|link| link.partner == partner)
        {
            more.swap_remove(at);
        }
    }

    /// Parts everybody.
    pub(crate) fn clear(&mut self) {
        self.first.fill(NOBODY);
        self.more.iter_mut().for_each(Vec::clear);
    }

    /// All links, by agent.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, Link)> + '_ {
        (0..self.first.len()).flat_map(move |agent| {
            (0..self.load(agent) as usize)
                .filter_map(move |index| self.get(agent, index).map(|link| (agent as u32, link)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insert_and_remove_in_any_order() {
        let mut links = Links::new(2, false);
        for partner in 0..5 {
            links.insert(1, partner, i64::from(partner));
        }
        links.remove(1, 0);
        links.remove(1, 2);
        links.remove(1, 9);
        assert_eq!(links.load(1), 3);
        assert_eq!(links.load(0), 0);
        assert!(links.has(1, 4) && links.has(1, 1) && links.has(1, 3) && !links.has(1, 0) && !links.has(1, 2));
        assert!(links.iter().all(|(agent, link)| agent == 1 && i64::from(link.partner) == link.cost));
    }
}
