//! Circles in the reporting lines.
//!
//! Everyone has at most one solid-line manager, so what remains after peeling off, again and again, everyone whom nobody
//! reports to, are the circles themselves. With dotted lines the remainder is split into strongly connected components.
//! Peeling is a queue: no recursion over the depth of the organisation. O(people + lines).

use pathfinding::directed::strongly_connected_components::strongly_connected_components;

use super::Person;
use super::grouping::{Findings, name_some, shorten};
use super::people::People;
use super::reporting_lines::Lines;
use crate::{Code, Problem};

/// So many people in circles with dotted lines are split into components; the routine recurses over them. A larger tangle
/// is reported as one.
const LARGEST_SPLIT: usize = 1_000;
/// So many circles are named each; the rest share a problem.
const CIRCLES_NAMED: usize = 100;

/// Reports every circle: solid-line circles as errors, those that need a dotted line as warnings.
pub(crate) fn report(people: &People, lines: &Lines, findings: &mut Findings) {
    let solid = solid(&lines.managers);
    let circles: Vec<Vec<Person>> = solid.into_iter().map(|circle| from_smallest_id(circle, people)).collect();
    let text = |circle: &[Person]| {
        let ids: Vec<&str> = circle.iter().take(10).map(|p| &*people.ids[p.index()]).collect();
        let shown = ids.iter().map(|id| shorten(id)).collect::<Vec<_>>().join(" → ");
        let (rest, first) = if circle.len() > ids.len() {
            (format!(" → … ({} people in all)", circle.len()), String::new())
        } else {
            (String::new(), format!(" → {}", shorten(ids[0])))
        };
        format!("These people manage each other in a circle: {shown}{rest}{first}. Correct one of their managers.")
    };
    report_each(Code::ManagementCycle, &circles, people.manager_header.as_deref(), people, text, findings);

    if lines.dotted.is_empty() {
        return;
    }
    let mut managers = lines.managers.clone();
    for person in circles.iter().flatten() {
        managers[person.index()] = None;
    }
    let tangles = dotted(&managers, &lines.dotted, people);
    let text = |tangle: &[Person]| {
        let ids: Vec<&str> = tangle.iter().map(|p| &*people.ids[p.index()]).collect();
        format!(
            "With dotted lines, these {} people stand above each other in a circle: {}. That is allowed; both count as a line.",
            ids.len(),
            name_some(&ids),
        )
    };
    report_each(Code::DottedCycle, &tangles, people.dotted_header.as_deref(), people, text, findings);
}

fn report_each(
    code: Code,
    circles: &[Vec<Person>],
    column: Option<&str>,
    people: &People,
    text: impl Fn(&[Person]) -> String,
    findings: &mut Findings,
) {
    let rows = |circle: &[Person]| circle.iter().map(|p| people.rows[p.index()]).collect::<Vec<_>>();
    let mut push = |text: String, rows: Vec<u64>| {
        let mut problem = Problem::new(code, text).at_rows(rows);
        problem.column = column.map(str::to_owned);
        findings.push(problem);
    };
    for circle in circles.iter().take(CIRCLES_NAMED) {
        push(text(circle), rows(circle));
    }
    if let Some(rest) = circles.get(CIRCLES_NAMED..).filter(|rest| !rest.is_empty()) {
        push(format!("There are {} more circles like these.", rest.len()), rows(&rest.concat()));
    }
}

/// The circles of solid lines, each in the order of the line, found in the order of people.
fn solid(managers: &[Option<Person>]) -> Vec<Vec<Person>> {
    let manager_of = |k: usize| managers.get(k).copied().flatten();
    let mut reports = vec![0_u32; managers.len()];
    let in_file = |p: Person| p.index() < managers.len();
    for manager in managers.iter().flatten().filter(|&&p| in_file(p)) {
        reports[manager.index()] += 1;
    }
    let mut peeled = vec![false; managers.len()];
    let mut queue: Vec<usize> = (0..managers.len()).filter(|&k| reports[k] == 0).collect();
    while let Some(k) = queue.pop() {
        peeled[k] = true;
        if let Some(manager) = manager_of(k).filter(|&p| in_file(p)) {
            reports[manager.index()] -= 1;
            if reports[manager.index()] == 0 {
                queue.push(manager.index());
            }
        }
    }
    let mut circles = Vec::new();
    for start in 0..managers.len() {
        let mut circle = Vec::new();
        let mut at = start;
        while !peeled[at] {
            peeled[at] = true;
            circle.push(Person(at as u32));
            at = manager_of(at).map_or(at, Person::index);
        }
        if !circle.is_empty() {
            circles.push(circle);
        }
    }
    circles
}

fn from_smallest_id(mut circle: Vec<Person>, people: &People) -> Vec<Person> {
    let smallest = (0..circle.len()).min_by_key(|&k| &people.ids[circle[k].index()]);
    circle.rotate_left(smallest.unwrap_or(0));
    circle
}

/// The people who stand above each other once dotted lines count, component by component, sorted by id.
fn dotted(managers: &[Option<Person>], dotted: &[Vec<Person>], people: &People) -> Vec<Vec<Person>> {
    let n = managers.len();
    let above = |k: usize| managers[k].iter().chain(&dotted[k]).map(|p| p.index()).filter(move |&p| p < n);
    let mut below: Vec<Vec<u32>> = vec![Vec::new(); n];
    for k in 0..n {
        for p in above(k) {
            below[p].push(k as u32);
        }
    }
    let mut lines_up: Vec<usize> = (0..n).map(|k| above(k).count()).collect();
    let mut lines_down: Vec<usize> = below.iter().map(Vec::len).collect();
    let mut peeled = vec![false; n];
    let mut queue: Vec<usize> = (0..n).filter(|&k| lines_up[k] == 0 || lines_down[k] == 0).collect();
    while let Some(k) = queue.pop() {
        if std::mem::replace(&mut peeled[k], true) {
            continue;
        }
        for p in above(k).filter(|&p| !peeled[p]) {
            lines_down[p] -= 1;
            if lines_down[p] == 0 {
                queue.push(p);
            }
        }
        for &p in below[k].iter().filter(|&&p| !peeled[p as usize]) {
            lines_up[p as usize] -= 1;
            if lines_up[p as usize] == 0 {
                queue.push(p as usize);
            }
        }
    }
    let core: Vec<usize> = (0..n).filter(|&k| !peeled[k]).collect();
    let components = if core.len() > LARGEST_SPLIT {
        vec![core]
    } else {
        strongly_connected_components(&core, |&k| above(k).filter(|&p| !peeled[p]).collect::<Vec<_>>())
    };
    let mut tangles: Vec<Vec<Person>> = components
        .into_iter()
        .filter(|component| component.len() > 1)
        .map(|component| component.into_iter().map(|k| Person(k as u32)).collect())
        .collect();
    let id = |p: &Person| &people.ids[p.index()];
    for tangle in &mut tangles {
        tangle.sort_unstable_by(|a, b| id(a).cmp(id(b)));
    }
    tangles.sort_unstable_by(|a, b| a.iter().map(id).cmp(b.iter().map(id)));
    tangles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn managers(of: impl IntoIterator<Item = Option<u32>>) -> Vec<Option<Person>> {
        of.into_iter().map(|m| m.map(Person)).collect()
    }

    fn lengths(of: impl IntoIterator<Item = Option<u32>>) -> Vec<usize> {
        solid(&managers(of)).iter().map(Vec::len).collect()
    }

    #[test]
    fn deep_chains_are_no_circles() {
        assert!(lengths((0..100_000).map(|k: u32| k.checked_sub(1))).is_empty());
        assert!(lengths((0..100_000).map(|k| (k < 99_999).then_some(k + 1))).is_empty());
        assert!(lengths([Some(5), Some(7), None]).is_empty(), "stand-ins stand beyond the file");
    }

    #[test]
    fn circles_of_two_and_of_everybody() {
        assert_eq!(lengths([Some(1), Some(0), Some(0), Some(2)]), [2]);
        assert_eq!(lengths((0..100_000).map(|k| Some((k + 1) % 100_000))), [100_000]);
        assert_eq!(lengths([Some(1), Some(0), Some(3), Some(4), Some(2), Some(4)]), [2, 3]);
    }

    fn people(n: usize) -> People {
        let mut people = People::default();
        people.ids = (0..n).map(|k| format!("p{k:06}").into()).collect();
        people
    }

    #[test]
    fn dotted_circles_by_component() {
        // 0 is above 1 is above 2; a dotted line puts 2 above 0. 3 and 4 have dotted lines to each other. 5 reports to 4.
        let solid = managers([None, Some(0), Some(1), None, None, Some(4)]);
        let mut lines = vec![Vec::new(); 6];
        lines[0].push(Person(2));
        lines[3].push(Person(4));
        lines[4].push(Person(3));
        let found: Vec<Vec<u32>> =
            dotted(&solid, &lines, &people(6)).iter().map(|c| c.iter().map(|p| p.0).collect()).collect();
        assert_eq!(found, [vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn a_dotted_circle_of_everybody_does_not_recurse() {
        let n = 100_000;
        let solid = managers((0..n).map(|k: u32| k.checked_sub(1)));
        let mut lines = vec![Vec::new(); n as usize];
        assert!(dotted(&solid, &lines, &people(n as usize)).is_empty());
        lines[0].push(Person(n - 1));
        let found = dotted(&solid, &lines, &people(n as usize));
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [n as usize]);
    }
}
