//! A bureau's own pack: what it may change, and what is refused.
#![cfg(not(target_arch = "wasm32"))]

use quality_selfcheck::answer_sheet;
use quality_selfcheck::api;
use quality_selfcheck::bureau::{OwnPacks, load_all};
use quality_selfcheck::date::Date;
use quality_selfcheck::document::ReportFormat;
use quality_selfcheck::dossier::{self, Dossier};
use quality_selfcheck::error::{Code, Error};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::{Assistance, CONTENT_ID, OurPacks, RiskRule, Role, built_in};
use quality_selfcheck::report::{export, forms};

/// Vector 4.7 (2) of the design: a gas stove fails 热负荷, all else is well.
const GAS_STOVE: &str = r#"{"application":{
    "products":[{"licenseKind":["none"],"userGroup":["general"]}],
    "problems":[{"foundBy":"spot-check","foundOn":"2026-03-02","injury":"none",
        "failItems":[{"item":"热负荷","isSafety":"no","isMandatory":"yes"}]}]},
    "facts":{"counterfeit":"no","followUpFailed":"no","reinspectionFailed":"no","publicNotice":"no","untraceable":"no",
        "refusedInspection":"no","severity":1,"likelihood":1},
    "today":"2026-03-12"}"#;

fn triage(change: impl FnOnce(&mut Assistance)) -> Result<Json, Error> {
    let mut pack = built_in().assistance().clone();
    change(&mut pack);
    api::answer(&built_in().with_assistance(&pack), "triageRisk", GAS_STOVE)
}

fn level(answer: &Json) -> Option<&str> {
    match answer.get("level") {
        Some(Json::String(level)) => Some(level),
        _ => None,
    }
}

fn reasons<'a>(answer: &'a Json) -> Vec<&'a str> {
    let Some(Json::Array(reasons)) = answer.get("reasons") else { panic!("{answer:?}") };
    let rule = |reason: &'a Json| match reason.get("rule") {
        Some(Json::String(rule)) => rule.as_ref(),
        other => panic!("{other:?}"),
    };
    reasons.iter().map(rule).collect()
}

/// A rule of a bureau's own, in the words of RH1.
fn added(when: &[&'static str]) -> RiskRule {
    let when = when.iter().map(|name| (*name).into()).collect();
    RiskRule { id: "RH11".into(), title: "本局规则".into(), when, ..built_in().assistance().risk.rules[0].clone() }
}

#[test]
fn a_pack_may_hold_every_mandatory_item_for_high() {
    let answer = triage(|_| ()).unwrap();
    assert_eq!((level(&answer), reasons(&answer)), (Some("low"), vec![]));
    let answer = triage(|pack| pack.risk.rules[0].when.push("mandatory-item".into())).unwrap();
    assert_eq!((level(&answer), reasons(&answer)), (Some("high"), vec!["RH1"]));
}

#[test]
fn a_pack_may_add_a_rule_made_of_known_conditions() {
    let answer = triage(|pack| pack.risk.rules.push(added(&["injury", "public-notice"]))).unwrap();
    assert_eq!((level(&answer), reasons(&answer)), (Some("low"), vec![]));
    let answer = triage(|pack| {
        pack.risk.rules.push(added(&["injury", "risk-matrix"]));
        let matrix = pack.risk.conditions.iter_mut().find(|condition| condition.code == "risk-matrix").unwrap();
        matrix.tests[2].number = Some(1);
    });
    assert_eq!(reasons(&answer.unwrap()), ["RH10", "RH11"]);
}

#[test]
fn a_condition_that_is_not_known_is_refused_with_its_place() {
    let error = triage(|pack| pack.risk.rules.push(added(&["injury", "bad-weather"]))).unwrap_err();
    let path = format!("/risk/rules/{}/when/1", built_in().assistance().risk.rules.len());
    assert_eq!((error.code, error.path.as_str()), (Code::InvalidPack, path.as_str()));
    let error = triage(|pack| pack.risk.rules[2].when.clear()).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::InvalidPack, "/risk/rules/2/when"));
}

/// What opening a list of packs, written as JSON text, comes to.
fn opened(list: &str) -> Result<Vec<String>, (Code, String)> {
    let own = load_all(&built_in(), &json::read(list).unwrap()).map_err(|error| (error.code, error.path.clone()))?;
    let packs = quality_selfcheck::about::about(&own.packs()).packs;
    Ok(packs.iter().map(|identity| identity.name.to_string()).collect())
}

#[test]
fn packs_of_ones_own_take_the_place_of_their_guides() {
    let assistance =
        r#"{"guide":"assistance","extends":"编制说明 征求意见阶段 2026-05，修订 1","manifest":{"name":"甲"}}"#;
    let governance = r#"{"guide":"governance","extends":"征求意见稿 2022-03，修订 1","manifest":{"name":"乙"}}"#;
    let names = |names: [&str; 2]| Ok(names.map(str::to_owned).to_vec());
    assert_eq!(opened("[]"), names(["企业自查", "行业质量共治"]));
    assert_eq!(opened(&format!("[{assistance}]")), names(["甲", "行业质量共治"]));
    assert_eq!(opened(&format!("[{governance},{assistance}]")), names(["甲", "乙"]));
}

#[test]
fn a_list_of_packs_is_refused_with_the_place_in_the_list() {
    let pack = r#"{"guide":"governance","extends":"征求意见稿 2022-03，修订 1"}"#;
    assert_eq!(opened(&format!("[{pack},{pack}]")), Err((Code::DuplicateKey, "/1/guide".to_owned())));
    assert_eq!(opened(&format!("[{pack},7]")), Err((Code::UnknownCode, "/1/guide".to_owned())));
    assert_eq!(opened(pack), Err((Code::WrongType, String::new())));
    let of_another = r#"{"guide":"governance","extends":"别的内容 2022-03"}"#;
    assert_eq!(opened(&format!("[{of_another}]")), Err((Code::InvalidPack, "/0/extends".to_owned())));
    let dangling =
        r#"[{"guide":"governance","extends":"征求意见稿 2022-03，修订 1","guidance":[{"unit":"C99.1","levels":[]}]}]"#;
    assert_eq!(opened(dangling).unwrap_err().0, Code::WrongType, "guidance that says nothing else");
}

#[test]
fn what_a_reader_should_look_at_in_a_list_of_packs_names_its_place() {
    let governance = r#"{"guide":"governance","extends":"征求意见稿 2022-03，修订 1"}"#;
    let assistance = r#"{"guide":"assistance","extends":"编制说明 征求意见阶段 2026-05，修订 1",
        "plan":{"rules":{"rules":[{"rule":"matter-length","text":"现在是 {n} 个字，{colour}"}]}}}"#;
    let own = load_all(&built_in(), &json::read(&format!("[{governance},{assistance}]")).unwrap()).unwrap();
    let findings: Vec<_> = own.findings().map(|finding| (finding.path, finding.rule)).collect();
    assert_eq!(findings, [("/1/plan/rules/rules/matter-length/text".to_owned(), "placeholder")]);
}

/// The example of a bureau's own pack, as anybody would load it.
fn bureau() -> OwnPacks {
    let text = include_str!("../packs/bureau.json");
    load_all(&built_in(), &Json::Array(vec![json::read(text).unwrap()])).unwrap()
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    match json.get(key) {
        Some(Json::String(text)) => text,
        other => panic!("{key}: {other:?}"),
    }
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    match json.get(key) {
        Some(Json::Array(items)) => items,
        other => panic!("{key}: {other:?}"),
    }
}

/// Weights 3, 3, 1, 1, 1, 1, 2, 1, 1, 2, 2 are 18; one item of weight 1 is 不符合 and one of weight 2 is 轻微不符合.
#[test]
fn a_bureau_weighs_one_checklist_and_adds_two_items() {
    let verdict = |number: usize| match number {
        5 => "nonconforming",
        10 => "minor-nonconformity",
        _ => "conforming",
    };
    let answers: Vec<String> =
        (1..=11).map(|number| format!(r#""ST7-{number}":{{"verdict":"{}"}}"#, verdict(number))).collect();
    let arguments = format!(r#"{{"answers":{{{}}}}}"#, answers.join(","));
    let own = bureau();
    let answer = api::answer(&own.packs(), "checklistProgress", &arguments).unwrap();
    let stage = &list(&answer, "stages")[6];
    assert_eq!((text(stage, "code"), text(stage, "status")), ("ST7", "controlled"));
    let score = stage.get("score").unwrap();
    assert_eq!(
        (score.get("num"), score.get("den"), text(score, "text")),
        (Some(&number("8")), Some(&number("9")), "88.9%")
    );
    // Ours does not have the added items.
    let refused = api::answer(&built_in(), "checklistProgress", &arguments).unwrap_err();
    assert_eq!((refused.code, refused.path.as_str()), (Code::UnknownCode, "/answers/ST7-10"));
}

fn number(digits: &'static str) -> Json {
    Json::Number(digits.into())
}

#[test]
fn a_bureau_names_the_seven_parts() {
    let own = bureau();
    let plan = api::answer(&own.packs(), "assemblePlan", r#"{"application":{},"today":"2026-03-12"}"#).unwrap();
    let names: Vec<&str> = list(&plan, "parts").iter().map(|part| text(part, "name")).collect();
    let expected = [
        "一、帮扶对象",
        "二、问题及成因",
        "三、工作目标",
        "四、帮扶措施",
        "五、工作团队",
        "六、进度安排",
        "七、保障与评价",
    ];
    assert_eq!(names, expected);
}

/// Other weights, two more items and other names touch no answer; another requirement touches one.
#[test]
fn a_bureaus_pack_reopens_only_what_it_asks_anew() {
    let file = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"x","title":"示例",
        "answers":{"ST7-1":{"verdict":"conforming"},"ST7-5":{"verdict":"nonconforming"}}}"#;
    let carried = |pack: &str| {
        let arguments = format!(r#"{{"dossier":{file},"pack":{pack}}}"#);
        let answer = api::answer(&built_in(), "carryOver", &arguments).unwrap();
        let codes: Vec<String> = list(&answer, "reopened").iter().map(|item| text(item, "code").to_owned()).collect();
        (codes, answer.get("kept").cloned())
    };
    assert_eq!(carried(include_str!("../packs/bureau.json")), (vec![], Some(number("2"))));
    let edition = &built_in().assistance().manifest.edition;
    let pack = format!(
        r#"{{"guide":"assistance","extends":"{edition}","checklist":[{{"code":"ST7","items":[{{"code":"ST7-5","requirement":"每班点检，失效即追溯"}}]}}]}}"#
    );
    assert_eq!(carried(&pack), (vec!["ST7-5".to_owned()], Some(number("1"))));
}

/// What points at an item that a pack takes out would be refused: it is unlinked, and said so.
#[test]
fn a_case_goes_on_after_an_item_was_taken_out() {
    let edition = &built_in().assistance().manifest.edition;
    let pack = format!(
        r#"{{"guide":"assistance","extends":"{edition}","checklist":[{{"code":"ST7","items":[{{"code":"ST7-5","removed":true}}]}}]}}"#
    );
    let file = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"x","title":"示例",
        "answers":{"ST7-5":{"verdict":"nonconforming","note":"没有点检"}},
        "causes":[{"cause":"B:V3","linkedItems":["ST7-5","ST7-4"]}],
        "draft":{"list":[{"matter":"补班前点检","items":["ST7-5"],"causes":["B:V3"]}]}}"#;
    let carried = api::answer(&built_in(), "carryOver", &format!(r#"{{"dossier":{file},"pack":{pack}}}"#)).unwrap();
    let places: Vec<&str> = list(&carried, "reopened").iter().map(|reopened| text(reopened, "path")).collect();
    assert_eq!(places, ["/earlier/answers/ST7-5", "/causes/0/linkedItems", "/draft/list/0/items"]);
    let own = load_all(&built_in(), &Json::Array(vec![json::read(&pack).unwrap()])).unwrap();
    let dossier = json::write(carried.get("dossier").unwrap());
    let checked = format!(r#"{{"dossier":{dossier},"today":"2026-03-12"}}"#);
    api::answer(&own.packs(), "checkDossier", &checked).unwrap();
}

#[test]
fn content_of_another_version_is_not_taken() {
    let ours = include_bytes!(concat!(env!("OUT_DIR"), "/content"));
    assert_eq!(ours.first_chunk().copied().map(u32::from_le_bytes), Some(CONTENT_ID));
    let mut other = ours.to_vec();
    other[0] ^= 1;
    assert!(OurPacks::of(other.leak()).is_none());
    assert!(OurPacks::of(&[]).is_none());
    let ours = OurPacks::of(ours).unwrap();
    assert_eq!(ours.packs().assistance(), built_in().assistance());
    assert_eq!(ours.packs().governance(), built_in().governance());
}

/// A bureau's own layout of one form, and a form of its own, beside all of ours.
#[test]
fn a_bureau_replaces_a_form_and_adds_one() {
    let pack = r#"[{"guide":"assistance","extends":"编制说明 征求意见阶段 2026-05，修订 1","reports":[
        {"form":"causes","title":"质量问题原因分析表（示例市）","blocks":[{"block":"heading","text":"示例市的栏目"}]},
        {"form":"visit","title":"走访登记表","subject":"enterprise","note":"示例市自用。",
         "source":{"document":"QS","clause":"示例","basis":"ours","seen":null},
         "blocks":[{"block":"fields","text":"走访","columns":[{"label":"企业","of":"/dossier/application/subject/subjectName"}]},
                   {"block":"signature","text":"走访人、日期"}]}]}]"#;
    let own = load_all(&built_in(), &json::read(pack).unwrap()).unwrap();
    let (ours, theirs) = (forms(&built_in()).forms, forms(&own.packs()).forms);
    assert_eq!(theirs.len(), ours.len() + 1);
    assert!(theirs.iter().any(|form| form.title == "走访登记表"));
    let case = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"b-1","title":"示例",
        "application":{"subject":{"subjectName":"示例灯具有限公司"}}}"#;
    let case = dossier::read(&built_in(), case).unwrap().dossier;
    let written = |form: &str| {
        let file = export(&own.packs(), &case, form, ReportFormat::Markdown, Date::read("2026-07-10").unwrap());
        String::from_utf8(file.unwrap().bytes).unwrap()
    };
    let causes = written("causes");
    assert!(causes.starts_with("# 质量问题原因分析表（示例市）") && causes.contains("## 示例市的栏目"), "{causes}");
    // What the bureau does not say of the form stays as it is.
    assert!(causes.contains("本表的名称来自编制说明"), "{causes}");
    assert!(written("visit").contains("| 企业 | 示例灯具有限公司 |"));
    assert!(written("plan").starts_with("# 帮扶方案"));
}

/// A sheet is read back by the headings that the pack gives it.
#[test]
fn a_bureau_names_the_columns_of_the_answer_sheet() {
    let pack = r#"[{"guide":"assistance","extends":"编制说明 征求意见阶段 2026-05，修订 1","reports":[
        {"form":"answer-sheet","title":"企业自查回单","blocks":[{"block":"table","text":"回单","of":"/view/items","columns":[
            {"label":"条目","of":"=code"},{"label":"判断","of":"answer/verdict"},{"label":"为何不适用","of":"=answer/reason"},
            {"label":"现场情况","of":"=answer/note"}]}]}]}]"#;
    let own = load_all(&built_in(), &json::read(pack).unwrap()).unwrap();
    let blank = Dossier::default();
    let today = Date::read("2026-07-10").unwrap();
    let sheet = export(&own.packs(), &blank, "answer-sheet", ReportFormat::Csv, today).unwrap();
    let filled =
        String::from_utf8(sheet.bytes).unwrap().replace("\"ST1-1\",\"\",\"\",\"\"", "ST1-1,不符合,,两份标准过期");
    let read = answer_sheet::read(&own.packs(), blank.clone(), &filled).unwrap();
    let changes: Vec<(&str, &str)> = read.changes.iter().map(|change| (&*change.column, &*change.after)).collect();
    assert_eq!(changes, [("判断", "不符合"), ("现场情况", "两份标准过期")]);
    let refused = answer_sheet::read(&built_in(), blank, &filled).unwrap_err();
    assert_eq!((refused.code, refused.path.as_str()), (Code::UnsupportedFormat, "/text"));
    assert!(refused.message.contains("写着“编号”，和“结论”或“自报等级”"), "{}", refused.message);
}

/// A code that has its name in the content is called so in the file as well: no second list of names is to be changed.
#[test]
fn a_name_that_a_pack_changes_is_the_name_in_the_file() {
    let sample = |name: &str| {
        let path = format!("{}/www/web/src/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        dossier::read(&built_in(), &std::fs::read_to_string(path).unwrap()).unwrap().dossier
    };
    let today = Date::read("2026-07-10").unwrap();
    let mut pack = built_in().assistance().clone();
    let mut governance = built_in().governance().clone();
    pack.size_classes.classes.iter_mut().for_each(|class| class.name = format!("本局叫{}", class.name).into());
    governance.framework.states.iter_mut().for_each(|state| state.name = format!("本局叫{}", state.name).into());
    for scheme in governance.schemes.iter_mut() {
        scheme.grades.iter_mut().for_each(|grade| grade.name = format!("本局叫{}", grade.name).into());
    }
    let with_pack = built_in().with_assistance(&pack);
    let packs = with_pack.with_governance(&governance);
    for (name, names) in [("enterprise", &["小型"][..]), ("association", &["已落实", "部分落实", "未落实", "达标"])]
    {
        let file = export(&packs, &sample(name), "dossier", ReportFormat::Csv, today).unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        for word in names {
            assert!(text.contains(&format!("\"本局叫{word}\"")), "{name}: {word}");
            // The scheme that was kept with a period keeps its own names.
            let mut lines = text.lines().filter(|line| !line.starts_with("\"met\""));
            assert!(!lines.any(|line| line.contains(&format!("\"{word}\""))), "{name}: {word}");
        }
    }
    let words = dossier::words(&packs).words;
    let called = |code: &str| words.iter().find(|word| word.code == code).map(|word| word.label.to_string());
    assert_eq!(called("sizeClass=micro").as_deref(), Some("本局叫微型"));
    assert_eq!(called("state=partly").as_deref(), Some("本局叫部分落实"));
    assert_eq!(called("atMost=exemplary").as_deref(), Some("本局叫示范"));
}

/// What high risk demands of a team is the content's.
#[test]
fn whom_high_risk_demands_in_the_team_is_content() {
    let mut pack = built_in().assistance().clone();
    pack.plan.high_team.people = 5;
    pack.plan.high_team.roles.push(Role::Standards);
    let draft = r#"{"team":[{"name":"甲","role":"testing"},{"name":"乙","role":"process"},{"name":"丙","role":"enterprise-owner"},
        {"name":"丁","role":"other"}]}"#;
    let plan = |pack: &Assistance| {
        let arguments = format!(r#"{{"application":{{}},"draft":{draft},"today":"2026-03-12"}}"#);
        api::call(&built_in().with_assistance(pack), "assemblePlan", &arguments).unwrap()
    };
    assert!(!plan(built_in().assistance()).contains("plan-team-high-risk"));
    assert!(plan(&pack).contains("还缺懂标准化的、第 5 人"));
}

/// A choice of the form that decides on a type is called what the form calls it.
#[test]
fn a_choice_that_decides_on_a_type_has_the_name_of_the_form() {
    let mut pack = built_in().assistance().clone();
    for group in &mut pack.application.groups {
        for option in group.fields.iter_mut().flat_map(|field| field.options.iter_mut()) {
            option.label = format!("本局叫{}", option.label).into();
        }
    }
    for (application, why) in [
        (
            r#"{"trigger":{"triggerPath":"application","applicationReason":["supply-chain"]}}"#,
            "申请缘由是本局叫产业链质量协同",
        ),
        (r#"{"problems":[{"foundBy":"supply-chain"}]}"#, "问题由本局叫产业链质量协同发现"),
        (r#"{"trigger":{"chainRole":"supplier"}}"#, "申请单位是本局叫配套商"),
    ] {
        let arguments = format!(r#"{{"application":{application},"today":"2026-03-12"}}"#);
        let answer = api::call(&built_in().with_assistance(&pack), "assemblePlan", &arguments).unwrap();
        assert!(answer.contains(why), "{why}");
    }
}

/// Where nobody names a scheme the first of the pack counts, whatever it is called.
#[test]
fn the_first_scheme_of_a_pack_counts() {
    let mut pack = built_in().governance().clone();
    pack.schemes.remove(0);
    pack.schemes[0].id = "local-2026".into();
    let card = api::call(&built_in().with_governance(&pack), "scoreGovernance", r#"{"assessment":{"units":{}}}"#);
    assert!(card.unwrap().contains(r#""id":"local-2026""#));
}
