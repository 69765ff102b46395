//! RH1 to RH10: whether each holds, and what is not known yet.

use super::facts::RiskFacts;
use super::known::Known;
use super::triage::Unknown;
use crate::application::{Application, FailItem, Problem, Product};
use crate::date::Date;
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

impl Case<'_> {
    pub(super) fn examine(&self, rule: &RiskRule) -> Finding {
        let mut open = Open { rule, unknown: Vec::new() };
        let state = match rule.id.as_ref() {
            "RH1" => self.safety_item(&mut open),
            "RH2" => self.injury(&mut open),
            "RH3" => self.admission(&mut open),
            "RH4" => open.fact("counterfeit", self.facts.counterfeit, "有没有掺杂掺假、以假充真、冒用等情形"),
            "RH5" => self.repeated(&mut open),
            "RH6" => {
                let reinspection = open.fact("reinspectionFailed", self.facts.reinspection_failed, "复查是不是不合格");
                reinspection.or(open.fact("publicNotice", self.facts.public_notice, "是不是在省级公告期内"))
            }
            "RH7" => self.vulnerable(&mut open),
            "RH8" => open.fact("untraceable", self.facts.untraceable, "发出的问题批次，去向是不是查不全"),
            "RH9" => open.fact("refusedInspection", self.facts.refused_inspection, "有没有拒绝接受监督检查"),
            "RH10" => self.matrix(&mut open),
            _ => Known::No,
        };
        let unknown = if state == Known::Unknown { open.unknown } else { Vec::new() };
        Finding { state, unknown }
    }

    /// A failed safety item, or a mandatory one of which nobody knows whether it is one.
    fn safety_item(&self, open: &mut Open<'_>) -> Known {
        let mut state = Known::No;
        for (index, problem) in self.application.problems.iter().enumerate() {
            let path = format!("/application/problems/{index}/failItems");
            if problem.fail_items.is_empty() {
                if problem.found_by.as_deref().is_none_or(|found_by| INSPECTIONS.contains(&found_by)) {
                    state = state.or(open.ask(&path, "不合格项目有哪些，是不是安全项目"));
                }
                continue;
            }
            for (row, item) in problem.fail_items.iter().enumerate() {
                let path = format!("{path}/{row}");
                state = state.or(self.fail_item(item, &path, open));
            }
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
        let problems = self.application.problems.iter().enumerate();
        Known::any(problems.map(|(index, problem)| match Known::of(problem.injury.as_deref()) {
            Known::Unknown => open.ask(&format!("/application/problems/{index}/injury"), "是否造成伤害或损失"),
            known => known,
        }))
    }

    /// 列入目录而无证、过期、被暂停撤销.
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
            state = state.or(self.expired(product.xk_expire, &format!("{path}/xkExpire"), "许可证有效期至哪天", open));
        }
        if has("ccc") {
            let valid = match product.ccc_state.as_deref() {
                Some("suspended" | "withdrawn") => Known::Yes,
                Some("valid") => Known::No,
                _ => open.ask(&format!("{path}/cccState"), "CCC 证书状态"),
            };
            let expired = self.expired(product.ccc_expire, &format!("{path}/cccExpire"), "CCC 证书有效期至哪天", open);
            state = state.or(valid).or(expired);
        }
        state
    }

    fn expired(&self, expire: Option<Date>, path: &str, question: &str, open: &mut Open<'_>) -> Known {
        match expire {
            Some(date) => Known::is(date < self.today),
            None => open.ask(path, question),
        }
    }

    /// Two failed inspections in a row within the window, or a failed follow-up.
    fn repeated(&self, open: &mut Open<'_>) -> Known {
        let follow_up = open.fact("followUpFailed", self.facts.follow_up_failed, "跟踪抽查是不是仍不合格");
        let problems = self.application.problems.iter().enumerate();
        let runs = problems.map(|(index, problem)| self.run_of_failures(index, problem, open)).collect::<Vec<_>>();
        follow_up.or(Known::any(runs))
    }

    fn run_of_failures(&self, index: usize, problem: &Problem, open: &mut Open<'_>) -> Known {
        let since = self.today.minus_months(self.pack.risk.repeat_months);
        // In the order of the calendar. A passed inspection on the day of a failed one stands
        // before it: that breaks no run.
        let mut results: Vec<(Date, bool)> = Vec::new();
        let mut insert = |result: (Date, bool)| {
            let position = results.partition_point(|other| *other <= result);
            results.insert(position, result);
        };
        let mut incomplete = Known::No;
        for (row, inspection) in problem.history.iter().enumerate() {
            let path = format!("/application/problems/{index}/history/{row}");
            match (inspection.date, inspection.result.as_deref()) {
                (Some(date), _) if date < since => {}
                (Some(date), Some(result)) => insert((date, result == "failed")),
                (None, Some("passed")) => {}
                (None, _) => incomplete = open.ask(&format!("{path}/date"), "这次抽查是哪天"),
                (_, None) => incomplete = open.ask(&format!("{path}/result"), "这次抽查的结果"),
            }
        }
        if problem.found_by.as_deref() == Some("spot-check") {
            let found = problem.found_on.unwrap_or(self.today);
            // The history may hold this very inspection, under the day the sample was taken.
            let lag = i32::try_from(self.pack.risk.report_days).unwrap_or(i32::MAX);
            let is_listed = problem.history.iter().any(|inspection| {
                let days = inspection.date.map(|date| date.days_until(found));
                inspection.result.as_deref() == Some("failed") && days.is_some_and(|days| (0..=lag).contains(&days))
            });
            if !is_listed {
                insert((found, true));
            }
        }
        let mut run = 0;
        for (_, failed) in results {
            run = if failed { run + 1 } else { 0 };
            if run >= 2 {
                return Known::Yes;
            }
        }
        incomplete
    }

    /// 主要使用者是儿童、孕产妇、老人, and a grave hazard.
    fn vulnerable(&self, open: &mut Open<'_>) -> Known {
        if self.application.problems.is_empty() {
            return Known::No;
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
