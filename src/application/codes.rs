//! Codes that are none of the options of their field.

use super::answers::Application;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{Encode, Json};
use crate::pack::{Assistance, FieldKind, FormField};

/// Refuses an answer that is none of the options of its field, wherever in the application it stands.
///
/// # Errors
/// `unknown-code`, with the place of the answer.
pub(crate) fn check_codes(pack: &Assistance, application: &Application) -> Result<()> {
    check_answers(pack, &application.encode())
}

/// The same for the answers by the keys of the content table.
///
/// # Errors
/// As [`check_codes`].
pub(crate) fn check_answers(pack: &Assistance, application: &Json) -> Result<()> {
    for group in &pack.application.groups {
        for (index, section) in sections(application, &group.key).iter().enumerate() {
            section_codes(pack, &group.fields, section).map_err(|error| {
                let error = if group.repeated { error.at(&index.to_string()) } else { error };
                error.at(&group.key).at("application")
            })?;
        }
    }
    Ok(())
}

fn section_codes(pack: &Assistance, fields: &[FormField], section: &Json) -> Result<()> {
    for field in fields {
        let Some(answer) = section.get(&field.key) else { continue };
        options(pack, field, answer).map_err(|error| error.at(&field.key))?;
        for (index, row) in rows(field, answer).iter().enumerate() {
            section_codes(pack, &field.fields, row).map_err(|error| error.at(&index.to_string()).at(&field.key))?;
        }
    }
    Ok(())
}

/// The groups of answers under a key of the content table.
pub(super) fn sections<'a>(application: &'a Json, key: &str) -> &'a [Json] {
    match application.get(key) {
        Some(Json::Array(sections)) => sections,
        Some(section) => std::slice::from_ref(section),
        None => &[],
    }
}

/// The rows of a table.
pub(super) fn rows<'a>(field: &FormField, answer: &'a Json) -> &'a [Json] {
    match answer {
        Json::Array(rows) if field.kind == FieldKind::Rows => rows,
        _ => &[],
    }
}

/// Refuses codes that are none of the options of the form's field of this key.
///
/// # Errors
/// `unknown-code`, with the key and the place of the code.
pub(crate) fn check_options(pack: &Assistance, key: &str, codes: &[String]) -> Result<()> {
    let mut fields = pack.application.groups.iter().flat_map(|group| group.fields.iter());
    let Some(field) = fields.find(|field| field.key == key) else { return Ok(()) };
    let answer = match field.kind {
        FieldKind::Choice => codes.first().encode(),
        _ => codes.encode(),
    };
    options(pack, field, &answer).map_err(|error| error.at(key))
}

/// Refuses a code that is none of the field's options.
fn options(pack: &Assistance, field: &FormField, answer: &Json) -> Result<()> {
    let check = |code: &Json| match code {
        Json::String(code) if !pack.offers(field, code) => {
            Err(Error::new(Code::UnknownCode, format!("“{}”没有“{}”这个选项", field.label, excerpt(code))))
        }
        _ => Ok(()),
    };
    match (field.kind, answer) {
        (FieldKind::Choice, code) => check(code),
        (FieldKind::Choices, Json::Array(codes)) => {
            for (index, code) in codes.iter().enumerate() {
                check(code).map_err(|error| error.at(&index.to_string()))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
