//! From claimed to granted: a level counts as far as its evidence goes.

use super::answers::{Evidence, EvidenceKind, EvidenceRef, SelfAssessment, UnitAnswer};
use crate::entered::filled;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::object;
use crate::pack::{Gate, Scheme};

/// What the evidence of a unit amounts to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) pieces: usize,
    pub(super) dates: usize,
    pub(super) outcomes: usize,
    pub(super) periods: usize,
}

/// The evidence that a unit names, shared pieces looked up and counted once.
pub(super) fn of_unit<'a>(assessment: &'a SelfAssessment, answer: &'a UnitAnswer) -> Result<Vec<&'a Evidence>> {
    let mut named = Vec::new();
    let mut pieces = Vec::new();
    for (index, reference) in answer.evidence.iter().enumerate() {
        match reference {
            EvidenceRef::Own(evidence) => pieces.push(evidence),
            EvidenceRef::Shared(id) => {
                let shared = assessment.evidence.iter().find(|evidence| evidence.id.as_ref() == Some(id));
                let shared = shared.ok_or_else(|| {
                    Error::new(Code::UnknownCode, format!("证据清单里没有编号“{}”", excerpt(id)))
                        .at(&index.to_string())
                        .at("evidence")
                })?;
                if !named.contains(&id) {
                    named.push(id);
                    pieces.push(shared);
                }
            }
        }
    }
    Ok(pieces)
}

/// Counts what has a title.
pub(super) fn tally(pieces: &[&Evidence]) -> Tally {
    let titled = || pieces.iter().filter(|evidence| filled(Some(&evidence.title)));
    let periods =
        titled().filter_map(|evidence| evidence.period.as_deref()).map(str::trim).filter(|period| !period.is_empty());
    Tally {
        pieces: titled().count(),
        dates: distinct(titled().filter_map(|evidence| evidence.date)),
        outcomes: titled().filter(|evidence| evidence.kind == EvidenceKind::Outcome).count(),
        periods: distinct(periods),
    }
}

/// How many different ones there are; a unit has few.
fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> usize {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen.len()
}

fn holds(gate: &Gate, tally: &Tally) -> bool {
    let enough = |found: usize, asked: u32| u32::try_from(found).is_ok_and(|found| found >= asked);
    enough(tally.pieces, gate.pieces) && enough(tally.dates, gate.dates) && enough(tally.outcomes, gate.outcomes)
}

/// The first gate that stands between the evidence and a level.
pub(super) fn first_closed<'a>(scheme: &'a Scheme, level: u8, tally: &Tally) -> Option<&'a Gate> {
    let gates = scheme.evidence_gate.iter().filter(|gate| gate.level <= level && !holds(gate, tally));
    gates.min_by_key(|gate| gate.level)
}

/// The highest level, up to the claimed one, of which every gate is open.
pub(super) fn granted(scheme: &Scheme, claimed: u8, tally: &Tally) -> u8 {
    match first_closed(scheme, claimed, tally) {
        Some(gate) => gate.level.saturating_sub(1),
        None => claimed,
    }
}

/// The level that is granted once there is what a gate asks for: its own, or a higher one where nothing else is closed.
pub(super) fn opened(scheme: &Scheme, claimed: u8, tally: &Tally, gate: &Gate) -> u8 {
    let at_least = |found: usize, asked: u32| found.max(asked as usize);
    let with = Tally {
        pieces: at_least(tally.pieces, gate.pieces),
        dates: at_least(tally.dates, gate.dates),
        outcomes: at_least(tally.outcomes, gate.outcomes),
        ..*tally
    };
    granted(scheme, claimed, &with)
}

object! {
    /// What is still to be gathered for a level.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub struct Shortfall: out {
        /// How many more pieces.
        pub pieces: u32,
        /// How many more different dates.
        pub dates: u32,
        /// How many more outcomes.
        pub outcomes: u32,
    }
}

/// What the gates up to a level ask beyond what is there; none when they are open.
pub(super) fn shortfall(scheme: &Scheme, level: u8, tally: &Tally) -> Option<Shortfall> {
    let mut short = Shortfall::default();
    let beyond = |asked: u32, found: usize| asked.saturating_sub(u32::try_from(found).unwrap_or(u32::MAX));
    for gate in scheme.evidence_gate.iter().filter(|gate| gate.level <= level) {
        short.pieces = short.pieces.max(beyond(gate.pieces, tally.pieces));
        short.dates = short.dates.max(beyond(gate.dates, tally.dates));
        short.outcomes = short.outcomes.max(beyond(gate.outcomes, tally.outcomes));
    }
    (short != Shortfall::default()).then_some(short)
}
