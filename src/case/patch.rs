//! JSON Patch (RFC 6902) on the file: all of it or nothing.

use super::edit::{self, Edit};
use crate::decimal::Decimal;
use crate::dossier::Dossier;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{Json, Text};

/// Most operations of a patch.
const MOST: usize = 1000;

/// What a patch has done.
pub(super) struct Patched {
    /// What takes it back, in the order in which it has to be done.
    pub(super) back: Vec<Edit>,
    /// The places that were changed.
    pub(super) paths: Vec<String>,
}

/// Applies a patch. Refused, it changes nothing.
///
/// # Errors
/// With the place in the patch: `wrong-type` for what is no operation or no value for its place, `too-large` for more than
/// 1,000 of them, `missing-path`, `out-of-range`, `unknown-key` and `test-failed` as the operations come to it.
pub(super) fn apply(dossier: &mut Dossier, patch: &Json) -> Result<Patched> {
    let Json::Array(operations) = patch else {
        return Err(crate::json::wrong_type(&patch.into(), "操作的列表"));
    };
    if operations.len() > MOST {
        let message = format!("一次最多 {MOST} 步操作，现在是 {} 步", operations.len());
        return Err(Error::new(Code::TooLarge, message));
    }
    let mut patched = Patched { back: Vec::new(), paths: Vec::new() };
    for (index, operation) in operations.iter().enumerate() {
        if let Err(error) = perform(dossier, operation, &mut patched) {
            take_back(dossier, &patched.back);
            return Err(error.at(&index.to_string()));
        }
    }
    patched.back.reverse();
    Ok(patched)
}

/// Takes back what was done last first. What was done can be taken back: nothing else has happened since.
fn take_back(dossier: &mut Dossier, done: &[Edit]) {
    for edit in done.iter().rev() {
        let _ = edit.perform(dossier);
    }
}

fn perform(dossier: &mut Dossier, operation: &Json, patched: &mut Patched) -> Result<()> {
    let kind = text(operation, "op")?;
    let path = text(operation, "path")?;
    let at_path = |error: Error| if error.path.is_empty() { error.at("path") } else { error };
    let mut done = |dossier: &mut Dossier, edit: Edit| -> Result<()> {
        edit.spares_closed(dossier)?;
        patched.back.push(edit.perform(dossier)?);
        patched.paths.push(edit.path);
        Ok(())
    };
    match kind.as_ref() {
        "add" => done(dossier, Edit::add(path, given(operation)?.clone())).map_err(at_path),
        "replace" => done(dossier, Edit::set(path, given(operation)?.clone())).map_err(at_path),
        "remove" => done(dossier, Edit::remove(path)).map_err(at_path),
        "test" => {
            let stands = edit::value(dossier, path).map_err(at_path)?;
            if same(&stands, given(operation)?) {
                return Ok(());
            }
            Err(Error::new(Code::TestFailed, format!("“{}”处不是所要求的值", excerpt(path))).at("value"))
        }
        "copy" | "move" => {
            let from = text(operation, "from")?;
            let at_from = |error: Error| if error.path.is_empty() { error.at("from") } else { error };
            let value = edit::value(dossier, from).map_err(at_from)?;
            if kind == "move" {
                if path.strip_prefix(&**from).is_some_and(|rest| rest.starts_with('/')) {
                    let message = format!("“{}”不能移到它自己里面", excerpt(from));
                    return Err(Error::new(Code::MissingPath, message).at("path"));
                }
                done(dossier, Edit::remove(from)).map_err(at_from)?;
            }
            // What does not fit there is no value of the patch.
            done(dossier, Edit::add(path, value)).map_err(|error| error.moved("/path"))
        }
        other => {
            let message = format!("没有“{}”这种操作，可用的是：add、remove、replace、move、copy、test", excerpt(other));
            Err(Error::new(Code::UnknownCode, message).at("op"))
        }
    }
}

fn text<'a>(operation: &'a Json, key: &str) -> Result<&'a Text> {
    match operation.get(key) {
        Some(Json::String(text)) => Ok(text),
        Some(other) => Err(crate::json::wrong_type(&other.into(), "文字").at(key)),
        None => Err(lacks(key)),
    }
}

fn given(operation: &Json) -> Result<&Json> {
    operation.get("value").ok_or_else(|| lacks("value"))
}

fn lacks(key: &str) -> Error {
    Error::new(Code::WrongType, format!("缺少“{key}”")).at(key)
}

/// Whether two values are equal: numbers by what they are worth, objects whatever the order of their keys.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => {
            one == other
                || matches!((one.parse::<Decimal>(), other.parse::<Decimal>()), (Ok(one), Ok(other)) if one == other)
        }
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(entries), Json::Object(others)) => {
            let is_there = |(key, value): &(Text, Json)| other.get(key).is_some_and(|other| same(value, other));
            entries.len() == others.len() && entries.iter().all(is_there)
        }
        _ => one == other,
    }
}
