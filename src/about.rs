//! What this version is and which content it carries.

use serde::Serialize;

use crate::pack::{Document, Manifest, Packs};

/// The version of the program and its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// Version of the program.
    pub version: &'static str,
    /// The packs.
    pub packs: Vec<PackIdentity>,
}

/// A pack by name, edition and fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackIdentity {
    /// Identifier, such as `governance`.
    pub id: &'static str,
    /// Name.
    pub name: &'static str,
    /// Edition.
    pub edition: &'static str,
    /// Status of the document that it rests on.
    pub status: &'static str,
    /// What a reader must know about it.
    pub note: &'static str,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: &'static str,
    /// The documents that its entries name.
    pub documents: &'static [Document],
}

/// States version and content.
#[must_use]
pub fn about(packs: &Packs) -> About {
    let identity = |(manifest, sha256): (&'static Manifest, &'static str)| PackIdentity {
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
