//! 典型案例汇编 and 质量提升指南 (S1 成果应用二): what other firms may learn from the files of several.
//!
//! A file is looked at once, without its names. Of what somebody wrote only 为什么, 帮扶事项 and 可推广做法 go in; everything
//! else is a word of the content, a count or a rate.

mod case;
mod days;
mod guide;
mod plain;

use crate::date::Date;
use crate::document::Document;
use crate::dossier::{self, DossierKind};
use crate::error::{Code, Error, Result};
use crate::industry::{MemberFile, RefusedFile, hide_small_cells};
use crate::json::{self, Encode, Json, object};
use crate::listed::Listed;
use crate::order::ordered;
use crate::pack::{Packs, Text};
use crate::report;

pub use case::{CaseCause, CaseIndicator, CollectedCase};
pub use guide::{GuideCause, GuideItem, GuideStage};

use case::{Told, WHY_NOT};
use guide::HIDDEN;

object! {
    /// Cases by product and main cause, and a guide by stage. In whatever order the files come, it is the same.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseCollection: out {
        /// The result in one sentence.
        pub summary: String,
        /// How many files it was compiled from.
        pub files: u32,
        /// Files that were left aside because a newer one of the same case was given.
        pub superseded: u32,
        /// The cases that were carried through and verified, by product and main cause.
        pub cases: Vec<CollectedCase>,
        /// How many files are no such case, by reason.
        pub left_out: Vec<LeftOut>,
        /// The guide: what failed by stage, what is advised, and what has helped.
        pub stages: Vec<GuideStage>,
        /// What has helped against a cause.
        pub causes: Vec<GuideCause>,
        /// Files that could not be read.
        pub refused: Vec<RefusedFile>,
        /// 典型案例汇编 and 质量提升指南, for `writeDocument`.
        pub documents: Vec<CollectedDocument>,
    }
}

object! {
    /// Files that are no case to be shown.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct LeftOut: out {
        /// Code of the reason.
        pub code: &'static str,
        /// The reason.
        pub reason: &'static str,
        /// How many files; `null` = hidden, for they are few.
        pub files: Option<u32>,
        /// The same for the eye.
        pub text: String,
    }
}

object! {
    /// A form that is filled from several files.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CollectedDocument: out {
        /// Its code.
        pub form: Text,
        /// The form.
        pub document: Document,
    }
}

/// A file, told without names, and which one it is.
struct Gathered {
    id: String,
    saved_on: Option<Date>,
    /// What is told, to tell files of one day apart.
    text: String,
    told: Told,
}

/// Cases and a guide from files of guide one.
///
/// # Errors
/// None that a file could cause: what cannot be read is listed.
pub fn compile_cases(packs: &Packs<'_>, files: &[MemberFile], today: Date) -> Result<CaseCollection> {
    let pack = packs.assistance();
    let (mut gathered, mut refused) = (Vec::new(), Vec::new());
    for (index, file) in (0..).zip(files) {
        match gather(packs, file, today) {
            Ok(found) => gathered.push(found),
            Err(error) => refused.push(RefusedFile::new(index, &error)),
        }
    }
    // Of one case the file that was saved last; of one day the text decides, so that the order of files does not.
    let is_behind = |one: &Gathered, other: &Gathered| {
        if one.id != other.id {
            one.id > other.id
        } else if one.saved_on != other.saved_on {
            one.saved_on < other.saved_on
        } else {
            one.text > other.text
        }
    };
    let mut newest: Vec<&Gathered> = Vec::new();
    for found in ordered(&gathered, &is_behind) {
        if found.id.is_empty() || newest.last().is_none_or(|last| last.id != found.id) {
            newest.push(found);
        }
    }
    let told = |found: &&Gathered| (found.told.place, found.text.clone());
    let newest: Vec<&Told> =
        ordered(&newest, &|one, other| told(one) > told(other)).into_iter().map(|found| &found.told).listed();
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let files = count(newest.len());
    let mut cases: Vec<CollectedCase> = newest.iter().filter_map(|told| told.case.clone().ok()).listed();
    for (number, case) in (1..).zip(&mut cases) {
        case.number = number;
    }
    let (stages, causes) = guide::guide(pack, &newest);
    let mut collection = CaseCollection {
        summary: format!("由 {files} 份档案编成，收入 {} 个典型案例。", cases.len()),
        files,
        superseded: count(gathered.len()).saturating_sub(files),
        cases,
        left_out: left_out(&newest, pack.industry.small_cell),
        stages,
        causes,
        refused: Vec::new(),
        documents: Vec::new(),
    };
    // Why a file cannot be read may be said in words of the file: no form is filled from that.
    let tree = Json::Object(vec![("collection".into(), collection.encode())]);
    collection.documents = report::collected(packs, &tree, today)
        .into_iter()
        .map(|(form, document)| CollectedDocument { form, document })
        .listed();
    collection.refused = refused;
    Ok(collection)
}

fn gather(packs: &Packs<'_>, file: &MemberFile, today: Date) -> Result<Gathered> {
    let dossier = dossier::facts(&file.0)?;
    if dossier.kind != DossierKind::Enterprise {
        let message = "这是协会的档案，不是企业的";
        return Err(Error::new(Code::UnsupportedFormat, message).at("kind"));
    }
    let told = case::told(packs, &dossier, today)?;
    Ok(Gathered { id: dossier.id, saved_on: dossier.saved_on, text: told.text(), told })
}

/// How many files are no case, by reason. How many there are in all can be seen: what is few is hidden with another one.
fn left_out(newest: &[&Told], least: u32) -> Vec<LeftOut> {
    let count = |code: &str| newest.iter().map(|told| u32::from(told.case.as_ref().err() == Some(&code))).sum::<u32>();
    let mut cells: Vec<Option<u32>> = WHY_NOT.iter().map(|(code, _)| Some(count(code))).listed();
    hide_small_cells(&mut cells, least, None);
    let rows = WHY_NOT.iter().zip(cells).filter(|(_, files)| *files != Some(0));
    let row = |(&(code, reason), files): (&(&'static str, &'static str), Option<u32>)| LeftOut {
        code,
        reason,
        files,
        text: files.map_or_else(|| HIDDEN.to_owned(), |files| files.to_string()),
    };
    rows.map(row).listed()
}

impl Told {
    /// All that is told, as one text.
    fn text(&self) -> String {
        let case = self.case.as_ref().map(|case| json::write(case));
        let case = case.unwrap_or_else(|why| (*why).to_owned());
        let measures = self.measures.iter().map(|measure| {
            [measure.matter.clone(), measure.items.join(" "), measure.stages.join(" "), measure.causes.join(" ")]
                .join("\n")
        });
        [case, self.failed.join(" "), measures.listed().join("\n")].join("\n")
    }
}
