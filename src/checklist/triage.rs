//! Quick questions that pre-fill the checklist, the application and the facts of risk.

use super::progress::Verdict;
use crate::application::Application;
use crate::date::Date;
use crate::error::{Code, Error, Result, excerpt};
use crate::issue::Issue;
use crate::json::{self, Encode, Json, Map, object};
use crate::listed::Listed;
use crate::pack::{Assistance, EffectKind, Severity, Text, TriageAnswer, TriageEffect, TriageQuestion};
use crate::risk::{self, RiskFacts, RiskTriage};

/// Codes of the chosen answers, by code of the question.
pub type TriageAnswers = Map<Vec<String>>;

object! {
    /// What the answers suggest. Nothing is final: everything is shown as 待确认.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct QuickTriage<'a>: out {
        /// The questions.
        pub questions: &'a [TriageQuestion],
        /// Suggested verdicts, in the order of the checklist.
        pub checklist: Vec<PrefilledVerdict>,
        /// Suggested answers of the application.
        pub application: Vec<Prefilled>,
        /// Suggested facts for the rules of risk.
        pub facts: RiskFacts,
        /// The risk as far as the answers tell.
        pub risk: RiskTriage,
        /// Codes of the questions without an answer.
        pub missing: Vec<Text>,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// A suggested verdict.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PrefilledVerdict: out {
        /// Code of the item.
        pub code: Text,
        /// The verdict.
        pub verdict: Verdict,
        /// The reason, where it is 不适用.
        pub reason: Option<Text>,
        /// Codes of the questions that suggest it.
        pub from: Vec<Text>,
    }
}

object! {
    /// A suggested answer of the application.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Prefilled: out {
        /// JSON Pointer into the application.
        pub path: Text,
        /// The value: text, or a list of texts.
        #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
        pub value: Json,
    }
}

/// What the answers to the quick questions suggest.
///
/// # Errors
/// `unknown-code` for a question or an answer that does not exist.
pub fn quick_triage<'a>(pack: &'a Assistance, answers: &TriageAnswers) -> Result<QuickTriage<'a>> {
    check_codes(pack, answers)?;
    let mut issues = Vec::new();
    let mut missing = Vec::new();
    let mut effects: Vec<(&TriageQuestion, &TriageEffect)> = Vec::new();
    for question in &pack.quick_triage {
        let chosen = chosen(question, answers);
        if chosen.is_empty() {
            missing.push(question.code.clone());
        }
        let alone = question.multiple && !chosen.iter().any(|answer| answer.exclusive);
        if chosen.len() > 1 && !alone {
            issues.push(Issue {
                path: format!("/answers/{}", question.code),
                rule: "conflict".into(),
                severity: Severity::Error,
                message: "这几个答案不能同时选，请只留一个".into(),
                source: question.source.clone(),
            });
            continue;
        }
        effects.extend(chosen.iter().flat_map(|answer| answer.effects.iter()).map(|effect| (question, effect)));
    }
    let of = |kind| effects.iter().filter(move |(_, effect)| effect.kind == kind).copied();
    let checklist = verdicts(pack, of(EffectKind::Checklist));
    let of_application: Vec<&TriageEffect> = of(EffectKind::Application).map(|(_, effect)| effect).listed();
    let application = prefilled(of_application.iter().copied().filter(|effect| stands(effect, &of_application)));
    let facts: RiskFacts =
        decoded(of(EffectKind::Fact).map(|(_, effect)| ("/".to_owned() + &effect.target, fact(pack, effect))))?;
    let drafted: Application =
        decoded(application.iter().map(|prefilled| (prefilled.path.to_string(), prefilled.value.clone())))?;
    // No answer holds a date, so it does not matter which day it is.
    let risk = risk::triage(pack, &drafted, &facts, None, Date::default())?;
    Ok(QuickTriage { questions: &pack.quick_triage, checklist, application, facts, risk, missing, issues })
}

fn check_codes(pack: &Assistance, answers: &TriageAnswers) -> Result<()> {
    for (code, chosen) in answers.iter() {
        let question = pack.quick_triage.iter().find(|question| question.code == code.as_str());
        let unknown = |message: String| Error::new(Code::UnknownCode, message);
        let Some(question) = question else {
            return Err(unknown(format!("没有“{}”这一问", excerpt(code))).at(code).at("answers"));
        };
        let known = |code: &String| question.answers.iter().any(|answer| answer.code == code.as_str());
        if let Some((index, answer)) = chosen.iter().enumerate().find(|(_, answer)| !known(answer)) {
            return Err(unknown(format!("{code} 没有“{}”这个答案", excerpt(answer)))
                .at(&index.to_string())
                .at(code)
                .at("answers"));
        }
    }
    Ok(())
}

fn chosen<'a>(question: &'a TriageQuestion, answers: &TriageAnswers) -> Vec<&'a TriageAnswer> {
    let codes = answers.get(question.code.as_ref()).map(Vec::as_slice).unwrap_or_default();
    question.answers.iter().filter(|answer| codes.iter().any(|code| answer.code == code.as_str())).listed()
}

/// Where two effects meet on an item the worse one stands.
fn verdicts<'a>(
    pack: &Assistance,
    effects: impl Iterator<Item = (&'a TriageQuestion, &'a TriageEffect)>,
) -> Vec<PrefilledVerdict> {
    let badness = |verdict| match verdict {
        Verdict::NotApplicable => 0,
        Verdict::Conforming => 1,
        Verdict::MinorNonconformity => 2,
        Verdict::Unsure => 3,
        Verdict::Nonconforming => 4,
    };
    let mut found: Vec<PrefilledVerdict> = Vec::new();
    for (question, effect) in effects {
        let value = effect.values.first().map_or(Json::Null, |value| Json::String(value.clone()));
        let Ok(verdict) = json::decode::<Verdict>(&value) else { continue };
        match found.iter_mut().find(|other| other.code == effect.target) {
            Some(other) if badness(other.verdict) > badness(verdict) => {}
            Some(other) if other.verdict == verdict && other.from.last() == Some(&question.code) => {}
            Some(other) if other.verdict == verdict => other.from.push(question.code.clone()),
            Some(other) => {
                other.verdict = verdict;
                other.from = vec![question.code.clone()];
            }
            None => found.push(PrefilledVerdict {
                code: effect.target.clone(),
                verdict,
                reason: None,
                from: vec![question.code.clone()],
            }),
        }
    }
    let mut ordered = Vec::new();
    for item in pack.checklist.iter().flat_map(|stage| stage.items.iter()) {
        if let Some(mut verdict) = found.iter().find(|verdict| verdict.code == item.code).cloned() {
            if verdict.verdict == Verdict::NotApplicable {
                verdict.reason.clone_from(&item.not_applicable_when);
            }
            ordered.push(verdict);
        }
    }
    ordered
}

/// Whether there is what an effect says more of: who has only a need has no problem by which nobody was hurt.
fn stands(effect: &TriageEffect, all: &[&TriageEffect]) -> bool {
    let entry = effect.target.rsplit_once('/').map_or("", |(entry, _)| entry);
    let is_within = |other: &TriageEffect| other.target.strip_prefix(entry).is_some_and(|rest| rest.starts_with('/'));
    !effect.detail || all.iter().any(|other| !other.detail && is_within(other))
}

/// One suggestion for each place; lists grow.
fn prefilled<'a>(effects: impl Iterator<Item = &'a TriageEffect>) -> Vec<Prefilled> {
    let mut found: Vec<Prefilled> = Vec::new();
    for effect in effects {
        let values: Vec<Json> = effect.values.iter().map(Encode::encode).listed();
        let earlier = found.iter_mut().find(|prefilled| prefilled.path == effect.target);
        match (earlier, effect.list) {
            (Some(Prefilled { value: Json::Array(list), .. }), true) => {
                for value in values {
                    if !list.contains(&value) {
                        list.push(value);
                    }
                }
            }
            // A supervision trigger stands before an application: QT1 is asked first.
            (Some(_), _) => {}
            (None, true) => found.push(Prefilled { path: effect.target.clone(), value: Json::Array(values) }),
            (None, false) => {
                let value = values.into_iter().next().unwrap_or(Json::Null);
                found.push(Prefilled { path: effect.target.clone(), value });
            }
        }
    }
    found
}

/// Facts with grades are numbers; `unknown` is absence there.
fn fact(pack: &Assistance, effect: &TriageEffect) -> Json {
    let value = effect.values.first().map_or("", |value| value.as_ref());
    let is_graded = pack.risk.facts.iter().any(|fact| fact.key == effect.target && !fact.grades.is_empty());
    match (is_graded, value) {
        (true, "unknown") => Json::Null,
        (true, number) => Json::Number(number.to_owned().into()),
        (false, code) => Json::String(code.to_owned().into()),
    }
}

/// The value that has these values at these places, and nothing else.
fn decoded<T: json::Decode + Default>(places: impl Iterator<Item = (String, Json)>) -> Result<T> {
    let mut tree = Json::default();
    for (path, value) in places {
        let keys: Vec<&str> = path.split('/').skip(1).listed();
        put(&mut tree, &keys, value);
    }
    json::decode(&tree)
}

fn put(tree: &mut Json, keys: &[&str], value: Json) {
    let [key, rest @ ..] = keys else {
        *tree = value;
        return;
    };
    if *key == "0" {
        // Effects speak of the first product, problem or failed item only.
        if !matches!(tree, Json::Array(_)) {
            *tree = Json::Array(vec![Json::default()]);
        }
        if let Json::Array(items) = tree
            && let Some(first) = items.first_mut()
        {
            put(first, rest, value);
        }
        return;
    }
    let Json::Object(entries) = tree else { return };
    let position = entries.iter().position(|(other, _)| other == key).unwrap_or_else(|| {
        entries.push(((*key).to_owned().into(), Json::default()));
        entries.len() - 1
    });
    if let Some((_, inner)) = entries.get_mut(position) {
        put(inner, rest, value);
    }
}
