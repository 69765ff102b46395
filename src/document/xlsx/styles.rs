//! How cells of a workbook look.

/// How cells look, by their place in `cellXfs`. Behind each look of texts stands the same one for
/// texts like `=1+1`: it keeps them from becoming a formula when somebody edits the cell.
pub(super) const TEXT: u64 = 1;
pub(super) const TITLE: u64 = 3;
pub(super) const HEADING: u64 = 5;
pub(super) const HEAD: u64 = 7;
pub(super) const CELL: u64 = 9;
pub(super) const LABEL: u64 = 11;
/// Numbers as they are, then those with one to four decimal places, then shares in percent without and with two.
pub(super) const NUMBER: u64 = 13;
pub(super) const MAX_PLACES: usize = 4;
pub(super) const SHARE: u64 = 18;

/// How a cell looks: format, font, fill, border, whether it stays a text, and alignment. The repetitions
/// cost nothing once the program is compressed; a loop that writes them does.
macro_rules! look {
    ($format:literal, $font:literal, $fill:literal, $border:literal, $quoted:literal, $alignment:literal) => {
        concat!(
            "<xf numFmtId=\"",
            $format,
            "\" fontId=\"",
            $font,
            "\" fillId=\"",
            $fill,
            "\" borderId=\"",
            $border,
            "\" xfId=\"0\"",
            $quoted,
            " applyAlignment=\"1\"><alignment wrapText=\"1\" ",
            $alignment,
            "/></xf>"
        )
    };
}

macro_rules! text_looks {
    ($font:literal, $fill:literal, $border:literal, $alignment:literal) => {
        concat!(
            look!(0, $font, $fill, $border, "", $alignment),
            look!(0, $font, $fill, $border, " quotePrefix=\"1\"", $alignment)
        )
    };
}

pub(super) const STYLES: &str = concat!(
    "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"0.0\"/><numFmt numFmtId=\"165\" formatCode=\"0.000\"/>",
    "<numFmt numFmtId=\"166\" formatCode=\"0.0000\"/></numFmts><fonts count=\"3\">",
    "<font><sz val=\"11\"/><name val=\"宋体\"/><charset val=\"134\"/></font>",
    "<font><b/><sz val=\"11\"/><name val=\"宋体\"/><charset val=\"134\"/></font>",
    "<font><b/><sz val=\"16\"/><name val=\"宋体\"/><charset val=\"134\"/></font></fonts><fills count=\"3\">",
    "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>",
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF2F2F2\"/></patternFill></fill></fills>",
    "<borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/>",
    "<bottom style=\"thin\"/></border></borders>",
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
    "<cellXfs count=\"20\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
    text_looks!(0, 0, 0, "vertical=\"top\""),
    text_looks!(2, 0, 0, "vertical=\"top\""),
    text_looks!(1, 0, 0, "vertical=\"top\""),
    text_looks!(1, 2, 1, "horizontal=\"center\" vertical=\"center\""),
    text_looks!(0, 0, 1, "vertical=\"top\""),
    text_looks!(1, 2, 1, "vertical=\"top\""),
    look!(0, 0, 0, 1, "", "vertical=\"top\""),
    look!(164, 0, 0, 1, "", "vertical=\"top\""),
    look!(2, 0, 0, 1, "", "vertical=\"top\""),
    look!(165, 0, 0, 1, "", "vertical=\"top\""),
    look!(166, 0, 0, 1, "", "vertical=\"top\""),
    look!(9, 0, 0, 1, "", "vertical=\"top\""),
    look!(10, 0, 0, 1, "", "vertical=\"top\""),
    // openpyxl warns of a workbook without a default style.
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
);
