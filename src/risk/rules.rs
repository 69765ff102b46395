//! The conditions of the rules: whether each holds, and what is not known yet.

use super::facts::RiskFacts;
use super::triage::Unknown;
use crate::application::{Application, FailItem, Problem, Product};
use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::known::Known;
use crate::pack::{Assistance, RiskRule};

/// What the rules look at.
pub(super) struct Case<'a> {
    pub(super) pack: &'a Assistance,
    pub(super) application: &'a Application,
    pub(super) facts: &'a RiskFacts,
    pub(super) today: Date,
}

/// Whether a rule holds, with what has to be answered where that is not known.
pub(super) struct Finding {
    pub(super) state: Known,
    pub(super) unknown: Vec<Unknown>,
}

/// Sources of a problem that come with a laboratory's report.
const INSPECTIONS: [&str; 3] = ["spot-check", "risk-monitoring", "inspection-failed"];

/// Articles 49 to 53 of 产品质量法.
const COUNTERFEIT: &str = "有没有掺杂掺假、以假充真、以次充好、以不合格产品冒充合格产品、伪造或冒用厂名厂址或认证标志、生产销售国家明令淘汰的产品等情形";

impl Case<'_> {
    /// Whether any condition of a rule holds.
    ///
    /// # Errors
    /// `invalid-pack` for a rule without conditions, or with one that is not known here.
    pub(super) fn examine(&self, rule: &RiskRule) -> Result<Finding> {
        let mut open = Open { rule, unknown: Vec::new() };
        let mut state = Known::No;
        for (index, name) in rule.when.iter().enumerate() {
            let Some(found) = self.condition(name, &mut open) else {
                let message = format!("规则 {} 的条件“{name}”这一版程序不认识", rule.id);
                return Err(Error::new(Code::InvalidPack, message).at(&index.to_string()).at("when"));
            };
            state = state.or(found);
        }
        if rule.when.is_empty() {
            return Err(Error::new(Code::InvalidPack, format!("规则 {} 没有条件", rule.id)).at("when"));
        }
        let unknown = if state == Known::Unknown { open.unknown } else { Vec::new() };
        Ok(Finding { state, unknown })
    }

    /// Whether a condition holds; the content decides which rule asks for it.
    fn condition(&self, name: &str, open: &mut Open<'_>) -> Option<Known> {
        let facts = self.facts;
        Some(match name {
            "failed-safety-item" => self.safety_item(open),
            "injury" => self.injury(open),
            "admission-lapsed" => self.admission(open),
            "repeated-failure" => self.repeated(open),
            "vulnerable-users" => self.vulnerable(open),
            "risk-matrix" => self.matrix(open),
            "counterfeit" => open.fact("counterfeit", facts.counterfeit, COUNTERFEIT),
            "follow-up-failed" => open.fact("followUpFailed", facts.follow_up_failed, "跟踪抽查是不是仍不合格"),
            "reinspection-failed" => open.fact("reinspectionFailed", facts.reinspection_failed, "复查是不是不合格"),
            "public-notice" => open.fact("publicNotice", facts.public_notice, "是不是在省级公告期内"),
            "untraceable" => open.fact("untraceable", facts.untraceable, "发出的问题批次，去向是不是查不全"),
            "refused-inspection" => open.fact("refusedInspection", facts.refused_inspection, "有没有拒绝接受监督检查"),
            _ => return None,
        })
    }

    /// What the rules about problems say while none is written down.
    fn no_problem(&self, open: &mut Open<'_>) -> Option<Known> {
        if !self.application.problems.is_empty() {
            None
        } else if self.application.is_need_only() {
            Some(Known::No)
        } else {
            Some(open.ask("/application/problems", "发现了什么问题，写成一条"))
        }
    }

    /// A failed safety item, or a mandatory one of which nobody knows whether it is one.
    fn safety_item(&self, open: &mut Open<'_>) -> Known {
        if let Some(known) = self.no_problem(open) {
            return known;
        }
        let mut state = Known::No;
        for (index, problem) in self.application.problems.iter().enumerate() {
            let path = format!("/application/problems/{index}/failItems");
            let asked = open.unknown.len();
            let mut known = Known::No;
            if problem.fail_items.is_empty() {
                known = open.ask(&path, "不合格项目有哪些，是不是安全项目");
            }
            for (row, item) in problem.fail_items.iter().enumerate() {
                known = known.or(self.fail_item(item, &format!("{path}/{row}"), open));
            }
            // Elsewhere the form shows no items: nobody is asked for them, but one that is grave still counts.
            let found_by = problem.found_by.as_deref();
            if known == Known::Unknown && !found_by.is_some_and(|found_by| INSPECTIONS.contains(&found_by)) {
                open.unknown.truncate(asked);
                known = match found_by {
                    Some(_) => Known::No,
                    None => open.ask(&format!("/application/problems/{index}/foundBy"), "这个问题是怎么发现的"),
                };
            }
            state = state.or(known);
        }
        state
    }

    fn fail_item(&self, item: &FailItem, path: &str, open: &mut Open<'_>) -> Known {
        let safety = Known::of(item.is_safety.as_deref());
        let mandatory = Known::of(item.is_mandatory.as_deref());
        let always = self.pack.risk.mandatory_always_high;
        match (safety, mandatory) {
            (Known::Yes, _) | (Known::Unknown, Known::Yes) => Known::Yes,
            (Known::No, Known::Yes) if always => Known::Yes,
            (Known::No, Known::Unknown) if always => open.ask(&format!("{path}/isMandatory"), "是不是强制性标准要求"),
            (Known::No, _) => Known::No,
            (Known::Unknown, _) => {
                if mandatory == Known::Unknown {
                    open.ask(&format!("{path}/isMandatory"), "是不是强制性标准要求");
                }
                open.ask(&format!("{path}/isSafety"), "是不是安全项目")
            }
        }
    }

    fn injury(&self, open: &mut Open<'_>) -> Known {
        if let Some(known) = self.no_problem(open) {
            return known;
        }
        let problems = self.application.problems.iter().enumerate();
        Known::any(problems.map(|(index, problem)| match Known::of(problem.injury.as_deref()) {
            Known::Unknown => open.ask(&format!("/application/problems/{index}/injury"), "是否造成伤害或损失"),
            known => known,
        }))
    }

    /// 列入目录而无证、超范围、过期、被暂停撤销.
    fn admission(&self, open: &mut Open<'_>) -> Known {
        let products = &self.application.products;
        if products.is_empty() {
            return open.ask("/application/products", "产品要不要许可证或 CCC");
        }
        let states = products.iter().enumerate().map(|(index, product)| {
            let path = format!("/application/products/{index}");
            self.product_admission(product, &path, open)
        });
        Known::any(states.collect::<Vec<_>>())
    }

    fn product_admission(&self, product: &Product, path: &str, open: &mut Open<'_>) -> Known {
        let has = |kind: &str| product.license_kind.iter().any(|chosen| chosen == kind);
        if product.license_kind.is_empty() || has("unknown") {
            return open.ask(&format!("{path}/licenseKind"), "产品要不要许可证或 CCC");
        }
        let mut state = Known::No;
        if has("production-licence") || has("food-contact") {
            // Most people do not fill in the state of a licence: the date alone decides then.
            let licence = product.xk_state.as_deref().or(Some("valid"));
            state = state.or(self.certificate(licence, product.xk_expire, path, ["xk", "许可证"], open));
        }
        if has("ccc") {
            let ccc = product.ccc_state.as_deref();
            state = state.or(self.certificate(ccc, product.ccc_expire, path, ["ccc", "CCC 证书"], open));
        }
        state
    }

    fn certificate(
        &self,
        state: Option<&str>,
        expire: Option<Date>,
        path: &str,
        [key, name]: [&str; 2],
        open: &mut Open<'_>,
    ) -> Known {
        let lapsed = match state {
            Some("none" | "out-of-scope" | "suspended" | "withdrawn") => Known::Yes,
            Some("valid") => Known::No,
            _ => open.ask(&format!("{path}/{key}State"), &format!("{name}状态")),
        };
        lapsed.or(match expire {
            Some(date) => Known::is(date < self.today),
            None => open.ask(&format!("{path}/{key}Expire"), &format!("{name}有效期至哪天")),
        })
    }

    /// Two failed inspections of the same kind of product in a row within the window.
    fn repeated(&self, open: &mut Open<'_>) -> Known {
        if let Some(known) = self.no_problem(open) {
            return known;
        }
        let problems = &self.application.problems;
        if self.application.products.len() < 2 {
            return self.run_of_failures(problems, 0, open);
        }
        // A problem does not say which product it is about: only what one problem holds is one product's.
        let mut state = Known::No;
        let mut with_failure = Vec::new();
        for (index, problem) in problems.iter().enumerate() {
            state = state.or(self.run_of_failures(std::slice::from_ref(problem), index, open));
            if is_sampled(problem) || problem.history.iter().any(|row| row.result.as_deref() == Some("failed")) {
                with_failure.push(index);
            }
        }
        // A history holds the inspections of the same kind of product: once each has its own, the question is answered.
        let mut open_ones =
            with_failure.iter().filter(|index| problems.get(**index).is_some_and(|it| it.history.is_empty()));
        match open_ones.next() {
            Some(first) if with_failure.len() > 1 && state != Known::Yes => {
                let path = format!("/application/problems/{first}/history");
                open.ask(&path, "几次抽查不合格是不是同类产品；是的，写进同一个问题的“历次抽查”")
            }
            _ => state,
        }
    }

    /// Whether problems about the same kind of product hold a run; `first` is the index of the first one.
    fn run_of_failures(&self, problems: &[Problem], first: usize, open: &mut Open<'_>) -> Known {
        let since = self.today.minus_months(self.pack.risk.repeat_months);
        let lag = i32::try_from(self.pack.risk.report_days).unwrap_or(i32::MAX);
        let mut incomplete = Known::No;
        // In the order of the calendar.
        let mut results: Vec<(Date, bool)> = Vec::new();
        let mut sampled: Vec<(Date, &str)> = Vec::new();
        let is_several = problems.iter().filter(|problem| is_sampled(problem)).count() > 1;
        for (offset, problem) in problems.iter().enumerate() {
            let path = format!("/application/problems/{}", first + offset);
            let earlier = problems.get(..offset).unwrap_or_default();
            for (row, inspection) in problem.history.iter().enumerate() {
                // Two problems of one product may list the same inspections.
                if earlier.iter().any(|other| other.history.contains(inspection)) {
                    continue;
                }
                let path = format!("{path}/history/{row}");
                match (inspection.date, inspection.result.as_deref()) {
                    (Some(date), _) if date < since => {}
                    (Some(date), Some(result)) => insert(&mut results, (date, result == "failed")),
                    (None, Some("passed")) => {}
                    (None, _) => incomplete = open.ask(&format!("{path}/date"), "这次抽查是哪天"),
                    (_, None) => incomplete = open.ask(&format!("{path}/result"), "这次抽查的结果"),
                }
            }
            if !is_sampled(problem) {
                continue;
            }
            let date = match problem.found_on {
                Some(date) => date,
                None if is_several => {
                    incomplete = open.ask(&format!("{path}/foundOn"), "这次抽查不合格是哪天发现的");
                    continue;
                }
                None => self.today,
            };
            let report = problem.report_no.as_deref().unwrap_or_default().trim();
            let mut is_new = date >= since;
            for (other, other_report) in &sampled {
                if date == *other || (!report.is_empty() && report == *other_report) {
                    is_new = false;
                } else if date.days_until(*other).abs() <= lag && (report.is_empty() || other_report.is_empty()) {
                    is_new = false;
                    incomplete = open.ask(&format!("{path}/reportNo"), "是不是同一次抽查，看检验报告编号");
                }
            }
            if is_new {
                sampled.push((date, report));
            }
        }
        // The history may hold this very inspection, under the day the sample was taken.
        let listed: Vec<Date> = results.iter().filter(|(_, failed)| *failed).map(|(date, _)| *date).collect();
        for (date, _) in &sampled {
            let is_between = |day: &Date| sampled.iter().any(|(other, _)| day <= other && other < date);
            if !listed.iter().any(|day| (0..=lag).contains(&day.days_until(*date)) && !is_between(day)) {
                insert(&mut results, (*date, true));
            }
        }
        let mut run = 0;
        for (date, failed) in &results {
            if *failed {
                run += 1;
            } else if !results.contains(&(*date, true)) {
                // What passed on the day of a failure breaks no run.
                run = 0;
            }
            if run >= 2 {
                return Known::Yes;
            }
        }
        incomplete
    }

    /// 主要使用者是儿童、孕产妇、老人, and a grave hazard.
    fn vulnerable(&self, open: &mut Open<'_>) -> Known {
        if let Some(known) = self.no_problem(open) {
            return known;
        }
        let table = &self.pack.risk;
        let among = |chosen: &[String], codes: &[crate::pack::Text]| {
            chosen.iter().any(|code| codes.iter().any(|other| other == code))
        };
        if self.application.products.is_empty() {
            return open.ask("/application/products/0/userGroup", "产品主要给谁用");
        }
        let states = self.application.products.iter().enumerate().map(|(index, product)| {
            let path = format!("/application/products/{index}");
            let users = match product.user_group.as_slice() {
                [] => open.ask(&format!("{path}/userGroup"), "产品主要给谁用"),
                users => Known::is(among(users, &table.vulnerable_users)),
            };
            let hazards = match product.hazards.as_slice() {
                [] if users == Known::No => Known::No,
                [] => open.ask(&format!("{path}/hazards"), "问题涉及哪种危害"),
                hazards => Known::is(among(hazards, &table.grave_hazards)),
            };
            users.and(hazards)
        });
        Known::any(states.collect::<Vec<_>>())
    }

    /// 严重程度 × 可能性; one of them may decide alone.
    fn matrix(&self, open: &mut Open<'_>) -> Known {
        let range = |grade: Option<super::facts::Grade4>| grade.map_or(1..=4, |grade| grade.0..=grade.0);
        let high = |severity: u8, likelihood: u8| {
            self.pack.risk.matrix.iter().any(|cell| severity >= cell.severity && likelihood >= cell.likelihood)
        };
        let (mut some, mut all) = (false, true);
        for severity in range(self.facts.severity) {
            for likelihood in range(self.facts.likelihood) {
                some |= high(severity, likelihood);
                all &= high(severity, likelihood);
            }
        }
        match (some, all) {
            (true, true) => Known::Yes,
            (false, _) => Known::No,
            (true, false) => {
                if self.facts.severity.is_none() {
                    open.ask("/facts/severity", "最坏会有多严重");
                }
                if self.facts.likelihood.is_none() {
                    open.ask("/facts/likelihood", "有多可能发生");
                }
                Known::Unknown
            }
        }
    }
}

fn is_sampled(problem: &Problem) -> bool {
    problem.found_by.as_deref() == Some("spot-check")
}

fn insert(results: &mut Vec<(Date, bool)>, result: (Date, bool)) {
    let position = results.partition_point(|other| *other <= result);
    results.insert(position, result);
}

/// Collects what has to be answered for a rule.
struct Open<'a> {
    rule: &'a RiskRule,
    unknown: Vec<Unknown>,
}

impl Open<'_> {
    fn ask(&mut self, path: &str, question: &str) -> Known {
        self.unknown.push(Unknown { rule: self.rule.id.clone(), path: path.to_owned(), message: question.to_owned() });
        Known::Unknown
    }

    fn fact(&mut self, key: &str, fact: Known, question: &str) -> Known {
        if fact == Known::Unknown { self.ask(&format!("/facts/{key}"), question) } else { fact }
    }
}
