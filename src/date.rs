//! Calendar days, written `YYYY-MM-DD`.

use std::fmt;

use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Encode, Json};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A day of the calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads `YYYY-MM-DD`; `None` if there is no such day.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let digits = parts.next()?;
            let plain = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
            if plain { digits.parse::<u32>().ok() } else { None }
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return None;
        }
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Self)
    }

    /// So many days later. At the end of the calendar the day stays.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).unwrap_or(self.0))
    }

    /// So many days later, of which Saturdays and Sundays are none.
    #[must_use]
    pub fn plus_working_days(self, days: u32) -> Self {
        let mut day = self;
        for _ in 0..days {
            day = day.plus_days(1);
            while day.is_weekend() && day != day.plus_days(1) {
                day = day.plus_days(1);
            }
        }
        day
    }

    /// Days from this day to the other; negative for an earlier one.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        i32::try_from(other.0.signed_duration_since(self.0).num_days()).unwrap_or_default()
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// 周一 to 周日.
    #[must_use]
    pub fn weekday_name(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Mon => "周一",
            Weekday::Tue => "周二",
            Weekday::Wed => "周三",
            Weekday::Thu => "周四",
            Weekday::Fri => "周五",
            Weekday::Sat => "周六",
            Weekday::Sun => "周日",
        }
    }

    /// So many months earlier, on the last day of a month that is too short.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Encode for Date {
    fn encode(&self) -> Json {
        Json::String(self.to_string().into())
    }
}

impl Decode for Date {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let text = json::text(json)?;
        *self = Self::read(text)
            .ok_or_else(|| Error::new(Code::ImpossibleDate, format!("没有“{text}”这一天，日期写成 2026-03-12 这样")))?;
        Ok(())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "description": "YYYY-MM-DD" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_that_exist() {
        for text in ["2026-03-12", "2028-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Date::read(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-3-12",
            "26-03-12",
            "2026-03-12-1",
            "",
            "今天",
            "+026-03-12",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
    }

    #[test]
    fn months_clamp_to_the_end_of_the_month() {
        let back = |text, months| Date::read(text).map(|date| date.minus_months(months).to_string());
        assert_eq!(back("2027-08-31", 6).as_deref(), Some("2027-02-28"));
        assert_eq!(back("2028-08-31", 6).as_deref(), Some("2028-02-29"));
    }
}
