//! What the people wrote. Every answer may be absent.

use crate::date::Date;
use crate::entered::Entered;
use crate::json::{codes, leaves, object};
use crate::pack::Role;

object! {
    /// The plan as far as it has been written.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct PlanDraft: in out place {
        /// The type that was chosen, if not the proposed one.
        pub chosen_type: Option<String> = default,
        /// The methods that were chosen, if not the proposed ones.
        pub chosen_methods: Vec<String> = default,
        /// 帮扶目标.
        pub goals: Vec<Goal> = default,
        /// 帮扶清单.
        pub list: Vec<ListRow> = default,
        /// 帮扶团队.
        pub team: Vec<Member> = default,
        /// 实施步骤.
        pub schedule: Vec<ScheduleStep> = default,
        /// 保障措施.
        pub assurance: Assurance = default,
    }
}

object! {
    /// A goal that can be measured.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Goal: in out {
        /// Code of the indicator, such as `I01`.
        pub indicator: Option<String> = default,
        /// Where it stands; 不适用 where there is nothing to compare.
        pub baseline: Option<Entered> = default,
        /// Where it should stand.
        pub target: Option<Entered> = default,
        /// Unit of both.
        pub unit: Option<String> = default,
        /// By when.
        pub date: Option<Date> = default,
    }
}

codes! {
    /// How far a matter of the list is.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum ListStatus: in out {
        /// 未开始.
        #[default]
        "open" => Open,
        /// 进行中.
        "running" => Running,
        /// 已完成.
        "done" => Done,
        /// 延期; needs a reason.
        "delayed" => Delayed,
        /// 终止; needs a reason.
        "stopped" => Stopped,
    }
}

object! {
    /// A matter of the list.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ListRow: in out {
        /// Index of the problem.
        pub problem: Option<u32> = default,
        /// Causes it acts on: codes such as `B:R3`, or the words of a cause in one's own words.
        pub causes: Vec<String> = default,
        /// Items of the self-check it acts on.
        pub items: Vec<String> = default,
        /// 帮扶事项.
        pub matter: Option<String> = default,
        /// Codes of methods.
        pub methods: Vec<String> = default,
        /// Code of the type.
        pub r#type: Option<String> = default,
        /// 责任单位.
        pub lead_unit: Option<String> = default,
        /// 责任人.
        pub lead_person: Option<String> = default,
        /// 配合单位.
        pub support_units: Vec<String> = default,
        /// 企业责任人.
        pub enterprise_owner: Option<String> = default,
        /// First day.
        pub start: Option<Date> = default,
        /// Last day.
        pub due: Option<Date> = default,
        /// 成果与验收证据.
        pub deliverable: Option<String> = default,
        /// Codes of indicators.
        pub indicators: Vec<String> = default,
        /// 费用说明.
        pub cost_note: Option<String> = default,
        /// How far it is.
        pub status: Option<ListStatus> = default,
        /// Why it is delayed or stopped.
        pub status_reason: Option<String> = default,
        /// 企业评价, 1 to 5.
        pub self_eval: Option<Entered> = default,
    }
}

object! {
    /// A member of the team.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Member: in out {
        /// Name.
        pub name: Option<String> = default,
        /// Organisation.
        pub org: Option<String> = default,
        /// What they know.
        pub role: Option<Role> = default,
        /// What they do.
        pub duty: Option<String> = default,
    }
}

codes! {
    /// 帮扶实施's four steps, in the order of the draft standard.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Step: in out {
        /// 现场调研.
        "site-survey" => SiteSurvey,
        /// 质量诊断.
        "diagnosis" => Diagnosis,
        /// 制定整改措施.
        "measures" => Measures,
        /// 跟踪指导.
        "follow-up" => FollowUp,
        /// 其他; the draft's list is open in practice.
        #[default]
        "other" => Other,
    }
}

impl Step {
    pub(crate) const ORDER: [Self; 4] = [Self::SiteSurvey, Self::Diagnosis, Self::Measures, Self::FollowUp];
}

object! {
    /// A step with its day.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ScheduleStep: in out {
        /// The step.
        pub step: Option<Step> = default,
        /// The day.
        pub date: Option<Date> = default,
    }
}

object! {
    /// 保障措施、效果评价与验收方式.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Assurance: in out {
        /// How it is verified.
        pub verification: Option<String> = default,
        /// When the effect is evaluated.
        pub evaluation_date: Option<Date> = default,
        /// What is kept confidential.
        pub confidentiality: Option<String> = default,
        /// Who pays for what.
        pub cost: Option<String> = default,
    }
}

leaves!(Assurance);
