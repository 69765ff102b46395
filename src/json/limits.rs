//! What is refused of every input, be it text or a tape: more than is read, and a key that stands twice.

use crate::error::{Code, Error, Result, excerpt};

#[cold]
pub(crate) fn too_large() -> Error {
    Error::new(Code::TooLarge, "内容超过 20 MB，最多读 20 MB，请分开保存后再打开")
}

/// Values that are nested deeper than is read.
#[cold]
pub(super) fn too_deep() -> Error {
    Error::new(Code::TooDeep, "嵌套超过 64 层，不是本产品会写出的内容")
}

/// How many keys there are, of which none may stand twice. An object of many keys must not cost their square, so they are
/// sorted: by a heap, which is much less code than a tree or the library's sort.
pub(super) fn distinct(mut keys: Vec<&str>) -> Result<usize> {
    let length = keys.len();
    if length <= FEW {
        // Of few, each is looked for among those behind it.
        let twice = keys.iter().enumerate().find(|(place, key)| keys.iter().skip(place + 1).any(|other| other == *key));
        return twice.map_or(Ok(length), |(_, key)| Err(given_twice(key)));
    }
    for root in (0..length / 2).rev() {
        sink(&mut keys, root, length);
    }
    for end in (1..length).rev() {
        keys.swap(0, end);
        sink(&mut keys, 0, end);
    }
    let mut pairs = keys.iter().zip(keys.iter().skip(1));
    match pairs.find(|(key, next)| key == next) {
        None => Ok(length),
        Some((key, _)) => Err(given_twice(key)),
    }
}

/// So many keys are compared with each other sooner than sorted.
const FEW: usize = 8;

#[cold]
fn given_twice(key: &str) -> Error {
    Error::new(Code::DuplicateKey, format!("“{}”写了两次，只能有一个", excerpt(key))).at(key)
}

/// Moves a key down until both keys below it are smaller.
fn sink(keys: &mut [&str], mut root: usize, end: usize) {
    loop {
        let mut largest = root;
        for child in [2 * root + 1, 2 * root + 2] {
            if child < end && keys.get(child) > keys.get(largest) {
                largest = child;
            }
        }
        if largest == root {
            return;
        }
        keys.swap(root, largest);
        root = largest;
    }
}
