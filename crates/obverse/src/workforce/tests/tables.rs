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
    assert!(warnings.is_empty(), "{warnings}");
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
        [(Code::PairWithSelf, vec![4, 6]), (Code::AmbiguousEmail, vec![5]), (Code::UnknownPerson, vec![2, 3, 7]),]
    );
    assert!(found.iter().all(|p| p.file == "c.csv"));
    let found = problems(export(PEOPLE).past_pairs("p.csv", "1,2\n3,4\n".as_bytes()));
    assert_eq!(only(&found).code, Code::MissingColumn, "ids where the header should be");
    let found = problems(export(PEOPLE).past_pairs("p.csv", "junior\n1\n".as_bytes()));
    assert_eq!(only(&found).code, Code::MissingColumn);
}
