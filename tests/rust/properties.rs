//! Laws of scoring, self-checking, risk and time limits, tried on random answers.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quality_selfcheck::exact::Fraction;
use quality_selfcheck::governance::{self, Comparison, GapKind, Period, SchemeChoice, Scorecard, SelfAssessment};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;

use crate::content::{framework_items, items, unit_codes};

const SCHEMES: [&str; 3] = ["default-2026-1", "equal-indicator", "equal-unit"];
const KINDS: [&str; 5] = ["producer", "seller", "consignor", "consignee", "e-commerce"];
const LEFT_OUT: [&str; 7] = ["C11.1", "C12.4", "C12.5", "C15.2", "C17.1", "C17.2", "C22.1"];

fn codes() -> Vec<&'static str> {
    let secondary = built_in().governance().indicators.iter().flat_map(|primary| primary.secondary.iter());
    let indicators = secondary.flat_map(|secondary| secondary.indicators.iter());
    indicators.flat_map(|indicator| indicator.units.iter()).map(|unit| unit.code.as_ref()).collect()
}

/// What may be said of a unit: nothing, 不适用, or a level with so much evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    LeftOut,
    Level { level: u8, pieces: u8, dates: u8, outcome: bool },
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        1 => Just(Said::Nothing),
        1 => Just(Said::LeftOut),
        8 => (0..5_u8, 0..4_u8, 1..4_u8, any::<bool>())
            .prop_map(|(level, pieces, dates, outcome)| Said::Level { level, pieces, dates, outcome }),
    ]
}

fn answers() -> impl Strategy<Value = Vec<Said>> {
    proptest::collection::vec(said(), unit_codes().len()).prop_map(|mut answers| {
        for (code, answer) in codes().iter().zip(&mut answers) {
            if *answer == Said::LeftOut && !LEFT_OUT.contains(code) {
                *answer = Said::Nothing;
            }
        }
        answers
    })
}

fn entry(code: &str, said: Said) -> String {
    match said {
        Said::Nothing => format!(r#""{code}":null"#),
        Said::LeftOut => format!(r#""{code}":{{"notApplicable":"没有这一类业务，已逐家核实"}}"#),
        Said::Level { level, pieces, dates, outcome } => {
            let piece = |index: u8| {
                let day = 1 + index % dates;
                let kind = if outcome && index == 0 { "outcome" } else { "record" };
                format!(r#"{{"title":"证据{index}","date":"2026-01-0{day}","kind":"{kind}"}}"#)
            };
            let evidence: Vec<String> = (0..pieces).map(piece).collect();
            format!(r#""{code}":{{"level":{level},"evidence":[{}]}}"#, evidence.join(","))
        }
    }
}

fn text(answers: &[Said], reversed: bool) -> String {
    let mut entries: Vec<String> = codes().iter().zip(answers).map(|(code, said)| entry(code, *said)).collect();
    if reversed {
        entries.reverse();
    }
    format!(r#"{{"units":{{{}}}}}"#, entries.join(","))
}

fn assessment(text: &str) -> SelfAssessment {
    json::decode(&json::read(text).unwrap()).unwrap()
}

fn named(scheme: usize) -> SchemeChoice {
    SchemeChoice::Named(SCHEMES[scheme].to_owned())
}

fn score_text(text: &str, scheme: &str) -> Scorecard {
    let assessment = assessment(text);
    let choice = SchemeChoice::Named(scheme.to_owned());
    governance::score(built_in().governance(), &assessment, Some(&choice)).unwrap()
}

fn score(answers: &[Said], scheme: &str) -> Scorecard {
    score_text(&text(answers, false), scheme)
}

fn whole(number: i64) -> Fraction {
    Fraction::from_integer(number)
}

fn sum<'a>(numbers: impl Iterator<Item = &'a quality_selfcheck::exact::Exact>) -> Fraction {
    numbers.fold(whole(0), |sum, number| sum + number.value())
}

/// Year, month and day of the day that lies so many days after 0001-01-01.
fn civil(mut day: i64) -> (i64, i64, i64) {
    let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let mut year = 1 + 400 * (day / 146_097);
    day %= 146_097;
    while day >= 365 + i64::from(leap(year)) {
        day -= 365 + i64::from(leap(year));
        year += 1;
    }
    let months = [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while day >= months[month] {
        day -= months[month];
        month += 1;
    }
    (year, i64::try_from(month).unwrap() + 1, day + 1)
}

/// A case of risk as a list of facts, each 0 (good), 1 (bad) or 2 (unknown).
const CASE_FACTS: usize = 13;
const WORSENINGS: usize = CASE_FACTS;

fn risk_case() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(0..3_u8, CASE_FACTS)
}

/// The same case with one more bad fact.
fn worsened(case: &[u8], at: usize) -> Vec<u8> {
    let mut worse = case.to_vec();
    worse[at] = 1;
    worse
}

/// Another problem of the same product, found by a spot check half a year earlier, or nobody knows when.
const EARLIER: &str = r#",{"foundBy":"spot-check","foundOn":"2025-09-01","injury":"none","failItems":[{"isSafety":"no","isMandatory":"no"}]}"#;
const EARLIER_SOME_DAY: &str =
    r#",{"foundBy":"spot-check","injury":"none","failItems":[{"isSafety":"no","isMandatory":"no"}]}"#;

/// 0 low, 1 undetermined, 2 high.
fn rank(case: &[u8]) -> u8 {
    let fact = |at: usize| ["no", "yes", "unknown"][usize::from(case[at])];
    let text = |at: usize, texts: [&'static str; 3]| texts[usize::from(case[at])];
    let arguments = format!(
        r#"{{"application":{{"products":[{{"licenseKind":{},"cccState":"valid","cccExpire":{},"userGroup":{},"hazards":{}}}],
            "problems":[{{"foundBy":"spot-check","foundOn":"2026-03-02","injury":"{}","failItems":[{{"isSafety":"{}","isMandatory":"no"}}],
            "history":[{}]}}{}]}},"facts":{{"counterfeit":"{}","untraceable":"{}","refusedInspection":"{}","followUpFailed":"no",
            "reinspectionFailed":"{}","publicNotice":"no","severity":{},"likelihood":{}}},"today":"2026-03-12"}}"#,
        text(0, [r#"["none"]"#, r#"["ccc"]"#, r#"["unknown"]"#]),
        text(0, ["null", "\"2020-01-01\"", "null"]),
        text(1, [r#"["general"]"#, r#"["children"]"#, "[]"]),
        text(2, [r#"["other"]"#, r#"["electric"]"#, "[]"]),
        text(3, ["none", "minor", "unknown"]),
        fact(4),
        text(5, ["", r#"{"date":"2025-01-01","result":"failed"}"#, r#"{"date":"2025-01-01"}"#]),
        text(12, ["", EARLIER, EARLIER_SOME_DAY]),
        fact(6),
        fact(7),
        fact(8),
        fact(9),
        text(10, ["1", "4", "null"]),
        text(11, ["1", "4", "null"]),
    );
    let answer = quality_selfcheck::api::answer(&built_in(), "triageRisk", &arguments).unwrap();
    match answer.get("level") {
        Some(json::Json::String(level)) if level == "high" => 2,
        Some(json::Json::String(_)) => 0,
        _ => 1,
    }
}

/// A period by one of our schemes, in which some units were worded otherwise.
fn period(answers: &[Said], scheme: usize, reworded: &[bool]) -> Period {
    let items = codes().into_iter().zip(reworded).filter(|(_, reworded)| **reworded);
    let items = items.map(|(code, _)| format!(r#""{code}":"an earlier wording""#)).collect::<Vec<_>>().join(",");
    Period {
        assessment: assessment(&text(answers, false)),
        label: String::new(),
        scheme: Some(named(scheme)),
        items: json::decode(&json::read(&format!("{{{items}}}")).unwrap()).unwrap(),
    }
}

fn compare(before: &Period, after: &Period) -> Comparison {
    governance::compare_scorecards(built_in().governance(), before, after).unwrap()
}

/// A period as one is found in a file.
fn periods() -> impl Strategy<Value = Period> {
    (answers(), 0..3_usize, proptest::collection::vec(any::<bool>(), unit_codes().len()))
        .prop_map(|(answers, scheme, reworded)| period(&answers, scheme, &reworded))
}

/// The five functions of the association's own path.
const PATH: [&str; 5] =
    ["evidenceList", "compareScorecards", "compareAssessors", "improvementPath", "weightSensitivity"];

/// Good arguments, with a scheme of one's own.
fn arguments(function: &str, first: &str, second: &str) -> Json {
    let schemes = quality_selfcheck::api::answer(&built_in(), "governanceSchemes", "{}").unwrap();
    let Some(Json::Array(schemes)) = schemes.get("schemes") else { panic!("{schemes:?}") };
    let scheme = json::write(&schemes[0]);
    let text = match function {
        "compareScorecards" => format!(
            r#"{{"before":{{"assessment":{first},"label":"去年","items":{{"C1.1":"a"}}}},"after":{{"assessment":{second},"scheme":{scheme}}}}}"#
        ),
        "compareAssessors" => format!(
            r#"{{"assessments":[{{"view":"self","assessment":{first},"by":"甲"}},{{"view":"expert","assessment":{second}}}],"scheme":{scheme}}}"#
        ),
        "improvementPath" => format!(r#"{{"assessment":{first},"target":"good","steps":2,"scheme":{scheme}}}"#),
        "weightSensitivity" => format!(r#"{{"assessment":{first},"spreadPercent":20,"scheme":{scheme}}}"#),
        _ => format!(r#"{{"assessment":{first},"scheme":{scheme}}}"#),
    };
    json::read(&text).unwrap()
}

/// Puts another value in the place of the one that is reached after so many others, in the order of the text.
fn replace(json: &mut Json, countdown: &mut usize, other: &Json) {
    if *countdown == 0 {
        *json = other.clone();
    }
    *countdown = countdown.wrapping_sub(1);
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| replace(item, countdown, other)),
        Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| replace(value, countdown, other)),
        _ => {}
    }
}

fn size(json: &Json) -> usize {
    1 + match json {
        Json::Array(items) => items.iter().map(size).sum(),
        Json::Object(entries) => entries.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    }
}

/// What may stand where something else should.
const OTHERS: [&str; 20] = [
    "null",
    "true",
    "0",
    "-1",
    "4",
    "5",
    "1.5",
    "33.33",
    "1e18",
    "1e400",
    "99999999999999999",
    "\"\"",
    "\"0\"",
    "\"abc\"",
    "\"C12.4\"",
    "\"0.0001\"",
    "\"9007199254740991\"",
    "[]",
    "[[]]",
    "{}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn three_causes_sum_to_the_change(before in periods(), after in periods()) {
        let comparison = compare(&before, &after);
        prop_assert_eq!(sum(comparison.causes.iter().map(|cause| &cause.change)), comparison.change.value());
        prop_assert_eq!(comparison.after.total.value() - comparison.before.total.value(), comparison.change.value());
    }

    #[test]
    fn a_period_does_not_differ_from_itself(period in periods()) {
        let comparison = compare(&period, &period);
        prop_assert_eq!(comparison.change.value(), whole(0));
        for cause in &comparison.causes {
            prop_assert_eq!(cause.change.value(), whole(0));
        }
        for part in comparison.primary.iter().chain(&comparison.secondary).chain(&comparison.indicators) {
            prop_assert!(part.change.as_ref().is_none_or(|change| change.value() == whole(0)));
        }
        for unit in &comparison.units {
            prop_assert!(unit.levels.unwrap_or_default() == 0 && !unit.reworded && unit.before == unit.after);
        }
    }

    #[test]
    fn the_way_back_undoes_the_change(first in answers(), last in answers(), scheme in 0..3_usize) {
        let (first, last) = (period(&first, scheme, &[]), period(&last, scheme, &[]));
        let (there, back) = (compare(&first, &last), compare(&last, &first));
        prop_assert_eq!(there.change.value(), -back.change.value());
        for (there, back) in there.causes.iter().zip(&back.causes) {
            prop_assert_eq!(there.change.value(), -back.change.value());
        }
        let parts = |comparison: &Comparison| [&comparison.primary[..], &comparison.secondary, &comparison.indicators].concat();
        for (there, back) in parts(&there).iter().zip(parts(&back)) {
            let points = |change: &Option<quality_selfcheck::exact::Exact>| change.as_ref().map(quality_selfcheck::exact::Exact::value);
            prop_assert_eq!(points(&there.change), points(&back.change).map(|change| -change));
        }
        for (there, back) in there.units.iter().zip(&back.units) {
            prop_assert_eq!(there.levels, back.levels.map(|levels| -levels));
        }
    }

    #[test]
    fn the_order_of_assessors_orders_lists_and_nothing_else(views in proptest::collection::vec(answers(), 2..4), scheme in 0..3_usize) {
        let assessor = |answers: &Vec<Said>| governance::Assessor { assessment: assessment(&text(answers, false)), ..Default::default() };
        let forth: Vec<_> = views.iter().map(assessor).collect();
        let back: Vec<_> = forth.iter().rev().cloned().collect();
        let compare = |assessors: &[governance::Assessor]| {
            governance::compare_assessors(&built_in(), assessors, Some(&named(scheme))).unwrap()
        };
        let (forth, mut back) = (compare(&forth), compare(&back));
        back.assessors.reverse();
        back.differences.iter_mut().for_each(|difference| difference.answers.reverse());
        back.summary.clone_from(&forth.summary);
        prop_assert_eq!(forth, back);
    }

    #[test]
    fn more_steps_never_gain_less(answers in answers(), scheme in 0..3_usize, steps in 1..20_u32) {
        let assessment = assessment(&text(&answers, false));
        let path = governance::improvement_path(built_in().governance(), &assessment, None, Some(steps), Some(&named(scheme))).unwrap();
        let totals: Vec<Fraction> = path.best.iter().map(|route| route.total.value()).collect();
        prop_assert!(Some(path.total.value()).iter().chain(&totals).is_sorted());
        prop_assert!(totals.iter().all(|total| *total <= whole(100)));
        prop_assert!(path.best.iter().zip(1..).all(|(route, steps)| route.steps == steps));
        if let (Some(fewest), Some(target)) = (&path.fewest, &path.target) {
            // Nothing lies between: fewer steps of the best kind fall short, or the floor holds the grade down.
            let order = ["improving", "met", "good", "exemplary"];
            let rank = |code: &str| order.iter().position(|grade| *grade == code);
            let reached = fewest.grade.as_ref().and_then(|grade| rank(&grade.code));
            let answers_all = |route: &governance::Route| path.to_answer.iter().all(|code| route.units.iter().any(|raised| raised.unit == *code));
            let is_held = if answers_all(fewest) { reached >= rank(&target.code) } else { reached.is_none() };
            prop_assert!(is_held);
            prop_assert!(path.best.iter().all(|route| answers_all(route) || route.grade.is_none()));
            for route in path.best.iter().filter(|route| route.steps < fewest.steps) {
                prop_assert!(route.grade.as_ref().and_then(|grade| rank(&grade.code)) < rank(&target.code));
            }
        }
    }

    #[test]
    fn a_larger_spread_never_narrows_the_range(answers in answers(), scheme in 0..3_usize, spread in 0..=10_000_u32, more in 0..=10_000_u32) {
        let assessment = assessment(&text(&answers, false));
        let range = |hundredths: u32| {
            let spread = format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap();
            let found = governance::weight_sensitivity(built_in().governance(), &assessment, Some(spread), Some(&named(scheme))).unwrap();
            (found.lowest.total.value(), found.total.value(), found.highest.total.value())
        };
        let (low, total, high) = range(0);
        prop_assert_eq!((low, high), (total, total));
        let (inner, outer) = (range(spread.min(more)), range(spread.max(more)));
        prop_assert!(outer.0 <= inner.0 && inner.0 <= total && total <= inner.2 && inner.2 <= outer.2);
    }

    #[test]
    fn an_evidence_list_agrees_with_the_score(answers in answers()) {
        let given = assessment(&text(&answers, false));
        let list = governance::evidence_list(built_in().governance(), &given, None).unwrap();
        let card = score(&answers, SCHEMES[0]);
        let live: Vec<_> = card.units.iter().filter(|unit| unit.state != governance::UnitState::NotApplicable).collect();
        prop_assert_eq!(list.units.len(), live.len());
        for (listed, scored) in list.units.iter().zip(live) {
            prop_assert_eq!((&listed.unit, listed.claimed, listed.granted, &listed.why), (&scored.code, scored.claimed, scored.granted, &scored.why));
            // Whoever is granted less than claimed is told what to gather, and whoever gathers that is granted it.
            prop_assert!(listed.granted == listed.claimed || listed.short.is_some());
        }
        prop_assert_eq!(u32::try_from(list.missing.len()).unwrap(), card.claimed_above_evidence);
    }

    #[test]
    fn nothing_in_the_shape_of_the_parameters_makes_a_function_panic(
        first in answers(), second in answers(), spots in proptest::collection::vec((any::<usize>(), 0..OTHERS.len()), 0..4)
    ) {
        for function in PATH {
            let mut given = arguments(function, &text(&first, false), &text(&second, true));
            for (spot, other) in &spots {
                let mut countdown = spot % size(&given);
                replace(&mut given, &mut countdown, &json::read(OTHERS[*other]).unwrap());
            }
            if let Err(error) = quality_selfcheck::api::answer(&built_in(), function, &json::write(&given)) {
                prop_assert!(!error.message.is_empty() && (error.path.is_empty() || error.path.starts_with('/')));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn totals_lie_between_nothing_and_everything(answers in answers()) {
        for scheme in SCHEMES {
            let card = score(&answers, scheme);
            prop_assert!(whole(0) <= card.total.value() && card.total.value() <= card.attainable.value());
            prop_assert!(card.attainable.value() <= whole(100));
            prop_assert_eq!(card.grade.is_some(), scheme == SCHEMES[0] && card.missing.is_empty());
        }
    }

    #[test]
    fn weights_sum_to_100_whatever_does_not_apply(answers in answers()) {
        for scheme in SCHEMES {
            let card = score(&answers, scheme);
            prop_assert_eq!(sum(card.units.iter().map(|unit| &unit.effective_weight)), whole(100));
            prop_assert_eq!(sum(card.indicators.iter().map(|indicator| &indicator.part.effective_weight)), whole(100));
            prop_assert_eq!(sum(card.primary.iter().map(|part| &part.effective_weight)), whole(100));
        }
    }

    #[test]
    fn every_level_of_the_tree_adds_up_to_the_total(answers in answers()) {
        let card = score(&answers, SCHEMES[0]);
        let total = card.total.value();
        prop_assert_eq!(sum(card.units.iter().filter_map(|unit| unit.score.as_ref())), total);
        prop_assert_eq!(sum(card.indicators.iter().filter_map(|indicator| indicator.part.score.as_ref())), total);
        prop_assert_eq!(sum(card.secondary.iter().filter_map(|part| part.score.as_ref())), total);
        prop_assert_eq!(sum(card.primary.iter().filter_map(|part| part.score.as_ref())), total);
    }

    #[test]
    fn a_higher_level_never_lowers_the_total(answers in answers(), at in 0..codes().len()) {
        if let Said::Level { level, pieces, dates, outcome } = answers[at] && level < 4 {
            let mut better = answers.clone();
            better[at] = Said::Level { level: level + 1, pieces, dates, outcome };
            for scheme in SCHEMES {
                prop_assert!(score(&answers, scheme).total.value() <= score(&better, scheme).total.value());
            }
        }
    }

    #[test]
    fn more_evidence_never_lowers_the_total(answers in answers(), at in 0..codes().len()) {
        if let Said::Level { level, pieces, dates, outcome } = answers[at] {
            let more = [
                Said::Level { level, pieces: pieces + 1, dates, outcome },
                Said::Level { level, pieces, dates: dates + 1, outcome },
                Said::Level { level, pieces, dates, outcome: true },
            ];
            for said in more {
                let mut better = answers.clone();
                better[at] = said;
                prop_assert!(score(&answers, SCHEMES[0]).total.value() <= score(&better, SCHEMES[0]).total.value());
            }
        }
    }

    #[test]
    fn answering_keeps_the_total_between_what_it_was_and_what_was_attainable(answers in answers(), at in 0..codes().len(), level in 0..5_u8) {
        if answers[at] == Said::Nothing {
            let before = score(&answers, SCHEMES[0]);
            let mut answered = answers.clone();
            answered[at] = Said::Level { level, pieces: 2, dates: 2, outcome: true };
            let after = score(&answered, SCHEMES[0]);
            prop_assert!(before.total.value() <= after.total.value());
            prop_assert!(after.attainable.value() <= before.attainable.value());
        }
    }

    #[test]
    fn the_order_of_the_answers_does_not_matter(answers in answers()) {
        prop_assert_eq!(score_text(&text(&answers, false), SCHEMES[0]), score_text(&text(&answers, true), SCHEMES[0]));
    }

    #[test]
    fn every_gap_is_worth_what_it_says(answers in answers()) {
        let before = score(&answers, SCHEMES[0]);
        for gap in before.gaps.iter().take(3) {
            let at = codes().iter().position(|code| *code == gap.unit).unwrap();
            let mut closed = answers.clone();
            closed[at] = match (gap.kind, answers[at]) {
                // The claim stays; what is added is what the first closed gate asks for, and no more.
                (GapKind::Evidence, Said::Level { level, pieces, dates, outcome }) => {
                    let held = if pieces == 0 { 0 } else { dates.min(pieces) };
                    let outcome = outcome && pieces > 0;
                    let asked = if pieces == 0 { 1 } else { 2 };
                    let is_new = pieces >= 2 && held >= 2;
                    Said::Level { level, pieces: pieces.max(asked), dates: held.max(asked), outcome: outcome || is_new }
                }
                _ => Said::Level { level: gap.next.unwrap_or(4), pieces: 3, dates: 3, outcome: true },
            };
            let after = score(&closed, SCHEMES[0]);
            prop_assert_eq!(after.total.value() - before.total.value(), gap.gain.value());
        }
        let gains: Vec<Fraction> = before.gaps.iter().map(|gap| gap.gain.value()).collect();
        prop_assert!(gains.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn presets_agree_where_every_unit_stands_alike(level in 0..5_u8, left_out in proptest::collection::vec(any::<bool>(), 7)) {
        let said = |code: &&str| match LEFT_OUT.iter().position(|other| other == code) {
            Some(index) if left_out[index] => Said::LeftOut,
            _ => Said::Level { level, pieces: 2, dates: 2, outcome: true },
        };
        let answers: Vec<Said> = codes().iter().map(said).collect();
        for scheme in SCHEMES {
            prop_assert_eq!(score(&answers, scheme).total.value(), whole(25 * i64::from(level)));
        }
    }

    #[test]
    fn a_bad_fact_never_lowers_the_risk(case in risk_case(), worse in 0..WORSENINGS) {
        let before = rank(&case);
        let after = rank(&worsened(&case, worse));
        prop_assert!(before <= after, "{before} → {after}: {case:?}");
    }

    #[test]
    fn forgetting_a_fact_never_makes_the_risk_low(case in risk_case(), at in 0..CASE_FACTS) {
        let mut forgotten = case.clone();
        forgotten[at] = 2;
        if rank(&case) > 0 {
            prop_assert!(rank(&forgotten) > 0, "{case:?}");
        }
    }

    #[test]
    fn stages_count_every_item_once(
        verdicts in proptest::collection::vec(0..6_usize, items().len()), kinds in proptest::sample::subsequence(KINDS.to_vec(), 0..=KINDS.len())
    ) {
        let names = ["conforming", "minor-nonconformity", "nonconforming", "not-applicable", "unsure"];
        let codes = built_in().assistance().checklist.iter().flat_map(|stage| stage.items.iter()).map(|item| &item.code);
        let entries: Vec<String> = codes
            .zip(&verdicts)
            .filter_map(|(code, verdict)| Some(format!(r#""{code}":{{"verdict":"{}","reason":"无"}}"#, names.get(*verdict)?)))
            .collect();
        let answers = json::decode(&json::read(&format!("{{{}}}", entries.join(","))).unwrap()).unwrap();
        let subject_kind = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        let filter = quality_selfcheck::checklist::ChecklistFilter { subject_kind, ..Default::default() };
        let progress = quality_selfcheck::checklist::progress(built_in().assistance(), &answers, &filter).unwrap();
        let listed = quality_selfcheck::checklist::items(built_in().assistance(), &filter).unwrap();
        // A seller has a stage of its own in place of those of a maker; nobody has both.
        let stage = |code: &str| progress.stages.iter().any(|stage| stage.code == code);
        let sells = !kinds.is_empty() && kinds.iter().all(|kind| ["seller", "e-commerce"].contains(kind));
        prop_assert_eq!(stage("SE"), sells);
        prop_assert!(["ST2", "ST3", "ST4", "ST5", "ST6", "ST7"].iter().all(|code| stage(code) != sells));
        prop_assert_eq!(progress.stages.len() + listed.left_out.len(), built_in().assistance().checklist.len());
        let all = |counts: &quality_selfcheck::checklist::VerdictCounts| {
            counts.conforming + counts.minor + counts.nonconforming + counts.not_applicable + counts.unsure + counts.blank
        };
        prop_assert_eq!(all(&progress.counts) as usize, listed.items.len());
        prop_assert_eq!(progress.stages.iter().map(|stage| all(&stage.counts)).sum::<u32>(), all(&progress.counts));
        for stage in &progress.stages {
            let text = stage.score.map_or_else(|| "0.0%".to_owned(), |score| score.text());
            let percent: f64 = text.trim_end_matches('%').parse().unwrap();
            prop_assert!((0.0..=100.0).contains(&percent));
            prop_assert_eq!(stage.status == quality_selfcheck::checklist::StageStatus::ActNow, !stage.key_failed.is_empty());
        }
    }

    #[test]
    fn the_framework_counts_every_item_once(states in proptest::collection::vec(0..6_usize, framework_items().len()), answers in answers()) {
        let names = ["in-place", "partly", "not-in-place", "unsure", "not-applicable"];
        let lists = &built_in().governance().framework.lists;
        let codes = lists.iter().flat_map(|list| &list.items).map(|item| &item.code);
        let entries: Vec<String> = codes
            .zip(&states)
            .filter_map(|(code, state)| Some(format!(r#""{code}":{{"state":"{}"}}"#, names.get(*state)?)))
            .collect();
        let said = json::decode(&json::read(&format!("{{{}}}", entries.join(","))).unwrap()).unwrap();
        let card = score(&answers, SCHEMES[0]);
        let found = governance::framework_progress(built_in().governance(), &said, Some(&card)).unwrap();
        let all = |counts: &governance::FrameworkCounts| {
            counts.in_place + counts.partly + counts.not_in_place + counts.unsure + counts.not_applicable + counts.blank
        };
        prop_assert_eq!(all(&found.counts) as usize, framework_items().len());
        for area in &found.areas {
            let items = lists.iter().filter(|list| list.area == area.code).map(|list| list.items.len()).sum::<usize>();
            prop_assert_eq!(all(&area.counts) as usize, items);
        }
        for (list, progress) in lists.iter().zip(&found.lists) {
            prop_assert_eq!(all(&progress.counts) as usize, list.items.len());
            let open = progress.counts.partly + progress.counts.not_in_place;
            prop_assert_eq!(progress.next.len(), open as usize);
        }
        // What is left to gain is never less than nothing, and the most comes first.
        let gains: Vec<Fraction> = found.lifts.iter().map(|lift| lift.gain.as_ref().unwrap().value()).collect();
        prop_assert!(gains.iter().all(|gain| *gain >= whole(0)));
        prop_assert!(gains.windows(2).all(|pair| pair[0] >= pair[1]));
        prop_assert_eq!(found.issues.len(), found.counts.not_applicable as usize);
    }

    #[test]
    fn time_limits_agree_with_a_calendar_counted_by_hand(day in 0..1_200_000_i64, today in 0..1_200_000_i64) {
        let text = |day: i64| { let (y, m, d) = civil(day); format!("{y:04}-{m:02}-{d:02}") };
        let date = |day: i64| quality_selfcheck::date::Date::read(&text(day)).unwrap();
        let event = |kind: &str| quality_selfcheck::deadlines::Event { kind: kind.to_owned(), date: date(day), due: None };
        let events = [event("resultReceived"), event("ordered"), event("publicNotice"), event("harmFound")];
        let found = quality_selfcheck::deadlines::legal_deadlines(built_in().assistance(), &events, date(today)).unwrap();
        let mut working = day;
        for _ in 0..2 {
            working += 1;
            // Day 0 of this calendar, 0001-01-01, was a Monday.
            while working % 7 >= 5 { working += 1; }
        }
        for (id, due) in [("K1", day + 15), ("K2", day + 60), ("K3", day + 75), ("K4", day + 90), ("K5", working)] {
            let deadline = found.deadlines.iter().find(|deadline| deadline.id == id).unwrap();
            prop_assert_eq!(deadline.due.to_string(), text(due));
            prop_assert_eq!(deadline.weekend, due % 7 >= 5);
            prop_assert_eq!(i64::from(deadline.days_left), due - today);
        }
    }

    #[test]
    fn main_causes_are_the_fewest_that_reach_80_percent(shares in proptest::collection::vec(0..=100_u32, 0..8)) {
        let row = |share: &u32| quality_selfcheck::causes::CauseRow {
            contribution: Some(quality_selfcheck::entered::Entered(share.to_string())),
            ..Default::default()
        };
        let rows: Vec<_> = shares.iter().map(row).collect();
        let analysis = quality_selfcheck::causes::analyse(built_in().assistance(), None, &rows, &[].into()).unwrap();
        let sum: u32 = shares.iter().sum();
        let of = |rows: &[u32]| rows.iter().map(|row| shares[*row as usize]).sum::<u32>();
        if sum > 0 {
            prop_assert!(of(&analysis.main) * 5 >= sum * 4);
            // Without the smallest of them, and whatever ties with it, 80 % is not reached.
            let least = analysis.main.iter().map(|row| shares[*row as usize]).min().unwrap();
            let larger: Vec<u32> = analysis.main.iter().copied().filter(|row| shares[*row as usize] > least).collect();
            prop_assert!(of(&larger) * 5 < sum * 4);
            prop_assert!((0..shares.len()).all(|row| shares[row] < least || shares[row] == 0 || analysis.main.contains(&u32::try_from(row).unwrap())));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = json::read(&text);
    }

    #[test]
    fn almost_json_is_read_or_refused(text in r#"[\[\]{}",:0-9a-z\\.eE+\- \n]{0,60}"#) {
        if let Ok(value) = json::read(&text) {
            prop_assert_eq!(json::read(&json::write(&value)).unwrap(), value);
        }
    }
}
