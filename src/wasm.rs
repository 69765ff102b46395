//! The door to JavaScript, and the only file that knows it.

use js_sys::{Array, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::api::{self, Wire};
use crate::error::{Code, Error, Result};
use crate::pack::BUILT_IN;

/// Results as plain objects: no `Map`, and `null` for what is absent.
struct PlainObjects;

impl Wire for PlainObjects {
    type Value = JsValue;

    fn value<T: Serialize>(&self, result: &T) -> Result<JsValue> {
        result.serialize(&Serializer::json_compatible()).map_err(|error| Error::new(Code::WrongType, error.to_string()))
    }
}

/// Calls a function of the table with the JSON text of its arguments.
///
/// # Errors
/// An `Error` named `QualitySelfcheckError` with `code`, `path` and a Chinese `message`.
#[wasm_bindgen]
pub fn call(function: &str, arguments: &str) -> std::result::Result<JsValue, JsValue> {
    api::call(&BUILT_IN, function, arguments, &PlainObjects).map_err(|error| thrown(&error))
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
    let code = error.code.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL);
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&object, &"code".into(), &code);
    let _ = Reflect::set(&object, &"path".into(), &error.path.as_str().into());
    object.into()
}
