//! What the draft asks for in chapters 4 and 6 to 8, item by item: `framework.json`.

use super::super::List;
use super::super::messages::Message;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// How far an item of the framework is in place.
    FrameworkState {
        /// 已落实.
        "in-place" => InPlace,
        /// 部分落实.
        "partly" => Partly,
        /// 未落实.
        "not-in-place" => NotInPlace,
        /// 不清楚.
        "unsure" => Unsure,
        /// 不适用.
        "not-applicable" => NotApplicable,
    }

    /// A part of the framework.
    FrameworkPart {
        /// 基本原则.
        "principles" => Principles,
        /// 实施环境.
        "environment" => Environment,
        /// 实施过程.
        "process" => Process,
        /// 实施要素.
        "elements" => Elements,
    }

    /// A phase of 实施过程, by the PDCA cycle that the draft borrows.
    FrameworkPhase {
        /// 统筹和规划.
        "plan" => Plan,
        /// 构建和运行.
        "do" => Do,
        /// 检查和评估.
        "check" => Check,
        /// 改进和优化.
        "act" => Act,
    }
}

content! {
    /// The principles and the items of chapters 6 to 8, in their own words, and what is ours about them.
    Framework {
        /// What may be said of an item.
        states: List<StateMeaning>,
        /// The principles and the three parts.
        areas: List<FrameworkArea>,
        /// The lists, in the order of their clauses.
        lists: List<FrameworkList>,
        /// What is said of a bad answer.
        rules: List<Message>,
        /// Where the states, the links to indicators and the rules come from.
        source: Source,
    }

    /// What may be said of an item.
    StateMeaning {
        /// Code on the wire.
        code: FrameworkState,
        /// Name shown to users.
        name: Text,
        /// When it holds.
        meaning: Text,
        /// What it earns, in percent; none where it does not count.
        percent: Option<u8> = default,
        /// Where it comes from.
        source: Source,
    }

    /// A part of the framework.
    FrameworkArea {
        /// Code on the wire.
        code: FrameworkPart,
        /// Name.
        name: Text,
        /// What its lists are put together to, where its lists are many.
        groups: List<FrameworkGroup> = default,
        /// Where it comes from.
        source: Source,
    }

    /// The lists of a clause and of those below it.
    FrameworkGroup {
        /// Number of the clause, such as `8.2`.
        code: Text,
        /// Title of the clause.
        name: Text,
        /// Where it comes from.
        source: Source,
    }

    /// A clause with its items: those behind letters, numbers below its own, and its own text where that asks for something.
    FrameworkList {
        /// Number of the clause, such as `8.2.1.1`.
        code: Text,
        /// Title of the clause.
        name: Text,
        /// The part that it belongs to.
        area: FrameworkPart,
        /// The phase, of 实施过程 only.
        phase: Option<FrameworkPhase> = default,
        /// The text before its letters; none where it stands as an item.
        lead: Option<Text> = default,
        /// Its items.
        items: List<FrameworkItem>,
        /// Where their texts come from.
        source: Source,
    }

    /// An item.
    FrameworkItem {
        /// Number of the clause and letter, such as `8.2.1.1.a`; the number alone, such as `8.1.1.2`, for a text without letters.
        code: Text,
        /// The document's own words.
        text: Text,
        /// Codes of the indicators that it supports: the same work in other words. The links are ours.
        indicators: List<Text>,
    }
}

impl FrameworkGroup {
    /// Whether a list belongs to it.
    pub(crate) fn has(&self, list: &FrameworkList) -> bool {
        list.code.strip_prefix(self.code.as_ref()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl Framework {
    /// The item of this code.
    pub(crate) fn item(&self, code: &str) -> Option<&FrameworkItem> {
        self.lists.iter().flat_map(|list| &list.items).find(|item| item.code == code)
    }
}
