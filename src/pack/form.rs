//! Where in the application a field of the form is answered.

use super::{FormField, FormTable};

impl FormTable {
    /// The field that is answered at a JSON Pointer such as `/application/products/0/xkExpire`, or
    /// `/application/problems/*/history` for every problem.
    pub(crate) fn field(&self, pointer: &str) -> Option<&FormField> {
        let is_entry = |key: &&str| *key == "*" || key.parse::<usize>().is_ok();
        let mut keys = pointer.strip_prefix("/application/")?.split('/').filter(|key| !is_entry(key));
        let key = keys.next()?;
        let mut fields = &self.groups.iter().find(|group| group.key == key)?.fields;
        let mut found = None;
        for key in keys {
            let field = fields.iter().find(|field| field.key == key)?;
            fields = &field.fields;
            found = Some(field);
        }
        found
    }
}
