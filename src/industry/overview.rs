//! What the counts say, in tables and sentences.

use super::suggestions::{EvidenceProposal, Suggestion, evidence, suggestions};
use super::tables::{self, ACT_NOW, MemberTable, NONCONFORMING, TableRow};
use super::tally::SummaryPart;
use crate::date::Date;
use crate::exact::Rate;
use crate::json::object;
use crate::listed::Listed;
use crate::order::ordered;
use crate::pack::{Packs, Text};

object! {
    /// An overview of members' files. It ranks nobody and never says 合格.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IndustryOverview: out {
        /// The result in one sentence.
        pub summary: String,
        /// Whether small cells are hidden.
        pub anonymous: bool,
        /// The latest day that files were counted for.
        pub as_of: Date,
        /// How many files there are; hidden when there are too few.
        pub files: Option<u32>,
        /// How many members were asked.
        pub asked: Option<u32>,
        /// Files out of members asked.
        pub collected: Option<Rate>,
        /// Answers given out of items that were asked, 不适用 among them.
        pub coverage: Option<Rate>,
        /// Members by what was found: the heat map is the table `stages`.
        pub tables: Vec<MemberTable>,
        /// Items that are 不符合, by how many members.
        pub failing: Vec<ParetoLine>,
        /// 主因, by how many members.
        pub causes: Vec<ParetoLine>,
        /// 产业链协同 and 区域集中帮扶, where the rule suggests them.
        pub suggestions: Vec<Suggestion>,
        /// What the association can show for its own assessment.
        pub evidence: Vec<EvidenceProposal>,
    }
}

object! {
    /// A line of a Pareto list.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ParetoLine: out {
        /// Code of the item or the cause.
        pub code: Text,
        /// What it is called.
        pub name: Text,
        /// How many members have it.
        pub members: u32,
        /// These out of all files.
        pub share: Option<Rate>,
        /// This line and those above out of all lines.
        pub cumulative: Option<Rate>,
    }
}

/// The overview of a part.
pub(super) fn of(packs: &Packs<'_>, part: &SummaryPart, asked: Option<u32>, anonymous: bool) -> IndustryOverview {
    let pack = packs.assistance();
    let least = pack.industry.small_cell;
    let few = anonymous && part.files < least;
    let tables = tables::all(pack, part, anonymous);
    let column = |code: &str, column: usize| -> Vec<(Text, Text, u32)> {
        let rows = tables.iter().find(|table| table.code == code).into_iter().flat_map(|table| table.rows.iter());
        rows.filter_map(|row| Some((row.code.clone(), row.name.clone(), (*row.cells.get(column)?)?))).listed()
    };
    let (failing, found) = (pareto(column("items", NONCONFORMING), part.files), column("causes", 0));
    let suggestions = if few { Vec::new() } else { suggestions(pack, part, &found, anonymous) };
    let files = (!few).then_some(part.files);
    let mut overview = IndustryOverview {
        summary: String::new(),
        anonymous,
        as_of: part.as_of,
        files,
        asked,
        collected: files.zip(asked).and_then(|(files, asked)| Rate::of(files, asked)),
        coverage: files.and_then(|_| Rate::of(part.counts.count("answers/given"), part.counts.count("answers/asked"))),
        failing,
        causes: pareto(found, part.files),
        suggestions,
        evidence: evidence(packs.governance(), part, files),
        tables,
    };
    overview.summary = summary(&overview, least);
    overview
}

/// The largest first; equals keep the order of the table.
fn pareto(mut rows: Vec<(Text, Text, u32)>, files: u32) -> Vec<ParetoLine> {
    rows.retain(|(_, _, members)| *members > 0);
    let rows = ordered(&rows, &|one, other| one.2 < other.2);
    let all: u32 = rows.iter().map(|(_, _, members)| *members).fold(0, u32::saturating_add);
    let mut running = 0_u32;
    let line = |(code, name, members): &(Text, Text, u32)| {
        running = running.saturating_add(*members);
        let (code, name, members) = (code.clone(), name.clone(), *members);
        ParetoLine { code, name, members, share: Rate::of(members, files), cumulative: Rate::of(running, all) }
    };
    rows.into_iter().map(line).listed()
}

fn summary(overview: &IndustryOverview, least: u32) -> String {
    let Some(files) = overview.files else { return format!("不足 {least} 家，不给出汇总。") };
    let cells = |code: &str| overview.tables.iter().find(|table| table.code == code).map(|table| table.rows.as_slice());
    let first = |code: &str| cells(code)?.first()?.cells.first().copied()?;
    let mut text = format!("汇总 {files} 家的自查");
    if let Some(complete) = first("complete") {
        text += &format!("，{complete} 家做完");
    }
    let starred =
        if overview.anonymous { first("starred") } else { first("starred").map(|none| files.saturating_sub(none)) };
    if let Some(members) = starred {
        text += &format!("；{members} 家有★不符合");
    }
    if let Some(high) = first("risk") {
        text += &format!("，{high} 家自判高风险");
    }
    let act_now = |row: &TableRow| row.cells.get(ACT_NOW).copied().flatten().unwrap_or_default();
    // Of equals the earlier stage: the last maximum of the reversed order.
    let weakest = cells("stages").and_then(|rows| rows.iter().rev().max_by_key(|row| act_now(row)));
    if let Some(stage) = weakest.filter(|stage| act_now(stage) > 0) {
        text += &format!("；“{}”最薄弱，{} 家需立即整改", stage.name, act_now(stage));
    }
    text + "。"
}
