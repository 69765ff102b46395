//! The improvement path: which units to raise, one level at a time.
//!
//! A step raises the *granted* level of one unit by one. What it brings depends on the unit and
//! the level only, so the best choice of so many steps is found exactly, unit by unit: a
//! multiple-choice knapsack.

use super::answers::SelfAssessment;
use super::evidence::{self, Shortfall};
use super::grade::{self, Circumstances, Graded};
use super::marks::{Mark, Marked, assess};
use super::scheme::{self, Rules, SchemeChoice};
use super::score;
use super::scorecard::{GradeName, SchemeName, UnitState};
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{self, Exact, Fraction};
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Governance, Text};

object! {
    /// The best steps from here.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ImprovementPath: out {
        /// The scheme it was worked out by.
        pub scheme: SchemeName,
        /// The result in one sentence.
        pub summary: String,
        /// Where it starts; unanswered units stand at L0.
        pub total: Exact,
        /// The grade there; none while a unit is to be answered, as in a scorecard.
        pub grade: Option<GradeName>,
        /// Units to be answered first, in table order.
        pub to_answer: Vec<Text>,
        /// The grade aimed at: the one that was named, else the next better one.
        pub target: Option<GradeName>,
        /// The fewest steps to it; of all choices of so many steps the one with the highest total.
        pub fewest: Option<Route>,
        /// Why no steps lead there.
        pub why_not: Option<String>,
        /// The best one step, the best two, and so on.
        pub best: Vec<Route>,
    }
}

object! {
    /// A choice of steps.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Route: out {
        /// How many steps.
        pub steps: u32,
        /// What the total gains.
        pub gain: Exact,
        /// The total then.
        pub total: Exact,
        /// The grade then; none while a unit is still to be answered.
        pub grade: Option<GradeName>,
        /// The units that are raised, in table order.
        pub units: Vec<RaisedUnit>,
    }
}

object! {
    /// A unit that is raised by one step or more.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RaisedUnit: out {
        /// Code of the unit.
        pub unit: Text,
        /// The level that is granted now.
        pub from: u8,
        /// The level to reach.
        pub to: u8,
        /// What the total gains by it.
        pub gain: Exact,
        /// The work that leads there, for each level that is not claimed yet.
        pub advice: Vec<Text>,
        /// The evidence that is still to be gathered.
        pub evidence: Option<Shortfall>,
    }
}

/// How many best choices are given unless asked otherwise.
const BEST: u32 = 5;

/// For so many steps: what they bring at most, and how many each unit gets. Units in table order.
type Choice = Option<(Fraction, Vec<u8>)>;

/// Finds the fewest steps to a grade (the next better one unless `target` names one), and the best `steps` steps.
///
/// Of choices that bring the same, the one is taken that gives more steps to the first unit of the table in which they differ.
///
/// # Errors
/// As [`score`](fn@super::score); `unknown-code` for a grade that the scheme does not have, `out-of-range` for no steps or
/// more than every unit together can take.
pub fn improvement_path(
    pack: &Governance,
    assessment: &SelfAssessment,
    target: Option<&str>,
    steps: Option<u32>,
    choice: Option<&SchemeChoice>,
) -> Result<ImprovementPath> {
    let rules = Rules::chosen(pack, choice)?;
    let (mut indicators, _) = assess(&rules, assessment)?;
    let to_answer = answer_at_zero(&mut indicators);
    let named = target.map(|code| named(&rules, code)).transpose()?;
    let all = rules.indicators.iter().map(|indicator| indicator.units.len() * 4).sum::<usize>();
    let wanted = steps.unwrap_or(BEST) as usize;
    if wanted == 0 || wanted > all {
        let message = format!("步数应在 1 至 {all} 之间，现在是 {wanted}");
        return Err(Error::new(Code::OutOfRange, message).at("steps"));
    }
    let start = score::total(&rules, &indicators)
        .map(|total| Start { pack, total, indicators: &indicators, rules: &rules, to_answer: &to_answer })
        .and_then(|start| start.path(named, wanted));
    start.map_err(scheme::unstated)
}

/// Puts unanswered units to L0 and says which they are.
fn answer_at_zero(indicators: &mut [Marked<'_>]) -> Vec<Text> {
    let mut codes = Vec::new();
    for mark in indicators.iter_mut().flat_map(|marked| marked.units.iter_mut()) {
        if mark.state == UnitState::Unanswered {
            mark.state = UnitState::Answered;
            codes.push(mark.unit.code.clone());
        }
    }
    codes
}

/// The place of a grade among the grades, the best first.
fn place(rules: &Rules<'_>, code: &str) -> Option<usize> {
    rules.scheme.grades.iter().position(|grade| grade.code == code)
}

/// The place of the grade that is aimed at by name.
fn named(rules: &Rules<'_>, code: &str) -> Result<usize> {
    place(rules, code).ok_or_else(|| {
        let known: Vec<&str> = rules.scheme.grades.iter().map(|grade| grade.code.as_ref()).listed();
        let message = format!(
            "方案“{}”里没有“{}”这个等级，可用的是：{}",
            excerpt(&rules.scheme.name),
            excerpt(code),
            excerpt(&known.join("、"))
        );
        Error::new(Code::UnknownCode, message).at("target")
    })
}

/// What so many steps bring at most, for every number of steps. With `lifted`, only choices count that leave no indicator of
/// the floor at L0.
fn choices(rules: &Rules<'_>, indicators: &[Marked<'_>], lifted: bool) -> Result<Vec<Choice>> {
    let mut table = vec![Some((Fraction::default(), Vec::new()))];
    for marked in indicators {
        let mut own = vec![Some((Fraction::default(), Vec::new()))];
        for mark in &marked.units {
            let mut unit = Vec::new();
            for (steps, gain) in (0..).zip(gains(rules, marked, mark)?) {
                unit.push(Some((gain, vec![steps])));
            }
            own = combined(&own, &unit)?;
        }
        let floor = rules.scheme.floor.as_ref().filter(|_| lifted);
        if floor.is_some_and(|floor| floor.indicators.contains(&marked.rules.indicator.code))
            && marked.stands_at_zero()
            && let Some(none) = own.first_mut()
        {
            *none = None;
        }
        table = combined(&table, &own)?;
    }
    Ok(table)
}

/// What a unit gains by no step, by one, and so on up to L4.
fn gains(rules: &Rules<'_>, marked: &Marked<'_>, mark: &Mark<'_>) -> Result<Vec<Fraction>> {
    let points = marked.points(mark)?;
    let earned = score::earned(rules, mark, &points)?;
    let last = if mark.applies() { 4 } else { mark.granted };
    let reached = |level| exact::multiply(&points, &score::level_share(rules, level));
    let mut gains = vec![Fraction::default()];
    for level in mark.granted + 1..=last {
        gains.push(exact::subtract(&reached(level)?, &earned)?);
    }
    Ok(gains)
}

/// The best of both together, for every number of steps; of equals the one that gives more to the first unit in which they
/// differ.
fn combined(earlier: &[Choice], later: &[Choice]) -> Result<Vec<Choice>> {
    let mut table: Vec<Choice> = vec![None; (earlier.len() + later.len()).saturating_sub(1)];
    for (taken, first) in earlier.iter().enumerate() {
        for (more, second) in later.iter().enumerate() {
            let (Some(first), Some(second), Some(best)) = (first, second, table.get_mut(taken + more)) else {
                continue;
            };
            let gain = exact::add(&first.0, &second.0)?;
            if best.as_ref().is_none_or(|best| gain >= best.0) {
                let choice = Some((gain, [first.1.as_slice(), &second.1].concat()));
                if choice > *best {
                    *best = choice;
                }
            }
        }
    }
    Ok(table)
}

/// Where the steps start.
struct Start<'a> {
    pack: &'a Governance,
    rules: &'a Rules<'a>,
    indicators: &'a [Marked<'a>],
    total: Fraction,
    /// Units that stand at L0 because nobody has answered them.
    to_answer: &'a [Text],
}

impl Start<'_> {
    /// The grade of a total, and why, with so many units that nobody has answered.
    fn grade(&self, total: &Fraction, indicators: &[Marked<'_>], missing: usize) -> Result<Graded> {
        grade::grade(self.rules, total, &Circumstances { missing, ..Circumstances::of(self.rules, indicators)? })
    }

    /// The fewest steps to the grade that was named, else to the next better one, and the best `wanted` steps.
    fn path(&self, named: Option<usize>, wanted: usize) -> Result<ImprovementPath> {
        let Self { rules, indicators, total, .. } = self;
        // What is aimed at lies above the grade that the answers would have if the others were L0.
        let (now, _, _) = self.grade(total, indicators, 0)?;
        let (grade, reasons, _) = self.grade(total, indicators, self.to_answer.len())?;
        let next = || now.as_ref().and_then(|grade| place(rules, &grade.code)?.checked_sub(1));
        let aim = named.or_else(next);
        let floored = |position: usize| {
            let at_most = rules.scheme.floor.as_ref().and_then(|floor| place(rules, &floor.at_most));
            at_most.is_some_and(|at_most| position < at_most)
        };
        let best = choices(rules, indicators, false)?;
        let mut routes = Vec::new();
        for choice in best.iter().skip(1).take(wanted).flatten() {
            routes.push(self.route(choice)?);
        }
        let (mut fewest, mut why_not) = (None, None);
        if let (Some(position), Some(_)) = (aim, &now) {
            let threshold = rules.thresholds.get(position).copied().unwrap_or_default();
            let lifted = if floored(position) { choices(rules, indicators, true)? } else { best };
            for choice in lifted.iter().flatten() {
                if exact::add(total, &choice.0)? >= threshold {
                    fewest = Some(self.route(choice)?);
                    break;
                }
            }
        }
        if fewest.is_none() {
            why_not = Some(match (&grade, aim) {
                (Some(_), None) => "已经是最高的等级".to_owned(),
                (_, Some(_)) if now.is_some() => "所有适用单元都到 L4 也达不到这个等级".to_owned(),
                _ => reasons.into_iter().next().map(|reason| reason.message).unwrap_or_default(),
            });
        }
        let mut path = ImprovementPath {
            scheme: SchemeName::of(rules.scheme),
            summary: String::new(),
            total: Exact::total(total)?,
            grade,
            to_answer: self.to_answer.to_vec(),
            target: aim.and_then(|position| rules.scheme.grades.get(position)).map(GradeName::of),
            fewest,
            why_not,
            best: routes,
        };
        path.summary = summary(&path);
        Ok(path)
    }

    /// A choice of steps, with what they take and what they lead to.
    fn route(&self, (gain, steps): &(Fraction, Vec<u8>)) -> Result<Route> {
        let mut raised = self.indicators.to_vec();
        let mut units = Vec::new();
        let mut given = steps.iter();
        for (marked, before) in raised.iter_mut().zip(self.indicators) {
            for (mark, unit) in marked.units.iter_mut().zip(&before.units) {
                let up = given.next().copied().unwrap_or_default();
                if up > 0 {
                    mark.granted += up;
                    units.push(self.raised(before, unit, up)?);
                }
            }
        }
        let total = exact::add(&self.total, gain)?;
        let answered = |code: &Text| units.iter().any(|raised: &RaisedUnit| raised.unit == *code);
        let missing = self.to_answer.iter().filter(|code| !answered(code)).count();
        let (grade, _, _) = self.grade(&total, &raised, missing)?;
        Ok(Route {
            steps: steps.iter().map(|up| u32::from(*up)).sum(),
            gain: Exact::part(gain)?,
            total: Exact::total(&total)?,
            grade,
            units,
        })
    }

    fn raised(&self, marked: &Marked<'_>, mark: &Mark<'_>, up: u8) -> Result<RaisedUnit> {
        let (from, to) = (mark.granted, mark.granted + up);
        let guidance = self.pack.guidance.iter().find(|guidance| guidance.unit == mark.unit.code);
        let work = from.max(mark.claimed)..to;
        let step = |level: u8| guidance.and_then(|guidance| guidance.next_step.get(usize::from(level))).cloned();
        let gain = gains(self.rules, marked, mark)?.get(usize::from(up)).copied().unwrap_or_default();
        Ok(RaisedUnit {
            unit: mark.unit.code.clone(),
            from,
            to,
            gain: Exact::part(&gain)?,
            advice: work.filter_map(step).listed(),
            evidence: evidence::shortfall(self.rules.scheme, to, &mark.tally),
        })
    }
}

fn summary(path: &ImprovementPath) -> String {
    let mut text = format!("现在 {} 分", path.total.text());
    if !path.to_answer.is_empty() {
        text += &format!("（{} 个未评单元先按 L0 算）", path.to_answer.len());
    }
    match (&path.target, &path.fewest) {
        (Some(target), Some(route)) if route.steps == 0 => {
            let (reached, rest) =
                if path.grade.is_some() { ("，已到", "") } else { ("，分数已够", "，评完才有等级") };
            text += &format!("{reached}“{}”{rest}", target.name);
        }
        (Some(target), Some(route)) => {
            let (to, rest) = if route.grade.is_some() { ("到", "") } else { ("分数够", "，评完才有等级") };
            text += &format!("，最少 {} 步{to}“{}”，到时 {} 分{rest}", route.steps, target.name, route.total.text());
        }
        _ => text += &format!("，{}", path.why_not.as_deref().unwrap_or_default()),
    }
    if let Some(route) = path.best.last() {
        text += &format!("；最合算的 {} 步可加 {} 分", route.steps, route.gain.text());
    }
    text + "。一步是让一个单元的认可等级升一级。"
}
