//! 帮扶清单 (附录D) and the seven parts of 帮扶方案: `plan.json`.

use super::super::List;
use super::super::messages::RuleMessages;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// When a type is proposed.
    TypeCondition {
        /// An authority has named a campaign in the region.
        "region" => Region,
        /// The cause lies up the chain, or the case came up there.
        "chain" => Chain,
        /// The product is not on the market yet, or the business is new.
        "new-business" => NewBusiness,
        /// The enterprise is small or young.
        "small-or-young" => SmallOrYoung,
        /// None of the conditions before it holds.
        "otherwise" => Otherwise,
    }
}

choices! {
    /// What somebody does in the team.
    Role {
        /// 检验.
        "testing" => Testing,
        /// 工艺.
        "process" => Process,
        /// 标准化.
        "standards" => Standards,
        /// 企业责任人.
        "enterprise-owner" => EnterpriseOwner,
        /// 其他.
        "other" => Other,
    }
}

content! {
    /// What a plan is made of.
    PlanTable {
        /// 帮扶类型.
        types: List<AssistanceKind>,
        /// 帮扶方法.
        methods: List<AssistanceKind>,
        /// When each type is proposed, in the order in which the conditions are tried.
        type_order: List<TypeRule>,
        /// Causes that point up the chain.
        chain_causes: List<Text>,
        /// 企业规模 that are small.
        small_sizes: List<Text>,
        /// Younger than so many completed months is young.
        young_months: u32,
        /// Methods that high risk demands.
        high_methods: List<Text>,
        /// Whom high risk demands in the team.
        high_team: HighTeam,
        /// Which methods suit which class of causes.
        method_ranks: List<MethodRanks>,
        /// The seven parts.
        parts: List<PlanPart>,
        /// Messages.
        rules: RuleMessages,
    }

    /// Whom high risk demands in the team.
    HighTeam {
        /// Fewest people.
        people: u32,
        /// Roles that somebody has.
        roles: List<Role>,
    }

    /// When a type is proposed.
    TypeRule {
        /// Code of the type.
        code: Text,
        /// The condition.
        when: TypeCondition,
    }

    /// A type or a method of assistance.
    AssistanceKind {
        /// Code, such as `T1` or `H1`.
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
        /// What else it rests on.
        anchors: List<Source> = default,
    }

    /// Methods for a class of causes.
    MethodRanks {
        /// Code of the class of causes, or of the type.
        class: Text,
        /// The methods that suit it.
        ranks: List<MethodRank>,
    }

    /// How well a method suits.
    MethodRank {
        /// Code of the method.
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
