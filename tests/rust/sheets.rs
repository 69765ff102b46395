//! Sheets of answers: what is exported and read back is what was there, whatever the texts.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quality_selfcheck::answer_sheet;
use quality_selfcheck::checklist::{ItemAnswer, Verdict};
use quality_selfcheck::date::Date;
use quality_selfcheck::document::ReportFormat;
use quality_selfcheck::dossier::{AssociationRecord, Dossier, DossierKind};
use quality_selfcheck::governance::{ClaimedLevel, UnitAnswer};
use quality_selfcheck::pack::built_in;
use quality_selfcheck::report::export;

use crate::content::{asked_items, unit_codes};

/// Texts with all that CSV and spreadsheets take for something else. A cell of blanks is a blank cell.
fn texts() -> impl Strategy<Value = Option<String>> {
    let pieces = prop_oneof![
        Just("=1+1"),
        Just("+"),
        Just("-1"),
        Just("@A1"),
        Just("'"),
        Just("\""),
        Just(","),
        Just(";"),
        Just("\t"),
        Just("\n"),
        Just("编号"),
        Just("ST1-2"),
        Just("C1.1"),
        Just("结论"),
        Just("符合"),
        Just("𠮷"),
        Just("\u{202e}"),
        Just("\u{feff}"),
        Just(" "),
        Just("<br>"),
        Just("字"),
    ];
    let text = proptest::collection::vec(pieces, 1..8).prop_map(|pieces| pieces.concat());
    // What nobody can see is no text.
    let is_seen =
        |text: &String| !text.trim_matches(|c: char| c.is_whitespace() || "\u{202e}\u{feff}".contains(c)).is_empty();
    proptest::option::of(text.prop_filter("blank", is_seen))
}

fn verdicts() -> impl Strategy<Value = Option<Verdict>> {
    proptest::option::of(prop_oneof![
        Just(Verdict::Conforming),
        Just(Verdict::MinorNonconformity),
        Just(Verdict::Nonconforming),
        Just(Verdict::NotApplicable),
        Just(Verdict::Unsure),
    ])
}

fn csv(dossier: &Dossier, form: &str) -> String {
    let today = Date::read("2026-07-10").unwrap();
    String::from_utf8(export(&built_in(), dossier, form, ReportFormat::Csv, today).unwrap().bytes).unwrap()
}

proptest! {
    #[test]
    fn answers_come_back_as_they_were(verdict in verdicts(), reason in texts(), note in texts()) {
        let mut dossier = Dossier { kind: DossierKind::Enterprise, ..Dossier::default() };
        let answer = ItemAnswer { verdict, reason, note, evidence: vec!["记录".to_owned()] };
        dossier.answers.insert("ST1-1".to_owned(), Some(answer.clone()));
        let sheet = csv(&dossier, "answer-sheet");
        let same = answer_sheet::read(&built_in(), dossier.clone(), &sheet).unwrap();
        prop_assert_eq!((same.rows as usize, &same.changes, &same.issues), (asked_items(), &Vec::new(), &Vec::new()));
        prop_assert_eq!(same.dossier, dossier);
        let fresh = answer_sheet::read(&built_in(), Dossier::default(), &sheet).unwrap().dossier;
        let read = fresh.answers.get("ST1-1").cloned().flatten().unwrap_or_default();
        prop_assert_eq!((read.verdict, read.reason, read.note), (answer.verdict, answer.reason, answer.note));
    }

    #[test]
    fn levels_come_back_as_they_were(level in proptest::option::of(0_u8..5), reason in texts(), note in texts()) {
        let mut record = AssociationRecord::default();
        let level = level.filter(|_| reason.is_none()).and_then(ClaimedLevel::new);
        let answer = UnitAnswer { level, not_applicable: reason, note, ..UnitAnswer::default() };
        record.assessment.units.insert("C1.1".to_owned(), Some(answer.clone()));
        let dossier = Dossier { kind: DossierKind::Association, governance: Some(record), ..Dossier::default() };
        let sheet = csv(&dossier, "level-sheet");
        let same = answer_sheet::read(&built_in(), dossier.clone(), &sheet).unwrap();
        prop_assert_eq!((same.rows as usize, &same.changes, &same.issues), (unit_codes().len(), &Vec::new(), &Vec::new()));
        let fresh = Dossier { kind: DossierKind::Association, ..Dossier::default() };
        let fresh = answer_sheet::read(&built_in(), fresh, &sheet).unwrap().dossier;
        let read = fresh.governance.and_then(|record| record.assessment.units.get("C1.1").cloned().flatten());
        let read = read.unwrap_or_default();
        prop_assert_eq!((read.level, read.not_applicable, read.note), (answer.level, answer.not_applicable, answer.note));
    }

    /// Any text at all is read or refused.
    #[test]
    fn no_text_is_too_strange(text in any::<String>(), broken in "(编号|结论|ST1-1|符合|[\",;\t\r\n'=]){0,40}") {
        for text in [text, broken] {
            if let Err(error) = answer_sheet::read(&built_in(), Dossier::default(), &text) {
                prop_assert_eq!(&error.path, "/text");
            }
        }
    }
}
