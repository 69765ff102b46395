//! 质量技术帮扶申请表, with every field, answered or not.

use super::assemble::{NOTHING, Source, joined};
use super::form::{self, Line, boxes};
use crate::document::{Block, breadth, shares};
use crate::json::Json;
use crate::listed::Listed;
use crate::pack::{FieldKind, FormField, FormGroup};

/// A group that is repeated is a list if it has no more fields than this.
const FEW_FIELDS: usize = 4;

/// An answer up to this breadth and a label up to that length stand in half a row.
const SHORT_ANSWER: u64 = 30;
const SHORT_LABEL: usize = 14;

/// A text that may be longer than this has a row of its own.
const LONG_TEXT: u32 = 100;

impl Source<'_> {
    /// The form as one table, group by group, without the fields that have no meaning on paper.
    pub(super) fn application(&self, name: &str, left_out: &str) -> Block {
        let mut lines = Vec::new();
        for group in &self.form.groups {
            let place = self.root().at(&["dossier/application/", &group.key].concat());
            let sections: Vec<Option<&Json>> = match place.as_ref().map(|place| place.json) {
                Some(Json::Array(items)) if !items.is_empty() => items.iter().map(Some).listed(),
                Some(Json::Array(_) | Json::Null) | None => vec![None],
                Some(section) => vec![Some(section)],
            };
            if group.repeated && group.fields.len() <= FEW_FIELDS {
                lines.push(Line::Title(group.name.to_string()));
                lines.push(list(&group.fields, None, &sections));
                continue;
            }
            let is_one = sections.len() == 1;
            for (number, section) in (1_u32..).zip(sections) {
                let number_shown = if is_one { String::new() } else { format!("（{number}）") };
                let mut own = Vec::new();
                self.section(group, number - 1, section, left_out, &mut own);
                if !own.is_empty() {
                    lines.push(Line::Title([group.name.as_ref(), &number_shown].concat()));
                    lines.append(&mut own);
                }
            }
        }
        Block::Table(form::table(name, lines))
    }

    fn section(&self, group: &FormGroup, number: u32, section: Option<&Json>, left_out: &str, lines: &mut Vec<Line>) {
        let is_on_paper = |field: &&FormField| {
            let place = [group.key.as_ref(), "/", &field.key].concat();
            !left_out.split(' ').any(|other| other == place)
        };
        for field in group.fields.iter().filter(is_on_paper) {
            let index = if group.repeated { format!("/{number}") } else { String::new() };
            let path = format!("/application/{}{index}/{}", group.key, field.key);
            let is_at = |place: &&Json| place.at(&["path"]).leaf() == path;
            if self.filled.is_some_and(|check| check.at(&["application", "hidden"]).items().iter().any(|it| is_at(&it)))
            {
                continue;
            }
            let json = section.and_then(|json| json.get(&field.key));
            if field.kind == FieldKind::Rows {
                let entries = match json {
                    Some(Json::Array(items)) => items.iter().map(Some).listed(),
                    _ => Vec::new(),
                };
                lines.push(list(&field.fields, Some(&field.label), &entries));
                continue;
            }
            if field.kind == FieldKind::Declare {
                lines.push(Line::Text(boxes(&[("", &field.label)], |_| json == Some(&Json::Bool(true)))));
                continue;
            }
            let given = answer(field, json);
            let answer = if given.is_empty() { self.derived(&path, &field.key) } else { given };
            let is_short = field.kind != FieldKind::LongText
                && field.max_length.is_none_or(|most| most <= LONG_TEXT)
                && breadth(&answer) <= SHORT_ANSWER
                && field.label.chars().count() <= SHORT_LABEL;
            lines.push(Line::Pair(field.label.to_string(), answer, is_short));
        }
    }

    /// What a field says that nobody types. The form alone does not know of the self-check, the case does.
    fn derived(&self, path: &str, key: &str) -> String {
        let Some(check) = self.filled else { return String::new() };
        let of_case = self.root().at(&["check/enterprise/conclusion/", key].concat());
        if let Some(place) = of_case.filter(|_| !check.at(&["conclusion", "stageScores"]).items().is_empty()) {
            let is_blank = |of: &str| self.entries(of).is_empty();
            let is_begun = !is_blank("/dossier/answers");
            return match self.shown(&place) {
                _ if !is_begun && (key == "stageScores" || is_blank("/dossier/application")) => NOTHING.to_owned(),
                shown if !shown.is_empty() => shown,
                // Where items were answered, none may lack evidence.
                _ if is_begun && key == "missingEvidence" => "无".to_owned(),
                _ => NOTHING.to_owned(),
            };
        }
        let derived = check.at(&["application", "derived"]).items().iter();
        let derived = derived.filter(|derived| derived.at(&["path"]).leaf() == path).map(|it| it.at(&["text"]).leaf());
        derived.take(1).listed().concat()
    }
}

/// Entries of the same fields as a list. Its first column is headed by what the list is called.
fn list(fields: &[FormField], name: Option<&str>, entries: &[Option<&Json>]) -> Line {
    let part = |entry: Option<&Json>, field: &FormField| {
        let json = entry.and_then(|json| json.get(&field.key));
        let chosen = |option: &crate::pack::FormOption| is_chosen(json, &option.code);
        if field.options.is_empty() {
            return answer(field, json);
        }
        field.options.iter().filter(|option| chosen(option)).map(|option| option.label.as_ref()).listed().join("、")
    };
    let row = |entry: Option<&Json>| fields.iter().map(|field| part(entry, field)).listed();
    let rows: Vec<Vec<String>> = entries.iter().copied().map(row).listed();
    let mut labels: Vec<String> = fields.iter().map(|field| field.label.to_string()).listed();
    if let (Some(first), Some(name)) = (labels.first_mut(), name) {
        name.clone_into(first);
    }
    let shares = shares(&labels, &rows);
    Line::List(labels.into_iter().zip(shares).listed(), rows)
}

fn is_chosen(json: Option<&Json>, code: &str) -> bool {
    match json {
        Some(Json::String(text)) => text == code,
        Some(Json::Array(items)) => items.iter().any(|item| matches!(item, Json::String(text) if text == code)),
        _ => false,
    }
}

/// The answer to a field: choices as boxes, ticked or not.
fn answer(field: &FormField, json: Option<&Json>) -> String {
    let options: Vec<(&str, &str)> = match field.kind {
        FieldKind::YesNo => vec![("true", "是"), ("false", "否")],
        _ => field.options.iter().map(|option| (option.code.as_ref(), option.label.as_ref())).listed(),
    };
    if !options.is_empty() {
        return boxes(&options, |code| match json {
            Some(Json::Bool(given)) => code == if *given { "true" } else { "false" },
            json => is_chosen(json, code),
        });
    }
    let text = |json: &Json| match json {
        Json::String(text) | Json::Number(text) => text.to_string(),
        _ => String::new(),
    };
    match json {
        Some(Json::Array(items)) => joined(items.iter().map(text)),
        Some(leaf) => {
            let answer = text(leaf);
            match &field.unit {
                Some(unit) if !answer.is_empty() && field.kind != FieldKind::Text => {
                    [answer.as_str(), " ", unit].concat()
                }
                _ => answer,
            }
        }
        None => String::new(),
    }
}
