//! Files counted, parts merged, and the overview for others.

use super::member::{MemberFile, MemberLine, RefusedFile, count_member};
use super::overview::{self, IndustryOverview};
use super::tally::SummaryPart;
use crate::date::Date;
use crate::error::{Error, Result};
use crate::json::object;
use crate::pack::Packs;

object! {
    /// Members' files, counted.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct IndustrySummary: out {
        /// The counts, to be merged with others. They stay with the association.
        pub part: SummaryPart,
        /// What they say, for the screen.
        pub overview: IndustryOverview,
        /// The files that were counted, in the order given.
        pub members: Vec<MemberLine>,
        /// The files that could not be counted, in the order given.
        pub refused: Vec<RefusedFile>,
    }
}

object! {
    /// Parts added up.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MergedSummary: out {
        /// The counts of all parts.
        pub part: SummaryPart,
        /// What they say, for the screen.
        pub overview: IndustryOverview,
    }
}

/// Counts members' files, each the text of a save file or the file as an object. `asked` is how many members were asked.
///
/// # Errors
/// `out-of-range` for more files than can be counted. A file that cannot be read is listed, not an error.
pub fn summarise_industry(
    packs: &Packs<'_>,
    dossiers: &[MemberFile],
    asked: Option<u32>,
    today: Date,
) -> Result<IndustrySummary> {
    let mut part = SummaryPart::new(packs.assistance(), today);
    let (mut members, mut refused) = (Vec::new(), Vec::new());
    for (index, file) in (0..).zip(dossiers) {
        match count_member(packs, file, today) {
            Ok((counts, mut line)) => {
                part.take_in(&counts)?;
                line.index = index;
                line.same_as = members.iter().find(|other: &&MemberLine| other.id == line.id).map(|other| other.index);
                members.push(line);
            }
            Err(error) => refused.push(RefusedFile::new(index, &error)),
        }
    }
    let overview = overview::of(packs, &part, asked, false);
    Ok(IndustrySummary { part, overview, members, refused })
}

/// Adds up parts of a summary.
///
/// # Errors
/// `unsupported-format`, `newer-version` or `invalid-pack` for a part that is not one, was written by a newer version or
/// with other content; `out-of-range` when a count becomes too large.
pub fn merge_summaries(packs: &Packs<'_>, parts: &[SummaryPart], asked: Option<u32>) -> Result<MergedSummary> {
    let pack = packs.assistance();
    let mut whole: Option<SummaryPart> = None;
    for (index, part) in parts.iter().enumerate() {
        let placed = |error: Error| error.at(&index.to_string()).at("parts");
        part.check(pack).map_err(placed)?;
        match &mut whole {
            None => whole = Some(part.clone()),
            Some(whole) => whole.take_in(part).map_err(placed)?,
        }
    }
    let part = whole.unwrap_or_else(|| SummaryPart::new(pack, Date::default()));
    let overview = overview::of(packs, &part, asked, false);
    Ok(MergedSummary { part, overview })
}

/// The overview for others: no member can be made out in it.
///
/// A cell that stands for fewer members than the pack's `smallCell` is hidden, and a second one in its row where the sum of
/// the row would reveal it. What is derived is derived from what is shown.
///
/// # Errors
/// As [`merge_summaries`], for the one part.
pub fn anonymise_summary(packs: &Packs<'_>, part: &SummaryPart, asked: Option<u32>) -> Result<IndustryOverview> {
    part.check(packs.assistance()).map_err(|error| error.at("part"))?;
    Ok(overview::of(packs, part, asked, true))
}
