//! Components that depend on one profile of each person.
//!
//! The profiles of several components are fused: everyone gets a *type*, the combination of their profiles. For a few
//! hundred types a table holds the sum of the rounded points for every pair of types, and a row is one look-up a pair. A
//! component with too many profiles to fuse makes its row of points when the row is asked for.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lanes::{add_coded, add_runs, fill_runs};
use super::look::units;
use super::{Kernel, Order, People, Row};
use crate::score::category::Category;
use crate::score::prepare::{Live, Measured};
use crate::{Person, Side};

/// More types than this on one side, and components are not fused any further.
const MANY: usize = 1024;

/// The largest table of points for all pairs of types.
const LARGEST_TABLE: usize = 1 << 20;

/// The types on one side.
#[derive(Clone, Default)]
struct Typed {
    /// By participant.
    of: Vec<u32>,
    /// By type: the profile in each component.
    profiles: Vec<Vec<u32>>,
}

impl Typed {
    /// Types of a side in one component.
    fn new(category: &Category, people: &[Person]) -> Typed {
        let mut numbers: Vec<Option<u32>> = vec![None; category.profiles()];
        let mut typed = Typed::default();
        for &person in people {
            let profile = category.profile(person);
            let number = *numbers[profile as usize].get_or_insert_with(|| {
                typed.profiles.push(vec![profile]);
                typed.profiles.len() as u32 - 1
            });
            typed.of.push(number);
        }
        typed
    }

    /// The types of both together; `None` if there are many.
    fn fused_with(&self, other: &Typed) -> Option<Typed> {
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut fused = Typed::default();
        for pair in self.of.iter().copied().zip(other.of.iter().copied()) {
            let number = *numbers.entry(pair).or_insert_with(|| {
                let profiles = [&*self.profiles[pair.0 as usize], &*other.profiles[pair.1 as usize]];
                fused.profiles.push(profiles.concat());
                fused.profiles.len() as u32 - 1
            });
            if fused.profiles.len() > MANY {
                return None;
            }
            fused.of.push(number);
        }
        Some(fused)
    }
}

/// People are put in the order of their types where so many share one on average.
const SHARED: usize = 4;

/// Everyone's type, narrow where that is enough: half the memory to stream.
pub(super) enum Codes {
    /// Everyone's, and where each run of equals begins, with their type.
    Runs {
        each: Vec<u16>,
        starts: Vec<u32>,
        codes: Vec<u32>,
    },
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Codes {
    fn new(types: Vec<u32>) -> Codes {
        let narrow: Result<Vec<u16>, _> = types.iter().map(|&code| u16::try_from(code)).collect();
        narrow.map_or(Codes::Wide(types), Codes::Narrow)
    }

    /// As runs, if those are long.
    fn in_runs(types: Vec<u32>) -> Codes {
        let (mut starts, mut codes) = (Vec::new(), Vec::new());
        for (at, &code) in (0_u32..).zip(&types) {
            if codes.last() != Some(&code) {
                starts.push(at);
                codes.push(code);
            }
        }
        let long = starts.len() * SHARED <= types.len();
        match Codes::new(types) {
            Codes::Narrow(each) if long => Codes::Runs { each, starts, codes },
            codes => codes,
        }
    }

    /// The type of one person.
    pub(super) fn of(&self, at: usize) -> u32 {
        match self {
            Codes::Runs { each: codes, .. } | Codes::Narrow(codes) => u32::from(codes[at]),
            Codes::Wide(codes) => codes[at],
        }
    }

    /// Units of what each type stands for and of `more`, for those from `from` on: `len` of them, with what is behind them in
    /// `out` written to as well. There is a group or more behind them.
    pub(super) fn units(&self, points: &[u32], more: i16, from: usize, len: usize, out: &mut [i16]) {
        let Codes::Runs { each, starts, codes } = self else {
            out.fill(more);
            return self.add_units(points, from, &mut out[..len]);
        };
        let to = each.len().min(from + len);
        fill_runs(out, from..to, (starts, codes), points, more);
    }

    /// Adds units of what each type stands for, for those from `from` on, as far as there are any.
    pub(super) fn add_units(&self, points: &[u32], from: usize, out: &mut [i16]) {
        let add = |(out, code): (&mut i16, usize)| *out = out.saturating_add(units(points[code]));
        match self {
            Codes::Runs { each: codes, .. } | Codes::Narrow(codes) => {
                out.iter_mut().zip(codes[from..].iter().map(|&code| usize::from(code))).for_each(add);
            }
            Codes::Wide(codes) => out.iter_mut().zip(codes[from..].iter().map(|&code| code as usize)).for_each(add),
        }
    }
}

/// Some fused components, for the rows of one side.
pub(super) struct Types {
    components: Vec<Arc<Live>>,
    rows: Side,
    /// The type of each row.
    type_of_row: Vec<u32>,
    row_profiles: Vec<Vec<u32>>,
    /// How many on the other side.
    people: usize,
    /// The type of each of them.
    codes: Codes,
    profiles: Vec<Vec<u32>>,
    /// By row type, then the other's type; `None` if it would be too large.
    table: Option<Vec<u32>>,
}

impl Types {
    /// Fuses as many components as can be, in their order.
    pub(super) fn fuse(components: &[Arc<Live>], people: &People<'_>) -> Vec<Types> {
        let mut groups: Vec<(Vec<Arc<Live>>, Typed, Typed)> = Vec::new();
        for component in components {
            let Measured::Category(category) = &component.measured else { continue };
            let own = Typed::new(category, people.near);
            let other = Typed::new(category, people.far);
            if let Some((fused, own_types, other_types)) = groups.last_mut()
                && let Some(own) = own_types.fused_with(&own)
                && let Some(other) = other_types.fused_with(&other)
            {
                fused.push(Arc::clone(component));
                (*own_types, *other_types) = (own, other);
                continue;
            }
            groups.push((vec![Arc::clone(component)], own, other));
        }
        groups.into_iter().map(|(components, own, other)| Types::new(components, people.rows, own, other)).collect()
    }

    fn new(components: Vec<Arc<Live>>, rows: Side, own: Typed, other: Typed) -> Types {
        let mut types = Types {
            components,
            rows,
            type_of_row: own.of,
            row_profiles: own.profiles,
            people: other.of.len(),
            codes: Codes::new(other.of),
            profiles: other.profiles,
            table: None,
        };
        if types.row_profiles.len() * types.profiles.len() <= LARGEST_TABLE {
            let row_types = 0..types.row_profiles.len();
            types.table = Some(row_types.flat_map(|row| types.points_of(row)).collect());
        }
        types
    }

    /// The other side by type, if many share one.
    pub(super) fn order(&self) -> Option<Order> {
        let people = self.people;
        if people == 0 || self.profiles.len() * SHARED > people {
            return None;
        }
        let mut places: Vec<u32> = (0..people as u32).collect();
        places.sort_by_key(|&place| self.codes.of(place as usize));
        Some(Order::new(places))
    }

    /// Puts the other side in this order.
    pub(super) fn arrange(&mut self, order: &Order) {
        let types = order.places().iter().map(|&place| self.codes.of(place as usize)).collect();
        self.codes = Codes::in_runs(types);
    }

    /// The types of the other side, and the points of a row against each.
    pub(super) fn coded(&self, index: usize) -> (&Codes, Cow<'_, [u32]>) {
        let (row_type, types) = (self.type_of_row[index] as usize, self.profiles.len());
        let points = match &self.table {
            Some(table) => Cow::Borrowed(&table[row_type * types..][..types]),
            None => Cow::Owned(self.points_of(row_type)),
        };
        (&self.codes, points)
    }

    /// The points of a row type against each type of the other side.
    fn points_of(&self, row_type: usize) -> Vec<u32> {
        let mut points = vec![0; self.profiles.len()];
        for (k, component) in self.components.iter().enumerate() {
            let Measured::Category(category) = &component.measured else { continue };
            let own = self.row_profiles[row_type][k];
            for (points, profiles) in points.iter_mut().zip(&self.profiles) {
                *points += component.points_of(match self.rows {
                    Side::Junior => category.between(own, profiles[k]),
                    Side::Senior => category.between(profiles[k], own),
                });
            }
        }
        points
    }
}

impl Kernel for Types {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        let (codes, points) = self.coded(index);
        Box::new(TypesRow { codes, points })
    }
}

struct TypesRow<'a> {
    codes: &'a Codes,
    points: Cow<'a, [u32]>,
}

impl Row for TypesRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        add(self.codes, &self.points, from, out);
    }
}

fn add(codes: &Codes, points: &[u32], from: usize, out: &mut [u32]) {
    match codes {
        Codes::Runs { starts, codes, .. } => add_runs(out, from, starts, codes, points),
        Codes::Narrow(codes) => add_coded(out, &codes[from..], points),
        Codes::Wide(codes) => {
            for (out, &code) in out.iter_mut().zip(&codes[from..]) {
                *out += points[code as usize];
            }
        }
    }
}
