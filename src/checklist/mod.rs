//! 自查 by 产品实现各个阶段的常见质量问题及控制建议 (附录C).
//!
//! The draft standard names the annex without its contents: stages, items and rules are ours.

mod compare;
mod items;
mod progress;
mod triage;

pub use compare::{CheckComparison, CheckDifference, compare_checks};
pub use items::{ChecklistFilter, ChecklistItems, ChecklistStages, Hidden, ListedItem, StageName, items, stages};
pub use progress::{
    ChecklistProgress, ItemAnswer, ItemAnswers, StageProgress, StageStatus, Verdict, VerdictCounts, progress,
};
pub(crate) use progress::{Judged, check_codes, verdicts};
pub use triage::{Prefilled, PrefilledVerdict, QuickTriage, TriageAnswers, quick_triage};
