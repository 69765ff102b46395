//! The command line: one JSON object in, one value out; 0 for an answer, 2 for a refusal.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use quality_selfcheck::api::FUNCTIONS;

use crate::content::{asked_items, framework_items, unit_codes};

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
        "dossierWords",
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
        let said = format!("目前得 1.0 分，{} 个适用单元评了 1 个", unit_codes().len());
        assert!(text(&output.stdout).contains(&said), "{}", text(&output.stdout));
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
    refused(&["call", "scoreGovernance", "/nowhere/to/be/found.json"], b"", "no-such-file");
    refused(&["call", "scoreGovernance"], br#"{"assessment":{"units":{}},"sheme":1}"#, "unknown-key");
    refused(
        &["score"],
        br#"{"format":"quality-selfcheck","version":"1.0","kind":"enterprise","id":"x","title":""}"#,
        "unsupported-format",
    );
}

/// Whatever is long on the command line, a refusal says no more than a little of it; of a file's name its end.
#[test]
fn a_command_that_is_written_wrongly_is_refused_in_chinese() {
    for (arguments, code, path, message) in [
        (&["scor"][..], "unknown-function", "", "没有“scor”这个命令，是不是 "),
        (&["check", "--tody", "2026-03-12"], "unknown-key", "/tody", "这里不能写“--tody”，是不是 --today；"),
        (&["about", "more"], "unknown-key", "", "这里不能写“more”；"),
        (&["call"], "wrong-type", "", "缺少 <FUNCTION>；"),
        (&["merge", "one.json"], "wrong-type", "", " 写少了；"),
        (&["check", "--today"], "wrong-type", "/today", "--today <TODAY> 后面没有写值；"),
        (&["industry", "-", "--asked", "many"], "wrong-type", "/asked", "--asked <ASKED> 不能写“many”；"),
        (&["check", "--today", "x", "--today", "y"], "duplicate-key", "/today", "--today <TODAY> 写了不止一次；"),
    ] {
        refused(arguments, b"", code);
        let error = text(&run(arguments, b"").stderr).to_owned();
        assert!(error.contains(&format!("\"path\": \"{path}\"")), "{error}");
        assert!(error.contains(message) && error.contains("写法见 quality-selfcheck --help"), "{error}");
    }
    let help = run(&["--help"], b"");
    assert!(help.status.success() && text(&help.stdout).starts_with("质量自查："));
    assert_eq!(run(&[], b"").status.code(), Some(2));
}

#[test]
fn refusals_repeat_little_of_what_is_on_the_command_line() {
    let long = "囧".repeat(9_000);
    let (case, folder) = (file("long.json", &association("")), ["囧"; 300].join("/"));
    let name = format!("/nowhere/{folder}/名字");
    let commands: [&[&str]; 20] = [
        &["call", &long],
        &["check", &case, "--today", &long],
        &["score", &case, "--scheme", &long],
        &["score", &case, "--explain", &long],
        &["improve", &case, "--target", &long],
        &["compare", &case, "--before", &long],
        &["compare", &case, "--before", "2025", "--after", &long],
        &["report", &case, "--form", &long],
        &["report", &case, "--form", "governance", "--format", &long],
        &["call", "about", &name],
        &["check", &name],
        &["merge", &name, &name],
        &["report", &case, "--form", "governance", "-o", &name],
        &["import", &case, &name],
        &["industry", &format!("{name}.ndjson")],
        &["industry", &case, "--part", &name],
        &["industry", &case, "--today", &long],
        &["pack", "diff", &name],
        &["about", "--pack", &name],
        &["schema", &long],
    ];
    for arguments in commands {
        let output = run(arguments, b"");
        let error = text(&output.stderr);
        let said = arguments.iter().map(|argument| argument.chars().take(20).collect::<String>()).collect::<Vec<_>>();
        assert_eq!(output.status.code(), Some(2), "{said:?}");
        assert!(error.matches('囧').count() <= 200, "{said:?}: {error:.600}");
        assert!(!arguments.contains(&&*name) || error.contains("囧/名字"), "{said:?}: {error:.600}");
    }
    // A file that is listed instead of refused.
    let listed = run(&["industry", &name], b"");
    assert!(text(&listed.stdout).matches('囧').count() <= 200, "{}", text(&listed.stdout));
}

#[test]
fn what_the_disk_refuses_is_no_fault_of_the_text() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    refused(&["check", folder], b"", "cannot-read");
    refused(&["import", folder, folder], b"", "cannot-read");
    let output = run(&["check", folder], b"");
    assert!(text(&output.stderr).contains("这是一个文件夹"), "{}", text(&output.stderr));
    // A text that was read stays what it is.
    refused(&["check", &file("latin.json", "é")], b"", "not-json");
}

/// An answer that cannot be handed over is a refusal too, unless its reader has left.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_on_standard_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let program = env!("CARGO_BIN_EXE_quality-selfcheck");
    let output = Command::new(program).arg("about").stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("\"cannot-write\"") && error.contains("存储空间满了"), "{error}");
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

/// A file with this text, for commands that read more than one.
fn file(name: &str, text: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// Standard output of a command that ends so.
fn printed(arguments: &[&str], input: &str, exit: i32) -> String {
    let output = run(arguments, input.as_bytes());
    assert_eq!(output.status.code(), Some(exit), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

const CASE: &str = r#"{"format":"quality-selfcheck","version":"3.0","kind":"enterprise","id":"d-1","title":"温升不合格",
    "application":{"problems":[{"orderReceived":true,"orderedOn":"2026-03-10"}]},
    "answers":{"ST1-1":{"verdict":"nonconforming"}}}"#;

/// Our words in a bureau's own: one item asks something else.
const OTHER_WORDS: &str = r#"{"guide":"assistance","extends":"编制说明 征求意见阶段 2026-05，修订 1","manifest":{"name":"示例市局内容"},
    "checklist":[{"code":"ST1","items":[{"code":"ST1-2","requirement":"另一句话"}]}]}"#;

const DANGLING: &str = r#"{"guide":"assistance","extends":"编制说明 征求意见阶段 2026-05，修订 1",
    "checklist":[{"code":"ST1","items":[{"code":"ST1-2","causes":["Z9"]}]}]}"#;

#[test]
fn check_prints_every_step_for_people() {
    let shown = printed(&["check", "-", "--today", "2026-03-12"], CASE, 0);
    let asked = format!("自查    {} 项答了 1 项", asked_items());
    for line in [
        "温升不合格（按 2026-03-12 计算）",
        &asked,
        "期限    K2 完成改正  2026-05-09 周六，还有 58 天",
        "申请帮扶不中止、不延长任何法定期限，也不免除法律责任。",
    ] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
    let late = printed(&["check", "--today", "2026-05-10"], CASE, 0);
    assert!(late.contains("已过 1 天"), "{late}");
    // Whatever is noticed while opening is told: here the age of the file.
    let old = printed(&["check", "--today", "2026-03-12"], &CASE.replace("\"3.0\"", "\"1.0\""), 0);
    assert!(old.contains("打开时发现\n/version  文件由 1.0 版写出"), "{old}");
}

#[test]
fn tasks_says_how_far_each_step_is_and_where_to_go_on() {
    let shown = printed(&["tasks", "-", "--today", "2026-03-12"], CASE, 0);
    let asked = format!("  … 自查：{} 项答了 1 项", asked_items());
    for line in ["温升不合格（按 2026-03-12 计算）", "说清情况\n", &asked, "接着做："] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
    assert!(printed(&["tasks", "--today", "2026-05-10"], CASE, 0).contains("  ! 期限："));
    refused(&["tasks", "-"], b"{}", "unsupported-format");
}

#[test]
fn check_prints_the_framework_and_the_satisfaction_of_an_association() {
    let case = r#"{"format":"quality-selfcheck","version":"3.0","kind":"association","id":"d-1","title":"甲",
        "governance":{"assessment":{"units":{}},"framework":{"7.2.b":{"state":"partly"},"8.3.2.e":{"state":"not-applicable"}},
        "surveys":[{"period":"2026","sent":120,"valid":95,"satisfied":84}]}}"#;
    let shown = printed(&["check", "-", "--today", "2026-07-06"], case, 0);
    let all = framework_items().len();
    let answered = format!(
        "实施框架  {all} 项答了 2 项：部分落实 1 项，不适用 1 项；还有 {} 项未答；没落实好的关系到 1 个指标。\n",
        all - 2
    );
    for line in [
        &answered,
        "/governance/framework/8.3.2.e/reason  写一句 8.3.2.e 为什么不适用\n",
        "满意度    2026：有效 95 份，回收率 79.2%，满意率 88.4%。\n",
        "/governance/surveys/0  还没有前后两期能比的满意率",
    ] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
}

#[test]
fn check_refuses_with_exit_2() {
    refused(&["check", "--today", "2026-02-30"], CASE.as_bytes(), "impossible-date");
    refused(&["check"], b"{}", "unsupported-format");
    refused(&["check"], CASE.replace("ST1-1", "ST9-99").as_bytes(), "unknown-code");
    refused(&["check"], CASE.replace("\"3.0\"", "\"4.0\"").as_bytes(), "newer-version");
    refused(&["check", "/nowhere/to/be/found.json"], b"", "no-such-file");
}

/// The text of a file as it is saved, in a format.
fn saved(dossier: &str, format: &str) -> String {
    let call = format!(r#"{{"dossier":{dossier},"format":"{format}"}}"#);
    let answer = quality_selfcheck::json::read(&printed(&["call", "writeDossier"], &call, 0)).unwrap();
    match answer.get("text") {
        Some(quality_selfcheck::json::Json::String(text)) => text.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn verify_tells_a_whole_file_from_one_that_was_changed() {
    for format in ["json", "html"] {
        let whole = saved(&CASE.replace("\"title\"", "\"savedOn\":\"2026-03-12\",\"title\""), format);
        let shown = printed(&["verify"], &whole, 0);
        assert_eq!(shown, "核对一致：2 处存下的结果和校验值都和重算的一样。\n");
        let changed = printed(&["verify"], &whole.replace("\"nonconforming\"", "\"conforming\""), 1);
        assert!(changed.contains("/sha256  校验值不符") && changed.contains("/results/keyFailed"), "{changed}");
    }
    assert_eq!(printed(&["verify"], CASE, 0), "文件里没有存结果，没有可核对的。\n");
    refused(&["verify"], b"PK", "not-json");
}

#[test]
fn merge_writes_one_file_and_lists_conflicts_apart() {
    let one = file("one.json", &CASE.replace("温升不合格", "甲"));
    let two = file("two.html", &saved(&CASE.replace("温升不合格", "乙"), "html"));
    let output = run(&["merge", &one, &two], b"");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stderr),
        "2 份合成一份，有 1 处说法不一，都列出来了，请逐处选定。\n/title  \"乙\" ↔ \"甲\"\n"
    );
    // What was printed is a file by itself.
    let merged = text(&output.stdout);
    assert!(merged.contains("\"title\": \"甲\""), "{merged}");
    assert!(printed(&["check", "--today", "2026-03-12"], merged, 0).contains("/title  合并时有 2 种说法"));

    let target = file("merged.json", "");
    let output = run(&["merge", &one, &two, "-o", &target], b"");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), ""));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), merged);
    let output = run(&["merge", &one, &one], b"");
    assert_eq!(text(&output.stderr), "2 份合成一份，没有冲突。\n");
}

#[test]
fn merge_refuses_with_exit_2() {
    let one = file("case.json", CASE);
    let other = file("other.json", &CASE.replace("d-1", "d-2"));
    refused(&["merge", &one, &other], b"", "unsupported-format");
    refused(&["merge", &one, "/nowhere/to/be/found.json"], b"", "no-such-file");
    refused(&["merge", &one, &one, "-o", "/nowhere/to/be/written.json"], b"", "cannot-write");
    // One file is nothing to merge: that is no call at all.
    assert_eq!(run(&["merge", &one], b"").status.code(), Some(2));
}

#[test]
fn pack_lint_says_whether_a_pack_can_be_used() {
    let fine = printed(&["pack", "lint"], OTHER_WORDS, 0);
    assert!(
        fine.starts_with(
            "内容包“示例市局内容”（编制说明 征求意见阶段 2026-05，修订 1）可以用，没有发现问题。\nSHA-256 "
        ),
        "{fine}"
    );
    let wrong = printed(&["pack", "lint", &file("dangling.json", DANGLING)], "", 1);
    assert!(wrong.contains("还不能用：有 1 处要改。\n要改  /checklist/ST1/items/ST1-2/causes/0  "), "{wrong}");
    let other = printed(&["pack", "lint"], &OTHER_WORDS.replace("2026-05，修订 1", "2025-01"), 1);
    assert!(other.contains("要改  /extends  内置内容没有“编制说明 征求意见阶段 2025-01”这一版"), "{other}");
    refused(&["pack", "lint"], br#"{"guide":"cookery"}"#, "unknown-code");
    refused(&["pack", "lint"], br#"{"guide":"governance","colour":1}"#, "unknown-key");
    refused(&["pack", "lint"], b"[", "not-json");
}

#[test]
fn pack_diff_compares_with_ours_or_with_another() {
    let other = file("other-words.json", OTHER_WORDS);
    let shown = printed(&["pack", "diff", &other], "", 0);
    assert!(shown.starts_with("新增 0 处，删去 0 处，改动 2 处；有 1 项要重新回答。\n"), "{shown}");
    assert!(shown.contains("改动  /checklist/ST1/items/ST1-2  requirement\n"), "{shown}");
    assert!(shown.ends_with("要重新回答：ST1-2\n"), "{shown}");
    let same = printed(&["pack", "diff", &other, &other], "", 0);
    assert_eq!(same, "新增 0 处，删去 0 处，改动 0 处；有 0 项要重新回答。\n");
    refused(&["pack", "diff", &file("dangling-diff.json", DANGLING)], b"", "invalid-pack");
    refused(
        &[
            "pack",
            "diff",
            &other,
            &file("of-two.json", r#"{"guide":"governance","extends":"征求意见稿 2022-03，修订 1"}"#),
        ],
        b"",
        "unsupported-format",
    );
}

#[test]
fn every_command_reads_packs_of_ones_own() {
    let other = file("own.json", OTHER_WORDS);
    assert!(printed(&["about", "--pack", &other], "", 0).contains("示例市局内容"));
    assert!(!printed(&["about"], "", 0).contains("示例市局内容"));
    assert!(printed(&["call", "checklistItems", "--pack", &other], "{}", 0).contains("另一句话"));
    let heavier = r#"{"guide":"governance","extends":"征求意见稿 2022-03，修订 1",
        "schemes":[{"id":"default-2026-1","weights":[{"code":"C1","weight":"5"},{"code":"C2","weight":"3"}]}]}"#;
    let heavier = file("heavier.json", heavier);
    let answers = r#"{"units":{"C1.1":{"level":4,"evidence":[{"title":"一","date":"2026-01-01"},{"title":"二","date":"2026-02-01","kind":"outcome"}]}}}"#;
    let both = printed(&["score", "--pack", &other, "--pack", &heavier], answers, 0);
    assert!(both.contains("目前得 5.0 分"), "{both}");
    assert!(printed(&["score"], answers, 0).contains("目前得 4.0 分"));
    // A file of ours says that it was made with other content.
    let ours = saved(CASE, "json");
    let checked = printed(&["check", "--today", "2026-03-12", "--pack", &other], &ours, 0);
    assert!(checked.contains("/content/0  内容包“示例市局内容”和保存时不同"), "{checked}");
    assert!(printed(&["verify", "--pack", &heavier], &ours, 0).contains("核对一致"));
}

#[test]
fn packs_that_cannot_be_used_are_refused_by_name() {
    let dangling = file("broken-pack.json", DANGLING);
    refused(&["about", "--pack", &dangling], b"", "invalid-pack");
    let error = run(&["about", "--pack", &dangling], b"").stderr;
    assert!(text(&error).contains(&format!("内容包 {dangling} 不能用：")), "{}", text(&error));
    assert!(text(&error).contains("\"path\": \"/checklist/ST1/items/ST1-2/causes/0\""), "{}", text(&error));
    let other = file("twice.json", OTHER_WORDS);
    refused(&["about", "--pack", &other, "--pack", &other], b"", "duplicate-key");
    refused(&["about", "--pack", "/nowhere/to/be/found.json"], b"", "no-such-file");
}

#[test]
fn forms_are_written_as_files() {
    let listed = printed(&["report"], CASE, 0);
    assert!(listed.contains("application          质量技术帮扶申请表\n") && listed.lines().count() == 34, "{listed}");
    let page = printed(&["report", "--form", "checklist", "--today", "2026-03-12"], CASE, 0);
    assert!(page.starts_with("<!doctype html>") && page.contains("<h1>产品实现各阶段自查表</h1>"), "{page}");
    for (extension, begins) in
        [("html", "<!doctype html>"), ("md", "# 一页摘要"), ("csv", "\u{feff}\"一页摘要\""), ("json", "{")]
    {
        let target = file(&format!("summary.{extension}"), "");
        printed(&["report", "--form", "summary", "--today", "2026-03-12", "-o", &target], CASE, 0);
        assert!(std::fs::read_to_string(&target).unwrap().starts_with(begins), "{extension}");
    }
    for extension in ["docx", "xlsx"] {
        let target = file(&format!("summary.{extension}"), "");
        printed(&["report", "--form", "summary", "--today", "2026-03-12", "-o", &target], CASE, 0);
        assert!(std::fs::read(&target).unwrap().starts_with(b"PK"), "{extension}");
    }
    refused(&["report", "--form", "poem"], CASE.as_bytes(), "unknown-code");
    refused(&["report", "--form", "summary", "--format", "pdf"], CASE.as_bytes(), "unknown-code");
    refused(&["report", "--form", "summary", "-o", "/nowhere/to/be/written.html"], CASE.as_bytes(), "cannot-write");
}

fn association(extra: &str) -> String {
    format!(
        r#"{{"format":"quality-selfcheck","version":"3.0","kind":"association","id":"a-1","title":"示例协会",
        "governance":{{"assessment":{{"units":{{"C1.1":{{"level":1}},"C12.5":{{"notApplicable":"成员企业均为内销，没有出口业务"}}}}}}}}{extra}}}"#
    )
}

#[test]
fn a_score_is_explained_and_improved() {
    let explained = printed(&["score", "--explain", "C12"], &association(""), 0);
    assert!(explained.starts_with("C12 参与标准化活动  0.00 / 7.00\n"), "{explained}");
    assert!(
        explained.contains("\nC12.5 不适用，不进分母。\n") && explained.contains("\nC12.5  不适用 / 0.00  "),
        "{explained}"
    );
    // A unit is explained with its indicator.
    assert_eq!(printed(&["score", "--explain", "C12.3"], &association(""), 0), explained);
    // The page of a file does as well as the file.
    let page = saved(&association(""), "html");
    assert_eq!(printed(&["score", "--explain", "C12"], &page, 0), explained);
    refused(&["score", "--explain", "C23"], association("").as_bytes(), "unknown-code");
    let improved = printed(&["improve"], &association(""), 0);
    assert!(
        improved.contains("29 个未评单元先按 L0 算") && improved.contains("最少") && improved.contains("上下浮动 20%"),
        "{improved}"
    );
    let best = printed(&["improve", "--target", "exemplary"], &association(""), 0);
    assert!(best.contains("够“示范”") && best.contains("评完才有等级"), "{best}");
    refused(&["improve", "--target", "gold"], association("").as_bytes(), "unknown-code");
}

#[test]
fn periods_of_a_file_are_compared() {
    let earlier = association("").replace("\"level\":1", "\"level\":0");
    let both = association(&format!(r#","snapshots":[{{"label":"2025","takenOn":"2026-01-08","dossier":{earlier}}}]"#));
    let shown = printed(&["compare"], &both, 0);
    assert!(shown.contains("2025 0.0 分（未定级），本期 1.0 分（未定级），相差 +1.00 分"), "{shown}");
    assert!(shown.contains("\n变了的单元\nC1.1   L0 → L1\n"), "{shown}");
    assert_eq!(printed(&["compare", "--before", "2025"], &both, 0), shown);
    refused(&["compare", "--before", "2024"], both.as_bytes(), "unknown-code");
    refused(&["compare"], association("").as_bytes(), "unknown-code");
    refused(&["compare"], CASE.as_bytes(), "unknown-code");
}

/// A folder of members' files, some of which are none.
fn members(name: &str) -> String {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("更多")).unwrap();
    let member = |id: u32| CASE.replace("d-1", &format!("m-{id}"));
    for (file, text) in [
        ("1.json", member(1)),
        ("2.html", saved(&member(2), "html")),
        ("3.json", member(1)),
        ("4.json", association("")),
        ("5.json", "{ 坏了".to_owned()),
        ("6.txt", member(6)),
        ("更多/7.ndjson", format!("{}\n\n{}\n[]\n", member(7).replace('\n', " "), member(8).replace('\n', " "))),
    ] {
        std::fs::write(folder.join(file), text).unwrap();
    }
    std::fs::write(folder.join("9.json"), [0xff, 0xfe]).unwrap();
    folder.display().to_string()
}

#[test]
fn members_files_are_read_from_folders_and_streams_and_broken_ones_listed() {
    let folder = members("members");
    let output = run(&["industry", &folder, "--asked", "8", "--today", "2026-07-06"], b"");
    // No bar where there is no terminal.
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let shown = text(&output.stdout);
    assert!(shown.contains("\n收到 4 份，应收 8 份，50.0%\n"), "{shown}");
    assert!(shown.contains("\n没有计入的文件 5 份\n"), "{shown}");
    assert!(shown.contains(&format!("\n\n不是存档、没有读的文件 1 份\n{folder}/6.txt\n")), "{shown}");
    for (file, why) in [
        ("3.json", "和前面的文件是同一个档案，没有重复计入"),
        ("4.json", "/kind 这是协会的档案，不是成员企业的"),
        ("5.json", "这不是“质量自查”的存档，或文件不完整"),
        ("9.json", "这不是“质量自查”的存档"),
        ("更多/7.ndjson 第 4 行", "这不是“质量自查”的存档"),
    ] {
        let named = |line: &str| line.starts_with(&format!("{folder}/{file}  ")) && line.contains(why);
        assert!(shown.lines().any(named), "{file}: {shown}");
    }
    // Nothing that could be read is no summary.
    let none = run(&["industry", &format!("{folder}/5.json")], b"");
    assert_eq!(none.status.code(), Some(1));
    refused(&["industry", "/nowhere/to/be/found.ndjson"], b"", "no-such-file");
    refused(&["industry", &folder, "--export", "/nowhere/to/be/written.json"], b"", "cannot-write");
}

#[test]
fn cases_are_compiled_from_folders_and_written() {
    let folder = members("members-compiled");
    let target = file("cases.md", "");
    let output = run(&["cases", &folder, "-o", &target, "--today", "2026-07-06"], b"");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let shown = text(&output.stdout);
    assert!(
        shown.starts_with("由 4 份档案编成，收入 0 个典型案例。\n同一个案子有更新的存档，没有用旧的 1 份\n"),
        "{shown}"
    );
    assert!(shown.contains("\n没有收入 4 份：没有分析出主因\n"), "{shown}");
    assert!(shown.contains(&format!("{folder}/4.json  /kind 这是协会的档案，不是企业的\n")), "{shown}");
    let written = std::fs::read_to_string(&target).unwrap();
    assert!(written.starts_with("# 典型案例汇编\n") && written.contains("| 没有分析出主因 | 4 |"), "{written}");
    let guide = ["cases", &folder, "--form", "improvement-guide", "-o", &target, "--today", "2026-07-06"];
    assert_eq!(run(&guide, b"").status.code(), Some(0));
    assert!(std::fs::read_to_string(&target).unwrap().starts_with("# 质量提升指南\n"));
    // Without a file only what went in is said; without a case that can be read there is nothing.
    assert_eq!(text(&run(&["cases", &folder, "--today", "2026-07-06"], b"").stdout), shown);
    assert_eq!(run(&["cases", &format!("{folder}/5.json")], b"").status.code(), Some(1));
    refused(&["cases", &folder, "--form", "members"], b"", "unknown-code");
    refused(&["cases", &folder, "-o", "/nowhere/to/be/written.html"], b"", "cannot-write");
}

#[test]
fn of_two_files_of_one_member_the_newer_counts_and_that_they_differ_is_said() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("members-twice");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let at = folder.display().to_string();
    let day = |day: &str, text: &str| text.replace("\"title\"", &format!("\"savedOn\":\"{day}\",\"title\""));
    let repaired = CASE.replace("nonconforming", "conforming");
    let summary = |files: &[(&str, String)]| {
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let part = file("members-twice-part.json", "");
        let shown = printed(&["industry", &at, "--today", "2026-07-06", "--part", &part], "", 0);
        for (name, _) in files {
            std::fs::remove_file(folder.join(name)).unwrap();
        }
        (std::fs::read_to_string(part).unwrap(), shown)
    };
    let one = |text: &str| summary(&[("1.json", text.to_owned())]).0;
    let (older, newer) = (day("2026-03-12", CASE), day("2026-06-01", &repaired));

    // In either order, and nothing of the older one is left in the counts.
    let (part, shown) = summary(&[("1.json", older.clone()), ("2.HTM", saved(&newer, "html"))]);
    assert_eq!(part, one(&newer));
    let line = format!(
        "{at}/1.json  和 {at}/2.HTM 是同一个档案，内容不同：这份 2026-03-12 保存，那份 2026-06-01 保存，计入较新的一份"
    );
    assert!(shown.contains("汇总 1 家的自查") && shown.lines().any(|other| other == line), "{shown}");
    let (part, shown) =
        summary(&[("1.htm", saved(&newer, "html")), ("2.json", older.clone()), ("3.json", older.clone())]);
    assert_eq!(part, one(&newer));
    assert!(
        shown.contains("没有计入的文件 2 份") && shown.contains(&format!("{at}/2.json  和 {at}/1.htm 是")),
        "{shown}"
    );

    let (part, shown) = summary(&[("1.json", CASE.to_owned()), ("2.json", repaired.clone())]);
    assert_eq!(part, one(CASE));
    assert!(shown.contains("内容不同：这份没写保存日期，那份没写保存日期，分不出先后，计入前一份"), "{shown}");
    let (part, shown) = summary(&[("1.json", older.clone()), ("2.json", day("2026-06-01", CASE))]);
    assert_eq!(part, one(CASE));
    assert!(shown.contains("统计结果一样：这份 2026-03-12 保存"), "{shown}");
}

#[test]
fn parts_of_a_summary_are_merged_to_the_same_bytes() {
    let folder = members("members-in-parts");
    let day = ["--today", "2026-07-06"];
    let part = |inputs: &[&str], name: &str| {
        let target = file(name, "");
        let output = run(&[&["industry"], inputs, &day, &["--part", &target]].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        (std::fs::read_to_string(&target).unwrap(), target)
    };
    let (whole, _) = part(&[&folder], "whole-part.json");
    let (_, first) = part(&[&format!("{folder}/1.json"), &format!("{folder}/2.html")], "first-part.json");
    let (_, second) = part(&[&format!("{folder}/更多")], "second-part.json");
    assert_eq!(part(&[&second, &first], "merged-part.json").0, whole);
    // A stream of parts does as well, and a part of other content is listed.
    let line = |text: &str| text.replace('\n', " ");
    let stream =
        [line(&std::fs::read_to_string(&first).unwrap()), line(&whole.replace("\"content\": \"", "\"content\": \"0"))];
    let shown = printed(&["industry", "-", "--today", "2026-07-06"], &(stream.join("\n") + "\n"), 0);
    assert!(
        shown.contains("汇总 2 家的自查") && shown.contains("标准输入 第 2 行  这份汇总用的内容包和现在的不同"),
        "{shown}"
    );
}

#[test]
fn what_is_exported_is_anonymous() {
    let folder = members("members-anonymous");
    let target = file("overview.json", "");
    printed(&["industry", &folder, "--today", "2026-07-06", "--export", &target], "", 0);
    let exported = std::fs::read_to_string(&target).unwrap();
    assert!(exported.contains("\"anonymous\": true") && exported.contains("\"files\": 4"), "{exported}");
    assert!(!exported.contains("m-1") && !exported.contains("\"counts\""), "{exported}");
    let shown = printed(&["industry", &folder, "--today", "2026-07-06", "--anonymous"], "", 0);
    assert!(shown.contains("\n* 家数太少，不显示\n"), "{shown}");
    let few = printed(&["industry", &format!("{folder}/1.json"), "--today", "2026-07-06", "--anonymous"], "", 0);
    assert!(few.contains("不足 3 家，不给出汇总。"), "{few}");
}

#[test]
fn a_line_beyond_every_limit_is_listed_and_the_next_one_read() {
    let long = format!("{}\n{}\n", "x".repeat(20_000_001), CASE.replace('\n', " "));
    let shown = printed(&["industry", "-", "--today", "2026-07-06"], &long, 0);
    assert!(shown.contains("汇总 1 家的自查") && shown.contains("标准输入 第 1 行  超过 20 MB"), "{shown}");
}

/// A sheet is first shown, and the case written only where it is asked for.
#[test]
fn a_sheet_of_answers_is_read_back() {
    let case = file("sheet-case.json", CASE);
    let sheet = file("sheet.csv", "编号,结论,看到的情况\r\nST1-1,符合,\"换版，\r\n没有跟上\"\r\n");
    let listed = printed(&["import", &case, &sheet], "", 0);
    assert!(
        listed.starts_with("读了 1 行，会改 ") && listed.contains("ST1-1   看到的情况：空 → 换版， 没有跟上\n"),
        "{listed}"
    );
    assert_eq!(std::fs::read_to_string(&case).unwrap(), CASE);
    let target = file("sheet-target.json", "");
    printed(&["import", &case, &sheet, "-o", &target], "", 0);
    let written = std::fs::read_to_string(&target).unwrap();
    assert!(written.contains("换版，\\n没有跟上"), "{written}");
    // The same sheet again has nothing new to say.
    assert!(printed(&["import", &target, &sheet], "", 0).starts_with("读了 1 行，会改 0 处"));
    let broken = file("broken.csv", "编号,结论\nST1-1,差不多\nST99-9,符合\n");
    let said = printed(&["import", &case, &broken], "", 1);
    assert!(
        said.contains("第 2 行  ST1-1 的结论“差不多”读不懂") && said.contains("第 3 行  没有编号“ST99-9”"),
        "{said}"
    );
    let none = file("none.csv", "甲,乙\n");
    refused(&["import", &case, &none], b"", "unsupported-format");
}

/// What a spreadsheet program writes is read as it was meant, or it is said what it is.
#[test]
fn a_sheet_is_read_in_the_encoding_it_has_and_told_from_other_files() {
    const SHEET: &str = "编号,结论,看到的情况\r\nST1-1,符合,换版\r\n";
    let case = file("encodings-case.json", CASE);
    let bytes = |name: &str, bytes: &[u8]| {
        let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(SHEET.replace(',', "\t").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    // Excel's own text: 编号,结论 … in the encoding of Chinese Windows.
    let national = [
        &b"\xb1\xe0\xba\xc5,\xbd\xe1\xc2\xdb,\xbf\xb4\xb5\xbd\xb5\xc4\xc7\xe9\xbf\xf6\r\n"[..],
        b"ST1-1,\xb7\xfb\xba\xcf,\xbb\xbb\xb0\xe6\r\n",
    ]
    .concat();
    for (name, contents) in [("utf-16.txt", utf16), ("gbk.csv", national), ("utf-8.csv", SHEET.as_bytes().to_vec())] {
        let listed = printed(&["import", &case, &bytes(name, &contents)], "", 0);
        assert!(listed.contains("读了 1 行，会改 2 处") && listed.contains("空 → 换版"), "{name}: {listed}");
    }
    let said = |contents: &[u8], code: &str| {
        let output = run(&["import", &case, &bytes("no-sheet", contents)], b"");
        let error = text(&output.stderr).to_owned();
        assert!(output.status.code() == Some(2) && error.contains(&format!("\"code\": \"{code}\"")), "{error}");
        error
    };
    let broken = [SHEET.as_bytes(), b"ST1-2,\xe7\xac,\r\n"].concat();
    assert!(said(&broken, "not-json").contains("第 3 行第 7 个字符处坏了"));
    let old = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 4096]].concat();
    assert!(
        said(&old, "unsupported-format")
            .contains("旧版 Excel 或 Word 文件（.xls、.doc），不是答案表：请在表格软件里打开它")
    );
    for (format, kind) in [("xlsx", "Excel 工作簿（.xlsx），不是答案表"), ("docx", "Word 文件（.docx），不是答案表")]
    {
        let ours = file(&format!("no-sheet.{format}"), "");
        printed(&["report", &case, "--form", "answer-sheet", "--today", "2026-07-10", "-o", &ours], "", 0);
        let report = std::fs::read(&ours).unwrap();
        assert!(said(&report, "unsupported-format").contains(kind));
        // The same where a case is opened.
        let output = run(&["check", &ours], b"");
        assert!(text(&output.stderr).contains("这不是“质量自查”的存档，是"), "{}", text(&output.stderr));
    }
    assert!(said(CASE.as_bytes(), "unsupported-format").contains("这是“质量自查”的存档，不是自查答案表"));
}

/// A save file in the encoding of Chinese Windows is the same case.
#[test]
fn a_case_that_was_saved_in_another_encoding_is_the_same_case() {
    let sample =
        std::fs::read_to_string(format!("{}/www/web/src/samples/enterprise.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let shown = printed(&["check", "--today", "2026-07-10"], &sample, 0);
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(sample.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [encoding_rs::GB18030.encode(&sample).0.into_owned(), utf16] {
        let output = run(&["check", "--today", "2026-07-10"], &bytes);
        assert_eq!(text(&output.stdout), shown, "{}", text(&output.stderr));
    }
}

#[test]
fn what_is_exported_as_a_sheet_is_read_back_unchanged() {
    for (sample, form) in [("enterprise", "answer-sheet"), ("association", "level-sheet")] {
        let case = format!("{}/www/web/src/samples/{sample}.json", env!("CARGO_MANIFEST_DIR"));
        let sheet = file(&format!("{form}.csv"), "");
        printed(&["report", &case, "--form", form, "--today", "2026-07-10", "-o", &sheet], "", 0);
        let listed = printed(&["import", &case, &sheet], "", 0);
        let rows = if sample == "enterprise" { asked_items() } else { unit_codes().len() };
        assert_eq!(listed, format!("读了 {rows} 行，会改 0 处\n"), "{sample}");
    }
}

/// Whatever is exported as CSV, it is a sheet or it is none: a report of a case never changes the case.
#[test]
fn no_report_changes_the_case_that_it_was_made_of() {
    for sample in ["enterprise", "association"] {
        let case = format!("{}/www/web/src/samples/{sample}.json", env!("CARGO_MANIFEST_DIR"));
        let forms = printed(&["report"], "", 0);
        for form in forms.lines().filter_map(|line| line.split(' ').next()) {
            let sheet = file(&format!("{sample}-{form}.csv"), "");
            printed(&["report", &case, "--form", form, "--today", "2026-07-10", "-o", &sheet], "", 0);
            let output = run(&["import", &case, &sheet], b"");
            let listed = text(&output.stdout);
            assert!(output.status.code() == Some(2) || listed.contains("会改 0 处\n"), "{sample} {form}: {listed}");
        }
    }
}

#[test]
fn what_members_amount_to_is_written_for_others() {
    let member = file("one-member.json", CASE);
    for (extension, begins) in
        [("html", "<!doctype html>"), ("HTM", "<!doctype html>"), ("docx", "PK"), ("xlsx", "PK"), ("csv", "\u{feff}")]
    {
        let target = file(&format!("members.{extension}"), "");
        printed(&["industry", &member, "--today", "2026-07-10", "--report", &target], "", 0);
        assert!(std::fs::read(&target).unwrap().starts_with(begins.as_bytes()), "{extension}");
    }
    let target = file("members.md", "");
    printed(&["industry", &member, "--today", "2026-07-10", "--report", &target], "", 0);
    let report = std::fs::read_to_string(&target).unwrap();
    assert!(report.starts_with("# 会员自查汇总") && report.contains("不足 3 家，不给出汇总"), "{report}");
    refused(&["industry", &member, "--report", "/nowhere/members.pdf"], b"", "unknown-code");
}
