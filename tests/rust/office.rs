//! Reports as Office files, read again by readers of others: an unpacker that checks CRC-32, and an XML parser.
//!
//! The sample files are left in cargo's folder for temporary files of tests, `office/`, to be opened by hand.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use quality_selfcheck::document::{Block, Cell, Document, Picture, ReportFormat, Table, TableColumn, drawn, write};
use roxmltree::{Document as Xml, Node};
use zip::{CompressionMethod, ZipArchive};

fn docx(document: &Document) -> Vec<u8> {
    write(document, ReportFormat::Docx).bytes
}

fn xlsx(document: &Document) -> Vec<u8> {
    write(document, ReportFormat::Xlsx).bytes
}

fn html(document: &Document) -> String {
    String::from_utf8(write(document, ReportFormat::Html).bytes).unwrap()
}

type Parts = BTreeMap<String, Vec<u8>>;

const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Unpacks a file. Reading to the end compares each part with its checksum.
fn unpack(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts: Parts = (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).unwrap();
            assert_eq!(file.compression(), CompressionMethod::Stored);
            let name = file.name().unwrap().to_string();
            assert_eq!(name == "[Content_Types].xml", place == 0);
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (name, content)
        })
        .collect();
    assert_eq!(parts.len(), archive.len(), "a name occurs twice");
    parts
}

fn text_of(parts: &Parts, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("no {name} in {node:?}"))
}

/// Checks what all Office files have to be, and returns the parts.
fn sound(bytes: &[u8]) -> Parts {
    let parts = unpack(bytes);
    let types = text_of(&parts, "[Content_Types].xml");
    let types = Xml::parse(&types).unwrap();
    let stated = |kind: &str, key: &str| -> BTreeSet<String> {
        let nodes = types
            .descendants()
            .filter(|node| node.has_tag_name(("http://schemas.openxmlformats.org/package/2006/content-types", kind)));
        nodes.map(|node| attribute(node, key).to_string()).collect()
    };
    let (extensions, names) = (stated("Default", "Extension"), stated("Override", "PartName"));
    for name in &names {
        assert!(parts.contains_key(&name[1..]), "{name} has a content type and is not there");
    }
    for name in parts.keys() {
        let (_, extension) = name.rsplit_once('.').unwrap();
        assert!(extensions.contains(extension), "{name}");
        if extension == "xml" && name != "[Content_Types].xml" {
            assert!(names.contains(&format!("/{name}")), "{name} has no content type");
        }
        if matches!(extension, "xml" | "rels") {
            let text = text_of(&parts, name);
            let xml = Xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            references(&parts, name, &xml);
        }
    }
    parts
}

/// Checks that every relationship leads to a part, and every reference to a relationship.
fn references(parts: &Parts, name: &str, xml: &Xml) {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    if let Some(folder) = folder.strip_suffix("_rels") {
        for node in xml.root_element().children() {
            let target = format!("{folder}{}", attribute(node, "Target"));
            assert!(parts.contains_key(&target), "{name} leads to {target}");
        }
        return;
    }
    let relationships = format!("{folder}/_rels/{file}.rels");
    let ids: BTreeSet<String> = parts.get(&relationships).map_or_else(BTreeSet::new, |bytes| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let xml = Xml::parse(&text).unwrap();
        xml.root_element().children().map(|node| attribute(node, "Id").to_string()).collect()
    });
    for node in xml.descendants() {
        for reference in node.attributes().filter(|attribute| attribute.namespace() == Some(R)) {
            assert!(ids.contains(reference.value()), "{name} refers to {}", reference.value());
        }
    }
}

/// What a text reads like afterwards: XML knows one line break and not all characters.
fn read_again(text: &str) -> String {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    text.replace("\r\n", "\n").replace('\r', "\n").replace(is_forbidden, "\u{FFFD}")
}

fn shown(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) | Cell::Label(text) | Cell::Number { text, .. } | Cell::Formula { text, .. } => text,
        Cell::Merged => "",
    }
}

/// The texts of a Word document's paragraphs, in their order, without the empty ones.
fn paragraphs(part: &str) -> Vec<String> {
    let xml = Xml::parse(part).unwrap();
    let paragraphs = xml.descendants().filter(|node| node.has_tag_name((W, "p")));
    let texts = paragraphs.map(|paragraph| {
        let pieces = paragraph.descendants().filter_map(|node| {
            let is_break = node.has_tag_name((W, "br"));
            let text = node.has_tag_name((W, "t")).then(|| node.text().unwrap_or_default());
            if is_break { Some("\n") } else { text }
        });
        pieces.collect::<String>()
    });
    texts.filter(|text| !text.is_empty()).collect()
}

fn facts(block: &Block) -> Option<String> {
    match block {
        Block::Facts(facts) => Some(facts.join("　　")),
        _ => None,
    }
}

/// What has to be read in a Word document.
fn texts(document: &Document) -> Vec<String> {
    let mut texts = vec![document.title.as_str()];
    let facts: Vec<String> = document.blocks.iter().filter_map(facts).collect();
    let mut facts = facts.iter();
    for block in &document.blocks {
        match block {
            Block::Facts(_) => texts.extend(facts.next().map(String::as_str)),
            Block::Heading(_, text) | Block::Result(text) | Block::Paragraph(text) | Block::Note(text) => {
                texts.push(text);
            }
            Block::Table(table) => {
                texts.extend(table.columns.iter().map(|column| column.label.as_str()));
                texts.extend(table.rows.iter().flatten().map(shown));
            }
            Block::Signature(labels) => texts.extend(labels.iter().map(String::as_str)),
            Block::Picture(_) | Block::Chart(_) | Block::PageBreak => {}
        }
    }
    texts.iter().filter(|text| !text.is_empty()).map(|text| read_again(text)).collect()
}

fn check_docx(document: &Document) -> Parts {
    let document = &drawn(document);
    let bytes = docx(document);
    assert_eq!(bytes, docx(document));
    let parts = sound(&bytes);
    assert_eq!(paragraphs(&text_of(&parts, "word/document.xml")), texts(document));
    let head: Vec<String> = [read_again(&document.head)].into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(paragraphs(&text_of(&parts, "word/header.xml")), head);
    let foot = &paragraphs(&text_of(&parts, "word/footer.xml"))[0];
    assert_eq!(*foot, format!("{}　第 1 页，共 1 页", read_again(&document.foot)));
    let pictures: Vec<&Picture> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
        .collect();
    let text = text_of(&parts, "word/document.xml");
    let xml = Xml::parse(&text).unwrap();
    let described = xml.descendants().filter_map(|node| node.attribute("descr"));
    assert!(described.eq(pictures.iter().map(|picture| read_again(&picture.alt))));
    let relationships = text_of(&parts, "word/_rels/document.xml.rels");
    let relationships = Xml::parse(&relationships).unwrap();
    let part = |node: Node| {
        let id = node.attribute((R, "embed")).unwrap();
        let leads = |node: &Node| node.attribute("Id") == Some(id);
        let target = attribute(relationships.root_element().children().find(leads).unwrap(), "Target");
        (target.to_owned(), parts[&format!("word/{target}")].as_slice())
    };
    let named = |name: &str| xml.descendants().filter(|node| node.tag_name().name() == name).map(part).collect();
    let (main, extensions): (Vec<_>, Vec<_>) = (named("blip"), named("svgBlip"));
    assert_eq!((main.len(), extensions.len()), (pictures.len(), pictures.len()));
    let mut media = BTreeSet::new();
    for (picture, (main, extension)) in pictures.iter().zip(main.iter().zip(&extensions)) {
        // Programs go by the extension of the name, and the SVG stands for what is not there.
        let kinds = [extension, main].map(|(target, _)| target.rsplit_once('.').unwrap().1);
        assert!(kinds[0] == "svg" && extension.1 == picture.svg.as_bytes());
        let is_whole = kinds[1] == "emf" && main.1 == picture.emf;
        assert!(is_whole || picture.emf.is_empty() && main == extension);
        media.extend([main.0.as_str(), extension.0.as_str()]);
    }
    assert_eq!(media.len(), parts.keys().filter(|name| name.starts_with("word/media/")).count());
    parts
}

/// A cell of a workbook: kind, text or value, and formula.
#[derive(Debug, PartialEq)]
struct Found {
    reference: String,
    is_text: bool,
    value: String,
    formula: Option<String>,
}

/// Names and cells of the sheets, through the workbook's own references.
fn sheets(parts: &Parts) -> Vec<(String, Vec<Vec<Found>>)> {
    let relationships = text_of(parts, "xl/_rels/workbook.xml.rels");
    let relationships = Xml::parse(&relationships).unwrap();
    let workbook = text_of(parts, "xl/workbook.xml");
    let workbook = Xml::parse(&workbook).unwrap();
    let list = workbook.descendants().filter(|node| node.tag_name().name() == "sheet");
    list.map(|sheet| {
        let id = sheet.attribute((R, "id")).unwrap();
        let leads = |node: &Node| node.attribute("Id") == Some(id);
        let target = attribute(relationships.root_element().children().find(leads).unwrap(), "Target");
        let text = text_of(parts, &format!("xl/{target}"));
        let xml = Xml::parse(&text).unwrap();
        let rows = xml.descendants().filter(|node| node.tag_name().name() == "row");
        let rows = rows.map(|row| row.children().map(read_cell).collect()).collect();
        (unescape(attribute(sheet, "name")), rows)
    })
    .collect()
}

fn read_cell(cell: Node) -> Found {
    let child = |name: &str| cell.descendants().find(|node| node.tag_name().name() == name);
    let text = |node: Node| node.text().unwrap_or_default().to_string();
    let is_text = cell.attribute("t") == Some("inlineStr");
    let value = child(if is_text { "t" } else { "v" }).map(text).unwrap_or_default();
    Found { reference: attribute(cell, "r").into(), is_text, value: unescape(&value), formula: child("f").map(text) }
}

/// Reads `_x0041_` the way Excel does.
fn unescape(text: &str) -> String {
    let mut read = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(c) = code.and_then(char::from_u32).filter(|_| rest.get(6..7) == Some("_")) {
            read.push(c);
            rest = &rest[7..];
        } else {
            read.push('_');
            rest = &rest[1..];
        }
    }
    read + rest
}

fn check_xlsx(document: &Document) -> Vec<(String, Vec<Vec<Found>>)> {
    let document = &drawn(document);
    let bytes = xlsx(document);
    assert_eq!(bytes, xlsx(document));
    let sheets = sheets(&sound(&bytes));
    let mut names = BTreeSet::new();
    for (name, _) in &sheets {
        assert!((1..=31).contains(&name.encode_utf16().count()), "{name}");
        assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']), "{name}");
        assert!(names.insert(name.to_lowercase()), "{name} occurs twice");
    }
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.columns.is_empty() => Some(table),
        _ => None,
    });
    let tables: Vec<&Table> = tables.collect();
    assert_eq!(sheets.len(), tables.len() + 1);
    for ((_, rows), table) in sheets[1..].iter().zip(tables) {
        let mut rows = rows.iter();
        if table.columns.iter().any(|column| !column.label.is_empty()) {
            let head: Vec<&str> = rows.next().unwrap().iter().map(|cell| cell.value.as_str()).collect();
            assert!(head.iter().zip(&table.columns).all(|(read, column)| *read == read_again(&column.label)));
        }
        assert_eq!(rows.len(), table.rows.len());
        for (read, row) in rows.zip(&table.rows) {
            // Cells that are one with another are there, and empty.
            assert_eq!(read.len(), table.columns.len());
            read.iter().zip(row).for_each(|(read, cell)| check_cell(read, cell));
            assert!(read.iter().skip(row.len()).all(|read| read.value.is_empty()));
        }
    }
    read_by_others(&bytes, &sheets);
    sheets
}

/// A reader of workbooks that others wrote finds the same sheets, texts, numbers and formulas.
fn read_by_others(bytes: &[u8], sheets: &[(String, Vec<Vec<Found>>)]) {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    // It does not read `_x0041_` as Excel does.
    if workbook.sheet_names().iter().any(|name| name.contains("_x005F_")) {
        return;
    }
    assert_eq!(workbook.sheet_names(), names);
    for (name, rows) in sheets {
        let (cells, formulas) = (workbook.worksheet_range(name).unwrap(), workbook.worksheet_formula(name).unwrap());
        for (row, found) in rows.iter().enumerate() {
            for (column, found) in found.iter().enumerate() {
                let place = (u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
                let formula = formulas.get_value(place).filter(|formula| !formula.is_empty());
                assert_eq!(formula, found.formula.as_ref(), "{name} {}", found.reference);
                match cells.get_value(place) {
                    Some(Data::String(text)) => assert_eq!(unescape(text), found.value, "{name} {}", found.reference),
                    Some(Data::Float(number)) => {
                        assert!(!found.is_text && found.value.parse() == Ok(*number), "{name} {}", found.reference);
                    }
                    None | Some(Data::Empty) => assert_eq!(found.value, "", "{name} {}", found.reference),
                    other => panic!("{name} {}: {other:?}", found.reference),
                }
            }
        }
    }
}

fn check_cell(read: &Found, cell: &Cell) {
    let text = read_again(shown(cell));
    match cell {
        Cell::Number { value, .. } | Cell::Formula { value, .. } if value.parse::<f64>().is_ok() && !read.is_text => {
            assert_eq!(read.value, *value);
            assert_eq!(read.formula.is_some(), matches!(cell, Cell::Formula { .. }));
        }
        _ => {
            assert!(read.is_text || text.is_empty());
            assert!(*cell != Cell::Merged || read.value.is_empty());
            assert_eq!(read.formula, None);
            match read.value.strip_suffix("…（后面还有，见 JSON）") {
                Some(beginning) if read.value != text => assert!(text.starts_with(beginning)),
                _ => assert_eq!(read.value, text),
            }
            assert!(read.value.encode_utf16().count() <= 32_767);
        }
    }
}

/// Writes and checks both files, and leaves them for somebody to open.
fn check(name: &str, document: &Document) {
    check_docx(document);
    check_xlsx(document);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.docx")), docx(document)).unwrap();
    fs::write(folder.join(format!("{name}.xlsx")), xlsx(document)).unwrap();
}

fn columns(labels: &[(&str, u32)]) -> Vec<TableColumn> {
    labels.iter().map(|(label, width)| TableColumn { label: (*label).into(), width: *width }).collect()
}

fn number(text: &str) -> Cell {
    Cell::Number { text: text.into(), value: text.into() }
}

fn label(text: &str) -> Cell {
    Cell::Label(text.into())
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

const SVG: &str = concat!(
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"200\" viewBox=\"0 0 480 200\">",
    "<rect x=\"60\" y=\"40\" width=\"60\" height=\"120\" fill=\"#1f6feb\"/>",
    "<rect x=\"180\" y=\"80\" width=\"60\" height=\"80\" fill=\"#2da44e\"/>",
    "<rect x=\"300\" y=\"20\" width=\"60\" height=\"140\" fill=\"#bf8700\"/>",
    "<line x1=\"40\" y1=\"160\" x2=\"440\" y2=\"160\" stroke=\"#000\"/>",
    "<text x=\"70\" y=\"185\" font-size=\"14\">来料</text><text x=\"190\" y=\"185\" font-size=\"14\">过程</text>",
    "<text x=\"310\" y=\"185\" font-size=\"14\">出厂</text></svg>",
);

fn answers() -> Table {
    let rows = [
        ("企业名称", "示例市示例区示例路 1 号示例灯具有限公司"),
        ("触发情形", "☑ 监督抽查不合格　☐ 消费者投诉　☐ 主动申请"),
        ("主要问题", "第一批：“标志”不清楚；\n第二批：接地电阻 0.8 Ω，超过 0.5 Ω——已停产。"),
    ];
    let mut rows: Vec<Vec<Cell>> = rows.iter().map(|(name, answer)| vec![label(name), text(*answer)]).collect();
    rows.push(vec![label("员工人数"), number("126")]);
    Table { name: "基本情况".into(), columns: columns(&[("", 25), ("", 75)]), rows, ..Table::default() }
}

fn tasks_rows(requirement: &str) -> Vec<Vec<Cell>> {
    let row = |place: u32| {
        let mut row = vec![text(place.to_string()), text(requirement)];
        row.extend(["人员", "培训", "张三", "2026-03-01", "进行中", "—"].map(text));
        row
    };
    (1..=24).map(row).collect()
}

fn typical() -> Document {
    let requirement = "按规定的项目和频次对来料进行检验，保存检验记录；发现不合格时隔离、标识并通知供方。";
    let mut scores: Vec<Vec<Cell>> = (1..=40)
        .map(|place| {
            let score = format!("{}.{}", place % 10, place % 7);
            let conforming = if place % 3 == 0 { "☑ 符合" } else { "☐ 不符合" };
            let share = Cell::Formula {
                formula: "D{row}/100".into(),
                text: format!("0.0{}{}", place % 10, place % 7),
                value: format!("0.0{}{}", place % 10, place % 7),
            };
            vec![text(format!("C1.{place}")), text(requirement), text(conforming), number(&score), share]
        })
        .collect();
    let tenths: u32 = (1..=40).map(|place| place % 10 * 10 + place % 7).sum();
    let total = format!("{}.{}", tenths / 10, tenths % 10);
    scores.push(vec![
        label("合计"),
        text(""),
        text(""),
        Cell::Formula { formula: "SUM(D2:D41)".into(), text: total.clone(), value: total },
        text(""),
    ]);
    let tasks =
        [("序号", 6), ("事项", 34), ("类别", 8), ("方式", 8), ("责任人", 10), ("期限", 12), ("状态", 10), ("备注", 12)];
    Document {
        name: "抽样".into(),
        is_wide: false,
        title: "质量技术帮扶自查报告".into(),
        head: "内置内容包 · 2026 年版 · 征求意见稿".into(),
        foot: format!("质量自查 0.1.0 · 内容包 built-in 2026.1 · 方案 A · SHA-256 {}", "0123456789abcdef".repeat(4)),
        blocks: vec![
            Block::Note("本表不是官方文书；官方格式以主管部门发布的为准。".into()),
            Block::Heading(1, "一、基本情况".into()),
            Block::Paragraph("企业因监督抽查不合格申请帮扶。\n以下内容由企业填写。".into()),
            Block::Table(answers()),
            Block::Heading(1, "二、自查结果".into()),
            Block::Heading(2, "（一）逐项得分".into()),
            Block::Table(Table {
                name: "逐项得分".into(),
                columns: columns(&[("编号", 10), ("要求", 48), ("结论", 16), ("得分", 12), ("占比", 14)]),
                rows: scores,
                ..Table::default()
            }),
            Block::Heading(2, "（二）图示".into()),
            Block::Picture(Picture {
                svg: SVG.into(),
                emf: b"not looked into".into(),
                alt: "三个环节的得分：来料 6，过程 4，出厂 7。".into(),
                width: 480,
                height: 200,
            }),
            Block::Note("得分为自评。".into()),
            Block::Heading(1, "三、帮扶方案".into()),
            Block::Heading(3, "任务一览".into()),
            Block::Table(Table {
                name: "帮扶任务".into(),
                columns: columns(&tasks),
                rows: tasks_rows(requirement),
                ..Table::default()
            }),
            Block::Heading(1, "四、签章".into()),
            Block::Paragraph("以上内容真实。".into()),
            Block::Signature(["企业（盖章）：", "法定代表人（签字）：", "帮扶人员（签字）："].map(String::from).into()),
            Block::PageBreak,
            Block::Heading(1, "附件".into()),
            Block::Paragraph("检验报告复印件。".into()),
            Block::Signature((1..=5).map(|place| format!("参加单位 {place}（盖章）：")).collect()),
        ],
    }
}

#[test]
fn an_empty_report_is_a_file_all_the_same() {
    let document = Document::default();
    check("empty", &document);
    assert_eq!(check_xlsx(&document).len(), 1);
    let bare = [
        Block::PageBreak,
        Block::Table(Table::default()),
        Block::Table(Table { columns: columns(&[("", 50), ("", 50)]), ..Table::default() }),
        Block::Table(Table { columns: columns(&[("编号", 100)]), ..Table::default() }),
        Block::Signature(Vec::new()),
        Block::Picture(Picture::default()),
        Block::Paragraph(String::new()),
        Block::Heading(9, "九".into()),
        Block::PageBreak,
        Block::PageBreak,
    ];
    check("bare", &Document { blocks: bare.into(), ..Document::default() });
}

#[test]
fn a_usual_report_holds_what_it_says() {
    let document = typical();
    check("typical", &document);
    let body = text_of(&check_docx(&document), "word/document.xml");
    let xml = Xml::parse(&body).unwrap();
    let count = |name: &str| xml.descendants().filter(|node| node.has_tag_name((W, name))).count();
    // All of a report lies one way.
    let orientations = |body: &str| -> Vec<Option<String>> {
        let xml = Xml::parse(body).unwrap();
        let sizes = xml.descendants().filter(|node| node.has_tag_name((W, "pgSz")));
        sizes.map(|size| size.attribute((W, "orient")).map(str::to_owned)).collect()
    };
    assert_eq!(orientations(&body), [None]);
    let wide = check_docx(&Document { is_wide: true, ..document.clone() });
    assert_eq!(orientations(&text_of(&wide, "word/document.xml")), [Some("landscape".to_owned())]);
    assert_eq!(count("tblHeader"), 2);
    assert_eq!(count("pageBreakBefore"), 1);

    let sheets = check_xlsx(&document);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["说明", "基本情况", "逐项得分", "帮扶任务"]);
    let total = &sheets[2].1[41][3];
    assert_eq!((total.reference.as_str(), total.formula.as_deref()), ("D42", Some("SUM(D2:D41)")));
    assert_eq!(sheets[2].1[5][4].formula.as_deref(), Some("D6/100"));
    let workbook = text_of(&sound(&xlsx(&document)), "xl/workbook.xml");
    assert!(workbook.contains("localSheetId=\"2\">'逐项得分'!$1:$1</definedName>"));
    assert_eq!(workbook.matches("Print_Titles").count(), 2);
    // All but the tables stands on the first sheet.
    let overview: Vec<&str> = sheets[0].1.iter().map(|row| row[0].value.as_str()).collect();
    for said in ["四、签章", "以上内容真实。", "企业（盖章）：", "见工作表“逐项得分”", "得分为自评。", &document.foot]
    {
        assert!(overview.contains(&said), "{said}");
    }
}

#[test]
fn a_large_report_stays_whole() {
    let row = |place: usize| {
        let mut row = vec![text(format!("第 {place} 行")), number(&place.to_string())];
        row.extend(["甲", "乙", "丙"].map(text));
        row
    };
    let mut rows: Vec<Vec<Cell>> = (1..=1_000).map(row).collect();
    rows[500][2] = text("长".repeat(10_000));
    rows[501][2] = text("😀".repeat(20_000));
    let columns = columns(&[("行", 15), ("数", 10), ("甲", 45), ("乙", 15), ("丙", 15)]);
    let table = Table { name: "一千行".into(), columns, rows, ..Table::default() };
    let blocks = vec![Block::Table(table.clone()), Block::Table(table)];
    check("large", &Document { title: "大".into(), blocks, ..Document::default() });
}

const HOSTILE: [&str; 19] = [
    "<b>&amp;</b> ]]> <!-- \"'",
    "<?xml version=\"1.0\"?><w:p/>",
    "😀 𠮷野家 𝄞 👨‍👩‍👧",
    "\0\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}\u{85}",
    "مرحبا שלום \u{202E}txt.exe\u{202C}",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "＝1+1",
    "\t=1+1",
    "=HYPERLINK(\"http://example.com\",\"x\")",
    "\u{FFFE}\u{FFFF}\u{FEFF}",
    "_x0041_x0042_ _x005F_ _x_",
    "a\r\nb\nc\r\n\r\nd",
    "  前后  空格  ",
    "&P &D &A && &",
    "{row} {0} $1",
    "\u{2028}\u{2029}\u{AD}",
];

#[test]
fn no_text_is_read_as_anything_else() {
    let names =
        ["[a]:*?/\\", "A'b'", "a'B'", "=1+1", "", " ", "History", "说明", "_x0041_", "\u{FFFE}", "\u{FFFF}", "é", "É"];
    let long = ["质".repeat(40), "质".repeat(41), "😀".repeat(20)];
    let cells = || HOSTILE.map(text).to_vec();
    let mut blocks: Vec<Block> = Vec::new();
    for name in names.map(String::from).into_iter().chain(long) {
        let columns = columns(&HOSTILE.map(|text| (text, 5)));
        blocks.push(Block::Table(Table { name, columns, rows: vec![cells(), cells()], ..Table::default() }));
    }
    for text in HOSTILE {
        blocks.push(Block::Heading(1, text.into()));
        blocks.push(Block::Paragraph(text.into()));
        blocks.push(Block::Note(text.into()));
        blocks.push(Block::Picture(Picture {
            svg: SVG.into(),
            alt: text.into(),
            width: 4_000,
            height: 10,
            ..Picture::default()
        }));
    }
    blocks.push(Block::Signature(HOSTILE.map(String::from).into()));
    // What is not a decimal numeral is a text, whatever it is called.
    let claimed = ["", "1e5", "1.", ".5", "--1", "+1", "1</v><f>1+1</f>", "NaN", "0x10", "１"];
    let claimed = claimed.map(|value| Cell::Number { text: value.into(), value: value.into() }).to_vec();
    let columns = columns(&[("", 10); 10]);
    blocks.push(Block::Table(Table { name: "数".into(), columns, rows: vec![claimed], ..Table::default() }));
    let all = HOSTILE.concat();
    let document =
        Document { title: all.clone(), head: all.clone(), foot: all, blocks, is_wide: true, ..Document::default() };
    check("hostile", &document);

    let parts = sound(&xlsx(&document));
    for (name, bytes) in parts {
        if name.starts_with("xl/worksheets") {
            let text = String::from_utf8(bytes).unwrap();
            let xml = Xml::parse(&text).unwrap();
            assert!(xml.descendants().all(|node| node.tag_name().name() != "f"), "{name}");
            for margin in xml.descendants().filter(|node| matches!(node.tag_name().name(), "oddHeader" | "oddFooter")) {
                assert!(unescape(margin.text().unwrap()).encode_utf16().count() <= 255);
            }
        }
    }
}

#[test]
fn a_page_break_makes_no_empty_page() {
    let breaks = |blocks: &[Block]| {
        let document = Document { title: "题".into(), blocks: blocks.into(), ..Document::default() };
        let parts = check_docx(&document);
        let text = text_of(&parts, "word/document.xml");
        let of_page = html(&document).matches("<div class=\"break\">").count();
        (text.matches("pageBreakBefore").count(), of_page)
    };
    let said = || Block::Paragraph("文".into());
    assert_eq!(breaks(&[said(), Block::PageBreak, said()]), (1, 1));
    assert_eq!(breaks(&[said(), Block::PageBreak, Block::PageBreak, said()]), (1, 1));
    assert_eq!(breaks(&[said(), Block::PageBreak, Block::PageBreak]), (0, 0));
}

/// A form of four columns: a title, a pair, a row of two pairs, a list of three columns, and a row without a cell.
fn spanned() -> Table {
    let rows = vec![
        vec![label("申请主体")],
        vec![label("名称"), text("示例电源有限公司")],
        vec![label("代码"), text("91350203"), label("类别"), text("☑生产  ☐销售")],
        vec![label("项目"), label("之前"), Cell::Merged, label("之后")],
        vec![text("温升"), number("83"), Cell::Merged, text("=66")],
        vec![],
    ];
    Table { name: "表".into(), columns: columns(&[("", 16), ("", 34), ("", 16), ("", 34)]), rows, ..Table::default() }
}

/// A row of fewer cells than there are columns takes the whole width in every format.
#[test]
fn a_cell_takes_the_columns_that_are_merged_with_it() {
    let document = Document { title: "题".into(), blocks: vec![Block::Table(spanned())], ..Document::default() };
    check("spanned", &document);
    let spans: Vec<Vec<usize>> =
        spanned().rows.iter().map(|row| spanned().spans(row).iter().map(|(_, span)| *span).collect()).collect();
    assert_eq!(spans, [vec![4], vec![1, 3], vec![1, 1, 1, 1], vec![1, 2, 1], vec![1, 2, 1], vec![4]]);

    let body = text_of(&check_docx(&document), "word/document.xml");
    let xml = Xml::parse(&body).unwrap();
    let rows = xml.descendants().filter(|node| node.has_tag_name((W, "tr")));
    let of_row = |row: Node| -> Vec<usize> {
        let cells = row.children().filter(|node| node.has_tag_name((W, "tc")));
        let span = |cell: Node| {
            let properties = cell.first_element_child().unwrap();
            let names: Vec<&str> = properties.children().map(|node| node.tag_name().name()).collect();
            // The order that the standard demands.
            let order = ["tcW", "gridSpan", "shd", "vAlign"];
            let places: Vec<usize> =
                names.iter().map(|name| order.iter().position(|other| other == name).unwrap()).collect();
            assert!(places.is_sorted(), "{names:?}");
            let span = properties.children().find(|node| node.has_tag_name((W, "gridSpan")));
            span.map_or(1, |node| node.attribute((W, "val")).unwrap().parse().unwrap())
        };
        cells.map(span).collect()
    };
    assert_eq!(rows.map(of_row).collect::<Vec<_>>(), spans);
    // Each row is as wide as the table.
    let widths = |row: Node| -> u64 {
        let cells = row.descendants().filter(|node| node.has_tag_name((W, "tcW")));
        cells.map(|node| node.attribute((W, "w")).unwrap().parse::<u64>().unwrap()).sum()
    };
    let rows = xml.descendants().filter(|node| node.has_tag_name((W, "tr"))).map(widths).collect::<BTreeSet<u64>>();
    assert_eq!(rows.len(), 1);

    let sheet = text_of(&sound(&xlsx(&document)), "xl/worksheets/sheet2.xml");
    let xml = Xml::parse(&sheet).unwrap();
    let merged = xml.descendants().filter_map(|node| node.attribute("ref"));
    assert_eq!(merged.collect::<Vec<_>>(), ["A1:D1", "B2:D2", "B4:C4", "B5:C5", "A6:D6"]);
    let order: Vec<&str> = xml.root_element().children().map(|node| node.tag_name().name()).collect();
    let place = |name: &str| order.iter().position(|other| *other == name).unwrap();
    assert!(place("sheetData") < place("mergeCells") && place("mergeCells") < place("pageMargins"));

    let page = html(&document);
    assert!(page.contains("<tr class=\"g\"><th scope=\"rowgroup\" colspan=\"4\">申请主体"), "{page}");
    assert!(page.contains("<th scope=\"row\">名称<td colspan=\"3\">示例电源有限公司"), "{page}");
    assert!(page.contains("<span class=\"o\">☑生产</span> <span class=\"o\">☐销售</span>"), "{page}");
    assert_eq!(page.matches(['☐', '☑']).count(), 2, "{page}");
}

/// Who signs is never alone on a page: what precedes it stays with it.
#[test]
fn what_is_signed_stays_with_the_signature() {
    let document = Document {
        blocks: vec![Block::Table(spanned()), Block::Signature(vec!["签字：".into(), "年　月　日".into()])],
        ..Document::default()
    };
    let body = text_of(&check_docx(&document), "word/document.xml");
    let (before, _) = body.rsplit_once("<w:tbl>").unwrap();
    let (first, last) = before.rsplit_once("<w:tbl>").unwrap();
    assert_eq!(last.matches("<w:p>").count(), last.matches("<w:keepNext/>").count());
    assert_eq!(last.matches("<w:tr>").count() + last.matches("<w:tr ").count(), 3, "{last}");
    // Of the rows before, a label stays with what it is the label of.
    assert!(first.contains("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:keepNext/><w:spacing w:line=\"20\""), "{first}");

    // On a page, the last rows of the table are in the part that is never torn apart.
    let rows: Vec<Vec<Cell>> = ["甲", "丙", "丁", "乙"].map(|name| vec![text(name), text("")]).into();
    let table = Table { columns: columns(&[("名称", 50), ("签收", 50)]), rows, ..Table::default() };
    let signature = Block::Signature(vec!["签字：".into()]);
    let page = html(&Document {
        blocks: vec![Block::Table(table), Block::Note("附注".into()), signature.clone(), Block::Note("又".into())],
        ..Document::default()
    });
    let (before, end) = page.split_once("<div class=\"end\">").unwrap();
    let (end, after) = end.split_once("</div>").unwrap();
    assert!(before.contains("甲") && before.contains("名称") && !before.contains("丙"), "{page}");
    assert!(
        end.contains("丙")
            && end.contains("乙")
            && !end.contains("名称")
            && end.contains("附注")
            && end.contains("签字"),
        "{page}"
    );
    assert!(after.contains("又") && !after.contains("<div"), "{page}");
    let page = html(&Document { blocks: vec![Block::PageBreak, signature], ..Document::default() });
    assert!(page.contains("<div class=\"break\"></div>\n<table class=\"sign\">"), "{page}");
}

/// Every form of every kind of case, written and read again.
#[cfg(feature = "schema")]
#[test]
fn every_form_of_every_kind_is_found_again() {
    use crate::kinds;
    for form in kinds::all_codes() {
        for kind in kinds::KINDS {
            check(&format!("{form}.{kind}"), &kinds::of_kind(&form, kind));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_found_again(texts in prop::collection::vec(any::<String>(), 1..6), width in any::<u32>()) {
        let columns = texts.iter().map(|label| TableColumn { label: label.clone(), width }).collect();
        let rows = vec![texts.iter().map(|content| text(content.clone())).collect()];
        let table = |name: &String| {
            Block::Table(Table { name: name.clone(), columns, rows, ..Table::default() })
        };
        let mut blocks: Vec<Block> = vec![table(&texts[0])];
        blocks.extend(texts.iter().map(|text| Block::Paragraph(text.clone())));
        let alt = texts[0].clone();
        blocks.push(Block::Picture(Picture { svg: SVG.into(), emf: alt.clone().into_bytes(), alt, width, height: !width }));
        let [title, head, foot] = [0; 3].map(|place: usize| texts[place].clone());
        let document = Document { title, head, foot, is_wide: width % 2 == 0, blocks, ..Document::default() };
        check_docx(&document);
        check_xlsx(&document);
    }
}
