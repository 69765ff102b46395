//! What differs between two editions of a pack, entry by entry.

use super::checks::ANSWERED;
use super::file::{Content, LoadedPack, load};
use super::keyed::{entry, identities};
use super::places::texts;
use crate::error::{Code, Error, Result, pointer};
use crate::json::{Json, codes, object};
use crate::listed::Listed;
use crate::pack::{Packs, governance_identity, item_identity};

object! {
    /// What differs between two packs.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PackDiff: out {
        /// The result in one sentence.
        pub summary: String,
        /// Entries that differ.
        pub changes: Vec<PackChange>,
        /// Codes of the items and units whose answers are reopened.
        pub reopened: Vec<String>,
    }
}

object! {
    /// An entry that differs.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PackChange: out {
        /// JSON Pointer into the pack; entries of lists by their code where they have one.
        pub path: String,
        /// How it differs.
        pub kind: ChangeKind,
        /// Keys of the entry that differ, for a changed one.
        pub keys: Vec<String>,
    }
}

codes! {
    /// How an entry differs.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ChangeKind: out {
        /// Only the later pack has it.
        "added" => Added,
        /// Only the earlier pack has it.
        "removed" => Removed,
        /// Both have it, and it is not the same.
        "changed" => Changed,
    }
}

/// Compares two packs of one guide; without `before`, ours and another.
///
/// # Errors
/// What [`load`] refuses, under `before` or `after`; `unsupported-format` for packs of different guides.
pub fn diff(packs: &Packs<'_>, before: Option<&Json>, after: &Json) -> Result<PackDiff> {
    // The later one first: ours takes its guide from it.
    let given = load(packs, after).map_err(|error| error.at("after"))?;
    let before = before.cloned().unwrap_or_else(|| unchanged(packs, &given));
    let before = load(packs, &before).map_err(|error| error.at("before"))?;
    let after = given;
    let is_other: Box<dyn Fn(&str) -> bool> = match (&before.content, &after.content) {
        (Content::Assistance(before), Content::Assistance(after)) => {
            Box::new(|code| item_identity(before, code) != item_identity(after, code))
        }
        (Content::Governance(before), Content::Governance(after)) => {
            Box::new(|code| governance_identity(before, code) != governance_identity(after, code))
        }
        _ => {
            let message = "两个内容包用于不同的指南，没法比较";
            return Err(Error::new(Code::UnsupportedFormat, message).at("after"));
        }
    };
    let codes = answered(&before).into_iter();
    let reopened: Vec<String> = codes.filter(|code| is_other(code)).listed();
    let mut changes = Vec::new();
    compare(&mut changes, "", &before.tree, &after.tree);
    let count = |kind| changes.iter().filter(|change: &&PackChange| change.kind == kind).count();
    let summary = format!(
        "新增 {} 处，删去 {} 处，改动 {} 处；有 {} 项要重新回答。",
        count(ChangeKind::Added),
        count(ChangeKind::Removed),
        count(ChangeKind::Changed),
        reopened.len()
    );
    Ok(PackDiff { summary, changes, reopened })
}

/// Our pack of the guide of another, as a file that changes nothing of it.
fn unchanged(packs: &Packs<'_>, other: &LoadedPack) -> Json {
    let ours = packs.ours().packs();
    let (guide, manifest) = match other.content {
        Content::Assistance(_) => ("assistance", &ours.assistance().manifest),
        Content::Governance(_) => ("governance", &ours.governance().manifest),
    };
    let text = |text: &str| Json::String(text.to_owned().into());
    Json::Object(vec![("guide".into(), text(guide)), ("extends".into(), text(&manifest.edition))])
}

/// Codes of what is answered: checklist items, or units and items of the framework.
fn answered(pack: &LoadedPack) -> Vec<String> {
    let places = match pack.content {
        Content::Assistance(_) => "checklist/*/items/*/code",
        Content::Governance(_) => ANSWERED,
    };
    texts(&pack.tree, places).into_iter().map(|(_, code)| code.to_owned()).listed()
}

fn compare(changes: &mut Vec<PackChange>, path: &str, before: &Json, after: &Json) {
    let (Json::Object(olds), Json::Object(news)) = (before, after) else { return };
    let mut keys = Vec::new();
    let removed = olds.iter().filter(|(key, _)| after.get(key).is_none());
    for (key, _) in news.iter().chain(removed) {
        let of = |tree| Json::get(tree, key).unwrap_or(&Json::Null);
        let path = pointer(path, key);
        match (of(before), of(after)) {
            _ if key == "sha256" => {}
            (old, new) if old == new => {}
            (old @ Json::Object(_), new @ Json::Object(_)) => compare(changes, &path, old, new),
            (Json::Array(old), Json::Array(new)) if identities(old).is_some() && identities(new).is_some() => {
                entries(changes, &path, old, new);
            }
            _ => keys.push(key.to_string()),
        }
    }
    if !keys.is_empty() {
        changes.push(PackChange { path: path.to_owned(), kind: ChangeKind::Changed, keys });
    }
}

fn entries(changes: &mut Vec<PackChange>, path: &str, before: &[Json], after: &[Json]) {
    let mut only = |list: &[Json], other: &[Json], kind| {
        for code in identities(list).unwrap_or_default() {
            if entry(other, code).is_none() {
                changes.push(PackChange { path: pointer(path, code), kind, keys: Vec::new() });
            }
        }
    };
    only(before, after, ChangeKind::Removed);
    only(after, before, ChangeKind::Added);
    for code in identities(after).unwrap_or_default() {
        if let (Some(old), Some(new)) = (entry(before, code), entry(after, code)) {
            compare(changes, &pointer(path, code), old, new);
        }
    }
}
