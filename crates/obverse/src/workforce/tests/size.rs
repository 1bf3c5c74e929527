//! A large export is read in seconds.

use std::fmt::Write;

use super::*;

#[test]
#[ignore = "a million rows: run it by name, in release"]
fn a_million_rows() {
    let mut text = String::from(
        "id,name,email,manager_id,role,grade,department,location,birth_date,hire_date,gender,skills,wants\n",
    );
    for k in 0..1_000_000_u32 {
        let manager = if k == 0 { String::new() } else { format!("E{:07}", k / 8) };
        let role = ["junior", "senior", ""][k as usize % 3];
        writeln!(
            text,
            "E{k:07},Person {k},p{k}@example.org,{manager},{role},G{},Department {},City {},19{:02}-0{}-1{},20{:02}-01-15,{},sql:{};ai tools:{};topic {}:3,leadership:2;topic {}",
            k % 9, k % 300, k % 50, 50 + k % 50, 1 + k % 9, k % 10, k % 24, ["f", "m", "x"][k as usize % 3], k % 6, k % 5, k % 200, k % 180,
        )
        .unwrap();
    }
    let started = std::time::Instant::now();
    let (workforce, _) = read(export(&text));
    println!("{} MB in {:?}", text.len() >> 20, started.elapsed());
    assert_eq!(workforce.len(), 1_000_000);
    assert!(started.elapsed().as_secs() < 30);
}
