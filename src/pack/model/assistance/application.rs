//! 质量技术帮扶申请表 (附录A): `application.json`, and the names of `words.json`.

use super::super::List;
use super::super::messages::Message;
use super::super::source::Source;
use crate::json::Text;

choices! {
    /// What a form field holds.
    FieldKind {
        /// One line of text.
        "text" => Text,
        /// Several lines of text.
        "long-text" => LongText,
        /// A whole number, as typed.
        "integer" => Integer,
        /// A decimal number, as typed.
        "decimal" => Decimal,
        /// A day.
        "date" => Date,
        /// One of the options.
        "choice" => Choice,
        /// Any of the options.
        "choices" => Choices,
        /// Yes or no.
        "yes-no" => YesNo,
        /// Several short texts.
        "texts" => Texts,
        /// A table: a list of objects.
        "rows" => Rows,
        /// A statement that is confirmed.
        "declare" => Declare,
        /// Worked out from other answers, never typed.
        "derived" => Derived,
    }

    /// A table whose entries may be chosen.
    OptionTable {
        /// 产品库.
        "products" => Products,
        /// 帮扶类型.
        "types" => Types,
        /// 帮扶方法.
        "methods" => Methods,
        /// 效果评价 indicators.
        "indicators" => Indicators,
        /// 国民经济行业分类.
        "industries" => Industries,
        /// 企业规模.
        "size-classes" => SizeClasses,
    }

    /// Whether a field has to be filled.
    Need {
        /// A final export needs it.
        "required" => Required,
        /// It is asked; leaving it out costs something, which is said.
        "recommended" => Recommended,
        /// It may be left out.
        "optional" => Optional,
    }
}

content! {
    /// A form.
    FormTable {
        /// Version of the form.
        version: Text,
        /// What a reader must know about it.
        note: Text,
        /// Where the form's name comes from.
        source: Source,
        /// Its groups, in order.
        groups: List<FormGroup>,
    }

    /// A group of a form.
    FormGroup {
        /// Code, such as `A-1`.
        code: Text,
        /// Key of the group in the application.
        key: Text,
        /// Name shown to users.
        name: Text,
        /// One sentence about it.
        help: Text,
        /// Whether the application holds a list of these.
        repeated: bool,
        /// Its fields, in order.
        fields: List<FormField>,
        /// Where the group and its name come from.
        source: Source,
    }

    /// A field of a form.
    FormField {
        /// Key of the field in its group.
        key: Text,
        /// Name shown to users.
        label: Text,
        /// What to enter.
        hint: Text,
        /// An example.
        example: Text,
        /// What it holds.
        kind: FieldKind,
        /// The table whose entries may be chosen, before the options.
        options_from: Option<OptionTable> = default,
        /// What may be chosen.
        options: List<FormOption> = default,
        /// Whether it has to be filled.
        need: Need,
        /// What is lost when a recommended field is left out.
        loss: Option<Text> = default,
        /// Unit of a number.
        unit: Option<Text> = default,
        /// Fewest characters.
        min_length: Option<u32> = default,
        /// Most characters.
        max_length: Option<u32> = default,
        /// Code of the time limit that its day sets off, and by which the form asks for what is due.
        deadline: Option<Text> = default,
        /// When it applies; always, if absent.
        when: Option<When> = default,
        /// Messages of its rules.
        messages: List<Message> = default,
        /// Columns of a table.
        fields: List<FormField> = default,
        /// Where it comes from.
        source: Source,
    }

    /// Something to choose.
    FormOption {
        /// Code on the wire.
        code: Text,
        /// Name shown to users.
        label: Text,
        /// Cannot be combined with others.
        exclusive: bool = default,
    }

    /// A condition on another field of the same group.
    When {
        /// Key of the other field; `rows.column` for a column of a table.
        key: Text,
        /// Codes of which one must be chosen (`yes` and `no` for a yes-no field).
        any_of: List<Text>,
    }
}

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
