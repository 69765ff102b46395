//! 风险预警指标 (S1 成果应用一): what to look at, in one case and in many. It ranks nobody and is no verdict.

use std::cmp::Reverse;

use crate::application::Application;
use crate::date::Date;
use crate::dossier::{self, Dossier, DossierKind};
use crate::error::{Code, Error, Result};
use crate::industry::{MemberFile, RefusedFile, city};
use crate::json::{Json, codes, object};
use crate::order::ordered;
use crate::pack::{Assistance, Packs, Text, WarningIndicator};
use crate::plan::ListStatus;

codes! {
    /// Of which files something is watched.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum WarningScope: in out {
        /// The cases of one firm.
        #[default]
        "cases" => Cases,
        /// A file of each member of an association.
        "members" => Members,
    }
}

codes! {
    /// How something stands to its lines.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Light: out {
        /// Nothing to look at.
        "green" => Green,
        /// To be looked at.
        "amber" => Amber,
        /// To be looked at first.
        "red" => Red,
    }
}

object! {
    /// What is to be looked at in some files.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseWarnings: out {
        /// The result in one sentence.
        pub summary: String,
        /// Of which files it is watched.
        pub scope: WarningScope,
        /// How many files were counted.
        pub files: u32,
        /// What is watched, in the order of the content.
        pub warnings: Vec<Warning>,
        /// 重点调整建议: products, areas and stages that several files have trouble with.
        pub adjustments: Vec<Adjustment>,
        /// Files that could not be counted.
        pub refused: Vec<RefusedFile>,
    }
}

object! {
    /// Something that is watched.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Warning: out {
        /// Its code.
        pub code: Text,
        /// Its name.
        pub name: Text,
        /// The light; none where nothing says how it stands, or too few members are counted.
        pub light: Option<Light>,
        /// How many there are; hidden with too few members.
        pub count: Option<u32>,
        /// Out of how many; as many as are known.
        pub of: Option<u32>,
        /// Count and lines in words.
        pub text: String,
    }
}

object! {
    /// Where to look closer, with the count that says so.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Adjustment: out {
        /// Category of the product.
        pub category: Text,
        /// First four digits of the region; none where it is not known.
        pub region: Option<String>,
        /// Code of the stage.
        pub stage: Text,
        /// How many files have a failed item there.
        pub files: u32,
        /// The same as a sentence.
        pub text: String,
    }
}

/// What is counted, by its code: how many, and of how many.
type Tally = (&'static str, u32, u32);

/// What is counted over files.
#[derive(Default)]
struct Counts {
    files: u32,
    /// Counted and of how many, by code.
    of: Vec<Tally>,
    /// Category, region, stage.
    troubles: Vec<(String, String, Text, u32)>,
}

/// What is to be looked at in some files: by the lines for cases where there is one file and nothing else is asked for.
///
/// # Errors
/// `out-of-range` for counts beyond what can be stated; a file that cannot be counted is listed.
pub fn case_warnings(
    packs: &Packs<'_>,
    files: &[MemberFile],
    scope: Option<WarningScope>,
    today: Date,
) -> Result<CaseWarnings> {
    let pack = packs.assistance();
    let (mut counted, mut refused) = (Vec::new(), Vec::new());
    for (index, file) in (0..).zip(files) {
        match Counted::of(packs, file, today) {
            Ok(found) => counted.push(found),
            Err(error) => refused.push(RefusedFile::new(index, &error)),
        }
    }
    let mut counts = Counts::default();
    // Copies of one case are one case: the one that was saved last.
    let mut last = None;
    for found in ordered(&counted, &|one, other| one.rank() > other.rank()) {
        if found.id.is_empty() || last != Some(&found.id) {
            counts.add_all(&found.counts);
        }
        last = Some(&found.id);
    }
    let one = if files.len() > 1 { WarningScope::Members } else { WarningScope::Cases };
    let scope = scope.unwrap_or(one);
    let hidden = scope == WarningScope::Members && counts.files < pack.industry.small_cell;
    let mut warnings = Vec::new();
    for indicator in &pack.warnings.indicators {
        if indicator.scope == scope.code() {
            warnings.push(counts.warning(indicator, hidden));
        }
    }
    let lit = |light: Light| warnings.iter().filter(|warning| warning.light == Some(light)).count();
    let mut summary = format!("{} 份档案", counts.files);
    if hidden {
        summary += &format!("，不足 {} 家，不显示", pack.industry.small_cell);
    } else {
        summary += &format!("：红 {} 项，黄 {} 项，绿 {} 项", lit(Light::Red), lit(Light::Amber), lit(Light::Green));
    }
    let adjustments = if scope == WarningScope::Members && !hidden { counts.adjustments(pack) } else { Vec::new() };
    Ok(CaseWarnings { summary: summary + "。", scope, files: counts.files, warnings, adjustments, refused })
}

/// What is counted of one file, and which case it is of.
struct Counted {
    id: String,
    saved_on: Option<Date>,
    counts: Counts,
}

impl Counted {
    fn of(packs: &Packs<'_>, file: &MemberFile, today: Date) -> Result<Self> {
        let dossier = dossier::facts(&file.0)?;
        if dossier.kind != DossierKind::Enterprise {
            let message = "这是协会的档案，不是企业的";
            return Err(Error::new(Code::UnsupportedFormat, message).at("kind"));
        }
        let checked = dossier::checked(packs, &dossier, today)?;
        let check = checked.enterprise();
        let mut counts = Counts { files: 1, ..Counts::default() };
        let keys = u32::try_from(check.at(&["checklist", "keyFailed"]).items().len()).unwrap_or(u32::MAX);
        counts.add("keyOpen", keys, 1);
        counts.add("keyOpenFiles", u32::from(keys > 0), 1);
        for row in dossier.draft.list.iter().filter(|row| row.status != Some(ListStatus::Stopped)) {
            let is_late = row.due.is_some_and(|due| due < today) && row.status != Some(ListStatus::Done);
            counts.add("overdue", is_late.into(), 1);
        }
        for deadline in check.at(&["deadlines", "deadlines"]).items() {
            counts.add("clocks", deadline.at(&["daysLeft"]).leaf().starts_with('-').into(), 1);
        }
        for indicator in check.at(&["effect", "indicators"]).items() {
            let after = indicator.at(&["after", "num"]).leaf().parse::<u32>().ok();
            let whole = indicator.at(&["after", "den"]).leaf().parse::<u32>().ok().filter(|den| *den > 0);
            let Some((after, whole)) = after.zip(whole) else { continue };
            match indicator.at(&["id"]).leaf() {
                "I05" => counts.add("followUp", u32::from(after > 0), 1),
                "I10" => counts.add("repeats", after.div_ceil(whole), 1),
                _ => {}
            }
        }
        let blank = Application::default();
        let application = dossier.application.as_ref().unwrap_or(&blank);
        let known = application.problems.iter().filter_map(|problem| problem.injury.as_deref());
        let harms: Vec<bool> =
            known.filter(|injury| *injury != "unknown").map(|injury| HARMS.contains(&injury)).collect();
        if !harms.is_empty() {
            counts.add("injuries", u32::from(harms.contains(&true)), 1);
        }
        counts.troubles_of(&dossier, application, check);
        Ok(Self { id: dossier.id, saved_on: dossier.saved_on, counts })
    }

    /// By case, what was saved last first; of one day the counts decide, so that the order of the files does not.
    fn rank(&self) -> (&str, Reverse<Option<Date>>, &[Tally]) {
        (&self.id, Reverse(self.saved_on), &self.counts.of)
    }
}

impl Counts {
    fn add_all(&mut self, other: &Self) {
        self.files += other.files;
        for (code, count, of) in &other.of {
            self.add(code, *count, *of);
        }
        for (category, region, stage, files) in &other.troubles {
            self.trouble(category, region, stage, *files);
        }
    }

    fn add(&mut self, code: &'static str, count: u32, of: u32) {
        match self.of.iter_mut().find(|(other, ..)| *other == code) {
            Some((_, counted, all)) => (*counted, *all) = (counted.saturating_add(count), all.saturating_add(of)),
            None => self.of.push((code, count, of)),
        }
    }

    /// Stages with a failed item, by category and city; one file counts once.
    fn troubles_of(&mut self, dossier: &Dossier, application: &Application, check: &Json) {
        let region = city(application.subject.reg_region.as_deref());
        let mut own: Vec<(&str, &str)> = Vec::new();
        for product in &application.products {
            let Some(category) = product.product_category.as_deref() else { continue };
            for stage in check.at(&["checklist", "stages"]).items() {
                let (code, counts) = (stage.at(&["code"]).leaf(), stage.at(&["counts"]));
                let has_failed = counts.at(&["nonconforming"]).leaf() != "0";
                if has_failed && !dossier.answers.is_empty() && !own.contains(&(category, code)) {
                    own.push((category, code));
                }
            }
        }
        for (category, stage) in own {
            self.trouble(category, region, stage, 1);
        }
    }

    fn trouble(&mut self, category: &str, region: &str, stage: &str, files: u32) {
        let is_alike = |it: &&mut (String, String, Text, u32)| it.0 == category && it.1 == region && it.2 == stage;
        match self.troubles.iter_mut().find(is_alike) {
            Some(trouble) => trouble.3 += files,
            None => self.troubles.push((category.to_owned(), region.to_owned(), stage.to_owned().into(), files)),
        }
    }

    fn warning(&self, indicator: &WarningIndicator, hidden: bool) -> Warning {
        let found = self.of.iter().find(|(code, ..)| indicator.code == *code).filter(|_| !hidden);
        let reaches = |count: u32, of: u32, line: u32| {
            if indicator.percent {
                u64::from(count) * 100 >= u64::from(line) * u64::from(of) && count > 0
            } else {
                count >= line
            }
        };
        let light = found.map(|(_, count, of)| match (indicator.red_from, indicator.amber_from) {
            (red, _) if reaches(*count, *of, red) => Light::Red,
            (_, amber) if reaches(*count, *of, amber) => Light::Amber,
            _ => Light::Green,
        });
        let sign = if indicator.percent { "%" } else { "" };
        let said = match found {
            None if hidden => "不显示".to_owned(),
            None => "看不出".to_owned(),
            Some((_, count, of)) if indicator.percent => format!("{count}/{of} {}", indicator.unit),
            Some((_, count, _)) => format!("{count} {}", indicator.unit),
        };
        let from = |line: u32, light: &str| match line {
            0 => format!("有就{light}"),
            1 if !indicator.percent => format!("有就{light}"),
            line => format!("{line}{sign} 起{light}"),
        };
        let lines = match (indicator.amber_from, indicator.red_from) {
            (amber, red) if amber == red => from(red, "红"),
            (amber, red) => [from(amber, "黄"), from(red, "红")].join("，"),
        };
        let text = [said, lines].join("；");
        let (code, name) = (indicator.code.clone(), indicator.name.clone());
        Warning { code, name, light, count: found.map(|found| found.1), of: found.map(|found| found.2), text }
    }

    /// What several files have in common, in the order of the content.
    fn adjustments(&self, pack: &Assistance) -> Vec<Adjustment> {
        let mut found = Vec::new();
        for product in &pack.products {
            for stage in &pack.checklist {
                let is_here = |it: &&(String, String, Text, u32)| it.0 == *product.category && it.2 == stage.code;
                let mut here: Vec<_> = self.troubles.iter().filter(is_here).collect();
                here.retain(|it| it.3 >= pack.industry.small_cell);
                // In whatever order the files come.
                while let Some(first) = (0..here.len()).min_by_key(|place| here.get(*place).map(|it| &it.1)) {
                    let (_, region, _, files) = here.swap_remove(first);
                    let place = if region.is_empty() { String::new() } else { format!("（{region}）") };
                    found.push(Adjustment {
                        category: product.category.clone(),
                        region: Some(region.clone()).filter(|region| !region.is_empty()),
                        stage: stage.code.clone(),
                        files: *files,
                        text: format!("{}{place}“{}”：{files} 家有不符合项，建议加强这一处", product.name, stage.name),
                    });
                }
            }
        }
        found
    }
}

/// Answers to 有无伤害或损失 that report harm to people.
const HARMS: [&str; 2] = ["minor", "serious"];
