//! 持续改进 as the document has it: 评估, 反馈, 优化.

use crate::date::Date;
use crate::json::{codes, object};

codes! {
    /// The three steps, in their order.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum ImprovementKind: in out {
        /// 评估.
        #[default]
        "evaluate" => Evaluate,
        /// 反馈.
        "feedback" => Feedback,
        /// 优化.
        "optimise" => Optimise,
    }
}

object! {
    /// A step of 持续改进.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ImprovementStep: in out {
        /// Which of the three.
        pub kind: Option<ImprovementKind> = default,
        /// The day it was done.
        pub done_on: Option<Date> = default,
        /// What came of it.
        pub result: Option<String> = default,
        /// What the next period takes from it.
        pub next: Option<String> = default,
    }
}
