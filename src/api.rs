//! The table of functions: one name, one object in, one value out, at every door.

use crate::about::{About, about};
use crate::answer_sheet::{self, ReadSheet};
use crate::application::{self, Application, ApplicationCheck, Problem, ProductLibrary, UsccCheck};
use crate::archive::{self, ArchiveIndex};
use crate::bureau::{self, PackDiff, PackLint};
use crate::case::{self, CaseSnapshot, Move, OpenedCase, Opening, ViewRequest};
use crate::causes::{self, CauseAnalysis, CauseRow, CauseSuggestions, CausesTable};
use crate::chart::{self, Chart, Drawn};
use crate::checklist::{
    self, CheckComparison, ChecklistFilter, ChecklistItems, ChecklistProgress, ChecklistStages, ItemAnswers,
    QuickTriage, TriageAnswers,
};
use crate::collection::{self, CaseCollection};
use crate::date::Date;
use crate::deadlines::{self, Event, LegalDeadlines};
use crate::document::{self, Document, ReportFile, ReportFormat};
use crate::dossier::{
    self, Anonymised, AsWritten, CarriedOver, Dossier, DossierCheck, DossierFormat, DossierVerification, DossierWords,
    Merged, MergedRegisters, ReadDossier, TidiedEntry, WrittenDossier,
};
use crate::duty::DailyDuty;
use crate::effect::{self, Evaluation, Measurements, Views};
use crate::entered::Entered;
use crate::error::{Code, Error, Result, excerpt};
use crate::governance::{
    self, AssessedPeriod, Assessor, AssessorComparison, Comparison, EvidenceList, FrameworkAnswers, FrameworkClauses,
    FrameworkProgress, GovernanceIndicators, GovernanceSchemes, ImprovementPath, MemberRegister, MemberSatisfaction,
    Period, RegisteredMember, SchemeChoice, Scorecard, SelfAssessment, Survey, WeightSensitivity,
};
use crate::industry::{self, IndustryOverview, IndustrySummary, MemberFile, MergedSummary, SummaryPart};
use crate::issue::Issue;
use crate::json::{self, Encode, Input, Json, Sink, object};
use crate::listed::Listed;
use crate::outline::{self, GuideTerms};
use crate::pack::{FormTable, Packs};
use crate::plan::{self, Plan, PlanCase, PlanDraft};
use crate::record::{self, RecordCheck, WorkRecord};
use crate::report::{self, ReportForms};
use crate::risk::{self, RiskFacts, RiskOverride, RiskTriage};
use crate::warning::{self, CaseWarnings, WarningScope};

macro_rules! functions {
    ($(part $part:literal: $($(#[doc = $doc:literal])+ $name:literal $parameters:ident
        { $($(#[$about:meta])* $field:ident: $type:ty),* $(,)? }
        $({ $($(#[$about_optional:meta])* $optional:ident: $optional_type:ty),* $(,)? })?
        -> $result:ty = |$packs:ident, $given:ident| $body:expr;)*)*) => {
        $($(
            object! {
                #[doc = concat!("Parameters of `", $name, "`.")]
                #[derive(Debug, Clone, Default)]
                #[allow(missing_docs)]
                pub struct $parameters: in {
                    $($(#[$about])* pub $field: $type,)*
                    $($($(#[$about_optional])* pub $optional: $optional_type = default,)*)?
                }
            }
        )*)*

        /// The names of all functions, whether this build can call them or not.
        pub const FUNCTIONS: &[&str] = &[$($($name,)*)*];

        /// Every body is compiled, but only those of the parts that this build has are in the table, and so in the program.
        const BODIES: &[(&str, Option<Body>)] = &[$($(($name, if cfg!(feature = $part) {
            Some(|$packs, input, sink| {
                let $given: $parameters = json::decoded(input)?;
                let answer: $result = $body;
                answer.write(sink);
                Ok(())
            })
        } else {
            None
        }),)*)*];

        /// Whether a function takes parameters.
        #[must_use]
        pub fn takes_parameters(function: &str) -> bool {
            let keys = match function {
                $($($name => $parameters::KEYS,)*)*
                _ => "",
            };
            !keys.is_empty()
        }

        /// JSON Schema of all functions, of a save file or of a pack; none for any other name.
        #[cfg(feature = "schema")]
        #[must_use]
        pub fn schema(of: &str) -> Option<serde_json::Value> {
            let mut schema = crate::schema::Schemas::new();
            Some(match of {
                "functions" => {
                    $($(schema.function::<$parameters, $result>($name, $part, concat!($($doc, "\n"),+));)*)*
                    schema.finish()
                }
                "dossier" => crate::schema::file::<Dossier>("dossier", "质量自查 档案"),
                "assistance-pack" => crate::schema::pack_file::<crate::pack::Assistance>("质量自查 内容包：质量技术帮扶", "assistance"),
                "governance-pack" => crate::schema::pack_file::<crate::pack::Governance>("质量自查 内容包：行业质量共治", "governance"),
                _ => return None,
            })
        }
    };
}

functions! {
    // Needed while somebody fills in, opens and saves.
    part "steps":

    /// States the version of the program, and its content: packs with edition, status, documents and SHA-256.
    "about" AboutParameters {} -> About<'_> = |packs, _given| about(packs);

    /// Checks a 统一社会信用代码 (GB 32100—2015): the tidied code, and what was found.
    "checkUscc" CheckUsccParameters {
        /// The code, as it was typed.
        code: String,
    } -> UsccCheck
        = |packs, given| application::check_uscc(packs.assistance(), &given.code);

    /// What was typed at a place of a file, as a change of the file takes it: days and numbers in other spellings, such as
    /// `2026年3月5日` and `30人`, in full width or with their units. A place that a file does not have is refused.
    "tidyEntry" TidyEntryParameters {
        /// JSON Pointer into the file.
        path: String,
        /// What was typed.
        text: String,
    } -> TidiedEntry
        = |packs, given| dossier::tidy_entry(packs.assistance(), &given.path, &given.text)?;

    /// The fields of 质量技术帮扶申请表, in order.
    "applicationForm" ApplicationFormParameters {} -> FormTable
        = |packs, _given| application::form(packs.assistance());

    /// What is missing in an application, what should be mended, what does not apply, and 企业规模.
    ///
    /// Errors: `unknown-code` for a choice that the form does not offer.
    "validateApplication" ValidateApplicationParameters { application: Application, today: Date } -> ApplicationCheck
        = |packs, given| application::validate(packs.assistance(), &given.application, given.today)?;

    /// What official notices say of products that are often inspected: items that often fail, causes and figures.
    "productLibrary" ProductLibraryParameters {} -> ProductLibrary<'_>
        = |packs, _given| application::product_library(packs.assistance());

    /// The stages of the self-check.
    "checklistStages" ChecklistStagesParameters {} -> ChecklistStages
        = |packs, _given| checklist::stages(packs.assistance());

    /// The items of the self-check that apply, and why the others are hidden.
    ///
    /// Errors: `unknown-code` for a choice that the form does not offer.
    "checklistItems" ChecklistItemsParameters {} { filter: ChecklistFilter } -> ChecklistItems
        = |packs, given| checklist::items(packs.assistance(), &given.filter)?;

    /// The result of each stage of the self-check, with the rule that gave it.
    ///
    /// Errors: `unknown-code` for an item, a verdict or a choice that there is not.
    "checklistProgress" ChecklistProgressParameters { answers: ItemAnswers } { filter: ChecklistFilter }
        -> ChecklistProgress
        = |packs, given| checklist::progress(packs.assistance(), &given.answers, &given.filter)?;

    /// What the answers to eight quick questions pre-fill, and the risk as far as they tell.
    ///
    /// Errors: `unknown-code` for a question or an answer that there is not.
    "quickTriage" QuickTriageParameters { answers: TriageAnswers } -> QuickTriage<'_>
        = |packs, given| checklist::quick_triage(packs.assistance(), &given.answers)?;

    /// The causes to choose from, class by class.
    "causesTable" CausesTableParameters {} -> CausesTable<'_>
        = |packs, _given| causes::table(packs.assistance());

    /// Causes that failed items of the self-check suggest, with why.
    ///
    /// Errors: `unknown-code` for an item or a verdict that there is not.
    "suggestCauses" SuggestCausesParameters { answers: ItemAnswers } -> CauseSuggestions
        = |packs, given| causes::suggest(packs.assistance(), &given.answers)?;

    /// The main causes, and whether the analysis goes deep enough.
    ///
    /// Errors: `unknown-code` for a cause, an item or a choice that there is not; `out-of-range` for the number of a
    /// problem below 0.
    "analyseCauses" AnalyseCausesParameters { rows: Vec<CauseRow> } {
        problems: Option<Vec<Problem>>, answers: ItemAnswers
    } -> CauseAnalysis = |packs, given| {
        causes::analyse(packs.assistance(), given.problems.as_deref(), &given.rows, &given.answers)?
    };

    /// Judges the risk by rules: high, low or not known yet, with reasons, what is missing and 差异化处置.
    ///
    /// Errors: `unknown-code` for a choice that there is not; `out-of-range` for a severity or a likelihood outside 1
    /// to 4.
    "triageRisk" TriageRiskParameters { application: Application, facts: RiskFacts, today: Date } { r#override: Option<RiskOverride> }
        -> RiskTriage
        = |packs, given| {
            risk::triage(packs.assistance(), &given.application, &given.facts, given.r#override.as_ref(), given.today)?
        };

    /// Assembles 帮扶方案: proposed type and methods with the condition that fired, coverage, the rows numbered with their
    /// last day, the seven parts and what is missing.
    ///
    /// Errors: `unknown-code` for a cause, an item, a method or a choice that there is not; `out-of-range` for the
    /// number of a problem below 0.
    "assemblePlan" AssemblePlanParameters { application: Application, today: Date } {
        triage: TriageInput, causes: Vec<CauseRow>, answers: ItemAnswers, draft: PlanDraft
    } -> Plan = |packs, given| {
        let case = PlanCase {
            pack: packs.assistance(),
            application: &given.application,
            facts: &given.triage.facts,
            wanted: given.triage.r#override.as_ref(),
            causes: &given.causes,
            answers: &given.answers,
            draft: &given.draft,
        };
        plan::assemble(&case, given.today)?
    };

    /// Checks 帮扶工作记录 and adds them up.
    ///
    /// Errors: `unknown-code` for a step or another choice that there is not.
    "checkRecord" CheckRecordParameters { records: Vec<WorkRecord> } { problems: Vec<Problem> } -> RecordCheck
        = |packs, given| record::check(packs.assistance(), &given.problems, &given.records)?;

    /// 效果评价: indicators with what was counted, each goal, and the verdict with its rules.
    ///
    /// Errors: `unknown-code` for an indicator, an item or a verdict that there is not; `out-of-range` for a rating
    /// outside 1 to 5.
    "evaluateEffect" EvaluateEffectParameters { plan: PlanDraft, baseline: Measurements, follow_up: Measurements } {
        answers: ItemAnswers, filter: ChecklistFilter, views: Views
    } -> Evaluation = |packs, given| {
        let progress = checklist::progress(packs.assistance(), &given.answers, &given.filter)?;
        effect::evaluate(packs.assistance(), &given.plan.goals, &given.baseline, &given.follow_up, &progress, &given.views)?
    };

    /// The statutory time limits that events set off, with weekday and days left.
    ///
    /// Errors: `unknown-code` for an event that there is not; `out-of-range` for a last day outside the years 0000 to
    /// 9999.
    "legalDeadlines" LegalDeadlinesParameters { events: Vec<Event>, today: Date } -> LegalDeadlines
        = |packs, given| deadlines::legal_deadlines(packs.assistance(), &given.events, given.today)?;

    /// Reads a save file, and says what differs from how it was saved.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4; `unsupported-format` for a file that is not ours; `newer-version` for a file that a newer
    /// version wrote.
    "readDossier" ReadDossierParameters {
        /// The text of the file, JSON or HTML.
        text: String,
    } -> ReadDossier
        = |packs, given| dossier::read(packs, &given.text).map_err(|error| error.at("text"))?;

    /// Writes a save file, as `json` or as an `html` page that anybody can read.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4; `unsupported-format` for a file that is not ours; `newer-version` for a file that a newer
    /// version wrote.
    "writeDossier" WriteDossierParameters { dossier: Dossier, format: DossierFormat } -> WrittenDossier
        = |packs, given| dossier::write(packs, &given.dossier, given.format)?;

    /// What the keys and codes of a save file are called, where no form says so.
    "dossierWords" DossierWordsParameters {} -> DossierWords
        = |packs, _given| dossier::words(packs);

    /// Every step of the two guides, worked out from the one file.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4.
    "checkDossier" CheckDossierParameters { dossier: Dossier, today: Date } -> DossierCheck
        = |packs, given| dossier::check(packs, &given.dossier, given.today).map_err(|error| error.at("dossier"))?;

    /// Table A.1 of 行业质量共治 with our guidance for each unit.
    "governanceIndicators" GovernanceIndicatorsParameters {} -> GovernanceIndicators<'_>
        = |packs, _given| governance::indicators(packs.governance());

    /// The scoring schemes on offer, the default first.
    "governanceSchemes" GovernanceSchemesParameters {} -> GovernanceSchemes<'_>
        = |packs, _given| governance::schemes(packs.governance());

    /// Scores a self-assessment by a scheme (the first of the content unless named): the scorecard with derivations, gaps and
    /// grade, or why there is none.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a scheme that there is not; `out-of-range` for a
    /// level outside 0 to 4; `invalid-pack` for a scheme that contradicts itself.
    "scoreGovernance" ScoreGovernanceParameters { assessment: SelfAssessment } {
        /// A scheme, or the name of one.
        scheme: Option<SchemeChoice>,
        /// When the assessment was made, and of which time it speaks: then the days of the evidence are looked at too.
        period: Option<AssessedPeriod>,
    } -> Scorecard
        = |packs, given| governance::score_within(
            packs.governance(), &given.assessment, given.scheme.as_ref(), given.period.unwrap_or_default(),
        )?;

    /// The principles and the items of chapters 6 to 8 in their lists, with the indicators they support, and the states
    /// to choose from.
    "frameworkClauses" FrameworkClausesParameters {} -> FrameworkClauses<'_>
        = |packs, _given| governance::framework_clauses(packs.governance());

    /// How far the framework is in place, by list and by part, and what to do next; with an assessment also which
    /// indicators that would lift.
    ///
    /// Errors: `unknown-code` for an item, a state, a unit or a scheme that there is not; `out-of-range` for a level
    /// outside 0 to 4.
    "frameworkProgress" FrameworkProgressParameters { answers: FrameworkAnswers } {
        assessment: Option<SelfAssessment>,
        /// A scheme, or the name of one.
        scheme: Option<SchemeChoice>,
    } -> FrameworkProgress = |packs, given| {
        let pack = packs.governance();
        let score = |assessment| governance::score(pack, assessment, given.scheme.as_ref());
        let card = given.assessment.as_ref().map(score).transpose()?;
        governance::framework_progress(pack, &given.answers, card.as_ref())?
    };

    /// 成员满意度 (C19): response rate, 满意率 and its change in 百分点, survey by survey.
    ///
    /// Errors: `out-of-range` for a number of answers that is no whole number from 0.
    "memberSatisfaction" MemberSatisfactionParameters { surveys: Vec<Survey> } -> MemberSatisfaction
        = |packs, given| governance::member_satisfaction(packs.governance(), &given.surveys)?;

    /// What evidence to gather for each unit, what is there, and what is missing for the level that is claimed. One
    /// piece may stand for many units.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a scheme that there is not; `out-of-range` for a
    /// level outside 0 to 4; `invalid-pack` for a scheme that contradicts itself.
    "evidenceList" EvidenceListParameters { assessment: SelfAssessment } {
        /// A scheme, or the name of one.
        scheme: Option<SchemeChoice>,
    } -> EvidenceList
        = |packs, given| governance::evidence_list(packs.governance(), &given.assessment, given.scheme.as_ref())?;

    /// Where the views of several assessors on the same period differ, the most points first.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a scheme that there is not; `out-of-range` for fewer
    /// than two views, the same view twice, a level outside 0 to 4; `invalid-pack` for a scheme that contradicts
    /// itself.
    "compareAssessors" CompareAssessorsParameters { assessments: Vec<Assessor> } {
        /// A scheme, or the name of one.
        scheme: Option<SchemeChoice>,
    } -> AssessorComparison
        = |packs, given| {
            governance::compare_assessors(packs, &given.assessments, given.scheme.as_ref())?
        };

    /// The fewest steps to the next grade, and the best one to five steps. A step raises the granted level of one unit
    /// by one.
    ///
    /// Errors: `unknown-code` for a unit, a scheme or a grade that there is not; `out-of-range` for a number of steps
    /// outside 1 to 5, a level outside 0 to 4.
    "improvementPath" ImprovementPathParameters { assessment: SelfAssessment } {
        /// The grade to reach, by its code; else the next one.
        target: Option<String>,
        /// How many steps to find the best of.
        steps: Option<u32>,
        /// A scheme, or the name of one.
        scheme: Option<SchemeChoice>,
    } -> ImprovementPath = |packs, given| {
        let (target, scheme) = (given.target.as_deref(), given.scheme.as_ref());
        governance::improvement_path(packs.governance(), &given.assessment, target, given.steps, scheme)?
    };

    /// The exact lowest and highest total when every weight may move (±20 % unless said otherwise), and whether the
    /// grade changes.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a scheme that there is not; `out-of-range` for a
    /// spread outside 0 to 100 %, a level outside 0 to 4; `invalid-pack` for a scheme that contradicts itself.
    "weightSensitivity" WeightSensitivityParameters { assessment: SelfAssessment } {
        /// How far a weight may move, in percent.
        spread_percent: Option<Entered>,
        /// A scheme, or the name of one.
        scheme: Option<SchemeChoice>,
    } -> WeightSensitivity = |packs, given| {
        let no_number = || Error::new(Code::WrongType, "幅度应是数，如 20").at("spreadPercent");
        let spread = given.spread_percent.map(|entered| entered.number().ok_or_else(no_number)).transpose()?;
        governance::weight_sensitivity(packs.governance(), &given.assessment, spread, given.scheme.as_ref())?
    };

    /// The same file with the answers set aside that a pack (the present one unless given) no longer asks in these
    /// words.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4; `invalid-pack` for a pack that cannot be used.
    "carryOver" CarryOverParameters { dossier: Dossier } {
        /// A pack, as its file has it.
        pack: Option<Json>,
    } -> CarriedOver = |packs, given| {
        let other = given.pack.as_ref().map(|pack| bureau::load(packs, pack)).transpose();
        let other = other.map_err(|error| error.at("pack"))?;
        let to = other.as_ref().map_or(*packs, |other| other.in_place(*packs));
        dossier::carry_over(packs, &to, given.dossier)?
    };

    /// Whether a pack holds together.
    ///
    /// Errors: `unknown-code` for a guide that there is not; `out-of-range` for a number outside its range;
    /// `invalid-pack` for a change of what there is not.
    "lintPack" LintPackParameters {
        /// The pack, as its file has it.
        pack: Json,
    } -> PackLint
        = |packs, given| bureau::lint(packs, &given.pack).map_err(|error| error.at("pack"))?;

    /// What differs between two packs, and what has to be answered again; without `before`, between ours and another.
    ///
    /// Errors: `unknown-code` for a guide that there is not; `out-of-range` for a number outside its range;
    /// `invalid-pack` for a pack that cannot be used; `unsupported-format` for packs for different guides.
    "diffPacks" DiffPacksParameters {
        /// The pack, as its file has it.
        after: Json,
    } {
        /// The pack that it is compared with.
        before: Option<Json>,
    } -> PackDiff
        = |packs, given| bureau::diff(packs, given.before.as_ref(), &given.after)?;

    // Looks back: compares, summarises, hands on.
    part "review":

    /// What the two guides say of themselves: clauses on their scope, principles, terms with what they leave out, types and
    /// methods of assistance with a line each, and steps with when each is taken.
    "guideTerms" GuideTermsParameters {} -> GuideTerms<'_> = |packs, _given| outline::guide_terms(packs);

    /// What a sheet of answers (CSV) would change in a case, line by line, and what could not be read. Nothing is
    /// taken over unseen.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4; `unsupported-format` for a text that is no sheet of answers.
    "readAnswerSheet" ReadAnswerSheetParameters {
        dossier: Dossier,
        /// The text of the sheet, CSV.
        text: String,
    } -> ReadSheet
        = |packs, given| answer_sheet::read(packs, given.dossier, &given.text)?;

    /// Whether what a file stores is what comes of its facts.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4.
    "verifyDossier" VerifyDossierParameters { dossier: AsWritten } -> DossierVerification
        = |packs, given| dossier::verify(packs, &given.dossier)?;

    /// One file out of several copies of a case, and every place where they say different things; nothing is dropped.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4; `unsupported-format` for files that are no copies of one case.
    "mergeDossiers" MergeDossiersParameters { dossiers: Vec<Dossier> } -> Merged
        = |_packs, given| dossier::merge(&given.dossiers)?;

    /// What the members of an association have signed and set up, in shares that are evidence for the units they name, and
    /// what in the register has to be mended. It grades nobody.
    ///
    /// Errors: `unknown-code` for a kind of entry that there is not.
    "memberRegister" MemberRegisterParameters { members: Vec<RegisteredMember> } -> MemberRegister
        = |packs, given| governance::member_register(packs.governance(), &given.members);

    /// One register out of several, with every credit entry of all of them and every place where they say different things.
    /// A member is the same by its code, else by its name.
    ///
    /// Errors: `unknown-code` for a kind of entry that there is not.
    "mergeRegisters" MergeRegistersParameters { registers: Vec<Vec<RegisteredMember>> } -> MergedRegisters
        = |_packs, given| dossier::merge_registers(&given.registers)?;

    /// Where a member's self-check and the association's own view of the same items differ.
    ///
    /// Errors: `unknown-code` for an item or a choice that there is not.
    "compareChecks" CompareChecksParameters {
        /// The member's answers.
        own: ItemAnswers,
        /// The association's answers.
        other: ItemAnswers,
    } { filter: ChecklistFilter } -> CheckComparison
        = |packs, given| {
            checklist::compare_checks(packs.assistance(), &given.own, &given.other, &given.filter)?
        };

    /// What 日管控、周排查、月调度 still ask for on a day: risks to put on the list, papers to write, papers to look at again.
    ///
    /// Errors: `unknown-code` for an item or a choice that there is not; `unsupported-format` for an association's file.
    "dailyDuty" DailyDutyParameters { dossier: Dossier, today: Date } -> DailyDuty
        = |packs, given| {
            dossier::daily_duty(packs, &given.dossier, given.today).map_err(|error| error.at("dossier"))?
        };

    /// 风险预警指标: what to look at in one case or over many, each with a light by the lines of the content, and which product,
    /// area and stage to watch closer. It ranks nobody. Files that cannot be counted are listed.
    ///
    /// Errors: `unknown-code` for a scope that there is not.
    "caseWarnings" CaseWarningsParameters {
        /// The files, each as an object or as its text.
        dossiers: Vec<MemberFile>,
        today: Date,
    } {
        /// Whether the files are cases of one firm or of members; one file is a case, several are of members.
        scope: Option<WarningScope>,
    } -> CaseWarnings
        = |packs, given| warning::case_warnings(packs, &given.dossiers, given.scope, given.today)?;

    /// An index over any number of files: subject, products, licences, inspections, problems, causes, measures, indicators and
    /// days to come; with `find` of those that hold all its words. Files that cannot be read are listed.
    "archiveIndex" ArchiveIndexParameters {
        /// The files, each as an object or as its text.
        dossiers: Vec<MemberFile>,
        today: Date,
    } {
        /// Words to look for.
        find: Option<String>,
    } -> ArchiveIndex
        = |packs, given| archive::archive_index(packs, &given.dossiers, given.find.as_deref(), given.today)?;

    /// 典型案例汇编 and 质量提升指南: cases that were carried through and verified, by product and main cause, and by stage what
    /// failed, what is advised and what has helped, with both as documents. Names are taken out first; what somebody wrote
    /// enters only from 为什么, 帮扶事项 and 可推广做法. Files that cannot be read are listed.
    "compileCases" CompileCasesParameters {
        /// The files, each as an object or as its text.
        dossiers: Vec<MemberFile>,
        today: Date,
    } -> CaseCollection
        = |packs, given| collection::compile_cases(packs, &given.dossiers, given.today)?;

    /// The same file with a copy of the case as it stands, at the end of a period.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// label that is empty or taken, a period that ends before it begins; `unsupported-format` for a file that is not
    /// ours; `newer-version` for a file that a newer version wrote.
    "takeSnapshot" TakeSnapshotParameters {
        dossier: Dossier,
        /// A name for the period, such as 2025.
        label: String,
        today: Date,
    } {
        /// Where the period begins.
        period_from: Option<Date>,
        /// Where it ends.
        period_to: Option<Date>,
    } -> Dossier = |packs, given| {
        dossier::take_snapshot(packs, given.dossier, &given.label, (given.period_from, given.period_to), given.today)?
    };

    /// Ends a period with a snapshot; its answers start the next one as 待复核, under `earlier`.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// label that is empty or taken, a period that ends before it begins; `unsupported-format` for a file that is not
    /// ours; `newer-version` for a file that a newer version wrote.
    "startPeriod" StartPeriodParameters {
        dossier: Dossier,
        /// A name for the period, such as 2025.
        label: String,
        today: Date,
    } {
        /// Where the period begins.
        period_from: Option<Date>,
        /// Where it ends.
        period_to: Option<Date>,
    } -> Dossier = |packs, given| {
        dossier::start_period(packs, given.dossier, &given.label, (given.period_from, given.period_to), given.today)?
    };

    /// Lets answers under `earlier` stand again: those of the codes, else all that nothing has been answered to since.
    ///
    /// Errors: `unknown-code` for a code under which nothing waits; `out-of-range` for a level outside 0 to 4.
    "confirmEarlier" ConfirmEarlierParameters { dossier: Dossier } {
        /// Codes of items and units.
        codes: Option<Vec<String>>,
    } -> Dossier
        = |_packs, given| dossier::confirm_earlier(given.dossier, given.codes.as_deref())?;

    /// The case without names, and as 典型案例.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a choice that there is not; `out-of-range` for a
    /// level outside 0 to 4.
    "anonymiseDossier" AnonymiseDossierParameters { dossier: Dossier } -> Anonymised
        = |packs, given| dossier::anonymise(packs, &given.dossier).map_err(|error| error.at("dossier"))?;

    /// What members' files amount to together: stages, items, ★, risk, causes, suggested T4 and T5. The part is merged
    /// with others by `mergeSummaries`.
    ///
    /// Errors: `out-of-range` for a number of members below 0.
    "summariseIndustry" SummariseIndustryParameters {
        /// Save files, as objects or as their texts.
        dossiers: Vec<MemberFile>,
        today: Date,
    } {
        /// How many members were asked.
        asked: Option<u32>,
    } -> IndustrySummary
        = |packs, given| industry::summarise_industry(packs, &given.dossiers, given.asked, given.today)?;

    /// Parts of a summary added up, to the same bytes in any order.
    ///
    /// Errors: `out-of-range` for counts that are no whole numbers; `invalid-pack` for a part that was counted by
    /// other content; `unsupported-format` for what is no part of a summary; `newer-version` for a part that a newer
    /// version made.
    "mergeSummaries" MergeSummariesParameters { parts: Vec<SummaryPart> } {
        /// How many members were asked.
        asked: Option<u32>,
    } -> MergedSummary
        = |packs, given| industry::merge_summaries(packs, &given.parts, given.asked)?;

    /// The overview for others: cells under 3 members are hidden, and those that would give them away.
    ///
    /// Errors: `out-of-range` for counts that are no whole numbers; `invalid-pack` for a part that was counted by
    /// other content; `unsupported-format` for what is no part of a summary; `newer-version` for a part that a newer
    /// version made.
    "anonymiseSummary" AnonymiseSummaryParameters { part: SummaryPart } {
        /// How many members were asked.
        asked: Option<u32>,
    } -> IndustryOverview
        = |packs, given| industry::anonymise_summary(packs, &given.part, given.asked)?;

    /// Two periods side by side, and what part of the change comes from the answers, the content and the scheme; parts
    /// in 百分点, units in levels.
    ///
    /// Errors: `unknown-code` for a unit, a piece of evidence or a scheme that there is not; `out-of-range` for a
    /// level outside 0 to 4; `invalid-pack` for a scheme that contradicts itself.
    "compareScorecards" CompareScorecardsParameters { before: Period, after: Period } -> Comparison
        = |packs, given| governance::compare_scorecards(packs.governance(), &given.before, &given.after)?;

    /// An earlier period of a file beside another, or beside the case as it stands.
    ///
    /// Errors: `unknown-code` for a period that the file does not have; `out-of-range` for a level outside 0 to 4;
    /// `unsupported-format` for a file or a period without a self-assessment.
    "comparePeriods" ComparePeriodsParameters {
        dossier: Dossier,
        /// The label of a period.
        before: String,
    } {
        /// The label of another one.
        after: Option<String>,
    } -> Comparison
        = |packs, given| dossier::compare_periods(packs, &given.dossier, &given.before, given.after.as_deref())?;

    /// The forms and reports, what each is filled from, and where its name comes from.
    "reportForms" ReportFormsParameters {} -> ReportForms<'_>
        = |packs, _given| report::forms(packs);

    /// A form of a case as a document (headings, texts, tables, data of charts), to be shown or written.
    ///
    /// Errors: `unknown-code` for a form that there is not.
    "reportDocument" ReportDocumentParameters {
        dossier: Dossier,
        /// A form, by its code.
        form: String,
        today: Date,
    } -> Document
        = |packs, given| report::document(packs, &given.dossier, &given.form, given.today)?;

    /// 会员汇总 for others, as a document: small cells are hidden.
    ///
    /// Errors: `out-of-range` for counts that are no whole numbers; `invalid-pack` for a part that was counted by
    /// other content; `unsupported-format` for what is no part of a summary; `newer-version` for a part that a newer
    /// version made.
    "summaryDocument" SummaryDocumentParameters { part: SummaryPart, today: Date } {
        /// How many members were asked.
        asked: Option<u32>,
    } -> Document
        = |packs, given| report::summary_document(packs, &given.part, given.asked, given.today)?;

    // Draws and writes what others have worked out.
    part "documents":

    /// Draws a chart as SVG, with one sentence and a table that say the same: radar, Pareto, fishbone, run chart, heat
    /// map, path or framework.
    ///
    /// Errors: `unknown-code` for a kind of chart that there is not; `out-of-range` for more or less than can be
    /// drawn, a number outside its range.
    "drawChart" DrawChartParameters { chart: Chart } -> Drawn
        = |_packs, given| chart::draw(&given.chart).map_err(|error| error.at("chart"))?;

    /// Writes a document as a file: a page to be printed, Word, Excel and others.
    ///
    /// Errors: `unknown-code` for a format or a block that there is not; `out-of-range` for a heading, a table or a
    /// chart outside its range.
    "writeDocument" WriteDocumentParameters { document: Document, format: ReportFormat } -> ReportFile
        = |_packs, given| document::write(&given.document, given.format);

    // JavaScript holds a case open instead.
    part "case":

    /// Opens a case, makes moves – patches, `"undo"`, `"redo"` –, and answers what each changes, the task list and views after
    /// those that are asked for, the file and its journal. Hosts that edit hold a case open instead.
    ///
    /// Errors: `missing-path` for a place that the file does not have; `out-of-range` for an entry that a list does not
    /// have; `test-failed` for a value that is another one; `unknown-code` for a view that there is not;
    /// `unsupported-format` for one of another guide.
    "openCase" OpenCaseParameters { today: Date } {
        /// The file.
        dossier: Option<Dossier>,
        /// A case as it was stored, in place of a file.
        snapshot: Option<CaseSnapshot>,
        /// What was done since, as the journal says.
        #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<case::JournalEntry>>"))]
        journal: Option<Json>,
        /// The moves, in order.
        patches: Vec<Move>,
        /// After how many moves to look; 0 is the case as it was opened.
        after: Vec<u32>,
        /// What to look at.
        views: Vec<ViewRequest>,
    } -> OpenedCase = |packs, given| {
        let opening =
            Opening { today: given.today, dossier: given.dossier, snapshot: given.snapshot, journal: given.journal };
        case::run(packs, opening, &given.patches, &given.after, &given.views)?
    };

    // Needs all of them.
    part "whole":

    /// A form of a case as a file.
    ///
    /// Errors: `unknown-code` for a form or a format that there is not.
    "exportReport" ExportReportParameters {
        dossier: Dossier,
        /// A form, by its code.
        form: String,
        format: ReportFormat,
        today: Date,
    } -> ReportFile
        = |packs, given| report::export(packs, &given.dossier, &given.form, given.format, given.today)?;

    /// 会员汇总 for others, as a file: small cells are hidden.
    ///
    /// Errors: `unknown-code` for a format that there is not; `out-of-range` for counts that are no whole numbers;
    /// `invalid-pack` for a part that was counted by other content; `unsupported-format` for what is no part of a
    /// summary; `newer-version` for a part that a newer version made.
    "exportSummary" ExportSummaryParameters { part: SummaryPart, format: ReportFormat, today: Date } {
        /// How many members were asked.
        asked: Option<u32>,
    } -> ReportFile
        = |packs, given| report::export_summary(packs, &given.part, given.asked, given.format, given.today)?;
}

/// A function of the table: reads its one object and names its result to the sink.
type Body = fn(&Packs<'_>, &mut Input<'_>, &mut dyn Sink) -> Result<()>;

/// The names of the functions that this build can call.
pub fn callable() -> impl Iterator<Item = &'static str> {
    BODIES.iter().filter(|(_, body)| body.is_some()).map(|(name, _)| *name)
}

/// Calls a function by its name, with one JSON object whose keys are its parameters: text in, text out, on one line.
///
/// # Errors
/// `unknown-function`, what the reader refuses, and what the function refuses.
pub fn call(packs: &Packs<'_>, function: &str, arguments: &str) -> Result<String> {
    let mut text = json::Writer::compact();
    call_into(packs, function, arguments, &mut text)?;
    Ok(text.text())
}

/// The same, with the tree of the result.
///
/// # Errors
/// As [`call`].
pub fn answer(packs: &Packs<'_>, function: &str, arguments: &str) -> Result<Json> {
    let mut answer = json::Tree::default();
    call_into(packs, function, arguments, &mut answer)?;
    Ok(answer.tree())
}

/// Calls a function by its name, with JSON text, and names its result to a sink.
///
/// # Errors
/// As [`call`]; the sink then holds nothing of use.
pub fn call_into(packs: &Packs<'_>, function: &str, arguments: &str, sink: &mut dyn Sink) -> Result<()> {
    let body = body(function)?;
    // A save file of the largest size travels as one string, whose escapes take room too.
    let limit = if function == "readDossier" { json::MAX_BYTES * 3 } else { json::MAX_BYTES };
    body(packs, &mut json::tape_within(arguments, limit)?.input(), sink)
}

/// Calls a function by its name, with what is on a tape.
///
/// # Errors
/// `unknown-function`, and what the function refuses.
pub fn call_with(packs: &Packs<'_>, function: &str, input: &mut Input<'_>, sink: &mut dyn Sink) -> Result<()> {
    let body = body(function)?;
    let mended = input.mended()?;
    if mended.is_empty() {
        return body(packs, input, sink);
    }
    let mut answer = json::Tree::default();
    body(packs, input, &mut answer)?;
    let mut answer = answer.tree();
    if let Some(Json::Array(issues)) = answer.get_mut("issues") {
        // The text of a file is no answer: what is wrong in it, its reader says.
        issues.extend(mended.iter().filter(|path| *path != "/text").map(|path| Issue::half_character(path).encode()));
    }
    answer.write(sink);
    Ok(())
}

fn body(function: &str) -> Result<Body> {
    BODIES.iter().find(|(name, _)| *name == function).and_then(|(_, body)| *body).ok_or_else(|| {
        let names: Vec<&str> = callable().listed();
        let message = format!("没有“{}”这个函数，可用的是：{}", excerpt(function), names.join("、"));
        Error::new(Code::UnknownFunction, message)
    })
}

object! {
    /// What the risk of a plan is judged by.
    #[derive(Debug, Clone, Default)]
    pub struct TriageInput: in {
        /// Facts for the rules of risk.
        pub facts: RiskFacts = default,
        /// The level set by the enterprise.
        pub r#override: Option<RiskOverride> = default,
    }
}
