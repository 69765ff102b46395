//! A quick triage: `quick-triage.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// What an answer of the quick triage pre-fills.
    EffectKind {
        /// The verdict on an item.
        "checklist" => Checklist,
        /// A fact for the rules of risk.
        "fact" => Fact,
        /// An answer of the application.
        "application" => Application,
    }
}

content! {
    /// A question of the quick triage.
    TriageQuestion {
        /// Code, such as `QT1`.
        code: Text,
        /// The question.
        question: Text,
        /// What it is asked for.
        why: Text,
        /// Whether several answers may be chosen.
        multiple: bool,
        /// The answers.
        answers: List<TriageAnswer>,
        /// Where it comes from.
        source: Source,
    }

    /// An answer of the quick triage.
    TriageAnswer {
        /// Code.
        code: Text,
        /// Name shown to users.
        label: Text,
        /// Cannot be combined with others.
        exclusive: bool,
        /// What it pre-fills.
        effects: List<TriageEffect>,
    }

    /// What an answer of the quick triage pre-fills.
    TriageEffect {
        /// What is pre-filled.
        kind: EffectKind,
        /// Code of the item, key of the fact, or JSON Pointer into the application.
        target: Text,
        /// The value or values.
        values: List<Text>,
        /// Whether the target holds a list.
        list: bool,
        /// Says more of an entry that another answer brings, such as that nobody was hurt by a problem; brings none.
        detail: bool = default,
    }
}
