//! An association's self-assessment for a terminal: `score`, `improve` and `compare`.

use quality_selfcheck::dossier::{self, Dossier};
use quality_selfcheck::error::{Code, Error, Result, excerpt};
use quality_selfcheck::exact::Rate;
use quality_selfcheck::governance::{
    self, SchemeChoice, Scorecard, SelfAssessment, UnitChange, UnitStanding, UnitState, score as score_assessment,
};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::{Packs, span};

/// How many of the largest gaps are shown.
const GAPS: usize = 5;

/// What a file says of an assessment, and the scheme that counts.
pub(crate) struct Assessed {
    title: String,
    assessment: SelfAssessment,
    scheme: Option<SchemeChoice>,
}

impl Assessed {
    /// Reads a save file, the arguments of `scoreGovernance`, or an assessment alone.
    pub(crate) fn read(packs: &Packs<'_>, text: &str, scheme: Option<String>) -> Result<Self> {
        let (title, assessment, saved_scheme) = assessment(packs, text)?;
        Ok(Self { title, assessment, scheme: scheme.or(saved_scheme).map(SchemeChoice::Named) })
    }
}

/// The scorecard, or how one part of it came about.
pub(crate) fn score(packs: &Packs<'_>, assessed: &Assessed, explain: Option<&str>) -> Result<String> {
    let card = score_assessment(packs.governance(), &assessed.assessment, assessed.scheme.as_ref())?;
    match explain {
        None => Ok(render(packs, &assessed.title, &card)),
        Some(code) => explained(packs, &card, code),
    }
}

/// How the score of an indicator, or of the indicator of a unit, came about.
fn explained(packs: &Packs<'_>, card: &Scorecard, code: &str) -> Result<String> {
    let of_unit = card.units.iter().find(|unit| unit.code == code).map(|unit| unit.indicator.as_ref());
    let wanted = of_unit.unwrap_or(code);
    let found = card.indicators.iter().find(|indicator| indicator.part.code == wanted).ok_or_else(|| {
        let indicators = span(card.indicators.iter().map(|indicator| &indicator.part.code));
        let units = span(card.units.iter().map(|unit| &unit.code));
        let message = format!("表 A.1 里没有“{}”，写成 {indicators}，或单元编号 {units}", excerpt(code));
        Error::new(Code::UnknownCode, message).at("explain")
    })?;
    let part = &found.part;
    let score = part.score.map_or_else(|| "不适用".to_owned(), |score| score.text());
    let mut lines = vec![format!("{} {}  {score} / {}", part.code, part.name, part.effective_weight.text())];
    lines.extend(found.derivation.iter().cloned());
    let indicators = packs.governance().indicators.iter().flat_map(|primary| &primary.secondary);
    let texts: Vec<_> = indicators.flat_map(|secondary| &secondary.indicators).flat_map(|c| &c.units).collect();
    for unit in card.units.iter().filter(|unit| unit.indicator == wanted) {
        let text = texts.iter().find(|other| other.code == unit.code).map_or("", |unit| unit.text.as_ref());
        let score = unit.score.map_or_else(|| "不适用".to_owned(), |score| score.text());
        lines.push(format!("{:<6} {score} / {}  {text}", unit.code, unit.effective_weight.text()));
        lines.extend(unit.why.iter().map(|why| format!("       {why}")));
    }
    lines.push(format!("评分方案 {}（{}）。", card.scheme.id, card.scheme.name));
    Ok(lines.join("\n") + "\n")
}

/// The cheapest steps to the next grade, and how far the weights matter.
pub(crate) fn improve(packs: &Packs<'_>, assessed: &Assessed, target: Option<&str>) -> Result<String> {
    let Assessed { title, assessment, scheme } = assessed;
    let pack = packs.governance();
    let path = governance::improvement_path(pack, assessment, target, None, scheme.as_ref())?;
    let sensitivity = governance::weight_sensitivity(pack, assessment, None, scheme.as_ref())?;
    let mut lines = vec![title.clone(), path.summary.clone()];
    if let Some(route) = path.fewest.as_ref().filter(|route| route.steps > 0) {
        lines.extend([String::new(), format!("最少的 {} 步", route.steps)]);
        for unit in &route.units {
            lines.push(format!("{:<6} L{} → L{}  +{}", unit.unit, unit.from, unit.to, unit.gain.text()));
            lines.extend(unit.advice.iter().map(|advice| format!("       {advice}")));
            if let Some(short) = unit.evidence {
                let parts = [(short.pieces, "份"), (short.dates, "个日期"), (short.outcomes, "份成效证据")];
                let parts: Vec<String> = parts
                    .iter()
                    .filter(|(count, _)| *count > 0)
                    .map(|(count, what)| format!("{count} {what}"))
                    .collect();
                lines.push(format!("       证据还差 {}", parts.join("、")));
            }
        }
    }
    lines.extend([String::new(), "最合算的几步".to_owned()]);
    lines.extend(path.best.iter().map(|route| {
        let units: Vec<String> = route.units.iter().map(|unit| format!("{} 到 L{}", unit.unit, unit.to)).collect();
        format!("{} 步  +{:>5}  {}", route.steps, route.gain.text(), units.join("、"))
    }));
    lines.extend([String::new(), sensitivity.summary]);
    Ok(lines.join("\n") + "\n")
}

/// A period of a save file beside another.
pub(crate) fn compare(packs: &Packs<'_>, text: &str, before: Option<&str>, after: Option<&str>) -> Result<String> {
    let dossier = dossier::read(packs, text)?.dossier;
    let last = dossier.snapshots.last().map(|snapshot| snapshot.label.clone()).unwrap_or_default();
    let comparison = dossier::compare_periods(packs, &dossier, before.unwrap_or(&last), after)?;
    let mut lines = vec![dossier.title.clone(), comparison.summary.clone(), String::new()];
    lines.extend(
        comparison.causes.iter().map(|cause| format!("{} {:>7}  {}", cause.name, cause.change.text(), cause.message)),
    );
    lines.push(String::new());
    let rate = |rate: &Option<Rate>| rate.as_ref().map_or_else(|| "不适用".to_owned(), |rate| rate.text().clone());
    for part in &comparison.secondary {
        let change = part.change.as_ref().map_or_else(|| "不比较".to_owned(), |change| change.text().clone());
        lines.push(format!(
            "{:<3} {:>7} → {:>7}  {change:>6}  {}",
            part.code,
            rate(&part.before),
            rate(&part.after),
            part.name
        ));
    }
    let moved: Vec<&UnitChange> = comparison.units.iter().filter(|unit| unit.before != unit.after).collect();
    if !moved.is_empty() {
        lines.extend([String::new(), "变了的单元".to_owned()]);
        lines.extend(
            moved.iter().map(|unit| format!("{:<6} {} → {}", unit.code, standing(&unit.before), standing(&unit.after))),
        );
    }
    Ok(lines.join("\n") + "\n")
}

/// `L2`, or `L2（自报 L3）`.
fn standing(unit: &UnitStanding) -> String {
    match (unit.state, unit.granted, unit.claimed) {
        (UnitState::NotApplicable, ..) => "不适用".to_owned(),
        (_, Some(granted), Some(claimed)) if granted < claimed => format!("L{granted}（自报 L{claimed}）"),
        (_, Some(granted), _) => format!("L{granted}"),
        _ => "未评".to_owned(),
    }
}

fn assessment(packs: &Packs<'_>, text: &str) -> Result<(String, SelfAssessment, Option<String>)> {
    let is_page = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    let json = if is_page { Json::Null } else { json::read(text)? };
    if is_page || json.get("format").is_some() {
        let Dossier { title, governance, .. } = dossier::read(packs, text)?.dossier;
        let record =
            governance.ok_or_else(|| Error::new(Code::UnsupportedFormat, "这份存档里没有协会自评").at("governance"))?;
        return Ok((title, record.assessment, Some(record.scheme)));
    }
    let assessment = match json.get("assessment") {
        Some(inner) => json::decode(inner).map_err(|error| error.at("assessment"))?,
        None => json::decode(&json)?,
    };
    let scheme = match json.get("scheme") {
        Some(Json::String(id)) => Some(id.clone().into_owned()),
        _ => None,
    };
    Ok(("行业质量共治自评".to_owned(), assessment, scheme))
}

/// The card as text.
pub(crate) fn render(packs: &Packs<'_>, title: &str, card: &Scorecard) -> String {
    let mut lines = vec![title.to_owned(), card.summary.clone(), String::new()];
    let rate = |rate: &Option<quality_selfcheck::exact::Rate>| {
        rate.as_ref().map_or("不适用".to_owned(), |rate| rate.text().clone())
    };
    lines.push(format!("得分      {} / {}", card.total.text(), card.full_score.text()));
    lines.push(format!(
        "覆盖      {}（{}/{} 个单元，{} 个不适用）",
        rate(&card.coverage),
        card.answered,
        card.applicable,
        card.not_applicable
    ));
    lines.push(format!("证据到位  {}", rate(&card.evidence_rate)));
    lines.extend(card.grade_reasons.iter().map(|reason| format!("等级      {}", reason.message)));
    lines.push(String::new());
    for part in &card.secondary {
        let score = part.score.map_or_else(|| "不适用".to_owned(), |score| score.text());
        lines.push(format!("{:<3} {:>7} / {:>6}  {}", part.code, score, part.effective_weight.text(), part.name));
    }
    if !card.gaps.is_empty() {
        lines.extend([String::new(), "先做哪几件".to_owned()]);
        lines.extend(
            card.gaps.iter().take(GAPS).map(|gap| format!("{:<6} +{:>5}  {}", gap.unit, gap.gain.text(), gap.advice)),
        );
    }
    if !card.issues.is_empty() {
        lines.extend([String::new(), "请再看看".to_owned()]);
        lines.extend(card.issues.iter().map(|issue| format!("{}  {}", issue.path, issue.message)));
    }
    lines.push(String::new());
    let standing = &packs.governance().manifest.standing;
    lines.push(format!("{standing}评分方案 {}（本产品自拟）。", card.scheme.id));
    lines.join("\n") + "\n"
}
