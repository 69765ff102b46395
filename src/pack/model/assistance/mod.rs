//! Guide one, 质量技术帮扶: a type for each file of `src/content/assistance`.

mod application;
mod cause_rules;
mod causes;
mod checklist;
mod checklist_scale;
mod deadlines;
mod duty_rules;
mod effect_indicators;
mod industries;
mod industry;
mod options;
mod plan;
mod products;
mod provinces;
mod quick_triage;
mod risk;
mod size_classes;
mod warnings;

pub use application::*;
pub use cause_rules::*;
pub use causes::*;
pub use checklist::*;
pub use checklist_scale::*;
pub use deadlines::*;
pub use duty_rules::*;
pub use effect_indicators::*;
pub use industries::*;
pub use industry::*;
pub use plan::*;
pub use products::*;
pub use provinces::*;
pub use quick_triage::*;
pub use risk::*;
pub use size_classes::*;
pub use warnings::*;

use super::super::packed::{Parts, Table, Unpack};
use super::List;
use super::manifest::Manifest;
use super::messages::RuleMessages;
use super::outline::Outline;
use super::reports::ReportTemplate;
use super::steps::StepPhase;
use crate::json::{Json, Text};

packs! {
    /// The pack of guide one, 质量技术帮扶.
    Assistance {
        /// What the pack is.
        manifest: Table<Manifest>,
        /// 质量技术帮扶申请表 (附录A).
        application: Table<FormTable>,
        /// Thresholds of 企业规模.
        size_classes: Table<SizeClasses>,
        /// 国民经济行业分类, 大类 of manufacturing.
        industries: Table<List<Industry>>,
        /// 省级行政区划.
        provinces: Table<List<Province>>,
        /// What is known of products that are often inspected.
        products: Table<List<LibraryProduct>>,
        /// 产品实现各个阶段的常见质量问题及控制建议 (附录C).
        checklist: Table<List<Stage>>,
        /// What the answers of the checklist are worth.
        checklist_scale: Table<ChecklistScale>,
        /// A quick triage that pre-fills the checklist and the application.
        quick_triage: Table<List<TriageQuestion>>,
        /// 高风险 and 低风险, and what follows from them.
        risk: Table<RiskTable>,
        /// 产品质量问题原因分析表 (附录B).
        causes: Table<List<CauseClass>>,
        /// Rules of a good cause analysis.
        cause_rules: Table<CauseRules>,
        /// 法定期限.
        deadlines: Table<DeadlineTable>,
        /// 帮扶清单 (附录D) and the seven parts of 帮扶方案.
        plan: Table<PlanTable>,
        /// 效果评价 indicators.
        indicators: Table<List<EffectIndicator>>,
        /// Rules of 帮扶工作记录表 (附录E).
        record_rules: Table<RuleMessages>,
        /// Rules of 日管控、周排查、月调度.
        duty_rules: Table<DutyRules>,
        /// Thresholds of the overview of members.
        industry: Table<IndustryRules>,
        /// What is watched in cases and over members, and from where on a light changes.
        warnings: Table<WarningTable>,
        /// How the forms and reports are laid out.
        reports: Table<List<ReportTemplate>>,
        /// What the keys (`key`, or `above/key`) and the codes (`key=code`, or `above=code`) of a save file are called,
        /// where no form says so.
        words: Table<List<FormOption>> = default,
        /// The task list of an enterprise's case.
        steps: Table<List<StepPhase>> = default,
        /// What the guide says of itself.
        outline: Table<Outline> = default,
        /// SHA-256 of the content, hexadecimal.
        sha256: Text = default,
    }
}

impl Assistance {
    /// What a key or a code of a save file is called (`interim`, `status=good`); itself, where there is no word for it.
    pub(crate) fn word(&self, wanted: &str) -> Text {
        self.known_word(wanted).unwrap_or_else(|| wanted.to_owned().into())
    }

    /// The same, if there is a word for it.
    pub(crate) fn known_word(&self, wanted: &str) -> Option<Text> {
        self.words.iter().find(|word| word.code == wanted).map(|word| word.label.clone())
    }

    /// What a code under a key of a save file is called.
    pub(crate) fn word_for(&self, key: &str, code: &str) -> Text {
        self.word(&[key, "=", code].concat())
    }
}
