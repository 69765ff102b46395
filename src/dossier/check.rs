//! Every step of the two guides, worked out from the one file.

use super::association;
use super::enterprise::{self, EnterpriseCheck};
use super::facts::{Dossier, DossierKind};
use super::results::{self, CaseResults};
use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::governance::{FrameworkProgress, MemberSatisfaction, Scorecard};
use crate::json::{self, Encode, Json, object};
use crate::pack::{Checker, Packs};

object! {
    /// What the facts of a file amount to.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DossierCheck: out {
        /// The steps of guide one; none in an association's file.
        pub enterprise: Option<EnterpriseCheck>,
        /// The self-assessment of guide two, if there is one.
        pub governance: Option<Scorecard>,
        /// The framework check of guide two, once anything is answered. Paths of findings are places in the file.
        pub framework: Option<FrameworkProgress>,
        /// 成员满意度, once there is a survey. Paths of findings are places in the file.
        pub satisfaction: Option<MemberSatisfaction>,
        /// All of it in short, as it is stored with the file.
        pub results: CaseResults,
    }
}

/// Works out every step from the facts of a file.
///
/// # Errors
/// What a step refuses, such as `unknown-code`, with its path in the file.
pub fn check(packs: &Packs<'_>, dossier: &Dossier, today: Date) -> Result<DossierCheck> {
    check_by(packs, dossier, today, None)
}

/// The same by the scheme that was kept with a period.
fn check_by(packs: &Packs<'_>, dossier: &Dossier, today: Date, kept: Option<&Json>) -> Result<DossierCheck> {
    let enterprise = match dossier.kind {
        DossierKind::Enterprise if HAS_RULES => Some(enterprise::check(packs.assistance(), dossier, today)?),
        _ => None,
    };
    let governance = association::governance(packs.governance(), dossier, kept)?;
    let framework = association::framework(packs.governance(), dossier, governance.as_ref())?;
    let satisfaction = association::satisfaction(packs.governance(), dossier)?;
    let results = results::short(today, enterprise.as_ref(), governance.as_ref());
    Ok(DossierCheck { enterprise, governance, framework, satisfaction, results })
}

/// Whether this program has the rules of guide one. That of the npm package which only looks back has not: it asks the first one.
const HAS_RULES: bool = cfg!(any(feature = "steps", not(feature = "js")));

/// A file whose steps have been worked out, for whoever looks back on them.
#[derive(Debug)]
pub(crate) struct CheckedFile {
    /// What `checkDossier` answers.
    pub(crate) tree: Json,
    /// The self-assessment of guide two, if there is one.
    pub(crate) governance: Option<Scorecard>,
    /// The framework check of guide two, once anything is answered.
    pub(crate) framework: Option<FrameworkProgress>,
}

impl CheckedFile {
    /// What guide one has made of the file; nothing of an association's.
    pub(crate) fn enterprise(&self) -> &Json {
        self.tree.at(&["enterprise"])
    }
}

/// The steps of a file, worked out here or by whoever has the rules.
///
/// # Errors
/// As [`check`].
pub(crate) fn checked(packs: &Packs<'_>, dossier: &Dossier, today: Date) -> Result<CheckedFile> {
    if !HAS_RULES && dossier.kind == DossierKind::Enterprise {
        let tree = asked(packs, dossier, today)?;
        // A file of version 1.0 may follow both guides.
        let governance = association::governance(packs.governance(), dossier, None)?;
        let framework = association::framework(packs.governance(), dossier, governance.as_ref())?;
        return Ok(CheckedFile { tree, governance, framework });
    }
    let check = check(packs, dossier, today)?;
    Ok(CheckedFile { tree: check.encode(), governance: check.governance, framework: check.framework })
}

/// Only the results in short, by the scheme that was kept with a period.
///
/// # Errors
/// As [`check`].
pub(super) fn results(packs: &Packs<'_>, dossier: &Dossier, day: Date, kept: Option<&Json>) -> Result<Json> {
    if !HAS_RULES && dossier.kind == DossierKind::Enterprise {
        return Ok(asked(packs, dossier, day)?.take("results").unwrap_or_default());
    }
    Ok(check_by(packs, dossier, day, kept)?.results.encode())
}

fn asked(packs: &Packs<'_>, dossier: &Dossier, today: Date) -> Result<Json> {
    let missing = || Error::new(Code::NotLoaded, "这一步要用第一个程序的规则，请先加载");
    let Checker(check) = packs.checker().ok_or_else(missing)?;
    let given = Json::Object(vec![("dossier".into(), dossier.encode()), ("today".into(), today.encode())]);
    check(&json::write(&given)).map_err(|error| {
        let path = error.path.strip_prefix("/dossier").unwrap_or_default().to_owned();
        error.moved(&path)
    })
}
