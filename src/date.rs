//! Calendar days, written `YYYY-MM-DD`.

use std::fmt;

use crate::error::{Code, Error, Result, excerpt};
use crate::json::{self, Decode, Encode, Input, Sink};
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

    /// The other day, or this one if the other cannot be written: it has no four digits of a year.
    fn or_stays(self, other: Option<NaiveDate>) -> Self {
        other.filter(|other| (0..=9999).contains(&other.year())).map_or(self, Self)
    }

    /// `to`, which is some way from this day; `out-of-range` where the calendar ended and the day stayed.
    ///
    /// # Errors
    /// `out-of-range` if `to` is this day.
    pub(crate) fn moved(self, to: Self) -> Result<Self> {
        if to == self {
            return Err(Error::new(Code::OutOfRange, "按这一天推算，日期超出了 0000 至 9999 年，请核对"));
        }
        Ok(to)
    }

    /// So many days later. At the end of the calendar the day stays.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        self.or_stays(self.0.checked_add_days(Days::new(days)))
    }

    /// So many days later, of which Saturdays and Sundays are none. At the end of the calendar the day stays.
    #[must_use]
    pub fn plus_working_days(self, days: u32) -> Self {
        let mut day = self;
        let mut left = days;
        while left > 0 {
            let next = day.plus_days(1);
            if next == day {
                return self;
            }
            day = next;
            left -= u32::from(!day.is_weekend());
        }
        day
    }

    /// So many days earlier. At the start of the calendar the day stays.
    #[must_use]
    pub fn minus_days(self, days: u64) -> Self {
        self.or_stays(self.0.checked_sub_days(Days::new(days)))
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.minus_days(self.0.weekday().num_days_from_monday().into())
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.minus_days(u64::from(self.0.day0()))
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

    /// So many months earlier, on the last day of a month that is too short. At the start of the calendar the day stays.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        self.or_stays(self.0.checked_sub_months(Months::new(months)))
    }

    /// So many months later, on the last day of a month that is too short. At the end of the calendar the day stays.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.or_stays(self.0.checked_add_months(Months::new(months)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Encode for Date {
    fn write(&self, sink: &mut dyn Sink) {
        if !sink.passes_over() {
            sink.text(&self.to_string());
        }
    }
}

impl Decode for Date {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let text = json::read_text(input)?;
        *self = Self::read(text).ok_or_else(|| {
            Error::new(Code::ImpossibleDate, format!("没有“{}”这一天，日期写成 2026-03-12 这样", excerpt(text)))
        })?;
        Ok(())
    }
}

json::leaves!(Date);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "YYYY-MM-DD" })
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
        let on = |text, months| Date::read(text).map(|date| date.plus_months(months).to_string());
        assert_eq!(on("2024-02-29", 36).as_deref(), Some("2027-02-28"));
    }

    #[test]
    fn where_the_calendar_ends_the_day_stays() {
        let stays = |text: &str, moved: fn(Date) -> Date| Date::read(text).is_some_and(|date| moved(date) == date);
        assert!(stays("9999-12-17", |date| date.plus_days(15)));
        assert!(!stays("9999-12-16", |date| date.plus_days(15)));
        assert!(stays("9999-12-30", |date| date.plus_working_days(2)));
        assert!(!stays("9999-12-29", |date| date.plus_working_days(2)));
        assert!(stays("0000-06-30", |date| date.minus_months(6)) && stays("9997-01-01", |date| date.plus_months(36)));
        assert!(Date::read("9999-12-31").is_some_and(|date| date.moved(date.plus_days(1)).is_err()));
    }
}
