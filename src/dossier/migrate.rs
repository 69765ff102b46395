//! From every earlier version of the format to the present one.
//!
//! Version 1 held the application and the self-assessment. Version 2 holds the whole case under
//! the same names, so that nothing has to be moved.

use super::change::Change;
use super::facts::Dossier;
use crate::error::{Code, Error, Result};
use crate::json::Json;

/// What tells our files from others.
pub const FORMAT: &str = "quality-selfcheck";

/// The version of the format that is written: major.minor.
///
/// A new minor version only adds keys inside `extra`; a new major version needs a migration.
pub const VERSION: (u32, u32) = (2, 0);

/// Brings a file to the present version and says so.
pub(super) fn migrate(file: &mut Json, changes: &mut Vec<Change>) -> Result<()> {
    let Some(Json::String(written)) = file.get("version").cloned() else {
        return Err(Error::new(Code::WrongType, "缺少存档版本，或版本不是文字").at("version"));
    };
    let (major, minor) = parse(&written).map_err(|error| error.at("version"))?;
    if major > VERSION.0 {
        return Err(newer(&written).at("version"));
    }
    if major == VERSION.0 && minor > VERSION.1 {
        let message = format!("文件由较新的 {written} 版写出，新增的内容原样保留，不参与计算");
        changes.push(Change::new("/extra", message));
        return Ok(());
    }
    let present = present();
    if major < VERSION.0 {
        changes.push(Change::new("/version", format!("文件由 {written} 版写出，已转成 {present} 版，内容没有改动")));
    }
    if let Json::Object(entries) = file {
        for (_, version) in entries.iter_mut().filter(|(key, _)| key == "version") {
            *version = Json::String(present.clone().into());
        }
    }
    Ok(())
}

/// The version that a dossier is written in: the present one, or the newer minor one that it came from.
pub(super) fn written_version(dossier: &Dossier) -> Result<String> {
    if dossier.format != FORMAT {
        return Err(Error::new(Code::UnsupportedFormat, format!("format 应为“{FORMAT}”")).at("format"));
    }
    let version = parse(&dossier.version).map_err(|error| error.at("version"))?;
    if version.0 > VERSION.0 {
        return Err(newer(&dossier.version).at("version"));
    }
    Ok(if version > VERSION { dossier.version.clone() } else { present() })
}

fn present() -> String {
    format!("{}.{}", VERSION.0, VERSION.1)
}

fn newer(version: &str) -> Error {
    let message = format!("文件由较新的 {version} 版写出，这一版读不了，请更新后再打开");
    Error::new(Code::NewerVersion, message)
}

fn parse(version: &str) -> Result<(u32, u32)> {
    let parts = version.split_once('.').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    match parts {
        Some((major, minor)) if major > 0 => Ok((major, minor)),
        _ => Err(Error::new(Code::WrongType, format!("存档版本写成 1.0 这样，现在是“{version}”"))),
    }
}
