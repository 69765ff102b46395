//! A mutated rule breaks at least one vector.
//!
//! Every rule of the content is changed, one at a time, and the vectors of `tests/cases` are run against the changed
//! pack. A change that no vector notices is a rule that nobody has pinned down: it could be wrong today.
//!
//! Left out is what no function looks at, and what only explains: names, sources, hints, examples and sentences of
//! advice outside the checklist and the guidance of units; words of blame, which `content.rs` tries one by one;
//! what can be told from another mutation only by an answer that cannot be given (said where it is left out).
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::thread;

use quality_selfcheck::json::Text;
use quality_selfcheck::pack::{
    Assistance, DeadlineUnit, Direction, EffectKind, FailedRun, FieldKind, FormField, FrameworkPart, FrameworkPhase,
    Governance, Guidance, IndicatorKind, Message, Need, Outline, Packs, RiskTest, RiskTestKind, Severity, TriageEffect,
    built_in,
};

use crate::vectors::Vector;

/// All vectors that hold for our own packs; one that does not (which `cases.rs` reports) would prove nothing.
static VECTORS: LazyLock<Vec<Vector>> = LazyLock::new(|| {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let all = files.flat_map(|file| Vector::read_all(&file));
    let mut all: Vec<Vector> = all.filter(|vector| vector.difference(&built_in()).is_none()).collect();
    // The short ones are the quick ones.
    all.sort_by_key(|vector| vector.arguments.len());
    all
});

type Change<Pack> = Box<dyn Fn(&mut Pack) + Send + Sync>;

struct Mutation<Pack> {
    name: String,
    /// The functions that may notice it.
    functions: &'static [&'static str],
    /// What a vector that notices it is likely to hold: those are tried first.
    hint: String,
    change: Change<Pack>,
}

/// The mutations of a pack, as they are collected.
struct Mutations<Pack>(Vec<Mutation<Pack>>);

impl<Pack: Clone + Sync> Mutations<Pack> {
    fn add(
        &mut self,
        functions: &'static [&'static str],
        hint: &str,
        name: String,
        change: impl Fn(&mut Pack) + Send + Sync + 'static,
    ) {
        self.0.push(Mutation { name, functions, hint: hint.to_owned(), change: Box::new(change) });
    }

    /// The names of those that no vector notices.
    fn survivors(&self, ours: &Pack, place: fn(&Pack) -> Packs<'_>) -> Vec<String> {
        let next = AtomicUsize::new(0);
        let survivors = Mutex::new(Vec::new());
        let work = || {
            while let Some(mutation) = self.0.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut pack = ours.clone();
                (mutation.change)(&mut pack);
                if !is_noticed(mutation.functions, &mutation.hint, &place(&pack)) {
                    survivors.lock().unwrap().push(mutation.name.clone());
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, std::num::NonZero::get) {
                scope.spawn(work);
            }
        });
        survivors.into_inner().unwrap()
    }

    fn assert_noticed(&self, ours: &Pack, place: fn(&Pack) -> Packs<'_>) {
        let names: BTreeSet<&str> = self.0.iter().map(|mutation| mutation.name.as_str()).collect();
        assert_eq!(names.len(), self.0.len(), "a mutation is listed twice");
        let survivors = self.survivors(ours, place);
        println!("{} mutations, {} of them noticed", self.0.len(), self.0.len() - survivors.len());
        assert!(survivors.is_empty(), "{} that no vector notices:\n{}", survivors.len(), survivors.join("\n"));
    }
}

fn is_noticed(functions: &[&str], hint: &str, packs: &Packs<'_>) -> bool {
    let asked = || VECTORS.iter().filter(|vector| functions.contains(&vector.function.as_str()));
    let likely = |vector: &&Vector| vector.mentions(hint);
    let breaks = |vector: &Vector| vector.difference(packs).is_some();
    asked().filter(likely).any(breaks) || asked().filter(|vector| !likely(vector)).any(breaks)
}

// What is common to several rules.

/// A pack of ours to look things up in.
trait Ours {
    fn ours() -> Self;
}

impl Ours for Assistance {
    fn ours() -> Self {
        built_in().assistance().clone()
    }
}

impl Ours for Governance {
    fn ours() -> Self {
        built_in().governance().clone()
    }
}

fn weaker(severity: Severity) -> Severity {
    match severity {
        Severity::Error | Severity::Info => Severity::Warning,
        Severity::Warning => Severity::Info,
    }
}

/// Each message of a table removed, and given another weight.
fn messages<Pack: Clone + Sync + Ours + 'static>(
    mutations: &mut Mutations<Pack>,
    functions: &'static [&'static str],
    table: &str,
    of: fn(&mut Pack) -> &mut Vec<Message>,
) {
    for (index, message) in of(&mut Pack::ours()).iter().enumerate() {
        let rule = message.rule.as_ref();
        mutations.add(functions, rule, format!("{table}: {rule} removed"), move |pack| {
            of(pack).remove(index);
        });
        mutations.add(functions, rule, format!("{table}: {rule} weighs something else"), move |pack| {
            let message = &mut of(pack)[index];
            message.severity = weaker(message.severity);
        });
    }
}

/// A number, one more or one less.
/// What a guide says of itself: every text but names, each thing that a term counts in or leaves out, and each part of a step.
fn outline<Pack: Clone + Sync + Ours + 'static>(mutations: &mut Mutations<Pack>, of: fn(&mut Pack) -> &mut Outline) {
    const TERMS: &[&str] = &["guideTerms"];
    let mut pack = Pack::ours();
    let ours = of(&mut pack).clone();
    for (index, clause) in ours.clauses.iter().enumerate() {
        mutations.add(TERMS, &clause.code, format!("clause {}: another word", clause.code), move |pack| {
            of(pack).clauses[index].text = "又".into();
        });
    }
    for (index, principle) in ours.principles.iter().enumerate() {
        mutations.add(TERMS, &principle.code, format!("{}: another word", principle.code), move |pack| {
            of(pack).principles[index].text = "又".into();
        });
    }
    for (index, term) in ours.terms.iter().enumerate() {
        let code = term.code.as_ref();
        mutations
            .add(TERMS, code, format!("{code}: another word"), move |pack| of(pack).terms[index].text = "又".into());
        for (place, left_out) in term.excludes.iter().enumerate() {
            mutations.add(TERMS, code, format!("{code} does not leave out {left_out}"), move |pack| {
                of(pack).terms[index].excludes.remove(place);
            });
        }
        for (place, counted) in term.covers.iter().enumerate() {
            mutations.add(TERMS, code, format!("{code} does not count in {counted}"), move |pack| {
                of(pack).terms[index].covers.remove(place);
            });
        }
    }
    for (index, step) in ours.steps.iter().enumerate() {
        let code = step.code.as_ref();
        mutations
            .add(TERMS, code, format!("{code}: another word"), move |pack| of(pack).steps[index].text = "又".into());
        mutations.add(TERMS, code, format!("{code} is taken whenever"), move |pack| of(pack).steps[index].when = None);
        for (place, part) in step.parts.iter().enumerate() {
            mutations.add(TERMS, code, format!("{code} without {}", part.code), move |pack| {
                of(pack).steps[index].parts.remove(place);
            });
        }
    }
}

fn shifted(number: u32, by: i32) -> u32 {
    number.saturating_add_signed(by)
}

/// Each code of a list removed.
fn codes(
    mutations: &mut Mutations<Assistance>,
    functions: &'static [&'static str],
    table: &str,
    of: fn(&mut Assistance) -> &mut Vec<Text>,
) {
    for (index, code) in of(&mut built_in().assistance().clone()).iter().enumerate() {
        mutations.add(functions, code, format!("{table}: {code} removed"), move |pack| {
            of(pack).remove(index);
        });
    }
}

// Guide one: 质量技术帮扶.

const RISK: &[&str] = &["triageRisk"];

fn risk(mutations: &mut Mutations<Assistance>) {
    let table = &built_in().assistance().risk;
    for (index, rule) in table.rules.iter().enumerate() {
        let id = rule.id.as_ref();
        mutations.add(RISK, id, format!("{id} removed"), move |pack| {
            pack.risk.rules.remove(index);
        });
        mutations.add(RISK, id, format!("{id} puts the law first, or does not"), move |pack| {
            pack.risk.rules[index].law_first ^= true;
        });
        for (place, condition) in rule.when.iter().enumerate() {
            let other = if condition == "injury" { "counterfeit" } else { "injury" };
            mutations.add(RISK, id, format!("{id}: {other} instead of {condition}"), move |pack| {
                pack.risk.rules[index].when[place] = other.into();
            });
        }
    }
    for (index, condition) in table.conditions.iter().enumerate() {
        for (place, test) in condition.tests.iter().enumerate() {
            risk_test(mutations, &condition.code, &[index, place], test);
        }
    }
    for by in [1, -1] {
        mutations.add(RISK, "override", format!("fewest characters of a reason {by:+}"), move |pack| {
            pack.risk.reason_min = shifted(pack.risk.reason_min, by);
        });
    }
    handling(mutations);
}

/// Each part of a test of risk changed; `place` leads from the condition to the test.
fn risk_test(mutations: &mut Mutations<Assistance>, code: &str, place: &[usize], test: &RiskTest) {
    fn at<'a>(pack: &'a mut Assistance, place: &[usize]) -> &'a mut RiskTest {
        let [condition, first, rest @ ..] = place else { panic!("{place:?}") };
        let first = &mut pack.risk.conditions[*condition].tests[*first];
        rest.iter().fold(first, |test, index| &mut test.tests[*index])
    }
    fn run(test: &mut RiskTest) -> &mut FailedRun {
        test.run.as_mut().unwrap()
    }
    let mut add = |what: String, change: Change<RiskTest>| {
        let place = place.to_vec();
        mutations.add(RISK, code, format!("{code} {place:?}: {what}"), move |pack| change(at(pack, &place)));
    };
    for (index, code) in test.codes.iter().enumerate() {
        add(format!("{code} removed"), Box::new(move |test| drop(test.codes.remove(index))));
    }
    for index in 0..test.tests.len() {
        add(format!("{index} removed"), Box::new(move |test| drop(test.tests.remove(index))));
    }
    for by in [1, -1] {
        if test.number.is_some() {
            let shift = move |test: &mut RiskTest| test.number = test.number.map(|number| shifted(number, by));
            add(format!("number {by:+}"), Box::new(shift));
        }
        if test.run.is_some() {
            add(format!("times {by:+}"), Box::new(move |test| run(test).times = shifted(run(test).times, by)));
            add(format!("months {by:+}"), Box::new(move |test| run(test).months = shifted(run(test).months, by)));
            add(format!("days {by:+}"), Box::new(move |test| run(test).days = shifted(run(test).days, by)));
        }
    }
    if test.blank_is_no {
        add("blank is asked for".into(), Box::new(|test| test.blank_is_no = false));
    }
    if test.if_none.is_some() {
        add("the list is asked for".into(), Box::new(|test| test.if_none = None));
    }
    let other = match test.test {
        RiskTestKind::All | RiskTestKind::InTurn => Some(RiskTestKind::Any),
        RiskTestKind::Any => Some(RiskTestKind::All),
        RiskTestKind::Past => Some(RiskTestKind::Open),
        _ => None,
    };
    if let Some(other) = other {
        add(format!("{other:?}"), Box::new(move |test| test.test = other));
    }
    for (index, inner) in test.tests.iter().enumerate() {
        risk_test(mutations, code, &[place, &[index]].concat(), inner);
    }
}

fn handling(mutations: &mut Mutations<Assistance>) {
    for (index, step) in built_in().assistance().risk.handling.iter().enumerate() {
        let by_law = if step.statutory { " by law" } else { "" };
        let name = format!("handling {}{by_law} when {:?} unless {:?}", step.step, step.when, step.unless);
        mutations.add(RISK, &step.step, format!("{name} removed"), move |pack| {
            pack.risk.handling.remove(index);
        });
        mutations.add(RISK, &step.step, format!("{name} at another time"), move |pack| {
            let step = &mut pack.risk.handling[index];
            std::mem::swap(&mut step.when, &mut step.unless);
            if step.when.is_none() && step.unless.is_none() {
                step.when = Some("ordered".into());
            }
        });
        // What the law demands is the same at either level.
        if step.high != step.low {
            mutations.add(RISK, &step.step, format!("{name}: high and low mixed up"), move |pack| {
                let step = &mut pack.risk.handling[index];
                std::mem::swap(&mut step.high, &mut step.low);
            });
        }
    }
}

fn deadlines(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["legalDeadlines"];
    for (index, rule) in built_in().assistance().deadlines.rules.iter().enumerate() {
        let id = rule.id.as_ref();
        for by in [1, -1] {
            mutations.add(FUNCTIONS, &rule.event, format!("{id}: last day {by:+}"), move |pack| {
                pack.deadlines.rules[index].to = shifted(pack.deadlines.rules[index].to, by);
            });
        }
        if rule.from.is_some() {
            for by in [1, -1] {
                mutations.add(FUNCTIONS, &rule.event, format!("{id}: first day {by:+}"), move |pack| {
                    pack.deadlines.rules[index].from = pack.deadlines.rules[index].from.map(|from| shifted(from, by));
                });
            }
            mutations.add(FUNCTIONS, &rule.event, format!("{id}: no first day"), move |pack| {
                pack.deadlines.rules[index].from = None;
            });
        }
        mutations.add(FUNCTIONS, &rule.event, format!("{id}: another unit"), move |pack| {
            let unit = &mut pack.deadlines.rules[index].unit;
            *unit = match *unit {
                DeadlineUnit::Days => DeadlineUnit::WorkingDays,
                DeadlineUnit::WorkingDays | DeadlineUnit::MonthsBefore => DeadlineUnit::Days,
            };
        });
        mutations.add(FUNCTIONS, &rule.event, format!("{id}: an example, or not"), move |pack| {
            pack.deadlines.rules[index].example ^= true;
        });
        mutations.add(FUNCTIONS, &rule.event, format!("{id} removed"), move |pack| {
            pack.deadlines.rules.remove(index);
        });
    }
}

const PLAN: &[&str] = &["assemblePlan"];

fn plan(mutations: &mut Mutations<Assistance>) {
    let table = &built_in().assistance().plan;
    for (index, pair) in table.type_order.windows(2).enumerate() {
        mutations.add(PLAN, "type", format!("{} before {}", pair[1].code, pair[0].code), move |pack| {
            pack.plan.type_order.swap(index, index + 1);
        });
    }
    codes(mutations, PLAN, "chain causes", |pack| &mut pack.plan.chain_causes);
    codes(mutations, PLAN, "small sizes", |pack| &mut pack.plan.small_sizes);
    codes(mutations, PLAN, "methods at high risk", |pack| &mut pack.plan.high_methods);
    for by in [1, -1] {
        mutations.add(PLAN, "establishedOn", format!("young months {by:+}"), move |pack| {
            pack.plan.young_months = shifted(pack.plan.young_months, by);
        });
        // What an order leaves is a time limit: its days are told from here as well as from the time limits themselves.
        mutations.add(&["validateApplication"], "expectedFinish", format!("K2 in the form {by:+}"), move |pack| {
            let rule = pack.deadlines.rules.iter_mut().find(|rule| rule.id == "K2").unwrap();
            rule.to = shifted(rule.to, by);
        });
        mutations.add(PLAN, "orderedOn", format!("K2 in the plan {by:+}"), move |pack| {
            let rule = pack.deadlines.rules.iter_mut().find(|rule| rule.id == "K2").unwrap();
            rule.to = shifted(rule.to, by);
        });
        mutations.add(&["validateApplication"], "xkExpire", format!("K6 in the form {by:+}"), move |pack| {
            let rule = pack.deadlines.rules.iter_mut().find(|rule| rule.id == "K6").unwrap();
            rule.to = shifted(rule.to, by);
        });
    }
    for (class, ranks) in table.method_ranks.iter().enumerate() {
        for (index, rank) in ranks.ranks.iter().enumerate() {
            let name = format!("{} {} rank {}", ranks.class, rank.method, rank.rank);
            let hint = format!("B:{}", ranks.class);
            mutations.add(PLAN, &hint, format!("{name} removed"), move |pack| {
                pack.plan.method_ranks[class].ranks.remove(index);
            });
            mutations.add(PLAN, &hint, format!("{name} changed"), move |pack| {
                let rank = &mut pack.plan.method_ranks[class].ranks[index].rank;
                *rank = *rank % 3 + 1;
            });
        }
    }
}

fn indicators(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["evaluateEffect"];
    for (index, indicator) in built_in().assistance().indicators.iter().enumerate() {
        let id = indicator.id.as_ref();
        mutations.add(FUNCTIONS, id, format!("{id}: another kind"), move |pack| {
            let kind = &mut pack.indicators[index].kind;
            *kind = match *kind {
                IndicatorKind::Percent => IndicatorKind::PercentChange,
                IndicatorKind::PercentChange | IndicatorKind::Ppm => IndicatorKind::Percent,
                // A number and days are worked out alike, they only say what is counted.
                IndicatorKind::Number | IndicatorKind::Days => IndicatorKind::Amount,
                IndicatorKind::Difference => IndicatorKind::Reduction,
                IndicatorKind::Reduction => IndicatorKind::Difference,
                IndicatorKind::Ratings | IndicatorKind::Amount => IndicatorKind::Number,
            };
        });
        mutations.add(FUNCTIONS, id, format!("{id}: the other direction"), move |pack| {
            let direction = &mut pack.indicators[index].direction;
            *direction = if *direction == Direction::Up { Direction::Down } else { Direction::Up };
        });
        // Nothing else has a part and a whole.
        if matches!(indicator.kind, IndicatorKind::Percent | IndicatorKind::PercentChange | IndicatorKind::Ppm) {
            mutations.add(FUNCTIONS, id, format!("{id}: may exceed the whole, or not"), move |pack| {
                pack.indicators[index].may_exceed ^= true;
            });
        }
        if indicator.mostly_from.is_some() {
            for by in [1, -1] {
                mutations.add(FUNCTIONS, id, format!("{id}: 基本达成 from {by:+}"), move |pack| {
                    let indicator = &mut pack.indicators[index];
                    indicator.mostly_from = indicator.mostly_from.map(|from| shifted(from, by));
                });
            }
            mutations.add(FUNCTIONS, id, format!("{id}: no 基本达成"), move |pack| {
                pack.indicators[index].mostly_from = None;
            });
        } else {
            mutations.add(FUNCTIONS, id, format!("{id}: decides on 基本达成"), move |pack| {
                pack.indicators[index].mostly_from = Some(0);
            });
        }
    }
}

fn checklist(mutations: &mut Mutations<Assistance>) {
    const KEY: &[&str] = &["checklistItems", "checklistProgress", "checklistStages", "suggestCauses"];
    const CAUSES: &[&str] = &["suggestCauses"];
    const ITEMS: &[&str] = &["checklistItems"];
    for (stage, items) in built_in().assistance().checklist.iter().enumerate() {
        for (place, condition) in items.applies_to.iter().enumerate() {
            mutations.add(
                ITEMS,
                &items.code,
                format!("{}: whatever the {}", items.code, condition.fact),
                move |pack| {
                    pack.checklist[stage].applies_to.remove(place);
                },
            );
        }
        if let Some(condition) = &items.only_for {
            mutations.add(ITEMS, &items.code, format!("{}: for everybody", items.code), move |pack| {
                pack.checklist[stage].only_for = None;
            });
            for (place, code) in condition.any_of.iter().enumerate() {
                mutations.add(ITEMS, &items.code, format!("{}: not for {code}", items.code), move |pack| {
                    pack.checklist[stage].only_for.as_mut().unwrap().any_of.remove(place);
                });
            }
        }
        for (index, item) in items.items.iter().enumerate() {
            let code = item.code.as_ref();
            mutations.add(KEY, code, format!("{code}: ★, or not"), move |pack| {
                pack.checklist[stage].items[index].key ^= true;
            });
            mutations.add(CAUSES, code, format!("{code}: no causes"), move |pack| {
                pack.checklist[stage].items[index].causes.clear();
            });
            mutations.add(ITEMS, code, format!("{code}: another requirement"), move |pack| {
                pack.checklist[stage].items[index].requirement = "别的要求".into();
            });
            mutations.add(ITEMS, code, format!("{code}: another problem"), move |pack| {
                pack.checklist[stage].items[index].problem = "别的问题".into();
            });
            mutations.add(ITEMS, code, format!("{code}: another advice"), move |pack| {
                pack.checklist[stage].items[index].advice = "别的建议".into();
            });
            for (place, condition) in item.applies_to.iter().enumerate() {
                mutations.add(ITEMS, code, format!("{code}: whatever the {}", condition.fact), move |pack| {
                    pack.checklist[stage].items[index].applies_to.remove(place);
                });
            }
        }
    }
}

fn scale(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["checklistProgress"];
    for by in [1, -1] {
        mutations.add(FUNCTIONS, "minor", format!("轻微不符合 is worth {by:+} %"), move |pack| {
            pack.checklist_scale.minor = shifted(pack.checklist_scale.minor, by);
        });
    }
    // Ten items at most, whole and half, make no score between 89 and 90, nor between 73 and 75 percent.
    for by in [1, -2] {
        mutations.add(FUNCTIONS, "controlled", format!("良好 from {by:+} %"), move |pack| {
            pack.checklist_scale.good = shifted(pack.checklist_scale.good, by);
        });
    }
    for by in [1, -3] {
        mutations.add(FUNCTIONS, "weak", format!("基本受控 from {by:+} %"), move |pack| {
            pack.checklist_scale.controlled = shifted(pack.checklist_scale.controlled, by);
        });
    }
    for (stage, items) in built_in().assistance().checklist.iter().enumerate() {
        for (index, item) in items.items.iter().enumerate() {
            mutations.add(FUNCTIONS, &item.code, format!("{} counts twice", item.code), move |pack| {
                pack.checklist[stage].items[index].weight = Some(2);
            });
        }
    }
}

fn industry(mutations: &mut Mutations<Assistance>) {
    for by in [1, -1] {
        mutations.add(&["summariseIndustry"], "industry", format!("T5 from {by:+} members on"), move |pack| {
            pack.industry.regional_from = shifted(pack.industry.regional_from, by);
        });
    }
    // Below 3 there is nothing to hide behind: the program keeps to 3.
    mutations.add(&["anonymiseSummary"], "anonymous", "cells of three are small".to_owned(), |pack| {
        pack.industry.small_cell = shifted(pack.industry.small_cell, 1);
    });
    mutations.add(&["summariseIndustry"], "T4", "no cause lies up the chain".to_owned(), |pack| {
        pack.plan.chain_causes.clear();
    });
}

fn causes(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["causesTable", "suggestCauses", "assemblePlan"];
    for (class, causes) in built_in().assistance().causes.iter().enumerate() {
        for (index, cause) in causes.causes.iter().enumerate() {
            let code = cause.code.as_ref();
            if !cause.methods.is_empty() {
                mutations.add(FUNCTIONS, code, format!("{code}: no methods"), move |pack| {
                    pack.causes[class].causes[index].methods.clear();
                });
            }
            mutations.add(FUNCTIONS, code, format!("{code}: other types"), move |pack| {
                let types = &mut pack.causes[class].causes[index].types;
                *types = if types.is_empty() { vec!["T4".into()] } else { Vec::new() };
            });
        }
    }
}

fn sizes(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["validateApplication"];
    for (index, class) in built_in().assistance().size_classes.classes.iter().enumerate() {
        for by in [1, -1] {
            // The last class has no thresholds, and nobody is below 0.
            if class.employees > 0 {
                mutations.add(FUNCTIONS, "employees", format!("{}: employees {by:+}", class.code), move |pack| {
                    let class = &mut pack.size_classes.classes[index];
                    class.employees = shifted(class.employees, by);
                });
            }
            if class.revenue_wan > 0 {
                mutations.add(FUNCTIONS, "revenueWan", format!("{}: revenue {by:+}", class.code), move |pack| {
                    let class = &mut pack.size_classes.classes[index];
                    class.revenue_wan = shifted(class.revenue_wan, by);
                });
            }
        }
    }
}

fn places(mutations: &mut Mutations<Assistance>) {
    for (index, province) in built_in().assistance().provinces.iter().enumerate() {
        let functions = &["validateApplication", "checkUscc"];
        mutations.add(functions, &province.code, format!("province {} removed", province.code), move |pack| {
            pack.provinces.remove(index);
        });
    }
    for (index, industry) in built_in().assistance().industries.iter().enumerate() {
        let name = format!("industry {}: another scope", industry.code);
        mutations.add(&["validateApplication"], "industryCode", name, move |pack| {
            let scope = &mut pack.industries[index].scope;
            *scope = if scope.is_some() { None } else { Some("别的范围".into()) };
        });
    }
}

fn products(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["productLibrary"];
    for (index, product) in built_in().assistance().products.iter().enumerate() {
        for (place, admission) in product.admission.iter().enumerate() {
            let name = format!("{}: {} is not needed ({place})", product.category, admission.kind);
            mutations.add(FUNCTIONS, &product.category, name, move |pack| {
                pack.products[index].admission.remove(place);
            });
        }
        for (place, standard) in product.standards.iter().enumerate() {
            let name = format!("{}: {} binds on no day", product.category, standard.no);
            if standard.from.is_some() {
                mutations.add(FUNCTIONS, &product.category, name, move |pack| {
                    pack.products[index].standards[place].from = None;
                });
            }
        }
        let name = format!("{}: looked up nobody knows when", product.category);
        mutations.add(FUNCTIONS, &product.category, name, move |pack| pack.products[index].checked_on = None);
    }
}

fn quick_triage(mutations: &mut Mutations<Assistance>) {
    const FUNCTIONS: &[&str] = &["quickTriage"];
    for (question, asked) in built_in().assistance().quick_triage.iter().enumerate() {
        mutations.add(FUNCTIONS, &asked.code, format!("{}: one answer, or several", asked.code), move |pack| {
            pack.quick_triage[question].multiple ^= true;
        });
        for (answer, given) in asked.answers.iter().enumerate() {
            let name = format!("{} {}", asked.code, given.code);
            // Where there is but one answer, it stands alone anyway.
            if asked.multiple {
                mutations.add(FUNCTIONS, &given.code, format!("{name}: stands alone, or not"), move |pack| {
                    pack.quick_triage[question].answers[answer].exclusive ^= true;
                });
            }
            // A fact that nobody has stated is unknown already.
            let is_said = |effect: &TriageEffect| effect.kind != EffectKind::Fact || effect.values != ["unknown"];
            for (index, effect) in given.effects.iter().enumerate().filter(|(_, effect)| is_said(effect)) {
                let removed = format!("{name}: {} is not pre-filled ({index})", effect.target);
                mutations.add(FUNCTIONS, &given.code, removed, move |pack| {
                    pack.quick_triage[question].answers[answer].effects.remove(index);
                });
                if effect.detail {
                    let alone = format!("{name}: {} brings an entry of its own ({index})", effect.target);
                    mutations.add(FUNCTIONS, &given.code, alone, move |pack| {
                        pack.quick_triage[question].answers[answer].effects[index].detail = false;
                    });
                }
            }
        }
    }
}

// The form.

const FORM: &[&str] = &["validateApplication", "checkUscc"];

/// Where a field stands: its group, its place there, and its place among the columns of a table.
type Spot = (usize, usize, Option<usize>);

fn field_at(pack: &mut Assistance, (group, field, column): Spot) -> &mut FormField {
    let field = &mut pack.application.groups[group].fields[field];
    match column {
        Some(column) => &mut field.fields[column],
        None => field,
    }
}

fn form(mutations: &mut Mutations<Assistance>) {
    // What may be chosen from another table is no longer offered once it is gone there.
    let mut no_longer = |name: &str, change: fn(&mut Assistance)| {
        mutations.add(FORM, "unknown-code", format!("the form offers no longer {name}"), change);
    };
    no_longer("the first product", |pack| drop(pack.products.remove(0)));
    no_longer("the first type", |pack| drop(pack.plan.types.remove(0)));
    no_longer("the first method", |pack| drop(pack.plan.methods.remove(0)));
    no_longer("the first indicator", |pack| drop(pack.indicators.remove(0)));
    no_longer("any industry", |pack| pack.industries.clear());
    no_longer("the first class of size", |pack| drop(pack.size_classes.classes.remove(0)));
    for (group, fields) in built_in().assistance().application.groups.iter().enumerate() {
        for (index, field) in fields.fields.iter().enumerate() {
            form_field(mutations, &fields.key, field, (group, index, None));
            for (column, inner) in field.fields.iter().enumerate() {
                form_field(mutations, &format!("{} {}", fields.key, field.key), inner, (group, index, Some(column)));
            }
        }
    }
}

fn form_field(mutations: &mut Mutations<Assistance>, place: &str, field: &FormField, spot: Spot) {
    // What is worked out is never asked.
    if field.kind == FieldKind::Derived {
        return;
    }
    let key = field.key.as_ref();
    let name = format!("{place} {key}");
    mutations.add(FORM, key, format!("{name}: another need"), move |pack| {
        let need = &mut field_at(pack, spot).need;
        *need = match *need {
            Need::Required | Need::Optional => Need::Recommended,
            Need::Recommended => Need::Optional,
        };
    });
    if let Some(when) = &field.when {
        mutations.add(FORM, key, format!("{name}: always asked"), move |pack| field_at(pack, spot).when = None);
        for (index, code) in when.any_of.iter().enumerate() {
            mutations.add(FORM, key, format!("{name}: not asked at {code}"), move |pack| {
                field_at(pack, spot).when.as_mut().unwrap().any_of.remove(index);
            });
        }
    }
    for by in [1, -1] {
        if field.min_length.is_some() {
            mutations.add(FORM, key, format!("{name}: least length {by:+}"), move |pack| {
                let least = &mut field_at(pack, spot).min_length;
                *least = least.map(|least| shifted(least, by));
            });
        }
        if field.max_length.is_some() {
            mutations.add(FORM, key, format!("{name}: greatest length {by:+}"), move |pack| {
                let most = &mut field_at(pack, spot).max_length;
                *most = most.map(|most| shifted(most, by));
            });
        }
    }
    for (index, option) in field.options.iter().enumerate() {
        if index == 0 {
            mutations.add(FORM, &option.code, format!("{name}: no {}", option.code), move |pack| {
                field_at(pack, spot).options.remove(index);
            });
        }
    }
    for (index, message) in field.messages.iter().enumerate() {
        let rule = message.rule.as_ref();
        // The words of the industry table stand in the place of this message.
        if rule == "scope" {
            continue;
        }
        mutations.add(FORM, key, format!("{name}: {rule} removed"), move |pack| {
            field_at(pack, spot).messages.remove(index);
        });
        // What is required decides by the need, not by the message.
        if rule != "required" {
            mutations.add(FORM, key, format!("{name}: {rule} weighs something else"), move |pack| {
                let message = &mut field_at(pack, spot).messages[index];
                message.severity = weaker(message.severity);
            });
        }
    }
}

fn assistance() -> Mutations<Assistance> {
    let mut all = Mutations(Vec::new());
    risk(&mut all);
    messages(&mut all, &["analyseCauses"], "causes", |pack| &mut pack.cause_rules.rules);
    messages(&mut all, PLAN, "plan", |pack| &mut pack.plan.rules.rules);
    messages(&mut all, &["checkRecord"], "records", |pack| &mut pack.record_rules.rules);
    messages(&mut all, &["dailyDuty"], "duty", |pack| &mut pack.duty_rules.rules);
    for (index, sentence) in built_in().assistance().duty_rules.sentences.iter().enumerate() {
        all.add(&["dailyDuty"], &sentence.code, format!("duty: other words for {}", sentence.code), move |pack| {
            pack.duty_rules.sentences[index].text = "别的话".into();
        });
    }
    deadlines(&mut all);
    plan(&mut all);
    indicators(&mut all);
    checklist(&mut all);
    scale(&mut all);
    industry(&mut all);
    causes(&mut all);
    sizes(&mut all);
    places(&mut all);
    quick_triage(&mut all);
    products(&mut all);
    form(&mut all);
    outline(&mut all, |pack| &mut pack.outline);
    all
}

// Guide two: 行业质量共治.

const SCORES: &[&str] = &["scoreGovernance", "governanceSchemes"];

/// The functions that show guidance. What stands in `governanceIndicators` too is left to these: they choose from it.
const GUIDES: &[&str] = &["evidenceList", "improvementPath"];

/// A text of guidance, and where it stands.
type GuidanceText = (&'static str, usize, fn(&mut Guidance, usize) -> &mut Text);

/// Each text of guidance changed: what to gather, what to do next, what is often judged wrongly.
fn guidance(all: &mut Mutations<Governance>) {
    for (place, ours) in built_in().governance().guidance.iter().enumerate() {
        let unit = &ours.unit;
        let mut texts: Vec<GuidanceText> = vec![("caution", 0, |guidance, _| &mut guidance.caution)];
        let records = (0..ours.record_evidence.len())
            .map(|index| -> GuidanceText { ("record", index, |guidance, index| &mut guidance.record_evidence[index]) });
        let outcomes = (0..ours.outcome_evidence.len()).map(|index| -> GuidanceText {
            ("outcome", index, |guidance, index| &mut guidance.outcome_evidence[index])
        });
        let steps = (0..ours.next_step.len())
            .map(|index| -> GuidanceText { ("step", index, |guidance, index| &mut guidance.next_step[index]) });
        texts.extend(records.chain(outcomes).chain(steps));
        for (kind, index, of) in texts {
            let hint = of(&mut ours.clone(), index).clone();
            all.add(GUIDES, &hint, format!("{unit}: another {kind} {index}"), move |pack| {
                *of(&mut pack.guidance[place], index) = "别的话".into();
            });
        }
        all.add(GUIDES, unit, format!("{unit}: no guidance"), move |pack| {
            pack.guidance.remove(place);
        });
    }
}

/// A number with at most four decimals, so much larger.
fn larger(number: &str, by: f64) -> Text {
    let sum = (number.parse::<f64>().unwrap() + by) * 10_000.0;
    format!("{}", sum.round() / 10_000.0).into()
}

fn governance() -> Mutations<Governance> {
    let mut all = Mutations(Vec::new());
    for (scheme, ours) in built_in().governance().schemes.iter().enumerate() {
        weights(&mut all, scheme);
        evidence(&mut all, scheme);
        grades(&mut all, scheme);
        not_applicable(&mut all, scheme);
        for (index, caution) in ours.cautions.iter().enumerate() {
            let name = format!("{} {}", ours.id, caution.rule);
            all.add(SCORES, &ours.id, format!("{name} removed"), move |pack| {
                pack.schemes[scheme].cautions.remove(index);
            });
            for by in [1, -1] {
                all.add(SCORES, &ours.id, format!("{name}: from level {by:+}"), move |pack| {
                    let level = &mut pack.schemes[scheme].cautions[index].from_level;
                    *level = level.saturating_add_signed(by);
                });
            }
        }
    }
    framework(&mut all);
    outline(&mut all, |pack| &mut pack.outline);
    satisfaction(&mut all);
    register(&mut all);
    guidance(&mut all);
    all
}

/// Nothing of the framework is there for show: not even a name, since the texts are a document's own words.
fn framework(all: &mut Mutations<Governance>) {
    const FRAMEWORK: &[&str] = &["frameworkClauses", "frameworkProgress"];
    // What is only listed would be there for show.
    const PROGRESS: &[&str] = &["frameworkProgress"];
    const CLAUSES: &[&str] = &["frameworkClauses"];
    let ours = &built_in().governance().framework;
    for (index, state) in ours.states.iter().enumerate() {
        let name = &state.name;
        for by in [1_i8, -1] {
            if let Some(percent) = state.percent {
                all.add(PROGRESS, name, format!("{name} earns {by:+} %"), move |pack| {
                    // 0 % less 1 is not less.
                    let other = if percent == 0 { 1 } else { percent.saturating_add_signed(by) };
                    pack.framework.states[index].percent = Some(other);
                });
            }
        }
        all.add(PROGRESS, name, format!("{name} counts, or does not"), move |pack| {
            let percent = &mut pack.framework.states[index].percent;
            *percent = if percent.is_some() { None } else { Some(0) };
        });
        all.add(FRAMEWORK, name, format!("{name} removed"), move |pack| {
            pack.framework.states.remove(index);
        });
    }
    for (index, area) in ours.areas.iter().enumerate() {
        all.add(FRAMEWORK, &area.name, format!("{} removed", area.name), move |pack| {
            pack.framework.areas.remove(index);
        });
        for (place, group) in area.groups.iter().enumerate() {
            let code = group.code.as_ref();
            all.add(PROGRESS, code, format!("{code} is not put together"), move |pack| {
                pack.framework.areas[index].groups.remove(place);
            });
            all.add(FRAMEWORK, code, format!("{code} put together under another title"), move |pack| {
                pack.framework.areas[index].groups[place].name = "别的标题".into();
            });
        }
    }
    for (place, list) in ours.lists.iter().enumerate() {
        let code = list.code.as_ref();
        all.add(FRAMEWORK, code, format!("{code}: another title"), move |pack| {
            pack.framework.lists[place].name = "别的标题".into();
        });
        if list.lead.is_some() {
            all.add(CLAUSES, code, format!("{code}: without what leads its items"), move |pack| {
                pack.framework.lists[place].lead = None;
            });
        }
        all.add(FRAMEWORK, code, format!("{code} belongs to another part"), move |pack| {
            let area = &mut pack.framework.lists[place].area;
            *area = match *area {
                FrameworkPart::Process => FrameworkPart::Elements,
                _ => FrameworkPart::Process,
            };
        });
        all.add(FRAMEWORK, code, format!("{code}: another phase"), move |pack| {
            let phase = &mut pack.framework.lists[place].phase;
            *phase = if *phase == Some(FrameworkPhase::Do) { None } else { Some(FrameworkPhase::Do) };
        });
        for (index, item) in list.items.iter().enumerate() {
            let code = item.code.as_ref();
            all.add(FRAMEWORK, code, format!("{code} removed"), move |pack| {
                pack.framework.lists[place].items.remove(index);
            });
            all.add(FRAMEWORK, code, format!("{code}: another word"), move |pack| {
                let text = &mut pack.framework.lists[place].items[index].text;
                *text = format!("又{text}").into();
            });
            all.add(PROGRESS, code, format!("{code} supports C22 too"), move |pack| {
                pack.framework.lists[place].items[index].indicators.push("C22".into());
            });
            for (link, indicator) in item.indicators.iter().enumerate() {
                all.add(PROGRESS, code, format!("{code} does not support {indicator}"), move |pack| {
                    pack.framework.lists[place].items[index].indicators.remove(link);
                });
            }
        }
    }
    messages(all, PROGRESS, "framework", |pack| &mut pack.framework.rules);
}

fn satisfaction(all: &mut Mutations<Governance>) {
    const SATISFACTION: &[&str] = &["memberSatisfaction"];
    for by in [1_i8, -1] {
        all.add(SATISFACTION, "small-sample", format!("least valid answers {by:+}"), move |pack| {
            pack.satisfaction.least_valid = shifted(pack.satisfaction.least_valid, by.into());
        });
        all.add(SATISFACTION, "low-response", format!("least response {by:+} %"), move |pack| {
            let least = &mut pack.satisfaction.least_response;
            *least = least.saturating_add_signed(by);
        });
    }
    messages(all, SATISFACTION, "satisfaction", |pack| &mut pack.satisfaction.rules);
}

fn register(all: &mut Mutations<Governance>) {
    const REGISTER: &[&str] = &["memberRegister"];
    for (index, rate) in built_in().governance().register.rates.iter().enumerate() {
        let code = rate.code.as_ref();
        all.add(REGISTER, code, format!("{code} is not counted"), move |pack| {
            pack.register.rates.remove(index);
        });
        all.add(REGISTER, code, format!("{code} is evidence for another unit"), move |pack| {
            pack.register.rates[index].unit = "C22.1".into();
        });
        all.add(REGISTER, code, format!("{code}: another name"), move |pack| {
            pack.register.rates[index].name = "别的率".into();
        });
    }
    messages(all, REGISTER, "register", |pack| &mut pack.register.rules);
}

/// The weights must keep their sum: what one gains the next one loses.
fn weights(all: &mut Mutations<Governance>, scheme: usize) {
    let ours = &built_in().governance().schemes[scheme];
    for (index, weight) in ours.weights.iter().enumerate() {
        let next = (index + 1) % ours.weights.len();
        let name = format!("{}: {} weighs more", ours.id, weight.code);
        all.add(SCORES, &ours.id, name, move |pack| {
            let weights = &mut pack.schemes[scheme].weights;
            weights[index].weight = larger(&weights[index].weight, 0.5);
            weights[next].weight = larger(&weights[next].weight, -0.5);
        });
    }
    // Fulfilling everything is 100 %, and nothing at all is 0 %: a scheme that says otherwise is refused.
    for index in 1..ours.levels.len() - 1 {
        for by in [1, -1] {
            all.add(SCORES, &ours.id, format!("{}: L{index} is worth {by:+} %", ours.id), move |pack| {
                let percent = &mut pack.schemes[scheme].levels[index].percent;
                *percent = larger(percent, by.into());
            });
        }
    }
}

fn evidence(all: &mut Mutations<Governance>, scheme: usize) {
    let ours = &built_in().governance().schemes[scheme];
    for (index, gate) in ours.evidence_gate.iter().enumerate() {
        let name = format!("{}: L{}", ours.id, gate.level);
        all.add(SCORES, &ours.id, format!("{name} needs no evidence of its own"), move |pack| {
            pack.schemes[scheme].evidence_gate.remove(index);
        });
        all.add(SCORES, &ours.id, format!("{name} needs one piece more"), move |pack| {
            pack.schemes[scheme].evidence_gate[index].pieces += 1;
        });
        all.add(SCORES, &ours.id, format!("{name} needs one date more"), move |pack| {
            pack.schemes[scheme].evidence_gate[index].dates += 1;
        });
        all.add(SCORES, &ours.id, format!("{name} needs one outcome more"), move |pack| {
            pack.schemes[scheme].evidence_gate[index].outcomes += 1;
        });
    }
}

fn grades(all: &mut Mutations<Governance>, scheme: usize) {
    let ours = &built_in().governance().schemes[scheme];
    for (index, grade) in ours.grades.iter().enumerate() {
        // The last grade starts at 0, below which there is nothing.
        if index + 1 < ours.grades.len() {
            for by in [1, -1] {
                all.add(SCORES, &ours.id, format!("{}: {} from {by:+}", ours.id, grade.code), move |pack| {
                    let from = &mut pack.schemes[scheme].grades[index].from;
                    *from = larger(from, by.into());
                });
            }
        }
    }
    let Some(floor) = &ours.floor else { return };
    for (index, code) in floor.indicators.iter().enumerate() {
        all.add(SCORES, code, format!("{}: {code} holds nothing down", ours.id), move |pack| {
            pack.schemes[scheme].floor.as_mut().unwrap().indicators.remove(index);
        });
    }
    for grade in ours.grades.iter().filter(|grade| grade.code != floor.at_most) {
        let code = grade.code.clone();
        all.add(SCORES, &ours.id, format!("{}: held down to {code}", ours.id), move |pack| {
            pack.schemes[scheme].floor.as_mut().unwrap().at_most.clone_from(&code);
        });
    }
    all.add(SCORES, &ours.id, format!("{}: nothing is held down", ours.id), move |pack| {
        pack.schemes[scheme].floor = None;
    });
}

fn not_applicable(all: &mut Mutations<Governance>, scheme: usize) {
    let ours = &built_in().governance().schemes[scheme];
    for (index, unit) in ours.not_applicable.units.iter().enumerate() {
        all.add(SCORES, unit, format!("{}: {unit} always applies", ours.id), move |pack| {
            pack.schemes[scheme].not_applicable.units.remove(index);
        });
    }
    for by in [1, -1] {
        all.add(SCORES, &ours.id, format!("{}: reasons of {by:+} characters", ours.id), move |pack| {
            let least = &mut pack.schemes[scheme].not_applicable.reason_min;
            *least = shifted(*least, by);
        });
        all.add(SCORES, &ours.id, format!("{}: so much may be left out, {by:+} %", ours.id), move |pack| {
            let most = &mut pack.schemes[scheme].not_applicable.weight_max;
            *most = larger(most, by.into());
        });
    }
}

#[test]
fn every_mutation_of_guide_one_breaks_a_vector() {
    assistance().assert_noticed(built_in().assistance(), |pack| built_in().with_assistance(pack));
}

#[test]
fn every_mutation_of_guide_two_breaks_a_vector() {
    governance().assert_noticed(built_in().governance(), |pack| built_in().with_governance(pack));
}
