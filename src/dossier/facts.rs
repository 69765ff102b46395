//! What a file holds. Every fact may be absent: a case that has just begun is a file too.

use crate::application::Application;
use crate::causes::CauseRow;
use crate::checklist::{ItemAnswers, TriageAnswers};
use crate::date::Date;
use crate::deadlines::Event;
use crate::effect::{Measurements, Views};
use crate::entered::Entered;
use crate::error::Result;
use crate::governance::{Assessor, DEFAULT_SCHEME, FrameworkAnswers, SchemeChoice, SelfAssessment, Survey, UnitAnswer};
use crate::json::{self, Json, Map, decode_codes, encode_codes, wire_object};
use crate::plan::PlanDraft;
use crate::record::WorkRecord;
use crate::risk::{RiskFacts, RiskOverride};

/// Whose file it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum DossierKind {
    /// A manufacturer's case.
    #[default]
    Enterprise,
    /// An association's self-assessment.
    Association,
}

decode_codes!(DossierKind { "enterprise" => Enterprise, "association" => Association });
encode_codes!(DossierKind { "enterprise" => Enterprise, "association" => Association });

/// Makes an object of a file: the fields before `optional` must be there.
macro_rules! stored {
    ($($(#[$meta:meta])* $name:ident { $($(#[$required_meta:meta])* $required:ident: $required_type:ty),* $(,)? }
        optional { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(rename_all = "camelCase", deny_unknown_fields))]
        pub struct $name {
            $($(#[$required_meta])* pub $required: $required_type,)*
            $($(#[$field_meta])* #[cfg_attr(feature = "schema", schemars(default))] pub $field: $type),*
        }

        wire_object!($name { $($required),* } optional { $($field),* });
    )*};
}

stored! {
    /// A save file.
    ///
    /// The keys of its facts are the names of the functions' parameters, so that a `path` in a
    /// function's answer is the place in the file.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    Dossier {
        /// Always `quality-selfcheck`.
        format: String,
        /// Version of the format, such as `2.0`.
        version: String,
        /// Whose file it is.
        kind: DossierKind,
        /// Identifier, made by whoever made the file; copies of one case share it.
        id: String,
        /// What the case is called.
        title: String,
    } optional {
        /// The day it was saved.
        saved_on: Option<Date>,
        /// The content it was made with.
        content: Vec<ContentMark>,
        /// 质量技术帮扶申请表.
        application: Option<Application>,
        /// Facts for the rules of risk.
        facts: RiskFacts,
        /// The level of risk set by the enterprise, with its reason.
        r#override: Option<RiskOverride>,
        /// Answers to the quick questions.
        quick_triage: TriageAnswers,
        /// Answers of the self-check.
        answers: ItemAnswers,
        /// 产品质量问题原因分析表.
        causes: Vec<CauseRow>,
        /// 帮扶清单 and 帮扶方案, as far as they have been written.
        draft: PlanDraft,
        /// 帮扶工作记录. Records are only added.
        records: Vec<WorkRecord>,
        /// What was counted before.
        baseline: Measurements,
        /// What was counted after.
        follow_up: Measurements,
        /// What each evaluator says.
        views: Views,
        /// Figures week by week.
        weekly: Vec<Week>,
        /// What sets time limits off, beside what the application already says.
        events: Vec<Event>,
        /// 持续改进.
        improvements: Vec<Improvement>,
        /// 可推广做法, for the case study.
        practice: Option<String>,
        /// 行业质量共治自评.
        governance: Option<AssociationRecord>,
        /// Answers that have to be looked at again before they count.
        earlier: Earlier,
        /// The case as it stood at the end of earlier periods.
        snapshots: Vec<Snapshot>,
        /// Where copies that were merged say different things.
        conflicts: Vec<Conflict>,
        /// What the facts amounted to when the file was saved.
        results: Option<Json>,
        /// SHA-256 over everything else.
        sha256: Option<String>,
        /// What a newer minor version added; kept as it is.
        extra: Json,
    }

    /// Which content a file was made with.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    ContentMark {
        /// Identifier of the pack.
        pack: String,
        /// Its edition.
        edition: String,
        /// Its fingerprint.
        sha256: String,
    } optional {
        /// Identities of the answered items, by code: an answer stands for one wording only.
        items: Map<String>,
    }

    /// Figures of a week.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    Week {} optional {
        /// Its number, or a day in it.
        week: Option<Entered>,
        /// 交检数.
        inspected: Option<Entered>,
        /// 一次检验合格数.
        passed_first_time: Option<Entered>,
    }

    /// 持续改进: what was learnt and what is changed.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    Improvement {} optional {
        /// What worked.
        worked: Option<String>,
        /// What failed.
        failed: Option<String>,
        /// The change that is proposed.
        change: Option<String>,
        /// Who sees to it.
        owner: Option<String>,
        /// By when.
        due: Option<Date>,
    }

    /// A self-assessment with its circumstances.
    #[derive(Debug, Clone, PartialEq, Eq)]
    AssociationRecord {
        /// The answers.
        assessment: SelfAssessment,
    } optional {
        /// Name of the association.
        name: String,
        /// First day of the period.
        period_from: Option<Date>,
        /// Last day of the period.
        period_to: Option<Date>,
        /// The day of the assessment.
        assessed_on: Option<Date>,
        /// Who assessed.
        assessors: Vec<String>,
        /// Identifier of the scheme.
        scheme: String,
        /// Answers of the framework check.
        framework: FrameworkAnswers,
        /// 成员满意度调查, in the order of time.
        surveys: Vec<Survey>,
        /// The same period in the eyes of others, such as an expert.
        assessments: Vec<Assessor>,
    }

    /// Answers that have to be looked at again before they count.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    Earlier {} optional {
        /// Of the self-check, by code of the item.
        answers: ItemAnswers,
        /// Of the self-assessment, by code of the unit.
        units: EarlierUnits,
        /// Of the framework check, by code of the item.
        framework: FrameworkAnswers,
    }

    /// The case as it stood at the end of a period.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    Snapshot {
        /// What the period is called.
        label: String,
        /// The day it was taken.
        taken_on: Date,
        /// The file of that day, without its own snapshots.
        dossier: Dossier,
    } optional {
        /// First day of the period.
        period_from: Option<Date>,
        /// Last day of the period.
        period_to: Option<Date>,
        /// The scheme it was scored by, in full: the period can be scored again when the content no longer has it.
        scheme: Option<Json>,
    }

    /// A place where merged copies say different things. The file goes on with the last of the values.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    Conflict {
        /// JSON Pointer into the file.
        path: String,
        /// What the copies say, each once.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
        values: Vec<Json>,
    } optional {}
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
        }
    }
}

impl AssociationRecord {
    /// The scheme of a period: the one that is kept with it, else the one that it names.
    pub(crate) fn scheme_choice(&self, kept: Option<&Json>) -> Result<Option<SchemeChoice>> {
        if let Some(kept) = kept {
            return json::decode(kept).map(|scheme| Some(SchemeChoice::Own(Box::new(scheme))));
        }
        Ok(Some(self.scheme.clone()).filter(|id| !id.is_empty()).map(SchemeChoice::Named))
    }
}
