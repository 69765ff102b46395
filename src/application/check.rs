//! What is missing, what should be mended, what does not apply.

use super::answers::Application;
use super::codes::{check_answers, rows, sections};
use super::conditions::{applies, has_code, is_filled};
use super::findings::{Check, Place};
use super::outcome::{ApplicationCheck, Checked, Derived, GroupCount, HiddenField, Missing, Tally};
use super::{rules, size};
use crate::date::Date;
use crate::decimal::{Decimal, NotDecimal};
use crate::entered::{Entered, filled, shown_length};
use crate::error::{Result, pointer};
use crate::exact::Fraction;
use crate::json::{Encode, Json};
use crate::listed::Listed;
use crate::pack::{Assistance, FieldKind, FormField, FormGroup, Need, Text, When};

/// Checks an application. A half-filled one is normal.
///
/// # Errors
/// `unknown-code` where an answer is none of the options of its field.
pub fn validate(pack: &Assistance, application: &Application, today: Date) -> Result<ApplicationCheck> {
    checked(pack, application, today).map(|checked| checked.check)
}

/// The same, to be kept.
///
/// # Errors
/// As [`validate`].
pub(crate) fn checked(pack: &Assistance, application: &Application, today: Date) -> Result<Checked> {
    let mut check = Check::new(pack, application, today, application.encode());
    check_answers(pack, &check.answers)?;
    for group in &pack.application.groups {
        check.group(group);
    }
    Ok(check.finish())
}

impl<'a> Check<'a> {
    pub(super) fn group(&mut self, group: &'a FormGroup) {
        let path = pointer("/application", &group.key);
        let before = Tally::of(&self.report);
        let (before_issues, before_wrong) = (self.obstacles(), self.wrong());

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
            let (missing, earlier) = (self.report.missing.len(), self.report.issues.len());
            let path = if group.repeated { pointer(&path, &index.to_string()) } else { path.clone() };
            let place = Place { group, path };
            for field in &group.fields {
                self.field(&place, section, field);
            }
            rules::examine(self, &place, index);
            self.sort_issues(earlier, &place);
            self.note(missing, earlier, &place);
        }
        self.answers = answers;

        let own = Tally::of(&self.report).less(before);
        self.tallies.push(own);
        self.report.groups.push(GroupCount {
            code: group.code.clone(),
            key: group.key.clone(),
            filled: own.filled + own.recommended_filled,
            asked: own.required + own.recommended,
            issues: self.obstacles() - before_issues,
            wrong: self.wrong() - before_wrong,
        });
    }

    fn derive_all(&mut self, group: &FormGroup, path: &str) {
        for field in &group.fields {
            self.derive(&pointer(path, &field.key), field);
        }
    }

    fn derive(&mut self, path: &str, field: &FormField) {
        let (text, known) = match field.key.as_ref() {
            "decisionStep" => match &self.report.decision_step {
                Some(step) => (step.to_string(), true),
                None => ("选了触发路径后得出".to_owned(), false),
            },
            "formVersion" => (self.pack.application.version.clone().into_owned(), true),
            "sizeClass" => match (&self.report.size_class, size::chosen(self.pack, &self.application.subject)) {
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
        if field.kind == FieldKind::Derived {
            self.derive(&place.pointer(&field.key), field);
            return;
        }
        let answer = section.get(&field.key).unwrap_or(&Json::Null);
        if let Some(why) = self.hides(place.group, section, field) {
            self.report.hidden.push(HiddenField { path: place.pointer(&field.key), why });
            return;
        }
        let filled = is_filled(answer, field.kind) || rules::is_implied(section, &field.key);
        self.count(place, field, self.need(field), filled);
        self.contents(place, field, answer);
    }

    /// How much a field is asked for.
    pub(super) fn need(&self, field: &FormField) -> Need {
        if field.key == "expectedGoal" && self.application.is_need_only() { Need::Required } else { field.need }
    }

    /// Why a field does not apply, or what its condition is about does not, and so on: what is hidden shows nothing else.
    fn hides(&self, group: &FormGroup, section: &Json, field: &FormField) -> Option<String> {
        let mut next = Some(field);
        // No chain is longer than the group, so that one that runs in a circle comes to an end too.
        for _ in &group.fields {
            let field = next?;
            if let Some(why) = rules::hides(self, group, section, &field.key) {
                return Some(why);
            }
            let when = field.when.as_ref()?;
            if !applies(section, when) {
                return Some(self.asks_for(group, when));
            }
            let key = when.key.split('.').next();
            next = group.fields.iter().find(|other| Some(other.key.as_ref()) == key);
        }
        None
    }

    /// What a condition asks for, in the words of the form.
    fn asks_for(&self, group: &FormGroup, when: &When) -> String {
        let mut fields = &group.fields;
        let mut asked = None;
        for key in when.key.split('.') {
            asked = fields.iter().find(|field| field.key == key);
            let Some(field) = asked else { break };
            fields = &field.fields;
        }
        let Some(field) = asked else { return String::new() };
        let name = |code: &Text| match code.as_ref() {
            "filled" => None,
            "yes" if field.kind == FieldKind::YesNo => Some("是".into()),
            "no" if field.kind == FieldKind::YesNo => Some("否".into()),
            _ => self.pack.option_label(field, code),
        };
        let names: Vec<Text> = when.any_of.iter().filter_map(name).listed();
        if names.is_empty() {
            return format!("填了“{}”才填", field.label);
        }
        format!("“{}”是“{}”才填", field.label, names.join("”或“"))
    }

    pub(super) fn count(&mut self, place: &Place<'_>, field: &FormField, need: Need, filled: bool) {
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
            path: place.pointer(&field.key),
            label: field.label.clone(),
            need,
            message: message.map_or_else(|| field.label.clone(), |message| message.text.clone()),
            loss: field.loss.clone(),
        });
    }

    pub(super) fn contents(&mut self, place: &Place<'_>, field: &FormField, answer: &Json) {
        match (field.kind, answer) {
            (FieldKind::Integer | FieldKind::Decimal, Json::String(typed)) => {
                if filled(Some(typed)) {
                    self.number(place, field, Entered(typed.to_string()).exactly(), typed);
                }
            }
            (_, Json::String(text)) => self.length(place, field, text),
            (FieldKind::Choices, Json::Array(codes)) => {
                let exclusive =
                    |code: &Json| field.options.iter().any(|option| option.exclusive && has_code(code, &option.code));
                if codes.len() > 1 && codes.iter().any(exclusive) {
                    self.find(&place.pointer(&field.key), field, "conflict", &[]);
                }
            }
            _ => {
                for (index, row) in rows(field, answer).iter().enumerate() {
                    let path = pointer(&place.pointer(&field.key), &index.to_string());
                    let place = Place { group: place.group, path };
                    for column in &field.fields {
                        let Some(answer) = row.get(&column.key) else { continue };
                        self.count(&place, column, column.need, is_filled(answer, column.kind));
                        self.contents(&place, column, answer);
                    }
                }
            }
        }
    }

    fn length(&mut self, place: &Place<'_>, field: &FormField, text: &str) {
        if field.min_length.is_none() && field.max_length.is_none() {
            return;
        }
        let length = shown_length(text);
        let is_short = field.min_length.is_some_and(|least| length < least as usize);
        let is_long = field.max_length.is_some_and(|most| length > most as usize);
        if length > 0 && (is_short || is_long) {
            self.find(&place.pointer(&field.key), field, "length", &[("n", &length.to_string())]);
        }
    }

    fn number(
        &mut self,
        place: &Place<'_>,
        field: &FormField,
        number: std::result::Result<Decimal, NotDecimal>,
        typed: &str,
    ) {
        let zero = Fraction::from_integer(0);
        let whole = field.kind == FieldKind::Integer;
        let most = if field.key == "employees" { 9_999_999 } else { i64::MAX };
        let (rule, name, value) = match number {
            Ok(number) if number.to_ratio() < zero => ("range", "value", typed.to_owned()),
            Ok(number) if whole && number.to_integer().is_none_or(|number| number > most) => {
                ("range", "value", typed.to_owned())
            }
            Ok(number) if !whole && number.places() > 2 => ("decimals", "n", number.places().to_string()),
            Ok(_) => return,
            Err(NotDecimal::TooFine(places)) if !whole => ("decimals", "n", places.to_string()),
            Err(_) => ("range", "value", typed.to_owned()),
        };
        self.find(&place.pointer(&field.key), field, rule, &[(name, &value)]);
    }
}
