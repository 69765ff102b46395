//! The door to JavaScript, and the only file that knows it.

use js_sys::{Array, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::api;
use crate::error::Error;
use crate::json::{Encode, Json};

/// A third of the size of Rust's own allocator.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// A plain object: no `Map`, and `null` for what is absent. The contents of a file are a `Uint8Array`.
fn plain(json: &Json) -> JsValue {
    // A tree of JSON has nothing that JavaScript could refuse.
    json.serialize(&Serializer::json_compatible().serialize_bytes_as_arrays(false)).unwrap_or(JsValue::NULL)
}

/// Calls a function of the table on opened content with the JSON text of its arguments.
///
/// # Errors
/// An `Error` named `QualitySelfcheckError` with `code`, `path` and a Chinese `message`.
#[wasm_bindgen]
pub fn call(content: usize, function: &str, arguments: &str) -> Result<JsValue, JsValue> {
    api::call(&packs(content), function, arguments).map(|json| plain(&json)).map_err(|error| thrown(&error))
}

/// The names of the functions that this program has.
#[wasm_bindgen]
#[must_use]
pub fn functions() -> JsValue {
    api::callable().map(JsValue::from_str).collect::<Array>().into()
}

fn thrown(error: &Error) -> JsValue {
    let object = js_sys::Error::new(&error.message);
    object.set_name(Error::NAME);
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&object, &"code".into(), &plain(&error.code.encode()));
    let _ = Reflect::set(&object, &"path".into(), &error.path.as_str().into());
    object.into()
}

/// The content of a program whose functions read any.
#[cfg(feature = "packs")]
pub mod content {
    use std::sync::{Mutex, PoisonError};

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::thrown;
    use crate::bureau::{self, OwnPacks};
    use crate::json;
    use crate::pack::{self, Packs};

    /// The id of the content that belongs to this program.
    #[wasm_bindgen]
    #[must_use]
    pub fn content_id() -> u32 {
        pack::CONTENT_ID
    }

    /// Supplies the content. The loader has compared its id: here it cannot be refused.
    #[wasm_bindgen]
    pub fn supply(content: Vec<u8>) {
        let _ = pack::supply(content);
    }

    /// Packs that were opened, by number. They stay as long as the module: nothing is to be freed.
    static OPENED: Mutex<Vec<Packs<'static>>> = Mutex::new(Vec::new());

    /// Opens a list of packs, given as JSON text, and answers the number under which functions read them.
    /// Number 0 is the built-in content, also without opening anything.
    ///
    /// # Errors
    /// As [`super::call`], with the place in the list.
    #[wasm_bindgen]
    pub fn open(packs: &str) -> Result<usize, JsValue> {
        let opened = json::read(packs).and_then(|list| bureau::load_all(&list)).map_err(|error| thrown(&error))?;
        let opened: &'static OwnPacks = Box::leak(Box::new(opened));
        let mut all = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(opened.packs());
        Ok(all.len())
    }

    /// The packs of a number.
    pub(super) fn packs(number: usize) -> Packs<'static> {
        let opened = OPENED.lock().map(|all| all.get(number.wrapping_sub(1)).copied());
        opened.ok().flatten().unwrap_or_default()
    }
}

#[cfg(feature = "packs")]
use content::packs;

/// Nothing here reads them.
#[cfg(not(feature = "packs"))]
fn packs(_number: usize) -> crate::pack::Packs<'static> {
    crate::pack::Packs::default()
}
