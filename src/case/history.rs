//! What was done to a case, to be taken back, done again and stored by the host.

use super::edit::Edit;
use crate::dossier;
use crate::json::{Json, codes, object};

codes! {
    /// What an entry of the journal did.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum EntryKind: in out {
        /// A patch was applied.
        #[default]
        "apply" => Apply,
        /// The last step was taken back.
        "undo" => Undo,
        /// It was done again.
        "redo" => Redo,
    }
}

object! {
    /// One entry of the journal. The host adds the time and stores it.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct JournalEntry: in out {
        /// The revision that it led to.
        pub revision: u32,
        /// What it did.
        pub kind: EntryKind,
        /// The patch; none to take back and to do again.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<serde_json::Value>>"))]
        pub patch: Option<Json> = default,
        /// Whether it goes on with the step before.
        pub join: bool = default,
    }
}

impl JournalEntry {
    /// The same in the present version of the format: a host may have kept it since an earlier one.
    pub(super) fn renewed(mut self) -> Self {
        if let Some(patch) = &mut self.patch {
            dossier::renew_patch(patch);
        }
        self
    }
}

/// A step: what takes it back, or does it again.
pub(super) type Step = Vec<Edit>;

/// Steps that can be taken back, and steps that can be done again, the last ones last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    pub(super) undo: Vec<Step>,
    pub(super) redo: Vec<Step>,
}

/// Most steps that can be taken back.
const MOST: usize = 1000;

impl History {
    /// Notes what takes back the newest patch: a step of its own, or a part of the one before.
    pub(super) fn note(&mut self, mut back: Step, join: bool) {
        // A patch that changes nothing is nothing to take back.
        if back.is_empty() {
            return;
        }
        // What was taken back is no step that anything goes on with.
        let goes_on = join && self.redo.is_empty();
        self.redo.clear();
        match self.undo.last_mut().filter(|_| goes_on) {
            // The value of before the first of them is the one to go back to.
            Some(step) if back.iter().all(|edit| edit.is_undone_by(step)) => {}
            Some(step) => {
                back.append(step);
                *step = back;
            }
            None => self.undo.push(back),
        }
        if self.undo.len() > MOST {
            self.undo.remove(0);
        }
    }
}
