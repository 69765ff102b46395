//! 评估判定 and 审核评估: what the authority has decided on an application. It never comes from us.

use crate::date::Date;
use crate::json::{codes, object};
use crate::risk::RiskLevel;

codes! {
    /// Which of the two ways led to it.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum DecisionKind: in out {
        /// 评估判定, where the authority acted.
        #[default]
        "assessment" => Assessment,
        /// 审核评估, where the enterprise applied.
        "review" => Review,
    }
}

codes! {
    /// What was decided.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum DecisionResult: in out {
        /// 启动.
        #[default]
        "start" => Start,
        /// 不启动.
        "no-start" => NoStart,
        /// 补充材料.
        "more-material" => MoreMaterial,
    }
}

object! {
    /// A decision of the authority.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Decision: in out {
        /// Which of the two.
        pub kind: Option<DecisionKind> = default,
        /// What was decided.
        pub result: Option<DecisionResult> = default,
        /// When.
        pub decided_on: Option<Date> = default,
        /// The office that decided: no person.
        pub by: Option<String> = default,
        /// The level of risk that it has confirmed.
        pub confirmed_risk: Option<RiskLevel> = default,
        /// How the case is to be handled.
        pub handling: Option<String> = default,
        /// What else it says.
        pub note: Option<String> = default,
    }
}
