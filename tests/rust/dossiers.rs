//! Laws of the save file: merging, writing and reading, verifying, and files of earlier versions.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use quality_selfcheck::api;
use quality_selfcheck::bureau::load_all;
use quality_selfcheck::date::Date;
use quality_selfcheck::dossier::{self, AsWritten, Conflict, Dossier, DossierFormat};
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::built_in;

/// Places of a file, and what copies of one case may say there. Few values, so that copies agree and differ often.
const SLOTS: &[(&str, &[&str])] = &[
    ("version", &[r#""2.0""#, r#""2.3""#]),
    ("title", &[r#""甲""#, r#""</script><b>\"乙\"\u2028""#, r#""""#]),
    ("savedOn", &["null", r#""2026-03-12""#, r#""2026-07-06""#]),
    (
        "content",
        &[
            "[]",
            r#"[{"pack":"assistance","edition":"甲","sha256":"aa","items":{"ST1-1":"11","ST1-2":"22"}}]"#,
            r#"[{"pack":"assistance","edition":"乙","sha256":"bb","items":{"ST1-1":"12"}},{"pack":"bureau","edition":"1","sha256":"cc"}]"#,
            r#"[{"pack":"assistance","edition":"甲","sha256":"aa","items":{"ST1-1":""}}]"#,
        ],
    ),
    ("application/head/fillDate", &["null", r#""2026-03-10""#, r#""2026-03-11""#]),
    ("application/subject/subjectName", &["null", r#""""#, r#""示例厂""#, r#""示例二厂""#]),
    ("application/subject/qsOfficers", &["[]", r#"["甲"]"#, r#"["甲","乙"]"#]),
    ("application/subject/cqo", &["null", "false", "true"]),
    ("application/subject/usccConfirmed", &["false", "true"]),
    ("application/subject/employees", &[r#""""#, "136", r#""140""#]),
    ("application/products", &["[]", "[{}]", r#"[{"productName":"笔袋","licenseKind":["none"]}]"#]),
    ("application/declaration/truthDeclare", &["false", "true"]),
    ("facts/counterfeit", &[r#""unknown""#, r#""no""#, r#""yes""#]),
    ("facts/severity", &["null", "1", "4"]),
    ("override", &["null", r#"{"level":"low","reason":"甲"}"#, r#"{"level":"high","reason":"甲"}"#]),
    ("quickTriage/Q1", &["[]", r#"["a"]"#, r#"["b"]"#]),
    ("answers/ST9-1", &["null", "{}", r#"{"verdict":"conforming"}"#, r#"{"verdict":"unsure","note":"乙"}"#]),
    ("answers/ST1-1/verdict", &["null", r#""nonconforming""#, r#""conforming""#]),
    ("answers/ST1-1/evidence", &["[]", r#"["记录"]"#, r#"["记录二"]"#]),
    ("causes", &["[]", r#"[{"custom":"甲","contribution":80}]"#, r#"[{"cause":"B:P1"},{}]"#]),
    ("draft/list", &["[]", r#"[{"matter":"甲事","status":"open"}]"#]),
    ("draft/assurance/cost", &["null", r#""各自承担""#, r#""企业承担""#]),
    (
        "records",
        &[
            "[]",
            r#"[{"recordNo":"20260318-01","content":"甲"}]"#,
            r#"[{"recordNo":"20260320-01"},{"recordNo":"20260318-01","content":"乙"}]"#,
            r#"[{"recordNo":"20260320-01","satisfaction":5},{"recordNo":"20260320-01","satisfaction":5}]"#,
        ],
    ),
    ("baseline/I01/num", &["null", "3", r#""4""#]),
    ("followUp/I13/ratings", &["[]", "[0,0,0,1,2]"]),
    ("views/team", &["null", r#""好""#, r#""还要看""#]),
    ("weekly", &["[]", r#"[{"week":"1"}]"#]),
    (
        "events",
        &[
            "[]",
            r#"[{"kind":"harmFound","date":"2026-03-01"}]"#,
            r#"[{"kind":"publicNotice","date":"2026-02-01"},{"kind":"harmFound","date":"2026-03-01"}]"#,
        ],
    ),
    ("improvements", &["[]", r#"[{"worked":"甲"}]"#, r#"[{"worked":"乙"},{"worked":"甲"}]"#]),
    ("practice", &["null", r#""""#, r#""甲法""#, r#""乙法""#, r#""丙法""#]),
    ("governance/name", &[r#""""#, r#""示例协会""#]),
    ("governance/assessors", &["[]", r#"["梁某"]"#]),
    ("governance/assessment/units/C2.1", &["null", r#"{"level":0}"#, r#"{"notApplicable":"没有"}"#]),
    ("governance/assessment/units/C1.1/level", &["null", "0", "3"]),
    ("governance/assessment/units/C1.1/note", &["null", r#""有""#]),
    ("governance/framework/7.2.b", &["null", "{}", r#"{"state":"partly"}"#, r#"{"state":"unsure","note":"甲"}"#]),
    ("governance/framework/6.1.a/state", &["null", r#""in-place""#, r#""not-applicable""#]),
    (
        "governance/surveys",
        &[
            "[]",
            r#"[{"period":"2025","sent":112,"valid":85,"satisfied":69}]"#,
            r#"[{"period":"2025"},{"period":"2026","sent":0}]"#,
        ],
    ),
    ("earlier/answers/ST1-8", &["null", r#"{"verdict":"unsure"}"#]),
    ("earlier/framework/7.2.c", &["null", r#"{"state":"not-in-place"}"#]),
    (
        "snapshots",
        &[
            "[]",
            r#"[{"label":"一","takenOn":"2026-01-01","dossier":{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"d-1","title":"甲","answers":{"ST2-1":null,"ST1-1":null},"results":{"risk":null,"computedOn":"2026-01-01"}}}]"#,
        ],
    ),
    ("conflicts", &["[]", r#"[{"path":"/practice","values":["丁法"]},{"path":"/title","values":["乙","甲"]}]"#]),
    (
        "extra/kinds",
        &[
            "null",
            "false",
            "0",
            r#""甲""#,
            "[]",
            "[1]",
            "{}",
            r#"{"b":1,"a":{"deep":true}}"#,
            r#"{"a":{"deep":false}}"#,
        ],
    ),
    ("extra/a~b/c", &["1", r#""1""#, "4503599627370496"]),
];

fn put(tree: &mut Json, path: &[&str], value: Json) {
    let [key, rest @ ..] = path else {
        *tree = value;
        return;
    };
    let Json::Object(entries) = tree else { panic!("{key}") };
    let place = entries.iter().position(|(other, _)| other == key).unwrap_or_else(|| {
        entries.push(((*key).to_owned().into(), Json::default()));
        entries.len() - 1
    });
    // An earlier slot may have put something else there.
    if !rest.is_empty() && !matches!(entries[place].1, Json::Object(_)) {
        entries[place].1 = Json::default();
    }
    put(&mut entries[place].1, rest, value);
}

/// A copy of the one case: of each slot nothing, or one of its values.
fn copy() -> impl Strategy<Value = Dossier> {
    proptest::collection::vec(0..12_usize, SLOTS.len()).prop_map(|choices| {
        let first = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"d-1","title":"甲"}"#;
        let mut tree = json::read(first).unwrap();
        for ((path, values), choice) in SLOTS.iter().zip(choices) {
            let Some(value) = values.get(choice) else { continue };
            if path.starts_with("governance/") && tree.get("governance").is_none() {
                put(&mut tree, &["governance", "assessment", "units"], Json::default());
            }
            put(&mut tree, &path.split('/').collect::<Vec<_>>(), json::read(value).unwrap());
        }
        json::decode(&tree).unwrap()
    })
}

fn merge(dossiers: &[&Dossier]) -> Dossier {
    let dossiers: Vec<Dossier> = dossiers.iter().map(|dossier| (*dossier).clone()).collect();
    let merged = dossier::merge(&dossiers).unwrap();
    assert_eq!(merged.conflicts, merged.dossier.conflicts);
    merged.dossier
}

/// The same value with all keys in order.
fn sorted(json: &Json) -> Json {
    match json {
        Json::Array(items) => Json::Array(items.iter().map(sorted).collect()),
        Json::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Json::Object(entries)
        }
        leaf => leaf.clone(),
    }
}

fn is_blank(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

fn pointer(path: &str, key: &str) -> String {
    format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Where something of a copy is neither in the merged file nor in its conflicts.
fn dropped(copy: &Json, merged: Option<&Json>, path: &str, conflicts: &[Conflict]) -> Option<String> {
    const SETS: [&str; 4] = ["/records", "/events", "/improvements", "/snapshots"];
    // Days and versions give way to later ones; marks of content are no facts; results and conflicts are merged apart.
    const APART: [&str; 6] = ["/savedOn", "/version", "/content", "/results", "/sha256", "/conflicts"];
    let unsaid = match copy {
        Json::Bool(confirmed) => !confirmed && (path.ends_with("Declare") || path.ends_with("usccConfirmed")),
        Json::String(text) => text == "unknown" && path.starts_with("/facts/"),
        _ => false,
    };
    let said = |value: &Json| sorted(value) == sorted(copy);
    if is_blank(copy) || unsaid || APART.contains(&path) || merged.is_some_and(said) {
        return None;
    }
    if conflicts.iter().any(|conflict| conflict.path == path && conflict.values.iter().any(said)) {
        return None;
    }
    match (copy, merged) {
        (Json::Object(entries), Some(merged @ Json::Object(_))) => {
            entries.iter().find_map(|(key, value)| dropped(value, merged.get(key), &pointer(path, key), conflicts))
        }
        (Json::Array(items), Some(Json::Array(merged))) if SETS.contains(&path) => items
            .iter()
            .find(|item| !merged.iter().any(|other| sorted(other) == sorted(item)))
            .map(|item| format!("{path}: {item:?}")),
        _ => Some(format!("{path}: {copy:?}")),
    }
}

/// Without what is worked out when the file is written.
fn facts(mut dossier: Dossier) -> Dossier {
    dossier.content.clear();
    dossier.results = None;
    dossier.sha256 = None;
    dossier
}

fn write(dossier: &Dossier, format: DossierFormat) -> String {
    dossier::write(&built_in(), dossier, format).unwrap().text
}

fn read(text: &str) -> dossier::ReadDossier {
    dossier::read(&built_in(), text).unwrap()
}

fn leaves<'a>(json: &'a mut Json, found: &mut Vec<&'a mut Json>) {
    match json {
        Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| leaves(value, found)),
        Json::Array(items) => items.iter_mut().for_each(|item| leaves(item, found)),
        Json::Null => {}
        leaf => found.push(leaf),
    }
}

/// Something else in the place of a value.
fn change(leaf: &mut Json) {
    *leaf = match leaf {
        Json::Bool(value) => Json::Bool(!*value),
        Json::Number(text) => Json::Number(format!("1{text}").into()),
        Json::String(text) => Json::String(format!("{text}改").into()),
        _ => return,
    };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn merging_does_not_mind_the_order(a in copy(), b in copy(), c in copy()) {
        let all = merge(&[&a, &b, &c]);
        prop_assert_eq!(&all, &merge(&[&c, &a, &b]));
        prop_assert_eq!(merge(&[&a, &b]), merge(&[&b, &a]));
        prop_assert_eq!(&all, &merge(&[&merge(&[&a, &b]), &c]));
        prop_assert_eq!(&all, &merge(&[&a, &merge(&[&b, &c])]));
    }

    #[test]
    fn merging_again_changes_nothing(a in copy(), b in copy()) {
        prop_assert_eq!(merge(&[&a, &a]), merge(&[&a]));
        let merged = merge(&[&a, &b]);
        prop_assert_eq!(&merge(&[&merged]), &merged);
        prop_assert_eq!(&merge(&[&merged, &merged]), &merged);
        prop_assert_eq!(&merge(&[&merged, &a, &b]), &merged);
    }

    /// Ending a period loses nothing: the year is in the snapshot, and confirmed again the answers are what they were.
    #[test]
    fn a_period_ends_without_a_loss(case in copy()) {
        let packs = built_in();
        let today = Date::read("2026-12-31").unwrap();
        let label = "这一期";
        let ended = dossier::start_period(&packs, case.clone(), label, (None, None), today).unwrap();
        prop_assert!(ended.answers.is_empty());
        prop_assert!(ended.governance.as_ref().is_none_or(|record| record.assessment.units.is_empty()));
        let kept = ended.snapshots.last().unwrap().dossier.facts().unwrap();
        prop_assert_eq!(&kept.answers, &case.answers);
        prop_assert_eq!(&kept.governance, &case.governance);
        let place = format!("/snapshots/{}/", case.snapshots.len());
        let differences = dossier::verify(&packs, &AsWritten::from(&ended)).unwrap().differences;
        prop_assert!(!differences.iter().any(|change| change.path.starts_with(&place)), "{:?}", differences);
        // What nothing was said of, be it that it is not answered, has nothing to wait for.
        let again = dossier::confirm_earlier(ended, None).unwrap();
        for (code, answer) in case.answers.iter() {
            prop_assert_eq!(again.answers.get(code), Some(answer));
        }
        for (code, answer) in case.governance.iter().flat_map(|record| record.assessment.units.iter()) {
            prop_assert_eq!(again.governance.as_ref().unwrap().assessment.units.get(code), Some(answer));
        }
    }

    #[test]
    fn merging_drops_nothing(a in copy(), b in copy(), c in copy()) {
        let merged = merge(&[&a, &b, &c]);
        let tree = merged.encode();
        for copy in [&a, &b, &c] {
            prop_assert_eq!(dropped(&copy.encode(), Some(&tree), "", &merged.conflicts), None);
            for conflict in &copy.conflicts {
                let kept = merged.conflicts.iter().find(|other| other.path == conflict.path).unwrap();
                prop_assert!(conflict.values.iter().all(|value| kept.values.contains(value)));
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again(case in copy()) {
        let [json, html] = [DossierFormat::Json, DossierFormat::Html].map(|format| (format, write(&case, format)));
        // To a browser the data ends where ours does, and nothing of a user's is markup.
        prop_assert_eq!(html.1.to_lowercase().matches("</script").count(), 1);
        prop_assert!(!html.1.contains("<b>"));
        let found = read(&json.1);
        let remarks: Vec<String> = found.changes.iter().map(|change| change.path.clone()).collect();
        let mut expected: Vec<String> = if case.version == "2.3" { vec!["/extra".to_owned()] } else { Vec::new() };
        expected.extend(case.conflicts.iter().map(|conflict| conflict.path.clone()));
        prop_assert_eq!(remarks, expected);
        prop_assert_eq!(&read(&html.1), &found);
        prop_assert_eq!(facts(found.dossier.clone()), facts(case));
        for (format, text) in [json, html] {
            prop_assert_eq!(write(&found.dossier, format), text);
        }
    }

    #[test]
    fn what_was_written_verifies_until_it_is_changed(case in copy(), at in any::<prop::sample::Index>()) {
        let written = read(&write(&case, DossierFormat::Json)).dossier;
        let mut tree = written.encode();
        let verify = |tree: &Json| {
            let arguments = json::write(&Json::Object(vec![("dossier".into(), tree.clone())]));
            api::answer(&built_in(), "verifyDossier", &arguments).map(|answer| answer.get("ok").cloned())
        };
        // The results of the made-up snapshot are none that could come of its facts.
        if case.snapshots.is_empty() {
            prop_assert_eq!(verify(&tree).unwrap(), Some(Json::Bool(true)));
        }
        let mut all = Vec::new();
        leaves(&mut tree, &mut all);
        let place = at.index(all.len());
        change(all[place]);
        // What does not even fit is refused.
        prop_assert_ne!(verify(&tree).ok().flatten(), Some(Json::Bool(true)));
    }
}

/// The one thing of a file that its own seal does not cover is the order in which a person looks at it.
#[test]
fn a_snapshot_is_still_whole_after_merging() {
    let text = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"d-1","title":"甲",
        "answers":{"ST2-1":{"verdict":"conforming"},"ST1-1":{"verdict":"unsure"}},"extra":{"z":1,"a":2}}"#;
    let case: Dossier = json::decode(&json::read(text).unwrap()).unwrap();
    let day = quality_selfcheck::date::Date::read("2026-03-31").unwrap();
    let taken = dossier::take_snapshot(&built_in(), case.clone(), "一季度", (None, None), day).unwrap();
    let merged = merge(&[&case, &taken]);
    assert_eq!(merged.snapshots, taken.snapshots);
    let verified = dossier::verify(&built_in(), &AsWritten::from(&merged)).unwrap();
    assert_eq!(verified.differences, []);
    assert_eq!(verified.summary, "核对一致：2 处存下的结果和校验值都和重算的一样。");
}

/// The page of a file speaks Chinese of the framework check and the surveys too.
#[test]
fn the_page_of_a_file_names_items_of_the_framework_and_surveys() {
    let text = r#"{"format":"quality-selfcheck","version":"3.0","kind":"association","id":"d-1","title":"甲",
        "governance":{"assessment":{"units":{}},"framework":{"7.2.b":{"state":"partly"},
        "8.3.2.e":{"state":"not-applicable","reason":"没有合作方"}},"surveys":[{"period":"2026","sent":120,"valid":95,"satisfied":84}]},
        "earlier":{"framework":{"8.3.1.a":{"state":"not-in-place","note":"没有办公室"}}}}"#;
    let page = write(&json::decode(&json::read(text).unwrap()).unwrap(), DossierFormat::Html);
    let plan = "实施框架自查 7.2.b 制定年度工作计划，并按计划实施；";
    let office = "实施框架自查 8.3.1.a 内部基础设施，如：行业组织自有的办公地点、软硬件设施等；";
    for row in [
        &format!("<th>{plan} 落实情况<td>部分落实"),
        "<th>实施框架自查 8.3.2.e 合作方指派人员。 落实情况<td>不适用",
        "<th>实施框架自查 8.3.2.e 合作方指派人员。 理由<td>没有合作方",
        "<th>成员满意度调查 1 期间<td>2026",
        "<th>成员满意度调查 1 发放份数<td>120",
        "<th>成员满意度调查 1 有效份数<td>95",
        "<th>成员满意度调查 1 满意及以上份数<td>84",
        &format!("<th>{office} 落实情况<td>未落实"),
        &format!("<th>{office} 备注<td>没有办公室"),
    ] {
        assert!(page.contains(row), "{row}");
    }
}

#[test]
fn an_answer_that_was_put_aside_counts_for_nothing() {
    let text = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"d-1","title":"甲",
        "content":[{"pack":"assistance","edition":"旧版","sha256":"00","items":{"ST1-1":"00"}}],
        "answers":{"ST1-1":{"verdict":"nonconforming"},"ST1-2":{"verdict":"conforming"}}}"#;
    let case: Dossier = json::decode(&json::read(text).unwrap()).unwrap();
    let carried = dossier::carry_over(&built_in(), &built_in(), case).unwrap();
    assert_eq!(carried.dossier.answers.keys().collect::<Vec<_>>(), ["ST1-2"]);
    assert_eq!(carried.dossier.earlier.answers.keys().collect::<Vec<_>>(), ["ST1-1"]);
    let day = quality_selfcheck::date::Date::read("2026-03-31").unwrap();
    let check = dossier::check(&built_in(), &carried.dossier, day).unwrap();
    assert!(check.results.key_failed.is_empty());
    // Once it is answered again it is an answer to the present wording.
    let mut again = carried.dossier;
    let answer = again.earlier.answers.get("ST1-1").cloned().unwrap();
    again.answers.insert("ST1-1".to_owned(), answer);
    let carried = dossier::carry_over(&built_in(), &built_in(), again).unwrap();
    assert_eq!((carried.reopened.len(), carried.kept), (0, 2));
}

/// A file of version 1.0 that was made with the present content names no wording; once it is carried over it does.
#[test]
fn what_stands_is_marked_with_the_wording_that_it_stands_for() {
    let sha256 = &built_in().assistance().sha256;
    let text = format!(
        r#"{{"format":"quality-selfcheck","version":"1.0","kind":"enterprise","id":"d-1","title":"甲",
        "content":[{{"pack":"assistance","edition":"甲","sha256":"{sha256}"}}],"answers":{{"ST1-2":{{"verdict":"conforming"}}}}}}"#
    );
    let edition = &built_in().assistance().manifest.edition;
    let pack = format!(
        r#"[{{"guide":"assistance","extends":"{edition}","checklist":[{{"code":"ST1","items":[{{"code":"ST1-2","advice":"另一条建议"}}]}}]}}]"#
    );
    let own = load_all(&built_in(), &json::read(&pack).unwrap()).unwrap();
    let mut case = read(&text).dossier;
    for _ in 0..2 {
        let carried = dossier::carry_over(&built_in(), &own.packs(), case).unwrap();
        assert_eq!((carried.reopened.len(), carried.kept), (0, 1));
        case = carried.dossier;
        assert_eq!(case.content[0].items.get("ST1-2").map(String::len), Some(16));
    }
}

/// Where something of an old file is not in the new one. Numbers that people typed are kept as text.
fn lost(old: &Json, new: Option<&Json>, path: &str) -> Option<String> {
    match (old, new) {
        _ if is_blank(old) => None,
        (Json::Object(entries), Some(new)) => {
            entries.iter().find_map(|(key, value)| lost(value, new.get(key), &pointer(path, key)))
        }
        (Json::Array(items), Some(Json::Array(new))) if items.len() == new.len() => {
            let pairs = items.iter().zip(new).enumerate();
            pairs.into_iter().find_map(|(index, (old, new))| lost(old, Some(new), &format!("{path}/{index}")))
        }
        (Json::Number(old) | Json::String(old), Some(Json::Number(new) | Json::String(new))) if old == new => None,
        (old, Some(new)) if old == new => None,
        (old, new) => Some(format!("{path}: {old:?} → {new:?}")),
    }
}

/// Old save files open forever.
#[test]
fn every_file_of_an_earlier_version_is_brought_over_without_a_loss() {
    let folders = ["1.0", "2.0"].map(|version| (version, format!("tests/dossiers/v{}", &version[..1])));
    let mut count = 0;
    let files = folders.iter().flat_map(|(version, folder)| {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
        entries.map(|entry| (*version, entry.unwrap().path()))
    });
    for (version, path) in files {
        let text = fs::read_to_string(&path).unwrap();
        let mut old = json::read(&text).unwrap();
        assert_eq!(old.get("version"), Some(&Json::String(version.into())), "{}", path.display());
        put(&mut old, &["version"], Json::String("3.0".into()));
        put(&mut old, &["sha256"], Json::Null);
        rename(&mut old);
        let found = read(&text);
        assert_eq!(found.changes[0].path, "/version", "{}", path.display());
        assert_eq!(lost(&old, Some(&found.dossier.encode()), ""), None, "{}", path.display());
        for format in [DossierFormat::Json, DossierFormat::Html] {
            let again = read(&write(&found.dossier, format));
            assert_eq!(again.changes, [], "{}", path.display());
            assert_eq!(again.dossier.version, "3.0");
            assert_eq!(facts(again.dossier), facts(found.dossier.clone()), "{}", path.display());
        }
        count += 1;
    }
    assert!(count >= 5);
}

/// What version 3 calls otherwise (domain 8.1, 8.2, 8.9 to 8.11), in a file of an earlier version.
fn rename(file: &mut Json) {
    for row in items(file, &["causes"]) {
        if row.get("contribution").is_some_and(|share| *share != Json::Null) {
            put(row, &["basis"], Json::String("estimate".into()));
        }
    }
    for problem in items(file, &["application", "problems"]) {
        if let Json::Object(entries) = problem {
            for (key, value) in entries {
                match (key.as_ref(), value) {
                    ("orderReceivedOn", _) => *key = "orderedOn".into(),
                    ("injury", injury) if *injury == Json::String("no".into()) => *injury = Json::String("none".into()),
                    ("injury", injury) if *injury == Json::String("yes".into()) => {
                        *injury = Json::String("minor".into());
                    }
                    _ => {}
                }
            }
        }
    }
    for side in ["baseline", "followUp"] {
        if let Some(Json::Object(measured)) = slot(file, &[side]) {
            let Some(place) = measured.iter().position(|(id, _)| id == "I14") else { continue };
            let (_, benefit) = measured.remove(place);
            for (id, key) in [("I14a", "num"), ("I14b", "den")] {
                let amount = benefit.get(key).unwrap().clone();
                measured.push((id.into(), Json::Object(vec![("num".into(), amount)])));
            }
        }
    }
}

fn slot<'a>(tree: &'a mut Json, path: &[&str]) -> Option<&'a mut Json> {
    let [key, rest @ ..] = path else { return Some(tree) };
    let Json::Object(entries) = tree else { return None };
    slot(&mut entries.iter_mut().find(|(other, _)| other == key)?.1, rest)
}

fn items<'a>(tree: &'a mut Json, path: &[&str]) -> &'a mut [Json] {
    match slot(tree, path) {
        Some(Json::Array(items)) => items,
        _ => &mut [],
    }
}
