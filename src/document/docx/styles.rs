//! How paragraphs and tables of a Word document look.

use crate::document::xml::Xml;

/// The namespaces of every part.
pub(super) const NAMES: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
    " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"",
    " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">",
);

/// A paragraph's style: identifier, name, what it adds to a paragraph and to its text. The repetitions
/// cost nothing once the program is compressed; a loop that writes them does.
macro_rules! style {
    ($id:expr, $name:expr, $paragraph:expr, $($text:expr),+) => {
        concat!(
            "<w:style w:type=\"paragraph\" w:styleId=\"",
            $id,
            "\"><w:name w:val=\"",
            $name,
            "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>",
            $paragraph,
            "</w:pPr><w:rPr>",
            $($text,)+
            "</w:rPr></w:style>"
        )
    };
}

/// Marks a style that Word does not bring.
macro_rules! own {
    ($id:literal) => {
        concat!($id, "\" w:customStyle=\"1")
    };
}

macro_rules! bold {
    () => {
        "<w:rFonts w:ascii=\"Arial\" w:eastAsia=\"黑体\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:b/>"
    };
}

/// Spacing above and below.
macro_rules! spacing {
    ($before:literal, $after:literal) => {
        concat!("<w:spacing w:before=\"", $before, "\" w:after=\"", $after, "\"/>")
    };
}

/// Lines in tables are closer.
macro_rules! cell {
    () => {
        "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"264\"/>"
    };
}

macro_rules! heading {
    ($level:literal, $outline:literal, $before:literal, $size:literal) => {
        style!(
            concat!("Heading", $level),
            concat!("heading ", $level),
            concat!("<w:keepNext/>", spacing!($before, 80), "<w:outlineLvl w:val=\"", $outline, "\"/>"),
            bold!(),
            concat!("<w:sz w:val=\"", $size, "\"/>")
        )
    };
}

/// Fonts are named, not embedded: a program without them takes what it has in their place.
const STYLES: &str = concat!(
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"宋体\"",
    " w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>",
    "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/>",
    "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>",
    "<w:qFormat/><w:pPr><w:spacing w:before=\"60\" w:after=\"60\" w:line=\"300\" w:lineRule=\"auto\"/></w:pPr></w:style>",
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>",
    "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"30\" w:type=\"dxa\"/>",
    "<w:left w:w=\"90\" w:type=\"dxa\"/><w:bottom w:w=\"30\" w:type=\"dxa\"/><w:right w:w=\"90\" w:type=\"dxa\"/>",
    "</w:tblCellMar></w:tblPr></w:style><w:style w:type=\"table\" w:styleId=\"TableGrid\">",
    "<w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>",
    "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
    "</w:tblBorders></w:tblPr></w:style>",
    style!(
        "Title",
        "Title",
        concat!("<w:keepNext/>", spacing!(0, 240), "<w:jc w:val=\"center\"/>"),
        bold!(),
        "<w:sz w:val=\"36\"/>"
    ),
    heading!(1, 0, 220, 28),
    heading!(2, 1, 180, 24),
    heading!(3, 2, 140, 22),
    style!(
        "Header",
        "header",
        concat!(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>",
            "<w:spacing w:line=\"240\"/><w:jc w:val=\"center\"/>"
        ),
        "<w:sz w:val=\"18\"/>"
    ),
    style!("Footer", "footer", "<w:spacing w:line=\"240\"/><w:jc w:val=\"center\"/>", "<w:sz w:val=\"16\"/>"),
    style!(own!("Note"), "附注", "", "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/>"),
    style!(
        own!("Facts"),
        "题下一行",
        concat!("<w:keepNext/>", spacing!(0, 160), "<w:jc w:val=\"center\"/>"),
        "<w:sz w:val=\"19\"/>"
    ),
    style!(
        own!("Result"),
        "结果",
        concat!(
            "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"6\" w:color=\"auto\"/>",
            "<w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"6\" w:color=\"auto\"/></w:pBdr>",
            spacing!(160, 200)
        ),
        bold!(),
        "<w:sz w:val=\"24\"/>"
    ),
    style!(own!("Cell"), "表格文字", cell!(), "<w:sz w:val=\"20\"/>"),
    style!(
        own!("Small"),
        "表格小字",
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\"/>",
        "<w:sz w:val=\"16\"/>"
    ),
    style!(own!("Label"), "表格栏目", concat!(cell!(), "<w:jc w:val=\"center\"/>"), "<w:sz w:val=\"20\"/>"),
    style!(
        own!("Head"),
        "表头",
        concat!("<w:keepNext/>", cell!(), "<w:jc w:val=\"center\"/>"),
        bold!(),
        "<w:sz w:val=\"20\"/>"
    ),
    style!(own!("Number"), "表格数字", concat!(cell!(), "<w:jc w:val=\"right\"/>"), "<w:sz w:val=\"20\"/>"),
    // Behind tables, which would run into one another, and where a page or a section begins.
    style!(
        own!("Gap"),
        "间隔",
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>",
        "<w:sz w:val=\"8\"/>"
    ),
    "</w:styles>",
);

/// The part of the styles.
pub(super) fn styles() -> Xml {
    let mut xml = Xml::new();
    xml.raw("<w:styles").raw(NAMES).raw(STYLES);
    xml
}
