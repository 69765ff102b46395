//! 帮扶工作记录表 (附录E): what was done when, by whom, with which data. Records are only added.
//!
//! The draft standard names the annex without its contents: fields and rules are ours.

use std::fmt;

use crate::application::Entered;
use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::issue::{Issue, fill};
use crate::json::{self, Decode, Encode, Json, decode_codes, decode_object, encode_codes, encode_object};
use crate::pack::Assistance;
use crate::plan::Step;

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
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }
}

impl Decode for Moment {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let text = json::text(json)?;
        *self = Self::read(text).ok_or_else(|| {
            Error::new(Code::ImpossibleDate, format!("没有“{text}”这个时间，写成 2026-03-18T09:00 这样"))
        })?;
        Ok(())
    }
}

impl Encode for Moment {
    fn encode(&self) -> Json {
        Json::String(self.to_string().into())
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

/// How a service was given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum Mode {
    /// 现场.
    #[default]
    OnSite,
    /// 线上.
    Online,
    /// 电话.
    Telephone,
    /// 集中培训.
    Training,
}

decode_codes!(Mode { "on-site" => OnSite, "online" => Online, "telephone" => Telephone, "training" => Training });
encode_codes!(Mode { "on-site" => OnSite, "online" => Online, "telephone" => Telephone, "training" => Training });

/// Makes a table of a record. Every answer may be absent.
macro_rules! rows {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(rename_all = "camelCase", deny_unknown_fields, default))]
        pub struct $name { $($(#[$field_meta])* pub $field: $type),* }

        decode_object!($name {} optional { $($field),* });
        encode_object!($name { $($field),* });
    )*};
}

rows! {
    /// Somebody who helps.
    Helper {
        /// Name.
        name: Option<String>,
        /// Organisation.
        org: Option<String>,
        /// What they know.
        role: Option<String>,
        /// Professional title.
        title: Option<String>,
    }

    /// Somebody of the enterprise.
    EnterprisePerson {
        /// Name.
        name: Option<String>,
        /// Post.
        post: Option<String>,
    }

    /// A piece of advice.
    Advice {
        /// What is advised.
        text: Option<String>,
        /// The cause it acts on.
        cause: Option<String>,
        /// The item of the self-check it acts on.
        item: Option<String>,
    }

    /// What was agreed.
    AgreedAction {
        /// What.
        what: Option<String>,
        /// Who.
        who: Option<String>,
        /// By when.
        due: Option<Date>,
    }

    /// A material that was handed over.
    Material {
        /// What it is.
        title: Option<String>,
        /// How many copies.
        copies: Option<u32>,
    }

    /// A measurement before and after.
    TestDatum {
        /// What was measured.
        item: Option<String>,
        /// Before.
        before: Option<Entered>,
        /// After.
        after: Option<Entered>,
        /// Unit; — where there is none.
        unit: Option<String>,
        /// What is required.
        requirement: Option<String>,
    }

    /// A record of work. A mistake is mended by a new record that names this one.
    WorkRecord {
        /// Number, `yyyyMMdd-nn`.
        record_no: Option<String>,
        /// Number of the record that it replaces.
        replaces: Option<String>,
        /// The step.
        step: Option<Step>,
        /// How the service was given.
        mode: Option<Mode>,
        /// From.
        start_at: Option<Moment>,
        /// To.
        end_at: Option<Moment>,
        /// Where.
        place: Option<String>,
        /// Who helped.
        helpers: Vec<Helper>,
        /// Who of the enterprise took part.
        enterprise_people: Vec<EnterprisePerson>,
        /// 工作内容.
        content: Option<String>,
        /// Codes of problems or items that were found.
        findings: Vec<String>,
        /// Advice.
        advice: Vec<Advice>,
        /// What was agreed.
        agreed_actions: Vec<AgreedAction>,
        /// Materials.
        materials: Vec<Material>,
        /// Measurements.
        test_data: Vec<TestDatum>,
        /// What the enterprise said.
        enterprise_feedback: Option<String>,
        /// 1 to 5.
        satisfaction: Option<Entered>,
        /// The next service.
        next_date: Option<Date>,
        /// Who signed for the helpers.
        sign_helper: Option<String>,
        /// Who signed for the enterprise.
        sign_enterprise: Option<String>,
        /// When.
        sign_date: Option<Date>,
    }
}

/// The state of the records.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct RecordCheck {
    /// Numbers of the records, those without one given the next free one of their day.
    pub numbers: Vec<Option<String>>,
    /// Indices of the records that stand: nothing replaces them.
    pub standing: Vec<u32>,
    /// What the standing records amount to.
    pub totals: RecordTotals,
    /// Answers that should be looked at again.
    pub issues: Vec<Issue>,
}

encode_object!(RecordCheck { numbers, standing, totals, issues });

/// What records amount to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct RecordTotals {
    /// 服务次数.
    pub services: u32,
    /// 人天: helpers times the days that a service touches.
    pub person_days: u32,
    /// Measurements.
    pub test_data: u32,
}

encode_object!(RecordTotals { services, person_days, test_data });

/// Checks records of work.
///
/// # Errors
/// None of its own.
pub fn check(pack: &Assistance, records: &[WorkRecord]) -> Result<RecordCheck> {
    let numbers = numbers(records);
    let mut report = Report { pack, issues: Vec::new() };
    for (index, record) in records.iter().enumerate() {
        report.record(index, record, records);
    }
    report.order(records);
    let is_replaced = |number: &Option<String>| {
        number.is_some() && records.iter().any(|record| record.replaces.is_some() && record.replaces == *number)
    };
    let mut totals = RecordTotals::default();
    let mut standing = Vec::new();
    for (index, (record, number)) in records.iter().zip(&numbers).enumerate() {
        if is_replaced(number) {
            continue;
        }
        standing.push(u32::try_from(index).unwrap_or(u32::MAX));
        totals.services += 1;
        totals.person_days += person_days(record);
        totals.test_data += u32::try_from(record.test_data.len()).unwrap_or_default();
    }
    Ok(RecordCheck { numbers, standing, totals, issues: report.issues })
}

fn person_days(record: &WorkRecord) -> u32 {
    let helpers = record.helpers.iter().filter(|helper| filled(helper.name.as_deref())).count();
    let days = match (record.start_at, record.end_at) {
        (Some(start), Some(end)) if end >= start => start.date.days_until(end.date) + 1,
        _ => 1,
    };
    u32::try_from(helpers).unwrap_or_default().saturating_mul(u32::try_from(days).unwrap_or(1))
}

/// `yyyyMMdd-nn`: what was given stays, what is open gets the next free number of its day.
fn numbers(records: &[WorkRecord]) -> Vec<Option<String>> {
    let mut numbers: Vec<Option<String>> =
        records.iter().map(|record| record.record_no.clone().filter(|number| filled(Some(number)))).collect();
    for (index, record) in records.iter().enumerate() {
        let Some(start) = record.start_at else { continue };
        if numbers.get(index).is_none_or(Option::is_some) {
            continue;
        }
        let day: String = start.date.to_string().chars().filter(|c| *c != '-').collect();
        let free =
            (1..=99).map(|number| format!("{day}-{number:02}")).find(|number| !numbers.contains(&Some(number.clone())));
        if let Some(number) = numbers.get_mut(index) {
            *number = free;
        }
    }
    numbers
}

fn filled(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

struct Report<'a> {
    pack: &'a Assistance,
    issues: Vec<Issue>,
}

impl Report<'_> {
    fn find(&mut self, path: &str, rule: &str, values: &[(&str, &str)]) {
        let rules = &self.pack.record_rules;
        let Some(message) = rules.rules.iter().find(|message| message.rule == rule) else { return };
        self.issues.push(Issue {
            path: path.to_owned(),
            rule: rule.to_owned(),
            severity: message.severity,
            message: fill(&message.text, values),
            source: rules.source.clone(),
        });
    }

    fn record(&mut self, index: usize, record: &WorkRecord, records: &[WorkRecord]) {
        let at = |key: &str| format!("/records/{index}/{key}");
        if let Some(number) = record.record_no.as_deref().filter(|number| filled(Some(number)))
            && records.iter().take(index).any(|earlier| earlier.record_no.as_deref() == Some(number))
        {
            self.find(&at("recordNo"), "record-no-duplicate", &[("value", number)]);
        }
        self.replaces(index, record, records);
        for (key, rule, missing) in [
            ("step", "step-required", record.step.is_none()),
            ("mode", "mode-required", record.mode.is_none()),
            ("startAt", "start-at-required", record.start_at.is_none()),
            ("endAt", "end-at-required", record.end_at.is_none()),
            ("helpers", "helpers-required", !record.helpers.iter().any(|helper| filled(helper.name.as_deref()))),
            (
                "enterprisePeople",
                "enterprise-people-required",
                !record.enterprise_people.iter().any(|person| filled(person.name.as_deref())),
            ),
            ("content", "content-required", !filled(record.content.as_deref())),
        ] {
            if missing {
                self.find(&at(key), rule, &[]);
            }
        }
        if let (Some(start), Some(end)) = (record.start_at, record.end_at)
            && end < start
        {
            let (start, end) = (start.to_string(), end.to_string());
            self.find(&at("endAt"), "end-at-date-order", &[("start", &start), ("value", &end)]);
        }
        let length = record.content.as_deref().unwrap_or_default().trim().chars().count();
        if (1..20).contains(&length) {
            self.find(&at("content"), "content-length", &[("n", &length.to_string())]);
        }
        self.tables(index, record);
        let is_grade = |entered: &Entered| {
            entered.number().and_then(crate::decimal::Decimal::to_integer).is_some_and(|grade| (1..=5).contains(&grade))
        };
        if let Some(entered) = record.satisfaction.as_ref().filter(|entered| !is_grade(entered)) {
            self.find(&at("satisfaction"), "satisfaction-range", &[("value", &entered.0)]);
        }
        let Some(start) = record.start_at else { return };
        let day = start.date.to_string();
        if record.next_date.is_some_and(|next| next <= start.date) {
            self.find(&at("nextDate"), "next-date-date-order", &[("value", &day)]);
        }
        if record.sign_date.is_some_and(|signed| signed < start.date) {
            self.find(&at("signDate"), "sign-date-date-order", &[("value", &day)]);
        }
    }

    fn tables(&mut self, index: usize, record: &WorkRecord) {
        let at = |key: &str, row: usize, column: &str| format!("/records/{index}/{key}/{row}/{column}");
        for (row, advice) in record.advice.iter().enumerate() {
            if !filled(advice.text.as_deref()) {
                self.find(&at("advice", row, "text"), "advice-empty", &[]);
            }
        }
        for (row, action) in record.agreed_actions.iter().enumerate() {
            if !filled(action.who.as_deref()) {
                self.find(&at("agreedActions", row, "who"), "agreed-actions-owner", &[]);
            }
            if action.due.is_none() {
                self.find(&at("agreedActions", row, "due"), "agreed-actions-due", &[]);
            }
        }
        for (row, datum) in record.test_data.iter().enumerate() {
            if !filled(datum.unit.as_deref()) {
                self.find(&at("testData", row, "unit"), "test-data-unit", &[]);
            }
        }
        if record.step == Some(Step::FollowUp) && record.test_data.is_empty() {
            self.find(&format!("/records/{index}/testData"), "test-data-missing", &[]);
        }
    }

    /// A record may replace an earlier one, and no chain of them may come round.
    fn replaces(&mut self, index: usize, record: &WorkRecord, records: &[WorkRecord]) {
        let Some(number) = record.replaces.as_deref().filter(|number| filled(Some(number))) else { return };
        let path = format!("/records/{index}/replaces");
        let find = |number: &str| records.iter().find(|other| other.record_no.as_deref() == Some(number));
        let Some(mut replaced) = find(number) else {
            self.find(&path, "replaces-dangling", &[("value", number)]);
            return;
        };
        for _ in 0..records.len() {
            if replaced.record_no.is_some() && replaced.record_no == record.record_no {
                self.find(&path, "replaces-cycle", &[]);
                return;
            }
            match replaced.replaces.as_deref().and_then(find) {
                Some(next) => replaced = next,
                None => return,
            }
        }
    }

    /// 跟踪指导 comes after 质量诊断.
    fn order(&mut self, records: &[WorkRecord]) {
        let starts = |step: Step| {
            records.iter().filter(move |record| record.step == Some(step)).filter_map(|record| record.start_at)
        };
        let diagnosed = starts(Step::Diagnosis).min();
        for (index, record) in records.iter().enumerate() {
            let early = match (record.start_at, diagnosed) {
                (Some(start), Some(diagnosed)) => start < diagnosed,
                (_, None) => true,
                (None, Some(_)) => false,
            };
            if record.step == Some(Step::FollowUp) && early {
                self.find(&format!("/records/{index}/step"), "step-order", &[]);
            }
        }
    }
}
