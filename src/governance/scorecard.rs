//! What a score consists of.

use crate::exact::{Exact, Rate};
use crate::issue::Issue;
use crate::json::{Encode, Sink, codes, joined_keys, object};
use crate::pack::{Grade, Scheme, Source, Text};

object! {
    /// The result of scoring a self-assessment.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Scorecard: out {
        /// The scheme it was scored by.
        pub scheme: SchemeName,
        /// The result in one sentence.
        pub summary: String,
        /// What was earned; unanswered units earn nothing.
        pub total: Exact,
        /// What could be earned.
        pub full_score: Exact,
        /// The total if every unanswered unit were fully earned.
        pub attainable: Exact,
        /// Answered units out of those that apply.
        pub coverage: Option<Rate>,
        /// Answered units whose evidence supports the claimed level.
        pub evidence_rate: Option<Rate>,
        /// How many units are answered with a level.
        pub answered: u32,
        /// How many units apply.
        pub applicable: u32,
        /// How many units do not apply.
        pub not_applicable: u32,
        /// How many units claim more than their evidence supports.
        pub claimed_above_evidence: u32,
        /// The grade; none while anything is missing, or when the scheme gives none.
        pub grade: Option<GradeName>,
        /// Why this grade, or why none.
        pub grade_reasons: Vec<GradeReason>,
        /// The next better grade and what it takes.
        pub next_grade: Option<NextGrade>,
        /// 一级指标, in table order.
        pub primary: Vec<Part>,
        /// 二级指标, in table order.
        pub secondary: Vec<Part>,
        /// 三级指标, in table order.
        pub indicators: Vec<IndicatorScore>,
        /// Units, in table order.
        pub units: Vec<UnitScore>,
        /// Codes of the unanswered units, in table order.
        pub missing: Vec<Text>,
        /// What would raise the total, largest gain first.
        pub gaps: Vec<Gap>,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// A scheme by name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct SchemeName: out {
        /// Identifier.
        pub id: Text,
        /// Name.
        pub name: Text,
        /// Where it comes from.
        pub source: Source,
    }
}

impl SchemeName {
    pub(super) fn of(scheme: &Scheme) -> Self {
        Self { id: scheme.id.clone(), name: scheme.name.clone(), source: scheme.source.clone() }
    }
}

object! {
    /// A grade by name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GradeName: out {
        /// Code, such as `good`.
        pub code: Text,
        /// Name, such as 良好.
        pub name: Text,
    }
}

impl GradeName {
    pub(super) fn of(grade: &Grade) -> Self {
        Self { code: grade.code.clone(), name: grade.name.clone() }
    }
}

object! {
    /// Why a grade is given, held down or withheld.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct GradeReason: out {
        /// `threshold`, `floor`, `missing`, `not-applicable` or `no-grades`.
        pub rule: &'static str,
        /// The reason as a sentence.
        pub message: String,
    }
}

object! {
    /// The next better grade.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct NextGrade: out {
        /// Code.
        pub code: Text,
        /// Name.
        pub name: Text,
        /// How much the total falls short of it.
        pub short: Exact,
    }
}

object! {
    /// A part of the total.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Part: out {
        /// Code.
        pub code: Text,
        /// Code of the part that it belongs to.
        pub parent: Option<Text>,
        /// Name.
        pub name: Text,
        /// Its weight by the scheme.
        pub weight: Exact,
        /// Its weight once what does not apply has been spread.
        pub effective_weight: Exact,
        /// What was earned; none when nothing in it applies.
        pub score: Option<Exact>,
        /// Score out of effective weight.
        pub rate: Option<Rate>,
        /// How many of its units are answered with a level.
        pub answered: u32,
        /// How many of its units apply.
        pub applicable: u32,
    }
}

/// The score of a 三级指标.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndicatorScore {
    /// The score itself.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub part: Part,
    /// How it came about, sentence by sentence.
    pub derivation: Vec<String>,
}

impl Encode for IndicatorScore {
    fn write(&self, sink: &mut dyn Sink) {
        if !sink.passes_over() {
            sink.object(joined_keys!(Part::KEYS, "derivation"));
            self.part.write_values(sink);
            self.derivation.write(sink);
        }
    }
}

codes! {
    /// Whether a unit counts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum UnitState: out {
        /// It has a level.
        "answered" => Answered,
        /// It has none yet, or its answer has to be mended first.
        "unanswered" => Unanswered,
        /// It does not apply.
        "not-applicable" => NotApplicable,
    }
}

object! {
    /// The score of a unit.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UnitScore: out {
        /// Code.
        pub code: Text,
        /// Code of its indicator.
        pub indicator: Text,
        /// Whether it counts.
        pub state: UnitState,
        /// The level that was claimed.
        pub claimed: Option<u8>,
        /// The level that the evidence supports.
        pub granted: Option<u8>,
        /// Why less was granted than claimed.
        pub why: Option<String>,
        /// Its share of the total.
        pub effective_weight: Exact,
        /// What was earned; none when it does not apply.
        pub score: Option<Exact>,
    }
}

codes! {
    /// What kind of step raises the total.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum GapKind: out {
        /// Answer the unit; the gain is the most that it can bring.
        "unanswered" => Unanswered,
        /// Add the evidence that the next level asks for: it has been claimed already.
        "evidence" => Evidence,
        /// Reach the next level.
        "level" => Level,
    }
}

object! {
    /// What would raise the total.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Gap: out {
        /// Code of the unit.
        pub unit: Text,
        /// What kind of step it takes.
        pub kind: GapKind,
        /// The level to reach; none for an unanswered unit.
        pub next: Option<u8>,
        /// What the total would gain.
        pub gain: Exact,
        /// What to do.
        pub advice: Text,
    }
}
