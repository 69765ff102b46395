//! 高风险 or 低风险, and 差异化处置.
//!
//! The draft standard fixes the two classes and nothing else. The rules are ours, each
//! anchored; missing information never lowers the risk.

mod conditions;
mod facts;
mod finding;
mod run;
mod triage;

pub use conditions::Unknown;
pub(crate) use conditions::looks_at;
pub use facts::{RiskFacts, RiskLevel, RiskOverride};
pub use triage::{Handling, RiskReason, RiskTriage, RuleState, triage};
