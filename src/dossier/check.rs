//! Every step of the two guides, worked out from the one file.

use super::enterprise::{self, EnterpriseCheck};
use super::facts::{Dossier, DossierKind};
use super::places::{OF_ASSOCIATION, OF_ENTERPRISE, locate, placed};
use super::results::{self, CaseResults};
use crate::date::Date;
use crate::error::Result;
use crate::governance::{self, FrameworkAnswer, FrameworkProgress, MemberSatisfaction, Scorecard};
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
        DossierKind::Enterprise => {
            Some(enterprise::check(packs.assistance(), dossier, today).map_err(|error| placed(error, &OF_ENTERPRISE))?)
        }
        DossierKind::Association => None,
    };
    let governance = match &dossier.governance {
        Some(record) => {
            let scheme = record.scheme_choice(kept)?;
            let card = governance::score(packs.governance(), &record.assessment, scheme.as_ref());
            Some(card.map_err(|error| error.at("governance"))?)
        }
        None => None,
    };
    let (mut framework, mut satisfaction) = (None, None);
    if let Some(record) = &dossier.governance {
        let is_answered = |answer: &FrameworkAnswer| answer.state.is_some();
        if record.framework.iter().any(|(_, answer)| answer.as_ref().is_some_and(is_answered)) {
            let progress = governance::framework_progress(packs.governance(), &record.framework, governance.as_ref());
            let progress = framework.insert(progress.map_err(|error| placed(error, &OF_ASSOCIATION))?);
            progress.issues.iter_mut().for_each(|issue| locate(issue, &OF_ASSOCIATION));
        }
        if !record.surveys.is_empty() {
            let rates = governance::member_satisfaction(packs.governance(), &record.surveys);
            let rates = satisfaction.insert(rates.map_err(|error| placed(error, &OF_ASSOCIATION))?);
            rates.issues.iter_mut().for_each(|issue| locate(issue, &OF_ASSOCIATION));
        }
    }
    let results = results::short(today, enterprise.as_ref(), governance.as_ref());
    Ok(DossierCheck { enterprise, governance, framework, satisfaction, results })
}
