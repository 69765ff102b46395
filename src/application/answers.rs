//! What has been answered. Every answer may be absent: a draft is always valid.

use crate::date::Date;
use crate::entered::Entered;
use crate::json::object;

macro_rules! sections {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        object! {
            $(#[$meta])*
            ///
            /// What each field means, what it holds and where it comes from, `applicationForm` says.
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            #[allow(missing_docs)]
            pub struct $name: in out place { $(pub $field: $type = default),* }
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
        report_no: Option<String>,
        sampled_on: Option<Date>,
    }

    /// 问题.
    Problem {
        found_by: Option<String>,
        found_on: Option<Date>,
        report_no: Option<String>,
        sampled_on: Option<Date>,
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
        ordered_on: Option<Date>,
        due_on: Option<Date>,
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

object! {
    /// The answers to 质量技术帮扶申请表.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Application: in out place {
        /// 触发情形.
        pub trigger: Trigger = default,
        /// A-0 表头.
        pub head: Head = default,
        /// A-1 申请主体.
        pub subject: Subject = default,
        /// A-2 联系人.
        pub contact: Contact = default,
        /// A-3 产品.
        pub products: Vec<Product> = default,
        /// A-4 问题; empty when only help is asked for.
        pub problems: Vec<Problem> = default,
        /// A-5 帮扶需求.
        pub need: AssistanceNeed = default,
        /// A-7 附件清单. A-6 自查结论 is worked out, never stored here.
        pub attachments: Vec<Attachment> = default,
        /// A-8 声明与签字.
        pub declaration: Declaration = default,
    }
}

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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Encode, Json};
    use crate::pack::{FieldKind, FormField, built_in};

    fn keys_of(fields: &[FormField]) -> Vec<&str> {
        fields.iter().filter(|field| field.kind != FieldKind::Derived).map(|field| field.key.as_ref()).collect()
    }

    fn keys(section: &Json) -> Vec<String> {
        match section {
            Json::Object(entries) => entries.iter().map(|(key, _)| key.to_string()).collect(),
            _ => Vec::new(),
        }
    }

    fn rows_of(group: &str, field: &str) -> Option<Vec<String>> {
        Some(match (group, field) {
            ("products", "execStandards") => keys(&ExecStandard::default().encode()),
            ("problems", "failItems") => keys(&FailItem::default().encode()),
            ("problems", "history") => keys(&Inspection::default().encode()),
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
        }
        .encode();
        for group in &super::super::form(built_in().assistance()).groups {
            let typed = match application.get(&group.key) {
                Some(Json::Array(sections)) => sections.first().map(keys).unwrap_or_default(),
                section => section.map(keys).unwrap_or_default(),
            };
            assert_eq!(keys_of(&group.fields), typed, "{}", group.code);
            for field in group.fields.iter().filter(|field| field.kind == FieldKind::Rows) {
                let columns = rows_of(&group.key, &field.key).unwrap_or_default();
                assert_eq!(keys_of(&field.fields), columns, "{}", field.key);
            }
        }
    }
}
