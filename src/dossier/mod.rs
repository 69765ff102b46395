//! 档案: one file that holds every fact of a case.
//!
//! A fact is stored once and feeds every form: the steps of the two guides read it from here
//! ([`check`]), and their results are worked out again, never typed. What is stored of them
//! beside the facts is there to be compared ([`verify`]).

mod anonymise;
mod as_written;
pub(crate) mod association;
mod carry_over;
mod change;
mod check;
pub(crate) mod enterprise;
mod facts;
mod file;
mod html;
mod measured;
mod merge;
mod migrate;
mod names;
mod periods;
mod places;
mod registers;
mod results;
mod seal;
mod stored;
mod tidy;
mod verify;
mod words;

pub(crate) use anonymise::without_names;
pub use anonymise::{Anonymised, CaseStudy, anonymise};
pub use as_written::AsWritten;
pub(crate) use carry_over::marks as content_marks;
pub use carry_over::{CarriedOver, Reopened, ReopenedWhy, carry_over};
pub use change::Change;
pub(crate) use check::{CheckedFile, checked};
pub use check::{DossierCheck, check};
pub use enterprise::{Conclusion, EnterpriseCheck, daily_duty};
pub use facts::{
    AssociationRecord, Conflict, ContentMark, Dossier, DossierKind, Earlier, EarlierUnits, Improvement, KeptFile,
    Snapshot, Week,
};
pub use file::{DossierFormat, ReadDossier, WrittenDossier, read, write};
pub(crate) use file::{content_changes, facts, is_ours, written_version};
pub use merge::{Merged, merge};
pub use migrate::{FORMAT, VERSION};
pub(crate) use migrate::{renew, renew_patch, renewed_path};
pub(crate) use names::Names;
pub use periods::{compare_periods, confirm_earlier, start_period, take_snapshot};
pub use registers::{MergedRegisters, merge_registers};
pub use results::CaseResults;
pub(crate) use seal::kept_seal;
pub use tidy::{TidiedEntry, tidy_entry};
pub use verify::{DossierVerification, verify};
pub use words::{DossierWords, words};
