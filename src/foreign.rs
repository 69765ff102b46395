//! Files that are not ours, told by how they begin.

/// A kind of file that people take for one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foreign {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Whether a spreadsheet program opens it.
    pub(crate) is_spreadsheet: bool,
}

/// How files begin, also those that are no text: their bytes as UTF-8, and as the encoding that programs in China take for text.
const BEGINNINGS: [(&str, Foreign); 10] = [
    ("\u{fffd}\u{fffd}\u{11}\u{871}", OLD_OFFICE),
    ("邢\u{11}唷", OLD_OFFICE),
    ("%PDF-", named("PDF 文件")),
    ("{\\rtf", named("RTF 文件")),
    ("\u{fffd}PNG\r\n", PICTURE),
    ("塒NG\r\n", PICTURE),
    ("GIF8", PICTURE),
    ("<!doctype html", named(PAGE)),
    ("<html", named(PAGE)),
    ("<?xml", named("XML 文件")),
];

const OLD_OFFICE: Foreign = Foreign { name: "旧版 Excel 或 Word 文件（.xls、.doc）", is_spreadsheet: true };
const PICTURE: Foreign = named("图片");

/// A page may be one of ours: whoever asks has looked for what it would carry.
pub(crate) const PAGE: &str = "网页";

const fn named(name: &'static str) -> Foreign {
    Foreign { name, is_spreadsheet: false }
}

/// Whether a part stands anywhere in a text. The search of the library is made for long texts that are searched often, and takes
/// more room than what is searched for here is worth.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|place| place == part.as_bytes())
}

/// What kind of file a text is out of, if it is none of ours.
pub(crate) fn recognise(text: &str) -> Option<Foreign> {
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    if text.starts_with("PK\u{3}\u{4}") {
        // An archive names what is in it.
        return Some(if holds(text, "xl/") {
            Foreign { name: "Excel 工作簿（.xlsx）", is_spreadsheet: true }
        } else if holds(text, "word/") {
            named("Word 文件（.docx）")
        } else {
            named("压缩包")
        });
    }
    let begins = |beginning: &str| {
        let start = text.get(..beginning.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    };
    BEGINNINGS.iter().find(|(beginning, _)| begins(beginning)).map(|(_, foreign)| *foreign)
}

/// Whether the first line of a text has cells, as a sheet does.
pub(crate) fn is_table(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    !first.starts_with(['{', '[', '<']) && first.contains([',', ';', '\t'])
}

#[cfg(test)]
mod tests {
    use super::{is_table, recognise};

    fn name(bytes: &[u8]) -> &'static str {
        recognise(&String::from_utf8_lossy(bytes)).map_or("", |foreign| foreign.name)
    }

    #[test]
    fn files_are_told_by_how_they_begin() {
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0";
        assert_eq!(name(old), "旧版 Excel 或 Word 文件（.xls、.doc）");
        assert_eq!(name(b"PK\x03\x04\x14\0[Content_Types].xml\xff PK\x03\x04xl/workbook.xml"), "Excel 工作簿（.xlsx）");
        assert_eq!(name(b"PK\x03\x04\x14\0[Content_Types].xml\xff PK\x03\x04word/document.xml"), "Word 文件（.docx）");
        assert_eq!(name(b"PK\x03\x04\x14\0photo.jpg"), "压缩包");
        assert_eq!(name(b"%PDF-1.7\n"), "PDF 文件");
        assert_eq!(name(b"{\\rtf1\\ansi"), "RTF 文件");
        assert_eq!(name(b"\x89PNG\r\n\x1a\n"), "图片");
        assert_eq!(name("\u{feff}\n<!DOCTYPE html>".as_bytes()), "网页");
        for ours in ["", "{\"format\":\"quality-selfcheck\"}", "编号,结论\n", "PK", "GIF", "<htm"] {
            assert_eq!(recognise(ours), None, "{ours}");
        }
    }

    #[test]
    fn a_table_has_cells_in_its_first_line() {
        assert!(is_table("\u{feff}\n编号,结论\n") && is_table("单元\t自评等级\r\n"));
        for text in ["", "甲乙", "{\"a\":1,\"b\":2}", "[1,2]", "<p>a,b</p>", "\n\n"] {
            assert!(!is_table(text), "{text}");
        }
    }
}
