//! Texts and numbers as people type them.

use crate::decimal::{Decimal, NotDecimal};
use crate::error::Result;
use crate::json::{self, Decode, Encode, Input, Sink, Value};

/// A number as it was typed: a number, or text that may turn out not to be one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered(pub String);

impl Entered {
    /// The number, if it is one that is kept exactly. Spaces, commas and full-width digits are tidied.
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
        self.0.chars().map(half_width).filter(|c| !matches!(c, ' ' | ',')).collect()
    }

    /// Whether nothing was typed.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether it is a grade from 1 to 5, or not given.
    pub(crate) fn is_blank_or_grade(&self) -> bool {
        let grade = self.number().and_then(Decimal::to_integer);
        self.is_blank() || grade.is_some_and(|grade| (1..=5).contains(&grade))
    }
}

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
        schemars::json_schema!({ "type": ["number", "string"] })
    }
}

/// Whether anything was written.
pub(crate) fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// Full-width letters, digits and signs to half-width; everything else as it is.
#[must_use]
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}
