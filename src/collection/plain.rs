//! One spelling for texts that names are looked for in: whoever spaces out a number or writes it wide means the same.

use crate::json::{Json, Text};
use crate::record::Moment;

/// Every text of a file in plain spelling.
pub(super) fn plain(json: &mut Json) {
    match json {
        Json::String(text) if Moment::read(text).is_none() => *text = Text::Owned(spelt(text)),
        Json::Array(items) => items.iter_mut().for_each(plain),
        Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| plain(value)),
        _ => {}
    }
}

/// Wide letters and digits as narrow ones, one kind of brackets, nothing that cannot be seen, and no space but between words.
fn spelt(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')).map(narrow) {
        if c.is_whitespace() {
            is_apart = true;
            continue;
        }
        if is_apart && spelt.ends_with(|before: char| parts_words(before, c)) {
            spelt.push(' ');
        }
        is_apart = false;
        spelt.push(c);
    }
    spelt
}

/// Whether a space between two characters parts words: of Latin letters, not the groups of a number or a code.
fn parts_words(before: char, behind: char) -> bool {
    let is_of_code = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | '/' | '.');
    before.is_ascii_graphic() && behind.is_ascii_alphanumeric() && !(is_of_code(before) && is_of_code(behind))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '(' => '（',
        ')' => '）',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::spelt;

    #[test]
    fn what_means_the_same_is_spelt_the_same() {
        for (text, plain) in [
            ("９１３５０２０３ＭＡ０１００２１９０", "91350203MA01002190"),
            ("9135 0203 MA01 0021 90", "91350203MA01002190"),
            ("林 建 国 打 138 0000 0000", "林建国打13800000000"),
            ("鹭星达(厦门)\n电源有限 公\u{200b}司", "鹭星达（厦门）电源有限公司"),
            ("core loss of FX 1, checked", "core loss of FX1, checked"),
            ("规格 10 mm，不符合。", "规格10 mm，不符合。"),
            ("文书 ２６０１ － Ｃ", "文书2601-C"),
        ] {
            assert_eq!(spelt(text), plain);
        }
    }
}
