//! What is missing, what should be mended, what does not apply.

use super::answers::{Answer, Application, Section};
use super::{rules, size, uscc};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result, push_key};
use crate::issue::{Issue, fill};
use crate::json::encode_object;
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
    for group in &pack.application.groups {
        for (index, section) in application.sections(&group.key).into_iter().enumerate() {
            section_codes(&group.fields, section).map_err(|error| {
                let error = if group.repeated { error.at(&index.to_string()) } else { error };
                error.at(&group.key).at("application")
            })?;
        }
    }
    Ok(())
}

fn section_codes(fields: &[FormField], section: &dyn Section) -> Result<()> {
    for field in fields {
        let Some(answer) = section.answer(&field.key) else { continue };
        options(field, &answer).map_err(|error| error.at(&field.key))?;
        let Answer::Rows(rows) = answer else { continue };
        for (index, row) in rows.into_iter().enumerate() {
            section_codes(&field.fields, row).map_err(|error| error.at(&index.to_string()).at(&field.key))?;
        }
    }
    Ok(())
}

/// Refuses codes that are none of the options of the form's field of this key.
///
/// # Errors
/// `unknown-code`, with the key and the place of the code.
pub(crate) fn check_options(pack: &Assistance, key: &str, codes: &[String]) -> Result<()> {
    let mut fields = pack.application.groups.iter().flat_map(|group| group.fields.iter());
    let Some(field) = fields.find(|field| field.key == key) else { return Ok(()) };
    let answer = match field.kind {
        FieldKind::Choice => Answer::Text(codes.first().map(String::as_str)),
        _ => Answer::Texts(codes),
    };
    options(field, &answer).map_err(|error| error.at(key))
}

/// A check under way.
pub(super) struct Check<'a> {
    pub(super) pack: &'a Assistance,
    pub(super) application: &'a Application,
    pub(super) today: Date,
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
        below(&self.path, key)
    }

    /// Where in the order of the form a pointer into this group stands.
    fn position(&self, pointer: &str) -> Option<usize> {
        let key = pointer.strip_prefix(&self.path)?.split('/').nth(1)?;
        self.group.fields.iter().position(|field| field.key == key)
    }
}

fn below(path: &str, key: &str) -> String {
    let mut pointer = path.to_owned();
    push_key(&mut pointer, key);
    pointer
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
        let mut check = Self { pack, application, today, report };
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
        let number = |entered: &Option<super::Entered>| Some(entered.as_ref()?.number()?.to_ratio());
        size::size_class(self.pack, &number(&subject.employees)?, &number(&subject.revenue_wan)?)
    }

    /// 填表日期, or today while it is open.
    pub(super) fn fill_date(&self) -> Date {
        self.application.head.fill_date.unwrap_or(self.today)
    }

    fn group(&mut self, group: &'a FormGroup) {
        let mut path = "/application".to_owned();
        push_key(&mut path, &group.key);
        let before =
            (self.report.filled + self.report.recommended_filled, self.report.required + self.report.recommended);
        let before_issues = self.obstacles();

        let application = self.application;
        let mut sections = application.sections(&group.key);
        let blank_product = super::Product::default();
        let blank_problem = super::Problem::default();
        if sections.is_empty() {
            match group.key.as_ref() {
                "products" => sections.push(&blank_product),
                "problems" if !self.application.is_need_only() => sections.push(&blank_problem),
                _ => {}
            }
        }
        if group.fields.iter().all(|field| field.kind == FieldKind::Derived) {
            self.derive_all(group, &path);
        }
        for (index, section) in sections.into_iter().enumerate() {
            let earlier = self.report.issues.len();
            let path = if group.repeated { below(&path, &index.to_string()) } else { path.clone() };
            let place = Place { group, path };
            for field in &group.fields {
                self.field(&place, section, field);
            }
            rules::examine(self, &place, index);
            self.sort_issues(earlier, &place);
        }

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
            self.derive(&below(path, &field.key), field);
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

    fn field(&mut self, place: &Place<'_>, section: &dyn Section, field: &FormField) {
        let path = place.pointer(&field.key);
        if field.kind == FieldKind::Derived {
            self.derive(&path, field);
            return;
        }
        let Some(answer) = section.answer(&field.key) else { return };
        if !field.when.as_ref().is_none_or(|when| applies(section, when)) || !rules::applies(self, section, &field.key)
        {
            self.report.hidden.push(path);
            return;
        }
        let need =
            if field.key == "expectedGoal" && self.application.is_need_only() { Need::Required } else { field.need };
        let filled = answer.is_filled() || rules::is_implied(section, &field.key);
        self.count(&path, field, need, filled);
        self.contents(&path, field, &answer);
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

    fn contents(&mut self, path: &str, field: &FormField, answer: &Answer<'_>) {
        match answer {
            Answer::Text(Some(text)) => self.length(path, field, text),
            Answer::Texts(codes) => {
                let exclusive =
                    |code: &String| field.options.iter().any(|option| option.exclusive && option.code == code.as_str());
                if codes.len() > 1 && codes.iter().any(exclusive) {
                    self.find(path, field, "conflict", &[]);
                }
            }
            Answer::Number(Some(entered)) if answer.is_filled() => {
                self.number(path, field, entered.number(), &entered.0);
            }
            Answer::Rows(rows) => {
                for (index, row) in rows.iter().enumerate() {
                    let row_path = below(path, &index.to_string());
                    for column in &field.fields {
                        let path = below(&row_path, &column.key);
                        let Some(answer) = row.answer(&column.key) else { continue };
                        self.count(&path, column, column.need, answer.is_filled());
                        self.contents(&path, column, &answer);
                    }
                }
            }
            _ => {}
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
        let Some(message) = field.messages.iter().find(|message| message.rule == rule) else { return };
        // An answer that does not apply is kept, but nobody is bothered about it.
        let lies_below = |hidden: &String| {
            path.strip_prefix(hidden.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if self.report.hidden.iter().any(lies_below) {
            return;
        }
        self.report.issues.push(Issue {
            path: path.to_owned(),
            rule: rule.to_owned(),
            severity: message.severity,
            message: fill(&message.text, values),
            source: field.source.clone(),
        });
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
fn applies(section: &dyn Section, when: &When) -> bool {
    let any_of = |answer: &Answer<'_>| when.any_of.iter().any(|code| answer.has_code(code));
    match when.key.split_once('.') {
        None => section.answer(&when.key).is_some_and(|answer| any_of(&answer)),
        Some((rows, column)) => match section.answer(rows) {
            Some(Answer::Rows(rows)) => rows.iter().filter_map(|row| row.answer(column)).any(|answer| any_of(&answer)),
            _ => false,
        },
    }
}

/// Refuses a code that is none of the field's options.
fn options(field: &FormField, answer: &Answer<'_>) -> Result<()> {
    let known = |code: &str| field.options.iter().any(|option| option.code == code);
    let refuse = |code: &str| Error::new(Code::UnknownCode, format!("“{}”没有“{code}”这个选项", field.label));
    match (field.kind, answer) {
        (FieldKind::Choice, Answer::Text(Some(code))) if !known(code) => Err(refuse(code)),
        (FieldKind::Choices, Answer::Texts(codes)) => match codes.iter().position(|code| !known(code)) {
            Some(index) => Err(refuse(codes.get(index).map_or("", String::as_str)).at(&index.to_string())),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}
