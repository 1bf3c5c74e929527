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

#[test]
fn a_comparison_counts_only_what_may_be_made() {
    let folder = company::folder();
    company::write(
        folder.path(),
        "people.csv",
        "id,manager_id,role,capacity,skills,wants\n\
         a,s,junior,2,x:5,\nb,,junior,1,x:3,\nc,,junior,1,x:5,\nd,,junior,1,x:5,\ns,,senior,3,x:0,x:1\nt,,senior,1,x:0,x:1\n",
    );
    company::write(folder.path(), "policy.toml", "[weights]\nskill_gap = 1\n[tiers]\nmin_score = 70\n");
    // s reports to nobody, a reports to s: fixed all the same. s has three places, one of them used elsewhere (by d).
    company::write(folder.path(), "fixed.csv", "junior,senior,reason\na,s,agreed\n");
    company::write(folder.path(), "existing.csv", "junior,senior\nd,s\n");
    // b scores 3/5 = 60: below 70. c and then d want s: one place is left after a, and d's only place is in use.
    company::write(folder.path(), "my.csv", "junior,senior\nb,t\na,s\nc,s\nd,s\n");
    let options = ["--policy", "policy.toml", "--fixed-pairs", "fixed.csv", "--existing-pairs", "existing.csv"];
    let compare = |list: &str| {
        let start = ["compare", "people.csv", list, "--format", "json"];
        run(folder.path(), &[&start[..], &options].concat()).expect(0).json()
    };
    let judged = compare("my.csv");
    let faults: Vec<&str> = judged["faults"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].contains("b -> t") && faults[0].contains("below min_score 70"), "{faults:?}");
    assert!(faults[1].contains("d -> s") && faults[1].contains("d has capacity 1"), "{faults:?}");
    assert!(faults[2].contains("d -> s") && faults[2].contains("s has capacity 3 as senior, 1 of it"), "{faults:?}");
    assert_eq!((&judged["yours"]["pairs"], &judged["yours"]["people_paired"]), (&2.into(), &3.into()));
    company::write(folder.path(), "none.csv", "junior,senior\nc,t\n");
    assert!(compare("none.csv")["faults"][0].as_str().unwrap().contains("a -> s is a fixed pair"));
}

#[test]
fn the_run_record_gives_every_written_reason() {
    let folder = company::folder();
    company::write(
        folder.path(),
        "people.csv",
        "id,manager_id,role,culture,skills,wants\nj,s,junior,p,x:5,\ns,,senior,q,x:0,x:1\n",
    );
    company::write(folder.path(), "fixed.csv", "junior,senior,reason\nj,s,agreed with the board\n");
    company::write(
        folder.path(),
        "policy.toml",
        "[components.culture]\ndistances = \"d.csv\"\n[weights]\nculture = 1\ngender = 0\n",
    );
    let pair = |rows: &str| {
        company::write(folder.path(), "d.csv", format!("a,b,distance\n{rows}"));
        let options =
            ["pair", "people.csv", "--fixed-pairs", "fixed.csv", "--policy", "policy.toml", "--format", "json"];
        run(folder.path(), &options).expect(0).json()
    };
    let one = pair("p,q,0.5\np,r,0.2\n");
    let reasons = one["run"]["reasons"].as_array().unwrap();
    assert_eq!(reasons.len(), 1);
    let reason = reasons[0].as_str().unwrap();
    assert!(reason.contains("j -> s") && reason.contains("reporting_line") && reason.contains("agreed with the board"));
    assert!(one["summary"]["text"].as_str().unwrap().contains("with weight 0: gender"));
    // The set can be run again by itself, and never takes the place of its own inputs.
    let options = ["pair", "people.csv", "--fixed-pairs", "fixed.csv", "--policy", "policy.toml", "--out", "set/"];
    run(folder.path(), &options).expect(0);
    let again = ["pair", "people.csv", "--fixed-pairs", "fixed.csv", "--policy", "set/policy.toml", "--format", "json"];
    let again = run(folder.path(), &again).expect(0).json();
    assert_eq!((&again["pairs"], &again["run"]["policy"]), (&one["pairs"], &one["run"]["policy"]));
    let onto_itself =
        ["pair", "people.csv", "--policy", "set/policy.toml", "--fixed-pairs", "fixed.csv", "--out", "set/"];
    assert!(run(folder.path(), &onto_itself).expect(2).err.contains("overwrite"));
    let hash = |result: &serde_json::Value| result["run"]["culture_distances_sha256"].as_str().unwrap().to_owned();
    assert_eq!(hash(&one), hash(&pair("r,P,0.2\nQ,p,0.5\n")));
    assert_ne!(hash(&one), hash(&pair("p,q,0.25\np,r,0.2\n")));
}

#[test]
fn the_readme_shows_what_the_command_prints() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let printed = run(root, &["pair", "examples/sample-company/people.csv"]).expect(0).out;
    // Rows of tables; sentences are folded to the page there.
    let rows: Vec<&str> = shown.lines().filter(|line| line.trim().contains("  ")).collect();
    assert!(rows.len() > 8, "{shown}");
    for row in rows {
        assert!(printed.lines().any(|line| line.trim_end() == row), "{row}\n{printed}");
    }
}
