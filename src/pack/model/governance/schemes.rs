//! Weights, levels, gates and grades: `schemes.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// What silences a `Caution`.
    Unless {
        /// The unit has a note.
        "noted" => Noted,
        /// Its evidence covers two periods or more.
        "two-periods" => TwoPeriods,
    }
}

content! {
    /// A way of scoring table A.1, which has no scores of its own.
    Scheme {
        /// Identifier, such as `default-2026-1`.
        id: Text,
        /// Name shown to users.
        name: Text,
        /// What it does.
        description: Text,
        /// Where it comes from.
        source: Source,
        /// The score of fulfilling everything.
        full_score: Text,
        /// What the weights sum to.
        weight_total: Text,
        /// A weight for each indicator, or for each unit of an indicator.
        weights: List<Weight>,
        /// What each level is worth.
        levels: List<Level>,
        /// Which evidence each level asks for.
        evidence_gate: List<Gate>,
        /// When a unit may be left out.
        not_applicable: NotApplicable,
        /// Grades, highest first; none, if the scheme gives none.
        grades: List<Grade>,
        /// What holds the grade down.
        floor: Option<Floor> = default,
        /// What an assessor is warned of.
        cautions: List<Caution> = default,
        /// Totals that the scheme must give.
        examples: List<SchemeExample> = default,
    }

    /// The weight of an indicator or unit.
    Weight {
        /// Code of the indicator or unit.
        code: Text,
        /// The weight, with at most four decimals.
        weight: Text,
    }

    /// What a level is worth.
    Level {
        /// 0 to 4.
        level: u8,
        /// Name.
        name: Text,
        /// Share of the weight, in percent.
        percent: Text,
    }

    /// Which evidence a level asks for.
    Gate {
        /// From this level on.
        level: u8,
        /// Fewest pieces.
        pieces: u32,
        /// Fewest different dates.
        dates: u32,
        /// Fewest pieces of outcome evidence.
        outcomes: u32,
        /// The rule as a sentence.
        message: Text,
    }

    /// When a unit may be left out.
    NotApplicable {
        /// Codes of the units.
        units: List<Text>,
        /// Fewest characters of the reason.
        reason_min: u32,
        /// Above this share of the full weight there is no grade, in percent.
        weight_max: Text,
    }

    /// A grade.
    Grade {
        /// Code on the wire.
        code: Text,
        /// Name shown to users.
        name: Text,
        /// Least total.
        from: Text,
    }

    /// What holds the grade down.
    Floor {
        /// Indicators that must not be at L0.
        indicators: List<Text>,
        /// Code of the highest grade otherwise.
        at_most: Text,
    }

    /// What an assessor is warned of.
    Caution {
        /// Code of the unit.
        unit: Text,
        /// From this claimed level on.
        from_level: u8,
        /// What silences it.
        unless: Unless,
        /// Identifier of the rule.
        rule: Text,
        /// The warning.
        message: Text,
        /// Where it comes from.
        source: Source,
    }

    /// A total that a scheme must give, evidence being at hand for every level.
    SchemeExample {
        /// Name of the example.
        name: Text,
        /// Level of every unit that is not named otherwise.
        level: u8,
        /// Units with another level; no level means 不适用.
        others: List<UnitLevel>,
        /// The total, as `num/den`.
        total: Text,
    }

    /// The level of a unit in an example.
    UnitLevel {
        /// Code of the unit.
        unit: Text,
        /// Its level; none means 不适用.
        level: Option<u8> = default,
    }
}
