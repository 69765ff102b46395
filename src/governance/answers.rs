//! What the association says of itself.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::date::Date;
use crate::error::{Code, Refusal};
use crate::json::or_default;

/// The answers of a self-assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SelfAssessment {
    /// By code of the unit; a unit that is absent or `null` is unanswered.
    pub units: BTreeMap<String, Option<UnitAnswer>>,
    /// Evidence that several units may name by its `id`.
    #[serde(default, deserialize_with = "or_default")]
    pub evidence: Vec<Evidence>,
}

/// The answer to one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitAnswer {
    /// The level that is claimed, 0 to 4; `null` = unanswered.
    pub level: Option<ClaimedLevel>,
    /// What supports it.
    #[serde(deserialize_with = "or_default")]
    pub evidence: Vec<EvidenceRef>,
    /// Why the unit does not apply; then there is no level.
    pub not_applicable: Option<String>,
    /// Free text.
    pub note: Option<String>,
}

/// A level from 0 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
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

impl<'de> Deserialize<'de> for ClaimedLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl<'de> Visitor<'de> for Number {
            type Value = ClaimedLevel;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("0 to 4")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, number: D) -> Result<ClaimedLevel, D::Error> {
                let text = String::deserialize(number)?;
                let level =
                    text.parse::<crate::decimal::Decimal>().ok().and_then(super::super::decimal::Decimal::to_integer);
                level.and_then(|level| ClaimedLevel::new(u8::try_from(level).ok()?)).ok_or_else(|| {
                    let message = format!("等级只能是 0、1、2、3、4，现在是 {text}");
                    serde::de::Error::custom(Refusal { code: Code::OutOfRange, message: &message })
                })
            }
        }
        deserializer.deserialize_any(Number)
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EvidenceKind {
    /// That something was done.
    #[default]
    Record,
    /// What came of it: data, a report, feedback.
    Outcome,
}

/// A piece of evidence. The file itself stays where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// Identifier, needed only for evidence that several units name.
    pub id: Option<String>,
    /// What it is called; without a title it does not count.
    #[serde(deserialize_with = "or_default")]
    pub title: String,
    /// The day it bears.
    pub date: Option<Date>,
    /// What it shows.
    #[serde(deserialize_with = "or_default")]
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

/// Evidence of a unit: a piece of its own, or the `id` of a shared one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceRef {
    /// A piece of its own.
    Own(Evidence),
    /// The identifier of a piece in [`SelfAssessment::evidence`].
    Shared(String),
}

impl Serialize for EvidenceRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Own(evidence) => evidence.serialize(serializer),
            Self::Shared(id) => serializer.serialize_str(id),
        }
    }
}

impl<'de> Deserialize<'de> for EvidenceRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = EvidenceRef;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("evidence or its id")
            }
            fn visit_str<E>(self, id: &str) -> Result<EvidenceRef, E> {
                Ok(EvidenceRef::Shared(id.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<EvidenceRef, A::Error> {
                Evidence::deserialize(MapAccessDeserializer::new(map)).map(EvidenceRef::Own)
            }
        }
        deserializer.deserialize_any(Either)
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
