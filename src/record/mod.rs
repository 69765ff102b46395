//! 帮扶工作记录表 (附录E): what was done when, by whom, with which data. Records are only added.
//!
//! The draft standard names the annex without its contents: fields and rules are ours.

mod check;
mod links;
mod moment;
mod rows;

pub use check::{RecordCheck, RecordTotals, check};
pub use moment::Moment;
pub use rows::{Advice, AgreedAction, EnterprisePerson, Helper, Material, Mode, TestDatum, WorkRecord};
