//! What is said to a reader in place of the keys and codes of a file.

use super::words::{code, codes, word};
use crate::causes;
use crate::json::Json;
use crate::listed::Listed;
use crate::pack::{FormField, Packs, Text};

/// The names that the content knows.
pub(crate) struct Names<'a> {
    packs: Packs<'a>,
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
    pack.deadlines.rules.iter().for_each(|deadline| add(&deadline.id, &deadline.name));
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
        Self { packs: *packs, codes: of_codes(packs) }
    }

    /// The field of the application that keys lead to.
    fn field(&self, keys: &[&str]) -> Option<&FormField> {
        self.packs.assistance().application.field(&["/", &keys.join("/")].concat())
    }

    pub(crate) fn label(&self, keys: &[&str]) -> String {
        let key = keys.last().copied().unwrap_or_default();
        if let ["application", _, ..] = keys {
            let group = || {
                let group = self
                    .packs
                    .assistance()
                    .application
                    .groups
                    .iter()
                    .find(|group| keys.len() == 2 && group.key == key)?;
                Some(&group.name)
            };
            let found = self.field(keys).map(|field| &field.label).or_else(group);
            return found.map_or(key, |label| label.as_ref()).to_owned();
        }
        word(&self.packs, keys).map_or_else(|| self.named(key), str::to_owned)
    }

    /// A code with its name behind it; anything else as it is.
    pub(crate) fn named(&self, text: &str) -> String {
        let name = self.codes.iter().find(|(code, _)| *code == text).map(|(_, name)| *name);
        match name.or_else(|| causes::name_of(self.packs.assistance(), text).map(AsRef::as_ref)) {
            Some(name) => format!("{text} {name}"),
            None => text.to_owned(),
        }
    }

    /// Codes and words of what may be chosen at the end of a path, if the words say so.
    pub(crate) fn options(&self, keys: &[&str]) -> Vec<(&str, &str)> {
        codes(&self.packs, keys).listed()
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
            let label = self.field(keys).and_then(|field| self.packs.assistance().option_label(field, text));
            return label.map_or_else(|| text.to_owned(), Text::into_owned);
        }
        if let ["quickTriage", question] = keys {
            let question = self.packs.assistance().quick_triage.iter().find(|other| other.code == *question);
            let answer = question.and_then(|question| question.answers.iter().find(|answer| answer.code == text));
            return answer.map_or(text, |answer| answer.label.as_ref()).to_owned();
        }
        code(&self.packs, keys, text).map_or_else(|| self.named(text), str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::pack::built_in;

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
