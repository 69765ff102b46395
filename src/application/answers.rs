//! What has been answered. Every answer may be absent: a draft is always valid.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::error::Result;
use crate::json::{self, Decode, Encode, Json, decode_object, encode_object};

/// A number as it was typed: a number, or text that may turn out not to be one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entered(pub String);

impl Entered {
    /// The number, if it is one. Spaces, commas and full-width digits are tidied.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        let tidy: String = self.0.chars().map(half_width).filter(|c| !matches!(c, ' ' | ',')).collect();
        tidy.parse().ok()
    }
}

impl Decode for Entered {
    fn decode(&mut self, json: &Json) -> Result<()> {
        match json {
            Json::Number(text) | Json::String(text) => self.0 = text.clone().into_owned(),
            other => return Err(json::wrong_type(other, "数字")),
        }
        Ok(())
    }
}

impl Encode for Entered {
    fn encode(&self) -> Json {
        self.0.encode()
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Entered {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Entered".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["number", "string"] })
    }
}

/// Full-width letters, digits and signs to half-width; everything else as it is.
#[must_use]
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}

/// The answer to one field, whatever its kind.
pub(super) enum Answer<'a> {
    Text(Option<&'a str>),
    Texts(&'a [String]),
    Flag(Option<bool>),
    Day(Option<Date>),
    Number(Option<&'a Entered>),
    Rows(Vec<&'a dyn Section>),
}

impl Answer<'_> {
    /// Whether anything was entered.
    pub(super) fn is_filled(&self) -> bool {
        match self {
            Self::Text(text) => text.is_some_and(|text| !text.trim().is_empty()),
            Self::Texts(texts) => texts.iter().any(|text| !text.trim().is_empty()),
            Self::Flag(flag) => flag.is_some(),
            Self::Day(day) => day.is_some(),
            Self::Number(number) => number.is_some_and(|number| !number.0.trim().is_empty()),
            Self::Rows(rows) => rows.iter().any(|row| row.is_filled()),
        }
    }

    /// The codes that a condition may ask for.
    pub(super) fn has_code(&self, code: &str) -> bool {
        match self {
            Self::Text(text) => text.is_some_and(|text| text == code),
            Self::Texts(texts) => texts.iter().any(|text| text == code),
            Self::Flag(flag) => flag.is_some_and(|flag| code == if flag { "yes" } else { "no" }),
            Self::Day(_) | Self::Number(_) | Self::Rows(_) => code == "filled" && self.is_filled(),
        }
    }
}

/// A group of answers, or a row of a table.
pub(super) trait Section {
    /// The answer under a key of the content table.
    fn answer(&self, key: &str) -> Option<Answer<'_>>;

    /// The keys, as the content table spells them.
    fn keys(&self) -> Vec<String>;

    fn is_filled(&self) -> bool {
        self.keys().iter().filter_map(|key| self.answer(key)).any(|answer| answer.is_filled())
    }
}

trait Field {
    fn answer(&self) -> Answer<'_>;
}

impl Field for Option<String> {
    fn answer(&self) -> Answer<'_> {
        Answer::Text(self.as_deref())
    }
}

impl Field for Vec<String> {
    fn answer(&self) -> Answer<'_> {
        Answer::Texts(self)
    }
}

impl Field for Option<bool> {
    fn answer(&self) -> Answer<'_> {
        Answer::Flag(*self)
    }
}

/// A statement is confirmed or not yet: there is no "no".
impl Field for bool {
    fn answer(&self) -> Answer<'_> {
        Answer::Flag(self.then_some(true))
    }
}

impl Field for Option<Date> {
    fn answer(&self) -> Answer<'_> {
        Answer::Day(*self)
    }
}

impl Field for Option<Entered> {
    fn answer(&self) -> Answer<'_> {
        Answer::Number(self.as_ref())
    }
}

impl<T: Section> Field for Vec<T> {
    fn answer(&self) -> Answer<'_> {
        Answer::Rows(self.iter().map(|row| -> &dyn Section { row }).collect())
    }
}

macro_rules! sections {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        ///
        /// What each field means, what it holds and where it comes from: [`super::form`].
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase", deny_unknown_fields, default))]
        #[allow(missing_docs)]
        pub struct $name {
            $(pub $field: $type),*
        }

        decode_object!($name {} optional { $($field),* });
        encode_object!($name { $($field),* });

        impl Section for $name {
            fn answer(&self, key: &str) -> Option<Answer<'_>> {
                let fields: &[(&str, &dyn Field)] = &[$((stringify!($field), &self.$field)),*];
                fields.iter().find(|(name, _)| json::is_camel_of(key, name)).map(|(_, field)| field.answer())
            }
            fn keys(&self) -> Vec<String> {
                [$(stringify!($field)),*].into_iter().map(json::camel).collect()
            }
        }
    )*};
}

sections! {
    /// 触发情形.
    Trigger {
        trigger_path: Option<String>,
        supervision_source: Vec<String>,
        supervision_source_other: Option<String>,
        supervision_doc_no: Option<String>,
        supervision_level: Option<String>,
        application_reason: Vec<String>,
        application_reason_other: Option<String>,
        chain_role: Option<String>,
        new_business: Option<String>,
        regional_campaign: Option<bool>,
    }

    /// 表头.
    Head {
        draft_id: Option<String>,
        fill_date: Option<Date>,
        accept_org: Option<String>,
    }

    /// 申请主体.
    Subject {
        subject_name: Option<String>,
        subject_kind: Vec<String>,
        uscc: Option<String>,
        uscc_confirmed: bool,
        uscc_note: Option<String>,
        legal_rep: Option<String>,
        quality_head: Option<String>,
        qs_director: Option<String>,
        qs_officers: Vec<String>,
        established_on: Option<Date>,
        reg_region: Option<String>,
        address_prod: Option<String>,
        postcode: Option<String>,
        industry_code: Option<String>,
        employees: Option<Entered>,
        revenue_wan: Option<Entered>,
        size_class_override: Option<String>,
        size_class_reason: Option<String>,
        qms_cert_state: Option<String>,
        qms_cert_no: Option<String>,
        qms_cert_org: Option<String>,
        qms_cert_expire: Option<Date>,
        cqo: Option<bool>,
    }

    /// 联系人.
    Contact {
        contact_name: Option<String>,
        contact_title: Option<String>,
        contact_mobile: Option<String>,
        contact_tel: Option<String>,
        contact_email: Option<String>,
    }

    /// 执行标准.
    ExecStandard {
        no: Option<String>,
        name: Option<String>,
        kind: Option<String>,
    }

    /// 产品.
    Product {
        product_name: Option<String>,
        product_category: Option<String>,
        product_category_other: Option<String>,
        model_spec: Option<String>,
        trademark: Option<String>,
        exec_standards: Vec<ExecStandard>,
        std_public: Option<String>,
        mandatory_std: Option<bool>,
        license_kind: Vec<String>,
        xk_no: Option<String>,
        xk_state: Option<String>,
        xk_expire: Option<Date>,
        ccc_no: Option<String>,
        ccc_state: Option<String>,
        ccc_expire: Option<Date>,
        on_market: Option<String>,
        special_equipment: Vec<String>,
        hazards: Vec<String>,
        hazards_other: Option<String>,
        user_group: Vec<String>,
        sale_channel: Vec<String>,
        annual_output: Option<Entered>,
        annual_output_unit: Option<String>,
        annual_value_wan: Option<Entered>,
    }

    /// 不合格项目.
    FailItem {
        item: Option<String>,
        clause: Option<String>,
        requirement: Option<String>,
        measured: Option<String>,
        unit: Option<String>,
        is_safety: Option<String>,
        is_mandatory: Option<String>,
    }

    /// 历次抽查.
    Inspection {
        date: Option<Date>,
        level: Option<String>,
        result: Option<String>,
    }

    /// 问题.
    Problem {
        found_by: Option<String>,
        found_on: Option<Date>,
        report_no: Option<String>,
        lab_name: Option<String>,
        lab_cma: Option<bool>,
        fail_items: Vec<FailItem>,
        batch_no: Option<String>,
        batch_qty: Option<Entered>,
        shipped_qty: Option<Entered>,
        stock_qty: Option<Entered>,
        injury: Option<String>,
        history: Vec<Inspection>,
        phenomenon: Option<String>,
        contained: Vec<String>,
        contained_note: Option<String>,
        order_received: Option<bool>,
        order_received_on: Option<Date>,
    }

    /// 帮扶需求.
    AssistanceNeed {
        need_types: Vec<String>,
        need_types_other: Option<String>,
        wanted_methods: Vec<String>,
        wanted_type: Option<String>,
        expected_goal: Option<String>,
        goal_indicators: Vec<String>,
        expected_finish: Option<Date>,
        can_receive_site: Option<bool>,
        confidential_notes: Option<String>,
    }

    /// 附件.
    Attachment {
        kind: Option<String>,
        title: Option<String>,
        place: Option<String>,
    }

    /// 声明与签字.
    Declaration {
        truth_declare: bool,
        lawful_declare: bool,
        sign_name: Option<String>,
        sign_date: Option<Date>,
    }
}

/// The answers to 质量技术帮扶申请表.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields, default)
)]
pub struct Application {
    /// 触发情形.
    pub trigger: Trigger,
    /// A-0 表头.
    pub head: Head,
    /// A-1 申请主体.
    pub subject: Subject,
    /// A-2 联系人.
    pub contact: Contact,
    /// A-3 产品.
    pub products: Vec<Product>,
    /// A-4 问题; empty when only help is asked for.
    pub problems: Vec<Problem>,
    /// A-5 帮扶需求.
    pub need: AssistanceNeed,
    /// A-7 附件清单. A-6 自查结论 is worked out, never stored here.
    pub attachments: Vec<Attachment>,
    /// A-8 声明与签字.
    pub declaration: Declaration,
}

decode_object!(Application {} optional {
    trigger, head, subject, contact, products, problems, need, attachments, declaration,
});
encode_object!(Application { trigger, head, subject, contact, products, problems, need, attachments, declaration });

/// Reasons for an application that say that there is a problem.
const REASONS_WITH_PROBLEM: [&str; 3] = ["self-check", "complaint", "inspection-failed"];

impl Application {
    /// Only help is asked for: there is no problem to describe.
    pub(crate) fn is_need_only(&self) -> bool {
        let names_problem = |reason: &String| REASONS_WITH_PROBLEM.contains(&reason.as_str());
        self.problems.is_empty()
            && self.trigger.trigger_path.as_deref() == Some("application")
            && !self.trigger.application_reason.iter().any(names_problem)
    }

    /// The groups of answers under a key of the content table.
    pub(super) fn sections(&self, key: &str) -> Vec<&dyn Section> {
        fn all<T: Section>(items: &[T]) -> Vec<&dyn Section> {
            items.iter().map(|item| -> &dyn Section { item }).collect()
        }
        match key {
            "trigger" => vec![&self.trigger],
            "head" => vec![&self.head],
            "subject" => vec![&self.subject],
            "contact" => vec![&self.contact],
            "products" => all(&self.products),
            "problems" => all(&self.problems),
            "need" => vec![&self.need],
            "attachments" => all(&self.attachments),
            "declaration" => vec![&self.declaration],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{FieldKind, FormField, built_in};

    fn keys_of(fields: &[FormField]) -> Vec<&str> {
        fields.iter().filter(|field| field.kind != FieldKind::Derived).map(|field| field.key.as_ref()).collect()
    }

    fn rows_of(group: &str, field: &str) -> Option<Vec<String>> {
        Some(match (group, field) {
            ("products", "execStandards") => ExecStandard::default().keys(),
            ("problems", "failItems") => FailItem::default().keys(),
            ("problems", "history") => Inspection::default().keys(),
            _ => return None,
        })
    }

    /// The content table and the types say the same, field by field and in order.
    #[test]
    fn the_form_and_the_types_are_in_step() {
        let application = Application {
            products: vec![Product::default()],
            problems: vec![Problem::default()],
            attachments: vec![Attachment::default()],
            ..Application::default()
        };
        for group in &super::super::form(built_in().assistance()).groups {
            let typed = application.sections(&group.key).first().map(|section| section.keys()).unwrap_or_default();
            assert_eq!(keys_of(&group.fields), typed, "{}", group.code);
            for field in group.fields.iter().filter(|field| field.kind == FieldKind::Rows) {
                let columns = rows_of(&group.key, &field.key).unwrap_or_default();
                assert_eq!(keys_of(&field.fields), columns, "{}", field.key);
            }
        }
    }
}
