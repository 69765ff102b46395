//! What comes of looking at a condition.

use crate::known::Known;

/// Whether something holds, with the places that are to be answered where that is not known.
pub(super) struct Finding {
    pub(super) state: Known,
    pub(super) asked: Vec<String>,
}

impl Finding {
    pub(super) fn of(state: Known) -> Self {
        Self { state, asked: Vec::new() }
    }

    pub(super) fn ask(path: String) -> Self {
        Self { state: Known::Unknown, asked: vec![path] }
    }
}
