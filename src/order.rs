//! One way of sorting for everybody: the standard library's is compiled anew for every type, several kilobytes each time.

/// The places of so many items in their order; those of which neither is to stand behind the other stay as they are.
pub(crate) fn order(count: usize, is_behind: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in places.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            while let (Some((one, ones)), Some((other, others))) = (left.split_first(), right.split_first()) {
                if is_behind(*one, *other) {
                    merged.push(*other);
                    right = others;
                } else {
                    merged.push(*one);
                    left = ones;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        places = merged;
        run *= 2;
    }
    places
}

/// The items in the order in which `is_behind` puts them.
pub(crate) fn ordered<'a, T>(items: &'a [T], is_behind: &dyn Fn(&T, &T) -> bool) -> Vec<&'a T> {
    let compare = |one: usize, other: usize| items.get(one).zip(items.get(other)).is_some_and(|(a, b)| is_behind(a, b));
    order(items.len(), &compare).into_iter().filter_map(|place| items.get(place)).collect()
}

/// Finds codes in a list in whose order they mostly come: the search goes on where it last ended.
pub(crate) struct Onward<'a> {
    codes: Vec<&'a str>,
    next: usize,
}

impl<'a> Onward<'a> {
    pub(crate) fn through(codes: impl Iterator<Item = &'a str>) -> Self {
        Self { codes: codes.collect(), next: 0 }
    }

    /// Whether the list has a code.
    pub(crate) fn has(&mut self, wanted: &str) -> bool {
        let is_wanted = |code: &&str| *code == wanted;
        let behind = self.codes.iter().skip(self.next).position(is_wanted).map(|place| self.next + place);
        let found = behind.or_else(|| self.codes.iter().take(self.next).position(is_wanted));
        self.next = found.map_or(self.next, |place| place + 1);
        found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_wherever_it_stands() {
        let mut codes = Onward::through(["a", "b", "c"].into_iter());
        let found = ["b", "c", "a", "x", "c", "c", "b"].map(|code| codes.has(code));
        assert_eq!(found, [true, true, true, false, true, true, true]);
    }

    #[test]
    fn sorts_as_the_standard_library_does() {
        for count in 0..70_u32 {
            // Many equals, each with its own place.
            let items: Vec<(u32, u32)> = (0..count).map(|index| (index * 7919 % 13, index)).collect();
            let mut expected: Vec<&(u32, u32)> = items.iter().collect();
            expected.sort_by_key(|item| item.0);
            assert_eq!(ordered(&items, &|one, other| one.0 > other.0), expected);
        }
    }
}
