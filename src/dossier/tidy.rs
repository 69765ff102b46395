//! What people type in other spellings, before it becomes a change of the file: `30人`, `2026年3月5日`, full width.

use super::facts::Dossier;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::entered::{self, trimmed};
use crate::error::{Code, Error, Result, excerpt, unescaped};
use crate::issue::Issue;
use crate::json::{self, Encode, Json, object};
use crate::listed::Listed;
use crate::pack::{Assistance, Severity};

object! {
    /// An entry as a change of the file takes it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TidiedEntry: out {
        /// What to put at the place: `null` where nothing was typed, or what has no place there.
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::entered::Entered>"))]
        pub value: Json,
        /// The same for the eye; what was typed where it has no place there.
        pub shown: String,
        /// Why it has none.
        pub issues: Vec<Issue>,
    }
}

/// What a place of the file takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    /// A number as it was typed.
    Number,
    /// A whole number.
    Count,
    /// Any text, or one of some codes, or what is no text at all.
    Text,
}

/// Tidies what was typed at a place of the file.
///
/// # Errors
/// `unknown-key` for a place that the file does not have, below `path`.
pub fn tidy_entry(pack: &Assistance, path: &str, text: &str) -> Result<TidiedEntry> {
    let kind = kind_at(path)?;
    let typed = trimmed(text);
    let tidied = |shown: String, value: Json| Ok(TidiedEntry { value, shown, issues: Vec::new() });
    if typed.is_empty() {
        return tidied(String::new(), Json::Null);
    }
    let (rule, message) = match kind {
        Kind::Text => return tidied(typed.clone(), typed.encode()),
        Kind::Date => match date(&typed) {
            Some(date) => return tidied(date.to_string(), date.encode()),
            None => ("not-a-date", format!("没有“{}”这一天，写成 2026-03-05 或 2026年3月5日", excerpt(&typed))),
        },
        Kind::Number | Kind::Count => match number(&typed, path.ends_with("Wan")) {
            Some(number) if kind == Kind::Number => return tidied(number.clone(), number.encode()),
            Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                return tidied(number.clone(), Json::Number(number.into()));
            }
            _ => ("not-a-number", format!("填数字，现在是“{}”", excerpt(&typed))),
        },
    };
    let source = pack.application.field(path.strip_prefix("/application").unwrap_or_default());
    let source = source.map_or(&pack.application.source, |field| &field.source).clone();
    // What is no number is kept, where numbers are kept as they were typed: the step says what is wrong with it.
    let value = if kind == Kind::Number { typed.encode() } else { Json::Null };
    let issue = Issue { path: path.to_owned(), rule: rule.to_owned(), severity: Severity::Error, message, source };
    Ok(TidiedEntry { value, shown: typed, issues: vec![issue] })
}

/// What stands at a place: the types of the file themselves say it, by what they read there and what they refuse.
fn kind_at(path: &str) -> Result<Kind> {
    let takes = |value: Json| takes(path, value);
    let is_text = takes("x".encode())?;
    let is_number = takes(Json::Number("1".into()))?;
    Ok(match (is_text, is_number) {
        // A place may take anything.
        (true, true) if !takes(Json::Bool(true))? => Kind::Number,
        (false, true) => Kind::Count,
        (false, false) if takes("2000-01-01".encode())? => Kind::Date,
        _ => Kind::Text,
    })
}

/// Whether a file takes a value at a place.
fn takes(path: &str, value: Json) -> Result<bool> {
    let mut keys: Vec<&str> = path.split('/').listed();
    let refused = || Error::new(Code::UnknownKey, format!("档案里没有“{}”这一处", excerpt(path))).at("path");
    if keys.len() < 2 || !keys.first().is_some_and(|key| key.is_empty()) {
        return Err(refused());
    }
    keys.remove(0);
    let mut place = String::new();
    let mut tree = value;
    for key in keys.iter().rev() {
        let is_entry = *key == "-" || key.bytes().all(|byte| byte.is_ascii_digit());
        place = if is_entry { format!("/0{place}") } else { format!("/{key}{place}") };
        let key = unescaped(key);
        tree = if is_entry { Json::Array(vec![tree]) } else { Json::Object(vec![(key.into(), tree)]) };
    }
    match json::decode::<Dossier>(&tree) {
        // What stands above it is none that holds anything.
        Err(error) if error.code == Code::UnknownKey || place.starts_with(&[&*error.path, "/"].concat()) => {
            Err(refused())
        }
        // Other keys may be missing: only this place is asked about.
        Err(error) => Ok(error.path != place),
        Ok(_) => Ok(true),
    }
}

/// `2026-3-5`, `2026/3/5`, `2026.3.5`, `2026年3月5日` or `20260305`.
fn date(typed: &str) -> Option<Date> {
    let folded: String = entered::tidy(typed).filter(|c| *c != ' ').collect();
    let plain = folded.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = plain.split(['-', '/', '.', '年', '月']).listed();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [whole] if whole.len() == 8 && digits(whole) => (whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?),
        _ => return None,
    };
    let is_day = year.len() == 4 && month.len() <= 2 && day.len() <= 2 && [year, month, day].into_iter().all(digits);
    Date::read(&format!("{year}-{month:0>2}-{day:0>2}")).filter(|_| is_day)
}

/// A number without its unit. What multiplies it is no unit, unless the place itself counts in 万.
fn number(typed: &str, in_ten_thousands: bool) -> Option<String> {
    let folded: String = entered::tidy(typed).filter(|c| !matches!(c, ' ' | ',')).collect();
    let end = folded.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(folded.len());
    let (number, unit) = folded.split_at_checked(end)?;
    let is_multiple =
        unit.contains(['十', '百', '千', '万', '亿']) && !(in_ten_thousands && matches!(unit, "万" | "万元"));
    let is_unit = !is_multiple && unit.chars().all(|c| !c.is_ascii_digit());
    number.parse::<Decimal>().ok().filter(|_| is_unit).map(|_| number.to_owned())
}
