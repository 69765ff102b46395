//! XML text, and the parts that a Word document and a workbook have in common.

use super::zip::zip;

/// What every part begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const OPEN_XML: &str = "application/vnd.openxmlformats-";

/// A growing XML text: what is ours goes in as it is, what was written by others is escaped.
pub(super) struct Xml(String);

impl Xml {
    pub(super) fn new() -> Self {
        Self(DECLARATION.into())
    }

    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    pub(super) fn number(&mut self, number: u64) -> &mut Self {
        self.raw(&number.to_string())
    }

    /// A text, in an element or in an attribute. White space is written as references, since a
    /// reader would turn it into spaces; what XML cannot hold becomes U+FFFD.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let escaped = match c {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\t' => "&#9;",
                '\r' if chars.peek() == Some(&'\n') => "",
                '\n' | '\r' => "&#10;",
                '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => "\u{FFFD}",
                c => {
                    self.0.push(c);
                    continue;
                }
            };
            self.0.push_str(escaped);
        }
        self
    }
}

/// The parts of an Office file.
pub(super) struct Package {
    files: Vec<(String, Vec<u8>)>,
    types: Xml,
}

impl Package {
    pub(super) fn new() -> Self {
        let mut types = Xml::new();
        types.raw(concat!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
            "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
            "<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>",
            "<Default Extension=\"emf\" ContentType=\"image/x-emf\"/>",
        ));
        // Programs that guess the kind of a file look for the content types in the first place.
        Self { files: vec![("[Content_Types].xml".into(), Vec::new())], types }
    }

    /// Adds a part of a kind that its extension states.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) {
        self.files.push((name.into(), bytes.into()));
    }

    /// Adds a part with its content type, without what all of them begin with and end in.
    pub(super) fn part(&mut self, name: &str, kind: &str, xml: Xml) {
        let types = self.types.raw("<Override PartName=\"/").raw(name).raw("\" ContentType=\"");
        types.raw(OPEN_XML).raw(kind).raw("+xml\"/>");
        self.files.push((name.into(), xml.0.into_bytes()));
    }

    /// Adds the relationships of a part: kind and target of `rId1`, `rId2` and so on.
    pub(super) fn relationships(&mut self, name: &str, targets: &[(&str, String)]) {
        let mut xml = Xml::new();
        xml.raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (id, (kind, target)) in (1..).zip(targets) {
            xml.raw("<Relationship Id=\"rId").number(id).raw("\" Type=\"http://schemas.openxmlformats.org/");
            // What Office files have in common is not of the office documents' own kinds.
            xml.raw(if kind.starts_with("package/") { "" } else { "officeDocument/2006/relationships/" });
            xml.raw(kind).raw("\" Target=\"").raw(target).raw("\"/>");
        }
        xml.raw("</Relationships>");
        self.files.push((name.into(), xml.0.into_bytes()));
    }

    /// The file: what all of them have, and the title in its properties. It states no date.
    pub(super) fn finish(mut self, main: &str, title: &str) -> Vec<u8> {
        let mut core = Xml::new();
        core.raw(concat!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"",
            " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
        ));
        core.text(title).raw("</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>");
        self.part("docProps/core.xml", "package.core-properties", core);
        let core = ("package/2006/relationships/metadata/core-properties", "docProps/core.xml".into());
        self.relationships("_rels/.rels", &[("officeDocument", main.into()), core]);
        self.types.raw("</Types>");
        if let Some((_, bytes)) = self.files.first_mut() {
            *bytes = self.types.0.into_bytes();
        }
        zip(&self.files)
    }
}
