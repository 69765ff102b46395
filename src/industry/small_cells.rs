//! Hiding what stands for so few members that one of them could be made out.

/// The least number of members that can be told from fewer: 1 alone below a limit of 2 would be no secret.
const LEAST: u32 = 3;

/// Hides the cells of a row whose sum is known.
///
/// A cell from 1 up to `least − 1` is hidden. The sum of the row would give away a single one, and several ones by their number,
/// so the first cell of `least` or more is hidden with them, but never the one in `linked`, whose number other tables may
/// state. Where there is none, or where the sum of the hidden would leave only one way to share it out, the whole row is
/// hidden. Every hidden cell can then be more than one number, even to somebody who knows this rule.
pub(crate) fn hide(cells: &mut [Option<u32>], least: u32, linked: Option<usize>) {
    let least = least.max(LEAST);
    let is_small = |cell: &Option<u32>| cell.is_some_and(|count| count > 0 && count < least);
    let small: Vec<u32> = cells.iter().filter(|cell| is_small(cell)).copied().flatten().collect();
    if small.is_empty() {
        return;
    }
    let mut large = cells.iter().enumerate().filter(|(place, _)| Some(*place) != linked);
    let shield = large.find_map(|(place, cell)| Some((place, cell.filter(|count| *count >= least)?)));
    let at_least = u32::try_from(small.len()).unwrap_or(u32::MAX).saturating_add(least);
    match shield.filter(|(_, count)| small.iter().sum::<u32>().saturating_add(*count) > at_least) {
        Some((shield, _)) => {
            for (place, cell) in cells.iter_mut().enumerate() {
                if place == shield || is_small(cell) {
                    *cell = None;
                }
            }
        }
        None => cells.fill(None),
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::hide;

    fn hidden(cells: &[u32], linked: Option<usize>) -> Vec<Option<u32>> {
        let mut cells: Vec<Option<u32>> = cells.iter().copied().map(Some).collect();
        hide(&mut cells, 3, linked);
        cells
    }

    #[test]
    fn a_small_cell_takes_a_larger_one_with_it() {
        assert_eq!(hidden(&[9, 12, 4, 2, 1], None), [None, Some(12), Some(4), None, None]);
        assert_eq!(hidden(&[26, 0, 2], None), [None, Some(0), None]);
        assert_eq!(hidden(&[5, 5, 0], None), [Some(5), Some(5), Some(0)]);
    }

    #[test]
    fn what_other_tables_state_is_no_shield() {
        assert_eq!(hidden(&[3, 2, 20], Some(0)), [Some(3), None, None]);
        assert_eq!(hidden(&[25, 2, 1], Some(0)), [None, None, None]);
    }

    #[test]
    fn without_a_larger_cell_or_with_only_one_way_nothing_is_left() {
        assert_eq!(hidden(&[2, 1, 0], None), [None, None, None]);
        // 1 + 3: shown beside a 0 it could be nothing else.
        assert_eq!(hidden(&[1, 0, 3], None), [None, None, None]);
    }

    /// Every row of up to four cells and twelve members, as somebody sees it who knows the sum and the rule.
    #[test]
    fn every_hidden_cell_can_be_more_than_one_number() {
        for (width, linked) in [(2, None), (3, None), (4, None), (2, Some(0)), (3, Some(0)), (4, Some(3))] {
            for sum in 3..=12 {
                let rows: Vec<Vec<u32>> = shared_out(sum, width);
                let views: Vec<Vec<Option<u32>>> = rows.iter().map(|row| hidden(row, linked)).collect();
                for view in &views {
                    let alike = || rows.iter().zip(&views).filter(|(_, other)| *other == view).map(|(row, _)| row);
                    for place in (0..width).filter(|place| view[*place].is_none()) {
                        let mut numbers: Vec<u32> = alike().map(|row| row[place]).collect();
                        numbers.sort_unstable();
                        numbers.dedup();
                        assert!(numbers.len() > 1, "{view:?} of {sum}: cell {place} is {numbers:?}");
                    }
                }
            }
        }
    }

    fn shared_out(sum: u32, width: usize) -> Vec<Vec<u32>> {
        if width == 1 {
            return vec![vec![sum]];
        }
        let rows = (0..=sum).flat_map(|first| {
            shared_out(sum - first, width - 1).into_iter().map(move |rest| [vec![first], rest].concat())
        });
        rows.collect()
    }
}
