//! 行业概览: what the files of an association's members amount to together.
//!
//! Every file becomes counts ([`SummaryPart`]), and counts are added up: summarising parts and
//! merging them gives the same bytes as summarising all at once, in any order. A part grows with
//! the content, not with the number of files. What people read is worked out from the counts
//! ([`IndustryOverview`]); for others it is made anonymous first ([`anonymise_summary`]).

mod member;
mod overview;
mod small_cells;
mod suggestions;
mod summarise;
mod tables;
mod tally;

pub(crate) use member::city;
pub use member::{MemberFile, MemberLine, RefusedFile, count_member};
pub use overview::{IndustryOverview, ParetoLine};
pub(crate) use small_cells::hide as hide_small_cells;
pub use suggestions::{EvidenceProposal, Suggestion};
pub use summarise::{IndustrySummary, MergedSummary, anonymise_summary, merge_summaries, summarise_industry};
pub use tables::{Column, MemberTable, TableRow};
pub use tally::{SummaryPart, Tally};
