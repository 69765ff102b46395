//! A refused call: what was wrong, where, and in plain Chinese.
//!
//! Wrong calls are errors; bad answers are findings ([`crate::issue::Issue`]).

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// Why a call was refused. The set is closed: callers may match on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Code {
    /// The text is not JSON.
    NotJson,
    /// One input value is larger than [`crate::json::MAX_BYTES`].
    TooLarge,
    /// Values are nested deeper than [`crate::json::MAX_DEPTH`].
    TooDeep,
    /// There is no function of this name.
    UnknownFunction,
    /// An object has a key that it cannot have.
    UnknownKey,
    /// An object, or a map, has the same key twice.
    DuplicateKey,
    /// A code does not occur in the table that it refers to.
    UnknownCode,
    /// A value of another type was expected, or a value is missing.
    WrongType,
    /// A number is outside its range, or a result cannot be stated exactly.
    OutOfRange,
    /// A date does not exist.
    ImpossibleDate,
    /// The file was written by a newer version.
    NewerVersion,
    /// A content pack or a scoring scheme contradicts itself.
    InvalidPack,
    /// The requested format is not offered, or the file is of another kind.
    UnsupportedFormat,
}

/// A refused call.
///
/// On the wire: `{"name": "QualitySelfcheckError", "code", "path", "message"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
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
        Self { code, path: String::new(), message: message.into() }
    }

    /// The same error, seen from the object or list that holds the value under `key`.
    #[cold]
    #[must_use]
    pub fn at(mut self, key: &str) -> Self {
        let mut path = String::with_capacity(self.path.len() + key.len() + 1);
        push_key(&mut path, key);
        path.push_str(&self.path);
        self.path = path;
        self
    }
}

/// Appends one key to a JSON Pointer.
pub(crate) fn push_key(path: &mut String, key: &str) {
    path.push('/');
    for c in key.chars() {
        match c {
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            c => path.push(c),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Error", 4)?;
        object.serialize_field("name", Self::NAME)?;
        object.serialize_field("code", &self.code)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("message", &self.message)?;
        object.end()
    }
}

/// Why a value was refused, on its way through serde, whose errors are only texts:
/// `E::custom(Refusal { … })` arrives as an [`Error`] with this code.
pub(crate) struct Refusal<'a> {
    pub(crate) code: Code,
    pub(crate) message: &'a str,
}

/// No text of ours holds this character.
const MARK: char = '\u{1}';

impl Refusal<'_> {
    const CODES: [Code; 3] = [Code::UnknownCode, Code::OutOfRange, Code::ImpossibleDate];

    fn read(text: &str) -> Option<Error> {
        let (index, message) = text.strip_prefix(MARK)?.split_once(MARK)?;
        let code = Self::CODES.get(index.parse::<usize>().ok()?)?;
        Some(Error::new(*code, message))
    }
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Self::CODES.iter().position(|code| *code == self.code) {
            Some(index) => write!(f, "{MARK}{index}{MARK}{}", self.message),
            None => f.write_str(self.message),
        }
    }
}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        match Refusal::read(&text) {
            Some(error) => error,
            None => Self::new(Code::WrongType, text),
        }
    }

    // Serde's English texts never reach a user: each case has its own sentence.
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self::new(Code::WrongType, "这里的值类型不对")
    }

    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self::new(Code::OutOfRange, "这里的值超出范围")
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self::new(Code::WrongType, "这里的项数不对")
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let expected = expected.join("、");
        Self::new(Code::UnknownCode, format!("没有“{variant}”这个取值，可用的是：{expected}"))
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::new(Code::UnknownKey, format!("没有“{field}”这个键，请核对拼写")).at(field)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Code::WrongType, format!("缺少“{field}”")).at(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(Code::DuplicateKey, format!("“{field}”写了两次，只能有一个")).at(field)
    }
}
