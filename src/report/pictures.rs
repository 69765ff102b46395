//! The pictures of a report: what is drawn of a case.

use crate::causes::ContributionBasis;
use crate::document::Block;
use crate::dossier::{Dossier, Week};
use crate::exact::Rate;
use crate::governance::{self, Comparison, FrameworkProgress, ImprovementPath, Scorecard};
use crate::industry::{IndustryOverview, ParetoLine, TableRow};
use crate::json::{Encode, Json};
use crate::listed::Listed;
use crate::pack::{FrameworkPart, FrameworkPhase, Text};

/// What there is to draw.
#[derive(Default)]
pub(super) struct Subject<'a> {
    pub(super) dossier: Option<&'a Dossier>,
    /// What guide one has made of the file.
    pub(super) enterprise: Option<&'a Json>,
    pub(super) card: Option<&'a Scorecard>,
    /// With the year before, where the file has one.
    pub(super) comparison: Option<&'a Comparison>,
    pub(super) path: Option<&'a ImprovementPath>,
    pub(super) framework: Option<&'a FrameworkProgress>,
    pub(super) overview: Option<&'a IndustryOverview>,
}

/// The pictures of a case, and of what members' files amount to, by their codes.
pub(crate) const CASE_CHARTS: [&str; 6] = ["pareto", "fishbone", "weekly", "radar", "path", "framework"];
pub(crate) const MEMBER_CHARTS: [&str; 2] = ["stages", "causes"];

impl Subject<'_> {
    /// A picture by its code, with the table that says the same; nothing where there is nothing to draw.
    pub(super) fn blocks(&self, code: &str, title: &str) -> Vec<Block> {
        let data = match code {
            "pareto" => self.pareto(),
            "fishbone" => self.fishbone(),
            "weekly" => self.weekly(),
            "radar" => self.radar(),
            "path" => self.path(),
            "framework" => self.framework(),
            "stages" => self.heat_map(code),
            "causes" => self.members_pareto(),
            _ => None,
        };
        let Some(mut entries) = data else { return Vec::new() };
        let basis = self.enterprise.map_or("", |check| check.at(&["causes", "basis"]).leaf());
        let is_estimate = code == "pareto" && basis == ContributionBasis::Estimate.code();
        let title = if is_estimate { [title, "（贡献度是估计的）"].concat() } else { title.to_owned() };
        entries.push(("title", title.encode()));
        vec![Block::Chart(object(entries))]
    }

    fn pareto(&self) -> Option<Vec<(&'static str, Json)>> {
        let rows = self.enterprise?.at(&["causes", "pareto"]).items();
        let bar = |row: &Json| {
            object(vec![("name", row.at(&["name"]).clone()), ("value", row.at(&["contribution"]).clone())])
        };
        let bars = Json::Array(rows.iter().map(bar).listed());
        (!rows.is_empty()).then(|| vec![("kind", "pareto".encode()), ("bars", bars), ("unit", "%".encode())])
    }

    fn fishbone(&self) -> Option<Vec<(&'static str, Json)>> {
        let leaf =
            |leaf: &Json| object(vec![("name", leaf.at(&["name"]).clone()), ("main", leaf.at(&["main"]).clone())]);
        let mut branches = Vec::new();
        for branch in self.enterprise?.at(&["causes", "tree"]).items() {
            let causes = branch.at(&["causes"]).items();
            if !causes.is_empty() {
                let causes = Json::Array(causes.iter().map(leaf).listed());
                branches.push(object(vec![("name", branch.at(&["name"]).clone()), ("causes", causes)]));
            }
        }
        let application = self.dossier.and_then(|dossier| dossier.application.as_ref());
        let problem = application.and_then(|application| application.problems.first());
        let items = problem.map(|problem| problem.fail_items.iter().filter_map(|item| item.item.clone()).listed());
        let problem =
            items.filter(|items| !items.is_empty()).map_or_else(|| "质量问题".to_owned(), |items| items.join("、"));
        (!branches.is_empty()).then(|| {
            vec![("kind", "fishbone".encode()), ("problem", problem.encode()), ("branches", Json::Array(branches))]
        })
    }

    /// 一次交检合格率, week by week.
    fn weekly(&self) -> Option<Vec<(&'static str, Json)>> {
        let weeks = &self.dossier?.weekly;
        let number = |entered: &Option<crate::entered::Entered>| entered.as_ref()?.number()?.to_integer();
        let rate = |week: &Week| {
            let (inspected, passed) = (number(&week.inspected)?, number(&week.passed_first_time)?);
            Rate::of(u32::try_from(passed).ok()?, u32::try_from(inspected).ok()?)
        };
        let point = |week: &Week| {
            let label = week.week.as_ref().map(|week| week.0.clone()).unwrap_or_default();
            object(vec![("label", label.encode()), ("value", rate(week).encode())])
        };
        let points = Json::Array(weeks.iter().map(point).listed());
        (!weeks.is_empty()).then(|| vec![("kind", "run".encode()), ("points", points), ("unit", "%".encode())])
    }

    /// 得分率 of the 二级指标, with the year before.
    fn radar(&self) -> Option<Vec<(&'static str, Json)>> {
        let parts = &self.card?.secondary;
        let period =
            |label: &str, rates: Vec<Json>| object(vec![("label", label.encode()), ("values", Json::Array(rates))]);
        let axes = Json::Array(parts.iter().map(|part| part.name.encode()).listed());
        let mut periods = Vec::new();
        if let Some(comparison) = self.comparison {
            let before = comparison.secondary.iter().map(|part| part.before.encode()).listed();
            periods.push(period(&comparison.before.label, before));
        }
        periods.push(period("本期", parts.iter().map(|part| part.rate.encode()).listed()));
        Some(vec![("kind", "radar".encode()), ("axes", axes), ("periods", Json::Array(periods))])
    }

    fn path(&self) -> Option<Vec<(&'static str, Json)>> {
        let path = self.path?;
        let route = path.best.last()?;
        let step = |unit: &governance::RaisedUnit| {
            let label = format!("{} 到 L{}", unit.unit, unit.to);
            object(vec![("label", label.encode()), ("gain", unit.gain.encode())])
        };
        let steps = Json::Array(route.units.iter().map(step).listed());
        Some(vec![("kind", "path".encode()), ("start", path.total.encode()), ("steps", steps)])
    }

    /// Figure 1 of guide two; nothing while none of it is answered, and for a framework that does not fit into it.
    fn framework(&self) -> Option<Vec<(&'static str, Json)>> {
        const PHASES: [FrameworkPhase; 4] =
            [FrameworkPhase::Plan, FrameworkPhase::Do, FrameworkPhase::Check, FrameworkPhase::Act];
        const MOST_PARTS: usize = 8;
        let progress = self.framework?;
        let part = |name: &Text, rate: &Option<Rate>| object(vec![("name", name.encode()), ("rate", rate.encode())]);
        let (mut areas, mut is_begun) = (Vec::new(), false);
        for code in [FrameworkPart::Environment, FrameworkPart::Process, FrameworkPart::Elements] {
            let area = progress.areas.iter().find(|area| area.code == code)?;
            let lists = progress.lists.iter().filter(|list| list.area == code);
            let parts: Vec<Json> = if code == FrameworkPart::Process {
                let phase = |phase| lists.clone().find(|list| list.phase == Some(phase));
                PHASES.into_iter().filter_map(phase).map(|list| part(&list.name, &list.rate)).listed()
            } else if area.groups.is_empty() {
                lists.map(|list| part(&list.name, &list.rate)).listed()
            } else {
                area.groups.iter().map(|group| part(&group.name, &group.rate)).listed()
            };
            if parts.len() > MOST_PARTS || code == FrameworkPart::Process && parts.len() < PHASES.len() {
                return None;
            }
            is_begun |= area.rate.is_some();
            let (name, rate) = (area.name.encode(), area.rate.encode());
            areas.push(object(vec![("name", name), ("rate", rate), ("parts", Json::Array(parts))]));
        }
        is_begun.then(|| vec![("kind", "framework".encode()), ("areas", Json::Array(areas))])
    }

    /// One of the tables of how many members.
    fn heat_map(&self, code: &str) -> Option<Vec<(&'static str, Json)>> {
        let table = self.overview?.tables.iter().find(|table| table.code == code)?;
        let row = |row: &TableRow| {
            object(vec![("name", [&row.code, " ", &row.name].concat().encode()), ("cells", row.cells.encode())])
        };
        let columns = Json::Array(table.columns.iter().map(|column| column.name.encode()).listed());
        let rows = Json::Array(table.rows.iter().map(row).listed());
        Some(vec![("kind", "heat-map".encode()), ("columns", columns), ("rows", rows)])
    }

    /// The main causes of the members.
    fn members_pareto(&self) -> Option<Vec<(&'static str, Json)>> {
        let causes = &self.overview?.causes;
        let bar = |line: &ParetoLine| object(vec![("name", line.name.encode()), ("value", line.members.encode())]);
        let bars = Json::Array(causes.iter().map(bar).listed());
        (!causes.is_empty()).then(|| vec![("kind", "pareto".encode()), ("bars", bars), ("unit", "家".encode())])
    }
}

fn object(entries: Vec<(&'static str, Json)>) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.into(), value)).listed())
}
