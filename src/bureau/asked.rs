//! What the tables of guide one say of the form: places where it asks something, and what may be chosen there.

use super::checks::PackFinding;
use crate::checklist::ChecklistFilter;
use crate::error::{excerpt, pointer};
use crate::listed::Listed;
use crate::pack::{
    Assistance, Condition, EffectKind, FieldKind, FormField, RiskFact, RiskTest, RiskTestKind, Text, TriageEffect,
};

/// What is wrong in what other tables say of the form and of the facts.
pub(super) fn findings(pack: &Assistance) -> Vec<PackFinding> {
    let mut asked = Asked { pack, findings: Vec::new() };
    asked.form();
    asked.risk();
    asked.quick_triage();
    asked.checklist();
    asked.products();
    asked.findings
}

struct Asked<'a> {
    pack: &'a Assistance,
    findings: Vec<PackFinding>,
}

/// What is answered at a place.
#[derive(Clone, Copy)]
enum Answered<'a> {
    Field(&'a FormField),
    /// A group of the form that is a list.
    List,
    Fact(&'a RiskFact),
}

/// Keys of a test, in the order of [`given`].
const KEYS: [&str; 6] = ["of", "codes", "number", "ifNone", "run", "tests"];

/// Which keys a test has.
fn given(test: &RiskTest) -> [bool; 6] {
    [
        !test.of.is_empty(),
        !test.codes.is_empty(),
        test.number.is_some(),
        test.if_none.is_some(),
        test.run.is_some(),
        !test.tests.is_empty(),
    ]
}

/// Which keys a kind of test needs, and which it may have.
fn wanted(kind: RiskTestKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        RiskTestKind::Any | RiskTestKind::All | RiskTestKind::InTurn => (&["tests"], &[]),
        RiskTestKind::Entry => (&["of"], &["ifNone", "tests"]),
        RiskTestKind::Chosen => (&["of", "codes"], &[]),
        RiskTestKind::Open | RiskTestKind::Past => (&["of"], &[]),
        RiskTestKind::From => (&["of", "number"], &[]),
        RiskTestKind::Run => (&["of", "codes", "run"], &["ifNone"]),
    }
}

const PROBLEMS: &str = "/application/problems";
const FOUND_BY: &str = "/application/problems/*/foundBy";

impl<'a> Asked<'a> {
    fn find(&mut self, path: &str, rule: &'static str, message: String) {
        self.findings.push(PackFinding::error(path, rule, message));
    }

    /// What is answered at a JSON Pointer below `/application` or `/facts`.
    fn at(&self, place: &str) -> Option<Answered<'a>> {
        if let Some(key) = place.strip_prefix("/facts/") {
            return self.pack.risk.facts.iter().find(|fact| fact.key == key).map(Answered::Fact);
        }
        let is_list = |key: &str| self.pack.application.groups.iter().any(|group| group.repeated && group.key == key);
        match place.strip_prefix("/application/") {
            Some(key) if is_list(key) => Some(Answered::List),
            _ => self.pack.application.field(place).map(Answered::Field),
        }
    }

    fn place(&mut self, path: &str, place: &str) -> Option<Answered<'a>> {
        let answered = self.at(place);
        if answered.is_none() {
            self.find(path, "place", format!("表里没有“{}”这一处", excerpt(place)));
        }
        answered
    }

    /// Codes that may not be chosen where they are looked for.
    fn codes(&mut self, path: &str, field: &FormField, codes: &[Text]) {
        let offered = |code: &str| match field.kind {
            FieldKind::YesNo | FieldKind::Declare => matches!(code, "yes" | "no"),
            FieldKind::Choice | FieldKind::Choices => self.pack.offers(field, code),
            _ => false,
        };
        for (index, code) in codes.iter().enumerate() {
            if code != "filled" && !offered(code) {
                let message = format!("“{}”没有“{}”这个选项", excerpt(&field.label), excerpt(code));
                self.find(&pointer(path, &index.to_string()), "option", message);
            }
        }
    }

    /// Fields that offer a code twice, and time limits of fields that hold no day.
    fn form(&mut self) {
        for group in &self.pack.application.groups {
            for field in &group.fields {
                let path = format!("/application/groups/{}/fields/{}", group.code, field.key);
                let options = self.pack.options(field);
                for (index, option) in options.iter().enumerate() {
                    if options.iter().take(index).any(|other| other.code == option.code) {
                        self.find(&format!("{path}/options"), "duplicate", format!("“{}”用了两次", option.code));
                    }
                }
                if field.deadline.is_some() && field.kind != FieldKind::Date {
                    self.find(&format!("{path}/deadline"), "place", "这一栏不是日期，起算不了期限".to_owned());
                }
            }
        }
    }

    fn risk(&mut self) {
        let table = &self.pack.risk;
        for question in &table.questions {
            self.place(&format!("{}/key", pointer("/risk/questions", &question.key)), &question.key);
        }
        for rule in table.rules.iter().filter(|rule| rule.when.is_empty()) {
            let path = format!("{}/when", pointer("/risk/rules", &rule.id));
            self.find(&path, "empty", "写明在什么条件下成立".to_owned());
        }
        for condition in &table.conditions {
            let path = format!("{}/tests", pointer("/risk/conditions", &condition.code));
            if condition.tests.is_empty() {
                self.find(&path, "empty", "写明看什么".to_owned());
            }
            self.tests(&path, &condition.tests, None);
        }
    }

    fn tests(&mut self, path: &str, tests: &[RiskTest], entry: Option<&str>) {
        for (index, test) in tests.iter().enumerate() {
            self.test(&pointer(path, &index.to_string()), test, entry);
        }
    }

    /// A test, within the entries of a list or not.
    fn test(&mut self, path: &str, test: &RiskTest, entry: Option<&str>) {
        let (needed, allowed) = wanted(test.test);
        for (key, is_given) in KEYS.into_iter().zip(given(test)) {
            let (is_needed, is_allowed) = (needed.contains(&key), allowed.contains(&key));
            if is_needed && !is_given {
                self.find(&pointer(path, key), "needed", format!("这样看要写 {key}"));
            } else if is_given && !is_needed && !is_allowed {
                self.find(&pointer(path, key), "unknown", format!("这样看用不到 {key}，填了也不会参与计算"));
            }
        }
        if let Some(place) = &test.if_none {
            self.place(&pointer(path, "ifNone"), place);
        }
        if test.of.is_empty() {
            return self.tests(&pointer(path, "tests"), &test.tests, entry);
        }
        let place = match (test.of.strip_prefix('/'), entry) {
            (None, Some(entry)) => format!("{entry}/{}", test.of),
            _ => test.of.to_string(),
        };
        let of = pointer(path, "of");
        let Some(answered) = self.place(&of, &place) else { return };
        // Only a problem says by what kind of inspection it was found.
        if !suits(test.test, answered) || (test.run.is_some() && place != PROBLEMS) {
            self.find(&of, "place", format!("“{}”这一处不能这样看", excerpt(&place)));
        } else if let (RiskTestKind::Chosen, Answered::Field(field)) = (test.test, answered) {
            self.codes(&pointer(path, "codes"), field, &test.codes);
        } else if let (Some(run), Some(field)) = (&test.run, self.pack.application.field(FOUND_BY)) {
            self.codes(&pointer(path, "codes"), field, &test.codes);
            if run.times == 0 {
                self.find(&format!("{path}/run/times"), "range", "至少是 1 次".to_owned());
            }
        }
        self.tests(&pointer(path, "tests"), &test.tests, Some(&format!("{place}/*")));
    }

    fn quick_triage(&mut self) {
        for question in &self.pack.quick_triage {
            for answer in &question.answers {
                for (index, effect) in answer.effects.iter().enumerate() {
                    let path = format!("/quickTriage/{}/answers/{}/effects/{index}", question.code, answer.code);
                    self.effect(&path, effect);
                }
            }
        }
    }

    fn effect(&mut self, path: &str, effect: &TriageEffect) {
        let target = pointer(path, "target");
        match effect.kind {
            EffectKind::Checklist => {
                let mut items = self.pack.checklist.iter().flat_map(|stage| &stage.items);
                if !items.any(|item| item.code == effect.target) {
                    // Whoever takes an item out need not look for the answers that pre-fill it.
                    let message = format!("“{}”在内容包里没有，不会预填", excerpt(&effect.target));
                    self.findings.push(PackFinding::warning(&target, "dangling", message));
                }
            }
            EffectKind::Fact => {
                self.place(&target, &format!("/facts/{}", effect.target));
            }
            EffectKind::Application => {
                let answered = self.place(&target, &format!("/application{}", effect.target));
                if let Some(Answered::Field(field)) = answered.filter(|answered| is_choice(*answered)) {
                    self.codes(&pointer(path, "values"), field, &effect.values);
                }
            }
        }
    }

    fn checklist(&mut self) {
        for stage in &self.pack.checklist {
            let path = pointer("/checklist", &stage.code);
            if let Some(condition) = &stage.only_for {
                self.condition(&pointer(&path, "onlyFor"), condition);
            }
            self.conditions(&path, &stage.applies_to);
            for item in &stage.items {
                self.conditions(&format!("{path}/items/{}", item.code), &item.applies_to);
            }
        }
    }

    fn conditions(&mut self, path: &str, conditions: &[Condition]) {
        for (index, condition) in conditions.iter().enumerate() {
            self.condition(&format!("{path}/appliesTo/{index}"), condition);
        }
    }

    fn condition(&mut self, path: &str, condition: &Condition) {
        let mut fields = self.pack.application.groups.iter().flat_map(|group| &group.fields);
        match fields.find(|field| field.key == condition.fact) {
            Some(field) if ChecklistFilter::KEYS.split(',').any(|key| key == condition.fact) => {
                self.codes(&pointer(path, "anyOf"), field, &condition.any_of);
            }
            _ => self.findings.push(PackFinding::unknown(&pointer(path, "fact"), &condition.fact)),
        }
    }

    /// What a product needs is one of the kinds that the form offers.
    fn products(&mut self) {
        let Some(Answered::Field(field)) = self.at("/application/products/0/licenseKind") else { return };
        for product in &self.pack.products {
            let kinds: Vec<Text> = product.admission.iter().map(|admission| admission.kind.clone()).listed();
            self.codes(&format!("/products/{}/admission", product.category), field, &kinds);
        }
    }
}

fn is_choice(answered: Answered<'_>) -> bool {
    matches!(answered, Answered::Field(field) if matches!(field.kind, FieldKind::Choice | FieldKind::Choices | FieldKind::YesNo))
}

/// Whether a kind of test can look at what is answered there.
fn suits(kind: RiskTestKind, answered: Answered<'_>) -> bool {
    match (kind, answered) {
        (RiskTestKind::Entry, Answered::Field(field)) => field.kind == FieldKind::Rows,
        (RiskTestKind::Chosen, Answered::Fact(fact)) => fact.grades.is_empty(),
        (RiskTestKind::From, Answered::Fact(fact)) => !fact.grades.is_empty(),
        (RiskTestKind::From, Answered::Field(field)) => matches!(field.kind, FieldKind::Integer | FieldKind::Decimal),
        (RiskTestKind::Past, Answered::Field(field)) => field.kind == FieldKind::Date,
        (RiskTestKind::Entry | RiskTestKind::Run, Answered::List)
        | (RiskTestKind::Chosen | RiskTestKind::Open, Answered::Field(_))
        | (RiskTestKind::Open, Answered::Fact(_)) => true,
        _ => false,
    }
}
