//! Shapes of real exports: what HR systems write.

use super::*;

#[test]
fn a_semicolon_export_with_mark_and_day_first_dates() {
    let text = "\u{feff}PersonID;ManagerID;HireDate;Organization;LevelDesignation\r\n\
        p1;;25/12/2015;R&D;Director\r\np2;p1;03/04/2019;R&D;Analyst\r\n";
    let (workforce, warnings) = read(export(text));
    assert!(warnings.is_empty(), "{warnings}");
    let names: Vec<_> = workforce.attribute_names().collect();
    assert_eq!(names, ["leveldesignation", "organisation"]);
    assert_eq!(workforce.manager(who(&workforce, "p2")), workforce.person("p1"));
}

#[test]
fn successfactors_keys() {
    let text = "STATUS,USERID,USERNAME,MANAGER,HR,GENDER,HIREDATE\nactive,100,boss,NO_MANAGER,NO_HR,M,2001-01-01\nactive,101,x,100,NO_HR,F,2001-01-01\n";
    let (workforce, warnings) = read(export(text));
    assert!(warnings.is_empty(), "{warnings}");
    assert_eq!(workforce.manager(who(&workforce, "101")), workforce.person("100"));
    assert_eq!(workforce.manager(who(&workforce, "100")), None);
    let labels = "STATUS,User ID,Username,Manager,HR,Gender,Hire Date\n";
    let text = text.replacen('\n', &format!("\n{labels}"), 1);
    let (workforce, warnings) = read(export(&text));
    assert_eq!((workforce.len(), warnings.len()), (2, 0), "a second row of headers is no person");
}

#[test]
fn one_manager_of_tens_of_thousands() {
    let rows = (1..26_740).map(|k| format!("{k},boss\n")).collect::<Vec<_>>().concat();
    let (workforce, warnings) = read(export(&format!("id,manager_id\nboss,\n{rows}")));
    assert!(warnings.is_empty());
    assert_eq!(workforce.len(), 26_740);
}
