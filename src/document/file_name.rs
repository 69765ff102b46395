//! Names of files.

use crate::date::Date;

/// A title without what file systems refuse, and the day.
pub(crate) fn file_name(title: &str, day: Option<Date>) -> String {
    let title = clean_name(title, 60);
    match day {
        Some(day) => format!("{title}-{day}"),
        None => title,
    }
}

/// A name without what file systems refuse, of so many characters at most.
pub(crate) fn clean_name(name: &str, most: usize) -> String {
    let keep = |c: &char| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = name.chars().filter(keep).collect();
    // A dot in front would hide the file.
    let name: String = name.trim_start_matches(['.', ' ']).trim_end().chars().take(most).collect();
    if name.is_empty() { "质量自查".to_owned() } else { name }
}
