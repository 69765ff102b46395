//! An open case: changes in, what they amount to out.

use super::asked::{Asked, Looked};
use super::edit::Edit;
use super::history::{EntryKind, History, JournalEntry, Step};
use super::measure;
use super::patch;
use super::steps::{self, StepState, steps};
use super::views::{Facts, IssueChanges, Renewed, ViewName, Views};
use crate::date::Date;
use crate::dossier::{self, Change, Dossier, DossierKind, Reopened};
use crate::error::{Code, Error, Result};
use crate::json::{self, Json, object};
use crate::listed::Listed;
use crate::pack::{Packs, Text};

object! {
    /// What opening a file has changed in it.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Opened: out {
        /// What differs from how it was saved.
        pub changes: Vec<Change>,
        /// Answers that have to be given again, because their wording has changed.
        pub reopened: Vec<Reopened>,
    }
}

object! {
    /// What a change has changed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CaseChange: out {
        /// The revision that it led to.
        pub revision: u32,
        /// The steps that are others now.
        pub steps: Vec<StepState>,
        /// The views that are others now, or may be.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<super::look::AnyView>"))]
        pub stale: Vec<Text>,
        /// Findings.
        pub issues: IssueChanges,
    }
}

object! {
    /// A case as the host stores it now and then, beside its journal.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct CaseSnapshot: in out {
        /// The revision that it is of.
        pub revision: u32,
        /// The file.
        pub dossier: Dossier,
        /// Steps that can be taken back, the last one last.
        pub undo: Vec<Vec<Edit>> = default,
        /// Steps that can be done again, the last one last.
        pub redo: Vec<Vec<Edit>> = default,
    }
}

impl CaseSnapshot {
    /// What is opened of a file that was never held open. What the case is about is there to be filled in.
    pub(super) fn of(mut dossier: Dossier) -> Self {
        match dossier.kind {
            DossierKind::Enterprise => _ = dossier.application.get_or_insert_default(),
            DossierKind::Association => _ = dossier.governance.get_or_insert_default(),
        }
        Self { dossier, ..Self::default() }
    }
}

/// How a patch stands to the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Join {
    /// A step of its own.
    #[default]
    New,
    /// It goes on with the step before, as typing does.
    Last,
}

/// An open case. The packs are handed to every call, and should be the same ones.
#[derive(Debug, Clone, Default)]
pub struct Case {
    dossier: Dossier,
    today: Date,
    opened: Opened,
    revision: u32,
    history: History,
    journal: Vec<JournalEntry>,
    views: Views,
    pub(super) looked: Vec<Looked>,
    steps: Vec<StepState>,
}

/// Where a host hands a patch over.
pub(super) const PATCH: &str = "patch";

/// The place by which a view says that it reads the day.
const TODAY: &str = "today";

impl Case {
    /// Opens a file: answers whose wording has changed are set aside, and stored results are dropped.
    ///
    /// # Errors
    /// As [`dossier::carry_over`](fn@dossier::carry_over).
    pub fn open(packs: &Packs<'_>, dossier: Dossier, today: Date) -> Result<Self> {
        Self::resume(packs, CaseSnapshot::of(dossier), &Json::Array(Vec::new()), today)
    }

    /// Opens a stored case: its snapshot, and what the journal says was done since. An entry at the end that was cut off is
    /// dropped, and said in [`Opened`].
    ///
    /// # Errors
    /// As [`Self::open`]; what an earlier entry of the journal does not hold, with its place.
    pub fn resume(packs: &Packs<'_>, snapshot: CaseSnapshot, journal: &Json, today: Date) -> Result<Self> {
        let mut case = Self {
            dossier: Dossier { results: None, sha256: None, ..snapshot.dossier },
            today,
            revision: snapshot.revision,
            history: History { undo: renewed(snapshot.undo), redo: renewed(snapshot.redo) },
            ..Self::default()
        };
        case.replay(journal)?;
        // Only now: what was done was done to the file as the earlier content had it.
        let changes = dossier::content_changes(packs, &case.dossier);
        if !changes.is_empty() || case.dossier.content.is_empty() {
            let carried = dossier::carry_over(packs, packs, std::mem::take(&mut case.dossier))?;
            if !carried.reopened.is_empty() {
                // Steps from before lead to places that have been moved since.
                case.history = History::default();
            }
            case.dossier = carried.dossier;
            case.opened.reopened = carried.reopened;
        }
        case.opened.changes.splice(0..0, changes);
        let facts = Facts { packs, dossier: &case.dossier, today, changed: &[String::new()] };
        case.views.renew(&facts, false)?;
        case.steps = steps(&case.measured(packs, 1));
        Ok(case)
    }

    /// What opening has changed.
    #[must_use]
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// How many changes were made.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Applies a JSON Patch (RFC 6902) whose paths are those of the file. Refused, it changes nothing.
    ///
    /// # Errors
    /// With its place in the patch, below `/patch`: `wrong-type`, `too-large`, `missing-path`, `out-of-range`, `unknown-key`, `test-failed`;
    /// and what a step of the guides refuses that it did not refuse before, with the place in the file.
    pub fn apply(&mut self, packs: &Packs<'_>, patch: &Json, join: Join) -> Result<CaseChange> {
        let patched = patch::apply(&mut self.dossier, patch).map_err(|error| error.at(PATCH))?;
        let renewed = match self.renew(packs, &patched.paths, true) {
            Ok(renewed) => renewed,
            Err(error) => {
                for edit in &patched.back {
                    let _ = edit.perform(&mut self.dossier);
                }
                self.renew(packs, &patched.paths, false)?;
                return Err(error);
            }
        };
        let join = join == Join::Last;
        self.history.note(patched.back, join);
        Ok(self.noted(packs, renewed, &patched.paths, EntryKind::Apply, Some(patch.clone()), join))
    }

    /// Takes the last step back; none where there is none.
    ///
    /// # Errors
    /// None of its own.
    pub fn undo(&mut self, packs: &Packs<'_>) -> Result<Option<CaseChange>> {
        let Some(paths) = self.take_back()? else { return Ok(None) };
        let renewed = self.renew(packs, &paths, false)?;
        Ok(Some(self.noted(packs, renewed, &paths, EntryKind::Undo, None, false)))
    }

    /// Does the step again that was taken back last; none where there is none.
    ///
    /// # Errors
    /// None of its own.
    pub fn redo(&mut self, packs: &Packs<'_>) -> Result<Option<CaseChange>> {
        let Some(paths) = self.do_again()? else { return Ok(None) };
        let renewed = self.renew(packs, &paths, false)?;
        Ok(Some(self.noted(packs, renewed, &paths, EntryKind::Redo, None, false)))
    }

    /// Whether a step can be taken back, and one done again.
    #[must_use]
    pub fn can(&self) -> (bool, bool) {
        (!self.history.undo.is_empty(), !self.history.redo.is_empty())
    }

    /// Works out by another day what depends on the day. It is no change of the file.
    ///
    /// # Errors
    /// None of its own.
    pub fn set_today(&mut self, packs: &Packs<'_>, today: Date) -> Result<CaseChange> {
        self.today = today;
        let paths = [TODAY.to_owned()];
        let renewed = self.renew(packs, &paths, false)?;
        Ok(self.change(packs, renewed, &paths))
    }

    /// The task list.
    #[must_use]
    pub fn steps(&self) -> &[StepState] {
        &self.steps
    }

    /// The file as it stands, with the marks of its content; results and seal are made when it is written.
    #[must_use]
    pub fn dossier(&self, packs: &Packs<'_>) -> Dossier {
        Dossier { content: dossier::content_marks(packs, &self.dossier), ..self.dossier.clone() }
    }

    /// The entries of the journal behind a revision.
    #[must_use]
    pub fn journal(&self, since: u32) -> &[JournalEntry] {
        let place = self.journal.partition_point(|entry| entry.revision <= since);
        self.journal.get(place..).unwrap_or_default()
    }

    /// The case as the host stores it beside the journal.
    #[must_use]
    pub fn snapshot(&self, packs: &Packs<'_>) -> CaseSnapshot {
        CaseSnapshot {
            revision: self.revision,
            dossier: self.dossier(packs),
            undo: self.history.undo.clone(),
            redo: self.history.redo.clone(),
        }
    }

    pub(super) fn views(&self) -> &Views {
        &self.views
    }

    /// Whether a view belongs to the guide of the file.
    pub(super) fn has(&self, view: ViewName) -> bool {
        let is_of_association = matches!(view, ViewName::Governance | ViewName::Framework | ViewName::Satisfaction);
        is_of_association == (self.dossier.kind == DossierKind::Association)
    }

    /// What the steps are measured by, with no more than so many open places of each.
    pub(super) fn measured<'a>(&'a self, packs: &'a Packs<'a>, most: usize) -> measure::Facts<'a> {
        measure::Facts { packs, dossier: &self.dossier, views: &self.views, most }
    }

    /// Takes the last step back in the file, and answers the places that this changes.
    fn take_back(&mut self) -> Result<Option<Vec<String>>> {
        let Some(step) = self.history.undo.last() else { return Ok(None) };
        let (again, paths) = (perform(&mut self.dossier, step)?, paths(step));
        self.history.undo.pop();
        self.history.redo.push(again);
        Ok(Some(paths))
    }

    /// Does the step again that was taken back last.
    fn do_again(&mut self) -> Result<Option<Vec<String>>> {
        let Some(step) = self.history.redo.last() else { return Ok(None) };
        let (back, paths) = (perform(&mut self.dossier, step)?, paths(step));
        self.history.redo.pop();
        self.history.undo.push(back);
        Ok(Some(paths))
    }

    fn renew(&mut self, packs: &Packs<'_>, paths: &[String], strict: bool) -> Result<Renewed> {
        let facts = Facts { packs, dossier: &self.dossier, today: self.today, changed: paths };
        self.views.renew(&facts, strict)
    }

    /// Notes in the journal what has been done.
    fn noted(
        &mut self,
        packs: &Packs<'_>,
        renewed: Renewed,
        paths: &[String],
        kind: EntryKind,
        patch: Option<Json>,
        join: bool,
    ) -> CaseChange {
        self.revision += 1;
        self.journal.push(JournalEntry { revision: self.revision, kind, patch, join });
        self.change(packs, renewed, paths)
    }

    /// What has changed.
    fn change(&mut self, packs: &Packs<'_>, renewed: Renewed, paths: &[String]) -> CaseChange {
        let Renewed { changed, issues } = renewed;
        let mut known = std::mem::take(&mut self.steps);
        let steps = steps::renew(&self.measured(packs, 1), &mut known, &changed, paths);
        self.steps = known;
        let asked: Vec<Asked> = Asked::ALL.into_iter().filter(|asked| asked.is_touched(paths)).listed();
        self.looked.retain(|looked| !asked.contains(&looked.asked));
        let stale = changed.iter().map(|view| view.code()).chain(asked.iter().map(|asked| asked.code()));
        let stale = stale.map(Text::from).listed();
        CaseChange { revision: self.revision, steps, stale, issues }
    }

    /// Does again in the file what the journal says was done since the snapshot. What was taken then is not judged again.
    fn replay(&mut self, journal: &Json) -> Result<()> {
        let Json::Array(entries) = journal else {
            return Err(json::wrong_type(&journal.into(), "记录的列表"));
        };
        for (index, entry) in entries.iter().enumerate() {
            let read = json::decode::<JournalEntry>(entry).map(JournalEntry::renewed);
            if let Some(found) =
                read.as_ref().ok().map(|entry| entry.revision).filter(|found| *found > self.revision + 1)
            {
                return Err(gap(self.revision + 1, found).at(&index.to_string()));
            }
            match read.and_then(|entry| self.replayed(entry)) {
                Ok(()) => {}
                Err(error) if index + 1 == entries.len() => {
                    self.opened.changes.push(Change::new("", dropped(&error.message)));
                }
                Err(error) => return Err(error.at(&index.to_string())),
            }
        }
        Ok(())
    }

    fn replayed(&mut self, entry: JournalEntry) -> Result<()> {
        if entry.revision <= self.revision {
            return Ok(());
        }
        match entry.kind {
            EntryKind::Apply => {
                let patched = patch::apply(&mut self.dossier, entry.patch.as_ref().unwrap_or(&Json::Null))?;
                self.history.note(patched.back, entry.join);
            }
            EntryKind::Undo => drop(self.take_back()?),
            EntryKind::Redo => drop(self.do_again()?),
        }
        self.revision = entry.revision;
        self.journal.push(entry);
        Ok(())
    }
}

/// Steps of whatever version of the format, as they are written now.
fn renewed(mut steps: Vec<Step>) -> Vec<Step> {
    steps.iter_mut().flatten().for_each(Edit::renew);
    steps
}

/// Performs a step and answers what takes it back. Refused, it changes nothing.
fn perform(dossier: &mut Dossier, step: &Step) -> Result<Step> {
    let mut back = Vec::new();
    for edit in step {
        match edit.perform(dossier) {
            Ok(undone) => back.push(undone),
            Err(error) => {
                for undone in back.iter().rev() {
                    let _ = undone.perform(dossier);
                }
                return Err(error);
            }
        }
    }
    back.reverse();
    Ok(back)
}

fn paths(step: &[Edit]) -> Vec<String> {
    step.iter().map(|edit| edit.path.clone()).listed()
}

fn dropped(why: &str) -> String {
    format!("最后一步没有存完整，已去掉（{why}）")
}

fn gap(wanted: u32, found: u32) -> Error {
    let message = format!("记录缺了第 {wanted} 步，下一条是第 {found} 步");
    Error::new(Code::WrongType, message).at("revision")
}
