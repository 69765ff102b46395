//! What is said of 日管控、周排查、月调度: `duty-rules.json`.

use super::super::List;
use super::super::messages::Message;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// What is said of 日管控、周排查、月调度.
    DutyRules {
        /// What there is to do, by the code of the paper that is due, `nothing-due` and `not-listed`.
        sentences: List<DutySentence>,
        /// The rules of the papers.
        rules: List<Message>,
        /// Where they come from.
        source: Source,
    }

    /// What there is to do.
    DutySentence {
        /// When it is said; the program knows how to tell.
        code: Text,
        /// What is said; `{n}` stands for a number.
        text: Text,
    }
}
