//! 高风险 and 低风险, and what follows from them: `risk.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// What a test of risk looks at.
    RiskTestKind {
        /// Any of the tests holds.
        "any" => Any,
        /// All of the tests hold.
        "all" => All,
        /// All of the tests hold; the next is asked about once the one before it holds.
        "in-turn" => InTurn,
        /// The list has an entry for which any of the tests holds; without tests, an entry at all.
        "entry" => Entry,
        /// One of the codes is chosen.
        "chosen" => Chosen,
        /// Nobody knows: nothing is chosen, or `unknown`.
        "open" => Open,
        /// The number is so much or more.
        "from" => From,
        /// The day is over.
        "past" => Past,
        /// So many failed inspections of one kind of product in a row.
        "run" => Run,
    }
}

content! {
    /// Rules of risk and what follows from them.
    RiskTable {
        /// The facts that no form asks for.
        facts: List<RiskFact>,
        /// What is asked where an answer of the application is missing; its label, where nothing is said here.
        questions: List<Question>,
        /// What the rules, the steps of handling and the banner look at.
        conditions: List<RiskCondition>,
        /// The rules of high risk.
        rules: List<RiskRule>,
        /// 差异化处置.
        handling: List<HandlingStep>,
        /// The banner of 标准化法 第二十五条.
        article25: Banner,
        /// Fewest characters of the reason for another level.
        reason_min: u32,
        /// What stands beside every result.
        standing: List<Statement>,
    }

    /// A fact for the rules of risk that no form asks for.
    RiskFact {
        /// Its key, such as `publicNotice`.
        key: Text,
        /// What is asked while it is not known.
        text: Text,
        /// Names of the grades from 1 on; a fact without grades is so, or not.
        grades: List<Text> = default,
    }

    /// What is asked where an answer is missing.
    Question {
        /// JSON Pointer of the answer; `*` is every entry of a list.
        key: Text,
        /// The question.
        text: Text,
    }

    /// A condition by name.
    RiskCondition {
        /// Code, such as `injury`.
        code: Text,
        /// Any of them makes it hold.
        tests: List<RiskTest>,
    }

    /// A look at the answers. What is not known makes it unknown, unless the rest decides.
    RiskTest {
        /// What it looks at.
        test: RiskTestKind,
        /// JSON Pointer of what it looks at, below `/application` or `/facts`; without the first `/`, from the entry of
        /// the list around it on.
        of: Text = default,
        /// The codes of `chosen` (`yes` and `no` of a yes-no field); of `run`, those of 发现方式 that are an inspection.
        codes: List<Text> = default,
        /// `from` holds from this number on.
        number: Option<u32> = default,
        /// Nothing chosen means no: it is not asked for.
        blank_is_no: bool = default,
        /// What is asked for while the list of `entry` is empty, if it is not the list.
        if_none: Option<Text> = default,
        /// What `run` counts.
        run: Option<FailedRun> = default,
        /// The tests within it.
        tests: List<RiskTest> = default,
    }

    /// Failed inspections in a row.
    FailedRun {
        /// So many.
        times: u32,
        /// Within so many months before today.
        months: u32,
        /// A failed inspection so few days before the problem was found is the same one.
        days: u32,
    }

    /// A rule of high risk.
    RiskRule {
        /// Code, such as `RH1`.
        id: Text,
        /// Short name.
        title: Text,
        /// Codes of the conditions of which one makes it hold.
        when: List<Text>,
        /// When it holds, as a sentence.
        sentence: Text,
        /// What to do at once.
        what_to_do_now: List<Text>,
        /// What the rule rests on, as a sentence.
        basis_note: Text,
        /// The law comes first: assistance cannot take its place.
        law_first: bool,
        /// Where it comes from.
        source: Source,
        /// What it rests on.
        anchors: List<Source>,
    }

    /// A step of 差异化处置.
    HandlingStep {
        /// Code of the step.
        step: Text,
        /// Name.
        name: Text,
        /// Demanded by law.
        statutory: bool,
        /// Code of the condition that asks for it.
        when: Option<Text> = default,
        /// Code of the condition that makes it needless.
        unless: Option<Text> = default,
        /// What to do at high risk.
        high: Text,
        /// What to do at low risk.
        low: Text,
        /// Where it comes from.
        source: Source,
        /// What it rests on.
        anchors: List<Source> = default,
    }

    /// A sentence that is shown under a condition.
    Banner {
        /// Code of the condition.
        when: Text,
        /// The sentence.
        text: Text,
        /// Where it comes from.
        source: Source,
    }

    /// A sentence with its source.
    Statement {
        /// The sentence.
        text: Text,
        /// Where it comes from.
        source: Source,
    }
}
