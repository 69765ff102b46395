//! The sentences of a scorecard. Both front-ends show them as they are.

use super::evidence;
use super::marks::{Mark, Marked};
use super::scheme::Rules;
use super::scorecard::{Scorecard, UnitState};
use crate::error::Result;
use crate::exact::{self, Fraction};

/// The result in one sentence.
pub(super) fn summary(card: &Scorecard) -> String {
    let mut text = match (&card.grade, card.missing.is_empty()) {
        (Some(grade), _) => {
            format!("得 {} 分，自评“{}”。{} 个适用单元都已评", card.total.text, grade.name, card.applicable)
        }
        (None, true) => {
            let reason = card.grade_reasons.first().map_or("", |reason| reason.message.as_str());
            format!("得 {} 分，{reason}。{} 个适用单元都已评", card.total.text, card.applicable)
        }
        (None, false) => format!(
            "目前得 {} 分，{} 个适用单元评了 {} 个，全部评完最高可到 {} 分",
            card.total.text, card.applicable, card.answered, card.attainable.text
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
pub(super) fn derivation(
    rules: &Rules<'_>,
    all: &[Marked<'_>],
    marked: &Marked<'_>,
    score: &Fraction,
) -> Result<Vec<String>> {
    let weight = exact::short_text(&marked.rules.weight);
    if !marked.applies() {
        return Ok(vec![format!("整项不适用，{weight} 分按权重分给{}。", heirs(all, marked))]);
    }
    let mut lines = Vec::new();
    let live: Vec<&Mark<'_>> = marked.units.iter().filter(|mark| mark.state != UnitState::NotApplicable).collect();
    let effective = &marked.effective_weight;
    if *effective != marked.rules.weight {
        let text = exact::decimal_text(effective, 2);
        lines.push(format!("权重 {weight} 分，加上不适用指标分来的，按 {text} 分计。"));
    }
    lines.push(average(rules, marked, &live, score)?);
    for mark in &marked.units {
        let code = &mark.unit.code;
        match mark.state {
            UnitState::NotApplicable => lines.push(format!("{code} 不适用，不进分母。")),
            UnitState::Unanswered => lines.push(format!("{code} 未评，暂按 0 计。")),
            UnitState::Answered if mark.granted < mark.claimed => {
                lines.push(format!(
                    "{code} 自报 L{}，证据只够 L{}，按 L{} 算。",
                    mark.claimed, mark.granted, mark.granted
                ));
            }
            UnitState::Answered => {}
        }
    }
    Ok(lines)
}

/// `4 个适用单元 L2、L4、L2、L1，即 50%、100%、50%、25%，平均 56.25%；7 × 56.25% ＝ 3.94 分。`
fn average(rules: &Rules<'_>, marked: &Marked<'_>, live: &[&Mark<'_>], score: &Fraction) -> Result<String> {
    let percent = |mark: &&Mark<'_>| match mark.state {
        UnitState::Answered => {
            rules.scheme.levels.get(usize::from(mark.granted)).map_or("0", |level| level.percent.as_ref())
        }
        UnitState::Unanswered | UnitState::NotApplicable => "0",
    };
    let level = |mark: &&Mark<'_>| match mark.state {
        UnitState::Answered => format!("L{}", mark.granted),
        UnitState::Unanswered | UnitState::NotApplicable => "未评".to_owned(),
    };
    let points = exact::decimal_text(score, 2);
    let weight = &marked.effective_weight;
    let weight_text = if weight.denom() > &1 { exact::decimal_text(weight, 2) } else { exact::short_text(weight) };
    let (levels, percents): (Vec<_>, Vec<_>) =
        live.iter().map(|mark| (level(mark), format!("{}%", percent(mark)))).unzip();
    if let [_one] = live {
        let (level, percent) = (levels.concat(), percents.concat());
        return Ok(format!("{level}，即 {percent}；{weight_text} × {percent} ＝ {points} 分。"));
    }
    let zero = Fraction::from_integer(0);
    let share = if *weight == zero { zero } else { exact::divide(score, weight)? };
    let share = exact::decimal_text(&exact::multiply(&share, &Fraction::from_integer(100))?, 2);
    let equal = live.windows(2).all(|pair| matches!(pair, [a, b] if a.weight == b.weight));
    let mean = if equal { "平均" } else { "加权平均" };
    let (levels, percents) = (levels.join("、"), percents.join("、"));
    Ok(format!(
        "{} 个适用单元 {levels}，即 {percents}，{mean} {share}%；{weight_text} × {share}% ＝ {points} 分。",
        live.len()
    ))
}

/// Who inherits the weight of an indicator that does not apply.
fn heirs(all: &[Marked<'_>], dead: &Marked<'_>) -> String {
    let same_secondary: Vec<&str> = all
        .iter()
        .filter(|other| other.applies() && other.rules.secondary == dead.rules.secondary)
        .map(|other| other.rules.indicator.code.as_ref())
        .collect();
    if !same_secondary.is_empty() {
        return format!(" {}", same_secondary.join("、"));
    }
    let in_primary = all.iter().any(|other| other.applies() && other.rules.primary == dead.rules.primary);
    if in_primary { format!(" {} 的其余指标", dead.rules.primary) } else { "其余全部指标".to_owned() }
}
