//! Forms and reports: every place of a template leads somewhere, everything is in the full export, and no text is ever read as
//! markup or as a formula.
#![cfg(all(feature = "schema", not(target_arch = "wasm32")))]

use std::fs;

use crate::kinds::{
    HOSTILE, KINDS, LONG, all_codes, codes, empty, fill, of_json, of_kind, poison, root, sample, sample_value, today,
};
use quality_selfcheck::api;
use quality_selfcheck::document::{Block, Cell, Document, ReportFormat, Table, write};
use quality_selfcheck::dossier::Dossier;
use quality_selfcheck::pack::built_in;
use quality_selfcheck::report::{document, export};
use serde_json::{Value, json};

const TEXTS: [(ReportFormat, &str); 4] = [
    (ReportFormat::Html, "html"),
    (ReportFormat::Markdown, "md"),
    (ReportFormat::Csv, "csv"),
    (ReportFormat::Json, "json"),
];

fn text_in(document: &Document, format: ReportFormat) -> String {
    String::from_utf8(write(document, format).bytes).unwrap()
}

fn text(dossier: &Dossier, form: &str, format: ReportFormat) -> String {
    String::from_utf8(export(&built_in(), dossier, form, format, today()).unwrap().bytes).unwrap()
}

/// The form of each sample that has something to say on it.
fn filled() -> Vec<(String, Document)> {
    let mut found = Vec::new();
    for name in ["enterprise", "association"] {
        for form in codes() {
            found.push((format!("{name}-{form}"), document(&built_in(), &sample(name), &form, today()).unwrap()));
        }
    }
    found
}

/// The text of every form of every kind of case, renewed with BLESS=1.
#[test]
fn every_form_of_every_kind_prints_as_it_did() {
    let folder = root().join("tests/golden/reports");
    let mut wanted = Vec::new();
    for form in all_codes() {
        for kind in KINDS {
            // The whole of a sample holds the fingerprints of its content, which change with every word of it.
            if form == "dossier" && ["typical", "hostile"].contains(&kind) {
                continue;
            }
            let name = format!("{form}.{kind}.md");
            let path = folder.join(&name);
            wanted.push(name);
            let printed = text_in(&of_kind(&form, kind), ReportFormat::Markdown);
            // Fingerprints change with the content; what a form says does not.
            let (body, _) = printed.rsplit_once("\n质量自查 ").unwrap();
            let is_said = |line: &&str| !line.starts_with("完整的校验值：");
            let body: String = body.split_inclusive("\n\n").filter(is_said).collect();
            let body = body.replace(&"长".repeat(LONG), &format!("…（{LONG} 字）…"));
            if std::env::var_os("BLESS").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, &body).unwrap();
            }
            assert_eq!(
                fs::read_to_string(&path).unwrap_or_default(),
                body,
                "{form} {kind}: BLESS=1 cargo test --test reports writes it again"
            );
        }
    }
    let found = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let unknown: Vec<String> = found.filter(|name| !wanted.contains(name)).collect();
    assert_eq!(unknown, Vec::<String>::new(), "no form is printed like this");
}

/// What each column and each line of a table says: label and text.
fn said(table: &Table) -> Vec<(String, String)> {
    let texts = |row: &[Cell]| -> Vec<String> {
        row.iter().filter(|cell| **cell != Cell::Merged).map(|cell| cell.text().to_owned()).collect()
    };
    let labels: Vec<String> = table.columns.iter().map(|column| column.label.clone()).collect();
    let mut said = Vec::new();
    let mut heads = if table.has_header() { labels } else { Vec::new() };
    for row in &table.rows {
        let is_label = |cell: &&Cell| matches!(cell, Cell::Label(_));
        let cells = texts(row);
        if row.iter().filter(|cell| **cell != Cell::Merged).all(|cell| is_label(&cell)) {
            heads = cells;
        } else if matches!(row.as_slice(), [Cell::Label(_), Cell::Text(_), ..]) {
            said.extend(cells.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())));
        } else {
            said.extend(heads.iter().cloned().zip(cells));
        }
    }
    if table.rows.is_empty() {
        said.extend(heads.into_iter().map(|head| (head, String::new())));
    }
    said
}

/// The labels of what a form leaves to be written by hand.
fn by_hand(form: &str) -> Vec<&'static str> {
    let (assistance, governance) = (built_in().assistance(), built_in().governance());
    let templates = assistance.reports.iter().chain(&governance.reports);
    let blocks = templates.filter(|template| template.form == form).flat_map(|template| &template.blocks);
    let lines = blocks.flat_map(|block| &block.columns).filter(|line| line.of == "_");
    lines.map(|line| line.label.as_ref()).collect()
}

/// Every column and every line of every template says something in one of the samples: a place that leads nowhere is a
/// mistake.
#[test]
fn every_place_of_a_template_leads_somewhere() {
    let mut silent: Vec<String> = Vec::new();
    let documents = filled();
    // The form itself is printed with its blanks.
    for form in codes().into_iter().filter(|form| form != "application") {
        let tables = |document: &Document| -> Vec<Table> {
            let of = |block: &Block| match block {
                Block::Table(table) => Some(table.clone()),
                _ => None,
            };
            document.blocks.iter().filter_map(of).collect()
        };
        // What is said of one entry of several leads somewhere for all of them.
        let kind = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let is_of_form = |name: &str| name.split_once('-').is_some_and(|(_, other)| other == form);
        let of_form = documents.iter().filter(|(name, _)| is_of_form(name));
        let tables: Vec<Table> = of_form.flat_map(|(_, document)| tables(document)).collect();
        let all: Vec<(String, String, String)> = tables
            .iter()
            .flat_map(|table| said(table).into_iter().map(|(label, text)| (kind(&table.name), label, text)))
            .collect();
        let by_hand = by_hand(&form);
        for (name, label, _) in &all {
            let says = all.iter().any(|(of, other, text)| of == name && other == label && !text.is_empty());
            if !says && !label.is_empty() && !by_hand.contains(&label.as_str()) {
                silent.push(format!("{form}: {name}: {label}"));
            }
        }
        let facts = documents.iter().filter(|(name, _)| is_of_form(name));
        let facts: Vec<&String> = facts
            .flat_map(|(_, document)| &document.blocks)
            .filter_map(|block| if let Block::Facts(facts) = block { Some(facts) } else { None })
            .flatten()
            .collect();
        for fact in &facts {
            let (label, _) = fact.split_once('：').unwrap();
            if !facts.iter().any(|other| other.len() > fact.len() && other.starts_with(label) || !fact.ends_with('：'))
            {
                silent.push(format!("{form}: {fact}"));
            }
        }
    }
    silent.sort();
    silent.dedup();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn a_case_that_has_just_begun_has_every_form() {
    for kind in ["enterprise", "association"] {
        let dossier = of_json(&empty(kind));
        for form in codes() {
            for (format, _) in TEXTS {
                assert!(!text(&dossier, &form, format).is_empty());
            }
        }
    }
}

#[test]
fn everything_is_in_the_full_export() {
    let schema = api::schema("dossier").unwrap();
    let mut texts = Vec::new();
    let mut file = fill(&schema, &schema, "", &mut texts);
    file["format"] = json!("quality-selfcheck");
    file["version"] = json!("3.0");
    let dossier = of_json(&file);
    assert!(texts.len() > 200, "{}", texts.len());
    // The three that say what the file is are set above.
    let set = |text: &&String| file.to_string().contains(&format!("\"{text}\""));
    for (format, name) in TEXTS {
        let whole = text(&dossier, "dossier", format);
        let missing: Vec<&String> = texts.iter().filter(set).filter(|text| !whole.contains(text.as_str())).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
    }
}

#[test]
fn no_text_is_read_as_markup_or_as_a_formula() {
    for name in ["enterprise", "association"] {
        let mut file = sample_value(name);
        let mut count = 0;
        poison(&mut file, "", &mut count);
        assert!(count > HOSTILE.len());
        let dossier = of_json(&file);
        for form in codes() {
            let page = text(&dossier, &form, ReportFormat::Html);
            assert!(
                !page.contains("<script") && page.matches("</table>").count() == page.matches("<table").count(),
                "{form}"
            );
            // A cell begins where a line does or behind a comma; a text that a spreadsheet could calculate has an apostrophe.
            let table = text(&dossier, &form, ReportFormat::Csv);
            for cell in table.split("\r\n").flat_map(|line| line.split("\",\"")) {
                let cell = cell.trim_start_matches('\u{feff}').trim_start_matches('"');
                // A number may be calculated with: it is one.
                let is_number = cell.trim_end_matches('"').trim_end_matches('%').parse::<f64>().is_ok();
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '＝']), "{form}: {cell}");
            }
            let plain = text(&dossier, &form, ReportFormat::Markdown);
            assert!(!plain.contains("<script") && !plain.contains("[x](y)"), "{form}");
            let document: Value = serde_json::from_str(&text(&dossier, &form, ReportFormat::Json)).unwrap();
            assert!(document["blocks"].as_array().is_some_and(|blocks| !blocks.is_empty()));
        }
    }
}

/// The names of packs and schemes stand in the style sheet of a page: none of them may end a string, a rule or the element.
#[test]
fn no_text_leaves_the_style_sheet() {
    const NAMES: [&str; 6] = [
        "</style><script>alert(1)</script>",
        "\"}body{display:none",
        "\\\"}@import url(//example.com);",
        "a\nb\r\u{c}c\0d",
        "*/ /* <!-- --> url(x)",
        "质量自查（第 1 版）· 2026-07",
    ];
    for name in NAMES {
        let document = Document { head: name.into(), foot: name.into(), ..Document::default() };
        let page = text_in(&document, ReportFormat::Html);
        let (_, rest) = page.split_once("<style>").unwrap();
        let (style, body) = rest.split_once("</style>").unwrap();
        assert!(
            !style.contains(['<', '\n', '\r', '\u{c}', '\0']) && !style.contains("*/") && !body.contains("<script")
        );
        let strings: Vec<String> = style.split("content:\"").skip(1).take(2).map(css_string).collect();
        let read = name.replace('\0', "\u{FFFD}");
        assert_eq!(strings, [read.clone(), read], "{style}");
    }
}

/// What a browser reads of a string of a style sheet, up to its end.
fn css_string(rest: &str) -> String {
    let mut read = String::new();
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next().filter(|c| *c != '"') {
        if c != '\\' {
            read.push(c);
            continue;
        }
        let mut digits = String::new();
        while let Some(digit) = chars.next_if(char::is_ascii_hexdigit) {
            digits.push(digit);
        }
        assert!((1..=6).contains(&digits.len()) && chars.next() == Some(' '));
        let code = u32::from_str_radix(&digits, 16).unwrap();
        read.push(char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{FFFD}'));
    }
    read
}

/// The answer beside a label of a form, in Markdown.
fn answer<'a>(form: &'a str, label: &str) -> &'a str {
    let (_, rest) = form.split_once(&format!("| {label} | ")).unwrap_or_else(|| panic!("no {label} in {form}"));
    rest.split_once(" |").unwrap().0
}

/// A choice of a few is printed with all its boxes, of many with what was chosen, or with a blank.
#[test]
fn choices_are_boxes_as_long_as_there_are_few() {
    let form = text(&sample("enterprise"), "application", ReportFormat::Markdown);
    assert_eq!(answer(&form, "监督抽查级别"), "☐国家  ☑省  ☐市  ☐县");
    assert_eq!(answer(&form, "行业大类"), "38 电气机械和器材制造业");
    assert_eq!(answer(&form, "首席质量官"), "☑是  ☐否");
    assert!(form.contains("| ☑以上内容真实 |"), "{form}");
    let form = text(&of_json(&empty("enterprise")), "application", ReportFormat::Markdown);
    assert_eq!(answer(&form, "触发路径"), "☐监管活动触发  ☐经营主体申请触发");
    assert_eq!(answer(&form, "行业大类"), "");
    assert!(form.contains("| ☐以上内容真实 |"), "{form}");
    let form = text(&sample("enterprise"), "records", ReportFormat::Markdown);
    assert_eq!(answer(&form, "服务方式"), "☑现场  ☐线上  ☐电话  ☐集中培训");
    // Six records, each on a page of its own.
    assert_eq!(form.matches("\n---\n").count(), 5);
    assert!(form.contains("| 检测数据 | 之前 | 之后 | 要求 | 单位 |"), "{form}");
}

/// A code whose neighbour says its name stands alone; elsewhere its name follows.
#[test]
fn a_code_beside_its_name_stands_alone() {
    let plan = text(&sample("enterprise"), "plan", ReportFormat::Markdown);
    assert!(plan.contains("| B:R3 | 关键件与证书/型式试验样品不一致 |"), "{plan}");
    let list = text(&sample("enterprise"), "assistance-list", ReportFormat::Markdown);
    assert!(list.contains("B:R3 关键件与证书/型式试验样品不一致"), "{list}");
}

#[test]
fn what_cannot_be_exported_is_refused_with_its_place() {
    let dossier = sample("enterprise");
    let error = export(&built_in(), &dossier, "poem", ReportFormat::Html, today()).unwrap_err();
    assert_eq!(error.path, "/form");
    let mut wrong = dossier;
    wrong.answers.insert("ST99-1".to_owned(), None);
    let error = export(&built_in(), &wrong, "checklist", ReportFormat::Html, today()).unwrap_err();
    assert_eq!(error.path, "/dossier/answers/ST99-1");
    // The whole file is handed on all the same.
    assert!(export(&built_in(), &wrong, "dossier", ReportFormat::Html, today()).is_ok());
}

/// Whoever reads a case without names must not find the real one's title or seal in it, in no format.
#[test]
fn a_case_without_names_has_no_title_and_no_seal_of_the_real_one() {
    let mut dossier = sample("enterprise");
    dossier.title = "示例甲乙电器有限公司（示例丙）抽查".to_owned();
    let seal = dossier.sha256.clone().unwrap();
    for (format, name) in TEXTS {
        let file = export(&built_in(), &dossier, "case-study", format, today()).unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(!text.contains("甲乙") && !file.name.contains("甲乙") && !text.contains(&seal), "{name}");
    }
}

/// What can be read without an answer is what concerns the case: no stage of production for whoever only sells, no card of a
/// product that the case does not name.
#[test]
fn what_is_read_without_answers_is_of_the_case() {
    let case = |subject: Value, category: &str| {
        let mut file = empty("enterprise");
        file["application"] =
            json!({ "subject": { "subjectKind": subject }, "products": [{ "productCategory": category }] });
        of_json(&file)
    };
    let [maker, seller] =
        ["producer", "seller"].map(|kind| text(&case(json!([kind]), "toy"), "common-problems", ReportFormat::Markdown));
    assert!(maker.contains("| ST2-1★ | ST2 ") && maker.contains("| ST1-1★ | ST1 "), "{maker}");
    assert!(!seller.contains("| ST2-1★ | ST2 ") && seller.contains("| ST1-1★ | ST1 "), "{seller}");
    let cards = |category: &str| text(&case(json!([]), category), "product-card", ReportFormat::Markdown);
    assert_eq!(cards("toy").matches("\n### ").count(), 1);
    assert!(cards("toy").contains("| 产品 | 儿童玩具 |"), "{}", cards("toy"));
    // Of what the library does not know, it shows all that it knows.
    assert_eq!(cards("other").matches("\n### ").count(), built_in().assistance().products.len());
}

/// A form to be filled by hand has room to write, a filled one none too much.
#[test]
fn a_list_without_entries_has_room_to_write() {
    let blank = text(&of_json(&empty("enterprise")), "risk-control-list", ReportFormat::Markdown);
    assert_eq!(blank.matches("\n|  |  |  |  |  |  |").count(), 3, "{blank}");
    let filled = text(&sample("enterprise"), "risk-control-list", ReportFormat::Markdown);
    assert!(!filled.contains("\n|  |  |"), "{filled}");
    let blank = text(&of_json(&empty("enterprise")), "daily-check", ReportFormat::Markdown);
    let (_, rows) = blank.split_once("| 风险编号 | 正常、有问题或没有检查 | 说明 |").unwrap();
    assert!(rows.starts_with(&"\n|  |  |  |".repeat(3)), "{blank}");
}

/// What is ours is never printed without saying so.
#[test]
fn every_form_says_what_is_ours() {
    for form in codes() {
        for format in [ReportFormat::Markdown, ReportFormat::Csv] {
            let text = text(&sample("enterprise"), &form, format);
            assert!(text.contains("自拟") || text.contains("本产品设计"), "{form}");
        }
    }
}

/// What any case can be printed as names the guide that the case follows.
#[test]
fn a_report_of_any_case_names_the_guide_of_the_case() {
    for (name, guide) in [("enterprise", "企业自查（"), ("association", "行业质量共治（")] {
        for form in ["summary", "dossier"] {
            let document = document(&built_in(), &sample(name), form, today()).unwrap();
            assert!(document.head.starts_with(guide), "{name} {form}: {}", document.head);
            assert_eq!(document.foot.contains("评分方案"), name == "association", "{name} {form}: {}", document.foot);
        }
    }
}

/// Every form of every kind of case, by form and kind.
fn of_all_kinds() -> impl Iterator<Item = (String, Document)> {
    let pairs = all_codes().into_iter().flat_map(|form| KINDS.map(|kind| (form.clone(), kind)));
    pairs.map(|(form, kind)| (format!("{form} {kind}"), of_kind(&form, kind)))
}

/// A chapter, a table or a sentence that leads up to something says so where there is nothing.
#[test]
fn nothing_is_announced_and_left_out() {
    for (name, document) in of_all_kinds() {
        for (place, block) in document.blocks.iter().enumerate() {
            let next = document.blocks[place + 1..].iter().find(|block| !matches!(block, Block::Note(_)));
            let is_last = matches!(next, None | Some(Block::Heading(1, _) | Block::Signature(_)));
            match block {
                Block::Heading(_, text) => assert!(!is_last, "{name}: {text}"),
                Block::Result(text) | Block::Paragraph(text) | Block::Note(text) => {
                    let ends_open = is_last && text.ends_with('：') && !text.contains('☐');
                    assert!(!ends_open, "{name}: {text}");
                    assert!(!text.contains("：。"), "{name}: {text}");
                }
                Block::Table(table) => assert!(!table.rows.is_empty(), "{name}: {}", table.name),
                _ => {}
            }
        }
    }
    let feedback = text(&of_json(&empty("enterprise")), "supervision-feedback", ReportFormat::Markdown);
    assert!(feedback.contains("不符合和轻微不符合的（关键项在前）：还没有。"), "{feedback}");
}

/// What steers the program, or is signed by hand, is no line of the printed form; what is left out is a field of the form.
#[test]
fn what_has_no_meaning_on_paper_is_not_printed() {
    let assistance = built_in().assistance();
    let template = assistance.reports.iter().find(|template| template.form == "application").unwrap();
    let left_out = template.blocks.iter().find(|block| block.text == "申请表").unwrap().of.split(' ');
    let form: Value =
        serde_json::from_str(&fs::read_to_string(root().join("src/content/assistance/application.json")).unwrap())
            .unwrap();
    let of_key = |list: &Value, key: &str| {
        let found = list.as_array().unwrap().iter().find(|entry| entry["key"] == key);
        found.unwrap_or_else(|| panic!("no {key}")).clone()
    };
    for kind in KINDS {
        let printed = text_in(&of_kind("application", kind), ReportFormat::Markdown);
        for place in left_out.clone() {
            let (group, key) = place.split_once('/').unwrap();
            let field = of_key(&of_key(&form["groups"], group)["fields"], key);
            let label = field["label"].as_str().unwrap();
            assert!(!printed.contains(&format!("| {label} |")), "{kind}: {label}");
        }
    }
    for (name, document) in of_all_kinds().filter(|(name, _)| !name.starts_with("dossier ")) {
        let printed = text_in(&document, ReportFormat::Markdown);
        assert!(!printed.contains("签字：—") && !printed.contains("签字 | —"), "{name}");
    }
}

/// Where nothing was entered, a summary says so, in the same words in every format.
#[test]
fn a_summary_of_nothing_says_that_there_is_nothing_yet() {
    let blank = of_json(&empty("enterprise"));
    let printed = text(&blank, "application", ReportFormat::Markdown);
    for label in ["各阶段的自查结果", "前三个原因", "风险自判", "还缺的证据"] {
        assert_eq!(answer(&printed, label), "还没有");
    }
    for (format, name) in TEXTS {
        let printed = text(&blank, "application", format);
        assert_eq!(printed.matches("还没有").count(), 4, "{name}");
        assert_eq!(printed.matches("还不能判断").count(), 0, "{name}");
    }
    let printed = text(&sample("enterprise"), "application", ReportFormat::Markdown);
    assert_eq!(answer(&printed, "还缺的证据"), "无");
}

/// The page for whoever decides is of the guide that the case follows, and fits on one.
#[test]
fn each_guide_has_a_summary_of_its_own() {
    let summary = |name: &str| text(&sample(name), "summary", ReportFormat::Markdown);
    let [enterprise, association] = ["enterprise", "association"].map(summary);
    assert!(enterprise.contains("经营主体：") && enterprise.contains("、期限"), "{enterprise}");
    assert!(!enterprise.contains("协会：") && !enterprise.contains("二级指标"), "{enterprise}");
    assert!(association.contains("协会：") && association.contains("、二级指标"), "{association}");
    assert!(association.contains("、先做哪几件") && !association.contains("还没有"), "{association}");
    assert!(!association.contains("经营主体：") && !association.contains("期限 |"), "{association}");
}

/// The foot of a page tells one file from another; the end of the report says which one it is.
#[test]
fn fingerprints_stand_whole_once() {
    let is_long = |text: &str| text.split(|c: char| !c.is_ascii_hexdigit()).any(|run| run.len() > 12);
    for name in ["enterprise", "association"] {
        let dossier = sample(name);
        let seal = dossier.sha256.clone().unwrap();
        for form in codes().into_iter().filter(|form| form != "dossier" && form != "case-study") {
            let document = document(&built_in(), &dossier, &form, today()).unwrap();
            assert!(!is_long(&document.foot) && document.foot.contains(&seal[..12]), "{form}: {}", document.foot);
            for (format, kind) in TEXTS {
                assert_eq!(text_in(&document, format).matches(&seal).count(), 1, "{form} {kind}");
            }
        }
    }
}

/// What is signed stands on the page of the last rows or words before it, in a group that browsers do not part.
#[test]
fn nothing_is_signed_alone() {
    for (name, document) in of_all_kinds() {
        let page = text_in(&document, ReportFormat::Html);
        let groups: Vec<&str> = page.split("<div class=\"end\">").skip(1).collect();
        let signed = document.blocks.iter().filter(|block| matches!(block, Block::Signature(_))).count();
        let of_signatures: Vec<&&str> = groups.iter().filter(|group| group.contains("class=\"sign\"")).collect();
        assert_eq!(of_signatures.len(), signed, "{name}");
        for group in of_signatures {
            let (before, _) = group.split_once("<table class=\"sign\">").unwrap();
            let is_long =
                document.blocks.iter().any(|block| matches!(block, Block::Paragraph(text) if text.len() > 900));
            assert!(is_long || before.contains("<tr") || before.contains("<p>"), "{name}: {before}");
        }
    }
}
