//! The content: what the two standards say, and what we added to it.
//!
//! Content is data. It is written as JSON under `src/content`, where every entry
//! names its [`Source`]; `build.rs` packs it. The packed content is built in (feature `content`) or, in
//! the npm package, a file of its own, which the loader [supplies](supply).
//! Functions take the pack that they read, so that a bureau's own pack changes no
//! signature.

mod fingerprint;
mod identity;
mod model;
#[path = "packed/read.rs"]
mod packed;

use std::sync::OnceLock;

pub use model::*;

pub(crate) use fingerprint::fingerprint;
pub(crate) use identity::{governance_identity, item_identity};

use crate::json::{self, Json};
use packed::{Packed, parts};

/// What `build.rs` has packed, where it is built in.
const BUILT_IN: &[u8] =
    if cfg!(feature = "content") { include_bytes!(concat!(env!("OUT_DIR"), "/content")) } else { &[] };

/// The packed content that functions read: that which was supplied before anything was read, or what is built in.
static CONTENT: OnceLock<&[u8]> = OnceLock::new();

/// The id of the content that belongs to this program; packed content begins with it, in little endian.
pub const CONTENT_ID: u32 = match u32::from_str_radix(env!("CONTENT_ID"), 16) {
    Ok(id) => id,
    Err(_) => 0,
};

/// Supplies the packed content to a program without the feature `content`. Until then the packs are empty, and once one of
/// them has been read they stay so.
///
/// Whether it was taken: content of another version is not.
#[must_use]
pub fn supply(content: Vec<u8>) -> bool {
    content.starts_with(&CONTENT_ID.to_le_bytes()) && CONTENT.set(content.leak()).is_ok()
}

/// The packs that functions read: those built in, or a bureau's own in their place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Packs<'a> {
    assistance: Option<&'a Assistance>,
    governance: Option<&'a Governance>,
}

/// The tree of our own pack of one guide, unpacked when it is first asked for.
pub(crate) fn our_tree(of_assistance: bool) -> &'static Json {
    static ASSISTANCE: OnceLock<Json> = OnceLock::new();
    static GOVERNANCE: OnceLock<Json> = OnceLock::new();
    let packs = CONTENT.get_or_init(|| BUILT_IN).get(size_of_val(&CONTENT_ID)..).unwrap_or_default();
    let [alphabet, assistance, assistance_text, governance, governance_text] = parts(packs);
    if of_assistance {
        ASSISTANCE.get_or_init(|| Packed { alphabet, structure: assistance, text: assistance_text }.tree())
    } else {
        GOVERNANCE.get_or_init(|| Packed { alphabet, structure: governance, text: governance_text }.tree())
    }
}

/// The packs of this version.
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
