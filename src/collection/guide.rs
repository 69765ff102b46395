//! 质量提升指南: by stage what failed, what is advised and what has helped.

use super::case::{Measure, Told};
use crate::causes;
use crate::exact::Rate;
use crate::industry::hide_small_cells;
use crate::json::object;
use crate::listed::Listed;
use crate::order::ordered;
use crate::pack::{Assistance, CheckItem, Text};

object! {
    /// A stage with items that failed, or against which something has helped.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GuideStage: out {
        /// Its code.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// Its items, those that failed most often first; those whose number is hidden last.
        pub items: Vec<GuideItem>,
        /// What has helped in the stage as a whole.
        pub measures: Vec<String>,
    }
}

object! {
    /// An item of the guide.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GuideItem: out {
        /// Its code.
        pub code: Text,
        /// Whether it is a key item (★).
        pub key: bool,
        /// The common problem.
        pub problem: Text,
        /// How many files have or had it 不符合; `null` = hidden.
        pub failed: Option<u32>,
        /// These out of the files that have judged the item.
        pub share: Option<Rate>,
        /// The same for the eye.
        pub text: String,
        /// 控制建议.
        pub advice: Text,
        /// What has helped.
        pub measures: Vec<String>,
    }
}

object! {
    /// A cause with what has helped against it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GuideCause: out {
        /// Its code.
        pub code: Text,
        /// Its class.
        pub dimension: Text,
        /// Its name.
        pub name: Text,
        /// What has helped.
        pub measures: Vec<String>,
    }
}

/// What stands for a number that is hidden.
pub(super) const HIDDEN: &str = "*";

/// The guide: by stage, and by cause.
pub(super) fn guide(pack: &Assistance, told: &[&Told]) -> (Vec<GuideStage>, Vec<GuideCause>) {
    let mut stages = Vec::new();
    for stage in &pack.checklist {
        let items: Vec<GuideItem> = stage.items.iter().filter_map(|item| guided(pack, told, item)).listed();
        let items = ordered(&items, &|one, other| one.failed < other.failed).into_iter().cloned().listed();
        let measures = measures(told, &|measure| measure.stages.iter().any(|code| stage.code == code.as_str()));
        if !(items.is_empty() && measures.is_empty()) {
            stages.push(GuideStage { code: stage.code.clone(), name: stage.name.clone(), items, measures });
        }
    }
    let mut helped = Vec::new();
    for class in &pack.causes {
        for cause in &class.causes {
            let code = [causes::NAMESPACE, &cause.code].concat();
            let measures = measures(told, &|measure| measure.causes.contains(&code));
            if !measures.is_empty() {
                let (dimension, name) = (class.name.clone(), cause.name.clone());
                helped.push(GuideCause { code: code.into(), dimension, name, measures });
            }
        }
    }
    (stages, helped)
}

fn guided(pack: &Assistance, told: &[&Told], item: &CheckItem) -> Option<GuideItem> {
    let least = pack.industry.small_cell;
    let files = u32::try_from(told.len()).unwrap_or(u32::MAX);
    let failed = told.iter().map(|told| u32::from(told.failed.contains(&item.code))).sum::<u32>();
    let judged = told.iter().map(|told| u32::from(told.judged.contains(&item.code))).sum::<u32>();
    // Who has not judged it is counted apart: the sum of all three is known.
    let mut cells = [Some(failed), Some(judged.saturating_sub(failed)), Some(files.saturating_sub(judged))];
    if files < least {
        cells.fill(None);
    } else {
        hide_small_cells(&mut cells, least, None);
    }
    let [failed, others, _] = cells;
    let measures = measures(told, &|measure| measure.items.iter().any(|code| item.code == code.as_str()));
    // With too few files, that an item is listed at all would say that somebody failed it.
    let is_silent = failed == Some(0) || files < least;
    if is_silent && measures.is_empty() {
        return None;
    }
    let judged = failed.zip(others).map(|(failed, others)| failed + others);
    let share = failed.zip(judged).and_then(|(failed, judged)| Rate::of(failed, judged));
    let text = match (failed, judged, &share) {
        (Some(failed), Some(judged), Some(share)) => format!("{failed}/{judged}（{}）", share.text()),
        _ => HIDDEN.to_owned(),
    };
    let failed = failed.filter(|_| share.is_some());
    let (code, problem, advice) = (item.code.clone(), item.problem.clone(), item.advice.clone());
    Some(GuideItem { code, key: item.key, problem, failed, share, text, advice, measures })
}

/// What has helped, each once, in whatever order the files come.
fn measures(told: &[&Told], is_wanted: &dyn Fn(&Measure) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for measure in told.iter().flat_map(|told| &told.measures) {
        if is_wanted(measure) && !found.contains(&measure.matter) {
            found.push(measure.matter.clone());
        }
    }
    ordered(&found, &|one, other| one > other).into_iter().cloned().listed()
}
