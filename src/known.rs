//! Yes, no, or not known yet.

use crate::json::codes;

codes! {
    /// A fact that may not be known. Blank counts as unknown, never as no.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Known: in out {
        /// It is so.
        "yes" => Yes,
        /// It is not so.
        "no" => No,
        /// Nobody has said.
        #[default]
        "unknown" => Unknown,
    }
}

impl Known {
    /// The answer to a field whose options are `yes`, `no` and `unknown`.
    pub(crate) fn of(code: Option<&str>) -> Self {
        match code {
            Some("yes") => Self::Yes,
            Some("no") => Self::No,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn is(condition: bool) -> Self {
        if condition { Self::Yes } else { Self::No }
    }

    /// Yes if any is, no if none is, else unknown.
    pub(crate) fn any(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::No, Self::or)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::No, Self::No) => Self::No,
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }
}
