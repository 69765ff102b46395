//! How numbers of standards, licences and telephones are written. Warnings only:
//! numbering differs from place to place, and a pattern is no register.

use crate::entered::{self, trimmed};
use crate::listed::Listed;

/// Half-width capitals, one dash where there are several, trimmed.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in entered::tidy(text) {
        if c != '-' || !tidy.ends_with('-') {
            tidy.push(c.to_ascii_uppercase());
        }
    }
    tidy.trim().to_owned()
}

/// The digits of a number that is written in groups.
pub(super) fn ungrouped(text: &str) -> String {
    entered::tidy(text).filter(|c| *c != ' ').collect()
}

/// A standard's number as `GB/T 19001-2016`, `DB44/T 1-2020`, `T/ABC 1-2020`, `Q/ABC 001-2025`.
pub(super) fn is_standard_number(text: &str) -> bool {
    let text = tidy(text);
    let Some((head, year)) = text.rsplit_once('-') else { return false };
    if year.len() != 4 || !is_digits(year) {
        return false;
    }
    let Some(rest) = after_prefix(head) else { return false };
    let body = rest.trim_start();
    body.ends_with(|c: char| c.is_ascii_digit())
        && body.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | ' '))
}

/// What follows `GB/T`, `DB44/T`, `T/ABC` or `Q/ABC`.
fn after_prefix(head: &str) -> Option<&str> {
    let letters = |text: &str| text.chars().take_while(char::is_ascii_uppercase).count();
    if let Some(rest) = head.strip_prefix("T/").or_else(|| head.strip_prefix("Q/")) {
        let count = rest.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit()).count();
        return if count > 0 { rest.get(count..) } else { None };
    }
    if let Some(rest) = head.strip_prefix("DB") {
        let count = rest.chars().take_while(char::is_ascii_digit).count();
        let rest = if (2..=6).contains(&count) { rest.get(count..)? } else { return None };
        return Some(rest.strip_prefix("/T").unwrap_or(rest));
    }
    let count = letters(head);
    let rest = if (2..=4).contains(&count) { head.get(count..)? } else { return None };
    Some(rest.strip_prefix("/T").or_else(|| rest.strip_prefix("/Z")).unwrap_or(rest))
}

/// Whether the number ends with a year.
pub(super) fn has_year(text: &str) -> bool {
    let text = tidy(text);
    text.rsplit_once('-').is_some_and(|(_, year)| year.len() == 4 && is_digits(year))
}

/// A mandatory national standard: `GB` and a number, neither `/T` nor `/Z`.
pub(super) fn is_mandatory_standard(text: &str) -> bool {
    let text = tidy(text);
    text.strip_prefix("GB").is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// `XK12-001-00018`, with or without the short name of a province in front.
pub(super) fn is_licence_number(text: &str) -> bool {
    let text = tidy(text);
    let number = match text.strip_prefix('(') {
        Some(rest) => match rest.split_once(')') {
            Some((province, number)) if province.chars().count() == 1 => number,
            _ => return false,
        },
        None => &text,
    };
    let Some(number) = number.strip_prefix("XK") else { return false };
    let parts: Vec<&str> = number.split('-').listed();
    parts.iter().all(|part| is_digits(part)) && parts.iter().map(|part| part.len()).eq([2, 3, 5])
}

/// What a mobile number is, once spaces, hyphens and the prefix of the country are gone.
pub(super) enum Telephone {
    Mobile,
    Landline,
    /// So many digits instead of eleven.
    WrongLength(usize),
    /// Eleven digits that do not begin like a mobile number.
    WrongPrefix,
}

pub(super) fn mobile(text: &str) -> Telephone {
    if is_landline(text) {
        return Telephone::Landline;
    }
    let number = dialled(text).replace('-', "");
    if number.chars().count() != 11 {
        return Telephone::WrongLength(number.chars().count());
    }
    let mut digits = number.chars();
    match (digits.next(), digits.next()) {
        (Some('1'), Some('3'..='9')) if is_digits(&number) => Telephone::Mobile,
        _ => Telephone::WrongPrefix,
    }
}

/// A number as it is dialled in this country: neither spaces nor brackets, no `+86`, `0086` or `86`, behind which an area has
/// lost its 0.
fn dialled(text: &str) -> String {
    let number: String = tidy(text).chars().filter(|c| !matches!(c, ' ' | '(' | ')')).collect();
    let Some(rest) = ["+86", "0086", "86-"].iter().find_map(|prefix| number.strip_prefix(prefix)) else {
        return match number.strip_prefix("86") {
            Some(mobile) if mobile.len() == 11 && mobile.starts_with('1') => mobile.to_owned(),
            _ => number,
        };
    };
    let rest = rest.trim_start_matches('-');
    // The area 010 has lost its 0 too; mobile numbers begin with 13 to 19.
    let is_mobile = rest.starts_with('1') && !rest.starts_with("10");
    let is_whole = is_mobile || rest.starts_with('0') || rest.starts_with("400");
    if is_whole { rest.to_owned() } else { ["0", rest].concat() }
}

/// `0592-1234567`, with or without hyphen and extension, or `400-123-4567`.
pub(super) fn is_landline(text: &str) -> bool {
    let text = dialled(text);
    let parts: Vec<&str> = text.split('-').listed();
    if !parts.iter().all(|part| is_digits(part)) {
        return false;
    }
    let area = |part: &str| part.starts_with('0') && (3..=4).contains(&part.len());
    let number = |part: &str| (7..=8).contains(&part.len());
    let extension = |part: &str| (1..=6).contains(&part.len());
    let joined = |part: &str| part.starts_with('0') && (10..=12).contains(&part.len());
    match parts.as_slice() {
        ["400", middle, end] => middle.len() == 3 && end.len() == 4,
        ["400", end] => end.len() == 7,
        [one] => joined(one) || (one.starts_with("400") && one.len() == 10),
        [first, second] => (area(first) && number(second)) || (joined(first) && extension(second)),
        [first, second, third] => area(first) && number(second) && extension(third),
        _ => false,
    }
}

pub(super) fn is_postcode(text: &str) -> bool {
    let text = ungrouped(text);
    text.len() == 6 && is_digits(&text)
}

/// Something on both sides of a single `@`.
pub(super) fn is_email(text: &str) -> bool {
    let text = trimmed(text);
    match text.split_once('@') {
        Some((name, host)) => !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(' '),
        None => false,
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards() {
        for number in [
            "GB 42296—2022",
            "GB/T 19001-2016",
            "GB/Z 1-2020",
            "QB/T 1234.5–2019",
            "DB4406/T 15—2022",
            "DB35/T 1323—2013",
            "T/CAS 1.1-2017",
            "Q/SLDY 001—2025",
            "GB42296-2022",
            "gb 42296－2022",
        ] {
            assert!(is_standard_number(number), "{number}");
        }
        for number in ["GB 42296", "42296—2022", "GB 42296—22", "标准", "", "Q/—2025", "GB/T —2022"] {
            assert!(!is_standard_number(number), "{number}");
        }
        assert!(is_mandatory_standard("GB 42296—2022") && is_mandatory_standard("ＧＢ１—2020"));
        assert!(!is_mandatory_standard("GB/T 19001—2016") && !is_mandatory_standard("GBZ 1-2020"));
    }

    #[test]
    fn licences() {
        assert!(
            is_licence_number("XK12-001-00018")
                && is_licence_number("(鄂)XK12-001-00018")
                && is_licence_number("（鄂）XK12-001-00018")
        );
        assert!(
            !is_licence_number("XK12-1-18")
                && !is_licence_number("QS12-001-00018")
                && !is_licence_number("(湖北)XK12-001-00018")
        );
    }

    #[test]
    fn telephones() {
        assert!(matches!(mobile("138 0000 0000"), Telephone::Mobile));
        for number in [
            "+86-13800000000",
            "+8613800000000",
            "0086 138 0000 0000",
            "86-13800000000",
            "8613800000000",
            "(+86) 138 0000 0000",
            "（86）13800000000",
            "＋８６　１３８００００００００",
            "138\u{a0}0000\u{a0}0000",
            "\u{202d}138 0000 0000\u{202c}",
            "138\u{2011}0000\u{2011}0000",
            "\u{feff}1380\u{200b}0000000",
        ] {
            assert!(matches!(mobile(number), Telephone::Mobile), "{number:?}");
        }
        for number in ["+86-592-0000000", "0086 592 0000000", "+86 0592 0000000", "86-10-00000000", "+86 400 000 0000"]
        {
            assert!(is_landline(number), "{number}");
        }
        assert!(matches!(mobile("0086 138 0000 000"), Telephone::WrongLength(10)));
        assert!(matches!(mobile("138 0000 000"), Telephone::WrongLength(10)));
        assert!(matches!(mobile("12800000000"), Telephone::WrongPrefix));
        assert!(matches!(mobile("0592-0000000"), Telephone::Landline));
        assert!(
            is_landline("059200000000")
                && is_landline("0592-0000000-12")
                && is_landline("400-000-0000")
                && is_landline("4000000000")
        );
        assert!(!is_landline("0592-00000") && !is_landline("abc"));
    }
}
