//! Skills and wants in cells, wide columns and the long table.

use super::*;
use crate::workforce::Scale;

/// (skill, level) of a person, by name.
fn has(workforce: &Workforce, id: &str) -> Option<Vec<(String, u8)>> {
    let skills = workforce.skills();
    let has = skills.has(who(workforce, id))?;
    Some(has.iter().map(|s| (skills.names()[s.skill as usize].to_string(), s.level)).collect())
}

/// (topic, importance, target) of a person, by name.
fn wants(workforce: &Workforce, id: &str) -> Option<Vec<(String, u8, u8)>> {
    let skills = workforce.skills();
    let wants = skills.wants(who(workforce, id))?;
    Some(wants.iter().map(|w| (skills.names()[w.skill as usize].to_string(), w.importance, w.target)).collect())
}

fn levels(of: &[(&str, u8)]) -> Vec<(String, u8)> {
    of.iter().map(|&(name, level)| (name.to_owned(), level)).collect()
}

fn topics(of: &[(&str, u8, u8)]) -> Vec<(String, u8, u8)> {
    of.iter().map(|&(name, importance, target)| (name.to_owned(), importance, target)).collect()
}

#[test]
fn cells() {
    let text = "id;skills;wants\n1;\"SQL:4; ai tools:5\";\"social media\"\n2;\"Python (4);sql\";\"AI tools:3;sql:2@4\"\n3;;\n4;\"social media:0\";\n5;\"social media:1;sql:3;Sql:3\";\n";
    let (workforce, warnings) = read(export(text));
    assert!(warnings.is_empty(), "{warnings}");
    assert_eq!(has(&workforce, "1"), Some(levels(&[("ai tools", 5), ("sql", 4)])));
    assert_eq!(has(&workforce, "2"), Some(levels(&[("python", 4), ("sql", 5)])));
    assert_eq!((has(&workforce, "3"), wants(&workforce, "3")), (None, None));
    assert_eq!(has(&workforce, "4"), Some(levels(&[("social media", 0)])));
    assert_eq!(wants(&workforce, "1"), Some(topics(&[("social media", 1, 5)])));
    assert_eq!(wants(&workforce, "2"), Some(topics(&[("ai tools", 3, 5), ("sql", 2, 4)])));
    let sql = workforce.skills().find("SQL").unwrap();
    assert_eq!(workforce.skills().level(who(&workforce, "4"), sql), Some(0));
    assert_eq!(workforce.skills().level(who(&workforce, "3"), sql), None);
}

#[test]
fn decimals_round_half_up_with_one_warning() {
    let (workforce, warnings) = read(export("id;skills\n1;sql:2,5\n2;sql:2.4\n3;sql:2.0\n4;sql:0.5\n"));
    let levels = ["1", "2", "3", "4"].map(|id| has(&workforce, id).unwrap()[0].1);
    assert_eq!(levels, [3, 2, 2, 1]);
    assert_eq!(warnings.iter().map(|p| p.rows.len()).sum::<usize>(), 3);
    assert!(warnings.iter().all(|p| p.code == Code::LevelRounded));
}

#[test]
fn levels_off_the_scale_group_by_value() {
    let text = "id,skills\n1,sql:7\n2,python:7\n3,sql:-1\n4,sql:1e99\n5,sql:0\n";
    let found = problems(export(text).scale(Scale::new(1, 5).unwrap()));
    let seen: Vec<_> = found.iter().map(|p| (p.code, p.value.as_deref().unwrap_or(""), p.rows.clone())).collect();
    assert_eq!(
        seen,
        [
            (Code::LevelOutOfRange, "7", vec![2, 3]),
            (Code::LevelOutOfRange, "-1", vec![4]),
            (Code::LevelOutOfRange, "0", vec![6]),
            (Code::UnreadableLevel, "1e99", vec![5]),
        ]
    );
    read(export("id,skills\n1,sql:7\n").scale(Scale::new(0, 7).unwrap()));
}

#[test]
fn importance_and_target_are_checked() {
    let found = problems(export("id,skills,wants\n1,sql:1,sql:4\n2,,sql:1@6\n3,,sql:x\n4,,sql:0\n"));
    assert_eq!(
        listed(&found),
        [
            (Code::LevelOutOfRange, vec![2]),
            (Code::LevelOutOfRange, vec![3]),
            (Code::LevelOutOfRange, vec![5]),
            (Code::UnreadableLevel, vec![4])
        ]
    );
}

#[test]
fn the_same_skill_twice() {
    let found =
        problems(export("id,skills,skill.SQL,wants\n1,sql:4;SQL:3,,\n2,sql:4,3,\n3,sql:4,4,\n4,,,sql:1;sql:2\n"));
    assert_eq!(
        listed(&found),
        [(Code::SkillTwice, vec![2]), (Code::SkillTwice, vec![3]), (Code::SkillTwice, vec![5]),]
    );
}

#[test]
fn wide_columns() {
    let (workforce, _) = read(export("id,skill.SQL,Skill.ai tools\n1,4,\n2,,0\n3,,\n"));
    assert_eq!(has(&workforce, "1"), Some(levels(&[("sql", 4)])));
    assert_eq!(has(&workforce, "2"), Some(levels(&[("ai tools", 0)])));
    assert_eq!(has(&workforce, "3"), None);
    assert_eq!(workforce.attribute_names().count(), 0);
}

#[test]
fn the_long_table_adds_to_the_cells() {
    let people = "id,email,skills\n1,a@x,sql:4\n2,b@x,\n3,c@x,\n";
    let long = "person_id,skill,level,wanted\n1,Python,3,\n1,SQL,4,\n2,sql,,2\nC@X,sql,1,3@4\n3,ai,,\n3,python,,yes\n3,welding,,no\n77,sql,3,\n";
    let (workforce, warnings) = read(export(people).skills("skills.csv", long.as_bytes()));
    assert_eq!(has(&workforce, "1"), Some(levels(&[("python", 3), ("sql", 4)])));
    assert_eq!((has(&workforce, "2"), wants(&workforce, "2")), (None, Some(topics(&[("sql", 2, 5)]))));
    assert_eq!(has(&workforce, "3"), Some(levels(&[("ai", 5), ("sql", 1)])));
    assert_eq!(wants(&workforce, "3"), Some(topics(&[("python", 1, 5), ("sql", 3, 4)])));
    assert_eq!(listed(&warnings), [(Code::UnknownPerson, vec![9])]);
    let wrong = "person_id,skill,level\n1,sql,3\n1,sql,9\n2,,1\n,sql,1\n";
    let found = problems(export(people).skills("skills.csv", wrong.as_bytes()));
    assert_eq!(
        listed(&found),
        [
            (Code::LevelOutOfRange, vec![3]),
            (Code::UnreadableLevel, vec![4]),
            (Code::MissingId, vec![5]),
            (Code::SkillTwice, vec![2])
        ]
    );
    let found = problems(export(people).skills("skills.csv", "who,what\n1,sql\n".as_bytes()));
    assert_eq!(found.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::MissingColumn; 2]);
}

#[test]
fn wanting_what_nobody_has_names_the_nearest_skill() {
    let (_, warnings) =
        read(export("id,skills,wants\n1,social media:4;sql:0,\n2,,sosial media\n3,,Sosial Media:3;sql;welding\n"));
    let seen: Vec<_> = warnings.iter().map(|p| (p.value.as_deref().unwrap_or(""), p.rows.clone())).collect();
    assert_eq!(seen, [("Sosial Media", vec![3, 4]), ("sql", vec![4]), ("welding", vec![4])]);
    let texts: Vec<_> = warnings.iter().map(|p| p.text.contains("Did they mean \"social media\"")).collect();
    assert_eq!(texts, [true, false, false]);
}

#[test]
fn a_cell_of_thousands_of_skills_is_no_burden() {
    let cell = (0..8_000).map(|k| format!("s{k};")).collect::<Vec<_>>().concat();
    let rows = (0..50).map(|k| format!("{k},{cell}\n")).collect::<Vec<_>>().concat();
    let (workforce, _) = read(export(&format!("id,skills\n{rows}")));
    assert_eq!(has(&workforce, "49").unwrap().len(), 8_000);
}
