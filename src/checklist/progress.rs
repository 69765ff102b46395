//! From answers to the result of each stage.

use super::items::ChecklistFilter;
use crate::entered::filled;
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{Fraction, Rate};
use crate::issue::Issue;
use crate::json::{Map, codes, leaves, object};
use crate::order::Onward;
use crate::pack::{Assistance, CheckItem, ChecklistScale, Severity, Stage, Text, span};

codes! {
    /// What an item was found to be.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Verdict: in out {
        /// 符合.
        #[default]
        "conforming" => Conforming,
        /// 轻微不符合.
        "minor-nonconformity" => MinorNonconformity,
        /// 不符合.
        "nonconforming" => Nonconforming,
        /// 不适用.
        "not-applicable" => NotApplicable,
        /// 不清楚.
        "unsure" => Unsure,
    }
}

object! {
    /// The answer to an item; no verdict means blank.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ItemAnswer: in out {
        /// What the item was found to be.
        pub verdict: Option<Verdict> = default,
        /// Why it does not apply.
        pub reason: Option<String> = default,
        /// What was seen.
        pub note: Option<String> = default,
        /// Names of the evidence at hand.
        pub evidence: Vec<String> = default,
    }
}

leaves!(ItemAnswer);

/// The answers of the self-check, by code of the item; no answer means blank.
pub type ItemAnswers = Map<Option<ItemAnswer>>;

codes! {
    /// What a stage amounts to. It never says 合格 or 通过.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum StageStatus: out {
        /// 需立即整改: a key item is 不符合.
        "act-now" => ActNow,
        /// 未完成: an item is blank or 不清楚.
        "incomplete" => Incomplete,
        /// 不适用: no item applies.
        "not-applicable" => NotApplicable,
        /// 良好: from the pack's `good` on.
        "good" => Good,
        /// 基本受控: from its `controlled` on.
        "controlled" => Controlled,
        /// 薄弱: below that.
        "weak" => Weak,
    }
}

object! {
    /// How many items there are of each kind.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct VerdictCounts: out {
        /// 符合.
        pub conforming: u32,
        /// 轻微不符合.
        pub minor: u32,
        /// 不符合.
        pub nonconforming: u32,
        /// 不适用.
        pub not_applicable: u32,
        /// 不清楚.
        pub unsure: u32,
        /// Not answered.
        pub blank: u32,
        /// Not asked, because of a fact of the application.
        pub hidden: u32,
    }
}

impl VerdictCounts {
    fn count(&mut self, settled: Settled) {
        let count = match settled {
            Settled::Hidden => &mut self.hidden,
            Settled::Blank => &mut self.blank,
            Settled::Verdict(Verdict::Conforming) => &mut self.conforming,
            Settled::Verdict(Verdict::MinorNonconformity) => &mut self.minor,
            Settled::Verdict(Verdict::Nonconforming) => &mut self.nonconforming,
            Settled::Verdict(Verdict::NotApplicable) => &mut self.not_applicable,
            Settled::Verdict(Verdict::Unsure) => &mut self.unsure,
        };
        *count += 1;
    }

    /// Items that the score is taken over.
    fn scored(&self) -> u32 {
        self.conforming + self.minor + self.nonconforming
    }

    fn open(&self) -> u32 {
        self.unsure + self.blank
    }
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settled {
    /// Not asked.
    Hidden,
    /// No answer, or one that has to be mended first.
    Blank,
    /// Answered.
    Verdict(Verdict),
}

object! {
    /// The result of a stage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StageProgress: out {
        /// Code of the stage.
        pub code: Text,
        /// Name of the stage.
        pub name: Text,
        /// What the answered items that apply earn, by their weights; none while there is none.
        pub score: Option<Rate>,
        /// What it amounts to.
        pub status: StageStatus,
        /// The same in Chinese.
        pub status_name: Text,
        /// The rule that gave it, as a sentence.
        pub why: String,
        /// Key items (★) that are 不符合.
        pub key_failed: Vec<Text>,
        /// How many items there are of each kind.
        pub counts: VerdictCounts,
    }
}

object! {
    /// The state of the self-check.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ChecklistProgress: out {
        /// The result in one sentence.
        pub summary: String,
        /// The stages that are for such a subject.
        pub stages: Vec<StageProgress>,
        /// What the answered items of all stages earn; none while there is none. It is no verdict: a key item may have failed.
        pub score: Option<Rate>,
        /// All stages together.
        pub counts: VerdictCounts,
        /// Key items (★) that are 不符合.
        pub key_failed: Vec<Text>,
        /// Other items that are 不符合 or 轻微不符合.
        pub failed: Vec<Text>,
        /// Items that are blank or 不清楚.
        pub missing: Vec<Text>,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

/// Refuses answers to items that the checklist does not have.
pub(crate) fn check_codes(pack: &Assistance, answers: &ItemAnswers) -> Result<()> {
    let items = || pack.checklist.iter().flat_map(|stage| stage.items.iter());
    let mut codes = Onward::through(items().map(|item| item.code.as_ref()));
    match answers.keys().find(|code| !codes.has(code)) {
        None => Ok(()),
        Some(code) => {
            let message = format!("自查表里没有“{}”，编号写成 {}", excerpt(code), span(items().map(|item| &item.code)));
            Err(Error::new(Code::UnknownCode, message).at(code).at("answers"))
        }
    }
}

/// The result of each stage. A half-answered self-check is normal.
///
/// # Errors
/// `unknown-code` for an item that the checklist does not have.
pub fn progress(pack: &Assistance, answers: &ItemAnswers, filter: &ChecklistFilter) -> Result<ChecklistProgress> {
    filter.check(pack)?;
    check_codes(pack, answers)?;
    let mut progress = ChecklistProgress {
        summary: String::new(),
        stages: Vec::new(),
        score: None,
        counts: VerdictCounts::default(),
        key_failed: Vec::new(),
        failed: Vec::new(),
        missing: Vec::new(),
        issues: Vec::new(),
    };
    let mut total = (0, 0);
    for stage in pack.checklist.iter().filter(|stage| filter.why_left_out(stage).is_none()) {
        let mut counts = VerdictCounts::default();
        let mut key_failed = Vec::new();
        let mut earned = 0;
        let mut scored = 0;
        for item in &stage.items {
            let settled = settle(item, answers, filter.unmet(&item.applies_to), &mut progress.issues);
            counts.count(settled);
            if let Some(percent) = percent(&pack.checklist_scale, settled) {
                let weight = i64::from(item.weight.unwrap_or(1));
                earned += weight * percent;
                scored += weight;
            }
            progress.counts.count(settled);
            match settled {
                Settled::Verdict(Verdict::Nonconforming) if item.key => key_failed.push(item.code.clone()),
                Settled::Verdict(Verdict::Nonconforming | Verdict::MinorNonconformity) => {
                    progress.failed.push(item.code.clone());
                }
                Settled::Blank | Settled::Verdict(Verdict::Unsure) => progress.missing.push(item.code.clone()),
                _ => {}
            }
        }
        total = (total.0 + earned, total.1 + scored);
        progress.key_failed.extend(key_failed.iter().cloned());
        progress.stages.push(stage_progress(pack, stage, counts, key_failed, (earned, scored))?);
    }
    progress.score = rate(total)?;
    progress.summary = summary(&progress);
    Ok(progress)
}

/// Settles one answer. A bad answer is reported and counts as blank until it is mended.
fn settle(item: &CheckItem, answers: &ItemAnswers, hidden: Option<&Text>, issues: &mut Vec<Issue>) -> Settled {
    if hidden.is_some() {
        return Settled::Hidden;
    }
    let answer = answers.get(item.code.as_ref()).and_then(Option::as_ref);
    let Some((answer, verdict)) = answer.and_then(|answer| Some((answer, answer.verdict?))) else {
        return Settled::Blank;
    };
    let mut find = |key: &str, rule: &str, severity, message: String| {
        let path = format!("/answers/{}/{key}", item.code);
        issues.push(Issue { path, rule: rule.to_owned(), severity, message, source: item.source.clone() });
    };
    if verdict == Verdict::MinorNonconformity && item.key {
        let message = format!("{} 是关键项（★），没有“轻微不符合”，请选符合、不符合、不适用或不清楚", item.code);
        find("verdict", "key-item-minor", Severity::Error, message);
        return Settled::Blank;
    }
    if verdict == Verdict::NotApplicable {
        if !filled(answer.reason.as_deref()) {
            find("reason", "reason-missing", Severity::Warning, format!("写一句 {} 为什么不适用", item.code));
        }
        if item.not_applicable_when.is_none() {
            let message = format!("{} 一般都适用，请再核对", item.code);
            find("verdict", "seldom-not-applicable", Severity::Info, message);
        }
    }
    Settled::Verdict(verdict)
}

/// An item, and what became of it.
pub(crate) struct Judged<'a> {
    /// The stage that it belongs to.
    pub stage: &'a Stage,
    /// The item.
    pub item: &'a CheckItem,
    /// Code of the verdict, or `blank`; an item that is not asked is 不适用.
    pub verdict: &'static str,
    /// Why it is not asked, if it is not.
    pub hidden: Option<&'a Text>,
}

/// What became of each item.
pub(crate) fn verdicts<'a>(pack: &'a Assistance, answers: &ItemAnswers, filter: &ChecklistFilter) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    for stage in &pack.checklist {
        let left_out = filter.why_left_out(stage);
        for item in &stage.items {
            let hidden = left_out.or_else(|| filter.unmet(&item.applies_to));
            let verdict = match settle(item, answers, hidden, &mut Vec::new()) {
                Settled::Blank => "blank",
                Settled::Hidden => Verdict::NotApplicable.code(),
                Settled::Verdict(verdict) => verdict.code(),
            };
            judged.push(Judged { stage, item, verdict, hidden });
        }
    }
    judged
}

/// What an answer earns of its weight; none where it does not count.
fn percent(scale: &ChecklistScale, settled: Settled) -> Option<i64> {
    match settled {
        Settled::Verdict(Verdict::Conforming) => Some(100),
        Settled::Verdict(Verdict::MinorNonconformity) => Some(scale.minor.into()),
        Settled::Verdict(Verdict::Nonconforming) => Some(0),
        _ => None,
    }
}

/// What is earned is in percent of the weight, out of the weight that counts.
fn rate((earned, scored): (i64, i64)) -> Result<Option<Rate>> {
    Rate::of_scores(&Fraction::from_integer(earned), &Fraction::from_integer(scored * 100))
}

fn stage_progress(
    pack: &Assistance,
    stage: &Stage,
    counts: VerdictCounts,
    key_failed: Vec<Text>,
    (earned, scored): (i64, i64),
) -> Result<StageProgress> {
    let ChecklistScale { good, controlled, .. } = *pack.checklist_scale;
    let score = rate((earned, scored))?;
    let at_least = |percent: u32| earned >= scored * i64::from(percent);
    let (status, why) = if key_failed.is_empty() {
        let open = counts.open();
        if open > 0 {
            (StageStatus::Incomplete, format!("还有 {open} 项未答或不清楚"))
        } else if counts.scored() == 0 {
            (StageStatus::NotApplicable, "没有适用的项，不计分，也不算 0 分".to_owned())
        } else if at_least(good) {
            (StageStatus::Good, format!("得分率不低于 {good}%"))
        } else if at_least(controlled) {
            (StageStatus::Controlled, format!("得分率在 {controlled}% 至 {good}% 之间"))
        } else {
            (StageStatus::Weak, format!("得分率低于 {controlled}%"))
        }
    } else {
        (StageStatus::ActNow, format!("关键项 {} 不符合", key_failed.join("、")))
    };
    Ok(StageProgress {
        code: stage.code.clone(),
        name: stage.name.clone(),
        score,
        status,
        status_name: pack.word_for("status", status.code()),
        why,
        key_failed,
        counts,
    })
}

fn summary(progress: &ChecklistProgress) -> String {
    let counts = &progress.counts;
    let asked = counts.scored() + counts.not_applicable + counts.open();
    let mut text = format!("{asked} 项答了 {} 项", counts.scored() + counts.not_applicable + counts.unsure);
    if counts.unsure > 0 {
        text += &format!("，其中 {} 项不清楚", counts.unsure);
    }
    if counts.nonconforming > 0 {
        text += &format!("；{} 项不符合", counts.nonconforming);
    }
    if !progress.key_failed.is_empty() {
        text += &format!("，其中关键项（★）{} 项，需立即整改", progress.key_failed.len());
    }
    text + "。"
}
