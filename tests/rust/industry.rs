//! The members' picture: parts merge to the same bytes in any order, counts are what a plain count gives, and nobody can be
//! made out in what is exported.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quality_selfcheck::date::Date;
use quality_selfcheck::industry::{
    IndustryOverview, MemberFile, SummaryPart, anonymise_summary, merge_summaries, summarise_industry,
};
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::built_in;

fn today() -> Date {
    Date::read("2026-07-06").unwrap()
}

/// Codes of the items, ★ or not.
fn items() -> Vec<(String, bool)> {
    let stages = built_in().assistance().checklist.iter();
    stages.flat_map(|stage| stage.items.iter()).map(|item| (item.code.to_string(), item.key)).collect()
}

const VERDICTS: [&str; 6] = ["conforming", "minor-nonconformity", "nonconforming", "not-applicable", "unsure", "blank"];
const CAUSES: [&str; 5] = ["B:W8", "B:R4", "B:G8", "B:V2", "B:P1"];
const CATEGORIES: [&str; 3] = ["e-bike-charger", "wire-cable", "other"];
const REGIONS: [&str; 4] = ["440604", "440606", "350203", ""];

/// A member's file by a few choices: mostly 符合, so that the counts differ.
fn member(id: usize, verdicts: &[u8], causes: &[usize], category: usize, region: usize, risk: usize) -> MemberFile {
    let answers: Vec<String> = items()
        .iter()
        .zip(verdicts.iter().cycle())
        .filter_map(|((code, key), choice)| match VERDICTS[usize::from(*choice).min(5)] {
            "blank" => None,
            // A key item has no 轻微不符合.
            "minor-nonconformity" if *key => Some(format!(r#""{code}":{{"verdict":"conforming"}}"#)),
            verdict => Some(format!(r#""{code}":{{"verdict":"{verdict}","reason":"示例"}}"#)),
        })
        .collect();
    let causes: Vec<String> = causes
        .iter()
        .map(|cause| format!(r#"{{"cause":"{}","isOccur":true,"contribution":50}}"#, CAUSES[*cause]))
        .collect();
    let facts = [
        r#"{"counterfeit":"yes"}"#,
        "{}",
        r#"{"counterfeit":"no","followUpFailed":"no","reinspectionFailed":"no","publicNotice":"no","untraceable":"no","refusedInspection":"no","severity":1,"likelihood":1}"#,
    ][risk];
    let text = format!(
        r#"{{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"member-{id}","title":"示例 {id}",
        "application":{{"subject":{{"regRegion":"{}","employees":30,"revenueWan":500}},
        "products":[{{"productCategory":"{}","licenseKind":["none"],"userGroup":["general"]}}]}},
        "facts":{facts},"answers":{{{}}},"causes":[{}]}}"#,
        REGIONS[region],
        CATEGORIES[category],
        answers.join(","),
        causes.join(",")
    );
    MemberFile(json::read(&text).unwrap())
}

/// Verdicts in turn, causes, category, region, risk.
type Choices = (Vec<u8>, Vec<usize>, usize, usize, usize);

fn members(most: usize) -> impl Strategy<Value = Vec<MemberFile>> {
    let verdicts = prop::collection::vec(prop_oneof![8 => Just(0_u8), 3 => 1_u8..6], 5..40);
    let one =
        (verdicts, prop::collection::vec(0..CAUSES.len(), 0..3), 0..CATEGORIES.len(), 0..REGIONS.len(), 0..3_usize);
    prop::collection::vec(one, 0..most).prop_map(|all| {
        let file = |(id, (verdicts, causes, category, region, risk)): (usize, Choices)| {
            member(id, &verdicts, &causes, category, region, risk)
        };
        all.into_iter().enumerate().map(file).collect()
    })
}

fn part(files: &[MemberFile]) -> SummaryPart {
    let summary = summarise_industry(&built_in(), files, None, today()).unwrap();
    assert!(summary.refused.is_empty(), "{:?}", summary.refused);
    summary.part
}

fn bytes(value: &dyn Encode) -> String {
    json::write(&value.encode())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Any split, any order: the same bytes as all at once.
    #[test]
    fn parts_merge_to_the_same_bytes(files in members(9), cuts in prop::collection::vec(0..9_usize, 0..4), seed in any::<u64>()) {
        let packs = built_in();
        let whole = summarise_industry(&packs, &files, Some(12), today()).unwrap();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(files.len())).chain([0, files.len()]).collect();
        cuts.sort_unstable();
        let mut parts: Vec<SummaryPart> = cuts.windows(2).map(|ends| part(&files[ends[0]..ends[1]])).collect();
        let by = usize::try_from(seed % 7).unwrap() % parts.len();
        parts.rotate_left(by);
        if seed % 2 == 0 {
            parts.reverse();
        }
        let merged = merge_summaries(&packs, &parts, Some(12)).unwrap();
        prop_assert_eq!(bytes(&merged.part), bytes(&whole.part));
        prop_assert_eq!(bytes(&merged.overview), bytes(&whole.overview));
        // Two by two, through the text of the parts, as the page's worker and the command line do it.
        let mut one_by_one = SummaryPart::new(packs.assistance(), today());
        for part in &parts {
            let read: SummaryPart = json::decode(&json::read(&bytes(part)).unwrap()).unwrap();
            one_by_one = merge_summaries(&packs, &[read, one_by_one], None).unwrap().part;
        }
        prop_assert_eq!(bytes(&one_by_one), bytes(&whole.part));
    }

    /// Every row of every table shares the files out, and says what a plain count of the answers says.
    #[test]
    fn the_tables_are_what_a_plain_count_gives(files in members(9)) {
        let overview = summarise_industry(&built_in(), &files, None, today()).unwrap().overview;
        for table in &overview.tables {
            for row in &table.rows {
                let sum: u32 = row.cells.iter().copied().flatten().sum();
                prop_assert_eq!(sum as usize, files.len(), "{} {}", table.code, row.code);
            }
        }
        let counted = |code: &str, verdict: &str| {
            let answer = |file: &&MemberFile| {
                let answer = file.0.get("answers").and_then(|answers| answers.get(code)?.get("verdict").cloned());
                answer.unwrap_or(Json::String("blank".into())) == Json::String(verdict.to_owned().into())
            };
            files.iter().filter(answer).count()
        };
        let table = overview.tables.iter().find(|table| table.code == "items").unwrap();
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                // Some items are not asked of every product: for these 不适用 and 未答 are not what the file says.
                if matches!(column.code.as_ref(), "conforming" | "nonconforming" | "unsure") && row.code.starts_with("ST5") {
                    prop_assert_eq!(cell.unwrap() as usize, counted(&row.code, &column.code), "{} {}", row.code, column.code);
                }
            }
        }
    }

    /// In an anonymous overview there is no number that stands for one or two members, and none that can be worked out.
    #[test]
    fn nobody_can_be_made_out(files in members(14)) {
        let packs = built_in();
        let part = part(&files);
        let shown = anonymise_summary(&packs, &part, Some(20)).unwrap();
        let all = merge_summaries(&packs, std::slice::from_ref(&part), Some(20)).unwrap().overview;
        if part.files < 3 {
            prop_assert!(shown.files.is_none() && shown.coverage.is_none() && shown.collected.is_none());
            prop_assert!(shown.tables.iter().flat_map(|table| &table.rows).all(|row| row.cells.iter().all(Option::is_none)));
        }
        for table in &shown.tables {
            for row in &table.rows {
                prop_assert!(row.cells.iter().flatten().all(|count| *count == 0 || *count > 2), "{} {:?}", table.code, row);
                prop_assert!(row.cells.iter().filter(|cell| cell.is_none()).count() != 1, "{} {:?}", table.code, row);
            }
        }
        // What is shown is true.
        for (hidden, open) in shown.tables.iter().zip(&all.tables).filter(|(hidden, _)| hidden.code != "starred") {
            for (row, full) in hidden.rows.iter().zip(&open.rows) {
                for (cell, count) in row.cells.iter().zip(&full.cells) {
                    prop_assert!(cell.is_none() || cell == count);
                }
            }
        }
        let shown_numbers = shown.causes.iter().chain(&shown.failing).map(|line| line.members);
        prop_assert!(shown_numbers.into_iter().all(|members| members > 2));
        prop_assert!(shown.suggestions.iter().all(|suggestion| suggestion.members.is_none_or(|members| members > 2)));
        prop_assert!(!bytes(&shown).contains("示例 "));
        single_stars_agree(&shown);
    }
}

/// Stages with one ★ item state the number of its 不符合 twice: neither place may give away what the other hides.
fn single_stars_agree(shown: &IndustryOverview) {
    let rows = |code: &str| &shown.tables.iter().find(|table| table.code == code).unwrap().rows;
    for stage in &built_in().assistance().checklist {
        let keys: Vec<_> = stage.items.iter().filter(|item| item.key).collect();
        let [key] = keys.as_slice() else { continue };
        let act_now = rows("stages").iter().find(|row| row.code == stage.code).unwrap().cells[3];
        let failed = rows("items").iter().find(|row| row.code == key.code).unwrap().cells[2];
        assert!(act_now.is_none() || failed.is_none() || act_now == failed);
    }
}

#[test]
fn broken_files_are_listed_and_the_others_counted() {
    let good = member(1, &[0], &[], 0, 0, 1).0;
    let files = [
        Json::String("{ not json".into()),
        good.clone(),
        Json::String(json::write(&good).into()),
        json::read(r#"{"format":"quality-selfcheck","version":"3.0","kind":"association","id":"a","title":"b"}"#).unwrap(),
        json::read(r#"{"format":"quality-selfcheck","version":"9.0","kind":"enterprise","id":"a","title":"b"}"#).unwrap(),
        json::read(r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"a","title":"b","answers":{"ST99-1":null}}"#)
            .unwrap(),
        Json::Null,
    ];
    let files = files.map(MemberFile);
    let summary = summarise_industry(&built_in(), &files, None, today()).unwrap();
    assert_eq!(summary.part.files, 2);
    let refused: Vec<(u32, String, &str)> = summary
        .refused
        .iter()
        .map(|file| (file.index, json::write(&file.code.encode()).trim().to_owned(), file.path.as_str()))
        .collect();
    let expected = [
        (0, "\"not-json\"", ""),
        (3, "\"unsupported-format\"", "/kind"),
        (4, "\"newer-version\"", "/version"),
        (5, "\"unknown-code\"", "/answers/ST99-1"),
        (6, "\"unsupported-format\"", ""),
    ];
    assert_eq!(refused, expected.map(|(index, code, path)| (index, code.to_owned(), path)));
    // The same case twice is counted twice, and said.
    let repeated: Vec<Option<u32>> = summary.members.iter().map(|member| member.same_as).collect();
    assert_eq!(repeated, [None, Some(1)]);
}

/// A part of a summary names the content that it was counted by, and so do the vectors. With BLESS=1 they are renewed.
#[test]
fn the_vectors_name_the_present_content() {
    let present = built_in().assistance().sha256.to_string();
    let is_fingerprint = |text: &str| text.find(|c: char| !c.is_ascii_hexdigit()) == Some(present.len());
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        let lines = text.lines().map(|line| match line.split_once("\"content\": \"") {
            Some((before, after)) if is_fingerprint(after) && !after.starts_with("000") => {
                [before, "\"content\": \"", &present, &after[64..]].concat()
            }
            _ => line.to_owned(),
        });
        let renewed = lines.collect::<Vec<_>>().join("\n") + "\n";
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&file, &renewed).unwrap();
        }
        assert!(renewed == text || std::env::var_os("BLESS").is_some(), "renew {} with BLESS=1", file.display());
    }
}
