//! The cases are what they promise.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::oracle::Objective;

/// The pairs of a table.
fn pairs(table: Option<&String>) -> Vec<(String, String)> {
    let rows = table.map(|text| text.lines().skip(1).collect::<Vec<_>>()).unwrap_or_default();
    rows.iter()
        .map(|row| {
            let mut cells = row.split(',').map(str::to_owned);
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect()
}

proptest! {
    #[test]
    fn tables_have_one_shape_and_known_people(case in case(12)) {
        let mut lines = case.people.lines();
        let header: Vec<&str> = lines.next().unwrap().split(',').collect();
        let rows: BTreeMap<String, BTreeMap<&str, &str>> = lines
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                assert_eq!(cells.len(), header.len());
                (cells[0].to_owned(), header.iter().copied().zip(cells).collect())
            })
            .collect();
        prop_assert!(rows.len() >= 2);
        prop_assert!(toml::from_str::<toml::Table>(&case.policy).is_ok(), "{}", case.policy);
        let mut partners: BTreeMap<(String, &str), u32> = BTreeMap::new();
        for table in [&case.existing_pairs, &case.fixed_pairs] {
            for (junior, senior) in pairs(table.as_ref()) {
                *partners.entry((junior, "junior")).or_default() += 1;
                *partners.entry((senior, "senior")).or_default() += 1;
            }
        }
        for ((person, side), count) in partners {
            let row = &rows[&person];
            prop_assert!(row["role"] == side || row["role"] == "both");
            let capacity = row.get("capacity").filter(|cell| !cell.is_empty()).map_or(1, |cell| cell.parse().unwrap());
            prop_assert!(count <= capacity, "{person} has {count} of {capacity}");
        }
        for (id, row) in &rows {
            for other in row.get("manager_id").iter().chain(&row.get("dotted_line_ids")).flat_map(|c| c.split(';')) {
                prop_assert!(other.is_empty() || (rows.contains_key(other) && other != id));
            }
        }
    }

    #[test]
    fn the_oracle_keeps_to_capacities(instance in instance(4, 3)) {
        for objective in [Objective::CoverageThenPoints, Objective::PointsAlone] {
            let best = instance.solve(objective);
            let distinct: BTreeSet<_> = best.pairs.iter().copied().collect();
            prop_assert_eq!(distinct.len(), best.pairs.len());
            let mut points = 0;
            let (mut rows, mut columns) = (vec![0; instance.points.len()], vec![0; instance.column_capacity.len()]);
            for (row, column) in distinct {
                points += instance.points[row][column].unwrap();
                rows[row] += 1;
                columns[column] += 1;
            }
            prop_assert_eq!(points, best.points);
            prop_assert!(rows.iter().zip(&instance.row_capacity).all(|(used, capacity)| used <= capacity));
            prop_assert!(columns.iter().zip(&instance.column_capacity).all(|(used, capacity)| used <= capacity));
        }
    }
}
