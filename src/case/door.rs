//! What hosts hold an open case by: requests by name, each with one object, as for functions.

use super::look::AskedView;
use super::open::{Case, CaseSnapshot, Join};
use crate::date::Date;
use crate::dossier::{self, Dossier};
use crate::error::{Code, Error, Result};
use crate::json::{self, Encode, Input, Json, Sink, object};
use crate::pack::Packs;

object! {
    /// A file to be opened, or a stored case.
    #[derive(Debug, Clone, Default)]
    pub struct Opening: in {
        /// The day.
        pub today: Date,
        /// The file.
        pub dossier: Option<Dossier> = default,
        /// The case as it was stored, in place of a file.
        pub snapshot: Option<CaseSnapshot> = default,
        /// What was done since, as the journal says.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<super::history::JournalEntry>>"))]
        pub journal: Option<Json> = default,
    }
}

impl Opening {
    /// Opens what it says.
    ///
    /// # Errors
    /// As [`Case::resume`], with the place in the object.
    pub fn open(self, packs: &Packs<'_>) -> Result<Case> {
        let snapshot = match (self.dossier, self.snapshot) {
            (Some(dossier), None) => {
                dossier::written_version(&dossier).map_err(|error| error.at("dossier"))?;
                CaseSnapshot::of(dossier)
            }
            (None, Some(snapshot)) => {
                dossier::written_version(&snapshot.dossier).map_err(|error| error.at("dossier").at("snapshot"))?;
                snapshot
            }
            _ => return Err(Error::new(Code::WrongType, "dossier 和 snapshot 写一个").at("dossier")),
        };
        let journal = self.journal.unwrap_or_else(|| Json::Array(Vec::new()));
        Case::resume(packs, snapshot, &journal, self.today).map_err(|error| error.at("journal"))
    }
}

object! {
    /// A patch.
    #[derive(Debug, Clone, Default)]
    struct Patching: in {
        patch: Json,
        join: bool = default,
    }
}

object! {
    #[derive(Debug, Clone, Default)]
    struct Dating: in {
        today: Date,
    }
}

object! {
    #[derive(Debug, Clone, Default)]
    struct Since: in {
        since: u32 = default,
    }
}

object! {
    /// What can be taken back, and done again.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    struct Can: out {
        undo: bool,
        redo: bool,
    }
}

type Request = fn(&mut Case, &Packs<'_>, &mut Input<'_>, &mut dyn Sink) -> Result<()>;

/// The requests, by the names that hosts call them by.
pub const REQUESTS: &[&str] =
    &["opened", "apply", "undo", "redo", "setToday", "steps", "view", "dossier", "journal", "snapshot", "can"];

const ANSWERS: &[Request] = &[
    |case, _, _, sink| answered(case.opened(), sink),
    |case, packs, input, sink| {
        let mended = input.mended()?;
        if let Some(path) = mended.first() {
            return Err(Error::new(Code::WrongType, "这里有半个字符，请补全或删去").moved(path));
        }
        let Patching { patch, join } = json::decoded(input)?;
        let join = if join { Join::Last } else { Join::New };
        answered(&case.apply(packs, &patch, join)?, sink)
    },
    |case, packs, _, sink| answered(&case.undo(packs)?, sink),
    |case, packs, _, sink| answered(&case.redo(packs)?, sink),
    |case, packs, input, sink| {
        let Dating { today } = json::decoded(input)?;
        answered(&case.set_today(packs, today)?, sink)
    },
    |case, _, _, sink| answered(case.steps(), sink),
    |case, packs, input, sink| {
        let AskedView { name, options, pointer } = json::decoded(input)?;
        case.view(packs, &name, &options, pointer.as_deref().unwrap_or_default(), sink)
    },
    |case, packs, _, sink| answered(&case.dossier(packs), sink),
    |case, _, input, sink| {
        let Since { since } = json::decoded(input)?;
        answered(case.journal(since), sink)
    },
    |case, packs, _, sink| answered(&case.snapshot(packs), sink),
    |case, _, _, sink| {
        let (undo, redo) = case.can();
        answered(&Can { undo, redo }, sink)
    },
];

#[allow(clippy::unnecessary_wraps, reason = "the end of every answer")]
fn answered<T: Encode + ?Sized>(answer: &T, sink: &mut dyn Sink) -> Result<()> {
    answer.write(sink);
    Ok(())
}

impl Case {
    /// Opens what an object says.
    ///
    /// # Errors
    /// As [`Case::resume`], with the place in the object.
    pub fn of(packs: &Packs<'_>, input: &mut Input<'_>) -> Result<Self> {
        input.mended()?;
        json::decoded::<Opening>(input)?.open(packs)
    }

    /// Answers a request, by its place among [`REQUESTS`].
    ///
    /// # Errors
    /// What the request refuses, with the place in its object.
    pub fn answer(
        &mut self,
        packs: &Packs<'_>,
        request: usize,
        input: &mut Input<'_>,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        match ANSWERS.get(request) {
            Some(answer) => answer(self, packs, input, sink),
            None => Err(Error::new(Code::UnknownFunction, "没有这样的请求")),
        }
    }

    /// That a case is no longer open.
    #[must_use]
    pub fn closed() -> Error {
        Error::new(Code::CaseClosed, "案件已经关闭，请重新打开")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_request_has_an_answer() {
        assert_eq!(super::REQUESTS.len(), super::ANSWERS.len());
    }
}
