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
    pub(crate) fn is(condition: bool) -> Self {
        if condition { Self::Yes } else { Self::No }
    }

    /// Yes if either is, no if neither is, else unknown.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::No, Self::No) => Self::No,
        }
    }
}
