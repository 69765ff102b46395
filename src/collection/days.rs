//! Days in what somebody wrote, said no finer than the quarter.

/// The longest run of digits that may be part of a day.
const YEAR: usize = 4;

/// The same text with every day and month as a quarter; a day without its year is no longer said.
pub(super) fn coarse(text: &str) -> String {
    let mut coarse = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_inside = false;
    while let Some(first) = rest.chars().next() {
        let found = if is_inside { None } else { quarter(rest).or_else(|| day_of_month(rest)) };
        if let Some((said, behind)) = found {
            coarse.push_str(&said);
            rest = behind;
        } else {
            coarse.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        is_inside = first.is_ascii_digit();
    }
    coarse
}

/// A number at the beginning of a text, how many digits it has, and what comes behind.
fn number(text: &str) -> Option<(u32, usize, &str)> {
    let text = text.trim_start_matches(' ');
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(length).filter(|(digits, _)| digits.len() <= YEAR)?;
    Some((digits.parse().ok()?, length, rest))
}

fn month(text: &str) -> Option<(u32, usize, &str)> {
    number(text).filter(|(month, digits, _)| (1..=12).contains(month) && *digits <= 2)
}

fn day(text: &str) -> Option<&str> {
    number(text).filter(|(day, digits, _)| (1..=31).contains(day) && *digits <= 2).map(|(_, _, rest)| rest)
}

/// `2026-03-12`, `2026/3/12`, `2026.3.12`, `2026-03`, `2026年3月12日` and `2026年3月`.
fn quarter(text: &str) -> Option<(String, &str)> {
    let (year, _, rest) = number(text).filter(|(year, ..)| (1900..2100).contains(year))?;
    let rest = rest.trim_start_matches(' ');
    let (month, behind) = if let Some(rest) = rest.strip_prefix('年') {
        let (month, _, rest) = month(rest)?;
        let rest = rest.trim_start_matches(' ').strip_prefix('月')?;
        (month, written_day(rest).unwrap_or(rest))
    } else {
        let between = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
        let (month, digits, rest) = month(rest.get(1..)?)?;
        match rest.strip_prefix(between).and_then(day) {
            Some(rest) => (month, rest),
            // A number with a point may be any amount.
            None if between != '.' && digits == 2 => (month, rest),
            None => return None,
        }
    };
    Some((format!("{year} 年第 {} 季度", month.div_ceil(3)), behind))
}

/// `12日` and `12号`.
fn written_day(text: &str) -> Option<&str> {
    day(text)?.trim_start_matches(' ').strip_prefix(['日', '号'])
}

/// `3月12日`.
fn day_of_month(text: &str) -> Option<(String, &str)> {
    let (_, _, rest) = month(text)?;
    let rest = rest.trim_start_matches(' ').strip_prefix('月')?;
    Some(("某日".to_owned(), written_day(rest)?))
}

#[cfg(test)]
mod tests {
    use super::coarse;

    #[test]
    fn a_day_is_said_by_its_quarter() {
        for (written, said) in [
            ("2026-03-12 复测", "2026 年第 1 季度 复测"),
            ("于2026年4月1日换料", "于2026 年第 2 季度换料"),
            ("2026 年 12 月 31 号", "2026 年第 4 季度"),
            ("2026/7/8、2025.10.9", "2026 年第 3 季度、2025 年第 4 季度"),
            ("2026-09起，2026年9月止", "2026 年第 3 季度起，2026 年第 3 季度止"),
            ("3月12日停线", "某日停线"),
        ] {
            assert_eq!(coarse(written), said);
        }
    }

    #[test]
    fn amounts_and_standards_are_no_days() {
        for text in ["GB/T 2828.1-2012", "GB 42296—2022", "2026 年", "压力 2026.3 Pa", "12026-03-12", "3月", "1/3 批"]
        {
            assert_eq!(coarse(text), text);
        }
    }
}
