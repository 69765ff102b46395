//! Rules that look at more than one answer, or into the writing of one.

use super::answers::{Problem, Product};
use super::conditions::has_code;
use super::findings::{Check, Place};
use super::numbers::{self, Telephone};
use super::uscc;
use crate::date::Date;
use crate::deadlines;
use crate::entered::{Entered, filled};
use crate::exact::{self, Fraction};
use crate::issue::Issue;
use crate::json::Json;
use crate::listed::Listed;
use crate::pack::{FormGroup, FormOption, Severity, Text};

/// What rules look into, and what is worked out from answers, of the groups that stand [alone](super::ALONE).
pub(super) const READ: [&str; 19] = [
    "subjectKind",
    "uscc",
    "usccConfirmed",
    "qsDirector",
    "qsOfficers",
    "establishedOn",
    "regRegion",
    "postcode",
    "industryCode",
    "employees",
    "revenueWan",
    "sizeClassOverride",
    "qmsCertState",
    "qmsCertExpire",
    "contactMobile",
    "contactTel",
    "contactEmail",
    "expectedFinish",
    "signDate",
];

/// Runs the rules of a group on one of its instances.
pub(super) fn examine(check: &mut Check<'_>, place: &Place<'_>, index: usize) {
    let application = check.application;
    match place.group.key.as_ref() {
        "head" => head(check, place),
        "subject" => subject(check, place),
        "contact" => contact(check, place),
        "products" => {
            if let Some(product) = application.products.get(index) {
                products(check, place, product);
            }
        }
        "problems" => problems(check, place, index),
        "need" => need(check, place),
        "declaration" => {
            let fill_date = check.fill_date();
            if application.declaration.sign_date.is_some_and(|date| date < fill_date) {
                dated(check, place, "signDate", "date-order", application.declaration.sign_date);
            }
        }
        _ => {}
    }
}

/// Why a field does not apply, where that goes beyond what its `when` can say.
pub(super) fn hides(check: &Check<'_>, group: &FormGroup, section: &Json, key: &str) -> Option<String> {
    // Who has no certificate has neither its number nor its date.
    let none = |state: &str| {
        let field = group.fields.iter().find(|field| field.key == state)?;
        let label = check.pack.option_label(field, "none")?;
        let has_none = section.get(state).is_some_and(|answer| has_code(answer, "none"));
        has_none.then(|| format!("“{}”是“{label}”，不用填", field.label))
    };
    match key {
        "xkNo" | "xkExpire" => none("xkState"),
        "cccNo" | "cccExpire" => none("cccState"),
        "usccConfirmed" => {
            let code = check.application.subject.uscc.as_deref().map(uscc::normalize).unwrap_or_default();
            let can_be_confirmed = uscc::findings(check.pack, &code).iter().any(uscc::Finding::can_be_confirmed);
            (!can_be_confirmed).then(|| "代码没有要确认的疑点".to_owned())
        }
        _ => None,
    }
}

/// Whether another answer already says it: a mandatory standard's number says 涉及强制性标准.
pub(super) fn is_implied(section: &Json, key: &str) -> bool {
    if key != "mandatoryStd" {
        return false;
    }
    let Some(Json::Array(rows)) = section.get("execStandards") else { return false };
    let is_mandatory = |row: &Json| match row.get("no") {
        Some(Json::String(number)) => numbers::is_mandatory_standard(number),
        _ => false,
    };
    rows.iter().any(is_mandatory)
}

/// Whether a product's standards say 涉及强制性标准.
fn has_mandatory_standard(product: &Product) -> bool {
    product.exec_standards.iter().any(|standard| standard.no.as_deref().is_some_and(numbers::is_mandatory_standard))
}

fn report(check: &mut Check<'_>, place: &Place<'_>, key: &str, rule: &str, values: &[(&str, &str)]) {
    if let Some(field) = place.field(key) {
        check.find(&place.pointer(key), field, rule, values);
    }
}

/// Reports a date, with what it is compared to.
fn dated(check: &mut Check<'_>, place: &Place<'_>, key: &str, rule: &str, date: Option<Date>) {
    let Some(date) = date else { return };
    let (value, fill_date, today) = (date.to_string(), check.fill_date().to_string(), check.today.to_string());
    report(check, place, key, rule, &[("value", &value), ("fillDate", &fill_date), ("today", &today)]);
}

fn head(check: &mut Check<'_>, place: &Place<'_>) {
    let fill_date = check.application.head.fill_date;
    if fill_date.is_some_and(|date| date > check.today) {
        dated(check, place, "fillDate", "future", fill_date);
    }
}

fn subject(check: &mut Check<'_>, place: &Place<'_>) {
    let subject = &check.application.subject;
    if subject.subject_kind.iter().map(String::as_str).eq(["seller"]) {
        report(check, place, "subjectKind", "seller-only", &[]);
    }
    credit_code(check, place);
    let expected = check.application.products.iter().any(needs_safety_officers);
    if expected && !filled(subject.qs_director.as_deref()) {
        report(check, place, "qsDirector", "expected", &[]);
    }
    if expected && !subject.qs_officers.iter().any(|name| filled(Some(name))) {
        report(check, place, "qsOfficers", "expected", &[]);
    }
    if subject.established_on.is_some_and(|date| date > check.fill_date()) {
        dated(check, place, "establishedOn", "date-order", subject.established_on);
    }
    region(check, place);
    if let Some(code) = subject.postcode.as_deref().filter(|code| filled(Some(code)) && !numbers::is_postcode(code)) {
        let length = numbers::ungrouped(code).chars().count().to_string();
        report(check, place, "postcode", "pattern", &[("n", &length)]);
    }
    let industry =
        check.pack.industries.iter().find(|industry| Some(industry.code.as_ref()) == subject.industry_code.as_deref());
    if let Some((industry, scope)) = industry.and_then(|industry| Some((industry, industry.scope.as_deref()?))) {
        check.add(Issue {
            path: place.pointer("industryCode"),
            rule: "scope".into(),
            severity: Severity::Warning,
            message: scope.to_owned(),
            source: industry.source.clone(),
        });
    }
    if subject.qms_cert_state.as_deref() == Some("yes")
        && subject.qms_cert_expire.is_some_and(|date| date < check.fill_date())
    {
        dated(check, place, "qmsCertExpire", "expired", subject.qms_cert_expire);
    }
}

fn credit_code(check: &mut Check<'_>, place: &Place<'_>) {
    let subject = &check.application.subject;
    let code = subject.uscc.as_deref().map(uscc::normalize).unwrap_or_default();
    let findings = uscc::findings(check.pack, &code);
    if subject.uscc_confirmed && findings.iter().any(uscc::Finding::can_be_confirmed) {
        report(check, place, "uscc", "confirmed", &[("value", &code)]);
        return;
    }
    for finding in findings {
        if let Some(issue) = finding.issue(check.pack, &place.pointer("uscc")) {
            check.add(issue);
        }
    }
}

/// The region is that of the premises; the code holds that of the registration.
fn region(check: &mut Check<'_>, place: &Place<'_>) {
    let subject = &check.application.subject;
    let Some(written) = subject.reg_region.as_deref().filter(|region| filled(Some(region))) else { return };
    let region = numbers::ungrouped(written);
    let known = check.pack.provinces.iter().any(|province| region.starts_with(province.code.as_ref()));
    if !numbers::is_postcode(&region) || !known {
        report(check, place, "regRegion", "pattern", &[("value", written.trim())]);
        return;
    }
    let code = subject.uscc.as_deref().map(uscc::normalize).unwrap_or_default();
    let registered: String = code.chars().skip(2).take(6).collect();
    if code.chars().count() == 18 && registered != region {
        report(check, place, "regRegion", "differs", &[("value", &registered)]);
    }
}

/// 令75号: products under licence, CCC or a mandatory standard.
fn needs_safety_officers(product: &Product) -> bool {
    product.license_kind.iter().any(|kind| matches!(kind.as_str(), "production-licence" | "food-contact" | "ccc"))
        || product.mandatory_std == Some(true)
        || has_mandatory_standard(product)
}

fn contact(check: &mut Check<'_>, place: &Place<'_>) {
    let contact = &check.application.contact;
    if let Some(number) = contact.contact_mobile.as_deref().filter(|number| filled(Some(number))) {
        match numbers::mobile(number) {
            Telephone::Mobile => {}
            Telephone::Landline => report(check, place, "contactMobile", "landline", &[]),
            Telephone::WrongLength(length) => {
                report(check, place, "contactMobile", "length", &[("n", &length.to_string())]);
            }
            Telephone::WrongPrefix => report(check, place, "contactMobile", "prefix", &[]),
        }
    }
    if contact.contact_tel.as_deref().is_some_and(|number| filled(Some(number)) && !numbers::is_landline(number)) {
        report(check, place, "contactTel", "pattern", &[]);
    }
    if contact.contact_email.as_deref().is_some_and(|email| filled(Some(email)) && !numbers::is_email(email)) {
        report(check, place, "contactEmail", "pattern", &[]);
    }
}

fn products(check: &mut Check<'_>, place: &Place<'_>, product: &Product) {
    for (index, standard) in product.exec_standards.iter().enumerate() {
        let Some(number) = standard.no.as_deref().map(str::trim).filter(|number| !number.is_empty()) else { continue };
        let column =
            place.field("execStandards").and_then(|field| field.fields.iter().find(|column| column.key == "no"));
        let Some(column) = column else { continue };
        let path = format!("{}/{index}/no", place.pointer("execStandards"));
        if !numbers::has_year(number) {
            check.find(&path, column, "year", &[]);
        } else if !numbers::is_standard_number(number) {
            check.find(&path, column, "pattern", &[("value", number)]);
        }
    }
    if product.mandatory_std == Some(false) && has_mandatory_standard(product) {
        report(check, place, "mandatoryStd", "mismatch", &[]);
    }
    let has = |kind: &str| product.license_kind.iter().any(|chosen| chosen == kind);
    if has("food-contact") {
        report(check, place, "licenseKind", "licence", &[]);
    }
    if has("production-licence") || has("food-contact") {
        production_licence(check, place, product);
    }
    if has("ccc") {
        certificate(check, place, "cccState", product.ccc_state.as_deref());
        if product.ccc_expire.is_some_and(|date| date < check.fill_date()) {
            dated(check, place, "cccExpire", "expired", product.ccc_expire);
        }
    }
    if !product.special_equipment.is_empty()
        && let Some(field) = place.field("specialEquipment")
    {
        let chosen = |option: &FormOption| product.special_equipment.iter().any(|code| option.code == *code);
        let options = check.pack.options(field).into_iter().filter(chosen);
        let labels: Vec<Text> = options.map(|option| option.label).listed();
        let labels = labels.join("、");
        report(check, place, "specialEquipment", "special", &[("value", &labels)]);
    }
}

/// A certificate that is not valid is high risk.
fn certificate(check: &mut Check<'_>, place: &Place<'_>, key: &str, state: Option<&str>) {
    let Some(state) = state.filter(|state| !matches!(*state, "valid" | "unknown")) else { return };
    let label = place.field(key).and_then(|field| check.pack.option_label(field, state));
    report(check, place, key, "not-valid", &[("value", label.as_deref().unwrap_or(state))]);
}

fn production_licence(check: &mut Check<'_>, place: &Place<'_>, product: &Product) {
    certificate(check, place, "xkState", product.xk_state.as_deref());
    if let Some(number) = product.xk_no.as_deref().map(str::trim).filter(|number| !number.is_empty())
        && !numbers::is_licence_number(number)
    {
        report(check, place, "xkNo", "pattern", &[("value", number)]);
    }
    let Some(expire) = product.xk_expire else { return };
    if expire < check.fill_date() {
        dated(check, place, "xkExpire", "expired", Some(expire));
    } else if let Some(due) = due(check, &place.pointer("xkExpire"), expire).filter(|due| *due < check.fill_date()) {
        report(check, place, "xkExpire", "expires-soon", &[("value", &expire.to_string()), ("due", &due.to_string())]);
    }
}

/// The last day of the time limit that the day of a field sets off, as far as a date can state it.
fn due(check: &Check<'_>, field: &str, date: Date) -> Option<Date> {
    deadlines::last_day(check.pack, field, date).ok().flatten()
}

fn problems(check: &mut Check<'_>, place: &Place<'_>, index: usize) {
    let Some(problem) = check.application.problems.get(index) else { return };
    let fill_date = check.fill_date();
    for (key, date) in
        [("foundOn", problem.found_on), ("sampledOn", problem.sampled_on), ("orderedOn", problem.ordered_on)]
    {
        if date.is_some_and(|date| date > fill_date) {
            dated(check, place, key, "future", date);
        }
    }
    if let (Some(ordered_on), Some(due_on)) = (problem.ordered_on, problem.due_on)
        && due_on < ordered_on
    {
        dated(check, place, "dueOn", "date-order", Some(due_on));
    }
    for (row, inspection) in problem.history.iter().enumerate() {
        for (key, date) in [("date", inspection.date), ("sampledOn", inspection.sampled_on)] {
            let column = place.field("history").and_then(|field| field.fields.iter().find(|column| column.key == key));
            if let (Some(column), Some(date)) = (column, date.filter(|date| *date > fill_date)) {
                let values = [("value", date.to_string()), ("fillDate", fill_date.to_string())];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                check.find(&format!("{}/{row}/{key}", place.pointer("history")), column, "future", &values);
            }
        }
    }
    batch(check, place, index);
    let stopped =
        ["stop-production", "stop-sale"].iter().all(|measure| problem.contained.iter().any(|done| done == measure));
    if problem.found_by.as_deref() == Some("spot-check") && !problem.fail_items.is_empty() && !stopped {
        report(check, place, "contained", "statutory", &[]);
    }
}

/// What was shipped and what is in stock cannot be more than the batch.
fn batch(check: &mut Check<'_>, place: &Place<'_>, index: usize) {
    let Some(problem) = check.application.problems.get(index) else { return };
    let number = |entered: &Option<Entered>| Some(entered.as_ref()?.number()?.to_ratio());
    let Some(batch) = number(&problem.batch_qty) else { return };
    let zero = Fraction::from_integer(0);
    let shipped = number(&problem.shipped_qty).unwrap_or(zero);
    let stock = number(&problem.stock_qty).unwrap_or(zero);
    let Ok(sum) = exact::add(&shipped, &stock) else { return };
    if sum > batch {
        let text = |value: &Fraction| value.to_integer().to_string();
        let values = [("shipped", text(&shipped)), ("stock", text(&stock)), ("batch", text(&batch))];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        report(check, place, "shippedQty", "sum", &values);
    }
}

fn need(check: &mut Check<'_>, place: &Place<'_>) {
    let Some(finish) = check.application.need.expected_finish else { return };
    if finish <= check.fill_date() {
        dated(check, place, "expectedFinish", "date-order", Some(finish));
    }
    let orders = check.application.problems.iter().filter(|problem| problem.order_received == Some(true));
    let due = |problem: &Problem| deadlines::order_due(check.pack, problem.ordered_on, problem.due_on).ok().flatten();
    let due = orders.filter_map(due).min();
    if let Some(due) = due.filter(|due| finish > *due) {
        report(check, place, "expectedFinish", "after-deadline", &[("due", &due.to_string())]);
    }
}
