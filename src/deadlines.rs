//! 法定期限: reminders of time limits. A request for assistance suspends none of them.

use crate::date::Date;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::object;
use crate::pack::{Assistance, Deadline, DeadlineUnit, Source, Text};

object! {
    /// Something that sets a time limit off.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Event: in out {
        /// `resultReceived`, `ordered`, `publicNotice`, `harmFound`, `licenceExpiry` or `objectionFiled`.
        pub kind: String,
        /// The day it happened, or will happen.
        pub date: Date,
        /// The last day that a document states, where it states one.
        pub due: Option<Date> = default,
    }
}

object! {
    /// A time limit that is running.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct LegalDeadline: out {
        /// Code, such as `K1`.
        pub id: Text,
        /// What set it off.
        pub event: Text,
        /// The day of the event, which is not counted.
        pub date: Date,
        /// What is due.
        pub name: Text,
        /// The nominal last day, or the one that a document states.
        pub due: Date,
        /// A document states the last day.
        pub stated: bool,
        /// First and last day, where the rule sets both.
        pub window: Option<Window>,
        /// 周一 to 周日 of the last day.
        pub weekday: &'static str,
        /// Whether the last day is a Saturday or a Sunday.
        pub weekend: bool,
        /// Holidays by law among the working days that were counted: then the authority may count to a later day.
        pub holidays: Vec<Date>,
        /// Days from today to the last day; negative once it has passed.
        pub days_left: i32,
        /// The rule as a sentence.
        pub rule: Text,
        /// Only an example from one place.
        pub example: bool,
        /// Where the rule comes from.
        pub source: Source,
        /// What else it rests on.
        pub anchors: Vec<Source>,
    }
}

object! {
    /// The first and the last day of a time limit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Window: out {
        /// First day.
        pub from: Date,
        /// Last day.
        pub to: Date,
    }
}

object! {
    /// Time limits of some events.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct LegalDeadlines: out {
        /// Earliest first; equal ones in the order of the table.
        pub deadlines: Vec<LegalDeadline>,
        /// What is true of all of them.
        pub note: Text,
    }
}

/// The time limits that events set off (民法典 第二百至二百零三条: the first day is not counted).
///
/// # Errors
/// `unknown-code` for a kind of event that no rule names, `out-of-range` for a time limit that no date can state.
pub fn legal_deadlines(pack: &Assistance, events: &[Event], today: Date) -> Result<LegalDeadlines> {
    let mut deadlines: Vec<LegalDeadline> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let rules = || pack.deadlines.rules.iter().filter(|rule| rule.event == event.kind.as_str());
        if rules().next().is_none() {
            let mut known: Vec<&str> = Vec::new();
            for rule in &pack.deadlines.rules {
                let kind: &str = &rule.event;
                if !known.contains(&kind) {
                    known.push(kind);
                }
            }
            let message = format!("没有“{}”这种事件，可用的是：{}", excerpt(&event.kind), known.join("、"));
            return Err(Error::new(Code::UnknownCode, message).at("kind").at(&index.to_string()).at("events"));
        }
        for rule in rules() {
            let deadline = deadline(pack, rule, event, today)
                .map_err(|error| error.at("date").at(&index.to_string()).at("events"))?;
            // What follows from the day alone is the same for all papers of that day.
            if !deadlines.contains(&deadline) {
                let position = deadlines.partition_point(|other| other.due <= deadline.due);
                deadlines.insert(position, deadline);
            }
        }
    }
    Ok(LegalDeadlines { deadlines, note: pack.deadlines.note.clone() })
}

/// Where the form asks for the day of an order.
const ORDERED: &str = "/application/problems/*/orderedOn";

/// The last day of 完成改正: the one that the order states, else the one that its day sets off.
///
/// # Errors
/// `out-of-range` for a time limit that no date can state.
pub(crate) fn order_due(pack: &Assistance, ordered_on: Option<Date>, stated: Option<Date>) -> Result<Option<Date>> {
    match (stated, ordered_on) {
        (Some(stated), _) => Ok(Some(stated)),
        (None, Some(date)) => last_day(pack, ORDERED, date),
        (None, None) => Ok(None),
    }
}

/// The last day of the time limit that the day of a field sets off, if the form names one.
///
/// # Errors
/// `out-of-range` for a time limit that no date can state.
pub(crate) fn last_day(pack: &Assistance, field: &str, date: Date) -> Result<Option<Date>> {
    let named = pack.application.field(field).and_then(|field| field.deadline.as_ref());
    let rule = named.and_then(|id| pack.deadlines.rules.iter().find(|rule| rule.id == *id));
    rule.map(|rule| date.moved(day(rule, date, rule.to))).transpose()
}

/// The day that lies so many days, working days or months from another.
fn day(rule: &Deadline, date: Date, count: u32) -> Date {
    match rule.unit {
        DeadlineUnit::Days => date.plus_days(count.into()),
        DeadlineUnit::WorkingDays => date.plus_working_days(count),
        DeadlineUnit::MonthsBefore => date.minus_months(count),
    }
}

/// Holidays by law from the day behind one day to another, where these were counted as working days.
fn holidays(pack: &Assistance, rule: &Deadline, date: Date, due: Date) -> Vec<Date> {
    let mut found = Vec::new();
    if rule.unit == DeadlineUnit::WorkingDays {
        let mut day = date;
        while day < due {
            day = day.plus_days(1);
            let is_holiday =
                day.to_string().get(5..).is_some_and(|day| pack.deadlines.holidays.iter().any(|it| it == day));
            if is_holiday && !day.is_weekend() {
                found.push(day);
            }
        }
    }
    found
}

fn deadline(pack: &Assistance, rule: &Deadline, event: &Event, today: Date) -> Result<LegalDeadline> {
    let date = event.date;
    let stated = event.due.filter(|_| rule.stated);
    let due = stated.map_or_else(|| date.moved(day(rule, date, rule.to)), Ok)?;
    Ok(LegalDeadline {
        id: rule.id.clone(),
        event: rule.event.clone(),
        date,
        name: rule.name.clone(),
        due,
        stated: stated.is_some(),
        holidays: holidays(pack, rule, date, due),
        window: rule.from.map(|from| Window { from: day(rule, date, from), to: due }),
        weekday: due.weekday_name(),
        weekend: due.is_weekend(),
        days_left: today.days_until(due),
        rule: rule.text.clone(),
        example: rule.example,
        source: rule.source.clone(),
        anchors: rule.anchors.clone(),
    })
}
