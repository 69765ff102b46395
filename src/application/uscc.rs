//! 统一社会信用代码 (GB 32100—2015).

use crate::entered::tidy;
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Assistance, FormField};

object! {
    /// What was found about a code.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UsccCheck: out {
        /// The code without spaces and hyphens, in half-width capitals.
        pub normalized: String,
        /// Length and characters are errors; region and check digits are warnings, because
        /// some codes registered before 2016 do not follow the rule.
        pub issues: Vec<Issue>,
    }
}

/// The 31 characters of a code, by value: no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Weights of the first 17 characters: 3^(i−1) mod 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Weights of 主体标识码 (GB 11714), characters 9 to 16 of the code.
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Checks a code. An empty one is not examined.
#[must_use]
pub fn check_uscc(pack: &Assistance, code: &str) -> UsccCheck {
    let normalized = normalize(code);
    let issues = findings(pack, &normalized).into_iter().filter_map(|finding| finding.issue(pack, "/code")).listed();
    UsccCheck { normalized, issues }
}

/// Spaces, hyphens and what cannot be seen out, capitals, half-width.
pub(crate) fn normalize(code: &str) -> String {
    tidy(code).filter(|c| !matches!(c, ' ' | '-')).map(|c| c.to_ascii_uppercase()).collect()
}

/// One thing found, before its message is made.
pub(super) struct Finding {
    pub(super) rule: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Finding {
    /// Whether a user who has compared the code with the licence may keep it.
    pub(super) fn can_be_confirmed(&self) -> bool {
        matches!(self.rule, "region-prefix" | "org-check-digit" | "check-digit")
    }

    pub(super) fn issue(&self, pack: &Assistance, path: &str) -> Option<Issue> {
        let field = field(pack)?;
        let values: Vec<(&str, &str)> = self.values.iter().map(|(name, value)| (*name, value.as_str())).listed();
        Issue::of(&field.messages, &field.source, path, self.rule, &values)
    }
}

fn field(pack: &Assistance) -> Option<&FormField> {
    pack.application.groups.iter().flat_map(|group| group.fields.iter()).find(|field| field.key == "uscc")
}

/// What there is to say about a normalized code.
pub(super) fn findings(pack: &Assistance, code: &str) -> Vec<Finding> {
    let characters: Vec<char> = code.chars().listed();
    if characters.is_empty() {
        return Vec::new();
    }
    if characters.len() != 18 {
        return vec![Finding { rule: "length", values: vec![("n", characters.len().to_string())] }];
    }
    let foreign = characters.iter().position(|c| ALPHABET.chars().all(|other| other != *c));
    if let Some((position, character)) = foreign.and_then(|position| Some((position, characters.get(position)?))) {
        let values = vec![("n", (position + 1).to_string()), ("value", character.to_string())];
        return vec![Finding { rule: "charset", values }];
    }

    let mut found = Vec::new();
    let region: String = characters.iter().skip(2).take(2).collect();
    if !pack.provinces.iter().any(|province| province.code == region.as_str()) {
        found.push(Finding { rule: "region-prefix", values: vec![("value", region)] });
    }
    let mut compare = |rule, position: usize, expected: Option<char>| {
        if let (Some(expected), Some(actual)) = (expected, characters.get(position))
            && *actual != expected
        {
            let values = vec![("expected", expected.to_string()), ("value", actual.to_string())];
            found.push(Finding { rule, values });
        }
    };
    compare("org-check-digit", 16, body_check_digit(&characters));
    compare("check-digit", 17, check_digit(&characters));
    found
}

/// Character 18: (31 − Σ value × weight mod 31) mod 31.
fn check_digit(characters: &[char]) -> Option<char> {
    let value = |c: &char| ALPHABET.chars().position(|a| a == *c).and_then(|value| u32::try_from(value).ok());
    let sum = weighted(characters.iter(), &WEIGHTS, value)?;
    ALPHABET.chars().nth(usize::try_from((31 - sum % 31) % 31).ok()?)
}

/// Character 17: 11 − Σ value × weight mod 11, with X for 10 and 0 for 11.
fn body_check_digit(characters: &[char]) -> Option<char> {
    let sum = weighted(characters.iter().skip(8), &BODY_WEIGHTS, |c| c.to_digit(36))?;
    match 11 - sum % 11 {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}

fn weighted<'a>(
    characters: impl Iterator<Item = &'a char>,
    weights: &[u32],
    value: impl Fn(&char) -> Option<u32>,
) -> Option<u32> {
    characters.zip(weights).try_fold(0, |sum, (c, weight)| Some(sum + value(c)? * weight))
}
