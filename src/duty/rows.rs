//! The four papers, as they are kept.

use crate::date::Date;
use crate::json::{codes, object};

object! {
    /// A risk of the 管控清单, and how it is kept down.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct RiskControl: in out {
        /// Identifier, by which a daily check names it.
        pub id: String = default,
        /// The risk.
        pub risk: Option<String> = default,
        /// What keeps it down.
        pub measure: Option<String> = default,
        /// The post that sees to it.
        pub post: Option<String> = default,
        /// How often.
        pub frequency: Option<String> = default,
        /// The cause that it comes from, such as `B:W3`.
        pub cause: Option<String> = default,
        /// The item of the self-check that it comes from.
        pub item: Option<String> = default,
    }
}

codes! {
    /// How a risk was found on a day.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum DailyResult: in out {
        /// 正常.
        #[default]
        "normal" => Normal,
        /// 有问题.
        "problem" => Problem,
        /// 未检查.
        "not-done" => NotDone,
    }
}

object! {
    /// One risk on one day.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct DailyRow: in out {
        /// Identifier of the risk.
        pub control: String = default,
        /// How it was found.
        pub result: Option<DailyResult> = default,
        /// What there is to say of it.
        pub note: Option<String> = default,
    }
}

object! {
    /// 每日检查记录.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct DailyCheck: in out {
        /// Identifier, by which a later paper replaces it.
        pub id: String = default,
        /// The day that was checked.
        pub date: Option<Date> = default,
        /// The day it was written down.
        pub written_on: Option<Date> = default,
        /// The post of whoever checked.
        pub post: Option<String> = default,
        /// Nothing was produced on that day.
        pub rest_day: bool = default,
        /// Risk by risk.
        pub rows: Vec<DailyRow> = default,
        /// Identifier of the record that this one replaces.
        pub replaces: Option<String> = default,
        /// From this day on it is only replaced.
        pub closed_on: Option<Date> = default,
    }
}

object! {
    /// 每周排查治理报告.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct WeeklyReport: in out {
        /// Identifier, by which a later paper replaces it.
        pub id: String = default,
        /// First day of the week.
        pub from: Option<Date> = default,
        /// Last day of the week.
        pub to: Option<Date> = default,
        /// The post of whoever reports.
        pub post: Option<String> = default,
        /// What was found.
        pub conclusion: Option<String> = default,
        /// What is done about it.
        pub measures: Option<String> = default,
        /// Identifier of the report that this one replaces.
        pub replaces: Option<String> = default,
        /// From this day on it is only replaced.
        pub closed_on: Option<Date> = default,
    }
}

object! {
    /// What a meeting decided.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct MonthlyDecision: in out {
        /// What is to be done.
        pub what: Option<String> = default,
        /// The post that sees to it.
        pub post: Option<String> = default,
        /// By when.
        pub due: Option<Date> = default,
        /// The day it was done.
        pub done_on: Option<Date> = default,
    }
}

object! {
    /// 每月调度会议纪要.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct MonthlyMinutes: in out {
        /// Identifier, by which a later paper replaces it.
        pub id: String = default,
        /// The month, as `YYYY-MM`.
        pub month: Option<String> = default,
        /// The post of whoever held the meeting.
        pub post: Option<String> = default,
        /// What was decided.
        pub decisions: Vec<MonthlyDecision> = default,
        /// Identifier of the minutes that these replace.
        pub replaces: Option<String> = default,
        /// From this day on they are only replaced.
        pub closed_on: Option<Date> = default,
    }
}
