//! Facts that the application does not hold.

use crate::error::{Code, Error, Result};
use crate::json::{Decode, Encode, Input, Sink, codes, leaves, object};
use crate::known::Known;

object! {
    /// Facts for the rules of risk; what is absent is unknown.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct RiskFacts: in out {
        /// RH4: 掺杂掺假、以假充真、以次充好、冒用.
        pub counterfeit: Known = default,
        /// RH5: 跟踪抽查仍不合格.
        pub follow_up_failed: Known = default,
        /// RH5: the failed inspection that is listed is the one that the problem is about.
        pub same_inspection: Known = default,
        /// RH6: 复查不合格.
        pub reinspection_failed: Known = default,
        /// RH6: 在省级公告期内.
        pub public_notice: Known = default,
        /// RH8: 不合格批次已流通且去向查不全.
        pub untraceable: Known = default,
        /// RH9: 拒绝接受监督检查.
        pub refused_inspection: Known = default,
        /// RH10: 1 微弱 to 4 非常严重.
        pub severity: Option<Grade4> = default,
        /// RH10: 1 极少 to 4 频发.
        pub likelihood: Option<Grade4> = default,
    }
}

/// A grade from 1 to 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Grade4(pub(super) u8);

impl Decode for Grade4 {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        self.0.read(input)?;
        match self.0 {
            1..=4 => Ok(()),
            other => Err(Error::new(Code::OutOfRange, format!("只能是 1、2、3、4，现在是 {other}"))),
        }
    }
}

impl Encode for Grade4 {
    fn write(&self, sink: &mut dyn Sink) {
        self.0.write(sink);
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Grade4 {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Grade4".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": [1, 2, 3, 4] })
    }
}

codes! {
    /// The two classes of the draft standard. Not knowing yet is a state, not a class.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum RiskLevel: in out {
        /// 高风险.
        #[default]
        "high" => High,
        /// 低风险.
        "low" => Low,
    }
}

object! {
    /// A level that the enterprise sets against the computed one, with its reason.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct RiskOverride: in out {
        /// The level.
        pub level: RiskLevel,
        /// At least 10 characters; printed beside the computed level.
        pub reason: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;
    use crate::pack::built_in;

    /// The content table and the type say the same, fact by fact and in order.
    #[test]
    fn the_facts_and_the_type_are_in_step() {
        let Json::Object(typed) = RiskFacts::default().encode() else { unreachable!("an object") };
        // A grade that is not known is absent, anything else says so.
        let typed: Vec<(&str, bool)> = typed.iter().map(|(key, value)| (key.as_ref(), *value == Json::Null)).collect();
        let table = &built_in().assistance().risk.facts;
        let asked: Vec<(&str, bool)> = table.iter().map(|fact| (fact.key.as_ref(), !fact.grades.is_empty())).collect();
        assert_eq!(asked, typed);
        assert!(table.iter().all(|fact| [0, 4].contains(&fact.grades.len())), "Grade4");
    }
}

leaves!(RiskFacts, RiskOverride);
