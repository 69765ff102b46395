//! What the people wrote about a cause.

use crate::entered::Entered;
use crate::json::{codes, object};

object! {
    /// A row of the cause analysis. Every answer may be absent.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct CauseRow: in out {
        /// Index of the problem that it explains.
        pub problem: Option<u32> = default,
        /// A cause of the table, such as `B:P1`.
        pub cause: Option<String> = default,
        /// A cause in one's own words, where the table has none.
        pub custom: Option<String> = default,
        /// 为什么会发生: it made the problem.
        pub is_occur: bool = default,
        /// 为什么没发现: it let the problem through.
        pub is_escape: bool = default,
        /// 为什么没能系统预防: it left the system without a guard.
        pub is_system: bool = default,
        /// Why, and why again: one to seven steps, the last one being the root.
        pub why_chain: Vec<String> = default,
        /// What supports it.
        pub evidence: Vec<CauseEvidence> = default,
        /// How it was verified.
        pub verified: Option<Verified> = default,
        /// Its share in percent, a whole number, where it is estimated.
        pub contribution: Option<Entered> = default,
        /// What its share rests on.
        pub basis: Option<ContributionBasis> = default,
        /// How many it accounts for, where that was counted: shares are worked out from the counts.
        pub count: Option<Entered> = default,
        /// The stage where it arose.
        pub linked_stage: Option<String> = default,
        /// Items of the self-check that it explains.
        pub linked_items: Vec<String> = default,
        /// 临时措施: what is done about it at once.
        pub interim: Option<String> = default,
        /// 永久措施: what keeps it from coming back.
        pub permanent: Option<String> = default,
    }
}

object! {
    /// A piece of evidence for a cause.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct CauseEvidence: in out {
        /// Kind, such as 记录 or 试验数据.
        pub kind: Option<String> = default,
        /// Name and place.
        pub title: Option<String> = default,
    }
}

codes! {
    /// What a share rests on.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum ContributionBasis: in out {
        /// 不良数.
        "defects" => Defects,
        /// 批次.
        "batches" => Batches,
        /// 退货件数.
        "returns" => Returns,
        /// 估计.
        #[default]
        "estimate" => Estimate,
    }
}

codes! {
    /// How a cause was verified.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Verified: in out {
        /// 现场.
        "site" => Site,
        /// 数据.
        "data" => Data,
        /// 试验.
        "test" => Test,
        /// 未验证.
        #[default]
        "unverified" => Unverified,
    }
}
