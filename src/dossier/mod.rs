//! 档案: one file that holds every fact of a case.
//!
//! A fact is stored once and feeds every form: the steps of the two guides read it from here
//! ([`check`]), and their results are worked out again, never typed. What is stored of them
//! beside the facts is there to be compared ([`verify`]).

mod anonymise;
mod carry_over;
mod check;
mod facts;
mod file;
mod html;
mod merge;
mod migrate;
mod names;
mod periods;
mod results;
mod verify;
mod words;

pub use anonymise::{Anonymised, CaseStudy, anonymise};
pub use carry_over::{CarriedOver, Reopened, ReopenedWhy, carry_over};
pub use check::{Conclusion, DossierCheck, EnterpriseCheck, check};
pub use facts::{
    AssociationRecord, Conflict, ContentMark, Dossier, DossierKind, Earlier, EarlierUnits, Improvement, Snapshot, Week,
};
pub use file::{Change, DossierFormat, FORMAT, ReadDossier, VERSION, WrittenDossier, read, write};
pub(crate) use file::{facts, kept_seal};
pub use merge::{Merged, merge};
pub(crate) use names::Names;
pub use periods::{compare_periods, confirm_earlier, start_period, take_snapshot};
pub use results::CaseResults;
pub use verify::{DossierVerification, verify};
pub use words::{DossierWords, words};
