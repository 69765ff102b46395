//! Where an entry comes from.

use crate::json::Text;

choices! {
    /// How firmly an entry rests on a document.
    Basis {
        /// The document's own words, literally.
        "quoted" => Quoted,
        /// Said by the document, in our words.
        "stated" => Stated,
        /// Resting on a public document, in our words.
        "sourced" => Sourced,
        /// Ours: non-normative and replaceable.
        "ours" => Ours,
    }

    /// What was not read in the issuing body's full text.
    Seen {
        /// Only an excerpt was at hand.
        "excerpt" => Excerpt,
        /// Only a reprint was at hand.
        "mirror" => Mirror,
    }
}

content! {
    /// Where an entry comes from.
    Source {
        /// The `id` of a `Document` of the pack.
        document: Text,
        /// Clause, article or page; empty where the document as a whole is meant.
        clause: Text,
        /// How firmly the entry rests on it.
        basis: Basis,
        /// Set when the document was not read in full.
        seen: Option<Seen> = default,
    }
}
