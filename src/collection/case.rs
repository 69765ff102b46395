//! One file as a case to be shown, or why it is none.

use super::days::coarse;
use super::plain::plain;
use crate::application::{Application, size_class_of};
use crate::causes;
use crate::checklist::{self, ChecklistFilter, Judged};
use crate::date::Date;
use crate::dossier::{self, Dossier};
use crate::entered::filled;
use crate::error::Result;
use crate::json::{self, Encode, Json, object};
use crate::listed::Listed;
use crate::pack::{Assistance, AssistanceKind, Packs, Text};
use crate::plan::{ListRow, ListStatus};

object! {
    /// A case that was carried through and verified, without anything that says whose it is.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CollectedCase: out {
        /// Its number in the collection.
        pub number: u32,
        /// Names of the categories of its products.
        pub products: Vec<Text>,
        /// The class of its first main cause.
        pub dimension: Text,
        /// Its first main cause.
        pub main_cause: Text,
        /// 触发路径.
        pub trigger: Option<Text>,
        /// 行业大类.
        pub industry: Option<Text>,
        /// 企业规模.
        pub size: Option<Text>,
        /// Stages with items that are or were 不符合, and how many.
        pub stages: Vec<String>,
        /// Its main causes, the largest first.
        pub causes: Vec<CaseCause>,
        /// 帮扶类型.
        pub assistance_type: Text,
        /// 帮扶方法.
        pub methods: Vec<Text>,
        /// What was done.
        pub measures: Vec<String>,
        /// 效果自评: 达成 or 基本达成.
        pub verdict: Text,
        /// Indicators that were counted after.
        pub indicators: Vec<CaseIndicator>,
        /// 可推广做法.
        pub practice: Option<String>,
    }
}

object! {
    /// A main cause.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseCause: out {
        /// Its class.
        pub dimension: Text,
        /// Its name.
        pub name: Text,
        /// Why, and why again.
        pub why: Vec<String>,
    }
}

object! {
    /// An indicator before and after.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseIndicator: out {
        /// Its name.
        pub name: Text,
        /// Before; `null` = not counted.
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::exact::Exact>"))]
        pub before: Json,
        /// After.
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::exact::Exact>"))]
        pub after: Json,
        /// After minus before.
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::exact::Exact>"))]
        pub change: Json,
        /// Unit of before and after.
        pub unit: Text,
        /// Unit of the change.
        pub change_unit: Text,
    }
}

/// Why a file is no case to be shown, in the order in which it is asked.
pub(super) const WHY_NOT: [(&str, &str); 5] = [
    ("no-cause", "没有分析出主因"),
    ("no-measure", "清单里没有做完的措施"),
    ("open", "清单里还有没做完的事"),
    ("not-evaluated", "还不能评价效果"),
    ("not-achieved", "效果自评未达成"),
];

/// Main causes that no code names.
const OWN_WORDS: &str = "自己写的原因";

/// What is told of a file.
pub(super) struct Told {
    /// The case, or the code of the reason why it is none.
    pub(super) case: std::result::Result<CollectedCase, &'static str>,
    /// Where it stands: by product, class of the main cause and cause, as the content has them.
    pub(super) place: [usize; 3],
    /// Items that are or were 不符合.
    pub(super) failed: Vec<Text>,
    /// Items that were judged at any time: they applied, and somebody said how they stand.
    pub(super) judged: Vec<Text>,
    /// What was done, of a case.
    pub(super) measures: Vec<Measure>,
}

/// What was done, and what for.
pub(super) struct Measure {
    pub(super) matter: String,
    pub(super) items: Vec<String>,
    pub(super) stages: Vec<String>,
    pub(super) causes: Vec<String>,
}

/// What can be told of a file without saying whose it is.
pub(super) fn told(packs: &Packs<'_>, dossier: &Dossier, today: Date) -> Result<Told> {
    let pack = packs.assistance();
    let checked = dossier::checked(packs, dossier, today)?;
    let check = checked.enterprise();
    let mut found = judged(pack, dossier);
    for (index, snapshot) in dossier.snapshots.iter().enumerate() {
        let earlier = snapshot.dossier.facts();
        let earlier = earlier.map_err(|error| error.at("dossier").at(&index.to_string()).at("snapshots"))?;
        found.extend(judged(pack, &earlier));
    }
    // Once each, in the order of the content.
    let items = pack.checklist.iter().flat_map(|stage| stage.items.iter());
    let codes = |wanted: &dyn Fn(&str) -> bool| -> Vec<Text> {
        let is_found = |code: &&Text| found.iter().any(|(other, verdict)| other == *code && wanted(verdict));
        items.clone().map(|item| &item.code).filter(is_found).cloned().listed()
    };
    let (failed, judged) = (codes(&|verdict| verdict == "nonconforming"), codes(&|_| true));
    // Keys are codes, and fingerprints have no spaces: only what somebody wrote is spelt otherwise.
    let mut spelt = dossier.encode();
    plain(&mut spelt);
    let (clean, _) = dossier::without_names(&json::decode(&spelt)?)?;
    let main: Vec<usize> =
        check.at(&["causes", "main"]).items().iter().filter_map(|row| row.leaf().parse().ok()).listed();
    let mut told = Told { case: Err(""), place: [usize::MAX; 3], failed, judged, measures: Vec::new() };
    told.case = match why_not(&clean, &main, check) {
        Some(why) => Err(why),
        None => Ok(told.of_case(pack, &clean, &main, check)),
    };
    Ok(told)
}

/// Items that somebody has judged, each with its verdict.
fn judged(pack: &Assistance, dossier: &Dossier) -> Vec<(Text, &'static str)> {
    let blank = Application::default();
    let filter = ChecklistFilter::of(dossier.application.as_ref().unwrap_or(&blank));
    let judged = checklist::verdicts(pack, &dossier.answers, &filter);
    let settled = judged.into_iter().filter(|one| JUDGED.contains(&one.verdict));
    settled.map(|Judged { item, verdict, .. }| (item.code.clone(), verdict)).listed()
}

/// Verdicts that say how an item stands.
const JUDGED: [&str; 3] = ["conforming", "minor-nonconformity", "nonconforming"];

fn is_measure(row: &ListRow) -> bool {
    row.status == Some(ListStatus::Done) && filled(row.matter.as_deref())
}

fn why_not(dossier: &Dossier, main: &[usize], check: &Json) -> Option<&'static str> {
    let list = &dossier.draft.list;
    let is_settled = |row: &ListRow| matches!(row.status, Some(ListStatus::Done | ListStatus::Stopped));
    let verdict = check.at(&["effect", "verdict"]).leaf();
    let reasons = [main.is_empty(), !list.iter().any(is_measure), !list.iter().all(is_settled), verdict.is_empty(), {
        verdict == "not-achieved"
    }];
    WHY_NOT.iter().zip(reasons).find(|(_, holds)| *holds).map(|((code, _), _)| *code)
}

/// A text of the file, with nothing in it finer than a quarter.
fn said(text: &str) -> String {
    coarse(text.trim())
}

/// The class and the name of a cause.
fn cause_of(pack: &Assistance, code: Option<&str>) -> (Text, Text) {
    let found = code.and_then(|code| causes::find(pack, code));
    found.map_or_else(
        || (Text::Borrowed("其他"), OWN_WORDS.into()),
        |(class, cause)| (class.name.clone(), cause.name.clone()),
    )
}

/// Names of what was chosen, else of what was proposed.
fn chosen(kinds: &[AssistanceKind], codes: &[String], proposed: &[Json]) -> Vec<Text> {
    let name = |code: &str| kinds.iter().find(|kind| kind.code == code).map(|kind| kind.name.clone());
    if codes.is_empty() {
        return proposed.iter().filter_map(|proposal| name(proposal.at(&["code"]).leaf())).listed();
    }
    codes.iter().filter_map(|code| name(code)).listed()
}

impl Told {
    fn of_case(&mut self, pack: &Assistance, dossier: &Dossier, main: &[usize], check: &Json) -> CollectedCase {
        let blank = Application::default();
        let application = dossier.application.as_ref().unwrap_or(&blank);
        let label = |field: &str, code: Option<&str>| {
            pack.option_label(pack.application.field(&["/application/", field].concat())?, code?)
        };
        let categories = application.products.iter().filter_map(|product| product.product_category.as_deref());
        let categories: Vec<&str> = categories.listed();
        let mut products: Vec<Text> = Vec::new();
        for category in &categories {
            let name = label("products/0/productCategory", Some(category));
            products.extend(name.filter(|name| !products.contains(name)));
        }
        let rows: Vec<&causes::CauseRow> = main.iter().filter_map(|row| dossier.causes.get(*row)).listed();
        let first = rows.first().and_then(|row| row.cause.as_deref());
        let (dimension, main_cause) = cause_of(pack, first);
        self.place = place(pack, categories.first().copied(), first);
        let of_row = |row: &&causes::CauseRow| {
            let (dimension, name) = cause_of(pack, row.cause.as_deref());
            let why = row.why_chain.iter().map(|why| said(why)).filter(|why| !why.is_empty()).listed();
            CaseCause { dimension, name, why }
        };
        let proposed = check.at(&["plan", "assistanceType", "primary"]).clone();
        let types = chosen(&pack.plan.types, dossier.draft.chosen_type.as_slice(), &[proposed]);
        self.measures =
            dossier.draft.list.iter().filter(|row| is_measure(row)).map(|row| measure(dossier, row)).listed();
        CollectedCase {
            number: 0,
            products,
            dimension,
            main_cause,
            trigger: label("trigger/triggerPath", application.trigger.trigger_path.as_deref()),
            industry: label("subject/industryCode", application.subject.industry_code.as_deref()),
            size: size_class_of(pack, &application.subject).map(|class| class.name.clone()),
            stages: self.stages(pack),
            causes: rows.iter().map(of_row).listed(),
            assistance_type: types.into_iter().next().unwrap_or_default(),
            methods: chosen(&pack.plan.methods, &dossier.draft.chosen_methods, check.at(&["plan", "methods"]).items()),
            measures: self.measures.iter().map(|measure| measure.matter.clone()).listed(),
            verdict: check.at(&["effect", "verdictName"]).leaf().to_owned().into(),
            indicators: indicators(check.at(&["effect", "indicators"]).items()),
            practice: dossier.practice.as_deref().map(said).filter(|text| !text.is_empty()),
        }
    }

    /// Stages with failed items.
    fn stages(&self, pack: &Assistance) -> Vec<String> {
        let mut stages = Vec::new();
        for stage in &pack.checklist {
            let failed = || stage.items.iter().filter(|item| self.failed.contains(&item.code));
            let (all, keys) = (failed().count(), failed().filter(|item| item.key).count());
            if all > 0 {
                stages.push(format!("{}：{all} 项不符合，其中★ {keys} 项", stage.name));
            }
        }
        stages
    }
}

/// Where a case stands by its first product and its first main cause, in the order of the content.
fn place(pack: &Assistance, category: Option<&str>, cause: Option<&str>) -> [usize; 3] {
    let product = pack.products.iter().position(|product| Some(product.category.as_ref()) == category);
    let found = cause.and_then(|code| causes::find(pack, code));
    let class = found.and_then(|(class, _)| pack.causes.iter().position(|other| other.code == class.code));
    let cause = found.and_then(|(class, cause)| class.causes.iter().position(|other| other.code == cause.code));
    [product, class, cause].map(|place| place.unwrap_or(usize::MAX))
}

fn measure(dossier: &Dossier, row: &ListRow) -> Measure {
    let names = |cause: &&causes::CauseRow| {
        let name = cause.cause.as_ref().or(cause.custom.as_ref());
        name.is_some_and(|name| row.causes.contains(name))
    };
    let linked = dossier.causes.iter().filter(names).filter_map(|cause| cause.linked_stage.clone());
    let stages = if row.items.is_empty() { linked.listed() } else { Vec::new() };
    // A cause in somebody's own words is no code: what stands for it says nothing of them.
    let causes = row.causes.iter().filter(|cause| cause.starts_with("B:")).cloned().listed();
    let matter = said(row.matter.as_deref().unwrap_or_default());
    Measure { matter, items: row.items.clone(), stages, causes }
}

/// Indicators that were counted after.
fn indicators(results: &[Json]) -> Vec<CaseIndicator> {
    let counted = results.iter().filter(|result| *result.at(&["after"]) != Json::Null);
    let text = |result: &Json, key: &str| Text::from(result.at(&[key]).leaf().to_owned());
    let of = |result: &Json| CaseIndicator {
        name: text(result, "name"),
        before: result.at(&["before"]).clone(),
        after: result.at(&["after"]).clone(),
        change: result.at(&["change"]).clone(),
        unit: text(result, "valueUnit"),
        change_unit: text(result, "changeUnit"),
    };
    counted.map(of).listed()
}
