//! What is asked, and why an item is not.

use crate::application::{self, Application};
use crate::error::Result;
use crate::json::{Encode, Sink, joined_keys, object};
use crate::listed::Listed;
use crate::pack::{Assistance, CheckItem, Condition, Source, Stage, Text};

object! {
    /// Facts of the application that decide which items apply. An unknown fact hides nothing.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct ChecklistFilter: in {
        /// 主体类别.
        pub subject_kind: Vec<String> = default,
        /// 产品类别.
        pub product_category: Option<String> = default,
        /// 准入类型.
        pub license_kind: Vec<String> = default,
        /// 销售渠道.
        pub sale_channel: Vec<String> = default,
    }
}

impl ChecklistFilter {
    /// What the application says: everything that holds for any of its products. Different categories decide nothing,
    /// and where a product does not say, the fact is unknown.
    #[must_use]
    pub fn of(application: &Application) -> Self {
        let mut filter = Self { subject_kind: application.subject.subject_kind.clone(), ..Self::default() };
        for product in &application.products {
            filter.license_kind.extend(product.license_kind.iter().cloned());
            filter.sale_channel.extend(product.sale_channel.iter().cloned());
        }
        for product in &application.products {
            if product.license_kind.is_empty() {
                filter.license_kind.clear();
            }
            if product.sale_channel.is_empty() {
                filter.sale_channel.clear();
            }
        }
        if let [product] = application.products.as_slice() {
            filter.product_category.clone_from(&product.product_category);
        }
        filter
    }

    /// Refuses a code that the form does not offer: it would hide items for no reason.
    pub(super) fn check(&self, pack: &Assistance) -> Result<()> {
        for (key, codes) in [
            ("subjectKind", self.subject_kind.as_slice()),
            ("productCategory", self.product_category.as_slice()),
            ("licenseKind", self.license_kind.as_slice()),
            ("saleChannel", self.sale_channel.as_slice()),
        ] {
            application::check_options(pack, key, codes).map_err(|error| error.at("filter"))?;
        }
        Ok(())
    }

    /// Why a whole stage is not for such a subject, if it is not.
    pub(crate) fn why_left_out<'a>(&self, stage: &'a Stage) -> Option<&'a Text> {
        let is_for = |condition: &&Condition| {
            let known = self.known(condition);
            !known.is_empty() && known.iter().all(|code| condition.any_of.iter().any(|other| other == code))
        };
        let reserved = stage.only_for.iter().find(|condition| !is_for(condition)).map(|condition| &condition.otherwise);
        reserved.or_else(|| self.unmet(&stage.applies_to))
    }

    /// Why a condition is not met; an unknown fact meets each.
    pub(super) fn unmet<'a>(&self, conditions: &'a [Condition]) -> Option<&'a Text> {
        let is_met = |condition: &Condition| {
            let known = self.known(condition);
            known.is_empty() || known.iter().any(|code| condition.any_of.iter().any(|other| other == code))
        };
        conditions.iter().find(|condition| !is_met(condition)).map(|condition| &condition.otherwise)
    }

    /// The codes of the fact that a condition is on.
    fn known(&self, condition: &Condition) -> &[String] {
        match condition.fact.as_ref() {
            "subjectKind" => &self.subject_kind,
            "licenseKind" => &self.license_kind,
            "saleChannel" => &self.sale_channel,
            _ => self.product_category.as_slice(),
        }
    }
}

object! {
    /// The stages.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ChecklistStages: out {
        /// In order.
        pub stages: Vec<StageName>,
    }
}

object! {
    /// A stage by name.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct StageName: out {
        /// Code, such as `ST1`.
        pub code: Text,
        /// Name.
        pub name: Text,
        /// How many items it has.
        pub items: u32,
        /// How many of them are key items (★).
        pub key_items: u32,
        /// Where the stage and its name come from.
        pub source: Source,
    }
}

/// The stages with the number of their items.
#[must_use]
pub fn stages(pack: &Assistance) -> ChecklistStages {
    let count = |items: usize| u32::try_from(items).unwrap_or_default();
    let name = |stage: &Stage| StageName {
        code: stage.code.clone(),
        name: stage.name.clone(),
        items: count(stage.items.len()),
        key_items: count(stage.items.iter().filter(|item| item.key).count()),
        source: stage.source.clone(),
    };
    ChecklistStages { stages: pack.checklist.iter().map(name).listed() }
}

object! {
    /// The items that apply, and the others with the reason.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ChecklistItems: out {
        /// Items that apply, in order.
        pub items: Vec<ListedItem>,
        /// Items that do not.
        pub hidden: Vec<Hidden>,
        /// Stages that are not for such a subject, with all their items.
        pub left_out: Vec<Hidden>,
    }
}

/// An item with its stage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedItem {
    /// Code of the stage.
    pub stage: Text,
    /// The item itself.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub item: CheckItem,
}

impl Encode for ListedItem {
    fn write(&self, sink: &mut dyn Sink) {
        sink.object(joined_keys!("stage", CheckItem::KEYS));
        self.stage.write(sink);
        self.item.write_values(sink);
    }
}

object! {
    /// An item or a stage that does not apply.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Hidden: out {
        /// Its code.
        pub code: Text,
        /// Why it does not apply.
        pub why: Text,
    }
}

/// The items that apply under a filter, and why the others do not.
///
/// # Errors
/// `unknown-code` for a fact of the filter that the form does not offer.
pub fn items(pack: &Assistance, filter: &ChecklistFilter) -> Result<ChecklistItems> {
    filter.check(pack)?;
    let mut listed = ChecklistItems { items: Vec::new(), hidden: Vec::new(), left_out: Vec::new() };
    let hidden = |code: &Text, why: &Text| Hidden { code: code.clone(), why: why.clone() };
    for stage in &pack.checklist {
        if let Some(why) = filter.why_left_out(stage) {
            listed.left_out.push(hidden(&stage.code, why));
            continue;
        }
        for item in &stage.items {
            match filter.unmet(&item.applies_to) {
                Some(why) => listed.hidden.push(hidden(&item.code, why)),
                None => listed.items.push(ListedItem { stage: stage.code.clone(), item: item.clone() }),
            }
        }
    }
    Ok(listed)
}
