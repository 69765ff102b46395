//! What members' files amount to, as text for a terminal.

use quality_selfcheck::exact::Rate;
use quality_selfcheck::industry::{EvidenceProposal, IndustryOverview, MemberTable, ParetoLine, Suggestion, TableRow};

/// How many lines of a Pareto list are shown.
const LINES: usize = 10;

/// An overview, line by line.
pub(crate) fn lines(overview: &IndustryOverview) -> Vec<String> {
    let mut lines = vec![format!("成员自查概览（截至 {}）", overview.as_of), overview.summary.clone()];
    let rate = |rate: &Option<Rate>| rate.as_ref().map(|rate| format!("，{}", rate.text())).unwrap_or_default();
    if let (Some(files), Some(asked)) = (overview.files, overview.asked) {
        lines.push(format!("收到 {files} 份，应收 {asked} 份{}", rate(&overview.collected)));
    }
    if let Some(coverage) = &overview.coverage {
        lines.push(format!("问到的项答了 {}", coverage.text()));
    }
    for table in &overview.tables {
        match table.code {
            "stages" => block(&mut lines, table),
            "starred" | "risk" | "sizes" => one_row(&mut lines, table),
            "rules" | "categories" => had(&mut lines, table),
            // The items and the causes are below, the most frequent first.
            _ => {}
        }
    }
    pareto(&mut lines, "主因（家数，占全部，累计）", &overview.causes);
    pareto(&mut lines, "不符合最多的项（家数，占全部，累计）", &overview.failing);
    if !overview.suggestions.is_empty() {
        lines.extend([String::new(), "可以考虑".to_owned()]);
        let line =
            |suggestion: &Suggestion| format!("{} {}：{}", suggestion.assistance_type, suggestion.name, suggestion.why);
        lines.extend(overview.suggestions.iter().map(line));
    }
    if !overview.evidence.is_empty() {
        lines.extend([String::new(), "可作自评证据".to_owned()]);
        let line = |proposal: &EvidenceProposal| format!("{:<6} {}", proposal.unit, proposal.evidence.title);
        lines.extend(overview.evidence.iter().map(line));
    }
    if overview.anonymous {
        lines.extend([String::new(), "* 家数太少，不显示".to_owned()]);
    }
    lines
}

/// A number of members, or what stands for one that is hidden.
fn cell(count: Option<u32>) -> String {
    count.map_or_else(|| "*".to_owned(), |count| count.to_string())
}

fn block(lines: &mut Vec<String>, table: &MemberTable) {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_ref()).collect();
    lines.extend([String::new(), format!("{}（家数：{}）", table.name, columns.join("、"))]);
    let row = |row: &TableRow| {
        let cells: Vec<String> = row.cells.iter().map(|count| format!("{:>5}", cell(*count))).collect();
        format!("{:<4}{}  {}", row.code, cells.concat(), row.name)
    };
    // A stage that is for none of them, such as that of sellers among makers, says nothing.
    let is_asked = |row: &&TableRow| {
        let cells = table.columns.iter().zip(&row.cells);
        cells.clone().any(|(column, count)| column.code != "not-applicable" && *count != Some(0))
    };
    lines.extend(table.rows.iter().filter(is_asked).map(row));
}

fn one_row(lines: &mut Vec<String>, table: &MemberTable) {
    let cells = table.rows.iter().flat_map(|row| row.cells.iter());
    let said: Vec<String> =
        table.columns.iter().zip(cells).map(|(column, count)| format!("{} {} 家", column.name, cell(*count))).collect();
    lines.extend([String::new(), format!("{}：{}", table.name, said.join("，"))]);
}

fn had(lines: &mut Vec<String>, table: &MemberTable) {
    let count = |row: &TableRow| row.cells.first().copied().flatten().filter(|count| *count > 0);
    let said: Vec<String> =
        table.rows.iter().filter_map(|row| Some(format!("{} {} {} 家", row.code, row.name, count(row)?))).collect();
    if !said.is_empty() {
        lines.push(format!("{}：{}", table.name, said.join("，")));
    }
}

fn pareto(lines: &mut Vec<String>, title: &str, rows: &[ParetoLine]) {
    if rows.is_empty() {
        return;
    }
    lines.extend([String::new(), title.to_owned()]);
    let rate = |rate: &Option<Rate>| rate.as_ref().map_or_else(String::new, |rate| rate.text().clone());
    let line = |row: &ParetoLine| {
        format!("{:<9}{:>5} {:>7} {:>7}  {}", row.code, row.members, rate(&row.share), rate(&row.cumulative), row.name)
    };
    lines.extend(rows.iter().take(LINES).map(line));
    if rows.len() > LINES {
        lines.push(format!("……还有 {} 种", rows.len() - LINES));
    }
}
