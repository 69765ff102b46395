//! The command line: one JSON object in, one value out; 0 for an answer, 2 for a refusal.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use quality_selfcheck::api::FUNCTIONS;

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quality-selfcheck"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A process that refuses early may have left.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn refused(arguments: &[&str], input: &[u8], code: &str) {
    let output = run(arguments, input);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty());
    let error = text(&output.stderr);
    assert!(
        error.contains("\"name\": \"QualitySelfcheckError\"") && error.contains(&format!("\"code\": \"{code}\"")),
        "{error}"
    );
}

#[test]
fn every_function_can_be_called() {
    for function in FUNCTIONS {
        let output = run(&["call", function, "-"], b"{}");
        let error = text(&output.stderr);
        let known = output.status.success() || (output.status.code() == Some(2) && !error.contains("unknown-function"));
        assert!(known, "{function}: {error}");
    }
}

#[test]
fn an_answer_is_one_json_value_and_exit_0() {
    let output = run(&["call", "checkUscc"], br#"{"code":"91350203MA01002190"}"#);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), "{\n  \"normalized\": \"91350203MA01002190\",\n  \"issues\": []\n}\n");
    assert!(output.stderr.is_empty());
}

#[test]
fn findings_are_answers() {
    let input = r#"{"assessment":{"units":{"C1.1":{"notApplicable":"短"}}}}"#;
    let output = run(&["call", "scoreGovernance"], input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("reason-too-short"));
}

#[test]
fn a_function_without_parameters_needs_no_input() {
    assert!(text(&run(&["about"], b"").stdout).contains(env!("CARGO_PKG_VERSION")));
    for function in [
        "about",
        "applicationForm",
        "causesTable",
        "checklistStages",
        "governanceIndicators",
        "governanceSchemes",
        "productLibrary",
    ] {
        let output = run(&["call", function], b"");
        assert!(output.status.success(), "{function}: {}", text(&output.stderr));
    }
    refused(&["call", "checkUscc"], b"", "not-json");
}

#[test]
fn score_prints_a_card_for_people() {
    let file = r#"{"format":"quality-selfcheck","version":"1.0","kind":"association","id":"x","title":"示例协会 2026","governance":{"assessment":{"units":{"C1.1":{"level":1}}}}}"#;
    for input in [
        r#"{"units":{"C1.1":{"level":1}}}"#,
        r#"{"assessment":{"units":{"C1.1":{"level":1}}},"scheme":"default-2026-1"}"#,
        file,
    ] {
        let output = run(&["score"], input.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).contains("目前得 1.0 分，31 个适用单元评了 1 个"), "{}", text(&output.stdout));
    }
    let output = run(&["score", "--scheme", "equal-unit"], br#"{"units":{"C1.1":{"level":1}}}"#);
    assert!(text(&output.stdout).contains("目前得 0.8 分"), "{}", text(&output.stdout));
}

#[test]
fn refusals_go_to_standard_error_with_exit_2() {
    refused(&["call", "scoreGovernence"], b"{}", "unknown-function");
    refused(&["call", "scoreGovernance"], b"{", "not-json");
    refused(&["call", "scoreGovernance"], b"", "not-json");
    refused(&["call", "scoreGovernance"], b"\xff\xfe", "not-json");
    refused(&["call", "scoreGovernance", "/nowhere/to/be/found.json"], b"", "not-json");
    refused(&["call", "scoreGovernance"], br#"{"assessment":{"units":{}},"sheme":1}"#, "unknown-key");
    refused(
        &["score"],
        br#"{"format":"quality-selfcheck","version":"1.0","kind":"enterprise","id":"x","title":""}"#,
        "unsupported-format",
    );
}

#[test]
fn what_is_too_large_or_too_deep_is_refused() {
    let large = [br#"{"assessment":{"units":{}},"x":""#.as_slice(), &b"a".repeat(21_000_000), b"\"}"].concat();
    refused(&["call", "scoreGovernance"], &large, "too-large");
    let file = [br#"{"text":""#.as_slice(), &b"a".repeat(21_000_000), b"\"}"].concat();
    refused(&["call", "readDossier"], &file, "too-large");
    refused(&["call", "readDossier"], &b"a".repeat(90_000_000), "too-large");
    refused(&["call", "scoreGovernance"], &b"[".repeat(10_000), "too-deep");
    let objects = br#"{"assessment":"#.repeat(10_000);
    refused(&["call", "scoreGovernance"], &objects, "too-deep");
}
