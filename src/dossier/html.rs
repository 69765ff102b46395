//! The file as a page: readable without this program, and carrying the data it was made from.

use super::facts::{Dossier, DossierKind};
use super::names::Names;
use crate::document::push_escaped;
use crate::foreign;
use crate::json::{self, Encode, Json};
use crate::pack::Packs;

/// Where the data begins and ends inside the page.
const DATA_OPEN: &str = "<script type=\"application/json\" id=\"quality-selfcheck\">";
const DATA_CLOSE: &str = "</script>";

/// The data that a page carries; none if the text is no page of ours.
pub(super) fn data_of(text: &str) -> Option<&str> {
    let page = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if !page.starts_with('<') {
        return None;
    }
    // The mark stands at the beginning of a line, where no text of a user can.
    let mut offset = 0;
    for line in page.split('\n') {
        offset += line.len() + 1;
        if line.trim_end().starts_with(DATA_OPEN) {
            let data = page.get(offset..)?;
            let end = data.split('\n').position(|line| line.starts_with(DATA_CLOSE))?;
            let length: usize = data.split('\n').take(end).map(|line| line.len() + 1).sum();
            return data.get(..length);
        }
    }
    None
}

/// Whether a page was one of ours, even if it was cut off.
pub(super) fn is_ours(text: &str) -> bool {
    foreign::holds(text, DATA_OPEN)
}

const STYLE: &str = "body{font:16px/1.6 system-ui,'Microsoft YaHei','PingFang SC',sans-serif;max-width:60em;margin:2em auto;padding:0 1em}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}\
th{width:16em;font-weight:normal;background:#f2f2f2}td{white-space:pre-wrap;overflow-wrap:anywhere}";

/// The page of a file with its text. Every entry is in it, under its name as far as the content knows one.
pub(super) fn page(packs: &Packs<'_>, dossier: &Dossier, text: &str) -> String {
    let tree = dossier.encode();
    let mut page = Page { names: Names::of(packs), text: String::new() };
    let title = if dossier.title.trim().is_empty() { "质量自查" } else { dossier.title.trim() };
    page.raw("<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.escaped(title);
    page.raw("</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n<h1>");
    page.escaped(title);
    page.raw("</h1>\n<p>");
    page.escaped(match dossier.kind {
        DossierKind::Enterprise => "企业自查档案。",
        DossierKind::Association => "行业质量共治自评档案。",
    });
    page.escaped(match dossier.kind {
        DossierKind::Enterprise => &packs.assistance().manifest.standing,
        DossierKind::Association => &packs.governance().manifest.standing,
    });
    page.raw(
        "这个文件可以直接看，也可以用“质量自查”再打开，内容一样。里面有本单位自己写下的情况，交给别人前请想好。</p>\n",
    );
    for (key, value) in entries(&tree).iter().filter(|(key, _)| !MARKS.contains(&key.as_ref())) {
        page.part(key, value);
    }
    if let Some(marks) = tree.get("content") {
        page.part("content", marks);
    }
    page.raw(DATA_OPEN);
    page.raw("\n");
    // `<` can only stand inside a text, where its escape means the same.
    for part in text.split_inclusive('<') {
        page.raw(part.strip_suffix('<').unwrap_or(part));
        if part.ends_with('<') {
            page.raw("\\u003c");
        }
    }
    page.raw(DATA_CLOSE);
    page.raw("\n</html>\n");
    page.text
}

/// What a file says of itself rather than of the case.
const MARKS: [&str; 7] = ["format", "version", "kind", "id", "title", "content", "sha256"];

fn entries(json: &Json) -> &[(json::Text, Json)] {
    match json {
        Json::Object(entries) => entries,
        _ => &[],
    }
}

fn is_filled(json: &Json) -> bool {
    match json {
        Json::Null => false,
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => items.iter().any(is_filled),
        Json::Object(entries) => entries.iter().any(|(_, value)| is_filled(value)),
        Json::Bool(_) | Json::Number(_) | Json::Bytes(_) => true,
    }
}

struct Page<'a> {
    names: Names<'a>,
    text: String,
}

impl Page<'_> {
    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn escaped(&mut self, text: &str) {
        push_escaped(&mut self.text, text);
    }

    fn part(&mut self, key: &str, value: &Json) {
        if is_filled(value) {
            let name = self.names.label(&[key]);
            self.raw("<h2>");
            self.escaped(&name);
            self.raw("</h2>\n<table>\n");
            // A part that is one answer is its own row.
            let is_one = !matches!(value, Json::Object(_) | Json::Array(_));
            self.rows(value, &[key], if is_one { &name } else { "" });
            self.raw("</table>\n");
        }
    }

    /// A row for each filled leaf: where it stands, and what it says.
    fn rows(&mut self, json: &Json, keys: &[&str], name: &str) {
        match json {
            _ if !is_filled(json) => {}
            // A number that was worked out carries its text, and a scheme that is kept with a period its name.
            Json::Object(entries)
                if keys.last() != Some(&"scheme") && (json.get("num").is_none() || json.get("text").is_none()) =>
            {
                for (key, value) in entries {
                    let keys = [keys, &[key.as_ref()]].concat();
                    let name = format!("{name} {}", self.names.label(&keys));
                    // The file of a period is labelled as any file.
                    let keys = if key == "dossier" { &[][..] } else { keys.as_slice() };
                    self.rows(value, keys, name.trim_start());
                }
            }
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let number = format!("{name} {}", index + 1);
                    self.rows(item, keys, number.trim_start());
                }
            }
            leaf => {
                self.raw("<tr><th>");
                self.escaped(name);
                self.raw("<td>");
                let shown = leaf.get("text").or_else(|| leaf.get("name")).unwrap_or(leaf);
                self.escaped(&self.names.shown(shown, keys));
                self.raw("\n");
            }
        }
    }
}
