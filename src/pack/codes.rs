//! The codes of the content, as they are named to whoever wrote one that there is not.

use crate::json::Text;

/// The first and the last of these codes, as in `ST1-1 至 ST9-10`.
#[must_use]
pub fn span<'a>(codes: impl Iterator<Item = &'a Text>) -> String {
    let (mut first, mut last) = ("", "");
    for code in codes {
        if first.is_empty() {
            first = code;
        }
        last = code;
    }
    if first == last { first.to_owned() } else { [first, " 至 ", last].concat() }
}
