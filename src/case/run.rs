//! A case opened, changed and looked at in one call: for the command line, and for the vectors of every host.

use super::door::Opening;
use super::history::JournalEntry;
use super::look::ViewRequest;
use super::open::{Case, CaseChange, Join, Opened, PATCH};
use super::steps::StepState;
use crate::date::Date;
use crate::dossier::Dossier;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{self, Decode, Input, Json, Map, codes, object};
use crate::pack::Packs;

codes! {
    /// A move that needs no more than its name.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    enum NamedMove: in {
        /// Takes the last step back.
        #[default]
        "undo" => Undo,
        /// Does it again.
        "redo" => Redo,
    }
}

/// A move: a patch, `"undo"`, `"redo"`, a patch that goes on with the step before, or another day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Move {
    /// Applies a patch.
    Apply(Json, Join),
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Works out by another day.
    SetToday(Date),
}

impl Default for Move {
    fn default() -> Self {
        Self::Apply(Json::Array(Vec::new()), Join::New)
    }
}

object! {
    /// A move that is more than a list of operations.
    #[derive(Debug, Clone, Default)]
    pub struct LongMove: in {
        /// A JSON Patch.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<serde_json::Value>>"))]
        pub patch: Option<Json> = default,
        /// Whether it goes on with the step before.
        pub join: bool = default,
        /// Another day, in place of a patch.
        pub today: Option<Date> = default,
    }
}

impl Decode for Move {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        *self = match input.clone().value() {
            json::Value::Text(_) => match json::decoded(input)? {
                NamedMove::Undo => Self::Undo,
                NamedMove::Redo => Self::Redo,
            },
            json::Value::Object(_) => match json::decoded(input)? {
                LongMove { patch: None, today: Some(today), .. } => Self::SetToday(today),
                LongMove { patch, join, today: None } => {
                    Self::Apply(patch.unwrap_or_default(), if join { Join::Last } else { Join::New })
                }
                LongMove { .. } => return Err(Error::new(Code::WrongType, "patch 和 today 只写一个").at("today")),
            },
            _ => Self::Apply(json::decoded(input)?, Join::New),
        };
        Ok(())
    }
}

object! {
    /// A case that was opened, changed and looked at.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OpenedCase: out {
        /// What opening has changed.
        pub opened: Opened,
        /// What each move has changed; nothing where there was nothing to take back or to do again.
        pub changes: Vec<Option<CaseChange>>,
        /// The case at the places that were asked for.
        pub after: Vec<CaseLook>,
        /// The file in the end.
        pub dossier: Dossier,
        /// What the host would store.
        pub journal: Vec<JournalEntry>,
    }
}

object! {
    /// A case after some moves.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseLook: out {
        /// After how many moves.
        pub index: u32,
        /// Its revision.
        pub revision: u32,
        /// Its task list.
        pub steps: Vec<StepState>,
        /// The views that were asked for, by their names, and the pointer behind them where there is one.
        #[cfg_attr(feature = "schema", schemars(with = "SeenViews"))]
        pub views: Map<Json>,
    }
}

/// Opens a case, makes moves, and looks at it after some of them: 0 is the case as it was opened.
///
/// # Errors
/// As [`Case::resume`], [`Case::apply`] and [`Case::view`], with the place in the call; `out-of-range` for a place to look
/// from behind the last move.
pub fn run(
    packs: &Packs<'_>,
    opening: Opening,
    moves: &[Move],
    after: &[u32],
    views: &[ViewRequest],
) -> Result<OpenedCase> {
    if let Some((place, index)) = after.iter().enumerate().find(|(_, index)| **index as usize > moves.len()) {
        let message = format!("只有 {} 步，没有第 {} 步", moves.len(), excerpt(&index.to_string()));
        return Err(Error::new(Code::OutOfRange, message).at(&place.to_string()).at("after"));
    }
    let mut case = opening.open(packs)?;
    let (mut changes, mut looks) = (Vec::new(), Vec::new());
    for index in 0..=moves.len() {
        if let Some(next) = index.checked_sub(1).and_then(|last| moves.get(last)) {
            let change = match next {
                Move::Apply(patch, join) => case.apply(packs, patch, *join).map(Some),
                Move::Undo => case.undo(packs),
                Move::Redo => case.redo(packs),
                Move::SetToday(today) => case.set_today(packs, *today).map(Some),
            };
            changes.push(change.map_err(|error| placed(error, index - 1))?);
        }
        if after.iter().any(|wanted| *wanted as usize == index) {
            looks.push(look(packs, &mut case, index, views)?);
        }
    }
    let (dossier, journal) = (case.dossier(packs), case.journal(0).to_vec());
    Ok(OpenedCase { opened: case.opened().clone(), changes, after: looks, dossier, journal })
}

/// An error with its place in the call: in a patch, or where in the file a step refuses what a patch would leave.
fn placed(error: Error, index: usize) -> Error {
    match error.path.strip_prefix('/').and_then(|path| path.strip_prefix(PATCH)).map(ToOwned::to_owned) {
        Some(rest) => error.moved(&format!("/patches/{index}{rest}")),
        None => error.at("dossier"),
    }
}

fn look(packs: &Packs<'_>, case: &mut Case, index: usize, views: &[ViewRequest]) -> Result<CaseLook> {
    let mut seen = Map::default();
    for (place, wanted) in views.iter().enumerate() {
        let answer = wanted.answer(packs, case).map_err(|error| error.at(&place.to_string()).at("views"))?;
        seen.insert([wanted.name.as_str(), &wanted.pointer].concat(), answer);
    }
    Ok(CaseLook {
        index: u32::try_from(index).unwrap_or(u32::MAX),
        revision: case.revision(),
        steps: case.steps().to_vec(),
        views: seen,
    })
}

/// What stands under the name of a view: of most, what a function of the same name or `checkDossier` answers.
#[cfg(feature = "schema")]
struct SeenViews;

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SeenViews {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SeenViews".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let forms = generator.subschema_for::<super::forms::FormStates>();
        schemars::json_schema!({ "type": "object", "properties": { "forms": forms }, "additionalProperties": true })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Move {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Move".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let long = generator.subschema_for::<LongMove>();
        schemars::json_schema!({ "anyOf": [
            { "type": "array", "items": { "type": "object", "additionalProperties": true } },
            { "enum": ["undo", "redo"] },
            long,
        ] })
    }
}
