//! The content: what the two standards say, and what we added to it.
//!
//! Content is data. It is written as JSON under `src/content`, where every entry
//! names its [`Source`]; `build.rs` packs it into the program.
//! Functions take the pack that they read, so that a bureau's own pack changes no
//! signature.

mod model;
#[path = "pack/packed/read.rs"]
mod packed;

use std::sync::OnceLock;

pub use model::*;

use crate::json;
use packed::Packed;

/// The packs that functions read: those built in, or a bureau's own in their place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Packs<'a> {
    assistance: Option<&'a Assistance>,
    governance: Option<&'a Governance>,
}

/// Unpacks a pack that is built in when it is first asked for.
macro_rules! built_in {
    ($type:ty, $name:literal) => {{
        static PACK: OnceLock<$type> = OnceLock::new();
        PACK.get_or_init(|| {
            let tree = Packed {
                structure: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".structure")),
                alphabet: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".alphabet")),
                text: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".text")),
            }
            .tree();
            // The build has read the same tree: it cannot be refused.
            json::decode::<$type>(&tree).unwrap_or_default()
        })
    }};
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
        self.assistance.unwrap_or_else(|| built_in!(Assistance, "assistance"))
    }

    /// Guide two: 行业质量共治.
    #[must_use]
    pub fn governance(&self) -> &'a Governance {
        self.governance.unwrap_or_else(|| built_in!(Governance, "governance"))
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
