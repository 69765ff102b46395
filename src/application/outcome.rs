//! What comes of checking an application.

use crate::issue::Issue;
use crate::json::encode_object;
use crate::pack::{Need, SizeClass, Text};

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
