//! The case as it stands at the end of a period, kept inside the file.

use super::facts::{Dossier, Snapshot};
use super::file::sealed;
use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::json;
use crate::pack::Packs;

/// The same file with one more snapshot: a copy of the case on a day, with its results and its SHA-256.
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
        return Err(Error::new(Code::OutOfRange, format!("给这一期起一个没有用过的名称，现在是“{label}”")).at("label"));
    }
    let kept = std::mem::take(&mut dossier.snapshots);
    let saved_on = dossier.saved_on.replace(today);
    let copy = sealed(packs, &dossier).and_then(|copy| json::decode(&copy)).map_err(|error| error.at("dossier"))?;
    dossier.saved_on = saved_on;
    dossier.snapshots = kept;
    dossier.snapshots.push(Snapshot {
        label: label.to_owned(),
        taken_on: today,
        dossier: copy,
        period_from: period.0,
        period_to: period.1,
    });
    Ok(dossier)
}
