//! 两个规定 (令75号, 令76号): 日管控、周排查、月调度, and the list of risks that they go through.
//!
//! The regulations name the duties; what a paper of theirs holds is ours. Papers are only added: one that was wrong is replaced
//! by another. Who signs is said by the post, never by a name.

mod daily;
mod rows;

pub use daily::{DailyDuty, DuePaper, DutyPaper, StandingPapers};
pub(crate) use daily::{DutyFacts, daily_duty};
pub use rows::{DailyCheck, DailyResult, DailyRow, MonthlyDecision, MonthlyMinutes, RiskControl, WeeklyReport};
