//! The scorecard as text for a terminal. Part of the command line only.

use quality_selfcheck::dossier::{self, Dossier};
use quality_selfcheck::error::{Code, Error, Result};
use quality_selfcheck::governance::{SchemeChoice, Scorecard, SelfAssessment, score as score_assessment};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::Packs;

/// How many of the largest gaps are shown.
const GAPS: usize = 5;

/// Scores a save file, the arguments of `scoreGovernance`, or an assessment alone.
pub(crate) fn score(packs: &Packs<'_>, text: &str, scheme: Option<String>) -> Result<String> {
    let json = json::read(text)?;
    let (title, assessment, saved_scheme) = assessment(packs, &json, text)?;
    let choice = scheme.or(saved_scheme).map(SchemeChoice::Named);
    let card = score_assessment(packs.governance(), &assessment, choice.as_ref())?;
    Ok(render(&title, &card))
}

fn assessment(packs: &Packs<'_>, json: &Json, text: &str) -> Result<(String, SelfAssessment, Option<String>)> {
    if json.get("format").is_some() {
        let Dossier { title, governance, .. } = dossier::read(packs, text)?.dossier;
        let record =
            governance.ok_or_else(|| Error::new(Code::UnsupportedFormat, "这份存档里没有协会自评").at("governance"))?;
        return Ok((title, record.assessment, Some(record.scheme)));
    }
    let assessment = match json.get("assessment") {
        Some(inner) => json::decode(inner).map_err(|error| error.at("assessment"))?,
        None => json::decode(json)?,
    };
    let scheme = match json.get("scheme") {
        Some(Json::String(id)) => Some(id.clone().into_owned()),
        _ => None,
    };
    Ok(("行业质量共治自评".to_owned(), assessment, scheme))
}

/// The card as text.
pub(crate) fn render(title: &str, card: &Scorecard) -> String {
    let mut lines = vec![title.to_owned(), card.summary.clone(), String::new()];
    let rate = |rate: &Option<quality_selfcheck::exact::Rate>| {
        rate.as_ref().map_or("不适用".to_owned(), |rate| rate.text.clone())
    };
    lines.push(format!("得分      {} / {}", card.total.text, card.full_score.text));
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
        let score = part.score.as_ref().map_or("不适用", |score| score.text.as_str());
        lines.push(format!("{:<3} {:>7} / {:>6}  {}", part.code, score, part.effective_weight.text, part.name));
    }
    if !card.gaps.is_empty() {
        lines.extend([String::new(), "先做哪几件".to_owned()]);
        lines.extend(
            card.gaps.iter().take(GAPS).map(|gap| format!("{:<6} +{:>5}  {}", gap.unit, gap.gain.text, gap.advice)),
        );
    }
    if !card.issues.is_empty() {
        lines.extend([String::new(), "请再看看".to_owned()]);
        lines.extend(card.issues.iter().map(|issue| format!("{}  {}", issue.path, issue.message)));
    }
    lines.push(String::new());
    lines.push(format!("自评结果，仅供改进参考，非评定、非表彰依据。评分方案 {}（本产品自拟）。", card.scheme.id));
    lines.join("\n") + "\n"
}
