//! A refused call: what was wrong, where, and in plain Chinese.
//!
//! Wrong calls are errors; bad answers are findings ([`crate::issue::Issue`]).

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Names each code once, for the type, the wire and the schema.
macro_rules! codes {
    ($($(#[$meta:meta])* $code:literal => $variant:ident),* $(,)?) => {
        /// Why a call was refused. The set is closed: callers may match on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code {
            $($(#[$meta])* #[cfg_attr(feature = "schema", schemars(rename = $code))] $variant),*
        }

        impl Code {
            /// The code of a name on the wire.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The code on the wire.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

codes! {
    /// The text is not JSON.
    "not-json" => NotJson,
    /// One input value is larger than 20 MB, [`crate::json::MAX_BYTES`].
    "too-large" => TooLarge,
    /// Values are nested deeper than 64 levels, [`crate::json::MAX_DEPTH`].
    "too-deep" => TooDeep,
    /// There is no function of this name.
    "unknown-function" => UnknownFunction,
    /// An object has a key that it cannot have.
    "unknown-key" => UnknownKey,
    /// An object, or a map, has the same key twice.
    "duplicate-key" => DuplicateKey,
    /// A code does not occur in the table that it refers to.
    "unknown-code" => UnknownCode,
    /// A value of another type was expected, or a value is missing.
    "wrong-type" => WrongType,
    /// A number is outside its range, or a result cannot be stated exactly.
    "out-of-range" => OutOfRange,
    /// A date does not exist.
    "impossible-date" => ImpossibleDate,
    /// The file was written by a newer version.
    "newer-version" => NewerVersion,
    /// A content pack or a scoring scheme contradicts itself.
    "invalid-pack" => InvalidPack,
    /// The requested format is not offered, or the file is of another kind.
    "unsupported-format" => UnsupportedFormat,
    /// Nothing stands at a place of the file that a patch names.
    "missing-path" => MissingPath,
    /// What a patch expects to stand at a place does not stand there.
    "test-failed" => TestFailed,
    /// A case, or packs, were closed before.
    "case-closed" => CaseClosed,
    /// A function belongs to a program that is not loaded yet. This and the four below are said by the npm package alone.
    "not-loaded" => NotLoaded,
    /// A file of the package cannot be fetched or read.
    "load-http" => LoadHttp,
    /// A file is no program of the package, or WebAssembly is missing.
    "load-wasm" => LoadWasm,
    /// The page's content security policy forbids WebAssembly.
    "load-csp" => LoadCsp,
    /// Files of different versions, or exchanged ones, do not work together.
    "version-mismatch" => VersionMismatch,
    /// There is no file of this name. This and the two below are said by the command line alone: the core reads no file.
    "no-such-file" => NoSuchFile,
    /// A file or standard input cannot be read.
    "cannot-read" => CannotRead,
    /// A file or standard output cannot be written.
    "cannot-write" => CannotWrite,
}

/// A refused call.
///
/// On the wire: `{"name": "QualitySelfcheckError", "code", "path", "message"}`.
///
/// It is one pointer, so that passing it on costs next to nothing where nothing is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Refusal>);

/// What an [`Error`] says; its fields are those of the error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why the call was refused.
    pub code: Code,
    /// JSON Pointer (RFC 6901) into the call's object; empty for the whole of it.
    pub path: String,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

/// The result of a call that may be refused.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The `name` of the error on the wire.
    pub const NAME: &'static str = "QualitySelfcheckError";

    /// An error about the value at hand; [`Error::at`] adds where that value stands.
    #[cold]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Refusal { code, path: String::new(), message: message.into() }))
    }

    /// The same error, seen from the object or list that holds the value under `key`. A path repeats no more of a key than a
    /// message does.
    #[cold]
    #[must_use]
    pub fn at(mut self, key: &str) -> Self {
        let key = &excerpt(key);
        let mut path = String::with_capacity(self.path.len() + key.len() + 1);
        push_key(&mut path, key);
        path.push_str(&self.path);
        self.path = path;
        self
    }

    /// The same error at another place, which repeats no more of a key either.
    #[cold]
    #[must_use]
    pub fn moved(mut self, path: &str) -> Self {
        self.path.clear();
        for key in path.split('/').skip(1) {
            push_key(&mut self.path, &excerpt(&unescaped(key)));
        }
        self
    }
}

/// Most characters of what was given that are said again.
const REPEATED: usize = 200;

/// What is said again of a text that was given: a refusal must not be as long as what it refuses.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    // Bytes first: most texts are short, and no character is shorter than a byte.
    let cut = if text.len() > REPEATED { text.char_indices().nth(REPEATED) } else { None };
    match cut.and_then(|(end, _)| text.get(..end)) {
        Some(beginning) => Cow::Owned([beginning, "……"].concat()),
        None => Cow::Borrowed(text),
    }
}

/// The JSON Pointer of what stands under `key`.
pub(crate) fn pointer(path: &str, key: &str) -> String {
    let mut pointer = String::with_capacity(path.len() + key.len() + 1);
    pointer.push_str(path);
    push_key(&mut pointer, key);
    pointer
}

/// The key that a part of a JSON Pointer names.
pub(crate) fn unescaped(part: &str) -> String {
    let mut pieces = part.split('~');
    let mut key = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (sign, rest) = match piece.strip_prefix('1') {
            Some(rest) => ("/", rest),
            None => ("~", piece.strip_prefix('0').unwrap_or(piece)),
        };
        key.extend([sign, rest]);
    }
    key
}

/// Appends one key to a JSON Pointer.
pub(crate) fn push_key(path: &mut String, key: &str) {
    path.push('/');
    if !key.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return path.push_str(key);
    }
    for c in key.chars() {
        match c {
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            c => path.push(c),
        }
    }
}

impl Deref for Error {
    type Target = Refusal;

    fn deref(&self) -> &Refusal {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Refusal {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
