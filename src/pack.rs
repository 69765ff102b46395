//! The content: what the two standards say, and what we added to it.
//!
//! Content is data. It is written as JSON under `src/content`, where every entry
//! names its [`Source`]; `build.rs` packs it into the program.
//! Functions take the pack that they read, so that a bureau's own pack changes no
//! signature.

mod diff;
mod file;
mod fingerprint;
mod identity;
mod keyed;
mod lint;
mod model;
#[path = "pack/packed/read.rs"]
mod packed;

use std::sync::OnceLock;

pub use diff::{ChangeKind, PackChange, PackDiff, diff};
pub use file::{LoadedPack, OwnPacks, load, load_all};
pub use lint::{PackFinding, PackLint, lint};
pub use model::*;

pub(crate) use fingerprint::fingerprint;
pub(crate) use identity::{governance_identity, item_identity};

use crate::json::{self, Json};
use packed::Packed;

/// The packs that functions read: those built in, or a bureau's own in their place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Packs<'a> {
    assistance: Option<&'a Assistance>,
    governance: Option<&'a Governance>,
}

/// What is packed of a guide; it becomes the tree of its files and the same types as a bureau's own pack.
macro_rules! built_in {
    ($name:literal) => {
        Packed {
            structure: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".structure")),
            alphabet: include_bytes!(concat!(env!("OUT_DIR"), "/content.alphabet")),
            text: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".text")),
        }
    };
}

/// The tree of our own pack of one guide, unpacked when it is first asked for.
pub(crate) fn our_tree(of_assistance: bool) -> &'static Json {
    static ASSISTANCE: OnceLock<Json> = OnceLock::new();
    static GOVERNANCE: OnceLock<Json> = OnceLock::new();
    if of_assistance {
        ASSISTANCE.get_or_init(|| built_in!("assistance").tree())
    } else {
        GOVERNANCE.get_or_init(|| built_in!("governance").tree())
    }
}

/// The packs built into this version.
#[must_use]
pub fn built_in() -> Packs<'static> {
    Packs::default()
}

impl<'a> Packs<'a> {
    /// Guide one: 质量技术帮扶.
    #[must_use]
    pub fn assistance(&self) -> &'a Assistance {
        static OURS: OnceLock<Assistance> = OnceLock::new();
        // The build has read the same tree: it cannot be refused.
        self.assistance.unwrap_or_else(|| OURS.get_or_init(|| json::decode(our_tree(true)).unwrap_or_default()))
    }

    /// Guide two: 行业质量共治.
    #[must_use]
    pub fn governance(&self) -> &'a Governance {
        static OURS: OnceLock<Governance> = OnceLock::new();
        self.governance.unwrap_or_else(|| OURS.get_or_init(|| json::decode(our_tree(false)).unwrap_or_default()))
    }

    /// The same packs with another one for guide one.
    #[must_use]
    pub fn with_assistance(self, pack: &'a Assistance) -> Self {
        Self { assistance: Some(pack), ..self }
    }

    /// The same packs with another one for guide two.
    #[must_use]
    pub fn with_governance(self, pack: &'a Governance) -> Self {
        Self { governance: Some(pack), ..self }
    }

    /// Manifest and fingerprint of each pack.
    pub(crate) fn identities(&self) -> [(&'a Manifest, &'a str); 2] {
        let (assistance, governance) = (self.assistance(), self.governance());
        [(&assistance.manifest, &assistance.sha256), (&governance.manifest, &governance.sha256)]
    }
}
