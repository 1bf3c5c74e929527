//! Promise 4: the same bytes for any row order, column order, delimiter, encoding and number of threads.

use obverse_testkit::strategy::{Case, case};
use proptest::prelude::*;

use crate::ready;

fn shuffled(text: &str, order: &[prop::sample::Index], delimiter: u8) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for k in (2..rows.len()).rev() {
        let other = 1 + order[k % order.len()].index(k);
        rows.swap(k, other);
    }
    // Columns backwards, too.
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in &rows {
        writer.write_record(row.iter().collect::<Vec<_>>().iter().rev()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ready::cases(150))]

    #[test]
    fn rows_columns_and_delimiters_do_not_matter(case in case(16), order in prop::collection::vec(any::<prop::sample::Index>(), 7)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let expected = ready::json(&programme.solve().unwrap());
        let people = shuffled(&case.people, &order, b';');
        let other = ready::programme(&Case { people, ..case }).map_err(|p| TestCaseError::fail(p.to_string()))?;
        prop_assert_eq!(ready::json(&other.solve().unwrap()), expected);
    }

    #[test]
    fn threads_do_not_matter(case in case(24)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| ready::json(&programme.solve().unwrap()))
        };
        prop_assert_eq!(on(1), on(4));
    }

    #[test]
    fn another_draw_reaches_as_much(case in case(16), seed in 0_u64..1000) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let policy = ready::without(&case.policy, "seed =");
        let other = ready::programme_under(&case, &format!("seed = {seed}\n{policy}")).unwrap();
        let reached = |p: &obverse::Programme| {
            let matching = p.solve().unwrap();
            let people = if p.policy().to_toml().contains("coverage = true") { matching.summary().people_paired } else { 0 };
            (people, matching.summary().points)
        };
        prop_assert_eq!(reached(&programme), reached(&other));
    }
}

#[test]
fn an_encoding_does_not_matter() {
    let text = "id,role,gender,skills,wants\nzoé,junior,f,thé:5,\njosé,junior,m,café:5,\nrené,senior,m,x:1,thé:2\n";
    let solve = |bytes: &[u8]| {
        let (workforce, _) = obverse::workforce::WorkforceReader::new().people("people.csv", bytes).finish().unwrap();
        let matching = obverse::Policy::default().check().unwrap().prepare(&workforce).unwrap().solve().unwrap();
        ready::json(&matching)
    };
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
    let expected = solve(text.as_bytes());
    assert_eq!(solve(&utf16), expected);
    assert_eq!(solve(&marked), expected);
    assert_eq!(solve(text.replace('\n', "\r\n").as_bytes()), expected);
}
