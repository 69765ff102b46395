//! Whether a pack holds together: the same checks for ours and for a bureau's own.

use super::places::{find, texts, walk};
use crate::error::{excerpt, pointer};
use crate::governance::{self, SchemeChoice, SelfAssessment};
use crate::json::{Json, object};
use crate::listed::Listed;
use crate::pack::{Assistance, AutoFrom, EffectIndicator, Governance, IndicatorKind, Scheme, Severity};

object! {
    /// Something wrong in a pack.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PackFinding: out {
        /// JSON Pointer into the pack; entries of lists by their code where they have one.
        pub path: String,
        /// Identifier of the rule.
        pub rule: &'static str,
        /// An error keeps the pack from being used.
        pub severity: Severity,
        /// What is wrong.
        pub message: String,
    }
}

impl PackFinding {
    pub(super) fn warning(path: &str, rule: &'static str, message: String) -> Self {
        Self { path: path.to_owned(), rule, severity: Severity::Warning, message }
    }

    pub(super) fn error(path: &str, rule: &'static str, message: String) -> Self {
        Self { path: path.to_owned(), rule, severity: Severity::Error, message }
    }

    /// A code that only the functions could make something of.
    pub(super) fn unknown(path: &str, code: &str) -> Self {
        Self::error(path, "unknown", format!("程序不认识“{}”，填了也不会参与计算", excerpt(code)))
    }
}

/// Schemes that contradict themselves or the table.
pub(super) fn schemes(pack: &Governance) -> Vec<PackFinding> {
    let fault = |scheme: &Scheme| {
        let choice = SchemeChoice::Named(scheme.id.clone().into_owned());
        let error = governance::score(pack, &SelfAssessment::default(), Some(&choice)).err()?;
        // The function knows the scheme as its parameter.
        let place = error.path.strip_prefix("/scheme").unwrap_or_default();
        Some(PackFinding::error(&format!("/schemes/{}{place}", scheme.id), "scheme", error.message.clone()))
    };
    pack.schemes.iter().filter_map(fault).listed()
}

/// Indicators whose numbers are taken from where the file has them in another shape.
pub(super) fn indicators(pack: &Assistance) -> Vec<PackFinding> {
    use IndicatorKind::{Days, Difference, Number, Ratings, Reduction};
    let suits = |indicator: &&EffectIndicator| match indicator.auto_from {
        None => true,
        Some(AutoFrom::SelfCheckScore) => indicator.kind == Difference,
        Some(AutoFrom::KeyItemsFailed) => matches!(indicator.kind, Reduction | Number),
        Some(AutoFrom::RecordSatisfaction) => indicator.kind == Ratings,
        Some(AutoFrom::DaysToService) => matches!(indicator.kind, Days | Number),
    };
    let fault = |indicator: &EffectIndicator| {
        let path = format!("{}/autoFrom", pointer("/indicators", &indicator.id));
        PackFinding::error(&path, "auto-from", "这种指标的数不能从这里取，请核对 kind".to_owned())
    };
    pack.indicators.iter().filter(|indicator| !suits(indicator)).map(fault).listed()
}

/// Codes that must name something: where they stand, where it stands. `*` is every entry.
const REFERENCES: [(&str, &str); 21] = [
    ("checklist/*/items/*/causes/*", "causes/*/causes/*/code"),
    ("causes/*/stages/*", "checklist/*/code"),
    ("causes/*/causes/*/methods/*", "plan/methods/*/code"),
    ("causes/*/causes/*/types/*", "plan/types/*/code"),
    ("plan/chainCauses/*", "causes/*/causes/*/code"),
    ("plan/typeOrder/*/code", "plan/types/*/code"),
    ("application/groups/*/fields/*/deadline", "deadlines/rules/*/id"),
    ("plan/highMethods/*", "plan/methods/*/code"),
    ("plan/methodRanks/*/ranks/*/method", "plan/methods/*/code"),
    ("plan/smallSizes/*", "sizeClasses/classes/*/code"),
    ("risk/rules/*/when/*", CONDITIONS),
    ("risk/handling/*/when", CONDITIONS),
    ("risk/handling/*/unless", CONDITIONS),
    ("risk/article25/when", CONDITIONS),
    ("guidance/*/unit", UNITS),
    ("register/rates/*/unit", UNITS),
    ("schemes/*/notApplicable/units/*", UNITS),
    ("schemes/*/cautions/*/unit", UNITS),
    ("schemes/*/examples/*/others/*/unit", UNITS),
    ("schemes/*/floor/indicators/*", INDICATORS),
    ("framework/lists/*/items/*/indicators/*", INDICATORS),
];

const CONDITIONS: &str = "risk/conditions/*/code";
const INDICATORS: &str = "indicators/*/secondary/*/indicators/*/code";
const UNITS: &str = "indicators/*/secondary/*/indicators/*/units/*/code";

/// What an association answers: a save file keeps the wordings of both in one map.
pub(super) const ANSWERED: &str = "indicators/*/secondary/*/indicators/*/units/*/code framework/lists/*/items/*/code";

/// What the functions rely on: whatever ours has here, every pack has.
const NEEDED: [&str; 17] = [
    "plan/types/*/code",
    "plan/methods/*/code",
    "plan/parts/*/key",
    "words/*/code",
    "plan/rules/rules/*/rule",
    "causeRules/rules/*/rule",
    "recordRules/rules/*/rule",
    "dutyRules/rules/*/rule",
    "dutyRules/sentences/*/code",
    "deadlines/rules/*/event",
    "application/groups/*/key",
    "sizeClasses/classes/*/code",
    "framework/states/*/code",
    "framework/areas/*/code",
    "framework/rules/*/rule",
    "satisfaction/rules/*/rule",
    "register/rules/*/rule",
];

/// What only the functions can bring: no pack has here what ours does not have.
const KNOWN: [&str; 8] = [
    "risk/facts/*/key",
    "plan/parts/*/key",
    "application/groups/*/key",
    "application/groups/*/fields/*/key",
    "application/groups/*/fields/*/fields/*/key",
    "deadlines/rules/*/event",
    "register/rates/*/code",
    "warnings/indicators/*/code",
];

/// Codes that no two entries of the whole pack share.
const UNIQUE: [&str; 16] = [
    "application/groups/*/key",
    "products/*/category",
    "checklist/*/code",
    "checklist/*/items/*/code",
    "causes/*/causes/*/code",
    "manifest/documents/*/id",
    "risk/facts/*/key",
    "risk/questions/*/key",
    "risk/conditions/*/code",
    "risk/rules/*/id",
    ANSWERED,
    "framework/lists/*/code",
    "framework/states/*/code",
    "framework/areas/*/code",
    "schemes/*/id",
    "register/rates/*/code",
];

/// Texts that a user reads, never empty.
const READ: [&str; 7] = ["name", "text", "requirement", "problem", "advice", "message", "label"];

/// What is wrong in a pack; `ours` is the one that the functions were written with.
pub(super) fn findings(pack: &Json, ours: &Json) -> Vec<PackFinding> {
    let mut findings = Vec::new();
    for (from, to) in REFERENCES {
        let known = texts(pack, to);
        for (path, code) in texts(pack, from) {
            if !known.iter().any(|(_, other)| *other == code) {
                findings.push(PackFinding::error(&path, "dangling", format!("“{}”在内容包里没有", excerpt(code))));
            }
        }
    }
    for place in NEEDED {
        let present = texts(pack, place);
        for (path, code) in texts(ours, place) {
            if !present.iter().any(|(_, other)| *other == code) {
                findings.push(PackFinding::error(&path, "needed", format!("缺少“{}”，计算要用到它", excerpt(code))));
            }
        }
    }
    for place in KNOWN {
        let known = texts(ours, place);
        for (path, code) in texts(pack, place) {
            if !known.iter().any(|(_, other)| *other == code) {
                findings.push(PackFinding::unknown(&path, code));
            }
        }
    }
    for place in UNIQUE {
        let all = texts(pack, place);
        for (index, (path, code)) in all.iter().enumerate() {
            if all.iter().take(index).any(|(_, other)| other == code) {
                findings.push(PackFinding::error(path, "duplicate", format!("“{}”用了两次", excerpt(code))));
            }
        }
    }
    let documents = texts(pack, "manifest/documents/*/id");
    walk(pack, "", &mut |path, value| {
        let Json::Object(entries) = value else { return };
        if let (Some(Json::String(document)), Some(_)) = (value.get("document"), value.get("basis"))
            && !documents.iter().any(|(_, known)| *known == document.as_ref())
        {
            findings.push(PackFinding::error(path, "source", format!("出处“{}”不在文件目录里", excerpt(document))));
        }
        for (key, value) in entries.iter().filter(|(key, _)| READ.contains(&key.as_ref())) {
            if matches!(value, Json::String(text) if text.trim().is_empty()) {
                findings.push(PackFinding::error(&format!("{path}/{key}"), "empty", "这段文字不能为空".to_owned()));
            }
        }
    });
    items(pack, &mut findings);
    placeholders(pack, ours, &mut findings);
    findings
}

/// A key item (★) has no 轻微不符合, any other says what it is. What counts for nothing is no item, and no state of one
/// counts for more than the item.
fn items(pack: &Json, findings: &mut Vec<PackFinding>) {
    for (path, item) in find(pack, "checklist/*/items/*") {
        let is_key = item.get("key") == Some(&Json::Bool(true));
        let has_minor = matches!(item.get("minorWhen"), Some(Json::String(_)));
        if is_key == has_minor {
            let message =
                if is_key { "关键项（★）没有轻微不符合" } else { "写明什么算轻微不符合" };
            findings.push(PackFinding::error(&format!("{path}/minorWhen"), "minor", message.to_owned()));
        }
        if item.get("weight") == Some(&Json::Number("0".into())) {
            let message = "权重至少是 1，不想问的条目请删去";
            findings.push(PackFinding::error(&format!("{path}/weight"), "weight", message.to_owned()));
        }
    }
    for (path, state) in find(pack, "framework/states/*") {
        if matches!(state.get("percent"), Some(Json::Number(percent)) if percent.parse().is_ok_and(|p: u8| p > 100)) {
            let message = "最多 100，已落实也只算一条".to_owned();
            findings.push(PackFinding::error(&format!("{path}/percent"), "percent", message));
        }
    }
}

/// Names in braces are filled in by the functions: a message can only hold those that ours has.
fn placeholders(pack: &Json, ours: &Json, findings: &mut Vec<PackFinding>) {
    for place in [
        "plan/rules/rules/*",
        "causeRules/rules/*",
        "recordRules/rules/*",
        "dutyRules/rules/*",
        "framework/rules/*",
        "satisfaction/rules/*",
        "register/rules/*",
    ] {
        for (path, message) in find(pack, place) {
            let original = find(ours, place).into_iter().find(|(_, other)| other.get("rule") == message.get("rule"));
            let known = original.map(|(_, original)| names_in(original)).unwrap_or_default();
            for name in names_in(message).into_iter().filter(|name| !known.contains(name)) {
                let message = format!("花括号里的“{}”没有东西可填，会原样显示", excerpt(name));
                findings.push(PackFinding::warning(&format!("{path}/text"), "placeholder", message));
            }
        }
    }
}

/// The names in braces of a message.
fn names_in(message: &Json) -> Vec<&str> {
    let Some(Json::String(text)) = message.get("text") else { return Vec::new() };
    text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).listed()
}
