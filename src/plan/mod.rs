//! 帮扶清单 (附录D) and 帮扶方案 with its seven parts.
//!
//! The draft standard says that a plan has seven parts without naming them. Their names are
//! content, so that the official ones can take their place.

mod assemble;
mod case;
mod codes;
mod coverage;
mod draft;
mod list;
mod parts;
mod proposals;

pub(crate) use assemble::{Grounds, assemble_on};
pub use assemble::{Plan, assemble};
pub use case::PlanCase;
pub use coverage::{CoveredCause, CoveredItem};
pub use draft::{Assurance, Goal, ListRow, ListStatus, Member, PlanDraft, ScheduleStep, Step};
pub use list::PlanRow;
pub use parts::PartState;
pub use proposals::{MethodProposal, TypeProposal, TypeProposals};
