//! Laws of scoring, tried on random answers.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;
use quality_selfcheck::exact::Fraction;
use quality_selfcheck::governance::{self, SchemeChoice, Scorecard, SelfAssessment};
use quality_selfcheck::json;
use quality_selfcheck::pack::BUILT_IN;

const SCHEMES: [&str; 3] = ["default-2026-1", "equal-indicator", "equal-unit"];
const LEFT_OUT: [&str; 7] = ["C11.1", "C12.4", "C12.5", "C15.2", "C17.1", "C17.2", "C22.1"];

fn codes() -> Vec<&'static str> {
    let secondary = BUILT_IN.governance.indicators.iter().flat_map(|primary| primary.secondary.iter());
    let indicators = secondary.flat_map(|secondary| secondary.indicators.iter());
    indicators.flat_map(|indicator| indicator.units.iter()).map(|unit| unit.code.as_ref()).collect()
}

/// What may be said of a unit: nothing, 不适用, or a level with so much evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    LeftOut,
    Level { level: u8, pieces: u8, dates: u8, outcome: bool },
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        1 => Just(Said::Nothing),
        1 => Just(Said::LeftOut),
        8 => (0..5_u8, 0..4_u8, 1..4_u8, any::<bool>())
            .prop_map(|(level, pieces, dates, outcome)| Said::Level { level, pieces, dates, outcome }),
    ]
}

fn answers() -> impl Strategy<Value = Vec<Said>> {
    proptest::collection::vec(said(), 31).prop_map(|mut answers| {
        for (code, answer) in codes().iter().zip(&mut answers) {
            if *answer == Said::LeftOut && !LEFT_OUT.contains(code) {
                *answer = Said::Nothing;
            }
        }
        answers
    })
}

fn entry(code: &str, said: Said) -> String {
    match said {
        Said::Nothing => format!(r#""{code}":null"#),
        Said::LeftOut => format!(r#""{code}":{{"notApplicable":"没有这一类业务，已逐家核实"}}"#),
        Said::Level { level, pieces, dates, outcome } => {
            let piece = |index: u8| {
                let day = 1 + index % dates;
                let kind = if outcome && index == 0 { "outcome" } else { "record" };
                format!(r#"{{"title":"证据{index}","date":"2026-01-0{day}","kind":"{kind}"}}"#)
            };
            let evidence: Vec<String> = (0..pieces).map(piece).collect();
            format!(r#""{code}":{{"level":{level},"evidence":[{}]}}"#, evidence.join(","))
        }
    }
}

fn text(answers: &[Said], reversed: bool) -> String {
    let mut entries: Vec<String> = codes().iter().zip(answers).map(|(code, said)| entry(code, *said)).collect();
    if reversed {
        entries.reverse();
    }
    format!(r#"{{"units":{{{}}}}}"#, entries.join(","))
}

fn score_text(text: &str, scheme: &str) -> Scorecard {
    let assessment: SelfAssessment = json::decode(&json::read(text).unwrap()).unwrap();
    let choice = SchemeChoice::Named(scheme.to_owned());
    governance::score(BUILT_IN.governance, &assessment, Some(&choice)).unwrap()
}

fn score(answers: &[Said], scheme: &str) -> Scorecard {
    score_text(&text(answers, false), scheme)
}

fn whole(number: i128) -> Fraction {
    Fraction::from_integer(number)
}

fn sum<'a>(numbers: impl Iterator<Item = &'a quality_selfcheck::exact::Exact>) -> Fraction {
    numbers.fold(whole(0), |sum, number| sum + number.value())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn totals_lie_between_nothing_and_everything(answers in answers()) {
        for scheme in SCHEMES {
            let card = score(&answers, scheme);
            prop_assert!(whole(0) <= card.total.value() && card.total.value() <= card.attainable.value());
            prop_assert!(card.attainable.value() <= whole(100));
            prop_assert_eq!(card.grade.is_some(), scheme == SCHEMES[0] && card.missing.is_empty());
        }
    }

    #[test]
    fn weights_sum_to_100_whatever_does_not_apply(answers in answers()) {
        for scheme in SCHEMES {
            let card = score(&answers, scheme);
            prop_assert_eq!(sum(card.units.iter().map(|unit| &unit.effective_weight)), whole(100));
            prop_assert_eq!(sum(card.indicators.iter().map(|indicator| &indicator.part.effective_weight)), whole(100));
            prop_assert_eq!(sum(card.primary.iter().map(|part| &part.effective_weight)), whole(100));
        }
    }

    #[test]
    fn every_level_of_the_tree_adds_up_to_the_total(answers in answers()) {
        let card = score(&answers, SCHEMES[0]);
        let total = card.total.value();
        prop_assert_eq!(sum(card.units.iter().filter_map(|unit| unit.score.as_ref())), total);
        prop_assert_eq!(sum(card.indicators.iter().filter_map(|indicator| indicator.part.score.as_ref())), total);
        prop_assert_eq!(sum(card.secondary.iter().filter_map(|part| part.score.as_ref())), total);
        prop_assert_eq!(sum(card.primary.iter().filter_map(|part| part.score.as_ref())), total);
    }

    #[test]
    fn a_higher_level_never_lowers_the_total(answers in answers(), at in 0..31_usize) {
        if let Said::Level { level, pieces, dates, outcome } = answers[at] && level < 4 {
            let mut better = answers.clone();
            better[at] = Said::Level { level: level + 1, pieces, dates, outcome };
            for scheme in SCHEMES {
                prop_assert!(score(&answers, scheme).total.value() <= score(&better, scheme).total.value());
            }
        }
    }

    #[test]
    fn more_evidence_never_lowers_the_total(answers in answers(), at in 0..31_usize) {
        if let Said::Level { level, pieces, dates, outcome } = answers[at] {
            let more = [
                Said::Level { level, pieces: pieces + 1, dates, outcome },
                Said::Level { level, pieces, dates: dates + 1, outcome },
                Said::Level { level, pieces, dates, outcome: true },
            ];
            for said in more {
                let mut better = answers.clone();
                better[at] = said;
                prop_assert!(score(&answers, SCHEMES[0]).total.value() <= score(&better, SCHEMES[0]).total.value());
            }
        }
    }

    #[test]
    fn answering_keeps_the_total_between_what_it_was_and_what_was_attainable(answers in answers(), at in 0..31_usize, level in 0..5_u8) {
        if answers[at] == Said::Nothing {
            let before = score(&answers, SCHEMES[0]);
            let mut answered = answers.clone();
            answered[at] = Said::Level { level, pieces: 2, dates: 2, outcome: true };
            let after = score(&answered, SCHEMES[0]);
            prop_assert!(before.total.value() <= after.total.value());
            prop_assert!(after.attainable.value() <= before.attainable.value());
        }
    }

    #[test]
    fn the_order_of_the_answers_does_not_matter(answers in answers()) {
        prop_assert_eq!(score_text(&text(&answers, false), SCHEMES[0]), score_text(&text(&answers, true), SCHEMES[0]));
    }

    #[test]
    fn every_gap_is_worth_what_it_says(answers in answers()) {
        let before = score(&answers, SCHEMES[0]);
        for gap in before.gaps.iter().take(3) {
            let at = codes().iter().position(|code| *code == gap.unit).unwrap();
            let mut closed = answers.clone();
            closed[at] = Said::Level { level: gap.next.unwrap_or(4), pieces: 3, dates: 3, outcome: true };
            let after = score(&closed, SCHEMES[0]);
            prop_assert_eq!(after.total.value() - before.total.value(), gap.gain.value());
        }
        let gains: Vec<Fraction> = before.gaps.iter().map(|gap| gap.gain.value()).collect();
        prop_assert!(gains.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn presets_agree_where_every_unit_stands_alike(level in 0..5_u8, left_out in proptest::collection::vec(any::<bool>(), 7)) {
        let said = |code: &&str| match LEFT_OUT.iter().position(|other| other == code) {
            Some(index) if left_out[index] => Said::LeftOut,
            _ => Said::Level { level, pieces: 2, dates: 2, outcome: true },
        };
        let answers: Vec<Said> = codes().iter().map(said).collect();
        for scheme in SCHEMES {
            prop_assert_eq!(score(&answers, scheme).total.value(), whole(25 * i128::from(level)));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = json::read(&text);
    }

    #[test]
    fn almost_json_is_read_or_refused(text in r#"[\[\]{}",:0-9a-z\\.eE+\- \n]{0,60}"#) {
        if let Ok(value) = json::read(&text) {
            prop_assert_eq!(json::read(&json::write(&value)).unwrap(), value);
        }
    }
}
