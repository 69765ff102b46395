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

#[cfg(test)]
mod tests {
    use super::*;

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
