//! Tables, CSV, Markdown, and what circulates.

use crate::command::run;
use crate::company;

fn rows(csv: &str) -> (Vec<String>, Vec<csv::StringRecord>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (header, reader.records().map(Result::unwrap).collect())
}

#[test]
fn the_table_names_people_and_says_how_it_ends() {
    let folder = company::folder();
    let table = run(folder.path(), &["pair", "people.csv"]).expect(0).out;
    for says in
        ["Gil Reed (j1)", "verified", "at random", "Without a partner: 6", "obverse explain people.csv --junior"]
    {
        assert!(table.contains(says), "{says}: {table}");
    }
    assert!(!table.contains('\u{1b}'), "colour without a terminal");
}

#[test]
fn next_commands_repeat_the_inputs() {
    let folder = company::folder();
    company::write(folder.path(), "my policy.toml", "seed = 2\n");
    let table = run(folder.path(), &["pair", "people.csv", "--policy", "my policy.toml", "--seed", "5"]).expect(0).out;
    assert!(table.contains("obverse pair people.csv --policy 'my policy.toml' --seed 5 --out results/"), "{table}");
}

#[test]
fn csv_shows_topics_score_and_unprotected_terms_only() {
    let folder = company::folder();
    let (header, pairs) = rows(&run(folder.path(), &["pair", "people.csv", "--format", "csv"]).expect(0).out);
    let expected = [
        "junior",
        "senior",
        "junior_name",
        "junior_email",
        "junior_department",
        "senior_name",
        "senior_email",
        "senior_department",
        "score",
        "points",
        "topics",
        "points_skill_gap",
        "points_reciprocal_skill_gap",
        "flags",
    ];
    assert_eq!(header, expected);
    assert_eq!(pairs.len(), 2);
    let arguments = ["explain", "people.csv", "--junior", "j1", "--senior", "s1", "--format", "csv"];
    let (_, terms) = rows(&run(folder.path(), &arguments).expect(0).out);
    let names: Vec<&str> = terms.iter().map(|row| &row[2]).collect();
    assert_eq!(names, ["skill_gap", "reciprocal_skill_gap", "protected attributes"]);
}

#[test]
fn columns_that_nobody_has_or_the_policy_protects_are_not_joined_in() {
    let folder = company::folder_with(&[(
        "people.csv",
        b"id,role,department,skills,wants\na,junior,x,sql:4,\nb,senior,y,sql:1,sql\n",
    )]);
    let (header, _) = rows(&run(folder.path(), &["pair", "people.csv", "--format", "csv"]).expect(0).out);
    assert!(!header.contains(&"junior_name".to_owned()) && header.contains(&"junior_department".to_owned()));
    company::write(folder.path(), "policy.toml", "protected = [\"department\"]\n");
    let arguments = ["pair", "people.csv", "--policy", "policy.toml", "--format", "csv"];
    let (header, _) = rows(&run(folder.path(), &arguments).expect(0).out);
    assert!(!header.contains(&"junior_department".to_owned()), "{header:?}");
}

#[test]
fn cells_are_no_formulas() {
    let people =
        "id,name,role,skills,wants\n=1+1,@SUM(A1),junior,+sql:4,\n-2,\"=HYPERLINK(\"\"x\"\")\",senior,+sql:1,+sql\n";
    let folder = company::folder_with(&[("people.csv", people.as_bytes())]);
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(0);
    let mut cells = 0;
    for sheet in ["pairs.csv", "unmatched.csv", "why.csv", "checks.csv"] {
        let (_, rows) = rows(&std::fs::read_to_string(folder.path().join("set").join(sheet)).unwrap());
        for cell in rows.iter().flatten() {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!is_formula, "{sheet}: {cell}");
            cells += 1;
        }
    }
    assert!(cells > 20);
    let (_, pairs) = rows(&std::fs::read_to_string(folder.path().join("set/pairs.csv")).unwrap());
    let first: Vec<&str> = pairs[0].iter().take(4).collect();
    assert_eq!(first, ["'=1+1", "'-2", "'@SUM(A1)", "'=HYPERLINK(\"x\")"]);
}

#[test]
fn terminal_codes_in_names_are_disarmed() {
    let people = company::PEOPLE.replace("Gil Reed", "Gil \u{1b}[31mReed\u{7}");
    let folder = company::folder_with(&[("people.csv", people.as_bytes())]);
    let table = run(folder.path(), &["pair", "people.csv"]).expect(0).out;
    assert!(table.contains("Reed") && !table.contains(['\u{1b}', '\u{7}']), "{table}");
}

#[test]
fn the_name_of_the_file_says_the_format() {
    let folder = company::folder();
    for name in ["r.json", "r.csv", "r.txt", "r.md", "R.JSON"] {
        let ran = run(folder.path(), &["pair", "people.csv", "--out", name]).expect(0);
        assert!(ran.out.contains("verified") && ran.err.contains(&format!("wrote {name}")));
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("r.json"), run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).out);
    assert_eq!(read("r.json"), read("R.JSON"));
    assert_eq!(read("r.csv"), run(folder.path(), &["pair", "people.csv", "--format", "csv"]).expect(0).out);
    assert!(read("r.txt").contains("Gil Reed (j1)") && !read("r.txt").contains("obverse explain"));
    assert!(read("r.md").starts_with("| # "));
}

#[test]
fn a_comparison_judges_each_pair_and_shows_the_best_beside_it() {
    let folder = company::folder();
    // The second pair is a reporting line; j1 is listed twice.
    company::write(folder.path(), "my.csv", "mentor;mentee\nj1;s1\nj5;s1\nj1;s1\n");
    let judged = run(folder.path(), &["compare", "people.csv", "my.csv", "--format", "json"]).expect(0).json();
    assert_eq!(judged["schema_version"], 1);
    assert_eq!((&judged["yours"]["pairs"], &judged["best"]["pairs"]), (&1.into(), &2.into()));
    assert_eq!(judged["pairs"][1]["ruled_out_by"][0], "reporting_line");
    assert!(judged["faults"][0].as_str().unwrap().contains("listed twice"));
    assert_eq!(judged["best_pairs"].as_array().unwrap().len(), 2);
    let table = run(folder.path(), &["compare", "people.csv", "my.csv"]).expect(0).out;
    for says in ["your list", "the best list", "reporting_line", "listed twice", "not in your list"] {
        assert!(table.contains(says), "{says}: {table}");
    }
}
