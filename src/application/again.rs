//! An application that is checked again, once some groups of it are answered otherwise.

use super::answers::Application;
use super::codes::check_answers;
use super::findings::Check;
use super::outcome::{ApplicationCheck, Checked, GroupCount, Tally};
use crate::date::Date;
use crate::error::{Result, pointer};
use crate::json::{Encode, Json, Part, Tree};
use crate::pack::{Assistance, FormGroup};

/// The groups of which no other group reads anything.
pub(crate) const ALONE: [&str; 5] = ["subject", "contact", "need", "attachments", "declaration"];

impl Checked {
    /// The same once these groups, of which no other reads anything, are answered otherwise, and nothing else is.
    ///
    /// # Errors
    /// As [`validate`](super::validate).
    pub(crate) fn again(
        &self,
        pack: &Assistance,
        application: &Application,
        today: Date,
        changed: &[&str],
    ) -> Result<Self> {
        let answers = changed.iter().map(|key| ((*key).to_owned().into(), section(application, key))).collect();
        let mut check = Check::new(pack, application, today, Json::Object(answers));
        check_answers(pack, &check.answers)?;
        let known = self.check.groups.iter().zip(&self.tallies);
        for (group, (count, tally)) in pack.application.groups.iter().zip(known) {
            if changed.contains(&group.key.as_ref()) {
                check.group(group);
            } else {
                check.keep(group, &self.check, count, *tally);
            }
        }
        Ok(check.finish())
    }
}

/// The answers to a group.
fn section(application: &Application, key: &str) -> Json {
    let mut tree = Tree::default();
    application.write(&mut Part::new(&[key.to_owned()], &mut tree));
    tree.tree()
}

impl Check<'_> {
    pub(super) fn tally(&self) -> Tally {
        let ApplicationCheck { filled, required, recommended_filled, recommended, .. } = self.report;
        Tally { filled, required, recommended_filled, recommended }
    }

    /// Takes over what was found of a group before.
    fn keep(&mut self, group: &FormGroup, before: &ApplicationCheck, count: &GroupCount, tally: Tally) {
        let place = pointer("/application", &group.key);
        let is_own =
            |path: &str| path.strip_prefix(place.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let report = &mut self.report;
        report.issues.extend(before.issues.iter().filter(|issue| is_own(&issue.path)).cloned());
        report.missing.extend(before.missing.iter().filter(|missing| is_own(&missing.path)).cloned());
        report.notes.extend(before.notes.iter().filter(|note| is_own(&note.path)).cloned());
        report.hidden.extend(before.hidden.iter().filter(|hidden| is_own(&hidden.path)).cloned());
        report.derived.extend(before.derived.iter().filter(|derived| is_own(&derived.path)).cloned());
        report.filled += tally.filled;
        report.required += tally.required;
        report.recommended_filled += tally.recommended_filled;
        report.recommended += tally.recommended;
        report.groups.push(count.clone());
        self.tallies.push(tally);
    }
}
