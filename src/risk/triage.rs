//! The level, its reasons, and what to do.

use super::conditions::{Case, Unknown};
use super::facts::{RiskFacts, RiskLevel, RiskOverride};
use crate::application::Application;
use crate::date::Date;
use crate::error::{Error, Result};
use crate::issue::Issue;
use crate::json::object;
use crate::known::Known;
use crate::pack::{Assistance, HandlingStep, RiskRule, RiskTable, Severity, Source, Statement, Text};

object! {
    /// The result of 风险自判. It is the enterprise's own, no official decision.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RiskTriage: out {
        /// The result in one sentence.
        pub summary: String,
        /// The level that counts: the override's if there is one, else the computed one.
        pub level: Option<RiskLevel>,
        /// What the rules give; none while an unknown answer could still make it high.
        pub computed: Option<RiskLevel>,
        /// The level set by the enterprise, with its reason.
        pub overridden: Option<RiskOverride>,
        /// The rules that hold.
        pub reasons: Vec<RiskReason>,
        /// Every rule and whether it holds.
        pub rules: Vec<RuleState>,
        /// What has to be answered before the risk can be low.
        pub missing: Vec<Unknown>,
        /// 差异化处置.
        pub handling: Vec<Handling>,
        /// The law comes first: assistance cannot take its place.
        pub law_first: bool,
        /// 不符合强制性标准的产品不得生产、销售, where an item is mandatory.
        pub article25: Option<Statement>,
        /// What stands beside every result.
        pub standing: Vec<Statement>,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// A rule that holds.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RiskReason: out {
        /// Code of the rule, such as `RH1`.
        pub rule: Text,
        /// Short name.
        pub title: Text,
        /// What holds, as a sentence.
        pub sentence: Text,
        /// What to do at once.
        pub what_to_do_now: Vec<Text>,
        /// What the rule rests on, as a sentence.
        pub basis_note: Text,
        /// Where the rule comes from.
        pub source: Source,
        /// What it rests on.
        pub anchors: Vec<Source>,
    }
}

object! {
    /// Whether a rule holds.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RuleState: out {
        /// Code of the rule, such as `RH1`.
        pub rule: Text,
        /// Short name.
        pub title: Text,
        /// Whether it holds.
        pub state: Known,
    }
}

object! {
    /// A step of 差异化处置.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Handling: out {
        /// Code of the step.
        pub step: Text,
        /// Name.
        pub name: Text,
        /// Demanded by law.
        pub statutory: bool,
        /// What to do.
        pub text: Text,
        /// Where it comes from.
        pub source: Source,
        /// What it rests on.
        pub anchors: Vec<Source>,
    }
}

/// Judges the risk by the rules of the content.
///
/// # Errors
/// `unknown-code` for an answer that the form does not offer: it must not pass for "no".
/// `invalid-pack` for a rule without a condition, or with one that the content does not have.
pub fn triage(
    pack: &Assistance,
    application: &Application,
    facts: &RiskFacts,
    wanted: Option<&RiskOverride>,
    today: Date,
) -> Result<RiskTriage> {
    let table = &pack.risk;
    let case = Case::new(pack, application, facts, today)?;
    let placed = |error: Error, keys: &[&str]| keys.iter().rev().fold(error, |error, key| error.at(key)).at("risk");
    let mut reasons = Vec::new();
    let mut rules = Vec::new();
    let mut missing = Vec::new();
    let mut law_first = false;
    let mut any = Known::No;
    for (index, rule) in table.rules.iter().enumerate() {
        let finding = case.any_of(&rule.when).map_err(|error| placed(error, &["rules", &index.to_string(), "when"]))?;
        any = any.or(finding.state);
        rules.push(RuleState { rule: rule.id.clone(), title: rule.title.clone(), state: finding.state });
        missing.extend(finding.asked.into_iter().map(|path| Unknown {
            rule: rule.id.clone(),
            message: case.question(&path).to_owned(),
            path,
        }));
        if finding.state == Known::Yes {
            law_first |= rule.law_first;
            reasons.push(reason(rule));
        }
    }
    let computed = match any {
        Known::Yes => Some(RiskLevel::High),
        Known::No => Some(RiskLevel::Low),
        Known::Unknown => None,
    };
    let mut issues = Vec::new();
    let overridden = wanted.filter(|wanted| is_reasoned(wanted, table, &mut issues)).cloned();
    let level = overridden.as_ref().map(|overridden| overridden.level).or(computed);
    let mut due = Vec::new();
    for (index, step) in table.handling.iter().enumerate() {
        let is_due = is_due(&case, step).map_err(|error| placed(error, &["handling", &index.to_string()]))?;
        due.extend(is_due.then(|| handling(step, level)));
    }
    let banner = &table.article25;
    let is_shown = case.is_met(&banner.when).map_err(|error| placed(error, &["article25", "when"]))?;
    let article25 = is_shown.then(|| Statement { text: banner.text.clone(), source: banner.source.clone() });
    Ok(RiskTriage {
        summary: summary(pack, computed, overridden.as_ref(), &rules, &missing),
        level,
        computed,
        overridden,
        reasons,
        rules,
        missing,
        handling: due,
        law_first,
        article25,
        standing: table.standing.clone(),
        issues,
    })
}

fn reason(rule: &RiskRule) -> RiskReason {
    RiskReason {
        rule: rule.id.clone(),
        title: rule.title.clone(),
        sentence: rule.sentence.clone(),
        what_to_do_now: rule.what_to_do_now.clone(),
        basis_note: rule.basis_note.clone(),
        source: rule.source.clone(),
        anchors: rule.anchors.clone(),
    }
}

fn is_reasoned(wanted: &RiskOverride, table: &RiskTable, issues: &mut Vec<Issue>) -> bool {
    let (length, least) = (wanted.reason.trim().chars().count(), table.reason_min as usize);
    if length < least
        && let Some(standing) = table.standing.first()
    {
        issues.push(Issue {
            path: "/override/reason".into(),
            rule: "reason-too-short".into(),
            severity: Severity::Error,
            message: format!("改风险等级要写明原因，至少 {least} 个字，现在是 {length} 个字"),
            source: standing.source.clone(),
        });
    }
    length >= least
}

/// Whether a step of handling applies to this case.
fn is_due(case: &Case<'_>, step: &HandlingStep) -> Result<bool> {
    let is_met = |key: &str, code: &Option<Text>, without: bool| match code {
        Some(code) => case.is_met(code).map_err(|error| error.at(key)),
        None => Ok(without),
    };
    Ok(is_met("when", &step.when, true)? && !is_met("unless", &step.unless, false)?)
}

/// Until the risk is known to be low it is handled as high.
fn handling(step: &HandlingStep, level: Option<RiskLevel>) -> Handling {
    let text = if level == Some(RiskLevel::Low) { &step.low } else { &step.high };
    Handling {
        step: step.step.clone(),
        name: step.name.clone(),
        statutory: step.statutory,
        text: text.clone(),
        source: step.source.clone(),
        anchors: step.anchors.clone(),
    }
}

fn summary(
    pack: &Assistance,
    computed: Option<RiskLevel>,
    overridden: Option<&RiskOverride>,
    rules: &[RuleState],
    missing: &[Unknown],
) -> String {
    let count = |state| rules.iter().filter(|rule| rule.state == state).count();
    let (all, hit, open) = (rules.len(), count(Known::Yes), count(Known::Unknown));
    let mut text = match computed {
        Some(RiskLevel::High) if open > 0 => format!("自判为高风险：{all} 条规则命中 {hit} 条，{open} 条还不清楚"),
        Some(RiskLevel::High) => format!("自判为高风险：{all} 条规则命中 {hit} 条"),
        Some(RiskLevel::Low) => format!("自判为低风险：{all} 条规则都答清楚了，没有一条命中"),
        None => format!("还不能判断：没有规则命中，但 {open} 条还不清楚，要答清 {} 处", places(missing)),
    };
    if let Some(overridden) = overridden {
        let level = pack.word_for("level", overridden.level.code());
        text += &format!("；企业改为{level}，理由：{}", overridden.reason.trim());
    }
    text + "。"
}

/// How many places there are to answer: several rules may wait for the same one.
fn places(missing: &[Unknown]) -> usize {
    let is_first =
        |(index, unknown): &(usize, &Unknown)| !missing.iter().take(*index).any(|earlier| earlier.path == unknown.path);
    missing.iter().enumerate().filter(is_first).count()
}
