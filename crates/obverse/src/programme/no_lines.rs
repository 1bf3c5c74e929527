//! The warning that no reporting line is known, where a rule relies on them.

use crate::org::OrgChart;
use crate::policy::{ChainDepth, OnMissing, Rules};
use crate::workforce::header_hint;
use crate::{Code, Problem, Workforce};

/// One warning if the rule `reporting_line` is on and nobody in the file has a manager or a dotted line: whoever reads
/// "nobody in a reporting line" must know that nobody could be found in one.
pub(super) fn warning(workforce: &Workforce, org: &OrgChart, rules: &Rules) -> Option<Problem> {
    let rule = rules.reporting_line.as_ref()?;
    let looks = rule.chain_depth != ChainDepth::Off || rule.shared_manager_depth > 0;
    if !looks || org.has_lines() {
        return None;
    }
    let column = &workforce.inner.manager_column;
    let what = match &column.header {
        Some(header) => format!("The column {header:?} says for nobody who the manager is"),
        None => "There is no column \"manager_id\"".to_owned(),
    };
    let follows = match rule.missing {
        OnMissing::Pass => {
            "so no reporting line is known and the rule reporting_line rules nobody out: people may be paired with their own \
             managers"
        }
        OnMissing::Bar => {
            "so no reporting line is known and the rule reporting_line, with missing = \"bar\", rules out every pair"
        }
    };
    let near = column.near.as_ref().map(|near| header_hint(near, "manager_id")).unwrap_or_default();
    let remedy = match &column.header {
        Some(_) => "Fill it with the ids of managers",
        None if column.near.is_some() => "Otherwise add the column",
        None => "Add the column, or say which it is under [columns]: \"its header\" = \"manager_id\"",
    };
    let text = format!(
        "{what}, {follows}.{near} {remedy}; if there are no lines to mind, write [rules.reporting_line] enabled = false."
    );
    Some(Problem::new(Code::NoReportingLines, text).in_column(column.header.as_deref().unwrap_or("manager_id")))
}

#[cfg(test)]
mod tests {
    use crate::{Code, Policy, Problems};

    fn warnings(people: &str, policy: &str) -> Problems {
        let policy = Policy::from_toml(policy).unwrap();
        let (workforce, _) = policy.reader().people("people.csv", people.as_bytes()).finish().unwrap();
        policy.check().unwrap().prepare(&workforce).unwrap().warnings().clone()
    }

    fn only(people: &str, policy: &str) -> (Option<String>, String) {
        let warnings = warnings(people, policy);
        assert_eq!(warnings.len(), 1, "{warnings}");
        let warning = warnings.into_iter().next().unwrap();
        assert!(warning.code == Code::NoReportingLines && !warning.is_error());
        (warning.column, warning.text)
    }

    const ROWS: &str = "a,junior,x:5,,\nb,senior,y:1,x:1,\n";

    #[test]
    fn a_missing_column_is_told_with_the_nearest_header() {
        let (column, text) = only(&format!("id,role,skills,wants,Manger\n{ROWS}"), "");
        assert_eq!(column.as_deref(), Some("manager_id"));
        assert!(text.contains("\"Manger\" = \"manager_id\"") && text.contains("enabled = false"), "{text}");
        assert!(text.contains("rules nobody out"), "{text}");
        let (_, text) = only(&format!("id,role,skills,wants,town\n{ROWS}"), "");
        assert!(!text.contains("nearest"), "{text}");
    }

    #[test]
    fn an_empty_column_is_told_by_its_header() {
        let (column, text) = only(&format!("id,role,skills,wants,Supervisor ID\n{ROWS}"), "");
        assert_eq!(column.as_deref(), Some("Supervisor ID"));
        assert!(text.contains("\"Supervisor ID\" says for nobody"), "{text}");
    }

    #[test]
    fn nothing_is_said_where_nothing_is_missed() {
        let empty = format!("id,role,skills,wants,manager_id\n{ROWS}");
        for policy in [
            "[rules.reporting_line]\nenabled = false",
            "[rules.reporting_line]\nchain_depth = \"off\"\nshared_manager_depth = 0",
        ] {
            assert!(warnings(&empty, policy).is_empty(), "{policy}");
        }
        // One line is enough, also to somebody outside the file, also a dotted one.
        assert!(warnings("id,role,skills,wants,manager_id\na,junior,x:5,,b\nb,senior,y:1,x:1,\n", "").is_empty());
        assert!(warnings("id,role,skills,wants,dotted_line_ids\na,junior,x:5,,z\nb,senior,y:1,x:1,\n", "").is_empty());
    }
}
