//! What the two guides say of themselves: scope, principles, terms, types, methods and steps, so that no page needs words of
//! its own for them.

use crate::json::object;
use crate::pack::{
    AssistanceKind, Framework, FrameworkPart, Manifest, Outline, OutlineEntry, OutlineStep, OutlineTerm, Packs,
};

object! {
    /// The words of the two guides.
    #[derive(Debug, Clone)]
    pub struct GuideTerms<'a>: out {
        /// 质量技术帮扶 and 行业质量共治.
        pub guides: Vec<GuideOutline<'a>>,
    }
}

object! {
    /// The words of a guide.
    #[derive(Debug, Clone)]
    pub struct GuideOutline<'a>: out {
        /// Identifier of the pack.
        pub pack: &'a str,
        /// Edition of the pack.
        pub edition: &'a str,
        /// Clauses that say what it is for, how it is built and what comes of it.
        pub clauses: &'a [OutlineEntry],
        /// Its principles.
        pub principles: Vec<OutlineEntry>,
        /// Its terms, with what they leave out.
        pub terms: &'a [OutlineTerm],
        /// 帮扶类型, of guide one.
        pub types: &'a [AssistanceKind],
        /// 帮扶方法, of guide one.
        pub methods: &'a [AssistanceKind],
        /// Its steps, and when each is taken.
        pub steps: Vec<OutlineStep>,
    }
}

/// The words of the two guides.
#[must_use]
pub fn guide_terms<'a>(packs: &Packs<'a>) -> GuideTerms<'a> {
    let (assistance, governance) = (packs.assistance(), packs.governance());
    let mut one = guide(&assistance.manifest, &assistance.outline);
    one.types = &assistance.plan.types;
    one.methods = &assistance.plan.methods;
    let mut two = guide(&governance.manifest, &governance.outline);
    add_framework(&mut two, &governance.framework);
    GuideTerms { guides: vec![one, two] }
}

fn guide<'a>(manifest: &'a Manifest, outline: &'a Outline) -> GuideOutline<'a> {
    GuideOutline {
        pack: &manifest.id,
        edition: &manifest.edition,
        clauses: &outline.clauses,
        principles: outline.principles.clone(),
        terms: &outline.terms,
        types: &[],
        methods: &[],
        steps: outline.steps.clone(),
    }
}

/// What guide two asks of everybody by its principles and its phases stands in its framework, once.
fn add_framework(guide: &mut GuideOutline<'_>, framework: &Framework) {
    for list in &framework.lists {
        let (code, name, source) = (list.code.clone(), list.name.clone(), list.source.clone());
        if list.area == FrameworkPart::Principles {
            let text = list.items.first().map(|item| item.text.clone()).unwrap_or_default();
            guide.principles.push(OutlineEntry { code, name, text, name_source: None, source });
        } else if list.phase.is_some() {
            let text = list.lead.clone().unwrap_or_default();
            guide.steps.push(OutlineStep { code, name, text, source, ..OutlineStep::default() });
        }
    }
}
