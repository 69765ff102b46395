//! An application that is checked again, once some of it is answered otherwise.

use super::answers::Application;
use super::codes::check_answers;
use super::conditions::is_filled;
use super::findings::{Check, Place};
use super::outcome::{ApplicationCheck, Checked, Missing, Tally};
use super::rules;
use crate::date::Date;
use crate::error::{Result, pointer};
use crate::json::{Encode, Json, Part, Tree};
use crate::listed::Listed;
use crate::pack::{Assistance, FieldKind, FormField, FormGroup, Need, Severity};

/// The groups of which no other group reads anything.
pub(crate) const ALONE: [&str; 5] = ["subject", "contact", "need", "attachments", "declaration"];

/// What is answered otherwise: a group that stands alone, or one field of it.
pub(crate) struct Answered<'a> {
    pub(crate) group: &'a str,
    pub(crate) field: Option<&'a str>,
}

impl Answered<'_> {
    /// The field, and the place of its group, where nothing else depends on its answer: a text that no condition and no rule
    /// looks into.
    fn plain<'a>(&self, pack: &'a Assistance) -> Option<Plain<'a>> {
        let (index, group) = only(pack.application.groups.iter().enumerate(), |(_, group)| group.key == self.group)?;
        let field = only(group.fields.iter(), |field| Some(field.key.as_ref()) == self.field)?;
        let asks = |other: &FormField| other.when.as_ref().is_some_and(|when| when.key == field.key);
        let is_text = matches!(field.kind, FieldKind::Text | FieldKind::LongText);
        let is_read = group.repeated || rules::READ.contains(&field.key.as_ref()) || group.fields.iter().any(asks);
        (is_text && !is_read).then(|| {
            let place = Place { group, path: pointer("/application", &group.key) };
            Plain { index, place, field }
        })
    }
}

/// A field on whose answer nothing else depends.
struct Plain<'a> {
    /// The place of its group in the form.
    index: usize,
    place: Place<'a>,
    field: &'a FormField,
}

impl Plain<'_> {
    fn path(&self) -> String {
        self.place.pointer(&self.field.key)
    }

    /// How much it is asked for, and what is to be said of it alone.
    fn found(&self, pack: &Assistance, application: &Application, today: Date) -> (Need, ApplicationCheck) {
        let Self { place, field, .. } = self;
        let answer = part(application, &[place.group.key.to_string(), field.key.to_string()]);
        let (answers, report, tallies) = (Json::Null, ApplicationCheck::default(), Vec::new());
        let mut check = Check { pack, application, today, answers, report, tallies };
        let need = check.need(field);
        check.count(place, field, need, is_filled(&answer, field.kind));
        check.contents(place, field, &answer);
        check.note(0, 0, place);
        (need, check.report)
    }
}

/// The one of them that is meant; none where a pack has two.
fn only<T>(mut items: impl Iterator<Item = T>, is_meant: impl Fn(&T) -> bool) -> Option<T> {
    let found = items.find(&is_meant)?;
    items.all(|other| !is_meant(&other)).then_some(found)
}

/// A part of the answers.
fn part(application: &Application, keys: &[String]) -> Json {
    let mut tree = Tree::default();
    application.write(&mut Part::new(keys, &mut tree));
    tree.tree()
}

impl Checked {
    /// The same once this is answered otherwise, and nothing else is.
    ///
    /// # Errors
    /// As [`validate`](super::validate).
    pub(crate) fn again(
        mut self,
        pack: &Assistance,
        application: &Application,
        today: Date,
        changed: &[Answered<'_>],
    ) -> Result<Self> {
        let plain = changed.iter().map(|answered| answered.plain(pack));
        let Some(fields) = plain.collect::<Option<Vec<_>>>() else {
            return self.groups_again(pack, application, today, changed);
        };
        for field in fields {
            let (need, found) = field.found(pack, application, today);
            self.take_over(&field, need, found);
        }
        self.check.ready = self.check.groups.iter().all(|group| group.issues == 0);
        Ok(self)
    }

    /// Whether it stays as it is once this is answered otherwise, as while most of a text is typed.
    pub(crate) fn stays(
        &self,
        pack: &Assistance,
        application: &Application,
        today: Date,
        changed: &[Answered<'_>],
    ) -> bool {
        changed.iter().all(|answered| {
            answered.plain(pack).is_some_and(|field| {
                let path = field.path();
                let (_, found) = field.found(pack, application, today);
                let ApplicationCheck { issues, missing, notes, hidden, .. } = &self.check;
                let is_own = |missing: &&Missing| missing.path == path;
                hidden.iter().any(|hidden| hidden.path == path)
                    || (issues.iter().filter(|issue| issue.path == path).eq(&found.issues)
                        && missing.iter().filter(is_own).eq(&found.missing)
                        && notes.iter().filter(|note| note.path == path).eq(&found.notes))
            })
        })
    }

    /// Puts what is found of a plain field now in the place of what was found before.
    fn take_over(&mut self, field: &Plain<'_>, need: Need, now: ApplicationCheck) {
        let (index, place, path) = (field.index, &field.place, field.path());
        let Self { check, tallies } = self;
        if check.hidden.iter().any(|hidden| hidden.path == path) {
            return;
        }
        let Some((before, others)) = tallies.split_at_mut_checked(index) else { return };
        let (Some(own), Some(count)) = (others.first_mut(), check.groups.get_mut(index)) else { return };
        let is_missing = !now.missing.is_empty();
        let was_missing = check.missing.iter().any(|missing| missing.path == path);
        if is_missing != was_missing {
            let (all, of_group) = match need {
                Need::Recommended => (&mut check.recommended_filled, &mut own.recommended_filled),
                Need::Required | Need::Optional => (&mut check.filled, &mut own.filled),
            };
            for filled in [all, of_group, &mut count.filled] {
                *filled = if is_missing { filled.saturating_sub(1) } else { *filled + 1 };
            }
        }

        let start = |length: fn(&Tally) -> usize| before.iter().map(length).sum::<usize>();
        let (issues, missing) = (start(|tally| tally.issues), start(|tally| tally.missing));
        exchange(&mut check.issues, (issues, &mut own.issues), now.issues, place, &path, |issue| &issue.path);
        exchange(&mut check.missing, (missing, &mut own.missing), now.missing, place, &path, |missing| &missing.path);
        let notes = start(|tally| tally.notes);
        exchange(&mut check.notes, (notes, &mut own.notes), now.notes, place, &path, |note| &note.path);

        let wrong = check.issues.iter().skip(issues).take(own.issues);
        let wrong = wrong.filter(|issue| issue.severity == Severity::Error).count();
        let missing = check.missing.iter().skip(missing).take(own.missing);
        let missing = missing.filter(|missing| missing.need == Need::Required).count();
        count.wrong = u32::try_from(wrong).unwrap_or(u32::MAX);
        count.issues = u32::try_from(wrong + missing).unwrap_or(u32::MAX);
    }

    fn groups_again(
        self,
        pack: &Assistance,
        application: &Application,
        today: Date,
        changed: &[Answered<'_>],
    ) -> Result<Self> {
        let is_changed = |group: &FormGroup| changed.iter().any(|answered| group.key == answered.group);
        let groups = &pack.application.groups;
        let answers = groups.iter().filter(|group| is_changed(group));
        let answers = answers.map(|group| (group.key.clone(), part(application, &[group.key.to_string()])));
        let mut check = Check::new(pack, application, today, Json::Object(answers.listed()));
        check_answers(pack, &check.answers)?;

        let Self { check: ApplicationCheck { issues, missing, notes, hidden, derived, groups: counts, .. }, tallies } =
            self;
        let (mut issues, mut missing, mut notes) = (issues.into_iter(), missing.into_iter(), notes.into_iter());
        let (mut hidden, mut derived) = (hidden.into_iter(), derived.into_iter());
        for (group, (count, tally)) in groups.iter().zip(counts.into_iter().zip(tallies)) {
            let (issues, missing) = (issues.by_ref().take(tally.issues), missing.by_ref().take(tally.missing));
            let (notes, hidden) = (notes.by_ref().take(tally.notes), hidden.by_ref().take(tally.hidden));
            let derived = derived.by_ref().take(tally.derived);
            if is_changed(group) {
                let _ = (issues.count(), missing.count(), notes.count(), hidden.count(), derived.count());
                check.group(group);
                continue;
            }
            let report = &mut check.report;
            report.issues.extend(issues);
            report.missing.extend(missing);
            report.notes.extend(notes);
            report.hidden.extend(hidden);
            report.derived.extend(derived);
            report.filled += tally.filled;
            report.required += tally.required;
            report.recommended_filled += tally.recommended_filled;
            report.recommended += tally.recommended;
            report.groups.push(count);
            check.tallies.push(tally);
        }
        Ok(check.finish())
    }
}

/// Takes the entries of a field out of a group, of which a list has so many from a place on, and puts others in their place in
/// the order of the form.
fn exchange<T>(
    entries: &mut Vec<T>,
    (from, own): (usize, &mut usize),
    others: Vec<T>,
    place: &Place<'_>,
    field: &str,
    path: fn(&T) -> &str,
) {
    let all = entries.len();
    entries.retain(|entry| path(entry) != field);
    *own -= all - entries.len();
    for entry in others {
        let position = place.position(path(&entry));
        let known = entries.get(from..from + *own).unwrap_or_default();
        let at = from + known.partition_point(|other| place.position(path(other)) <= position);
        entries.insert(at, entry);
        *own += 1;
    }
}
