//! The other side in an order that suits the rows.

/// Places on one side, in another order than theirs.
pub(crate) struct Order {
    places: Vec<u32>,
    ranks: Vec<u32>,
}

impl Order {
    /// From every place, each once.
    pub(super) fn new(places: Vec<u32>) -> Order {
        let mut ranks = vec![0; places.len()];
        for (rank, &place) in (0_u32..).zip(&places) {
            ranks[place as usize] = rank;
        }
        Order { places, ranks }
    }

    /// The places in this order.
    pub(crate) fn places(&self) -> &[u32] {
        &self.places
    }

    /// Where in this order each place is.
    pub(crate) fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Where in this order a place is.
    pub(crate) fn rank(&self, place: usize) -> usize {
        self.ranks[place] as usize
    }
}
