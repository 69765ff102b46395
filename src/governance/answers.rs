//! What the association says of itself.

use crate::date::Date;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{self, Decode, Encode, Input, Map, Sink, codes, leaves, object};

object! {
    /// The answers of a self-assessment.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct SelfAssessment: in out place {
        /// By code of the unit; a unit that is absent or `null` is unanswered.
        pub units: Map<Option<UnitAnswer>>,
        /// Evidence that several units may name by its `id`.
        pub evidence: Vec<Evidence> = default,
    }
}

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

leaves!(ClaimedLevel);

object! {
    /// The answer to one unit.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct UnitAnswer: in out place {
        /// The level that is claimed, 0 to 4; `null` = unanswered.
        pub level: Option<ClaimedLevel> = default,
        /// What supports it.
        pub evidence: Vec<EvidenceRef> = default,
        /// Why the unit does not apply; a level that was given is kept, and does not count as long as the reason stands.
        pub not_applicable: Option<String> = default,
        /// Free text.
        pub note: Option<String> = default,
    }
}

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
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let refused = |written: &str| {
            Error::new(Code::OutOfRange, format!("等级只能是 0、1、2、3、4，现在是 {}", excerpt(written)))
        };
        let level = json::integer(input, "等级 0 至 4")?.map_err(refused)?;
        *self = u8::try_from(level).ok().and_then(Self::new).ok_or_else(|| refused(&level.to_string()))?;
        Ok(())
    }
}

impl Encode for ClaimedLevel {
    fn write(&self, sink: &mut dyn Sink) {
        self.0.write(sink);
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

codes! {
    /// What a piece of evidence shows.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum EvidenceKind: in out {
        /// That something was done.
        #[default]
        "record" => Record,
        /// What came of it: data, a report, feedback.
        "outcome" => Outcome,
    }
}

object! {
    /// A piece of evidence. The file itself stays where it is.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Evidence: in out {
        /// Identifier, needed only for evidence that several units name.
        pub id: Option<String> = default,
        /// What it is called; without a title it does not count.
        pub title: String = default,
        /// The day it bears.
        pub date: Option<Date> = default,
        /// What it shows.
        pub kind: EvidenceKind = default,
        /// Who has it.
        pub holder: Option<String> = default,
        /// Where it is kept.
        pub location: Option<String> = default,
        /// The period it speaks of.
        pub period: Option<String> = default,
        /// SHA-256 of the file.
        pub sha256: Option<String> = default,
        /// Size of the file in bytes.
        pub size: Option<u32> = default,
        /// Free text.
        pub note: Option<String> = default,
    }
}

/// Evidence of a unit: a piece of its own, or the `id` of a shared one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceRef {
    /// A piece of its own.
    Own(Evidence),
    /// The identifier of a piece in [`SelfAssessment::evidence`].
    Shared(String),
}

impl Encode for EvidenceRef {
    fn write(&self, sink: &mut dyn Sink) {
        match self {
            Self::Own(evidence) => evidence.write(sink),
            Self::Shared(id) => id.write(sink),
        }
    }
}

impl Default for EvidenceRef {
    fn default() -> Self {
        Self::Own(Evidence::default())
    }
}

impl Decode for EvidenceRef {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = match input.take_text() {
            Some(id) => Self::Shared(id.to_owned()),
            None => Self::Own(json::decoded(input)?),
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
