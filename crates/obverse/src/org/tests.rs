//! The chart against plain definitions, and at the sizes it must bear.

use super::sample::{Dice, Sample};
use super::{OrgChart, Roster, Scratch};
use crate::workforce::Person;

fn person(k: usize) -> Person {
    Person(k as u32)
}

/// What a roster enumerates, sorted, with an assertion that nobody comes twice.
fn listed(mut enumerate: impl FnMut(&mut dyn FnMut(usize))) -> Vec<usize> {
    let mut found = Vec::new();
    enumerate(&mut |at| found.push(at));
    found.sort_unstable();
    assert!(found.windows(2).all(|w| w[0] < w[1]), "found twice: {found:?}");
    found
}

#[test]
fn agrees_with_plain_definitions_on_random_forests() {
    let mut scratch = Scratch::default();
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let n = 1 + dice.below(26);
        let sample = Sample::forest(n, [0, 0, 12, 3][seed as usize % 4], &mut dice);
        let chart = OrgChart::new(&sample.build());
        let steps = sample.steps_up();
        let list: Vec<usize> = (0..n).rev().filter(|_| !dice.one_in(3)).collect();
        let roster = Roster::new(&chart, &list.iter().map(|&k| person(k)).collect::<Vec<_>>());
        for a in 0..n {
            let below = (0..n).filter(|&b| steps[b][a].is_some()).count();
            assert_eq!(chart.people_below(person(a)), below, "seed {seed}");
            let any_line = below > 0 || steps[a].iter().any(Option::is_some);
            assert_eq!(chart.has_line(person(a)), any_line);
            let mut top = a;
            let mut climbed = 0;
            while let Some(m) = sample.managers[top] {
                top = m;
                climbed += 1;
            }
            assert_eq!(chart.steps_from_top(person(a)), climbed);
            for (b, &up) in steps[a].iter().enumerate() {
                assert_eq!(chart.steps_up(person(a), person(b)), up, "seed {seed}: {a} up to {b}");
            }
            for within in [0, 1, 2, 3, 5, u32::MAX] {
                let near = |s: Option<u32>| s.is_some_and(|s| s <= within);
                let naive = |test: &dyn Fn(usize) -> bool| -> Vec<usize> {
                    (0..list.len()).filter(|&at| test(list[at])).collect()
                };
                let have_one = |b: usize| (0..n).any(|m| near(steps[a][m]) && near(steps[b][m]));
                let found = listed(|f| roster.below(person(a), within, &mut scratch, f));
                assert_eq!(found, naive(&|b| near(steps[b][a])), "seed {seed}: below {a} within {within}");
                let found = listed(|f| roster.above(person(a), within, &mut scratch, f));
                assert_eq!(found, naive(&|b| near(steps[a][b])), "seed {seed}: above {a} within {within}");
                let mut found = listed(|f| roster.sharing_manager(person(a), within, &mut scratch, f));
                found.retain(|&at| list[at] != a);
                assert_eq!(found, naive(&|b| b != a && have_one(b)), "seed {seed}: sharing with {a} within {within}");
                for b in 0..n {
                    let shared = chart.shared_manager(person(a), person(b), within);
                    assert_eq!(shared.is_some(), have_one(b), "seed {seed}: {a} and {b} within {within}");
                    let nearest = (0..n)
                        .filter(|&m| near(steps[a][m]) && near(steps[b][m]))
                        .filter_map(|m| Some((steps[a][m]?, steps[b][m]?, m)))
                        .min_by_key(|&(x, y, m)| (x.max(y), x + y, sample.ids[m].clone()));
                    let found = shared.map(|s| (s.steps_from_first, s.steps_from_second, s.manager.index()));
                    assert_eq!(found, nearest);
                }
            }
        }
    }
}

/// Circles of managers never reach a chart by way of a reader. Should one do so, every question has an answer.
#[test]
fn a_circle_of_managers_hangs_nothing() {
    let mut sample = Sample::of(6);
    sample.managers = vec![Some(1), Some(2), Some(0), Some(0), Some(4), None];
    for dotted in [false, true] {
        if dotted {
            sample.dotted[5] = vec![5, 3];
        }
        let chart = OrgChart::new(&sample.build());
        let roster = Roster::new(&chart, &(0..6).map(person).collect::<Vec<_>>());
        let mut scratch = Scratch::default();
        for p in (0..6).map(person) {
            assert!(chart.people_below(p) <= 5);
            let _ = (chart.steps_from_top(p), chart.shared_manager(p, person(3), u32::MAX));
            for within in [1, u32::MAX] {
                roster.below(p, within, &mut scratch, |at| assert!(at < 6));
                roster.above(p, within, &mut scratch, |at| assert!(at < 6));
                roster.sharing_manager(p, within, &mut scratch, |at| assert!(at < 6));
            }
        }
        assert!(!chart.has_line(person(4)), "a line to oneself is none");
        assert_eq!(chart.has_line(person(5)), dotted);
    }
}

#[test]
fn a_chain_of_100_000_managers() {
    let n = 100_000;
    let mut sample = Sample::of(n);
    // The deepest person comes first, so that numbering cannot profit from the order.
    for p in 0..n - 1 {
        sample.managers[p] = Some(p + 1);
    }
    for dotted in [false, true] {
        if dotted {
            sample.dotted[0] = vec![n - 1];
        }
        let chart = OrgChart::new(&sample.build());
        assert_eq!(chart.steps_from_top(person(0)), n as u32 - 1);
        assert_eq!(chart.people_below(person(n - 1)), n - 1);
        assert_eq!(chart.steps_up(person(1), person(n - 1)), Some(n as u32 - 2));
        assert_eq!(chart.steps_up(person(0), person(n - 1)), Some(if dotted { 1 } else { n as u32 - 1 }));
        let roster = Roster::new(&chart, &[person(10), person(n - 10)]);
        let mut scratch = Scratch::default();
        assert_eq!(listed(|f| roster.below(person(50), u32::MAX, &mut scratch, f)), [0]);
        assert_eq!(listed(|f| roster.above(person(50), u32::MAX, &mut scratch, f)), [1]);
        assert_eq!(listed(|f| roster.sharing_manager(person(50), 40, &mut scratch, f)), [] as [usize; 0]);
        // 51 is 41 steps above 10 and one above 50.
        assert_eq!(listed(|f| roster.sharing_manager(person(50), 41, &mut scratch, f)), [0]);
    }
}

#[test]
fn one_manager_of_26_739() {
    let n = 26_740;
    let mut sample = Sample::of(n);
    for p in 1..n {
        sample.managers[p] = Some(0);
    }
    let chart = OrgChart::new(&sample.build());
    let everyone: Vec<Person> = (0..n).map(person).collect();
    let roster = Roster::new(&chart, &everyone);
    let mut scratch = Scratch::default();
    assert_eq!(chart.people_below(person(0)), 26_739);
    assert_eq!(listed(|f| roster.below(person(0), 1, &mut scratch, f)).len(), 26_739);
    assert_eq!(listed(|f| roster.sharing_manager(person(7), 1, &mut scratch, f)).len(), 26_739);
    for p in 1..n {
        assert_eq!(listed(|f| roster.above(person(p), u32::MAX, &mut scratch, f)), [0]);
    }
}

/// A dotted line counts as a line, and may be the shorter way.
#[test]
fn a_dotted_line_shortens_the_way() {
    // 3 → 2 → 1 → 0 by solid lines, 3 ⇢ 0 dotted.
    let mut sample = Sample::of(4);
    sample.managers = vec![None, Some(0), Some(1), Some(2)];
    let solid = OrgChart::new(&sample.build());
    sample.dotted[3] = vec![0];
    let both = OrgChart::new(&sample.build());
    assert_eq!((solid.steps_up(person(3), person(0)), both.steps_up(person(3), person(0))), (Some(3), Some(1)));
    assert!(!solid.stands_above(person(0), person(3), 2));
    assert!(both.stands_above(person(0), person(3), 2));
    // 3 and 1 now both report to 0.
    assert_eq!(solid.shared_manager(person(3), person(1), 2), None);
    assert_eq!(both.shared_manager(person(3), person(1), 1).map(|s| s.manager), Some(person(0)));
    assert_eq!(both.steps_from_top(person(3)), 3, "where somebody stands is the solid line");
}
