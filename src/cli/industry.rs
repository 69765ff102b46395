//! `industry` for a terminal: members' files one after another, however many.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use quality_selfcheck::date::Date;
use quality_selfcheck::error::Result;
use quality_selfcheck::industry::{self, IndustryOverview, MemberFile, SummaryPart};
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::{Packs, ReportSubject};
use quality_selfcheck::report;

use crate::answer::Answer;
use crate::arguments::SummaryFiles;
use crate::files::{STANDARD_INPUT, is_standard_input, name, read, unreadable, write};
use crate::text::decoded;
use crate::{documents, overview};

/// How many files that were not counted are named, and how many that were passed over.
const NAMED: usize = 20;

/// The kinds of files that are read below a folder.
const READ: [&str; 5] = ["json", "html", "htm", "ndjson", "jsonl"];

/// Adds members' files up, writes what was asked for, and shows the overview.
pub(crate) fn summarise(
    packs: &Packs<'_>,
    paths: &[PathBuf],
    asked: Option<u32>,
    today: Date,
    anonymous: bool,
    files: &SummaryFiles,
) -> Result<Answer> {
    let mut members = Gathering::new(packs, today);
    members.read(paths)?;
    let hidden = industry::anonymise_summary(packs, &members.part, asked)?;
    if let Some(path) = &files.export {
        write(path, json::write(&hidden.encode()).as_bytes())?;
    }
    if let Some(path) = &files.report {
        let format = documents::format(None, Some(path))?;
        write(path, &report::export_summary(packs, &members.part, asked, format, today)?.bytes)?;
    }
    if let Some(path) = &files.part {
        write(path, json::write(&members.part.encode()).as_bytes())?;
    }
    let overview = if anonymous {
        hidden
    } else {
        industry::merge_summaries(packs, std::slice::from_ref(&members.part), asked)?.overview
    };
    Ok(Answer { bytes: members.render(&overview).into_bytes(), holds: members.part.files > 0 })
}

/// Members' files, added up while they are read: of a file nothing stays but its counts, its identifier and its name.
struct Gathering<'a> {
    packs: &'a Packs<'a>,
    today: Date,
    part: SummaryPart,
    /// What was counted, by the identifier of the case.
    counted: HashMap<String, Counted>,
    /// Files that were not counted, and why.
    refused: Named,
    /// Files below a folder that were not read.
    passed_over: Named,
}

/// A member's file that was counted.
struct Counted {
    name: String,
    saved_on: Option<Date>,
    part: SummaryPart,
}

/// The names of the first files of a kind, and how many there are.
#[derive(Default)]
struct Named {
    first: Vec<String>,
    count: usize,
}

impl Named {
    fn add(&mut self, line: String) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(line);
        }
    }

    /// A line that says how many, if there are any, and the names below it.
    fn render(&self, what: &str, lines: &mut Vec<String>) {
        if self.count > 0 {
            lines.push(String::new());
            lines.push(format!("{what} {} 份", self.count));
            lines.extend(self.first.iter().cloned());
            if self.count > self.first.len() {
                lines.push(format!("……还有 {} 份", self.count - self.first.len()));
            }
        }
    }
}

impl<'a> Gathering<'a> {
    fn new(packs: &'a Packs<'a>, today: Date) -> Self {
        let part = SummaryPart::new(packs.assistance(), today);
        Self { packs, today, part, counted: HashMap::new(), refused: Named::default(), passed_over: Named::default() }
    }

    /// Reads folders, files and streams of one file a line.
    fn read(&mut self, paths: &[PathBuf]) -> Result<()> {
        let mut files = Vec::new();
        for path in paths {
            self.list(path, &mut files)?;
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
        let name = name(path);
        if is_stream(path) {
            if is_standard_input(path) {
                return self.stream(STANDARD_INPUT, &mut io::stdin().lock(), bar);
            }
            let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
            return self.stream(&name, &mut BufReader::new(file), bar);
        }
        match read(Some(path)) {
            Ok(text) => self.take_in(&name, text),
            // Which names the file.
            Err(error) => {
                self.refused.add(error.message.clone());
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
            if read.map_err(|error| unreadable(&name, &error))? == 0 {
                break;
            }
            bar.set_message(name.clone());
            if line.len() > json::MAX_BYTES {
                skip_line(lines).map_err(|error| unreadable(&name, &error))?;
                self.refuse(&name, "超过 20 MB");
                continue;
            }
            match decoded(line) {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => self.take_in(&name, line)?,
                Err(why) => self.refuse(&name, &why),
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
            Ok((part, line)) if line.id.is_empty() => self.part.take_in(&part),
            Ok((part, line)) => self.count(line.id, Counted { name: name.to_owned(), saved_on: line.saved_on, part }),
            Err(error) => {
                self.refuse(name, &[error.path.as_str(), error.message.as_str()].join(" "));
                Ok(())
            }
        }
    }

    /// Counts a case. Of two files of it the one that was saved last counts, of two of one day the first; where they differ,
    /// that is said.
    fn count(&mut self, id: String, new: Counted) -> Result<()> {
        let old = match self.counted.entry(id) {
            Entry::Vacant(place) => return self.part.take_in(&place.insert(new).part),
            Entry::Occupied(place) => place.into_mut(),
        };
        let is_same = old.part == new.part;
        if is_same && old.saved_on == new.saved_on {
            self.refused.add(format!("{}  和前面的文件是同一个档案，没有重复计入", new.name));
            return Ok(());
        }
        let is_newer = new.saved_on > old.saved_on;
        let left = if is_newer { std::mem::replace(old, new) } else { new };
        if is_newer {
            self.part.take_out(&left.part);
            self.part.take_in(&old.part)?;
        }
        let saved = |day: Option<Date>| day.map_or_else(|| "没写保存日期".to_owned(), |day| format!(" {day} 保存"));
        let differs = if is_same { "统计结果一样" } else { "内容不同" };
        let why =
            if left.saved_on == old.saved_on { "分不出先后，计入前一份" } else { "计入较新的一份" };
        self.refused.add(format!(
            "{}  和 {} 是同一个档案，{differs}：这份{}，那份{}，{why}",
            left.name,
            old.name,
            saved(left.saved_on),
            saved(old.saved_on),
        ));
        Ok(())
    }

    fn refuse(&mut self, name: &str, why: &str) {
        self.refused.add(format!("{name}  {}", why.trim()));
    }

    /// The files below a path, folders in the order of their names.
    fn list(&mut self, path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
        if !path.is_dir() {
            files.push(path.to_owned());
            return Ok(());
        }
        let entries = fs::read_dir(path).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let mut inside: Vec<PathBuf> = entries.map_err(|error| unreadable(&name(path), &error))?;
        inside.sort();
        for path in inside {
            if path.is_dir() || READ.contains(&kind_of(&path).as_str()) {
                self.list(&path, files)?;
            } else {
                self.passed_over.add(name(&path));
            }
        }
        Ok(())
    }

    /// The overview as text, with the files that were not counted.
    fn render(&self, overview: &IndustryOverview) -> String {
        let mut lines = overview::lines(overview);
        self.refused.render("没有计入的文件", &mut lines);
        self.passed_over.render("不是存档、没有读的文件", &mut lines);
        lines.push(String::new());
        let forms = report::forms(self.packs).forms;
        lines.extend(forms.iter().find(|form| form.subject == ReportSubject::Members).map(|form| form.note.to_owned()));
        lines.join("\n") + "\n"
    }
}

/// Whether a file holds one file a line.
fn is_stream(path: &Path) -> bool {
    is_standard_input(path) || matches!(kind_of(path).as_str(), "ndjson" | "jsonl")
}

/// What a file's name says that it is.
fn kind_of(path: &Path) -> String {
    path.extension().map(|kind| kind.to_string_lossy().to_lowercase()).unwrap_or_default()
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
