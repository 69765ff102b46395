//! What one member's file adds to the counts.

use super::tally::SummaryPart;
use crate::application::{Application, check_codes, size_class_of};
use crate::causes;
use crate::checklist::{self, ChecklistFilter, Judged, StageStatus};
use crate::date::Date;
use crate::dossier::{self, DossierKind};
use crate::error::{Code, Error, Result};
use crate::json::{Decode, Encode, Input, Json, object};
use crate::listed::Listed;
use crate::order::ordered;
use crate::pack::{Packs, Text};
use crate::risk::{self, RiskLevel};

object! {
    /// A file that was counted. For the screen of the association only.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MemberLine: out {
        /// Its place in the list.
        pub index: u32,
        /// Identifier of the file.
        pub id: String,
        /// What the file is called.
        pub title: String,
        /// When it was saved; of two files of one case the newer one says more.
        pub saved_on: Option<Date>,
        /// Whether the self-check is complete.
        pub complete: bool,
        /// 风险等级; none while it cannot be told.
        pub risk: Option<RiskLevel>,
        /// Key items (★) that are 不符合.
        pub key_failed: Vec<Text>,
        /// The place of an earlier file of the same case: it was counted twice.
        pub same_as: Option<u32>,
    }
}

/// A member's file: the text of a save file, or the file as an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberFile(pub Json);

impl Decode for MemberFile {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        self.0.read(input)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for MemberFile {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MemberFile".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let dossier = generator.subschema_for::<dossier::Dossier>();
        schemars::json_schema!({ "anyOf": [dossier, { "type": "string" }] })
    }
}

object! {
    /// A file that could not be counted.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct RefusedFile: out {
        /// Its place in the list.
        pub index: u32,
        /// Why, as an error of the closed set.
        pub code: Code,
        /// JSON Pointer into the file.
        pub path: String,
        /// What is wrong with it.
        pub message: String,
    }
}

impl RefusedFile {
    pub(crate) fn new(index: u32, error: &Error) -> Self {
        let (code, path, message) = (error.code, error.path.clone(), error.message.clone());
        Self { index, code, path, message }
    }
}

/// Counts one file: its text, or the object in it. The part is added to others with [`SummaryPart::take_in`].
///
/// # Errors
/// What is wrong with the file, with the place in it; `unsupported-format` for an association's.
pub fn count_member(packs: &Packs<'_>, file: &MemberFile, today: Date) -> Result<(SummaryPart, MemberLine)> {
    let dossier = dossier::facts(&file.0)?;
    if dossier.kind != DossierKind::Enterprise {
        let message = "这是协会的档案，不是成员企业的";
        return Err(Error::new(Code::UnsupportedFormat, message).at("kind"));
    }
    let pack = packs.assistance();
    let blank = Application::default();
    let application = dossier.application.as_ref().unwrap_or(&blank);
    // First of all: a code is refused where it was chosen, not where the filter takes it from there.
    check_codes(pack, application)?;
    let filter = ChecklistFilter::of(application);
    let progress = checklist::progress(pack, &dossier.answers, &filter)?;
    let triage = risk::triage(pack, application, &dossier.facts, dossier.r#override.as_ref(), today)?;
    let analysis = causes::analyse(pack, Some(&application.problems), &dossier.causes, &dossier.answers)?;

    let mut part = SummaryPart { files: 1, ..SummaryPart::new(pack, today) };
    let mut add = |names: &[&str], count| part.counts.add(&names.join("/"), count);
    for stage in &pack.checklist {
        let found = progress.stages.iter().find(|one| one.code == stage.code);
        let status = found.map_or(StageStatus::NotApplicable, |one| one.status);
        add(&["stage", &stage.code, &code_of(&status)], 1)?;
    }
    // What concerns this member: items that are 不符合, and main causes.
    let mut concerns: Vec<String> = Vec::new();
    for Judged { item, verdict, .. } in checklist::verdicts(pack, &dossier.answers, &filter) {
        add(&["item", &item.code, verdict], 1)?;
        if verdict == "nonconforming" {
            concerns.push(item.code.clone().into_owned());
        }
    }
    let mut own_words = false;
    for row in analysis.main.iter().filter_map(|row| dossier.causes.get(*row as usize)) {
        match &row.cause {
            Some(code) if !concerns.contains(code) => concerns.push(code.clone()),
            Some(_) => {}
            None => own_words = true,
        }
    }
    for code in concerns.iter().filter(|code| causes::find(pack, code).is_some()) {
        add(&["cause", code], 1)?;
    }
    add(&["cause", OWN_WORDS], own_words.into())?;
    let counts = &progress.counts;
    let answered = counts.conforming + counts.minor + counts.nonconforming + counts.not_applicable;
    add(&["answers", "given"], answered)?;
    add(&["answers", "asked"], answered + counts.unsure + counts.blank)?;
    let failed = progress.key_failed.len().to_string();
    add(&["starred", &failed], 1)?;
    let complete = progress.missing.is_empty();
    add(&["complete"], complete.into())?;
    let level = triage.level.map_or("undetermined".into(), |level| code_of(&level));
    add(&["risk", &level], 1)?;
    for reason in &triage.reasons {
        add(&["rule", &reason.rule], 1)?;
    }
    let size = size_class_of(pack, &application.subject).map_or("unknown", |class| &class.code);
    add(&["size", size], 1)?;
    let region = city(application.subject.reg_region.as_deref());
    let mut categories: Vec<&str> =
        application.products.iter().filter_map(|product| product.product_category.as_deref()).listed();
    categories = ordered(&categories, &|one, other| one > other).into_iter().copied().listed();
    categories.dedup();
    for category in categories {
        add(&["category", category], 1)?;
        // 其他 is no category in which two members make the same.
        for concern in concerns.iter().filter(|_| category != OTHER) {
            add(&["group", region, category, concern], 1)?;
        }
    }
    let line = MemberLine {
        index: 0,
        id: dossier.id,
        title: dossier.title,
        saved_on: dossier.saved_on,
        complete,
        risk: triage.level,
        key_failed: progress.key_failed,
        same_as: None,
    };
    Ok((part, line))
}

/// Main causes that no code names.
pub(super) const OWN_WORDS: &str = "own-words";

/// The category of products that are in no other.
pub(super) const OTHER: &str = "other";

/// The first four digits of a region: the city. Members of one city are local to each other.
pub(crate) fn city(region: Option<&str>) -> &str {
    let digits = region.filter(|region| region.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|region| region.get(..4)).unwrap_or_default()
}

/// The code of a value that is one.
fn code_of(value: &dyn Encode) -> Text {
    match value.encode() {
        Json::String(code) => code,
        _ => Text::default(),
    }
}
