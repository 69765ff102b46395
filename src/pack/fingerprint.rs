//! SHA-256 of content. Part of `build.rs` as well.

use sha2::{Digest, Sha256};

use crate::json::{self, Json};

/// SHA-256 of a tree's text, hexadecimal.
pub(crate) fn fingerprint(tree: &Json) -> String {
    sha256(json::write(tree).as_bytes())
}

/// SHA-256, hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(digit.into(), 16));
        }
    }
    text
}
