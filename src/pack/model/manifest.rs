//! What a pack is: `manifest.json` of both guides.

use super::List;
use crate::json::Text;

choices! {
    /// How much of a document was at hand.
    Extent {
        /// The full text.
        "full" => Full,
        /// An excerpt of it.
        "excerpt" => Excerpt,
        /// A reprint, not the issuing body's own page.
        "mirror" => Mirror,
    }
}

content! {
    /// What a pack is.
    Manifest {
        /// Identifier, such as `governance`.
        id: Text,
        /// Name shown to users.
        name: Text,
        /// Edition of the content.
        edition: Text,
        /// Earlier editions of the same content: what changes one of them is taken as a change of this one.
        earlier_editions: List<Text> = default,
        /// Status of the document that it rests on.
        status: Text,
        /// What a reader must know about it.
        note: Text,
        /// What stands beside its results wherever they are shown.
        standing: Text = default,
        /// The documents that its entries name.
        documents: List<Document>,
    }

    /// A document that content rests on.
    Document {
        /// What an entry names it by in its `Source`.
        id: Text,
        /// Title, with number and date.
        title: Text,
        /// What a reader must know about it.
        note: Text,
        /// How much of it was at hand.
        seen: Extent,
    }
}
