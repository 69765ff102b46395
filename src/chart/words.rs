//! How wide words are, and how they are made to fit.
//!
//! No font is at hand, so every width here is an upper bound: the widest of the common system fonts. What fits by this measure
//! fits on every device.

use super::ink::{Ink, Px};

/// The mark of words that were shortened.
const ELLIPSIS: &str = "…";

/// So many marks that take no room of their own may stand on one character: more would climb out of the picture.
const MARKS: u32 = 3;

/// The width of a character in thousandths of the size of the type.
fn width_of(c: char) -> i64 {
    match c {
        ' ' | '!' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '[' | '\\' | ']' | '|' | 'I' | 'J' | 'f'
        | 'i' | 'j' | 'l' => 420,
        // Chinese characters and what is as wide.
        '%'
        | '@'
        | 'M'
        | 'W'
        | 'm'
        | 'w'
        | '\u{2000}'..='\u{200a}'
        | '\u{2010}'..='\u{205f}'
        | '\u{2100}'..='\u{22ff}'
        | '\u{2400}'..='\u{25ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffff}'
        | '\u{20000}'..='\u{3ffff}' => 1000,
        '#' | '&' | '+' | '<'..='>' | '^' | '~' | 'A'..='Z' => 840,
        ' '..='~' => 640,
        c if is_mark(c) => 0,
        // Dashes that are two and three characters wide, and whole sentences that are one character.
        '\u{2e3a}' | '\u{2e3b}' => 3000,
        '\u{fdfa}'..='\u{fdff}' | '\u{12000}'..='\u{1254f}' => 12_000,
        // Other scripts, and signs that many devices draw as pictures wider than a Chinese character.
        _ => 1300,
    }
}

/// Whether a character stands on the one before it, or joins its neighbours, and takes no room of its own.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e01ef}')
}

/// Whether a character belongs to what is written from right to left.
fn is_right_to_left_letter(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether the first letter is written from right to left, and so the whole.
pub(super) fn is_right_to_left(words: &str) -> bool {
    let is_letter = |c: &char| c.is_ascii_alphabetic() || (*c >= '\u{a0}' && !('\u{2000}'..='\u{2bff}').contains(c));
    words.chars().find(is_letter).is_some_and(is_right_to_left_letter)
}

/// Words as they may stand in a picture: on one line, without the controls that would turn around what stands beside
/// them, and without what XML does not allow.
pub(super) fn cleaned(words: &str) -> String {
    let mut clean = String::with_capacity(words.len());
    let mut marks = 0;
    for c in words.trim().chars() {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {}
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => clean.push('\u{fffd}'),
            c if marks <= MARKS => clean.push(c),
            _ => {}
        }
    }
    clean
}

/// How wide the words are in this ink.
pub(super) fn width(words: &str, ink: &Ink) -> Px {
    words.chars().map(|c| advance(c, ink)).sum()
}

fn advance(c: char, ink: &Ink) -> Px {
    // Bold letters of an alphabet are a tenth wider at most; Chinese characters are not wider.
    let thousandths = if ink.bold && c < '\u{2e80}' { 1100 } else { 1000 };
    width_of(c) * ink.size * thousandths / 1_000_000 + 1
}

/// Whether words may be parted between these two: a character is never parted from its marks, nor a picture from what it is
/// joined with.
fn may_part(before: char, after: char) -> bool {
    let is_flag = |c: char| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c);
    let joined = is_mark(after) || before == '\u{200d}' || ('\u{1f3fb}'..='\u{1f3ff}').contains(&after);
    !(joined || is_flag(before) && is_flag(after))
}

/// Whether a line may end between these two: not inside a word or a number, and no line begins with a closing mark.
fn may_break(before: char, after: char) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '%' | '/' | '\u{a1}'..='\u{1fff}');
    let closes = matches!(after, '，' | '。' | '、' | '；' | '：' | '？' | '！' | '）' | '”' | '》' | '…');
    let held = closes || matches!(before, '（' | '“' | '《') || in_word(before) && in_word(after);
    !held && may_part(before, after)
}

/// How many bytes fit: to any place where words may be parted, and to the last one where a line may end.
fn fitting(words: &str, ink: &Ink, room: Px) -> (usize, usize) {
    let (mut part, mut line) = (0, 0);
    let mut used = 0;
    let mut before = None;
    for (place, c) in words.char_indices() {
        if let Some(before) = before {
            if may_part(before, c) {
                part = place;
            }
            if may_break(before, c) {
                line = place;
            }
        }
        used += advance(c, ink);
        if used > room {
            return (part, line);
        }
        before = Some(c);
    }
    (words.len(), words.len())
}

/// The words in at most so many lines; what does not fit ends in an ellipsis.
pub(super) fn lines(words: &str, ink: &Ink, room: Px, most: usize) -> Vec<String> {
    let clean = cleaned(words);
    let mut rest = clean.trim();
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let (part, line) = fitting(rest, ink, room);
        let is_last = lines.len() + 1 >= most || part == 0;
        if part == rest.len() || is_last {
            lines.push(if part == rest.len() { rest.to_owned() } else { cut(rest, ink, room) });
            break;
        }
        let (first, others) = rest.split_at_checked(if line > 0 { line } else { part }).unwrap_or((rest, ""));
        lines.push(first.trim_end().to_owned());
        rest = others.trim_start();
    }
    lines
}

/// The words on one line.
pub(super) fn shortened(words: &str, ink: &Ink, room: Px) -> String {
    lines(words, ink, room, 1).pop().unwrap_or_default()
}

fn cut(words: &str, ink: &Ink, room: Px) -> String {
    let (part, _) = fitting(words, ink, room - width(ELLIPSIS, ink));
    words.get(..part).unwrap_or_default().trim_end().to_owned() + ELLIPSIS
}

/// What is said in place of a chart without data.
pub(super) const NO_DATA: &str = "没有数据";

/// A number of things, in words.
pub(super) fn count(items: usize) -> String {
    items.to_string()
}

/// A sentence that is being written.
#[derive(Default)]
pub(super) struct Sentence(pub(super) String);

impl Sentence {
    /// Our own words.
    pub(super) fn say(&mut self, words: &str) -> &mut Self {
        self.0.push_str(words);
        self
    }

    /// Foreign words: not too long, and set apart from the sentence where they run the other way.
    pub(super) fn insert(&mut self, words: &str) -> &mut Self {
        /// About so many Chinese characters.
        const LONGEST: Px = 40;
        let ink = Ink { size: 1000, bold: false, color: 0 };
        let words = shortened(words, &ink, LONGEST * advance('字', &ink));
        if words.chars().any(is_right_to_left_letter) {
            self.say("\u{2068}").say(&words).say("\u{2069}")
        } else {
            self.say(&words)
        }
    }

    /// A name.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        let start = self.0.len();
        self.say("“").insert(name);
        if self.0.ends_with('“') {
            self.0.truncate(start);
            self.say("（没有名称）")
        } else {
            self.say("”")
        }
    }

    /// A number of things.
    pub(super) fn count(&mut self, items: usize) -> &mut Self {
        self.say(&items.to_string())
    }

    /// A number with its unit: `93.4%`, `820 ppm`, `13 家`.
    pub(super) fn amount(&mut self, number: &str, unit: &str) -> &mut Self {
        let gap = if unit.is_empty() || unit.starts_with(['%', '‰', '％']) { "" } else { " " };
        self.say(number).say(gap).insert(unit)
    }
}
