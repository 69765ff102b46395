//! A file as it was written, in whatever version of the format.

use super::migrate;
use crate::checklist::ItemAnswers;
use crate::error::Result;
use crate::json::{self, Decode, Encode, Input, Sink, Tape, Value};

/// A file as it was written: what it says of itself, such as its seal, is true only of that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AsWritten(Tape);

impl AsWritten {
    pub(super) fn tape(&self) -> &Tape {
        &self.0
    }

    /// Whether it is of the present version of the format, or of a newer one.
    pub(super) fn is_present(&self) -> bool {
        migrate::is_present(&self.0.input())
    }

    /// What stands under a key of it.
    pub(super) fn at(&self, key: &str) -> Option<Input<'_>> {
        let mut input = self.0.input();
        let Value::Object(mut keys) = input.value() else { return None };
        while let Some(found) = input.key(&mut keys) {
            if found == key {
                return Some(input);
            }
            input.skip();
        }
        None
    }

    /// The answers of the self-check, which no version of the format has changed.
    ///
    /// # Errors
    /// What does not fit, with its place in the file.
    pub(super) fn answers(&self) -> Result<ItemAnswers> {
        let answers =
            self.at("answers").map_or_else(|| Ok(ItemAnswers::default()), |mut input| json::decoded(&mut input));
        answers.map_err(|error| error.at("answers"))
    }

    /// Whether an association's self-assessment is in it.
    pub(crate) fn is_scored(&self) -> bool {
        self.at("governance").is_some_and(|mut record| !record.take_null())
    }
}

impl From<Tape> for AsWritten {
    fn from(file: Tape) -> Self {
        // Always in the same way, so that equal ones are.
        Self(file.input().taped())
    }
}

impl Decode for AsWritten {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        self.0 = input.taped();
        Ok(())
    }
}

impl Encode for AsWritten {
    fn write(&self, sink: &mut dyn Sink) {
        if !sink.passes_over() {
            self.0.input().copy(sink);
        }
    }
}
