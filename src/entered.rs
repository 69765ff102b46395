//! Texts and numbers as people type them.

use crate::decimal::{Decimal, NotDecimal};
use crate::error::Result;
use crate::json::{self, Decode, Encode, Input, Sink, Value};

/// A number as it was typed: a number, or text that may turn out not to be one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered(pub String);

impl Entered {
    /// The number, if it is one that is kept exactly. Commas, and spaces of every kind, are passed over.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        self.exactly().ok()
    }

    /// The same, or why there is none.
    ///
    /// # Errors
    /// As the number itself says.
    pub fn exactly(&self) -> std::result::Result<Decimal, NotDecimal> {
        self.tidy().parse()
    }

    /// The number, rounded to so many decimals.
    ///
    /// # Errors
    /// What is no number, or too large to be held with so many decimals.
    pub fn rounded(&self, places: u32) -> std::result::Result<Decimal, NotDecimal> {
        Decimal::rounded(&self.tidy(), places)
    }

    fn tidy(&self) -> String {
        tidy(&self.0).filter(|c| !matches!(c, ' ' | ',')).collect()
    }

    /// Whether nothing was typed.
    pub(crate) fn is_blank(&self) -> bool {
        !filled(Some(&self.0))
    }

    /// Whether it is a grade from 1 to 5, or not given.
    pub(crate) fn is_blank_or_grade(&self) -> bool {
        let grade = self.number().and_then(Decimal::to_integer);
        self.is_blank() || grade.is_some_and(|grade| (1..=5).contains(&grade))
    }
}

json::leaves!(Entered);

impl Decode for Entered {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        match input.value() {
            Value::Integer(value) => self.0 = value.to_string(),
            Value::Number(text) | Value::Text(text) => text.clone_into(&mut self.0),
            other => return Err(json::wrong_type(&other, "数字")),
        }
        Ok(())
    }
}

impl Encode for Entered {
    fn write(&self, sink: &mut dyn Sink) {
        sink.text(&self.0);
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Entered {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Entered".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string" }] })
    }
}

/// Whether anything was written.
pub(crate) fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| seen(text).any(|c| c != ' '))
}

/// The characters of a text as the eye sees them: none that has no shape, and every kind of space as a plain one. Address
/// books put marks of direction around a number, web pages no-break spaces into it.
pub(crate) fn seen(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !has_no_shape(*c)).map(|c| if c.is_whitespace() { ' ' } else { c })
}

/// A text as the eye sees it, without the space around it.
pub(crate) fn trimmed(text: &str) -> String {
    let shown: String = seen(text).collect();
    shown.trim().to_owned()
}

/// How many characters the eye sees, without the space around them.
pub(crate) fn shown_length(text: &str) -> usize {
    let (mut length, mut spaces) = (0, 0);
    for c in seen(text) {
        if c != ' ' {
            length += spaces + 1;
            spaces = 0;
        } else if length > 0 {
            spaces += 1;
        }
    }
    length
}

/// The characters of a code or a number: as the eye sees them, in half width, with dashes of one kind.
pub(crate) fn tidy(text: &str) -> impl Iterator<Item = char> {
    seen(text).map(half_width).map(|c| if is_dash(c) { '-' } else { c })
}

/// Controls that are no space, and what Unicode lets a program ignore.
fn has_no_shape(c: char) -> bool {
    // Nearly all are of ASCII or Chinese, and found out at once.
    if matches!(c, ' '..='~' | '\u{3165}'..='\u{fdff}') {
        return false;
    }
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣')
}

/// Full-width letters, digits and signs to half-width; everything else as it is.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}
