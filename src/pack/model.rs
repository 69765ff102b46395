//! The shape of the content. Also compiled into `build.rs`, so it leans on little else.

use super::packed::{Parts, Table, Unpack};
pub use crate::json::Text;
use crate::json::{self, Json};

/// A list of content.
pub type List<T> = Vec<T>;

/// Structs of content. A field followed by `= default` may be left out.
macro_rules! content {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty $(= $default:ident)?),* $(,)? })*) => {$(
        json::object! {
            $(#[$meta])*
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            pub struct $name: in out {
                $($(#[$field_meta])* $(#[doc = optional!($default)])? pub $field: $type $(= $default)?),*
            }
        }
    )*};
}

macro_rules! optional {
    (default) => {
        "Optional."
    };
}

/// A pack: tables, in the order in which the build packs them, and their fingerprint.
macro_rules! packs {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty $(= $default:ident)?),* $(,)? })*) => {
        content! {
            $($(#[$meta])* $name { $($(#[$field_meta])* $field: $type $(= $default)?),* })*
        }

        $(impl Unpack for $name {
            fn unpack(parts: &mut Parts) -> Self {
                Self { $($field: Unpack::unpack(parts)),* }
            }

            fn packed_tree(&self) -> Json {
                let tables = [$(self.$field.packed_tree()),*];
                Json::Object(Self::KEYS.split(',').map(Text::from).zip(tables).collect())
            }
        })*
    };
}

/// Enums of codes; the first is the default.
macro_rules! choices {
    ($($(#[$meta:meta])* $name:ident { $(#[$first_meta:meta])* $first_code:literal => $first:ident, $($rest:tt)* })*) => {$(
        json::codes! {
            $(#[$meta])*
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
            pub enum $name: in out { $(#[$first_meta])* #[default] $first_code => $first, $($rest)* }
        }
    )*};
}

choices! {
    /// What a report is filled from.
    ReportSubject {
        /// Any case.
        "case" => Case,
        /// The case of an enterprise.
        "enterprise" => Enterprise,
        /// The case of an association.
        "association" => Association,
        /// What members' files amount to together.
        "members" => Members,
    }

    /// What a block of a report is.
    ReportBlockKind {
        /// A heading; several are numbered 一、二、三、.
        "heading" => Heading,
        /// What the form is about, in one line below the title.
        "facts" => Facts,
        /// What came of it, set apart.
        "result" => Result,
        /// A paragraph; a list of texts becomes one each, or one with the text of the block between them.
        "text" => Text,
        /// Small print.
        "note" => Note,
        /// Labels and answers.
        "fields" => Fields,
        /// A table with a row for each entry.
        "table" => Table,
        /// Labels and answers for each entry, on a page of its own.
        "each" => Each,
        /// 质量技术帮扶申请表, field by field.
        "form" => Form,
        /// Everything that is there.
        "everything" => Everything,
        /// A picture (`of`: `pareto`, `fishbone`, `weekly`, `radar` or `path`; of members `stages` or `causes`) and the table
        /// that says the same.
        "chart" => Chart,
        /// The score as a sheet that calculates.
        "score-sheet" => ScoreSheet,
        /// How many members, table by table.
        "member-tables" => MemberTables,
        /// Areas to be signed or sealed, by what is written there; 日期 is a date to be written.
        "signature" => Signature,
        /// A new page.
        "page-break" => PageBreak,
    }

    /// How firmly an entry rests on a document.
    Basis {
        /// The document's own words, literally.
        "quoted" => Quoted,
        /// Said by the document, in our words.
        "stated" => Stated,
        /// Resting on a public document, in our words.
        "sourced" => Sourced,
        /// Ours: non-normative and replaceable.
        "ours" => Ours,
    }

    /// What was not read in the issuing body's full text.
    Seen {
        /// Only an excerpt was at hand.
        "excerpt" => Excerpt,
        /// Only a reprint was at hand.
        "mirror" => Mirror,
    }

    /// How much of a document was at hand.
    Extent {
        /// The full text.
        "full" => Full,
        /// An excerpt of it.
        "excerpt" => Excerpt,
        /// A reprint, not the issuing body's own page.
        "mirror" => Mirror,
    }

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

    /// What a form field holds.
    FieldKind {
        /// One line of text.
        "text" => Text,
        /// Several lines of text.
        "long-text" => LongText,
        /// A whole number, as typed.
        "integer" => Integer,
        /// A decimal number, as typed.
        "decimal" => Decimal,
        /// A day.
        "date" => Date,
        /// One of the options.
        "choice" => Choice,
        /// Any of the options.
        "choices" => Choices,
        /// Yes or no.
        "yes-no" => YesNo,
        /// Several short texts.
        "texts" => Texts,
        /// A table: a list of objects.
        "rows" => Rows,
        /// A statement that is confirmed.
        "declare" => Declare,
        /// Worked out from other answers, never typed.
        "derived" => Derived,
    }

    /// Whether a field has to be filled.
    Need {
        /// A final export needs it.
        "required" => Required,
        /// It is asked; leaving it out costs something, which is said.
        "recommended" => Recommended,
        /// It may be left out.
        "optional" => Optional,
    }

    /// How much a finding weighs.
    Severity {
        /// The answer has to be changed before a final export.
        "error" => Error,
        /// The answer should be looked at; nothing is blocked.
        "warning" => Warning,
        /// Worth knowing.
        "info" => Info,
    }

    /// What an answer of the quick triage pre-fills.
    EffectKind {
        /// The verdict on an item.
        "checklist" => Checklist,
        /// A fact for the rules of risk.
        "fact" => Fact,
        /// An answer of the application.
        "application" => Application,
    }

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

    /// Which values an indicator takes.
    IndicatorKind {
        /// Part of a whole, in percent.
        "percent" => Percent,
        /// The change of a percentage, in 百分点.
        "percent-change" => PercentChange,
        /// Part of a whole, in millionths.
        "ppm" => Ppm,
        /// A count or an amount.
        "number" => Number,
        /// After minus before.
        "difference" => Difference,
        /// Before minus after.
        "reduction" => Reduction,
        /// Grades from 1 to 5: their mean, and the share of 4 and 5.
        "ratings" => Ratings,
        /// The sum of two amounts.
        "sum" => Sum,
        /// Days between two days.
        "days" => Days,
    }

    /// Whether more is better.
    Direction {
        /// It is.
        "up" => Up,
        /// Less is.
        "down" => Down,
    }

    /// How a time limit is counted; the day of the event is never counted.
    DeadlineUnit {
        /// Calendar days.
        "days" => Days,
        /// Mondays to Fridays.
        "working-days" => WorkingDays,
        /// Months before the event.
        "months-before" => MonthsBefore,
    }

    /// What silences a [`Caution`].
    Unless {
        /// The unit has a note.
        "noted" => Noted,
        /// Its evidence covers two periods or more.
        "two-periods" => TwoPeriods,
    }
}

content! {
    /// Where an entry comes from.
    Source {
        /// Identifier of a [`Document`] of the pack.
        document: Text,
        /// Clause, article or page; empty where the document as a whole is meant.
        clause: Text,
        /// How firmly the entry rests on it.
        basis: Basis,
        /// Set when the document was not read in full.
        seen: Option<Seen> = default,
    }

    /// What a pack is.
    Manifest {
        /// Identifier, such as `governance`.
        id: Text,
        /// Name shown to users.
        name: Text,
        /// Edition of the content.
        edition: Text,
        /// Status of the document that it rests on.
        status: Text,
        /// What a reader must know about it.
        note: Text,
        /// The documents that its entries name.
        documents: List<Document>,
    }

    /// A document that content rests on.
    Document {
        /// Identifier used by [`Source::document`].
        id: Text,
        /// Title, with number and date.
        title: Text,
        /// What a reader must know about it.
        note: Text,
        /// How much of it was at hand.
        seen: Extent,
    }

    /// How a form or report is laid out. Its places are JSON Pointers into the file (`/dossier`), into what comes of it
    /// (`/check`) and into what is prepared for the eye (`/view`); of members' files into `/overview`.
    ReportTemplate {
        /// Code of the form, such as `causes`.
        form: Text,
        /// Its title.
        title: Text,
        /// What it is filled from.
        subject: ReportSubject,
        /// What a reader must know about it.
        note: Text,
        /// Whether it is printed across the long side of the page, as a table with many columns of text has to be.
        landscape: bool = default,
        /// Its blocks, from top to bottom.
        blocks: List<ReportBlock>,
        /// Where its name comes from.
        source: Source,
    }

    /// A block of a report.
    ReportBlock {
        /// What it is.
        block: ReportBlockKind,
        /// Its text; `{/check/risk/summary}` in it stands for what is there.
        text: Text = default,
        /// Where its entries are.
        of: Text = default,
        /// Its columns, or its lines.
        columns: List<ReportColumn> = default,
        /// Who signs each entry.
        sign: Text = default,
    }

    /// A column of a table, or a line of a list of labels and answers.
    ReportColumn {
        /// Its label.
        label: Text,
        /// Where its text is, from the entry on; `#` is the number of the entry, `$key` its key. A code is followed by its
        /// name; behind `=`, as in `=code`, it stands alone, for a column whose neighbour says the name.
        /// Several places, separated by a space, stand one below the other.
        of: Text,
        /// Its share of the width, in percent; a line of 50 stands beside another one.
        width: u32 = default,
        /// The columns of a line that is a list; the first is headed by what the list is called.
        columns: List<ReportColumn> = default,
    }

    /// Thresholds of the overview of members.
    IndustryRules {
        /// From so many members of a city with the same product and concern on, 区域集中帮扶 is suggested.
        regional_from: u32,
        /// A number of members below this is hidden from others.
        small_cell: u32,
        /// Where they come from.
        source: Source,
    }

    /// What official notices say of a product.
    LibraryProduct {
        /// Code of the form's 产品类别.
        category: Text,
        /// Name.
        name: Text,
        /// Items that often fail, or that are watched.
        items: List<Text>,
        /// Causes that the notices name.
        causes: List<Text>,
        /// Figures with their year, and days from which something is demanded.
        notes: List<Text>,
        /// Where it comes from.
        sources: List<Source>,
    }

    /// A stage of making a product.
    Stage {
        /// `ST1` to `ST9`.
        code: Text,
        /// Name.
        name: Text,
        /// What to check, in order.
        items: List<CheckItem>,
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

    /// What the answers of the checklist are worth, and what a stage amounts to.
    ChecklistScale {
        /// What 轻微不符合 earns of an item's weight, in percent; 符合 earns all of it, 不符合 nothing.
        minor: u32,
        /// 良好 from this percentage on.
        good: u32,
        /// 基本受控 from this percentage on, 薄弱 below.
        controlled: u32,
        /// Where it comes from.
        source: Source,
    }

    /// A condition on a fact of the application.
    Condition {
        /// `subjectKind`, `productCategory`, `licenseKind` or `saleChannel`.
        fact: Text,
        /// Codes of which one must be among the fact's.
        any_of: List<Text>,
        /// Why the item is hidden otherwise.
        otherwise: Text,
    }

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
    }

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

    /// Rules with their messages.
    RuleMessages {
        /// The rules.
        rules: List<Message>,
        /// Where they come from.
        source: Source,
    }

    /// Rules of a good cause analysis.
    CauseRules {
        /// The rules.
        rules: List<Message>,
        /// Words that only blame a person.
        blames: List<Text>,
        /// Words that may stand around them and explain nothing.
        fillers: List<Text>,
        /// Where they come from.
        source: Source,
    }

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

    /// An indicator of 效果评价.
    EffectIndicator {
        /// I01 to I17.
        id: Text,
        /// Name.
        name: Text,
        /// How it is worked out.
        formula: Text,
        /// Unit.
        unit: Text,
        /// Which values it takes.
        kind: IndicatorKind,
        /// Whether more is better.
        direction: Direction,
        /// The first number may be larger than the second: it is no part of it.
        may_exceed: bool = default,
        /// 基本达成 needs at least so much of it after, in its unit.
        mostly_from: Option<u32> = default,
        /// What it says, in plain words.
        plain: Text,
        /// How to count.
        how_to_count: Text,
        /// What goes wrong.
        pitfalls: Text,
        /// Where it comes from.
        source: Source,
        /// What it rests on.
        anchors: List<Source>,
    }

    /// A time limit.
    Deadline {
        /// `K1` to `K7`.
        id: Text,
        /// What sets it off.
        event: Text,
        /// What is due.
        name: Text,
        /// How it is counted.
        unit: DeadlineUnit,
        /// First day of a window.
        from: Option<u32> = default,
        /// Last day.
        to: u32,
        /// The rule as a sentence.
        text: Text,
        /// Only an example from one place.
        example: bool,
        /// Where it comes from.
        source: Source,
        /// What else it rests on.
        anchors: List<Source> = default,
    }

    /// A form.
    FormTable {
        /// Version of the form.
        version: Text,
        /// What a reader must know about it.
        note: Text,
        /// Where the form's name comes from.
        source: Source,
        /// Its groups, in order.
        groups: List<FormGroup>,
    }

    /// A group of a form.
    FormGroup {
        /// Code, such as `A-1`.
        code: Text,
        /// Key of the group in the application.
        key: Text,
        /// Name shown to users.
        name: Text,
        /// One sentence about it.
        help: Text,
        /// Whether the application holds a list of these.
        repeated: bool,
        /// Its fields, in order.
        fields: List<FormField>,
    }

    /// A field of a form.
    FormField {
        /// Key of the field in its group.
        key: Text,
        /// Name shown to users.
        label: Text,
        /// What to enter.
        hint: Text,
        /// An example.
        example: Text,
        /// What it holds.
        kind: FieldKind,
        /// What may be chosen.
        options: List<FormOption> = default,
        /// Whether it has to be filled.
        need: Need,
        /// What is lost when a recommended field is left out.
        loss: Option<Text> = default,
        /// Unit of a number.
        unit: Option<Text> = default,
        /// Fewest characters.
        min_length: Option<u32> = default,
        /// Most characters.
        max_length: Option<u32> = default,
        /// When it applies; always, if absent.
        when: Option<When> = default,
        /// Messages of its rules.
        messages: List<Message> = default,
        /// Columns of a table.
        fields: List<FormField> = default,
        /// Where it comes from.
        source: Source,
    }

    /// Something to choose.
    FormOption {
        /// Code on the wire.
        code: Text,
        /// Name shown to users.
        label: Text,
        /// Cannot be combined with others.
        exclusive: bool = default,
    }

    /// A condition on another field of the same group.
    When {
        /// Key of the other field; `rows.column` for a column of a table.
        key: Text,
        /// Codes of which one must be chosen (`yes` and `no` for a yes-no field).
        any_of: List<Text>,
    }

    /// The message of a rule.
    Message {
        /// Identifier of the rule.
        rule: Text,
        /// How much a finding weighs.
        severity: Severity,
        /// What to do; names in braces are filled in.
        text: Text,
    }

    /// Thresholds of 企业规模 for industry, largest class first.
    SizeClasses {
        /// Where they come from.
        source: Source,
        /// The classes; the last one has no threshold.
        classes: List<SizeClass>,
    }

    /// A class of 企业规模.
    SizeClass {
        /// Code on the wire.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// Fewest employees.
        employees: u32,
        /// Least revenue, in 万元.
        revenue_wan: u32,
    }

    /// A 大类 of the industry classification.
    Industry {
        /// Two digits.
        code: Text,
        /// Name.
        name: Text,
        /// Why its products may lie outside the guide.
        scope: Option<Text> = default,
        /// Where that comes from.
        source: Source,
    }

    /// A province-level division.
    Province {
        /// Two digits.
        code: Text,
        /// Name.
        name: Text,
    }

    /// 一级指标.
    PrimaryIndicator {
        /// `A1` to `A3`.
        code: Text,
        /// Name.
        name: Text,
        /// Its 二级指标.
        secondary: List<SecondaryIndicator>,
    }

    /// 二级指标.
    SecondaryIndicator {
        /// `B1` to `B9`.
        code: Text,
        /// Name.
        name: Text,
        /// Its 三级指标.
        indicators: List<Indicator>,
    }

    /// 三级指标.
    Indicator {
        /// `C1` to `C22`.
        code: Text,
        /// Name.
        name: Text,
        /// Its 工作成果, split where the text has “。” or “；”.
        units: List<Unit>,
        /// Where it comes from.
        source: Source,
    }

    /// One 工作成果 to be scored.
    Unit {
        /// Code, such as `C12.3`; the part after the point is ours.
        code: Text,
        /// The document's own words.
        text: Text,
    }

    /// What helps an assessor to choose the level of a unit.
    Guidance {
        /// Code of the unit.
        unit: Text,
        /// What L0 to L4 look like.
        levels: List<Text>,
        /// Typical evidence that it was done.
        record_evidence: List<Text>,
        /// Typical evidence that it worked.
        outcome_evidence: List<Text>,
        /// What leads from each level to the next.
        next_step: List<Text>,
        /// What is often judged wrongly.
        caution: Text,
        /// Where it comes from.
        source: Source,
    }

    /// The lettered items of chapters 6 to 8, in their own words, and what is ours about them.
    Framework {
        /// What may be said of an item.
        states: List<StateMeaning>,
        /// The three parts.
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
    }

    /// A part of the framework.
    FrameworkArea {
        /// Code on the wire.
        code: FrameworkPart,
        /// Name.
        name: Text,
        /// Where it comes from.
        source: Source,
    }

    /// A clause with its lettered items.
    FrameworkList {
        /// Number of the clause, such as `8.2.1.1`.
        code: Text,
        /// Title of the clause.
        name: Text,
        /// The part that it belongs to.
        area: FrameworkPart,
        /// The phase, of 实施过程 only.
        phase: Option<FrameworkPhase> = default,
        /// Its items.
        items: List<FrameworkItem>,
        /// Where their texts come from.
        source: Source,
    }

    /// A lettered item.
    FrameworkItem {
        /// Number of the clause and letter, such as `8.2.1.1.a`.
        code: Text,
        /// The document's own words.
        text: Text,
        /// Codes of the indicators that it supports: the same work in other words. The links are ours.
        indicators: List<Text>,
    }

    /// What a survey of member satisfaction is warned of.
    SatisfactionRules {
        /// Below this many valid answers a survey says little.
        least_valid: u32,
        /// Below this response, in percent, a survey says little.
        least_response: u8,
        /// The rules.
        rules: List<Message>,
        /// Where they come from.
        source: Source,
    }

    /// A way of scoring table A.1, which has no scores of its own.
    Scheme {
        /// Identifier, such as `default-2026-1`.
        id: Text,
        /// Name shown to users.
        name: Text,
        /// What it does.
        description: Text,
        /// Where it comes from.
        source: Source,
        /// The score of fulfilling everything.
        full_score: Text,
        /// What the weights sum to.
        weight_total: Text,
        /// A weight for each indicator, or for each unit of an indicator.
        weights: List<Weight>,
        /// What each level is worth.
        levels: List<Level>,
        /// Which evidence each level asks for.
        evidence_gate: List<Gate>,
        /// When a unit may be left out.
        not_applicable: NotApplicable,
        /// Grades, highest first; none, if the scheme gives none.
        grades: List<Grade>,
        /// What holds the grade down.
        floor: Option<Floor> = default,
        /// What an assessor is warned of.
        cautions: List<Caution> = default,
        /// Totals that the scheme must give.
        examples: List<SchemeExample> = default,
    }

    /// The weight of an indicator or unit.
    Weight {
        /// Code of the indicator or unit.
        code: Text,
        /// The weight, with at most four decimals.
        weight: Text,
    }

    /// What a level is worth.
    Level {
        /// 0 to 4.
        level: u8,
        /// Name.
        name: Text,
        /// Share of the weight, in percent.
        percent: Text,
    }

    /// Which evidence a level asks for.
    Gate {
        /// From this level on.
        level: u8,
        /// Fewest pieces.
        pieces: u32,
        /// Fewest different dates.
        dates: u32,
        /// Fewest pieces of outcome evidence.
        outcomes: u32,
        /// The rule as a sentence.
        message: Text,
    }

    /// When a unit may be left out.
    NotApplicable {
        /// Codes of the units.
        units: List<Text>,
        /// Fewest characters of the reason.
        reason_min: u32,
        /// Above this share of the full weight there is no grade, in percent.
        weight_max: Text,
    }

    /// A grade.
    Grade {
        /// Code on the wire.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// Least total.
        from: Text,
    }

    /// What holds the grade down.
    Floor {
        /// Indicators that must not be at L0.
        indicators: List<Text>,
        /// Code of the highest grade otherwise.
        at_most: Text,
    }

    /// What an assessor is warned of.
    Caution {
        /// Code of the unit.
        unit: Text,
        /// From this claimed level on.
        from_level: u8,
        /// What silences it.
        unless: Unless,
        /// Identifier of the rule.
        rule: Text,
        /// The warning.
        message: Text,
        /// Where it comes from.
        source: Source,
    }

    /// A total that a scheme must give, evidence being at hand for every level.
    SchemeExample {
        /// Name of the example.
        name: Text,
        /// Level of every unit that is not named otherwise.
        level: u8,
        /// Units with another level; no level means 不适用.
        others: List<UnitLevel>,
        /// The total, as `num/den`.
        total: Text,
    }

    /// The level of a unit in an example.
    UnitLevel {
        /// Code of the unit.
        unit: Text,
        /// Its level; none means 不适用.
        level: Option<u8> = default,
    }
}

packs! {
    /// The pack of guide one, 质量技术帮扶.
    Assistance {
        /// What the pack is.
        manifest: Table<Manifest>,
        /// 质量技术帮扶申请表 (附录A).
        application: Table<FormTable>,
        /// Thresholds of 企业规模.
        size_classes: Table<SizeClasses>,
        /// 国民经济行业分类, 大类 of manufacturing.
        industries: Table<List<Industry>>,
        /// 省级行政区划.
        provinces: Table<List<Province>>,
        /// What is known of products that are often inspected.
        products: Table<List<LibraryProduct>>,
        /// 产品实现各个阶段的常见质量问题及控制建议 (附录C).
        checklist: Table<List<Stage>>,
        /// What the answers of the checklist are worth.
        checklist_scale: Table<ChecklistScale>,
        /// A quick triage that pre-fills the checklist and the application.
        quick_triage: Table<List<TriageQuestion>>,
        /// 高风险 and 低风险, and what follows from them.
        risk: Table<RiskTable>,
        /// 产品质量问题原因分析表 (附录B).
        causes: Table<List<CauseClass>>,
        /// Rules of a good cause analysis.
        cause_rules: Table<CauseRules>,
        /// 法定期限.
        deadlines: Table<List<Deadline>>,
        /// 帮扶清单 (附录D) and the seven parts of 帮扶方案.
        plan: Table<PlanTable>,
        /// 效果评价 indicators.
        indicators: Table<List<EffectIndicator>>,
        /// Rules of 帮扶工作记录表 (附录E).
        record_rules: Table<RuleMessages>,
        /// Thresholds of the overview of members.
        industry: Table<IndustryRules>,
        /// How the forms and reports are laid out.
        reports: Table<List<ReportTemplate>>,
        /// What the keys (`key`, or `above/key`) and the codes (`key=code`, or `above=code`) of a save file are called,
        /// where no form says so.
        words: Table<List<FormOption>> = default,
        /// SHA-256 of the content, hexadecimal.
        sha256: Text = default,
    }

    /// The pack of guide two, 行业质量共治.
    Governance {
        /// What the pack is.
        manifest: Table<Manifest>,
        /// Table A.1, in its own words.
        indicators: Table<List<PrimaryIndicator>>,
        /// What helps an assessor to choose a level.
        guidance: Table<List<Guidance>>,
        /// Weights, levels, gates and grades.
        schemes: Table<List<Scheme>>,
        /// The lettered items of chapters 6 to 8.
        framework: Table<Framework>,
        /// What a survey of member satisfaction is warned of.
        satisfaction: Table<SatisfactionRules>,
        /// How the forms and reports of the association are laid out.
        reports: Table<List<ReportTemplate>>,
        /// SHA-256 of the content, hexadecimal.
        sha256: Text = default,
    }
}
