//! What the association says of itself.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Encode, Json, Map, decode_codes, encode_codes, wire_object};

/// The answers of a self-assessment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields))]
pub struct SelfAssessment {
    /// By code of the unit; a unit that is absent or `null` is unanswered.
    pub units: Map<Option<UnitAnswer>>,
    /// Evidence that several units may name by its `id`.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub evidence: Vec<Evidence>,
}

wire_object!(SelfAssessment { units } optional { evidence });

impl SelfAssessment {
    /// What a piece of evidence is called; a shared one that is not there has no name.
    pub(crate) fn title_of<'a>(&'a self, piece: &'a EvidenceRef) -> &'a str {
        match piece {
            EvidenceRef::Own(evidence) => &evidence.title,
            EvidenceRef::Shared(id) => {
                let shared = self.evidence.iter().find(|evidence| evidence.id.as_ref() == Some(id));
                shared.map_or("", |evidence| evidence.title.as_str())
            }
        }
    }
}

/// The answer to one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct UnitAnswer {
    /// The level that is claimed, 0 to 4; `null` = unanswered.
    pub level: Option<ClaimedLevel>,
    /// What supports it.
    pub evidence: Vec<EvidenceRef>,
    /// Why the unit does not apply; then there is no level.
    pub not_applicable: Option<String>,
    /// Free text.
    pub note: Option<String>,
}

wire_object!(UnitAnswer {} optional { level, evidence, not_applicable, note });

/// A level from 0 to 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClaimedLevel(u8);

impl ClaimedLevel {
    /// A level, if there is one of this number.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        if level <= 4 { Some(Self(level)) } else { None }
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl Decode for ClaimedLevel {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let Json::Number(text) = json else { return Err(json::wrong_type(json, "等级 0 至 4")) };
        let level = text.parse().ok().and_then(Decimal::to_integer).and_then(|level| u8::try_from(level).ok());
        *self = level
            .and_then(Self::new)
            .ok_or_else(|| Error::new(Code::OutOfRange, format!("等级只能是 0、1、2、3、4，现在是 {text}")))?;
        Ok(())
    }
}

impl Encode for ClaimedLevel {
    fn encode(&self) -> Json {
        self.0.encode()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ClaimedLevel {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ClaimedLevel".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": [0, 1, 2, 3, 4] })
    }
}

/// What a piece of evidence shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum EvidenceKind {
    /// That something was done.
    #[default]
    Record,
    /// What came of it: data, a report, feedback.
    Outcome,
}

decode_codes!(EvidenceKind { "record" => Record, "outcome" => Outcome });
encode_codes!(EvidenceKind { "record" => Record, "outcome" => Outcome });

/// A piece of evidence. The file itself stays where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct Evidence {
    /// Identifier, needed only for evidence that several units name.
    pub id: Option<String>,
    /// What it is called; without a title it does not count.
    pub title: String,
    /// The day it bears.
    pub date: Option<Date>,
    /// What it shows.
    pub kind: EvidenceKind,
    /// Who has it.
    pub holder: Option<String>,
    /// Where it is kept.
    pub location: Option<String>,
    /// The period it speaks of.
    pub period: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// Size of the file in bytes.
    pub size: Option<u32>,
    /// Free text.
    pub note: Option<String>,
}

wire_object!(Evidence {} optional { id, title, date, kind, holder, location, period, sha256, size, note });

/// Evidence of a unit: a piece of its own, or the `id` of a shared one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceRef {
    /// A piece of its own.
    Own(Evidence),
    /// The identifier of a piece in [`SelfAssessment::evidence`].
    Shared(String),
}

impl Encode for EvidenceRef {
    fn encode(&self) -> Json {
        match self {
            Self::Own(evidence) => evidence.encode(),
            Self::Shared(id) => id.encode(),
        }
    }
}

impl Default for EvidenceRef {
    fn default() -> Self {
        Self::Own(Evidence::default())
    }
}

impl Decode for EvidenceRef {
    fn decode(&mut self, json: &Json) -> Result<()> {
        *self = match json {
            Json::String(id) => Self::Shared(id.clone().into_owned()),
            other => Self::Own(json::decode(other)?),
        };
        Ok(())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for EvidenceRef {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EvidenceRef".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let evidence = generator.subschema_for::<Evidence>();
        schemars::json_schema!({ "anyOf": [evidence, { "type": "string" }] })
    }
}
