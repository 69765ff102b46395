//! What may be chosen in a field: its own options, behind those of the table that it names.

use super::{
    Assistance, AssistanceKind, EffectIndicator, FormField, FormOption, FormTable, Industry, LibraryProduct,
    OptionTable, SizeClass,
};
use crate::json::Text;
use crate::listed::Listed;

impl Assistance {
    /// The form with everything that may be chosen in each field.
    pub(crate) fn form(&self) -> FormTable {
        let mut form = (*self.application).clone();
        for field in form.groups.iter_mut().flat_map(|group| &mut group.fields) {
            field.options = self.options(field);
        }
        form
    }

    /// Everything that may be chosen in a field.
    pub(crate) fn options(&self, field: &FormField) -> Vec<FormOption> {
        let mut options: Vec<FormOption> = Vec::new();
        if let Some(table) = field.options_from {
            let option = |(code, name): (&Text, &Text)| FormOption {
                code: code.clone(),
                label: option_label(table, code, name),
                exclusive: false,
            };
            options.extend(self.table(table).all().into_iter().map(option));
        }
        options.extend(field.options.iter().cloned());
        options
    }

    /// Whether a code may be chosen in a field.
    pub(crate) fn offers(&self, field: &FormField, code: &str) -> bool {
        field.options.iter().any(|option| option.code == code)
            || field.options_from.is_some_and(|table| self.table(table).find(code).is_some())
    }

    /// What may be chosen by a code in a field, as it is called there.
    pub(crate) fn option_label(&self, field: &FormField, code: &str) -> Option<Text> {
        let own = field.options.iter().find(|option| option.code == code).map(|option| option.label.clone());
        own.or_else(|| {
            let table = field.options_from?;
            let (code, name) = self.table(table).find(code)?;
            Some(option_label(table, code, name))
        })
    }

    fn table(&self, table: OptionTable) -> &dyn Table {
        match table {
            OptionTable::Products => &*self.products,
            OptionTable::Types => &self.plan.types,
            OptionTable::Methods => &self.plan.methods,
            OptionTable::Indicators => &*self.indicators,
            OptionTable::Industries => &*self.industries,
            OptionTable::SizeClasses => &self.size_classes.classes,
        }
    }
}

/// A table of which every row may be chosen, by its code and its name.
trait Table {
    fn all(&self) -> Vec<(&Text, &Text)>;

    /// The row of a code. Gone through by the table itself, for there are a thousand industries.
    fn find(&self, code: &str) -> Option<(&Text, &Text)>;
}

trait Row {
    fn code_and_name(&self) -> (&Text, &Text);
}

impl<T: Row> Table for Vec<T> {
    fn all(&self) -> Vec<(&Text, &Text)> {
        self.iter().map(Row::code_and_name).listed()
    }

    fn find(&self, code: &str) -> Option<(&Text, &Text)> {
        self.iter().map(Row::code_and_name).find(|(other, _)| *other == code)
    }
}

macro_rules! rows {
    ($($type:ident: $code:ident),* $(,)?) => {$(
        impl Row for $type {
            fn code_and_name(&self) -> (&Text, &Text) {
                (&self.$code, &self.name)
            }
        }
    )*};
}

rows! {
    LibraryProduct: category,
    AssistanceKind: code,
    EffectIndicator: id,
    Industry: code,
    SizeClass: code,
}

/// Industries are known by their number.
fn option_label(table: OptionTable, code: &Text, name: &Text) -> Text {
    if table == OptionTable::Industries { [code, " ", name].concat().into() } else { name.clone() }
}
