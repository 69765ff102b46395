//! What is said to a reader in place of the keys and codes of a file.

use super::words::{code, codes, word};
use crate::causes;
use crate::json::Json;
use crate::pack::{Assistance, FormField, Packs, Text};

/// The names that the content knows.
pub(crate) struct Names<'a> {
    pack: &'a Assistance,
    codes: Vec<(&'a str, &'a str)>,
}

/// What is called by a code that a reader may want explained: the code stays, its name follows.
fn of_codes<'a>(packs: &Packs<'a>) -> Vec<(&'a str, &'a str)> {
    let pack = packs.assistance();
    let governance = packs.governance();
    let mut names: Vec<(&str, &str)> = Vec::new();
    let mut add = |code: &'a str, name: &'a str| names.push((code, name));
    for stage in &pack.checklist {
        add(&stage.code, &stage.name);
        stage.items.iter().for_each(|item| add(&item.code, &item.requirement));
    }
    pack.quick_triage.iter().for_each(|question| add(&question.code, &question.question));
    pack.indicators.iter().for_each(|indicator| add(&indicator.id, &indicator.name));
    pack.plan.types.iter().chain(&pack.plan.methods).for_each(|kind| add(&kind.code, &kind.name));
    pack.risk.rules.iter().for_each(|rule| add(&rule.id, &rule.title));
    pack.deadlines.iter().for_each(|deadline| add(&deadline.id, &deadline.name));
    governance.schemes.iter().for_each(|scheme| add(&scheme.id, &scheme.name));
    let secondary = governance.indicators.iter().flat_map(|primary| &primary.secondary);
    for unit in secondary.flat_map(|secondary| &secondary.indicators).flat_map(|indicator| &indicator.units) {
        add(&unit.code, &unit.text);
    }
    for list in &governance.framework.lists {
        list.items.iter().for_each(|item| add(&item.code, &item.text));
    }
    names
}

impl<'a> Names<'a> {
    pub(crate) fn of(packs: &Packs<'a>) -> Self {
        Self { pack: packs.assistance(), codes: of_codes(packs) }
    }

    /// The field of the application that keys lead to.
    fn field(&self, keys: &[&str]) -> Option<&FormField> {
        self.pack.application.field(&["/", &keys.join("/")].concat())
    }

    pub(crate) fn label(&self, keys: &[&str]) -> String {
        let key = keys.last().copied().unwrap_or_default();
        if let ["application", _, ..] = keys {
            let group = || {
                let group = self.pack.application.groups.iter().find(|group| keys.len() == 2 && group.key == key)?;
                Some(&group.name)
            };
            let found = self.field(keys).map(|field| &field.label).or_else(group);
            return found.map_or(key, |label| label.as_ref()).to_owned();
        }
        word(self.pack, keys).map_or_else(|| self.named(key), str::to_owned)
    }

    /// A code with its name behind it; anything else as it is.
    pub(crate) fn named(&self, text: &str) -> String {
        let name = self.codes.iter().find(|(code, _)| *code == text).map(|(_, name)| *name);
        match name.or_else(|| causes::name_of(self.pack, text).map(AsRef::as_ref)) {
            Some(name) => format!("{text} {name}"),
            None => text.to_owned(),
        }
    }

    /// Codes and words of what may be chosen at the end of a path, if the words say so.
    pub(crate) fn options(&self, keys: &[&str]) -> Vec<(&str, &str)> {
        codes(self.pack, keys).collect()
    }

    pub(crate) fn shown(&self, leaf: &Json, keys: &[&str]) -> String {
        let text = match leaf {
            Json::Bool(true) => "是",
            Json::Bool(false) => "否",
            // Problems are counted from 1, as in the form.
            Json::Number(index) if keys.ends_with(&["problem"]) => {
                return index.parse().map_or_else(|_| index.to_string(), |index: u32| (index + 1).to_string());
            }
            Json::String(text) | Json::Number(text) => text,
            _ => "",
        };
        if keys.first() == Some(&"application") {
            let label = self.field(keys).and_then(|field| self.pack.option_label(field, text));
            return label.map_or_else(|| text.to_owned(), Text::into_owned);
        }
        if let ["quickTriage", question] = keys {
            let question = self.pack.quick_triage.iter().find(|other| other.code == *question);
            let answer = question.and_then(|question| question.answers.iter().find(|answer| answer.code == text));
            return answer.map_or(text, |answer| answer.label.as_ref()).to_owned();
        }
        code(self.pack, keys, text).map_or_else(|| self.named(text), str::to_owned)
    }
}

#[cfg(all(test, feature = "schema"))]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::Value;

    use super::Names;
    use crate::api;
    use crate::json::Json;
    use crate::pack::built_in;

    /// What stands for the key of an entry of a map.
    const ANY: &str = "*";

    /// Every place that a file may have, and the codes that may stand there.
    struct Walk<'a> {
        definitions: &'a Value,
        places: BTreeMap<Vec<String>, Vec<String>>,
    }

    impl Walk<'_> {
        fn go(&mut self, schema: &Value, keys: &[String]) {
            assert!(schema.is_object() || schema.is_boolean(), "no schema: {keys:?}");
            if let Some(reference) = schema["$ref"].as_str() {
                let name = reference.rsplit('/').next().unwrap();
                return self.go(&self.definitions[name], keys);
            }
            for several in ["anyOf", "oneOf"] {
                for schema in schema[several].as_array().into_iter().flatten() {
                    self.go(schema, keys);
                }
            }
            let codes = schema["enum"].as_array().into_iter().flatten().chain(schema.get("const"));
            let codes: Vec<String> = codes.filter_map(|code| code.as_str().map(str::to_owned)).collect();
            self.places.entry(keys.to_vec()).or_default().extend(codes);
            if schema.get("items").is_some() {
                self.go(&schema["items"], keys);
            }
            if schema["additionalProperties"].is_object() {
                self.go(&schema["additionalProperties"], &[keys, &[ANY.to_owned()]].concat());
            }
            for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
                // The file of a period is labelled as any file.
                if key != "dossier" {
                    self.go(schema, &[keys, std::slice::from_ref(key)].concat());
                }
            }
        }
    }

    /// The places of a save file, of the results that are kept in it, and of the scheme that is kept with a period.
    fn places() -> BTreeMap<Vec<String>, Vec<String>> {
        let (file, functions) = (api::schema("dossier").unwrap(), api::schema("functions").unwrap());
        let mut walk = Walk { definitions: &file["$defs"], places: BTreeMap::new() };
        walk.go(&file, &[]);
        walk.definitions = &functions["$defs"];
        for (kept, keys) in [("CaseResults", &["results"][..]), ("Scheme", &["snapshots", "scheme"])] {
            walk.go(&functions["$defs"][kept], &keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
        }
        walk.places
    }

    #[test]
    fn every_key_and_every_code_of_a_file_has_a_word() {
        let names = Names::of(&built_in());
        let mut without = Vec::new();
        for (keys, codes) in places() {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let Some(key) = keys.last().filter(|key| **key != ANY) else { continue };
            if names.label(&keys) == *key {
                without.push(keys.join("/"));
            }
            for code in codes {
                if names.shown(&Json::String(code.clone().into()), &keys) == code {
                    without.push(format!("{}={code}", keys.join("/")));
                }
            }
        }
        assert_eq!(without, [""; 0]);
    }

    #[test]
    fn a_key_has_the_word_of_its_place() {
        let names = Names::of(&built_in());
        for (place, word) in [
            ("draft/team/name", "姓名"),
            ("governance/name", "协会名称"),
            ("snapshots/scheme/name", "名称"),
            ("snapshots/scheme/levels/name", "名称"),
            ("snapshots/scheme/grades/name", "名称"),
            ("snapshots/scheme/examples/name", "名称"),
            ("draft/goals/unit", "单位"),
            ("snapshots/scheme/cautions/unit", "评分单元"),
            ("snapshots/scheme/examples/others/unit", "评分单元"),
            ("governance/assessment/units/C1.1/level", "等级"),
            ("override/level", "风险等级"),
            ("governance/assessment/units/C1.1/notApplicable", "不适用的理由"),
            ("snapshots/scheme/notApplicable", "不适用的规则"),
            ("results/total", "自评总分"),
            ("snapshots/scheme/examples/total", "应得总分"),
        ] {
            assert_eq!(names.label(&place.split('/').collect::<Vec<_>>()), word, "{place}");
        }
    }
}
