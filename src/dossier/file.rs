//! Reading and writing the file.

use super::as_written::AsWritten;
use super::change::Change;
use super::facts::{ContentMark, Dossier};
use super::migrate::FORMAT;
use super::seal::{SEAL, is_sealed_text, seal, sealed_text};
use super::{carry_over, check, html, migrate, stored};
use crate::document::file_name;
use crate::error::{Code, Error, Result, excerpt};
use crate::foreign::{self, Foreign};
use crate::json::{self, Json, Tape, Value, codes, object};
use crate::listed::Listed;
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
    let (data, tape) = opened(text)?;
    let file = File::open(tape)?;
    let mut changes = Vec::new();
    // Nearly always the text is as it was written, and need not be written once more to be compared.
    let is_whole = |sha256: &String| is_sealed_text(data, sha256) || *sha256 == seal(&file.tape);
    if !file.sha256.as_ref().is_none_or(is_whole) {
        let message = "文件内容和保存时的校验值不符：保存后被改过，或没有存完整。内容照常打开，请核对";
        changes.push(Change::new("/sha256", message));
    }
    let dossier = file.dossier(&mut changes)?;
    changes.extend(content_changes(packs, &dossier));
    changes.extend(stored::changes(packs, &dossier, "", None));
    for conflict in &dossier.conflicts {
        changes.push(Change::new(&conflict.path, format!("合并时有 {} 种说法，还没有选定", conflict.values.len())));
    }
    Ok(ReadDossier { dossier, changes })
}

/// The facts of a file, given as its text or as the object in it; what it stores beside them is not looked at.
pub(crate) fn facts(file: &Json) -> Result<Dossier> {
    let tape = match file {
        Json::String(text) => opened(text)?.1,
        object => Tape::of(object),
    };
    File::open(tape)?.dossier(&mut Vec::new())
}

impl AsWritten {
    /// The file that a text holds, JSON or the page that carries it.
    ///
    /// # Errors
    /// As [`read`].
    pub fn of(text: &str) -> Result<Self> {
        let file = File::open(opened(text)?.1)?;
        file.dossier(&mut Vec::new())?;
        Ok(file.tape.into())
    }
}

/// The JSON text of a file, or of the page that carries it, and what is in it.
fn opened(text: &str) -> Result<(&str, Tape)> {
    let data = html::data_of(text).unwrap_or(text);
    let tape = json::tape(data).map_err(|mut error| {
        if error.code == Code::NotJson {
            error.message = not_ours(text).unwrap_or_else(|| format!("{NOT_OURS}，或文件不完整（{}）", error.message));
        }
        error
    })?;
    Ok((data, tape))
}

/// Whether a text is out of a file of ours, whole or not.
pub(crate) fn is_ours(text: &str) -> bool {
    let is_object = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).starts_with('{');
    html::is_ours(text) || (is_object && foreign::holds(text, &["\"", FORMAT, "\""].concat()))
}

const NOT_OURS: &str = "这不是“质量自查”的存档";

/// What was opened in place of a file of ours, and the way on.
fn not_ours(text: &str) -> Option<String> {
    let sheet = "答案表要先打开案子，再读回来";
    match foreign::recognise(text) {
        Some(Foreign { name: foreign::PAGE, .. }) if html::is_ours(text) => None,
        Some(Foreign { name: foreign::PAGE, .. }) => {
            Some(format!("{NOT_OURS}：这个网页没有存档的数据，打印用的报告不能再打开，请选保存的 .html 或 .json 文件"))
        }
        Some(Foreign { name, is_spreadsheet: true }) => Some(format!("{NOT_OURS}，是{name}；{sheet}")),
        Some(Foreign { name, .. }) => Some(format!("{NOT_OURS}，是{name}；存档是保存的 .html 或 .json 文件")),
        None if foreign::is_table(text) => Some(format!("{NOT_OURS}，像是表格（CSV）；{sheet}")),
        None => None,
    }
}

/// A file whose facts are still to be read.
struct File {
    tape: Tape,
    version: Option<String>,
    sha256: Option<String>,
}

impl File {
    /// Refuses what does not say that it is ours.
    fn open(tape: Tape) -> Result<Self> {
        let (mut format, mut version, mut sha256) = (None, None, None);
        let mut input = tape.input();
        if let Value::Object(mut keys) = input.value() {
            while let Some(key) = input.key(&mut keys) {
                let stated = match key {
                    "format" => &mut format,
                    "version" => &mut version,
                    SEAL => &mut sha256,
                    _ => &mut None,
                };
                *stated = input.take_text().map(str::to_owned);
                if stated.is_none() {
                    input.skip();
                }
            }
        }
        if format.as_deref() == Some(FORMAT) {
            return Ok(Self { tape, version, sha256 });
        }
        Err(Error::new(Code::UnsupportedFormat, "这不是“质量自查”的存档，请选择从本产品另存的文件"))
    }

    /// Its facts, in the present version.
    fn dossier(&self, changes: &mut Vec<Change>) -> Result<Dossier> {
        let version = migrate::migrated(self.version.as_deref(), changes)?;
        let dossier: Dossier = if self.version.as_ref() == Some(&version) {
            json::decoded(&mut self.tape.input())?
        } else {
            let mut file = self.tape.input().tree();
            migrate::renew_file(&mut file, changes);
            json::decode(&file)?
        };
        for (index, snapshot) in dossier.snapshots.iter().enumerate() {
            snapshot.facts(index)?;
        }
        Ok(dossier)
    }
}

/// Where the content is another one than when the file was saved.
pub(crate) fn content_changes(packs: &Packs<'_>, dossier: &Dossier) -> Vec<Change> {
    let marks = dossier.content.iter().enumerate();
    marks.filter_map(|(index, mark)| content_change(packs, index, mark)).listed()
}

fn content_change(packs: &Packs<'_>, index: usize, mark: &ContentMark) -> Option<Change> {
    let known = packs.identities().into_iter().find(|(manifest, _)| manifest.id == mark.pack);
    let message = match known {
        Some((_, sha256)) if sha256 == mark.sha256 => return None,
        Some((manifest, _)) => {
            format!("内容包“{}”和保存时不同（当时是 {}），结果按现在的内容重算", manifest.name, excerpt(&mark.edition))
        }
        None => format!("没有内容包“{}”，用不到它的部分照旧", excerpt(&mark.pack)),
    };
    Some(Change::new(&format!("/content/{index}"), message))
}

/// The version that a dossier is written in: the present one, or the newer minor one that it came from.
pub(crate) fn written_version(dossier: &Dossier) -> Result<String> {
    if dossier.format != FORMAT {
        return Err(Error::new(Code::UnsupportedFormat, format!("format 应为“{FORMAT}”")).at("format"));
    }
    let version = migrate::parse(&dossier.version).map_err(|error| error.at("version"))?;
    if version.0 > migrate::VERSION.0 {
        return Err(migrate::newer(&dossier.version).at("version"));
    }
    Ok(if version > migrate::VERSION { dossier.version.clone() } else { migrate::present() })
}

/// Writes a save file, marked with the content of this version, with its results and its SHA-256.
///
/// Results are those of the day on which it is saved ([`Dossier::saved_on`]); without a day there are none.
///
/// # Errors
/// `unsupported-format` or `newer-version` when the dossier says it is of another format, and whatever a step of the
/// guides refuses, with its path.
pub fn write(packs: &Packs<'_>, dossier: &Dossier, format: DossierFormat) -> Result<WrittenDossier> {
    let (file, text) = sealed(packs, dossier).map_err(|error| error.at("dossier"))?;
    let (extension, mime, text) = match format {
        DossierFormat::Json => ("json", "application/json", text),
        DossierFormat::Html => ("html", "text/html", html::page(packs, &file, &text)),
    };
    let name = [file_name(&dossier.title, dossier.saved_on).as_str(), ".", extension].concat();
    Ok(WrittenDossier { name, mime, text })
}

/// The dossier as it is stored: with marks of its content, its results and its seal; and its text.
///
/// A fact that a step refuses must not keep a file from being saved: it then has no results.
pub(super) fn sealed(packs: &Packs<'_>, dossier: &Dossier) -> Result<(Dossier, String)> {
    let version = written_version(dossier)?;
    let results = dossier.saved_on.and_then(|day| check::results(packs, dossier, day, None).ok());
    let mut file = Dossier { version, content: carry_over::marks(packs, dossier), results, ..dossier.clone() };
    let text = sealed_text(&mut file);
    Ok((file, text))
}
