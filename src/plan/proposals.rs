//! Which type and which methods, with the condition that fired.

use super::case::PlanCase;
use crate::application::size_class_of;
use crate::causes;
use crate::date::Date;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{AssistanceKind, Text, TypeCondition, TypeRule};
use crate::risk::RiskLevel;

object! {
    /// The proposed type and the others whose condition holds too.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TypeProposals: out {
        /// The first whose condition holds.
        pub primary: TypeProposal,
        /// The others.
        pub secondary: Vec<TypeProposal>,
    }
}

object! {
    /// A type with the condition that fired.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct TypeProposal: out {
        /// Code of the type.
        pub code: Text,
        /// Name.
        pub name: Text,
        /// The condition that fired.
        pub why: String,
    }
}

object! {
    /// A method with its reasons.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MethodProposal: out {
        /// Code of the method.
        pub code: Text,
        /// Name.
        pub name: Text,
        /// 1 is the first choice; methods that only a cause itself names come after the ranked ones.
        pub rank: u8,
        /// Why it is proposed.
        pub why: Vec<String>,
    }
}

/// Behind every rank of the class table.
const AFTER_RANKS: u8 = 4;

/// The choice of the form that says that the case came up in a supply chain.
const CHAIN: &str = "supply-chain";

fn name(list: &[AssistanceKind], code: &str) -> Text {
    list.iter().find(|kind| kind.code == code).map(|kind| kind.name.clone()).unwrap_or_default()
}

/// The types whose condition holds, in the order of the content.
pub(super) fn types(case: &PlanCase<'_>, main: &[String], today: Date) -> TypeProposals {
    let table = &case.pack.plan;
    let mut found: Vec<TypeProposal> = Vec::new();
    for TypeRule { code, when } in &table.type_order {
        let why = match when {
            TypeCondition::Region => region(case),
            TypeCondition::Chain => chain(case, main),
            TypeCondition::NewBusiness => new_business(case),
            TypeCondition::SmallOrYoung => small_or_young(case, today),
            TypeCondition::Otherwise => found.is_empty().then(|| "别的类型条件都不满足".to_owned()),
        };
        if let Some(why) = why {
            found.push(TypeProposal { code: code.clone(), name: name(&table.types, code), why });
        }
    }
    let mut found = found.into_iter();
    TypeProposals { primary: found.next().unwrap_or_default(), secondary: found.listed() }
}

fn region(case: &PlanCase<'_>) -> Option<String> {
    let named = case.application.trigger.regional_campaign == Some(true);
    named.then(|| "监管部门正在组织同类产品的区域整治".to_owned())
}

fn chain(case: &PlanCase<'_>, main: &[String]) -> Option<String> {
    let table = &case.pack.plan;
    let upstream = main.iter().find(|code| {
        let plain = code.strip_prefix("B:").unwrap_or(code);
        table.chain_causes.iter().any(|cause| cause == plain)
    });
    if let Some(code) = upstream {
        let name = causes::name_of(case.pack, code).map_or("", |name| name.as_ref());
        return Some(format!("主因含 {code} {name}"));
    }
    let trigger = &case.application.trigger;
    let chosen = |field: &str, code| {
        let field = case.pack.application.field(&["/application/", field].concat());
        field.and_then(|field| case.pack.option_label(field, code)).unwrap_or_default()
    };
    // Under supervision the form asks for no reason: one left over from an application decides nothing.
    let is_application = trigger.trigger_path.as_deref() == Some("application");
    if is_application && trigger.application_reason.iter().any(|reason| reason == CHAIN) {
        return Some(format!("申请缘由是{}", chosen("trigger/applicationReason", CHAIN)));
    }
    if case.application.problems.iter().any(|problem| problem.found_by.as_deref() == Some(CHAIN)) {
        return Some(format!("问题由{}发现", chosen("problems/0/foundBy", CHAIN)));
    }
    let role = trigger.chain_role.as_deref().filter(|role| matches!(*role, "chain-leader" | "supplier"));
    role.map(|role| format!("申请单位是{}", chosen("trigger/chainRole", role)))
}

fn new_business(case: &PlanCase<'_>) -> Option<String> {
    if case.application.products.iter().any(|product| product.on_market.as_deref() == Some("no")) {
        return Some("产品还没有上市".to_owned());
    }
    let business =
        case.application.trigger.new_business.as_deref().map(str::trim).filter(|business| !business.is_empty());
    business.map(|business| format!("有新业态：{business}"))
}

fn small_or_young(case: &PlanCase<'_>, today: Date) -> Option<String> {
    let table = &case.pack.plan;
    let subject = &case.application.subject;
    if let Some(class) = size_class_of(case.pack, subject).filter(|class| table.small_sizes.contains(&class.code)) {
        return Some(format!("企业规模是{}", class.name));
    }
    let young = subject.established_on.is_some_and(|date| date.plus_months(table.young_months) > today);
    young.then(|| format!("成立不满 {} 个月", table.young_months))
}

/// Methods by the class table, then what the causes name themselves; high risk adds those that the content says.
pub(super) fn methods(
    case: &PlanCase<'_>,
    main: &[String],
    kind: &str,
    level: Option<RiskLevel>,
) -> Vec<MethodProposal> {
    let table = &case.pack.plan;
    let mut found: Vec<MethodProposal> = Vec::new();
    let mut propose = |code: &str, rank: u8, why: String| match found.iter_mut().find(|method| method.code == code) {
        Some(method) => {
            method.rank = method.rank.min(rank);
            method.why.push(why);
        }
        None => found.push(MethodProposal {
            code: code.to_owned().into(),
            name: name(&table.methods, code),
            rank,
            why: vec![why],
        }),
    };
    let ranks_of = |class: &str| {
        let ranks = table.method_ranks.iter().find(|ranks| ranks.class == class);
        ranks.map(|ranks| ranks.ranks.as_slice()).unwrap_or_default()
    };
    for code in main {
        let Some((class, cause)) = causes::find(case.pack, code) else { continue };
        for rank in ranks_of(&class.code) {
            propose(&rank.method, rank.rank, format!("主因 {code}（{}类）第 {} 选", class.name, rank.rank));
        }
        for method in &cause.methods {
            propose(method, AFTER_RANKS, format!("{code} {}的常用方法", cause.name));
        }
    }
    for rank in ranks_of(kind) {
        propose(&rank.method, rank.rank, format!("{}第 {} 选", name(&table.types, kind), rank.rank));
    }
    // Until the risk is known to be low it is handled as high.
    if level != Some(RiskLevel::Low) {
        for method in &table.high_methods {
            propose(method, 1, "高风险（或还不能判断）要包含".to_owned());
        }
    }
    let mut sorted: Vec<MethodProposal> = Vec::new();
    for method in found {
        let rank = |method: &MethodProposal| (method.rank, method.code.clone());
        let position = sorted.partition_point(|other| rank(other) <= rank(&method));
        sorted.insert(position, method);
    }
    sorted
}
