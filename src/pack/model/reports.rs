//! The layouts of forms and reports: `reports.json` of both guides.

use super::List;
use super::source::Source;
use crate::json::Text;

choices! {
    /// What a report is filled from.
    ReportSubject {
        /// Any case.
        "case" => Case,
        /// The case of an enterprise.
        "enterprise" => Enterprise,
        /// The case of an association.
        "association" => Association,
        /// What members' files amount to together.
        "members" => Members,
        /// Cases that are compiled from several files.
        "cases" => Cases,
    }

    /// What a block of a report is.
    ReportBlockKind {
        /// A heading; several are numbered 一、二、三、. One with a place stands only where something is there, and with it
        /// what follows up to the next heading or to what is signed.
        "heading" => Heading,
        /// What the form is about, in one line below the title. One with a place stands, as a heading does, only where
        /// something is there, and with it what follows.
        "facts" => Facts,
        /// What came of it, set apart.
        "result" => Result,
        /// A paragraph; a list of texts becomes one each, or one with the text of the block between them.
        "text" => Text,
        /// Small print.
        "note" => Note,
        /// Labels and answers.
        "fields" => Fields,
        /// A table with a row for each entry.
        "table" => Table,
        /// Labels and answers for each entry, on a page of its own.
        "each" => Each,
        /// 质量技术帮扶申请表, field by field, but for those in `of`, such as `head/formVersion`, that have no meaning on paper.
        "form" => Form,
        /// Everything that is there.
        "everything" => Everything,
        /// A picture (`of`: `pareto`, `fishbone`, `weekly`, `radar` or `path`; of members `stages` or `causes`) and the table
        /// that says the same.
        "chart" => Chart,
        /// The score as a sheet that calculates.
        "score-sheet" => ScoreSheet,
        /// How many members, table by table.
        "member-tables" => MemberTables,
        /// Areas to be signed or sealed, by what is written there; 日期 is a date to be written.
        "signature" => Signature,
        /// A new page.
        "page-break" => PageBreak,
    }
}

impl ReportSubject {
    /// Whether it is one file that a form is filled from.
    #[must_use]
    pub fn is_one_case(self) -> bool {
        !matches!(self, Self::Members | Self::Cases)
    }
}

content! {
    /// How a form or report is laid out. Its places are JSON Pointers into the file (`/dossier`), into what comes of it
    /// (`/check`) and into what is prepared for the eye (`/view`); of members' files into `/overview`, of
    /// compiled cases into `/collection`.
    ReportTemplate {
        /// Code of the form, such as `causes`.
        form: Text,
        /// Its title.
        title: Text,
        /// What it is filled from.
        subject: ReportSubject,
        /// What a reader must know about it.
        note: Text,
        /// Whether it is printed across the long side of the page, as a table with many columns of text has to be.
        landscape: bool = default,
        /// Whether the case is told without names, and `/view` has `caseStudy` and `caseStudyNote`.
        anonymised: bool = default,
        /// Whether `/view/comparison` and the radar have the last period beside this one.
        comparison: bool = default,
        /// Whether there are the steps of the improvement path to draw.
        path: bool = default,
        /// Whether it is also made of a file that a step refuses: what is in it can be handed on all the same.
        lenient: bool = default,
        /// JSON Pointer below `/check`: until it says true, or holds an empty list, every page says 草稿.
        draft_until: Option<Text> = default,
        /// What it cannot do without: the code of a step, for all that the step still asks for; or a JSON Pointer into the
        /// file, for a place that has to hold something. Of several places, separated by a space, one is enough.
        needs: List<Text> = default,
        /// Its blocks, from top to bottom.
        blocks: List<ReportBlock>,
        /// Where its name comes from.
        source: Source,
    }

    /// A block of a report.
    ReportBlock {
        /// What it is.
        block: ReportBlockKind,
        /// Its text; `{/check/risk/summary}` in it stands for what is there.
        text: Text = default,
        /// Where its entries are.
        of: Text = default,
        /// Its columns, or its lines.
        columns: List<ReportColumn> = default,
        /// Who signs each entry.
        sign: Text = default,
    }

    /// A column of a table, or a line of a list of labels and answers.
    ReportColumn {
        /// Its label.
        label: Text,
        /// Where its text is, from the entry on; `#` is the number of the entry, `$key` its key. A code is followed by its
        /// name; behind `=`, as in `=code`, it stands alone, for a column whose neighbour says the name.
        /// Several places, separated by a space, stand one below the other. `_` is a blank, to be written by hand.
        of: Text,
        /// Its share of the width, in percent; a line of 50 stands beside another one.
        width: u32 = default,
        /// The columns of a line that is a list; the first is headed by what the list is called.
        columns: List<ReportColumn> = default,
    }
}
