//! From rows to the main causes, and whether the analysis goes deep enough.

use super::rows::{CauseRow, ContributionBasis, Verified};
use super::table::{NAMESPACE, find};
use crate::application::Problem;
use crate::checklist::{ItemAnswers, Verdict};
use crate::entered::{Entered, filled};
use crate::error::{Code, Error, Result, excerpt};
use crate::exact::{Fraction, Rate};
use crate::issue::Issue;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Assistance, Text, span};

object! {
    /// The state of the cause analysis.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CauseAnalysis: out {
        /// The result in one sentence.
        pub summary: String,
        /// Causes by class, in the order of the table; own words stand under `other`.
        pub tree: Vec<CauseBranch>,
        /// Rows with a contribution, largest first.
        pub pareto: Vec<ParetoRow>,
        /// Indices of the rows that are main causes.
        pub main: Vec<u32>,
        /// What the contributions rest on; none as long as there is none.
        pub basis: Option<ContributionBasis>,
        /// The sum of the contributions, in percent.
        pub sum: u32,
        /// Key items (★) of the self-check that are 不符合 and that no row explains.
        pub unexplained: Vec<Text>,
        /// Answers that should be looked at again.
        pub issues: Vec<Issue>,
    }
}

object! {
    /// The causes of a class.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CauseBranch: out {
        /// Code of the class.
        pub code: Text,
        /// Name of the class.
        pub name: Text,
        /// Its causes, in the order of the rows.
        pub causes: Vec<CauseLeaf>,
    }
}

object! {
    /// A cause of the analysis.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CauseLeaf: out {
        /// Index of the row.
        pub row: u32,
        /// Its name.
        pub name: String,
        /// Its share in percent, rounded.
        pub contribution: Option<u32>,
        /// Whether it is a main cause.
        pub main: bool,
        /// Whether it has been verified.
        pub verified: bool,
    }
}

object! {
    /// A row of the Pareto table.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ParetoRow: out {
        /// Index of the row.
        pub row: u32,
        /// Its name.
        pub name: String,
        /// Its share in percent, rounded.
        pub contribution: u32,
        /// How many it accounts for, where that was counted.
        pub count: Option<u32>,
        /// What it and all before it make of the sum.
        pub cumulative: Option<Rate>,
        /// Whether it is a main cause.
        pub main: bool,
    }
}

/// The main causes are those needed for the running sum to reach this share of the sum.
const MAIN_SHARE: (i64, i64) = (4, 5);

/// Analyses the causes. Without `problems` no row is held to the problem that it names.
///
/// # Errors
/// `unknown-code` for a cause, a stage or an item that the tables do not have.
pub fn analyse(
    pack: &Assistance,
    problems: Option<&[Problem]>,
    rows: &[CauseRow],
    answers: &ItemAnswers,
) -> Result<CauseAnalysis> {
    for (index, row) in rows.iter().enumerate() {
        check_codes(pack, row).map_err(|error| error.at(&index.to_string()).at("rows"))?;
    }
    let mut report = Report { pack, issues: Vec::new() };
    for (index, row) in rows.iter().enumerate() {
        report.row(index, row, problems);
    }
    let sampled = problems.unwrap_or_default().iter().any(|problem| problem.found_by.as_deref() == Some("spot-check"));
    if sampled && !rows.is_empty() && !rows.iter().any(|row| row.is_escape) {
        report.find("/rows", "is-escape-missing-after-sampling", &[]);
    }
    let shares = report.shares(rows);
    let sum: u32 = if shares.is_counted() { 100 } else { shares.weights.iter().flatten().sum() };
    if sum > 100 {
        report.find("/rows", "contribution-sum", &[("n", &sum.to_string())]);
    }
    let pareto = pareto(pack, rows, &shares)?;
    let main: Vec<u32> = pareto.iter().filter(|row| row.main).map(|row| row.row).listed();
    if main.is_empty() && !rows.is_empty() {
        report.find("/rows/0/contribution", "contribution-missing", &[]);
    }
    for row in &main {
        let Some(measured) = rows.get(*row as usize) else { continue };
        for (key, text) in [("interim", &measured.interim), ("permanent", &measured.permanent)] {
            if !filled(text.as_deref()) {
                report.find(&format!("/rows/{row}/{key}"), "measures-missing", &[("value", &pack.word(key))]);
            }
        }
    }
    let tree = tree(pack, rows, &shares, &main);
    let summary = summary(pack, rows, &main, shares.basis, sum);
    let unexplained = unexplained(pack, rows, answers);
    let basis = shares.basis;
    Ok(CauseAnalysis { summary, tree, pareto, main, basis, sum, unexplained, issues: report.issues })
}

fn unexplained(pack: &Assistance, rows: &[CauseRow], answers: &ItemAnswers) -> Vec<Text> {
    let failed = |code: &Text| {
        let verdict = answers.get(code.as_ref()).and_then(Option::as_ref).and_then(|answer| answer.verdict);
        verdict == Some(Verdict::Nonconforming)
    };
    let explained = |code: &Text| rows.iter().flat_map(|row| &row.linked_items).any(|linked| *code == linked.as_str());
    let items = pack.checklist.iter().flat_map(|stage| stage.items.iter());
    items.filter(|item| item.key && failed(&item.code) && !explained(&item.code)).map(|item| item.code.clone()).listed()
}

fn check_codes(pack: &Assistance, row: &CauseRow) -> Result<()> {
    let unknown = |what: &str, code: &str| Error::new(Code::UnknownCode, format!("没有“{}”这个{what}", excerpt(code)));
    if let Some(code) = row.cause.as_deref().filter(|code| find(pack, code).is_none()) {
        let causes = pack.causes.iter().flat_map(|class| &class.causes);
        let all: Vec<Text> = causes.map(|cause| [NAMESPACE, &cause.code].concat().into()).listed();
        return Err(unknown(&format!("原因，编号写成 {}", span(all.iter())), code).at("cause"));
    }
    if let Some(code) =
        row.linked_stage.as_deref().filter(|code| !pack.checklist.iter().any(|stage| stage.code == *code))
    {
        return Err(unknown("阶段", code).at("linkedStage"));
    }
    let known = |code: &String| {
        pack.checklist.iter().flat_map(|stage| stage.items.iter()).any(|item| item.code == code.as_str())
    };
    match row.linked_items.iter().enumerate().find(|(_, code)| !known(code)) {
        Some((index, code)) => Err(unknown("自查项", code).at(&index.to_string()).at("linkedItems")),
        None => Ok(()),
    }
}

struct Report<'a> {
    pack: &'a Assistance,
    issues: Vec<Issue>,
}

impl Report<'_> {
    fn find(&mut self, path: &str, rule: &str, values: &[(&str, &str)]) {
        let rules = &self.pack.cause_rules;
        self.issues.extend(Issue::of(&rules.rules, &rules.source, path, rule, values));
    }

    /// Whether a text says no more than that somebody was careless.
    fn blames_only(&self, text: &str) -> bool {
        let table = &self.pack.cause_rules;
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut rest = plain.as_str();
        let mut blames = false;
        loop {
            let strip = |words: &[Text]| {
                words.iter().filter(|word| !word.is_empty()).find_map(|word| rest.strip_prefix(word.as_ref()))
            };
            if let Some(after) = strip(&table.blames) {
                blames = true;
                rest = after;
            } else if let Some(after) = strip(&table.fillers) {
                rest = after;
            } else {
                return blames && rest.chars().count() <= 2;
            }
        }
    }

    fn row(&mut self, index: usize, row: &CauseRow, problems: Option<&[Problem]>) {
        let at = |key: &str| format!("/rows/{index}/{key}");
        if let (Some(problem), Some(problems)) = (row.problem, problems)
            && problems.get(problem as usize).is_none()
        {
            self.find(&at("problem"), "problem-ref-dangling", &[("value", &(problem + 1).to_string())]);
        }
        let custom = row.custom.as_deref().unwrap_or_default().trim();
        let length = custom.chars().count();
        if row.cause.is_none() && custom.is_empty() {
            self.find(&at("cause"), "cause-code-required", &[]);
        } else if row.cause.is_none() && length < 4 {
            self.find(&at("custom"), "cause-code-custom-text", &[("n", &length.to_string())]);
        }
        // A step left blank at the end hides nothing.
        let root = row.why_chain.iter().rposition(|why| !why.trim().is_empty()).unwrap_or_default();
        let why = row.why_chain.get(root).map_or("", |why| why.trim());
        for (key, text) in [("custom".to_owned(), custom), (format!("whyChain/{root}"), why)] {
            if self.blames_only(text) {
                self.find(&at(&key), "cause-code-blames-person", &[("value", text)]);
            }
        }
        if !(row.is_occur || row.is_escape || row.is_system) {
            self.find(&at("isOccur"), "is-occur-layer", &[]);
        }
        self.why_chain(&at("whyChain"), row);
        let has_evidence = row.evidence.iter().any(|evidence| filled(evidence.title.as_deref()));
        if !has_evidence {
            self.find(&at("evidence"), "evidence-empty", &[]);
        }
        if row.verified.is_none() {
            self.find(&at("verified"), "verified-required", &[]);
        }
        self.share(row, &at);
    }

    /// Whether a share says what it rests on, and what it then needs.
    fn share(&mut self, row: &CauseRow, at: &dyn Fn(&str) -> String) {
        let given = |entered: &Option<Entered>| entered.as_ref().filter(|entered| !entered.is_blank()).cloned();
        let (contribution, count) = (given(&row.contribution), given(&row.count));
        if let Some(entered) = &contribution
            && estimated(row).is_none()
        {
            self.find(&at("contribution"), "contribution-range", &[("value", &entered.0)]);
        }
        if let Some(entered) = &count
            && counted(row).is_none()
        {
            self.find(&at("count"), "count-range", &[("value", &entered.0)]);
        }
        match row.basis {
            None if contribution.is_some() || count.is_some() => self.find(&at("basis"), "basis-missing", &[]),
            Some(basis) if basis != ContributionBasis::Estimate && count.is_none() => {
                self.find(&at("count"), "count-missing", &[("value", &self.pack.word_for("basis", basis.code()))]);
            }
            _ => {}
        }
    }

    /// What each row weighs. What rests on something else cannot be compared: the first row that was counted decides, and
    /// without one all are estimates.
    fn shares(&mut self, rows: &[CauseRow]) -> Shares {
        let counts = |row: &CauseRow| row.basis.filter(|basis| *basis != ContributionBasis::Estimate);
        let counted_by = rows.iter().find_map(|row| counts(row).filter(|_| counted(row).is_some()));
        let mut weights = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let own = if counts(row).is_some() { counted(row) } else { estimated(row) };
            if counted_by.is_some() && counts(row) != counted_by && own.is_some() {
                self.find(&format!("/rows/{index}/basis"), "basis-mixed", &[]);
            }
            weights.push(own.filter(|_| counts(row) == counted_by));
        }
        let is_any = weights.iter().any(Option::is_some);
        let basis = counted_by.or(Some(ContributionBasis::Estimate)).filter(|_| is_any);
        Shares { basis, weights }
    }

    fn why_chain(&mut self, path: &str, row: &CauseRow) {
        let steps = row.why_chain.len();
        let count = steps.to_string();
        match steps {
            0 | 8.. => self.find(path, "why-chain-length", &[("n", &count)]),
            1 | 2 => self.find(path, "why-chain-short", &[("n", &count)]),
            _ => {}
        }
        for (index, why) in row.why_chain.iter().enumerate() {
            if why.trim().is_empty() {
                self.find(&format!("{path}/{index}"), "why-chain-empty-step", &[("n", &(index + 1).to_string())]);
            }
        }
    }
}

/// What the rows weigh, and what that rests on.
struct Shares {
    basis: Option<ContributionBasis>,
    /// Counts, or percents of an estimate.
    weights: Vec<Option<u32>>,
}

impl Shares {
    fn is_counted(&self) -> bool {
        self.basis.is_some_and(|basis| basis != ContributionBasis::Estimate)
    }

    fn sum(&self) -> i64 {
        self.weights.iter().flatten().map(|weight| i64::from(*weight)).sum()
    }

    /// A weight in percent, rounded half up.
    fn percent(&self, weight: u32) -> u32 {
        if !self.is_counted() {
            return weight;
        }
        let sum = self.sum().max(1);
        u32::try_from((i64::from(weight) * 200 + sum) / (2 * sum)).unwrap_or(u32::MAX)
    }
}

/// A whole number of percent from 0 to 100.
fn estimated(row: &CauseRow) -> Option<u32> {
    let number = row.contribution.as_ref()?.number()?.to_integer()?;
    u32::try_from(number).ok().filter(|number| *number <= 100)
}

/// A whole number that was counted.
fn counted(row: &CauseRow) -> Option<u32> {
    u32::try_from(row.count.as_ref()?.number()?.to_integer()?).ok()
}

fn name(pack: &Assistance, row: &CauseRow) -> String {
    match row.cause.as_deref().and_then(|code| find(pack, code)) {
        Some((_, cause)) => cause.name.clone().into_owned(),
        None => row.custom.as_deref().unwrap_or_default().trim().to_owned(),
    }
}

fn index_of(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn pareto(pack: &Assistance, rows: &[CauseRow], shares: &Shares) -> Result<Vec<ParetoRow>> {
    let mut sorted: Vec<(u32, ParetoRow)> = Vec::new();
    for (index, (row, weight)) in rows.iter().zip(&shares.weights).enumerate() {
        let Some(weight) = *weight else { continue };
        let position = sorted.partition_point(|(other, _)| *other >= weight);
        let (contribution, count) = (shares.percent(weight), shares.is_counted().then_some(weight));
        let (row, name) = (index_of(index), name(pack, row));
        sorted.insert(position, (weight, ParetoRow { row, name, contribution, count, cumulative: None, main: false }));
    }
    let amount = Fraction::from_integer;
    let whole = amount(shares.sum());
    let target = whole * Fraction::new(MAIN_SHARE.0, MAIN_SHARE.1);
    let mut running = 0;
    let mut last_needed = None;
    for (weight, row) in &mut sorted {
        // A tie with the last one needed is a main cause too.
        let needed = amount(running) < target || last_needed == Some(*weight);
        row.main = needed && *weight > 0;
        if amount(running) < target {
            last_needed = Some(*weight);
        }
        running += i64::from(*weight);
        row.cumulative = Rate::of_scores(&amount(running), &whole)?;
    }
    Ok(sorted.into_iter().map(|(_, row)| row).listed())
}

fn tree(pack: &Assistance, rows: &[CauseRow], shares: &Shares, main: &[u32]) -> Vec<CauseBranch> {
    let leaf = |(index, (row, share)): (usize, (&CauseRow, &Option<u32>))| CauseLeaf {
        row: index_of(index),
        name: name(pack, row),
        contribution: share.map(|weight| shares.percent(weight)),
        main: main.contains(&index_of(index)),
        verified: row.verified.is_some_and(|verified| verified != Verified::Unverified),
    };
    let of_class = |code: Option<&Text>| {
        let belongs = move |row: &CauseRow| {
            let class = row.cause.as_deref().and_then(|code| find(pack, code)).map(|(class, _)| &class.code);
            class == code
        };
        rows.iter().zip(&shares.weights).enumerate().filter(move |(_, (row, _))| belongs(row)).map(leaf).listed()
    };
    let branch = |code: &Text, name: &Text, causes| CauseBranch { code: code.clone(), name: name.clone(), causes };
    let mut branches: Vec<CauseBranch> =
        pack.causes.iter().map(|class| branch(&class.code, &class.name, of_class(Some(&class.code)))).listed();
    let others = of_class(None);
    if !others.is_empty() {
        branches.push(branch(&"other".into(), &"其他".into(), others));
    }
    branches
}

fn summary(pack: &Assistance, rows: &[CauseRow], main: &[u32], basis: Option<ContributionBasis>, sum: u32) -> String {
    if rows.is_empty() {
        return "还没有写原因。".to_owned();
    }
    let unverified = main.iter().filter(|row| {
        let verified = rows.get(**row as usize).and_then(|row| row.verified);
        verified.is_none_or(|verified| verified == Verified::Unverified)
    });
    let mut text = format!("写了 {} 条原因，主因 {} 条", rows.len(), main.len());
    let unverified = unverified.count();
    if unverified > 0 {
        text += &format!("，其中 {unverified} 条还没有验证");
    }
    match basis {
        None => {}
        Some(ContributionBasis::Estimate) => text += "；贡献度是估计的",
        Some(basis) => text += &format!("；贡献度按{}算", pack.word_for("basis", basis.code())),
    }
    if sum != 100 && sum > 0 {
        text += &format!("；贡献度合计 {sum}%，主因按合计的 80% 取");
    }
    text + "。"
}
