//! Members by what was found, table by table.

use super::member::{OTHER, OWN_WORDS};
use super::small_cells;
use super::tally::SummaryPart;
use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Assistance, FormField, Text};

object! {
    /// A table of how many members.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MemberTable: out {
        /// `stages`, `items`, `complete`, `starred`, `risk`, `rules`, `sizes`, `categories` or `causes`.
        pub code: &'static str,
        /// What it is called.
        pub name: Text,
        /// Its columns.
        pub columns: Vec<Column>,
        /// Its rows; the cells of each sum to the number of files.
        pub rows: Vec<TableRow>,
    }
}

object! {
    /// A column of a table.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Column: out {
        /// Its code.
        pub code: Text,
        /// What it is called.
        pub name: Text,
    }
}

object! {
    /// A row of a table.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct TableRow: out {
        /// Its code.
        pub code: Text,
        /// What it is called.
        pub name: Text,
        /// How many members, by column; `null` = hidden.
        pub cells: Vec<Option<u32>>,
    }
}

/// The states of a stage, the verdicts on an item and the levels of risk, in the order of their columns.
const STATUSES: [&str; 6] = ["good", "controlled", "weak", "act-now", "incomplete", "not-applicable"];
const VERDICTS: [&str; 6] = ["conforming", "minor-nonconformity", "nonconforming", "not-applicable", "unsure", "blank"];
const RISKS: [&str; 3] = ["high", "low", "undetermined"];
/// The columns whose number other tables may state as well: what needs action at once, and what is 不符合.
pub(super) const ACT_NOW: usize = 3;
pub(super) const NONCONFORMING: usize = 2;
const YES_NO: [(&str, &str); 2] = [("yes", "有"), ("no", "没有")];
const STARRED: [(&str, &str); 4] = [("0", "0 项"), ("1", "1 项"), ("2", "2 项"), ("3", "3 项及以上")];

/// Every table, in the order of the overview.
pub(super) fn all(pack: &Assistance, part: &SummaryPart, anonymous: bool) -> Vec<MemberTable> {
    let tables = Tables { pack, part, anonymous, least: pack.industry.small_cell };
    let (risk, complete) = (pack.word("risk"), "自查做完");
    vec![
        tables.partition("stages", "各阶段的状态".into(), ("status", &STATUSES), Some(ACT_NOW), &tables.stages()),
        tables.partition("items", "每一项的回答".into(), ("verdict", &VERDICTS), Some(NONCONFORMING), &tables.items()),
        tables.having("complete", complete.into(), &[("complete".into(), complete.into(), "complete".into())]),
        tables.starred(),
        tables.partition("risk", risk.clone(), ("risk", &RISKS), Some(0), &[("risk".into(), risk, "risk".into())]),
        tables.having("rules", "判为高风险的规则".into(), &tables.rules()),
        tables.sizes(),
        tables.having(
            "categories",
            tables.field().map(|field| field.label.clone()).unwrap_or_default(),
            &tables.categories(),
        ),
        tables.having("causes", pack.word("mainCauses"), &tables.causes()),
    ]
}

/// A row to be counted: its code, its name, and under which name its counts stand.
type Row = (Text, Text, String);

struct Tables<'a> {
    pack: &'a Assistance,
    part: &'a SummaryPart,
    anonymous: bool,
    least: u32,
}

impl Tables<'_> {
    /// A table whose columns share the files out.
    fn partition(
        &self,
        code: &'static str,
        name: Text,
        (key, codes): (&str, &[&'static str]),
        linked: Option<usize>,
        rows: &[Row],
    ) -> MemberTable {
        let count = |prefix: &str, column: &str| self.part.counts.count(&[prefix, column].join("/"));
        let cells = |prefix: &str| codes.iter().map(|column| Some(count(prefix, column))).listed();
        let columns =
            codes.iter().map(|code| Column { code: (*code).into(), name: self.pack.word_for(key, code) }).listed();
        self.table(code, name, columns, linked, rows.iter().map(|row| (row, cells(&row.2))).listed())
    }

    /// A table of what members have or have not.
    fn having(&self, code: &'static str, name: Text, rows: &[Row]) -> MemberTable {
        let cells = |name: &str| {
            let count = self.part.counts.count(name);
            vec![Some(count), Some(self.part.files.saturating_sub(count))]
        };
        self.table(code, name, columns(&YES_NO), None, rows.iter().map(|row| (row, cells(&row.2))).listed())
    }

    fn table(
        &self,
        code: &'static str,
        name: Text,
        columns: Vec<Column>,
        linked: Option<usize>,
        rows: Vec<(&Row, Vec<Option<u32>>)>,
    ) -> MemberTable {
        let row = |((code, name, _), mut cells): (&Row, Vec<Option<u32>>)| {
            if self.anonymous && self.part.files < self.least {
                cells.fill(None);
            } else if self.anonymous {
                small_cells::hide(&mut cells, self.least, linked);
            }
            TableRow { code: code.clone(), name: name.clone(), cells }
        };
        MemberTable { code, name, columns, rows: rows.into_iter().map(row).listed() }
    }

    fn stages(&self) -> Vec<Row> {
        let row =
            |stage: &crate::pack::Stage| (stage.code.clone(), stage.name.clone(), ["stage", &stage.code].join("/"));
        self.pack.checklist.iter().map(row).listed()
    }

    fn items(&self) -> Vec<Row> {
        let items = self.pack.checklist.iter().flat_map(|stage| stage.items.iter());
        items.map(|item| (item.code.clone(), item.problem.clone(), ["item", &item.code].join("/"))).listed()
    }

    /// How many key items each member has 不符合. For others only whether: the items' own numbers would give away the rest.
    fn starred(&self) -> MemberTable {
        let (code, name) = ("starred", Text::from("★不符合的项数"));
        let row: Row = (code.into(), name.clone(), String::new());
        let none = self.part.counts.count("starred/0");
        let some = self.part.files.saturating_sub(none);
        if self.anonymous {
            return self.table(code, name, columns(&YES_NO), None, vec![(&row, vec![Some(some), Some(none)])]);
        }
        let (one, two) = (self.part.counts.count("starred/1"), self.part.counts.count("starred/2"));
        let cells = [none, one, two, some.saturating_sub(one).saturating_sub(two)];
        self.table(code, name, columns(&STARRED), None, vec![(&row, cells.into_iter().map(Some).listed())])
    }

    fn rules(&self) -> Vec<Row> {
        let rules = self.pack.risk.rules.iter();
        rules.map(|rule| (rule.id.clone(), rule.title.clone(), ["rule", &rule.id].join("/"))).listed()
    }

    /// 企业规模, one row: its columns are the classes.
    fn sizes(&self) -> MemberTable {
        let (code, name) = ("sizes", self.pack.word("sizeClass"));
        let classes = self.pack.size_classes.classes.iter().map(|class| (class.code.clone(), class.name.clone()));
        let classes = classes.chain([("unknown".into(), "没填".into())]);
        let columns: Vec<Column> = classes.map(|(code, name)| Column { code, name }).listed();
        let row: Row = (code.into(), name.clone(), String::new());
        let count = |column: &Column| Some(self.part.counts.count(&["size", &column.code].join("/")));
        let cells = columns.iter().map(count).listed();
        self.table(code, name, columns, None, vec![(&row, cells)])
    }

    /// What the form asks of the category of a product.
    fn field(&self) -> Option<&FormField> {
        self.pack.application.field("/application/products/*/productCategory")
    }

    fn categories(&self) -> Vec<Row> {
        let products = self.pack.products.iter().map(|product| (product.category.clone(), product.name.clone()));
        let row = |(code, name): (Text, Text)| {
            let counted = ["category", &code].join("/");
            (code, name, counted)
        };
        // What is in no library is counted together.
        let options = self.field().into_iter().flat_map(|field| &field.options);
        let other =
            options.filter(|option| option.code == OTHER).map(|option| (option.code.clone(), option.label.clone()));
        products.chain(other).map(row).listed()
    }

    fn causes(&self) -> Vec<Row> {
        let causes = self.pack.causes.iter().flat_map(|class| class.causes.iter());
        let named = causes.map(|cause| (["B:", &cause.code].concat().into(), cause.name.clone()));
        let row = |(code, name): (Text, Text)| {
            let counted = ["cause", &code].join("/");
            (code, name, counted)
        };
        named.chain([(OWN_WORDS.into(), "自己写的原因".into())]).map(row).listed()
    }
}

/// Columns that only the overview has.
fn columns(columns: &[(&'static str, &'static str)]) -> Vec<Column> {
    columns.iter().map(|(code, name)| Column { code: (*code).into(), name: (*name).into() }).listed()
}
