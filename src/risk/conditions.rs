//! The conditions of the content: whether each holds, and what is not known yet.

use super::facts::RiskFacts;
use super::finding::Finding;
use super::run;
use crate::application::{Application, applies, check_answers, has_code, is_filled};
use crate::date::Date;
use crate::entered::Entered;
use crate::error::{Code, Error, Result, excerpt, pointer, push_key};
use crate::exact::Fraction;
use crate::json::{Encode, Json, object};
use crate::known::Known;
use crate::pack::{Assistance, FieldKind, RiskTest, RiskTestKind, Text};

object! {
    /// What is not known yet.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Unknown: out {
        /// The rule that waits for it.
        pub rule: Text,
        /// JSON Pointer to where it is answered.
        pub path: String,
        /// What is asked.
        pub message: String,
    }
}

/// What the conditions look at.
pub(super) struct Case<'a> {
    pub(super) pack: &'a Assistance,
    pub(super) application: &'a Application,
    pub(super) today: Date,
    /// Whether a listed inspection is the one that a problem is about.
    is_same: Known,
    /// `application` and `facts`, by their keys.
    tree: Json,
}

/// A place in the tree.
struct Place<'a> {
    path: String,
    json: &'a Json,
}

/// The code with which somebody says not to know.
const UNKNOWN: &str = "unknown";

/// Where the problems stand: without one, a case that only asks for help has none.
const PROBLEMS: &str = "/application/problems";

/// Whether a condition of the content looks at what `is_changed` says of a place.
pub(crate) fn looks_at(pack: &Assistance, is_changed: &dyn Fn(&str) -> bool) -> bool {
    fn any(tests: &[RiskTest], is_changed: &dyn Fn(&str) -> bool) -> bool {
        tests.iter().any(|test| (test.of.starts_with('/') && is_changed(&test.of)) || any(&test.tests, is_changed))
    }
    pack.risk.conditions.iter().any(|condition| any(&condition.tests, is_changed))
}

impl<'a> Case<'a> {
    /// # Errors
    /// `unknown-code` for an answer that the form does not offer: it must not pass for "no".
    pub(super) fn new(
        pack: &'a Assistance,
        application: &'a Application,
        facts: &RiskFacts,
        today: Date,
    ) -> Result<Self> {
        let answers = application.encode();
        check_answers(pack, &answers)?;
        let tree = Json::Object(vec![("application".into(), answers), ("facts".into(), facts.encode())]);
        Ok(Self { pack, application, today, is_same: facts.same_inspection, tree })
    }

    /// Whether any of these conditions holds.
    ///
    /// # Errors
    /// `invalid-pack` for a condition that the content does not have, and for none at all.
    pub(super) fn any_of(&self, conditions: &[Text]) -> Result<Finding> {
        if conditions.is_empty() {
            return Err(Error::new(Code::InvalidPack, "没有写条件"));
        }
        let mut findings = Vec::new();
        for (index, code) in conditions.iter().enumerate() {
            findings.push(self.condition(code).map_err(|error| error.at(&index.to_string()))?);
        }
        Ok(any(findings.into_iter()))
    }

    /// Whether a condition is known to hold.
    ///
    /// # Errors
    /// As [`Self::any_of`].
    pub(super) fn is_met(&self, code: &Text) -> Result<bool> {
        Ok(self.condition(code)?.state == Known::Yes)
    }

    fn condition(&self, code: &Text) -> Result<Finding> {
        match self.pack.risk.conditions.iter().find(|condition| condition.code == *code) {
            Some(condition) => Ok(self.any(&condition.tests, &self.root())),
            None => Err(Error::new(Code::InvalidPack, format!("内容包里没有“{}”这个条件", excerpt(code)))),
        }
    }

    /// What is asked at a place: the question of the content, else the label of the field.
    pub(super) fn question(&self, path: &str) -> &'a str {
        let table = &self.pack.risk;
        let fact = path.strip_prefix("/facts/").and_then(|key| table.facts.iter().find(|fact| fact.key == key));
        let question = || table.questions.iter().find(|question| is_at(&question.key, path));
        let label = || self.pack.application.field(path).map(|field| &field.label);
        let text = fact.map(|fact| &fact.text).or_else(|| question().map(|question| &question.text)).or_else(label);
        text.map_or("", AsRef::as_ref)
    }

    fn root(&self) -> Place<'_> {
        Place { path: String::new(), json: &self.tree }
    }

    /// A place of the tree: from the entry of a list on, or from the top.
    fn at<'c>(&'c self, of: &str, entry: &Place<'c>) -> Place<'c> {
        let (from, of) = match of.strip_prefix('/') {
            Some(of) => (&self.root(), of),
            None => (entry, of),
        };
        let mut place = Place { path: from.path.clone(), json: from.json };
        for key in of.split('/') {
            push_key(&mut place.path, key);
            place.json = place.json.get(key).unwrap_or(&Json::Null);
        }
        place
    }

    fn any(&self, tests: &[RiskTest], entry: &Place<'_>) -> Finding {
        any(tests.iter().map(|test| self.holds(test, entry)))
    }

    fn holds(&self, test: &RiskTest, entry: &Place<'_>) -> Finding {
        let mut within = test.tests.iter().map(|test| self.holds(test, entry));
        match test.test {
            RiskTestKind::Any => any(within),
            RiskTestKind::All => all(within),
            RiskTestKind::InTurn => {
                within.find(|found| found.state != Known::Yes).unwrap_or_else(|| Finding::of(Known::Yes))
            }
            RiskTestKind::Entry | RiskTestKind::Run => {
                let list = self.at(&test.of, entry);
                let found = self.list(test, &list);
                self.as_shown(found, &test.of, entry)
            }
            RiskTestKind::Chosen | RiskTestKind::Open | RiskTestKind::From | RiskTestKind::Past => {
                let place = self.at(&test.of, entry);
                let state = self.answer(test, place.json);
                let asked = if state == Known::Unknown { vec![place.path] } else { Vec::new() };
                self.as_shown(Finding { state, asked }, &test.of, entry)
            }
        }
    }

    fn list(&self, test: &RiskTest, list: &Place<'_>) -> Finding {
        let entries = match list.json {
            Json::Array(entries) => entries.as_slice(),
            _ => &[],
        };
        if entries.is_empty() {
            return match &test.if_none {
                _ if list.path == PROBLEMS && self.application.is_need_only() => Finding::of(Known::No),
                Some(path) => Finding::ask(path.to_string()),
                None => Finding::ask(list.path.clone()),
            };
        }
        if let Some(run) = &test.run {
            return run::examine(self.application, self.is_same, run, &test.codes, self.today);
        }
        if test.tests.is_empty() {
            return Finding::of(Known::Yes);
        }
        any(entries.iter().enumerate().map(|(index, json)| {
            let path = pointer(&list.path, &index.to_string());
            self.any(&test.tests, &Place { path, json })
        }))
    }

    fn answer(&self, test: &RiskTest, answer: &Json) -> Known {
        let is_blank = !is_filled(answer, FieldKind::Text);
        let is_open = is_blank || has_code(answer, UNKNOWN);
        match test.test {
            RiskTestKind::Open => Known::is(is_open),
            _ if is_blank && test.blank_is_no => Known::No,
            _ if is_open => Known::Unknown,
            RiskTestKind::From => {
                let least = Fraction::from_integer(test.number.unwrap_or_default().into());
                text(answer)
                    .and_then(|number| Entered(number.to_owned()).number())
                    .map_or(Known::Unknown, |number| Known::is(number.to_ratio() >= least))
            }
            RiskTestKind::Past => {
                text(answer).and_then(Date::read).map_or(Known::Unknown, |date| Known::is(date < self.today))
            }
            _ => Known::is(test.codes.iter().any(|code| has_code(answer, code))),
        }
    }

    /// Nobody is asked for what the form does not show, only for what would show it; but an answer that is there counts.
    fn as_shown(&self, found: Finding, key: &str, entry: &Place<'_>) -> Finding {
        if found.state != Known::Unknown {
            return found;
        }
        let field = self.pack.application.field(&pointer(&entry.path, key));
        let Some(when) = field.and_then(|field| field.when.as_ref()) else { return found };
        if applies(entry.json, when) {
            return found;
        }
        let decides = when.key.split('.').next().unwrap_or_default();
        let answer = entry.json.get(decides).unwrap_or(&Json::Null);
        if is_filled(answer, FieldKind::Text) && !has_code(answer, UNKNOWN) {
            return Finding::of(Known::No);
        }
        Finding::ask(pointer(&entry.path, decides))
    }
}

/// Whether any holds; what is asked for where that is not known, each place once.
fn any(findings: impl Iterator<Item = Finding>) -> Finding {
    combined(findings, Known::Yes)
}

/// Whether all hold.
fn all(findings: impl Iterator<Item = Finding>) -> Finding {
    combined(findings, Known::No)
}

/// One of the state that `decides` decides; else what is unknown stays so.
fn combined(findings: impl Iterator<Item = Finding>, decides: Known) -> Finding {
    let mut whole = Finding::of(if decides == Known::Yes { Known::No } else { Known::Yes });
    for found in findings {
        if found.state == decides {
            return found;
        }
        if found.state == Known::Unknown {
            whole.state = Known::Unknown;
            for path in found.asked {
                if !whole.asked.contains(&path) {
                    whole.asked.push(path);
                }
            }
        }
    }
    whole
}

fn text(answer: &Json) -> Option<&str> {
    match answer {
        Json::String(text) | Json::Number(text) => Some(text),
        _ => None,
    }
}

/// Whether a path is what a pointer with `*` for every entry of a list means.
fn is_at(pattern: &str, path: &str) -> bool {
    let mut keys = path.split('/');
    pattern.split('/').all(|wanted| keys.next().is_some_and(|key| wanted == key || wanted == "*"))
        && keys.next().is_none()
}
