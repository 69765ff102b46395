//! The door to JavaScript, and the only file that knows it.
//!
//! Arguments come in as a tape that the loader has written from the object; results go out as a stream that it reads into
//! plain objects. What is small and irregular – errors, names – crosses through serde-wasm-bindgen.

use std::sync::{Mutex, PoisonError};

use js_sys::{Error as JsError, Object};
use serde::Serializer as _;
use serde_wasm_bindgen::Serializer;
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::api;
use crate::error::{Error, Result};
use crate::json::{self, Input, Stream};

/// A third of the size of Rust's own allocator.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// The last result, and where its parts lie. The buffers are kept from call to call.
static ANSWER: Mutex<(Stream, [usize; 4])> = Mutex::new((Stream::new(), [0; 4]));

/// Calls a function, by its place among [`functions`], on opened content with a tape of its arguments. Answers where four
/// numbers lie: where the words of the result are and how many, where its text is and of how many units.
///
/// # Errors
/// An `Error` named `QualitySelfcheckError` with `code`, `path` and a Chinese `message`.
#[wasm_bindgen]
pub fn call(content: usize, function: usize, words: &[u32], text: &[u8]) -> std::result::Result<usize, JsValue> {
    let mut answer = ANSWER.lock().unwrap_or_else(PoisonError::into_inner);
    let (stream, parts) = &mut *answer;
    stream.clear();
    let function = api::callable().nth(function).unwrap_or_default();
    let called = input(words, text).and_then(|mut input| api::call_with(&packs(content), function, &mut input, stream));
    called.map_err(|error| thrown(&error))?;
    let (words, text) = stream.parts();
    *parts = [words.as_ptr().addr(), words.len(), text.as_ptr().addr(), text.len()];
    Ok(parts.as_ptr().addr())
}

/// What the loader has written.
fn input<'a>(words: &'a [u32], text: &'a [u8]) -> Result<Input<'a>> {
    // The text of a save file of the largest size is not the only argument.
    if text.len() > json::MAX_BYTES + 1000 {
        return Err(json::too_large());
    }
    Ok(Input::new(words, str::from_utf8(text).unwrap_or_default()))
}

/// The names of the functions that this program has.
///
/// # Errors
/// None: names can be written.
#[wasm_bindgen]
pub fn functions() -> std::result::Result<JsValue, JsValue> {
    let names: Vec<&str> = api::callable().collect();
    Ok(serde_wasm_bindgen::to_value(&names)?)
}

fn thrown(error: &Error) -> JsValue {
    let object = JsError::new(&error.message);
    object.set_name(Error::NAME);
    // Two texts are never refused.
    if let Ok(fields) = Serializer::json_compatible().collect_map([("code", error.code.code()), ("path", &error.path)])
    {
        Object::assign(&object, &fields.into());
    }
    object.into()
}

/// The content of a program whose functions read any.
#[cfg(feature = "packs")]
pub mod content {
    use std::sync::{Mutex, OnceLock, PoisonError};

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{input, thrown};
    use crate::bureau::{self, OwnPacks};
    use crate::pack::{self, OurPacks, Packs};

    /// The packs of this version.
    static OURS: OnceLock<OurPacks> = OnceLock::new();

    /// Packs that were opened, by number. They stay as long as the module: nothing is to be freed.
    static OPENED: Mutex<Vec<&'static OwnPacks>> = Mutex::new(Vec::new());

    /// The id of the content that belongs to this program.
    #[wasm_bindgen]
    #[must_use]
    pub fn content_id() -> u32 {
        pack::CONTENT_ID
    }

    /// Supplies the content. The loader has compared its id: here it cannot be refused.
    #[wasm_bindgen]
    pub fn supply(content: Vec<u8>) {
        OURS.get_or_init(|| OurPacks::of(content.leak()).unwrap_or_default());
    }

    /// Opens a list of packs, given as a tape, and answers the number under which functions read them.
    /// Number 0 is the content of this version, also without opening anything.
    ///
    /// # Errors
    /// As [`super::call`], with the place in the list.
    #[wasm_bindgen]
    pub fn open(words: &[u32], text: &[u8]) -> Result<usize, JsValue> {
        let list = input(words, text).map(|mut input| input.tree());
        let opened = list.and_then(|list| bureau::load_all(&packs(0), &list)).map_err(|error| thrown(&error))?;
        let mut all = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Box::leak(Box::new(opened)));
        Ok(all.len())
    }

    /// The packs of a number.
    pub(super) fn packs(number: usize) -> Packs<'static> {
        let ours = OURS.get_or_init(OurPacks::default).packs();
        let opened = OPENED.lock().map(|all| all.get(number.wrapping_sub(1)).copied());
        opened.ok().flatten().map_or(ours, |own| own.in_place(ours))
    }
}

#[cfg(feature = "packs")]
use content::packs;

/// Nothing here reads them.
#[cfg(not(feature = "packs"))]
fn packs(_number: usize) -> crate::pack::Packs<'static> {
    static NONE: std::sync::OnceLock<crate::pack::OurPacks> = std::sync::OnceLock::new();
    NONE.get_or_init(crate::pack::OurPacks::default).packs()
}
