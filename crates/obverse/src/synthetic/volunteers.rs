//! Who takes part: seniors out of the upper grades, juniors out of the lower, exactly as many as asked.

use super::draw::Draw;
use super::org_tree::{OrgTree, TOP_GRADE};

/// A part in the programme, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Junior,
    Senior,
    Context,
}

impl Part {
    /// As written in the `role` column.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Part::Junior => "junior",
            Part::Senior => "senior",
            Part::Context => "",
        }
    }
}

/// Everyone's part. `juniors + seniors` must not exceed the people of the tree.
///
/// People are ranked by grade. The seniors are drawn from the topmost 5/4 as many people, the juniors from the lowest
/// 4/3 as many: not everyone who could volunteers. The chief executive is a senior whenever there is one, as in many
/// documented programmes.
pub(super) fn draw_parts(tree: &OrgTree, juniors: u32, seniors: u32, draw: &mut Draw) -> Vec<Part> {
    let people = tree.len();
    let senior_pool = (seniors + seniors / 4).min(people - juniors);
    let junior_pool = (juniors + juniors / 3).min(people - senior_pool);
    let mut next_rank = first_ranks(tree);
    let mut senior_draw = Sample { wanted: seniors, left: senior_pool };
    let mut junior_draw = Sample { wanted: juniors, left: junior_pool };
    (0..people)
        .map(|person| {
            let rank = &mut next_rank[usize::from(TOP_GRADE - tree.grade(person))];
            let at = *rank;
            *rank += 1;
            if at < senior_pool {
                if senior_draw.takes(at == 0, draw) { Part::Senior } else { Part::Context }
            } else if at >= people - junior_pool {
                if junior_draw.takes(false, draw) { Part::Junior } else { Part::Context }
            } else {
                Part::Context
            }
        })
        .collect()
}

/// The rank of the first person of each grade, top grade first.
fn first_ranks(tree: &OrgTree) -> [u32; TOP_GRADE as usize + 1] {
    let mut starts = [0; TOP_GRADE as usize + 1];
    for person in 0..tree.len() {
        starts[usize::from(TOP_GRADE - tree.grade(person))] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        (*start, sum) = (sum, sum + *start);
    }
    starts
}

/// Selection sampling: exactly `wanted` of the next `left`, every choice equally likely (Knuth, The Art of Computer
/// Programming 2, section 3.4.2, algorithm S).
struct Sample {
    wanted: u32,
    left: u32,
}

impl Sample {
    fn takes(&mut self, always: bool, draw: &mut Draw) -> bool {
        let taken = self.wanted > 0 && (always || draw.below(self.left) < self.wanted);
        self.left = self.left.saturating_sub(1);
        if taken {
            self.wanted -= 1;
        }
        taken
    }
}
