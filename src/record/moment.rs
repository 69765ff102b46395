//! A minute of a day.

use std::fmt;

use crate::date::Date;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{self, Decode, Encode, Input, Sink};

/// A minute of a day, written `YYYY-MM-DDTHH:MM`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    date: Date,
    minute: u16,
}

impl Moment {
    /// Reads `YYYY-MM-DDTHH:MM`; `None` if there is no such minute.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let (hour, minute) = time.split_once(':')?;
        let part = |digits: &str, below: u16| {
            let plain = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
            digits.parse().ok().filter(|number: &u16| plain && *number < below)
        };
        Some(Self { date: Date::read(date)?, minute: part(hour, 24)? * 60 + part(minute, 60)? })
    }

    /// Its day.
    #[must_use]
    pub fn date(self) -> Date {
        self.date
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }
}

impl Decode for Moment {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let text = json::read_text(input)?;
        *self = Self::read(text).ok_or_else(|| {
            Error::new(Code::ImpossibleDate, format!("没有“{}”这个时间，写成 2026-03-18T09:00 这样", excerpt(text)))
        })?;
        Ok(())
    }
}

impl Encode for Moment {
    fn write(&self, sink: &mut dyn Sink) {
        if !sink.passes_over() {
            sink.text(&self.to_string());
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "YYYY-MM-DDTHH:MM" })
    }
}
