//! What evidence to gather, before an assessment and after it.

use super::answers::{EvidenceKind, EvidenceRef, SelfAssessment};
use super::evidence::{self, Shortfall};
use super::marks;
use super::scheme::{Rules, SchemeChoice};
use super::scorecard::{SchemeName, UnitState};
use super::words;
use crate::date::Date;
use crate::entered::filled;
use crate::error::Result;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Governance, Guidance, Text};

object! {
    /// The evidence of an assessment: what to gather, what is there and what is missing.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct EvidenceList: out {
        /// The result in one sentence.
        pub summary: String,
        /// The scheme whose gates were applied.
        pub scheme: SchemeName,
        /// Units that apply, in table order.
        pub units: Vec<UnitEvidence>,
        /// Units whose claim is above their evidence, in table order.
        pub missing: Vec<Text>,
        /// Every piece, with the units that it stands for.
        pub pieces: Vec<Piece>,
    }
}

object! {
    /// The evidence of a unit.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UnitEvidence: out {
        /// Code.
        pub unit: Text,
        /// The document's own words.
        pub text: Text,
        /// Typical evidence that it was done (ours).
        pub records: Vec<Text>,
        /// Typical evidence that it worked (ours).
        pub outcomes: Vec<Text>,
        /// What is often judged wrongly (ours).
        pub caution: Text,
        /// How many pieces there are.
        pub held: u32,
        /// The level that was claimed.
        pub claimed: Option<u8>,
        /// The level that the evidence supports.
        pub granted: Option<u8>,
        /// The level that the next line is about: the claimed one, the next where that is granted already, and the highest where
        /// nothing is claimed yet.
        pub aim: u8,
        /// What is still to be gathered for it; none when it is all there.
        pub short: Option<Shortfall>,
        /// Why less was granted than claimed.
        pub why: Option<String>,
    }
}

object! {
    /// A piece of evidence.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Piece: out {
        /// Its identifier, where it is in the shared list.
        pub id: Option<String>,
        /// What it is called.
        pub title: String,
        /// The day it bears.
        pub date: Option<Date>,
        /// What it shows.
        pub kind: EvidenceKind,
        /// The units that name it, be it to show that they do not apply; empty for a shared piece that none does.
        pub units: Vec<Text>,
    }
}

/// Lists the evidence to gather, to show and to add. An empty assessment gives the list to start with.
///
/// # Errors
/// As [`score`](fn@super::score).
pub fn evidence_list(
    pack: &Governance,
    assessment: &SelfAssessment,
    choice: Option<&SchemeChoice>,
) -> Result<EvidenceList> {
    let rules = Rules::chosen(pack, choice)?;
    let (indicators, _) = marks::assess(&rules, assessment)?;
    let mut pieces: Vec<Piece> = assessment.evidence.iter().map(|shared| Piece::of(shared, None)).listed();
    let mut units = Vec::new();
    for mark in indicators.iter().flat_map(|marked| marked.units.iter()) {
        let code = &mark.unit.code;
        let answer = assessment.units.get(code).and_then(Option::as_ref);
        for reference in answer.iter().flat_map(|answer| answer.evidence.iter()) {
            match reference {
                EvidenceRef::Own(own) => pieces.push(Piece::of(own, Some(code))),
                EvidenceRef::Shared(id) => {
                    let piece = pieces.iter_mut().find(|piece| piece.id.as_ref() == Some(id));
                    if let Some(piece) = piece.filter(|piece| !piece.units.contains(code)) {
                        piece.units.push(code.clone());
                    }
                }
            }
        }
        // Its evidence is listed all the same: no piece gets lost.
        if !mark.applies() {
            continue;
        }
        let answered = mark.state == UnitState::Answered;
        let aim = match (answered, mark.granted < mark.claimed) {
            // Before anything is claimed, the list says what the highest level would ask for.
            (false, _) => 4,
            (true, true) => mark.claimed,
            (true, false) => (mark.claimed + 1).min(4),
        };
        let guidance = pack.guidance.iter().find(|guidance| guidance.unit == *code);
        let texts = |of: fn(&Guidance) -> &[Text]| guidance.map(|guidance| of(guidance).to_vec()).unwrap_or_default();
        units.push(UnitEvidence {
            unit: code.clone(),
            text: mark.unit.text.clone(),
            records: texts(|guidance| &guidance.record_evidence),
            outcomes: texts(|guidance| &guidance.outcome_evidence),
            caution: guidance.map(|guidance| guidance.caution.clone()).unwrap_or_default(),
            held: u32::try_from(mark.tally.pieces).unwrap_or_default(),
            claimed: answered.then_some(mark.claimed),
            granted: answered.then_some(mark.granted),
            aim,
            short: evidence::shortfall(rules.scheme, aim, &mark.tally),
            why: words::why(&rules, mark),
        });
    }
    let missing: Vec<Text> =
        units.iter().filter(|unit| unit.granted < unit.claimed).map(|unit| unit.unit.clone()).listed();
    let bare = units.iter().filter(|unit| unit.held == 0).count();
    let summary = format!(
        "{} 份证据，用在 {} 个单元；{} 个单元还没有证据，{} 个单元自报高于证据。",
        pieces.iter().filter(|piece| filled(Some(&piece.title))).count(),
        units.len() - bare,
        bare,
        missing.len()
    );
    Ok(EvidenceList { summary, scheme: SchemeName::of(rules.scheme), units, missing, pieces })
}

impl Piece {
    fn of(evidence: &super::Evidence, unit: Option<&Text>) -> Self {
        Self {
            id: evidence.id.clone(),
            title: evidence.title.clone(),
            date: evidence.date,
            kind: evidence.kind,
            units: unit.cloned().into_iter().listed(),
        }
    }
}
