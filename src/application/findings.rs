//! An application that is being checked, and what has been found in it.

use super::answers::Application;
use super::outcome::{ApplicationCheck, Checked, FormNote, HiddenField, Tally};
use super::{size, uscc};
use crate::date::Date;
use crate::error::pointer;
use crate::issue::Issue;
use crate::json::Json;
use crate::pack::{Assistance, FieldKind, FormField, FormGroup, Need, Severity};

/// A check under way.
pub(super) struct Check<'a> {
    pub(super) pack: &'a Assistance,
    pub(super) application: &'a Application,
    pub(super) today: Date,
    /// The same answers by the keys of the content table.
    pub(super) answers: Json,
    pub(super) report: ApplicationCheck,
    /// What each group has added.
    pub(super) tallies: Vec<Tally>,
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

    /// Where in the order of the form a pointer into this group stands: its field, and in a table of the form the row and the
    /// column.
    pub(super) fn position(&self, pointer: &str) -> Option<(usize, Option<usize>, Option<usize>)> {
        let mut keys = pointer.strip_prefix(&self.path)?.split('/').skip(1);
        let place = |fields: &[FormField], key: Option<&str>| {
            key.and_then(|key| fields.iter().position(|field| field.key == key))
        };
        let index = place(&self.group.fields, keys.next())?;
        let row = keys.next().and_then(|row| row.parse().ok());
        Some((index, row, place(&self.group.fields.get(index)?.fields, keys.next())))
    }

    /// The field that shows what is said of a place: an entry of a list is shown by the list, a column of a table by itself.
    fn shows(&self, pointer: &str) -> String {
        let below = pointer.strip_prefix(&self.path).unwrap_or_default();
        // Where the first keys end: of the field, of a row, of a column.
        let mut ends = below.match_indices('/').map(|(end, _)| end).skip(1).chain([below.len()]);
        let first = ends.next().unwrap_or_default();
        let field = below.get(1..first).and_then(|key| self.field(key));
        let column = ends.nth(1).filter(|_| field.is_some_and(|field| field.kind == FieldKind::Rows));
        let shown = below.get(..column.unwrap_or(first)).unwrap_or_default();
        [&self.path, shown].concat()
    }
}

impl<'a> Check<'a> {
    /// Nothing has been found yet.
    pub(super) fn new(pack: &'a Assistance, application: &'a Application, today: Date, answers: Json) -> Self {
        let normalized = application.subject.uscc.as_deref().map(uscc::normalize);
        let path = application.trigger.trigger_path.as_deref();
        let decision_step = path.and_then(|path| pack.known_word(&["decisionStep=", path].concat()));
        let report = ApplicationCheck {
            issues: Vec::new(),
            missing: Vec::new(),
            notes: Vec::new(),
            filled: 0,
            required: 0,
            recommended_filled: 0,
            recommended: 0,
            hidden: Vec::new(),
            ready: false,
            decision_step,
            size_class: size::size_class_of(pack, &application.subject).cloned(),
            normalized_uscc: normalized.filter(|code| !code.is_empty()),
            derived: Vec::new(),
            groups: Vec::new(),
        };
        Self { pack, application, today, answers, report, tallies: Vec::with_capacity(pack.application.groups.len()) }
    }

    /// 填表日期, or today while it is open.
    pub(super) fn fill_date(&self) -> Date {
        self.application.head.fill_date.unwrap_or(self.today)
    }

    /// Reports that a rule of a field is broken, in the words of the content table.
    pub(super) fn find(&mut self, path: &str, field: &FormField, rule: &str, values: &[(&str, &str)]) {
        // An answer that does not apply is kept, but nobody is bothered about it.
        let lies_below = |hidden: &HiddenField| {
            path.strip_prefix(hidden.path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !self.report.hidden.iter().any(lies_below) {
            self.report.issues.extend(Issue::of(&field.messages, &field.source, path, rule, values));
        }
    }

    /// Adds a finding made elsewhere.
    pub(super) fn add(&mut self, issue: Issue) {
        self.report.issues.push(issue);
    }

    /// The state of the application, once all of the form has been gone through.
    pub(super) fn finish(mut self) -> Checked {
        self.report.ready = self.obstacles() == 0;
        Checked { check: self.report, tallies: self.tallies }
    }

    /// Puts the newest findings in the order of the form, equal ones in the order they were found.
    pub(super) fn sort_issues(&mut self, from: usize, place: &Place<'_>) {
        for issue in self.report.issues.split_off(from) {
            let position = place.position(&issue.path);
            let sorted = self.report.issues.get(from..).unwrap_or_default();
            let at = from + sorted.partition_point(|other| place.position(&other.path) <= position);
            self.report.issues.insert(at, issue);
        }
    }

    /// Notes what is newly missing and what has newly been found, in the order of the form.
    pub(super) fn note(&mut self, missing: usize, issues: usize, place: &Place<'_>) {
        let from = self.report.notes.len();
        let missing = self.report.missing.iter().skip(missing).filter(|missing| missing.need == Need::Required);
        let missing = missing.map(|missing| (&missing.path, Severity::Error, missing.message.as_ref(), true));
        let issues = self.report.issues.iter().skip(issues);
        let issues = issues.map(|issue| (&issue.path, issue.severity, issue.message.as_str(), false));
        for (path, severity, message, missing) in missing.chain(issues) {
            let noted = self.report.notes.get(from..).unwrap_or_default();
            let at = from + noted.partition_point(|other| place.position(&other.path) <= place.position(path));
            let (path, message) = (path.clone(), message.to_owned());
            self.report.notes.insert(at, FormNote { at: place.shows(&path), path, severity, message, missing });
        }
    }

    /// How many places hold what is wrong.
    pub(super) fn wrong(&self) -> u32 {
        let errors = self.report.issues.iter().filter(|issue| issue.severity == Severity::Error).count();
        u32::try_from(errors).unwrap_or(u32::MAX)
    }

    /// How many places keep a final export from being possible.
    pub(super) fn obstacles(&self) -> u32 {
        let missing = self.report.missing.iter().filter(|missing| missing.need == Need::Required).count();
        self.wrong() + u32::try_from(missing).unwrap_or(u32::MAX)
    }
}
