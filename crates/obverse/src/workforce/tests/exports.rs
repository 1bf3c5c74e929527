//! Encodings, headers, ids, roles: what an export is made of.

use super::*;
use crate::workforce::{Birth, PersonRecord, Roles, WorkforceBuilder};

const ROWS: &str = "id;name;manager_id;role;department\n\
    001;Jürgen Groß;;senior;Köln\n\
    2;\"Núñez; José\";001;junior;KÖLN\n\
    3;Zoë;001;;\n";

fn assert_the_three(workforce: &Workforce) {
    let ids: Vec<_> = workforce.people().map(|p| workforce.id(p).to_owned()).collect();
    assert_eq!(ids, ["001", "2", "3"]);
    let two = who(workforce, "2");
    assert_eq!(workforce.name(two), Some("Núñez; José"));
    assert_eq!(workforce.manager(two), workforce.person("001"));
    assert_eq!(workforce.roles(two), Some(Roles { junior: true, senior: false }));
    assert_eq!(workforce.roles(who(workforce, "3")), None);
    let department = workforce.attribute("department").unwrap();
    assert_eq!((department.distinct(), department.label(0)), (1, "KÖLN"));
    assert!(!department.is_recorded(who(workforce, "3")));
}

#[test]
fn every_encoding_delimiter_and_line_ending() {
    let utf16 = |text: &str, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for text in [
        ROWS.to_owned(),
        ROWS.replace('\n', "\r\n"),
        ROWS.replace('\n', "\r"),
        ROWS.replace(';', ",").replace("ez,", "ez;"),
    ] {
        let tabs = text.replace("\"Núñez; José\"", "Núñez# José").replace([';', ','], "\t").replace('#', ";");
        for text in [&text, &tabs] {
            let western = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
            let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
            for bytes in [text.clone().into_bytes(), with_mark, utf16(text, true), utf16(text, false), western] {
                let (workforce, warnings) = read(WorkforceReader::new().people("p", &bytes[..]));
                assert!(warnings.is_empty());
                assert_the_three(&workforce);
            }
        }
    }
}

#[test]
fn records_pass_the_same_checks() {
    let people = [
        PersonRecord::new("001").name("Jürgen Groß").role("senior").attribute("department", "Köln"),
        PersonRecord::new("2").name("Núñez; José").manager("001").role("junior").attribute("Department", "KÖLN"),
        PersonRecord::new("3").name("Zoë").manager("001"),
    ];
    assert_the_three(&Workforce::from_people(people).unwrap());
    let wrong = WorkforceBuilder::new()
        .person(PersonRecord::new("a").role("boss"))
        .person(PersonRecord::new("a").manager("a"))
        .person(PersonRecord::new("").birth_date("yesterday"));
    let Err(Error::Problems(problems)) = wrong.finish() else { panic!("should have errors") };
    let codes: Vec<_> = problems.iter().map(|p| (p.code, p.rows.clone())).collect();
    for expected in [
        (Code::UnknownRole, vec![1]),
        (Code::DuplicateId, vec![1, 2]),
        (Code::MissingId, vec![3]),
        (Code::UnreadableDate, vec![3]),
    ] {
        assert!(codes.contains(&expected), "{expected:?} in {problems}");
    }
}

#[test]
fn empty_files() {
    for text in ["", "\u{feff}", "\n\n\r\n", "id,role\n", "id,role\n,\n\n"] {
        assert_eq!(only(&problems(export(text))).code, Code::EmptyFile, "{text:?}");
    }
    assert_eq!(only(&problems(WorkforceReader::new())).code, Code::EmptyFile);
}

#[test]
fn a_missing_id_column_names_the_nearest_header() {
    let problems = problems(export("Employe_Id,department\n1,x\n"));
    let problem = only(&problems);
    assert_eq!((problem.code, problem.column.as_deref()), (Code::MissingColumn, Some("id")));
    assert!(problem.text.contains("\"Employe_Id\" = \"id\""), "{}", problem.text);
}

#[test]
fn a_mapping_is_used_and_must_be_usable() {
    let text = "Payroll,Boss\n7,\n8,7\n";
    let (workforce, _) = read(export(text).columns([("payroll", "id"), ("Boss", "manager_id")]));
    assert_eq!(workforce.manager(who(&workforce, "8")), workforce.person("7"));
    let problems = problems(export(text).columns([("Payroll", "id"), ("Chief", "manager_id")]));
    assert_eq!(only(&problems).code, Code::UnknownColumn);
    // A mapping that is not needed is no mistake.
    read(export("id\n1\n").columns([("Employee ID", "id")]));
}

#[test]
fn ids_are_text_and_padding_is_one_warning() {
    let (workforce, warnings) = read(export("id,manager_id\n007,\n 7 ,007\n1234.0,7\n1.23E+05\u{a0}, 7\nA,a\na,\n"));
    assert_eq!(listed(&warnings), [(Code::PaddedId, vec![3, 5]), (Code::PaddedId, vec![5])]);
    assert_eq!(workforce.manager(who(&workforce, "7")), workforce.person("007"));
    assert_eq!(workforce.manager(who(&workforce, "1.23E+05")), workforce.person("7"));
    assert_eq!(workforce.manager(who(&workforce, "A")), workforce.person("a"));
    assert!(workforce.person("1234.0").is_some() && workforce.person("1234").is_none());
}

#[test]
fn duplicate_and_missing_ids() {
    let problems = problems(export("id,name\n1,a\n2,b\n1,c\n,d\n1,e\n2,f\n,g\n"));
    assert_eq!(
        listed(&problems),
        [(Code::DuplicateId, vec![2, 4, 6]), (Code::DuplicateId, vec![3, 7]), (Code::MissingId, vec![5, 8])]
    );
    let values: Vec<_> = problems.iter().map(|p| p.value.as_deref()).collect();
    assert_eq!(values, [Some("1"), Some("2"), None]);
}

#[test]
fn a_ragged_row_is_one_problem_and_its_person_is_still_known() {
    let found = problems(
        export("id,name,manager_id\n1,Lee, Bo,\n2,Cy,1\n3,Di\n4,Ed,3\n").conflicts("c.csv", "a,b\n1,3\n".as_bytes()),
    );
    assert_eq!(listed(&found), [(Code::RaggedRow, vec![2, 4])]);
}

#[test]
fn every_problem_of_every_file_at_once() {
    let text = "id,manager_id,role,capacity,opt_in,hire_date,birth_year,age,generation,skills\n\
        1,1,boss,-1,maybe,soon,85,NaN,Alpha,sql:9\n\
        2,1,junior,1,yes,2020-01-01,1985,40,X,sql:high\n\
        2,1,senior,1,yes,2020-01-01,1985,inf,X,sql:4;SQL:3\n";
    let problems = problems(
        export(text).signups("form.csv", "id\n9\n".as_bytes()).conflicts("conflicts.csv", "a,b\n2,2\n".as_bytes()),
    );
    let codes: Vec<Code> = problems.iter().map(|p| p.code).collect();
    for code in [
        Code::UnknownRole,
        Code::UnreadableCapacity,
        Code::UnreadableOptIn,
        Code::UnreadableDate,
        Code::UnreadableAge,
        Code::UnknownGeneration,
        Code::LevelOutOfRange,
        Code::UnreadableLevel,
        Code::SkillTwice,
        Code::DuplicateId,
        Code::SelfManager,
        Code::SignupWithoutPerson,
        Code::PairWithSelf,
    ] {
        assert!(codes.contains(&code), "{} in\n{problems}", code.as_str());
    }
    assert_eq!(problems.iter().map(|p| &*p.file).collect::<std::collections::BTreeSet<_>>().len(), 3);
}

#[test]
fn protected_values_are_never_repeated() {
    let text = "id,birth_date,birth_year,age,generation,gender,culture,Hire Date,capacity\n\
        1,SECRET1,SECRET2,SECRET3,SECRET4,SECRET5,SECRET6,SECRET7,SECRET8\n";
    let shown = problems(export(text).protected(["hire_date", "Capacity"])).to_string();
    assert!(shown.contains("unreadable_date") && shown.contains("unreadable_capacity"), "{shown}");
    assert!(!shown.contains("SECRET"), "{shown}");
    let shown = problems(export(text)).to_string();
    assert!(shown.contains("SECRET7") && shown.contains("SECRET8"));
    assert!(!["SECRET1", "SECRET2", "SECRET3", "SECRET4", "SECRET5", "SECRET6"].iter().any(|s| shown.contains(s)));
    assert!(!format!("{:?}", PersonRecord::new("1").birth_year(1985)).contains("1985"));
}

#[test]
fn a_protected_header_stays_protected_whatever_it_is_mapped_to() {
    let text = "No,DOB,Sex,Ethnic Group\n1,SECRET1,SECRET2,SECRET3\n2,SECRET1,SECRET2,SECRET3\n";
    for ours in [
        "id",
        "name",
        "email",
        "manager_id",
        "dotted_line_ids",
        "role",
        "capacity",
        "opt_in",
        "skills",
        "wants",
        "town",
    ] {
        for theirs in ["DOB", "date of birth", "Sex"] {
            let text = text.replace("DOB", if theirs == "Sex" { "DOB" } else { theirs });
            let found = problems(export(&text).columns([("No", "id"), (theirs, ours)]).protected(["Ethnic Group"]));
            assert!(
                found.iter().any(|p| p.code == Code::BadValue && p.column.as_deref() == Some(theirs)),
                "{ours}: {found}"
            );
            assert!(!found.to_string().contains("SECRET"), "{found}");
        }
    }
    // To a protected column of their own it may go, and into one that the policy protects.
    let text = text.replace("SECRET1", "1990-12-31");
    let (workforce, _) = read(export(&text).columns([
        ("No", "id"),
        ("DOB", "birth_date"),
        ("Sex", "culture"),
        ("Ethnic Group", "origin"),
    ]));
    assert!(workforce.attribute("culture").is_some() && workforce.attribute("gender").is_none());
    let (workforce, _) = read(export(&text).columns([("No", "id"), ("Sex", "origin")]).protected(["origin"]));
    assert!(workforce.attribute("origin").is_some());
}

#[test]
fn values_that_slipped_out_of_a_protected_column_are_not_repeated() {
    // Of person 3 the cell before the birth date is missing, and one too many stands at the end.
    let text = "id,role,capacity,manager_id,skills,DOB,Sex,Age,wants\n\
        1,junior,1,,sql:4,1970-01-02,woman,34,\n2,senior,1,1,sql:1,1960-05-06,man,44,sql\n\
        3,man,1990-02-03,1991-03-04,sql:1;ai:44,,,,woman;cooking\n\"woman\",junior,,,,,,,\n\"woman\",junior,,,,,,,\n";
    let found = problems(export(text));
    for code in ["unknown_role", "unreadable_capacity", "level_out_of_range", "duplicate_id", "unknown_skill"] {
        assert!(found.iter().any(|p| p.code.as_str() == code), "{code}: {found}");
    }
    let shown = found.to_string();
    assert!(!["man\"", "woman", "1990", "1991", "44"].iter().any(|secret| shown.contains(secret)), "{shown}");
    assert!(shown.contains("cooking") && shown.contains("no row (1)"), "{shown}");
    // What could be no protected value is repeated as before, ids of plain digits too.
    let shown = problems(export("id,role,capacity,DOB,Sex\n34,boss,many,1970-01-02,f\n34,junior,2,,\n")).to_string();
    assert!(["boss", "many", "\"34\""].iter().all(|value| shown.contains(value)), "{shown}");
}

#[test]
fn people_outside_the_programme_only_get_warnings() {
    let text = "id,role,skills,capacity\n1,junior,sql:4,1\n2,,sql:9,many\n";
    let (workforce, warnings) = read(export(text));
    assert_eq!(
        listed(&warnings),
        [(Code::UnreadableCapacity, vec![3]), (Code::LevelOutOfRange, vec![3])].into_iter().rev().collect::<Vec<_>>()
    );
    assert_eq!(workforce.skills().has(who(&workforce, "2")), None);
    // Without any role, the policy may give everybody one: then it matters.
    assert_eq!(problems(export("id,role,skills\n1,,sql:4\n2,,sql:9\n")).len(), 1);
    // With a sign-up the person is in the programme.
    let form = "id,role\n2,junior\n";
    assert_eq!(problems(export(text).signups("form.csv", form.as_bytes())).len(), 2);
}

#[test]
fn most_exact_birth_wins() {
    let text =
        "id,birth_date,birth_year,age,generation\n1,1985-02-03,1986,30,X\n2,,1986,30,X\n3,,,30,X\n4,,,,Gen X\n5,,,,\n";
    let (workforce, _) = read(export(text));
    let births = ["1", "2", "3", "4", "5"].map(|id| workforce.birth(who(&workforce, id)));
    // 1985-02-03: 15 years of 365 days, 4 leap days (1972..1984), January 31, 2 days.
    let day = 15 * 365 + 4 + 31 + 2;
    let expected = [Birth::Date(day), Birth::Year(1986), Birth::Age(30), Birth::Cohort(2), Birth::NotRecorded];
    assert!(births == expected);
}

#[test]
fn capacity_and_opt_in() {
    let (workforce, _) = read(export("id,capacity,opt_in\n1,3,Yes\n2,0,no\n3,2.0,1\n4,,\n"));
    let ids = ["1", "2", "3", "4"].map(|id| who(&workforce, id));
    assert_eq!(ids.map(|p| workforce.capacity(p)), [3, 0, 2, 1]);
    assert_eq!(ids.map(|p| workforce.opt_in(p)), [Some(true), Some(false), Some(true), Some(false)]);
    assert_eq!(read(export("id\n1\n")).0.opt_in(Person(0)), None);
}

#[test]
fn a_reader_that_fails_is_an_io_error() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    assert!(matches!(Workforce::from_csv(Broken), Err(Error::Io(_))));
    let reader = export("id\n1\n").past_pairs("in/past.csv", Broken).conflicts("later.csv", Broken);
    let error = reader.finish().err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("in/past.csv: gone"));
}
