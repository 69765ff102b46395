//! What comes of checking an application.

use std::ops::Deref;

use crate::issue::Issue;
use crate::json::{Encode, Sink, object};
use crate::pack::{Need, Severity, SizeClass, Text};

object! {
    /// The state of an application.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ApplicationCheck: out {
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
        /// The same as the form shows it: what is missing and what should be looked at, each at its field, in the order of the
        /// form.
        pub notes: Vec<FormNote>,
        /// The fields that do not apply; their answers are kept.
        pub hidden: Vec<HiddenField>,
        /// Nothing required is missing and no finding is an error: a final export is possible.
        pub ready: bool,
        /// 评估判定 or 审核评估, once the trigger is known.
        pub decision_step: Option<Text>,
        /// 企业规模: what the user chose, else what the figures say.
        pub size_class: Option<SizeClass>,
        /// The tidied 统一社会信用代码.
        pub normalized_uscc: Option<String>,
        /// Texts of the fields that are worked out.
        pub derived: Vec<Derived>,
        /// Counts for each group of the form.
        pub groups: Vec<GroupCount>,
    }
}

object! {
    /// A field that is still empty.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Missing: out {
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
}

object! {
    /// What the form says at a field.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct FormNote: out {
        /// JSON Pointer of the field that shows it.
        pub at: String,
        /// JSON Pointer of what it is about: the field, or an entry of it.
        pub path: String,
        /// How much it weighs.
        pub severity: Severity,
        /// What to do.
        pub message: String,
        /// Whether nothing has been entered yet: no mistake as long as the form is being filled.
        pub missing: bool,
    }
}

object! {
    /// A field that does not apply.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct HiddenField: out {
        /// JSON Pointer of the field.
        pub path: String,
        /// What would make it apply.
        pub why: String,
    }
}

object! {
    /// The text of a field that is worked out.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Derived: out {
        /// JSON Pointer of the field.
        pub path: String,
        /// What to show.
        pub text: String,
        /// Whether it is known; otherwise the text says what it waits for.
        pub known: bool,
    }
}

object! {
    /// How far a group of the form is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GroupCount: out {
        /// Code of the group.
        pub code: Text,
        /// Its key in the application.
        pub key: Text,
        /// How many of the asked fields are filled.
        pub filled: u32,
        /// How many fields are asked, required or recommended.
        pub asked: u32,
        /// How many places keep a final export from being possible.
        pub issues: u32,
        /// How many of them hold what is wrong, not what is missing.
        pub wrong: u32,
    }
}

/// How many fields are asked and how many of them are filled, and how much there is to be said of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) filled: u32,
    pub(super) required: u32,
    pub(super) recommended_filled: u32,
    pub(super) recommended: u32,
    pub(super) issues: usize,
    pub(super) missing: usize,
    pub(super) notes: usize,
    pub(super) hidden: usize,
    pub(super) derived: usize,
}

impl Tally {
    pub(super) fn of(check: &ApplicationCheck) -> Self {
        Self {
            filled: check.filled,
            required: check.required,
            recommended_filled: check.recommended_filled,
            recommended: check.recommended,
            issues: check.issues.len(),
            missing: check.missing.len(),
            notes: check.notes.len(),
            hidden: check.hidden.len(),
            derived: check.derived.len(),
        }
    }

    /// What has come since.
    pub(super) fn less(self, before: Self) -> Self {
        Self {
            filled: self.filled - before.filled,
            required: self.required - before.required,
            recommended_filled: self.recommended_filled - before.recommended_filled,
            recommended: self.recommended - before.recommended,
            issues: self.issues - before.issues,
            missing: self.missing - before.missing,
            notes: self.notes - before.notes,
            hidden: self.hidden - before.hidden,
            derived: self.derived - before.derived,
        }
    }
}

/// A check that is kept, with what each group of the form has added to it.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) check: ApplicationCheck,
    pub(super) tallies: Vec<Tally>,
}

impl Deref for Checked {
    type Target = ApplicationCheck;

    fn deref(&self) -> &ApplicationCheck {
        &self.check
    }
}

impl Encode for Checked {
    fn write(&self, sink: &mut dyn Sink) {
        self.check.write(sink);
    }
}
