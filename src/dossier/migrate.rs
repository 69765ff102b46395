//! From every earlier version of the format to the present one.
//!
//! Version 1 held the application and the self-assessment. Version 2 held the whole case under the same names. Version 3 asks
//! some facts more exactly: what it calls otherwise is one table, for files and for the changes that a host has kept of them.

use super::change::Change;
use crate::error::{Code, Error, Result, excerpt, pointer};
use crate::json::{Input, Json, Tape, Text, Value};

/// What tells our files from others.
pub const FORMAT: &str = "quality-selfcheck";

/// The version of the format that is written: major.minor.
///
/// A new minor version only adds keys inside `extra`; a new major version needs a migration.
pub const VERSION: (u32, u32) = (3, 0);

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
        changes.push(Change::new("/version", format!("文件由 {written} 版写出，已转成 {present} 版")));
    }
    Ok(present)
}

/// Reads a file of this version, or makes one of an earlier version into it.
///
/// # Errors
/// What does not fit.
pub(super) fn renewed(input: &mut Input<'_>, read: &mut dyn FnMut(&mut Input<'_>) -> Result<()>) -> Result<()> {
    if is_present(input) {
        return read(input);
    }
    let mut file = input.tree();
    renew_file(&mut file, &mut Vec::new());
    read(&mut Tape::of(&file).input())
}

/// The version that a file states.
fn stated<'a>(input: &Input<'a>) -> Option<&'a str> {
    let mut input = input.clone();
    let Value::Object(mut keys) = input.value() else { return None };
    while let Some(key) = input.key(&mut keys) {
        if key == "version" {
            return input.take_text();
        }
        input.skip();
    }
    None
}

/// Whether a file is of this version, or of a newer one; one that does not say is taken as it is.
pub(super) fn is_present(file: &Input<'_>) -> bool {
    let written = stated(file).and_then(|version| parse(version).ok());
    written.is_none_or(|(major, _)| major >= VERSION.0)
}

/// Makes a file of an earlier version into one of the present one, and says what that changes. Its seal is that of what was
/// written.
pub(super) fn renew_file(file: &mut Json, changes: &mut Vec<Change>) {
    renew_at(file, "", changes);
    if let Json::Object(entries) = file {
        for (key, value) in entries {
            match (key.as_ref(), value) {
                ("version", version) => *version = Json::String(present().into()),
                ("sha256", seal) => *seal = Json::Null,
                ("conflicts", Json::Array(conflicts)) => conflicts.iter_mut().for_each(renew_conflict),
                _ => {}
            }
        }
    }
}

/// Makes the place and the values of a conflict into what they are called now.
fn renew_conflict(conflict: &mut Json) {
    let Json::Object(entries) = conflict else { return };
    let path = entries.iter_mut().find(|(key, _)| key == "path").map(|(_, path)| path);
    let Some(Json::String(path)) = path else { return };
    let now = renewed_path(path);
    *path = now.clone().into();
    if let Some((_, Json::Array(values))) = entries.iter_mut().find(|(key, _)| key == "values") {
        for value in values {
            renew(value, &now);
        }
    }
}

/// Makes the places and the values of a JSON Patch into what they are called now.
pub(crate) fn renew_patch(patch: &mut Json) {
    let Json::Array(operations) = patch else { return };
    for operation in operations {
        let Json::Object(entries) = operation else { continue };
        let mut place = String::new();
        for (key, value) in entries.iter_mut() {
            if let ("path" | "from", Json::String(path)) = (key.as_ref(), value) {
                let now = renewed_path(path);
                *path = now.clone().into();
                if key == "path" {
                    place = now;
                }
            }
        }
        if let Some((_, value)) = entries.iter_mut().find(|(key, _)| key == "value") {
            renew(value, &place);
        }
    }
}

/// A place in the file, as it is called now.
pub(crate) fn renewed_path(path: &str) -> String {
    let found = RENEWALS.iter().find_map(|renewal| match renewal.what {
        What::Key(from, to) => {
            let above = path.strip_suffix(from)?.strip_suffix('/')?;
            (below(renewal.of, above) == Some("")).then(|| pointer(above, to))
        }
        _ => None,
    });
    found.unwrap_or_else(|| path.to_owned())
}

/// Makes a value that stands at a place of the file into what it is now.
pub(crate) fn renew(value: &mut Json, place: &str) {
    renew_at(value, place, &mut Vec::new());
}

fn renew_at(value: &mut Json, place: &str, changes: &mut Vec<Change>) {
    for renewal in &RENEWALS {
        let Some(below) = below(renewal.of, place) else { continue };
        each(value, below, place, &mut |value, path| {
            let said = match renewal.what {
                What::Key(from, to) => rekeyed(value, from, to).then(|| (pointer(path, to), renewal.said.to_owned())),
                What::Code(from, to) => {
                    let is_meant = matches!(value, Json::String(code) if code == from);
                    is_meant.then(|| {
                        *value = Json::String(to.into());
                        (path.to_owned(), renewal.said.to_owned())
                    })
                }
                What::Value(change) => change(value).map(|note| (path.to_owned(), [renewal.said, &note].concat())),
            };
            if let Some((path, said)) = said.filter(|(_, said)| !said.is_empty()) {
                changes.push(Change::new(&path, said));
            }
        });
    }
}

/// What version 3 calls otherwise.
struct Renewal {
    /// Where, with `*` for every entry.
    of: &'static str,
    what: What,
    /// What the user is told; nothing where it means the same.
    said: &'static str,
}

enum What {
    /// A key of an object.
    Key(&'static str, &'static str),
    /// A code.
    Code(&'static str, &'static str),
    /// Anything else: nothing where there is nothing to do, and what is to be said besides.
    Value(fn(&mut Json) -> Option<String>),
}

const RENEWALS: [Renewal; 11] = [
    Renewal {
        of: "/application/problems/*",
        what: What::Key("orderReceivedOn", "orderedOn"),
        said: "收到文书的日期改作责令改正日期，请核对文书上的日期",
    },
    Renewal {
        of: "/events/*/kind",
        what: What::Code("orderReceived", "ordered"),
        said: "收到文书的日期改作责令改正日期，请核对文书上的日期",
    },
    Renewal { of: "/application/problems/*/injury", what: What::Code("no", "none"), said: "" },
    Renewal {
        of: "/application/problems/*/injury",
        what: What::Code("yes", "minor"),
        said: "原来只填了“有”伤害或损失，先记作轻微，请核对",
    },
    Renewal {
        of: "/application/products/*/xkState",
        what: What::Code("suspended", "unknown"),
        said: "生产许可证没有“暂停”这种状态，先记作不清楚，请核对",
    },
    Renewal { of: "/application/products/*/cccState", what: What::Code("out-of-scope", "not-listed"), said: "" },
    Renewal { of: "/application/need/goalIndicators/*", what: What::Code("I14", "I14a"), said: SPLIT },
    Renewal { of: "/draft/goals/*/indicator", what: What::Code("I14", "I14a"), said: SPLIT },
    Renewal { of: "/baseline", what: What::Value(split_benefit), said: SPLIT },
    Renewal { of: "/followUp", what: What::Value(split_benefit), said: SPLIT },
    Renewal { of: "/causes/*", what: What::Value(estimated), said: "" },
];

const SPLIT: &str = "经济效益分成节约成本（I14a）和新增产值（I14b），两项不再相加，请核对";

/// 节约成本 and 新增产值 each for itself.
fn split_benefit(measured: &mut Json) -> Option<String> {
    let benefit = measured.take("I14")?;
    let part = |key: &str| benefit.get(key).filter(|amount| **amount != Json::Null).cloned();
    let (saved, gained) = (part("num"), part("den"));
    let note = match (&saved, &gained) {
        (Some(_), Some(_)) => String::new(),
        // Nobody can tell of which of the two a single amount is.
        (Some(Json::String(amount) | Json::Number(amount)), None)
        | (None, Some(Json::String(amount) | Json::Number(amount))) => format!("；原来只填了一个数 {amount}，请分开填"),
        _ => return None,
    };
    if let (Some(saved), Some(gained)) = (saved, gained) {
        for (id, amount) in [("I14a", saved), ("I14b", gained)] {
            measured.put(id, Json::Object(vec![("num".into(), amount)]));
        }
    }
    Some(note)
}

/// A share that was entered was estimated.
fn estimated(row: &mut Json) -> Option<String> {
    let is_entered = matches!(row.get("contribution"), Some(Json::String(_) | Json::Number(_)));
    if is_entered && row.get("basis").is_none_or(|basis| *basis == Json::Null) {
        row.put("basis", Json::String("estimate".into()));
    }
    None
}

/// Gives a key of an object another name.
fn rekeyed(object: &mut Json, from: &str, to: &'static str) -> bool {
    let Json::Object(entries) = object else { return false };
    let Some((key, value)) = entries.iter_mut().find(|(key, _)| key == from) else { return false };
    *key = Text::from(to);
    *value != Json::Null
}

/// What is left of a pattern below a place, if it leads there.
fn below<'a>(pattern: &'a str, place: &str) -> Option<&'a str> {
    let mut left = pattern;
    for key in place.split('/').skip(1) {
        let rest = left.strip_prefix('/')?;
        let end = rest.find('/').unwrap_or(rest.len());
        let (wanted, behind) = rest.split_at_checked(end)?;
        if wanted != "*" && wanted != key {
            return None;
        }
        left = behind;
    }
    Some(left)
}

/// Does something to each value that a pattern leads to.
fn each(value: &mut Json, pattern: &str, path: &str, act: &mut dyn FnMut(&mut Json, &str)) {
    let Some(rest) = pattern.strip_prefix('/') else { return act(value, path) };
    let end = rest.find('/').unwrap_or(rest.len());
    let Some((wanted, behind)) = rest.split_at_checked(end) else { return };
    match value {
        Json::Object(entries) => {
            for (key, value) in entries {
                if wanted == "*" || *key == wanted {
                    each(value, behind, &pointer(path, key), act);
                }
            }
        }
        Json::Array(items) if wanted == "*" => {
            for (index, value) in items.iter_mut().enumerate() {
                each(value, behind, &pointer(path, &index.to_string()), act);
            }
        }
        _ => {}
    }
}

pub(super) fn present() -> String {
    format!("{}.{}", VERSION.0, VERSION.1)
}

pub(super) fn newer(version: &str) -> Error {
    let message = format!("文件由较新的 {version} 版写出，这一版读不了，请更新后再打开");
    Error::new(Code::NewerVersion, message)
}

pub(super) fn parse(version: &str) -> Result<(u32, u32)> {
    let parts = version.split_once('.').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    match parts {
        Some((major, minor)) if major > 0 => Ok((major, minor)),
        _ => Err(Error::new(Code::WrongType, format!("存档版本写成 1.0 这样，现在是“{}”", excerpt(version)))),
    }
}
