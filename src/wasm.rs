//! The door to JavaScript, and the only file that knows it.
//!
//! Arguments come in as a tape that the loader has written from the object; results go out as a stream that it reads into
//! plain objects. Errors, which are small and irregular, cross through serde-wasm-bindgen.

use std::sync::{Mutex, PoisonError};

use js_sys::{Error as JsError, Object};
use serde::Serializer as _;
use serde_wasm_bindgen::Serializer;
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::api;
#[cfg(feature = "steps")]
use crate::case::REQUESTS;
use crate::error::{Error, Result};
use crate::json::{self, Encode, Input, Sink, Stream};
use crate::listed::Listed;

/// A third of the size of Rust's own allocator.
#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

/// The last result, and where its parts lie. The buffers are kept from call to call.
static ANSWER: Mutex<(Stream, [usize; 4])> = Mutex::new((Stream::new(), [0; 4]));

/// Calls a function, by its place among [`names`], on opened content with a tape of its arguments. Answers where four
/// numbers lie: where the words of the result are and how many, where its text is and of how many units.
///
/// # Errors
/// An `Error` named `QualitySelfcheckError` with `code`, `path` and a Chinese `message`.
#[cfg(any(feature = "steps", not(feature = "packs")))]
#[wasm_bindgen]
pub fn call(content: usize, function: usize, words: &[u32], text: &[u8]) -> std::result::Result<usize, JsValue> {
    let function = api::callable().nth(function).unwrap_or_default();
    let own = own(content);
    let packs = packs(own.as_deref());
    answered(|stream| api::call_with(&packs, function, &mut input(words, text)?, stream))
}

/// The program that looks back: it has no rules of guide one, and asks the first one for what they make of a file.
#[cfg(all(feature = "packs", not(feature = "steps")))]
pub mod asking {
    use js_sys::Function;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{answered, input, own, packs};
    use crate::api;
    use crate::error::{Code, Error, Result};
    use crate::json::{self, Json};
    use crate::pack::Checker;

    /// As `call` of the other programs. `check` takes the arguments of `checkDossier` as a text and answers a text: an object
    /// with the `value`, or with the `code`, the `path` and the `message` of what is refused.
    ///
    /// # Errors
    /// As `call` of the other programs.
    #[wasm_bindgen]
    pub fn call(
        content: usize,
        function: usize,
        words: &[u32],
        text: &[u8],
        check: &Function,
    ) -> std::result::Result<usize, JsValue> {
        let function = api::callable().nth(function).unwrap_or_default();
        let own = own(content);
        let check = |text: &str| asked(check, text);
        let packs = packs(own.as_deref()).with_checker(Checker(&check));
        answered(|stream| api::call_with(&packs, function, &mut input(words, text)?, stream))
    }

    fn asked(check: &Function, text: &str) -> Result<Json> {
        let answer = check.call1(&JsValue::NULL, &text.into()).ok().and_then(|answer| answer.as_string());
        let mut answer = json::read(&answer.unwrap_or_default())?;
        if let Some(value) = answer.take("value") {
            return Ok(value);
        }
        let said = |key: &str| answer.at(&[key]).leaf();
        let code = Code::named(said("code")).unwrap_or(Code::NotLoaded);
        Err(Error::new(code, said("message")).moved(said("path")))
    }
}

/// Answers with what is written, or throws what is refused.
fn answered(write: impl FnOnce(&mut Stream) -> Result<()>) -> std::result::Result<usize, JsValue> {
    let mut answer = ANSWER.lock().unwrap_or_else(PoisonError::into_inner);
    let (stream, parts) = &mut *answer;
    stream.clear();
    write(stream).map_err(|error| thrown(&error))?;
    Ok(place(stream, parts))
}

/// Where the four numbers lie that say where a result is.
fn place(stream: &Stream, parts: &mut [usize; 4]) -> usize {
    let (words, text) = stream.parts();
    *parts = [words.as_ptr().addr(), words.len(), text.as_ptr().addr(), text.len()];
    parts.as_ptr().addr()
}

/// What is held for JavaScript, by number from 1 on.
#[cfg(feature = "packs")]
struct Slots<T>(Vec<Option<T>>);

#[cfg(feature = "packs")]
impl<T> Slots<T> {
    fn put(&mut self, value: T) -> usize {
        let free = self.0.iter().position(Option::is_none).unwrap_or_else(|| {
            self.0.push(None);
            self.0.len() - 1
        });
        if let Some(slot) = self.0.get_mut(free) {
            *slot = Some(value);
        }
        free + 1
    }

    fn get(&mut self, number: usize) -> Option<&mut T> {
        self.0.get_mut(number.checked_sub(1)?)?.as_mut()
    }

    fn take(&mut self, number: usize) -> Option<T> {
        self.0.get_mut(number.checked_sub(1)?)?.take()
    }
}

/// What is held, whatever happened to whoever held it last.
#[cfg(feature = "packs")]
fn held<T>(slots: &Mutex<Slots<T>>) -> std::sync::MutexGuard<'_, Slots<T>> {
    slots.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the loader has written.
fn input<'a>(words: &'a [u32], text: &'a [u8]) -> Result<Input<'a>> {
    // The text of a save file of the largest size is not the only argument.
    if text.len() > json::MAX_BYTES + 1000 {
        return Err(json::too_large());
    }
    Ok(Input::new(words, str::from_utf8(text).unwrap_or_default()))
}

/// The names of the functions that this program has, and of what can be asked of a case that it holds open.
///
/// # Errors
/// None: names can be written.
#[wasm_bindgen]
pub fn names() -> std::result::Result<usize, JsValue> {
    answered(|stream| {
        stream.list(2);
        api::callable().listed().write(stream);
        REQUESTS.write(stream);
        Ok(())
    })
}

/// Nothing is held open here.
#[cfg(not(feature = "steps"))]
const REQUESTS: &[&str] = &[];

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
    use std::sync::{Arc, Mutex, OnceLock};

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{Slots, answered, held, input};
    use crate::bureau::{self, OwnPacks, PackFinding};
    use crate::json::{Encode, Sink};
    use crate::pack::{self, OurPacks, Packs};

    /// The packs of this version.
    static OURS: OnceLock<OurPacks> = OnceLock::new();

    /// Packs that are open, by number from 1 on.
    static OPENED: Mutex<Slots<Arc<OwnPacks>>> = Mutex::new(Slots(Vec::new()));

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

    /// Opens a list of packs, given as a tape, and answers as [`super::call`] with the number under which functions read
    /// them, and with what should be looked at in them. Number 0 is the content of this version, also without opening
    /// anything.
    ///
    /// # Errors
    /// As [`super::call`], with the place in the list.
    #[wasm_bindgen]
    pub fn open(words: &[u32], text: &[u8]) -> Result<usize, JsValue> {
        answered(|stream| {
            let opened = bureau::load_all(&packs(None), &input(words, text)?.tree())?;
            let findings: Vec<PackFinding> = opened.findings().collect();
            let number = held(&OPENED).put(Arc::new(opened));
            stream.list(2);
            stream.integer(i64::try_from(number).unwrap_or_default());
            findings.write(stream);
            Ok(())
        })
    }

    /// Frees opened packs. A case that was opened with them keeps them until it is closed itself.
    #[wasm_bindgen]
    pub fn close(number: usize) {
        held(&OPENED).take(number);
    }

    /// The packs of a number: those that were opened, else ours.
    pub(super) fn own(number: usize) -> Option<Arc<OwnPacks>> {
        held(&OPENED).get(number).cloned()
    }

    /// Ours, with others in their place.
    pub(super) fn packs(own: Option<&OwnPacks>) -> Packs<'_> {
        let ours = OURS.get_or_init(OurPacks::default).packs();
        own.map_or(ours, |own| own.in_place(ours))
    }
}

/// Cases that are held open.
#[cfg(feature = "steps")]
pub mod cases {
    use std::sync::{Arc, Mutex};

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{Slots, answered, held, input, own, packs, thrown};
    use crate::bureau::OwnPacks;
    use crate::case::Case;

    /// A case with the packs that it was opened with.
    struct Held {
        own: Option<Arc<OwnPacks>>,
        case: Case,
    }

    static OPEN: Mutex<Slots<Held>> = Mutex::new(Slots(Vec::new()));

    /// Opens a case and answers its number.
    ///
    /// # Errors
    /// As [`super::call`].
    #[wasm_bindgen]
    pub fn open_case(content: usize, words: &[u32], text: &[u8]) -> Result<usize, JsValue> {
        let own = own(content);
        let opened = input(words, text).and_then(|mut input| Case::of(&packs(own.as_deref()), &mut input));
        let case = opened.map_err(|error| thrown(&error))?;
        Ok(held(&OPEN).put(Held { own, case }))
    }

    /// Asks something of an open case, by the place of the request among [`names`](super::names); answers as [`super::call`].
    ///
    /// # Errors
    /// As [`super::call`]; `case-closed`.
    #[wasm_bindgen]
    pub fn ask_case(number: usize, request: usize, words: &[u32], text: &[u8]) -> Result<usize, JsValue> {
        answered(|stream| {
            let mut open = held(&OPEN);
            let held = open.get(number).ok_or_else(Case::closed)?;
            let packs = packs(held.own.as_deref());
            held.case.answer(&packs, request, &mut input(words, text)?, stream)
        })
    }

    /// Frees a case.
    #[wasm_bindgen]
    pub fn close_case(number: usize) {
        held(&OPEN).take(number);
    }
}

#[cfg(feature = "packs")]
use content::{own, packs};

/// Nothing here reads packs.
#[cfg(not(feature = "packs"))]
fn own(_number: usize) -> Option<std::sync::Arc<()>> {
    None
}

#[cfg(not(feature = "packs"))]
fn packs(_own: Option<&()>) -> crate::pack::Packs<'static> {
    static NONE: std::sync::OnceLock<crate::pack::OurPacks> = std::sync::OnceLock::new();
    NONE.get_or_init(crate::pack::OurPacks::default).packs()
}
