//! 效果评价: `effect-indicators.json`.

use super::super::List;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// Which values an indicator takes.
    IndicatorKind {
        /// Part of a whole, in percent.
        "percent" => Percent,
        /// The change of a percentage, in 百分点.
        "percent-change" => PercentChange,
        /// Part of a whole, in millionths.
        "ppm" => Ppm,
        /// A count or an amount.
        "number" => Number,
        /// After minus before.
        "difference" => Difference,
        /// Before minus after.
        "reduction" => Reduction,
        /// Grades from 1 to 5: their mean, and the share of 4 and 5.
        "ratings" => Ratings,
        /// The sum of two amounts.
        "amount" => Amount,
        /// Days between two days.
        "days" => Days,
    }

    /// What in the file an indicator's numbers are taken from, where nobody has counted.
    AutoFrom {
        /// The score of the self-check: at the first snapshot, and now.
        "self-check-score" => SelfCheckScore,
        /// The number of key items (★) that failed: at the first snapshot, and now.
        "key-items-failed" => KeyItemsFailed,
        /// The grades that 帮扶工作记录 have of the enterprise.
        "record-satisfaction" => RecordSatisfaction,
        /// The days from the application to the first service.
        "days-to-service" => DaysToService,
    }

    /// Whether more is better.
    Direction {
        /// It is.
        "up" => Up,
        /// Less is.
        "down" => Down,
    }
}

content! {
    /// An indicator of 效果评价.
    EffectIndicator {
        /// Code, such as `I01`.
        id: Text,
        /// Name.
        name: Text,
        /// How it is worked out.
        formula: Text,
        /// Unit.
        unit: Text,
        /// Which values it takes.
        kind: IndicatorKind,
        /// Whether more is better.
        direction: Direction,
        /// The first number may be larger than the second: it is no part of it.
        may_exceed: bool = default,
        /// 基本达成 needs at least so much of it after, in its unit.
        mostly_from: Option<u32> = default,
        /// What its numbers are taken from, where nobody has counted.
        auto_from: Option<AutoFrom> = default,
        /// What it says, in plain words.
        plain: Text,
        /// How to count.
        how_to_count: Text,
        /// What goes wrong.
        pitfalls: Text,
        /// Where it comes from.
        source: Source,
        /// What it rests on.
        anchors: List<Source>,
    }
}
