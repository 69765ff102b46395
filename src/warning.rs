//! 风险预警指标 (S1 成果应用一): what to look at, in one case and in many. It ranks nobody and is no verdict.

use crate::application::Application;
use crate::checklist::ChecklistProgress;
use crate::date::Date;
use crate::deadlines::LegalDeadlines;
use crate::dossier::{self, Dossier, DossierKind};
use crate::effect::Evaluation;
use crate::error::{Code, Error, Result};
use crate::exact::Fraction;
use crate::industry::{MemberFile, RefusedFile, city};
use crate::json::{Json, codes, object};
use crate::listed::Listed;
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

/// What the steps of a case say that is watched.
pub(crate) struct Watched {
    /// Key items (★) that are 不符合.
    key_open: usize,
    /// Days that are left of each time limit.
    days_left: Vec<i32>,
    /// 跟踪抽查不合格数 (I05) and 同类问题复发数 (I10), where they are known.
    failed: Option<Fraction>,
    repeats: Option<Fraction>,
}

impl Watched {
    /// Of steps that are worked out already.
    pub(crate) fn of(checklist: &ChecklistProgress, deadlines: &LegalDeadlines, effect: &Evaluation) -> Self {
        let after = |id: &str| {
            let indicator = effect.indicators.iter().find(|indicator| indicator.id == id)?;
            Some(indicator.after.as_ref()?.value())
        };
        Self {
            key_open: checklist.key_failed.len(),
            days_left: deadlines.deadlines.iter().map(|deadline| deadline.days_left).collect(),
            failed: after(FOLLOW_UP),
            repeats: after(REPEATS),
        }
    }

    /// Of a check as it is answered.
    fn read(check: &Json) -> Self {
        let indicators = check.at(&["effect", "indicators"]).items();
        let after = |id: &str| {
            let after = indicators.iter().find(|indicator| indicator.at(&["id"]).leaf() == id)?.at(&["after"]);
            let number = |key: &str| after.at(&[key]).leaf().parse::<i64>().ok();
            let whole = number("den").filter(|den| *den > 0)?;
            Some(Fraction::new(number("num")?, whole))
        };
        let deadlines = check.at(&["deadlines", "deadlines"]).items().iter();
        Self {
            key_open: check.at(&["checklist", "keyFailed"]).items().len(),
            days_left: deadlines
                .map(|deadline| deadline.at(&["daysLeft"]).leaf().parse().unwrap_or_default())
                .collect(),
            failed: after(FOLLOW_UP),
            repeats: after(REPEATS),
        }
    }
}

/// The indicators that are watched.
const FOLLOW_UP: &str = "I05";
const REPEATS: &str = "I10";

/// What is counted over files.
#[derive(Default)]
struct Counts {
    files: u32,
    /// Counted and of how many, by code.
    of: Vec<(&'static str, u32, u32)>,
    /// Category, region, stage.
    troubles: Vec<(String, String, Text, u32)>,
}

/// What is to be looked at in one case, by the lines for cases.
pub(crate) fn of_case(pack: &Assistance, dossier: &Dossier, watched: &Watched, today: Date) -> CaseWarnings {
    let mut counts = Counts::default();
    counts.count(dossier, watched, today);
    counts.warned(pack, WarningScope::Cases)
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
    let (mut counts, mut refused) = (Counts::default(), Vec::new());
    for (index, file) in (0..).zip(files) {
        if let Err(error) = counts.take_in(packs, file, today) {
            refused.push(RefusedFile::new(index, &error));
        }
    }
    let one = if files.len() > 1 { WarningScope::Members } else { WarningScope::Cases };
    let scope = scope.unwrap_or(one);
    let mut found = CaseWarnings { refused, ..counts.warned(pack, scope) };
    if scope == WarningScope::Members && !counts.is_hidden(pack, scope) {
        found.adjustments = counts.adjustments(pack);
    }
    Ok(found)
}

impl Counts {
    fn take_in(&mut self, packs: &Packs<'_>, file: &MemberFile, today: Date) -> Result<()> {
        let dossier = dossier::facts(&file.0)?;
        if dossier.kind != DossierKind::Enterprise {
            let message = "这是协会的档案，不是企业的";
            return Err(Error::new(Code::UnsupportedFormat, message).at("kind"));
        }
        let checked = dossier::checked(packs, &dossier, today)?;
        let check = checked.enterprise();
        self.count(&dossier, &Watched::read(check), today);
        let blank = Application::default();
        self.troubles_of(&dossier, dossier.application.as_ref().unwrap_or(&blank), check);
        Ok(())
    }

    fn count(&mut self, dossier: &Dossier, watched: &Watched, today: Date) {
        self.files += 1;
        let keys = u32::try_from(watched.key_open).unwrap_or(u32::MAX);
        self.add("keyOpen", keys, 1);
        self.add("keyOpenFiles", u32::from(keys > 0), 1);
        for row in dossier.draft.list.iter().filter(|row| row.status != Some(ListStatus::Stopped)) {
            let is_late = row.due.is_some_and(|due| due < today) && row.status != Some(ListStatus::Done);
            self.add("overdue", is_late.into(), 1);
        }
        for days_left in &watched.days_left {
            self.add("clocks", (*days_left < 0).into(), 1);
        }
        if let Some(failed) = &watched.failed {
            self.add("followUp", (*failed > Fraction::from_integer(0)).into(), 1);
        }
        if let Some(repeats) = &watched.repeats {
            self.add("repeats", u32::try_from(repeats.ceil().to_integer()).unwrap_or_default(), 1);
        }
        let problems = dossier.application.iter().flat_map(|application| &application.problems);
        let known = problems.filter_map(|problem| problem.injury.as_deref()).filter(|injury| *injury != "unknown");
        // Whether any of those that are known is a harm.
        let harm = known.map(|injury| HARMS.contains(&injury)).reduce(|one, other| one || other);
        if let Some(harm) = harm {
            self.add("injuries", harm.into(), 1);
        }
    }

    /// Whether so few members are counted that nothing of them is shown.
    fn is_hidden(&self, pack: &Assistance, scope: WarningScope) -> bool {
        scope == WarningScope::Members && self.files < pack.industry.small_cell
    }

    fn warned(&self, pack: &Assistance, scope: WarningScope) -> CaseWarnings {
        let hidden = self.is_hidden(pack, scope);
        let indicators = pack.warnings.indicators.iter().filter(|indicator| indicator.scope == scope.code());
        let warnings = indicators.map(|indicator| self.warning(indicator, hidden)).listed();
        let lit = |light: Light| warnings.iter().filter(|warning| warning.light == Some(light)).count();
        let mut summary = format!("{} 份档案", self.files);
        if hidden {
            summary += &format!("，不足 {} 家，不显示", pack.industry.small_cell);
        } else {
            summary +=
                &format!("：红 {} 项，黄 {} 项，绿 {} 项", lit(Light::Red), lit(Light::Amber), lit(Light::Green));
        }
        let (adjustments, refused) = (Vec::new(), Vec::new());
        CaseWarnings { summary: summary + "。", scope, files: self.files, warnings, adjustments, refused }
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
            let is_alike = |it: &&mut (String, String, Text, u32)| it.0 == category && it.1 == region && it.2 == stage;
            match self.troubles.iter_mut().find(is_alike) {
                Some(trouble) => trouble.3 += 1,
                None => self.troubles.push((category.to_owned(), region.to_owned(), stage.to_owned().into(), 1)),
            }
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
