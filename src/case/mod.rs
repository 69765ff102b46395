//! The living case: one file open, changes in, what they amount to out.
//!
//! Both front-ends edit a case on every keystroke. The core holds it: what a change makes stale is worked out again, and
//! nothing else; statuses, findings and undoing are the same for every host.

mod asked;
mod door;
mod edit;
mod forms;
mod history;
mod look;
mod measure;
mod open;
mod patch;
mod run;
mod steps;
mod views;

pub use asked::{Asked, ViewOptions};
pub use door::{Opening, REQUESTS};
pub use edit::{Edit, EditKind};
pub use forms::{FormState, FormStates};
pub use history::{EntryKind, JournalEntry};
pub use look::{AskedView, ViewRequest};
pub use measure::NextPlace;
pub use open::{Case, CaseChange, CaseSnapshot, Join, Opened};
pub use run::{CaseLook, LongMove, Move, OpenedCase, run};
pub use steps::{StepState, StepStatus};
pub use views::{IssueChanges, ViewName};
