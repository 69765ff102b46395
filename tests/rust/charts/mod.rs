//! Charts: every kind drawn from typical, minimal, maximal and hostile data, compared byte for byte with `tests/golden/charts`;
//! the laws of all pictures, tried on those and on random data. `BLESS=1` renews the pictures, which are then to be looked at.
#![cfg(not(target_arch = "wasm32"))]

mod metafile;

use std::fs;
use std::path::PathBuf;

use metafile::Shape;
use proptest::prelude::*;
use quality_selfcheck::api;
use quality_selfcheck::chart::{self, Chart};
use quality_selfcheck::document::{self, Block};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;
use roxmltree::{Document, Node};

/// Markup, marks on marks, pictures, four-byte characters, right to left, controls, and what turns the direction around.
const HOSTILE: [&str; 12] = [
    "</text><script>alert(1)</script>",
    "\" onload=\"alert(1)\" x=\"",
    "<![CDATA[ ]]> &amp; &#0; <!-- -->",
    "👨‍👩‍👧‍👦🏳️‍🌈🇨🇳🇨🇳👍🏽👩🏽‍🚒👨‍👩‍👧‍👦🏳️‍🌈🇨🇳🇨🇳👍🏽👩🏽‍🚒",
    "𠮷𠮷𠮷𪚥𪚥𪚥的企业𠮷𠮷𠮷𪚥𪚥𪚥",
    "فحص جودة المنتجات قبل التسليم إلى العملاء",
    "בדיקת איכות 12.5% לפני משלוח ללקוח",
    "a\u{202e}txet desrever\u{2066} b\u{200f}",
    "\u{0}\u{1}\u{8}\t\n\r\u{1b}\u{7f}\u{fffe}\u{ffff}x",
    "Z\u{30a}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}a\u{301}l\u{301}g\u{301}o\u{301}",
    "\u{200b}\u{feff}",
    "﷽﷽﷽ ⸻⸻ ＷＷＷＷ MMMM@@@@%%%%WWWW",
];

fn hostile(number: usize) -> String {
    HOSTILE[number % HOSTILE.len()].to_owned()
}

fn long(number: usize) -> String {
    format!("{number}号很长的名称，一直写到画不下为止，").repeat(40)
}

/// A text as JSON.
fn text(text: impl Into<String>) -> String {
    json::write(&Json::String(text.into().into()))
}

fn list<T>(items: impl IntoIterator<Item = T>, write: impl Fn(T) -> String) -> String {
    format!("[{}]", items.into_iter().map(write).collect::<Vec<_>>().join(","))
}

fn radar(name: &dyn Fn(usize) -> String, axes: usize, periods: &[(&str, &[&str])]) -> String {
    format!(
        r#"{{"kind":"radar","title":{},"axes":{},"periods":{}}}"#,
        text(name(99)),
        list(0..axes, |axis| text(name(axis))),
        list(periods, |(label, values)| format!(
            r#"{{"label":{},"values":{}}}"#,
            text(*label),
            list(values.iter().take(axes), |value| (*value).to_owned())
        )),
    )
}

fn pareto(name: &dyn Fn(usize) -> String, values: &[&str], unit: &str) -> String {
    let bar = |(index, value): (usize, &&str)| format!(r#"{{"name":{},"value":{value}}}"#, text(name(index)));
    let bars = list(values.iter().enumerate(), bar);
    format!(r#"{{"kind":"pareto","title":{},"bars":{bars},"unit":{}}}"#, text(name(99)), text(unit))
}

fn fishbone(name: &dyn Fn(usize) -> String, branches: &[(&str, usize)]) -> String {
    let cause = |index: usize| format!(r#"{{"name":{},"main":{}}}"#, text(name(index)), index.is_multiple_of(3));
    let mut next = 0;
    let mut written = Vec::new();
    for (branch, count) in branches {
        let causes = list(next..next + count, cause);
        next += count;
        written.push(format!(r#"{{"name":{},"causes":{causes}}}"#, text(*branch)));
    }
    format!(
        r#"{{"kind":"fishbone","title":{},"problem":{},"branches":[{}]}}"#,
        text(name(99)),
        text(name(98)),
        written.join(",")
    )
}

fn run(name: &dyn Fn(usize) -> String, values: &[&str], unit: &str, target: &str) -> String {
    let point = |(index, value): (usize, &&str)| format!(r#"{{"label":{},"value":{value}}}"#, text(name(index)));
    format!(
        r#"{{"kind":"run","title":{},"unit":{},"points":{},"target":{target}}}"#,
        text(name(99)),
        text(unit),
        list(values.iter().enumerate(), point)
    )
}

fn heat_map(
    name: &dyn Fn(usize) -> String,
    columns: usize,
    rows: usize,
    cell: &dyn Fn(usize, usize) -> String,
    frame: &str,
) -> String {
    format!(
        r#"{{"kind":"heat-map","title":{},"columns":{},"rows":{},"frame":{frame}}}"#,
        text(name(99)),
        list(0..columns, |column| text(name(column))),
        list(0..rows, |row| format!(
            r#"{{"name":{},"cells":{}}}"#,
            text(name(row + columns)),
            list(0..columns, |column| cell(row, column))
        )),
    )
}

fn path(name: &dyn Fn(usize) -> String, start: &str, gains: &[&str], target: &str) -> String {
    let step = |(index, gain): (usize, &&str)| format!(r#"{{"label":{},"gain":{gain}}}"#, text(name(index)));
    format!(
        r#"{{"kind":"path","title":{},"start":{start},"target":{target},"steps":{}}}"#,
        text(name(99)),
        list(gains.iter().enumerate(), step)
    )
}

/// Names from a list, the last one for a title.
/// Three areas, as (rate, rates of the parts).
fn framework(name: &dyn Fn(usize) -> String, areas: &[(&str, &[&str])]) -> String {
    let mut names = 0..;
    let mut next = || text(name(names.next().unwrap()));
    let mut written = Vec::new();
    for (rate, parts) in areas {
        let area = next();
        let parts: Vec<String> = parts.iter().map(|rate| format!(r#"{{"name":{},"rate":{rate}}}"#, next())).collect();
        written.push(format!(r#"{{"name":{area},"rate":{rate},"parts":[{}]}}"#, parts.join(",")));
    }
    format!(r#"{{"kind":"framework","title":{},"areas":[{}]}}"#, next(), written.join(","))
}

fn from(names: &'static [&'static str]) -> impl Fn(usize) -> String {
    |index| names[index.min(names.len() - 1)].to_owned()
}

fn blank(_: usize) -> String {
    String::new()
}

const WEEKS: [&str; 24] = [
    "93.1", "92.6", "94.0", "93.4", "92.2", "93.8", "94.4", "93.0", "93.4", "92.9", "94.1", "93.6", "94.8", "95.9",
    "95.2", "96.8", "97.4", "97.0", "97.9", "98.3", "97.6", "98.2", "98.0", "98.4",
];

const LEVELS: [[u32; 5]; 9] = [
    [9, 12, 4, 2, 1],
    [7, 10, 6, 3, 2],
    [4, 9, 8, 6, 1],
    [8, 11, 5, 2, 2],
    [6, 10, 7, 3, 2],
    [5, 13, 6, 2, 2],
    [3, 7, 6, 9, 3],
    [6, 11, 5, 4, 2],
    [5, 9, 6, 4, 4],
];

type Named = (&'static str, String);

/// The pictures by their names.
fn pictures() -> Vec<Named> {
    [radars(), paretos(), fishbones(), runs(), heat_maps(), paths(), frameworks()].concat()
}

/// The largest number that a chart takes.
const LARGE: &str = "999999999999";

/// Many numbers without an order.
fn numbers() -> Vec<String> {
    (0..400).map(|index| ((index * 37) % 101 + index).to_string()).collect()
}

fn radars() -> Vec<Named> {
    let indicators = from(&[
        "组织管理",
        "统筹和规划",
        "资金保障",
        "工作能力",
        "项目研究",
        "服务提供",
        "满意度（率）",
        "经济社会效益",
        "品牌效益",
        "九个二级指标的得分率",
    ]);
    let rates: &[&str] = &[
        r#"{"num":7,"den":8,"text":"87.5%"}"#,
        "68.8",
        "75",
        r#"{"num":111,"den":2,"text":"55.5"}"#,
        "70.3",
        "\"72.8\"",
        "\"75.0\"",
        "62.5",
        "null",
    ];
    let full: &[&str] = &["100", "99.99", "0", "0.01", "33.333333", "50", "100", "100", "100"];
    vec![
        ("radar-typical", radar(&indicators, 9, &[("2026", rates)])),
        (
            "radar-two-periods",
            radar(
                &indicators,
                8,
                &[("2025", &["75", "62.5", "50", "45.3", "60.7", "57.4", "50", "62.5"]), ("2026", rates)],
            ),
        ),
        ("radar-one-period", radar(&indicators, 5, &[("2026", &["75", "62.5", "50", "45.3", "60.7"])])),
        ("radar-minimal", radar(&blank, 3, &[("", &["null", "null", "null"])])),
        (
            "radar-maximal",
            radar(
                &long,
                9,
                &[("第一期第一期第一期第一期第一期第一期", full), (&long(2), rates), (&long(3), &["50"; 9])],
            ),
        ),
        ("radar-hostile", radar(&hostile, 9, &[(HOSTILE[0], rates), (HOSTILE[5], full)])),
    ]
}

fn paretos() -> Vec<Named> {
    let causes = from(&[
        "R3 关键件与证书不符",
        "W8 出厂检验项目少",
        "D5 温升裕量不足",
        "V3 温升无运行检查",
        "G6 纠正措施不闭环",
        "主因的贡献",
    ]);
    let many = numbers();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    vec![
        ("pareto-typical", pareto(&causes, &["45", "25", "15", "10", "5"], "%")),
        ("pareto-minimal", pareto(&blank, &[], "")),
        ("pareto-maximal", pareto(&long, &many, "家")),
        (
            "pareto-hostile",
            pareto(
                &hostile,
                &["1", "0", "3.25", "12345678", "1", "0", "8", "8", "8", "0.000001", "2", "1"],
                HOSTILE[0],
            ),
        ),
    ]
}

fn fishbones() -> Vec<Named> {
    let bones = from(&[
        "出厂检验项目少于标准规定",
        "检验员误判漏检",
        "规程无人修订",
        "关键件与证书不符",
        "灌封参数漂移",
        "供方擅自变更",
        "温升裕量不足",
        "老化房温度失控",
        "温升无运行检查",
        "唯价格选供方",
        "纠正措施不闭环",
        "标准换版没有人负责",
        "样品与批量不一致",
        "没有对照清单",
        "仪器校准超期",
        "变压器绕组温升超限（批号 2601-C）",
        "充电器温升项目抽查不合格的原因",
    ]);
    vec![
        (
            "fishbone-typical",
            fishbone(&bones, &[("人", 2), ("机", 1), ("料", 2), ("法", 1), ("环", 1), ("测", 1), ("设", 1), ("管", 2)]),
        ),
        ("fishbone-minimal", fishbone(&blank, &[])),
        ("fishbone-one-branch", fishbone(&bones, &[("管", 3)])),
        (
            "fishbone-maximal",
            fishbone(
                &long,
                &[
                    ("人人人人人人人人人人人人人人人人", 12),
                    ("机", 0),
                    ("料", 1),
                    ("法", 20),
                    ("环", 3),
                    ("测", 4),
                    ("设", 5),
                    ("管", 9),
                ],
            ),
        ),
        (
            "fishbone-hostile",
            fishbone(
                &hostile,
                &[(HOSTILE[3], 12), (HOSTILE[0], 3), (HOSTILE[5], 12), (HOSTILE[6], 4), (HOSTILE[8], 1)],
            ),
        ),
    ]
}

fn runs() -> Vec<Named> {
    let week = |index: usize| {
        if index == 99 { "一次交检合格率（每周）".to_owned() } else { format!("第{}周", index + 1) }
    };
    let mixed: &[&str] = &["null", "3.5", "null", "-2", "null", "7", "8", "null", "1", "0", "5", "5.5"];
    let many = numbers();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    vec![
        ("run-typical", run(&week, &WEEKS, "%", "97.5")),
        ("run-minimal", run(&blank, &[], "", "null")),
        ("run-one-value", run(&week, &["5"], "家", "null")),
        ("run-maximal", run(&long, &many, "ppm", LARGE)),
        ("run-hostile", run(&hostile, mixed, HOSTILE[6], "-2")),
    ]
}

fn heat_maps() -> Vec<Named> {
    let stages = from(&[
        "良好",
        "基本受控",
        "薄弱",
        "需立即整改",
        "未完成",
        "产品策划与法规标准识别",
        "设计与开发",
        "采购与供方",
        "进货检验与来料贮存",
        "生产准备（人、机、法、环）",
        "生产过程控制",
        "检验与放行",
        "标识、包装、贮存与交付",
        "不合格控制、售后与改进",
        "九个阶段的状态（家数）",
    ]);
    vec![
        ("heat-map-typical", heat_map(&stages, 5, 9, &|row, column| LEVELS[row][column].to_string(), "[6,3]")),
        ("heat-map-minimal", heat_map(&blank, 0, 0, &|_, _| String::new(), "null")),
        (
            "heat-map-maximal",
            heat_map(
                &long,
                10,
                40,
                &|row, column| ["99999", "null", "0", "1"][(row + column) % 4].to_owned(),
                "[39,9]",
            ),
        ),
        ("heat-map-hostile", heat_map(&hostile, 7, 12, &|row, column| (row * column).to_string(), "[0,0]")),
    ]
}

fn paths() -> Vec<Named> {
    let steps = from(&[
        "C10.1 研究报告 L3 → L4：收集前后数据，报送建议并推广",
        "C11.1 专项抽查策划 L2 → L3",
        "C11.1 专项抽查策划 L3 → L4",
        "C13.1 质量提升活动 L3 → L4：比较前后数据，写成效评估并推广",
        "C19.1 服务满意度 L3 → L4",
        "最少几步到“良好”",
    ]);
    let up: &[&str] = &["12.125"; 40];
    vec![
        (
            "path-typical",
            path(&steps, r#"{"num":5495,"den":80,"text":"68.7"}"#, &["1.25", "1.25", "1.25", "1.5", "2"], "75"),
        ),
        ("path-minimal", path(&blank, "0", &[], "null")),
        ("path-maximal", path(&long, "0.5", up, LARGE)),
        ("path-hostile", path(&hostile, "-3", &["1", "-2", "0", "5", "1", "1", "1", "1", "1", "1", "1", "1"], "8")),
    ]
}

fn frameworks() -> Vec<Named> {
    let names = from(&[
        "实施环境",
        "需考虑的外部环境因素",
        "内部环境的促成因素",
        "实施过程",
        "统筹和规划",
        "构建和运行",
        "检查和评估",
        "改进和优化",
        "实施要素",
        "目标规划",
        "管理要素",
        "资源",
        "行业质量共治实施框架",
    ]);
    let environment: &[&str] = &[r#"{"num":9,"den":10,"text":"90.0%"}"#, "62.5"];
    let mixed: &[&str] = &["100", "0", "null", "33.333"];
    vec![
        (
            "framework-typical",
            framework(
                &names,
                &[("77.8", environment), ("70.3", &["87.5", "70", "50", "75"]), ("84.2", &["83.3", "91.7", "76"])],
            ),
        ),
        (
            "framework-begun",
            framework(&names, &[("null", &["null", "null"]), ("58.3", mixed), ("100", &["100", "null", "null"])]),
        ),
        ("framework-minimal", framework(&blank, &[("null", &[]), ("null", &["null"; 4]), ("null", &[])])),
        ("framework-maximal", framework(&long, &[("100", &["50"; 8]), ("0.01", &["99.99"; 4]), ("100", &["100"; 8])])),
        ("framework-hostile", framework(&hostile, &[("50", &["0", "null", "1"]), ("50", mixed), ("null", &["1"; 5])])),
    ]
}

struct Picture {
    svg: String,
    emf: Vec<u8>,
    alt: String,
    width: i64,
    height: i64,
    rows: Vec<Vec<String>>,
}

fn string(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone().into_owned(),
        other => panic!("{other:?}"),
    }
}

fn draw(chart: &str) -> Result<Picture, quality_selfcheck::error::Error> {
    let drawn = api::answer(&built_in(), "drawChart", &format!(r#"{{"chart":{chart}}}"#))?;
    let chart = json::decode::<Chart>(&json::read(chart).unwrap()).unwrap();
    let (again, emf) = chart::draw_with_emf(&chart).unwrap();
    let number = |key: &str| match drawn.get(key) {
        Some(Json::Number(text)) => text.parse().unwrap(),
        other => panic!("{other:?}"),
    };
    let table = drawn.get("table").unwrap();
    let texts = |json: &Json| match json {
        Json::Array(items) => items.iter().map(string).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let Some(Json::Array(rows)) = table.get("rows") else { panic!("no rows") };
    let rows: Vec<Vec<String>> = rows.iter().map(texts).collect();
    let columns = texts(table.get("columns").unwrap()).len();
    assert!(rows.iter().all(|row| row.len() == columns), "a row does not have {columns} cells");
    assert_eq!(string(drawn.get("svg").unwrap()), again.svg);
    Ok(Picture {
        svg: again.svg,
        emf,
        alt: string(drawn.get("alt").unwrap()),
        width: number("width"),
        height: number("height"),
        rows,
    })
}

#[test]
fn pictures_are_as_they_were_looked_at() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/charts");
    let bless = std::env::var_os("BLESS").is_some();
    let mut differing = Vec::new();
    let pictures = pictures();
    for (name, chart) in &pictures {
        let svg = draw(chart).unwrap_or_else(|error| panic!("{name}: {error:?}")).svg + "\n";
        let file = folder.join(format!("{name}.svg"));
        if bless {
            fs::write(&file, &svg).unwrap();
        } else if fs::read_to_string(&file).ok().as_deref() != Some(&svg) {
            differing.push(*name);
        }
    }
    assert!(differing.is_empty(), "different: {differing:?}; look at them and renew them with BLESS=1");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), pictures.len(), "a picture that nobody draws");
}

/// The pictures are left in cargo's folder for temporary files of tests, `charts.docx`, to be looked at: what knows SVG shows
/// that, and the others the metafile.
#[test]
fn pictures_keep_the_laws() {
    let mut blocks = Vec::new();
    for (name, chart) in pictures() {
        let picture = draw(&chart).unwrap();
        keeps_the_laws(&picture).unwrap_or_else(|broken| panic!("{name}: {broken}"));
        let Picture { svg, emf, alt, width, height, .. } = picture;
        let [width, height] = [width, height].map(|length| length.try_into().unwrap());
        blocks.push(Block::Heading(1, name.into()));
        blocks.push(Block::Picture(document::Picture { svg, emf, alt, width, height }));
        blocks.push(Block::PageBreak);
    }
    let all = document::Document { blocks, ..document::Document::default() };
    let all = document::write(&all, document::ReportFormat::Docx).bytes;
    fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("charts.docx"), all).unwrap();
}

/// A length of the picture in hundredths of a pixel.
fn hundredths(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    assert!(fraction.len() <= 2, "{text}");
    whole.parse::<i64>().unwrap() * 100 + sign * format!("{fraction:0<2}").parse::<i64>().unwrap()
}

/// What a text takes up: left, top, right, bottom. Its width is a lower bound, since the core's own is an upper one: a
/// Chinese character is as wide as it is high, others count half.
fn extent(node: &Node<'_, '_>) -> [i64; 4] {
    let size = node.attribute("font-size").map_or(1200, hundredths);
    let ideographs = |c: &char| ('\u{2e80}'..='\u{9fff}').contains(c) || *c > '\u{1ffff}';
    let words = node.text().unwrap();
    let wide = i64::try_from(words.chars().filter(ideographs).count()).unwrap();
    let width = wide * size;
    let (x, y) = (hundredths(node.attribute("x").unwrap()), hundredths(node.attribute("y").unwrap()));
    let from_right = node.attribute("direction") == Some("rtl");
    let left = match (node.attribute("text-anchor"), from_right) {
        (Some("middle"), _) => x - width / 2,
        (Some("end"), false) | (None, true) => x - width,
        _ => x,
    };
    [left, y - size * 9 / 10, left + width, y + size / 5]
}

fn keeps_the_laws(picture: &Picture) -> Result<(), String> {
    const ELEMENTS: [&str; 6] = ["svg", "title", "desc", "path", "circle", "text"];
    let document = Document::parse(&picture.svg).map_err(|error| error.to_string())?;
    let root = document.root_element();
    let size = format!("0 0 {} {}", picture.width, picture.height);
    let attributes = [("viewBox", size.as_str()), ("role", "img")];
    if attributes.iter().any(|(name, value)| root.attribute(*name) != Some(value)) || picture.width != 640 {
        return Err("the frame is another".into());
    }
    let spoken = |name: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
    if spoken("title").and_then(|node| node.text()).is_none_or(str::is_empty)
        || spoken("desc").and_then(|node| node.text()) != Some(&picture.alt)
    {
        return Err("title or description is missing".into());
    }
    if !picture.alt.ends_with('。') || picture.alt.matches('。').count() != 1 && picture.alt.is_ascii() {
        return Err(format!("no sentence: {}", picture.alt));
    }
    draws_the_same(&root, &metafile::read(&picture.emf, (picture.width, picture.height))?)?;
    let mut texts: Vec<[i64; 4]> = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        if !ELEMENTS.contains(&node.tag_name().name()) {
            return Err(format!("an element {}", node.tag_name().name()));
        }
        for attribute in node.attributes() {
            let value = attribute.value();
            if ["class", "style", "id", "href"].contains(&attribute.name()) || value.contains("url(") {
                return Err(format!("{} = {value}", attribute.name()));
            }
        }
        if node.has_tag_name("text") || node.tag_name().name() == "text" {
            let [left, top, right, bottom] = extent(&node);
            if left < 0 || top < 0 || right > picture.width * 100 || bottom > picture.height * 100 {
                return Err(format!("{:?} leaves the picture", node.text()));
            }
            texts.push([left, top, right, bottom]);
        }
        if node.tag_name().name() == "path" {
            let places = node.attribute("d").unwrap();
            for place in places.trim_end_matches('Z').split(['M', 'L']).skip(1) {
                let (x, y) = place.split_once(' ').unwrap();
                let (x, y) = (hundredths(x), hundredths(y));
                if x < 0 || y < 0 || x > picture.width * 100 || y > picture.height * 100 {
                    return Err(format!("a line leaves the picture: {places}"));
                }
            }
        }
    }
    for (index, one) in texts.iter().enumerate() {
        for other in texts.iter().skip(index + 1) {
            if one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3] {
                return Err(format!("two texts at {one:?} and {other:?} overlap"));
            }
        }
    }
    Ok(())
}

/// What an element of the SVG draws, as the metafile has it.
fn shape(node: &Node<'_, '_>) -> Shape {
    let number = |name: &str| node.attribute(name).map(hundredths);
    let color = |name: &str| node.attribute(name).filter(|color| *color != "none").map(str::to_owned);
    let line = color("stroke").map(|color| (color, number("stroke-width").unwrap_or(100)));
    // A colour of which an eighth is left on white.
    let sheer = node.attribute("fill-opacity").map(|_| "#e3e9f1".to_owned());
    let fill = sheer.or_else(|| color("fill"));
    match node.tag_name().name() {
        "text" => {
            let is_reversed = node.attribute("direction") == Some("rtl");
            let anchor = match (node.attribute("text-anchor"), is_reversed) {
                (Some("middle"), _) => "middle",
                (None, false) | (Some("end"), true) => "start",
                _ => "end",
            };
            Shape::Text {
                at: (number("x").unwrap(), number("y").unwrap()),
                anchor,
                is_reversed,
                size: number("font-size").unwrap_or(1200),
                is_bold: node.attribute("font-weight") == Some("600"),
                color: fill.unwrap_or_else(|| "#17202b".into()),
                words: node.text().unwrap().into(),
            }
        }
        "path" => {
            let places = node.attribute("d").unwrap();
            let point = |place: &str| place.split_once(' ').map(|(x, y)| (hundredths(x), hundredths(y))).unwrap();
            let points = places.trim_end_matches('Z').split(['M', 'L']).skip(1).map(point).collect();
            Shape::Path { points, is_closed: places.ends_with('Z'), fill, line }
        }
        "circle" => Shape::Circle {
            center: (number("cx").unwrap(), number("cy").unwrap()),
            radius: number("r").unwrap(),
            fill,
            line,
        },
        other => panic!("an element {other}"),
    }
}

/// Whether a metafile draws what an SVG draws, over and under the same.
fn draws_the_same(root: &Node<'_, '_>, found: &[Shape]) -> Result<(), String> {
    let drawn = || root.children().filter(|node| !["title", "desc"].contains(&node.tag_name().name()));
    let is_sheer = |node: &Node<'_, '_>| node.has_attribute("fill-opacity");
    let expected: Vec<Node<'_, '_>> = drawn().filter(is_sheer).chain(drawn().filter(|node| !is_sheer(node))).collect();
    if expected.len() != found.len() {
        return Err(format!("{} shapes in place of {}", found.len(), expected.len()));
    }
    for (node, found) in expected.iter().zip(found) {
        let expected = shape(node);
        let is_same = match (node.attribute("stroke-dasharray"), &expected, found) {
            (Some(dash), Shape::Path { points, is_closed, line, .. }, Shape::Dashes { ends, line: found }) => {
                let mut points = points.clone();
                points.extend(points.first().copied().filter(|_| *is_closed));
                let (on, off) = dash.split_once(' ').unwrap();
                line == found && are_dashes(&points, ends, (hundredths(on), hundredths(off)))
            }
            (None, expected, found) => expected == found,
            _ => false,
        };
        if !is_same {
            return Err(format!("{found:?} in place of {expected:?}"));
        }
    }
    Ok(())
}

/// Whether dashes lie along a line one after the other, from its beginning on, of about the length that they should have.
#[allow(clippy::cast_precision_loss)]
fn are_dashes(points: &[(i64, i64)], ends: &[[(i64, i64); 2]], (on, off): (i64, i64)) -> bool {
    let distance = |one: (i64, i64), other: (i64, i64)| ((one.0 - other.0) as f64).hypot((one.1 - other.1) as f64);
    let sides: Vec<[(i64, i64); 2]> = points.windows(2).map(|side| [side[0], side[1]]).collect();
    // Both ends of each dash lie on one side, and no dash before the one that was drawn before it.
    let mut side = 0;
    let mut before = 0.0;
    for [from, to] in ends {
        let lies = |[start, end]: [(i64, i64); 2]| {
            [*from, *to]
                .iter()
                .all(|place| distance(start, *place) + distance(*place, end) < distance(start, end) + 5.0)
                && distance(start, *from) <= distance(start, *to)
        };
        while sides.get(side).is_some_and(|sides| !lies(*sides) || distance(sides[0], *from) + 3.0 < before) {
            side += 1;
            before = 0.0;
        }
        let Some([start, _]) = sides.get(side) else { return false };
        before = distance(*start, *to);
    }
    let whole: f64 = sides.iter().map(|[start, end]| distance(*start, *end)).sum();
    let drawn: f64 = ends.iter().map(|[from, to]| distance(*from, *to)).sum();
    let share = on as f64 / (on + off) as f64;
    let is_begun = ends.first().is_none_or(|[from, _]| *from == points[0]);
    is_begun && (drawn - whole * share).abs() < whole * 0.1 + (on + off) as f64
}

/// Text in any language, and what no text should hold.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[一-龥A-Za-z0-9 ，。%]{0,24}",
        1 => (0..HOSTILE.len()).prop_map(hostile),
        1 => any::<String>(),
    ]
}

/// A number as it may be given, now and then of an absurd size.
fn amount() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (-2000..20_000_i64, 0..4_usize).prop_map(|(digits, places)| {
            let text = format!("{:0>5}", digits.unsigned_abs());
            let sign = if digits < 0 { "-" } else { "" };
            let (whole, fraction) = text.split_at(text.len() - places);
            format!("{sign}{}{}{fraction}", whole.parse::<i64>().unwrap(), if places > 0 { "." } else { "" })
        }),
        1 => (any::<i32>(), 1..10_000_i32).prop_map(|(num, den)| format!(r#"{{"num":{num},"den":{den},"text":"1.25%"}}"#)),
        1 => any::<i64>().prop_map(|number| number.to_string()),
    ]
}

fn texts(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(words(), count)
}

fn amounts(count: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(prop_oneof![5 => amount(), 1 => Just("null".to_owned())], count)
}

/// Data of the right shape, now and then more of them than a picture takes.
fn charts() -> impl Strategy<Value = String> {
    let named = |names: Vec<String>| move |index: usize| names[index % names.len()].clone();
    prop_oneof![
        (texts(1..12), 2..11_usize, proptest::collection::vec(0..1000_u32, 11), any::<bool>()).prop_map(
            move |(names, axes, values, twice)| {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| if value % 9 == 0 { "null".into() } else { format!("{}.{}", value / 10, value % 10) })
                    .collect();
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                let label = names[0].clone();
                let periods = [(label.as_str(), values.as_slice()), ("2026", values.as_slice())];
                radar(&named(names), axes, &periods[usize::from(!twice)..])
            }
        ),
        (texts(1..30), amounts(0..30), words()).prop_map(move |(names, values, unit)| {
            let values: Vec<&str> = values.iter().map(String::as_str).filter(|value| *value != "null").collect();
            pareto(&named(names), &values, &unit)
        }),
        (texts(1..30), proptest::collection::vec((words(), 0..9_usize), 0..10)).prop_map(move |(names, branches)| {
            let branches: Vec<(&str, usize)> = branches.iter().map(|(name, count)| (name.as_str(), *count)).collect();
            fishbone(&named(names), &branches)
        }),
        (texts(1..30), amounts(0..90), words(), amount()).prop_map(move |(names, values, unit, target)| {
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            run(&named(names), &values, &unit, &target)
        }),
        (texts(1..30), 0..12_usize, 0..30_usize, any::<u16>()).prop_map(move |(names, columns, rows, seed)| {
            let cell = |row: usize, column: usize| match (row * 31 + column * 17 + usize::from(seed)) % 23 {
                0 => "null".to_owned(),
                number => (number * usize::from(seed)).to_string(),
            };
            heat_map(&named(names), columns, rows, &cell, if seed % 2 == 0 { "[0,0]" } else { "null" })
        }),
        (texts(1..30), amount(), amounts(0..30), amount()).prop_map(move |(names, start, gains, target)| {
            let gains: Vec<&str> = gains.iter().map(String::as_str).filter(|gain| *gain != "null").collect();
            path(&named(names), &start, &gains, &target)
        }),
        (texts(1..30), proptest::collection::vec((0..110_u32, 0..110_u32), 3..20), 0..10_usize).prop_map(
            move |(names, rates, parts)| {
                let rate = |(whole, tenth): &(u32, u32)| match tenth {
                    0..10 => "null".to_owned(),
                    _ => format!("{whole}.{}", tenth % 10),
                };
                let rates: Vec<String> = rates.iter().map(rate).collect();
                let rates: Vec<&str> = rates.iter().map(String::as_str).collect();
                let some = |count: usize| &rates[..count.min(rates.len())];
                let phases = [rates[0], rates[1], rates[2], rates[0]];
                framework(&named(names), &[(rates[0], some(parts)), (rates[1], &phases), (rates[2], some(parts / 2))])
            }
        ),
    ]
}

/// What was given: every name and every number, as the table is to say them.
fn given(chart: &Json) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open = vec![chart];
    while let Some(json) = open.pop() {
        match json {
            Json::String(text) => texts.push(text.clone().into_owned()),
            Json::Number(text) => texts.push(shown(text)),
            Json::Array(items) => open.extend(items),
            Json::Object(entries) if json.get("den").is_some() => {
                assert_eq!(entries.len(), 3);
            }
            Json::Object(entries) => {
                let said_elsewhere = ["kind", "title", "unit", "problem", "target", "frame"];
                open.extend(
                    entries.iter().filter(|(key, _)| !said_elsewhere.contains(&key.as_ref())).map(|(_, value)| value),
                );
            }
            Json::Null | Json::Bool(_) | Json::Bytes(_) => {}
        }
    }
    texts
}

/// A number as the table has it: no zeros at its end, and the sign that numbers are printed with.
fn shown(number: &str) -> String {
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    if number == "-0" { "0".to_owned() } else { number.replace('-', "−") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_data_are_drawn_or_refused_with_a_place(chart in charts()) {
        match draw(&chart) {
            Ok(picture) => {
                prop_assert_eq!(keeps_the_laws(&picture), Ok(()), "{}", chart);
                let cells: Vec<&String> = picture.rows.iter().flatten().collect();
                let is_radar = chart.contains("\"kind\":\"radar\"");
                for text in given(&json::read(&chart).unwrap()) {
                    let plus = format!("+{text}");
                    // The label of a period heads a column.
                    let is_there = cells.iter().any(|cell| **cell == text || **cell == plus);
                    prop_assert!(is_there || is_radar || chart.contains("heat-map"), "{} is not in the table of {}", text, chart);
                }
            }
            Err(error) => prop_assert!(error.path.starts_with("/chart"), "{:?}", error),
        }
    }
}

/// A target and a median just above the axis: their words stand beside the labels of the last points.
#[test]
fn low_lines_keep_off_the_labels() {
    let points: Vec<String> =
        (0..25).map(|place| format!(r#"{{"label":"一一一","value":{}}}"#, if place == 4 { 5772 } else { 0 })).collect();
    let chart = format!(r#"{{"kind":"run","title":"","target":1,"points":[{}]}}"#, points.join(","));
    assert_eq!(keeps_the_laws(&draw(&chart).unwrap()), Ok(()));
}
