//! The living case: whatever is done to it, it is what the pure functions say of its file, and can be taken back and done again.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;

use quality_selfcheck::case::{Case, CaseChange, CaseSnapshot, Join, StepStatus, ViewOptions};
use quality_selfcheck::date::Date;
use quality_selfcheck::dossier::{self, Dossier, DossierKind};
use quality_selfcheck::issue::Issue;
use quality_selfcheck::json::{self, Encode, Json, Tree};
use quality_selfcheck::pack::{FieldKind, FormField, Need, Packs, Severity, StepPhase, Text, built_in};

use crate::vectors::contains;

/// A place or a key, and what stands there.
type Stands = (String, Json);

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.throw(items.len())].clone()
    }
}

fn today() -> Date {
    Date::read("2026-11-30").unwrap()
}

fn sample(kind: &str) -> Dossier {
    let path = format!("{}/www/web/src/samples/{kind}.json", env!("CARGO_MANIFEST_DIR"));
    dossier::read(&built_in(), &fs::read_to_string(path).unwrap()).unwrap().dossier
}

/// A file in which little has been said yet.
fn begun(kind: &str) -> Dossier {
    let governance = if kind == "association" { r#"{ "assessment": { "units": {} } }"# } else { "null" };
    let text = format!(
        r#"{{ "format": "quality-selfcheck", "version": "3.0", "kind": "{kind}", "id": "x", "title": "",
            "application": {{}}, "governance": {governance} }}"#
    );
    json::decode(&json::read(&text).unwrap()).unwrap()
}

/// The places of a tree, with what stands there.
fn places<'a>(tree: &'a Json, path: &str, found: &mut Vec<(String, &'a Json)>) {
    found.push((path.to_owned(), tree));
    match tree {
        Json::Object(entries) => entries.iter().for_each(|(key, value)| places(value, &format!("{path}/{key}"), found)),
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, &format!("{path}/{index}"), found));
        }
        _ => {}
    }
}

const VALUES: [&str; 16] = [
    "null",
    "true",
    "false",
    "0",
    "3",
    "5",
    "-1",
    "1e3",
    "\"\"",
    "\"x\"",
    "\"2026-03-01\"",
    "[]",
    "{}",
    "[\"T1\"]",
    r#"{"level":2}"#,
    r#"{"verdict":"nonconforming"}"#,
];

const CODES: [&str; 14] = [
    "conforming",
    "nonconforming",
    "unsure",
    "not-applicable",
    "high",
    "low",
    "yes",
    "no",
    "spot-check",
    "expired",
    "in-place",
    "production-licence",
    "application",
    "supervision",
];

/// Values that are likely to fit: what stands under the same key elsewhere.
fn value(dice: &mut Dice, path: &str, pool: &[(String, Json)]) -> Json {
    let key = path.rsplit('/').next().unwrap_or_default();
    let alike: Vec<&Json> = pool.iter().filter(|(other, _)| other == key).map(|(_, value)| value).collect();
    match dice.throw(4) {
        0 => json::read(dice.of(&VALUES)).unwrap(),
        1 => Json::String(dice.of(&CODES).into()),
        _ if alike.is_empty() => json::read(dice.of(&VALUES)).unwrap(),
        _ => dice.of(&alike).clone(),
    }
}

fn object(entries: &[(&'static str, Json)]) -> Json {
    Json::Object(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).collect())
}

fn text(text: &str) -> Json {
    Json::String(text.to_owned().into())
}

/// An operation, mostly one that can be performed.
fn operation(dice: &mut Dice, tree: &Json, pool: &[(String, Json)], whole: &[(String, Json)]) -> Json {
    let mut found = Vec::new();
    places(tree, "", &mut found);
    if dice.throw(2) == 0 {
        // What stands in a full file at that place, or above it where nothing stands yet; or something like it.
        let (wanted, _) = dice.of(whole);
        let ends = wanted.match_indices('/').map(|(end, _)| end).skip(1).chain([wanted.len()]);
        let mut prefixes = ends.map(|end| &wanted[..end]);
        let is_there = |path: &str| found.iter().any(|(other, stands)| other == path && **stands != Json::Null);
        let path = prefixes.find(|path| !is_there(path)).unwrap_or(&wanted);
        let stands = whole.iter().find(|(other, _)| other == path).map(|(_, value)| value.clone());
        let value = if dice.throw(6) == 0 { None } else { stands }.unwrap_or_else(|| value(dice, path, pool));
        return object(&[("op", text("add")), ("path", text(path)), ("value", value)]);
    }
    let open = |path: &str| {
        path.matches('/').count() > 1 || ["/title", "/practice", "/application", "/governance"].contains(&path)
    };
    found.retain(|(path, _)| open(path) || dice.throw(20) == 0);
    let (path, stands) = dice.of(&found);
    let wanted = value(dice, &path, pool);
    match dice.throw(12) {
        0 => object(&[("op", text("remove")), ("path", text(&path))]),
        1 => object(&[("op", text("test")), ("path", text(&path)), ("value", stands.clone())]),
        2 => {
            let (other, _) = dice.of(&found);
            object(&[("op", text(dice.of(&["move", "copy"]))), ("from", text(&path)), ("path", text(&other))])
        }
        3 => {
            let list = matches!(stands, Json::Array(_));
            let path = if list {
                format!("{path}/{}", dice.of(&["-", "0", "7"]))
            } else {
                format!("{path}/{}", dice.of(&["ST1-1", "C1.1", "I01", "x"]))
            };
            object(&[("op", text("add")), ("path", text(&path)), ("value", wanted)])
        }
        4 | 5 => object(&[("op", text("add")), ("path", text(&path)), ("value", wanted)]),
        _ => object(&[("op", text("replace")), ("path", text(&path)), ("value", wanted)]),
    }
}

fn bytes(case: &Case) -> String {
    json::write(&case.dossier(&built_in()))
}

fn view(case: &mut Case, name: &str) -> Result<Json, quality_selfcheck::error::Error> {
    view_by(&built_in(), case, name)
}

fn view_by(packs: &Packs<'_>, case: &mut Case, name: &str) -> Result<Json, quality_selfcheck::error::Error> {
    let mut tree = Tree::default();
    case.view(packs, name, &ViewOptions::default(), "", &mut tree)?;
    Ok(tree.tree())
}

const OF_ENTERPRISE: [&str; 10] = [
    "application",
    "checklist",
    "risk",
    "suggestions",
    "causes",
    "deadlines",
    "plan",
    "records",
    "effect",
    "conclusion",
];
/// Where a file holds answers.
const ANSWERED: [&str; 13] = [
    "/application/",
    "/answers/",
    "/facts",
    "/override",
    "/causes",
    "/draft/",
    "/governance/",
    "/views",
    "/followUp",
    "/riskControls",
    "/dailyChecks",
    "/weeklyReports",
    "/monthlyMinutes",
];
const OF_ASSOCIATION: [&str; 3] = ["governance", "framework", "satisfaction"];

/// Every view is what the pure function says of the file.
fn assert_views(case: &mut Case, steps: &[&str]) {
    let file = case.dossier(&built_in());
    let Ok(check) = dossier::check(&built_in(), &file, today()) else {
        // What refuses the whole file refuses a view, and the others can still be seen.
        assert!(steps.iter().any(|name| view(case, name).is_err()), "{steps:?}");
        return;
    };
    let check = check.encode();
    let of = if file.kind == DossierKind::Enterprise { check.get("enterprise").unwrap() } else { &check };
    for name in steps {
        assert_eq!(&view(case, name).unwrap(), of.get(name).unwrap(), "{name}");
    }
    if file.kind == DossierKind::Enterprise {
        let duty = dossier::daily_duty(&built_in(), &file, today()).unwrap();
        assert_eq!(view(case, "dailyDuty").unwrap(), duty.encode());
    }
}

/// Statuses say nothing else than the views.
fn assert_steps(case: &mut Case) {
    let steps = case.steps().to_vec();
    let status = |code: &str| steps.iter().find(|step| step.code == code).map(|step| step.status);
    for step in &steps {
        assert!(step.done <= step.of, "{}: {} of {}", step.code, step.done, step.of);
        assert!(!step.sentence.is_empty() && !step.sentence.contains('{'), "{}: {}", step.code, step.sentence);
        let is_complete = step.status == StepStatus::Complete;
        assert!(!is_complete || (step.done == step.of && step.next.is_none()), "{} is complete", step.code);
    }
    if let Ok(application) = view(case, "application") {
        let is_ready = application.get("ready") == Some(&Json::Bool(true));
        assert_eq!(status("proofreading") == Some(StepStatus::Complete), is_ready);
    }
    if let Ok(card) = view(case, "governance") {
        let is_missing = !matches!(card.get("missing"), Some(Json::Array(missing)) if missing.is_empty());
        assert!(!(is_missing && status("units") == Some(StepStatus::Complete)));
        assert!(!(is_missing && status("result") == Some(StepStatus::Complete)));
    }
}

/// What some forms lack, as it follows from what the pure functions say of a file.
fn lacking(file: &Dossier) -> Vec<(&'static str, BTreeSet<String>)> {
    let Ok(check) = dossier::check(&built_in(), file, today()) else { return Vec::new() };
    let codes =
        |place: &str, codes: &[Text]| codes.iter().map(|code| format!("{place}/{code}")).collect::<BTreeSet<_>>();
    let wrong = |issues: &[Issue]| -> BTreeSet<String> {
        let errors = issues.iter().filter(|issue| issue.severity == Severity::Error);
        errors.map(|issue| issue.path.clone()).collect()
    };
    let mut forms = Vec::new();
    if let Some(check) = &check.enterprise {
        let required = check.application.missing.iter().filter(|missing| missing.need == Need::Required);
        let required: BTreeSet<String> = required.map(|missing| missing.path.clone()).collect();
        forms.push(("application", &wrong(&check.application.issues) | &required));
        let unanswered = codes("/answers", &check.checklist.missing);
        forms.push(("checklist", &wrong(&check.checklist.issues) | &unanswered));
    }
    if let Some(card) = &check.governance {
        let units = codes("/governance/assessment/units", &card.missing);
        let earlier = file.snapshots.is_empty().then(|| "/snapshots".to_owned());
        forms.push(("comparison", &(&wrong(&card.issues) | &units) | &earlier.into_iter().collect()));
    }
    forms
}

/// Forms are as ready as the file says, whenever somebody has looked at them before.
fn assert_forms(case: &mut Case) {
    let file = case.dossier(&built_in());
    let kept = view(case, "forms").unwrap();
    let mut again = Case::open(&built_in(), file.clone(), today()).unwrap();
    // Opening gives an association's file a new record where the whole of it was taken out.
    if bytes(&again) == bytes(case) {
        assert_eq!(kept, view(&mut again, "forms").unwrap());
    }
    let Some(Json::Array(forms)) = kept.get("forms") else { panic!("{}", json::write(&kept)) };
    for form in forms {
        let Some(Json::Array(missing)) = form.get("missing") else { panic!("{}", json::write(form)) };
        assert_eq!(form.get("ready"), Some(&Json::Bool(missing.is_empty())));
    }
    for (code, wanted) in lacking(&file) {
        let form = forms.iter().find(|form| text_of(form.get("form")) == code).unwrap();
        let Some(Json::Array(missing)) = form.get("missing") else { panic!("{}", json::write(form)) };
        let paths: BTreeSet<String> = missing.iter().map(|place| text_of(place.get("path")).to_owned()).collect();
        assert_eq!(paths, wanted, "{code}");
    }
}

/// One case: patches, some joined, some refused, and everything taken back and done again.
fn sequence(
    seed: u64,
    first: &Dossier,
    (pool, whole): (&[Stands], &[Stands]),
    names: &[&str],
    length: usize,
) -> (usize, usize) {
    let (mut applied, mut seen) = (0, 0);
    let packs = built_in();
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut case = Case::open(&packs, first.clone(), today()).unwrap();
    let opened = bytes(&case);
    let mut middle: Option<CaseSnapshot> = None;
    for _ in 0..length {
        let tree = case.dossier(&packs).encode();
        let operations = 1 + dice.throw(3);
        let patch = Json::Array((0..operations).map(|_| operation(&mut dice, &tree, pool, whole)).collect());
        let join = if dice.throw(3) == 0 { Join::Last } else { Join::New };
        let before = (bytes(&case), case.revision(), case.steps().to_vec());
        match case.apply(&packs, &patch, join) {
            Ok(CaseChange { revision, stale, .. }) => {
                assert_eq!(revision, before.1 + 1);
                applied += 1;
                seen += usize::from(stale.iter().any(|view| view != "forms"));
            }
            Err(error) => {
                assert!(!error.message.is_empty());
                assert_eq!((bytes(&case), case.revision(), case.steps().to_vec()), before, "{}", json::write(&patch));
            }
        }
        if seed.is_multiple_of(8) {
            view(&mut case, "forms").unwrap();
        }
        match dice.throw(8) {
            0 => drop(case.undo(&packs).unwrap()),
            1 => drop(case.redo(&packs).unwrap()),
            2 => middle = Some(case.snapshot(&packs)),
            _ => {}
        }
    }
    assert_views(&mut case, names);
    assert_steps(&mut case);
    if seed.is_multiple_of(8) {
        assert_forms(&mut case);
    }
    let (last, steps) = (bytes(&case), case.steps().to_vec());
    // The journal leads to the same, from the file and from a snapshot on.
    let journal = |since: u32| Json::Array(case.journal(since).iter().map(Encode::encode).collect());
    let start =
        CaseSnapshot { dossier: json::decode(&json::read(&opened).unwrap()).unwrap(), ..CaseSnapshot::default() };
    for snapshot in [Some(start), middle].into_iter().flatten() {
        let stored = json::decode::<CaseSnapshot>(&json::read(&json::write(&snapshot)).unwrap()).unwrap();
        let entries = journal(stored.revision);
        let again = Case::resume(&packs, stored, &entries, today()).unwrap();
        assert_eq!(bytes(&again), last);
        assert_eq!(again.steps(), steps);
    }
    while case.undo(&packs).unwrap().is_some() {}
    assert_eq!(bytes(&case), opened);
    while case.redo(&packs).unwrap().is_some() {}
    (applied, seen)
}

fn whole(file: &Dossier) -> Vec<(String, Json)> {
    let tree = file.encode();
    let mut found = Vec::new();
    places(&tree, "", &mut found);
    found.into_iter().map(|(path, value)| (path, value.clone())).collect()
}

/// 20,000 sequences on files that have just begun, and some on full ones.
fn sequences(kind: &str, names: &[&str]) {
    let full = sample(kind);
    let blank = begun(kind);
    let whole = whole(&full);
    let pool: Vec<(String, Json)> = whole
        .iter()
        .map(|(path, value)| (path.rsplit('/').next().unwrap_or_default().to_owned(), value.clone()))
        .collect();
    // Where something can be put in a file that has just begun.
    let near: Vec<(String, Json)> = whole
        .iter()
        .filter(|(path, _)| !path.split('/').skip(1).any(|key| key.parse::<usize>().is_ok_and(|index| index > 0)))
        .filter(|(path, _)| path.matches('/').count() >= 1)
        .filter(|(path, _)| {
            ![
                "/content",
                "/snapshots",
                "/results",
                "/conflicts",
                "/format",
                "/version",
                "/kind",
                "/id",
                "/savedOn",
                "/sha256",
            ]
            .iter()
            .any(|ours| path.starts_with(ours))
        })
        .cloned()
        .collect();
    let given = (pool.as_slice(), near.as_slice());
    let short = (0..10_000).map(|seed| sequence(seed, &blank, given, names, 3));
    let long = (0..100).map(|seed| sequence(seed + 1_000_000, &full, given, names, 6));
    let (applied, seen) = short.chain(long).fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
    // Otherwise nothing much would have been tried.
    assert!(applied > 12_000 && seen > 8_000, "{applied} patches were applied, {seen} of them were seen");
}

#[test]
fn an_enterprise_s_case_keeps_the_laws() {
    sequences("enterprise", &OF_ENTERPRISE);
}

#[test]
fn an_association_s_case_keeps_the_laws() {
    sequences("association", &OF_ASSOCIATION);
}

/// Of a text that is typed only its own field is checked again: what comes of it is what the whole form says.
#[test]
fn a_text_that_is_typed_is_checked_as_the_whole_form_is() {
    let blank = begun("enterprise");
    for first in [&blank, &sample("enterprise")] {
        assert!(typed(&built_in(), first) > 300);
    }
    // A pack may ask for anything as a text. What rules read then still depends on it.
    let mut texts = built_in().assistance().clone();
    for field in texts.application.groups.iter_mut().flat_map(|group| &mut group.fields) {
        if field.kind != FieldKind::Derived {
            field.kind = FieldKind::Text;
        }
    }
    typed(&built_in().with_assistance(&texts), &blank);
    // And may part a group in two.
    let mut parted = built_in().assistance().clone();
    let again = parted.application.groups.iter().find(|group| group.key == "contact").unwrap().clone();
    parted.application.groups.push(again);
    typed(&built_in().with_assistance(&parted), &blank);
}

/// Types into every text of the form; answers how often that was taken.
fn typed(packs: &Packs<'_>, first: &Dossier) -> usize {
    const NAMES: [&str; 3] = ["application", "risk", "forms"];
    let is_text = |field: &&FormField| matches!(field.kind, FieldKind::Text | FieldKind::LongText);
    let groups = packs.assistance().application.groups.iter().filter(|group| !group.repeated);
    let texts: Vec<String> = groups
        .flat_map(|group| group.fields.iter().filter(is_text).map(|field| (&group.key, &field.key)))
        .map(|(group, field)| format!("/application/{group}/{field}"))
        .collect();
    let long = format!("\"{}\"", "长".repeat(3000));
    let values = [
        "\"\"",
        "\"字\"",
        "\"440106\"",
        "\"91440101MA5XXXXX0X\"",
        "\"2027-01-01\"",
        "\"2027-02-01\"",
        "\"2000\"",
        "null",
        &long,
    ];
    let set = |path: &str, value: &str| format!(r#"{{ "op": "add", "path": "{path}", "value": {value} }}"#);
    let hiding = r#"{ "op": "add", "path": "/application/subject/qmsCertState", "value": "yes" }"#;
    let figures = r#"[{ "op": "add", "path": "/application/subject/revenueWan", "value": "5000" }]"#;
    let mut case = Case::open(packs, first.clone(), today()).unwrap();
    case.apply(packs, &json::read(figures).unwrap(), Join::New).unwrap();
    let mut taken = 0;
    for (index, path) in texts.iter().enumerate() {
        for (turn, value) in values.iter().enumerate() {
            let other = &texts[(index + 1) % texts.len()];
            // One field, two at once, the same one twice, and one beside what changes the whole group.
            let patches = [
                format!("[{}]", set(path, value)),
                format!("[{}, {}]", set(path, value), set(other, values[(turn + 1) % values.len()])),
                format!("[{}, {}]", set(other, value), set(other, "null")),
                format!("[{hiding}, {}]", set(path, value)),
            ];
            for patch in patches {
                let looked = NAMES.map(|name| view_by(packs, &mut case, name).unwrap());
                let change = case.apply(packs, &json::read(&patch).unwrap(), Join::New);
                taken += usize::from(change.is_ok());
                let stale = change.map(|change| change.stale).unwrap_or_default();
                let mut again = Case::open(packs, case.dossier(packs), today()).unwrap();
                for (name, before) in NAMES.into_iter().zip(looked) {
                    let [now, fresh] = [&mut case, &mut again].map(|case| view_by(packs, case, name).unwrap());
                    assert_eq!(now, fresh, "{name}: {patch}");
                    // A host keeps what it is not told of.
                    assert!(now == before || stale.iter().any(|view| view == name), "{name}: {patch}");
                }
                assert_eq!(again.steps(), case.steps(), "{patch}");
            }
        }
    }
    taken
}

/// Every step of the content is measured, in the words of the content for whatever status it may have.
#[test]
fn every_step_of_the_content_is_measured() {
    for (kind, phases) in
        [("enterprise", &*built_in().assistance().steps), ("association", &*built_in().governance().steps)]
    {
        let case = Case::open(&built_in(), begun(kind), today()).unwrap();
        let steps = |phases: &[StepPhase]| -> Vec<String> {
            phases.iter().flat_map(|phase| phase.steps.iter().map(|step| step.code.to_string())).collect()
        };
        assert_eq!(case.steps().iter().map(|step| step.code.to_string()).collect::<Vec<_>>(), steps(phases));
    }
}

/// The public tests of RFC 6902, on the part of a file that holds anything.
#[cfg(feature = "schema")]
#[test]
fn json_patch_does_as_its_standard_says() {
    let folder = format!("{}/node_modules/json-patch-test-suite", env!("CARGO_MANIFEST_DIR"));
    // Whoever has not installed the packages of npm has not got them; `npm test` has.
    if !fs::exists(&folder).unwrap() {
        return;
    }
    let mut count = 0;
    for file in ["tests.json", "spec_tests.json"] {
        let text = fs::read_to_string(format!("{folder}/{file}")).unwrap();
        // In one of the tests a key stands twice: our own reader would refuse the whole text.
        let tests: serde_json::Value = serde_json::from_str(&text).unwrap();
        let Json::Array(tests) = json::read(&tests.to_string()).unwrap() else { panic!("no list") };
        let is_ours = |test: &&Json| {
            let twice = text_of(test.get("error")).contains("two 'op' members");
            test.get("disabled").is_none() && test.get("doc").is_some() && !twice
        };
        for test in tests.iter().filter(is_ours) {
            count += 1;
            let doc = test.get("doc").unwrap().clone();
            let mut file = begun("enterprise");
            file.extra = object(&[("doc", doc.clone())]);
            let mut case = Case::open(&built_in(), file, today()).unwrap();
            let result = case.apply(&built_in(), &prefixed(test.get("patch").unwrap()), Join::New);
            let left = case.dossier(&built_in()).extra;
            let left = left.get("doc").unwrap();
            let name = json::write(test);
            match (result, test.get("error")) {
                (Ok(_), None) => {
                    let expected = test.get("expected").unwrap_or(&doc);
                    assert_eq!(contains(left, expected, "").or_else(|| contains(expected, left, "")), None, "{name}");
                }
                (Err(error), Some(_)) => {
                    assert!(error.path.starts_with("/patch/"), "{name}: {}", error.path);
                    assert_eq!(left, &doc, "{name}");
                }
                (Ok(_), Some(_)) => panic!("must be refused: {name}"),
                (Err(error), None) => panic!("{error:?}: {name}"),
            }
        }
    }
    assert!(count > 80, "only {count} tests of the suite were run");
}

#[cfg(feature = "schema")]
fn text_of(json: Option<&Json>) -> &str {
    match json {
        Some(Json::String(text)) => text,
        _ => "",
    }
}

/// The patch with its places below the part of the file that holds the document.
#[cfg(feature = "schema")]
fn prefixed(patch: &Json) -> Json {
    let Json::Array(operations) = patch else { panic!("no list") };
    let prefix = |(key, value): &(json::Text, Json)| match value {
        Json::String(path)
            if ["path", "from"].contains(&key.as_ref()) && (path.is_empty() || path.starts_with('/')) =>
        {
            (key.clone(), Json::String(format!("/extra/doc{path}").into()))
        }
        _ => (key.clone(), value.clone()),
    };
    let operation = |operation: &Json| match operation {
        Json::Object(entries) => Json::Object(entries.iter().map(prefix).collect()),
        other => other.clone(),
    };
    Json::Array(operations.iter().map(operation).collect())
}

/// Every answer of a full file put anew once, alone: as another one, as none, and as it was.
#[test]
fn whatever_is_answered_all_views_know_it() {
    for (kind, names) in [("enterprise", &OF_ENTERPRISE[..]), ("association", &OF_ASSOCIATION[..])] {
        let packs = built_in();
        let full = sample(kind);
        let mut case = Case::open(&packs, full.clone(), today()).unwrap();
        let is_answer = |path: &str| ANSWERED.iter().any(|part| path.starts_with(part));
        let mut count = 0;
        for (path, stands) in whole(&full).into_iter().filter(|(path, _)| is_answer(path)) {
            let other = match &stands {
                Json::String(old) if Date::read(old).is_some() => text("2026-11-29"),
                Json::String(old) => Json::String(format!("{old}二").into()),
                Json::Bool(flag) => Json::Bool(!flag),
                Json::Number(_) => Json::Number("1".into()),
                Json::Null => text("2025-12-01"),
                other => other.clone(),
            };
            let mut is_changed = false;
            for value in [other, Json::Null, stands] {
                let patch =
                    Json::Array(vec![object(&[("op", text("replace")), ("path", text(&path)), ("value", value)])]);
                is_changed |= case.apply(&packs, &patch, Join::Last).is_ok();
                assert_views(&mut case, names);
            }
            count += usize::from(is_changed);
        }
        assert!(count > 100, "{kind}: {count}");
    }
}
