//! What the people wrote. Every answer may be absent.

use crate::date::Date;
use crate::entered::Entered;
use crate::json::{decode_codes, encode_codes, wire_object};

/// The plan as far as it has been written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct PlanDraft {
    /// The type that was chosen, T1 to T5, if not the proposed one.
    pub chosen_type: Option<String>,
    /// The methods that were chosen, H1 to H8, if not the proposed ones.
    pub chosen_methods: Vec<String>,
    /// 帮扶目标.
    pub goals: Vec<Goal>,
    /// 帮扶清单.
    pub list: Vec<ListRow>,
    /// 帮扶团队.
    pub team: Vec<Member>,
    /// 实施步骤.
    pub schedule: Vec<ScheduleStep>,
    /// 保障措施.
    pub assurance: Assurance,
}

wire_object!(PlanDraft {} optional { chosen_type, chosen_methods, goals, list, team, schedule, assurance });

/// A goal that can be measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Goal {
    /// Code of the indicator, I01 to I17.
    pub indicator: Option<String>,
    /// Where it stands; 不适用 where there is nothing to compare.
    pub baseline: Option<Entered>,
    /// Where it should stand.
    pub target: Option<Entered>,
    /// Unit of both.
    pub unit: Option<String>,
    /// By when.
    pub date: Option<Date>,
}

wire_object!(Goal {} optional { indicator, baseline, target, unit, date });

/// How far a matter of the list is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum ListStatus {
    /// 未开始.
    #[default]
    Open,
    /// 进行中.
    Running,
    /// 已完成.
    Done,
    /// 延期; needs a reason.
    Delayed,
    /// 终止; needs a reason.
    Stopped,
}

decode_codes!(ListStatus { "open" => Open, "running" => Running, "done" => Done, "delayed" => Delayed, "stopped" => Stopped });
encode_codes!(ListStatus { "open" => Open, "running" => Running, "done" => Done, "delayed" => Delayed, "stopped" => Stopped });

/// A matter of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct ListRow {
    /// Index of the problem.
    pub problem: Option<u32>,
    /// Causes it acts on: codes such as `B:R3`, or the words of a cause in one's own words.
    pub causes: Vec<String>,
    /// Items of the self-check it acts on.
    pub items: Vec<String>,
    /// 帮扶事项.
    pub matter: Option<String>,
    /// Methods, H1 to H8.
    pub methods: Vec<String>,
    /// Type, T1 to T5.
    pub r#type: Option<String>,
    /// 责任单位.
    pub lead_unit: Option<String>,
    /// 责任人.
    pub lead_person: Option<String>,
    /// 配合单位.
    pub support_units: Vec<String>,
    /// 企业责任人.
    pub enterprise_owner: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub due: Option<Date>,
    /// 成果与验收证据.
    pub deliverable: Option<String>,
    /// Indicators, I01 to I17.
    pub indicators: Vec<String>,
    /// 费用说明.
    pub cost_note: Option<String>,
    /// How far it is.
    pub status: Option<ListStatus>,
    /// Why it is delayed or stopped.
    pub status_reason: Option<String>,
    /// 企业评价, 1 to 5.
    pub self_eval: Option<Entered>,
}

wire_object!(ListRow {} optional {
    problem, causes, items, matter, methods, r#type, lead_unit, lead_person, support_units, enterprise_owner, start, due,
    deliverable, indicators, cost_note, status, status_reason, self_eval,
});

/// What somebody does in the team.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Role {
    /// 检验.
    Testing,
    /// 工艺.
    Process,
    /// 标准化.
    Standards,
    /// 企业责任人.
    EnterpriseOwner,
    /// 其他.
    #[default]
    Other,
}

decode_codes!(Role {
    "testing" => Testing, "process" => Process, "standards" => Standards, "enterprise-owner" => EnterpriseOwner, "other" => Other,
});
encode_codes!(Role {
    "testing" => Testing, "process" => Process, "standards" => Standards, "enterprise-owner" => EnterpriseOwner, "other" => Other,
});

/// A member of the team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Member {
    /// Name.
    pub name: Option<String>,
    /// Organisation.
    pub org: Option<String>,
    /// What they know.
    pub role: Option<Role>,
    /// What they do.
    pub duty: Option<String>,
}

wire_object!(Member {} optional { name, org, role, duty });

/// 帮扶实施's four steps, in the order of the draft standard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Step {
    /// 现场调研.
    SiteSurvey,
    /// 质量诊断.
    Diagnosis,
    /// 制定整改措施.
    Measures,
    /// 跟踪指导.
    FollowUp,
    /// 其他; the draft's list is open in practice.
    #[default]
    Other,
}

decode_codes!(Step {
    "site-survey" => SiteSurvey, "diagnosis" => Diagnosis, "measures" => Measures, "follow-up" => FollowUp, "other" => Other,
});
encode_codes!(Step {
    "site-survey" => SiteSurvey, "diagnosis" => Diagnosis, "measures" => Measures, "follow-up" => FollowUp, "other" => Other,
});

impl Step {
    pub(crate) const ORDER: [Self; 4] = [Self::SiteSurvey, Self::Diagnosis, Self::Measures, Self::FollowUp];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SiteSurvey => "现场调研",
            Self::Diagnosis => "质量诊断",
            Self::Measures => "制定整改措施",
            Self::FollowUp => "跟踪指导",
            Self::Other => "其他",
        }
    }
}

/// A step with its day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct ScheduleStep {
    /// The step.
    pub step: Option<Step>,
    /// The day.
    pub date: Option<Date>,
}

wire_object!(ScheduleStep {} optional { step, date });

/// 保障措施、效果评价与验收方式.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct Assurance {
    /// How it is verified.
    pub verification: Option<String>,
    /// When the effect is evaluated.
    pub evaluation_date: Option<Date>,
    /// What is kept confidential.
    pub confidentiality: Option<String>,
    /// Who pays for what.
    pub cost: Option<String>,
}

wire_object!(Assurance {} optional { verification, evaluation_date, confidentiality, cost });
