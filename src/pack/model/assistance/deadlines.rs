//! 法定期限: `deadlines.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// How a time limit is counted; the day of the event is never counted.
    DeadlineUnit {
        /// Calendar days.
        "days" => Days,
        /// Mondays to Fridays.
        "working-days" => WorkingDays,
        /// Months before the event.
        "months-before" => MonthsBefore,
    }
}

content! {
    /// Time limits.
    DeadlineTable {
        /// What is true of all of them: counting, holidays and what assistance does not change.
        note: Text,
        /// Days of every year, as `MM-DD`, that are holidays by law: working days are counted by the days of the week alone.
        holidays: List<Text> = default,
        /// Each of them.
        rules: List<Deadline>,
    }

    /// A time limit.
    Deadline {
        /// Code, such as `K1`.
        id: Text,
        /// What sets it off.
        event: Text,
        /// What is due.
        name: Text,
        /// How it is counted.
        unit: DeadlineUnit,
        /// First day of a window.
        from: Option<u32> = default,
        /// Last day.
        to: u32,
        /// The rule as a sentence.
        text: Text,
        /// A document may state another last day.
        stated: bool = default,
        /// Only an example from one place.
        example: bool,
        /// Where it comes from.
        source: Source,
        /// What else it rests on.
        anchors: List<Source> = default,
    }
}
