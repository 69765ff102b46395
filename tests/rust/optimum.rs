//! The best steps and the extreme weights, against every choice there is: small tables with schemes drawn at random.
#![cfg(not(target_arch = "wasm32"))]

use quality_selfcheck::error::{Code, Error};
use quality_selfcheck::exact::{Exact, Fraction};
use quality_selfcheck::governance::{
    self, ClaimedLevel, Evidence, EvidenceKind, EvidenceRef, ImprovementPath, Route, Scorecard, SelfAssessment,
    UnitAnswer, UnitState, WeightSensitivity,
};
use quality_selfcheck::json::Map;
use quality_selfcheck::pack::{
    Floor, Gate, Governance, Grade, Indicator, Level, NotApplicable, PrimaryIndicator, Scheme, SecondaryIndicator,
    Unit, Weight,
};

const CASES: u64 = 10_000;

/// Numbers that look random and are the same on every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn byte(&mut self, bound: u8) -> u8 {
        u8::try_from(self.below(bound.into())).unwrap()
    }

    fn one_in(&mut self, odds: u64) -> bool {
        self.below(odds) == 0
    }
}

/// A small table with a scheme, and what somebody answers.
struct Case {
    pack: Governance,
    assessment: SelfAssessment,
}

/// Two to four indicators of one to three units, five at most. `fine` gives weights that hardly any number divides.
fn case(seed: u64, fine: bool) -> Case {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut left = 5 - chance.below(2);
    let mut primary: Vec<PrimaryIndicator> = Vec::new();
    let mut codes: Vec<(String, Vec<String>)> = Vec::new();
    for index in 1..=2 + chance.below(3) {
        let count = (1 + chance.below(3)).min(left);
        if count == 0 {
            break;
        }
        left -= count;
        let code = format!("C{index}");
        let units: Vec<String> = (1..=count).map(|unit| format!("{code}.{unit}")).collect();
        let unit = |code: &String| Unit { code: code.clone().into(), text: "".into() };
        let indicator = Indicator {
            code: code.clone().into(),
            name: code.clone().into(),
            units: units.iter().map(unit).collect(),
            ..Indicator::default()
        };
        // Below the indicator before, beside it, or apart from it.
        let place = chance.below(3);
        if primary.is_empty() || place == 2 {
            primary.push(PrimaryIndicator { code: format!("A{index}").into(), ..PrimaryIndicator::default() });
        }
        let secondary = &mut primary.last_mut().unwrap().secondary;
        if secondary.is_empty() || place == 1 {
            secondary.push(SecondaryIndicator { code: format!("B{index}").into(), ..SecondaryIndicator::default() });
        }
        secondary.last_mut().unwrap().indicators.push(indicator);
        codes.push((code, units));
    }
    let scheme = scheme(&mut chance, &codes, fine);
    let units = codes.iter().flat_map(|(_, units)| units);
    let mut answers = Map::default();
    for code in units {
        answers.insert(code.clone(), answer(&mut chance));
    }
    let pack = Governance { indicators: primary.into(), schemes: vec![scheme].into(), ..Governance::default() };
    Case { pack, assessment: SelfAssessment { units: answers, evidence: Vec::new() } }
}

fn scheme(chance: &mut Chance, codes: &[(String, Vec<String>)], fine: bool) -> Scheme {
    let mut weights = Vec::new();
    let mut sum = 0;
    let mut weigh = |chance: &mut Chance, code: &String| {
        // The first one has a weight in any case.
        let least = u64::from(weights.is_empty());
        let weight = if fine { 1 + chance.below(999_999) } else { (least + chance.below(9)) * 10_000 };
        sum += weight;
        weights.push(Weight { code: code.clone().into(), weight: decimal(weight) });
    };
    let by_unit = chance.below(3);
    for (code, units) in codes {
        if by_unit == 0 || (by_unit == 1 && chance.one_in(2)) {
            for unit in units {
                weigh(chance, unit);
            }
        } else {
            weigh(chance, code);
        }
    }
    let mut percents: Vec<u64> =
        if chance.one_in(2) { vec![0, 25, 50, 75, 100] } else { (0..5).map(|_| chance.below(101)).collect() };
    percents.sort_unstable();
    let level = |(level, percent): (u8, &u64)| Level { level, name: "".into(), percent: percent.to_string().into() };
    let mut thresholds: Vec<u64> = (0..chance.below(4)).map(|_| 1 + chance.below(100)).collect();
    thresholds.sort_unstable();
    thresholds.dedup();
    let grade = |from: &u64| Grade { code: format!("g{from}").into(), name: "".into(), from: from.to_string().into() };
    let mut grades: Vec<Grade> = thresholds.iter().rev().chain(Some(&0)).map(grade).collect();
    if chance.one_in(8) {
        grades.clear();
    }
    let floor = (chance.one_in(2) && !grades.is_empty()).then(|| Floor {
        indicators: codes.iter().filter(|_| chance.one_in(2)).map(|(code, _)| code.clone().into()).collect(),
        at_most: grades[usize::try_from(chance.below(grades.len() as u64)).unwrap()].code.clone(),
    });
    let gate = |chance: &mut Chance| Gate {
        level: 1 + chance.byte(4),
        pieces: u32::from(chance.byte(3)),
        outcomes: u32::from(chance.byte(2)),
        ..Gate::default()
    };
    Scheme {
        id: governance::DEFAULT_SCHEME.into(),
        full_score: "100".into(),
        weight_total: decimal(sum),
        weights,
        levels: (0..).zip(&percents).map(level).collect(),
        evidence_gate: if chance.one_in(2) { vec![gate(chance), gate(chance)] } else { Vec::new() },
        not_applicable: NotApplicable {
            units: codes.iter().flat_map(|(_, units)| units).map(|code| code.clone().into()).collect(),
            reason_min: 1,
            weight_max: if chance.one_in(4) { "30".into() } else { "100".into() },
        },
        grades,
        floor,
        ..Scheme::default()
    }
}

/// So many ten-thousandths.
fn decimal(number: u64) -> quality_selfcheck::json::Text {
    format!("{}.{:04}", number / 10_000, number % 10_000).into()
}

fn answer(chance: &mut Chance) -> Option<UnitAnswer> {
    let piece = |chance: &mut Chance| {
        let kind = if chance.one_in(2) { EvidenceKind::Outcome } else { EvidenceKind::Record };
        EvidenceRef::Own(Evidence { title: "证据".to_owned(), kind, ..Evidence::default() })
    };
    match chance.below(8) {
        0 => None,
        1 => Some(UnitAnswer { not_applicable: Some("没有".to_owned()), ..UnitAnswer::default() }),
        _ => Some(UnitAnswer {
            level: ClaimedLevel::new(if chance.one_in(3) { 0 } else { chance.byte(5) }),
            evidence: (0..chance.below(3)).map(|_| piece(chance)).collect(),
            ..UnitAnswer::default()
        }),
    }
}

fn score(case: &Case) -> Result<Scorecard, Error> {
    governance::score(&case.pack, &case.assessment, None)
}

// Whole numbers instead of fractions: all of them times what every denominator divides.

fn common(numbers: &[Fraction]) -> i128 {
    numbers.iter().fold(1, |common, number| {
        let den = i128::from(*number.denom());
        let (mut a, mut b) = (common, den);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        common / a * den
    })
}

fn times(number: &Fraction, common: i128) -> i128 {
    i128::from(*number.numer()) * (common / i128::from(*number.denom()))
}

/// Steps that can be taken at a unit: what it gains by none, by one, and so on.
struct Ladder {
    gains: Vec<i128>,
    /// The indicator of the floor that it would lift.
    lifts: Option<usize>,
}

/// Everything that can be chosen, tried.
struct Trial<'a> {
    ladders: &'a [Ladder],
    /// How many indicators of the floor are to be lifted.
    at_zero: usize,
    /// The place of the grade of so many points, with the floor lifted or not.
    place: &'a dyn Fn(i128, bool) -> Option<usize>,
    aim: Option<usize>,
    /// The steps given to the units so far.
    given: Vec<u8>,
    best: Vec<Best>,
    reaching: Vec<Best>,
}

/// What is gained at most and by which steps; of equals those that come first in the table.
type Best = Option<(i128, Vec<u8>)>;

impl Trial<'_> {
    fn from(&mut self, unit: usize, steps: usize, gain: i128, lifted: u32) {
        let Some(ladder) = self.ladders.get(unit) else {
            let given = &self.given;
            let keep = |slot: &mut Best| {
                if slot.as_ref().is_none_or(|(most, first)| (gain, given) > (*most, first)) {
                    *slot = Some((gain, given.clone()));
                }
            };
            keep(&mut self.best[steps]);
            let is_lifted = lifted.count_ones() as usize == self.at_zero;
            if let (Some(place), Some(aim)) = ((self.place)(gain, is_lifted), self.aim)
                && place <= aim
            {
                keep(&mut self.reaching[steps]);
            }
            return;
        };
        for (more, step) in ladder.gains.iter().enumerate() {
            let lifts = ladder.lifts.filter(|_| more > 0).map_or(0, |indicator| 1 << indicator);
            self.given.push(u8::try_from(more).unwrap());
            self.from(unit + 1, steps + more, gain + step, lifted | lifts);
            self.given.pop();
        }
    }
}

/// The same answers, with the levels that are granted, plus what is raised, and no evidence asked.
fn granted(case: &Case, card: &Scorecard, route: &Route) -> Case {
    let mut pack = case.pack.clone();
    pack.schemes[0].evidence_gate.clear();
    let mut units = Map::default();
    for unit in &card.units {
        let raised = route.units.iter().find(|raised| raised.unit == unit.code);
        let level = raised.map_or(unit.granted.unwrap_or_default(), |raised| raised.to);
        let answer = match unit.state {
            UnitState::NotApplicable => case.assessment.units.get(&unit.code).unwrap().clone(),
            UnitState::Answered | UnitState::Unanswered => {
                Some(UnitAnswer { level: ClaimedLevel::new(level), ..UnitAnswer::default() })
            }
        };
        units.insert(unit.code.to_string(), answer);
    }
    Case { pack, assessment: SelfAssessment { units, evidence: Vec::new() } }
}

fn check_route(case: &Case, card: &Scorecard, path: &ImprovementPath, route: &Route) {
    let after = score(&granted(case, card, route)).unwrap();
    assert_eq!(after.total, route.total);
    // Only what is answered has a grade.
    let is_raised = |code: &_| route.units.iter().any(|raised| raised.unit == *code);
    assert_eq!(after.grade.filter(|_| card.missing.iter().all(is_raised)), route.grade);
    assert_eq!(route.total.value() - path.total.value(), route.gain.value());
    assert_eq!(route.units.iter().map(|unit| u32::from(unit.to - unit.from)).sum::<u32>(), route.steps);
    assert_eq!(route.units.iter().map(|unit| unit.gain.value()).sum::<Fraction>(), route.gain.value());
}

fn check_path(case: &Case) {
    let scheme = &case.pack.schemes[0];
    let card = score(case).unwrap();
    let shares: Vec<Fraction> =
        scheme.levels.iter().map(|level| Fraction::new(level.percent.parse().unwrap(), 100)).collect();
    let points: Vec<Fraction> = card.units.iter().map(|unit| unit.effective_weight.value()).collect();
    let unit = common(&points) * 100;

    // What each unit can gain, and which indicators of the floor stand at L0.
    let applies = |unit: &&governance::UnitScore| unit.state != UnitState::NotApplicable;
    let level = |unit: &governance::UnitScore| unit.granted.unwrap_or_default();
    let zero_at = |code: &str| {
        let mut live = card.units.iter().filter(applies).filter(|unit| unit.indicator == code).peekable();
        live.peek().is_some() && live.all(|unit| level(unit) == 0)
    };
    let floor = scheme.floor.as_ref();
    let at_zero: Vec<&str> =
        floor.iter().flat_map(|floor| &floor.indicators).map(AsRef::as_ref).filter(|code| zero_at(code)).collect();
    let ladders = card.units.iter().map(|of| {
        let top = if applies(&of) { 4 } else { level(of) };
        let gain = |to: u8| of.effective_weight.value() * (shares[usize::from(to)] - shares[usize::from(level(of))]);
        Ladder {
            gains: (level(of)..=top).map(|to| times(&gain(to), unit)).collect(),
            lifts: at_zero.iter().position(|code| of.indicator == *code),
        }
    });
    let ladders: Vec<Ladder> = ladders.collect();
    let start: i128 = card
        .units
        .iter()
        .filter(applies)
        .map(|of| times(&(of.effective_weight.value() * shares[usize::from(level(of))]), unit))
        .sum();

    let left_out = case
        .assessment
        .units
        .iter()
        .filter(|(_, answer)| answer.as_ref().is_some_and(|answer| answer.not_applicable.is_some()));
    let left_out: Vec<&str> = left_out.map(|(code, _)| code.as_str()).collect();
    let has_grade = !scheme.grades.is_empty() && !withheld(case, &left_out);
    let froms: Vec<i128> = scheme.grades.iter().map(|grade| grade.from.parse::<i128>().unwrap() * unit).collect();
    let most = floor.map(|floor| scheme.grades.iter().position(|grade| grade.code == floor.at_most).unwrap());
    let place = |gain: i128, lifted: bool| {
        let reached = froms.iter().position(|from| start + gain >= *from).filter(|_| has_grade)?;
        Some(if lifted { reached } else { reached.max(most.unwrap_or_default()) })
    };
    let now = place(0, at_zero.is_empty());
    let aim = now.and_then(|now| now.checked_sub(1));
    let longest: usize = ladders.iter().map(|ladder| ladder.gains.len() - 1).sum();
    let mut trial = Trial {
        ladders: &ladders,
        at_zero: at_zero.len(),
        place: &place,
        aim,
        given: Vec::new(),
        best: vec![None; longest + 1],
        reaching: vec![None; longest + 1],
    };
    trial.from(0, 0, 0, 0);
    let Trial { best, reaching, .. } = trial;

    let path = governance::improvement_path(&case.pack, &case.assessment, None, Some(5), None).unwrap();
    let stated = |exact: &Exact| times(&exact.value(), unit);
    assert_eq!(stated(&path.total), start);
    let graded = now.filter(|_| card.missing.is_empty());
    assert_eq!(path.grade.as_ref().map(|grade| &grade.code), graded.map(|now| &scheme.grades[now].code));
    assert_eq!(path.grade, card.grade);
    assert_eq!(path.target.as_ref().map(|grade| &grade.code), aim.map(|aim| &scheme.grades[aim].code));
    assert_eq!(path.to_answer, card.missing);
    let found = |route: &Route| {
        let up = |code: &str| {
            route.units.iter().find(|raised| raised.unit == code).map_or(0, |raised| raised.to - raised.from)
        };
        (stated(&route.gain), card.units.iter().map(|unit| up(&unit.code)).collect::<Vec<u8>>())
    };
    let expected: Vec<_> = best.into_iter().skip(1).take(5).map(Option::unwrap).collect();
    assert_eq!(path.best.iter().map(found).collect::<Vec<_>>(), expected);
    let fewest = reaching.into_iter().flatten().next();
    assert_eq!(path.fewest.as_ref().map(found), fewest);
    assert_eq!(path.why_not.is_some(), fewest.is_none());
    for route in path.best.last().into_iter().chain(&path.fewest) {
        check_route(case, &card, &path, route);
    }
    // Any grade may be named.
    if let Some(worst) = scheme.grades.last().filter(|_| now.is_some()) {
        let path =
            governance::improvement_path(&case.pack, &case.assessment, Some(&worst.code), Some(1), None).unwrap();
        assert_eq!(path.fewest.map(|route| route.steps), Some(0));
    }
}

/// Whether so much does not apply that there is no grade.
fn withheld(case: &Case, left_out: &[&str]) -> bool {
    let scheme = &case.pack.schemes[0];
    let secondary = case.pack.indicators.iter().flat_map(|primary| &primary.secondary);
    let indicators = secondary.flat_map(|secondary| &secondary.indicators);
    let weight = |code: &str| {
        let weight = scheme.weights.iter().find(|weight| weight.code == code)?;
        Some(Fraction::new(weight.weight.replace('.', "").parse().unwrap(), 10_000))
    };
    let mut out = Fraction::from_integer(0);
    let mut whole = out;
    for indicator in indicators {
        for unit in &indicator.units {
            let count = i64::try_from(indicator.units.len()).unwrap();
            let own = weight(&indicator.code).map_or_else(|| weight(&unit.code).unwrap(), |weight| weight / count);
            whole += own;
            if left_out.contains(&unit.code.as_ref()) {
                out += own;
            }
        }
    }
    out * 100 > whole * scheme.not_applicable.weight_max.parse::<i64>().unwrap()
}

#[test]
fn no_choice_of_steps_is_better_than_the_path() {
    for seed in 1..=CASES {
        check_path(&case(seed, false));
    }
}

/// A weight that moves, and what of it was earned, times a common number.
struct Carrier {
    code: String,
    weight: i128,
    earned: i128,
}

/// What moves, read off a scorecard: indicators, or units where the scheme weighs these.
fn carriers(case: &Case, card: &Scorecard) -> Vec<Carrier> {
    let scheme = &case.pack.schemes[0];
    let weighs = |code: &str| scheme.weights.iter().any(|weight| weight.code == code);
    let mut parts = Vec::new();
    for indicator in &card.indicators {
        let part = &indicator.part;
        let units = card.units.iter().filter(|unit| unit.indicator == part.code && weighs(&unit.code));
        let whole = weighs(&part.code).then_some((&part.code, &part.effective_weight, &part.score));
        parts.extend(whole.into_iter().chain(units.map(|unit| (&unit.code, &unit.effective_weight, &unit.score))));
    }
    let parts = parts.into_iter().map(|(code, weight, score)| (code, weight.value(), score.as_ref().map(Exact::value)));
    let parts: Vec<(String, Fraction, Fraction)> = parts
        .filter(|(_, weight, _)| *weight > Fraction::from_integer(0))
        .map(|(code, weight, score)| (code.to_string(), weight, score.unwrap_or_default()))
        .collect();
    let numbers: Vec<Fraction> = parts.iter().flat_map(|(_, weight, earned)| [*weight, *earned]).collect();
    let unit = common(&numbers);
    let whole = |(code, weight, earned): (String, Fraction, Fraction)| Carrier {
        code,
        weight: times(&weight, unit),
        earned: times(&earned, unit),
    };
    parts.into_iter().map(whole).collect()
}

/// A mean of shares as two whole numbers, by weights that were multiplied.
fn mean(carriers: &[Carrier], factor: impl Fn(usize) -> i128) -> (i128, i128) {
    carriers.iter().enumerate().fold((0, 0), |(earned, whole), (index, carrier)| {
        (earned + carrier.earned * factor(index), whole + carrier.weight * factor(index))
    })
}

fn check_sensitivity(case: &Case, chance: &mut Chance) {
    let card = score(case).unwrap();
    let percent = [0, 1, 5, 20, 33, 50, 99, 100][usize::from(chance.byte(8))];
    let spread = percent.to_string().parse().unwrap();
    let found = governance::weight_sensitivity(&case.pack, &case.assessment, Some(spread), None).unwrap();
    assert_eq!(found.total, card.total);
    let carriers = carriers(case, &card);
    if carriers.is_empty() {
        let nothing = Fraction::from_integer(0);
        assert_eq!((found.lowest.total.value(), found.highest.total.value()), (nothing, nothing));
        return;
    }
    let weights = card.units.iter().map(|unit| unit.effective_weight.value());
    assert_eq!(weights.sum::<Fraction>(), Fraction::from_integer(100));
    if percent == 0 {
        assert_eq!((&found.lowest.total, &found.highest.total), (&found.total, &found.total));
    }
    let (up, down) = (100 + percent, 100 - percent);
    let vertices = (0..1_u32 << carriers.len())
        .map(|vertex| mean(&carriers, |index| if vertex >> index & 1 == 1 { up } else { down }))
        .filter(|(_, whole)| *whole > 0);
    let vertices: Vec<(i128, i128)> = vertices.collect();
    // Means compared by multiplying across; the full score is 100.
    let compare = |a: &(i128, i128), b: &(i128, i128)| (a.0 * b.1).cmp(&(b.0 * a.1));
    let of = |total: &Exact| {
        let total = total.value();
        (i128::from(*total.numer()), i128::from(*total.denom()) * 100)
    };
    let (low, high) = (of(&found.lowest.total), of(&found.highest.total));
    assert!(compare(&low, vertices.iter().min_by(|a, b| compare(a, b)).unwrap()).is_eq());
    assert!(compare(&high, vertices.iter().max_by(|a, b| compare(a, b)).unwrap()).is_eq());
    for _ in 0..4 {
        let factors: Vec<i128> = carriers
            .iter()
            .map(|_| down * 10 + i128::from(chance.below(u64::try_from(20 * percent + 1).unwrap())))
            .collect();
        let inner = mean(&carriers, |index| factors[index]);
        if inner.1 > 0 {
            assert!(compare(&low, &inner).is_le() && compare(&inner, &high).is_le());
        }
    }
    check_weights(&found, &carriers, [up, down]);
    let grade = |total: &Exact| {
        let froms = case.pack.schemes[0].grades.iter().map(|grade| Fraction::from_integer(grade.from.parse().unwrap()));
        froms.into_iter().position(|from| total.value() >= from).unwrap()
    };
    if let Some(changes) = found.grade_changes {
        // Without a floor the grade hangs on the total alone.
        if case.pack.schemes[0].floor.is_none() {
            let here = grade(&found.total);
            let changed = grade(&found.lowest.total) != here || grade(&found.highest.total) != here;
            assert_eq!(changes, changed);
        }
    }
    assert_eq!(found.grade_changes.is_some(), card.grade.is_some());
}

/// The weights that are stated are moved by no more than was allowed, and give the total that is stated.
fn check_weights(found: &WeightSensitivity, carriers: &[Carrier], [up, down]: [i128; 2]) {
    for end in [&found.lowest, &found.highest] {
        assert!(
            end.weights
                .iter()
                .map(|weight| weight.code.as_ref())
                .eq(carriers.iter().map(|carrier| carrier.code.as_str()))
        );
        assert_eq!(
            end.weights.iter().map(|weight| weight.after.value()).sum::<Fraction>(),
            Fraction::from_integer(100)
        );
        let share = |carrier: &Carrier| {
            Fraction::new(i64::try_from(carrier.earned).unwrap(), i64::try_from(carrier.weight).unwrap())
        };
        let total = end.weights.iter().zip(carriers).map(|(weight, carrier)| weight.after.value() * share(carrier));
        assert_eq!(total.sum::<Fraction>(), end.total.value());
        // By what each weight was multiplied, all of it scaled alike.
        let factors: Vec<Fraction> =
            end.weights.iter().map(|weight| weight.after.value() / weight.before.value()).collect();
        let (least, most) = (factors.iter().min().unwrap(), factors.iter().max().unwrap());
        let bound = |factor: &Fraction, by: i128| *factor * i64::try_from(by).unwrap();
        assert!(bound(most, down) <= bound(least, up), "{factors:?}");
    }
}

#[test]
fn no_choice_of_weights_lies_outside_the_range() {
    let mut chance = Chance(1);
    for seed in 1..=CASES {
        check_sensitivity(&case(seed, false), &mut chance);
    }
}

/// What cannot be stated exactly is the doing of the scheme, wherever it comes up.
#[test]
fn numbers_beyond_every_host_are_refused_at_the_scheme() {
    let mut refused = 0;
    for seed in 1..=2_000 {
        let case = case(seed, true);
        let spread = Some("33.33".parse().unwrap());
        let path = governance::improvement_path(&case.pack, &case.assessment, None, None, None).err();
        let range = governance::weight_sensitivity(&case.pack, &case.assessment, spread, None).err();
        for error in path.into_iter().chain(range) {
            assert_eq!((error.code, error.path.as_str()), (Code::OutOfRange, "/scheme/weights"), "{seed}");
            refused += 1;
        }
    }
    assert!(refused > 0);
}
