//! What the facts of an open case amount to, worked out again only where a fact that is read has changed.

use crate::application::{ALONE, Answered, Checked};
use crate::causes::{CauseAnalysis, CauseSuggestions};
use crate::checklist::ChecklistProgress;
use crate::date::Date;
use crate::deadlines::LegalDeadlines;
use crate::dossier::{Conclusion, Dossier, DossierKind, association, enterprise};
use crate::duty::DailyDuty;
use crate::effect::Evaluation;
use crate::error::{Code, Error, Result};
use crate::governance::{self, FrameworkProgress, MemberSatisfaction, Scored};
use crate::issue::Issue;
use crate::json::{Encode, codes, object};
use crate::pack::Packs;
use crate::plan::{Grounds, Plan};
use crate::record::RecordCheck;
use crate::risk::{self, RiskTriage};

/// What a view is worked out from.
pub(super) struct Facts<'a> {
    pub(super) packs: &'a Packs<'a>,
    pub(super) dossier: &'a Dossier,
    pub(super) today: Date,
    /// The places that were changed.
    pub(super) changed: &'a [String],
}

/// What the risk reads of the application whatever the conditions of the content are.
const OF_RISK: [&str; 3] = ["/application/trigger", "/application/products", "/application/problems"];

impl Facts<'_> {
    /// Whether what was changed is among what a view reads of the file.
    fn touch(&self, view: ViewName) -> bool {
        self.changed.iter().any(|path| touches(path, view.places()))
    }

    /// Whether what was changed of the application is nothing that the risk is judged by. An answer that the form does not
    /// offer refuses the application too.
    fn spare_risk(&self, views: &Views) -> bool {
        let is_known = matches!((&views.application, &views.risk), (Some(Ok(_)), Some(Ok(_))));
        let is_other = |path: &String| path.starts_with("/application/") && !touches(path, &OF_RISK);
        let is_changed = |place: &str| self.changed.iter().any(|path| meets(path, place));
        is_known && self.changed.iter().all(is_other) && !risk::looks_at(self.packs.assistance(), &is_changed)
    }

    /// Whether what was changed of the application leaves nothing to be said of it otherwise.
    fn spare_application(&self, views: &Views) -> bool {
        let (Some(Ok(checked)), Some(application)) = (&views.application, &self.dossier.application) else {
            return false;
        };
        self.answered().is_some_and(|changed| checked.stays(self.packs.assistance(), application, self.today, &changed))
    }

    /// What of the application is answered otherwise, where no other group reads any of it.
    fn answered(&self) -> Option<Vec<Answered<'_>>> {
        let paths = self.changed.iter().filter(|path| touches(path, ViewName::Application.places()));
        let below = paths.map(|path| {
            let mut keys = path.strip_prefix("/application/")?.split('/');
            let group = keys.next().filter(|key| ALONE.contains(key))?;
            let field = keys.next().filter(|_| keys.next().is_none());
            Some(Answered { group, field })
        });
        below.collect()
    }

    /// The units that are answered otherwise, where nothing else is that the score depends on.
    fn units(&self) -> Option<Vec<&str>> {
        let paths = self.changed.iter().filter(|path| touches(path, ViewName::Governance.places()));
        let below = paths.map(|path| path.strip_prefix("/governance/assessment/units/"));
        below.map(|below| below?.split('/').next().filter(|code| !code.contains('~'))).collect()
    }
}

/// A view: none where the file has nothing that it is about.
pub(super) type Worked<T> = Option<Result<T>>;

/// The value of a view that others are worked out from.
fn known<T>(worked: Option<&Result<T>>) -> Result<&T> {
    match worked {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => Err(error.clone()),
        // It belongs to the same guide, and stands before what is worked out from it.
        None => Err(Error::new(Code::MissingPath, "没有这一步")),
    }
}

/// The one table of views: the name, what it reads – places of the file (`*` for every entry), `today`, other views –, and
/// how it is worked out, from what it was before where that helps; `unless` it can be told that nothing of it has changed.
/// Other views stand before those that read them.
macro_rules! views {
    ($($(#[$doc:meta])* $code:literal $variant:ident $field:ident: $type:ty,
        reads [$($place:literal),*] [$($other:ident),*] $(unless $spared:expr,)? = |$facts:ident, $views:ident, $before:ident| $body:expr,
        issues $issues:expr;)*) => {
        codes! {
            /// What can be looked at of an open case.
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
            pub enum ViewName: in out {
                $($(#[$doc])* $code => $variant),*
            }
        }

        impl ViewName {
            /// All of them, in the order in which they are worked out.
            pub(super) const ALL: &[Self] = &[$(Self::$variant),*];

            /// The view of a name.
            pub(super) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|view| view.code() == name)
            }

            /// The places of the file that it reads, and `today`.
            fn places(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($place),*]),* }
            }
        }

        /// The views of a case as they stand.
        #[derive(Debug, Clone, Default)]
        pub(super) struct Views {
            $(pub(super) $field: Worked<$type>,)*
        }

        impl Views {
            /// Works out again what a change at these places makes stale.
            ///
            /// # Errors
            /// Where `strict`, what a view refuses that could be worked out before: no change may take away what could be
            /// seen. Then the views are to be renewed once more, when the facts are those of before.
            pub(super) fn renew(&mut self, facts: &Facts<'_>, strict: bool) -> Result<Renewed> {
                let mut renewed = Renewed::default();
                $(
                    let others: &[ViewName] = &[$(ViewName::$other),*];
                    let is_spared: fn(&Facts<'_>, &Self) -> bool = spared!($($spared)?);
                    let is_touched =
                        facts.touch(ViewName::$variant) || others.iter().any(|other| renewed.changed.contains(other));
                    if is_touched && !is_spared(facts, self) {
                        let found = self.issues(ViewName::$variant).to_vec();
                        let before = self.$field.take();
                        let was_refused = matches!(&before, Some(Err(_)));
                        self.$field = {
                            let ($facts, $views, $before) = (facts, &*self, before.and_then(Result::ok));
                            $body
                        };
                        if let (true, false, Some(Err(error))) = (strict, was_refused, &self.$field) {
                            return Err(error.clone());
                        }
                        renewed.note(ViewName::$variant, found, self.issues(ViewName::$variant));
                    }
                )*
                Ok(renewed)
            }

            /// A view as it stands.
            pub(super) fn get(&self, name: ViewName) -> Worked<&dyn Encode> {
                match name {
                    $(ViewName::$variant => self.$field.as_ref().map(|worked| match worked {
                        Ok(value) => Ok(value as &dyn Encode),
                        Err(error) => Err(error.clone()),
                    }),)*
                }
            }

            /// What a view has found.
            pub(super) fn issues(&self, name: ViewName) -> &[Issue] {
                match name {
                    $(ViewName::$variant => match &self.$field {
                        Some(Ok(value)) => {
                            let issues: fn(&$type) -> &[Issue] = $issues;
                            issues(value)
                        }
                        _ => &[],
                    },)*
                }
            }
        }
    };
}

/// Nothing can be told of most views.
macro_rules! spared {
    () => {
        |_, _| false
    };
    ($spared:expr) => {
        $spared
    };
}

/// Views that are others now.
#[derive(Default)]
pub(super) struct Renewed {
    /// Which they are, in the order in which they are worked out.
    pub(super) changed: Vec<ViewName>,
    /// What they have found otherwise.
    pub(super) issues: IssueChanges,
}

impl Renewed {
    /// Notes a view, what it had found and what it has found.
    fn note(&mut self, view: ViewName, mut before: Vec<Issue>, now: &[Issue]) {
        // Most of them stand where they stood.
        let alike = before.iter().zip(now).take_while(|(before, now)| before == now).count();
        let (before, now) = (before.split_off(alike), now.get(alike..).unwrap_or_default());
        self.issues.added.extend(now.iter().filter(|issue| !before.contains(issue)).cloned());
        self.issues.removed.extend(before.into_iter().filter(|issue| !now.contains(issue)));
        self.changed.push(view);
    }
}

object! {
    /// Findings that have come and gone.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct IssueChanges: out {
        /// Those that were not there before.
        pub added: Vec<Issue>,
        /// Those that are there no longer.
        pub removed: Vec<Issue>,
    }
}

/// A step of guide one, in the file of an enterprise.
fn of_enterprise<T>(facts: &Facts<'_>, work: impl FnOnce() -> Result<T>) -> Worked<T> {
    (facts.dossier.kind == DossierKind::Enterprise).then(work)
}

/// A part of the self-assessment, where there is one.
fn of_association<T>(work: impl FnOnce() -> Result<Option<T>>) -> Worked<T> {
    work().transpose()
}

views! {
    /// 质量技术帮扶申请表.
    #[default]
    "application" Application application: Checked, reads ["/application", "today"] []
        unless |facts, views| facts.spare_application(views),
        = |facts, _views, before| of_enterprise(facts, || {
            let answered = facts.answered();
            enterprise::checked(facts.packs.assistance(), facts.dossier, facts.today, before.zip(answered.as_deref()))
        }), issues |check| &check.issues;

    /// 阶段自查.
    "checklist" Checklist checklist: ChecklistProgress, reads [
            "/answers", "/application/subject/subjectKind", "/application/products/*/licenseKind",
            "/application/products/*/saleChannel", "/application/products/*/productCategory"
        ] []
        = |facts, _views, _before| of_enterprise(facts, || enterprise::checklist(facts.packs.assistance(), facts.dossier)),
        issues |check| &check.issues;

    /// 风险自判.
    "risk" Risk risk: RiskTriage, reads ["/application", "/facts", "/override", "today"] []
        unless |facts, views| facts.spare_risk(views),
        = |facts, _views, _before| of_enterprise(facts, || {
            enterprise::risk(facts.packs.assistance(), facts.dossier, facts.today)
        }), issues |triage| &triage.issues;

    /// Causes that failed items suggest.
    "suggestions" Suggestions suggestions: CauseSuggestions, reads ["/answers"] []
        = |facts, _views, _before| of_enterprise(facts, || enterprise::suggestions(facts.packs.assistance(), facts.dossier)),
        issues |_| &[];

    /// 原因分析.
    "causes" Causes causes: CauseAnalysis, reads ["/causes", "/answers", "/application/problems"] []
        = |facts, _views, _before| of_enterprise(facts, || enterprise::causes(facts.packs.assistance(), facts.dossier)),
        issues |analysis| &analysis.issues;

    /// 法定期限.
    "deadlines" Deadlines deadlines: LegalDeadlines, reads [
            "/events", "/application/problems/*/orderReceived", "/application/problems/*/orderedOn",
            "/application/problems/*/dueOn",
            "/application/products/*/xkExpire", "today"
        ] []
        = |facts, _views, _before| of_enterprise(facts, || {
            enterprise::deadlines(facts.packs.assistance(), facts.dossier, facts.today)
        }), issues |_| &[];

    /// 帮扶方案.
    "plan" Plan plan: Plan, reads [
            "/application/trigger", "/application/subject/subjectName", "/application/subject/establishedOn",
            "/application/subject/employees", "/application/subject/revenueWan", "/application/subject/sizeClassOverride",
            "/application/need/expectedGoal", "/application/products", "/application/problems",
            "/causes", "/answers", "/draft", "today"
        ] [Checklist, Risk, Causes]
        = |facts, views, _before| of_enterprise(facts, || {
            let (risk, causes) = (known(views.risk.as_ref())?, known(views.causes.as_ref())?);
            let grounds = Grounds { risk, causes, checklist: known(views.checklist.as_ref())? };
            enterprise::plan(facts.packs.assistance(), facts.dossier, &grounds, facts.today)
        }), issues |plan| &plan.gaps;

    /// 帮扶工作记录.
    "records" Records records: RecordCheck, reads ["/records", "/application/problems"] []
        = |facts, _views, _before| of_enterprise(facts, || enterprise::records(facts.packs.assistance(), facts.dossier)),
        issues |check| &check.issues;

    /// 效果评价.
    "effect" Effect effect: Evaluation, reads [
            "/draft/goals", "/baseline", "/followUp", "/views", "/records", "/application/head/fillDate"
        ] [Checklist, Records]
        = |facts, views, _before| of_enterprise(facts, || {
            let (checklist, records) = (known(views.checklist.as_ref())?, known(views.records.as_ref())?);
            enterprise::effect(facts.packs.assistance(), facts.dossier, checklist, records)
        }), issues |evaluation| &evaluation.issues;

    /// A-6 自查结论.
    "conclusion" Conclusion conclusion: Conclusion, reads ["/causes", "/answers"] [Checklist, Causes, Risk]
        = |facts, views, _before| of_enterprise(facts, || {
            let (checklist, causes) = (known(views.checklist.as_ref())?, known(views.causes.as_ref())?);
            Ok(enterprise::conclusion(facts.packs.assistance(), facts.dossier, checklist, causes, known(views.risk.as_ref())?))
        }), issues |_| &[];

    /// 日管控、周排查、月调度.
    "dailyDuty" Duty duty: DailyDuty, reads [
            "/riskControls", "/dailyChecks", "/weeklyReports", "/monthlyMinutes", "/causes", "/answers",
            "/application/subject/subjectKind", "/application/products/*/licenseKind",
            "/application/products/*/saleChannel", "/application/products/*/productCategory", "today"
        ] [Causes]
        = |facts, views, _before| of_enterprise(facts, || {
            let causes = known(views.causes.as_ref())?;
            enterprise::duty(facts.packs.assistance(), facts.dossier, causes, facts.today)
        }), issues |duty| &duty.issues;

    /// 行业质量共治自评.
    "governance" Governance governance: Scored, reads [
            "/governance/assessment", "/governance/scheme", "/governance/periodFrom", "/governance/periodTo",
            "/governance/assessedOn"
        ] []
        = |facts, _views, before| of_association(|| {
            let units = facts.units();
            association::scored(facts.packs.governance(), facts.dossier, before.zip(units.as_deref()))
        }), issues |card| &card.issues;

    /// The framework check.
    "framework" Framework framework: FrameworkProgress, reads ["/governance/framework"] [Governance]
        unless |facts, views| match (&views.framework, &views.governance) {
            (Some(Ok(progress)), Some(Ok(scored))) => {
                !facts.touch(ViewName::Framework) && governance::is_lifted_alike(progress, &scored.card)
            }
            _ => false,
        },
        = |facts, views, before| of_association(|| {
            let pack = facts.packs.governance();
            let card = views.governance.as_ref().and_then(|card| Some(&card.as_ref().ok()?.card));
            match before {
                // Only what it says of the scores.
                Some(progress) if !facts.touch(ViewName::Framework) => governance::framework_lift(pack, progress, card).map(Some),
                _ => association::framework(pack, facts.dossier, card),
            }
        }), issues |progress| &progress.issues;

    /// 成员满意度.
    "satisfaction" Satisfaction satisfaction: MemberSatisfaction, reads ["/governance/surveys"] []
        = |facts, _views, _before| of_association(|| association::satisfaction(facts.packs.governance(), facts.dossier)),
        issues |rates| &rates.issues;
}

/// Whether a change at a path touches one of these places: what stands there, above it or below it.
pub(super) fn touches(path: &str, places: &[&str]) -> bool {
    places.iter().any(|place| meets(path, place))
}

fn meets(path: &str, place: &str) -> bool {
    let (mut path, mut place) = (path.as_bytes(), place.as_bytes());
    loop {
        let alike = path.iter().zip(place).take_while(|(one, other)| one == other && **other != b'*').count();
        match (path.get(alike..).unwrap_or_default(), place.get(alike..).unwrap_or_default()) {
            ([] | [b'/', ..], []) | ([], [b'/', ..]) => return true,
            (rest, [b'*', below @ ..]) => {
                let end = rest.iter().position(|byte| *byte == b'/').unwrap_or(rest.len());
                (path, place) = (rest.get(end..).unwrap_or_default(), below);
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::touches;

    #[test]
    fn a_change_touches_what_stands_at_its_place_above_and_below() {
        let places = ["/application/products/*/xkExpire", "/answers"];
        for path in [
            "/answers/ST1-1/verdict",
            "/answers",
            "/application",
            "/application/products/0",
            "/application/products/1/xkExpire",
        ] {
            assert!(touches(path, &places), "{path}");
        }
        for path in ["/application/products/0/xkNo", "/application/problems", "/answer", "/facts"] {
            assert!(!touches(path, &places), "{path}");
        }
    }
}
