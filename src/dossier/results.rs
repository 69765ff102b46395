//! What the facts amount to, in short: stored with a file to be compared with what is worked out later.

use super::check::{self, EnterpriseCheck};
use super::facts::Dossier;
use super::file::Change;
use super::words::{code, word};
use crate::checklist::StageStatus;
use crate::date::Date;
use crate::effect::Verdict;
use crate::error::Result;
use crate::exact::{Exact, Rate};
use crate::governance::Scorecard;
use crate::json::{self, Encode, Json, Map, encode_object};
use crate::pack::{Assistance, Packs, Text};
use crate::record::RecordTotals;
use crate::risk::RiskLevel;

/// The results of a case in short.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct CaseResults {
    /// The day they are worked out for.
    pub computed_on: Date,
    /// 企业规模.
    pub size_class: Option<Text>,
    /// 风险等级.
    pub risk: Option<RiskLevel>,
    /// The rules of risk that hold.
    pub risk_rules: Vec<Text>,
    /// Status and score of each stage.
    pub stages: Map<StageResult>,
    /// Key items (★) that are 不符合.
    pub key_failed: Vec<Text>,
    /// 主因.
    pub main_causes: Vec<String>,
    /// 帮扶类型.
    pub assistance_type: Option<Text>,
    /// 帮扶方法.
    pub methods: Vec<Text>,
    /// How many parts of the plan are complete.
    pub plan_parts: Option<u32>,
    /// The last day of each time limit.
    pub deadlines: Map<Date>,
    /// What the records amount to.
    pub records: Option<RecordTotals>,
    /// 效果评价.
    pub verdict: Option<Verdict>,
    /// What was counted after, by indicator.
    pub indicators: Map<Exact>,
    /// 行业质量共治自评: the total.
    pub total: Option<Exact>,
    /// Its grade.
    pub grade: Option<Text>,
    /// The granted level of each unit.
    pub granted: Map<u8>,
}

encode_object!(CaseResults {
    computed_on,
    size_class,
    risk,
    risk_rules,
    stages,
    key_failed,
    main_causes,
    assistance_type,
    methods,
    plan_parts,
    deadlines,
    records,
    verdict,
    indicators,
    total,
    grade,
    granted,
});

/// What a stage amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StageResult {
    /// Its status.
    pub status: StageStatus,
    /// Its score.
    pub score: Option<Rate>,
}

encode_object!(StageResult { status, score });

/// The results of a file on a day.
pub(super) fn of(packs: &Packs<'_>, dossier: &Dossier, day: Date, scheme: Option<&Json>) -> Result<CaseResults> {
    check::check_by(packs, dossier, day, scheme).map(|check| check.results)
}

pub(super) fn short(day: Date, enterprise: Option<&EnterpriseCheck>, governance: Option<&Scorecard>) -> CaseResults {
    let mut results = CaseResults { computed_on: day, ..CaseResults::default() };
    if let Some(case) = enterprise {
        results.size_class = case.application.size_class.as_ref().map(|class| class.code.clone());
        results.risk = case.risk.level;
        results.risk_rules = case.risk.reasons.iter().map(|reason| reason.rule.clone()).collect();
        let stage = |stage: &crate::checklist::StageProgress| {
            (stage.code.to_string(), StageResult { status: stage.status, score: stage.score.clone() })
        };
        results.stages = case.checklist.stages.iter().map(stage).collect();
        results.key_failed.clone_from(&case.checklist.key_failed);
        results.main_causes = case.plan.causes.iter().map(|cause| cause.cause.clone()).collect();
        results.assistance_type = Some(case.plan.assistance_type.primary.code.clone());
        results.methods = case.plan.methods.iter().map(|method| method.code.clone()).collect();
        results.plan_parts = Some(case.plan.complete);
        let deadline = |deadline: &crate::deadlines::LegalDeadline| (deadline.id.to_string(), deadline.due);
        results.deadlines = case.deadlines.deadlines.iter().map(deadline).collect();
        results.records = Some(case.records.totals);
        results.verdict = case.effect.verdict;
        let after =
            |indicator: &crate::effect::IndicatorResult| Some((indicator.id.to_string(), indicator.after.clone()?));
        results.indicators = case.effect.indicators.iter().filter_map(after).collect();
    }
    if let Some(card) = governance {
        results.total = Some(card.total.clone());
        results.grade = card.grade.as_ref().map(|grade| grade.code.clone());
        let granted = |unit: &crate::governance::UnitScore| Some((unit.code.to_string(), unit.granted?));
        results.granted = card.units.iter().filter_map(granted).collect();
    }
    results
}

/// Where the stored results are not what the facts amount to now, below `place` in the file.
///
/// They are worked out by the scheme that was kept with a period, and for the day they were stored on: time passing is no difference.
pub(super) fn changes(packs: &Packs<'_>, dossier: &Dossier, place: &str, scheme: Option<&Json>) -> Vec<Change> {
    let mut changes = Vec::new();
    let Some(stored) = &dossier.results else { return changes };
    let path = format!("{place}/results");
    let Some(Ok(day)) = stored.get("computedOn").map(json::decode::<Date>) else {
        return vec![Change::new(&path, "存的结果没有日期，没法核对")];
    };
    match of(packs, dossier, day, scheme) {
        Ok(results) => {
            let at = Place { pack: packs.assistance(), path: &path, keys: &["results"], name: "" };
            at.compare(&mut changes, Some(stored), Some(&results.encode()));
        }
        Err(error) => changes.push(Change::new(&(place.to_owned() + &error.path), error.message.clone())),
    }
    changes
}

/// A place in the results, and what it is called.
struct Place<'a> {
    pack: &'a Assistance,
    path: &'a str,
    keys: &'a [&'a str],
    name: &'a str,
}

impl Place<'_> {
    /// Lists the leaves in which two trees differ.
    fn compare(&self, changes: &mut Vec<Change>, stored: Option<&Json>, computed: Option<&Json>) {
        if stored == computed || (is_blank(stored) && is_blank(computed)) {
            return;
        }
        let is_number = |tree: Option<&Json>| tree.is_some_and(|tree| tree.get("num").is_some());
        let (Some(Json::Object(before)), Some(Json::Object(after)), false) =
            (stored, computed, is_number(stored) || is_number(computed))
        else {
            let message = format!("{}：存的是“{}”，重算是“{}”", self.name, self.shown(stored), self.shown(computed));
            changes.push(Change::new(self.path, message));
            return;
        };
        let only_stored = before.iter().filter(|(key, _)| !after.iter().any(|(other, _)| other == key));
        for (key, _) in after.iter().chain(only_stored) {
            let keys = [self.keys, &[key.as_ref()]].concat();
            let name = format!("{} {}", self.name, word(self.pack, &keys).unwrap_or(key));
            let path = format!("{}/{key}", self.path);
            let below = Place { pack: self.pack, path: &path, keys: &keys, name: name.trim_start() };
            below.compare(changes, stored.and_then(|tree| tree.get(key)), computed.and_then(|tree| tree.get(key)));
        }
    }

    fn shown(&self, json: Option<&Json>) -> String {
        match json {
            None | Some(Json::Null | Json::Bytes(_)) => "空".to_owned(),
            Some(Json::String(text) | Json::Number(text)) => {
                code(self.pack, self.keys, text).unwrap_or(text).to_owned()
            }
            Some(Json::Array(items)) => {
                let items: Vec<String> = items.iter().map(|item| self.shown(Some(item))).collect();
                if items.is_empty() { "空".to_owned() } else { items.join("、") }
            }
            Some(object @ Json::Object(_)) => {
                object.get("text").map_or_else(String::new, |text| self.shown(Some(text)))
            }
            Some(Json::Bool(value)) => if *value { "是" } else { "否" }.to_owned(),
        }
    }
}

fn is_blank(json: Option<&Json>) -> bool {
    match json {
        None | Some(Json::Null) => true,
        Some(Json::Array(items)) => items.is_empty(),
        Some(Json::Object(entries)) => entries.is_empty(),
        _ => false,
    }
}
