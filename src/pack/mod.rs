//! The content: what the two standards say, and what we added to it.
//!
//! Content is data. It is written as JSON under `src/content`, where every entry
//! names its [`Source`]; `build.rs` packs it. The packed content is built in (feature `content`) or, in
//! the npm package, a file of its own, which is handed to the program ([`OurPacks::of`]).
//! Functions take the pack that they read, so that a bureau's own pack changes no
//! signature.

mod codes;
mod fingerprint;
mod identity;
mod model;
mod packed;
mod packs;

pub use codes::span;
pub use model::*;
pub use packed::Table;
#[cfg(feature = "content")]
pub use packs::built_in;
pub use packs::{CONTENT_ID, Checker, OurPacks, Packs};

pub(crate) use fingerprint::{fingerprint, sha256};
pub(crate) use identity::{governance_identity, item_identity};
