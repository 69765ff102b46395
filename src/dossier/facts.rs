//! What a file holds. Every fact may be absent: a case that has just begun is a file too.

use super::as_written::AsWritten;
use super::migrate;
use crate::application::Application;
use crate::causes::CauseRow;
use crate::checklist::{ItemAnswers, TriageAnswers};
use crate::date::Date;
use crate::deadlines::Event;
use crate::decision::Decision;
use crate::duty::{DailyCheck, MonthlyMinutes, RiskControl, WeeklyReport};
use crate::effect::{Measurements, Views};
use crate::entered::Entered;
use crate::error::Result;
use crate::governance::{
    Action, AssessedPeriod, Assessor, DEFAULT_SCHEME, FrameworkAnswers, RegisteredMember, SchemeChoice, SelfAssessment,
    Survey, UnitAnswer,
};
use crate::improvement::ImprovementStep;
use crate::json::{self, Json, Map, Tape, codes, leaves, object};
use crate::plan::PlanDraft;
use crate::record::WorkRecord;
use crate::risk::{RiskFacts, RiskOverride};

codes! {
    /// Whose file it is.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum DossierKind: in out {
        /// A manufacturer's case.
        #[default]
        "enterprise" => Enterprise,
        /// An association's self-assessment.
        "association" => Association,
    }
}

leaves!(DossierKind);

object! {
    /// A save file.
    ///
    /// The keys of its facts are the names of the functions' parameters, so that a `path` in a
    /// function's answer is the place in the file.
    #[derive(Debug, Default, PartialEq, Eq)]
    pub struct Dossier: in as migrate::renewed, out place {
        /// Always `quality-selfcheck`.
        pub format: String,
        /// Version of the format, such as `3.0`.
        pub version: String,
        /// Whose file it is.
        pub kind: DossierKind,
        /// Identifier, made by whoever made the file; copies of one case share it.
        pub id: String,
        /// What the case is called.
        pub title: String,
        /// The day it was saved.
        pub saved_on: Option<Date> = default,
        /// The content it was made with.
        pub content: Vec<ContentMark> = default,
        /// 质量技术帮扶申请表.
        pub application: Option<Application> = default,
        /// Facts for the rules of risk.
        pub facts: RiskFacts = default,
        /// The level of risk set by the enterprise, with its reason.
        pub r#override: Option<RiskOverride> = default,
        /// Answers to the quick questions.
        pub quick_triage: TriageAnswers = default,
        /// Answers of the self-check.
        pub answers: ItemAnswers = default,
        /// 产品质量问题原因分析表.
        pub causes: Vec<CauseRow> = default,
        /// 帮扶清单 and 帮扶方案, as far as they have been written.
        pub draft: PlanDraft = default,
        /// 帮扶工作记录. Records are only added.
        pub records: Vec<WorkRecord> = default,
        /// What was counted before.
        pub baseline: Measurements = default,
        /// What was counted after.
        pub follow_up: Measurements = default,
        /// What each evaluator says.
        pub views: Views = default,
        /// Figures week by week.
        pub weekly: Vec<Week> = default,
        /// What sets time limits off, beside what the application already says.
        pub events: Vec<Event> = default,
        /// 持续改进.
        pub improvements: Vec<Improvement> = default,
        /// 可推广做法, for the case study.
        pub practice: Option<String> = default,
        /// 评估判定 and 审核评估, as the authority has said.
        pub decisions: Vec<Decision> = default,
        /// 质量安全风险管控清单.
        pub risk_controls: Vec<RiskControl> = default,
        /// 日管控. Papers are only added.
        pub daily_checks: Vec<DailyCheck> = default,
        /// 周排查.
        pub weekly_reports: Vec<WeeklyReport> = default,
        /// 月调度.
        pub monthly_minutes: Vec<MonthlyMinutes> = default,
        /// 评估, 反馈 and 优化.
        pub improvement_steps: Vec<ImprovementStep> = default,
        /// What is kept of files, which themselves stay where they are.
        pub files: Vec<KeptFile> = default,
        /// Steps that somebody has called done, each with the day.
        pub done: Map<Option<Date>> = default,
        /// 行业质量共治自评.
        pub governance: Option<AssociationRecord> = default,
        /// Answers that have to be looked at again before they count.
        pub earlier: Earlier = default,
        /// The case as it stood at the end of earlier periods.
        pub snapshots: Vec<Snapshot> = default,
        /// Where copies that were merged say different things.
        pub conflicts: Vec<Conflict> = default,
        /// What the facts amounted to when the file was saved.
        pub results: Option<Json> = default,
        /// SHA-256 over everything else.
        pub sha256: Option<String> = default,
        /// What a newer minor version added; kept as it is.
        pub extra: Json = default,
    }
}

/// A copy by way of what it says: derived, every field of every fact would be copied by code of its own.
impl Clone for Dossier {
    fn clone(&self) -> Self {
        json::decoded(&mut Tape::of(self).input()).unwrap_or_default()
    }
}

object! {
    /// Which content a file was made with.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ContentMark: in out {
        /// Identifier of the pack.
        pub pack: String,
        /// Its edition.
        pub edition: String,
        /// Its fingerprint.
        pub sha256: String,
        /// Identities of the answered items, by code: an answer stands for one wording only.
        pub items: Map<String> = default,
    }
}

object! {
    /// Figures of a week.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Week: in out {
        /// Its number, or a day in it.
        pub week: Option<Entered> = default,
        /// 交检数.
        pub inspected: Option<Entered> = default,
        /// 一次检验合格数.
        pub passed_first_time: Option<Entered> = default,
    }
}

object! {
    /// 持续改进: what was learnt and what is changed.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Improvement: in out {
        /// What worked.
        pub worked: Option<String> = default,
        /// What failed.
        pub failed: Option<String> = default,
        /// The change that is proposed.
        pub change: Option<String> = default,
        /// Who sees to it.
        pub owner: Option<String> = default,
        /// By when.
        pub due: Option<Date> = default,
    }
}

object! {
    /// What is known of a file, such as a photograph: enough to find it again and to tell whether it is the same one.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct KeptFile: in out {
        /// Identifier within the case.
        pub id: String = default,
        /// Its name.
        pub name: String = default,
        /// Its media type.
        pub mime: String = default,
        /// Its size in bytes.
        pub size: Option<u32> = default,
        /// Its SHA-256.
        pub sha256: Option<String> = default,
        /// The day it was taken.
        pub taken_on: Option<Date> = default,
        /// A small picture of it, as a `data:` address.
        pub preview: Option<String> = default,
    }
}

object! {
    /// A self-assessment with its circumstances.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct AssociationRecord: in out place {
        /// The answers.
        pub assessment: SelfAssessment,
        /// Name of the association.
        pub name: String = default,
        /// First day of the period.
        pub period_from: Option<Date> = default,
        /// Last day of the period.
        pub period_to: Option<Date> = default,
        /// The day of the assessment.
        pub assessed_on: Option<Date> = default,
        /// Who assessed.
        pub assessors: Vec<String> = default,
        /// Identifier of the scheme.
        pub scheme: String = default,
        /// Answers of the framework check.
        pub framework: FrameworkAnswers = default,
        /// 成员满意度调查, in the order of time.
        pub surveys: Vec<Survey> = default,
        /// The same period in the eyes of others, such as an expert.
        pub assessments: Vec<Assessor> = default,
        /// 成员名册.
        pub members: Vec<RegisteredMember> = default,
        /// 年度计划 and 改进计划.
        pub actions: Vec<Action> = default,
    }
}

object! {
    /// Answers that have to be looked at again before they count.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Earlier: in out place {
        /// Of the self-check, by code of the item.
        pub answers: ItemAnswers = default,
        /// Of the self-assessment, by code of the unit.
        pub units: EarlierUnits = default,
        /// Of the framework check, by code of the item.
        pub framework: FrameworkAnswers = default,
    }
}

object! {
    /// The case as it stood at the end of a period.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Snapshot: in out {
        /// What the period is called.
        pub label: String,
        /// The day it was taken.
        pub taken_on: Date,
        /// The file of that day, without its own snapshots.
        pub dossier: AsWritten,
        /// First day of the period.
        pub period_from: Option<Date> = default,
        /// Last day of the period.
        pub period_to: Option<Date> = default,
        /// The scheme it was scored by, in full: the period can be scored again when the content no longer has it.
        pub scheme: Option<Json> = default,
    }
}

object! {
    /// A place where merged copies say different things. The file goes on with the last of the values.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Conflict: in out {
        /// JSON Pointer into the file.
        pub path: String,
        /// What the copies say, each once.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
        pub values: Vec<Json>,
    }
}

impl AsWritten {
    /// Its facts, in the present version of the format.
    ///
    /// # Errors
    /// What does not fit, with its place in the file.
    pub fn facts(&self) -> Result<Dossier> {
        json::decoded(&mut self.tape().input())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AsWritten {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AsWritten".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let present = generator.subschema_for::<Dossier>();
        // Of an earlier version it has other keys.
        schemars::json_schema!({ "anyOf": [present, { "type": "object", "additionalProperties": true }] })
    }
}

impl From<&Dossier> for AsWritten {
    fn from(dossier: &Dossier) -> Self {
        Tape::of(dossier).into()
    }
}

impl Snapshot {
    /// The facts of that day, in the present version of the format.
    ///
    /// # Errors
    /// What does not fit, with its place in the file whose snapshot of this number it is.
    pub(super) fn facts(&self, index: usize) -> Result<Dossier> {
        self.dossier.facts().map_err(|error| error.at("dossier").at(&index.to_string()).at("snapshots"))
    }
}

/// Answers to units, by code.
pub type EarlierUnits = Map<Option<UnitAnswer>>;

impl Default for AssociationRecord {
    fn default() -> Self {
        Self {
            name: String::new(),
            period_from: None,
            period_to: None,
            assessed_on: None,
            assessors: Vec::new(),
            scheme: DEFAULT_SCHEME.to_owned(),
            assessment: SelfAssessment::default(),
            framework: FrameworkAnswers::default(),
            surveys: Vec::new(),
            assessments: Vec::new(),
            members: Vec::new(),
            actions: Vec::new(),
        }
    }
}

impl AssociationRecord {
    /// Of which time the assessment speaks, and when it was made.
    pub(super) fn period(&self) -> AssessedPeriod {
        AssessedPeriod { from: self.period_from, to: self.period_to, assessed_on: self.assessed_on }
    }

    /// The scheme of a period: the one that is kept with it, else the one that it names.
    pub(crate) fn scheme_choice(&self, kept: Option<&Json>) -> Result<Option<SchemeChoice>> {
        if let Some(kept) = kept {
            return json::decode(kept).map(|scheme| Some(SchemeChoice::Own(Box::new(scheme))));
        }
        Ok(Some(self.scheme.clone()).filter(|id| !id.is_empty()).map(SchemeChoice::Named))
    }
}
