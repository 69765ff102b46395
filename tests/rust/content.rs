//! The content under `src/content`: complete, consistent, traced, and quoted literally.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use quality_selfcheck::api;
use quality_selfcheck::application;
use quality_selfcheck::checklist::{self, ChecklistFilter};
use quality_selfcheck::date::Date;
#[cfg(feature = "schema")]
use quality_selfcheck::dossier;
use quality_selfcheck::governance::{self, SchemeChoice, SelfAssessment};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::{
    Basis, Cause, CheckItem, DeadlineUnit, EffectKind, FieldKind, FormField, FormTable, FrameworkItem, FrameworkPart,
    Indicator, Need, OutlineEntry, RiskTest, SchemeExample, Source, TypeCondition, built_in,
};

use crate::vectors::Vector;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn indicators() -> Vec<&'static Indicator> {
    let secondary = built_in().governance().indicators.iter().flat_map(|primary| primary.secondary.iter());
    secondary.flat_map(|secondary| secondary.indicators.iter()).collect()
}

pub(crate) fn unit_codes() -> Vec<String> {
    indicators().iter().flat_map(|indicator| indicator.units.iter()).map(|unit| unit.code.to_string()).collect()
}

/// The form with everything that may be chosen in each field.
pub(crate) fn form() -> &'static FormTable {
    static FORM: LazyLock<FormTable> = LazyLock::new(|| application::form(built_in().assistance()));
    &FORM
}

fn fields() -> Vec<&'static FormField> {
    let groups = form().groups.iter().flat_map(|group| group.fields.iter());
    groups.flat_map(|field| std::iter::once(field).chain(field.fields.iter())).collect()
}

pub(crate) fn items() -> Vec<&'static CheckItem> {
    built_in().assistance().checklist.iter().flat_map(|stage| stage.items.iter()).collect()
}

/// Lettered items of the framework.
pub(crate) fn framework_items() -> Vec<&'static FrameworkItem> {
    built_in().governance().framework.lists.iter().flat_map(|list| &list.items).collect()
}

/// How many items the self-check asks of whom it knows nothing.
pub(crate) fn asked_items() -> usize {
    checklist::items(built_in().assistance(), &ChecklistFilter::default()).unwrap().items.len()
}

fn causes() -> Vec<&'static Cause> {
    built_in().assistance().causes.iter().flat_map(|class| class.causes.iter()).collect()
}

#[test]
fn the_self_check_has_9_stages_76_items_and_18_key_items_and_one_stage_for_sellers() {
    let stages = &built_in().assistance().checklist;
    let counts: Vec<usize> = stages.iter().map(|stage| stage.items.len()).collect();
    assert_eq!(counts, [8, 8, 8, 8, 8, 8, 11, 9, 9, 10], "domain 2.5: counts for tests; 9.5: about ten for sellers");
    let sellers = stages.iter().find(|stage| stage.code == "SE").unwrap();
    let (own, others): (Vec<_>, Vec<_>) = items().into_iter().partition(|item| item.code.starts_with("SE-"));
    assert_eq!((own.len(), others.iter().filter(|item| item.key).count()), (sellers.items.len(), 18), "★ items");
    for item in own {
        assert!(!item.anchors.is_empty(), "{}: no law, no item", item.code);
        // What has been read whole is a law that obliges; of 令76号 only the name is known.
        let obliges = item.anchors.iter().any(|anchor| anchor.seen.is_none());
        assert!(!item.key || obliges, "{}: ★ where the law obliges", item.code);
    }
    let codes: BTreeSet<_> = items().iter().map(|item| &item.code).collect();
    assert_eq!(codes.len(), items().len(), "no code serves two items");
    let requirements: BTreeSet<_> = items().iter().map(|item| &item.requirement).collect();
    assert_eq!(requirements.len(), items().len(), "no sentence serves two items");
    for (stage, item) in
        built_in().assistance().checklist.iter().flat_map(|stage| stage.items.iter().map(move |item| (stage, item)))
    {
        assert!(item.code.starts_with(stage.code.as_ref()), "{}", item.code);
        assert_eq!(item.key, item.minor_when.is_none(), "{}: only key items have no minor nonconformity", item.code);
        assert_eq!(item.source.basis, Basis::Ours);
        assert!(!item.causes.is_empty(), "{}", item.code);
    }
}

#[test]
fn there_are_62_causes_in_8_classes() {
    let counts: Vec<(String, usize)> =
        built_in().assistance().causes.iter().map(|class| (class.code.to_string(), class.causes.len())).collect();
    let expected = [("P", 8), ("M", 7), ("R", 8), ("W", 9), ("E", 6), ("V", 8), ("D", 8), ("G", 8)];
    assert_eq!(counts, expected.map(|(code, count)| (code.to_owned(), count)), "domain 2.4 and 4.3");
    for cause in causes() {
        assert!(!cause.methods.is_empty() || !cause.types.is_empty(), "{}", cause.code);
        assert!(cause.methods.iter().all(|method| option_of("wantedMethods", method)), "{}", cause.code);
        assert!(cause.types.iter().all(|code| option_of("wantedType", code)), "{}", cause.code);
        assert!(!cause.name.contains('('), "{}: notes for the team stay with the team", cause.code);
    }
}

#[test]
fn the_library_holds_the_13_products_of_the_form() {
    let category = fields().into_iter().find(|field| field.key == "productCategory").unwrap();
    let offered = category.options.iter().filter(|option| option.code != "other");
    let library = &built_in().assistance().products;
    assert_eq!(library.len(), 13, "domain 2.11 has 13 rows");
    assert!(library.iter().map(|product| &product.category).eq(offered.clone().map(|option| &option.code)));
    assert!(library.iter().map(|product| &product.name).eq(offered.map(|option| &option.label)));
    for product in library {
        assert!(
            !product.items.is_empty() && !product.notes.is_empty() && !product.sources.is_empty(),
            "{}",
            product.name
        );
        // What is in force changes: the day of the look-up stands beside it.
        assert_eq!(product.checked_on.as_deref(), Some("2026-11-30"), "{}", product.name);
        assert!(!product.admission.is_empty(), "{}", product.name);
        for admission in &product.admission {
            let known = option_of("licenseKind", &admission.kind);
            assert!(known && (admission.kind != "unknown" || !admission.note.is_empty()), "{}", product.name);
        }
        let of_admission = product.admission.iter().filter_map(|admission| admission.from.as_deref());
        let of_standards =
            product.standards.iter().flat_map(|one| one.from.as_deref().into_iter().chain(one.sold_from.as_deref()));
        for day in of_admission.chain(of_standards) {
            assert!(json::decode::<Date>(&Json::String(day.to_owned().into())).is_ok(), "{}: {day}", product.name);
        }
        for standard in &product.standards {
            assert!(standard.no.starts_with("GB "), "{}: {} is not mandatory", product.name, standard.no);
            assert!(standard.sold_from.is_none() || standard.from < standard.sold_from, "{}", standard.no);
        }
    }
}

#[test]
fn a_certificate_may_be_missing_or_too_narrow() {
    let labels = |key: &str| {
        let field = fields().into_iter().find(|field| field.key == key).unwrap();
        field.options.iter().map(|option| format!("{} {}", option.code, option.label)).collect::<Vec<_>>()
    };
    // domain 8.9: a licence is not suspended (条例), and 吊销 and 撤销 are two things.
    let licence = [
        "valid 有效",
        "none 未取得",
        "out-of-scope 超出证书范围",
        "expired 已过期",
        "revoked 被吊销",
        "withdrawn 被撤销",
        "deregistered 已注销",
        "unknown 不清楚",
    ];
    let certificate = [
        "valid 有效",
        "none 未取得",
        "expired 已过期",
        "suspended 暂停",
        "withdrawn 撤销",
        "deregistered 注销",
        "not-listed 型号不在证书上",
        "unknown 不清楚",
    ];
    assert_eq!(labels("xkState"), licence);
    assert_eq!(labels("cccState"), certificate);
    // Not to be read as 无证.
    assert!(labels("licenseKind").contains(&"none 不在目录内".to_owned()));
}

fn option_of(field: &str, code: &str) -> bool {
    let field = fields().into_iter().find(|other| other.key == field).unwrap();
    field.options.iter().any(|option| option.code == code)
}

#[test]
fn every_reference_inside_the_pack_resolves() {
    let item = |code: &str| items().iter().any(|item| item.code == code);
    for checked in items() {
        for code in &checked.causes {
            assert!(causes().iter().any(|cause| cause.code == *code), "{} → {code}", checked.code);
        }
        for condition in &checked.applies_to {
            let known = condition.any_of.iter().all(|code| option_of(&condition.fact, code));
            assert!(known && !condition.otherwise.is_empty(), "{}: {}", checked.code, condition.fact);
        }
    }
    for class in &built_in().assistance().causes {
        assert!(
            class.stages.iter().all(|code| built_in().assistance().checklist.iter().any(|stage| stage.code == *code))
        );
    }
    let effects = || {
        let answers = built_in().assistance().quick_triage.iter().flat_map(|question| question.answers.iter());
        answers.flat_map(|answer| answer.effects.iter())
    };
    assert!(effects().filter(|effect| effect.kind == EffectKind::Checklist).all(|effect| item(&effect.target)));
    for effect in effects().filter(|effect| effect.kind == EffectKind::Application) {
        let key = effect.target.rsplit('/').next().unwrap();
        let field = fields().into_iter().find(|field| field.key == key).unwrap_or_else(|| panic!("{}", effect.target));
        let chosen = effect.values.iter().all(|value| field.options.is_empty() || option_of(key, value));
        assert!(chosen, "{}: {:?}", effect.target, effect.values);
    }
    // Whatever is answered can be applied.
    for question in &built_in().assistance().quick_triage {
        for answer in &question.answers {
            let answers = [(question.code.to_string(), vec![answer.code.to_string()])].into();
            quality_selfcheck::checklist::quick_triage(built_in().assistance(), &answers).unwrap();
        }
    }
}

#[test]
fn there_are_10_rules_of_risk_and_7_time_limits() {
    use DeadlineUnit::{Days, MonthsBefore, WorkingDays};

    let ids: Vec<&str> = built_in().assistance().risk.rules.iter().map(|rule| rule.id.as_ref()).collect();
    let stated = ["RH1", "RH2", "RH3", "RH4", "RH5", "RH6", "RH7", "RH8", "RH9", "RH10"];
    assert_eq!(ids, stated, "the table of domain 2.1");
    let law_first: Vec<&str> =
        built_in().assistance().risk.rules.iter().filter(|rule| rule.law_first).map(|rule| rule.id.as_ref()).collect();
    assert_eq!(law_first, ["RH4", "RH9"]);
    let rules: Vec<_> = built_in()
        .assistance()
        .deadlines
        .rules
        .iter()
        .map(|rule| {
            let count = (rule.unit, rule.from, rule.to);
            (&*rule.id, &*rule.event, count, &*rule.name, rule.example, &*rule.source.document, &*rule.source.clause)
        })
        .collect();
    let recall = "《广东省消费品召回管理办法》";
    // domain 2.2, row by row.
    let expected = [
        ("K1", "resultReceived", (Days, None, 15), "提出异议或申请复检", false, "Q01", "第十五条第四款"),
        ("K2", "ordered", (Days, None, 60), "完成改正", false, "Q07", "第四十六条"),
        ("K3", "ordered", (Days, None, 75), "监管部门组织复查", false, "Q07", "第四十七条"),
        ("K4", "publicNotice", (Days, Some(60), 90), "再次复查的时段", false, "Q07", "第四十八条"),
        ("K5", "harmFound", (WorkingDays, None, 2), "报告死亡、严重伤害、重大损失或境外召回", false, "Q36", recall),
        ("K6", "licenceExpiry", (MonthsBefore, None, 6), "提出许可证换证申请", false, "Q02", "第二十五条"),
        ("K7", "objectionFiled", (WorkingDays, None, 3), "市级局作出异议受理决定", true, "Q08", "异议处理办法"),
    ];
    assert_eq!(rules, expected, "the table of domain 2.2");
    for rule in &built_in().assistance().deadlines.rules {
        let said =
            [rule.from, Some(rule.to)].into_iter().flatten().all(|count| rule.text.contains(&format!("{count} ")));
        assert!(said, "{}: the sentence says what is counted", rule.id);
    }
}

/// The examples stand beside the rules and stay out of the program.
#[test]
fn every_rule_of_risk_has_examples_that_hold_that_do_not_and_that_are_open() {
    let Json::Array(examples) = json::read(&read("src/content/assistance/risk-examples.json")).unwrap() else {
        panic!()
    };
    let mut states: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for example in &examples {
        let (rule, name) = (text(example, "rule"), text(example, "name"));
        let part = |key: &str| json::write(example.get(key).unwrap());
        let arguments =
            format!(r#"{{"application":{},"facts":{},"today":{}}}"#, part("application"), part("facts"), part("today"));
        let answer =
            api::answer(&built_in(), "triageRisk", &arguments).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let Some(Json::Array(rules)) = answer.get("rules") else { panic!("{name}") };
        let found = rules.iter().find(|state| text(state, "rule") == rule).unwrap_or_else(|| panic!("{name}: {rule}"));
        assert_eq!(text(found, "state"), text(example, "state"), "{rule} {name}");
        states.entry(rule).or_default().insert(text(example, "state"));
    }
    for rule in &built_in().assistance().risk.rules {
        assert_eq!(states.get(rule.id.as_ref()).map(BTreeSet::len), Some(3), "{}: yes, no and unknown", rule.id);
    }
}

fn text(json: &Json, key: &str) -> String {
    match json.get(key) {
        Some(Json::String(text)) => text.clone().into_owned(),
        other => panic!("{key}: {other:?}"),
    }
}

/// Domain 2.1: S and P of RH10, the window of RH5 and `rh1_mode`.
#[test]
fn the_thresholds_of_risk_are_those_of_the_design() {
    let risk = &built_in().assistance().risk;
    let grades = |key: &str| risk.facts.iter().find(|fact| fact.key == key).unwrap().grades.clone();
    assert_eq!(grades("severity"), ["微弱", "一般", "严重", "非常严重"]);
    assert_eq!(grades("likelihood"), ["极少", "偶发", "可能", "频发"]);
    let condition = |code: &str| &risk.conditions.iter().find(|condition| condition.code == code).unwrap().tests;
    let thresholds = |test: &RiskTest| {
        let all = if test.tests.is_empty() { std::slice::from_ref(test) } else { &test.tests };
        all.iter().map(|test| (test.of.to_string(), test.number.unwrap())).collect::<Vec<_>>()
    };
    let cells: Vec<_> = condition("risk-matrix").iter().map(thresholds).collect();
    let (severity, likelihood) =
        (|least| ("/facts/severity".to_owned(), least), |least| ("/facts/likelihood".to_owned(), least));
    assert_eq!(cells, [vec![severity(2), likelihood(4)], vec![severity(3), likelihood(2)], vec![severity(4)]]);
    let run = condition("repeated-failure")[0].run.as_ref().unwrap();
    assert_eq!((run.times, run.months, run.days), (2, 24, 90));
    let [_, products] = condition("vulnerable-users")[0].tests.as_slice() else { panic!() };
    let [users, hazards] = products.tests[0].tests.as_slice() else { panic!() };
    assert_eq!(users.codes, ["children", "elderly", "pregnant"]);
    assert_eq!(hazards.codes, ["mechanical", "chemical", "burning", "electric", "choking"]);
    let repeated = risk.rules.iter().find(|rule| rule.id == "RH5").unwrap();
    assert!(repeated.sentence.contains("24 个月"), "the sentence says the window");
    let conditions = |id: &str| risk.rules.iter().find(|rule| rule.id == id).unwrap().when.clone();
    // `rh1_mode` is `safety_or_unknown`: an item that is known not to be a safety item is no reason.
    assert_eq!(conditions("RH1"), ["failed-safety-item"]);
    assert_eq!(conditions("RH5"), ["follow-up-failed", "repeated-failure"]);
    assert_eq!(conditions("RH6"), ["reinspection-failed", "public-notice"]);
}

/// Annex B has no errors (domain 2.4), and no rule of it is there for show.
#[test]
fn every_rule_of_a_cause_analysis_warns_and_has_a_vector() {
    let mut expected = BTreeSet::new();
    for Vector { expect, .. } in Vector::read_all(&read("tests/cases/causes.json")) {
        let Some(Json::Array(issues)) = expect.as_ref().and_then(|expect| expect.get("issues")) else { continue };
        expected.extend(issues.iter().filter(|issue| issue.get("rule").is_some()).map(|issue| text(issue, "rule")));
    }
    let table = &built_in().assistance().cause_rules;
    for message in &table.rules {
        assert_eq!(message.severity, quality_selfcheck::pack::Severity::Warning, "{}", message.rule);
        assert!(expected.contains(message.rule.as_ref()), "{}: no vector", message.rule);
    }
    // The design's three, and no word that would never be reached.
    for word in ["疏忽", "责任心不强", "操作不当"] {
        assert!(table.blames.iter().any(|blame| blame == word), "{word}");
    }
    for (index, word) in table.blames.iter().enumerate() {
        let earlier = table.blames.iter().take(index).find(|earlier| word.starts_with(earlier.as_ref()));
        assert!(!word.is_empty() && earlier.is_none(), "{word} after {earlier:?}");
    }
}

/// Each of these says no more than that somebody was careless; together they need every word of the table.
#[test]
fn blame_is_recognised_in_many_words() {
    let blames = |text: &str| {
        let arguments = format!(r#"{{"rows":[{{"custom":"{text}"}}]}}"#);
        let answer = api::answer(&built_in(), "analyseCauses", &arguments).unwrap();
        let Some(Json::Array(issues)) = answer.get("issues") else { panic!("{answer:?}") };
        issues.iter().any(|issue| self::text(issue, "rule") == "cause-code-blames-person")
    };
    for text in [
        "因为操作人员粗心大意造成的",
        "由于作业人员的疏忽导致",
        "原因是检验人员粗心引起的",
        "主要是工作人员大意所致",
        "相关人员马虎",
        "当班人员责任心不强",
        "一线员工责任心不够",
        "现场工人责任心不足",
        "车间职工责任心差",
        "个别班组长缺乏责任心",
        "部分操作工没有责任心",
        "操作员责任意识不强",
        "检验员责任意识淡薄",
        "质检员质量意识不强",
        "有人质量意识淡薄",
        "工人工作时不认真",
        "操作时太不细心",
        "员工不仔细和不小心",
        "操作不当",
        "操作失误和误操作",
        "人为原因和人为因素",
        "人为失误",
    ] {
        assert!(blames(text), "{text}");
    }
    for text in ["员工没有作业指导书", "操作不当的原因是指导书没有写扭矩", "检验员漏检"] {
        assert!(!blames(text), "{text}");
    }
}

#[test]
fn there_are_5_types_8_methods_7_parts_and_18_indicators() {
    let plan = &built_in().assistance().plan;
    let named = |kinds: &'static [quality_selfcheck::pack::AssistanceKind]| {
        kinds.iter().map(|kind| (&*kind.code, &*kind.name)).collect::<Vec<_>>()
    };
    // S1-25 and S1-26, in their order.
    let types = [
        ("T1", "经营主体帮扶"),
        ("T2", "小微与初创经营主体培育"),
        ("T3", "新业态前置帮扶"),
        ("T4", "产业链协同帮扶"),
        ("T5", "区域集中帮扶"),
    ];
    let methods = [
        ("H1", "咨询服务"),
        ("H2", "质量问诊"),
        ("H3", "“一企一策”帮扶"),
        ("H4", "交流培训"),
        ("H5", "一站式平台"),
        ("H6", "示范引领"),
        ("H7", "标准化支撑"),
        ("H8", "质量示范区创建"),
    ];
    assert_eq!(named(&plan.types), types);
    assert_eq!(named(&plan.methods), methods);
    assert_eq!(plan.parts.len(), 7, "the draft standard has 七项必备内容 (S1-30)");
    assert_eq!(built_in().assistance().indicators.len(), 18, "the table of domain 2.9, I14 in two (8.11)");
    // domain 2.7: the order of the types, their conditions, and the table of methods with – as 0.
    let texts = |list: &'static [json::Text]| list.iter().map(|text| &**text).collect::<Vec<_>>();
    let order: Vec<_> = plan.type_order.iter().map(|rule| (&*rule.code, rule.when)).collect();
    let expected = [
        ("T5", TypeCondition::Region),
        ("T4", TypeCondition::Chain),
        ("T3", TypeCondition::NewBusiness),
        ("T2", TypeCondition::SmallOrYoung),
        ("T1", TypeCondition::Otherwise),
    ];
    assert_eq!(order, expected);
    assert_eq!(texts(&plan.chain_causes), ["R4", "R5", "G8"]);
    assert_eq!(texts(&plan.small_sizes), ["small", "micro"]);
    assert_eq!(texts(&plan.high_methods), ["H2", "H3"]);
    assert_eq!(plan.young_months, 36);
    // domain 2.2: what an order and a licence leave time for is K2 and K6.
    let binding: Vec<_> =
        fields().into_iter().filter_map(|field| Some((&*field.key, &**field.deadline.as_ref()?))).collect();
    assert_eq!(binding, [("xkExpire", "K6"), ("orderedOn", "K2")]);
    let table: Vec<(&str, [u8; 8])> = plan
        .method_ranks
        .iter()
        .map(|row| {
            let rank = |method: &str| row.ranks.iter().find(|rank| rank.method == method).map_or(0, |rank| rank.rank);
            (&*row.class, ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"].map(rank))
        })
        .collect();
    let expected = [
        ("P", [2, 3, 3, 1, 0, 3, 3, 0]),
        ("M", [3, 1, 2, 0, 3, 2, 0, 0]),
        ("R", [3, 1, 2, 0, 2, 0, 0, 0]),
        ("W", [2, 1, 3, 3, 0, 0, 2, 0]),
        ("E", [1, 2, 3, 0, 0, 0, 0, 0]),
        ("V", [2, 2, 3, 3, 1, 0, 2, 0]),
        ("D", [3, 1, 2, 3, 0, 0, 2, 0]),
        ("G", [2, 3, 1, 2, 0, 3, 0, 0]),
        ("T5", [0, 2, 0, 2, 2, 1, 2, 1]),
    ];
    assert_eq!(table, expected);
    // domain 2.9: what decides on 基本达成, and what may be larger than its denominator.
    let indicators = &built_in().assistance().indicators;
    let mostly: Vec<_> = indicators.iter().filter_map(|one| Some((&*one.id, one.mostly_from?))).collect();
    assert_eq!(mostly, [("I01", 80)]);
    let exceeding: Vec<_> = indicators.iter().filter(|one| one.may_exceed).map(|one| &*one.id).collect();
    assert_eq!(exceeding, ["I08", "I09"]);
    for ranks in &plan.method_ranks {
        let class = built_in().assistance().causes.iter().any(|class| class.code == ranks.class);
        assert!(class || ranks.class == "T5", "{}", ranks.class);
        assert!(ranks.ranks.iter().all(|rank| (1..=3).contains(&rank.rank)), "{}", ranks.class);
        assert!(ranks.ranks.iter().any(|rank| rank.rank == 1), "{}: a first choice", ranks.class);
    }
    for kind in plan.types.iter().chain(plan.methods.iter()) {
        let field = if kind.code.starts_with('T') { "wantedType" } else { "wantedMethods" };
        let option = fields().into_iter().find(|other| other.key == field).unwrap();
        let option = option.options.iter().find(|option| option.code == kind.code).unwrap();
        assert_eq!(option.label, kind.name, "the form and the plan use the same name");
    }
}

/// What the build packs is what the files say: the fingerprint is taken before packing.
#[test]
fn packed_content_is_what_the_files_say() {
    let field = fields().into_iter().find(|field| field.key == "uscc").unwrap();
    assert_eq!((field.label.as_ref(), field.need, field.options.len()), ("统一社会信用代码", Need::Required, 0));
    assert_eq!(field.max_length, None);
    let text = read("src/content/assistance/checklist.json");
    let parsed: Vec<quality_selfcheck::pack::Stage> = json::decode(&json::read(&text).unwrap()).unwrap();
    assert_eq!(parsed, *built_in().assistance().checklist);
    let text = read("src/content/assistance/application.json");
    let parsed: quality_selfcheck::pack::FormTable = json::decode(&json::read(&text).unwrap()).unwrap();
    assert_eq!(parsed, *built_in().assistance().application);
    let text = read("src/content/governance/schemes.json");
    let parsed: Vec<quality_selfcheck::pack::Scheme> = json::decode(&json::read(&text).unwrap()).unwrap();
    assert_eq!(parsed, *built_in().governance().schemes);
}

/// Without white space: the source text breaks its lines where its pages did.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn table_a1_has_3_9_22_indicators_24_statements_and_31_units() {
    let governance = built_in().governance();
    let per_primary = |index: usize| -> usize {
        governance.indicators[index].secondary.iter().map(|secondary| secondary.indicators.len()).sum()
    };
    let secondary: Vec<usize> = governance
        .indicators
        .iter()
        .flat_map(|primary| primary.secondary.iter())
        .map(|secondary| secondary.indicators.len())
        .collect();
    assert_eq!([per_primary(0), per_primary(1), per_primary(2)], [9, 9, 4]);
    assert_eq!(secondary, [2, 2, 1, 4, 5, 4, 1, 2, 1]);
    let codes: Vec<String> = indicators().iter().map(|indicator| indicator.code.to_string()).collect();
    assert_eq!(codes, (1..=22).map(|number| format!("C{number}")).collect::<Vec<_>>());
    let texts: Vec<&str> = indicators().iter().flat_map(|c| c.units.iter()).map(|unit| unit.text.as_ref()).collect();
    assert_eq!(texts.len(), 31, "units of table A.1 (domain 1.2)");
    assert_eq!(texts.iter().filter(|text| text.ends_with('。')).count(), 24, "statements of table A.1 (domain 1.2)");
    assert_eq!(texts.iter().filter(|text| text.ends_with('；')).count(), 7, "what is split off at “；” (domain 1.2)");
    // S2-T1: two statements in C4 and C8, semicolons in C7, C12, C15, C17, one statement in C6.
    let units = |code: &str| indicators().iter().find(|indicator| indicator.code == code).map(|i| i.units.len());
    for (code, count) in [("C4", 2), ("C6", 1), ("C7", 2), ("C8", 2), ("C12", 5), ("C15", 2), ("C17", 2)] {
        assert_eq!(units(code), Some(count), "{code}");
    }
}

/// Every indicator and its outcomes stand in the source, in this order and with nothing between
/// them but names of upper levels, page furniture and the repeated head of the table.
#[test]
fn indicators_are_quoted_literally() {
    let source = squeeze(&read("tests/sources/governance-draft.txt"));
    let mut position = 0;
    for indicator in indicators() {
        assert_eq!(indicator.source.basis, Basis::Quoted);
        let text: String = indicator.units.iter().map(|unit| unit.text.as_ref()).collect();
        let row = squeeze(&format!("{}{}{text}", indicator.code, indicator.name));
        let found = source[position..].find(&row).unwrap_or_else(|| panic!("{row} is not in the source"));
        position += found + row.len();
    }
    for primary in &built_in().governance().indicators {
        assert!(source.contains(&squeeze(&format!("{}{}", primary.code, primary.name))), "{}", primary.code);
        for secondary in &primary.secondary {
            assert!(source.contains(&squeeze(&format!("{}{}", secondary.code, secondary.name))), "{}", secondary.code);
        }
    }
}

/// domain 1.2: the counts of the source, list by list; the links are checked by the vectors.
#[test]
fn the_framework_has_82_items_in_25_lists() {
    let framework = &built_in().governance().framework;
    let lengths: Vec<(&str, usize)> =
        framework.lists.iter().map(|list| (list.code.as_ref(), list.items.len())).collect();
    let expected = [
        ("4.1", 1),
        ("4.2", 1),
        ("4.3", 1),
        ("6.1", 5),
        ("6.2", 4),
        ("7.1", 4),
        ("7.2", 5),
        ("7.3", 3),
        ("7.4", 4),
        ("8.1", 3),
        ("8.1.1", 3),
        ("8.1.2.1", 1),
        ("8.1.2.2", 3),
        ("8.1.2.3", 3),
        ("8.1.2.4", 1),
        ("8.2.1.1", 5),
        ("8.2.1.2", 4),
        ("8.2.2.1", 4),
        ("8.2.2.2", 5),
        ("8.2.3", 3),
        ("8.3.1", 2),
        ("8.3.2", 5),
        ("8.3.3", 4),
        ("8.3.4.1", 5),
        ("8.3.4.2", 3),
    ];
    assert_eq!(lengths, expected);
    let is_lettered = |item: &&FrameworkItem| item.code.ends_with(|c: char| c.is_ascii_lowercase());
    let (all, lettered) = (framework_items().len(), framework_items().into_iter().filter(is_lettered).count());
    assert_eq!((all, lettered), (82, 72), "lettered items of the body (domain 1.2), and ten texts without letters");
    let codes: BTreeSet<_> = framework.lists.iter().flat_map(|list| &list.items).map(|item| &item.code).collect();
    assert_eq!(codes.len(), framework_items().len(), "no code serves two items");
    for list in &framework.lists {
        // The clause's own text, then its letters; or the numbers below it.
        let own = list.items.iter().take_while(|item| item.code == list.code).count();
        let letters = list.items.iter().skip(own).zip('a'..).enumerate();
        for (place, (item, letter)) in letters {
            let codes = [format!("{}.{letter}", list.code), format!("{}.{}", list.code, place + 1)];
            assert!(codes.iter().any(|code| *code == item.code), "{}", item.code);
        }
        for item in &list.items {
            let code = &item.code;
            assert!(item.text.ends_with(['；', '。']), "{code}");
            for indicator in &item.indicators {
                assert!(indicators().iter().any(|known| known.code == *indicator), "{code} → {indicator}");
            }
        }
        let area = match list.code.split_once('.').map(|(chapter, _)| chapter) {
            Some("4") => FrameworkPart::Principles,
            Some("6") => FrameworkPart::Environment,
            Some("7") => FrameworkPart::Process,
            _ => FrameworkPart::Elements,
        };
        assert_eq!((list.area, list.phase.is_some()), (area, area == FrameworkPart::Process), "{}", list.code);
        assert_eq!((list.source.clause.as_ref(), list.source.basis), (list.code.as_ref(), Basis::Quoted));
    }
    // The states, what they earn and the links are ours.
    assert_eq!(framework.source.basis, Basis::Ours);
    assert_eq!((framework.states.len(), framework.areas.len()), (5, 4));
    // domain 1.2: 8.2.1.1 is C10 to C14 one to one, 8.2.2.1 is C15 to C18.
    let linked = |code: &str| {
        let list = framework.lists.iter().find(|list| list.code == code).unwrap();
        list.items.iter().map(|item| item.indicators.join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(linked("8.2.1.1"), ["C10", "C11", "C12", "C13", "C14"]);
    assert_eq!(linked("8.2.2.1"), ["C15", "C16", "C17", "C18"]);
    // C5 and C22 have no item that speaks of the same work.
    let unlinked: Vec<&str> = indicators()
        .iter()
        .filter(|indicator| {
            framework.lists.iter().flat_map(|list| &list.items).all(|item| !item.indicators.contains(&indicator.code))
        })
        .map(|indicator| indicator.code.as_ref())
        .collect();
    assert_eq!(unlinked, ["C5", "C22"]);
}

/// Every clause, and below it every item behind its letter, stands in the source in this order.
#[test]
fn the_framework_is_quoted_literally() {
    let source = squeeze(&read("tests/sources/governance-draft.txt"));
    let framework = &built_in().governance().framework;
    for area in &framework.areas {
        assert!(source.contains(&squeeze(&format!("{}{}", area.source.clause, area.name))), "{}", area.name);
        assert_eq!(area.source.basis, Basis::Quoted);
        for group in &area.groups {
            assert!(source.contains(&squeeze(&format!("{}{}", group.code, group.name))), "{}", group.code);
            assert_eq!((group.source.clause.as_ref(), group.source.basis), (group.code.as_ref(), Basis::Quoted));
        }
    }
    let mut position = 0;
    let mut find = |text: &str| {
        let text = squeeze(text);
        let found = source[position..].find(&text).unwrap_or_else(|| panic!("{text} is not in the source"));
        position += found + text.len();
    };
    for list in &framework.lists {
        let lead = list.lead.as_deref().unwrap_or_default();
        // 8.3.4.1 and 8.3.4.2 have no title: they begin with their own text, and then say what is listed.
        let (own, others): (Vec<_>, Vec<_>) = list.items.iter().partition(|item| item.code == list.code);
        match own.first() {
            Some(item) if !lead.is_empty() => {
                find(&format!("{}{}{lead}", list.code, item.text));
                assert!(lead.starts_with(list.name.as_ref()), "{}", list.code);
            }
            Some(item) => find(&format!("{}{}{}", list.code, list.name, item.text)),
            None => find(&format!("{}{}{lead}", list.code, list.name)),
        }
        for item in others {
            let mark = item.code.rsplit('.').next().unwrap();
            let is_letter = mark.chars().all(|c| c.is_ascii_lowercase());
            find(&if is_letter { format!("{mark}){}", item.text) } else { format!("{}{}", item.code, item.text) });
        }
        let texts = list.items.iter().map(|item| item.text.as_ref()).chain([lead]);
        assert!(texts.clone().all(|text| !text.contains(char::is_control)), "{}", list.code);
    }
    let text = |code: &str| {
        let item = framework.lists.iter().flat_map(|list| &list.items).find(|item| item.code == code).unwrap();
        item.text.as_ref()
    };
    // S2-T6: as the draft has it.
    assert!(text("6.1.e").ends_with('；'));
    assert!(text("8.2.1.2.c").contains('\u{fe50}') && text("8.2.1.2.d").contains('\u{fe50}'));
}

/// domain 3.2, C19: warned below 10 valid answers and below a response of 30 %.
#[test]
fn the_thresholds_of_satisfaction_are_those_of_the_design() {
    let rules = &built_in().governance().satisfaction;
    assert_eq!((rules.least_valid, rules.least_response, rules.source.basis), (10, 30, Basis::Ours));
    assert_eq!(rules.rules.len(), 5);
}

/// domain 9.10: the shares of a register are evidence for C6, C7, C8 and C18, and what they are counted by is ours.
#[test]
fn the_register_is_evidence_for_units_that_there_are() {
    let register = &built_in().governance().register;
    let units: Vec<&str> = register.rates.iter().map(|rate| rate.unit.as_ref()).collect();
    assert_eq!(units, ["C6.1", "C7.2", "C18.1", "C8.1"]);
    assert!(units.iter().all(|unit| unit_codes().iter().any(|code| code == unit)), "{units:?}");
    assert_eq!(register.source.basis, Basis::Ours);
    // Each is counted by a rule of its own: with everything of one member, every share is whole.
    let members = r#"{"members":[{"name":"甲","pledgeSignedOn":"2026-01-01","cqo":true,"trainedOn":"2026-01-01",
        "credits":[{"source":"通报"}]}]}"#;
    let counted = api::call(&built_in(), "memberRegister", members).unwrap();
    assert_eq!(counted.matches(r#""text":"100.0%""#).count(), register.rates.len(), "{counted}");
}

/// The types and methods stand in the source in this order, and so do the annexes that our forms carry out.
#[test]
fn types_methods_and_annexes_are_named_as_in_the_source() {
    let source = squeeze(&read("tests/sources/assistance-notes.txt"));
    let plan = &built_in().assistance().plan;
    for kinds in [&plan.types, &plan.methods] {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_ref()).collect();
        assert!(source.contains(&names.join("、")), "{names:?}");
    }
    for annex in [
        "附录A（质量技术帮扶申请表）",
        "附录B（产品质量问题原因分析表）",
        "附录C（产品实现各个阶段的常见质量问题及控制建议）",
        "附录D（帮扶清单）",
        "附录E（帮扶工作记录表）",
    ] {
        assert!(source.contains(annex), "{annex}");
    }
    for steps in ["现场调研、质量诊断、制定整改措施、跟踪指导", "帮扶方案的七项必备内容"]
    {
        assert!(source.contains(steps), "{steps}");
    }
}

/// Whatever the assistance pack marks as quoted is literally in the text that it names, wherever in the pack it stands.
#[test]
fn what_the_assistance_pack_quotes_is_in_its_source() {
    let source = squeeze(&read("tests/sources/assistance-notes.txt"));
    let mut quoted = Vec::new();
    walk(&whole_pack("assistance"), &mut |entry| {
        for (of, texts) in [("source", QUOTABLE.as_slice()), ("nameSource", &["name"])] {
            let basis = entry.get(of).and_then(|source| source.get("basis"));
            if basis == Some(&Json::String("quoted".into())) {
                quoted.extend(texts.iter().filter_map(|key| match entry.get(key) {
                    Some(Json::String(text)) => Some(text.to_string()),
                    _ => None,
                }));
            }
        }
    });
    for text in quoted {
        assert!(source.contains(&squeeze(&text)), "“{text}” is not in the source");
    }
}

/// What the outlines quote is in the texts, keys that no other table has included, and names apart from our explanations.
#[test]
fn what_the_guides_say_of_themselves_is_quoted_literally() {
    let packs = built_in();
    let outlines =
        [("assistance-notes", &packs.assistance().outline), ("governance-draft", &packs.governance().outline)];
    for (file, outline) in outlines {
        let source = squeeze(&read(&format!("tests/sources/{file}.txt")));
        let quoted = |text: &str| assert!(source.contains(&squeeze(text)), "“{text}” is not in {file}");
        let entries = outline.clauses.iter().chain(&outline.principles);
        for entry in entries.chain(outline.steps.iter().flat_map(|step| &step.parts)) {
            // In the document's own words, or its name alone.
            let named = entry.name_source.as_ref().unwrap_or(&entry.source);
            assert_eq!(named.basis, Basis::Quoted, "{}", entry.code);
            quoted(&entry.name);
            if entry.source.basis == Basis::Quoted {
                quoted(&entry.text);
            } else {
                assert_eq!(entry.source.basis, Basis::Ours, "{}", entry.code);
            }
        }
        for term in &outline.terms {
            assert_eq!(term.source.basis, Basis::Quoted, "{}", term.code);
            let also = [&term.english, &term.short_name, &term.note].into_iter().flatten();
            also.chain([&term.name, &term.text]).for_each(|text| quoted(text));
            let parts = term.covers.iter().chain(&term.excludes);
            parts.for_each(|part| assert!(term.text.contains(part.as_ref()), "{part} is not in {}", term.code));
        }
        for step in &outline.steps {
            let when = step.when_source.as_ref().map(|source| source.basis);
            assert_eq!((step.source.basis, when), (Basis::Quoted, Some(Basis::Ours)), "{}", step.code);
            quoted(&step.name);
            quoted(&step.text);
        }
    }
    // In the order in which the documents name them.
    let names = |entries: &[OutlineEntry]| entries.iter().map(|entry| entry.name.to_string()).collect::<Vec<_>>();
    let one = &packs.assistance().outline;
    let source = squeeze(&read("tests/sources/assistance-notes.txt"));
    assert!(source.contains(&names(&one.principles).join("、")));
    let terms: Vec<&str> = one.terms.iter().map(|term| term.name.as_ref()).collect();
    assert!(source.contains(&format!("“{}”", terms.join("”“"))));
    let steps: Vec<&str> = one.steps.iter().map(|step| step.name.as_ref()).collect();
    assert!(source.contains(&format!("{}和{}六个部分", steps[..5].join("、"), steps[5])), "{steps:?}");
    for (step, parts) in [("implementation", 4), ("improvement", 3)] {
        let step = one.steps.iter().find(|known| known.code == step).unwrap();
        assert!(step.parts.len() == parts && source.contains(&names(&step.parts).join("、")), "{}", step.code);
    }
}

/// What an entry may say in somebody's words.
const QUOTABLE: [&str; 8] = ["name", "label", "text", "requirement", "problem", "advice", "sentence", "title"];

fn walk(tree: &Json, take: &mut dyn FnMut(&Json)) {
    take(tree);
    match tree {
        Json::Array(items) => items.iter().for_each(|item| walk(item, take)),
        Json::Object(entries) => entries.iter().for_each(|(_, value)| walk(value, take)),
        _ => {}
    }
}

/// Our own pack as the file that a third party would write.
fn whole_pack(guide: &str) -> Json {
    let parts: &[(&str, &str)] = match guide {
        "assistance" => &[
            ("manifest", "manifest"),
            ("application", "application"),
            ("sizeClasses", "size-classes"),
            ("industries", "industries"),
            ("provinces", "provinces"),
            ("products", "products"),
            ("checklist", "checklist"),
            ("checklistScale", "checklist-scale"),
            ("quickTriage", "quick-triage"),
            ("risk", "risk"),
            ("causes", "causes"),
            ("causeRules", "cause-rules"),
            ("deadlines", "deadlines"),
            ("plan", "plan"),
            ("indicators", "effect-indicators"),
            ("recordRules", "record-rules"),
            ("dutyRules", "duty-rules"),
            ("industry", "industry"),
            ("warnings", "warnings"),
            ("reports", "reports"),
            ("words", "words"),
            ("steps", "steps"),
            ("outline", "outline"),
        ],
        _ => &[
            ("manifest", "manifest"),
            ("indicators", "indicators"),
            ("guidance", "guidance"),
            ("schemes", "schemes"),
            ("framework", "framework"),
            ("satisfaction", "satisfaction"),
            ("register", "register"),
            ("reports", "reports"),
            ("steps", "steps"),
            ("outline", "outline"),
        ],
    };
    let part = |(key, file): &(&'static str, &str)| {
        let text = read(&format!("src/content/{guide}/{file}.json"));
        ((*key).into(), json::read(&text).unwrap())
    };
    let guide = ("guide".into(), Json::String(guide.to_owned().into()));
    Json::Object(std::iter::once(guide).chain(parts.iter().map(part)).collect())
}

/// The same door for ours as for anybody's, with nothing to find, and the same fingerprint on both sides of it.
#[test]
fn our_own_packs_pass_as_files() {
    for identity in quality_selfcheck::about::about(&built_in()).packs {
        let lint = quality_selfcheck::bureau::lint(&built_in(), &whole_pack(identity.id)).unwrap();
        assert_eq!(lint.findings, [], "{}", identity.id);
        assert!(lint.ok);
        assert_eq!(lint.sha256, identity.sha256, "{}", identity.id);
    }
}

/// With the same content a file is the same pack: nothing differs and nothing is reopened.
#[test]
fn our_own_packs_as_files_differ_in_nothing_from_what_is_built_in() {
    for guide in ["assistance", "governance"] {
        let diff = quality_selfcheck::bureau::diff(&built_in(), None, &whole_pack(guide)).unwrap();
        assert_eq!((diff.changes, diff.reopened), (vec![], vec![]), "{guide}");
    }
}

#[test]
fn every_unit_has_guidance_of_its_own() {
    let guidance = &built_in().governance().guidance;
    assert_eq!(guidance.iter().map(|guidance| guidance.unit.to_string()).collect::<Vec<_>>(), unit_codes());
    let mut seen = BTreeSet::new();
    for entry in guidance {
        assert_eq!((entry.levels.len(), entry.next_step.len()), (5, 4), "{}", entry.unit);
        assert!(!entry.record_evidence.is_empty() && !entry.outcome_evidence.is_empty(), "{}", entry.unit);
        assert_eq!(entry.source.basis, Basis::Ours);
        for text in entry.levels.iter().chain(entry.next_step.iter()) {
            assert!(!text.is_empty() && seen.insert(text.clone()), "{}: “{text}” serves two units", entry.unit);
        }
    }
}

/// Every source that a pack states, with its table and the code of what states it.
fn sources(guide: &str) -> Vec<(String, String, Source)> {
    let mut sources = Vec::new();
    let Json::Object(tables) = whole_pack(guide) else { panic!("{guide}") };
    for (table, content) in &tables {
        walk(content, &mut |entry| {
            let Json::Object(values) = entry else { return };
            let code = ["code", "unit", "id", "key", "category", "rule", "step"].iter().find_map(|key| entry.get(key));
            let code = match code {
                Some(Json::String(code)) => code.to_string(),
                _ => String::new(),
            };
            for (_, value) in values {
                let list = if let Json::Array(list) = value { list.as_slice() } else { std::slice::from_ref(value) };
                let stated =
                    list.iter().filter(|value| value.get("document").is_some() && value.get("basis").is_some());
                sources.extend(stated.map(|source| (table.to_string(), code.clone(), json::decode(source).unwrap())));
            }
        });
    }
    sources
}

#[test]
fn every_entry_names_a_document_of_its_pack() {
    let about = quality_selfcheck::about::about(&built_in());
    for identity in about.packs {
        let sources = sources(identity.id);
        for (table, name, source) in &sources {
            let document = identity.documents.iter().find(|document| document.id == source.document);
            let document = document.unwrap_or_else(|| panic!("{table} {name}: no document {}", source.document));
            // Ours is ours, and nothing else is.
            assert_eq!(source.document == "QS", source.basis == Basis::Ours, "{table} {name}");
            let read_in_full = document.seen == quality_selfcheck::pack::Extent::Full;
            assert_eq!(source.seen.is_none(), read_in_full, "{table} {name}: {}", source.document);
        }
        let used: BTreeSet<&str> = sources.iter().map(|(_, _, source)| source.document.as_ref()).collect();
        let listed: BTreeSet<&str> = identity.documents.iter().map(|document| document.id.as_ref()).collect();
        assert_eq!(used, listed, "{}: a document that no entry names", identity.id);
        assert_eq!(identity.sha256.len(), 64);
    }
}

#[test]
fn only_indicators_the_framework_and_outlines_are_marked_as_quoted() {
    let quoted = |guide: &str| {
        // What the outlines quote has a test of its own.
        let others =
            sources(guide).into_iter().filter(|(table, _, source)| source.basis == Basis::Quoted && table != "outline");
        others.map(|(_, code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(quoted("assistance"), Vec::<String>::new());
    let mut expected = Vec::new();
    for primary in &built_in().governance().indicators {
        expected.push(primary.code.to_string());
        for secondary in &primary.secondary {
            expected.push(secondary.code.to_string());
            expected.extend(secondary.indicators.iter().map(|indicator| indicator.code.to_string()));
        }
    }
    let framework = &built_in().governance().framework;
    for area in &framework.areas {
        expected.push(code(area.code));
        expected.extend(area.groups.iter().map(|group| group.code.to_string()));
    }
    expected.extend(framework.lists.iter().map(|list| list.code.to_string()));
    assert_eq!(quoted("governance"), expected);
}

fn code<T: json::Encode>(value: T) -> String {
    match value.encode() {
        Json::String(code) => code.into_owned(),
        other => panic!("{other:?}"),
    }
}

/// A heading is whatever has a name and a list of entries below it; so is a state, which an answer is put under.
#[test]
fn no_heading_is_without_its_source() {
    let mut count = 0;
    for guide in ["assistance", "governance"] {
        walk(&whole_pack(guide), &mut |entry| {
            let (Json::Object(entries), Some(Json::String(name))) = (entry, entry.get("name")) else { return };
            let lists =
                |value: &Json| matches!(value, Json::Array(list) if matches!(list.first(), Some(Json::Object(_))));
            let has_entries = entries.iter().any(|(key, value)| lists(value) && key != "sources");
            // The manifest names the pack itself, an example of a scheme nothing at all.
            let is_heading = entry.get("documents").is_none() && entry.get("total").is_none();
            if !is_heading || !(has_entries || entry.get("meaning").is_some()) {
                return;
            }
            let source = match (entry.get("source"), entry.get("sources")) {
                (Some(source), _) => source,
                (None, Some(Json::Array(sources))) => &sources[0],
                _ => panic!("{guide}: “{name}” has no source"),
            };
            assert!(!text(source, "document").is_empty() && !text(source, "basis").is_empty(), "{name}");
            count += 1;
        });
    }
    // 12 upper indicators and 22 below them, 19 lists and 5 states; 9 stages, 8 classes and 10 groups; schemes and phases.
    assert!(count >= 36 + 8 + 22 + 19, "{count} headings");
}

fn assessment(example: &SchemeExample) -> SelfAssessment {
    let evidence = r#"[{"title":"a","date":"2026-01-01"},{"title":"b","date":"2026-02-01","kind":"outcome"}]"#;
    let entry = |unit: &String| {
        let other = example.others.iter().find(|other| other.unit == unit.as_str());
        let level = other.map_or(Some(example.level), |other| other.level);
        match level {
            Some(level) => format!(r#""{unit}":{{"level":{level},"evidence":{evidence}}}"#),
            None => format!(r#""{unit}":{{"notApplicable":"没有这一类业务，已逐家核实"}}"#),
        }
    };
    let units: Vec<String> = unit_codes().iter().map(entry).collect();
    json::decode(&json::read(&format!(r#"{{"units":{{{}}}}}"#, units.join(","))).unwrap()).unwrap()
}

#[test]
fn every_scheme_gives_its_own_totals() {
    for scheme in &built_in().governance().schemes {
        assert!(scheme.examples.len() >= 6, "{}: our schemes carry golden totals", scheme.id);
        for example in &scheme.examples {
            let choice = SchemeChoice::Named(scheme.id.to_string());
            let card = governance::score(built_in().governance(), &assessment(example), Some(&choice)).unwrap();
            assert_eq!(
                card.total.value().to_string(),
                example.total.trim_end_matches("/1"),
                "{} {}",
                scheme.id,
                example.name
            );
        }
    }
}

#[test]
fn the_default_weights_add_up_as_the_design_says() {
    let empty: SelfAssessment = json::decode(&json::read(r#"{"units":{}}"#).unwrap()).unwrap();
    let card = governance::score(built_in().governance(), &empty, None).unwrap();
    let weights = |parts: &[governance::Part]| parts.iter().map(|part| part.weight.text().clone()).collect::<Vec<_>>();
    assert_eq!(weights(&card.primary), ["35.00", "45.00", "20.00"]);
    assert_eq!(weights(&card.secondary), ["8.00", "8.00", "3.00", "16.00", "28.00", "17.00", "8.00", "8.00", "4.00"]);
}

#[test]
fn lists_have_the_lengths_of_their_sources() {
    let assistance = built_in().assistance();
    let codes: Vec<u32> = assistance.industries.iter().map(|industry| industry.code.parse().unwrap()).collect();
    assert_eq!(codes, (13..=43).collect::<Vec<_>>());
    assert_eq!(assistance.provinces.len(), 34, "省级行政区划 (domain 4.3)");
    let codes: BTreeSet<_> = assistance.provinces.iter().map(|province| &province.code).collect();
    assert_eq!(codes.len(), assistance.provinces.len(), "no code serves two provinces");
    let options = |key: &str| fields().into_iter().find(|field| field.key == key).unwrap().options.len();
    assert_eq!([options("wantedType"), options("wantedMethods")], [5, 8], "named by the explanatory notes (4 and 5)");
    assert_eq!(options("goalIndicators"), assistance.indicators.len());
    assert_eq!(options("triggerPath"), 2);
}

#[test]
fn at_most_15_fields_keep_a_final_export_from_being_possible() {
    let required: Vec<&str> =
        fields().into_iter().filter(|field| field.need == Need::Required).map(|field| field.key.as_ref()).collect();
    let expected = [
        "subjectName",
        "subjectKind",
        "uscc",
        "qualityHead",
        "addressProd",
        "contactName",
        "contactMobile",
        "productName",
        "productCategory",
        "modelSpec",
        "execStandards",
        "phenomenon",
        "needTypes",
        "truthDeclare",
        "lawfulDeclare",
    ];
    assert_eq!(required, expected);
}

#[test]
fn every_field_says_what_it_is_for() {
    for field in fields() {
        assert!(!field.label.is_empty() && !field.hint.is_empty(), "{}", field.key);
        assert_eq!(field.need == Need::Recommended, field.loss.is_some(), "{}: what is lost without it", field.key);
        let asked = field.need != Need::Optional;
        assert!(!asked || field.messages.iter().any(|message| message.rule == "required"), "{}", field.key);
        let choosing = matches!(field.kind, FieldKind::Choice | FieldKind::Choices);
        assert_eq!(choosing, !field.options.is_empty(), "{}", field.key);
        assert_eq!(field.kind == FieldKind::Rows, !field.fields.is_empty(), "{}", field.key);
        let codes: BTreeSet<_> = field.options.iter().map(|option| &option.code).collect();
        assert_eq!(codes.len(), field.options.len(), "{}: a code twice", field.key);
        let rules: BTreeSet<_> = field.messages.iter().map(|message| &message.rule).collect();
        assert_eq!(rules.len(), field.messages.len(), "{}: a rule twice", field.key);
    }
    for group in &form().groups {
        for field in &group.fields {
            let Some(when) = &field.when else { continue };
            let (key, column) = when.key.split_once('.').unwrap_or((&when.key, ""));
            let other =
                group.fields.iter().find(|other| other.key == key).unwrap_or_else(|| panic!("{}: {key}", field.key));
            let other = other.fields.iter().find(|other| other.key == column).unwrap_or(other);
            let known = |code: &str| {
                matches!(code, "yes" | "no" | "filled") || other.options.iter().any(|option| option.code == code)
            };
            assert!(when.any_of.iter().all(|code| known(code)), "{}", field.key);
        }
    }
}

/// Every rule of every field is broken by at least one vector: no message is there for show.
#[test]
fn every_rule_of_the_form_has_a_vector() {
    let mut reached: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Vector { arguments, .. } in Vector::read_all(&read("tests/cases/applications.json")) {
        let Ok(answer) = api::answer(&built_in(), "validateApplication", &arguments) else { continue };
        for (list, rule) in [("issues", None), ("missing", Some("required"))] {
            let Some(Json::Array(entries)) = answer.get(list) else { panic!("{list}") };
            for entry in entries {
                let text = |key: &str| self::text(entry, key);
                let key = text("path").rsplit('/').next().unwrap_or_default().to_owned();
                reached.entry(key).or_default().insert(rule.map_or_else(|| text("rule"), str::to_owned));
            }
        }
    }
    let silent: Vec<String> = fields()
        .iter()
        .flat_map(|field| field.messages.iter().map(move |message| (field, message)))
        .filter(|(field, message)| {
            !reached.get(field.key.as_ref()).is_some_and(|rules| rules.contains(message.rule.as_ref()))
        })
        .map(|(field, message)| format!("{} {}", field.key, message.rule))
        .collect();
    assert!(silent.is_empty(), "rules that no vector breaks: {silent:?}");
}

/// Every rule of the plan, of the records and of the duties is broken by at least one vector.
#[test]
fn every_rule_of_plans_records_and_duties_has_a_vector() {
    let tables = [
        ("plan", "assemblePlan", "gaps", &built_in().assistance().plan.rules.rules),
        ("records", "checkRecord", "issues", &built_in().assistance().record_rules.rules),
        ("duties", "dailyDuty", "issues", &built_in().assistance().duty_rules.rules),
    ];
    for (file, function, list, rules) in tables {
        let mut reached = BTreeSet::new();
        for Vector { arguments, .. } in Vector::read_all(&read(&format!("tests/cases/{file}.json"))) {
            let Ok(answer) = api::answer(&built_in(), function, &arguments) else { continue };
            let Some(Json::Array(entries)) = answer.get(list) else { continue };
            reached.extend(entries.iter().map(|entry| match entry.get("rule") {
                Some(Json::String(rule)) => rule.clone().into_owned(),
                other => panic!("{other:?}"),
            }));
        }
        let silent: Vec<_> =
            rules.iter().filter(|rule| !reached.contains(&*rule.rule)).map(|rule| &rule.rule).collect();
        assert!(silent.is_empty(), "{file}: rules that no vector breaks: {silent:?}");
    }
}

#[test]
fn content_files_hold_no_key_twice_and_no_personal_data() {
    let folders = [
        "src/content/assistance",
        "src/content/governance",
        "tests/sources",
        "tests/dossiers/v1",
        "www/web/src/samples",
    ];
    for folder in folders {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            if path.extension().is_some_and(|extension| extension == "json") {
                json::read(&text).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
            }
            assert!(!text.contains("联系人：") && !text.contains("联系电话："), "{}: whom to reach", path.display());
            let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 11 && run.starts_with('1'));
            assert!(runs.filter(|run| *run != "13800000000").count() == 0, "{}: a telephone number", path.display());
            let hosts = text.split('@').skip(1).map(|rest| rest.starts_with("example.com"));
            assert!(
                text.contains("一个 @") || hosts.into_iter().all(|invented| invented),
                "{}: an address",
                path.display()
            );
        }
    }
}

/// What a schema says of a key or a list's entries, with what it refers to put in its place.
#[cfg(feature = "schema")]
fn meant<'a>(schema: &'a serde_json::Value, whole: &'a serde_json::Value) -> Vec<&'a serde_json::Value> {
    let mut found = vec![schema];
    if let Some(name) = schema["$ref"].as_str().and_then(|place| place.strip_prefix("#/$defs/")) {
        found.extend(meant(&whole["$defs"][name], whole));
    }
    for below in [&schema["items"], &schema["additionalProperties"]] {
        if below.is_object() {
            found.extend(meant(below, whole));
        }
    }
    for choice in schema["anyOf"].as_array().into_iter().flatten() {
        found.extend(meant(choice, whole));
    }
    found
}

/// Lists every key and code below `keys` that has no word.
#[cfg(feature = "schema")]
fn wordless(schema: &serde_json::Value, whole: &serde_json::Value, keys: &[&str], found: &mut BTreeSet<String>) {
    let words = dossier::words(&built_in()).words;
    let has = |code: &str| words.iter().any(|word| word.code == code && !word.label.is_empty());
    let key = keys.last().copied().unwrap_or_default();
    let above = keys.iter().rev().nth(1).copied().unwrap_or_default();
    for schema in meant(schema, whole) {
        let list = |key: &str| schema[key].as_array().into_iter().flatten();
        let codes = list("oneOf").filter_map(|code| code["const"].as_str());
        for code in codes.chain(list("enum").filter_map(|code| code.as_str())) {
            if !has(&format!("{key}={code}")) && !has(&format!("{above}={code}")) {
                found.insert(format!("{key}={code}"));
            }
        }
        for (below, schema) in schema["properties"].as_object().into_iter().flatten() {
            if !has(below) && !has(&format!("{key}/{below}")) {
                found.insert(format!("{key}/{below}"));
            }
            if below != "application" {
                wordless(schema, whole, &[keys, &[below.as_str()]].concat(), found);
            }
        }
    }
}

#[cfg(feature = "schema")]
#[test]
fn every_key_and_code_of_a_save_file_has_a_word() {
    let words = dossier::words(&built_in()).words;
    let mut found = BTreeSet::new();
    let dossier = api::schema("dossier").unwrap();
    wordless(&dossier, &dossier, &[], &mut found);
    // Results are stored as any value: their keys are those of the function that works them out.
    let functions = api::schema("functions").unwrap();
    wordless(&functions["$defs"]["CaseResults"], &functions, &["results"], &mut found);
    // So is the scheme that is kept with a period.
    wordless(&functions["$defs"]["Scheme"], &functions, &["snapshots", "scheme"], &mut found);
    for event in built_in().assistance().deadlines.rules.iter().map(|deadline| &deadline.event) {
        if !words.iter().any(|word| word.code == format!("kind={event}")) {
            found.insert(event.to_string());
        }
    }
    // A number that was worked out is shown by its text.
    found.retain(|key| !["num", "den", "text"].iter().any(|part| key.ends_with(&format!("/{part}"))));
    assert!(found.is_empty(), "{found:?}");
    let codes: BTreeSet<_> = words.iter().map(|word| &word.code).collect();
    assert_eq!(codes.len(), words.len(), "no key and no code has two words");
}
