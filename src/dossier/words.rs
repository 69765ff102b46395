//! What the keys and codes of a file are called.

use crate::json::object;
use crate::pack::{Assistance, FormOption};

object! {
    /// What the keys and codes of a save file are called.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DossierWords<'a>: out {
        /// By key (`key`, or `above/key` where the key alone says too little) and by code (`key=code`, or `above=code`).
        pub words: &'a [FormOption],
    }
}

/// What the keys and codes of a save file are called outside the application, whose form has names of its own.
#[must_use]
pub fn words(pack: &Assistance) -> DossierWords<'_> {
    DossierWords { words: &pack.words }
}

/// The word for the key at the end of a path; lists have no key of their own.
pub(super) fn word<'a>(pack: &'a Assistance, keys: &[&str]) -> Option<&'a str> {
    let (above, key) = ends(keys);
    find(pack, above, "/", key).or_else(|| find(pack, "", "", key))
}

/// The word for a code that stands at the end of a path.
pub(super) fn code<'a>(pack: &'a Assistance, keys: &[&str], code: &str) -> Option<&'a str> {
    let (above, key) = ends(keys);
    find(pack, key, "=", code).or_else(|| find(pack, above, "=", code))
}

/// The codes that may stand at the end of a path, with their words.
pub(super) fn codes<'a>(pack: &'a Assistance, keys: &[&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (_, key) = ends(keys);
    let key = key.to_owned();
    pack.words.iter().filter_map(move |word| {
        let code = word.code.strip_prefix(&*key)?.strip_prefix('=')?;
        Some((code, word.label.as_ref()))
    })
}

fn ends<'a>(keys: &[&'a str]) -> (&'a str, &'a str) {
    match keys {
        [.., above, key] => (above, key),
        [key] => ("", key),
        [] => ("", ""),
    }
}

fn find<'a>(pack: &'a Assistance, above: &str, mark: &str, last: &str) -> Option<&'a str> {
    let wanted = [above, mark, last].concat();
    pack.words.iter().find(|word| word.code == wanted).map(|word| word.label.as_ref())
}
