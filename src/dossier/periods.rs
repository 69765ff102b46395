//! From one period to the next: the year that ends stays in the file, and its answers start the new one as 待复核.

use std::borrow::Cow;

use super::as_written::AsWritten;
use super::facts::{AssociationRecord, Dossier, Snapshot};
use super::file::sealed;
use crate::date::Date;
use crate::error::{Code, Error, Result, excerpt};
use crate::governance::{self, Comparison, Period};
use crate::json::Encode;
use crate::listed::Listed;
use crate::pack::{Governance, Packs};

/// The same file with one more snapshot: a copy of the case on a day, with its results, its scheme and its SHA-256.
///
/// # Errors
/// `out-of-range` for a period that ends before it begins, or a label that another snapshot has.
pub fn take_snapshot(
    packs: &Packs<'_>,
    mut dossier: Dossier,
    label: &str,
    period: (Option<Date>, Option<Date>),
    today: Date,
) -> Result<Dossier> {
    if let (Some(from), Some(to)) = period
        && to < from
    {
        let message = format!("期末 {to} 早于期初 {from}");
        return Err(Error::new(Code::OutOfRange, message).at("periodTo"));
    }
    if label.trim().is_empty() || dossier.snapshots.iter().any(|snapshot| snapshot.label == label) {
        return Err(Error::new(Code::OutOfRange, format!("给这一期起一个没有用过的名称，现在是“{}”", excerpt(label)))
            .at("label"));
    }
    let kept = std::mem::take(&mut dossier.snapshots);
    let saved_on = dossier.saved_on.replace(today);
    let (copy, _text) = sealed(packs, &dossier).map_err(|error| error.at("dossier"))?;
    dossier.saved_on = saved_on;
    dossier.snapshots = kept;
    let scheme = dossier.governance.as_ref().and_then(|record| {
        let schemes = &packs.governance().schemes;
        schemes.iter().find(|scheme| scheme.id == record.scheme.as_str()).map(Encode::encode)
    });
    dossier.snapshots.push(Snapshot {
        label: label.to_owned(),
        taken_on: today,
        dossier: AsWritten::from(&copy),
        period_from: period.0,
        period_to: period.1,
        scheme,
    });
    Ok(dossier)
}

/// Ends a period and starts the next one: a snapshot is taken, and the answers of the self-check, the self-assessment and the
/// framework check move to `earlier`, where they count for nothing until they are confirmed or given anew.
///
/// # Errors
/// As [`take_snapshot`].
pub fn start_period(
    packs: &Packs<'_>,
    dossier: Dossier,
    label: &str,
    period: (Option<Date>, Option<Date>),
    today: Date,
) -> Result<Dossier> {
    let mut dossier = take_snapshot(packs, dossier, label, period, today)?;
    let nothing = |_: &str| false;
    dossier.answers.split_into(&mut dossier.earlier.answers, nothing);
    if let Some(record) = &mut dossier.governance {
        record.assessment.units.split_into(&mut dossier.earlier.units, nothing);
        record.framework.split_into(&mut dossier.earlier.framework, nothing);
        record.assessments.clear();
        (record.period_from, record.period_to, record.assessed_on) = (None, None, None);
    }
    Ok(dossier)
}

/// Lets earlier answers stand again: those of these codes, or all to which nothing has been answered since.
///
/// # Errors
/// `unknown-code` for a code that nothing is kept of, `duplicate-key` for one that has been answered since.
pub fn confirm_earlier(mut dossier: Dossier, codes: Option<&[String]>) -> Result<Dossier> {
    let blank = AssociationRecord::default();
    let record = dossier.governance.as_ref().unwrap_or(&blank);
    let given = |code: &str| {
        dossier.answers.get(code).is_some_and(Option::is_some)
            || record.assessment.units.get(code).is_some_and(Option::is_some)
            || record.framework.get(code).is_some_and(Option::is_some)
    };
    let kept = |code: &str| {
        let earlier = &dossier.earlier;
        [earlier.answers.get(code).is_some(), earlier.units.get(code).is_some(), earlier.framework.get(code).is_some()]
            .contains(&true)
    };
    for (index, code) in codes.unwrap_or_default().iter().enumerate() {
        let error = if !kept(code) {
            Error::new(Code::UnknownCode, format!("没有留着 {} 以前的答案", excerpt(code)))
        } else if given(code) {
            Error::new(Code::DuplicateKey, format!("{} 已经有新的答案，要用以前的，先把新的清掉", excerpt(code)))
        } else {
            continue;
        };
        return Err(error.at(&index.to_string()).at("codes"));
    }
    let wanted = |code: &String| codes.is_none_or(|codes| codes.contains(code)) && !given(code);
    let stays = |codes: Vec<String>| move |code: &str| codes.iter().any(|other| other == code);
    let rest = |keys: Vec<String>| stays(keys.into_iter().filter(|code| !wanted(code)).listed());
    let earlier = &dossier.earlier;
    let items = rest(earlier.answers.keys().cloned().listed());
    let units = rest(earlier.units.keys().cloned().listed());
    let framework = rest(earlier.framework.keys().cloned().listed());
    dossier.earlier.answers.split_into(&mut dossier.answers, items);
    if !dossier.earlier.units.is_empty() || !dossier.earlier.framework.is_empty() {
        let record = dossier.governance.get_or_insert_default();
        dossier.earlier.units.split_into(&mut record.assessment.units, units);
        dossier.earlier.framework.split_into(&mut record.framework, framework);
    }
    Ok(dossier)
}

/// Compares an earlier period of a file with another, or with the case as it stands.
///
/// # Errors
/// `unknown-code` for a period that the file does not have, `unsupported-format` for one without a self-assessment, and what
/// [`governance::compare_scorecards`] refuses.
pub fn compare_periods(packs: &Packs<'_>, dossier: &Dossier, before: &str, after: Option<&str>) -> Result<Comparison> {
    let pack = packs.governance();
    let (first, from) = period(pack, dossier, Some(before)).map_err(|error| error.at("before"))?;
    let (last, to) = period(pack, dossier, after).map_err(|error| error.at("after"))?;
    governance::compare_scorecards(pack, &first, &last).map_err(|error| {
        // The function knows the two as its parameters; the file has them elsewhere.
        let place = |side: &str, place: &str| {
            Some(
                [place, "/governance/assessment", error.path.strip_prefix(side)?.strip_prefix("/assessment")?].concat(),
            )
        };
        match place("/before", &from).or_else(|| place("/after", &to)) {
            Some(path) => error.moved(&path),
            None => error,
        }
    })
}

/// A period of a file, and the place of its facts.
fn period(pack: &Governance, dossier: &Dossier, label: Option<&str>) -> Result<(Period, String)> {
    let (facts, scheme, place) = match label {
        None => (Cow::Borrowed(dossier), None, "/dossier".to_owned()),
        Some(label) => {
            let found = dossier.snapshots.iter().enumerate().find(|(_, snapshot)| snapshot.label == label);
            let (place, snapshot) = found.ok_or_else(|| {
                let known: Vec<&str> = dossier.snapshots.iter().map(|snapshot| snapshot.label.as_str()).listed();
                Error::new(
                    Code::UnknownCode,
                    match known.as_slice() {
                        [] => "文件里还没有以前的一期".to_owned(),
                        known => {
                            format!("文件里没有“{}”这一期，有的是：{}", excerpt(label), excerpt(&known.join("、")))
                        }
                    },
                )
            })?;
            let facts = snapshot.facts(place).map_err(|error| error.at("dossier"))?;
            (Cow::Owned(facts), snapshot.scheme.as_ref(), format!("/dossier/snapshots/{place}/dossier"))
        }
    };
    let record = facts.governance.as_ref();
    let record = record.ok_or_else(|| Error::new(Code::UnsupportedFormat, "这一期没有协会自评"))?;
    let mark = facts.content.iter().find(|mark| mark.pack == pack.manifest.id);
    Ok((
        Period {
            assessment: record.assessment.clone(),
            label: label.unwrap_or("本期").to_owned(),
            scheme: record.scheme_choice(scheme)?,
            items: mark.map(|mark| mark.items.clone()).unwrap_or_default(),
        },
        place,
    ))
}
