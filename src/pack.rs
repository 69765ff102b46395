//! The content: what the two standards say, and what we added to it.
//!
//! Content is data. It is written as JSON under `src/content`, where every entry
//! names its [`Source`], and built into the program as static tables by `build.rs`.
//! Functions take the pack that they read, so that a bureau's own pack changes no
//! signature.

mod model;

pub use model::*;

#[allow(clippy::all, clippy::pedantic)]
mod built {
    use super::model::*;
    use std::borrow::Cow;
    include!(concat!(env!("OUT_DIR"), "/content.rs"));
}

/// What this version of the product carries.
#[derive(Debug, Clone, Copy)]
pub struct Packs {
    /// Guide one: 质量技术帮扶.
    pub assistance: &'static Assistance,
    /// Guide two: 行业质量共治.
    pub governance: &'static Governance,
}

/// The packs built into this version.
pub const BUILT_IN: Packs = Packs { assistance: &built::ASSISTANCE, governance: &built::GOVERNANCE };

impl Packs {
    /// Manifest and fingerprint of each pack.
    pub(crate) fn identities(&self) -> [(&'static Manifest, &'static str); 2] {
        [(&self.assistance.manifest, &self.assistance.sha256), (&self.governance.manifest, &self.governance.sha256)]
    }
}
