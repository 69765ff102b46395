//! The forms on offer.

use crate::json::object;
use crate::listed::Listed;
use crate::pack::{Packs, ReportSubject, ReportTemplate, Source};

object! {
    /// A form that can be exported.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ReportForm<'a>: out {
        /// Its code.
        pub form: &'a str,
        /// Its title.
        pub title: &'a str,
        /// What it is filled from: `exportReport` takes cases, `exportSummary` what members' files amount to, `compileCases`
        /// hands out its own.
        pub subject: ReportSubject,
        /// What a reader must know about it.
        pub note: &'a str,
        /// Where its name comes from.
        pub source: &'a Source,
    }
}

object! {
    /// The forms that can be exported.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct ReportForms<'a>: out {
        /// Guide one's first.
        pub forms: Vec<ReportForm<'a>>,
    }
}

/// The forms that can be exported.
#[must_use]
pub fn forms<'a>(packs: &Packs<'a>) -> ReportForms<'a> {
    let form = |(_, template): (usize, &'a ReportTemplate)| ReportForm {
        form: &template.form,
        title: &template.title,
        subject: template.subject,
        note: &template.note,
        source: &template.source,
    };
    ReportForms { forms: templates(packs).map(form).listed() }
}

/// All templates, with the place of their pack.
pub(super) fn templates<'a>(packs: &Packs<'a>) -> impl Iterator<Item = (usize, &'a ReportTemplate)> {
    let of = |place, list: &'a [ReportTemplate]| list.iter().map(move |template| (place, template));
    of(0, &packs.assistance().reports).chain(of(1, &packs.governance().reports))
}
