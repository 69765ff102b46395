//! Shapes: the keys of a type as one constant text, `code,parentCode,…`, the same for reading, writing and the schema.

/// How many keys there are.
pub(crate) const fn count(keys: &str) -> usize {
    let (bytes, mut at, mut count) = (keys.as_bytes(), 0, 0);
    while at < bytes.len() {
        #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
        if bytes[at] == b',' {
            count += 1;
        }
        at += 1;
    }
    if bytes.is_empty() { 0 } else { count + 1 }
}

/// Takes the first key off the front of others.
pub(crate) fn take_key<'a>(keys: &mut &'a str) -> &'a str {
    let end = keys.bytes().position(|byte| byte == b',').unwrap_or(keys.len());
    let key = keys.get(..end).unwrap_or_default();
    *keys = keys.get(end + 1..).unwrap_or_default();
    key
}

/// Moves on to the place of a key among those that are left, and behind it in the text. By hand: what `str` has for it is made
/// for long texts.
pub(crate) fn reach(place: &mut usize, rest: &mut &str, key: &str) -> bool {
    while !rest.is_empty() {
        if take_key(rest) == key {
            return true;
        }
        *place += 1;
    }
    false
}

/// The place of a key among others.
pub(crate) fn place(keys: &str, key: &str) -> Option<usize> {
    let (mut place, mut rest) = (0, keys);
    reach(&mut place, &mut rest, key).then_some(place)
}

/// How long the keys are once their names, each behind a comma, are written in camel case.
pub(crate) const fn camel_length(names: &str) -> usize {
    let (bytes, mut at, mut length) = (names.as_bytes(), 1, 0);
    while at < bytes.len() {
        #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
        match bytes[at] {
            b'_' => {}
            // The mark of a keyword of Rust: `r#override`.
            b'#' => length -= 1,
            _ => length += 1,
        }
        at += 1;
    }
    length
}

/// The names of fields, each behind a comma, as keys in camel case: `,exec_standards,r#type` → `execStandards,type`.
pub(crate) const fn camel<const LENGTH: usize>(names: &str) -> [u8; LENGTH] {
    let (bytes, mut at, mut end, mut capital) = (names.as_bytes(), 1, 0, false);
    let mut keys = [0; LENGTH];
    while at < bytes.len() {
        #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
        match bytes[at] {
            b'_' => capital = true,
            b'#' => end -= 1,
            letter => {
                // Before the mark of a keyword stands a letter for which there is no room at the very end.
                if end < LENGTH {
                    keys[end] = if capital { letter.to_ascii_uppercase() } else { letter };
                }
                end += 1;
                capital = false;
            }
        }
        at += 1;
    }
    keys
}

/// Flags as bits, the first the lowest.
pub(crate) const fn bits(flags: &[bool]) -> u64 {
    assert!(flags.len() <= 64, "an object has 64 keys at the most");
    let (mut bits, mut at) = (0, flags.len());
    while at > 0 {
        at -= 1;
        #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
        if flags[at] {
            bits |= 1 << at;
        }
    }
    bits
}

/// The text of constant bytes.
pub(crate) const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// One list of keys behind another.
pub(crate) const fn joined<const LENGTH: usize>(first: &str, second: &str) -> [u8; LENGTH] {
    let mut keys = [b','; LENGTH];
    let (first, second) = (first.as_bytes(), second.as_bytes());
    let mut at = 0;
    #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
    while at < first.len() {
        keys[at] = first[at];
        at += 1;
    }
    at = 0;
    #[allow(clippy::indexing_slicing, reason = "constant evaluation has no `get`")]
    while at < second.len() {
        keys[first.len() + 1 + at] = second[at];
        at += 1;
    }
    keys
}

/// The keys of an object that holds those of another one first.
macro_rules! joined_keys {
    ($first:expr, $second:expr) => {{
        const KEYS: [u8; $first.len() + 1 + $second.len()] = $crate::json::shape::joined($first, $second);
        $crate::json::shape::text(&KEYS)
    }};
}

pub(crate) use joined_keys;

#[cfg(test)]
mod tests {
    use super::{camel, camel_length, count, joined, place, text};

    #[test]
    fn names_become_keys() {
        const NAMES: &str = ",code,exec_standards,r#override,article25,r#type";
        const KEYS: [u8; camel_length(NAMES)] = camel(NAMES);
        assert_eq!(text(&KEYS), "code,execStandards,override,article25,type");
        assert_eq!((count(text(&KEYS)), count("a"), count("")), (5, 1, 0));
        assert_eq!(&joined::<5>("a,b", "c"), b"a,b,c");
        assert_eq!(
            ["code", "type", "cod", "x", ""].map(|key| place(text(&KEYS), key)),
            [Some(0), Some(4), None, None, None]
        );
    }
}
