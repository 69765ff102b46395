//! What the counts say, in tables and sentences.

use super::member::{OTHER, OWN_WORDS};
use super::small_cells;
use super::tally::SummaryPart;
use crate::causes;
use crate::date::Date;
use crate::exact::Rate;
use crate::governance::{Evidence, EvidenceKind};
use crate::json::object;
use crate::order::ordered;
use crate::pack::{Assistance, FormField, Governance, Guidance, Packs, Source, Text, TypeCondition};

object! {
    /// An overview of members' files. It ranks nobody and never says 合格.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IndustryOverview: out {
        /// The result in one sentence.
        pub summary: String,
        /// Whether small cells are hidden.
        pub anonymous: bool,
        /// The latest day that files were counted for.
        pub as_of: Date,
        /// How many files there are; hidden when there are too few.
        pub files: Option<u32>,
        /// How many members were asked.
        pub asked: Option<u32>,
        /// Files out of members asked.
        pub collected: Option<Rate>,
        /// Answers given out of items that were asked, 不适用 among them.
        pub coverage: Option<Rate>,
        /// Members by what was found: the heat map is the table `stages`.
        pub tables: Vec<MemberTable>,
        /// Items that are 不符合, by how many members.
        pub failing: Vec<ParetoLine>,
        /// 主因, by how many members.
        pub causes: Vec<ParetoLine>,
        /// 产业链协同 and 区域集中帮扶, where the rule suggests them.
        pub suggestions: Vec<Suggestion>,
        /// What the association can show for its own assessment.
        pub evidence: Vec<EvidenceProposal>,
    }
}

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

object! {
    /// A line of a Pareto list.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ParetoLine: out {
        /// Code of the item or the cause.
        pub code: Text,
        /// What it is called.
        pub name: Text,
        /// How many members have it.
        pub members: u32,
        /// These out of all files.
        pub share: Option<Rate>,
        /// This line and those above out of all lines.
        pub cumulative: Option<Rate>,
    }
}

object! {
    /// A type of assistance that the counts suggest.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Suggestion: out {
        /// Code of the type.
        pub assistance_type: Text,
        /// What it is called.
        pub name: Text,
        /// Code of the item or the cause.
        pub concern: Text,
        /// Category of the products, where they are of one region.
        pub category: Option<Text>,
        /// First four digits of the region; empty where members did not state it.
        pub region: Option<Text>,
        /// How many members have it; hidden in an anonymous overview of a region.
        pub members: Option<u32>,
        /// Why, as a sentence.
        pub why: String,
        /// Where the rule comes from.
        pub source: Source,
    }
}

object! {
    /// A piece of evidence for the association's own assessment.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct EvidenceProposal: out {
        /// The unit that it may stand for.
        pub unit: Text,
        /// The evidence.
        pub evidence: Evidence,
    }
}

/// The states of a stage, the verdicts on an item and the levels of risk, in the order of their columns.
const STATUSES: [&str; 6] = ["good", "controlled", "weak", "act-now", "incomplete", "not-applicable"];
const VERDICTS: [&str; 6] = ["conforming", "minor-nonconformity", "nonconforming", "not-applicable", "unsure", "blank"];
const RISKS: [&str; 3] = ["high", "low", "undetermined"];
/// The columns whose number other tables may state as well: what needs action at once, and what is 不符合.
const ACT_NOW: usize = 3;
const NONCONFORMING: usize = 2;
const YES_NO: [(&str, &str); 2] = [("yes", "有"), ("no", "没有")];
const STARRED: [(&str, &str); 4] = [("0", "0 项"), ("1", "1 项"), ("2", "2 项"), ("3", "3 项及以上")];

/// The overview of a part.
pub(super) fn of(packs: &Packs<'_>, part: &SummaryPart, asked: Option<u32>, anonymous: bool) -> IndustryOverview {
    let pack = packs.assistance();
    let least = pack.industry.small_cell;
    let few = anonymous && part.files < least;
    let tables = Tables { pack, part, anonymous, least };
    let (risk, complete) = (pack.word("risk"), "自查做完");
    let tables = vec![
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
    ];
    let column = |code: &str, column: usize| -> Vec<(Text, Text, u32)> {
        let rows = tables.iter().find(|table| table.code == code).into_iter().flat_map(|table| table.rows.iter());
        rows.filter_map(|row| Some((row.code.clone(), row.name.clone(), (*row.cells.get(column)?)?))).collect()
    };
    let (failing, found) = (pareto(column("items", NONCONFORMING), part.files), column("causes", 0));
    let suggestions = if few { Vec::new() } else { suggestions(pack, part, &found, anonymous) };
    let files = (!few).then_some(part.files);
    let mut overview = IndustryOverview {
        summary: String::new(),
        anonymous,
        as_of: part.as_of,
        files,
        asked,
        collected: files.zip(asked).and_then(|(files, asked)| Rate::of(files, asked)),
        coverage: files.and_then(|_| Rate::of(part.counts.count("answers/given"), part.counts.count("answers/asked"))),
        failing,
        causes: pareto(found, part.files),
        suggestions,
        evidence: evidence(packs.governance(), part, files),
        tables,
    };
    overview.summary = summary(&overview, least);
    overview
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
        let cells = |prefix: &str| codes.iter().map(|column| Some(count(prefix, column))).collect();
        let columns =
            codes.iter().map(|code| Column { code: (*code).into(), name: self.pack.word_for(key, code) }).collect();
        self.table(code, name, columns, linked, rows.iter().map(|row| (row, cells(&row.2))).collect())
    }

    /// A table of what members have or have not.
    fn having(&self, code: &'static str, name: Text, rows: &[Row]) -> MemberTable {
        let cells = |name: &str| {
            let count = self.part.counts.count(name);
            vec![Some(count), Some(self.part.files.saturating_sub(count))]
        };
        self.table(code, name, columns(&YES_NO), None, rows.iter().map(|row| (row, cells(&row.2))).collect())
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
        MemberTable { code, name, columns, rows: rows.into_iter().map(row).collect() }
    }

    fn stages(&self) -> Vec<Row> {
        let row =
            |stage: &crate::pack::Stage| (stage.code.clone(), stage.name.clone(), ["stage", &stage.code].join("/"));
        self.pack.checklist.iter().map(row).collect()
    }

    fn items(&self) -> Vec<Row> {
        let items = self.pack.checklist.iter().flat_map(|stage| stage.items.iter());
        items.map(|item| (item.code.clone(), item.problem.clone(), ["item", &item.code].join("/"))).collect()
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
        self.table(code, name, columns(&STARRED), None, vec![(&row, cells.into_iter().map(Some).collect())])
    }

    fn rules(&self) -> Vec<Row> {
        let rules = self.pack.risk.rules.iter();
        rules.map(|rule| (rule.id.clone(), rule.title.clone(), ["rule", &rule.id].join("/"))).collect()
    }

    /// 企业规模, one row: its columns are the classes.
    fn sizes(&self) -> MemberTable {
        let (code, name) = ("sizes", self.pack.word("sizeClass"));
        let classes = self.pack.size_classes.classes.iter().map(|class| (class.code.clone(), class.name.clone()));
        let classes = classes.chain([("unknown".into(), "没填".into())]);
        let columns: Vec<Column> = classes.map(|(code, name)| Column { code, name }).collect();
        let row: Row = (code.into(), name.clone(), String::new());
        let count = |column: &Column| Some(self.part.counts.count(&["size", &column.code].join("/")));
        let cells = columns.iter().map(count).collect();
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
        products.chain(other).map(row).collect()
    }

    fn causes(&self) -> Vec<Row> {
        let causes = self.pack.causes.iter().flat_map(|class| class.causes.iter());
        let named = causes.map(|cause| (["B:", &cause.code].concat().into(), cause.name.clone()));
        let row = |(code, name): (Text, Text)| {
            let counted = ["cause", &code].join("/");
            (code, name, counted)
        };
        named.chain([(OWN_WORDS.into(), "自己写的原因".into())]).map(row).collect()
    }
}

/// Columns that only the overview has.
fn columns(columns: &[(&'static str, &'static str)]) -> Vec<Column> {
    columns.iter().map(|(code, name)| Column { code: (*code).into(), name: (*name).into() }).collect()
}

/// The largest first; equals keep the order of the table.
fn pareto(mut rows: Vec<(Text, Text, u32)>, files: u32) -> Vec<ParetoLine> {
    rows.retain(|(_, _, members)| *members > 0);
    let rows = ordered(&rows, &|one, other| one.2 < other.2);
    let all: u32 = rows.iter().map(|(_, _, members)| *members).fold(0, u32::saturating_add);
    let mut running = 0_u32;
    let line = |(code, name, members): &(Text, Text, u32)| {
        running = running.saturating_add(*members);
        let (code, name, members) = (code.clone(), name.clone(), *members);
        ParetoLine { code, name, members, share: Rate::of(members, files), cumulative: Rate::of(running, all) }
    };
    rows.into_iter().map(line).collect()
}

/// T4 where a main cause lies up the chain; T5 where enough members of a region share product and concern.
fn suggestions(
    pack: &Assistance,
    part: &SummaryPart,
    causes: &[(Text, Text, u32)],
    anonymous: bool,
) -> Vec<Suggestion> {
    let table = &pack.industry;
    // The type that the content proposes under the same condition in a single case.
    let suggestion = |when, concern: &str, members, why| {
        let code = pack.plan.type_order.iter().find(|rule| rule.when == when).map(|rule| rule.code.clone());
        let kind = pack.plan.types.iter().find(|kind| Some(&kind.code) == code.as_ref());
        Suggestion {
            name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            assistance_type: code.unwrap_or_default(),
            concern: concern.to_owned().into(),
            category: None,
            region: None,
            members: Some(members),
            why,
            source: table.source.clone(),
        }
    };
    let mut found = Vec::new();
    for (code, name, members) in causes.iter().filter(|(_, _, members)| *members > 0) {
        let upstream =
            code.strip_prefix("B:").is_some_and(|plain| pack.plan.chain_causes.iter().any(|cause| cause == plain));
        if upstream {
            let why = format!("{members} 家的主因含 {code} {name}，根子在上游");
            found.push(suggestion(TypeCondition::Chain, code, *members, why));
        }
    }
    let item = |code: &str| {
        let items = pack.checklist.iter().flat_map(|stage| stage.items.iter());
        items.into_iter().find(|item| item.code == code).map(|item| &item.problem)
    };
    for (name, members) in part.counts.iter().filter(|(_, members)| *members >= table.regional_from) {
        let mut parts = name.split('/');
        let (Some("group"), Some(region), Some(category), Some(concern)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let product = pack.products.iter().find(|product| product.category == category);
        let product = product.map_or(category, |product| product.name.as_ref());
        let named = item(concern).or_else(|| causes::find(pack, concern).map(|(_, cause)| &cause.name));
        let place = if region.is_empty() { "没填地区的".to_owned() } else { format!("地区 {region} 的") };
        let why = format!(
            "{place}{product}，{} 家及以上都有 {concern} {}",
            table.regional_from,
            named.map_or("", |name| name.as_ref())
        );
        let mut regional = suggestion(TypeCondition::Region, concern, members, why);
        regional.category = Some(category.to_owned().into());
        regional.region = Some(region.to_owned().into());
        // The number less another table's would tell of those elsewhere.
        regional.members = regional.members.filter(|_| !anonymous);
        found.push(regional);
    }
    found
}

/// What the content says that this overview is a record of: research into the trade, and monitoring of its risks.
fn evidence(pack: &Governance, part: &SummaryPart, files: Option<u32>) -> Vec<EvidenceProposal> {
    let Some(files) = files.filter(|files| *files > 0) else { return Vec::new() };
    let proposal = |guidance: &Guidance| {
        let title = format!("成员自查汇总（{files} 家，{}）", part.as_of);
        let evidence = Evidence { title, date: Some(part.as_of), kind: EvidenceKind::Record, ..Evidence::default() };
        EvidenceProposal { unit: guidance.unit.clone(), evidence }
    };
    pack.guidance.iter().filter(|guidance| guidance.members_overview).map(proposal).collect()
}

fn summary(overview: &IndustryOverview, least: u32) -> String {
    let Some(files) = overview.files else { return format!("不足 {least} 家，不给出汇总。") };
    let cells = |code: &str| overview.tables.iter().find(|table| table.code == code).map(|table| table.rows.as_slice());
    let first = |code: &str| cells(code)?.first()?.cells.first().copied()?;
    let mut text = format!("汇总 {files} 家的自查");
    if let Some(complete) = first("complete") {
        text += &format!("，{complete} 家做完");
    }
    let starred =
        if overview.anonymous { first("starred") } else { first("starred").map(|none| files.saturating_sub(none)) };
    if let Some(members) = starred {
        text += &format!("；{members} 家有★不符合");
    }
    if let Some(high) = first("risk") {
        text += &format!("，{high} 家自判高风险");
    }
    let act_now = |row: &TableRow| row.cells.get(ACT_NOW).copied().flatten().unwrap_or_default();
    // Of equals the earlier stage: the last maximum of the reversed order.
    let weakest = cells("stages").and_then(|rows| rows.iter().rev().max_by_key(|row| act_now(row)));
    if let Some(stage) = weakest.filter(|stage| act_now(stage) > 0) {
        text += &format!("；“{}”最薄弱，{} 家需立即整改", stage.name, act_now(stage));
    }
    text + "。"
}
