//! Sizes that must stay quick.

use obverse_lap::Control;

use super::{participants, prepare};
use crate::Side;
use crate::eligibility::Scratch;
use crate::org::sample::Sample;
use crate::policy::Rules;

/// Every second one of a chain of 100,000 is a junior, every thousandth a senior: each pair stands in line.
#[test]
fn a_chain_of_100_000_managers() {
    let n = 100_000;
    let mut sample = Sample::of(n);
    for p in 1..n {
        sample.managers[p] = Some(p - 1);
    }
    let juniors: Vec<usize> = (1..n).step_by(2).collect();
    let seniors: Vec<usize> = (0..n).step_by(1000).collect();
    let eligibility = prepare(&sample, &participants(&juniors, &seniors), &Rules::default(), &[]);
    let counts = eligibility.count(&Control::default()).unwrap();
    assert_eq!((counts.pairs, counts.candidate_pairs), (50_000 * 100, 0));
    // The deepest junior is 99,999 steps below the top.
    let relief = eligibility.freed_by_chain_depth(Side::Senior, 0).unwrap();
    assert_eq!((relief.chain_depth, relief.frees), (Some(99_998), 1));
}

/// 26,739 people under one manager bar one another, and her.
#[test]
fn one_manager_of_26_739() {
    let n = 26_740;
    let mut sample = Sample::of(n);
    for p in 1..n {
        sample.managers[p] = Some(0);
    }
    let juniors: Vec<usize> = (1..n).step_by(2).collect();
    let seniors: Vec<usize> = (0..n).step_by(2).collect();
    let eligibility = prepare(&sample, &participants(&juniors, &seniors), &Rules::default(), &[]);
    let mut scratch = Scratch::new();
    for index in [0, 1, 777] {
        assert_eq!(eligibility.bar(Side::Senior, index, &mut scratch).count_ones(), juniors.len());
    }
    assert_eq!(eligibility.count(&Control::default()).unwrap().candidate_pairs, 0);
}
