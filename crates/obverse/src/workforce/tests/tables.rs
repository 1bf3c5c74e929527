//! The sign-up form and the tables of pairs.

use super::*;
use crate::workforce::{PairRow, Roles};

const PEOPLE: &str = "id,email,role,capacity,opt_in,skills\n\
    1,Ana@x.org,,2,no,sql:1\n\
    2,bo@x.org,senior,,yes,\n\
    3,same@x.org,,,,\n\
    4,SAME@x.org,,,,\n";

#[test]
fn the_form_overrides_where_it_is_filled() {
    let form = "Timestamp,Email Address,id,role,capacity,opt_in,skills,department\n\
        today,ana@X.org,,junior,,yes,ai:4,Nowhere\n\
        today,,2,,5,,,\n";
    let (workforce, warnings) = read(export(PEOPLE).signups("form.csv", form.as_bytes()));
    assert!(warnings.is_empty(), "{warnings}");
    let [one, two, three] = ["1", "2", "3"].map(|id| who(&workforce, id));
    assert_eq!(workforce.roles(one), Some(Roles { junior: true, senior: false }));
    assert_eq!(workforce.roles(two), Some(Roles { junior: false, senior: true }));
    assert_eq!([one, two, three].map(|p| workforce.capacity(p)), [2, 5, 1]);
    assert_eq!([one, two, three].map(|p| workforce.opt_in(p)), [Some(true), Some(true), Some(false)]);
    assert_eq!(workforce.skills().has(one).map(<[_]>::len), Some(1));
    assert_eq!(workforce.skills().find("sql"), Some(1), "an overridden skill stays a known name");
    assert_eq!(workforce.attribute("department").map(|_| ()), None, "the form's other columns do not count");
}

#[test]
fn opt_in_asked_by_the_form_alone() {
    let (workforce, _) = read(export("id\n1\n2\n3\n").signups("form.csv", "id,opt_in\n1,yes\n2,\n".as_bytes()));
    let all = ["1", "2", "3"].map(|id| workforce.opt_in(who(&workforce, id)));
    assert_eq!(all, [Some(true), Some(false), Some(false)]);
    let (workforce, _) = read(export("id\n1\n").signups("form.csv", "id,role\n1,junior\n".as_bytes()));
    assert_eq!(workforce.opt_in(Person(0)), None);
}

#[test]
fn sign_ups_that_cannot_be_joined() {
    let form = "id,email,role\n9,,junior\n,nobody@x.org,junior\n1,,junior\n,ana@x.org,senior\n,same@x.org,junior\n,,junior\n9,,boss\n";
    let found = problems(export(PEOPLE).signups("form.csv", form.as_bytes()));
    assert_eq!(
        listed(&found),
        [
            (Code::UnknownRole, vec![8]),
            (Code::DuplicateSignup, vec![4, 5]),
            (Code::AmbiguousEmail, vec![6]),
            (Code::MissingId, vec![7]),
            (Code::SignupWithoutPerson, vec![2, 3, 8]),
        ]
    );
    assert!(found.iter().all(|p| p.file == "form.csv"));
    let (_, warnings) = read(export(PEOPLE).signups("form.csv", "id,capacity\n9,many\n1,3\n".as_bytes()));
    assert_eq!(listed(&warnings), [(Code::UnreadableCapacity, vec![2]), (Code::SignupWithoutPerson, vec![2])]);
    let found = problems(export(PEOPLE).signups("form.csv", "name,role\nx,junior\n".as_bytes()));
    assert_eq!(only(&found).code, Code::MissingColumn);
}

fn pairs(rows: &[PairRow], workforce: &Workforce) -> Vec<(String, String, String, u64)> {
    let id = |p| workforce.id(p).to_owned();
    rows.iter().map(|p| (id(p.junior), id(p.senior), p.reason.clone().unwrap_or_default(), p.row)).collect()
}

fn pair(junior: &str, senior: &str, reason: &str, row: u64) -> (String, String, String, u64) {
    (junior.to_owned(), senior.to_owned(), reason.to_owned(), row)
}

#[test]
fn pairs_by_id_or_e_mail_in_any_column_order() {
    let (workforce, warnings) = read(
        export(PEOPLE)
            .conflicts("c.csv", "person,other,reason\n1,2,\"family, close\"\nbo@x.org,3,\n".as_bytes())
            .fixed_pairs("f.csv", "Senior;Reason;Junior\n2;asked for;1\n".as_bytes())
            .past_pairs("p.csv", "mentor,mentee\n1,2\n".as_bytes())
            .existing_pairs("e.csv", "junior,senior\n".as_bytes()),
    );
    assert_eq!((listed(&warnings), &*only(&warnings).file), (vec![(Code::EmptyFile, vec![])], "e.csv"));
    assert_eq!(pairs(workforce.conflicts(), &workforce), [pair("1", "2", "family, close", 2), pair("2", "3", "", 3)]);
    assert_eq!(pairs(workforce.fixed_pairs(), &workforce), [pair("1", "2", "asked for", 2)]);
    assert_eq!(pairs(workforce.past_pairs(), &workforce), [pair("1", "2", "", 2)]);
    assert!(workforce.existing_pairs().is_empty());
}

#[test]
fn pairs_that_cannot_be() {
    let found = problems(
        export(PEOPLE).conflicts("c.csv", "a,b\n1,77\n88,77\n1,1\nsame@x.org,2\n1,ana@x.org\n,2\n".as_bytes()),
    );
    assert_eq!(
        listed(&found),
        [
            (Code::MissingId, vec![7]),
            (Code::PairWithSelf, vec![4, 6]),
            (Code::AmbiguousEmail, vec![5]),
            (Code::UnknownPerson, vec![2, 3]),
        ]
    );
    assert!(found.iter().all(|p| p.file == "c.csv"));
    let found = problems(export(PEOPLE).past_pairs("p.csv", "1,2\n3,4\n".as_bytes()));
    assert!(only(&found).code == Code::MissingColumn && only(&found).text.contains("holds ids"), "{found}");
    let found = problems(export(PEOPLE).past_pairs("p.csv", "1,left\n3,4\n".as_bytes()));
    assert!(only(&found).code == Code::MissingColumn && only(&found).text.contains("holds ids"), "{found}");
    let found = problems(export(PEOPLE).past_pairs("p.csv", "junior\n1\n".as_bytes()));
    assert_eq!((only(&found).code, only(&found).column.as_deref()), (Code::MissingColumn, Some("senior")));
}

#[test]
fn unknown_headers_are_not_read_by_their_place() {
    let found = problems(export(PEOPLE).past_pairs("p.csv", "senyor,jnr,junior id\n1,2,3\n".as_bytes()));
    let problem = only(&found);
    assert_eq!((problem.code, problem.column.as_deref()), (Code::MissingColumn, Some("senior")));
    assert!(problem.text.contains("nearest is \"senyor\""), "{problem}");
    for table in ["who,whom,why\n1,2,x\n", "who,whom\n"] {
        let found = problems(export(PEOPLE).fixed_pairs("p.csv", table.as_bytes()));
        assert_eq!(listed(&found), [(Code::MissingColumn, vec![1]), (Code::MissingColumn, vec![1])]);
        assert!(!found.to_string().contains("nearest"), "{found}");
    }
}

#[test]
fn people_who_left_are_a_warning_but_for_fixed_pairs() {
    let table = "junior,senior\n1,gone\nleft,2\n1,2\n".as_bytes();
    let (workforce, warnings) = read(export(PEOPLE).past_pairs("t", table));
    assert_eq!(listed(&warnings), [(Code::UnknownPerson, vec![2, 3])]);
    assert!(only(&warnings).text.contains("gone, left") && !only(&warnings).is_error());
    assert_eq!(pairs(workforce.past_pairs(), &workforce), [pair("1", "2", "", 4)]);
    assert_eq!(listed(&read(export(PEOPLE).conflicts("t", table)).1), [(Code::UnknownPerson, vec![2, 3])]);
    assert_eq!(listed(&read(export(PEOPLE).existing_pairs("t", table)).1), [(Code::UnknownPerson, vec![2, 3])]);
    let found = problems(export(PEOPLE).fixed_pairs("t", table));
    assert!(only(&found).code == Code::UnknownPerson && only(&found).is_error());
}

#[test]
fn a_header_alone_is_one_warning_in_every_further_table() {
    let pairs = "junior,senior\n".as_bytes();
    for reader in [
        export(PEOPLE).signups("t", "id,role\n".as_bytes()),
        export(PEOPLE).skills("t", "person_id,skill,level\n".as_bytes()),
        export(PEOPLE).conflicts("t", pairs),
        export(PEOPLE).fixed_pairs("t", pairs),
        export(PEOPLE).past_pairs("t", pairs),
        export(PEOPLE).existing_pairs("t", pairs),
    ] {
        let (_, warnings) = read(reader);
        assert_eq!((only(&warnings).code, &*only(&warnings).file), (Code::EmptyFile, "t"));
    }
    assert!(only(&problems(export("id,role\n").conflicts("t", "a,b\n1,2\n".as_bytes()))).is_error());
}

#[test]
fn who_may_be_in_a_row_without_an_id_is_not_also_unknown() {
    let text = "id,role\n1,junior\n,senior\n";
    let found = problems(
        export(text)
            .fixed_pairs("f", "junior,senior\n1,2\n".as_bytes())
            .past_pairs("p", "junior,senior\n1,2\n".as_bytes())
            .skills("s", "person_id,skill\n2,sql\n".as_bytes())
            .signups("u", "id,role\n2,senior\n".as_bytes()),
    );
    assert_eq!(listed(&found), [(Code::MissingId, vec![3])]);
}
