//! 效果评价: indicators, the verdict with its rule, and four views kept apart.
//!
//! The draft standard asks for 多元化 and 可量化 without listing anything: the list is ours.

mod evaluate;
mod goals;
mod indicators;
mod measured;
mod verdict;

pub use evaluate::{Evaluation, Views, evaluate};
pub use goals::{GoalResult, GoalState};
pub use indicators::{Counted, IndicatorResult};
pub use measured::{Counts, Measured, Measurements};
pub use verdict::Verdict;
