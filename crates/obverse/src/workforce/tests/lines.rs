//! Managers, dotted lines, stand-ins, circles.

use super::*;

#[test]
fn managers_outside_the_file_are_shared_stand_ins() {
    let (workforce, warnings) = read(export("id,manager_id,dotted_line_ids\n1,x9,\n2,x9,x1; 1\n3,1,x9\n4,a0,\n"));
    assert_eq!(listed(&warnings), [(Code::ManagerNotInFile, vec![2, 3, 5]), (Code::ManagerNotInFile, vec![3, 4])]);
    assert_eq!((workforce.len(), workforce.len_with_stand_ins()), (4, 7));
    let outside = who(&workforce, "x9");
    assert!(outside.index() >= workforce.len());
    assert_eq!(workforce.manager(who(&workforce, "1")), Some(outside));
    assert_eq!(workforce.manager(who(&workforce, "2")), Some(outside));
    assert_eq!(workforce.dotted(who(&workforce, "3")), [outside]);
    let mut dotted = [who(&workforce, "x1"), who(&workforce, "1")];
    dotted.sort_unstable();
    assert_eq!(workforce.dotted(who(&workforce, "2")), dotted);
    assert_eq!((workforce.manager(outside), workforce.roles(outside), workforce.name(outside)), (None, None, None));
    assert!(workforce.skills().has(outside).is_none());
}

#[test]
fn words_for_no_manager() {
    let (workforce, warnings) = read(export("id,manager_id\n1,\n2,NO_MANAGER\n3,no_mgr\n4,N/A\n5,None\n6,1\n"));
    assert!(warnings.is_empty());
    let tops = ["1", "2", "3", "4", "5"].map(|id| workforce.manager(who(&workforce, id)));
    assert_eq!(tops, [None; 5]);
    let (workforce, _) = read(export("id,manager_id\nNone,\n2,None\n"));
    assert_eq!(workforce.manager(who(&workforce, "2")), workforce.person("None"), "unless somebody is called that");
}

#[test]
fn self_managers() {
    let problems = problems(export("id,manager_id,dotted_line_ids\n1,1,\n2,1,1;2\n"));
    assert_eq!(listed(&problems), [(Code::SelfManager, vec![2]), (Code::SelfManager, vec![3])]);
}

#[test]
fn circles_are_named_and_do_not_depend_on_row_order() {
    let rows = ["c,b", "a,c", "b,a", "top,", "x,y", "y,x", "z,x"];
    for shift in 0..rows.len() {
        let mut rows = rows;
        rows.rotate_left(shift);
        let problems = problems(export(&format!("id,manager_id\n{}\n", rows.join("\n"))));
        let mut texts: Vec<_> = problems.iter().map(|p| p.text.as_str()).collect();
        texts.sort_unstable();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("a → c → b → a") && texts[1].contains("x → y → x"), "{problems}");
        assert!(problems.iter().all(|p| p.code == Code::ManagementCycle && p.column.as_deref() == Some("manager_id")));
    }
}

#[test]
fn circles_with_a_dotted_line_are_warnings() {
    let (_, warnings) = read(export("id,manager_id,dotted_line_ids\n1,,3\n2,1,\n3,2,\n4,1,2\n"));
    assert_eq!(listed(&warnings), [(Code::DottedCycle, vec![2, 3, 4])]);
    let (_, warnings) = read(export("id,manager_id,dotted_line_ids\n1,,\n2,1,1\n"));
    assert!(warnings.is_empty(), "the same line twice is no circle");
}

fn chain(people: u32, top: &str) -> String {
    let rows = (1..people).map(|k| format!("p{k},p{}\n", k - 1)).collect::<Vec<_>>().concat();
    format!("id,manager_id\np0,{top}\n{rows}")
}

#[test]
fn a_hundred_thousand_deep() {
    let (workforce, _) = read(export(&chain(100_000, "")));
    assert_eq!(workforce.manager(who(&workforce, "p99999")), workforce.person("p99998"));
    let problems = problems(export(&chain(100_000, "p99999")));
    let problem = only(&problems);
    assert_eq!((problem.code, problem.rows.len()), (Code::ManagementCycle, 100_000));
    assert!(problem.text.contains("100000 people in all") && problem.text.len() < 300, "{}", problem.text);
}

#[test]
fn thousands_of_circles_stay_a_short_list() {
    let rows = (0..10_000).map(|k| format!("a{k},b{k}\nb{k},a{k}\n")).collect::<Vec<_>>().concat();
    let problems = problems(export(&format!("id,manager_id\n{rows}")));
    assert_eq!(problems.len(), 101);
    assert_eq!(problems.iter().map(|p| p.rows.len()).sum::<usize>(), 20_000);
}
