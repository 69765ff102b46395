//! What is missing, what should be mended, what does not apply.

use super::answers::{Application, has_code, is_filled};
use super::{rules, size, uscc};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result, pointer};
use crate::issue::Issue;
use crate::json::{Encode, Json, encode_object};
use crate::pack::{Assistance, FieldKind, FormField, FormGroup, Need, Severity, SizeClass, Text, When};

/// The state of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct ApplicationCheck {
    /// What should be looked at again, in the order of the form.
    pub issues: Vec<Issue>,
    /// Required and recommended fields that are still empty, in the order of the form.
    pub missing: Vec<Missing>,
    /// How many required fields are filled.
    pub filled: u32,
    /// How many fields are required.
    pub required: u32,
    /// How many recommended fields are filled.
    pub recommended_filled: u32,
    /// How many fields are recommended.
    pub recommended: u32,
    /// JSON Pointers of the fields that do not apply; their answers are kept.
    pub hidden: Vec<String>,
    /// Nothing required is missing and no finding is an error: a final export is possible.
    pub ready: bool,
    /// 评估判定 or 审核评估, once the trigger is known.
    pub decision_step: Option<&'static str>,
    /// 企业规模: what the user chose, else what the figures say.
    pub size_class: Option<SizeClass>,
    /// The tidied 统一社会信用代码.
    pub normalized_uscc: Option<String>,
    /// Texts of the fields that are worked out.
    pub derived: Vec<Derived>,
    /// Counts for each group of the form.
    pub groups: Vec<GroupCount>,
}

encode_object!(ApplicationCheck {
    issues,
    missing,
    filled,
    required,
    recommended_filled,
    recommended,
    hidden,
    ready,
    decision_step,
    size_class,
    normalized_uscc,
    derived,
    groups
});

/// A field that is still empty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Missing {
    /// JSON Pointer of the field.
    pub path: String,
    /// Name of the field.
    pub label: Text,
    /// Whether a final export needs it.
    pub need: Need,
    /// What to do.
    pub message: Text,
    /// What is lost without it.
    pub loss: Option<Text>,
}

encode_object!(Missing { path, label, need, message, loss });

/// The text of a field that is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Derived {
    /// JSON Pointer of the field.
    pub path: String,
    /// What to show.
    pub text: String,
    /// Whether it is known; otherwise the text says what it waits for.
    pub known: bool,
}

encode_object!(Derived { path, text, known });

/// How far a group of the form is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupCount {
    /// Code of the group.
    pub code: Text,
    /// How many of the asked fields are filled.
    pub filled: u32,
    /// How many fields are asked, required or recommended.
    pub asked: u32,
    /// How many places keep a final export from being possible.
    pub issues: u32,
}

encode_object!(GroupCount { code, filled, asked, issues });

/// Checks an application. A half-filled one is normal.
///
/// # Errors
/// `unknown-code` where an answer is none of the options of its field.
pub fn validate(pack: &Assistance, application: &Application, today: Date) -> Result<ApplicationCheck> {
    check_codes(pack, application)?;
    let mut check = Check::new(pack, application, today);
    for group in &pack.application.groups {
        check.group(group);
    }
    Ok(check.finish())
}

/// Refuses an answer that is none of the options of its field, wherever in the application it stands.
///
/// # Errors
/// `unknown-code`, with the place of the answer.
pub(crate) fn check_codes(pack: &Assistance, application: &Application) -> Result<()> {
    let application = application.encode();
    for group in &pack.application.groups {
        for (index, section) in sections(&application, &group.key).iter().enumerate() {
            section_codes(&group.fields, section).map_err(|error| {
                let error = if group.repeated { error.at(&index.to_string()) } else { error };
                error.at(&group.key).at("application")
            })?;
        }
    }
    Ok(())
}

fn section_codes(fields: &[FormField], section: &Json) -> Result<()> {
    for field in fields {
        let Some(answer) = section.get(&field.key) else { continue };
        options(field, answer).map_err(|error| error.at(&field.key))?;
        for (index, row) in rows(field, answer).iter().enumerate() {
            section_codes(&field.fields, row).map_err(|error| error.at(&index.to_string()).at(&field.key))?;
        }
    }
    Ok(())
}

/// The groups of answers under a key of the content table.
fn sections<'a>(application: &'a Json, key: &str) -> &'a [Json] {
    match application.get(key) {
        Some(Json::Array(sections)) => sections,
        Some(section) => std::slice::from_ref(section),
        None => &[],
    }
}

/// The rows of a table.
fn rows<'a>(field: &FormField, answer: &'a Json) -> &'a [Json] {
    match answer {
        Json::Array(rows) if field.kind == FieldKind::Rows => rows,
        _ => &[],
    }
}

/// Refuses codes that are none of the options of the form's field of this key.
///
/// # Errors
/// `unknown-code`, with the key and the place of the code.
pub(crate) fn check_options(pack: &Assistance, key: &str, codes: &[String]) -> Result<()> {
    let mut fields = pack.application.groups.iter().flat_map(|group| group.fields.iter());
    let Some(field) = fields.find(|field| field.key == key) else { return Ok(()) };
    let answer = match field.kind {
        FieldKind::Choice => codes.first().encode(),
        _ => codes.encode(),
    };
    options(field, &answer).map_err(|error| error.at(key))
}

/// A check under way.
pub(super) struct Check<'a> {
    pub(super) pack: &'a Assistance,
    pub(super) application: &'a Application,
    pub(super) today: Date,
    /// The same answers by the keys of the content table.
    answers: Json,
    report: ApplicationCheck,
}

/// Where in the application a group of answers stands.
pub(super) struct Place<'a> {
    pub(super) group: &'a FormGroup,
    pub(super) path: String,
}

impl Place<'_> {
    pub(super) fn field(&self, key: &str) -> Option<&FormField> {
        self.group.fields.iter().find(|field| field.key == key)
    }

    pub(super) fn pointer(&self, key: &str) -> String {
        pointer(&self.path, key)
    }

    /// Where in the order of the form a pointer into this group stands.
    fn position(&self, pointer: &str) -> Option<usize> {
        let key = pointer.strip_prefix(&self.path)?.split('/').nth(1)?;
        self.group.fields.iter().position(|field| field.key == key)
    }
}

impl<'a> Check<'a> {
    fn new(pack: &'a Assistance, application: &'a Application, today: Date) -> Self {
        let normalized = application.subject.uscc.as_deref().map(uscc::normalize);
        let decision_step = match application.trigger.trigger_path.as_deref() {
            Some("supervision") => Some("评估判定"),
            Some("application") => Some("审核评估"),
            _ => None,
        };
        let report = ApplicationCheck {
            issues: Vec::new(),
            missing: Vec::new(),
            filled: 0,
            required: 0,
            recommended_filled: 0,
            recommended: 0,
            hidden: Vec::new(),
            ready: false,
            decision_step,
            size_class: None,
            normalized_uscc: normalized.filter(|code| !code.is_empty()),
            derived: Vec::new(),
            groups: Vec::new(),
        };
        let mut check = Self { pack, application, today, answers: application.encode(), report };
        check.report.size_class = check.chosen_size().or_else(|| check.computed_size()).cloned();
        check
    }

    /// The class that the user chose instead of the computed one.
    fn chosen_size(&self) -> Option<&'a SizeClass> {
        let code = self.application.subject.size_class_override.as_deref()?;
        self.pack.size_classes.classes.iter().find(|class| class.code == code)
    }

    fn computed_size(&self) -> Option<&'a SizeClass> {
        let subject = &self.application.subject;
        let number = |entered: &Option<crate::entered::Entered>| Some(entered.as_ref()?.number()?.to_ratio());
        size::size_class(self.pack, &number(&subject.employees)?, &number(&subject.revenue_wan)?)
    }

    /// 填表日期, or today while it is open.
    pub(super) fn fill_date(&self) -> Date {
        self.application.head.fill_date.unwrap_or(self.today)
    }

    fn group(&mut self, group: &'a FormGroup) {
        let path = pointer("/application", &group.key);
        let before =
            (self.report.filled + self.report.recommended_filled, self.report.required + self.report.recommended);
        let before_issues = self.obstacles();

        let answers = std::mem::take(&mut self.answers);
        // What is asked of a first product or problem is asked before there is one.
        let is_asked = group.key == "products" || (group.key == "problems" && !self.application.is_need_only());
        let blank = [Json::default()];
        let sections = match sections(&answers, &group.key) {
            [] if is_asked => &blank,
            sections => sections,
        };
        if group.fields.iter().all(|field| field.kind == FieldKind::Derived) {
            self.derive_all(group, &path);
        }
        for (index, section) in sections.iter().enumerate() {
            let earlier = self.report.issues.len();
            let path = if group.repeated { pointer(&path, &index.to_string()) } else { path.clone() };
            let place = Place { group, path };
            for field in &group.fields {
                self.field(&place, section, field);
            }
            rules::examine(self, &place, index);
            self.sort_issues(earlier, &place);
        }
        self.answers = answers;

        self.report.groups.push(GroupCount {
            code: group.code.clone(),
            filled: self.report.filled + self.report.recommended_filled - before.0,
            asked: self.report.required + self.report.recommended - before.1,
            issues: self.obstacles() - before_issues,
        });
    }

    /// Puts the newest findings in the order of the form, equal ones in the order they were found.
    fn sort_issues(&mut self, from: usize, place: &Place<'_>) {
        for issue in self.report.issues.split_off(from) {
            let position = place.position(&issue.path);
            let sorted = self.report.issues.get(from..).unwrap_or_default();
            let at = from + sorted.partition_point(|other| place.position(&other.path) <= position);
            self.report.issues.insert(at, issue);
        }
    }

    /// How many places keep a final export from being possible.
    fn obstacles(&self) -> u32 {
        let errors = self.report.issues.iter().filter(|issue| issue.severity == Severity::Error).count();
        let missing = self.report.missing.iter().filter(|missing| missing.need == Need::Required).count();
        u32::try_from(errors + missing).unwrap_or(u32::MAX)
    }

    fn derive_all(&mut self, group: &FormGroup, path: &str) {
        for field in &group.fields {
            self.derive(&pointer(path, &field.key), field);
        }
    }

    fn derive(&mut self, path: &str, field: &FormField) {
        let (text, known) = match field.key.as_ref() {
            "decisionStep" => match self.report.decision_step {
                Some(step) => (step.to_owned(), true),
                None => ("选了触发路径后得出".to_owned(), false),
            },
            "formVersion" => (self.pack.application.version.clone().into_owned(), true),
            "sizeClass" => match (&self.report.size_class, self.chosen_size()) {
                (Some(class), Some(_)) => (format!("{}（申请单位改定）", class.name), true),
                (Some(class), None) => (format!("{}（自动判断）", class.name), true),
                (None, _) => ("填了从业人员和营业收入后得出".to_owned(), false),
            },
            "privacyConsent" => (field.example.clone().into_owned(), true),
            _ => ("还没有自查".to_owned(), true),
        };
        self.report.derived.push(Derived { path: path.to_owned(), text, known });
    }

    fn field(&mut self, place: &Place<'_>, section: &Json, field: &FormField) {
        let path = place.pointer(&field.key);
        if field.kind == FieldKind::Derived {
            self.derive(&path, field);
            return;
        }
        let answer = section.get(&field.key).unwrap_or(&Json::Null);
        if !self.is_shown(place.group, section, field) {
            self.report.hidden.push(path);
            return;
        }
        let need =
            if field.key == "expectedGoal" && self.application.is_need_only() { Need::Required } else { field.need };
        let filled = is_filled(answer, field.kind) || rules::is_implied(section, &field.key);
        self.count(&path, field, need, filled);
        self.contents(&path, field, answer);
    }

    /// Whether a field applies, and what its condition is about, and so on: what is hidden shows nothing else.
    fn is_shown(&self, group: &FormGroup, section: &Json, field: &FormField) -> bool {
        let mut next = Some(field);
        // No chain is longer than the group, so that one that runs in a circle comes to an end too.
        for _ in &group.fields {
            let Some(field) = next else { break };
            if !rules::applies(self, section, &field.key) {
                return false;
            }
            let Some(when) = &field.when else { break };
            if !applies(section, when) {
                return false;
            }
            let key = when.key.split('.').next();
            next = group.fields.iter().find(|other| Some(other.key.as_ref()) == key);
        }
        true
    }

    fn count(&mut self, path: &str, field: &FormField, need: Need, filled: bool) {
        let (asked, done) = match need {
            Need::Required => (&mut self.report.required, &mut self.report.filled),
            Need::Recommended => (&mut self.report.recommended, &mut self.report.recommended_filled),
            Need::Optional => return,
        };
        *asked += 1;
        if filled {
            *done += 1;
            return;
        }
        let message = field.messages.iter().find(|message| message.rule == "required");
        self.report.missing.push(Missing {
            path: path.to_owned(),
            label: field.label.clone(),
            need,
            message: message.map_or_else(|| field.label.clone(), |message| message.text.clone()),
            loss: field.loss.clone(),
        });
    }

    fn contents(&mut self, path: &str, field: &FormField, answer: &Json) {
        match (field.kind, answer) {
            (FieldKind::Integer | FieldKind::Decimal, Json::String(typed)) => {
                if !typed.trim().is_empty() {
                    self.number(path, field, crate::entered::Entered(typed.to_string()).number(), typed);
                }
            }
            (_, Json::String(text)) => self.length(path, field, text),
            (FieldKind::Choices, Json::Array(codes)) => {
                let exclusive =
                    |code: &Json| field.options.iter().any(|option| option.exclusive && has_code(code, &option.code));
                if codes.len() > 1 && codes.iter().any(exclusive) {
                    self.find(path, field, "conflict", &[]);
                }
            }
            _ => {
                for (index, row) in rows(field, answer).iter().enumerate() {
                    let row_path = pointer(path, &index.to_string());
                    for column in &field.fields {
                        let path = pointer(&row_path, &column.key);
                        let Some(answer) = row.get(&column.key) else { continue };
                        self.count(&path, column, column.need, is_filled(answer, column.kind));
                        self.contents(&path, column, answer);
                    }
                }
            }
        }
    }

    fn length(&mut self, path: &str, field: &FormField, text: &str) {
        let length = text.trim().chars().count();
        let is_short = field.min_length.is_some_and(|least| length < least as usize);
        let is_long = field.max_length.is_some_and(|most| length > most as usize);
        if length > 0 && (is_short || is_long) {
            self.find(path, field, "length", &[("n", &length.to_string())]);
        }
    }

    fn number(&mut self, path: &str, field: &FormField, number: Option<Decimal>, typed: &str) {
        let zero = crate::exact::Fraction::from_integer(0);
        let whole = field.kind == FieldKind::Integer;
        let most = if field.key == "employees" { 9_999_999 } else { i64::MAX };
        match number {
            Some(number) if number.to_ratio() < zero => self.find(path, field, "range", &[("value", typed)]),
            Some(number) if whole && number.to_integer().is_none_or(|number| number > most) => {
                self.find(path, field, "range", &[("value", typed)]);
            }
            Some(number) if !whole && number.places() > 2 => {
                self.find(path, field, "decimals", &[("n", &number.places().to_string())]);
            }
            Some(_) => {}
            None => self.find(path, field, "range", &[("value", typed)]),
        }
    }

    /// Reports that a rule of a field is broken, in the words of the content table.
    pub(super) fn find(&mut self, path: &str, field: &FormField, rule: &str, values: &[(&str, &str)]) {
        // An answer that does not apply is kept, but nobody is bothered about it.
        let lies_below = |hidden: &String| {
            path.strip_prefix(hidden.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !self.report.hidden.iter().any(lies_below) {
            self.report.issues.extend(Issue::of(&field.messages, &field.source, path, rule, values));
        }
    }

    /// Adds a finding made elsewhere.
    pub(super) fn add(&mut self, issue: Issue) {
        self.report.issues.push(issue);
    }

    fn finish(mut self) -> ApplicationCheck {
        self.report.ready = self.obstacles() == 0;
        self.report
    }
}

/// Whether a condition on another field of the same group holds.
fn applies(section: &Json, when: &When) -> bool {
    let any_of =
        |answer: Option<&Json>| answer.is_some_and(|answer| when.any_of.iter().any(|code| has_code(answer, code)));
    match when.key.split_once('.') {
        None => any_of(section.get(&when.key)),
        Some((table, column)) => match section.get(table) {
            Some(Json::Array(rows)) => rows.iter().any(|row| any_of(row.get(column))),
            _ => false,
        },
    }
}

/// Refuses a code that is none of the field's options.
fn options(field: &FormField, answer: &Json) -> Result<()> {
    let check = |code: &Json| match code {
        Json::String(code) if !field.options.iter().any(|option| option.code == *code) => {
            Err(Error::new(Code::UnknownCode, format!("“{}”没有“{code}”这个选项", field.label)))
        }
        _ => Ok(()),
    };
    match (field.kind, answer) {
        (FieldKind::Choice, code) => check(code),
        (FieldKind::Choices, Json::Array(codes)) => {
            for (index, code) in codes.iter().enumerate() {
                check(code).map_err(|error| error.at(&index.to_string()))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
