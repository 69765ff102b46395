//! 成员名册: the firms of an association, what they have signed and set up, and what stands to their credit. It holds firms, no
//! people.

use crate::date::Date;
use crate::json::{codes, object};

codes! {
    /// What a credit entry is about.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum CreditKind: in out {
        /// 表彰.
        "commendation" => Commendation,
        /// 承诺履行.
        "pledge" => Pledge,
        /// 抽查.
        "spot-check" => SpotCheck,
        /// 投诉.
        "complaint" => Complaint,
        /// 处罚.
        "penalty" => Penalty,
        /// 其他.
        #[default]
        "other" => Other,
    }
}

object! {
    /// What a member says against an entry, and what came of that.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Objection: in out {
        /// What the member says.
        pub text: Option<String> = default,
        /// What came of it.
        pub result: Option<String> = default,
    }
}

object! {
    /// A credit entry. Entries are only added: one that was wrong is replaced by another.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Credit: in out {
        /// Identifier, by which a later entry replaces it.
        pub id: String = default,
        /// The day.
        pub date: Option<Date> = default,
        /// What it is about.
        pub kind: Option<CreditKind> = default,
        /// Where it is known from.
        pub source: Option<String> = default,
        /// Whether the member has authorised its publication.
        pub authorised: Option<bool> = default,
        /// What it says.
        pub text: Option<String> = default,
        /// What the member says against it.
        pub objection: Option<Objection> = default,
        /// The day it was published.
        pub published_on: Option<Date> = default,
        /// Identifier of the entry that this one replaces.
        pub replaces: Option<String> = default,
    }
}

object! {
    /// A member.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct RegisteredMember: in out {
        /// Identifier within the register.
        pub id: String = default,
        /// Name of the firm.
        pub name: Option<String> = default,
        /// 统一社会信用代码.
        pub uscc: Option<String> = default,
        /// The day on which it signed 质量安全承诺.
        pub pledge_signed_on: Option<Date> = default,
        /// Whether it has a 首席质量官.
        pub cqo: Option<bool> = default,
        /// Since when.
        pub cqo_since: Option<Date> = default,
        /// The day of its last training.
        pub trained_on: Option<Date> = default,
        /// The day on which it authorised the use of its credit entries.
        pub authorised_on: Option<Date> = default,
        /// 信用记录.
        pub credits: Vec<Credit> = default,
    }
}

codes! {
    /// Which plan an action belongs to.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum ActionPlan: in out {
        /// 年度计划.
        #[default]
        "annual" => Annual,
        /// 改进计划.
        "improvement" => Improvement,
    }
}

object! {
    /// Something that the association means to do.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Action: in out {
        /// The unit of table A.1 that it is for.
        pub unit: Option<String> = default,
        /// The item of the framework that it is for.
        pub item: Option<String> = default,
        /// What is to be done.
        pub text: Option<String> = default,
        /// The post that sees to it.
        pub post: Option<String> = default,
        /// By when.
        pub due: Option<Date> = default,
        /// The day it was done.
        pub done_on: Option<Date> = default,
        /// Which plan it belongs to.
        pub plan: Option<ActionPlan> = default,
    }
}
