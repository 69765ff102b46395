//! The sentences of a scorecard. Both front-ends show them as they are.

use super::evidence;
use super::marks::{Heirs, Mark, Marked};
use super::scheme::Rules;
use super::scorecard::{Scorecard, UnitState};
use crate::error::Result;
use crate::exact::{self, Fraction};
use crate::listed::Listed;

/// The result in one sentence.
pub(super) fn summary(card: &Scorecard) -> String {
    let mut text = match (&card.grade, card.missing.is_empty()) {
        (Some(grade), _) => {
            format!("得 {} 分，自评“{}”。{} 个适用单元都已评", card.total.text(), grade.name, card.applicable)
        }
        (None, true) => {
            let reason = card.grade_reasons.first().map_or("", |reason| reason.message.as_str());
            format!("得 {} 分，{reason}。{} 个适用单元都已评", card.total.text(), card.applicable)
        }
        (None, false) => format!(
            "目前得 {} 分，{} 个适用单元评了 {} 个，全部评完最高可到 {} 分",
            card.total.text(),
            card.applicable,
            card.answered,
            card.attainable.text()
        ),
    };
    if card.claimed_above_evidence > 0 {
        text += &format!("；有 {} 个单元自报高于证据，已按证据计分", card.claimed_above_evidence);
    }
    if card.not_applicable > 0 {
        text += &format!("；{} 个单元不适用", card.not_applicable);
    }
    text + "。"
}

/// Why less was granted than claimed.
pub(super) fn why(rules: &Rules<'_>, mark: &Mark<'_>) -> Option<String> {
    if mark.state != UnitState::Answered || mark.granted == mark.claimed {
        return None;
    }
    let gate = evidence::first_closed(rules.scheme, mark.claimed, &mark.tally)?;
    let tally = &mark.tally;
    let held = match tally.pieces {
        0 => "现在没有证据".to_owned(),
        pieces => format!("现有 {pieces} 份，来自 {} 个日期，其中成效证据 {} 份", tally.dates, tally.outcomes),
    };
    Some(format!("自报 L{}，按证据认可到 L{}。{}；{held}。", mark.claimed, mark.granted, gate.message))
}

/// How the score of an indicator came about.
pub(super) fn derivation(rules: &Rules<'_>, marked: &Marked<'_>, score: &Fraction) -> Result<Vec<String>> {
    let weight = exact::short_text(&marked.rules.weight);
    if !marked.applies() {
        return Ok(vec![["整项不适用，", &weight, " 分", &handed_on(marked), "。"].concat()]);
    }
    let mut lines = Vec::with_capacity(1 + marked.units.len());
    let live: Vec<&Mark<'_>> = marked.units.iter().filter(|mark| mark.state != UnitState::NotApplicable).listed();
    let effective = &marked.effective_weight;
    if *effective != marked.rules.weight {
        let text = exact::decimal_text(effective, 2);
        lines.push(["权重 ", &weight, " 分，加上不适用指标分来的，按 ", &text, " 分计。"].concat());
    }
    lines.push(average(rules, marked, &live, score)?);
    for mark in &marked.units {
        let code = mark.unit.code.as_ref();
        match mark.state {
            UnitState::NotApplicable => lines.push([code, " 不适用，不进分母。"].concat()),
            UnitState::Unanswered => lines.push([code, " 未评，暂按 0 计。"].concat()),
            UnitState::Answered if mark.granted < mark.claimed => {
                let (claimed, granted) = (level_name(mark.claimed), level_name(mark.granted));
                lines.push([code, " 自报 ", claimed, "，证据只够 ", granted, "，按 ", granted, " 算。"].concat());
            }
            UnitState::Answered => {}
        }
    }
    Ok(lines)
}

fn level_name(level: u8) -> &'static str {
    ["L0", "L1", "L2", "L3"].get(usize::from(level)).copied().unwrap_or("L4")
}

/// `4 个适用单元 L2、L4、L2、L1，即 50%、100%、50%、25%，平均 56.25%；7 × 56.25% ＝ 3.94 分。`
fn average(rules: &Rules<'_>, marked: &Marked<'_>, live: &[&Mark<'_>], score: &Fraction) -> Result<String> {
    let (mut levels, mut percents) = (String::new(), String::new());
    for mark in live {
        if !levels.is_empty() {
            levels.push('、');
            percents.push('、');
        }
        let is_answered = mark.state == UnitState::Answered;
        levels.push_str(if is_answered { level_name(mark.granted) } else { "未评" });
        let level = rules.scheme.levels.get(usize::from(mark.granted)).filter(|_| is_answered);
        percents.push_str(level.map_or("0", |level| level.percent.as_ref()));
        percents.push('%');
    }
    let points = exact::decimal_text(score, 2);
    let weight = &marked.effective_weight;
    let weight_text = if weight.denom() > &1 { exact::decimal_text(weight, 2) } else { exact::short_text(weight) };
    if let [_one] = live {
        return Ok(
            [&levels, "，即 ", &percents, "；", &weight_text, " × ", &percents, " ＝ ", &points, " 分。"].concat()
        );
    }
    let zero = Fraction::from_integer(0);
    let share = if *weight == zero { zero } else { exact::divide(score, weight)? };
    let share = exact::decimal_text(&exact::multiply(&share, &Fraction::from_integer(100))?, 2);
    let equal = live.windows(2).all(|pair| matches!(pair, [a, b] if a.weight == b.weight));
    let mean = if equal { "，平均 " } else { "，加权平均 " };
    let count = live.len().to_string();
    let parts = [&count, " 个适用单元 ", &levels, "，即 ", &percents, mean, &share, "%；"];
    Ok([parts.concat().as_str(), &weight_text, " × ", &share, "% ＝ ", &points, " 分。"].concat())
}

/// Where the weight of an indicator went that does not apply.
fn handed_on(dead: &Marked<'_>) -> String {
    match &dead.heirs {
        _ if dead.rules.weight == Fraction::from_integer(0) => "，没有可分的".to_owned(),
        Heirs::Nobody => "没有别的指标可分".to_owned(),
        Heirs::Some(codes) => ["按权重分给 ", &codes.join("、")].concat(),
        Heirs::Primary => ["按权重分给 ", dead.rules.primary, " 的其余指标"].concat(),
        Heirs::All => "按权重分给其余全部指标".to_owned(),
    }
}
