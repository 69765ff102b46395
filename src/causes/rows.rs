//! What the people wrote about a cause.

use crate::entered::Entered;
use crate::json::{decode_codes, encode_codes, wire_object};

/// A row of the cause analysis. Every answer may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct CauseRow {
    /// Index of the problem that it explains.
    pub problem: Option<u32>,
    /// A cause of the table, such as `B:P1`.
    pub cause: Option<String>,
    /// A cause in one's own words, where the table has none.
    pub custom: Option<String>,
    /// 为什么会发生: it made the problem.
    pub is_occur: bool,
    /// 为什么没发现: it let the problem through.
    pub is_escape: bool,
    /// 为什么没能系统预防: it left the system without a guard.
    pub is_system: bool,
    /// Why, and why again: one to seven steps, the last one being the root.
    pub why_chain: Vec<String>,
    /// What supports it.
    pub evidence: Vec<CauseEvidence>,
    /// How it was verified.
    pub verified: Option<Verified>,
    /// Its share in percent, a whole number.
    pub contribution: Option<Entered>,
    /// The stage where it arose.
    pub linked_stage: Option<String>,
    /// Items of the self-check that it explains.
    pub linked_items: Vec<String>,
    /// 临时措施: what is done about it at once.
    pub interim: Option<String>,
    /// 永久措施: what keeps it from coming back.
    pub permanent: Option<String>,
}

wire_object!(CauseRow {} optional {
    problem, cause, custom, is_occur, is_escape, is_system, why_chain, evidence, verified, contribution, linked_stage,
    linked_items, interim, permanent,
});

/// A piece of evidence for a cause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct CauseEvidence {
    /// Kind, such as 记录 or 试验数据.
    pub kind: Option<String>,
    /// Name and place.
    pub title: Option<String>,
}

wire_object!(CauseEvidence {} optional { kind, title });

/// How a cause was verified.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Verified {
    /// 现场.
    Site,
    /// 数据.
    Data,
    /// 试验.
    Test,
    /// 未验证.
    #[default]
    Unverified,
}

decode_codes!(Verified { "site" => Site, "data" => Data, "test" => Test, "unverified" => Unverified });
encode_codes!(Verified { "site" => Site, "data" => Data, "test" => Test, "unverified" => Unverified });
