//! What a pack adds by content alone is in every output: `tests/packs/added-assistance.json` adds a stage with an item, a
//! cause, a quick question, a product, an indicator, a rule of risk with its condition and its question, and a form;
//! `added-governance.json` an indicator with its unit, an item of the framework, a term, and a form.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use quality_selfcheck::api::{self, FUNCTIONS};
use quality_selfcheck::bureau::{OwnPacks, load_all};
use quality_selfcheck::collection::compile_cases;
use quality_selfcheck::date::Date;
use quality_selfcheck::document::ReportFormat;
use quality_selfcheck::dossier::{self, Dossier};
use quality_selfcheck::industry::{MemberFile, summarise_industry};
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::{Packs, ReportSubject, built_in};
use quality_selfcheck::report::{self, export, export_summary};

const ASSISTANCE: &str = include_str!("../packs/added-assistance.json");
const GOVERNANCE: &str = include_str!("../packs/added-governance.json");

/// A maker of helmets for children that sells them without the filing of the added item.
const APPLICATION: &str = r#"{"subject":{"subjectName":"示例安全用品有限公司"},
    "products":[{"productName":"儿童头盔","productCategory":"helmet","userGroup":["children"],
        "saleChannel":["e-commerce"],"licenseKind":["none"]}],
    "problems":[{"foundBy":"self-check","injury":"none","phenomenon":"网上销售的型号没有在本地平台备案"}],
    "need":{"goalIndicators":["I18"]}}"#;
const ANSWERS: &str = r#"{"ST10-1":{"verdict":"nonconforming","note":"两个型号没有备案"}}"#;
const CAUSES: &str =
    r#"[{"cause":"B:P9","isOccur":true,"contribution":100,"linkedStage":"ST10","linkedItems":["ST10-1"]}]"#;
const DRAFT: &str = r#"{"goals":[{"indicator":"I18","baseline":1,"target":0,"unit":"项"}],
    "list":[{"matter":"补办备案并固定每月查新","causes":["B:P9"],"items":["ST10-1"],"indicators":["I18"]}]}"#;
const RECORDS: &str = r#"[{"advice":[{"text":"先备案再上架","cause":"B:P9","item":"ST10-1"}]}]"#;
const LEVELS: &str = r#"{"units":{"C23.1":{"level":1,"evidence":[{"title":"线上服务方案","date":"2026-03-02"}]}}}"#;
const BETTER: &str = r#"{"units":{"C23.1":{"level":2,"evidence":[{"title":"使用记录","date":"2026-04-02"}]}}}"#;
const STATES: &str = r#"{"8.3.1.c":{"state":"not-in-place"}}"#;

fn enterprise() -> String {
    let begun = r#"{"label":"申请时","takenOn":"2026-03-12","dossier":{"format":"quality-selfcheck","version":"3.0",
        "kind":"enterprise","id":"added","title":"示例"}}"#;
    format!(
        r#"{{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"added","title":"示例",
            "application":{APPLICATION},"quickTriage":{{"QT9":["online"]}},"answers":{ANSWERS},"causes":{CAUSES},
            "draft":{DRAFT},"records":{RECORDS},"snapshots":[{begun}]}}"#
    )
}

fn association() -> String {
    format!(
        r#"{{"format":"quality-selfcheck","version":"3.0","kind":"association","id":"added-a","title":"示例",
            "governance":{{"assessment":{LEVELS},"framework":{STATES}}}}}"#
    )
}

fn own() -> OwnPacks {
    load_all(&built_in(), &json::read(&format!("[{ASSISTANCE},{GOVERNANCE}]")).unwrap()).unwrap()
}

fn call(function: &str, arguments: &str) -> String {
    let own = own();
    api::call(&own.packs(), function, arguments).unwrap_or_else(|error| panic!("{function}: {error:?}"))
}

/// A part of an answer as text.
fn part_of(answer: &str, key: &str) -> String {
    json::write(json::read(answer).unwrap().get(key).unwrap())
}

/// A function, what it is asked, and what its answer must name: nothing, where it shows no entries of the content.
type Asked = (&'static str, String, &'static [&'static str]);

fn one(key: &str, value: &str) -> String {
    format!(r#"{{"{key}":{value}}}"#)
}

fn today(key: &str, value: &str) -> String {
    format!(r#"{{"{key}":{value},"today":"2026-03-12"}}"#)
}

/// Functions that hand back what they are given, the addition with it: of them it is asked that they take it.
const GIVEN: [&str; 8] = [
    "readDossier",
    "mergeDossiers",
    "takeSnapshot",
    "startPeriod",
    "confirmEarlier",
    "carryOver",
    "lintPack",
    "diffPacks",
];

/// The functions of the steps of guide one.
fn of_steps() -> Vec<Asked> {
    vec![
        ("checkUscc", one("code", "\"91350100M000100Y43\""), &[]),
        ("tidyEntry", r#"{"path":"/title","text":"2026/3/5"}"#.into(), &[]),
        ("applicationForm", "{}".into(), &["\"helmet\"", "安全帽", "\"I18\""]),
        ("validateApplication", today("application", APPLICATION), &[]),
        ("productLibrary", "{}".into(), &["\"helmet\"", "耐穿刺性能"]),
        ("checklistStages", "{}".into(), &["\"ST10\"", "本地备案"]),
        ("checklistItems", "{}".into(), &["\"ST10-1\"", "上架前先备案"]),
        ("checklistProgress", one("answers", ANSWERS), &["\"ST10\"", "\"ST10-1\""]),
        ("quickTriage", one("answers", r#"{"QT9":["online"]}"#), &["\"QT9\"", "\"ST10-1\"", "\"RH11\""]),
        ("causesTable", "{}".into(), &["\"P9\"", "不知道要备案"]),
        ("suggestCauses", one("answers", ANSWERS), &["\"B:P9\"", "ST10-1 不符合"]),
        ("analyseCauses", one("rows", CAUSES), &["不知道要备案"]),
        (
            "triageRisk",
            format!(r#"{{"application":{APPLICATION},"facts":{{}},"today":"2026-03-12"}}"#),
            &["\"RH11\"", "产品主要给儿童用，又在网上销售。", "先下架，备案后再上架。"],
        ),
        (
            "assemblePlan",
            format!(
                r#"{{"application":{APPLICATION},"answers":{ANSWERS},"causes":{CAUSES},"draft":{DRAFT},"today":"2026-03-12"}}"#
            ),
            &["\"B:P9\"", "不知道要备案的常用方法", "\"ST10-1\""],
        ),
        ("checkRecord", one("records", RECORDS), &[]),
        (
            "evaluateEffect",
            format!(r#"{{"plan":{DRAFT},"baseline":{{}},"followUp":{{"I18":{{"num":0}}}}}}"#),
            &["\"I18\"", "不符合的关键项数"],
        ),
        ("legalDeadlines", r#"{"events":[],"today":"2026-03-12"}"#.into(), &[]),
    ]
}

/// The functions of guide two.
fn of_the_association() -> Vec<Asked> {
    let group = association();
    let period = r#""label":"2026","today":"2026-12-31","periodFrom":"2026-01-01","periodTo":"2026-12-31""#;
    let started = format!(r#"{{"dossier":{group},{period}}}"#);
    let ended = call("startPeriod", &started);
    vec![
        ("startPeriod", started, &["\"C23.1\"", "\"8.3.1.c\""]),
        ("confirmEarlier", format!(r#"{{"dossier":{ended},"codes":["C23.1"]}}"#), &["\"C23.1\""]),
        (
            "governanceIndicators",
            "{}".into(),
            &["\"C23\"", "\"C23.1\"", "为成员提供线上质量服务。", "有网站不等于有服务。"],
        ),
        ("governanceSchemes", "{}".into(), &["\"C23\"", "\"C23.1\""]),
        ("scoreGovernance", one("assessment", LEVELS), &["\"C23\"", "\"C23.1\"", "上线一项服务"]),
        ("frameworkClauses", "{}".into(), &["\"8.3.1.c\"", "线上服务平台。"]),
        ("frameworkProgress", one("answers", STATES), &["\"8.3.1.c\"", "\"C23\""]),
        ("memberSatisfaction", one("surveys", "[]"), &[]),
        ("evidenceList", one("assessment", LEVELS), &["\"C23.1\"", "平台网址", "成员反馈"]),
        (
            "compareScorecards",
            format!(r#"{{"before":{{"assessment":{LEVELS}}},"after":{{"assessment":{BETTER}}}}}"#),
            &["\"C23.1\"", "\"C23\""],
        ),
        ("comparePeriods", format!(r#"{{"dossier":{ended},"before":"2026"}}"#), &["\"C23.1\""]),
        (
            "compareAssessors",
            format!(
                r#"{{"assessments":[{{"view":"self","assessment":{BETTER}}},{{"view":"expert","assessment":{LEVELS}}}]}}"#
            ),
            &["\"C23.1\""],
        ),
        ("improvementPath", one("assessment", r#"{"units":{}}"#), &["\"C23.1\""]),
        ("memberRegister", one("members", r#"[{"name":"示例厂"}]"#), &[]),
        ("mergeRegisters", one("registers", r#"[[{"name":"示例厂"}]]"#), &[]),
        ("weightSensitivity", one("assessment", LEVELS), &["\"C23\""]),
    ]
}

/// The functions of files, packs and documents.
fn of_files() -> Vec<Asked> {
    let case = enterprise();
    let files: Vec<String> = (0..3).map(|number| case.replace("\"added\"", &format!("\"added-{number}\""))).collect();
    let members = format!(r#"{{"dossiers":[{}],"today":"2026-03-12"}}"#, files.join(","));
    let summary = part_of(&call("summariseIndustry", &members), "part");
    let printed = format!(r#"{{"dossier":{case},"form":"filing","today":"2026-03-12"}}"#);
    let document = call("reportDocument", &printed);
    vec![
        ("about", "{}".into(), &["只加不改的示例"]),
        ("guideTerms", "{}".into(), &["线上服务", "不含只发布信息的网站"]),
        ("readDossier", one("text", &json::write(&Json::String(case.clone().into()))), &["\"ST10-1\""]),
        (
            "writeDossier",
            format!(r#"{{"dossier":{case},"format":"html"}}"#),
            &[
                "ST10-1 网上销售的产品已在本地平台备案",
                "B:P9 不知道要备案",
                "I18 不符合的关键项数",
                "安全帽",
                "在网上卖",
            ],
        ),
        ("dossierWords", "{}".into(), &[]),
        ("caseWarnings", members.clone(), &["\"files\":3"]),
        (
            "checkDossier",
            today("dossier", &case),
            &["\"ST10\"", "\"ST10-1\"", "\"RH11\"", "\"B:P9\"", "\"I18\"", "本地备案：需立即整改"],
        ),
        (
            "openCase",
            format!(r#"{{"dossier":{case},"today":"2026-03-12","after":[0],"views":["checklist","risk","effect"]}}"#),
            &["\"ST10\"", "\"ST10-1\"", "\"RH11\"", "\"I18\""],
        ),
        (
            "readAnswerSheet",
            format!(r#"{{"dossier":{case},"text":"编号,结论\nST10-1,符合"}}"#),
            &["\"/answers/ST10-1/verdict\""],
        ),
        ("verifyDossier", one("dossier", &case), &[]),
        (
            "compareChecks",
            format!(r#"{{"own":{ANSWERS},"other":{{"ST10-1":{{"verdict":"conforming"}}}}}}"#),
            &["\"ST10-1\"", "网上销售的产品已在本地平台备案"],
        ),
        ("dailyDuty", today("dossier", &case), &["\"ST10-1\"", "\"B:P9\"", "不知道要备案", "上架前先备案"]),
        ("archiveIndex", today("dossiers", &format!("[{case}]")), &["不知道要备案", "不符合的关键项数"]),
        ("compileCases", members.clone(), &["\"ST10-1\"", "上架前先备案"]),
        ("mergeDossiers", one("dossiers", &format!("[{case},{case}]")), &["\"ST10-1\""]),
        ("takeSnapshot", format!(r#"{{"dossier":{case},"label":"再看","today":"2026-03-12"}}"#), &["\"ST10-1\""]),
        ("carryOver", one("dossier", &case), &["\"ST10-1\""]),
        ("anonymiseDossier", one("dossier", &case), &["不知道要备案"]),
        ("lintPack", one("pack", ASSISTANCE), &["没有发现问题"]),
        (
            "diffPacks",
            one("after", ASSISTANCE),
            &[
                "\"/products/helmet\"",
                "\"/checklist/ST10\"",
                "\"/causes/P/causes/P9\"",
                "\"/quickTriage/QT9\"",
                "\"/risk/conditions/online-for-children\"",
                "\"/risk/rules/RH11\"",
                "\"/indicators/I18\"",
                "\"/reports/filing\"",
            ],
        ),
        (
            "summariseIndustry",
            members,
            &["\"ST10\"", "\"ST10-1\"", "\"RH11\"", "网上销售的儿童产品", "\"helmet\"", "\"B:P9\""],
        ),
        (
            "mergeSummaries",
            one("parts", &format!("[{summary}]")),
            &["\"ST10-1\"", "\"RH11\"", "\"helmet\"", "\"B:P9\""],
        ),
        ("anonymiseSummary", one("part", &summary), &["\"ST10-1\"", "\"RH11\"", "\"helmet\"", "\"B:P9\""]),
        ("reportForms", "{}".into(), &["\"filing\"", "备案登记表", "\"unit-list\"", "单元清单"]),
        ("reportDocument", printed, &["草稿", "网上销售的产品已在本地平台备案", "不符合"]),
        ("summaryDocument", today("part", &summary), &["ST10", "本地备案", "ST10-1", "RH11", "安全帽", "B:P9"]),
        ("drawChart", one("chart", r#"{"kind":"pareto","title":"甲","bars":[{"name":"乙","value":1}]}"#), &[]),
        ("writeDocument", format!(r#"{{"document":{document},"format":"json"}}"#), &[]),
        ("exportReport", format!(r#"{{"dossier":{case},"form":"filing","format":"json","today":"2026-03-12"}}"#), &[]),
        ("exportSummary", format!(r#"{{"part":{summary},"format":"json","today":"2026-03-12"}}"#), &[]),
    ]
}

#[test]
fn every_function_shows_what_a_pack_adds() {
    let asked = [of_steps(), of_the_association(), of_files()].concat();
    let named: BTreeSet<&str> = asked.iter().map(|(function, ..)| *function).collect();
    assert_eq!(named, FUNCTIONS.iter().copied().collect(), "a new function says what it shows");
    let mut hidden = Vec::new();
    for (function, arguments, expected) in asked {
        let answer = call(function, &arguments);
        // What is there without the addition as well would prove nothing.
        if !GIVEN.contains(&function)
            && let Ok(plain) = api::call(&built_in(), function, &arguments)
        {
            let there = expected.iter().filter(|wanted| plain.contains(**wanted));
            hidden.extend(there.map(|wanted| format!("{function} shows {wanted} without the addition")));
        }
        let missing = expected.iter().filter(|wanted| !answer.contains(**wanted));
        hidden.extend(missing.map(|wanted| format!("{function} does not show {wanted}: {answer:.2000}")));
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}

/// What is said of an addition while it is not answered, and where a wrong code is refused.
#[test]
fn an_addition_is_asked_for_and_named_in_refusals() {
    let silent = APPLICATION.replace(r#""saleChannel":["e-commerce"],"#, "");
    let triage = call("triageRisk", &format!(r#"{{"application":{silent},"facts":{{}},"today":"2026-03-12"}}"#));
    let question = r#"{"rule":"RH11","path":"/application/products/0/saleChannel","message":"产品在哪里卖"}"#;
    assert!(triage.contains(question), "{triage}");
    let own = own();
    let refused =
        |function: &str, arguments: &str| api::call(&own.packs(), function, arguments).unwrap_err().message.clone();
    assert!(refused("checklistProgress", r#"{"answers":{"ST11-1":{}}}"#).ends_with("ST1-1 至 ST10-1"));
    assert!(refused("scoreGovernance", r#"{"assessment":{"units":{"C24.1":null}}}"#).ends_with("C1.1 至 C23.1"));
    let measured = r#"{"plan":{},"baseline":{"I19":null},"followUp":{}}"#;
    assert!(refused("evaluateEffect", measured).ends_with("I01 至 I18"));
    assert!(refused("analyseCauses", r#"{"rows":[{"cause":"B:P99"}]}"#).ends_with("B:P1 至 B:G8"));
}

/// Numbers that nobody counted are taken from the file for the added indicator as well: one key item failed, at the first
/// snapshot none was answered.
#[test]
fn the_added_indicator_takes_its_numbers_from_the_file() {
    let checked = call("checkDossier", &format!(r#"{{"dossier":{},"today":"2026-03-12"}}"#, enterprise()));
    let checked = json::read(&checked).unwrap();
    let effect = checked.get("enterprise").and_then(|enterprise| enterprise.get("effect")).unwrap();
    let Some(Json::Array(indicators)) = effect.get("indicators") else { panic!("{effect:?}") };
    let added = indicators.iter().find(|indicator| indicator.get("id") == Some(&Json::String("I18".into()))).unwrap();
    assert_eq!(added.get("after").and_then(|after| after.get("text")), Some(&Json::String("1".into())));
}

fn case(text: &str) -> Dossier {
    dossier::read(&built_in(), text).unwrap().dossier
}

/// Every form of a case, in every format.
#[test]
fn every_form_prints_what_a_pack_adds() {
    let own = own();
    let today = Date::read("2026-03-12").unwrap();
    // The association has an earlier period to be compared with.
    let earlier = format!(r#""snapshots":[{{"label":"2025","takenOn":"2026-01-08","dossier":{}}}]"#, association());
    let later =
        association().replace(LEVELS, BETTER).replace(r#""title":"示例","#, &format!(r#""title":"示例",{earlier},"#));
    let (enterprise, association) = (case(&enterprise()), case(&later));
    let files = vec![MemberFile(enterprise.encode()); 3];
    let summary = summarise_industry(&own.packs(), &files, None, today).unwrap().part;
    let firms: Vec<MemberFile> =
        (0..3).map(|number| MemberFile(Dossier { id: format!("{number}"), ..enterprise.clone() }.encode())).collect();
    let formats = [
        ReportFormat::Html,
        ReportFormat::Markdown,
        ReportFormat::Csv,
        ReportFormat::Json,
        ReportFormat::Docx,
        ReportFormat::Xlsx,
    ];
    // What stands in its tables, and what in its texts, which CSV leaves out.
    let rules = format!("自判为高风险：{} 条规则", own.packs().assistance().risk.rules.len());
    let expected: [(&str, &[&str], &[&str]); 39] = [
        ("application", &["安全帽", "不符合的关键项数", "本地备案：需立即整改", "不知道要备案"], &[]),
        ("causes", &["B:P9 不知道要备案"], &[]),
        ("checklist", &["本地备案", "ST10-1", "网上销售的产品已在本地平台备案", "上架前先备案"], &[]),
        ("assistance-list", &["B:P9 不知道要备案"], &[]),
        ("plan", &["B:P9", "不知道要备案", "I18 不符合的关键项数"], &[]),
        ("records", &["B:P9 不知道要备案", "ST10-1 网上销售的产品已在本地平台备案"], &[]),
        ("effect", &["I18", "不符合的关键项数"], &[]),
        ("rectification-report", &["B:P9 不知道要备案"], &[]),
        ("reinspection-request", &["B:P9 不知道要备案"], &[]),
        ("supervision-feedback", &[], &[&rules, "ST10-1 网上销售的产品已在本地平台备案"]),
        ("risk-control-list", &[], &[]),
        ("daily-check", &[], &[]),
        ("weekly-report", &[], &[]),
        ("monthly-minutes", &[], &[]),
        ("common-problems", &["ST10-1", "上架前先备案"], &[]),
        ("product-card", &["安全帽"], &[]),
        ("summary", &["本地备案"], &[&rules]),
        ("case-study", &[], &["不知道要备案"]),
        ("case-collection", &[], &[]),
        ("improvement-guide", &["ST10-1", "上架前先备案"], &[]),
        ("dossier", &["ST10-1 网上销售的产品已在本地平台备案", "安全帽", "B:P9 不知道要备案", "在网上卖"], &[]),
        ("answer-sheet", &["ST10-1", "网上销售的产品已在本地平台备案"], &[]),
        ("filing", &["ST10-1"], &["备案登记表", &rules]),
        ("governance", &["C23", "数字化服务", "C23.1", "为成员提供线上质量服务。"], &[]),
        ("level-sheet", &["C23.1", "为成员提供线上质量服务。"], &[]),
        ("unit-list", &["C23.1", "为成员提供线上质量服务。"], &["单元清单"]),
        ("comparison", &["C23.1"], &[]),
        ("annual-plan", &["C23.1", "8.3.1.c"], &[]),
        ("improvement-plan", &["C23.1", "8.3.1.c"], &[]),
        // What these say is the file's, or nobody's yet.
        ("member-credit", &[], &[]),
        ("credit-warning", &[], &[]),
        ("award-recommendation", &[], &[]),
        ("violation-clues", &[], &[]),
        ("spot-check-advice", &[], &[]),
        ("industry-risk", &[], &[]),
        ("policy-opinions", &[], &[]),
        ("mediation-request", &[], &[]),
        ("cooperation-tasks", &[], &[]),
        ("members", &["本地备案", "ST10-1", "网上销售的儿童产品", "安全帽", "B:P9"], &[]),
    ];
    let packs = own.packs();
    let forms = report::forms(&packs).forms;
    let mut hidden = Vec::new();
    for form in &forms {
        let wanted = expected.iter().find(|(name, ..)| *name == form.form);
        let (_, tables, texts) = wanted.unwrap_or_else(|| panic!("{}: say what it prints", form.form));
        let dossier = if form.subject == ReportSubject::Association { &association } else { &enterprise };
        let print = |packs: &Packs<'_>, format| match form.subject {
            ReportSubject::Members => export_summary(packs, &summary, None, format, today),
            ReportSubject::Cases => {
                let collection = compile_cases(packs, &firms, today).unwrap();
                let found = collection.documents.into_iter().find(|document| document.form == form.form).unwrap();
                Ok(quality_selfcheck::document::write(&found.document, format))
            }
            _ => export(packs, dossier, form.form, format, today),
        };
        for format in formats {
            let file = print(&packs, format).unwrap();
            // What is there without the addition as well would prove nothing.
            let plain = print(&built_in(), format);
            let plain = plain.map_or_else(|_| String::new(), |file| String::from_utf8_lossy(&file.bytes).into_owned());
            let there = tables.iter().chain(*texts).filter(|wanted| plain.contains(**wanted));
            hidden.extend(there.map(|wanted| format!("{} as {format:?} prints {wanted} all the same", form.form)));
            // Word and Excel files hold their text as it is.
            let text = String::from_utf8_lossy(&file.bytes);
            let texts: &[&str] = if format == ReportFormat::Csv { &[] } else { texts };
            let missing = tables.iter().chain(texts).filter(|wanted| !text.contains(**wanted));
            hidden.extend(missing.map(|wanted| format!("{} as {format:?} does not print {wanted}", form.form)));
        }
    }
    assert!(hidden.is_empty(), "{}", hidden.join("\n"));
}
