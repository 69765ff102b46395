//! The packs that functions read: ours, or a bureau's own in their place.

use std::fmt;
#[cfg(feature = "content")]
use std::sync::OnceLock;

use super::model::{Assistance, Governance, Manifest};
use super::packed::{Parts, Unpack};
use crate::error::Result;
use crate::json::Json;

/// The id of the content that belongs to this program; packed content begins with it, in little endian.
pub const CONTENT_ID: u32 = match u32::from_str_radix(env!("CONTENT_ID"), 16) {
    Ok(id) => id,
    Err(_) => 0,
};

/// The packs of this version.
#[derive(Debug, Default)]
pub struct OurPacks {
    assistance: Assistance,
    governance: Governance,
}

impl OurPacks {
    /// The packs in packed content; none if it belongs to another version.
    #[must_use]
    pub fn of(content: &'static [u8]) -> Option<Self> {
        let mut parts = Parts::of(content.strip_prefix(&CONTENT_ID.to_le_bytes())?);
        Some(Self { assistance: Assistance::unpack(&mut parts), governance: Governance::unpack(&mut parts) })
    }

    /// Ours, with none in their place.
    #[must_use]
    pub fn packs(&self) -> Packs<'_> {
        Packs { ours: self, assistance: &self.assistance, governance: &self.governance, checker: None }
    }

    /// Our pack of one guide as JSON.
    pub(crate) fn tree(&self, of_assistance: bool) -> Json {
        if of_assistance { self.assistance.packed_tree() } else { self.governance.packed_tree() }
    }
}

/// The packs that functions read: ours, or a bureau's own in their place.
#[derive(Debug, Clone, Copy)]
pub struct Packs<'a> {
    ours: &'a OurPacks,
    assistance: &'a Assistance,
    governance: &'a Governance,
    checker: Option<Checker<'a>>,
}

/// Who works out the steps of guide one by these packs for a program that leaves their rules to another one: the arguments of
/// `checkDossier` in, as text, and its result out.
#[derive(Clone, Copy)]
pub struct Checker<'a>(pub &'a dyn Fn(&str) -> Result<Json>);

impl fmt::Debug for Checker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checker")
    }
}

/// The packs of this version, built in.
#[cfg(feature = "content")]
#[must_use]
pub fn built_in() -> Packs<'static> {
    static OURS: OnceLock<OurPacks> = OnceLock::new();
    let content = include_bytes!(concat!(env!("OUT_DIR"), "/content"));
    // The build packed it with the id that it gave this program.
    OURS.get_or_init(|| OurPacks::of(content).unwrap_or_default()).packs()
}

impl<'a> Packs<'a> {
    /// Ours, whatever stands in their place.
    pub(crate) fn ours(&self) -> &'a OurPacks {
        self.ours
    }

    /// Guide one: 质量技术帮扶.
    #[must_use]
    pub fn assistance(&self) -> &'a Assistance {
        self.assistance
    }

    /// Guide two: 行业质量共治.
    #[must_use]
    pub fn governance(&self) -> &'a Governance {
        self.governance
    }

    /// The same packs with another one for guide one.
    #[must_use]
    pub fn with_assistance(self, assistance: &'a Assistance) -> Self {
        Self { assistance, ..self }
    }

    /// The same packs with another one for guide two.
    #[must_use]
    pub fn with_governance(self, governance: &'a Governance) -> Self {
        Self { governance, ..self }
    }

    /// The same packs, with somebody who works out the steps of guide one by them.
    #[must_use]
    pub fn with_checker(self, checker: Checker<'a>) -> Self {
        Self { checker: Some(checker), ..self }
    }

    pub(crate) fn checker(&self) -> Option<Checker<'a>> {
        self.checker
    }

    /// Manifest and fingerprint of each pack.
    pub(crate) fn identities(&self) -> [(&'a Manifest, &'a str); 2] {
        let (assistance, governance) = (self.assistance(), self.governance());
        [(&assistance.manifest, &assistance.sha256), (&governance.manifest, &governance.sha256)]
    }
}
