//! The framework check: the principles and the items of chapters 6 to 8, and how far each is in place.
//!
//! The draft lists what to consider and what to do, and not how to judge it. The texts are its own; the states, what they
//! earn and which indicator an item supports are ours.

use super::{IndicatorScore, Scorecard};
use crate::entered::filled;
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{self, Exact, Fraction, Rate};
use crate::issue::Issue;
use crate::json::{Map, leaves, object};
use crate::listed::Listed;
use crate::pack::{
    Framework, FrameworkGroup, FrameworkList, FrameworkPart, FrameworkPhase, FrameworkState, Governance, Source,
    StateMeaning, Text, span,
};

object! {
    /// The principles and the items of chapters 6 to 8.
    #[derive(Debug, Clone)]
    pub struct FrameworkClauses<'a>: out {
        /// Identifier of the pack.
        pub pack: &'a str,
        /// Edition of the pack.
        pub edition: &'a str,
        /// What may be said of an item.
        pub states: &'a [StateMeaning],
        /// 基本原则, 实施环境, 实施过程 and 实施要素, each with its lists.
        pub areas: Vec<FrameworkAreaClauses<'a>>,
        /// Where the states and the links to indicators come from.
        pub source: &'a Source,
    }
}

object! {
    /// A part of the framework with its lists.
    #[derive(Debug, Clone)]
    pub struct FrameworkAreaClauses<'a>: out {
        /// Code.
        pub code: FrameworkPart,
        /// Name.
        pub name: &'a Text,
        /// Where the name comes from.
        pub source: &'a Source,
        /// What its lists are put together to, where they are many.
        pub groups: &'a [FrameworkGroup],
        /// Its lists, in the order of their clauses.
        pub lists: Vec<&'a FrameworkList>,
    }
}

object! {
    /// The answer to an item; no state means blank.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct FrameworkAnswer: in out {
        /// How far it is in place.
        pub state: Option<FrameworkState> = default,
        /// Why it does not apply.
        pub reason: Option<String> = default,
        /// Free text.
        pub note: Option<String> = default,
    }
}

leaves!(FrameworkAnswer);

/// The answers of the framework check, by code of the item; no answer means blank.
pub type FrameworkAnswers = Map<Option<FrameworkAnswer>>;

object! {
    /// How many items there are of each state.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct FrameworkCounts: out {
        /// 已落实.
        pub in_place: u32,
        /// 部分落实.
        pub partly: u32,
        /// 未落实.
        pub not_in_place: u32,
        /// 不清楚.
        pub unsure: u32,
        /// 不适用.
        pub not_applicable: u32,
        /// Not answered.
        pub blank: u32,
    }
}

impl FrameworkCounts {
    fn of(&mut self, state: Option<FrameworkState>) -> &mut u32 {
        match state {
            Some(FrameworkState::InPlace) => &mut self.in_place,
            Some(FrameworkState::Partly) => &mut self.partly,
            Some(FrameworkState::NotInPlace) => &mut self.not_in_place,
            Some(FrameworkState::Unsure) => &mut self.unsure,
            Some(FrameworkState::NotApplicable) => &mut self.not_applicable,
            None => &mut self.blank,
        }
    }
}

object! {
    /// How far the framework is in place. It never says 合格 or 通过.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FrameworkProgress: out {
        /// The result in one sentence.
        pub summary: String,
        /// 基本原则 and the three parts.
        pub areas: Vec<FrameworkAreaProgress>,
        /// The lists, in the order of their clauses.
        pub lists: Vec<FrameworkListProgress>,
        /// All items together.
        pub counts: FrameworkCounts,
        /// What the answered items that apply earn by their states; none while there is none.
        pub rate: Option<Rate>,
        /// The indicators that open items support: with an assessment those with most to gain first, else in table order.
        pub lifts: Vec<FrameworkLift>,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// How far a part of the framework is in place.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FrameworkAreaProgress: out {
        /// Code.
        pub code: FrameworkPart,
        /// Name.
        pub name: Text,
        /// How many items there are of each state.
        pub counts: FrameworkCounts,
        /// What the answered items that apply earn by their states; none while there is none.
        pub rate: Option<Rate>,
        /// Its lists put together, where they are many.
        pub groups: Vec<FrameworkGroupProgress>,
    }
}

object! {
    /// How far the lists of a clause and of those below it are in place.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FrameworkGroupProgress: out {
        /// Number of the clause.
        pub code: Text,
        /// Title of the clause.
        pub name: Text,
        /// How many items there are of each state.
        pub counts: FrameworkCounts,
        /// What the answered items that apply earn by their states; none while there is none.
        pub rate: Option<Rate>,
    }
}

object! {
    /// How far a list is in place.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FrameworkListProgress: out {
        /// Number of the clause.
        pub code: Text,
        /// Title of the clause.
        pub name: Text,
        /// The part that it belongs to.
        pub area: FrameworkPart,
        /// The phase, of 实施过程 only.
        pub phase: Option<FrameworkPhase>,
        /// How many items there are of each state.
        pub counts: FrameworkCounts,
        /// What the answered items that apply earn by their states; none while there is none.
        pub rate: Option<Rate>,
        /// The open items: 部分落实 and 未落实.
        pub next: Vec<FrameworkOpenItem>,
    }
}

object! {
    /// An item that is in place in part, or not.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FrameworkOpenItem: out {
        /// Code.
        pub code: Text,
        /// How far it is in place.
        pub state: FrameworkState,
        /// Codes of the indicators that it supports.
        pub indicators: Vec<Text>,
    }
}

object! {
    /// An indicator that open items support: what putting them in place would lift.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FrameworkLift: out {
        /// Code of the indicator.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// Codes of the open items.
        pub items: Vec<Text>,
        /// Its score; none without an assessment, or when nothing in it applies.
        pub score: Option<Exact>,
        /// Its weight once what does not apply has been spread; none without an assessment.
        pub effective_weight: Option<Exact>,
        /// The most that it could still gain: weight less score; none without an assessment.
        pub gain: Option<Exact>,
    }
}

/// The principles and the items of chapters 6 to 8, with the states to choose from.
#[must_use]
pub fn clauses(pack: &Governance) -> FrameworkClauses<'_> {
    let framework = &pack.framework;
    let areas = framework.areas.iter().map(|area| FrameworkAreaClauses {
        code: area.code,
        name: &area.name,
        source: &area.source,
        groups: &area.groups,
        lists: framework.lists.iter().filter(|list| list.area == area.code).listed(),
    });
    FrameworkClauses {
        pack: &pack.manifest.id,
        edition: &pack.manifest.edition,
        states: &framework.states,
        areas: areas.listed(),
        source: &framework.source,
    }
}

/// How far the framework is in place, and which indicators the open items would lift. A half-answered check is normal.
///
/// # Errors
/// `unknown-code` for an item that the framework does not have.
pub fn progress(pack: &Governance, answers: &FrameworkAnswers, card: Option<&Scorecard>) -> Result<FrameworkProgress> {
    let framework = &pack.framework;
    for code in answers.keys() {
        if framework.item(code).is_none() {
            let all = framework.lists.iter().flat_map(|list| list.items.iter().map(|item| &item.code));
            let message = format!("实施框架里没有“{}”，编号写成 {}", excerpt(code), span(all));
            return Err(Error::new(Code::UnknownCode, message).at(code).at("answers"));
        }
    }
    let mut tallies = Vec::new();
    let mut lists = Vec::new();
    let mut issues = Vec::new();
    for list in &framework.lists {
        let mut tally = Tally::default();
        let mut next = Vec::new();
        for item in &list.items {
            let answer = answers.get(&item.code).and_then(Option::as_ref);
            let state = answer.and_then(|answer| answer.state);
            tally.count(framework, state);
            match state {
                Some(state @ (FrameworkState::Partly | FrameworkState::NotInPlace)) => {
                    let indicators = item.indicators.clone();
                    next.push(FrameworkOpenItem { code: item.code.clone(), state, indicators });
                }
                Some(FrameworkState::NotApplicable) => {
                    let reason = answer.and_then(|answer| answer.reason.as_deref()).unwrap_or_default();
                    if !filled(Some(reason)) {
                        let path = format!("/answers/{}/reason", item.code);
                        let values = [("code", item.code.as_ref())];
                        issues.extend(Issue::of(&framework.rules, &framework.source, &path, "reason-missing", &values));
                    }
                }
                _ => {}
            }
        }
        lists.push(FrameworkListProgress {
            code: list.code.clone(),
            name: list.name.clone(),
            area: list.area,
            phase: list.phase,
            counts: tally.counts,
            rate: tally.rate()?,
            next,
        });
        tallies.push(tally);
    }
    let sum = |is_part: &dyn Fn(&FrameworkList) -> bool| {
        let mut sum = Tally::default();
        for (list, tally) in framework.lists.iter().zip(&tallies) {
            if is_part(list) {
                sum.add(tally);
            }
        }
        sum
    };
    let mut areas = Vec::new();
    for area in &framework.areas {
        let mut groups = Vec::new();
        for group in &area.groups {
            let part = sum(&|list| list.area == area.code && group.has(list));
            let (code, name) = (group.code.clone(), group.name.clone());
            groups.push(FrameworkGroupProgress { code, name, counts: part.counts, rate: part.rate()? });
        }
        let part = sum(&|list| list.area == area.code);
        let (counts, rate) = (part.counts, part.rate()?);
        areas.push(FrameworkAreaProgress { code: area.code, name: area.name.clone(), counts, rate, groups });
    }
    let whole = sum(&|_| true);
    let lifts = lifts(pack, &lists, card)?;
    let summary = summary(framework, whole.counts, lifts.len());
    Ok(FrameworkProgress { summary, areas, lists, counts: whole.counts, rate: whole.rate()?, lifts, issues })
}

/// The same progress with another scorecard.
///
/// # Errors
/// `out-of-range` where a gain cannot be stated exactly.
pub(crate) fn lift(
    pack: &Governance,
    progress: FrameworkProgress,
    card: Option<&Scorecard>,
) -> Result<FrameworkProgress> {
    Ok(FrameworkProgress { lifts: lifts(pack, &progress.lists, card)?, ..progress })
}

/// Whether a scorecard says of what open items would lift the same as the one of before.
pub(crate) fn is_lifted_alike(progress: &FrameworkProgress, card: &Scorecard) -> bool {
    progress.lifts.iter().all(|lift| {
        let scored = card.indicators.iter().find(|scored| scored.part.code == lift.code);
        scored.is_some_and(|IndicatorScore { part, .. }| {
            part.score == lift.score && Some(part.effective_weight) == lift.effective_weight
        })
    })
}

/// How many items there are of each state, and what those earn whose state counts.
#[derive(Clone, Default)]
struct Tally {
    counts: FrameworkCounts,
    /// In percent of an item.
    earned: u32,
    counting: u32,
}

impl Tally {
    fn count(&mut self, framework: &Framework, state: Option<FrameworkState>) {
        *self.counts.of(state) += 1;
        for meaning in &framework.states {
            if let (true, Some(percent)) = (state == Some(meaning.code), meaning.percent) {
                self.earned += u32::from(percent);
                self.counting += 1;
            }
        }
    }

    fn add(&mut self, other: &Self) {
        let mut counts = other.counts;
        for state in STATES {
            *self.counts.of(state) += *counts.of(state);
        }
        self.earned += other.earned;
        self.counting += other.counting;
    }

    fn rate(&self) -> Result<Option<Rate>> {
        let whole = i64::from(self.counting) * 100;
        Rate::of_scores(&Fraction::from_integer(self.earned.into()), &Fraction::from_integer(whole))
    }
}

/// Every state, and blank.
const STATES: [Option<FrameworkState>; 6] = [
    Some(FrameworkState::InPlace),
    Some(FrameworkState::Partly),
    Some(FrameworkState::NotInPlace),
    Some(FrameworkState::Unsure),
    Some(FrameworkState::NotApplicable),
    None,
];

fn lifts(pack: &Governance, lists: &[FrameworkListProgress], card: Option<&Scorecard>) -> Result<Vec<FrameworkLift>> {
    let mut lifts: Vec<FrameworkLift> = Vec::new();
    for secondary in pack.indicators.iter().flat_map(|primary| &primary.secondary) {
        for indicator in &secondary.indicators {
            let mut lift = FrameworkLift {
                code: indicator.code.clone(),
                name: indicator.name.clone(),
                items: Vec::new(),
                score: None,
                effective_weight: None,
                gain: None,
            };
            for item in lists.iter().flat_map(|list| &list.next) {
                if item.indicators.contains(&indicator.code) {
                    lift.items.push(item.code.clone());
                }
            }
            if lift.items.is_empty() {
                continue;
            }
            let scored = card.and_then(|card| card.indicators.iter().find(|scored| scored.part.code == indicator.code));
            if let Some(IndicatorScore { part, .. }) = scored {
                let score = part.score.as_ref().map_or(Fraction::from_integer(0), Exact::value);
                lift.score.clone_from(&part.score);
                lift.effective_weight = Some(part.effective_weight);
                lift.gain = Some(Exact::part(&exact::subtract(&part.effective_weight.value(), &score)?)?);
            }
            // Behind its equals: equal gains keep the order of the table.
            let gain = |lift: &FrameworkLift| lift.gain.as_ref().map(Exact::value);
            let place = lifts.partition_point(|other| gain(other) >= gain(&lift));
            lifts.insert(place, lift);
        }
    }
    Ok(lifts)
}

/// `82 项答了 3 项：已落实 1 项，未落实 2 项；还有 79 项未答；没落实好的关系到 2 个指标。`
fn summary(framework: &Framework, mut counts: FrameworkCounts, lifts: usize) -> String {
    let blank = counts.blank;
    let mut answered = 0;
    let mut said = String::new();
    for meaning in &framework.states {
        let count = *counts.of(Some(meaning.code));
        if count > 0 {
            said += if answered == 0 { "：" } else { "，" };
            said += &format!("{} {count} 项", meaning.name);
        }
        answered += count;
    }
    let mut text = format!("{} 项答了 {answered} 项{said}", answered + blank);
    if blank > 0 && answered > 0 {
        text += &format!("；还有 {blank} 项未答");
    }
    if lifts > 0 {
        text += &format!("；没落实好的关系到 {lifts} 个指标");
    }
    text + "。"
}
