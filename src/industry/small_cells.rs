//! Hiding what stands for so few members that one of them could be made out.

/// Hides the cells of a row whose sum is known.
///
/// A cell from 1 up to `least − 1` is hidden. The sum of the row would reveal a single one, and two ones would be revealed by
/// their number, so at least one cell of `least` or more is hidden with them: the smallest, but never the one in `linked`,
/// whose number other tables may state. Where there is none, the whole row is hidden.
pub(super) fn hide(cells: &mut [Option<u32>], least: u32, linked: Option<usize>) {
    let is_small = |cell: &Option<u32>| cell.is_some_and(|count| count > 0 && count < least);
    if !cells.iter().any(is_small) {
        return;
    }
    let large = cells.iter().enumerate().filter(|(place, _)| Some(*place) != linked);
    let large = large.filter_map(|(place, cell)| Some((cell.filter(|count| *count >= least)?, place)));
    match large.min() {
        Some((_, shield)) => {
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
mod tests {
    use super::hide;

    fn hidden(cells: &[u32], linked: Option<usize>) -> Vec<Option<u32>> {
        let mut cells: Vec<Option<u32>> = cells.iter().copied().map(Some).collect();
        hide(&mut cells, 3, linked);
        cells
    }

    #[test]
    fn a_small_cell_takes_a_larger_one_with_it() {
        assert_eq!(hidden(&[9, 12, 4, 2, 1], None), [Some(9), Some(12), None, None, None]);
        assert_eq!(hidden(&[26, 0, 2], None), [None, Some(0), None]);
        assert_eq!(hidden(&[5, 5, 0], None), [Some(5), Some(5), Some(0)]);
    }

    #[test]
    fn what_other_tables_state_is_no_shield() {
        assert_eq!(hidden(&[3, 2, 20], Some(0)), [Some(3), None, None]);
        assert_eq!(hidden(&[25, 2, 1], Some(0)), [None, None, None]);
    }

    #[test]
    fn without_a_larger_cell_nothing_is_left() {
        assert_eq!(hidden(&[2, 1, 0], None), [None, None, None]);
    }
}
