//! The table of functions: one name, one object in, one value out, at every door.

use crate::about::{About, about};
use crate::application::{self, Application, ApplicationCheck, UsccCheck};
use crate::date::Date;
use crate::dossier::{self, Dossier, DossierFormat, ReadDossier, WrittenDossier};
use crate::error::{Code, Error, Result};
use crate::governance::{self, GovernanceIndicators, GovernanceSchemes, SchemeChoice, Scorecard, SelfAssessment};
use crate::json::{self, Encode, Json, decode_object};
use crate::pack::{FormTable, Packs};

macro_rules! functions {
    ($($(#[doc = $doc:literal])+ $name:literal $parameters:ident { $($field:ident: $type:ty),* $(,)? } $({ $($optional:ident: $optional_type:ty),* })?
        -> $result:ty = |$packs:ident, $given:ident| $body:expr;)*) => {
        $(
            #[doc = concat!("Parameters of `", $name, "`.")]
            #[derive(Debug, Clone, Default)]
            #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
            #[cfg_attr(feature = "schema", schemars(rename_all = "camelCase", deny_unknown_fields))]
            #[allow(missing_docs)]
            pub struct $parameters { $(pub $field: $type,)* $($(pub $optional: $optional_type,)*)? }

            decode_object!($parameters { $($field),* } optional { $($($optional),*)? });
        )*

        /// The names of all functions.
        pub const FUNCTIONS: &[&str] = &[$($name),*];

        /// Calls a function by its name, with one JSON object whose keys are its parameters.
        ///
        /// # Errors
        /// `unknown-function`, what the reader refuses, and what the function refuses.
        pub fn call(packs: &Packs<'_>, function: &str, arguments: &str) -> Result<Json> {
            match function {
                $($name => {
                    let arguments = read_arguments(function, arguments)?;
                    let $given: $parameters = json::decode(&arguments)?;
                    let $packs = packs;
                    let answer: $result = $body;
                    Ok(answer.encode())
                })*
                _ => {
                    let message = format!("没有“{function}”这个函数，可用的是：{}", FUNCTIONS.join("、"));
                    Err(Error::new(Code::UnknownFunction, message))
                }
            }
        }

        /// JSON Schema of every function: its parameters and its result.
        #[cfg(feature = "schema")]
        #[must_use]
        pub fn schema() -> serde_json::Value {
            let mut schema = crate::schema::Schemas::new();
            $(schema.function::<$parameters, $result>($name, concat!($($doc, "\n"),+));)*
            schema.finish()
        }
    };
}

functions! {
    /// States the version of the program and of its content.
    "about" AboutParameters {} -> About<'_> = |packs, _given| about(packs);

    /// Checks a 统一社会信用代码 (GB 32100—2015).
    "checkUscc" CheckUsccParameters { code: String } -> UsccCheck
        = |packs, given| application::check_uscc(packs.assistance, &given.code);

    /// The fields of 质量技术帮扶申请表, in order.
    "applicationForm" ApplicationFormParameters {} -> &FormTable
        = |packs, _given| application::form(packs.assistance);

    /// What is missing in an application, what should be mended, what does not apply.
    "validateApplication" ValidateApplicationParameters { application: Application, today: Date } -> ApplicationCheck
        = |packs, given| application::validate(packs.assistance, &given.application, given.today)?;

    /// Reads a save file.
    "readDossier" ReadDossierParameters { text: String } -> ReadDossier
        = |packs, given| dossier::read(packs, &given.text).map_err(|error| error.at("text"))?;

    /// Writes a save file.
    "writeDossier" WriteDossierParameters { dossier: Dossier, format: DossierFormat } -> WrittenDossier
        = |packs, given| dossier::write(packs, &given.dossier, given.format)?;

    /// Table A.1 of 行业质量共治 with our guidance.
    "governanceIndicators" GovernanceIndicatorsParameters {} -> GovernanceIndicators<'_>
        = |packs, _given| governance::indicators(packs.governance);

    /// The scoring schemes on offer, the default first.
    "governanceSchemes" GovernanceSchemesParameters {} -> GovernanceSchemes<'_>
        = |packs, _given| governance::schemes(packs.governance);

    /// Scores a self-assessment by a scheme (`default-2026-1` unless named).
    "scoreGovernance" ScoreGovernanceParameters { assessment: SelfAssessment } { scheme: Option<SchemeChoice> } -> Scorecard
        = |packs, given| governance::score(packs.governance, &given.assessment, given.scheme.as_ref())?;
}

/// Reads the one object of arguments.
///
/// A save file of the largest size travels as one string, whose escapes take room too.
fn read_arguments(function: &str, arguments: &str) -> Result<Json> {
    let limit = if function == "readDossier" { json::MAX_BYTES * 3 } else { json::MAX_BYTES };
    json::read_within(arguments, limit)
}
