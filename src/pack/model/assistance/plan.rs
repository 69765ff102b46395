//! 帮扶清单 (附录D) and the seven parts of 帮扶方案: `plan.json`.

use super::super::List;
use super::super::messages::RuleMessages;
use super::super::source::Source;
use crate::json::Text;

content! {
    /// What a plan is made of.
    PlanTable {
        /// 帮扶类型 T1 to T5.
        types: List<AssistanceKind>,
        /// 帮扶方法 H1 to H8.
        methods: List<AssistanceKind>,
        /// In which order the conditions of the types are tried.
        type_order: List<Text>,
        /// Causes that point up the chain (T4).
        chain_causes: List<Text>,
        /// 企业规模 that make T2.
        small_sizes: List<Text>,
        /// Younger than so many completed months makes T2.
        young_months: u32,
        /// Methods that high risk demands.
        high_methods: List<Text>,
        /// 责令改正 leaves so many days.
        order_days: u32,
        /// Which methods suit which class of causes.
        method_ranks: List<MethodRanks>,
        /// The seven parts.
        parts: List<PlanPart>,
        /// Messages.
        rules: RuleMessages,
    }

    /// A type or a method of assistance.
    AssistanceKind {
        /// T1 to T5, or H1 to H8.
        code: Text,
        /// Name, as the draft standard has it.
        name: Text,
        /// What it is, in one line.
        one_line: Text,
        /// When it fits.
        when: Text,
        /// What comes of it.
        output: Text,
        /// How it may go.
        steps: List<Text>,
        /// Where the name comes from.
        name_source: Source,
        /// Where the rest comes from.
        source: Source,
    }

    /// Methods for a class of causes.
    MethodRanks {
        /// Code of the class, or T5.
        class: Text,
        /// The methods that suit it.
        ranks: List<MethodRank>,
    }

    /// How well a method suits.
    MethodRank {
        /// H1 to H8.
        method: Text,
        /// 1 is the first choice.
        rank: u8,
    }

    /// A part of a plan.
    PlanPart {
        /// Key.
        key: Text,
        /// Name.
        name: Text,
        /// What it must contain.
        must_contain: Text,
        /// Where it comes from.
        source: Source,
    }
}
