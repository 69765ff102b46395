//! What may be chosen in a field: its own options, behind those of the table that it names.

use super::{Assistance, FormField, FormOption, FormTable, OptionTable};
use crate::json::Text;

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
            let label = |code: &Text, name: &Text| option_label(table, code, name);
            let option = |(code, name): (&Text, &Text)| FormOption {
                code: code.clone(),
                label: label(code, name),
                exclusive: false,
            };
            options.extend(self.table(table).map(option));
        }
        options.extend(field.options.iter().cloned());
        options
    }

    /// Whether a code may be chosen in a field.
    pub(crate) fn offers(&self, field: &FormField, code: &str) -> bool {
        field.options.iter().any(|option| option.code == code)
            || field.options_from.is_some_and(|table| self.table(table).any(|(other, _)| other == code))
    }

    /// What may be chosen by a code in a field, as it is called there.
    pub(crate) fn option_label(&self, field: &FormField, code: &str) -> Option<Text> {
        let own = field.options.iter().find(|option| option.code == code).map(|option| option.label.clone());
        own.or_else(|| {
            let table = field.options_from?;
            let (code, name) = self.table(table).find(|(other, _)| *other == code)?;
            Some(option_label(table, code, name))
        })
    }

    /// Codes and names of a table.
    fn table(&self, table: OptionTable) -> Box<dyn Iterator<Item = (&Text, &Text)> + '_> {
        match table {
            OptionTable::Products => Box::new(self.products.iter().map(|product| (&product.category, &product.name))),
            OptionTable::Types => Box::new(self.plan.types.iter().map(|kind| (&kind.code, &kind.name))),
            OptionTable::Methods => Box::new(self.plan.methods.iter().map(|kind| (&kind.code, &kind.name))),
            OptionTable::Indicators => {
                Box::new(self.indicators.iter().map(|indicator| (&indicator.id, &indicator.name)))
            }
            OptionTable::Industries => {
                Box::new(self.industries.iter().map(|industry| (&industry.code, &industry.name)))
            }
            OptionTable::SizeClasses => {
                Box::new(self.size_classes.classes.iter().map(|class| (&class.code, &class.name)))
            }
        }
    }
}

/// Industries are known by their number.
fn option_label(table: OptionTable, code: &Text, name: &Text) -> Text {
    if table == OptionTable::Industries { [code, " ", name].concat().into() } else { name.clone() }
}
