//! 行业质量共治: table A.1 and the association's score by it, the framework check and member satisfaction.
//!
//! The draft standard gives indicators and no numbers. Weights, levels, gates and
//! grades come from a [scheme](crate::pack::Scheme), which is ours and can be replaced.

mod answers;
mod assessors;
mod compare;
mod dated;
mod evidence;
mod framework;
mod gather;
mod grade;
mod indicators;
mod marks;
mod members;
mod path;
mod register;
mod satisfaction;
mod scheme;
mod score;
mod scorecard;
mod sensitivity;
mod words;

pub use answers::*;
pub use assessors::{Assessor, AssessorComparison, AssessorView, compare_assessors};
pub use compare::{
    CauseOfChange, ChangeCause, Comparison, PartChange, Period, PeriodScore, UnitChange, UnitStanding,
    compare_scorecards,
};
pub use dated::AssessedPeriod;
pub use evidence::Shortfall;
pub use framework::{
    FrameworkAnswer, FrameworkAnswers, FrameworkAreaClauses, FrameworkAreaProgress, FrameworkClauses, FrameworkCounts,
    FrameworkLift, FrameworkListProgress, FrameworkOpenItem, FrameworkProgress, clauses as framework_clauses,
    progress as framework_progress,
};
pub(crate) use framework::{is_lifted_alike, lift as framework_lift};
pub use gather::{EvidenceList, evidence_list};
pub use indicators::{GovernanceIndicators, indicators};
pub use members::{Action, ActionPlan, Credit, CreditKind, Objection, RegisteredMember};
pub use path::{ImprovementPath, RaisedUnit, Route, improvement_path};
pub(crate) use register::issues as register_issues;
pub use register::{MemberRegister, RegisterRate, member_register};
pub use satisfaction::{MemberSatisfaction, Survey, SurveyRates, satisfaction as member_satisfaction};
pub use scheme::{DEFAULT_SCHEME, GovernanceSchemes, SchemeChoice, schemes};
pub(crate) use score::Scored;
pub use score::{score, score_within};
pub use scorecard::*;
pub use sensitivity::{WeightSensitivity, weight_sensitivity};
