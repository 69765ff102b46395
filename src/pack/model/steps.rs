//! The task list of a case: `steps.json`.

use super::List;
use super::source::Source;
use crate::json::Text;

content! {
    /// A phase of the task list.
    StepPhase {
        /// Code.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// Its steps, in order.
        steps: List<CaseStep>,
        /// Where it comes from.
        source: Source,
    }

    /// A step of the task list.
    CaseStep {
        /// Code; the program knows how far a step of this code is.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// Keys of the groups of the application that belong to it.
        groups: List<Text> = default,
        /// How far it is, as a sentence.
        sentences: StepSentences,
        /// Where it comes from.
        source: Source,
    }

    /// Sentences for a step; `{done}`, `{of}`, `{left}`, `{count}` and `{label}` are filled in.
    StepSentences {
        /// Nothing has been done.
        not_started: Text,
        /// Something has.
        in_progress: Text = default,
        /// Something in it has to be mended.
        needs_attention: Text = default,
        /// Everything has been done.
        complete: Text,
        /// It waits for another step.
        blocked: Text = default,
        /// There is nothing to be done.
        nothing: Text = default,
    }
}
