//! Several copies of one case become one. Nothing is dropped, and every difference that somebody
//! has to decide is listed.
//!
//! Merging is commutative, associative and idempotent, so it does not matter who merges what
//! first. What is blank gives way to what is filled. Where two copies say different things the
//! file goes on with the last value by its text, which is arbitrary but the same for everybody,
//! and keeps all of them in `conflicts`.

use super::carry_over::UNKNOWN;
use super::facts::{Conflict, Dossier};
use crate::error::{Code, Error, Result, pointer};
use crate::json::{self, Encode, Json, Text, object};
use crate::listed::Listed;

object! {
    /// One file out of several.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Merged: out {
        /// The file, with its open conflicts inside.
        pub dossier: Dossier,
        /// The same conflicts.
        pub conflicts: Vec<Conflict>,
        /// The result in one sentence.
        pub summary: String,
    }
}

/// Lists that are sets: an entry of one copy is added to those of the other. All other lists are answers as a whole.
const SETS: [&str; 10] = [
    "/records",
    "/snapshots",
    "/events",
    "/improvements",
    "/decisions",
    "/dailyChecks",
    "/weeklyReports",
    "/monthlyMinutes",
    "/improvementSteps",
    "/files",
];

/// The credit entries of a member are only added, whatever the place of the member.
const CREDITS: &str = "/credits";

fn is_set(path: &str) -> bool {
    SETS.contains(&path) || path.ends_with(CREDITS)
}

/// What is worked out again when the file is written, and the conflicts, which are merged apart.
const DERIVED: [&str; 3] = ["results", "sha256", "conflicts"];

/// Where the later value needs nobody's decision.
const UNDISPUTED: [&str; 2] = ["/version", "/savedOn"];

/// Merges copies of one case.
///
/// # Errors
/// `wrong-type` for no copies at all, `unsupported-format` for files of different cases, with the place of the file.
pub fn merge(dossiers: &[Dossier]) -> Result<Merged> {
    let Some(first) = dossiers.first() else {
        return Err(Error::new(Code::WrongType, "至少给一份存档").at("dossiers"));
    };
    let mut merging = Merging::default();
    let mut tree = Json::default();
    for (index, dossier) in dossiers.iter().enumerate() {
        let refuse = |key: &str, what: &str| {
            let message = format!("第 {} 份和第 1 份{what}，不是同一个案子的副本，不能合并", index + 1);
            Err(Error::new(Code::UnsupportedFormat, message).at(key).at(&index.to_string()).at("dossiers"))
        };
        if dossier.kind != first.kind {
            return refuse("kind", "一份是企业的，一份是协会的");
        }
        if dossier.id != first.id {
            return refuse("id", "编号不同");
        }
        for conflict in &dossier.conflicts {
            for value in &conflict.values {
                merging.differ(&conflict.path, value);
            }
        }
        tree = merging.merge(&tree, &normal(dossier), "");
    }
    let conflicts = merging.conflicts;
    tree.put("conflicts", conflicts.encode());
    if let Some(Json::Object(marks)) = tree.get("content").cloned() {
        tree.put("content", Json::Array(marks.into_iter().map(|(_, mark)| mark).listed()));
    }
    let dossier = json::decode(&tree)?;
    let summary = match conflicts.len() {
        0 => format!("{} 份合成一份，没有冲突。", dossiers.len()),
        count => format!("{} 份合成一份，有 {count} 处说法不一，都列出来了，请逐处选定。", dossiers.len()),
    };
    Ok(Merged { dossier, conflicts, summary })
}

/// A file as it is merged: without what is worked out again, its conflicts taken out, everything in a fixed order.
fn normal(dossier: &Dossier) -> Json {
    let mut tree = dossier.encode();
    for key in DERIVED {
        tree.take(key);
    }
    // Marks of content are merged pack by pack: their list becomes an object for the while.
    if let Some(Json::Array(marks)) = tree.get("content").cloned() {
        let pack = |mark: &Json| match mark.get("pack") {
            Some(Json::String(pack)) => pack.clone(),
            _ => Text::default(),
        };
        tree.put("content", Json::Object(marks.into_iter().map(|mark| (pack(&mark), mark)).listed()));
    }
    sort(&mut tree, "");
    tree
}

/// Puts keys, and entries of sets, in a fixed order.
pub(super) fn sort(tree: &mut Json, path: &str) {
    match tree {
        Json::Object(entries) => {
            let mut sorted: Vec<(Text, Json)> = Vec::with_capacity(entries.len());
            for (key, mut value) in std::mem::take(entries) {
                sort(&mut value, &pointer(path, &key));
                let place = sorted.partition_point(|(other, _)| *other < key);
                sorted.insert(place, (key, value));
            }
            *entries = sorted;
        }
        Json::Array(items) => {
            // A snapshot is sealed as it is: in another order it would be another.
            if path != "/snapshots" {
                for item in items.iter_mut() {
                    sort(item, "/");
                }
            }
            if is_set(path) {
                let mut set = Vec::new();
                for item in items.iter() {
                    insert(&mut set, item);
                }
                *items = set;
            }
        }
        _ => {}
    }
}

/// Puts a value into a set, which is kept in the order of its texts.
fn insert(set: &mut Vec<Json>, value: &Json) {
    let new = json::write(value);
    let place = set.partition_point(|other| json::write(other) < new);
    if set.get(place) != Some(value) {
        set.insert(place, value.clone());
    }
}

/// The later of two values by their texts.
fn later(a: &Json, b: &Json) -> Json {
    if json::write(a) < json::write(b) { b.clone() } else { a.clone() }
}

/// Statements are confirmed or not yet: there is no "no".
const STATEMENTS: [&str; 3] = [
    "/application/declaration/truthDeclare",
    "/application/declaration/lawfulDeclare",
    "/application/subject/usccConfirmed",
];

/// What gives way to anything else. Of a mark of content only what is absent does: an unknown wording stays unknown.
fn is_blank(json: &Json, path: &str) -> bool {
    match json {
        Json::Null => true,
        Json::Bool(confirmed) => !confirmed && STATEMENTS.contains(&path),
        // Facts for the rules of risk are unknown until somebody says something.
        Json::String(text) if path.starts_with("/facts/") => text == "unknown",
        Json::String(text) => text.is_empty() && !path.starts_with("/content/"),
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        Json::Number(_) | Json::Bytes(_) => false,
    }
}

/// What merging has found to be said differently.
#[derive(Default)]
pub(super) struct Merging {
    pub(super) conflicts: Vec<Conflict>,
}

impl Merging {
    pub(super) fn merge(&mut self, a: &Json, b: &Json, path: &str) -> Json {
        match (is_blank(a, path), is_blank(b, path)) {
            (true, true) => return later(a, b),
            (true, false) => return b.clone(),
            (false, true) => return a.clone(),
            (false, false) if a == b => return a.clone(),
            (false, false) => {}
        }
        match (a, b) {
            (Json::Object(entries), Json::Object(others)) => {
                let mut merged = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    let both = b.get(key).map(|other| self.merge(value, other, &pointer(path, key)));
                    merged.push((key.clone(), both.unwrap_or_else(|| value.clone())));
                }
                merged.extend(others.iter().filter(|(key, _)| a.get(key).is_none()).cloned());
                let mut merged = Json::Object(merged);
                sort(&mut merged, path);
                merged
            }
            (Json::Array(items), Json::Array(others)) if is_set(path) => {
                let mut all = items.clone();
                for item in others {
                    insert(&mut all, item);
                }
                Json::Array(all)
            }
            // Only what a newer version added may be an object in one copy and none in another. The object goes on, merged
            // with other objects in whatever order; what is none is listed.
            (object @ Json::Object(_), other) | (other, object @ Json::Object(_)) => {
                self.differ(path, other);
                object.clone()
            }
            // Copies that rest on different wordings rest on neither.
            _ if path.starts_with("/content/") && !path.ends_with("/edition") => Json::String(UNKNOWN.into()),
            _ => {
                if !UNDISPUTED.contains(&path) && !path.starts_with("/content/") {
                    self.differ(path, a);
                    self.differ(path, b);
                }
                later(a, b)
            }
        }
    }

    fn differ(&mut self, path: &str, value: &Json) {
        let place = self.conflicts.partition_point(|conflict| conflict.path.as_str() < path);
        if self.conflicts.get(place).is_none_or(|conflict| conflict.path != path) {
            self.conflicts.insert(place, Conflict { path: path.to_owned(), values: Vec::new() });
        }
        if let Some(conflict) = self.conflicts.get_mut(place) {
            insert(&mut conflict.values, value);
        }
    }
}
