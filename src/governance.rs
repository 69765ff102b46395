//! 行业质量共治: table A.1 and the association's score by it.
//!
//! The draft standard gives indicators and no numbers. Weights, levels, gates and
//! grades come from a [`Scheme`], which is ours and can be replaced.

mod answers;
mod evidence;
mod grade;
mod indicators;
mod scheme;
mod score;
mod scorecard;
mod words;

pub use answers::*;
pub use indicators::{GovernanceIndicators, indicators};
pub use scheme::{SchemeChoice, schemes};
pub use score::score;
pub use scorecard::*;

use crate::json::encode_object;
use crate::pack::Scheme;

/// The scheme that is used when none is named.
pub const DEFAULT_SCHEME: &str = "default-2026-1";

/// The schemes on offer.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GovernanceSchemes<'a> {
    /// The default first.
    pub schemes: &'a [Scheme],
}

encode_object!(GovernanceSchemes<'_> { schemes });
