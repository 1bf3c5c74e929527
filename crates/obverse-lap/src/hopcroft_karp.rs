//! A maximum matching of the pairs that may be made, whatever they cost.
//!
//! After a greedy start, each phase finds by breadth-first search how short the shortest augmenting paths are and takes a
//! maximal set of disjoint ones by depth-first search: O(√n) phases (J. E. Hopcroft, R. M. Karp, *An n^5/2 algorithm for
//! maximum matchings in bipartite graphs*, SIAM Journal on Computing 2(4), 1973, 225–231,
//! [doi:10.1137/0202019](https://doi.org/10.1137/0202019)).
//!
//! Pairs are implicit: what costs is to *look* at an agent, O(far agents). Where nearly all pairs may be made the greedy start
//! asks for single pairs instead, and a search asks the far agents that are not reached yet rather than all near agents that
//! reached them, whenever those are fewer (S. Beamer, K. Asanović, D. Patterson, *Direction-optimizing breadth-first search*,
//! SC 2012). So such graphs take O(n) single questions and few looks.

use crate::SolveError;
use crate::bits::Bits;
use crate::neighbours::Neighbours;
use crate::scan::start_of_scan;

/// Nobody.
pub(crate) const NOBODY: u32 = u32::MAX;

/// Single pairs that are asked for before a near agent is looked at.
const PROBES: usize = 12;

/// Who is matched with whom: [`NOBODY`] or one agent of the other side.
#[derive(Clone, Debug)]
pub(crate) struct Matching {
    pub(crate) near: Vec<u32>,
    pub(crate) far: Vec<u32>,
}

impl Matching {
    /// Seen from the other side.
    pub(crate) fn swapped(self) -> Self {
        Self { near: self.far, far: self.near }
    }

    fn pair(&mut self, near: u32, far: u32) {
        self.near[near as usize] = far;
        self.far[far as usize] = near;
    }
}

/// What a breadth-first search from unmatched near agents reaches over alternating paths.
pub(crate) struct Reach {
    /// Near agents: the sources, and the partners of the far agents reached.
    pub(crate) near: Bits,
    /// Far agents reached.
    pub(crate) far: Bits,
    /// Sources that may be paired with nobody.
    pub(crate) alone: Vec<u32>,
    /// The far agents of each layer.
    layers: Vec<Bits>,
    /// An unmatched far agent stands in the last layer.
    open: bool,
}

/// A maximum matching between the near and far agents that take part.
pub(crate) fn maximum_matching(pairs: Neighbours<'_>, (nears, fars): (&Bits, &Bits)) -> Result<Matching, SolveError> {
    let (near_count, far_count) = pairs.grid.shape();
    let mut matching = Matching { near: vec![NOBODY; near_count], far: vec![NOBODY; far_count] };
    let mut waiting = greedy(pairs, (nears, fars), &mut matching)?;
    loop {
        pairs.control.report("matching", near_count - waiting.len(), near_count);
        let reach = reach(pairs, &waiting, fars, &matching, true)?;
        if !reach.open {
            return Ok(matching);
        }
        let mut unused = reach.layers;
        for near in std::mem::take(&mut waiting) {
            if reach.alone.binary_search(&near).is_err() && !descend(pairs, near, &mut unused, &mut matching)? {
                waiting.push(near);
            }
        }
    }
}

/// Pairs whoever is free; the near agents left over, in order, less those who know nobody.
fn greedy(
    pairs: Neighbours<'_>,
    (nears, fars): (&Bits, &Bits),
    matching: &mut Matching,
) -> Result<Vec<u32>, SolveError> {
    let mut open: Vec<u32> = fars.iter().collect();
    let mut left = Vec::new();
    for (at, near) in nears.iter().enumerate() {
        pairs.control.check_at(at)?;
        let start = start_of_scan(near as usize, open.len());
        let mut places = (0..PROBES.min(open.len())).map(|probe| (start + probe) % open.len());
        if let Some(at) = places.find(|&at| pairs.are(near, open[at])) {
            matching.pair(near, open.swap_remove(at));
        } else {
            left.push(near);
        }
    }
    let mut free = fars.clone();
    matching.near.iter().filter(|&&far| far != NOBODY).for_each(|&far| free.remove(far));
    let mut waiting = Vec::new();
    pairs.each(&left, |near, look| {
        if let Some(far) = look.first_common(&free) {
            free.remove(far);
            matching.pair(near, far);
        } else if look.first_common(fars).is_some() {
            waiting.push(near);
        }
        true
    })?;
    Ok(waiting)
}

/// What alternating paths from `sources`, unmatched near agents in order, reach. `only_shortest`: up to the first layer with an
/// unmatched far agent.
pub(crate) fn reach(
    pairs: Neighbours<'_>,
    sources: &[u32],
    fars: &Bits,
    matching: &Matching,
    only_shortest: bool,
) -> Result<Reach, SolveError> {
    let (near_count, far_count) = pairs.grid.shape();
    let mut near = Bits::none(near_count);
    let mut unreached = fars.clone();
    let (mut layers, mut alone, mut open) = (Vec::new(), Vec::new(), false);
    let mut front: Vec<u32> = sources.to_vec();
    let (mut first, mut newly) = (true, Vec::new());
    while !front.is_empty() {
        for &agent in &front {
            near.insert(agent);
        }
        let mut layer = Bits::none(far_count);
        let waiting: Vec<u32> = if first { Vec::new() } else { unreached.iter().collect() };
        if first || front.len() <= waiting.len() {
            pairs.each(&front, |agent, look| {
                if first && look.first_common(fars).is_none() {
                    alone.push(agent);
                }
                newly.clear();
                newly.extend(look.common(&unreached));
                for &far in &newly {
                    layer.insert(far);
                    unreached.remove(far);
                }
                first || !unreached.is_empty()
            })?;
        } else {
            let mut in_front = Bits::none(near_count);
            for &agent in &front {
                in_front.insert(agent);
            }
            pairs.swapped().each(&waiting, |far, look| {
                if look.first_common(&in_front).is_some() {
                    layer.insert(far);
                }
                true
            })?;
            layer.iter().for_each(|far| unreached.remove(far));
        }
        front = layer.iter().map(|far| matching.far[far as usize]).collect();
        let reached = front.len();
        front.retain(|&partner| partner != NOBODY);
        open |= front.len() < reached;
        layers.push(layer);
        if open && only_shortest {
            break;
        }
        first = false;
    }
    let mut far = fars.clone();
    unreached.iter().for_each(|agent| far.remove(agent));
    Ok(Reach { near, far, alone, layers, open })
}

/// An augmenting path from `root` through one far agent of each layer that no path has used or tried, if there is one.
fn descend(pairs: Neighbours<'_>, root: u32, unused: &mut [Bits], matching: &mut Matching) -> Result<bool, SolveError> {
    // Near agents on the path, whom they may be paired with, and the far agent that is tried.
    let mut path = vec![(root, pairs.of(root)?, NOBODY)];
    while let Some(depth) = path.len().checked_sub(1) {
        let (_, look, tried) = &mut path[depth];
        let Some(far) = look.first_common(&unused[depth]) else {
            path.pop();
            continue;
        };
        unused[depth].remove(far);
        *tried = far;
        let holder = matching.far[far as usize];
        if holder == NOBODY {
            for (near, _, far) in path {
                matching.pair(near, far);
            }
            return Ok(true);
        }
        if depth + 1 < unused.len() {
            path.push((holder, pairs.of(holder)?, NOBODY));
        }
    }
    Ok(false)
}
