//! Reading and writing the file.

use super::change::Change;
use super::facts::{ContentMark, Dossier};
use super::migrate::FORMAT;
use super::seal::seal;
use super::{carry_over, html, migrate, stored};
use crate::document::file_name;
use crate::error::{Code, Error, Result};
use crate::json::{self, Encode, Json, codes, object};
use crate::pack::Packs;

object! {
    /// A file that was read.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ReadDossier: out {
        /// Its content, in the present version.
        pub dossier: Dossier,
        /// What differs from how it was saved.
        pub changes: Vec<Change>,
    }
}

object! {
    /// A file to be saved.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct WrittenDossier: out {
        /// A name for the file.
        pub name: String,
        /// Its media type.
        pub mime: &'static str,
        /// Its text.
        pub text: String,
    }
}

codes! {
    /// The formats a dossier can be written in.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum DossierFormat: in {
        /// JSON text.
        #[default]
        "json" => Json,
        /// A page that can be read without this program and carries the same data.
        "html" => Html,
    }
}

/// Reads a save file, JSON or the page that carries it. Nothing is lost: what this version does not know it refuses.
///
/// # Errors
/// `not-json`, `too-large`, `too-deep`, `unsupported-format` for a file that is not ours,
/// `newer-version`, and whatever inside does not fit, with its path in the file.
pub fn read(packs: &Packs<'_>, text: &str) -> Result<ReadDossier> {
    let mut tree = tree_of(text)?;
    let mut changes = Vec::new();
    if let Some(stored @ Json::String(_)) = tree.get("sha256").cloned() {
        let sha256 = seal(&mut tree);
        if stored != Json::String(sha256.into()) {
            let message = "文件内容和保存时的校验值不符：保存后被改过，或没有存完整。内容照常打开，请核对";
            changes.push(Change::new("/sha256", message));
        }
        tree.put("sha256", stored);
    }
    let dossier = decoded(tree, &mut changes)?;
    for (index, mark) in dossier.content.iter().enumerate() {
        changes.extend(content_change(packs, index, mark));
    }
    changes.extend(stored::changes(packs, &dossier, "", None));
    for conflict in &dossier.conflicts {
        changes.push(Change::new(&conflict.path, format!("合并时有 {} 种说法，还没有选定", conflict.values.len())));
    }
    Ok(ReadDossier { dossier, changes })
}

/// The tree in a file, which says that it is ours.
fn tree_of(text: &str) -> Result<Json> {
    let text = html::data_of(text).unwrap_or(text);
    let tree = json::read(text).map_err(|mut error| {
        if error.code == Code::NotJson {
            error.message = format!("这不是“质量自查”的存档，或文件不完整（{}）", error.message);
        }
        error
    })?;
    ours(tree)
}

/// Refuses a tree that does not say that it is ours.
fn ours(tree: Json) -> Result<Json> {
    if tree.get("format") == Some(&Json::String(FORMAT.into())) {
        return Ok(tree);
    }
    Err(Error::new(Code::UnsupportedFormat, "这不是“质量自查”的存档，请选择从本产品另存的文件"))
}

/// The facts of a file, in the present version.
fn decoded(mut tree: Json, changes: &mut Vec<Change>) -> Result<Dossier> {
    migrate::migrate(&mut tree, changes)?;
    json::decode(&tree)
}

/// The facts of a file, given as its text or as the object in it; what it stores beside them is not looked at.
pub(crate) fn facts(file: &Json) -> Result<Dossier> {
    let tree = match file {
        Json::String(text) => tree_of(text)?,
        object => ours(object.clone())?,
    };
    decoded(tree, &mut Vec::new())
}

fn content_change(packs: &Packs<'_>, index: usize, mark: &ContentMark) -> Option<Change> {
    let known = packs.identities().into_iter().find(|(manifest, _)| manifest.id == mark.pack);
    let message = match known {
        Some((_, sha256)) if sha256 == mark.sha256 => return None,
        Some((manifest, _)) => {
            format!("内容包“{}”和保存时不同（当时是 {}），结果按现在的内容重算", manifest.name, mark.edition)
        }
        None => format!("没有内容包“{}”，用不到它的部分照旧", mark.pack),
    };
    Some(Change::new(&format!("/content/{index}"), message))
}

/// Writes a save file, marked with the content of this version, with its results and its SHA-256.
///
/// Results are those of the day on which it is saved ([`Dossier::saved_on`]); without a day there are none.
///
/// # Errors
/// `unsupported-format` or `newer-version` when the dossier says it is of another format, and whatever a step of the
/// guides refuses, with its path.
pub fn write(packs: &Packs<'_>, dossier: &Dossier, format: DossierFormat) -> Result<WrittenDossier> {
    let sealed = sealed(packs, dossier).map_err(|error| error.at("dossier"))?;
    let (extension, mime, text) = match format {
        DossierFormat::Json => ("json", "application/json", json::write(&sealed)),
        DossierFormat::Html => ("html", "text/html", html::page(packs, dossier, &sealed)),
    };
    let name = [file_name(&dossier.title, dossier.saved_on).as_str(), ".", extension].concat();
    Ok(WrittenDossier { name, mime, text })
}

/// The dossier as it is stored: with marks of its content, its results and its seal.
///
/// A fact that a step refuses must not keep a file from being saved: it then has no results.
pub(super) fn sealed(packs: &Packs<'_>, dossier: &Dossier) -> Result<Json> {
    let version = migrate::written_version(dossier)?;
    let results = dossier.saved_on.and_then(|day| stored::results(packs, dossier, day, None).ok());
    let mut tree = dossier.encode();
    tree.put("version", Json::String(version.into()));
    tree.put("content", carry_over::marks(packs, dossier).encode());
    tree.put("results", results.encode());
    let sha256 = seal(&mut tree);
    tree.put("sha256", Json::String(sha256.into()));
    Ok(tree)
}
