//! What helps an assessor to choose a level: `guidance.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// What helps an assessor to choose the level of a unit.
    Guidance {
        /// Code of the unit.
        unit: Text,
        /// What L0 to L4 look like.
        levels: List<Text>,
        /// Typical evidence that it was done.
        record_evidence: List<Text>,
        /// Typical evidence that it worked.
        outcome_evidence: List<Text>,
        /// What leads from each level to the next.
        next_step: List<Text>,
        /// The overview of members is evidence for it.
        members_overview: bool = default,
        /// What is often judged wrongly.
        caution: Text,
        /// Where it comes from.
        source: Source,
        /// What the caution rests on.
        anchors: List<Source> = default,
    }
}
