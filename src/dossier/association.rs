//! The steps of guide two, worked out from the one file.

use super::facts::Dossier;
use super::places::{OF_ASSOCIATION, locate, placed};
use crate::error::Result;
use crate::governance::{self, FrameworkAnswer, FrameworkProgress, MemberSatisfaction, Scorecard, Scored};
use crate::json::Json;
use crate::pack::Governance;

/// 行业质量共治自评, by the scheme that was kept with a period, else by the one that the file names.
pub(crate) fn governance(pack: &Governance, dossier: &Dossier, kept: Option<&Json>) -> Result<Option<Scorecard>> {
    let Some(record) = &dossier.governance else { return Ok(None) };
    let scheme = record.scheme_choice(kept)?;
    let card = governance::score_within(pack, &record.assessment, scheme.as_ref(), record.period());
    let mut card = card.map_err(|error| error.at("governance"))?;
    card.issues.iter_mut().for_each(|issue| locate(issue, &OF_ASSOCIATION));
    Ok(Some(card))
}

/// The same, kept to be worked out again: where it is known which units are answered otherwise, from the one of before.
pub(crate) fn scored(
    pack: &Governance,
    dossier: &Dossier,
    before: Option<(Scored, &[&str])>,
) -> Result<Option<Scored>> {
    let Some(record) = &dossier.governance else { return Ok(None) };
    let choice = record.scheme_choice(None)?;
    let (assessment, choice) = (&record.assessment, choice.as_ref());
    let scored = match before {
        Some((before, changed)) => before.again(pack, assessment, choice, record.period(), changed),
        None => Scored::of(pack, assessment, choice, record.period()),
    };
    let mut scored = scored.map_err(|error| error.at("governance"))?;
    scored.card.issues.iter_mut().for_each(|issue| locate(issue, &OF_ASSOCIATION));
    Ok(Some(scored))
}

/// The framework check, once anything is answered.
pub(crate) fn framework(
    pack: &Governance,
    dossier: &Dossier,
    card: Option<&Scorecard>,
) -> Result<Option<FrameworkProgress>> {
    let Some(record) = &dossier.governance else { return Ok(None) };
    let is_answered = |answer: &FrameworkAnswer| answer.state.is_some();
    if !record.framework.iter().any(|(_, answer)| answer.as_ref().is_some_and(is_answered)) {
        return Ok(None);
    }
    let progress = governance::framework_progress(pack, &record.framework, card);
    let mut progress = progress.map_err(|error| placed(error, &OF_ASSOCIATION))?;
    progress.issues.iter_mut().for_each(|issue| locate(issue, &OF_ASSOCIATION));
    Ok(Some(progress))
}

/// 成员满意度, once there is a survey.
pub(crate) fn satisfaction(pack: &Governance, dossier: &Dossier) -> Result<Option<MemberSatisfaction>> {
    let Some(record) = dossier.governance.as_ref().filter(|record| !record.surveys.is_empty()) else { return Ok(None) };
    let rates = governance::member_satisfaction(pack, &record.surveys);
    let mut rates = rates.map_err(|error| placed(error, &OF_ASSOCIATION))?;
    rates.issues.iter_mut().for_each(|issue| locate(issue, &OF_ASSOCIATION));
    Ok(Some(rates))
}
