//! `industry` for a terminal: members' files one after another, however many. Part of the command line only.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use quality_selfcheck::date::Date;
use quality_selfcheck::error::{Code, Error, Result};
use quality_selfcheck::exact::Rate;
use quality_selfcheck::industry::{self, IndustryOverview, MemberFile, MemberTable, ParetoLine, SummaryPart, TableRow};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::Packs;

/// How many lines of a Pareto list are shown.
const LINES: usize = 10;

/// How many files that were not counted are named.
const NAMED: usize = 20;

/// Members' files, added up while they are read: of a file nothing stays but its counts and its identifier.
pub(crate) struct Gathering<'a> {
    packs: &'a Packs<'a>,
    today: Date,
    part: SummaryPart,
    seen: HashSet<String>,
    /// The first files that were not counted, and why.
    refused: Vec<String>,
    refusals: usize,
}

impl<'a> Gathering<'a> {
    pub(crate) fn new(packs: &'a Packs<'a>, today: Date) -> Self {
        let part = SummaryPart::new(packs.assistance(), today);
        Self { packs, today, part, seen: HashSet::new(), refused: Vec::new(), refusals: 0 }
    }

    /// Reads folders, files and streams of one file a line.
    pub(crate) fn read(&mut self, paths: &[PathBuf]) -> Result<()> {
        let mut files = Vec::new();
        for path in paths {
            list(path, &mut files)?;
        }
        let style =
            ProgressStyle::with_template("{bar:32} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
        // On standard error, and only where that is a terminal.
        let bar = ProgressBar::new(u64::try_from(files.len()).unwrap_or_default()).with_style(style);
        for path in &files {
            self.file(path, &bar)?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn file(&mut self, path: &Path, bar: &ProgressBar) -> Result<()> {
        let name = path.display().to_string();
        if is_stream(path) {
            if name == "-" {
                return self.stream("标准输入", &mut io::stdin().lock(), bar);
            }
            let file =
                File::open(path).map_err(|error| Error::new(Code::NotJson, format!("读不了 {name}：{error}")))?;
            return self.stream(&name, &mut BufReader::new(file), bar);
        }
        match crate::read(Some(path)) {
            Ok(text) => self.take_in(&name, text),
            Err(error) => {
                self.refuse(&name, &error.message);
                Ok(())
            }
        }
    }

    fn stream(&mut self, name: &str, lines: &mut dyn BufRead, bar: &ProgressBar) -> Result<()> {
        let limit = u64::try_from(json::MAX_BYTES).unwrap_or(u64::MAX);
        for number in 1_u64.. {
            let name = format!("{name} 第 {number} 行");
            let mut line = Vec::new();
            let read = lines.take(limit + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| Error::new(Code::NotJson, format!("读不了 {name}：{error}")))? == 0 {
                break;
            }
            bar.set_message(name.clone());
            if line.len() > json::MAX_BYTES {
                skip_line(lines).map_err(|error| Error::new(Code::NotJson, format!("读不了 {name}：{error}")))?;
                self.refuse(&name, "超过 20 MB");
                continue;
            }
            match String::from_utf8(line) {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => self.take_in(&name, line)?,
                Err(_) => self.refuse(&name, "不是 UTF-8 文字"),
            }
        }
        Ok(())
    }

    /// Counts a member's file, or adds a part of a summary. Too many files to be counted are an error; nothing else is.
    fn take_in(&mut self, name: &str, text: String) -> Result<()> {
        let part = json::read(&text).ok().filter(|tree| tree.get("counts").is_some());
        if let Some(tree) = part {
            let parts = json::decode(&tree).map(|part: SummaryPart| [self.part.clone(), part]);
            match parts.and_then(|parts| industry::merge_summaries(self.packs, &parts, None)) {
                Ok(merged) => self.part = merged.part,
                Err(error) => self.refuse(name, &error.message),
            }
            return Ok(());
        }
        match industry::count_member(self.packs, &MemberFile(Json::String(text.into())), self.today) {
            Ok((_, line)) if !line.id.is_empty() && !self.seen.insert(line.id.clone()) => {
                self.refuse(name, "和前面的文件是同一个档案，没有重复计入");
                Ok(())
            }
            Ok((part, _)) => self.part.take_in(&part),
            Err(error) => {
                self.refuse(name, &[error.path.as_str(), error.message.as_str()].join(" "));
                Ok(())
            }
        }
    }

    fn refuse(&mut self, name: &str, why: &str) {
        self.refusals += 1;
        if self.refused.len() < NAMED {
            self.refused.push(format!("{name}  {}", why.trim()));
        }
    }

    /// The counts of all files.
    pub(crate) fn part(&self) -> &SummaryPart {
        &self.part
    }

    /// The overview as text, with the files that were not counted.
    pub(crate) fn render(&self, overview: &IndustryOverview) -> String {
        let mut lines = render(overview);
        if self.refusals > 0 {
            lines.push(String::new());
            lines.push(format!("没有计入的文件 {} 份", self.refusals));
            lines.extend(self.refused.iter().cloned());
            if self.refusals > self.refused.len() {
                lines.push(format!("……还有 {} 份", self.refusals - self.refused.len()));
            }
        }
        lines.push(String::new());
        lines.push("由成员自查汇总，不排名次，不代替监管结论、检验或认证。".to_owned());
        lines.join("\n") + "\n"
    }
}

/// The files below a path, folders in the order of their names.
fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let unreadable = |error: io::Error| Error::new(Code::NotJson, format!("读不了 {}：{error}", path.display()));
    let entries = fs::read_dir(path).map_err(unreadable)?;
    let mut inside = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(unreadable)?;
    inside.sort();
    for path in inside {
        let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase()).unwrap_or_default();
        if path.is_dir() || matches!(kind.as_str(), "json" | "html" | "ndjson" | "jsonl") {
            list(&path, files)?;
        }
    }
    Ok(())
}

/// Whether a file holds one file a line.
fn is_stream(path: &Path) -> bool {
    let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase()).unwrap_or_default();
    path.as_os_str() == "-" || matches!(kind.as_str(), "ndjson" | "jsonl")
}

/// Reads to the end of a line without keeping it.
fn skip_line(lines: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let held = lines.fill_buf()?;
        let (end, length) = match held.iter().position(|byte| *byte == b'\n') {
            Some(place) => (true, place + 1),
            None => (held.is_empty(), held.len()),
        };
        lines.consume(length);
        if end {
            return Ok(());
        }
    }
}

fn render(overview: &IndustryOverview) -> Vec<String> {
    let mut lines = vec![format!("成员自查概览（截至 {}）", overview.as_of), overview.summary.clone()];
    let rate = |rate: &Option<Rate>| rate.as_ref().map(|rate| format!("，{}", rate.text)).unwrap_or_default();
    if let (Some(files), Some(asked)) = (overview.files, overview.asked) {
        lines.push(format!("收到 {files} 份，应收 {asked} 份{}", rate(&overview.collected)));
    }
    if let Some(coverage) = &overview.coverage {
        lines.push(format!("问到的项答了 {}", coverage.text));
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
        let line = |suggestion: &industry::Suggestion| {
            format!("{} {}：{}", suggestion.assistance_type, suggestion.name, suggestion.why)
        };
        lines.extend(overview.suggestions.iter().map(line));
    }
    if !overview.evidence.is_empty() {
        lines.extend([String::new(), "可作自评证据".to_owned()]);
        let line = |proposal: &industry::EvidenceProposal| format!("{:<6} {}", proposal.unit, proposal.evidence.title);
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
    lines.extend(table.rows.iter().map(row));
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
    let rate = |rate: &Option<Rate>| rate.as_ref().map_or_else(String::new, |rate| rate.text.clone());
    let line = |row: &ParetoLine| {
        format!("{:<9}{:>5} {:>7} {:>7}  {}", row.code, row.members, rate(&row.share), rate(&row.cumulative), row.name)
    };
    lines.extend(rows.iter().take(LINES).map(line));
    if rows.len() > LINES {
        lines.push(format!("……还有 {} 种", rows.len() - LINES));
    }
}
