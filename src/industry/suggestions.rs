//! What the counts suggest, and what the association can show for them.

use super::tally::SummaryPart;
use crate::causes;
use crate::governance::{Evidence, EvidenceKind};
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Assistance, Governance, Guidance, Source, Text, TypeCondition};

object! {
    /// A type of assistance that the counts suggest.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Suggestion: out {
        /// Code of the type.
        pub assistance_type: Text,
        /// What it is called.
        pub name: Text,
        /// Code of the item or the cause.
        pub concern: Text,
        /// Category of the products, where they are of one region.
        pub category: Option<Text>,
        /// First four digits of the region; empty where members did not state it.
        pub region: Option<Text>,
        /// How many members have it; hidden in an anonymous overview of a region.
        pub members: Option<u32>,
        /// Why, as a sentence.
        pub why: String,
        /// Where the rule comes from.
        pub source: Source,
    }
}

object! {
    /// A piece of evidence for the association's own assessment.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct EvidenceProposal: out {
        /// The unit that it may stand for.
        pub unit: Text,
        /// The evidence.
        pub evidence: Evidence,
    }
}

/// T4 where a main cause lies up the chain; T5 where enough members of a region share product and concern.
pub(super) fn suggestions(
    pack: &Assistance,
    part: &SummaryPart,
    causes: &[(Text, Text, u32)],
    anonymous: bool,
) -> Vec<Suggestion> {
    let table = &pack.industry;
    // The type that the content proposes under the same condition in a single case.
    let suggestion = |when, concern: &str, members, why| {
        let code = pack.plan.type_order.iter().find(|rule| rule.when == when).map(|rule| rule.code.clone());
        let kind = pack.plan.types.iter().find(|kind| Some(&kind.code) == code.as_ref());
        Suggestion {
            name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            assistance_type: code.unwrap_or_default(),
            concern: concern.to_owned().into(),
            category: None,
            region: None,
            members: Some(members),
            why,
            source: table.source.clone(),
        }
    };
    let mut found = Vec::new();
    for (code, name, members) in causes.iter().filter(|(_, _, members)| *members > 0) {
        let upstream =
            code.strip_prefix("B:").is_some_and(|plain| pack.plan.chain_causes.iter().any(|cause| cause == plain));
        if upstream {
            let why = format!("{members} 家的主因含 {code} {name}，根子在上游");
            found.push(suggestion(TypeCondition::Chain, code, *members, why));
        }
    }
    let item = |code: &str| {
        let items = pack.checklist.iter().flat_map(|stage| stage.items.iter());
        items.into_iter().find(|item| item.code == code).map(|item| &item.problem)
    };
    for (name, members) in part.counts.iter().filter(|(_, members)| *members >= table.regional_from) {
        let mut parts = name.split('/');
        let (Some("group"), Some(region), Some(category), Some(concern)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let product = pack.products.iter().find(|product| product.category == category);
        let product = product.map_or(category, |product| product.name.as_ref());
        let named = item(concern).or_else(|| causes::find(pack, concern).map(|(_, cause)| &cause.name));
        let place = if region.is_empty() { "没填地区的".to_owned() } else { format!("地区 {region} 的") };
        let why = format!(
            "{place}{product}，{} 家及以上都有 {concern} {}",
            table.regional_from,
            named.map_or("", |name| name.as_ref())
        );
        let mut regional = suggestion(TypeCondition::Region, concern, members, why);
        regional.category = Some(category.to_owned().into());
        regional.region = Some(region.to_owned().into());
        // The number less another table's would tell of those elsewhere.
        regional.members = regional.members.filter(|_| !anonymous);
        found.push(regional);
    }
    found
}

/// What the content says that this overview is a record of: research into the trade, and monitoring of its risks.
pub(super) fn evidence(pack: &Governance, part: &SummaryPart, files: Option<u32>) -> Vec<EvidenceProposal> {
    let Some(files) = files.filter(|files| *files > 0) else { return Vec::new() };
    let proposal = |guidance: &Guidance| {
        let title = format!("成员自查汇总（{files} 家，{}）", part.as_of);
        let evidence = Evidence { title, date: Some(part.as_of), kind: EvidenceKind::Record, ..Evidence::default() };
        EvidenceProposal { unit: guidance.unit.clone(), evidence }
    };
    pack.guidance.iter().filter(|guidance| guidance.members_overview).map(proposal).listed()
}
