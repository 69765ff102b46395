//! Every clause, annex and function word of the two documents has an answer: a function, a form or a screen.
//!
//! The texts under `tests/sources` are read for whatever has a number or a letter and for the words that they list;
//! `coverage.json` says what answers each, by names that must exist. What only tells how a draft came about, or is an empty
//! field of the form that the notes were written on, says so in `none`. What a row still waits for stands under `open`, by
//! the section of the design that asks for it; once it exists it is no longer open.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use quality_selfcheck::api::FUNCTIONS;
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text_of(document: &str) -> String {
    fs::read_to_string(root("tests/sources").join(document).with_extension("txt")).unwrap()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A clause of a text, and how it begins.
type Clause = (String, String);

/// What stands before `end` in a line that begins with such a number, and what follows.
fn numbered<'a>(line: &'a str, is_number: fn(char) -> bool, end: &str) -> Option<(&'a str, &'a str)> {
    let length = line.find(|c| !is_number(c)).unwrap_or(line.len());
    let (number, rest) = line.split_at(length);
    let rest = rest.strip_prefix(end)?;
    (!number.is_empty()).then_some((number, rest.trim()))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_chinese_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// A number or a letter between brackets, and what follows.
fn bracketed(line: &str, is_number: fn(char) -> bool) -> Option<(&str, &str)> {
    numbered(line.strip_prefix('（')?, is_number, "）")
}

/// 编制说明 of guide one: `1、`, `1.1`, `1.` and `（1）`. Its references are all numbered 1, so that what stands below a
/// heading is counted.
fn of_assistance_notes(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let (mut heading, mut count) = (String::new(), 0);
    // The form's own note on its parts is no clause.
    for line in text.lines().map(str::trim).take_while(|line| !line.starts_with("注：")) {
        let mut parts = line.splitn(2, |c: char| !is_digit(c) && c != '.');
        let number = parts.next().unwrap_or_default();
        let is_section = number.len() == 3 && number.chars().nth(1) == Some('.') && !number.ends_with('.');
        if let Some((number, rest)) = numbered(line, is_digit, "、") {
            (heading, count) = (number.to_owned(), 0);
            clauses.push((heading.clone(), rest.to_owned()));
        } else if is_section {
            (heading, count) = (number.to_owned(), 0);
            clauses.push((heading.clone(), line[number.len()..].trim().to_owned()));
        } else if let Some((_, rest)) = numbered(line, is_digit, ".") {
            count += 1;
            clauses.push((format!("{heading}/{count}"), rest.to_owned()));
        } else if let Some((number, rest)) = bracketed(line, is_digit) {
            clauses.push((format!("{heading}/{count}/{number}"), rest.to_owned()));
        }
    }
    clauses
}

/// The draft of guide two: clauses by their numbers, items by their letters, figure 1, annex A with its table.
fn of_governance_draft(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut add = |code: &str, text: &str| {
        if clauses.iter().all(|(known, _)| known != code) {
            clauses.push((code.to_owned(), text.trim().to_owned()));
        }
    };
    let (mut clause, mut is_annex) = (String::new(), false);
    for line in text.lines().map(str::trim) {
        if squeeze(line) == "附录A" {
            is_annex = true;
            add("附录A", line);
        } else if is_annex {
            for word in line.split_whitespace() {
                let rest = &line[line.find(word).unwrap_or_default() + word.len()..];
                let level = word.strip_prefix(['A', 'B', 'C']);
                let is_level = level.is_some_and(|number| !number.is_empty() && number.chars().all(is_digit));
                if is_level || ["A.1", "表A.1"].contains(&word) {
                    add(word, rest);
                }
            }
        } else if let Some(rest) = line.strip_prefix("图1 ") {
            add("图1", rest);
        } else if let Some((letter, rest)) = line.split_once(") ").filter(|(letter, _)| letter.len() == 1) {
            add(&format!("{clause}.{letter}"), rest);
        } else {
            let (number, rest) = line.split_once(' ').unwrap_or((line, ""));
            let is_number = !number.is_empty() && number.chars().all(|c| is_digit(c) || c == '.');
            // A number alone is the number of a page, unless it has a point.
            if is_number && (number.contains('.') || !rest.is_empty()) {
                number.clone_into(&mut clause);
                add(number, rest);
            }
        }
    }
    clauses
}

/// 编制说明 of guide two: `一、`, `（一）`, `1.` and `（1）`.
fn of_governance_notes(text: &str) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut above: [Option<String>; 3] = [None, None, None];
    for line in text.lines().map(str::trim) {
        let found = [
            numbered(line, is_chinese_digit, "、"),
            bracketed(line, is_chinese_digit),
            numbered(line, is_digit, "."),
            bracketed(line, is_digit),
        ];
        let Some((depth, (number, rest))) =
            found.into_iter().enumerate().find_map(|(depth, found)| Some((depth, found?)))
        else {
            continue;
        };
        let parents = above.iter().take(depth).flatten().map(String::as_str);
        clauses.push((parents.chain([number]).collect::<Vec<_>>().join("/"), rest.to_owned()));
        above.iter_mut().skip(depth).for_each(|below| *below = None);
        if let Some(place) = above.get_mut(depth) {
            *place = Some(number.to_owned());
        }
    }
    clauses
}

/// Where a text lists what has to be done, kept or told apart: what stands before the list and after it.
const LISTS: [(&str, &str, &str); 20] = [
    ("assistance-notes", "四项基本原则：", "。"),
    ("assistance-notes", "五种帮扶类型：", "。"),
    ("assistance-notes", "八种帮扶方法：", "。"),
    ("assistance-notes", "工作程序是本标准的核心内容，包括", "六个部分"),
    ("assistance-notes", "帮扶策划规定了", "的工作建议"),
    ("assistance-notes", "帮扶实施明确了", "四个核心环节"),
    ("assistance-notes", "持续改进建立了", "的动态改进制度"),
    ("assistance-notes", "五个资料性附录：", "。"),
    ("assistance-notes", "两个应用方向：一是", "；二是"),
    ("assistance-notes", "；二是", "。"),
    ("assistance-notes", "将质量问题划分为", "两类"),
    ("assistance-notes", "“质量安全监管”涵盖", "等监督管理措施"),
    ("assistance-notes", "“工业产品”明确排除", "，聚焦"),
    ("governance-draft", "实施环境主要分为两大方面：", "。"),
    ("governance-draft", "实施过程可划分为：", "。"),
    ("governance-draft", "目标规划包括", "；"),
    ("governance-draft", "管理因素包括", "；"),
    ("governance-draft", "资源包括", "。"),
    ("governance-notes", "处于“", "”的闭环框架中"),
    ("governance-notes", "通过标准这种形式，", "进行评估"),
];

/// Other words that name something to be done, kept or handed on.
const WORDS: [(&str, &[&str]); 3] = [
    (
        "assistance-notes",
        &[
            "监管活动触发",
            "经营主体申请触发",
            "评估判定",
            "审核评估",
            "风险等级评估机制",
            "差异化处置",
            "七项必备内容",
            "多元化的评价体系",
            "可量化指标",
            "自查自纠",
            "信息共享",
        ],
    ),
    (
        "governance-draft",
        &[
            "介入调解",
            "反馈机制",
            "年度工作计划",
            "改进计划",
            "绩效指标",
            "质量信用档案",
            "信用评价",
            "质量信用预警信息",
            "评先评优",
            "质量安全承诺",
            "首席质量官",
            "行业风险分析报告",
            "不合格产品的线索",
            "监督专项抽查",
            "满意度（率）",
            "知晓率",
            "共同诉求",
            "典型案例",
        ],
    ),
    ("governance-notes", &["评估结果形成档案"]),
];

fn words_of(document: &str) -> BTreeSet<String> {
    let text = squeeze(&text_of(document));
    let mut words = BTreeSet::new();
    for (_, before, after) in LISTS.iter().filter(|(of, ..)| *of == document) {
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{document} has no “{before}”"));
        let (list, _) = rest.split_once(after).unwrap_or_else(|| panic!("{document}: {before} has no end"));
        let list = list.replace("以及", "、").replace("和", "、").replace(['，', '-'], "、");
        // What belongs together by these signs and by this word.
        let list = list.replace("统筹、规划", "统筹和规划").replace("构建、运行", "构建和运行");
        let list = list.replace("检查、评估", "检查和评估").replace("改进、优化", "改进和优化");
        words.extend(list.split('、').map(ToOwned::to_owned));
    }
    for word in WORDS.iter().filter(|(of, _)| *of == document).flat_map(|(_, words)| *words) {
        assert!(text.contains(word), "{document} does not say {word}");
        words.insert((*word).to_owned());
    }
    words
}

/// What there is to answer with.
struct Answers {
    functions: BTreeSet<String>,
    forms: BTreeSet<String>,
    screens: BTreeSet<String>,
}

impl Answers {
    fn all() -> Self {
        let packs = built_in();
        let forms = packs.assistance().reports.iter().chain(&packs.governance().reports);
        let screens = fs::read_dir(root("www/web/src/screens")).unwrap().map(|entry| entry.unwrap().path());
        let screens = screens.filter(|path| path.extension().is_some_and(|extension| extension == "vue"));
        Self {
            functions: FUNCTIONS.iter().map(|name| (*name).to_owned()).collect(),
            forms: forms.map(|template| template.form.to_string()).collect(),
            screens: screens.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect(),
        }
    }

    /// What is wrong with a row.
    fn faults(&self, name: &str, row: &Json) -> Vec<String> {
        let mut faults = Vec::new();
        let mut answered = false;
        for (key, known) in [("functions", &self.functions), ("forms", &self.forms), ("screens", &self.screens)] {
            let named = texts(row.get(key));
            answered |= key != "screens" && !named.is_empty();
            let unknown = named.iter().filter(|name| !known.contains(*name));
            faults.extend(unknown.map(|unknown| format!("{name}: there is no {unknown} among the {key}")));
        }
        match (answered, row.get("none")) {
            (true, None) => {}
            (false, Some(Json::String(why))) if ["drafting", "empty"].contains(&why.as_ref()) => {}
            (true, Some(_)) => faults.push(format!("{name}: an answer, and none")),
            (false, _) => faults.push(format!("{name}: no answer")),
        }
        faults
    }
}

fn texts(list: Option<&Json>) -> Vec<String> {
    match list {
        None => Vec::new(),
        Some(Json::Array(items)) => items.iter().map(text).collect(),
        Some(other) => panic!("{other:?}"),
    }
}

fn text(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone().into_owned(),
        other => panic!("{other:?}"),
    }
}

fn rows(coverage: &Json, document: &str, of: &str) -> Vec<Json> {
    match coverage.get(document).and_then(|document| document.get(of)) {
        Some(Json::Array(rows)) => rows.clone(),
        other => panic!("{document}: {other:?}"),
    }
}

/// A text, its name, and how its clauses are found.
type Reading = (&'static str, fn(&str) -> Vec<Clause>);

const DOCUMENTS: [Reading; 3] = [
    ("assistance-notes", of_assistance_notes),
    ("governance-draft", of_governance_draft),
    ("governance-notes", of_governance_notes),
];

#[test]
fn every_clause_and_word_of_the_documents_is_answered() {
    let coverage = json::read(&fs::read_to_string(root("tests/sources/coverage.json")).unwrap()).unwrap();
    let answers = Answers::all();
    let mut faults = Vec::new();
    for (document, clauses) in DOCUMENTS {
        let found = clauses(&text_of(document));
        let listed = rows(&coverage, document, "clauses");
        let codes: Vec<String> = listed.iter().map(|row| text(row.get("clause").unwrap())).collect();
        let wanted: Vec<String> = found.iter().map(|(code, _)| code.clone()).collect();
        assert_eq!(codes, wanted, "{document}: the clauses of the text, in their order");
        for ((code, says), row) in found.iter().zip(&listed) {
            let begins = text(row.get("says").unwrap());
            assert!(says.starts_with(&begins) && (!begins.is_empty() || says.is_empty()), "{document} {code}: {says}");
            faults.extend(answers.faults(&format!("{document} {code}"), row));
        }
        let listed_words = rows(&coverage, document, "words");
        let words: Vec<String> = listed_words.iter().map(|row| text(row.get("word").unwrap())).collect();
        let set: BTreeSet<String> = words.iter().cloned().collect();
        assert_eq!((set.len(), &set), (words.len(), &words_of(document)), "{document}: its words, each once");
        for (word, row) in words.iter().zip(&listed_words) {
            faults.extend(answers.faults(&format!("{document} “{word}”"), row));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The clauses are really found: as many as were counted by hand, the first and the last of each kind.
#[test]
fn the_clauses_of_the_documents_are_all_found() {
    let counts: Vec<usize> = DOCUMENTS.iter().map(|(document, clauses)| clauses(&text_of(document)).len()).collect();
    assert_eq!(counts, [56, 158, 25]);
    let codes = |index: usize| {
        let (document, clauses) = DOCUMENTS[index];
        clauses(&text_of(document)).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    let [one, draft, notes] = [codes(0), codes(1), codes(2)];
    for (codes, wanted) in [
        (&one, ["1", "2.1/2/4", "4/8", "6.5/7"]),
        (&draft, ["3.1", "8.3.4.2.b", "图1", "C22"]),
        (&notes, ["一", "二/二/2", "五/二/2/3", "七"]),
    ] {
        assert!(wanted.iter().all(|code| codes.iter().any(|known| known == code)), "{wanted:?} of {codes:?}");
    }
    // All items of the framework, and all indicators, are among them.
    let governance = built_in().governance();
    let items = governance.framework.lists.iter().flat_map(|list| &list.items).map(|item| item.code.to_string());
    let secondary = governance.indicators.iter().flat_map(|primary| &primary.secondary);
    let indicators = secondary.flat_map(|b| &b.indicators).map(|indicator| indicator.code.to_string());
    assert!(items.chain(indicators).all(|code| draft.contains(&code)));
}
