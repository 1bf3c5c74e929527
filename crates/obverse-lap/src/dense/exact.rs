//! Sums and differences without rounding, rounded once at the end and in the direction that is asked for.

use super::number::Value;

/// A number whose differences and sums can be had exactly.
pub trait Exact: Value {
    /// What two numbers differ by, exactly.
    #[doc(hidden)]
    type Difference: Copy + PartialOrd;
    /// A sum that nothing is lost from.
    #[doc(hidden)]
    type Sum: Default;
    /// What a sum is given in.
    #[doc(hidden)]
    type Total: Copy + PartialOrd + std::fmt::Debug + Send + Sync + 'static;

    /// `self − other`.
    #[doc(hidden)]
    fn difference(self, other: Self) -> Self::Difference;
    /// Adds a number.
    #[doc(hidden)]
    fn put(sum: &mut Self::Sum, number: Self);
    /// Adds a difference, or takes it off.
    #[doc(hidden)]
    fn put_difference(sum: &mut Self::Sum, difference: Self::Difference, sign: i8);
    /// No more than the sum, and next to it.
    #[doc(hidden)]
    fn down(sum: &Self::Sum) -> Self::Total;
    /// No less than the sum, and next to it.
    #[doc(hidden)]
    fn up(sum: &Self::Sum) -> Self::Total;
}

/// Sum and error of one addition (Møller 1965; Knuth 1969): `a + b` exactly.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

/// A sum of floats as parts that do not overlap, ascending (Shewchuk 1997, [doi:10.1007/PL00009321](https://doi.org/10.1007/PL00009321)).
#[derive(Clone, Debug, Default)]
pub struct Parts {
    parts: Vec<f64>,
    /// Something was no finite number, or its sum was none.
    overflown: bool,
}

impl Parts {
    fn put(&mut self, mut number: f64) {
        let mut kept = 0;
        for at in 0..self.parts.len() {
            let (sum, error) = two_sum(number, self.parts[at]);
            if error != 0.0 {
                self.parts[kept] = error;
                kept += 1;
            }
            number = sum;
        }
        self.parts.truncate(kept);
        if number != 0.0 {
            self.parts.push(number);
        }
        self.overflown |= !number.is_finite();
    }

    /// A number next to the sum, and on which side of it the sum lies.
    fn near(&self) -> (f64, f64) {
        let mut parts = self.parts.iter().rev();
        let mut near = parts.next().copied().unwrap_or(0.0);
        for &part in parts {
            let (sum, error) = two_sum(near, part);
            near = sum;
            if error != 0.0 {
                // What is left is smaller than this, so it cannot turn its sign.
                return (near, error);
            }
        }
        (near, 0.0)
    }
}

impl Exact for f64 {
    /// Rounded difference and its error: in order as the exact ones are.
    type Difference = (f64, f64);
    type Sum = Parts;
    type Total = f64;

    fn difference(self, other: f64) -> (f64, f64) {
        two_sum(self, -other)
    }

    fn put(sum: &mut Parts, number: f64) {
        sum.put(number);
    }

    fn put_difference(sum: &mut Parts, (difference, error): (f64, f64), sign: i8) {
        sum.put(f64::from(sign) * difference);
        sum.put(f64::from(sign) * error);
    }

    fn down(sum: &Parts) -> f64 {
        let (near, side) = sum.near();
        match side {
            _ if sum.overflown => f64::NEG_INFINITY,
            side if side < 0.0 => near.next_down(),
            _ => near,
        }
    }

    fn up(sum: &Parts) -> f64 {
        let (near, side) = sum.near();
        match side {
            _ if sum.overflown => f64::INFINITY,
            side if side > 0.0 => near.next_up(),
            _ => near,
        }
    }
}

impl Exact for i64 {
    type Difference = i128;
    type Sum = i128;
    type Total = i128;

    fn difference(self, other: i64) -> i128 {
        i128::from(self) - i128::from(other)
    }

    fn put(sum: &mut i128, number: i64) {
        *sum += i128::from(number);
    }

    fn put_difference(sum: &mut i128, difference: i128, sign: i8) {
        *sum += i128::from(sign) * difference;
    }

    fn down(sum: &i128) -> i128 {
        *sum
    }

    fn up(sum: &i128) -> i128 {
        *sum
    }
}
