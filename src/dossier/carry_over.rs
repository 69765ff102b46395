//! From one edition of the content to another: an answer stands for the wording that it was given to.

use super::facts::{AssociationRecord, ContentMark, Dossier};
use crate::checklist::TriageAnswers;
use crate::error::{Result, pointer};
use crate::json::{Map, codes, object};
use crate::listed::Listed;
use crate::pack::{Assistance, Manifest, Packs, governance_identity, item_identity};

object! {
    /// A file with its answers sorted by whether they still stand.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CarriedOver: out {
        /// The file; answers that no longer stand are under `earlier` and count as blank.
        pub dossier: Dossier,
        /// What has to be answered again.
        pub reopened: Vec<Reopened>,
        /// How many answers stand.
        pub kept: u32,
    }
}

object! {
    /// An answer that no longer stands.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Reopened: out {
        /// JSON Pointer to the answer as it is kept.
        pub path: String,
        /// Code of the item, unit, cause or quick question.
        pub code: String,
        /// Why.
        pub why: ReopenedWhy,
        /// The same in Chinese.
        pub message: String,
    }
}

codes! {
    /// Why an answer no longer stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ReopenedWhy: out {
        /// Its text or its rule has changed.
        "changed" => Changed,
        /// The content no longer has it.
        "removed" => Removed,
        /// The file does not say which wording was answered.
        "unknown" => Unknown,
    }
}

/// What stands for a wording that the file does not state, or that copies state differently.
pub(super) const UNKNOWN: &str = "";

/// The identity of what a code names.
type IdentityOf<'a> = Box<dyn Fn(&str) -> Option<String> + 'a>;

/// What a guide's answers are compared by.
struct Guide<'a> {
    manifest: &'a Manifest,
    sha256: &'a str,
    identity: IdentityOf<'a>,
}

fn guides<'a>(packs: &Packs<'a>) -> [Guide<'a>; 2] {
    let (items, answered) = (packs.assistance(), packs.governance());
    let [first, second] = packs.identities();
    [
        Guide { manifest: first.0, sha256: first.1, identity: Box::new(|code| item_identity(items, code)) },
        Guide { manifest: second.0, sha256: second.1, identity: Box::new(|code| governance_identity(answered, code)) },
    ]
}

impl Guide<'_> {
    /// The wording that an answer was given to: what the file says of it, else the present one.
    fn wording(&self, content: &[ContentMark], code: &str) -> String {
        let mark = content.iter().find(|mark| mark.pack == self.manifest.id);
        match (mark, mark.and_then(|mark| mark.items.get(code))) {
            (_, Some(wording)) => wording.clone(),
            // A file of version 1.0 names its content, not the wordings. Merged with another, not even its content is left.
            (Some(mark), None) if mark.sha256 == UNKNOWN || (mark.items.is_empty() && mark.sha256 != self.sha256) => {
                UNKNOWN.to_owned()
            }
            _ => (self.identity)(code).unwrap_or_default(),
        }
    }
}

/// Codes of what is answered in each guide: items of the self-check; units, and items of the framework.
fn answered(dossier: &Dossier) -> [Vec<String>; 2] {
    let (mut items, mut others) = (Vec::new(), Vec::new());
    codes(&mut items, &dossier.answers, &|answer| answer.verdict.is_some());
    if let Some(record) = &dossier.governance {
        codes(&mut others, &record.assessment.units, &|answer| {
            answer.level.is_some() || answer.not_applicable.is_some()
        });
        codes(&mut others, &record.framework, &|answer| answer.state.is_some());
    }
    [items, others]
}

/// The same of everything that anything is said of, be it a note.
fn mentioned(dossier: &Dossier) -> [Vec<String>; 2] {
    let (mut items, mut others) = (Vec::new(), Vec::new());
    codes(&mut items, &dossier.answers, &|_| true);
    if let Some(record) = &dossier.governance {
        codes(&mut others, &record.assessment.units, &|_| true);
        codes(&mut others, &record.framework, &|_| true);
    }
    [items, others]
}

/// The codes of the answers that count.
fn codes<T>(found: &mut Vec<String>, answers: &Map<Option<T>>, counts: &dyn Fn(&T) -> bool) {
    for (code, answer) in answers.iter() {
        if answer.as_ref().is_some_and(counts) {
            found.push(code.clone());
        }
    }
}

/// Which content a file rests on, and which wording each answer was given to. What it says of earlier answers stands.
pub(crate) fn marks(packs: &Packs<'_>, dossier: &Dossier) -> Vec<ContentMark> {
    let mut marks = Vec::new();
    for (guide, codes) in guides(packs).iter().zip(answered(dossier)) {
        let mut items = Map::default();
        for code in codes {
            let wording = guide.wording(&dossier.content, &code);
            items.insert(code, wording);
        }
        marks.push(ContentMark {
            pack: guide.manifest.id.clone().into_owned(),
            edition: guide.manifest.edition.clone().into_owned(),
            sha256: guide.sha256.to_owned(),
            items,
        });
    }
    marks
}

/// Sorts the answers of a file by whether the content `to` still asks what they answered. Where the file does not say
/// what that was, it was the content `from`.
///
/// An answer is reopened exactly when the text or the rule of its item has changed: it moves to `earlier`, where it
/// counts for nothing and is not lost. A cause that the content no longer has stays in its own words.
///
/// # Errors
/// None of its own.
pub fn carry_over(from: &Packs<'_>, to: &Packs<'_>, mut dossier: Dossier) -> Result<CarriedOver> {
    let mut reopened = Vec::new();
    let mut kept = 0;
    let (from, asked) = (guides(from), guides(to));
    let said = answered(&dossier).into_iter().zip(mentioned(&dossier));
    for (((from, to), (answered, mentioned)), place) in from.iter().zip(&asked).zip(said).zip(["answers", "units"]) {
        // A file that was saved with the other content before names that one.
        let is_there = dossier.content.iter().any(|mark| mark.pack == to.manifest.id && mark.sha256 == to.sha256);
        // What is not asked any more would be refused, even if there is only a note.
        let noted = mentioned.into_iter().filter(|code| !answered.contains(code) && (to.identity)(code).is_none());
        for code in answered.iter().cloned().chain(noted) {
            let then = if is_there { to } else { from }.wording(&dossier.content, &code);
            let why = match (to.identity)(&code) {
                None => ReopenedWhy::Removed,
                Some(_) if then == UNKNOWN => ReopenedWhy::Unknown,
                Some(now) if now != then => ReopenedWhy::Changed,
                Some(_) => {
                    kept += 1;
                    continue;
                }
            };
            let of_framework = |record: &AssociationRecord| record.framework.get(&code).is_some();
            let place = if dossier.governance.as_ref().is_some_and(of_framework) { "framework" } else { place };
            let message = message(&code, why);
            reopened.push(Reopened { path: format!("/earlier/{place}/{code}"), code, why, message });
        }
    }
    let is_asked = |code: &str| asked.iter().any(|guide| (guide.identity)(code).is_some());
    let stands = |code: &str| is_asked(code) && !reopened.iter().any(|reopened: &Reopened| reopened.code == code);
    dossier.answers.split_into(&mut dossier.earlier.answers, stands);
    if let Some(record) = &mut dossier.governance {
        record.assessment.units.split_into(&mut dossier.earlier.units, stands);
        record.framework.split_into(&mut dossier.earlier.framework, stands);
    }
    quick_answers(to.assistance(), &mut dossier, &mut reopened);
    causes(to.assistance(), &mut dossier, &mut reopened);
    links(&asked, to.assistance(), &mut dossier, &mut reopened);
    // What stands is what is asked now, and so is what will be answered from now on.
    dossier.content.clear();
    dossier.content = marks(to, &dossier);
    Ok(CarriedOver { dossier, reopened, kept })
}

fn message(code: &str, why: ReopenedWhy) -> String {
    match why {
        ReopenedWhy::Changed => format!("{code} 的内容改了，原来的答案留在旁边，请重新回答"),
        ReopenedWhy::Removed => format!("现在的内容里没有 {code} 了，原来的答案留着备查"),
        ReopenedWhy::Unknown => format!("存档没有记下 {code} 当时的内容，请重新核对一遍"),
    }
}

/// Quick answers that the content no longer offers are taken out, for they would be refused. What they suggested has been
/// answered where it belongs, or will be asked there.
fn quick_answers(pack: &Assistance, dossier: &mut Dossier, reopened: &mut Vec<Reopened>) {
    let mut offered = TriageAnswers::default();
    for (code, chosen) in dossier.quick_triage.iter() {
        let question = pack.quick_triage.iter().find(|question| question.code == code.as_str());
        let answers = question.map(|question| question.answers.as_slice()).unwrap_or_default();
        let is_offered = |chosen: &&String| answers.iter().any(|answer| answer.code == chosen.as_str());
        let stay: Vec<String> = chosen.iter().filter(is_offered).cloned().listed();
        if stay.len() < chosen.len() {
            reopened.push(Reopened {
                path: pointer("/quickTriage", code),
                code: code.clone(),
                why: ReopenedWhy::Removed,
                message: format!("{code} 原来的答案不再有了，请重新选"),
            });
        }
        if question.is_some() {
            offered.insert(code.clone(), stay);
        }
    }
    dossier.quick_triage = offered;
}

/// Causes that the content no longer has become causes in one's own words.
fn causes(pack: &Assistance, dossier: &mut Dossier, reopened: &mut Vec<Reopened>) {
    for (index, row) in dossier.causes.iter_mut().enumerate() {
        let Some(code) = row.cause.clone().filter(|code| crate::causes::find(pack, code).is_none()) else { continue };
        let own = row.custom.as_deref().unwrap_or_default().trim().to_owned();
        let words = if own.is_empty() { format!("原编号 {code} 的原因") } else { own };
        for list in &mut dossier.draft.list {
            list.causes.iter_mut().filter(|other| **other == code).for_each(|other| other.clone_from(&words));
        }
        row.cause = None;
        row.custom = Some(words);
        let path = format!("/causes/{index}/custom");
        let message = message(&code, ReopenedWhy::Removed);
        reopened.push(Reopened { path, code, why: ReopenedWhy::Removed, message });
    }
}

/// What pointed at an item or a cause that the content no longer has points there no more.
fn links(asked: &[Guide<'_>; 2], pack: &Assistance, dossier: &mut Dossier, reopened: &mut Vec<Reopened>) {
    let [items, _] = asked;
    let has_item = |code: &str| (items.identity)(code).is_some();
    let has_cause = |code: &str| !code.starts_with("B:") || crate::causes::find(pack, code).is_some();
    let mut unlink = |path: String, codes: &mut Vec<String>, is_there: &dyn Fn(&str) -> bool| {
        for code in codes.extract_if(.., |code| !is_there(code)) {
            let message = format!("现在的内容里没有 {code} 了，这里不再指向它");
            reopened.push(Reopened { path: path.clone(), code, why: ReopenedWhy::Removed, message });
        }
    };
    for (index, row) in dossier.causes.iter_mut().enumerate() {
        unlink(format!("/causes/{index}/linkedItems"), &mut row.linked_items, &has_item);
    }
    for (index, row) in dossier.draft.list.iter_mut().enumerate() {
        unlink(format!("/draft/list/{index}/items"), &mut row.items, &has_item);
        unlink(format!("/draft/list/{index}/causes"), &mut row.causes, &has_cause);
    }
}
