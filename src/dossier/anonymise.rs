//! 典型案例: a case that can be shown to others, without saying whose it is.
//!
//! What identifies somebody is replaced where it was entered and wherever else it is mentioned. The
//! result is for reading; it is no copy of the case.

use super::facts::{Dossier, DossierKind};
use crate::application::Application;
use crate::causes;
use crate::date::Date;
use crate::error::Result;
use crate::json::{self, Encode, Json, Text, object};
use crate::listed::Listed;
use crate::pack::Packs;
use crate::plan::Goal;
use crate::record::Moment;

object! {
    /// A case without names.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Anonymised: out {
        /// The file without what identifies somebody, without snapshots, conflicts and stored results.
        pub dossier: Dossier,
        /// 典型案例; none in an association's file.
        pub case_study: Option<CaseStudy>,
        /// How many places were replaced.
        pub replaced: u32,
        /// What has to be read through by a person before it is handed over.
        pub note: &'static str,
    }
}

object! {
    /// 典型案例: 背景—问题—原因—措施—数据对比—可推广做法.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseStudy: out {
        /// 背景.
        pub background: String,
        /// 问题.
        pub problem: Vec<String>,
        /// 原因.
        pub causes: Vec<String>,
        /// 措施.
        pub measures: Vec<String>,
        /// 数据对比.
        pub data: Vec<String>,
        /// 可推广做法.
        pub practice: String,
    }
}

const NOTE: &str = "已换掉填在各栏里的单位、人员、证照编号、联系方式和地址，以及文字里提到它们的地方。简称、照片和只有内行认得出的细节认不出来，交出去前请通读一遍。";

/// Fields that identify somebody, by key or by the key above and the key, with what is put in their place. Nothing is put
/// in the place of numbers and addresses.
const IDENTIFYING: [(&str, &str); 45] = [
    ("subjectName", "某企业"),
    ("governance/name", "某协会"),
    ("uscc", ""),
    ("usccNote", ""),
    ("legalRep", "某人"),
    ("qualityHead", "某人"),
    ("qsDirector", "某人"),
    ("qsOfficers", "某人"),
    ("contactName", "某人"),
    ("contactMobile", ""),
    ("contactTel", ""),
    ("contactEmail", ""),
    ("addressProd", ""),
    ("postcode", ""),
    ("regRegion", ""),
    ("trademark", "某品牌"),
    ("xkNo", ""),
    ("cccNo", ""),
    ("qmsCertNo", ""),
    ("qmsCertOrg", "某机构"),
    ("supervisionDocNo", ""),
    ("acceptOrg", "某市场监管部门"),
    ("draftId", ""),
    ("reportNo", ""),
    ("labName", "某机构"),
    ("batchNo", ""),
    ("signName", "某人"),
    ("confidentialNotes", ""),
    ("leadUnit", "某机构"),
    ("supportUnits", "某机构"),
    ("leadPerson", "某人"),
    ("enterpriseOwner", "某人"),
    ("owner", "某人"),
    ("who", "某人"),
    ("org", "某机构"),
    ("team/name", "某人"),
    ("helpers/name", "某人"),
    ("enterprisePeople/name", "某人"),
    ("signHelper", "某人"),
    ("signEnterprise", "某人"),
    ("assessors", "某人"),
    ("assessments/by", "某人"),
    ("holder", "某人"),
    ("place", ""),
    ("location", ""),
];

/// Keys whose digits are no number of a person: they name records, standards and days.
const STRUCTURAL: [&str; 4] = ["recordNo", "replaces", "no", "sha256"];

/// How long a day is, written `YYYY-MM-DD`.
const DAY: usize = 10;

/// From so many digits in a row on, a number in a text may be a telephone's or a certificate's.
const LONG_NUMBER: usize = 7;

/// Takes out what identifies somebody, and tells the case as an example for others.
///
/// # Errors
/// What a step of the guides refuses, with its path.
pub fn anonymise(packs: &Packs<'_>, dossier: &Dossier) -> Result<Anonymised> {
    let (nameless, replaced) = without_names(dossier)?;
    let case_study = match dossier.kind {
        DossierKind::Enterprise => Some(case_study(packs, dossier, &nameless)?),
        DossierKind::Association => None,
    };
    Ok(Anonymised { dossier: nameless, case_study, replaced, note: NOTE })
}

/// The file without what identifies somebody, and how many places were replaced.
pub(crate) fn without_names(dossier: &Dossier) -> Result<(Dossier, u32)> {
    let title = match dossier.kind {
        DossierKind::Enterprise => "典型案例（匿名）",
        DossierKind::Association => "行业质量共治自评（匿名）",
    };
    let mut tree = dossier.encode();
    // Whoever was named in an earlier period may still be named in what is told now.
    let mut earlier = tree.take("snapshots").unwrap_or_default();
    for key in ["conflicts", "results", "sha256", "extra"] {
        tree.take(key);
    }
    // Fingerprints of content look like long numbers, and are nobody's.
    let content = tree.take("content").unwrap_or_default();
    tree.put("id", Json::String("anonymous".into()));
    tree.put("title", Json::String(title.into()));
    let mut names = Names::default();
    names.collect(&mut earlier, Place::default());
    names.replaced = 0;
    names.collect(&mut tree, Place::default());
    names.replace(&mut tree, "");
    tree.put("content", content);
    Ok((json::decode(&tree)?, names.replaced))
}

/// A key, and the one above it.
///
/// Both in one: with an argument for each, of which the one is handed on as the other, LLVM 22 takes the key above for
/// always empty, and names would stay in what is called anonymous.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    above: &'a str,
    key: &'a str,
}

impl Place<'_> {
    /// Whether it is the place of a name, with the key above or without.
    fn is(self, name: &str) -> bool {
        match name.split_once('/') {
            Some((above, key)) => above == self.above && key == self.key,
            None => name == self.key,
        }
    }
}

/// What identifies somebody, and what stands in its place.
#[derive(Default)]
struct Names {
    /// The longest first: a name may hold a shorter one.
    known: Vec<(String, &'static str)>,
    replaced: u32,
}

impl Names {
    /// Empties the fields that identify somebody and remembers what they held.
    fn collect(&mut self, json: &mut Json, place: Place<'_>) {
        match json {
            Json::String(text) if !text.trim().is_empty() => {
                let Some((_, instead)) = IDENTIFYING.iter().find(|(name, _)| place.is(name)) else { return };
                let whole = text.trim();
                self.remember(whole, if instead.is_empty() { "（略）" } else { instead });
                // Several may be named in one field. What has no name in its place is no list of names, and a comma in
                // Latin letters is part of one: Co., Ltd.
                let names = if instead.is_empty() { "" } else { whole }.split(is_between_names);
                names.filter(|name| !name.is_ascii()).for_each(|name| self.remember(name, instead));
                *text = Text::Borrowed(instead);
                self.replaced += 1;
            }
            Json::Array(items) => items.iter_mut().for_each(|item| self.collect(item, place)),
            Json::Object(entries) => {
                for (key, value) in entries {
                    self.collect(value, Place { above: place.key, key });
                }
            }
            _ => {}
        }
    }

    fn remember(&mut self, name: &str, instead: &'static str) {
        // A single character is no name; it would be found everywhere.
        if name.chars().count() > 1 && !self.known.iter().any(|(known, _)| known == name) {
            let place = self.known.partition_point(|(known, _)| known.len() >= name.len());
            self.known.insert(place, (name.to_owned(), instead));
        }
    }

    /// The name with which a text begins.
    fn first_of(&self, text: &str) -> Option<&(String, &'static str)> {
        self.known.iter().find(|(name, _)| text.starts_with(name.as_str()))
    }

    /// Whether a name begins in the middle of a word, to go on behind it perhaps: one of Latin letters at a hyphen or a digit,
    /// for it might be part of any word; a number nowhere, for it might be part of any amount.
    fn begins_at(&self, place: usize, text: &str) -> bool {
        let (before, from) = text.split_at_checked(place).unwrap_or_default();
        let in_letters = before.ends_with(|c: char| c.is_ascii_alphabetic());
        let may_be = |name: &str| !(in_letters && name.is_ascii()) && name.contains(char::is_alphabetic);
        self.known.iter().any(|(name, _)| from.starts_with(name.as_str()) && may_be(name))
    }

    /// Replaces the names, long numbers and mail addresses in every text.
    fn replace(&mut self, json: &mut Json, key: &str) {
        match json {
            Json::String(text) if !STRUCTURAL.contains(&key) && !is_code(text) && Moment::read(text).is_none() => {
                let clean = self.clean(text);
                if clean != text.as_ref() {
                    self.replaced += 1;
                    *text = clean.into();
                }
            }
            Json::Array(items) => items.iter_mut().for_each(|item| self.replace(item, key)),
            Json::Object(entries) => entries.iter_mut().for_each(|(below, value)| self.replace(value, below)),
            _ => {}
        }
    }

    fn clean(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let day = rest.get(..DAY).filter(|day| Date::read(day).is_some());
            let known = self.first_of(rest);
            // A day stays a day, whatever number of a batch it may be.
            if let Some(day) = day.filter(|_| known.is_none_or(|(name, _)| name.len() <= DAY)) {
                clean.push_str(day);
                rest = rest.get(DAY..).unwrap_or_default();
                continue;
            }
            if let Some((name, instead)) = known {
                clean.push_str(instead);
                rest = rest.get(name.len()..).unwrap_or_default();
                continue;
            }
            // Letters and digits in a row: a certificate's number, a telephone's, a mail address.
            let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-');
            let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(length.max(first.len_utf8())).unwrap_or((rest, ""));
            let named = self.known.iter().any(|(name, _)| name.is_ascii() && word.ends_with(name.as_str()));
            if named || (is_private(word) && !is_standard(&clean, word)) {
                clean.push_str("（略）");
                rest = after;
                continue;
            }
            let end = (1..word.len()).find(|place| self.begins_at(*place, rest)).unwrap_or(word.len());
            let (plain, from) = rest.split_at_checked(end).unwrap_or((rest, ""));
            clean.push_str(plain);
            rest = from;
        }
        clean
    }
}

fn is_between_names(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';' | '/')
}

fn is_private(word: &str) -> bool {
    word.contains('@') || word.bytes().filter(u8::is_ascii_digit).count() >= LONG_NUMBER
}

/// Whether a text is nothing but a code of the content, such as `spot-check`, `ST1-1` or `B:P1`: those name nobody.
fn is_code(text: &str) -> bool {
    let is_word = text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let letters = text.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == ':');
    let is_number = letters.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    is_word || (is_number && letters.len() < text.len() && text.len() <= LONG_NUMBER)
}

/// Whether a word ends the number of a standard, which has letters, digits and a year: `GB/T 19001-2016`.
fn is_standard(before: &str, word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_lettered = number.len() < word.len() || before.trim_end().ends_with(|c: char| c.is_ascii_uppercase());
    let Some((number, year)) = number.split_once('-') else { return false };
    let is_number = number.len() < LONG_NUMBER && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    is_lettered && is_number && is_year && year.bytes().all(|b| b.is_ascii_digit())
}

/// The words are those of the anonymous file, the figures those of the case: they also rest on its snapshots.
fn case_study(packs: &Packs<'_>, original: &Dossier, dossier: &Dossier) -> Result<CaseStudy> {
    let pack = packs.assistance();
    let checked = super::checked(packs, original, original.saved_on.unwrap_or_default())?;
    let check = checked.enterprise();
    let blank = Application::default();
    let application = dossier.application.as_ref().unwrap_or(&blank);
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let size = check.at(&["application", "sizeClass", "name"]).leaf();
    let products = application.products.iter().map(|product| text(&product.product_name)).listed().join("、");
    let products = if products.is_empty() { "还没有填" } else { &products };
    let mut problem: Vec<String> = Vec::new();
    for found in &application.problems {
        problem.push(text(&found.phenomenon));
        problem.extend(found.fail_items.iter().map(|item| {
            let unit = text(&item.unit);
            format!(
                "{}：要求 {} {unit}，实测 {} {unit}",
                text(&item.item),
                text(&item.requirement),
                text(&item.measured)
            )
        }));
    }
    problem.retain(|line| !line.is_empty());
    let main = check.at(&["causes", "main"]).items().iter();
    let rows = main.filter_map(|row| dossier.causes.get(row.leaf().parse::<usize>().ok()?));
    let cause = |row: &causes::CauseRow| {
        let name = row.cause.as_deref().and_then(|code| causes::name_of(pack, code)).map(ToString::to_string);
        let name = name.unwrap_or_else(|| text(&row.custom));
        match row.why_chain.last().map(|why| why.trim()).filter(|why| !why.is_empty()) {
            Some(root) => format!("{name}：{root}"),
            None => name,
        }
    };
    let improvements = dossier.improvements.iter();
    let mut practice: Vec<String> = vec![text(&dossier.practice)];
    practice.extend(improvements.map(|improvement| text(&improvement.worked)));
    practice.retain(|line| !line.is_empty());
    Ok(CaseStudy {
        background: format!("某{size}企业，产品：{products}。"),
        problem,
        causes: rows.map(cause).listed(),
        measures: dossier.draft.list.iter().map(|row| text(&row.matter)).filter(|line| !line.is_empty()).listed(),
        data: data(&dossier.draft.goals, check.at(&["effect", "indicators"]).items()),
        practice: practice.join(" "),
    })
}

/// Indicators with figures, before and after.
fn data(goals: &[Goal], indicators: &[Json]) -> Vec<String> {
    let mut lines = Vec::new();
    for indicator in indicators {
        let said = |keys: &[&str]| indicator.at(keys).leaf();
        let after = said(&["after", "text"]);
        if after.is_empty() {
            continue;
        }
        let goal = goals.iter().find(|goal| goal.indicator.as_deref() == Some(said(&["id"])));
        let before = Some(said(&["before", "text"])).filter(|text| !text.is_empty());
        let before = before.or_else(|| goal.and_then(|goal| goal.baseline.as_ref().map(|entered| entered.0.as_str())));
        let (name, unit) = (said(&["name"]), said(&["valueUnit"]));
        lines.push(match before.filter(|before| !before.is_empty()) {
            Some(before) => format!("{name}：{before} → {after} {unit}"),
            None => format!("{name}：{after} {unit}"),
        });
    }
    lines
}
