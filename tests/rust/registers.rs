//! Laws of merging registers and of the archive's index, tried on random members and files.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use quality_selfcheck::archive::{ArchiveIndex, archive_index};
use quality_selfcheck::date::Date;
use quality_selfcheck::dossier::merge_registers;
use quality_selfcheck::governance::{Credit, CreditKind, RegisteredMember, member_register};
use quality_selfcheck::industry::MemberFile;
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::built_in;

const CODES: [Option<&str>; 4] =
    [None, Some("91350203M0001QKT19"), Some("9135 0203 m000 1qkt19"), Some("91440605MA4W00008X")];
const NAMES: [Option<&str>; 4] = [None, Some("甲厂"), Some("乙厂"), Some(" 甲厂")];
const DAYS: [Option<&str>; 3] = [None, Some("2026-01-10"), Some("2026-03-02")];
const TEXTS: [Option<&str>; 3] = [None, Some("抽查合格"), Some("投诉一起")];

fn day(of: usize) -> Option<Date> {
    DAYS[of].and_then(Date::read)
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(ToOwned::to_owned)
}

fn credit() -> impl Strategy<Value = Credit> {
    (0..4_u8, 0..DAYS.len(), 0..TEXTS.len(), 0..4_u8, proptest::option::of(any::<bool>())).prop_map(
        |(id, date, text, replaces, authorised)| Credit {
            id: format!("c{id}"),
            date: day(date),
            kind: Some(CreditKind::SpotCheck),
            text: owned(TEXTS[text]),
            replaces: (replaces > 1).then(|| format!("c{replaces}")),
            authorised,
            ..Credit::default()
        },
    )
}

fn member() -> impl Strategy<Value = RegisteredMember> {
    let credits = proptest::collection::vec(credit(), 0..4);
    (0..CODES.len(), 0..NAMES.len(), 0..3_u8, 0..DAYS.len(), proptest::option::of(any::<bool>()), credits).prop_map(
        |(uscc, name, id, signed, cqo, credits)| RegisteredMember {
            id: format!("m{id}"),
            name: owned(NAMES[name]),
            uscc: owned(CODES[uscc]),
            pledge_signed_on: day(signed),
            cqo,
            credits,
            ..RegisteredMember::default()
        },
    )
}

fn register() -> impl Strategy<Value = Vec<RegisteredMember>> {
    proptest::collection::vec(member(), 0..5)
}

fn merged(registers: &[Vec<RegisteredMember>]) -> Vec<RegisteredMember> {
    merge_registers(registers).unwrap().members
}

/// By what a member is known in the result, told apart from how the core does it.
fn known_as(member: &RegisteredMember) -> String {
    match (&member.uscc, &member.name) {
        (Some(code), _) => code.chars().filter(|c| *c != ' ').collect::<String>().to_uppercase(),
        (None, Some(name)) => name.trim().to_owned(),
        (None, None) => member.id.clone(),
    }
}

fn texts<T: Encode>(all: &[T]) -> Vec<String> {
    let mut texts: Vec<String> = all.iter().map(|one| json::write(one)).collect();
    texts.sort();
    texts
}

const KINDS: [&str; 3] = ["enterprise", "enterprise", "association"];

/// A file by a few choices; many of them are files of one case, saved on one day.
fn file((id, saved, name, kind): (u8, usize, usize, usize)) -> MemberFile {
    let saved = DAYS[saved].map(|day| format!(r#""savedOn":"{day}","#)).unwrap_or_default();
    let name = NAMES[name].unwrap_or_default();
    let facts = match KINDS[kind] {
        "enterprise" => format!(r#""application":{{"products":[{{"productName":"{name}"}}]}}"#),
        _ => format!(r#""governance":{{"name":"{name}","assessment":{{"units":{{}}}}}}"#),
    };
    let text = format!(
        r#"{{"format":"quality-selfcheck","version":"3.0","kind":"{}","id":"d-{id}","title":"示例",{saved}{facts}}}"#,
        KINDS[kind]
    );
    MemberFile(json::read(&text).unwrap())
}

fn index_of(files: &[MemberFile]) -> ArchiveIndex {
    archive_index(&built_in(), files, None, Date::read("2026-03-12").unwrap()).unwrap()
}

/// The entries but for their places in the list.
fn entries(files: &[MemberFile]) -> Vec<String> {
    let index = index_of(files);
    assert!(index.refused.is_empty(), "{:?}", index.refused);
    index
        .entries
        .into_iter()
        .map(|mut entry| {
            entry.index = 0;
            json::write(&entry)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Who merges what first does not matter, and merging again changes nothing.
    #[test]
    fn merging_registers_keeps_the_laws(a in register(), b in register(), c in register()) {
        let ab = merged(&[a.clone(), b.clone()]);
        prop_assert_eq!(&ab, &merged(&[b.clone(), a.clone()]), "commutative");
        let all = merged(&[a.clone(), b.clone(), c.clone()]);
        prop_assert_eq!(&all, &merged(&[ab.clone(), c.clone()]), "associative, from the left");
        prop_assert_eq!(&all, &merged(&[a, merged(&[b, c])]), "associative, from the right");
        prop_assert_eq!(&ab, &merged(&[ab.clone(), ab.clone()]), "idempotent");
        prop_assert_eq!(&ab, &merged(std::slice::from_ref(&ab)), "merging one register again");
    }

    /// Every member is in the result, with every credit entry, and with nothing that is nobody's.
    #[test]
    fn merging_registers_loses_nothing(a in register(), b in register()) {
        let result = merged(&[a.clone(), b.clone()]);
        let mut given: Vec<(String, &RegisteredMember)> = a.iter().chain(&b).map(|one| (known_as(one), one)).collect();
        given.sort_by(|one, other| one.0.cmp(&other.0));
        let mut names: Vec<&String> = given.iter().map(|(name, _)| name).collect();
        names.dedup();
        prop_assert_eq!(names, result.iter().map(|one| &one.id).collect::<Vec<_>>());
        for one in &result {
            let theirs = given.iter().filter(|(name, _)| *name == one.id);
            let mut credits = texts(&theirs.clone().flat_map(|(_, other)| other.credits.clone()).collect::<Vec<_>>());
            credits.dedup();
            prop_assert_eq!(credits, texts(&one.credits));
            let signed = theirs.clone().filter_map(|(_, other)| other.pledge_signed_on).max();
            prop_assert_eq!(signed, one.pledge_signed_on, "the last of the days that are said");
        }
        // Shares are worked out of it as of any other.
        let register = member_register(built_in().governance(), &result);
        prop_assert!(register.issues.iter().all(|issue| issue.rule != "same-member"), "{:?}", register.issues);
    }

    /// Whatever is said differently is listed, with its place in the result, and what stands is one of the values.
    #[test]
    fn what_registers_say_differently_is_listed(a in register(), b in register()) {
        let result = merge_registers(&[a, b]).unwrap();
        let tree = Json::Object(vec![("members".into(), result.members.encode())]);
        for conflict in &result.conflicts {
            let stands = conflict.path.split('/').skip(1).try_fold(&tree, |tree, key| match tree {
                Json::Array(items) => items.get(key.parse::<usize>().ok()?),
                object => object.get(key),
            });
            prop_assert!(conflict.values.len() > 1, "{conflict:?}");
            prop_assert!(stands.is_some_and(|stands| conflict.values.contains(stands)), "{conflict:?}: {stands:?}");
        }
    }

    #[test]
    fn the_archive_does_not_depend_on_the_order_of_files(
        chosen in proptest::collection::vec((0..3_u8, 0..DAYS.len(), 0..NAMES.len(), 0..KINDS.len()), 0..6),
        turn in 0..6_usize,
    ) {
        let files: Vec<MemberFile> = chosen.into_iter().map(file).collect();
        let expected = entries(&files);
        let mut turned = files.clone();
        turned.rotate_left(turn.min(files.len()));
        prop_assert_eq!(&expected, &entries(&turned));
        turned.reverse();
        prop_assert_eq!(&expected, &entries(&turned));
        // Every file is in it once, by its place, and each case has one file that stands for it.
        let index = index_of(&files);
        let mut places: Vec<u32> = index.entries.iter().map(|entry| entry.index).collect();
        places.sort_unstable();
        prop_assert!(places.into_iter().eq(0..u32::try_from(files.len()).unwrap()));
        let mut cases: Vec<&str> = index.entries.iter().map(|entry| entry.id.as_str()).collect();
        cases.dedup();
        prop_assert_eq!(cases.len(), index.entries.iter().filter(|entry| entry.latest).count());
    }
}

/// Files as they were written by earlier versions, snapshots and seals and all, as text and as objects.
#[test]
fn the_archive_reads_files_of_every_version() {
    for version in ["v1", "v2"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dossiers").join(version);
        let mut texts: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
        texts.sort();
        let as_text: Vec<MemberFile> = texts.iter().map(|text| MemberFile(Json::String(text.clone().into()))).collect();
        let as_object: Vec<MemberFile> = texts.iter().map(|text| MemberFile(json::read(text).unwrap())).collect();
        assert_eq!(entries(&as_text).len(), texts.len(), "{version}");
        assert_eq!(entries(&as_text), entries(&as_object), "{version}");
    }
}
