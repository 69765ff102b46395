//! Table A.1 with our guidance beside each unit.

use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Governance, Guidance, Source, Text};

object! {
    /// Table A.1 as a tree.
    #[derive(Debug, Clone)]
    pub struct GovernanceIndicators<'a>: out {
        /// Identifier of the pack.
        pub pack: &'a str,
        /// Edition of the pack.
        pub edition: &'a str,
        /// 一级指标.
        pub primary: Vec<PrimaryView<'a>>,
    }
}

object! {
    /// 一级指标.
    #[derive(Debug, Clone)]
    #[cfg_attr(feature = "schema", schemars(rename = "PrimaryIndicator"))]
    pub struct PrimaryView<'a>: out {
        /// Code, such as `A1`.
        pub code: &'a str,
        /// Name.
        pub name: &'a str,
        /// Where the name comes from.
        pub source: &'a Source,
        /// 二级指标.
        pub secondary: Vec<SecondaryView<'a>>,
    }
}

object! {
    /// 二级指标.
    #[derive(Debug, Clone)]
    #[cfg_attr(feature = "schema", schemars(rename = "SecondaryIndicator"))]
    pub struct SecondaryView<'a>: out {
        /// Code, such as `B1`.
        pub code: &'a str,
        /// Name.
        pub name: &'a str,
        /// Where the name comes from.
        pub source: &'a Source,
        /// 三级指标.
        pub indicators: Vec<IndicatorView<'a>>,
    }
}

object! {
    /// 三级指标.
    #[derive(Debug, Clone)]
    #[cfg_attr(feature = "schema", schemars(rename = "Indicator"))]
    pub struct IndicatorView<'a>: out {
        /// Code, such as `C1`.
        pub code: &'a str,
        /// Name.
        pub name: &'a str,
        /// Where the texts come from.
        pub source: &'a Source,
        /// 工作成果.
        pub units: Vec<UnitView<'a>>,
    }
}

object! {
    /// One 工作成果.
    #[derive(Debug, Clone)]
    #[cfg_attr(feature = "schema", schemars(rename = "Unit"))]
    pub struct UnitView<'a>: out {
        /// Code; the part after the point is ours.
        pub code: &'a Text,
        /// The document's own words.
        pub text: &'a Text,
        /// What helps to choose a level.
        pub guidance: Option<&'a Guidance>,
    }
}

/// Table A.1 with our guidance.
#[must_use]
pub fn indicators(pack: &Governance) -> GovernanceIndicators<'_> {
    let guidance = |code: &str| pack.guidance.iter().find(|guidance| guidance.unit == code);
    let primary = pack.indicators.iter().map(|primary| PrimaryView {
        code: &primary.code,
        name: &primary.name,
        source: &primary.source,
        secondary: primary
            .secondary
            .iter()
            .map(|secondary| SecondaryView {
                code: &secondary.code,
                name: &secondary.name,
                source: &secondary.source,
                indicators: secondary
                    .indicators
                    .iter()
                    .map(|indicator| IndicatorView {
                        code: &indicator.code,
                        name: &indicator.name,
                        source: &indicator.source,
                        units: indicator
                            .units
                            .iter()
                            .map(|unit| UnitView { code: &unit.code, text: &unit.text, guidance: guidance(&unit.code) })
                            .listed(),
                    })
                    .listed(),
            })
            .listed(),
    });
    GovernanceIndicators { pack: &pack.manifest.id, edition: &pack.manifest.edition, primary: primary.listed() }
}
