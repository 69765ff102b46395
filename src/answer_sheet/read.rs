//! A sheet, compared with a case.

use super::csv;
use crate::checklist::Verdict;
use crate::dossier::{self, Dossier, DossierKind, Names};
use crate::entered::{Entered, tidy, trimmed};
use crate::error::{Code, Error, Result, excerpt};
use crate::foreign::{self, Foreign};
use crate::governance::ClaimedLevel;
use crate::json::{self, Encode, Json, object};
use crate::listed::Listed;
use crate::pack::{Packs, ReportBlock, ReportTemplate, Text};

object! {
    /// A sheet, compared with a case.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ReadSheet: out {
        /// The case with the answers of the sheet.
        pub dossier: Dossier,
        /// How many items and units the sheet names that the case asks for.
        pub rows: u32,
        /// What differs, in the order of the sheet.
        pub changes: Vec<SheetChange>,
        /// What could not be read, in the order of the sheet; the case stays as it was there.
        pub issues: Vec<SheetIssue>,
    }
}

object! {
    /// An answer that the sheet changes.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SheetChange: out {
        /// JSON Pointer into the case, such as `/answers/ST1-1/verdict`.
        pub path: String,
        /// The line of the sheet, counted from 1.
        pub line: u32,
        /// Code of the item or the unit.
        pub code: String,
        /// The heading of the column.
        pub column: Text,
        /// What stood there; empty where nothing did.
        pub before: String,
        /// What the sheet says.
        pub after: String,
    }
}

object! {
    /// A line of the sheet that could not be read.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SheetIssue: out {
        /// The line of the sheet, counted from 1.
        pub line: u32,
        /// What to do, in Chinese.
        pub message: String,
    }
}

const VERDICTS: [Verdict; 5] =
    [Verdict::Conforming, Verdict::MinorNonconformity, Verdict::Nonconforming, Verdict::NotApplicable, Verdict::Unsure];

/// Reads a sheet as CSV (separated by commas, semicolons or tabs), whose columns may stand in any order.
///
/// # Errors
/// `unsupported-format` for a text without a line that has 编号 and 结论 or 自报等级, and for the sheet of another kind of case.
pub fn read(packs: &Packs<'_>, dossier: Dossier, text: &str) -> Result<ReadSheet> {
    let is_association = dossier.kind == DossierKind::Association;
    let forms = Form::of(packs);
    let Some(form) = forms.iter().find(|form| form.is_of_units == is_association) else {
        return Err(Error::new(Code::UnsupportedFormat, "内容包里没有能读回来的答案表").at("text"));
    };
    // A note alone may be any column of any table: a report explains scores under the same heading.
    let answers: Vec<&str> = forms.iter().map(|form| &*form.answer).listed();
    let table = forms.iter().find_map(|form| csv::Table::find(text, &form.code, &answers)).ok_or_else(|| {
        let message = foreign_sheet(text, form).unwrap_or_else(|| {
            format!("没有找到答案表：要有一行栏目，写着“{}”，和“{}”", form.code, answers.join("”或“"))
        });
        Error::new(Code::UnsupportedFormat, message).at("text")
    })?;
    let names = Names::of(packs);
    let items: Vec<&str> =
        packs.assistance().checklist.iter().flat_map(|stage| &stage.items).map(|item| item.code.as_ref()).listed();
    let parts = packs.governance().indicators.iter().flat_map(|primary| &primary.secondary);
    let indicators = parts.flat_map(|secondary| &secondary.indicators);
    let units: Vec<&str> = indicators.flat_map(|indicator| &indicator.units).map(|unit| unit.code.as_ref()).listed();
    let mut sheet =
        Sheet { names: &names, form, read: ReadSheet { dossier, rows: 0, changes: Vec::new(), issues: Vec::new() } };
    let mut seen: Vec<(String, u32)> = Vec::new();
    for row in &table.rows {
        // The name of an item may stand behind its code.
        let cell: String = tidy(table.code(row)).collect();
        let Some(code) = cell.split_whitespace().next() else { continue };
        if let Some((_, line)) = seen.iter().find(|(other, _)| other == code) {
            sheet.refuse(row.line, format!("编号 {} 在第 {line} 行已经有了，这一行没有读", excerpt(code)));
            continue;
        }
        seen.push((code.to_owned(), row.line));
        match (items.contains(&code), units.contains(&code)) {
            (true, _) if !is_association => sheet.item(&table, row, code),
            (_, true) if is_association => sheet.unit(&table, row, code),
            (false, false) => sheet.refuse(row.line, format!("没有编号“{}”，请核对", excerpt(code))),
            _ => {
                let found = if is_association { "企业自查" } else { "协会自评" };
                let message = format!("{code} 是{found}的编号，这个案子要用{}", form.title);
                return Err(Error::new(Code::UnsupportedFormat, message).at("text"));
            }
        }
    }
    if let Some(line) = table.open {
        sheet.refuse(line, "这一行有一个引号没有配对，从这里往后没有读，请补上引号再导入".to_owned());
    }
    Ok(sheet.read)
}

/// What was chosen in place of a sheet, and the way on.
fn foreign_sheet(text: &str, form: &Form) -> Option<String> {
    if dossier::is_ours(text) {
        return Some(format!("这是“质量自查”的存档，不是{}：直接打开它就行", form.title));
    }
    let Foreign { name, is_spreadsheet } = foreign::recognise(text)?;
    let way = if is_spreadsheet {
        format!("请在表格软件里打开它，把{}另存为“CSV UTF-8”，再读回来", form.title)
    } else {
        format!("请导出{}，在表格软件里填好，存成“CSV UTF-8”，再读回来", form.title)
    };
    Some(format!("这是{name}，不是答案表：{way}"))
}

/// The form of a sheet: its title, and the headings of the columns that are read back.
struct Form {
    is_of_units: bool,
    title: Text,
    code: Text,
    answer: Text,
    reason: Text,
    note: Text,
}

impl Form {
    /// The sheets of items and of units, as far as the content has them.
    fn of(packs: &Packs<'_>) -> Vec<Self> {
        let items = Self::among(&packs.assistance().reports, false, ["/view/items", "answer/verdict", "answer/reason"]);
        let units = ["/view/units", "answer/level", "answer/notApplicable"];
        items.into_iter().chain(Self::among(&packs.governance().reports, true, units)).listed()
    }

    /// The first form that has a column for each thing that is answered.
    fn among(templates: &[ReportTemplate], is_of_units: bool, [list, answer, reason]: [&str; 3]) -> Option<Self> {
        let tables = templates.iter().flat_map(|template| template.blocks.iter().map(move |block| (template, block)));
        let find = |(template, block): (&ReportTemplate, &ReportBlock)| {
            let heading = |of: &str| {
                let mut columns = block.columns.iter();
                columns.find(|column| column.of.trim_start_matches('=') == of).map(|column| column.label.clone())
            };
            Some(Self {
                is_of_units,
                title: template.title.clone(),
                code: heading("code")?,
                answer: heading(answer)?,
                reason: heading(reason)?,
                note: heading("answer/note")?,
            })
        };
        tables.filter(|(_, block)| block.of == list).find_map(find)
    }
}

/// A sheet that is being read.
struct Sheet<'a> {
    names: &'a Names<'a>,
    form: &'a Form,
    read: ReadSheet,
}

impl Sheet<'_> {
    fn refuse(&mut self, line: u32, message: String) {
        self.read.issues.push(SheetIssue { line, message });
    }

    fn item(&mut self, table: &csv::Table, row: &csv::Row, code: &str) {
        let form = self.form;
        self.read.rows += 1;
        let present = self.read.dossier.answers.get(code).and_then(Option::as_ref);
        let mut answer = present.cloned().unwrap_or_default();
        let mut changes = Changes { line: row.line, code, at: "/answers", list: Vec::new() };
        let said = trimmed(table.cell(row, &form.answer));
        match self.verdict(&said) {
            Some(verdict) => {
                let before = answer.verdict.map(|verdict| self.word(verdict.code())).unwrap_or_default();
                changes.set("verdict", &form.answer, before, self.word(verdict.code()));
                answer.verdict = Some(verdict);
            }
            None if said.is_empty() || said == self.word("blank") => {}
            None => {
                let known = VERDICTS.map(|verdict| self.word(verdict.code())).join("、");
                self.refuse(row.line, format!("{code} 的结论“{}”读不懂，请写：{known}", excerpt(&said)));
            }
        }
        changes.text("reason", &form.reason, table.cell(row, &form.reason), &mut answer.reason);
        changes.text("note", &form.note, table.cell(row, &form.note), &mut answer.note);
        if !changes.list.is_empty() {
            self.read.dossier.answers.insert(code.to_owned(), Some(answer));
            self.read.changes.append(&mut changes.list);
        }
    }

    fn unit(&mut self, table: &csv::Table, row: &csv::Row, code: &str) {
        let form = self.form;
        self.read.rows += 1;
        let record = self.read.dossier.governance.as_ref();
        let present = record.and_then(|record| record.assessment.units.get(code)).and_then(Option::as_ref);
        let mut answer = present.cloned().unwrap_or_default();
        let mut changes = Changes { line: row.line, code, at: "/governance/assessment/units", list: Vec::new() };
        let said = trimmed(table.cell(row, &form.answer));
        let reason = table.cell(row, &form.reason);
        let before = answer.level.map(|level| level.number().to_string()).unwrap_or_default();
        match level(&said) {
            Some(_) if !reason.is_empty() => {
                self.refuse(row.line, format!("{code} 的等级和不适用的理由只能写一个"));
            }
            // Who gives a level in place of a reason takes the reason back, and the other way round.
            Some(level) => {
                changes.set("level", &form.answer, before, level.number().to_string());
                answer.level = Some(level);
                if table.has(&form.reason) {
                    changes.set(
                        "notApplicable",
                        &form.reason,
                        answer.not_applicable.take().unwrap_or_default(),
                        String::new(),
                    );
                }
            }
            None if said.is_empty() => {
                if !reason.is_empty() && table.has(&form.answer) {
                    changes.set("level", &form.answer, before, String::new());
                    answer.level = None;
                }
                changes.text("notApplicable", &form.reason, reason, &mut answer.not_applicable);
            }
            None => self.refuse(row.line, format!("{code} 的等级“{}”读不懂，请写 0、1、2、3 或 4", excerpt(&said))),
        }
        changes.text("note", &form.note, table.cell(row, &form.note), &mut answer.note);
        if !changes.list.is_empty() {
            let record = self.read.dossier.governance.get_or_insert_default();
            record.assessment.units.insert(code.to_owned(), Some(answer));
            self.read.changes.append(&mut changes.list);
        }
    }

    /// The verdict of this word, or of this code.
    fn verdict(&self, said: &str) -> Option<Verdict> {
        let coded = || json::decode(&Json::String(said.to_owned().into())).ok();
        VERDICTS.into_iter().find(|verdict| self.word(verdict.code()) == said).or_else(coded)
    }

    /// What a verdict is called, or that there is none.
    fn word(&self, verdict: &'static str) -> String {
        self.names.shown(&verdict.encode(), &["answers", "verdict"])
    }
}

/// A level, also as `L3`.
fn level(said: &str) -> Option<ClaimedLevel> {
    let said: String = tidy(said).collect();
    let number = Entered(said.trim_start_matches(['L', 'l']).to_owned()).number()?.to_integer()?;
    ClaimedLevel::new(u8::try_from(number).ok()?)
}

/// What a line changes.
struct Changes<'a> {
    line: u32,
    code: &'a str,
    at: &'static str,
    list: Vec<SheetChange>,
}

impl Changes<'_> {
    fn set(&mut self, key: &str, column: &Text, before: String, after: String) {
        if before != after {
            let path = [self.at, "/", self.code, "/", key].concat();
            self.list.push(SheetChange {
                path,
                line: self.line,
                code: self.code.to_owned(),
                column: column.clone(),
                before,
                after,
            });
        }
    }

    fn text(&mut self, key: &str, column: &Text, said: &str, text: &mut Option<String>) {
        if !said.is_empty() {
            self.set(key, column, text.clone().unwrap_or_default(), said.to_owned());
            *text = Some(said.to_owned());
        }
    }
}
