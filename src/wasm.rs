//! The door to JavaScript, and the only file that knows it.

use js_sys::{Array, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::api;
use crate::error::Error;
use crate::json::{Encode, Json};
use crate::pack::built_in;

/// A plain object: no `Map`, and `null` for what is absent.
fn plain(json: &Json) -> JsValue {
    // A tree of JSON has nothing that JavaScript could refuse.
    json.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Calls a function of the table with the JSON text of its arguments.
///
/// # Errors
/// An `Error` named `QualitySelfcheckError` with `code`, `path` and a Chinese `message`.
#[wasm_bindgen]
pub fn call(function: &str, arguments: &str) -> Result<JsValue, JsValue> {
    api::call(&built_in(), function, arguments).map(|json| plain(&json)).map_err(|error| thrown(&error))
}

/// The names of all functions.
#[wasm_bindgen]
#[must_use]
pub fn functions() -> JsValue {
    api::FUNCTIONS.iter().copied().map(JsValue::from_str).collect::<Array>().into()
}

fn thrown(error: &Error) -> JsValue {
    let object = js_sys::Error::new(&error.message);
    object.set_name(Error::NAME);
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&object, &"code".into(), &plain(&error.code.encode()));
    let _ = Reflect::set(&object, &"path".into(), &error.path.as_str().into());
    object.into()
}
