//! 产品实现各个阶段的常见质量问题及控制建议 (附录C): `checklist.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// A stage of making a product.
    Stage {
        /// Code, such as `ST1`.
        code: Text,
        /// Name.
        name: Text,
        /// Whom it is for: the fact is known, and all its codes are among these. It is for everybody, if absent.
        only_for: Option<Condition> = default,
        /// Facts that hide all its items, before those of each; an unknown fact never does.
        applies_to: List<Condition> = default,
        /// What to check, in order.
        items: List<CheckItem>,
        /// Where the stage and its name come from.
        source: Source,
    }

    /// Something to check.
    CheckItem {
        /// Code, such as `ST2-1`.
        code: Text,
        /// A key item (★): it cannot be a minor nonconformity.
        key: bool,
        /// Counts as so many items; as one, if absent.
        weight: Option<u32> = default,
        /// What should be true; 符合 says that it is.
        requirement: Text,
        /// How to find out, and what is a nonconformity.
        how_to_look: Text,
        /// What is only a minor nonconformity; nothing is, for a key item.
        minor_when: Option<Text> = default,
        /// When 不适用 is fair; never, if absent.
        not_applicable_when: Option<Text> = default,
        /// The common problem.
        problem: Text,
        /// What to do about it.
        advice: Text,
        /// The evidence that an assessor would look at.
        evidence: Text,
        /// Codes of the causes that a failure suggests.
        causes: List<Text>,
        /// Where it comes from.
        source: Source,
        /// What it rests on.
        anchors: List<Source>,
        /// Facts that hide it; an unknown fact never does.
        applies_to: List<Condition> = default,
    }

    /// A condition on a fact of the application.
    Condition {
        /// `subjectKind`, `productCategory`, `licenseKind` or `saleChannel`.
        fact: Text,
        /// Codes of which one must be among the fact's.
        any_of: List<Text>,
        /// Why it is hidden otherwise.
        otherwise: Text,
    }
}
