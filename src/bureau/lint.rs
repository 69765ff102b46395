//! What is wrong in a pack, for whoever writes it.

use super::checks::PackFinding;
use super::file::{Content, LoadedPack, read};
use crate::error::{Result, excerpt};
use crate::json::{Json, object};
use crate::pack::{Packs, Severity};

object! {
    /// What a pack is and what is wrong in it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PackLint: out {
        /// Whether it can be used.
        pub ok: bool,
        /// The result in one sentence.
        pub summary: String,
        /// SHA-256 of the content, hexadecimal.
        pub sha256: String,
        /// What is wrong.
        pub findings: Vec<PackFinding>,
    }
}

/// Checks a pack.
///
/// # Errors
/// What the reader refuses: `unknown-key`, `wrong-type` and the like, with the place in the file.
pub fn lint(packs: &Packs<'_>, file: &Json) -> Result<PackLint> {
    let pack = read(packs, file)?;
    let LoadedPack { content, findings, .. } = pack;
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let (manifest, sha256) = match &content {
        Content::Assistance(pack) => (&pack.manifest, &pack.sha256),
        Content::Governance(pack) => (&pack.manifest, &pack.sha256),
    };
    let name = format!("内容包“{}”（{}）", excerpt(&manifest.name), excerpt(&manifest.edition));
    let summary = match (errors, findings.len()) {
        (0, 0) => format!("{name}可以用，没有发现问题。"),
        (0, count) => format!("{name}可以用，有 {count} 处请再看看。"),
        (count, _) => format!("{name}还不能用：有 {count} 处要改。"),
    };
    Ok(PackLint { ok: errors == 0, summary, sha256: sha256.clone().into_owned(), findings })
}
