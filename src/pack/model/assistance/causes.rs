//! 产品质量问题原因分析表 (附录B): `causes.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// A class of causes: 5M1E, 设 and 管.
    CauseClass {
        /// One letter.
        code: Text,
        /// Name.
        name: Text,
        /// Codes of the stages where it is looked for.
        stages: List<Text>,
        /// The causes.
        causes: List<Cause>,
        /// Where the class and its name come from.
        source: Source,
    }

    /// A cause to choose from.
    Cause {
        /// Code within the table, such as `P1`; on the wire `B:P1`.
        code: Text,
        /// Name.
        name: Text,
        /// What to ask.
        ask: Text,
        /// Common evidence.
        evidence: Text,
        /// Codes of the methods that help.
        methods: List<Text>,
        /// Codes of the types that it suggests.
        types: List<Text>,
        /// Where it comes from.
        source: Source,
        /// What it rests on.
        anchors: List<Source>,
    }
}
