//! Laws of 风险预警指标, tried on random files.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quality_selfcheck::date::Date;
use quality_selfcheck::industry::MemberFile;
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;
use quality_selfcheck::warning::{CaseWarnings, Light, WarningScope, case_warnings};

const KEYS: [&str; 6] = ["ST1-1", "ST1-3", "ST2-1", "ST2-7", "ST8-2", "ST9-1"];

/// What a file says that is watched; each number grows with what is bad.
#[derive(Debug, Clone, Default)]
struct Facts {
    /// Key items (★) that are 不符合.
    open: usize,
    /// Rows of the list that are in time, and late.
    rows: [usize; 2],
    /// Orders whose time limit has passed.
    orders: usize,
    /// 同类问题复发数 (I10), and failed of two follow-ups (I05), where anybody has measured it.
    repeats: Option<u32>,
    failed: Option<u32>,
    /// 有无伤害或损失 of the first problem, from none on.
    injury: Option<usize>,
}

fn facts() -> impl Strategy<Value = Facts> {
    let measured = proptest::option::of(0..3_u32);
    (0..KEYS.len(), [0..4_usize, 0..3], 0..2_usize, measured.clone(), measured, proptest::option::of(0..2_usize))
        .prop_map(|(open, rows, orders, repeats, failed, injury)| Facts { open, rows, orders, repeats, failed, injury })
}

/// Something bad more.
fn worse(facts: &Facts, what: usize) -> Facts {
    let mut worse = facts.clone();
    match what {
        0 => worse.open += 1,
        1 => worse.rows[1] += 1,
        // What was in time is late.
        2 if worse.rows[0] > 0 => worse.rows = [worse.rows[0] - 1, worse.rows[1] + 1],
        3 => worse.orders += 1,
        4 => worse.repeats = Some(worse.repeats.unwrap_or_default() + 1),
        5 => worse.failed = Some((worse.failed.unwrap_or_default() + 1).min(2)),
        6 => worse.injury = Some(1),
        _ => {}
    }
    worse
}

fn file(facts: &Facts) -> MemberFile {
    let answers = KEYS.iter().take(facts.open).map(|code| format!(r#""{code}":{{"verdict":"nonconforming"}}"#));
    let row = |due: &str| format!(r#"{{"matter":"换供方","due":"{due}"}}"#);
    let rows = std::iter::repeat_n(row("2026-12-01"), facts.rows[0])
        .chain(std::iter::repeat_n(row("2026-01-05"), facts.rows[1]));
    let order = r#"{"orderReceived":true,"orderedOn":"2025-06-01"}"#.to_owned();
    let injury = facts.injury.map(|injury| format!(r#"{{"injury":"{}"}}"#, ["none", "serious"][injury]));
    let problems = injury.into_iter().chain(std::iter::repeat_n(order, facts.orders));
    let repeats = facts.repeats.map(|count| format!(r#""I10":{{"num":"{count}"}}"#));
    let failed = facts.failed.map(|count| format!(r#""I05":{{"num":"{count}","den":"2"}}"#));
    let joined = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join(",");
    let text = format!(
        r#"{{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"a","title":"a",
        "application":{{"problems":[{}]}},"answers":{{{}}},"draft":{{"list":[{}]}},"followUp":{{{}}}}}"#,
        joined(&mut problems.into_iter()),
        joined(&mut answers.into_iter()),
        joined(&mut rows.into_iter()),
        joined(&mut repeats.into_iter().chain(failed))
    );
    MemberFile(Json::String(text.into()))
}

fn warned(files: &[Facts], scope: WarningScope) -> CaseWarnings {
    let files: Vec<MemberFile> = files.iter().map(file).collect();
    let found = case_warnings(&built_in(), &files, Some(scope), Date::read("2026-07-10").unwrap()).unwrap();
    assert!(found.refused.is_empty(), "{:?}", found.refused);
    found
}

/// How bad a light is; what nothing is known of is worse than nothing.
fn rank(light: Option<Light>) -> u8 {
    match light {
        None => 0,
        Some(Light::Green) => 1,
        Some(Light::Amber) => 2,
        Some(Light::Red) => 3,
    }
}

proptest! {
    #[test]
    fn one_more_bad_fact_never_turns_a_light_greener(
        files in proptest::collection::vec(facts(), 3..6), whose in any::<prop::sample::Index>(), what in 0..7_usize
    ) {
        let mut worsened = files.clone();
        let whose = whose.index(files.len());
        worsened[whose] = worse(&files[whose], what);
        for (scope, before, after) in [
            (WarningScope::Cases, &files[whose..=whose], &worsened[whose..=whose]),
            (WarningScope::Members, &files[..], &worsened[..]),
        ] {
            let (before, after) = (warned(before, scope), warned(after, scope));
            for (before, after) in before.warnings.iter().zip(&after.warnings) {
                prop_assert!(rank(after.light) >= rank(before.light), "{}: {} → {}", before.code, before.text, after.text);
            }
        }
    }

    #[test]
    fn the_order_of_the_files_says_nothing(files in proptest::collection::vec(facts(), 3..6)) {
        let turned: Vec<Facts> = files.iter().rev().cloned().collect();
        let found = |files: &[Facts]| json::write(&json::Encode::encode(&warned(files, WarningScope::Members)));
        prop_assert_eq!(found(&files), found(&turned));
    }
}
