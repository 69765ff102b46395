//! The task list: how far each step is, in the words of the content, and where to go on.

use super::measure::{Facts, Measure, Measuring, NextPlace};
use super::views::ViewName;
use crate::date::Date;
use crate::dossier::DossierKind;
use crate::json::{codes, object};
use crate::listed::Listed;
use crate::pack::{CaseStep, StepPhase, Text};

codes! {
    /// How far a step is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum StepStatus: out {
        /// Nothing has been done.
        "not-started" => NotStarted,
        /// Something has.
        "in-progress" => InProgress,
        /// Something in it has to be mended.
        "needs-attention" => NeedsAttention,
        /// Everything has been done, or there is nothing to do.
        "complete" => Complete,
        /// It waits for another step.
        "blocked" => Blocked,
    }
}

object! {
    /// A step of the task list.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StepState: out {
        /// Code of the step.
        pub code: Text,
        /// Code of its phase.
        pub phase: Text,
        /// Name.
        pub name: Text,
        /// How far it is.
        pub status: StepStatus,
        /// How much of it is done.
        pub done: u32,
        /// How much there is to do.
        pub of: u32,
        /// The same as a sentence.
        pub sentence: String,
        /// The next open place.
        pub next: Option<NextPlace>,
        /// The nearest day that it has to keep.
        pub deadline: Option<Date>,
    }
}

/// The task list of a case.
pub(super) fn steps(facts: &Facts<'_>) -> Vec<StepState> {
    let all = phases(facts).iter().flat_map(|phase| phase.steps.iter().map(move |step| (phase, step)));
    // A step that this version cannot measure is of no use to anybody.
    all.filter_map(|(phase, step)| Some(state(phase, step, Measuring::of(step)?.measure(facts, step)))).listed()
}

/// Measures again what a change touches, and answers the steps that are others now.
pub(super) fn renew(
    facts: &Facts<'_>,
    known: &mut [StepState],
    changed: &[ViewName],
    paths: &[String],
) -> Vec<StepState> {
    let mut renewed = Vec::new();
    let mut known = known.iter_mut();
    for phase in phases(facts) {
        for step in &phase.steps {
            let Some(measuring) = Measuring::of(step) else { continue };
            let Some(before) = known.next() else { continue };
            if measuring.is_touched(changed, paths) {
                let now = state(phase, step, measuring.measure(facts, step));
                if now != *before {
                    renewed.push(now.clone());
                    *before = now;
                }
            }
        }
    }
    renewed
}

/// The phases of the guide of the file.
pub(super) fn phases<'a>(facts: &Facts<'a>) -> &'a [StepPhase] {
    match facts.dossier.kind {
        DossierKind::Enterprise => &facts.packs.assistance().steps,
        DossierKind::Association => &facts.packs.governance().steps,
    }
}

fn state(phase: &StepPhase, step: &CaseStep, measure: Measure) -> StepState {
    let Measure { done, of, begun, faults, blocked, open, deadline, label, refusal } = measure;
    let sentences = &step.sentences;
    let (status, sentence) = if faults > 0 {
        (StepStatus::NeedsAttention, &sentences.needs_attention)
    } else if blocked {
        (StepStatus::Blocked, &sentences.blocked)
    } else if of == 0 && !sentences.nothing.is_empty() {
        (StepStatus::Complete, &sentences.nothing)
    } else if of > 0 && done >= of {
        (StepStatus::Complete, &sentences.complete)
    } else if begun {
        (StepStatus::InProgress, &sentences.in_progress)
    } else {
        (StepStatus::NotStarted, &sentences.not_started)
    };
    let sentence = refusal.unwrap_or_else(|| {
        said(sentence, |name| match name {
            "done" => Some(done.to_string()),
            "of" => Some(of.to_string()),
            "left" => Some(of.saturating_sub(done).to_string()),
            "count" => Some(faults.to_string()),
            "label" => Some(label.clone()),
            _ => None,
        })
    });
    StepState {
        code: step.code.clone(),
        phase: phase.code.clone(),
        name: step.name.clone(),
        status,
        done,
        of,
        sentence,
        next: open.into_iter().next().filter(|_| status != StepStatus::Complete),
        deadline,
    }
}

/// A sentence with values in the places of their names in braces. What they hold is not looked into again.
fn said(sentence: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut said = String::with_capacity(2 * sentence.len());
    let mut rest = sentence;
    while let Some((before, (name, behind))) =
        rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
    {
        said += before;
        said += &value(name).unwrap_or_default();
        rest = behind;
    }
    said + rest
}
