//! 产品质量问题原因分析表 (附录B): from failed items to causes, from causes to the main ones.
//!
//! 5M1E with 设 and 管; three layers of asking why: 为什么会发生、为什么没发现、为什么没能预防.

mod analyse;
mod rows;
mod suggest;
mod table;

pub use analyse::{CauseAnalysis, CauseBranch, CauseLeaf, ParetoRow, analyse};
pub use rows::{CauseEvidence, CauseRow, ContributionBasis, Verified};
pub use suggest::{CauseSuggestion, CauseSuggestions, SuggestedMethod, suggest};
pub use table::{CausesTable, table};
pub(crate) use table::{NAMESPACE, find, name_of};
