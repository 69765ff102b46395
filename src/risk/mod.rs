//! 高风险 or 低风险, and 差异化处置.
//!
//! The draft standard fixes the two classes and nothing else. The rules are ours, each
//! anchored; missing information never lowers the risk.

mod facts;
mod rules;
mod triage;

pub use facts::{RiskFacts, RiskOverride};
pub use triage::{Handling, RiskLevel, RiskReason, RiskTriage, RuleState, Unknown, triage};
