//! Guide two, 行业质量共治: a type for each file of `src/content/governance`.

mod framework;
mod guidance;
mod indicators;
mod register;
mod satisfaction;
mod schemes;

pub use framework::*;
pub use guidance::*;
pub use indicators::*;
pub use register::*;
pub use satisfaction::*;
pub use schemes::*;

use super::super::packed::{Parts, Table, Unpack};
use super::List;
use super::manifest::Manifest;
use super::outline::Outline;
use super::reports::ReportTemplate;
use super::steps::StepPhase;
use crate::json::{Json, Text};

packs! {
    /// The pack of guide two, 行业质量共治.
    Governance {
        /// What the pack is.
        manifest: Table<Manifest>,
        /// Table A.1, in its own words.
        indicators: Table<List<PrimaryIndicator>>,
        /// What helps an assessor to choose a level.
        guidance: Table<List<Guidance>>,
        /// Weights, levels, gates and grades.
        schemes: Table<List<Scheme>>,
        /// The lettered items of chapters 6 to 8.
        framework: Table<Framework>,
        /// What a survey of member satisfaction is warned of.
        satisfaction: Table<SatisfactionRules>,
        /// What is counted of the members, and what their register is warned of.
        register: Table<RegisterRules>,
        /// How the forms and reports of the association are laid out.
        reports: Table<List<ReportTemplate>>,
        /// The task list of an association's case.
        steps: Table<List<StepPhase>> = default,
        /// What the guide says of itself.
        outline: Table<Outline> = default,
        /// SHA-256 of the content, hexadecimal.
        sha256: Text = default,
    }
}
