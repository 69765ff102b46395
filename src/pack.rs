//! The content: what the two standards say, and what we added to it.
//!
//! Content is data. It is written as JSON under `src/content`, where every entry
//! names its [`Source`], and built into the program as static tables by `build.rs`.
//! Functions take the pack that they read, so that a bureau's own pack changes no
//! signature.

/// `build.rs` makes static tables of the model's types; here there is nothing to do.
macro_rules! in_static_form {
    ($($anything:tt)*) => {};
}

mod model;

pub use model::*;

#[allow(clippy::all, clippy::pedantic)]
mod built {
    use super::model::*;
    use std::borrow::Cow;
    include!(concat!(env!("OUT_DIR"), "/content.rs"));
}

/// The packs that functions read: those built in, or a bureau's own in their place.
#[derive(Debug, Clone, Copy)]
pub struct Packs<'a> {
    /// Guide one: 质量技术帮扶.
    pub assistance: &'a Assistance,
    /// Guide two: 行业质量共治.
    pub governance: &'a Governance,
}

/// The packs built into this version.
pub const BUILT_IN: Packs<'static> = Packs { assistance: &built::ASSISTANCE, governance: &built::GOVERNANCE };

impl<'a> Packs<'a> {
    /// Manifest and fingerprint of each pack.
    pub(crate) fn identities(&self) -> [(&'a Manifest, &'a str); 2] {
        let Self { assistance, governance } = *self;
        [(&assistance.manifest, &assistance.sha256), (&governance.manifest, &governance.sha256)]
    }
}
