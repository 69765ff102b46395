//! `industry` for a terminal: members' files added up, however many.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::PathBuf;

use quality_selfcheck::date::Date;
use quality_selfcheck::error::Result;
use quality_selfcheck::industry::{self, IndustryOverview, MemberFile, SummaryPart};
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::{Packs, ReportSubject};
use quality_selfcheck::report;

use crate::answer::Answer;
use crate::arguments::SummaryFiles;
use crate::files::write;
use crate::members::{Reading, TakesIn, refusal};
use crate::{documents, overview};

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
    let mut reading = Reading::default();
    reading.read(paths, &mut members)?;
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
    Ok(Answer { bytes: members.render(&overview, &reading).into_bytes(), holds: members.part.files > 0 })
}

/// Members' files, added up while they are read: of a file nothing stays but its counts, its identifier and its name.
struct Gathering<'a> {
    packs: &'a Packs<'a>,
    today: Date,
    part: SummaryPart,
    /// What was counted, by the identifier of the case.
    counted: HashMap<String, Counted>,
}

/// A member's file that was counted.
struct Counted {
    name: String,
    saved_on: Option<Date>,
    part: SummaryPart,
}

impl<'a> Gathering<'a> {
    fn new(packs: &'a Packs<'a>, today: Date) -> Self {
        let part = SummaryPart::new(packs.assistance(), today);
        Self { packs, today, part, counted: HashMap::new() }
    }
}

impl TakesIn for Gathering<'_> {
    /// Counts a member's file, or adds a part of a summary. Too many files to be counted are an error; nothing else is.
    fn take_in(&mut self, name: &str, text: String) -> Result<Option<String>> {
        let part = json::read(&text).ok().filter(|tree| tree.get("counts").is_some());
        if let Some(tree) = part {
            let parts = json::decode(&tree).map(|part: SummaryPart| [self.part.clone(), part]);
            match parts.and_then(|parts| industry::merge_summaries(self.packs, &parts, None)) {
                Ok(merged) => self.part = merged.part,
                Err(error) => return Ok(Some(refusal(name, &error.message))),
            }
            return Ok(None);
        }
        match industry::count_member(self.packs, &MemberFile(Json::String(text.into())), self.today) {
            Ok((part, line)) if line.id.is_empty() => self.part.take_in(&part).map(|()| None),
            Ok((part, line)) => self.count(line.id, Counted { name: name.to_owned(), saved_on: line.saved_on, part }),
            Err(error) => Ok(Some(refusal(name, &[error.path.as_str(), error.message.as_str()].join(" ")))),
        }
    }
}

impl Gathering<'_> {
    /// Counts a case. Of two files of it the one that was saved last counts, of two of one day the first; where they differ,
    /// that is said.
    fn count(&mut self, id: String, new: Counted) -> Result<Option<String>> {
        let old = match self.counted.entry(id) {
            Entry::Vacant(place) => return self.part.take_in(&place.insert(new).part).map(|()| None),
            Entry::Occupied(place) => place.into_mut(),
        };
        let is_same = old.part == new.part;
        if is_same && old.saved_on == new.saved_on {
            return Ok(Some(format!("{}  和前面的文件是同一个档案，没有重复计入", new.name)));
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
        Ok(Some(format!(
            "{}  和 {} 是同一个档案，{differs}：这份{}，那份{}，{why}",
            left.name,
            old.name,
            saved(left.saved_on),
            saved(old.saved_on),
        )))
    }

    /// The overview as text, with the files that were not counted.
    fn render(&self, overview: &IndustryOverview, reading: &Reading) -> String {
        let mut lines = overview::lines(overview);
        reading.render(&mut lines);
        lines.push(String::new());
        let forms = report::forms(self.packs).forms;
        lines.extend(forms.iter().find(|form| form.subject == ReportSubject::Members).map(|form| form.note.to_owned()));
        lines.join("\n") + "\n"
    }
}
