//! 档案库: an index over any number of files, to be searched and handed on as a sheet.

use crate::application::{Application, Inspection, Problem, Product};
use crate::causes;
use crate::date::Date;
use crate::document::{Block, Cell, Document, Table, TableColumn, file_name};
use crate::dossier::{self, Dossier, DossierKind, Names};
use crate::entered::filled;
use crate::error::Result;
use crate::industry::{MemberFile, RefusedFile};
use crate::json::{self, Encode, Json, object};
use crate::listed::Listed;
use crate::order::ordered;
use crate::pack::Packs;
use crate::risk::RiskLevel;

object! {
    /// An index over files. In whatever order they come, the entries are the same.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ArchiveIndex: out {
        /// The result in one sentence.
        pub summary: String,
        /// What was found, case by case, the newest file of each first.
        pub entries: Vec<ArchiveEntry>,
        /// Files that could not be read.
        pub refused: Vec<RefusedFile>,
        /// The entries as a sheet, for `writeDocument`.
        pub document: Document,
    }
}

object! {
    /// A file in the index.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ArchiveEntry: out {
        /// Its place in the list that was given.
        pub index: u32,
        /// Identifier of the case.
        pub id: String,
        /// What the file is called.
        pub title: String,
        /// Whose it is.
        pub kind: DossierKind,
        /// When it was saved.
        pub saved_on: Option<Date>,
        /// Whether it stands for its case: no other file of it was saved later. Of several of one day it is one.
        pub latest: bool,
        /// Name of the firm or of the association.
        pub subject: String,
        /// 统一社会信用代码, as it was typed.
        pub uscc: Option<String>,
        /// Products.
        pub products: Vec<String>,
        /// Licences, with their state and last day.
        pub licences: Vec<String>,
        /// Inspections of before, with day and result.
        pub inspections: Vec<String>,
        /// Problems, and what failed.
        pub problems: Vec<String>,
        /// Main causes.
        pub causes: Vec<String>,
        /// Measures of the plan.
        pub measures: Vec<String>,
        /// 风险等级; none while it cannot be told.
        pub risk: Option<RiskLevel>,
        /// Indicators of the effect, before and after; of an association total and grade.
        pub indicators: Vec<String>,
        /// Days to come, the nearest first.
        pub next: Vec<NextDay>,
    }
}

object! {
    /// A day to come.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct NextDay: out {
        /// What is due.
        pub label: String,
        /// When.
        pub due: Date,
    }
}

/// An index over files; of those that hold all the words of `find`, where it has any.
///
/// # Errors
/// None that a file could cause: what cannot be read is listed.
pub fn archive_index(packs: &Packs<'_>, files: &[MemberFile], find: Option<&str>, today: Date) -> Result<ArchiveIndex> {
    let names = Names::of(packs);
    let (mut entries, mut refused) = (Vec::new(), Vec::new());
    for (index, file) in (0..).zip(files) {
        match entry(packs, &names, file, index, today) {
            Ok(entry) => entries.push(entry),
            Err(error) => refused.push(RefusedFile::new(index, &error)),
        }
    }
    // Of one day the text decides, but for the place in the list: the same files are always in the same order.
    let text = |entry: &ArchiveEntry| json::write(&ArchiveEntry { index: 0, ..entry.clone() });
    let is_behind = |one: &ArchiveEntry, other: &ArchiveEntry| {
        if one.id != other.id {
            one.id > other.id
        } else if one.saved_on != other.saved_on {
            one.saved_on < other.saved_on
        } else {
            text(one) > text(other)
        }
    };
    let mut sorted: Vec<ArchiveEntry> = ordered(&entries, &is_behind).into_iter().cloned().listed();
    let mut last: Option<String> = None;
    for entry in &mut sorted {
        entry.latest = last.as_ref() != Some(&entry.id);
        last = Some(entry.id.clone());
    }
    let words: Vec<&str> = find.into_iter().flat_map(str::split_whitespace).listed();
    sorted.retain(|entry| words.iter().all(|word| entry.holds(word)));
    let mut summary = format!("{} 份档案", sorted.len());
    if !words.is_empty() {
        summary += &format!("符合“{}”，共 {} 份", words.join(" "), entries.len());
    }
    if !refused.is_empty() {
        summary += &format!("；{} 份读不出", refused.len());
    }
    let document = sheet(&sorted, today);
    Ok(ArchiveIndex { summary: summary + "。", entries: sorted, refused, document })
}

impl ArchiveEntry {
    fn lists(&self) -> [&Vec<String>; 7] {
        let Self { products, licences, inspections, problems, causes, measures, indicators, .. } = self;
        [products, licences, inspections, problems, causes, measures, indicators]
    }

    fn holds(&self, word: &str) -> bool {
        let own = [&self.title, &self.subject, self.uscc.as_ref().unwrap_or(&self.subject)];
        own.into_iter().chain(self.lists().into_iter().flatten()).any(|text| text.contains(word))
    }
}

fn entry(packs: &Packs<'_>, names: &Names<'_>, file: &MemberFile, index: u32, today: Date) -> Result<ArchiveEntry> {
    let dossier = dossier::facts(&file.0)?;
    let checked = dossier::checked(packs, &dossier, today)?;
    let blank = Application::default();
    let application = dossier.application.as_ref().unwrap_or(&blank);
    let mut entry = ArchiveEntry {
        index,
        id: dossier.id.clone(),
        title: dossier.title.clone(),
        kind: dossier.kind,
        saved_on: dossier.saved_on,
        latest: true,
        subject: application.subject.subject_name.clone().unwrap_or_default(),
        uscc: application.subject.uscc.clone(),
        products: application.products.iter().filter_map(|product| product.product_name.clone()).listed(),
        licences: licences(names, application),
        inspections: inspections(names, application),
        problems: problems(application),
        causes: Vec::new(),
        measures: dossier.draft.list.iter().filter_map(|row| row.matter.clone()).listed(),
        risk: None,
        indicators: Vec::new(),
        next: Vec::new(),
    };
    // A file of 1.0 may have both; it is whose it says.
    if let Some(record) = dossier.governance.as_ref().filter(|_| dossier.kind == DossierKind::Association) {
        entry.subject.clone_from(&record.name);
        let planned = record.actions.iter().filter(|action| action.done_on.is_none());
        let planned = planned.filter_map(|action| Some((action.text.clone().unwrap_or_default(), action.due?)));
        entry.next = coming(planned.map(|(label, due)| NextDay { label, due }).listed(), today);
    }
    if dossier.kind == DossierKind::Enterprise {
        entry.of_enterprise(packs, &dossier, checked.enterprise(), today);
    }
    entry.indicators.extend(checked.governance.map(|card| card.summary));
    Ok(entry)
}

impl ArchiveEntry {
    fn of_enterprise(&mut self, packs: &Packs<'_>, dossier: &Dossier, check: &Json, today: Date) {
        self.risk = json::decode(check.at(&["risk", "level"])).ok();
        for row in check.at(&["causes", "main"]).items() {
            let Some(row) = row.leaf().parse().ok().and_then(|row: usize| dossier.causes.get(row)) else { continue };
            let name = row.cause.as_deref().and_then(|code| causes::name_of(packs.assistance(), code));
            self.causes.extend(name.map(ToString::to_string).or_else(|| row.custom.clone()));
        }
        for indicator in check.at(&["effect", "indicators"]).items() {
            let said = |keys: &[&str]| indicator.at(keys).leaf();
            let (before, after) = (said(&["before", "text"]), said(&["after", "text"]));
            if !after.is_empty() {
                let arrow = if before.is_empty() { "" } else { " → " };
                self.indicators.push([said(&["name"]), " ", before, arrow, after, " ", said(&["valueUnit"])].concat());
            }
        }
        let mut days = Vec::new();
        for deadline in check.at(&["deadlines", "deadlines"]).items() {
            if let Some(due) = Date::read(deadline.at(&["due"]).leaf()) {
                days.push(NextDay { label: deadline.at(&["name"]).leaf().to_owned(), due });
            }
        }
        for row in &dossier.draft.list {
            days.extend(row.due.map(|due| NextDay { label: row.matter.clone().unwrap_or_default(), due }));
        }
        self.next = coming(days, today);
    }
}

/// Of these the days that are to come, the nearest first.
fn coming(mut days: Vec<NextDay>, today: Date) -> Vec<NextDay> {
    days.retain(|day| day.due >= today);
    ordered(&days, &|one, other| one.due > other.due).into_iter().cloned().listed()
}

/// What is said of a few facts, in words.
fn said(names: &Names<'_>, facts: &[(&dyn Encode, &[&str])]) -> String {
    let shown = facts.iter().map(|(fact, place)| match fact.encode() {
        Json::Null => String::new(),
        leaf => names.shown(&leaf, place),
    });
    shown.filter(|text| !text.is_empty()).listed().join(" ")
}

fn licences(names: &Names<'_>, application: &Application) -> Vec<String> {
    let place = |key: &'static str| ["application", "products", key];
    let of = |product: &Product| {
        [
            said(
                names,
                &[
                    (&product.xk_no, &place("xkNo")),
                    (&product.xk_state, &place("xkState")),
                    (&product.xk_expire, &place("xkExpire")),
                ],
            ),
            said(
                names,
                &[
                    (&product.ccc_no, &place("cccNo")),
                    (&product.ccc_state, &place("cccState")),
                    (&product.ccc_expire, &place("cccExpire")),
                ],
            ),
        ]
    };
    application.products.iter().flat_map(of).filter(|text| !text.is_empty()).listed()
}

fn inspections(names: &Names<'_>, application: &Application) -> Vec<String> {
    let place = |key: &'static str| ["application", "problems", "history", key];
    let history = application.problems.iter().flat_map(|problem| &problem.history);
    let of = |inspection: &Inspection| {
        let date = inspection.date.map(|date| date.to_string());
        said(
            names,
            &[
                (&date, &place("date")),
                (&inspection.level, &place("level")),
                (&inspection.result, &place("result")),
                (&inspection.report_no, &place("reportNo")),
            ],
        )
    };
    history.map(of).filter(|text| !text.is_empty()).listed()
}

fn problems(application: &Application) -> Vec<String> {
    let of = |problem: &Problem| {
        let failed: Vec<String> = problem.fail_items.iter().filter_map(|failed| failed.item.clone()).listed();
        [problem.phenomenon.clone().unwrap_or_default(), failed.join("、")]
    };
    application.problems.iter().flat_map(of).filter(|text| filled(Some(text))).listed()
}

/// The entries as a sheet, a line for each.
fn sheet(entries: &[ArchiveEntry], today: Date) -> Document {
    const COLUMNS: [(&str, u32); 11] = [
        ("案子", 10),
        ("单位", 12),
        ("保存日期", 8),
        ("产品", 9),
        ("许可与认证", 9),
        ("检验记录", 8),
        ("问题", 10),
        ("主因", 9),
        ("措施", 9),
        ("指标", 8),
        ("最近期限", 8),
    ];
    let row = |entry: &ArchiveEntry| {
        let saved = entry.saved_on.map_or_else(String::new, |day| day.to_string());
        let next =
            entry.next.first().map_or_else(String::new, |next| [&next.due.to_string(), " ", &*next.label].concat());
        let lists = entry.lists().map(|list| list.join("\n"));
        let texts = [entry.title.clone(), entry.subject.clone(), saved].into_iter().chain(lists).chain([next]);
        texts.map(Cell::Text).listed()
    };
    let columns = COLUMNS.iter().map(|(label, width)| TableColumn { label: (*label).to_owned(), width: *width });
    let table = Table {
        name: "档案".to_owned(),
        columns: columns.listed(),
        rows: entries.iter().map(row).listed(),
        is_small: true,
    };
    Document {
        name: file_name("档案库", Some(today)),
        title: "档案库".to_owned(),
        head: "质量自查".to_owned(),
        foot: format!("质量自查 {} · {today}", env!("CARGO_PKG_VERSION")),
        is_wide: true,
        blocks: vec![Block::Table(table)],
    }
}
