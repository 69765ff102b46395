//! What was counted for the indicators, completed by what the file says elsewhere.

use super::facts::{Dossier, Snapshot};
use crate::checklist::{self, ChecklistFilter, ChecklistProgress, ItemAnswers};
use crate::effect::{Measured, Measurements};
use crate::entered::Entered;
use crate::error::Result;
use crate::exact::Rate;
use crate::listed::Listed;
use crate::pack::{Assistance, AutoFrom};
use crate::record::WorkRecord;

/// What is measured before and after; figures that were entered stand. The self-check is the present one, and those of the
/// records that stand are given by their places.
pub(super) fn measured(
    pack: &Assistance,
    dossier: &Dossier,
    filter: &ChecklistFilter,
    now: &ChecklistProgress,
    standing: &[u32],
) -> Result<(Measurements, Measurements)> {
    // The first snapshot is where the case began.
    let begun = match dossier.snapshots.first() {
        Some(first) => Some(checklist::progress(pack, &answers_of(first)?, filter)?),
        None => None,
    };
    let self_checks = begun.as_ref().map(|begun| [begun, now].map(scored)).unwrap_or_default();
    let records: Vec<&WorkRecord> = standing.iter().filter_map(|index| dossier.records.get(*index as usize)).listed();
    let (mut before, mut after) = (dossier.baseline.clone(), dossier.follow_up.clone());
    for indicator in &pack.indicators {
        let found = match indicator.auto_from {
            None => continue,
            Some(AutoFrom::SelfCheckScore) => self_checks.each_ref().map(|check| check.as_ref().map(score)),
            Some(AutoFrom::KeyItemsFailed) => self_checks.each_ref().map(|check| check.as_ref().map(key_items_failed)),
            Some(AutoFrom::RecordSatisfaction) => [None, satisfaction(&records)],
            Some(AutoFrom::DaysToService) => [None, days_to_service(dossier, &records)],
        };
        for (side, found) in [&mut before, &mut after].into_iter().zip(found) {
            if let Some(found) = found.filter(|_| side.get(&indicator.id).is_none_or(Option::is_none)) {
                side.insert(indicator.id.to_string(), Some(found));
            }
        }
    }
    Ok((before, after))
}

/// The answers to the self-check with which the case began.
fn answers_of(first: &Snapshot) -> Result<ItemAnswers> {
    first.dossier.answers().map_err(|error| error.at("dossier").at("0").at("snapshots"))
}

fn whole(number: i64) -> Entered {
    Entered(number.to_string())
}

/// A self-check with its score, if it has one.
fn scored(progress: &ChecklistProgress) -> Option<(&ChecklistProgress, &Rate)> {
    Some((progress, progress.score.as_ref()?))
}

fn score((_, rate): &(&ChecklistProgress, &Rate)) -> Measured {
    let (num, den) = rate.parts();
    Measured { num: Some(whole(num)), den: Some(whole(den)), ..Measured::default() }
}

fn key_items_failed((progress, _): &(&ChecklistProgress, &Rate)) -> Measured {
    let failed = i64::try_from(progress.key_failed.len()).unwrap_or_default();
    Measured { num: Some(whole(failed)), ..Measured::default() }
}

/// How many records have each grade.
fn satisfaction(records: &[&WorkRecord]) -> Option<Measured> {
    let mut ratings = vec![0; 5];
    for record in records {
        let grade = record.satisfaction.as_ref().and_then(|grade| grade.number()?.to_integer());
        let place = grade.and_then(|grade| usize::try_from(grade - 1).ok());
        if let Some(count) = place.and_then(|place| ratings.get_mut(place)) {
            *count += 1;
        }
    }
    ratings.iter().any(|count| *count > 0).then(|| Measured { ratings, ..Measured::default() })
}

fn days_to_service(dossier: &Dossier, records: &[&WorkRecord]) -> Option<Measured> {
    let asked = dossier.application.as_ref()?.head.fill_date?;
    let served = records.iter().filter_map(|record| record.start_at).min()?;
    Some(Measured { num: Some(whole(asked.days_until(served.date()).into())), ..Measured::default() })
}
