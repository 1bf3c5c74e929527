//! Dates column by column, and text where numbers belong.

use jiff::civil::date;

use super::*;
use crate::workforce::dates::days_of;

fn hired(text: &str) -> Vec<Option<i32>> {
    let (workforce, _) = read(export(text));
    workforce.people().map(|p| workforce.hire_date(p)).collect()
}

#[test]
fn each_column_decides_for_itself() {
    let text = "id,hire_date,birth_date\n1,03/04/2010,04/03/1980\n2,25/12/2010,12/25/1980\n3,,0000-00-00\n";
    let day = |y, m, d| Some(days_of(date(y, m, d)));
    assert_eq!(hired(text), [day(2010, 4, 3), day(2010, 12, 25), None]);
    let (workforce, _) = read(export(text));
    assert!(workforce.birth(Person(0)) == crate::workforce::Birth::Date(days_of(date(1980, 4, 3))));
    assert!(workforce.birth(Person(2)) == crate::workforce::Birth::NotRecorded);
}

#[test]
fn an_undecided_column_is_an_error_that_the_caller_can_settle() {
    let text = "id,hire_date\n1,03/04/2010\n2,2010-12-25\n3,05/06/2010\n";
    let found = problems(export(text));
    assert_eq!(listed(&found), [(Code::AmbiguousDate, vec![2, 4])]);
    let (workforce, _) = read(export(text).day_first(Some(false)));
    assert_eq!(workforce.hire_date(Person(0)), Some(days_of(date(2010, 3, 4))));
}

#[test]
fn contradicting_and_impossible_dates() {
    let text = "id,hire_date\n1,25/12/2010\n2,26/12/2010\n3,12/25/2010\n4,31/02/2010\n5,31/02/2010\n6,1899-01-01\n";
    let found = problems(export(text));
    let seen: Vec<_> = found.iter().map(|p| (p.code, p.value.as_deref(), p.rows.clone())).collect();
    assert_eq!(
        seen,
        [
            (Code::UnreadableDate, Some("31/02/2010"), vec![5, 6]),
            (Code::UnreadableDate, Some("1899-01-01"), vec![7]),
            (Code::UnreadableDate, None, vec![4]),
        ]
    );
}

#[test]
fn not_a_number() {
    for column in ["capacity", "birth_year", "age"] {
        for value in ["NaN", "inf", "-inf", "1e99", "0x1F", "1.5", "-3", "ten"] {
            let found = problems(export(&format!("id,{column}\n1,{value}\n")));
            assert_eq!(only(&found).rows, [2], "{column} {value}");
        }
    }
}
