//! Views that are worked out only when somebody looks at them.

use std::sync::Arc;

use super::forms::forms;
use super::measure::Facts;
use super::views::touches;
use crate::dossier::AssociationRecord;
use crate::entered::Entered;
use crate::error::{Code, Error, Result, excerpt};
use crate::governance::{self, Assessor, AssessorView};
use crate::json::{Encode, Tape, codes, object};
use crate::listed::Listed;
use crate::pack::Governance;

codes! {
    /// What is worked out only when somebody looks at it.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Asked: in out {
        /// What evidence to gather for each unit.
        #[default]
        "evidenceList" => EvidenceList,
        /// The fewest steps to a grade.
        "improvementPath" => ImprovementPath,
        /// How much the total depends on the weights.
        "weightSensitivity" => WeightSensitivity,
        /// Where the assessors differ.
        "compareAssessors" => CompareAssessors,
        /// Which forms are ready, and what the others still lack.
        "forms" => Forms,
    }
}

impl Asked {
    pub(super) const ALL: [Self; 5] =
        [Self::EvidenceList, Self::ImprovementPath, Self::WeightSensitivity, Self::CompareAssessors, Self::Forms];

    /// The places of the file that it reads.
    fn places(self) -> &'static [&'static str] {
        match self {
            Self::CompareAssessors => {
                &["/governance/assessment", "/governance/assessments", "/governance/assessors", "/governance/scheme"]
            }
            // Any fact may be one that a form needs.
            Self::Forms => &["", "today"],
            _ => &["/governance/assessment", "/governance/scheme"],
        }
    }

    /// Whether a change at these paths touches what it reads.
    pub(super) fn is_touched(self, paths: &[String]) -> bool {
        paths.iter().any(|path| touches(path, self.places()))
    }
}

object! {
    /// What a view is asked with; each kind takes some of them.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ViewOptions: in {
        /// The grade to reach, by its code; else the next one.
        pub target: Option<String> = default,
        /// How many steps to find the best of.
        pub steps: Option<u32> = default,
        /// How far a weight may move, in percent.
        pub spread_percent: Option<Entered> = default,
    }
}

/// A view that was asked for, kept until what it reads changes.
#[derive(Debug, Clone)]
pub(super) struct Looked {
    pub(super) asked: Asked,
    pub(super) options: ViewOptions,
    pub(super) answer: Result<TapeOf>,
}

/// An answer, shared with whoever looks at it.
pub(super) type TapeOf = Arc<Tape>;

/// Works out what somebody asks for of a case.
pub(super) fn work(facts: &Facts<'_>, asked: Asked, options: &ViewOptions) -> Result<TapeOf> {
    let blank = AssociationRecord::default();
    let (record, scheme) = match (asked, &facts.dossier.governance) {
        // They are no matter of the scores alone.
        (Asked::Forms, _) => (&blank, None),
        (_, Some(record)) => (record, record.scheme_choice(None)?),
        (_, None) => return Err(other_guide(asked.code())),
    };
    let pack: &Governance = facts.packs.governance();
    let (assessment, scheme) = (&record.assessment, scheme.as_ref());
    let answer: &dyn Encode = match asked {
        Asked::EvidenceList => &governance::evidence_list(pack, assessment, scheme)?,
        Asked::ImprovementPath => {
            &governance::improvement_path(pack, assessment, options.target.as_deref(), options.steps, scheme)?
        }
        Asked::WeightSensitivity => {
            let refused = || Error::new(Code::WrongType, "幅度应是数，如 20").at("spreadPercent").at("options");
            let spread =
                options.spread_percent.as_ref().map(|entered| entered.number().ok_or_else(refused)).transpose()?;
            &governance::weight_sensitivity(pack, assessment, spread, scheme)?
        }
        Asked::CompareAssessors => {
            let own = Assessor { view: AssessorView::Own, assessment: assessment.clone(), by: None };
            let all: Vec<Assessor> = std::iter::once(own).chain(record.assessments.iter().cloned()).listed();
            &governance::compare_assessors(facts.packs, &all, scheme)?
        }
        Asked::Forms => {
            without_options(asked.code(), options)?;
            &forms(facts)
        }
    };
    Ok(Arc::new(Tape::of(answer)))
}

/// Refuses options where there are none to choose.
pub(super) fn without_options(name: &str, options: &ViewOptions) -> Result<()> {
    if *options == ViewOptions::default() {
        return Ok(());
    }
    Err(Error::new(Code::UnknownKey, format!("“{name}”没有选项")).at("options"))
}

pub(super) fn other_guide(name: &str) -> Error {
    Error::new(Code::UnsupportedFormat, format!("“{}”不属于这份档案的指南", excerpt(name))).at("name")
}
