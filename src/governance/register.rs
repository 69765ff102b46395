//! 成员名册 (8.1.2.2, C6 to C8, C18): how many members have signed and set up what, and what in the register has to be mended.

use super::members::{Credit, RegisteredMember};
use crate::application::normalized_uscc;
use crate::entered::filled;
use crate::exact::Rate;
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::order::ordered;
use crate::pack::{Governance, Text};

object! {
    /// What a register of members amounts to. It grades nobody.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MemberRegister: out {
        /// The shares in one sentence.
        pub summary: String,
        /// How many members there are.
        pub members: u32,
        /// What is counted of them.
        pub rates: Vec<RegisterRate>,
        /// Credit entries that stand: those that none replaces.
        pub credits: u32,
        /// Those of them that are published.
        pub published: u32,
        /// What has to be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// A share of the members.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RegisterRate: out {
        /// Code: `pledge`, `cqo`, `training` or `credit`.
        pub code: Text,
        /// Name shown to users.
        pub name: Text,
        /// The unit of table A.1 that it is evidence for.
        pub unit: Text,
        /// How many members.
        pub count: u32,
        /// These out of all; none without members.
        pub rate: Option<Rate>,
        /// A title for it as a piece of evidence, with the number of members.
        pub evidence: String,
    }
}

/// What a register amounts to.
#[must_use]
pub fn member_register(pack: &Governance, members: &[RegisteredMember]) -> MemberRegister {
    let of = u32::try_from(members.len()).unwrap_or(u32::MAX);
    let mut rates = Vec::new();
    for share in &pack.register.rates {
        let Some(counts) = counted(&share.code) else { continue };
        let count = u32::try_from(members.iter().filter(|member| counts(member)).count()).unwrap_or(u32::MAX);
        let rate = Rate::of(count, of);
        let text = rate.as_ref().map(Rate::text).unwrap_or_default();
        let evidence = format!("成员名册：{} {text}（{count}/{of} 家）", share.name);
        let (code, name, unit) = (share.code.clone(), share.name.clone(), share.unit.clone());
        rates.push(RegisterRate { code, name, unit, count, rate, evidence });
    }
    let (mut credits, mut published) = (0, 0);
    for credit in members.iter().flat_map(|member| standing(&member.credits)) {
        credits += 1;
        published += u32::from(credit.published_on.is_some());
    }
    let mut summary = format!("{of} 家成员");
    for rate in rates.iter().filter(|_| of > 0) {
        summary += &format!("，{} {}", rate.name, rate.rate.as_ref().map(Rate::text).unwrap_or_default());
    }
    summary += &format!("；信用记录 {credits} 条，公开 {published} 条。");
    MemberRegister { summary, members: of, rates, credits, published, issues: issues(pack, members) }
}

/// How what has this code is counted.
fn counted(code: &str) -> Option<fn(&RegisteredMember) -> bool> {
    match code {
        "pledge" => Some(|member| member.pledge_signed_on.is_some()),
        "cqo" => Some(|member| member.cqo == Some(true)),
        "training" => Some(|member| member.trained_on.is_some()),
        "credit" => Some(|member| !member.credits.is_empty()),
        _ => None,
    }
}

/// Entries that none replaces.
fn standing(credits: &[Credit]) -> impl Iterator<Item = &Credit> {
    let is_replaced = |credit: &Credit| credits.iter().any(|other| other.replaces.as_ref() == Some(&credit.id));
    credits.iter().filter(move |credit| credit.id.is_empty() || !is_replaced(credit))
}

/// What in a register has to be looked at again. Of an entry that another replaces nothing is said.
pub(crate) fn issues(pack: &Governance, members: &[RegisteredMember]) -> Vec<Issue> {
    let rules = &pack.register;
    let mut issues = Vec::new();
    let mut find = |path: &str, rule: &str, values: &[(&str, &str)]| {
        issues.extend(Issue::of(&rules.rules, &rules.source, path, rule, values));
    };
    let twice = twice(members);
    for (index, member) in members.iter().enumerate() {
        let path = format!("/members/{index}");
        if !filled(member.name.as_deref()) {
            find(&[&path, "/name"].concat(), "member-name", &[]);
        }
        if let Some(Some(first)) = twice.get(index) {
            find(&[&path, "/uscc"].concat(), "same-member", &[("n", &(first + 1).to_string())]);
        }
        for (place, credit) in member.credits.iter().enumerate() {
            let path = format!("{path}/credits/{place}");
            // Where it stands says nothing: merging puts entries in an order of its own. None replaces what replaces it.
            let is_known = |id: &String| {
                let is_meant = |other: &Credit| other.id == *id && other.replaces.as_ref() != Some(&credit.id);
                member.credits.iter().any(is_meant)
            };
            if credit.replaces.as_ref().is_some_and(|id| !id.is_empty() && !is_known(id)) {
                find(&[&path, "/replaces"].concat(), "credit-replaces", &[]);
            }
            if !standing(&member.credits).any(|other| std::ptr::eq(other, credit)) {
                continue;
            }
            if !filled(credit.source.as_deref()) {
                find(&[&path, "/source"].concat(), "credit-source", &[]);
            }
            if credit.published_on.is_some() && credit.authorised != Some(true) {
                find(&[&path, "/publishedOn"].concat(), "credit-authorisation", &[]);
            }
            if credit
                .objection
                .as_ref()
                .is_some_and(|objection| filled(objection.text.as_deref()) && !filled(objection.result.as_deref()))
            {
                find(&[&path, "/objection/result"].concat(), "objection-open", &[]);
            }
        }
    }
    issues
}

/// For each member the place of an earlier one with the same code.
fn twice(members: &[RegisteredMember]) -> Vec<Option<usize>> {
    let code = |member: &RegisteredMember| member.uscc.as_deref().map(normalized_uscc).unwrap_or_default();
    let codes: Vec<(String, usize)> = members.iter().map(code).zip(0..).listed();
    let mut twice = vec![None; codes.len()];
    let mut first: Option<&(String, usize)> = None;
    for entry in ordered(&codes, &|one, other| one.0 < other.0) {
        match first.filter(|first| !first.0.is_empty() && first.0 == entry.0) {
            Some(first) => twice.iter_mut().skip(entry.1).take(1).for_each(|place| *place = Some(first.1)),
            None => first = Some(entry),
        }
    }
    twice
}
