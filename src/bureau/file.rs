//! A pack as a file: a whole one, or what a bureau changes of ours.
//!
//! `{"guide": "assistance", "extends": "<edition>", …}` changes our pack of that edition: objects
//! key by key, lists with codes entry by entry, everything else as a whole. An entry with a new
//! code is added, `{"code": …, "removed": true}` takes one out. Without `extends` the file is the
//! whole pack. A pack that changes an earlier edition of ours is used with a warning, one that changes what is none of
//! ours is not used.

use super::asked;
use super::checks::{self, PackFinding};
use super::keyed::{identities, identity};
use super::templates;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{self, Json, Text};
use crate::pack::{Assistance, Governance, Manifest, Packs, Severity, fingerprint};

/// A pack that was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedPack {
    pub(super) content: Content,
    /// What the file says once it is applied to ours.
    pub(super) tree: Json,
    /// What is wrong in it.
    pub(super) findings: Vec<PackFinding>,
}

/// The content of one guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Assistance(Box<Assistance>),
    Governance(Box<Governance>),
}

impl LoadedPack {
    /// The packs with this one in the place of its guide's.
    #[must_use]
    pub fn in_place<'a>(&'a self, packs: Packs<'a>) -> Packs<'a> {
        match &self.content {
            Content::Assistance(pack) => packs.with_assistance(pack),
            Content::Governance(pack) => packs.with_governance(pack),
        }
    }
}

/// Reads a pack, which may change ours, and refuses one that contradicts itself.
///
/// # Errors
/// What the reader refuses, and `invalid-pack` with the place of the first contradiction.
pub fn load(packs: &Packs<'_>, file: &Json) -> Result<LoadedPack> {
    let pack = read(packs, file)?;
    match pack.findings.iter().find(|finding| finding.severity == Severity::Error) {
        None => Ok(pack),
        Some(PackFinding { path, message, .. }) => Err(Error::new(Code::InvalidPack, message.clone()).moved(path)),
    }
}

/// A bureau's own packs, one for each guide at most.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnPacks(Vec<LoadedPack>);

impl OwnPacks {
    /// Those that are built in, with these in the place of their guides'.
    #[cfg(feature = "content")]
    #[must_use]
    pub fn packs(&self) -> Packs<'_> {
        self.in_place(crate::pack::built_in())
    }

    /// The packs with these in the place of their guides'.
    #[must_use]
    pub fn in_place<'a>(&'a self, packs: Packs<'a>) -> Packs<'a> {
        self.0.iter().fold(packs, |packs, pack| pack.in_place(packs))
    }

    /// What a reader should look at in them, though they can be used; paths begin with the place in the list.
    pub fn findings(&self) -> impl Iterator<Item = PackFinding> + '_ {
        self.0.iter().enumerate().flat_map(|(index, pack)| {
            let placed = move |finding: &PackFinding| PackFinding {
                path: format!("/{index}{}", finding.path),
                ..finding.clone()
            };
            pack.findings.iter().map(placed)
        })
    }
}

/// Reads a list of packs.
///
/// # Errors
/// As [`load`], with the place in the list; `duplicate-key` for two packs of one guide.
pub fn load_all(packs: &Packs<'_>, list: &Json) -> Result<OwnPacks> {
    let Json::Array(files) = list else { return Err(json::wrong_type(&list.into(), "列表")) };
    let mut own = OwnPacks::default();
    for (index, file) in files.iter().enumerate() {
        let place = |error: Error| error.at(&index.to_string());
        let pack = load(packs, file).map_err(place)?;
        if own.0.iter().any(|other| std::mem::discriminant(&other.content) == std::mem::discriminant(&pack.content)) {
            return Err(place(Error::new(Code::DuplicateKey, "同一份指南只能用一个内容包").at("guide")));
        }
        own.0.push(pack);
    }
    Ok(own)
}

/// Reads a pack, whatever may be wrong in it.
pub(super) fn read(packs: &Packs<'_>, file: &Json) -> Result<LoadedPack> {
    let guide = match file.get("guide") {
        Some(Json::String(guide)) if matches!(guide.as_ref(), "assistance" | "governance") => guide,
        _ => {
            let message = "内容包要写明用于哪份指南：guide 写 assistance（质量技术帮扶）或 governance（行业质量共治）";
            return Err(Error::new(Code::UnknownCode, message).at("guide"));
        }
    };
    let of_assistance = guide == "assistance";
    let ours = packs.ours().tree(of_assistance);
    let mut change = file.clone();
    for key in ["guide", "extends", "sha256"] {
        change.take(key);
    }
    let mut findings = Vec::new();
    let mut tree = match file.get("extends") {
        None | Some(Json::Null) => change,
        Some(Json::String(wanted)) => {
            let [assistance, governance] = packs.ours().packs().identities();
            let (manifest, _) = if of_assistance { assistance } else { governance };
            findings.extend(edition(manifest, wanted));
            let mut tree = ours.clone();
            tree.take("sha256");
            apply(&mut tree, &change, "")?;
            tree
        }
        Some(other) => return Err(json::wrong_type(&other.into(), "所改内容包的版次").at("extends")),
    };
    // Every program is handed the same packs, the first one first of all: what it has not refused, no other one need look at.
    let is_first = cfg!(feature = "steps");
    if is_first {
        findings.extend(checks::findings(&tree, &ours));
    }
    let sha256 = fingerprint(&tree);
    tree.put("sha256", Json::String(sha256.into()));
    let content = if of_assistance {
        let pack = Box::new(json::decode(&tree)?);
        if is_first {
            findings.extend(asked::findings(&pack));
            findings.extend(checks::indicators(&pack));
            findings.extend(templates::findings(&pack.reports, &pack.steps));
        }
        Content::Assistance(pack)
    } else {
        let pack = Box::new(json::decode(&tree)?);
        if is_first {
            findings.extend(checks::schemes(&pack));
            findings.extend(templates::findings(&pack.reports, &pack.steps));
        }
        Content::Governance(pack)
    };
    Ok(LoadedPack { content, tree, findings })
}

/// What is to be said of the edition that a pack changes.
fn edition(ours: &Manifest, wanted: &str) -> Option<PackFinding> {
    let now = &ours.edition;
    let wanted_words = excerpt(wanted);
    if now == wanted {
        None
    } else if ours.earlier_editions.iter().any(|earlier| earlier == wanted) {
        let message = format!("这个内容包改的是“{wanted_words}”版，现在的是“{now}”版，请核对改过的条目");
        Some(PackFinding::warning("/extends", "edition", message))
    } else {
        let message = format!("内置内容没有“{wanted_words}”这一版，现在的是“{now}”版，请核对 extends");
        Some(PackFinding::error("/extends", "edition", message))
    }
}

/// Changes a tree in place.
fn apply(tree: &mut Json, change: &Json, path: &str) -> Result<()> {
    match (tree, change) {
        (Json::Object(entries), Json::Object(changes)) => {
            for (key, change) in changes {
                match entries.iter_mut().find(|(other, _)| other == key) {
                    Some((_, value)) => apply(value, change, &format!("{path}/{key}"))?,
                    None => entries.push((key.clone(), change.clone())),
                }
            }
        }
        (Json::Array(list), Json::Array(changes)) if identities(list).is_some() && identities(changes).is_some() => {
            for change in changes {
                let wanted = identity(change).map_or("", Text::as_ref);
                let path = format!("{path}/{wanted}");
                let place = list.iter().position(|entry| identity(entry).is_some_and(|code| code == wanted));
                let is_removed = change.get("removed").is_some();
                match place.and_then(|place| Some((place, list.get_mut(place)?))) {
                    Some((place, _)) if is_removed => drop(list.remove(place)),
                    Some((_, entry)) => apply(entry, change, &path)?,
                    None if is_removed => {
                        let error =
                            Error::new(Code::InvalidPack, format!("要删的“{}”在原来的内容里没有", excerpt(wanted)));
                        return Err(error.moved(&path));
                    }
                    None => list.push(change.clone()),
                }
            }
        }
        (tree, change) => *tree = change.clone(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ours had no other edition yet.
    fn ours() -> Manifest {
        Manifest {
            edition: "2027-1".into(),
            earlier_editions: vec!["2026-1".into(), "2026-2".into()],
            ..Manifest::default()
        }
    }

    #[test]
    fn the_present_edition_is_changed_without_a_word() {
        assert_eq!(edition(&ours(), "2027-1"), None);
    }

    #[test]
    fn an_earlier_edition_of_ours_is_taken_with_a_warning() {
        for earlier in ["2026-1", "2026-2"] {
            let PackFinding { path, rule, severity, message } = edition(&ours(), earlier).unwrap();
            assert_eq!((path.as_str(), rule, severity), ("/extends", "edition", Severity::Warning));
            assert_eq!(message, format!("这个内容包改的是“{earlier}”版，现在的是“2027-1”版，请核对改过的条目"));
        }
    }

    #[test]
    fn what_is_no_edition_of_ours_keeps_a_pack_from_being_used() {
        for other in ["2025-1", "", "2026-1 "] {
            let PackFinding { path, rule, severity, message } = edition(&ours(), other).unwrap();
            assert_eq!((path.as_str(), rule, severity), ("/extends", "edition", Severity::Error));
            assert_eq!(message, format!("内置内容没有“{other}”这一版，现在的是“2027-1”版，请核对 extends"));
        }
    }
}
