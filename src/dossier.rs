//! 档案: the save file. One file holds every fact of a case; results are worked out again.

use crate::application::Application;
use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::governance::{DEFAULT_SCHEME, SelfAssessment};
use crate::json::{self, Encode, Json, decode_codes, decode_object, encode_codes, encode_object};
use crate::pack::{Packs, Text};

/// What tells our files from others.
pub const FORMAT: &str = "quality-selfcheck";

/// The version of the format that is written: major.minor.
///
/// A new minor version only adds keys inside `extra`; a new major version needs a migration.
pub const VERSION: (u32, u32) = (1, 0);

/// Whose file it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum DossierKind {
    /// A manufacturer's case.
    #[default]
    Enterprise,
    /// An association's self-assessment.
    Association,
}

decode_codes!(DossierKind { "enterprise" => Enterprise, "association" => Association });
encode_codes!(DossierKind { "enterprise" => Enterprise, "association" => Association });

/// A save file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct Dossier {
    /// Always `quality-selfcheck`.
    pub format: String,
    /// Version of the format, such as `1.0`.
    pub version: String,
    /// Whose file it is.
    pub kind: DossierKind,
    /// Identifier, made by whoever made the file.
    pub id: String,
    /// What the case is called.
    pub title: String,
    /// The day it was saved.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub saved_on: Option<Date>,
    /// The content it was made with.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub content: Vec<ContentMark>,
    /// 质量技术帮扶申请表.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub application: Option<Application>,
    /// 行业质量共治自评.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub governance: Option<AssociationRecord>,
    /// What a newer minor version added; kept as it is.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub extra: Json,
}

encode_object!(Dossier { format, version, kind, id, title, saved_on, content, application, governance, extra });

decode_object!(Dossier { format, version, kind, id, title } optional {
    saved_on, content, application, governance, extra,
});

/// Which content a file was made with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct ContentMark {
    /// Identifier of the pack.
    pub pack: String,
    /// Its edition.
    pub edition: String,
    /// Its fingerprint.
    pub sha256: String,
}

encode_object!(ContentMark { pack, edition, sha256 });

decode_object!(ContentMark { pack, edition, sha256 } optional {});

/// A self-assessment with its circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct AssociationRecord {
    /// Name of the association.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub name: String,
    /// First day of the period.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub period_from: Option<Date>,
    /// Last day of the period.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub period_to: Option<Date>,
    /// The day of the assessment.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub assessed_on: Option<Date>,
    /// Who assessed.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub assessors: Vec<String>,
    /// Identifier of the scheme.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub scheme: String,
    /// The answers.
    pub assessment: SelfAssessment,
}

encode_object!(AssociationRecord { name, period_from, period_to, assessed_on, assessors, scheme, assessment });

decode_object!(AssociationRecord { assessment } optional {
    name, period_from, period_to, assessed_on, assessors, scheme,
});

impl Default for AssociationRecord {
    fn default() -> Self {
        Self {
            name: String::new(),
            period_from: None,
            period_to: None,
            assessed_on: None,
            assessors: Vec::new(),
            scheme: DEFAULT_SCHEME.to_owned(),
            assessment: SelfAssessment::default(),
        }
    }
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadDossier {
    /// Its content, in the present version.
    pub dossier: Dossier,
    /// What differs from how it was saved.
    pub changes: Vec<Change>,
}

encode_object!(ReadDossier { dossier, changes });

/// A difference between a file as it was saved and as it is read now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// JSON Pointer into the file.
    pub path: String,
    /// What differs.
    pub message: String,
}

encode_object!(Change { path, message });

/// A file to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WrittenDossier {
    /// A name for the file.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its text.
    pub text: String,
}

encode_object!(WrittenDossier { name, mime, text });

/// The formats a dossier can be written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum DossierFormat {
    /// JSON text.
    #[default]
    Json,
}

decode_codes!(DossierFormat { "json" => Json });

/// Reads a save file. Nothing is lost: what this version does not know it refuses.
///
/// # Errors
/// `not-json`, `too-large`, `too-deep`, `unsupported-format` for a file that is not ours,
/// `newer-version`, and whatever inside does not fit, with its path in the file.
pub fn read(packs: &Packs<'_>, text: &str) -> Result<ReadDossier> {
    let json = json::read(text).map_err(|error| match error.code {
        Code::NotJson => Error {
            message: format!("这不是“质量自查”的存档，或文件不完整（{}）", error.message),
            ..error
        },
        _ => error,
    })?;
    if json.get("format") != Some(&Json::String(FORMAT.into())) {
        let message = "这不是“质量自查”的存档，请选择从本产品另存的文件";
        return Err(Error::new(Code::UnsupportedFormat, message));
    }
    let minor = check_version(&json)?;
    let mut dossier: Dossier = json::decode(&json)?;
    let mut changes = Vec::new();
    if minor > VERSION.1 {
        let message = format!("文件由较新的 {} 版写出，新增的内容原样保留，不参与计算", dossier.version);
        changes.push(Change { path: "/extra".into(), message });
    }
    for (index, mark) in dossier.content.iter().enumerate() {
        let known = packs.identities().into_iter().find(|(manifest, _)| manifest.id == mark.pack);
        let path = format!("/content/{index}");
        match known {
            Some((_, sha256)) if sha256 == mark.sha256 => {}
            Some((manifest, _)) => {
                let message =
                    format!("内容包“{}”和保存时不同（当时是 {}），结果按现在的内容重算", manifest.name, mark.edition);
                changes.push(Change { path, message });
            }
            None => changes.push(Change {
                path, message: format!("没有内容包“{}”，用不到它的部分照旧", mark.pack)
            }),
        }
    }
    dossier.version = version_text((VERSION.0, minor.max(VERSION.1)));
    Ok(ReadDossier { dossier, changes })
}

/// Writes a save file, marked with the content of this version.
///
/// # Errors
/// `unsupported-format` or `newer-version` when the dossier says it is of another format.
pub fn write(packs: &Packs<'_>, dossier: &Dossier, format: DossierFormat) -> Result<WrittenDossier> {
    if dossier.format != FORMAT {
        return Err(Error::new(Code::UnsupportedFormat, format!("format 应为“{FORMAT}”")).at("format").at("dossier"));
    }
    let (major, _) = parse_version(&dossier.version).map_err(|error| error.at("version").at("dossier"))?;
    if major != VERSION.0 {
        return Err(newer(&dossier.version).at("version").at("dossier"));
    }
    let content = packs.identities().map(|(manifest, sha256)| ContentMark {
        pack: manifest.id.clone().into_owned(),
        edition: manifest.edition.clone().into_owned(),
        sha256: sha256.to_owned(),
    });
    let marked = Dossier { content: content.into(), ..dossier.clone() };
    match format {
        DossierFormat::Json => Ok(WrittenDossier {
            name: file_name(&dossier.title, dossier.saved_on, "json"),
            mime: "application/json",
            text: json::write(&marked.encode()),
        }),
    }
}

fn check_version(json: &Json) -> Result<u32> {
    let Some(Json::String(version)) = json.get("version") else {
        return Err(Error::new(Code::WrongType, "缺少存档版本，或版本不是文字").at("version"));
    };
    let (major, minor) = parse_version(version).map_err(|error| error.at("version"))?;
    if major == VERSION.0 { Ok(minor) } else { Err(newer(version).at("version")) }
}

fn newer(version: &str) -> Error {
    let message = format!("文件由较新的 {version} 版写出，这一版读不了，请更新后再打开");
    Error::new(Code::NewerVersion, message)
}

fn parse_version(version: &str) -> Result<(u32, u32)> {
    let parts = version.split_once('.').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    match parts {
        Some((major, minor)) if major > 0 => Ok((major, minor)),
        _ => Err(Error::new(Code::WrongType, format!("存档版本写成 1.0 这样，现在是“{version}”"))),
    }
}

fn version_text((major, minor): (u32, u32)) -> String {
    format!("{major}.{minor}")
}

/// A title without what file systems refuse, and the day.
fn file_name(title: &str, day: Option<Date>, extension: &str) -> String {
    let keep = |c: &char| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let title: String = title.trim().chars().filter(keep).take(60).collect();
    let title: Text = if title.is_empty() { "质量自查".into() } else { title.into() };
    match day {
        Some(day) => format!("{title}-{day}.{extension}"),
        None => format!("{title}.{extension}"),
    }
}
