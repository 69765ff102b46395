//! The same period in the eyes of several assessors.

use super::answers::SelfAssessment;
use super::compare::UnitStanding;
use super::scheme::SchemeChoice;
use super::score::score;
use super::scorecard::{GradeName, SchemeName, Scorecard, UnitScore};
use crate::error::{Code, Error, Result};
use crate::exact::{self, Exact, Fraction, Rate};
use crate::json::{codes, object};
use crate::listed::Listed;
use crate::pack::{Packs, Text};

codes! {
    /// Who looks.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum AssessorView: in out {
        /// Whoever did the work.
        #[default]
        "self" => Own,
        /// An expert from outside.
        "expert" => Expert,
        /// The association as a whole, such as its board.
        "association" => Association,
        /// 市场监管部门.
        "authority" => Authority,
    }
}

object! {
    /// What one assessor says.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Assessor: in out {
        /// Who looks.
        pub view: AssessorView,
        /// The answers.
        pub assessment: SelfAssessment,
        /// By whom.
        pub by: Option<String> = default,
    }
}

object! {
    /// Where assessors differ. Their totals are not averaged.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct AssessorComparison: out {
        /// The result in one sentence.
        pub summary: String,
        /// The scheme that everything was scored by.
        pub scheme: SchemeName,
        /// What each comes to, in the order given.
        pub assessors: Vec<AssessorScore>,
        /// Units that all of them gave a level.
        pub compared: u32,
        /// Of these, units with the same level from all.
        pub agreement: Option<Rate>,
        /// Of these, units on which no two are more than one level apart.
        pub within_one: Option<Rate>,
        /// Units in which they differ, the most points apart first.
        pub differences: Vec<Difference>,
    }
}

object! {
    /// What one assessor comes to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct AssessorScore: out {
        /// Who looks.
        pub view: AssessorView,
        /// What that is called.
        pub name: Text,
        /// By whom.
        pub by: Option<String>,
        /// The total.
        pub total: Exact,
        /// The grade; none while anything is missing, or when the scheme gives none.
        pub grade: Option<GradeName>,
        /// Units without an answer.
        pub missing: Vec<Text>,
    }
}

object! {
    /// A unit in which assessors differ.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Difference: out {
        /// Code of the unit.
        pub unit: Text,
        /// What each says, in the order given.
        pub answers: Vec<UnitStanding>,
        /// How many levels lie between the lowest and the highest that is granted; none where somebody gave no level.
        pub levels: Option<u8>,
        /// How many points of the total lie between them.
        pub points: Exact,
        /// In what they differ.
        pub message: String,
    }
}

/// Lays the views of the same period side by side.
///
/// # Errors
/// As [`score`](fn@super::score), for each of them; `out-of-range` for fewer than two.
pub fn compare_assessors(
    packs: &Packs<'_>,
    assessors: &[Assessor],
    choice: Option<&SchemeChoice>,
) -> Result<AssessorComparison> {
    if assessors.len() < 2 {
        let message = format!("至少要两份评分才能比，现在是 {} 份", assessors.len());
        return Err(Error::new(Code::OutOfRange, message).at("assessments"));
    }
    let mut cards: Vec<Scorecard> = Vec::new();
    for (index, assessor) in assessors.iter().enumerate() {
        let placed = |error: Error| {
            // The scheme is one for all and stands beside the list.
            if error.path.starts_with("/scheme") { error } else { error.at(&index.to_string()).at("assessments") }
        };
        cards.push(score(packs.governance(), &assessor.assessment, choice).map_err(placed)?);
    }

    let mut differences: Vec<(Fraction, Difference)> = Vec::new();
    let (mut compared, mut same, mut near) = (0, 0, 0);
    let rows = cards.first().map(|card| card.units.len()).unwrap_or_default();
    for row in 0..rows {
        let units: Vec<&UnitScore> = cards.iter().filter_map(|card| card.units.get(row)).listed();
        let levels = apart(&units);
        compared += u32::from(levels.is_some());
        same += u32::from(levels == Some(0));
        near += u32::from(levels.is_some_and(|levels| levels <= 1));
        if let Some(difference) = difference(&units, levels)? {
            let position = differences.partition_point(|(other, _)| *other >= difference.0);
            differences.insert(position, difference);
        }
    }
    let scheme = cards.first().map(|card| card.scheme.clone());
    let assessors = assessors.iter().zip(cards).map(|(assessor, card)| AssessorScore {
        view: assessor.view,
        name: packs.assistance().word_for("view", assessor.view.code()),
        by: assessor.by.clone(),
        total: card.total,
        grade: card.grade,
        missing: card.missing,
    });
    let mut comparison = AssessorComparison {
        summary: String::new(),
        scheme: scheme.ok_or_else(|| Error::new(Code::OutOfRange, "没有评分"))?,
        assessors: assessors.listed(),
        compared,
        agreement: Rate::of(same, compared),
        within_one: Rate::of(near, compared),
        differences: differences.into_iter().map(|(_, difference)| difference).listed(),
    };
    comparison.summary = summary(&comparison);
    Ok(comparison)
}

/// How many levels lie between the lowest and the highest, where all gave one.
fn apart(units: &[&UnitScore]) -> Option<u8> {
    let granted = units.iter().map(|unit| unit.granted).collect::<Option<Vec<u8>>>()?;
    Some(granted.iter().max()? - granted.iter().min()?)
}

/// In what assessors differ on a unit, with the points that lie between them; none where they agree in everything.
fn difference(units: &[&UnitScore], levels: Option<u8>) -> Result<Option<(Fraction, Difference)>> {
    let Some(first) = units.first() else { return Ok(None) };
    let differ = |same: &dyn Fn(&UnitScore) -> bool| !units.iter().all(|unit| same(unit));
    let message = if differ(&|unit| unit.state == first.state) {
        "有的评了，有的没评或选了不适用"
    } else if differ(&|unit| unit.claimed == first.claimed) {
        "看到的等级不同"
    } else if differ(&|unit| unit.granted == first.granted) {
        "等级相同，手里的证据不同"
    } else {
        return Ok(None);
    };
    let scores: Vec<Fraction> =
        units.iter().map(|unit| unit.score.as_ref().map(Exact::value).unwrap_or_default()).listed();
    let ends = scores.iter().max().zip(scores.iter().min());
    let points = ends.map_or(Ok(Fraction::default()), |(most, least)| exact::subtract(most, least))?;
    let difference = Difference {
        unit: first.code.clone(),
        answers: units.iter().copied().map(UnitStanding::of).listed(),
        levels,
        points: Exact::part(&points)?,
        message: message.to_owned(),
    };
    Ok(Some((points, difference)))
}

fn summary(comparison: &AssessorComparison) -> String {
    let totals: Vec<String> =
        comparison.assessors.iter().map(|score| format!("{} {} 分", score.name, score.total.text())).listed();
    let mut text = totals.join("，");
    if let Some(agreement) = &comparison.agreement {
        text += &format!("。{} 个单元都评了，{} 认可等级相同", comparison.compared, agreement.text());
    }
    match comparison.differences.as_slice() {
        [] => text += "，没有分歧",
        [first, ..] => text += &format!("；{} 个单元有分歧，先谈 {}", comparison.differences.len(), first.unit),
    }
    text + "。各人的分数不平均。"
}
