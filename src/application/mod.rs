//! 质量技术帮扶申请表 (附录A): the form, its answers and what is still to be mended.
//!
//! The draft standard names the form without giving its contents, so the fields are
//! ours; each says what it rests on.

mod again;
mod answers;
mod check;
mod codes;
mod conditions;
mod findings;
mod numbers;
mod outcome;
mod products;
mod rules;
mod size;
mod uscc;

pub(crate) use again::{ALONE, Answered};
pub use answers::*;
pub(crate) use check::checked;
pub use check::validate;
pub(crate) use codes::{check_answers, check_codes, check_options};
pub(crate) use conditions::{applies, has_code, is_filled};
pub(crate) use outcome::Checked;
pub use outcome::{ApplicationCheck, Derived, FormNote, GroupCount, HiddenField, Missing};
pub use products::{ProductLibrary, product_library};
pub use size::size_class;
pub(crate) use size::size_class_of;
pub(crate) use uscc::normalize as normalized_uscc;
pub use uscc::{UsccCheck, check_uscc};

use crate::pack::{Assistance, FormTable};

/// The fields of the form, in order.
#[must_use]
pub fn form(pack: &Assistance) -> FormTable {
    pack.form()
}
