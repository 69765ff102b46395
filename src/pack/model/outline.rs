//! What a guide says of itself, in its own words: `outline.json` of each pack.

use super::List;
use super::source::Source;
use crate::json::Text;

content! {
    /// What a guide is for, what it goes by, what its terms mean, and how it goes on.
    Outline {
        /// Clauses that say what it is for, how it is built and what comes of it.
        clauses: List<OutlineEntry>,
        /// Its principles, where no other table has them.
        principles: List<OutlineEntry>,
        /// Its terms.
        terms: List<OutlineTerm>,
        /// Its steps, where no other table has them.
        steps: List<OutlineStep>,
    }

    /// A clause, a principle or a part of a step.
    OutlineEntry {
        /// Number of the clause, or a code.
        code: Text,
        /// Name.
        name: Text,
        /// What it says.
        text: Text,
        /// Where the name comes from, when the text comes from elsewhere.
        name_source: Option<Source> = default,
        /// Where it comes from.
        source: Source,
    }

    /// A term.
    OutlineTerm {
        /// Code.
        code: Text,
        /// The term.
        name: Text,
        /// The same in English, where the document has it.
        english: Option<Text> = default,
        /// What the document calls it for short.
        short_name: Option<Text> = default,
        /// What it means.
        text: Text,
        /// What the text counts in.
        covers: List<Text>,
        /// What the text leaves out.
        excludes: List<Text>,
        /// A note to it.
        note: Option<Text> = default,
        /// Where it comes from.
        source: Source,
    }

    /// A step.
    OutlineStep {
        /// Code, or number of the clause.
        code: Text,
        /// Name.
        name: Text,
        /// What the document says of it.
        text: Text,
        /// When it is taken.
        when: Option<Text> = default,
        /// What it consists of.
        parts: List<OutlineEntry>,
        /// Where it comes from.
        source: Source,
        /// Where it is said when it is taken.
        when_source: Option<Source> = default,
    }
}
