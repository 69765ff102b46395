//! What the keys and codes of a file are called.

use crate::json::object;
use crate::listed::Listed;
use crate::pack::{FormOption, Packs};

object! {
    /// What the keys and codes of a save file are called.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DossierWords: out {
        /// By key (`key`, or `above/key` where the key alone says too little) and by code (`key=code`, or `above=code`).
        pub words: Vec<FormOption>,
    }
}

/// What the keys and codes of a save file are called outside the application, whose form has names of its own.
#[must_use]
pub fn words(packs: &Packs<'_>) -> DossierWords {
    let named = named(packs).map(|(key, code, name)| FormOption {
        code: [key, "=", code].concat().into(),
        label: name.to_owned().into(),
        exclusive: false,
    });
    DossierWords { words: packs.assistance().words.iter().cloned().chain(named).listed() }
}

/// Codes that have their names elsewhere in the content, each with the key it stands under.
fn named<'a>(packs: &Packs<'a>) -> impl Iterator<Item = (&'static str, &'a str, &'a str)> {
    let (pack, governance) = (packs.assistance(), packs.governance());
    let sizes = pack.size_classes.classes.iter().map(|class| ("sizeClass", class.code.as_ref(), class.name.as_ref()));
    let states = governance.framework.states.iter().map(|state| ("state", state.code.code(), state.name.as_ref()));
    // A scheme that names a grade otherwise names it in its own scorecard: in a file the first one counts.
    let grades = governance.schemes.iter().take(1).flat_map(|scheme| &scheme.grades);
    let grades =
        grades.flat_map(|grade| ["grade", "atMost"].map(|key| (key, grade.code.as_ref(), grade.name.as_ref())));
    sizes.chain(states).chain(grades)
}

/// The word for the key at the end of a path; lists have no key of their own.
pub(super) fn word<'a>(packs: &Packs<'a>, keys: &[&str]) -> Option<&'a str> {
    let (above, key) = ends(keys);
    find(packs, above, "/", key).or_else(|| find(packs, "", "", key))
}

/// The word for a code that stands at the end of a path.
pub(super) fn code<'a>(packs: &Packs<'a>, keys: &[&str], code: &str) -> Option<&'a str> {
    let (above, key) = ends(keys);
    let under = |above: &str| {
        let name = || named(packs).find(|(key, other, _)| *key == above && *other == code).map(|(.., name)| name);
        find(packs, above, "=", code).or_else(name)
    };
    under(key).or_else(|| under(above))
}

/// The codes that may stand at the end of a path, with their words.
pub(super) fn codes<'a>(packs: &Packs<'a>, keys: &[&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (_, key) = ends(keys);
    let (key, other) = (key.to_owned(), key.to_owned());
    let words = packs.assistance().words.iter().filter_map(move |word| {
        let code = word.code.strip_prefix(&*key)?.strip_prefix('=')?;
        Some((code, word.label.as_ref()))
    });
    words.chain(named(packs).filter_map(move |(key, code, name)| (key == other).then_some((code, name))))
}

fn ends<'a>(keys: &[&'a str]) -> (&'a str, &'a str) {
    match keys {
        [.., above, key] => (above, key),
        [key] => ("", key),
        [] => ("", ""),
    }
}

fn find<'a>(packs: &Packs<'a>, above: &str, mark: &str, last: &str) -> Option<&'a str> {
    let wanted = [above, mark, last].concat();
    packs.assistance().words.iter().find(|word| word.code == wanted).map(|word| word.label.as_ref())
}
