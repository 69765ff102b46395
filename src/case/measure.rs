//! How far each step is: what the views say of it, counted.

use super::views::{ViewName, Views, touches};
use crate::application::{GroupCount, Missing};
use crate::date::Date;
use crate::decision::{Decision, DecisionKind};
use crate::dossier::{AssociationRecord, Dossier};
use crate::effect::GoalState;
use crate::entered::filled;
use crate::error::pointer;
use crate::governance;
use crate::improvement::ImprovementKind;
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{CaseStep, Need, Packs, Severity, Text};
use crate::plan::{PlanDraft, Step};

object! {
    /// A place to go on at.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct NextPlace: out {
        /// JSON Pointer into the file.
        pub path: String,
        /// What stands there.
        pub label: Text,
    }
}

/// What a step is measured by.
pub(super) struct Facts<'a> {
    pub(super) packs: &'a Packs<'a>,
    pub(super) dossier: &'a Dossier,
    pub(super) views: &'a Views,
    /// How many open places are wanted of a step.
    pub(super) most: usize,
}

/// How far a step is.
#[derive(Default)]
pub(super) struct Measure {
    pub(super) done: u32,
    pub(super) of: u32,
    /// Whether anything has been done.
    pub(super) begun: bool,
    /// What has to be mended.
    pub(super) faults: u32,
    /// Whether it waits for another step.
    pub(super) blocked: bool,
    /// The places to go on at, the next one first.
    pub(super) open: Vec<NextPlace>,
    pub(super) deadline: Option<Date>,
    /// What the sentence says besides.
    pub(super) label: String,
    /// What a view refuses, in the place of the sentence.
    pub(super) refusal: Option<String>,
}

/// How a step is measured.
pub(super) struct Measuring {
    /// By what of these views; what the first of them refuses, the step says.
    views: &'static [ViewName],
    /// By what at these places of the file, which none of the views reads.
    places: &'static [&'static str],
    measure: fn(&Facts<'_>, &CaseStep) -> Option<Measure>,
}

impl Measuring {
    /// The one table of steps; none for a code that this version does not know.
    pub(super) fn of(step: &CaseStep) -> Option<Self> {
        use ViewName as V;
        type Measured = fn(&Facts<'_>, &CaseStep) -> Option<Measure>;
        let (views, places, measure): (&[ViewName], &[&str], Measured) = match step.code.as_ref() {
            "quick-triage" => (&[], &["/quickTriage"], |facts, _| Some(facts.quick_triage())),
            "trigger" | "problems" => (&[V::Application], &[], |facts, step| facts.groups(step)),
            "checklist" => (&[V::Checklist], &[], |facts, _| facts.checklist()),
            "causes" => (&[V::Causes], &[], |facts, _| facts.causes()),
            "risk" => (&[V::Risk], &[], |facts, _| facts.risk()),
            "deadlines" => (&[V::Deadlines], &[], |facts, _| facts.deadlines()),
            "application" => (&[V::Application], &[], |facts, _| facts.application()),
            "proofreading" => (&[V::Application], &[], |facts, _| facts.proofreading()),
            "plan" => (&[V::Plan], &[], |facts, _| facts.plan()),
            "decision" => (&[V::Application], &DECIDED_FROM, |facts, step| facts.decision(step)),
            "records" => (&[V::Records], &["/draft/list"], |facts, _| facts.records()),
            "effect" => (&[V::Effect], &[], |facts, _| facts.effect()),
            "improvement" => (&[], &["/improvementSteps"], |facts, step| Some(facts.improvement(step))),
            "daily" => (&[V::Duty], &[], |facts, step| facts.daily(step)),
            "archive" => (&[V::Effect], &[], |facts, _| Some(facts.archive())),
            "profile" => (&[], &PROFILE, |facts, _| Some(facts.profile())),
            "evidence" => (&[V::Governance], &[], |facts, _| facts.evidence()),
            "units" => (&[V::Governance], &[], |facts, _| facts.units()),
            "framework" => (&[V::Framework], &[], |facts, _| Some(facts.framework())),
            "satisfaction" => (&[V::Satisfaction], &[], |facts, step| Some(facts.satisfaction(step))),
            "assessors" => (&[], &["/governance/assessments"], |facts, _| Some(facts.assessors())),
            "members" => (&[], &["/governance/members"], |facts, step| Some(facts.members(step))),
            "result" => (&[V::Governance], &[], |facts, _| facts.result()),
            _ => return None,
        };
        Some(Self { views, places, measure })
    }

    /// Whether any of what it is measured by has changed.
    pub(super) fn is_touched(&self, changed: &[ViewName], paths: &[String]) -> bool {
        self.views.iter().any(|view| changed.contains(view)) || paths.iter().any(|path| touches(path, self.places))
    }

    pub(super) fn measure(&self, facts: &Facts<'_>, step: &CaseStep) -> Measure {
        (self.measure)(facts, step).unwrap_or_else(|| {
            // What a view refuses has to be mended where it stands.
            match self.views.first().and_then(|view| facts.views.get(*view)?.err()) {
                Some(error) => Measure {
                    faults: 1,
                    open: vec![place(&error.path, &step.name)],
                    refusal: Some(error.message.clone()),
                    ..Measure::default()
                },
                None => Measure::default(),
            }
        })
    }
}

/// Decisions, and the days that they must not lie before.
const DECIDED_FROM: [&str; 3] = ["/decisions", "/application/head/fillDate", "/application/problems"];

/// Where the papers of the two regulations stand, in the order of their kinds.
const DUTIES: [&str; 4] = ["/riskControls", "/dailyChecks", "/weeklyReports", "/monthlyMinutes"];

/// What the profile of an association holds.
const PROFILE: [&str; 4] =
    ["/governance/name", "/governance/periodFrom", "/governance/periodTo", "/governance/assessedOn"];

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn length<T>(items: &[T]) -> u32 {
    count(items.iter())
}

fn place(path: &str, label: &Text) -> NextPlace {
    NextPlace { path: path.to_owned(), label: label.clone() }
}

fn errors(issues: &[Issue]) -> impl Iterator<Item = &Issue> {
    issues.iter().filter(|issue| issue.severity == Severity::Error)
}

/// The places of findings that have to be mended.
fn places<'a>(issues: impl Iterator<Item = &'a Issue>) -> impl Iterator<Item = NextPlace> {
    issues.map(|issue| NextPlace { path: issue.path.clone(), label: issue.message.clone().into() })
}

/// The places of codes below one.
fn coded<'a>(below: &'static str, codes: &'a [Text]) -> impl Iterator<Item = NextPlace> + 'a {
    codes.iter().map(move |code| place(&pointer(below, code), code))
}

/// The places of fields that are asked for so much and still empty.
fn empty<'a>(missing: impl Iterator<Item = &'a Missing>, need: Need) -> impl Iterator<Item = NextPlace> {
    let missing = missing.filter(move |missing| missing.need == need);
    missing.map(|missing| NextPlace { path: missing.path.clone(), label: missing.label.clone() })
}

impl Facts<'_> {
    /// As many open places as are wanted.
    fn open(&self, places: impl Iterator<Item = NextPlace>) -> Vec<NextPlace> {
        self.also(Vec::new(), places)
    }

    /// The same behind others. Loops are a tenth of the size that chained iterators are.
    fn also(&self, mut open: Vec<NextPlace>, places: impl Iterator<Item = NextPlace>) -> Vec<NextPlace> {
        for place in places.take(self.most - open.len()) {
            open.push(place);
        }
        open
    }

    fn quick_triage(&self) -> Measure {
        let questions = &self.packs.assistance().quick_triage;
        let chosen = |code: &str| self.dossier.quick_triage.get(code).filter(|codes| !codes.is_empty());
        let done = count(questions.iter().filter(|question| chosen(&question.code).is_some()));
        let clashes = questions.iter().filter(|question| {
            let Some(codes) = chosen(&question.code) else { return false };
            let is_exclusive =
                |code: &String| question.answers.iter().any(|answer| answer.exclusive && answer.code == code.as_str());
            codes.len() > 1 && (!question.multiple || codes.iter().any(is_exclusive))
        });
        let unanswered = questions.iter().filter(|question| chosen(&question.code).is_none());
        let places = unanswered.map(|question| place(&pointer("/quickTriage", &question.code), &question.question));
        Measure {
            done,
            of: length(questions),
            begun: done > 0,
            faults: count(clashes),
            open: self.open(places),
            ..Measure::default()
        }
    }

    /// What belongs to some groups of the application.
    fn groups(&self, step: &CaseStep) -> Option<Measure> {
        let check = self.views.application.as_ref()?.as_ref().ok()?;
        let own = || check.groups.iter().filter(|group| step.groups.contains(&group.key));
        let is_own = |path: &str| {
            let key = path.strip_prefix("/application/").and_then(|below| below.split_once('/')).map(|(key, _)| key);
            key.is_some_and(|key| step.groups.iter().any(|group| group == key))
        };
        let sum = |number: fn(&GroupCount) -> u32| own().map(number).sum();
        let (done, of) = (sum(|group| group.filled), sum(|group| group.asked));
        let faults = || errors(&check.issues).filter(|issue| is_own(&issue.path));
        let missing = || check.missing.iter().filter(|missing| is_own(&missing.path));
        let open = self.also(self.open(places(faults())), empty(missing(), Need::Required));
        let open = self.also(open, empty(missing(), Need::Recommended));
        Some(Measure { done, of, begun: done > 0, faults: count(faults()), open, ..Measure::default() })
    }

    fn checklist(&self) -> Option<Measure> {
        let progress = self.views.checklist.as_ref()?.as_ref().ok()?;
        let counts = &progress.counts;
        let answered = counts.conforming + counts.minor + counts.nonconforming + counts.not_applicable;
        let of = answered + counts.unsure + counts.blank;
        let faults = || errors(&progress.issues);
        let unanswered = coded("/answers", &progress.missing);
        let begun = answered + counts.unsure > 0;
        Some(Measure {
            done: answered,
            of,
            begun,
            faults: count(faults()),
            open: self.also(self.open(places(faults())), unanswered),
            ..Measure::default()
        })
    }

    fn causes(&self) -> Option<Measure> {
        let analysis = self.views.causes.as_ref()?.as_ref().ok()?;
        let done = length(&self.dossier.causes);
        let faults = || errors(&analysis.issues);
        let unexplained = coded("/answers", &analysis.unexplained);
        // What nothing else leads to.
        let path = if done == 0 { "/causes/-" } else { "/causes/0/contribution" };
        let main = analysis.main.is_empty().then(|| place(path, &self.packs.assistance().word("mainCauses")));
        let open = self.also(self.also(self.open(places(faults())), unexplained), main.into_iter());
        let label = open.first().map(|next| next.label.to_string()).unwrap_or_default();
        // One more, as long as none of them is a main cause or a failed ★ is left without one.
        let is_open = analysis.main.is_empty() || !analysis.unexplained.is_empty();
        let of = done + u32::from(is_open);
        Some(Measure { done, of, begun: done > 0, faults: count(faults()), open, label, ..Measure::default() })
    }

    fn risk(&self) -> Option<Measure> {
        let triage = self.views.risk.as_ref()?.as_ref().ok()?;
        let faults = || errors(&triage.issues);
        let of = length(&triage.rules);
        let unknown =
            count(triage.rules.iter().filter(|rule| triage.missing.iter().any(|missing| missing.rule == rule.rule)));
        // Known is known: a rule that holds is enough.
        let done = if triage.level.is_some() { of } else { of - unknown };
        let unsaid = triage
            .missing
            .iter()
            .map(|unknown| NextPlace { path: unknown.path.clone(), label: unknown.message.clone().into() });
        let begun = self.dossier.facts != crate::risk::RiskFacts::default() || done > 0;
        Some(Measure {
            done,
            of,
            begun,
            faults: count(faults()),
            open: self.also(self.open(places(faults())), unsaid),
            label: triage.summary.clone(),
            ..Measure::default()
        })
    }

    fn deadlines(&self) -> Option<Measure> {
        let deadlines = &self.views.deadlines.as_ref()?.as_ref().ok()?.deadlines;
        let of = length(deadlines);
        let faults = count(deadlines.iter().filter(|deadline| deadline.days_left < 0));
        let deadline = deadlines.iter().find(|deadline| deadline.days_left >= 0).map(|deadline| deadline.due);
        Some(Measure { done: of, of, begun: of > 0, faults, deadline, ..Measure::default() })
    }

    fn application(&self) -> Option<Measure> {
        let check = self.views.application.as_ref()?.as_ref().ok()?;
        let empty = |need| empty(check.missing.iter(), need);
        let open = self.also(self.open(empty(Need::Required)), empty(Need::Recommended));
        let begun = check.filled + check.recommended_filled > 0;
        Some(Measure { done: check.filled, of: check.required, begun, open, ..Measure::default() })
    }

    fn proofreading(&self) -> Option<Measure> {
        let check = self.views.application.as_ref()?.as_ref().ok()?;
        let faults = || errors(&check.issues);
        let open = self.also(self.open(places(faults())), empty(check.missing.iter(), Need::Required));
        let begun = check.filled + check.recommended_filled > 0;
        Some(Measure {
            done: check.filled,
            of: check.required,
            begun,
            faults: count(faults()),
            blocked: !begun,
            open,
            ..Measure::default()
        })
    }

    fn plan(&self) -> Option<Measure> {
        let plan = self.views.plan.as_ref()?.as_ref().ok()?;
        let begun = self.dossier.draft != PlanDraft::default();
        // What is not written yet is no fault of what is.
        let is_gap = |issue: &&Issue| !plan.parts.iter().any(|part| part.missing.contains(issue));
        let faults = || errors(&plan.gaps).filter(is_gap).filter(|_| begun);
        let missing = plan.parts.iter().flat_map(|part| &part.missing);
        let open = self.also(self.open(places(faults())), places(missing));
        let done = if begun { plan.complete } else { 0 };
        Some(Measure {
            done,
            of: length(&plan.parts),
            begun,
            faults: count(faults()),
            open,
            deadline: plan.order_due,
            ..Measure::default()
        })
    }

    fn records(&self) -> Option<Measure> {
        let check = self.views.records.as_ref()?.as_ref().ok()?;
        let standing = || check.standing.iter().filter_map(|index| self.dossier.records.get(*index as usize));
        let has = |step: &Step| standing().any(|record| record.step == Some(*step));
        let done = count(Step::ORDER.iter().filter(|step| has(step)));
        let faults = || errors(&check.issues);
        let begun = !self.dossier.records.is_empty();
        let name = |step: &Step| self.packs.assistance().word_for("step", step.code());
        let missing = Step::ORDER.iter().filter(|step| !has(step)).map(|step| place("/records/-", &name(step)));
        let open = self.also(self.open(places(faults())), missing);
        Some(Measure {
            done,
            of: length(&Step::ORDER),
            begun,
            faults: count(faults()),
            blocked: !begun && self.dossier.draft.list.is_empty(),
            open,
            ..Measure::default()
        })
    }

    fn effect(&self) -> Option<Measure> {
        let evaluation = self.views.effect.as_ref()?.as_ref().ok()?;
        let is_judged =
            |state: GoalState| matches!(state, GoalState::Reached | GoalState::Missed | GoalState::NotApplicable);
        let done = count(evaluation.goals.iter().filter(|goal| is_judged(goal.state)));
        // Of the self-check its own step says what has to be mended.
        let own = |issue: &&Issue| !issue.path.starts_with("/answers");
        let faults = || errors(&evaluation.issues).filter(own);
        let unjudged = evaluation.goals.iter().enumerate().filter(|(_, goal)| !is_judged(goal.state));
        let measured = unjudged.map(|(index, goal)| {
            let path =
                goal.indicator.as_ref().map_or_else(|| format!("/draft/goals/{index}"), |id| pointer("/followUp", id));
            NextPlace { path, label: goal.name.clone().into() }
        });
        let blocked = evaluation.goals.is_empty();
        let goal = blocked.then(|| place("/draft/goals/-", &self.packs.assistance().word("goals")));
        Some(Measure {
            done,
            of: length(&evaluation.goals),
            begun: self.dossier.follow_up.iter().any(|(_, measured)| measured.is_some()),
            faults: count(faults()),
            blocked,
            open: self.also(self.also(self.open(places(faults())), measured), goal.into_iter()),
            label: evaluation.summary.clone(),
            ..Measure::default()
        })
    }

    fn decision(&self, step: &CaseStep) -> Option<Measure> {
        let check = self.views.application.as_ref()?.as_ref().ok()?;
        let decisions = &self.dossier.decisions;
        let application = self.dossier.application.as_ref();
        // 审核评估 follows an application, 评估判定 the problem that supervision has found, maybe before anybody applied.
        let trigger = |decision: &Decision| match decision.kind? {
            DecisionKind::Review => application?.head.fill_date,
            DecisionKind::Assessment => application?.problems.iter().filter_map(|problem| problem.found_on).min(),
        };
        let early =
            |decision: &Decision| trigger(decision).zip(decision.decided_on).is_some_and(|(from, on)| on < from);
        let unsaid = |decision: &Decision| match decision {
            Decision { kind: None, .. } => Some("kind"),
            Decision { result: None, .. } => Some("result"),
            Decision { decided_on: None, .. } => Some("decidedOn"),
            decision => early(decision).then_some("decidedOn"),
        };
        let whole = |decision: &Decision| unsaid(decision).is_none() || early(decision);
        let faults = count(decisions.iter().filter(|decision| early(decision)));
        let open = (0..).zip(decisions).filter_map(|(index, decision): (u32, _)| Some((index, unsaid(decision)?)));
        let open = open.map(|(index, key)| place(&format!("/decisions/{index}/{key}"), &step.name));
        let first = decisions.is_empty().then(|| place("/decisions/-", &step.name));
        let begun = !decisions.is_empty();
        Some(Measure {
            done: count(decisions.iter().filter(|decision| whole(decision))),
            of: length(decisions).max(1),
            begun,
            faults,
            blocked: !begun && check.filled + check.recommended_filled == 0,
            open: self.also(self.open(open), first.into_iter()),
            ..Measure::default()
        })
    }

    fn improvement(&self, step: &CaseStep) -> Measure {
        let steps = &self.dossier.improvement_steps;
        let kinds = [ImprovementKind::Evaluate, ImprovementKind::Feedback, ImprovementKind::Optimise];
        let is_done =
            |kind: &ImprovementKind| steps.iter().any(|step| step.kind == Some(*kind) && step.done_on.is_some());
        let open = kinds.iter().filter(|kind| !is_done(kind)).map(|_| place("/improvementSteps/-", &step.name));
        let open = self.open(open);
        let done = count(kinds.iter().filter(|kind| is_done(kind)));
        Measure { done, of: length(&kinds), begun: !steps.is_empty(), open, ..Measure::default() }
    }

    fn daily(&self, step: &CaseStep) -> Option<Measure> {
        let duty = self.views.duty.as_ref()?.as_ref().ok()?;
        let Dossier { risk_controls, daily_checks, weekly_reports, monthly_minutes, .. } = self.dossier;
        let papers = daily_checks.len() + weekly_reports.len() + monthly_minutes.len();
        let due = duty.due.iter().filter_map(|due| DUTIES.get(due.paper as usize));
        let due = due.map(|path| place(&[*path, "/-"].concat(), &step.name));
        let faults = || errors(&duty.issues);
        Some(Measure {
            done: length(&DUTIES).saturating_sub(length(&duty.due)),
            of: length(&DUTIES),
            begun: risk_controls.len() + papers > 0,
            faults: count(faults()),
            open: self.also(self.open(places(faults())), due),
            ..Measure::default()
        })
    }

    fn members(&self, step: &CaseStep) -> Measure {
        let members = self.dossier.governance.as_ref().map_or(&[][..], |record| &record.members);
        let issues = governance::register_issues(self.packs.governance(), members);
        let faults = || errors(&issues);
        let unsigned = (0..).zip(members).filter(|(_, member)| member.pledge_signed_on.is_none());
        let unsigned = unsigned
            .map(|(index, _): (u32, _)| place(&format!("/governance/members/{index}/pledgeSignedOn"), &step.name));
        let first = members.is_empty().then(|| place("/governance/members/-", &step.name));
        let faulty = faults().map(|issue| NextPlace {
            path: ["/governance", &issue.path].concat(),
            label: issue.message.clone().into(),
        });
        Measure {
            done: count(members.iter().filter(|member| member.pledge_signed_on.is_some())),
            of: length(members).max(1),
            begun: !members.is_empty(),
            faults: count(faults()),
            open: self.also(self.also(self.open(faulty), unsigned), first.into_iter()),
            ..Measure::default()
        }
    }

    fn archive(&self) -> Measure {
        let done = length(&self.dossier.snapshots);
        let is_evaluated = self.effect().is_some_and(|effect| effect.of > 0 && effect.done == effect.of);
        Measure { done, of: done.max(1), begun: done > 0, blocked: done == 0 && !is_evaluated, ..Measure::default() }
    }

    fn profile(&self) -> Measure {
        let blank = AssociationRecord::default();
        let record = self.dossier.governance.as_ref().unwrap_or(&blank);
        let AssociationRecord { name, period_from, period_to, assessed_on, .. } = record;
        let fields = [filled(Some(name)), period_from.is_some(), period_to.is_some(), assessed_on.is_some()];
        let done = count(fields.iter().filter(|is_there| **is_there));
        let is_turned = period_from.zip(*period_to).is_some_and(|(from, to)| to < from);
        // Nothing else says that the period is turned round.
        let wrong = |path: &str, is_there: bool| !is_there || (is_turned && path.ends_with("/periodTo"));
        let open = PROFILE.iter().zip(fields).filter(|(path, is_there)| wrong(path, *is_there));
        let pack = self.packs.assistance();
        let word = |path: &str| {
            let word = path.get(1..).and_then(|key| pack.known_word(key));
            word.unwrap_or_else(|| pack.word(path.rsplit('/').next().unwrap_or_default()))
        };
        let places = open.map(|(path, _)| place(path, &word(path)));
        Measure {
            done,
            of: length(&fields),
            begun: done > 0,
            faults: u32::from(is_turned),
            open: self.open(places),
            ..Measure::default()
        }
    }

    fn evidence(&self) -> Option<Measure> {
        let card = match &self.views.governance {
            Some(card) => card.as_ref().ok()?,
            None => return Some(Measure::default()),
        };
        let short = card.units.iter().filter(|unit| unit.granted < unit.claimed);
        let places =
            short.map(|unit| place(&format!("/governance/assessment/units/{}/evidence", unit.code), &unit.code));
        let done = card.answered - card.claimed_above_evidence;
        let begun = self.dossier.governance.as_ref().is_some_and(|record| !record.assessment.evidence.is_empty())
            || card.answered > 0;
        Some(Measure {
            done,
            of: card.answered,
            begun,
            faults: card.claimed_above_evidence,
            open: self.open(places),
            ..Measure::default()
        })
    }

    fn units(&self) -> Option<Measure> {
        let card = match &self.views.governance {
            Some(card) => card.as_ref().ok()?,
            None => return Some(Measure::default()),
        };
        let faults = || errors(&card.issues);
        let unanswered = coded("/governance/assessment/units", &card.missing);
        let begun = card.answered + card.not_applicable > 0;
        Some(Measure {
            done: card.answered,
            of: card.applicable,
            begun,
            faults: count(faults()),
            open: self.also(self.open(places(faults())), unanswered),
            ..Measure::default()
        })
    }

    fn framework(&self) -> Measure {
        let lists = &self.packs.governance().framework.lists;
        let items = || lists.iter().flat_map(|list| &list.items);
        let answers = self.dossier.governance.as_ref().map(|record| &record.framework);
        let has = |code: &str| answers.and_then(|answers| answers.get(code)?.as_ref()?.state).is_some();
        let of = count(items());
        let (done, issues): (u32, &[Issue]) = match &self.views.framework {
            Some(Ok(progress)) => (of - progress.counts.blank, &progress.issues),
            _ => (count(items().filter(|item| has(&item.code))), &[]),
        };
        let unanswered = items()
            .filter(|item| !has(&item.code))
            .map(|item| place(&pointer("/governance/framework", &item.code), &item.code));
        let faults = || errors(issues);
        Measure {
            done,
            of,
            begun: done > 0,
            faults: count(faults()),
            open: self.also(self.open(places(faults())), unanswered),
            ..Measure::default()
        }
    }

    fn satisfaction(&self, step: &CaseStep) -> Measure {
        let Some(Ok(rates)) = &self.views.satisfaction else {
            return Measure { open: vec![place("/governance/surveys/-", &step.name)], ..Measure::default() };
        };
        let done = count(rates.surveys.iter().filter(|survey| survey.satisfaction_rate.is_some()));
        let faults = || errors(&rates.issues);
        Measure {
            done,
            of: length(&rates.surveys),
            begun: true,
            faults: count(faults()),
            open: self.open(places(faults())),
            ..Measure::default()
        }
    }

    fn assessors(&self) -> Measure {
        let others = self.dossier.governance.as_ref().map_or(&[][..], |record| &record.assessments);
        let parts = self.packs.governance().indicators.iter().flat_map(|primary| &primary.secondary);
        let units: Vec<&Text> = parts
            .flat_map(|secondary| &secondary.indicators)
            .flat_map(|indicator| &indicator.units)
            .map(|unit| &unit.code)
            .listed();
        let is_done = |code: &str, other: &crate::governance::Assessor| {
            other
                .assessment
                .units
                .get(code)
                .and_then(Option::as_ref)
                .is_some_and(|unit| unit.level.is_some() || unit.not_applicable.is_some())
        };
        let open = others.iter().enumerate().flat_map(|(index, other)| {
            let open = units.iter().filter(move |code| !is_done(code, other));
            open.map(move |code| place(&format!("/governance/assessments/{index}/assessment/units/{code}"), code))
        });
        let done = count(others.iter().filter(|other| units.iter().all(|code| is_done(code, other))));
        Measure { done, of: length(others), begun: !others.is_empty(), open: self.open(open), ..Measure::default() }
    }

    fn result(&self) -> Option<Measure> {
        let card = match &self.views.governance {
            Some(card) => card.as_ref().ok()?,
            None => return Some(Measure { blocked: true, ..Measure::default() }),
        };
        let unanswered = coded("/governance/assessment/units", &card.missing);
        let blocked = card.answered + card.not_applicable == 0;
        Some(Measure {
            done: card.answered,
            of: card.applicable,
            begun: !blocked,
            blocked,
            open: self.open(unanswered),
            label: card.summary.clone(),
            ..Measure::default()
        })
    }
}
