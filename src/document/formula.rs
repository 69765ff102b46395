//! Texts that a spreadsheet program would take for a formula.

/// Signs by which a spreadsheet program would take a text for a formula, also in full width.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet program would take a text for a formula.
pub(super) fn starts_like_formula(text: &str) -> bool {
    text.starts_with(FORMULA_SIGNS)
}

/// Whether a cell needs an apostrophe: a spreadsheet program would take it for a formula, and it is not just a number; or an
/// apostrophe in it would be taken for ours.
pub(crate) fn needs_guard(cell: &str) -> bool {
    let text = cell.trim_start_matches('\'');
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    starts_like_formula(text) && !is_number
}
