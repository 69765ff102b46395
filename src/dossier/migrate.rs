//! From every earlier version of the format to the present one.
//!
//! Version 1 held the application and the self-assessment. Version 2 holds the whole case under
//! the same names, so that nothing has to be moved.

use super::change::Change;
use super::facts::Dossier;
use crate::error::{Code, Error, Result, excerpt};

/// What tells our files from others.
pub const FORMAT: &str = "quality-selfcheck";

/// The version of the format that is written: major.minor.
///
/// A new minor version only adds keys inside `extra`; a new major version needs a migration.
pub const VERSION: (u32, u32) = (2, 0);

/// The version of a file once it is read, of whatever earlier version it is; what that changes is said.
///
/// # Errors
/// `wrong-type` without a version, `newer-version` for one that this program does not know.
pub(super) fn migrated(written: Option<&str>, changes: &mut Vec<Change>) -> Result<String> {
    let Some(written) = written else {
        return Err(Error::new(Code::WrongType, "缺少存档版本，或版本不是文字").at("version"));
    };
    let (major, minor) = parse(written).map_err(|error| error.at("version"))?;
    if major > VERSION.0 {
        return Err(newer(written).at("version"));
    }
    if major == VERSION.0 && minor > VERSION.1 {
        let message = format!("文件由较新的 {written} 版写出，新增的内容原样保留，不参与计算");
        changes.push(Change::new("/extra", message));
        return Ok(written.to_owned());
    }
    let present = present();
    if major < VERSION.0 {
        changes.push(Change::new("/version", format!("文件由 {written} 版写出，已转成 {present} 版，内容没有改动")));
    }
    Ok(present)
}

/// The version that a dossier is written in: the present one, or the newer minor one that it came from.
pub(crate) fn written_version(dossier: &Dossier) -> Result<String> {
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
        _ => Err(Error::new(Code::WrongType, format!("存档版本写成 1.0 这样，现在是“{}”", excerpt(version)))),
    }
}
