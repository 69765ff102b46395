//! What differs between a file as it was saved and as it is read.

use crate::json::object;

object! {
    /// A difference between a file as it was saved and as it is read now.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Change: out {
        /// JSON Pointer into the file.
        pub path: String,
        /// What differs.
        pub message: String,
    }
}

impl Change {
    pub(crate) fn new(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), message: message.into() }
    }
}
