//! What this version is and which content it carries.

use crate::json::object;
use crate::pack::{Document, Manifest, Packs};

object! {
    /// The version of the program and its content.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct About<'a>: out {
        /// Version of the program.
        pub version: &'static str,
        /// The packs.
        pub packs: Vec<PackIdentity<'a>>,
    }
}

object! {
    /// A pack by name, edition and fingerprint.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PackIdentity<'a>: out {
        /// Identifier, such as `governance`.
        pub id: &'a str,
        /// Name.
        pub name: &'a str,
        /// Edition.
        pub edition: &'a str,
        /// Status of the document that it rests on.
        pub status: &'a str,
        /// What a reader must know about it.
        pub note: &'a str,
        /// SHA-256 of the content, hexadecimal.
        pub sha256: &'a str,
        /// The documents that its entries name.
        pub documents: &'a [Document],
    }
}

/// States version and content.
#[must_use]
pub fn about<'a>(packs: &Packs<'a>) -> About<'a> {
    let identity = |(manifest, sha256): (&'a Manifest, &'a str)| PackIdentity {
        id: &manifest.id,
        name: &manifest.name,
        edition: &manifest.edition,
        status: &manifest.status,
        note: &manifest.note,
        sha256,
        documents: &manifest.documents,
    };
    About { version: env!("CARGO_PKG_VERSION"), packs: packs.identities().map(identity).into() }
}
