//! Every step of the two guides, worked out from the one file.

use super::association;
use super::enterprise::{self, EnterpriseCheck};
use super::facts::{Dossier, DossierKind};
use super::results::{self, CaseResults};
use crate::date::Date;
use crate::error::Result;
use crate::governance::{FrameworkProgress, MemberSatisfaction, Scorecard};
use crate::json::{Json, object};
use crate::pack::Packs;

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
pub(super) fn check_by(packs: &Packs<'_>, dossier: &Dossier, today: Date, kept: Option<&Json>) -> Result<DossierCheck> {
    let enterprise = match dossier.kind {
        DossierKind::Enterprise => Some(enterprise::check(packs.assistance(), dossier, today)?),
        DossierKind::Association => None,
    };
    let governance = association::governance(packs.governance(), dossier, kept)?;
    let framework = association::framework(packs.governance(), dossier, governance.as_ref())?;
    let satisfaction = association::satisfaction(packs.governance(), dossier)?;
    let results = results::short(today, enterprise.as_ref(), governance.as_ref());
    Ok(DossierCheck { enterprise, governance, framework, satisfaction, results })
}
