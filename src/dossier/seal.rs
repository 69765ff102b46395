//! The seal of a file: SHA-256 over its text.

use super::facts::Dossier;
use crate::json::{Encode, Json};
use crate::pack::fingerprint;

/// SHA-256 over the text of a file whose own `sha256` is left empty.
pub(super) fn seal(tree: &mut Json) -> String {
    tree.put("sha256", Json::Null);
    fingerprint(tree)
}

/// The seal of a file that holds what was sealed; none where it has been changed since, or was never saved.
pub(crate) fn kept_seal(dossier: &Dossier) -> Option<&str> {
    dossier.sha256.as_deref().filter(|sha256| *sha256 == seal(&mut dossier.encode()))
}
