//! Completeness: who answers what the core asks for, and nothing else, ends with forms that lack nothing.
//!
//! Players walk random paths through trigger × risk × product type. Each starts with a few random answers, some of
//! them blank or wrong, and then answers only what the core says is missing, section by section, until it says that
//! nothing is. What a form needs is judged by its schema in the content tables and by `domain.md` (the sections named
//! below), never by the code of the rules. A gap is a form that lacks something although the core said nothing.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::LazyLock;
use std::thread;

use quality_selfcheck::application::{self, Application, ApplicationCheck};
use quality_selfcheck::causes::{self, CauseAnalysis, CauseEvidence, CauseRow, ContributionBasis, Verified};
use quality_selfcheck::checklist::{self, ChecklistFilter, ItemAnswer, StageStatus, Verdict};
use quality_selfcheck::date::Date;
use quality_selfcheck::entered::Entered;
use quality_selfcheck::issue::Issue;
use quality_selfcheck::json::{self, Encode, Json, Map};
use quality_selfcheck::known::Known;
use quality_selfcheck::pack::{
    Assistance, CheckItem, Condition as AskedOf, FieldKind, FormField, FormGroup, Need, Role, Severity, Stage, When,
    built_in,
};
use quality_selfcheck::plan::{self, Goal, ListRow, ListStatus, Member, Plan, PlanCase, PlanDraft, ScheduleStep, Step};
use quality_selfcheck::risk::{self, RiskFacts, RiskLevel, RiskOverride, RiskTriage};

/// Players who fill in the application and judge the risk.
const PLAYERS: u64 = 2_880;

/// Applications of a player: after each one they change their mind about a few answers and finish again. What they
/// said before and no longer applies is kept, as on the page.
const APPLICATIONS: u64 = 5;

/// Sets of facts for the risk that each application is judged by; a path is an application with one of them. To
/// check an application takes most of the time: judging each by one set only would take three times as long.
const FACTS: u64 = 7;

const PATHS: u64 = PLAYERS * APPLICATIONS * FACTS;

/// Checklist, causes and plan take several times as long as the rest, so that only every so many paths goes on to
/// them: 2,016 of 100,800.
const WHOLE: u64 = 50;

/// No player needs as many rounds as this; one who does is told to answer the same thing again and again.
const ROUNDS: usize = 30;

/// The day of the examples in the content tables.
const TODAY: &str = "2026-03-12";

/// What the examples of a field do not show, but a rule looks at.
const FURTHER_EXAMPLES: [(&str, &[&str]); 6] = [
    ("no", &["GB 42296—2022", "GB/T 19001—2016"]),
    ("uscc", &["91350203M0001QKT19", "9135 0203 ma01002190", "9135O203MA01002190"]),
    ("establishedOn", &["2015-06-18", "2024-05-01", "2026-03-20"]),
    ("fillDate", &["2026-03-10", "2026-03-12", "2026-03-13"]),
    ("employees", &["5", "20", "300", "1200", "0.5"]),
    ("revenueWan", &["12.5", "300", "2000", "40000", "1.005"]),
];

/// What a player answers in whose case nothing is grave: without them hardly any path would end at low risk.
const HARMLESS: [(&str, &str); 8] = [
    ("isSafety", "no"),
    ("isMandatory", "no"),
    ("injury", "none"),
    ("cccState", "valid"),
    ("result", "passed"),
    ("licenseKind", "none"),
    ("userGroup", "general"),
    ("hazards", "other"),
];

/// Facts for the risk that are so or not, and those on a scale (domain 7).
const YES_NO_FACTS: [&str; 6] =
    ["counterfeit", "followUpFailed", "reinspectionFailed", "publicNotice", "untraceable", "refusedInspection"];
const GRADES: [&str; 2] = ["severity", "likelihood"];

fn pack() -> &'static Assistance {
    built_in().assistance()
}

fn today() -> Date {
    Date::read(TODAY).unwrap()
}

/// Pseudo-random numbers (xorshift64*): the same for the same player on every machine.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        // Neighbouring seeds shall have nothing in common, and zero would stay zero.
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % end
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A day of the ten years around today.
    fn day(&mut self) -> Date {
        let days = self.below(3650);
        Date::read("2019-01-01").unwrap().plus_days(days.try_into().unwrap())
    }

    /// A text of so many characters.
    fn words(&mut self, length: usize) -> String {
        let start = self.below(16);
        "上月起每批加测绕组温升并留样备查".chars().cycle().skip(start).take(length).collect()
    }
}

// The application: answers by the schema of the form.

fn text(text: impl Into<String>) -> Json {
    Json::String(text.into().into())
}

/// An example of the form, or a text of its length where it gives none.
fn example(field: &FormField, dice: &mut Dice) -> Json {
    if field.example.trim().is_empty() {
        return text(dice.words(field.min_length.unwrap_or(4).max(4) as usize));
    }
    text(field.example.as_ref())
}

/// An answer of the kind that the field asks for; it may break a rule, as answers do.
fn answer(field: &FormField, dice: &mut Dice, careless: usize) -> Json {
    let further = FURTHER_EXAMPLES.iter().find(|(key, _)| *key == field.key);
    if let Some((_, examples)) = further
        && (field.kind == FieldKind::Date || dice.percent(70))
    {
        return text(*dice.pick(examples));
    }
    match field.kind {
        FieldKind::Text | FieldKind::LongText => words(field, dice),
        FieldKind::Integer => text(dice.below(2000).to_string()),
        FieldKind::Decimal if dice.percent(3) => text("-1"),
        FieldKind::Decimal => text(format!("{}.{}", dice.below(2000), dice.below(100))),
        FieldKind::Date if dice.percent(75) => example(field, dice),
        FieldKind::Date => text(dice.day().to_string()),
        FieldKind::Choice => text(option(field, dice, careless)),
        FieldKind::Choices => options(field, dice, careless),
        FieldKind::YesNo => Json::Bool(dice.percent(50)),
        FieldKind::Texts => Json::Array(field.example.split('、').map(text).collect()),
        FieldKind::Rows => Json::Array((0..=dice.below(2)).map(|_| row(field, dice, careless)).collect()),
        FieldKind::Declare => Json::Bool(true),
        FieldKind::Derived => panic!("{} is worked out, nobody answers it", field.key),
    }
}

fn words(field: &FormField, dice: &mut Dice) -> Json {
    let least = field.min_length.unwrap_or(1) as usize;
    match dice.below(20) {
        0 => text("  "),
        1 => text(dice.words(least.max(2) - 1)),
        2 if field.max_length.is_some_and(|most| most <= 100) => {
            text(dice.words(field.max_length.unwrap() as usize + 1))
        }
        3..=6 => {
            let most = field.max_length.unwrap_or(20) as usize;
            let spread = dice.below((most - least).min(30) + 1);
            text(dice.words(least + spread))
        }
        _ => example(field, dice),
    }
}

fn harmless(field: &FormField) -> Option<&'static str> {
    HARMLESS.iter().find(|(key, _)| *key == field.key).map(|(_, code)| *code)
}

fn option(field: &FormField, dice: &mut Dice, careless: usize) -> String {
    match harmless(field) {
        Some(code) if !dice.percent(careless) => code.to_owned(),
        _ => dice.pick(&field.options).code.to_string(),
    }
}

fn options(field: &FormField, dice: &mut Dice, careless: usize) -> Json {
    // Whether a product needs a licence is no matter of care: half of the harmless products have one.
    let careless = if field.key == "licenseKind" { careless.max(50) } else { careless };
    if let Some(code) = harmless(field)
        && !dice.percent(careless)
    {
        return Json::Array(vec![text(code)]);
    }
    let count = 1 + dice.below(2) * dice.below(3);
    let chosen: BTreeSet<usize> = (0..count).map(|_| dice.below(field.options.len())).collect();
    Json::Array(chosen.into_iter().map(|index| text(field.options[index].code.as_ref())).collect())
}

fn row(field: &FormField, dice: &mut Dice, careless: usize) -> Json {
    let share = *dice.pick(&[0, 70, 100]);
    let mut columns = Vec::new();
    for column in &field.fields {
        if dice.percent(share) {
            columns.push((column.key.clone(), answer(column, dice, careless)));
        }
    }
    Json::Object(columns)
}

/// Puts a value where a JSON Pointer leads; lists and objects on the way come into being.
fn put(tree: &mut Json, keys: &[&str], value: Json) {
    let [key, rest @ ..] = keys else {
        *tree = value;
        return;
    };
    if let Ok(index) = key.parse::<usize>() {
        if !matches!(tree, Json::Array(_)) {
            *tree = Json::Array(Vec::new());
        }
        let Json::Array(items) = tree else { return };
        while items.len() <= index {
            items.push(Json::default());
        }
        return put(&mut items[index], rest, value);
    }
    if !matches!(tree, Json::Object(_)) {
        *tree = Json::default();
    }
    let Json::Object(entries) = tree else { return };
    let position = entries.iter().position(|(other, _)| other == key).unwrap_or_else(|| {
        entries.push(((*key).to_owned().into(), Json::default()));
        entries.len() - 1
    });
    put(&mut entries[position].1, rest, value);
}

fn at<'a>(tree: &'a Json, keys: &[&str]) -> Option<&'a Json> {
    keys.iter().try_fold(tree, |tree, key| match tree {
        Json::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => tree.get(key),
    })
}

/// The codes or texts of an answer.
fn codes(value: Option<&Json>) -> Vec<&str> {
    let values = match value {
        Some(Json::Array(items)) => items.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(|value| if let Json::String(code) = value { Some(code.as_ref()) } else { None }).collect()
}

/// The field that a JSON Pointer into the application names.
struct Spot<'a> {
    group: &'static FormGroup,
    /// The field of the group.
    field: &'static FormField,
    /// The field itself, or the column of its table.
    asked: &'static FormField,
    /// The way to the group's answers.
    section: Vec<&'a str>,
    /// The way to the answer.
    keys: Vec<&'a str>,
}

impl<'a> Spot<'a> {
    fn of(pointer: &'a str) -> Self {
        let keys: Vec<&str> = pointer.split('/').skip(2).collect();
        let group = groups().find(|group| group.key == keys[0]).unwrap_or_else(|| panic!("no group for {pointer}"));
        let depth = if group.repeated { 2 } else { 1 };
        let find = |fields: &'static [FormField], key: &str| {
            fields.iter().find(|field| field.key == key).unwrap_or_else(|| panic!("no field for {pointer}"))
        };
        let field = find(&group.fields, keys[depth]);
        let asked = if field.kind == FieldKind::Rows && keys.len() > depth + 2 {
            find(&field.fields, keys[depth + 2])
        } else {
            field
        };
        Self { group, field, asked, section: keys[..depth].to_vec(), keys }
    }

    /// Whether the form shows it.
    fn is_shown(&self, application: &Json) -> bool {
        at(application, &self.section).is_some_and(|section| applies(self.group, self.field, section))
    }
}

// The schema of the form: what is needed, and what is filled.

/// The groups that are filled in.
fn groups() -> impl Iterator<Item = &'static FormGroup> {
    let groups = crate::content::form().groups.iter();
    groups.filter(|group| group.fields.iter().any(|field| field.kind != FieldKind::Derived))
}

fn is_filled(field: &FormField, value: Option<&Json>) -> bool {
    match value {
        None | Some(Json::Null | Json::Object(_) | Json::Bytes(_)) => false,
        Some(Json::Bool(said)) => *said || field.kind != FieldKind::Declare,
        Some(Json::Number(text) | Json::String(text)) => !text.trim().is_empty(),
        Some(Json::Array(rows)) if field.kind == FieldKind::Rows => {
            rows.iter().any(|row| field.fields.iter().any(|column| is_filled(column, row.get(&column.key))))
        }
        Some(Json::Array(items)) => items.iter().any(|item| is_filled(field, Some(item))),
    }
}

/// Who has not obtained a certificate has neither its number nor its last day (domain 2.1 RH3: 无证).
fn state_of(field: &FormField) -> Option<&'static str> {
    match field.key.as_ref() {
        "xkNo" | "xkExpire" => Some("xkState"),
        "cccNo" | "cccExpire" => Some("cccState"),
        _ => None,
    }
}

/// Whether the conditions of a field hold: on another field of the group, or on a column of its table. What depends
/// on an answer that does not apply does not apply either.
fn applies(group: &FormGroup, field: &FormField, section: &Json) -> bool {
    if let Some(state) = state_of(field)
        && codes(section.get(state)) == ["none"]
    {
        return false;
    }
    let Some(when) = &field.when else { return true };
    let mut keys = when.key.split('.');
    let find = |fields: &'_ [FormField], key: &str| fields.iter().position(|field| field.key == key).unwrap();
    let key = keys.next().unwrap();
    let other = &group.fields[find(&group.fields, key)];
    let holds = match (keys.next(), section.get(key)) {
        (None, value) => is_one_of(other, value, when),
        (Some(column), Some(Json::Array(rows))) => {
            let column = &other.fields[find(&other.fields, column)];
            rows.iter().any(|row| is_one_of(column, row.get(&column.key), when))
        }
        (Some(_), _) => false,
    };
    holds && applies(group, other, section)
}

fn is_one_of(field: &FormField, value: Option<&Json>, when: &When) -> bool {
    let names = |code: &str| when.any_of.iter().any(|other| other == code);
    match (field.kind, value) {
        (FieldKind::Date | FieldKind::Integer | FieldKind::Decimal | FieldKind::Rows, value) => {
            names("filled") && is_filled(field, value)
        }
        (FieldKind::Declare, Some(Json::Bool(said))) => *said && names("yes"),
        (_, Some(Json::Bool(said))) => names(if *said { "yes" } else { "no" }),
        (_, value) => codes(value).into_iter().any(names),
    }
}

/// What the form needs, by its schema alone.
#[derive(Default)]
struct Needs {
    count: u32,
    empty: Vec<String>,
}

impl Needs {
    fn of(application: &Json) -> Self {
        let mut needs = Self::default();
        for group in groups() {
            match (group.repeated, application.get(&group.key)) {
                (false, section) => needs.section(group, section.unwrap_or(&Json::default())),
                (true, Some(Json::Array(sections))) if !sections.is_empty() => {
                    for section in sections {
                        needs.section(group, section);
                    }
                }
                (true, _) => needs.no_section(group, application),
            }
        }
        needs
    }

    /// at least one product. A-4: at least one problem, unless only help is asked for.
    fn no_section(&mut self, group: &FormGroup, application: &Json) {
        if group.key == "products" || group.key == "problems" && !is_need_only(application) {
            self.empty.push(format!("{}: none", group.key));
        }
    }

    fn section(&mut self, group: &FormGroup, section: &Json) {
        for field in group.fields.iter().filter(|field| field.kind != FieldKind::Derived) {
            if !applies(group, field, section) {
                continue;
            }
            let value = section.get(&field.key);
            self.field(field, is_filled(field, value) || is_implied(field, section), &group.key);
            if let (FieldKind::Rows, Some(Json::Array(rows))) = (field.kind, value) {
                for row in rows {
                    for column in &field.fields {
                        self.field(column, is_filled(column, row.get(&column.key)), &field.key);
                    }
                }
            }
        }
    }

    fn field(&mut self, field: &FormField, filled: bool, place: &str) {
        if field.need == Need::Optional {
            return;
        }
        self.count += 1;
        if !filled {
            self.empty.push(format!("{place}: {}", field.key));
        }
    }
}

/// domain 2.3: 涉及强制性标准 is said by the number of a mandatory national standard.
fn is_implied(field: &FormField, section: &Json) -> bool {
    let Some(Json::Array(rows)) = section.get("execStandards") else { return false };
    let mandatory = |row: &Json| codes(row.get("no")).first().is_some_and(|number| number.starts_with("GB "));
    field.key == "mandatoryStd" && rows.iter().any(mandatory)
}

fn is_need_only(application: &Json) -> bool {
    let problems = matches!(application.get("problems"), Some(Json::Array(problems)) if !problems.is_empty());
    let reasons = codes(at(application, &["trigger", "applicationReason"]));
    !problems
        && codes(at(application, &["trigger", "triggerPath"])) == ["application"]
        && !reasons.iter().any(|reason| ["self-check", "complaint", "inspection-failed"].contains(reason))
}

// What was found out.

/// Outcomes that were reached, and gaps.
#[derive(Default)]
struct Report {
    paths: u64,
    whole: u64,
    /// Names of outcomes, by kind.
    outcomes: BTreeMap<String, BTreeSet<String>>,
    /// How often each gap of a section was met, with the first path that has it.
    gaps: BTreeMap<(&'static str, String), (usize, String)>,
}

impl Report {
    fn reach(&mut self, kind: &str, name: &str) {
        if !self.outcomes.get(kind).is_some_and(|names| names.contains(name)) {
            self.outcomes.entry(kind.to_owned()).or_default().insert(name.to_owned());
        }
    }

    fn gap(&mut self, section: &'static str, what: impl Into<String>, player: &Player) {
        let (count, _) = self.gaps.entry((section, what.into())).or_insert_with(|| (0, player.describe()));
        *count += 1;
    }

    fn add(&mut self, other: Self) {
        self.paths += other.paths;
        self.whole += other.whole;
        for (kind, names) in other.outcomes {
            self.outcomes.entry(kind).or_default().extend(names);
        }
        for (gap, (count, first)) in other.gaps {
            self.gaps.entry(gap).or_insert((0, first)).0 += count;
        }
    }

    fn application(&mut self, check: &ApplicationCheck) {
        if let Some(step) = &check.decision_step {
            self.reach("next step", step);
        }
        if let Some(class) = &check.size_class {
            self.reach("size", &class.code);
        }
        for issue in &check.issues {
            self.reach("finding of the application", &issue.rule);
        }
    }

    fn triage(&mut self, triage: &RiskTriage) {
        for rule in &triage.rules {
            self.reach(&rule.rule, state_name(rule.state));
        }
        self.reach("level", level_name(triage.computed));
    }

    fn plan(&mut self, plan: &Plan) {
        let types = &plan.assistance_type;
        self.reach("primary type", &types.primary.code);
        for kind in std::iter::once(&types.primary).chain(&types.secondary) {
            // The words of a new business are the user's own.
            self.reach("condition of a type", kind.why.split_inclusive('：').next().unwrap());
        }
        for method in &plan.methods {
            self.reach("method", &method.code);
        }
        for part in &plan.parts {
            self.reach(&part.key, if part.complete { "complete" } else { "incomplete" });
        }
    }

    /// The path that was walked: each trigger × category × licence of the case, at its level.
    fn path(&mut self, application: &Json, level: Option<RiskLevel>) {
        let sections = |key| match application.get(key) {
            Some(Json::Array(sections)) => sections.as_slice(),
            _ => &[],
        };
        for trigger in triggers(application) {
            for product in sections("products") {
                // 不清楚 is no licence: the risk asks again, unless another product decides it.
                for licence in codes(product.get("licenseKind")).into_iter().filter(|licence| *licence != "unknown") {
                    let category = codes(product.get("productCategory"))[0];
                    let level = level_name(level);
                    self.reach("trigger × product × risk", &format!("{trigger} {category} {licence} {level}"));
                }
            }
        }
        self.paths += 1;
    }
}

fn state_name(state: Known) -> &'static str {
    match state {
        Known::Yes => "yes",
        Known::No => "no",
        Known::Unknown => "unknown",
    }
}

fn level_name(level: Option<RiskLevel>) -> &'static str {
    match level {
        Some(RiskLevel::High) => "high",
        Some(RiskLevel::Low) => "low",
        None => "undetermined",
    }
}

fn triggers(application: &Json) -> Vec<String> {
    let trigger = application.get("trigger").unwrap();
    let path = codes(trigger.get("triggerPath"))[0];
    let key = if path == "supervision" { "supervisionSource" } else { "applicationReason" };
    codes(trigger.get(key)).into_iter().map(|code| format!("{path}/{code}")).collect()
}

// The player.

struct Player {
    number: u64,
    dice: Dice,
    /// How many of the fields have an answer at the start, in percent.
    answered: usize,
    /// How many answers are given without care, in percent.
    careless: usize,
    application: Json,
    /// The same, once the core has said that nothing is missing in it.
    checked: Option<Rc<Application>>,
    facts: RiskFacts,
    wanted: Option<RiskOverride>,
    answers: Map<Option<ItemAnswer>>,
    causes: Vec<CauseRow>,
    draft: PlanDraft,
}

/// An application of which the core says that nothing is missing, and its risk.
struct Filled {
    application: Rc<Application>,
    triage: RiskTriage,
}

impl Player {
    fn new(number: u64) -> Self {
        let mut dice = Dice::new(number);
        let mut player = Self {
            number,
            answered: *dice.pick(&[10, 40, 70, 90]),
            careless: *dice.pick(&[0, 3, 15, 60]),
            dice,
            application: Json::default(),
            checked: None,
            facts: RiskFacts::default(),
            wanted: None,
            answers: Map::default(),
            causes: Vec::new(),
            draft: PlanDraft::default(),
        };
        for group in groups() {
            let count = if group.repeated { *player.dice.pick(&[0, 1, 1, 1, 1, 1, 2]) } else { 1 };
            for index in 0..count {
                player.start(group, index);
            }
        }
        player
    }

    fn start(&mut self, group: &FormGroup, index: usize) {
        let index = index.to_string();
        for field in group.fields.iter().filter(|field| field.kind != FieldKind::Derived) {
            if self.dice.percent(self.answered) {
                let value = answer(field, &mut self.dice, self.careless);
                let keys: &[&str] =
                    if group.repeated { &[&group.key, &index, &field.key] } else { &[&group.key, &field.key] };
                self.put(keys, value);
            }
        }
    }

    /// The path so far, as the functions are given it.
    fn describe(&self) -> String {
        let parts = [
            ("application", self.application.clone()),
            ("facts", self.facts.encode()),
            ("answers", self.answers.encode()),
            ("causes", self.causes.encode()),
            ("draft", self.draft.encode()),
        ];
        let parts = parts.map(|(name, part)| (name.into(), part));
        let text = json::write(&Json::Object(parts.into()));
        format!("player {}: {}", self.number, text.lines().map(str::trim).collect::<String>())
    }

    /// Other answers to a few questions on which others depend, and none to a few.
    fn change_mind(&mut self) {
        let deciding =
            ["triggerPath", "supervisionSource", "applicationReason", "foundBy", "productCategory", "licenseKind"];
        for group in groups().filter(|group| group.key != "attachments") {
            let sections = match self.application.get(&group.key) {
                Some(Json::Array(sections)) => sections.len(),
                _ => 1,
            };
            for field in group.fields.iter().filter(|field| field.kind != FieldKind::Derived) {
                let index = self.dice.below(sections.max(1)).to_string();
                let keys: &[&str] =
                    if group.repeated { &[&group.key, &index, &field.key] } else { &[&group.key, &field.key] };
                // What depends on another answer is asked anew more often than the rest.
                let forgotten = if field.when.is_some() { 30 } else { 2 };
                if deciding.contains(&field.key.as_ref()) && self.dice.percent(60) || self.dice.percent(1) {
                    let value = answer(field, &mut self.dice, self.careless);
                    self.put(keys, value);
                } else if self.dice.percent(forgotten) {
                    self.put(keys, Json::Null);
                }
            }
        }
        if self.dice.percent(15) {
            self.put(&["problems"], Json::Array(Vec::new()));
        }
    }

    fn state_facts(&mut self) {
        self.careless = *self.dice.pick(&[0, 3, 15, 60]);
        let known = *self.dice.pick(&[30, 80, 100]);
        for key in YES_NO_FACTS {
            if self.dice.percent(known) {
                self.state(key);
            } else {
                *self.fact(key) = Known::Unknown;
            }
        }
        self.facts.severity = None;
        self.facts.likelihood = None;
        for key in GRADES {
            if self.dice.percent(known) {
                self.state(key);
            }
        }
        let reason = *self.dice.pick(&["已停产，风险可控", "已停产并召回全部批次，没有造成伤害"]);
        let level = *self.dice.pick(&[RiskLevel::High, RiskLevel::Low]);
        self.wanted = self.dice.percent(10).then(|| RiskOverride { level, reason: reason.to_owned() });
    }

    fn fact(&mut self, key: &str) -> &mut Known {
        match key {
            "counterfeit" => &mut self.facts.counterfeit,
            "followUpFailed" => &mut self.facts.follow_up_failed,
            "reinspectionFailed" => &mut self.facts.reinspection_failed,
            "publicNotice" => &mut self.facts.public_notice,
            "untraceable" => &mut self.facts.untraceable,
            "refusedInspection" => &mut self.facts.refused_inspection,
            other => panic!("no fact {other}"),
        }
    }

    /// Says whether something is so, or how grave it is.
    fn state(&mut self, key: &str) {
        let grave = self.dice.percent(self.careless);
        if !GRADES.contains(&key) {
            *self.fact(key) = if grave { Known::Yes } else { Known::No };
            return;
        }
        let grade = (1 + self.dice.below(if grave { 4 } else { 2 })).to_string();
        let place = if key == "severity" { &mut self.facts.severity } else { &mut self.facts.likelihood };
        *place = json::decode(&Json::Number(grade.into())).unwrap();
    }

    fn put(&mut self, keys: &[&str], value: Json) {
        put(&mut self.application, keys, value);
        self.checked = None;
    }

    /// Answers what is missing in the application and the risk, until nothing is.
    fn fill_in(&mut self, report: &mut Report) -> Option<Filled> {
        for _ in 0..ROUNDS {
            let Some(application) = self.checked.clone() else {
                self.check_application(report);
                continue;
            };
            let triage = risk::triage(pack(), &application, &self.facts, self.wanted.as_ref(), today()).unwrap();
            report.triage(&triage);
            if triage.missing.is_empty() && triage.issues.is_empty() {
                self.judge_risk(&triage, report);
                return Some(Filled { application, triage });
            }
            self.answer_risk(&triage, report);
        }
        let application = json::decode::<Application>(&self.application).unwrap();
        let check = application::validate(pack(), &application, today()).unwrap();
        let triage = risk::triage(pack(), &application, &self.facts, self.wanted.as_ref(), today()).unwrap();
        let open: BTreeSet<&str> = check
            .missing
            .iter()
            .map(|missing| missing.path.as_str())
            .chain(triage.missing.iter().map(|m| m.path.as_str()))
            .chain(
                check.issues.iter().filter(|issue| issue.severity == Severity::Error).map(|issue| issue.path.as_str()),
            )
            .collect();
        report.gap("application and risk", format!("the questions never end: {open:?}"), self);
        None
    }

    fn check_application(&mut self, report: &mut Report) {
        let decoded = json::decode::<Application>(&self.application);
        let checked =
            decoded.and_then(|application| Ok((application::validate(pack(), &application, today())?, application)));
        let (check, application) = checked.unwrap_or_else(|error| panic!("{error:?}: {}", self.describe()));
        report.application(&check);
        if !self.answer_missing(&check) {
            self.judge_application(&check, report);
            self.checked = Some(Rc::new(application));
        }
    }

    /// Whether anything was missing or had to be mended.
    fn answer_missing(&mut self, check: &ApplicationCheck) -> bool {
        for missing in &check.missing {
            self.answer_at(&missing.path);
        }
        let errors: Vec<&Issue> = check.issues.iter().filter(|issue| issue.severity == Severity::Error).collect();
        for error in &errors {
            self.mend(&error.path);
        }
        !check.missing.is_empty() || !errors.is_empty()
    }

    fn answer_at(&mut self, pointer: &str) {
        let spot = Spot::of(pointer);
        let value = answer(spot.asked, &mut self.dice, self.careless);
        self.put(&spot.keys, value);
    }

    /// What breaks a rule is answered as the form's example has it.
    fn mend(&mut self, pointer: &str) {
        let spot = Spot::of(pointer);
        let value = match spot.asked.kind {
            FieldKind::Choices => {
                let first = codes(at(&self.application, &spot.keys)).first().map(|code| text(*code));
                Json::Array(first.into_iter().collect())
            }
            _ => example(spot.asked, &mut self.dice),
        };
        self.put(&spot.keys, value);
    }

    /// Answers at the path that the risk names.
    fn answer_risk(&mut self, triage: &RiskTriage, report: &mut Report) {
        for missing in &triage.missing {
            if let Some(key) = missing.path.strip_prefix("/facts/") {
                self.state(key);
                continue;
            }
            let spot = Spot::of(&missing.path);
            if !spot.is_shown(&self.application) {
                let what = format!("{} asks for {}, which the form does not show", missing.rule, spot.asked.key);
                report.gap("risk", what, self);
            }
            self.answer_at(&missing.path);
            // 不清楚 is what was answered before: this time they find out.
            if codes(at(&self.application, &spot.keys)).contains(&"unknown") {
                let known = spot.asked.options.iter().find(|option| option.code != "unknown").unwrap();
                let code = text(known.code.as_ref());
                let value = if spot.asked.kind == FieldKind::Choices { Json::Array(vec![code]) } else { code };
                self.put(&spot.keys, value);
            }
        }
        if let (false, Some(wanted)) = (triage.issues.is_empty(), &mut self.wanted) {
            "已停产并召回全部批次，没有造成伤害".clone_into(&mut wanted.reason);
        }
    }

    fn judge_application(&self, check: &ApplicationCheck, report: &mut Report) {
        let needs = Needs::of(&self.application);
        for empty in &needs.empty {
            report.gap("application", format!("{empty} is empty"), self);
        }
        // The numbers on the page: all that is asked is filled, and all that is needed is asked.
        let (filled, asked) = (check.filled + check.recommended_filled, check.required + check.recommended);
        if filled != asked || asked < needs.count {
            report.gap("application", "the counts are not those of the schema", self);
        }
        if !check.ready {
            report.gap("application", "it is not ready, and nobody says why", self);
        }
        for derived in check.derived.iter().filter(|derived| !derived.known) {
            report.gap("application", format!("{} is not known", derived.path), self);
        }
    }

    /// domain 2.1: high or low, each of the ten rules answered.
    fn judge_risk(&self, triage: &RiskTriage, report: &mut Report) {
        if triage.level.is_none() || triage.computed.is_none() {
            report.gap("risk", "it is not decided", self);
        }
        for rule in triage.rules.iter().filter(|rule| rule.state == Known::Unknown) {
            report.gap("risk", format!("{} is not known", rule.rule), self);
        }
        if triage.computed == Some(RiskLevel::Low) {
            for doubt in self.doubts() {
                report.gap("risk", format!("low, although {doubt} is not known"), self);
            }
        }
    }

    /// What the rules ask of every case and is 不清楚: missing information never lowers the risk.
    fn doubts(&self) -> Vec<&'static str> {
        let mut doubts = Vec::new();
        for group in groups().filter(|group| group.repeated) {
            let Some(Json::Array(sections)) = self.application.get(&group.key) else { continue };
            for (section, field) in
                sections.iter().flat_map(|section| group.fields.iter().map(move |field| (section, field)))
            {
                let value = section.get(&field.key);
                let doubted = match (field.key.as_ref(), value) {
                    ("injury" | "licenseKind" | "cccState", value) => codes(value).contains(&"unknown"),
                    ("failItems", Some(Json::Array(rows))) => {
                        rows.iter().any(|row| codes(row.get("isSafety")) == ["unknown"])
                    }
                    _ => false,
                };
                if doubted && applies(group, field, section) {
                    doubts.push(field.key.as_ref());
                }
            }
        }
        let facts = &self.facts;
        let known = [facts.counterfeit, facts.follow_up_failed, facts.reinspection_failed, facts.public_notice];
        if known.into_iter().chain([facts.untraceable, facts.refused_inspection]).any(|fact| fact != Known::No) {
            doubts.push("a fact");
        }
        doubts
    }

    fn case<'a>(&'a self, application: &'a Application) -> PlanCase<'a> {
        PlanCase {
            pack: pack(),
            application,
            facts: &self.facts,
            wanted: self.wanted.as_ref(),
            causes: &self.causes,
            answers: &self.answers,
            draft: &self.draft,
        }
    }

    fn assemble(&self, application: &Application, report: &mut Report) -> Plan {
        let plan = plan::assemble(&self.case(application), today())
            .unwrap_or_else(|error| panic!("{error:?}: {}", self.describe()));
        report.plan(&plan);
        plan
    }
}

// The checklist.

/// How a stage of the player's factory is.
#[derive(Clone, Copy)]
enum Condition {
    Good,
    Mixed,
    Weak,
    Failing,
    NotDone,
}

const CONDITIONS: [Condition; 6] =
    [Condition::Good, Condition::Mixed, Condition::Mixed, Condition::Weak, Condition::Failing, Condition::NotDone];

impl Player {
    fn verdict(&mut self, item: &CheckItem, condition: Condition) -> ItemAnswer {
        let die = self.dice.below(100);
        let verdict = match (condition, die) {
            (_, 0..4) => Verdict::Unsure,
            (_, 4..6) => Verdict::MinorNonconformity,
            (Condition::NotDone, _) | (_, 6..10) => Verdict::NotApplicable,
            (Condition::Failing, 10..40) => Verdict::Nonconforming,
            (Condition::Weak, 10..60) if !item.key => Verdict::Nonconforming,
            (Condition::Mixed, 10..40) if !item.key => Verdict::MinorNonconformity,
            _ => Verdict::Conforming,
        };
        let reason = (verdict == Verdict::NotApplicable && die != 6).then(|| self.dice.words(8));
        ItemAnswer { verdict: Some(verdict), reason, ..ItemAnswer::default() }
    }

    /// Answers what the self-check says is missing, until nothing is.
    fn check(&mut self, report: &mut Report) -> bool {
        let conditions: Vec<Condition> = pack().checklist.iter().map(|_| *self.dice.pick(&CONDITIONS)).collect();
        let condition_of = |code: &str| {
            let stage = pack().checklist.iter().position(|stage| stage.items.iter().any(|item| item.code == code));
            conditions[stage.unwrap()]
        };
        for item in items() {
            // Also where the item does not apply: what was answered before the product changed is kept.
            if self.dice.percent(self.answered) {
                let verdict = self.verdict(item, condition_of(&item.code));
                self.answers.insert(item.code.to_string(), Some(verdict));
            }
        }
        let filter = self.filter();
        for _ in 0..ROUNDS {
            let progress = checklist::progress(pack(), &self.answers, &filter).unwrap();
            for stage in &progress.stages {
                report.reach("status of a stage", status_name(stage.status));
            }
            let unreasoned = progress.issues.iter().filter(|issue| issue.rule == "reason-missing");
            let unreasoned: Vec<&str> = unreasoned.map(|issue| issue.path.split('/').nth(2).unwrap()).collect();
            if progress.missing.is_empty() && unreasoned.is_empty() {
                self.judge_checklist(report);
                return true;
            }
            for code in unreasoned {
                let reason = self.dice.words(8);
                let answer = self.answers.get(code).cloned().flatten().unwrap();
                self.answers.insert(code.to_owned(), Some(ItemAnswer { reason: Some(reason), ..answer }));
            }
            for code in &progress.missing {
                let item = items().find(|item| item.code == *code).unwrap();
                let verdict = self.verdict(item, condition_of(code));
                self.answers.insert(code.to_string(), Some(verdict));
            }
        }
        report.gap("checklist", "the questions never end", self);
        false
    }

    /// The facts of the application that decide which items apply; of two categories neither does.
    fn filter(&self) -> ChecklistFilter {
        let products = match self.application.get("products") {
            Some(Json::Array(products)) => products.as_slice(),
            _ => &[],
        };
        let all = |key: &str| products.iter().flat_map(|product| codes(product.get(key))).map(str::to_owned).collect();
        let categories: Vec<String> = all("productCategory");
        ChecklistFilter {
            subject_kind: codes(at(&self.application, &["subject", "subjectKind"]))
                .into_iter()
                .map(str::to_owned)
                .collect(),
            product_category: (categories.len() == 1).then(|| categories[0].clone()),
            license_kind: all("licenseKind"),
            sale_channel: all("saleChannel"),
        }
    }

    /// Whether an item applies, by its conditions and its stage's in the content.
    fn is_asked(&self, stage: &Stage, item: &CheckItem) -> bool {
        let filter = self.filter();
        let known = |condition: &AskedOf| -> Vec<String> {
            match condition.fact.as_ref() {
                "subjectKind" => filter.subject_kind.clone(),
                "productCategory" => filter.product_category.iter().cloned().collect(),
                "licenseKind" => filter.license_kind.clone(),
                "saleChannel" => filter.sale_channel.clone(),
                other => panic!("no fact {other}"),
            }
        };
        let names = |condition: &AskedOf, code: &String| condition.any_of.iter().any(|other| other == code);
        // domain 10: the sellers' stage when 主体类别 ⊆ {seller, e-commerce}.
        let is_for = stage.only_for.iter().all(|condition| {
            let known = known(condition);
            !known.is_empty() && known.iter().all(|code| names(condition, code))
        });
        is_for
            && stage.applies_to.iter().chain(&item.applies_to).all(|condition| {
                let known = known(condition);
                known.is_empty() || known.iter().any(|code| names(condition, code))
            })
    }

    fn asked(&self) -> impl Iterator<Item = &'static CheckItem> {
        let items = pack().checklist.iter().flat_map(|stage| stage.items.iter().map(move |item| (stage, item)));
        items.filter(|(stage, item)| self.is_asked(stage, item)).map(|(_, item)| item)
    }

    /// domain 2.5: each item that applies is answered; a key item knows no 轻微不符合, 不适用 has a reason.
    fn judge_checklist(&self, report: &mut Report) {
        for item in self.asked() {
            let answer = self.answers.get(item.code.as_ref()).cloned().flatten().unwrap_or_default();
            let reasoned = answer.reason.as_deref().is_some_and(is_text);
            let answered = match answer.verdict {
                None | Some(Verdict::Unsure) => false,
                Some(Verdict::MinorNonconformity) => !item.key,
                Some(Verdict::NotApplicable) => reasoned,
                Some(Verdict::Conforming | Verdict::Nonconforming) => true,
            };
            if !answered {
                report.gap("checklist", format!("{} has no answer", item.code), self);
            }
        }
    }

    fn has_failed(&self, item: &CheckItem) -> bool {
        let answer = self.answers.get(item.code.as_ref()).and_then(Option::as_ref);
        answer.and_then(|answer| answer.verdict) == Some(Verdict::Nonconforming)
    }
}

fn items() -> impl Iterator<Item = &'static CheckItem> {
    pack().checklist.iter().flat_map(|stage| stage.items.iter())
}

fn status_name(status: StageStatus) -> &'static str {
    match status {
        StageStatus::ActNow => "act-now",
        StageStatus::Incomplete => "incomplete",
        StageStatus::NotApplicable => "not-applicable",
        StageStatus::Good => "good",
        StageStatus::Controlled => "controlled",
        StageStatus::Weak => "weak",
    }
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty()
}

// The causes.

impl Player {
    fn cause_code(&mut self) -> String {
        let class = self.dice.pick(&pack().causes);
        format!("B:{}", self.dice.pick(&class.causes).code)
    }

    fn evidence(&mut self) -> Vec<CauseEvidence> {
        vec![CauseEvidence { kind: Some("记录".to_owned()), title: Some(self.dice.words(6)) }]
    }

    /// A row with some of its answers, in a case with so many problems.
    fn some_cause(&mut self, problems: usize) -> CauseRow {
        let own = self.dice.percent(30);
        let mut row = CauseRow::default();
        if self.dice.percent(80) {
            row.cause = (!own).then(|| self.cause_code());
            row.custom = own.then(|| {
                let words = self.dice.words(8);
                self.dice.pick(&["操作不当", "略", words.as_str()]).to_string()
            });
        }
        if self.dice.percent(20) {
            row.problem = Some(u32::try_from(self.dice.below(problems + 1)).unwrap());
        }
        row.is_occur = self.dice.percent(50);
        row.is_escape = self.dice.percent(30);
        row.is_system = self.dice.percent(30);
        let steps = self.dice.below(9);
        row.why_chain = (0..steps).map(|_| self.dice.words(7)).collect();
        if self.dice.percent(50) {
            row.evidence = self.evidence();
        }
        row.verified = self.dice.percent(50).then_some(Verified::Data);
        row.contribution = self.dice.percent(60).then(|| Entered(self.dice.below(110).to_string()));
        row.count = self.dice.percent(20).then(|| Entered(self.dice.below(110).to_string()));
        row.basis = match self.dice.below(6) {
            0 => None,
            1 => Some(ContributionBasis::Defects),
            2 => Some(ContributionBasis::Batches),
            _ => Some(ContributionBasis::Estimate),
        };
        row.interim = self.dice.percent(50).then(|| self.dice.words(10));
        row.permanent = self.dice.percent(50).then(|| self.dice.words(10));
        row
    }

    /// A row with all answers.
    fn whole_cause(&mut self) -> CauseRow {
        CauseRow {
            cause: Some(self.cause_code()),
            is_occur: true,
            is_escape: true,
            why_chain: vec![self.dice.words(7), self.dice.words(8), self.dice.words(9)],
            evidence: self.evidence(),
            verified: Some(Verified::Test),
            contribution: Some(Entered("60".to_owned())),
            basis: Some(ContributionBasis::Estimate),
            interim: Some(self.dice.words(12)),
            permanent: Some(self.dice.words(12)),
            ..CauseRow::default()
        }
    }

    /// Answers what the cause analysis says is missing, until nothing is.
    fn analyse(&mut self, application: &Application, report: &mut Report) -> bool {
        for _ in 0..ROUNDS {
            let analysis = causes::analyse(pack(), Some(&application.problems), &self.causes, &self.answers)
                .unwrap_or_else(|error| panic!("{error:?}: {}", self.describe()));
            if self.causes.is_empty() {
                // No row, no finding; but the sentence says that nothing is written yet.
                let row = self.some_cause(application.problems.len());
                self.causes.push(row);
                continue;
            }
            if analysis.issues.is_empty() && analysis.unexplained.is_empty() {
                self.judge_causes(application, &analysis, report);
                return true;
            }
            for issue in &analysis.issues {
                self.mend_cause(issue, application.problems.len());
            }
            for code in &analysis.unexplained {
                self.causes[0].linked_items.push(code.to_string());
            }
        }
        report.gap("causes", "the questions never end", self);
        false
    }

    fn mend_cause(&mut self, issue: &Issue, problems: usize) {
        let keys: Vec<&str> = issue.path.split('/').skip(2).collect();
        let whole = self.whole_cause();
        let [index, key, ..] = keys.as_slice() else { return self.mend_causes(&issue.rule) };
        let share = Entered(self.dice.below(101).to_string());
        let row = &mut self.causes[index.parse::<usize>().unwrap()];
        match *key {
            "problem" => row.problem = (problems > 0).then_some(0),
            "cause" => row.cause = whole.cause,
            "custom" => row.custom = whole.why_chain.last().cloned(),
            "isOccur" => row.is_occur = true,
            "whyChain" => row.why_chain = whole.why_chain,
            "evidence" => row.evidence = whole.evidence,
            "verified" => row.verified = whole.verified,
            "contribution" => (row.contribution, row.basis) = (Some(share), whole.basis),
            "count" => row.count = Some(Entered("3".to_owned())),
            // One for all of them: nothing else can be compared.
            "basis" => self.causes.iter_mut().for_each(|row| row.basis = whole.basis),
            "interim" => row.interim = whole.interim,
            "permanent" => row.permanent = whole.permanent,
            other => panic!("nobody knows how to answer {other}"),
        }
    }

    /// What is said of all rows together.
    fn mend_causes(&mut self, rule: &str) {
        match rule {
            "is-escape-missing-after-sampling" => self.causes[0].is_escape = true,
            "contribution-sum" => {
                let share = 100 / self.causes.len();
                for row in &mut self.causes {
                    row.contribution = Some(Entered(share.to_string()));
                }
            }
            // A main cause is missing.
            _ => {
                let row = self.whole_cause();
                self.causes.push(row);
            }
        }
    }

    /// The rows that are main causes: those needed for the running sum to reach 80 % of the sum, with ties
    /// (domain 2.4, 7.12). What was counted is compared by its counts, what is estimated by its shares (8.10).
    fn main_causes(&self) -> Vec<&CauseRow> {
        let number = |entered: &Option<Entered>| entered.as_ref().and_then(|text| text.0.trim().parse::<u32>().ok());
        let counts = |row: &CauseRow| row.basis.is_some_and(|basis| basis != ContributionBasis::Estimate);
        let is_counted = self.causes.iter().any(|row| counts(row) && row.count.is_some());
        let share = |row: &CauseRow| match (is_counted, counts(row)) {
            (true, true) => number(&row.count).unwrap_or_default(),
            (false, false) => number(&row.contribution).filter(|share| *share <= 100).unwrap_or_default(),
            _ => 0,
        };
        let sum: u32 = self.causes.iter().map(share).sum();
        let larger = |row: &CauseRow| self.causes.iter().map(share).filter(|other| *other > share(row)).sum::<u32>();
        self.causes.iter().filter(|row| share(row) > 0 && larger(row) * 5 < sum * 4).collect()
    }

    /// domain 2.4, and 2.1 (附录B 主因 ≥1): each row says what, why, how it is known, and what is done about it.
    fn judge_causes(&self, application: &Application, analysis: &CauseAnalysis, report: &mut Report) {
        for row in &self.causes {
            let named =
                row.cause.is_some() || row.custom.as_deref().is_some_and(|custom| custom.trim().chars().count() >= 4);
            let layered = row.is_occur || row.is_escape || row.is_system;
            let asked = (1..=7).contains(&row.why_chain.len()) && row.why_chain.iter().all(|why| is_text(why));
            let problem = row.problem.is_none_or(|problem| application.problems.get(problem as usize).is_some());
            for (holds, what) in [
                (named, "a row without a cause"),
                (layered, "a row without a layer"),
                (asked, "a row without a chain of whys"),
                (has_evidence(row), "a row without evidence"),
                (row.verified.is_some(), "a row that does not say whether it is verified"),
                (problem, "a row for a problem that is not there"),
            ] {
                if !holds {
                    report.gap("causes", what, self);
                }
            }
        }
        let main = self.main_causes();
        if main.len() != analysis.main.len() {
            report.gap("causes", "the main causes are not those of domain 2.4", self);
        }
        if main.is_empty() {
            report.gap("causes", "no row has a contribution: there is no main cause, and nobody asks for one", self);
        }
        let measures =
            |row: &&&CauseRow| [&row.interim, &row.permanent].iter().all(|text| text.as_deref().is_some_and(is_text));
        if !main.iter().all(|row| measures(&row)) {
            report.gap("causes", "a main cause without measures", self);
        }
        let sampled = application.problems.iter().any(|problem| problem.found_by.as_deref() == Some("spot-check"));
        if sampled && !self.causes.iter().any(|row| row.is_escape) {
            report.gap("causes", "no escape cause after a spot check", self);
        }
    }
}

fn has_evidence(row: &CauseRow) -> bool {
    row.evidence.iter().any(|evidence| evidence.title.as_deref().is_some_and(is_text))
}

// The plan.

const STEPS: [Step; 4] = [Step::SiteSurvey, Step::Diagnosis, Step::Measures, Step::FollowUp];

impl Player {
    fn code_of(&mut self, letter: char) -> String {
        let plan = &pack().plan;
        let kinds = if letter == 'T' { &plan.types } else { &plan.methods };
        self.dice.pick(kinds).code.to_string()
    }

    fn indicator(&mut self) -> String {
        self.dice.pick(&pack().indicators).id.to_string()
    }

    /// A plan with some of its answers.
    fn start_plan(&mut self) {
        let share = self.answered;
        self.draft.chosen_type = self.dice.percent(30).then(|| self.code_of('T'));
        if self.dice.percent(30) {
            self.draft.chosen_methods = vec![self.code_of('H')];
        }
        if self.dice.percent(share) {
            let indicator = self.dice.percent(50).then(|| self.indicator());
            self.draft.goals.push(Goal { indicator, target: Some(Entered("95".to_owned())), ..Goal::default() });
        }
        for _ in 0..self.dice.below(3) {
            let row = self.some_row(share);
            self.draft.list.push(row);
        }
        for _ in 0..self.dice.below(3) {
            let role = *self.dice.pick(&[Role::Testing, Role::Process, Role::Standards, Role::EnterpriseOwner]);
            let name = self.dice.percent(80).then(|| "陈某".to_owned());
            self.draft.team.push(Member { name, role: Some(role), ..Member::default() });
        }
        for step in STEPS {
            if self.dice.percent(share) {
                let date = self.dice.percent(90).then(|| self.dice.day());
                self.draft.schedule.push(ScheduleStep { step: Some(step), date });
            }
        }
        self.draft.assurance.cost = self.dice.percent(share).then(|| "公益".to_owned());
    }

    fn some_row(&mut self, share: usize) -> ListRow {
        let mut row = ListRow::default();
        for key in ["causes", "matter", "methods", "type", "start", "due", "deliverable", "status", "selfEval"] {
            if self.dice.percent(share) {
                self.answer_row(&mut row, key, None);
            }
        }
        if self.dice.percent(10) {
            row.status = Some(ListStatus::Stopped);
            row.matter = Some("量".to_owned());
            row.self_eval = Some(Entered("6".to_owned()));
        }
        row
    }

    fn answer_row(&mut self, row: &mut ListRow, key: &str, limit: Option<Date>) {
        match key {
            "causes" => row.causes = vec![self.cause_code()],
            "matter" => row.matter = Some(self.dice.words(10)),
            "methods" => row.methods = vec![self.code_of('H')],
            "type" => row.r#type = Some(self.code_of('T')),
            "enterpriseOwner" => row.enterprise_owner = Some("王某".to_owned()),
            "start" => row.start = Some(self.dice.day()),
            // When it is asked for again, it was before the start or after the last day of the order.
            "due" if row.due.is_some() => {
                row.due = Some(limit.unwrap_or_else(today));
                row.start = row.start.min(row.due);
            }
            "due" => row.due = Some(self.dice.day()),
            "deliverable" => row.deliverable = Some(self.dice.words(9)),
            "indicators" => row.indicators = vec![self.indicator()],
            "status" => row.status = Some(*self.dice.pick(&[ListStatus::Open, ListStatus::Delayed])),
            "statusReason" => row.status_reason = Some(self.dice.words(6)),
            "selfEval" => row.self_eval = Some(Entered((1 + self.dice.below(5)).to_string())),
            other => panic!("nobody knows how to answer {other}"),
        }
    }

    /// Answers what the plan says is missing, in whichever section it is, until nothing is.
    fn plan(&mut self, mut filled: Filled, report: &mut Report) {
        let first = self.assemble(&filled.application, report);
        // Nothing that the plan takes from the sections before it may be missing once they are finished.
        for part in
            first.parts.iter().filter(|part| matches!(part.key.as_ref(), "target" | "problem") && !part.complete)
        {
            // Without a main cause the gap lies in the cause analysis, and is reported there.
            if part.key == "problem" && self.main_causes().is_empty() {
                continue;
            }
            let what = if is_need_only(&self.application) { "an application without a problem" } else { "the case" };
            report.gap("plan", format!("{what}: {}", part.missing[0].message), self);
        }
        for _ in 0..ROUNDS {
            let plan = self.assemble(&filled.application, report);
            // Warnings too: each of them can be answered.
            if plan.gaps.is_empty() {
                self.judge_plan(&plan, &filled, report);
                return;
            }
            let before = self.application.clone();
            for gap in &plan.gaps {
                self.answer_gap(gap, &plan);
            }
            if before != self.application {
                let Some(again) = self.fill_in(report) else { return };
                filled = again;
            }
            if !self.analyse(&filled.application, report) {
                return;
            }
        }
        let last = self.assemble(&filled.application, report);
        let open: BTreeSet<&str> = last.gaps.iter().map(|gap| gap.rule.as_str()).collect();
        report.gap("plan", format!("the questions never end: {open:?}"), self);
    }

    fn answer_gap(&mut self, gap: &Issue, plan: &Plan) {
        let keys: Vec<&str> = gap.path.split('/').skip(1).collect();
        match keys.as_slice() {
            ["application", "problems"] => self.answer_at("/application/problems/0/phenomenon"),
            ["application", ..] => self.answer_at(&gap.path),
            ["causes"] => {
                let row = self.whole_cause();
                self.causes.push(row);
            }
            ["causes", index, key] => {
                let whole = self.whole_cause();
                let row = &mut self.causes[index.parse::<usize>().unwrap()];
                match *key {
                    "contribution" => (row.contribution, row.basis) = (whole.contribution, whole.basis),
                    "verified" => row.verified = whole.verified,
                    "interim" => row.interim = whole.interim,
                    "permanent" => row.permanent = whole.permanent,
                    other => panic!("nobody knows how to answer {other}"),
                }
            }
            ["draft", "goals", ..] => {
                let goal = Goal {
                    indicator: Some(self.indicator()),
                    baseline: Some(Entered("72".to_owned())),
                    target: Some(Entered("95".to_owned())),
                    unit: Some("%".to_owned()),
                    date: Some(self.dice.day()),
                };
                self.draft.goals = vec![goal];
            }
            ["draft", "list"] => self.add_to_list(plan),
            ["draft", "list", index, key] => {
                let index: usize = index.parse().unwrap();
                let mut row = std::mem::take(&mut self.draft.list[index]);
                self.answer_row(&mut row, key, plan.order_due);
                self.draft.list[index] = row;
            }
            ["draft", "team"] => self.add_to_team(),
            ["draft", "schedule"] => self.date_steps(),
            ["draft", "assurance"] => {
                let assurance = &mut self.draft.assurance;
                assurance.verification.get_or_insert_with(|| "有资质机构检验".to_owned());
                assurance.evaluation_date.get_or_insert(today());
                assurance.confidentiality.get_or_insert_with(|| "工艺参数不外传".to_owned());
                assurance.cost.get_or_insert_with(|| "检验费由企业承担".to_owned());
            }
            _ => panic!("nobody knows how to answer {}", gap.path),
        }
    }

    /// A row for what no row acts on yet; else the methods that high risk demands.
    fn add_to_list(&mut self, plan: &Plan) {
        let listed =
            |code: &str| self.draft.list.iter().any(|row| row.causes.iter().chain(&row.items).any(|c| c == code));
        let causes =
            plan.causes.iter().map(|cause| cause.cause.clone()).filter(|code| !listed(code)).collect::<Vec<_>>();
        let items =
            plan.items.iter().map(|item| item.code.to_string()).filter(|code| !listed(code)).collect::<Vec<_>>();
        if !causes.is_empty() || !items.is_empty() || self.draft.list.is_empty() {
            self.draft.list.push(ListRow { causes, items, ..ListRow::default() });
            return;
        }
        let methods = &mut self.draft.list[0].methods;
        methods.extend(pack().plan.high_methods.iter().map(ToString::to_string));
    }

    fn add_to_team(&mut self) {
        let named = |role: Role| {
            let is_it = |member: &&Member| member.role == Some(role) && member.name.is_some();
            self.draft.team.iter().any(|member| is_it(&member))
        };
        let lacking = [Role::EnterpriseOwner, Role::Testing, Role::Process].into_iter().find(|role| !named(*role));
        let role = Some(lacking.unwrap_or(Role::Other));
        // Three people are three different ones.
        let name = Some(format!("林某{}", self.draft.team.len()));
        self.draft.team.push(Member { name, role, ..Member::default() });
    }

    /// The first time in any order, the second time in that of the steps.
    fn date_steps(&mut self) {
        let schedule = &mut self.draft.schedule;
        let dated =
            STEPS.iter().all(|step| schedule.iter().any(|entry| entry.step == Some(*step) && entry.date.is_some()));
        let days: Vec<Date> = STEPS.iter().map(|_| self.dice.day()).collect();
        *schedule = STEPS
            .iter()
            .zip((0..).step_by(20))
            .zip(days)
            .map(|((step, days), day)| ScheduleStep {
                step: Some(*step),
                date: Some(if dated { today().plus_days(days) } else { day }),
            })
            .collect();
    }

    /// domain 2.6 and 2.8: seven of seven, nothing left to mend, and the list acts on each main cause and each
    /// failed key item.
    fn judge_plan(&self, plan: &Plan, filled: &Filled, report: &mut Report) {
        let high = filled.triage.level != Some(RiskLevel::Low);
        let (application, draft) = (&filled.application, &self.draft);
        let main = self.main_causes();
        let listed = |code: &str| draft.list.iter().any(|row| row.causes.iter().chain(&row.items).any(|c| c == code));
        let code_of = |row: &CauseRow| row.cause.clone().or(row.custom.clone()).unwrap_or_default();
        let failed = self.asked().filter(|item| item.key && self.has_failed(item));
        let some = |text: &Option<String>| text.as_deref().is_some_and(is_text);
        let named: Vec<&Member> = draft.team.iter().filter(|member| some(&member.name)).collect();
        let has = |role: Role| named.iter().any(|member| member.role == Some(role));
        let people: BTreeSet<&str> = named.iter().filter_map(|member| member.name.as_deref()).map(str::trim).collect();
        let expert = named.iter().any(|member| member.role.is_some_and(|role| role != Role::EnterpriseOwner));
        let day_of = |step| draft.schedule.iter().find(|entry| entry.step == Some(step)).and_then(|entry| entry.date);
        let days: Vec<Date> = STEPS.into_iter().filter_map(day_of).collect();
        let entered = |entered: &Option<Entered>| entered.as_ref().is_some_and(|entered| is_text(&entered.0));
        let goal = |goal: &Goal| {
            let numbers = entered(&goal.baseline) && entered(&goal.target);
            goal.indicator.is_some() && numbers && some(&goal.unit) && goal.date.is_some()
        };
        let row = |row: &ListRow| {
            let dates = row.start.is_some() && row.due.is_some() && row.start <= row.due;
            let codes = !row.causes.is_empty() && !row.methods.is_empty() && row.r#type.is_some();
            let texts = some(&row.matter) && some(&row.enterprise_owner) && some(&row.deliverable);
            let reasoned = some(&row.status_reason)
                || !matches!(row.status, None | Some(ListStatus::Delayed | ListStatus::Stopped));
            dates && codes && texts && reasoned && (!high || !row.indicators.is_empty())
        };
        let subject = some(&application.subject.subject_name) && application.trigger.trigger_path.is_some();
        let product = application.products.iter().any(|product| some(&product.product_name));
        let problem = application.problems.iter().any(|problem| some(&problem.phenomenon));
        let assurance = &draft.assurance;
        let methods: BTreeSet<&str> = draft.list.iter().flat_map(|row| &row.methods).map(String::as_str).collect();
        for (holds, what) in [
            (plan.complete == 7 && plan.parts.iter().all(|part| part.complete), "not seven of seven"),
            (plan.risk_level.is_some(), "1: no risk"),
            (subject && product, "1: no subject, trigger or product"),
            (problem || is_need_only(&self.application), "2: no problem"),
            (main.iter().any(|row| has_evidence(row)), "2: no root cause with evidence"),
            (draft.goals.iter().any(goal), "3: no goal with baseline, target, unit and date"),
            (!draft.list.is_empty() && draft.list.iter().all(row), "4: a row of the list lacks something"),
            (main.iter().all(|row| listed(code_of(row).trim())), "4: a main cause that no row acts on"),
            (failed.into_iter().all(|item| listed(&item.code)), "4: a failed key item that no row acts on"),
            (!high || methods.contains("H2") && methods.contains("H3"), "4: high risk without H2 and H3"),
            (has(Role::EnterpriseOwner) && expert, "5: no expert, or nobody of the enterprise"),
            (!high || people.len() >= 3 && has(Role::Testing) && has(Role::Process), "5: too few for high risk"),
            (days.len() == 4 && days.is_sorted(), "6: four steps with dates in order"),
            (some(&assurance.verification) && assurance.evaluation_date.is_some(), "7: no verification or evaluation"),
            (some(&assurance.confidentiality) && some(&assurance.cost), "7: no confidentiality or cost"),
        ] {
            if !holds {
                report.gap("plan", what, self);
            }
        }
    }

    /// On from the application: checklist, causes, plan.
    fn go_on(&mut self, filled: Filled, report: &mut Report) {
        report.whole += 1;
        // Somebody looks at the plan before anything is answered.
        self.assemble(&Application::default(), report);
        if !self.check(report) {
            return;
        }
        for _ in 0..self.dice.below(4) {
            let row = self.some_cause(filled.application.problems.len());
            self.causes.push(row);
        }
        if self.analyse(&filled.application, report) {
            self.start_plan();
            self.plan(filled, report);
        }
    }

    /// The next path is another case.
    fn close(&mut self) {
        self.answers = Map::default();
        self.causes.clear();
        self.draft = PlanDraft::default();
    }
}

// The tests.

fn play(number: u64, report: &mut Report) {
    let mut player = Player::new(number);
    for path in 0..APPLICATIONS * FACTS {
        if path > 0 && path.is_multiple_of(FACTS) {
            player.change_mind();
        }
        player.state_facts();
        let Some(filled) = player.fill_in(report) else { continue };
        // What nobody has planned yet hardly depends on the facts.
        if path.is_multiple_of(FACTS) {
            player.assemble(&filled.application, report);
        }
        report.path(&player.application, filled.triage.computed);
        if (number * APPLICATIONS * FACTS + path).is_multiple_of(WHOLE) {
            player.go_on(filled, report);
            player.close();
        }
    }
}

/// What all players found out, played once for all tests, on as many cores as there are.
static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let cores: u64 = thread::available_parallelism().map_or(1, |cores| cores.get().try_into().unwrap());
    let share = |core: u64| {
        let mut report = Report::default();
        (core..PLAYERS).step_by(cores.try_into().unwrap()).for_each(|number| play(number, &mut report));
        report
    };
    thread::scope(|scope| {
        let shares: Vec<_> = (0..cores).map(|core| scope.spawn(move || share(core))).collect();
        let mut whole = Report::default();
        for share in shares {
            whole.add(share.join().unwrap());
        }
        whole
    })
});

fn assert_no_gaps(section: &str) {
    let gaps = REPORT.gaps.iter().filter(|((other, _), _)| *other == section);
    let gaps: Vec<String> =
        gaps.map(|((_, what), (count, first))| format!("{what}\n  {count} times, first by {first}")).collect();
    assert!(gaps.is_empty(), "{section}: {}", gaps.join("\n"));
}

#[test]
fn every_path_comes_to_an_end() {
    assert_no_gaps("application and risk");
    assert_eq!((REPORT.paths, REPORT.whole), (PATHS, PATHS / WHOLE));
}

#[test]
fn a_finished_application_lacks_nothing() {
    assert_no_gaps("application");
}

#[test]
fn a_finished_risk_is_decided_by_what_the_form_shows() {
    assert_no_gaps("risk");
}

#[test]
fn a_finished_checklist_lacks_nothing() {
    assert_no_gaps("checklist");
}

#[test]
fn a_finished_cause_analysis_lacks_nothing() {
    assert_no_gaps("causes");
}

#[test]
fn a_finished_plan_lacks_nothing() {
    assert_no_gaps("plan");
}

/// Every outcome that there is, by kind; those of the content are read from its tables.
fn outcomes() -> Vec<(String, Vec<String>)> {
    let table = &pack().plan;
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let states = ["yes", "no", "unknown"];
    let mut all: Vec<(String, Vec<String>)> =
        pack().risk.rules.iter().map(|rule| (rule.id.to_string(), owned(&states))).collect();
    all.extend(table.parts.iter().map(|part| (part.key.to_string(), owned(&["complete", "incomplete"]))));
    let statuses = ["act-now", "incomplete", "not-applicable", "good", "controlled", "weak"];
    all.extend([
        ("level".to_owned(), owned(&["high", "low", "undetermined"])),
        ("next step".to_owned(), owned(&["评估判定", "审核评估"])),
        ("size".to_owned(), pack().size_classes.classes.iter().map(|class| class.code.to_string()).collect()),
        ("status of a stage".to_owned(), owned(&statuses)),
        ("primary type".to_owned(), table.types.iter().map(|kind| kind.code.to_string()).collect()),
        ("method".to_owned(), table.methods.iter().map(|kind| kind.code.to_string()).collect()),
        ("condition of a type".to_owned(), conditions_of_types()),
        ("trigger × product × risk".to_owned(), paths()),
    ]);
    all
}

/// domain 2.7 and 7.16: what makes each type.
fn conditions_of_types() -> Vec<String> {
    let table = &pack().plan;
    let all = [
        "监管部门正在组织同类产品的区域整治",
        "申请缘由是产业链质量协同",
        "问题由产业链质量协同发现",
        "申请单位是链主",
        "申请单位是配套商",
        "产品还没有上市",
        "有新业态：",
        "别的类型条件都不满足",
    ];
    let mut all: Vec<String> = all.into_iter().map(str::to_owned).collect();
    for class in &pack().causes {
        let causes = class.causes.iter().filter(|cause| table.chain_causes.contains(&cause.code));
        all.extend(causes.map(|cause| format!("主因含 B:{} {}", cause.code, cause.name)));
    }
    let sizes = pack().size_classes.classes.iter().filter(|class| table.small_sizes.contains(&class.code));
    all.extend(sizes.map(|class| format!("企业规模是{}", class.name)));
    all.push(format!("成立不满 {} 个月", table.young_months));
    all
}

/// Trigger × category × licence × level.
fn paths() -> Vec<String> {
    let options = |group: &str, key: &str| -> Vec<String> {
        let group = groups().find(|other| other.key == group).unwrap();
        let field = group.fields.iter().find(|field| field.key == key).unwrap();
        field.options.iter().map(|option| option.code.to_string()).collect()
    };
    let sources = options("trigger", "supervisionSource").into_iter().map(|code| format!("supervision/{code}"));
    let reasons = options("trigger", "applicationReason").into_iter().map(|code| format!("application/{code}"));
    let mut all = Vec::new();
    for trigger in sources.chain(reasons) {
        for category in options("products", "productCategory") {
            for licence in options("products", "licenseKind").iter().filter(|licence| *licence != "unknown") {
                all.extend(["high", "low"].map(|level| format!("{trigger} {category} {licence} {level}")));
            }
        }
    }
    all
}

#[test]
fn every_outcome_is_reached() {
    let mut count = 0;
    let mut missed = Vec::new();
    for (kind, names) in outcomes() {
        let reached = REPORT.outcomes.get(&kind).cloned().unwrap_or_default();
        count += reached.len();
        missed.extend(names.iter().filter(|name| !reached.contains(*name)).map(|name| format!("{kind}: {name}")));
        // One that is reached and not listed above would be counted without being demanded.
        let unlisted: Vec<&String> = reached.iter().filter(|name| !names.contains(name)).collect();
        assert!(unlisted.is_empty(), "{kind}: {unlisted:?}");
    }
    let paths = REPORT.outcomes["trigger × product × risk"].len();
    println!("{} paths, {} of them through all sections", REPORT.paths, REPORT.whole);
    println!("{} distinct rule outcomes and {paths} combinations of trigger, product and risk", count - paths);
    println!("{} distinct findings of the application", REPORT.outcomes["finding of the application"].len());
    assert!(missed.is_empty(), "{} outcomes were not reached: {missed:#?}", missed.len());
}
